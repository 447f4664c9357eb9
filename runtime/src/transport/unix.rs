//! Unix sockets: mode bits from the first moment, the peer's credentials, and
//! no file deleted that is not our own stale socket.

use std::fs;
use std::future::{Ready, ready};
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream as StdStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::net::{UnixListener as Socket, UnixStream};

use super::{Endpoint, Listener, Transport};
use crate::service::{Credentials, PeerAddress};

/// How a Unix socket is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnixOptions {
    /// The socket's permission bits. Who may write may connect. Default
    /// `0o600`: this user alone.
    pub mode: u32,
}

impl Default for UnixOptions {
    fn default() -> Self {
        Self { mode: 0o600 }
    }
}

/// Accepts connections on a Unix socket. The socket's file is removed when
/// this is dropped, if it is still the one made here.
#[derive(Debug)]
pub struct UnixListener {
    socket: Socket,
    endpoint: Endpoint,
    file: SocketFile,
}

impl UnixListener {
    /// Listens on a socket at `path`.
    ///
    /// The socket gets its mode under another name and is then linked to
    /// `path`, so nobody can connect before, and nothing at `path` is ever
    /// overwritten. A socket at `path` that refuses connections and belongs to
    /// this user is a left-over and is removed first.
    ///
    /// # Errors
    /// There is something at `path`: a file that is no socket, a socket that
    /// a program listens on, or another user's socket. None of them is
    /// touched. Or the socket cannot be made there.
    pub fn bind(path: &Path, options: UnixOptions) -> io::Result<Self> {
        let explain = |error: io::Error| {
            let place = Endpoint::unix(path);
            io::Error::new(error.kind(), format!("cannot listen at {place}: {error}"))
        };
        remove_stale(path).map_err(explain)?;
        Self::bind_free(path, options).map_err(explain)
    }

    fn bind_free(path: &Path, options: UnixOptions) -> io::Result<Self> {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let unpublished = path.with_file_name(format!(".{}.{number}", std::process::id()));
        let socket = Socket::bind(&unpublished)?;
        let _unlinked_at_the_end = SocketFile::new(&unpublished)?;
        fs::set_permissions(&unpublished, fs::Permissions::from_mode(options.mode))?;
        fs::hard_link(&unpublished, path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => in_use(),
            _ => error,
        })?;
        let file = SocketFile::new(path)?;
        Ok(Self { socket, endpoint: Endpoint::unix(path), file })
    }

    /// The socket's file.
    pub fn path(&self) -> &Path {
        &self.file.path
    }
}

impl Listener for UnixListener {
    type Transport = UnixStream;
    type Opening = Ready<io::Result<UnixStream>>;

    async fn accept(&mut self) -> io::Result<Self::Opening> {
        let (stream, _) = self.socket.accept().await?;
        Ok(ready(Ok(stream)))
    }

    fn local_endpoint(&self) -> &Endpoint {
        &self.endpoint
    }
}

impl Transport for UnixStream {
    fn peer_address(&self) -> PeerAddress {
        self.peer_cred().map_or(PeerAddress::Unknown, |peer| {
            PeerAddress::Unix(Credentials {
                user: peer.uid(),
                group: peer.gid(),
                process: peer.pid(),
            })
        })
    }
}

/// Connects to the Unix socket at `path`.
///
/// # Errors
/// There is no socket, nobody listens on it, or this user may not connect.
pub async fn connect_unix(path: &Path) -> io::Result<UnixStream> {
    UnixStream::connect(path).await.map_err(|error| {
        let place = Endpoint::unix(path);
        io::Error::new(error.kind(), format!("cannot connect to {place}: {error}"))
    })
}

/// A socket's file, removed with this if it is still the same.
#[derive(Debug)]
struct SocketFile {
    path: PathBuf,
    /// Device and number of the file.
    identity: (u64, u64),
}

impl SocketFile {
    fn new(path: &Path) -> io::Result<Self> {
        let metadata = fs::symlink_metadata(path)?;
        Ok(Self { path: path.into(), identity: (metadata.dev(), metadata.ino()) })
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        let same = fs::symlink_metadata(&self.path)
            .is_ok_and(|metadata| (metadata.dev(), metadata.ino()) == self.identity);
        if same {
            // Nobody is left to tell if it fails; the next start removes it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Removes a socket at `path` that nobody listens on and that is this user's.
fn remove_stale(path: &Path) -> io::Result<()> {
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    if !metadata.file_type().is_socket() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            "there is a file that is not a socket; it was left alone: choose another path, \
             or move the file away",
        ));
    }
    match StdStream::connect(path) {
        Ok(_) => Err(in_use()),
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
            let (own, _) = UnixStream::pair()?;
            if own.peer_cred()?.uid() != metadata.uid() {
                return Err(io::Error::new(
                    io::ErrorKind::PermissionDenied,
                    "there is a left-over socket of another user; it was left alone: \
                     choose another path, or have its owner remove it",
                ));
            }
            fs::remove_file(path)
        }
        Err(error) => Err(error),
    }
}

fn in_use() -> io::Error {
    io::Error::new(
        io::ErrorKind::AddrInUse,
        "another program listens on the socket there; stop it, or choose another path",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_and_text(result: io::Result<UnixListener>) -> (io::ErrorKind, String) {
        let error = result.expect_err("the path is taken");
        (error.kind(), error.to_string())
    }

    #[tokio::test]
    async fn what_is_at_the_path_decides() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let bind = || UnixListener::bind(&path, UnixOptions::default());

        fs::write(&path, "precious").unwrap();
        let (kind, text) = kind_and_text(bind());
        assert_eq!(kind, io::ErrorKind::AlreadyExists);
        assert!(text.contains(path.to_str().unwrap()) && text.contains("not a socket"), "{text}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
        fs::remove_file(&path).unwrap();

        let live = bind().unwrap();
        assert_eq!(fs::symlink_metadata(&path).unwrap().mode() & 0o777, 0o600);
        let (kind, text) = kind_and_text(bind());
        assert_eq!(kind, io::ErrorKind::AddrInUse);
        assert!(text.contains("another program listens"), "{text}");
        assert!(StdStream::connect(&path).is_ok(), "the live socket was not touched");

        drop(live);
        assert!(!path.exists(), "a listener removes its own socket");
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        assert!(path.exists(), "a listener of the standard library leaves its socket");
        let again = bind().unwrap();
        assert!(StdStream::connect(&path).is_ok());

        fs::remove_file(&path).unwrap();
        fs::write(&path, "another's").unwrap();
        drop(again);
        assert_eq!(fs::read_to_string(&path).unwrap(), "another's");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no other file is left");
    }
}
