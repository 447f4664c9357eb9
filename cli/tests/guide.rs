//! The commands of docs/GUIDE.md do what the guide shows.

use std::fs;
use std::path::Path;
use std::process::Command;

const GUIDE: &str = include_str!("../../docs/GUIDE.md");
const CLOCK: &str = include_str!("../../examples/guide/clock.wire");

#[test]
fn commands_print_what_the_guide_shows() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let wrong = CLOCK.replace("string[u8 in 1..=40] } -> Tell", "string } -> Tel");
    assert_ne!(wrong, CLOCK, "the mistakes of the guide can be made");
    fs::write(folder.path().join("clock.wire"), CLOCK).expect("writes");
    fs::write(folder.path().join("wrong.wire"), wrong).expect("writes");
    let mut count = 0;
    for block in GUIDE.split("\n```console\n").skip(1) {
        let block = block.split("\n```").next().unwrap_or(block);
        let (first, rest) = block.split_at(2);
        assert_eq!(first, "$ ", "a block begins with a command");
        for part in rest.split("\n$ ") {
            let (command, expected) = part.split_once('\n').expect("a command prints something");
            check(folder.path(), command, expected);
            count += 1;
        }
    }
    assert!(count >= 7, "only {count} commands were found");
}

/// Runs a command in a folder and compares all it prints.
#[track_caller]
fn check(folder: &Path, command: &str, expected: &str) {
    let arguments = arguments(command);
    let output = Command::new(env!("CARGO_BIN_EXE_packetwright"))
        .args(&arguments[1..])
        .current_dir(folder)
        .output()
        .expect("the command runs");
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8(printed).expect("the command prints text");
    assert_eq!(printed.trim_end(), expected.trim_end(), "{command}");
    let refused = expected.starts_with("error");
    assert_eq!(output.status.code(), Some(i32::from(refused)), "{command}");
}

/// The words of a command line; single quotes hold one together.
fn arguments(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in command.split('\'').enumerate() {
        match place % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}
