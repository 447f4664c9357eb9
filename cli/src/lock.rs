//! `packetwright lock`: the specs as they were released, in one file, so that
//! later versions can be held against them.
//!
//! ```toml
//! [[released]]
//! spec = "spec/clock.wire"
//! protocol = "clock"
//! version = 1
//! sha256 = "…"          # of the text
//! text = '''
//! …
//! '''
//! ```

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::source;

/// The file's usual name.
pub(crate) const LOCK: &str = "packetwright.lock";

const HEAD: &str = "\
# The specs as they were released. `packetwright lock SPEC` writes this file,
# `packetwright diff --lock` holds the specs of today against it.
";

/// What to keep.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Spec files, as they are released now
    #[arg(required = true)]
    specs: Vec<PathBuf>,
    /// The file they are kept in
    #[arg(long, value_name = "FILE", default_value = LOCK)]
    lock: PathBuf,
}

/// The whole file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lock {
    /// The specs, by their paths.
    #[serde(default)]
    pub(crate) released: Vec<Released>,
}

/// A spec as it was released.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Released {
    /// Its path, as it was given.
    pub(crate) spec: String,
    protocol: String,
    version: u8,
    sha256: String,
    /// Its text.
    pub(crate) text: String,
}

/// Keeps the specs; what the file has of others stays.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut lock =
        if arguments.lock.exists() { Lock::read(&arguments.lock)? } else { Lock::default() };
    let mut said = String::new();
    for path in &arguments.specs {
        let text = source::spec_text(path)?;
        let model = source::model_of_text(&text, path)?;
        let spec = name(path);
        let _ = writeln!(said, "{spec}: protocol {} version {} is kept", model.name, model.version);
        let released = Released {
            protocol: model.name.text.clone(),
            version: model.version,
            sha256: hash(&text),
            spec,
            text,
        };
        match lock.released.iter_mut().find(|kept| kept.spec == released.spec) {
            Some(kept) => *kept = released,
            None => lock.released.push(released),
        }
    }
    lock.released.sort_by(|a, b| a.spec.cmp(&b.spec));
    std::fs::write(&arguments.lock, lock.text())
        .map_err(|error| Failure::file("write", &arguments.lock, &error))?;
    source::print(said.as_bytes())
}

impl Lock {
    /// Reads the file, and sees that nobody changed what was released.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = source::text(path)?;
        let trouble = |what: String| Failure::trouble(format!("{}: {what}", path.display()));
        let lock: Lock = toml::from_str(&text).map_err(|error| trouble(error.to_string()))?;
        match lock.released.iter().find(|kept| hash(&kept.text) != kept.sha256) {
            Some(changed) => Err(trouble(format!(
                "the text of {} is not the one that was kept; take the file from version control, \
                 or keep the spec anew with `packetwright lock`",
                changed.spec
            ))),
            None => Ok(lock),
        }
    }

    /// What was kept of a spec.
    pub(crate) fn find(&self, path: &Path) -> Option<&Released> {
        let spec = name(path);
        self.released.iter().find(|kept| kept.spec == spec)
    }

    fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for kept in &self.released {
            let _ = write!(
                text,
                "\n[[released]]\nspec = {}\nprotocol = {}\nversion = {}\nsha256 = {}\ntext = {}\n",
                quoted(&kept.spec),
                quoted(&kept.protocol),
                kept.version,
                quoted(&kept.sha256),
                block(&kept.text),
            );
        }
        text
    }
}

/// A path as the file has it: the same on every system.
fn name(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

fn hash(text: &str) -> String {
    source::to_hex(&Sha256::digest(text.as_bytes()))
}

/// A string on one line. What JSON escapes, TOML escapes alike, but for DEL.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// A text as it is, line by line, if TOML can hold it so.
fn block(text: &str) -> String {
    let plain = |c: char| matches!(c, '\n' | '\t') || !c.is_control();
    if text.chars().all(plain) && !text.contains("'''") && !text.ends_with('\'') {
        return format!("'''\n{text}'''");
    }
    quoted(text)
}

#[cfg(test)]
mod tests {
    use super::{Lock, Released, hash};

    #[test]
    fn every_text_is_kept_as_it_is() {
        let texts = ["", "\n", "// '''\n", "'", "tab\there\n", "cr\r\n", "\u{7f}\u{1f600}\"\\\n"];
        let released = |text: &&str| Released {
            spec: "a\\b\".wire".to_owned(),
            protocol: "p".to_owned(),
            version: 255,
            sha256: hash(text),
            text: (*text).to_owned(),
        };
        let lock = Lock { released: texts.iter().map(released).collect() };
        let read: Lock = toml::from_str(&lock.text()).expect("TOML");
        let read: Vec<&str> = read.released.iter().map(|kept| kept.text.as_str()).collect();
        assert_eq!(read, texts);
    }
}
