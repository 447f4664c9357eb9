//! What a handler is told besides the message: who sent it, and what for.
//!
//! Knows no socket: whoever drives a connection fills this in.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::crypto::PublicKey;
use crate::crypto::hkdf::TooLong;
use crate::protocol::{EnvelopeHead, EnvelopeKind};
use crate::session::SessionExporter;

/// What a handler is told besides the message. A clone is a counter's
/// increment and a few words.
#[derive(Clone, Debug)]
pub struct Context {
    peer: Arc<Peer>,
    kind: EnvelopeKind,
    id: u64,
    deadline: Option<Instant>,
    trace: Option<[u8; 25]>,
}

impl Context {
    /// The context of a message that arrived at `received` under `head`.
    pub fn new(peer: Arc<Peer>, head: &EnvelopeHead, received: Instant) -> Self {
        let wait = head.deadline_ms.map(|ms| Duration::from_millis(ms.into()));
        Self {
            peer,
            kind: head.kind,
            id: head.id,
            deadline: wait.and_then(|wait| received.checked_add(wait)),
            trace: head.trace,
        }
    }

    /// Who sent the message.
    pub fn peer(&self) -> &Peer {
        &self.peer
    }

    /// Fills `out` with key material that only the two sides of the message's
    /// session know, the same on both: see
    /// [`Client::export`](super::Client::export). Returns `false` in plain mode.
    ///
    /// # Errors
    /// More than 8,160 bytes are asked for, or the context is longer than 255.
    pub fn export(&self, context: &[u8], out: &mut [u8]) -> Result<bool, TooLong> {
        match &self.peer.exporter {
            Some(exporter) => exporter.export(context, out).map(|()| true),
            None => Ok(false),
        }
    }

    /// What the message is for: `Request` or `OneWay`.
    pub fn kind(&self) -> EnvelopeKind {
        self.kind
    }

    /// The id of the exchange; 0 for one-way messages.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// When the sender stops waiting for the answer, by this machine's clock,
    /// counted from the message's arrival. The handler's future is dropped
    /// then.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// The W3C trace context that came with the message: version, trace id,
    /// parent id and trace flags, without separators.
    pub fn trace(&self) -> Option<&[u8; 25]> {
        self.trace.as_ref()
    }
}

/// The other end of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    key: Option<PublicKey>,
    address: PeerAddress,
    exporter: Option<SessionExporter>,
}

impl Peer {
    /// A peer at `address` whose handshake proved that it has the key, if
    /// there was a handshake.
    pub fn new(key: Option<PublicKey>, address: PeerAddress) -> Self {
        Self { key, address, exporter: None }
    }

    /// The same, of a session that handlers export key material of.
    #[must_use]
    pub fn with_exporter(mut self, exporter: Option<SessionExporter>) -> Self {
        self.exporter = exporter;
        self
    }

    /// The long-term public key that the handshake authenticated; `None` in
    /// plain mode.
    pub fn key(&self) -> Option<&PublicKey> {
        self.key.as_ref()
    }

    /// Where the connection comes from.
    pub fn address(&self) -> &PeerAddress {
        &self.address
    }
}

/// Where a connection comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PeerAddress {
    /// A TCP connection in clear.
    Tcp(SocketAddr),
    /// A TLS connection over TCP.
    Tls(SocketAddr),
    /// A Unix socket, with what the kernel says of the process at the other end.
    Unix(Credentials),
    /// A pipe inside this process.
    Memory,
    /// The system did not say.
    Unknown,
}

/// What the kernel says of the process at the other end of a Unix socket, at
/// the time it connected (`SO_PEERCRED`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The effective user id.
    pub user: u32,
    /// The effective group id.
    pub group: u32,
    /// The process id, where the platform tells it.
    pub process: Option<i32>,
}

#[cfg(any(feature = "tokio", test))]
impl PeerAddress {
    /// What cookies hold for and what has a share of the replay cache. Of TCP
    /// and TLS the IP address without the port: it is receiving at the address
    /// that a cookie proves, and whoever has an address has all its ports. Of
    /// Unix sockets user and group; the process may be another at the second
    /// attempt. In memory all are one.
    pub(crate) fn source(&self) -> Vec<u8> {
        match self {
            Self::Tcp(address) | Self::Tls(address) => match address.ip().to_canonical() {
                std::net::IpAddr::V4(address) => address.octets().to_vec(),
                std::net::IpAddr::V6(address) => address.octets().to_vec(),
            },
            Self::Unix(Credentials { user, group, .. }) => {
                [&b"unix"[..], &user.to_be_bytes(), &group.to_be_bytes()].concat()
            }
            Self::Memory | Self::Unknown => Vec::new(),
        }
    }
}

impl fmt::Display for PeerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => write!(f, "tcp://{address}"),
            Self::Tls(address) => write!(f, "tls://{address}"),
            Self::Unix(Credentials { user, group, process: Some(process) }) => {
                write!(f, "unix (user {user}, group {group}, process {process})")
            }
            Self::Unix(Credentials { user, group, process: None }) => {
                write!(f, "unix (user {user}, group {group})")
            }
            Self::Memory => f.write_str("memory"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Credentials, PeerAddress};

    #[test]
    fn a_source_is_an_address_without_port_or_credentials_without_process() {
        let tcp = |text: &str| PeerAddress::Tcp(text.parse().expect("an address")).source();
        let tls = |text: &str| PeerAddress::Tls(text.parse().expect("an address")).source();
        let unix =
            |user, group, process| PeerAddress::Unix(Credentials { user, group, process }).source();
        assert_eq!(tcp("192.0.2.1:1"), [192, 0, 2, 1]);
        assert_eq!(tcp("192.0.2.1:1"), tcp("192.0.2.1:65535"));
        assert_eq!(tcp("192.0.2.1:1"), tls("192.0.2.1:1"));
        assert_eq!(tcp("192.0.2.1:1"), tcp("[::ffff:192.0.2.1]:1"));
        assert_ne!(tcp("192.0.2.1:1"), tcp("192.0.2.2:1"));
        assert_ne!(tcp("[2001:db8::1]:1"), tcp("[2001:db8::2]:1"));
        assert_eq!(unix(1, 2, Some(3)), unix(1, 2, None));
        assert_ne!(unix(1, 2, None), unix(2, 1, None));
        assert_ne!(unix(1, 2, None), unix(1, 3, None));
        assert_eq!(PeerAddress::Memory.source(), PeerAddress::Unknown.source());
    }
}
