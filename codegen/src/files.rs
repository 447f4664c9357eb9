//! Generated files: their header, and whether they are what would be written.

use std::path::Path;
use std::{fs, io};

/// A generated file that is kept under version control, and the command that
/// writes it.
#[derive(Clone, Copy, Debug)]
pub struct GeneratedFile<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// The command that writes it, as one would type it at the root of the
    /// repository.
    pub command: &'a str,
    /// What it is made from, by the name people know: `spec/network.wire`.
    pub source: &'a str,
}

impl GeneratedFile<'_> {
    /// The whole text: a header that says where it comes from, then `docs` (the
    /// module's, may be empty), then the code.
    pub fn text(&self, docs: &str, code: &str) -> String {
        let mut text = String::with_capacity(code.len() + docs.len() + 256);
        text.push_str(&format!("// Written by `{}` from {}. ", self.command, self.source));
        text.push_str("Do not edit: change the spec and run the command.\n\n");
        for line in docs.lines() {
            text.push_str(format!("//! {line}").trim_end());
            text.push('\n');
        }
        if !docs.is_empty() {
            text.push('\n');
        }
        text.push_str(code);
        text
    }

    /// The whole text of a spec that was exported, with the same header as a remark.
    pub fn spec(&self, text: &str) -> String {
        let GeneratedFile { command, source, .. } = self;
        format!(
            "// Written by `{command}` from {source}. Do not edit: change the types and run the \
             command.\n\n{text}"
        )
    }

    /// The whole text of a page of Markdown, with the same header as a comment.
    pub fn markdown(&self, page: &str) -> String {
        // A comment ends at the first `-->`.
        let [command, source] = [self.command, self.source].map(|text| text.replace("-->", "-- >"));
        format!(
            "<!-- Written by `{command}` from {source}. Do not edit: change the spec and run the \
             command. -->\n\n{page}"
        )
    }

    /// The whole text of a page of HTML, with the same header as a comment.
    pub fn html(&self, page: &str) -> String {
        let doctype = "<!DOCTYPE html>\n";
        let rest = page.strip_prefix(doctype).unwrap_or(page);
        format!("{doctype}{}", self.markdown(rest))
    }

    /// Writes the text if the file has another.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn write(&self, text: &str) -> io::Result<()> {
        if self.is_current(text)? {
            return Ok(());
        }
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(self.path, text)
    }

    /// Checks that the file has this text.
    ///
    /// # Errors
    /// [`StaleFile`] if it has another or is not there; the message says where
    /// both part and which command to run.
    pub fn check(&self, text: &str) -> Result<(), StaleFile> {
        let found = fs::read_to_string(self.path).unwrap_or_default();
        if found == text {
            return Ok(());
        }
        let line = found.lines().zip(text.lines()).take_while(|(a, b)| a == b).count() + 1;
        Err(StaleFile {
            path: self.path.display().to_string(),
            line,
            expected: text.lines().nth(line - 1).unwrap_or("").to_owned(),
            found: found.lines().nth(line - 1).unwrap_or("").to_owned(),
            command: self.command.to_owned(),
        })
    }

    fn is_current(&self, text: &str) -> io::Result<bool> {
        match fs::read_to_string(self.path) {
            Ok(found) => Ok(found == text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// A generated file is not what its source says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleFile {
    path: String,
    line: usize,
    expected: String,
    found: String,
    command: String,
}

impl std::fmt::Display for StaleFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let StaleFile { path, line, expected, found, command } = self;
        write!(
            f,
            "{path} is stale: line {line} should be `{expected}`, found `{found}`; run `{command}`"
        )
    }
}

impl std::error::Error for StaleFile {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_edited_is_stale_and_says_where() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("deep/generated.rs");
        let file = GeneratedFile { path: &path, command: "make it", source: "a.wire" };
        let text = file.text("Docs.", "struct A;\nstruct B;\n");
        assert!(file.check(&text).is_err(), "a file that is not there is stale");
        file.write(&text).expect("writes");
        assert_eq!(file.check(&text), Ok(()));
        fs::write(&path, text.replace("struct B", "struct C")).expect("writes");
        let stale = file.check(&text).expect_err("was edited");
        let message = stale.to_string();
        assert!(message.contains("line 6 should be `struct B;`, found `struct C;`"), "{message}");
        assert!(message.ends_with("run `make it`"), "{message}");
    }
}
