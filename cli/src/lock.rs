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
//!
//! A spec in several files is kept with all that it imports, whose paths are
//! those from the folder that its imports are read from:
//!
//! ```toml
//! [[released]]
//! spec = "specs/clock.wire"
//! …
//! file = "clock.wire"   # its own path from there
//!
//! [[released.imported]]
//! file = "lib/envelope.wire"
//! sha256 = "…"
//! text = …
//! ```

use std::fmt::Write;
use std::path::{Path, PathBuf};

use packetwright_spec::import::{Compilation, LoadError, compile_files};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::source::{self, ImportRoot};

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
    #[command(flatten)]
    root: ImportRoot,
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
#[cfg_attr(test, derive(Debug, PartialEq))]
#[serde(deny_unknown_fields)]
pub(crate) struct Released {
    /// Its path, as it was given.
    pub(crate) spec: String,
    protocol: String,
    version: u8,
    sha256: String,
    /// Its text.
    text: String,
    /// Its path from the folder that its imports are read from, if it has any.
    file: Option<String>,
    /// All that it imports, directly or not.
    #[serde(default)]
    imported: Vec<Imported>,
}

/// A file that a released spec imports.
#[derive(Deserialize)]
#[cfg_attr(test, derive(Clone, Debug, PartialEq))]
#[serde(deny_unknown_fields)]
struct Imported {
    /// Its path from the folder that imports are read from.
    file: String,
    sha256: String,
    text: String,
}

/// Keeps the specs; what the file has of others stays.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut lock =
        if arguments.lock.exists() { Lock::read(&arguments.lock)? } else { Lock::default() };
    let mut said = String::new();
    for path in &arguments.specs {
        let released = release(path, &arguments.root)?;
        let Released { spec, protocol, version, imported, .. } = &released;
        let with = match imported.len() {
            0 => String::new(),
            1 => ", with 1 file that it imports".to_owned(),
            more => format!(", with {more} files that it imports"),
        };
        let _ = writeln!(said, "{spec}: protocol {protocol} version {version} is kept{with}");
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

/// A spec as it is now, with all that it imports.
fn release(path: &Path, root: &ImportRoot) -> Result<Released, Failure> {
    let (found, files) = source::compiled_with_files(path, root)?;
    let (model, _) = source::protocol(found, path)?;
    let mut files = files.into_iter();
    let Some(own) = files.next() else {
        return Err(Failure::trouble(format!("{} has no text", path.display())));
    };
    let imported: Vec<Imported> = files
        .map(|file| Imported { file: file.path, sha256: hash(&file.text), text: file.text })
        .collect();
    Ok(Released {
        spec: name(path),
        protocol: model.name.text.clone(),
        version: model.version,
        sha256: hash(&own.text),
        text: own.text,
        file: (!imported.is_empty()).then_some(own.path),
        imported,
    })
}

impl Released {
    /// What comes of the spec as it was kept. Its files are called as they were,
    /// with the name of the lock in front.
    pub(crate) fn compiled(&self, lock: &Path) -> Compilation {
        let own = self.file.as_deref().unwrap_or(&self.spec);
        let load = |path: &str| match self.imported.iter().find(|kept| kept.file == path) {
            Some(kept) => Ok(kept.text.clone()),
            None => Err(LoadError::NotFound),
        };
        let mut found = compile_files(own, &self.text, &load);
        // `specs/clock.wire` is `clock.wire` from `specs/`.
        let folder = self.spec.strip_suffix(own).unwrap_or_default();
        found.sources = found.sources.named(|path| match path == own {
            true => format!("{}:{}", lock.display(), self.spec),
            false => format!("{}:{folder}{path}", lock.display()),
        });
        found
    }

    /// A file whose text is not the one that was kept.
    fn changed(&self) -> Option<&str> {
        let own = [(&self.spec, &self.text, &self.sha256)];
        let imported = self.imported.iter().map(|file| (&file.file, &file.text, &file.sha256));
        let mut files = own.into_iter().chain(imported);
        files.find(|(_, text, sum)| hash(text) != **sum).map(|(file, ..)| file.as_str())
    }
}

impl Lock {
    /// Reads the file, and sees that nobody changed what was released.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = source::text(path)?;
        let trouble = |what: String| Failure::trouble(format!("{}: {what}", path.display()));
        let lock: Lock = toml::from_str(&text).map_err(|error| trouble(error.to_string()))?;
        match lock.released.iter().find_map(Released::changed) {
            Some(changed) => Err(trouble(format!(
                "the text of {changed} is not the one that was kept; take the file from version control, \
                 or keep the spec anew with `packetwright lock`"
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
            if let Some(file) = &kept.file {
                let _ = writeln!(text, "file = {}", quoted(file));
            }
            for file in &kept.imported {
                let _ = write!(
                    text,
                    "\n[[released.imported]]\nfile = {}\nsha256 = {}\ntext = {}\n",
                    quoted(&file.file),
                    quoted(&file.sha256),
                    block(&file.text),
                );
            }
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
    use super::{Imported, Lock, Released, hash};

    #[test]
    fn every_text_is_kept_as_it_is() {
        let texts = ["", "\n", "// '''\n", "'", "tab\there\n", "cr\r\n", "\u{7f}\u{1f600}\"\\\n"];
        let released = |text: &&str| Released {
            spec: "a\\b\".wire".to_owned(),
            protocol: "p".to_owned(),
            version: 255,
            sha256: hash(text),
            text: (*text).to_owned(),
            file: Some("c\"\u{7f}".to_owned()),
            imported: vec![
                Imported {
                    file: "d\\".to_owned(),
                    sha256: hash(text),
                    text: (*text).to_owned()
                };
                2
            ],
        };
        let lock = Lock { released: texts.iter().map(released).collect() };
        let read: Lock = toml::from_str(&lock.text()).expect("TOML");
        assert_eq!(read.released, lock.released);
        let read: Vec<&str> = read.released.iter().map(|kept| kept.text.as_str()).collect();
        assert_eq!(read, texts);
    }
}
