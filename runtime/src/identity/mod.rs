//! Identities on disk: the own key in a file that only its owner reads, and the
//! keys of known peers.
//!
//! Nothing here is asked by a handshake unless it is made part of the policy of
//! a connection: see [`AllowedPeers`](crate::connection::AllowedPeers),
//! [`PeerCheck`] and [`TrustOnFirstUse`].

mod key_file;
mod known_peers;
mod policy;

use std::io;
use std::path::{Path, PathBuf};

pub use key_file::{create_key_file, load_key_file};
pub use known_peers::KnownPeers;
pub use policy::{PeerCheck, TrustOnFirstUse};

/// The longest file of a key, in bytes.
pub const MAX_KEY_FILE: u64 = 4096;

/// The longest file of known peers, in bytes.
pub const MAX_KNOWN_PEERS: u64 = 1 << 20;

/// Why a file of keys cannot be used. No variant holds anything secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IdentityError {
    /// The file cannot be read or written.
    #[error("cannot {action} {}: {error}", path.display())]
    File {
        /// What was to be done: `open`, `read`, `create`, `write`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// Why it was not.
        error: io::Error,
    },
    /// The file of a secret key can be read or written by others than its owner.
    #[error(
        "{} can be used by others than its owner (mode {mode:04o}, expected 0600 or less): \
         the key may be known; make a new one, or run `chmod 600` on the file if it is not",
        path.display()
    )]
    Permissions {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is not laid out as it should be.
    #[error("{}, line {line}: expected {expected}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What should stand there.
        expected: &'static str,
    },
    /// The file is longer than files of its kind are.
    #[error("{} is longer than {max} bytes", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// The most bytes that are read.
        max: u64,
    },
    /// A name of a peer that a file cannot hold.
    #[error(
        "a peer's name is 1 to 255 visible ASCII characters and does not begin with #, found {0:?}"
    )]
    Name(String),
}

impl IdentityError {
    fn file(action: &'static str, path: &Path, error: io::Error) -> Self {
        Self::File { action, path: path.to_owned(), error }
    }

    fn malformed(path: &Path, line: usize, expected: &'static str) -> Self {
        Self::Malformed { path: path.to_owned(), line, expected }
    }
}
