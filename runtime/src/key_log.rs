//! A log of session keys, to read recorded traffic while debugging.
//!
//! **Whoever reads the log reads every session in it**, what was recorded before
//! included, and can make up records of those that still live. It is compiled
//! in by the feature `key-log` alone, which no other feature turns on, and
//! written by connections that were given a [`KeyLog`] alone. Turn the feature
//! on in a build for debugging, never in one that is shipped.
//!
//! # Format
//! Lines as in the files that `SSLKEYLOGFILE` names (RFC 9850): a label, what
//! finds the session in a recording, a secret; blanks between them, bytes as
//! lower-case hex. A line that begins with `#` says nothing.
//!
//! ```text
//! PW1_INITIATOR_TO_RESPONDER <e> <key of Split, 32 bytes>
//! PW1_RESPONDER_TO_INITIATOR <e> <key of Split, 32 bytes>
//! PW1_HANDSHAKE_HASH <e> <h, 32 bytes>
//! ```
//!
//! `e` is the initiator's ephemeral public key: the 32 bytes behind the head of
//! the opening that led to the session, in clear in every suite; after a Retry
//! that of the second one. From the three values follow the keys of all
//! generations and all that is exported, by the formulas of docs/WIRE.md; the
//! suite is in the head of the opening.

use std::fmt::{self, Write as _};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use zeroize::Zeroizing;

use crate::crypto::noise::SessionSecrets;

const WARNING: &str = "# Keys of Packetwright sessions: whoever reads this file reads their traffic. \
    Delete it after debugging.\n";

/// Where the keys of sessions are written. One serves any number of connections.
pub struct KeyLog {
    out: Mutex<Box<dyn Write + Send>>,
    failed: AtomicBool,
}

impl KeyLog {
    /// Writes to `out`, a warning first.
    ///
    /// # Errors
    /// The warning cannot be written.
    pub fn to_writer(out: impl Write + Send + 'static) -> io::Result<Self> {
        let mut out: Box<dyn Write + Send> = Box::new(out);
        out.write_all(WARNING.as_bytes())?;
        Ok(Self { out: Mutex::new(out), failed: AtomicBool::new(false) })
    }

    /// Appends to a file; one that is not there is made, with mode 0600.
    ///
    /// # Errors
    /// It cannot be opened or written, or it is there and others than its owner
    /// may use it.
    pub fn append_to(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        #[cfg(unix)]
        {
            let mode = std::os::unix::fs::MetadataExt::mode(&file.metadata()?) & 0o777;
            if mode & 0o077 != 0 {
                let path = path.display();
                return Err(io::Error::new(
                    io::ErrorKind::PermissionDenied,
                    format!(
                        "{path}: expected a file that its owner alone may use, found mode \
                         {mode:04o}; run `chmod 600 {path}` or name another"
                    ),
                ));
            }
        }
        Self::to_writer(file)
    }

    /// Whether something could not be written. Sessions go on without it.
    pub fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    /// Writes what a session's keys follow from.
    pub(crate) fn log(&self, ephemeral: &[u8; 32], secrets: &SessionSecrets) {
        let values = [
            ("PW1_INITIATOR_TO_RESPONDER", &secrets.initiator_to_responder),
            ("PW1_RESPONDER_TO_INITIATOR", &secrets.responder_to_initiator),
            ("PW1_HANDSHAKE_HASH", &secrets.handshake_hash),
        ];
        // In one piece, so that lines of several connections stay whole.
        let mut text = Zeroizing::new(String::with_capacity(512));
        for (label, value) in values {
            text.push_str(label);
            for bytes in [ephemeral, value] {
                text.push(' ');
                for byte in bytes {
                    let _ = write!(text, "{byte:02x}");
                }
            }
            text.push('\n');
        }
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        if out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
    }
}

impl fmt::Debug for KeyLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyLog").field("has_failed", &self.has_failed()).finish_non_exhaustive()
    }
}
