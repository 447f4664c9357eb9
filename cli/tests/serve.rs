//! The daemon and the conformance run, as processes.

use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::iter;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const PATIENCE: Duration = Duration::from_secs(20);

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_packetwright"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

struct Daemon {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Daemon {
    fn start(arguments: &[&str]) -> Self {
        let mut child = command(&["serve", "--until-stdin-closes"])
            .args(arguments)
            .spawn()
            .expect("the command starts");
        let lines = BufReader::new(child.stdout.take().expect("it has an output")).lines();
        Self { child, lines }
    }

    fn event(&mut self) -> Value {
        let line = self.lines.next().expect("one more event").expect("text");
        serde_json::from_str(&line).expect("JSON")
    }

    fn stop(mut self) -> ExitStatus {
        drop(self.child.stdin.take());
        assert_eq!(self.event()["event"], "stopped");
        self.child.wait().expect("it ends")
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
    }
}

#[test]
fn a_daemon_tells_where_it_listens_and_how_connections_end() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let socket = format!("unix://{}", folder.path().join("a.sock").display());
    let key = folder.path().join("key");
    let key = key.to_str().expect("text");
    let made = command(&["keygen", key]).output().expect("ends");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let made = String::from_utf8(made.stdout).expect("text");
    let mut daemon =
        Daemon::start(&["--key", key, "tcp://127.0.0.1:0", &socket, "tls://127.0.0.1:0"]);
    let tcp = daemon.event();
    assert_eq!(tcp["event"], "listening");
    let public = tcp["public_key"].as_str().expect("a key").to_owned();
    assert_eq!(public, made.trim());
    assert_eq!(daemon.event()["endpoint"], socket.as_str());
    let tls = daemon.event();
    assert!(tls["certificate"].as_str().is_some_and(|pem| pem.starts_with("-----BEGIN")), "{tls}");

    let address = tcp["endpoint"].as_str().and_then(|text| text.strip_prefix("tcp://"));
    let mut stream = TcpStream::connect(address.expect("TCP")).expect("connects");
    stream.set_read_timeout(Some(PATIENCE)).expect("can be set");
    stream.write_all(b"GET / HTTP/1.1\r\n\r\n").expect("is taken");
    let mut answer = Vec::new();
    let _reset_is_an_end_too = stream.read_to_end(&mut answer);
    assert_eq!(answer, b"", "a stranger gets no answer");
    drop(stream);
    let ended = daemon.event();
    assert_eq!((&ended["event"], &ended["error"]), (&"ended".into(), &"packet".into()), "{ended}");
    assert_eq!(ended["responsible"], "peer");
    assert!(daemon.stop().success());

    // The same key file is the same identity.
    let mut again = Daemon::start(&["--key", key, "tcp://127.0.0.1:0"]);
    assert_eq!(again.event()["public_key"], public.as_str());
    assert!(again.stop().success());
}

#[test]
fn a_port_in_use_is_told_with_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let endpoint = format!("tcp://{}", taken.local_addr().expect("an address"));
    let output = command(&["serve", &endpoint]).output().expect("ends by itself");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains(&endpoint) && told.contains("another program listens there"), "{told}");
}

#[test]
fn a_wrong_key_file_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let key = folder.path().join("key");
    std::fs::write(&key, "c0ffee").expect("writes");
    let refused = |expected: &str| {
        let key = key.to_str().expect("text");
        let output = command(&["serve", "--key", key, "tcp://127.0.0.1:0"]).output().expect("ends");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains(expected), "{told}");
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let set = |mode| std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode));
        set(0o640).expect("can be set");
        refused("mode 0640");
        set(0o600).expect("can be set");
    }
    refused("line 1: expected `packetwright-key 1`");
}

#[test]
fn keygen_makes_a_key_once_and_shows_its_public_half() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("key");
    let file = file.to_str().expect("text");
    let run = |arguments: &[&str]| command(arguments).output().expect("ends");
    let made = run(&["keygen", file]);
    assert!(made.status.success());
    let text = std::fs::read_to_string(file).expect("it is there");
    let shown = run(&["keygen", "--public", file]);
    assert_eq!((shown.status.success(), &shown.stdout), (true, &made.stdout));
    let secret = text.lines().find_map(|line| line.strip_prefix("secret ")).expect("a secret");
    assert!(!String::from_utf8_lossy(&made.stdout).contains(secret));

    let again = run(&["keygen", file]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(file).expect("still there"), text, "never written over");
    let missing = run(&["keygen", "--public", "/nonexistent/key"]);
    assert_eq!(missing.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_signal_ends_a_daemon_in_order() {
    let mut daemon = Daemon::start(&["tcp://127.0.0.1:0"]);
    assert_eq!(daemon.event()["event"], "listening");
    let process = daemon.child.id().to_string();
    let killed = Command::new("kill").args(["-TERM", &process]).status().expect("kill is there");
    assert!(killed.success());
    assert_eq!(daemon.event()["event"], "stopped");
    assert!(daemon.child.wait().expect("it ends").success());
}

#[test]
fn our_own_daemon_conforms() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let json = folder.path().join("report.json");
    let path = json.to_str().expect("text");
    let arguments = ["conform", "--quick", "--only", "header/magic", "--json", path];
    let output = command(&arguments).output().expect("ends by itself");
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{told}");
    let report = std::fs::read_to_string(&json).expect("was written");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let outcomes = report["outcomes"].as_array().expect("outcomes");
    assert!(outcomes.len() > 3, "{report}");
    assert!(outcomes.iter().all(|outcome| outcome["verdict"] == "pass"), "{report}");
}

#[test]
fn a_daemon_tells_who_connects() {
    let mut daemon = Daemon::start(&["tcp://127.0.0.1:0"]);
    let endpoint = daemon.event()["endpoint"].as_str().expect("text").to_owned();
    let arguments = ["conform", &endpoint, "--only", "header/magic/bit-07"];
    let output = command(&arguments).output().expect("ends by itself");
    assert_eq!(output.status.code(), Some(0));
    // A healthy peer comes before the one with the wrong magic, and another may behind it.
    let established = daemon.event();
    assert_eq!(established["event"], "established", "{established}");
    assert_eq!(established["key"].as_str().map(str::len), Some(64), "{established}");
    drop(daemon.child.stdin.take());
    let mut events = iter::repeat_with(|| daemon.event());
    let told = |event: &Value| event["error"] == "packet" || event["event"] == "stopped";
    let refused = events.find(told).expect("it stops");
    assert_eq!(refused["event"], "ended", "{refused}");
}

/// A server that takes everything and says nothing hangs; nothing here may.
#[test]
fn a_server_that_says_nothing_does_not_conform() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let endpoint = format!("tcp://{}", silent.local_addr().expect("an address"));
    let started = Instant::now();
    let arguments = ["conform", &endpoint, "--only", "header/magic", "--patience", "100"];
    let output = command(&arguments).output().expect("ends by itself");
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("ended early"), "{told}");
    assert!(started.elapsed() < PATIENCE);
}
