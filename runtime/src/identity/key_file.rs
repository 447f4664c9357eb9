//! The file of a static key.
//!
//! # Format
//! ASCII text; lines that are empty or begin with `#` say nothing. The others,
//! in this order:
//!
//! ```text
//! packetwright-key 1
//! public 64 hex digits: the X25519 public key
//! secret 64 hex digits: the X25519 secret key
//! ```
//!
//! The public key is there for people to read; it must be that of the secret.
//! On Unix the file is made with mode 0600, and one that its group or others
//! may read, write or run is refused. Elsewhere permissions are not looked at.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write as _};
use std::path::Path;

use zeroize::Zeroizing;

use super::{IdentityError, MAX_KEY_FILE};
use crate::crypto::{CryptoProvider, PublicKey, StaticKey};

const FIRST: &str = "packetwright-key 1";

/// Writes a key into a new file that only its owner may read.
///
/// # Errors
/// There is a file already, which is left as it is, or it cannot be written.
pub fn create_key_file(path: &Path, key: &StaticKey) -> Result<(), IdentityError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file =
        options.open(path).map_err(|error| IdentityError::file("create", path, error))?;
    let mut text = Zeroizing::new(String::with_capacity(512));
    text.push_str("# A secret key of Packetwright: whoever reads it can pose as its owner.\n");
    text.push_str(FIRST);
    let _ = write!(text, "\npublic {}\nsecret ", key.public());
    for byte in key.secret_bytes() {
        let _ = write!(text, "{byte:02x}");
    }
    text.push('\n');
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|error| {
        // A file with half a key helps nobody.
        let _ = std::fs::remove_file(path);
        IdentityError::file("write", path, error)
    })
}

/// Reads a key from a file that only its owner may read.
///
/// # Errors
/// It cannot be read, others may read it, or it is not laid out as described at
/// [`create_key_file`].
pub fn load_key_file(
    path: &Path,
    provider: &dyn CryptoProvider,
) -> Result<StaticKey, IdentityError> {
    let file = File::open(path).map_err(|error| IdentityError::file("open", path, error))?;
    check_permissions(&file, path)?;
    // One block, so that no copy is left behind by growing.
    let mut text = Zeroizing::new(Vec::with_capacity(MAX_KEY_FILE as usize + 1));
    file.take(MAX_KEY_FILE + 1)
        .read_to_end(&mut text)
        .map_err(|error| IdentityError::file("read", path, error))?;
    if text.len() as u64 > MAX_KEY_FILE {
        return Err(IdentityError::TooLong { path: path.to_owned(), max: MAX_KEY_FILE });
    }
    parse(&text, path, provider)
}

fn parse(
    text: &[u8],
    path: &Path,
    provider: &dyn CryptoProvider,
) -> Result<StaticKey, IdentityError> {
    let malformed = |line, expected| IdentityError::malformed(path, line, expected);
    let mut lines = (1..)
        .zip(text.split(|&byte| byte == b'\n'))
        .map(|(number, line)| (number, line.trim_ascii()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with(b"#"));
    let end = text.split(|&byte| byte == b'\n').count();
    let mut next = |expected| lines.next().ok_or(malformed(end, expected));

    let expected = "`packetwright-key 1`: is this the file of a key?";
    let (line, first) = next(expected)?;
    if first != FIRST.as_bytes() {
        return Err(malformed(line, expected));
    }
    let expected = "`public ` and 64 hex digits";
    let (public_line, public) = next(expected)?;
    let public = value(public, b"public ").ok_or(malformed(public_line, expected))?;
    let expected = "`secret ` and 64 hex digits";
    let (line, secret) = next(expected)?;
    let secret = value(secret, b"secret ").ok_or(malformed(line, expected))?;
    if let Some((line, _)) = lines.next() {
        return Err(malformed(line, "nothing behind the secret key"));
    }
    let key = StaticKey::from_secret_bytes(*secret, provider);
    if *key.public() != PublicKey(*public) {
        return Err(malformed(public_line, "the public key of the secret key below"));
    }
    Ok(key)
}

/// The 32 bytes behind a word; reads no text that could be shown by an error.
fn value(line: &[u8], word: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    let digits = line.strip_prefix(word)?;
    let mut bytes = Zeroizing::new([0; 32]);
    if digits.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] = [pair[0], pair[1]].map(|digit| char::from(digit).to_digit(16));
        *byte = (high? << 4 | low?) as u8;
    }
    Some(bytes)
}

#[cfg(unix)]
fn check_permissions(file: &File, path: &Path) -> Result<(), IdentityError> {
    use std::os::unix::fs::MetadataExt;
    // Of the file that was opened, not of what the path names by now.
    let metadata = file.metadata().map_err(|error| IdentityError::file("read", path, error))?;
    let mode = metadata.mode() & 0o7777;
    match mode & 0o077 {
        0 => Ok(()),
        _ => Err(IdentityError::Permissions { path: path.to_owned(), mode }),
    }
}

#[cfg(not(unix))]
fn check_permissions(_: &File, _: &Path) -> Result<(), IdentityError> {
    Ok(())
}
