//! The file of known peers: which keys belong to which name.
//!
//! # Format
//! Text, one key a line: a name of visible characters, white space, 64 hex
//! digits. A name on several lines has several keys. Lines that are empty or
//! begin with `#` say nothing.
//!
//! ```text
//! # name                    X25519 public key
//! tcp://db.example:7000     422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079
//! ```
//!
//! Nothing in it is secret; whoever can write it decides whom this side trusts.

use std::collections::{BTreeMap, HashSet};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::{IdentityError, MAX_KNOWN_PEERS};
use crate::connection::AllowedPeers;
use crate::crypto::PublicKey;

/// Which keys belong to which name, as a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPeers {
    path: PathBuf,
    keys: BTreeMap<String, HashSet<PublicKey>>,
}

impl KnownPeers {
    /// Reads the file; one that is not there yet knows nobody.
    ///
    /// # Errors
    /// It cannot be read, is longer than [`MAX_KNOWN_PEERS`], or a line is not
    /// laid out as it should be.
    pub fn load(path: impl Into<PathBuf>) -> Result<Self, IdentityError> {
        let path = path.into();
        let mut known = Self { path, keys: BTreeMap::new() };
        let path = known.path.clone();
        let file = match File::open(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(known),
            other => other.map_err(|error| IdentityError::file("open", &path, error))?,
        };
        let mut text = Vec::new();
        let read = file.take(MAX_KNOWN_PEERS + 1).read_to_end(&mut text);
        read.map_err(|error| IdentityError::file("read", &path, error))?;
        if text.len() as u64 > MAX_KNOWN_PEERS {
            return Err(IdentityError::TooLong { path, max: MAX_KNOWN_PEERS });
        }
        for (number, line) in (1..).zip(text.split(|&byte| byte == b'\n')) {
            known.take_line(number, line, &path)?;
        }
        Ok(known)
    }

    fn take_line(&mut self, number: usize, line: &[u8], path: &Path) -> Result<(), IdentityError> {
        let malformed = |expected| IdentityError::malformed(path, number, expected);
        let line = std::str::from_utf8(line).map_err(|_| malformed("text in UTF-8"))?.trim();
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        let (name, key) = line
            .split_once(char::is_whitespace)
            .ok_or(malformed("a name, white space and a key of 64 hex digits"))?;
        check_name(name).map_err(|_| malformed("a name of 1 to 255 visible ASCII characters"))?;
        let key = key.trim().parse().map_err(|_| malformed("a key of 64 hex digits"))?;
        self.keys.entry(name.to_owned()).or_default().insert(key);
        Ok(())
    }

    /// Whether a name has keys.
    pub fn knows(&self, name: &str) -> bool {
        self.keys.contains_key(name)
    }

    /// Whether a key belongs to a name.
    pub fn contains(&self, name: &str, key: &PublicKey) -> bool {
        self.keys.get(name).is_some_and(|keys| keys.contains(key))
    }

    /// The keys of a name and no others; nobody if there are none.
    pub fn allow(&self, name: &str) -> AllowedPeers {
        AllowedPeers::Keys(self.keys.get(name).cloned().unwrap_or_default())
    }

    /// All keys of all names and no others, for a daemon.
    pub fn allow_all(&self) -> AllowedPeers {
        AllowedPeers::Keys(self.keys.values().flatten().copied().collect())
    }

    /// Adds a key to a name, here and at the end of the file, which is made if
    /// it is not there. What is known already is not written again.
    ///
    /// # Errors
    /// The name cannot stand in the file, or the file cannot be written; nothing
    /// is added then.
    pub fn add(&mut self, name: &str, key: PublicKey) -> Result<(), IdentityError> {
        check_name(name)?;
        if self.contains(name, &key) {
            return Ok(());
        }
        let failed = |error| IdentityError::file("write", &self.path, error);
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.path).map_err(failed)?;
        // One write, so that lines of two programs do not mix; an empty line
        // does no harm where somebody left the last one without its end.
        file.write_all(format!("\n{name} {key}\n").as_bytes()).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        self.keys.entry(name.to_owned()).or_default().insert(key);
        Ok(())
    }
}

fn check_name(name: &str) -> Result<(), IdentityError> {
    let visible = name.bytes().all(|byte| byte.is_ascii_graphic());
    match visible && (1..=255).contains(&name.len()) && !name.starts_with('#') {
        true => Ok(()),
        false => Err(IdentityError::Name(name.chars().take(300).collect())),
    }
}
