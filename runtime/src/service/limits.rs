//! Every limit of services, with its unit and default, in one place.
//!
//! What a connection itself bounds (payloads, keepalive, and above all
//! `max_queued_output`, over which a daemon handles no further message and a
//! client's calls wait) is in
//! [`ConnectionConfig`](crate::connection::ConnectionConfig).

use std::num::NonZeroUsize;
use std::time::Duration;

/// Connections at a time, beyond
/// [`max_connections`](DaemonLimits::max_connections), that are only told that
/// the daemon is busy. Over it, peers wait in the listener's backlog.
pub const MAX_REFUSALS: usize = 64;

/// What a daemon takes on. Each limit is held by waiting, never by dropping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaemonLimits {
    /// Connections at a time, over all listeners, those in their handshake
    /// included. Default 1,024. At the limit peers are told that the daemon is
    /// busy, where the protocol's handshake can say so; so many of them at a
    /// time as [`MAX_REFUSALS`], the rest waits in the listener's backlog. In
    /// plain mode all wait there.
    pub max_connections: NonZeroUsize,
    /// Requests and one-way messages of one connection whose handlers are at
    /// work. Default 256. At the limit the connection is not read; each one
    /// holds its message and its future.
    pub max_in_flight: NonZeroUsize,
    /// For all before a connection is ready for messages: the transport's own
    /// handshake and the protocol's. Default 10 s. It ends with the handshake.
    /// If the protocol's handshake declares less, that holds.
    pub handshake_deadline: Duration,
    /// How long a peer may take no byte of the output that waits for it.
    /// Default 30 s; then the connection is closed.
    pub write_timeout: Duration,
    /// How long [`Daemon::shutdown`](super::Daemon::shutdown) waits for
    /// answers under way. Default 10 s; then their handlers are dropped.
    pub drain_deadline: Duration,
}

impl Default for DaemonLimits {
    fn default() -> Self {
        Self {
            max_connections: count(1024),
            max_in_flight: count(256),
            handshake_deadline: Duration::from_secs(10),
            write_timeout: Duration::from_secs(30),
            drain_deadline: Duration::from_secs(10),
        }
    }
}

/// What a client takes on. Each limit is held by waiting, never by dropping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientLimits {
    /// Requests that wait for their replies. Default 256, as many as a daemon
    /// works on at a time by default, so that a cancellation never waits
    /// behind requests that wait themselves. At the limit
    /// [`Client::request`](super::Client::request) waits for its turn; its
    /// deadline runs meanwhile.
    pub max_in_flight: NonZeroUsize,
    /// For all before the connection is ready for messages: connecting, the
    /// transport's own handshake and the protocol's. Default 10 s. If the
    /// protocol's handshake declares less, that holds.
    pub connect_deadline: Duration,
    /// How long a request waits for its reply if the call does not say.
    /// Default 30 s; `None` is for ever.
    pub request_deadline: Option<Duration>,
    /// How long the peer may take no byte of the output that waits for it.
    /// Default 30 s; then the connection is closed.
    pub write_timeout: Duration,
}

impl Default for ClientLimits {
    fn default() -> Self {
        Self {
            max_in_flight: count(256),
            connect_deadline: Duration::from_secs(10),
            request_deadline: Some(Duration::from_secs(30)),
            write_timeout: Duration::from_secs(30),
        }
    }
}

/// Room made for a read. Bytes.
pub(super) const READ_SIZE: usize = 64 * 1024;

/// A read with less room than this makes new room first. Bytes.
pub(super) const READ_MIN: usize = 8 * 1024;

/// How long a connection keeps its empty read buffer after its last byte.
pub(super) const KEEP_BUFFER: Duration = Duration::from_secs(1);

/// How long a connection that is over reads on, so that the peer gets the last
/// bytes: a socket closed with bytes unread takes them back.
pub(super) const LINGER: Duration = Duration::from_secs(1);

/// How long a listener rests after it could not accept, because of what the
/// process or the machine has run out of.
pub(super) const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

const fn count(value: usize) -> NonZeroUsize {
    match NonZeroUsize::new(value) {
        Some(value) => value,
        None => NonZeroUsize::MIN,
    }
}
