//! Results of checkers that are not always installed: a line each with the
//! hash of the model they belong to, and the run that makes them.
//!
//! A result counts for the text it was made of alone. Where the text has
//! changed, the checker has to be run again; nothing of it is looked at here.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sha2::{Digest, Sha256};

/// A result: the model's file, the SHA-256 of its text, how it was run, what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) file: String,
    pub(crate) hash: String,
    pub(crate) run: String,
    pub(crate) result: String,
}

/// The SHA-256 of a text, in hex.
pub(crate) fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The file of a checker's results.
pub(crate) fn path(checker: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("results").join(format!("{checker}.txt"))
}

/// Reads results.
pub(crate) fn read(checker: &str) -> Vec<Line> {
    let text = std::fs::read_to_string(path(checker)).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let columns: Vec<&str> = line.split(" | ").map(str::trim).collect();
            let [file, hash, run, result] = columns[..] else { panic!("four columns: {line}") };
            let [file, hash, run, result] = [file, hash, run, result].map(str::to_owned);
            Line { file, hash, run, result }
        })
        .collect()
}

/// Writes results.
pub(crate) fn write(checker: &str, head: &str, lines: &[Line]) {
    let mut text = String::new();
    head.lines().for_each(|line| text.push_str(&format!("# {line}\n")));
    for line in lines {
        let Line { file, hash, run, result } = line;
        let _ = writeln!(text, "{file} | {hash} | {run} | {result}");
    }
    std::fs::write(path(checker), text).expect("the results can be written");
}

/// Holds results to the models they must be of, in order.
pub(crate) fn are_current<'m>(
    lines: &[Line],
    models: impl Iterator<Item = (&'m str, &'m str)>,
    command: &str,
) {
    let mut wrong = String::new();
    let models: Vec<(&str, &str)> = models.collect();
    for (file, text) in &models {
        match lines.iter().find(|line| line.file == *file) {
            Some(line) if line.hash == hash(text) => {}
            Some(_) => wrong.push_str(&format!("{file}: the result is of another text\n")),
            None => wrong.push_str(&format!("{file}: there is no result\n")),
        }
    }
    for line in lines {
        if !models.iter().any(|(file, _)| *file == line.file) {
            wrong.push_str(&format!("{}: there is no such model\n", line.file));
        }
    }
    assert!(wrong.is_empty(), "{wrong}run the checker again: {command}");
}

/// Runs a program that must succeed.
pub(crate) fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {complaint}");
    output
}
