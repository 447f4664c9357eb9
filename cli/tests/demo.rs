//! The demonstration, from its first line to its last.

use std::process::{Command, Stdio};

#[test]
fn all_of_it_holds_and_reads_well() {
    let output = Command::new(env!("CARGO_BIN_EXE_packetwright"))
        .arg("demo")
        .stdin(Stdio::null())
        .output()
        .expect("the command starts");
    let told = String::from_utf8(output.stdout).expect("text");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}{errors}");
    assert_eq!(errors, "");
    let last = told.lines().last().unwrap_or_default();
    assert!(last.starts_with("All of it held: 44,212 replies"), "{last}");
    assert!(last.contains("14 bad peers refused"), "{last}");
    let path = "Idle → AwaitResponse → AwaitReady → Established";
    assert_eq!(told.matches(path).count(), 2, "over TCP and over a Unix socket: {told}");
    assert!(!told.contains('\x1b'), "no colours where there is no terminal");
    // The path of the socket is as long as the system's temporary folder makes it.
    for line in told.lines().filter(|line| !line.contains("unix://")) {
        assert!(line.chars().count() <= 100, "longer than 100 columns: {line}");
    }
}
