//! A connection: everything between a byte stream and messages, without I/O.
//!
//! Bytes, time and the end of the stream come in by `handle_*`; events, bytes
//! to write and the next deadline leave by `poll_*` and [`Connection::output`].
//! Given the same inputs and the same randomness it does the same.
//!
//! # Order of calls
//! 1. Read bytes from the stream behind those left in a buffer, and hand the
//!    buffer to [`handle_input`](Connection::handle_input). It takes whole
//!    packets off the front and leaves a packet that is not complete. It also
//!    leaves everything while too many events wait
//!    ([`wants_input`](Connection::wants_input) tells); so after the events
//!    were polled, call it again before reading.
//! 2. At the stream's end call [`handle_end_of_stream`](Connection::handle_end_of_stream).
//! 3. At [`poll_timeout`](Connection::poll_timeout) call
//!    [`handle_timeout`](Connection::handle_timeout).
//! 4. After each of these poll all events and write the output. When the
//!    output [is finished](OutputQueue::is_finished) and empty, shut down the
//!    stream's write side. After `Closed` write what is left and drop the stream.
//!
//! # Numbers of exchanges
//! Each side numbers the requests it opens; both sides may use the same
//! numbers, for an answer goes the other way. Requests with the number 0 are
//! the connection's own, whether the peer is there; applications start at 1.
//!
//! # Ends
//! Each direction ends by itself: [`close`](Connection::close) ends this
//! side's, and answers of the peer still arrive. In a session the end is a
//! record and so authenticated, and a stream that ends without it is reported
//! as truncated. In plain mode the end is that of the stream.
//!
//! Knows no protocol by name, no socket and no task.

mod admission;
mod config;
mod error;
mod handshake;
mod input;
mod keepalive;
mod output;
mod policy;
mod replay;

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;

pub use admission::{Admission, COOKIE_LIFETIME_MS};
pub use config::{ConnectionConfig, KeepaliveConfig, Mode, SessionConfig};
pub use error::{ConnectionError, Responsible, SendError, TimeoutKind};
pub use output::OutputQueue;
pub use policy::{AllowedPeers, Openings, PeerPolicy, Policy};
pub use replay::ReplayCache;

use crate::crypto::PublicKey;
use crate::crypto::hkdf::TooLong;
use crate::crypto::noise::Party;
use crate::protocol::handshake::ChannelBinding;
use crate::protocol::{Compression, EnvelopeHead, Goodbye, PacketFormat, Protocol};
use crate::session::{Session, SessionExporter};
use handshake::Handshaking;
use keepalive::KeepaliveState;

/// The time, on two clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// For deadlines; never steps back.
    pub instant: Instant,
    /// Milliseconds since the Unix epoch, for timestamps.
    pub unix_ms: u64,
}

/// The part a side plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Opened the stream; initiates the handshake.
    Client,
    /// Accepted it.
    Server,
}

impl Role {
    /// The part that it plays in the handshake.
    const fn party(self) -> Party {
        match self {
            Self::Client => Party::Initiator,
            Self::Server => Party::Responder,
        }
    }
}

/// What happened on a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConnectionEvent {
    /// Messages can be sent from now on. Comes once, before all other events
    /// but `Closed`.
    Established {
        /// The peer's key, authenticated; `None` in plain mode.
        peer: Option<PublicKey>,
        /// The number of the handshake's suite; `None` in plain mode.
        suite: Option<u16>,
        /// How this side compresses.
        compression: Option<Compression>,
    },
    /// A message arrived.
    Message {
        /// What it is for.
        head: EnvelopeHead,
        /// Its tag and body, not looked at yet; empty for kinds without message.
        message: Bytes,
    },
    /// The peer takes no new requests; answers under way still come.
    Goodbye(Goodbye),
    /// The peer ended its direction: no more messages come, but answers can
    /// still be sent. Call [`Connection::close`] after the last.
    PeerClosed,
    /// It is over: both directions ended in order, or an error. The last event.
    Closed(Result<(), ConnectionError>),
}

/// One side of a connection.
pub struct Connection<P: Protocol> {
    role: Role,
    config: Arc<ConnectionConfig<P>>,
    phase: Phase<P>,
    session: Option<Session>,
    peer: Option<PublicKey>,
    /// How this side compresses.
    compression: Option<Compression>,
    /// The largest payload that the peer accepts.
    peer_max_payload: usize,
    output: OutputQueue,
    events: VecDeque<ConnectionEvent>,
    /// Bytes of the messages in `events`.
    event_bytes: usize,
    keepalive: KeepaliveState,
    /// The latest time this side was told.
    clock: Instant,
    /// When the key of what this side sends began.
    key_since: Instant,
    /// The stream has ended; judged when all packets before are taken.
    end_of_stream: bool,
    /// The last call of `handle_input` left bytes.
    input_left: bool,
    /// Compressed payloads are built here.
    scratch: Vec<u8>,
}

/// How far a connection is. Small but for the handshake, which is boxed and gone soon.
enum Phase<P: Protocol> {
    Handshaking(Box<Handshaking<P::Handshake>>),
    Open {
        /// This side has ended its direction.
        closed: bool,
        /// The peer has ended its direction.
        peer_closed: bool,
    },
    Closed {
        failed: bool,
    },
}

impl<P: Protocol> Connection<P> {
    /// The side that opened the stream. In a session it begins the handshake at once.
    pub fn client(config: Arc<ConnectionConfig<P>>, now: Now) -> Self {
        Self::new(Role::Client, config, ChannelBinding::None, now)
    }

    /// The side that accepted the stream.
    pub fn server(config: Arc<ConnectionConfig<P>>, now: Now) -> Self {
        Self::new(Role::Server, config, ChannelBinding::None, now)
    }

    /// Either side; the handshake, if there is one, is bound to the channel it
    /// runs in. The handshake's deadline starts now.
    pub fn new(
        role: Role,
        config: Arc<ConnectionConfig<P>>,
        binding: ChannelBinding,
        now: Now,
    ) -> Self {
        let mut connection = Self {
            role,
            phase: Phase::Open { closed: false, peer_closed: false },
            session: None,
            peer: None,
            compression: None,
            peer_max_payload: P::Packet::MAX_PAYLOAD,
            output: OutputQueue::default(),
            events: VecDeque::new(),
            event_bytes: 0,
            keepalive: KeepaliveState::new(now.instant),
            clock: now.instant,
            key_since: now.instant,
            end_of_stream: false,
            input_left: false,
            scratch: Vec::new(),
            config,
        };
        let config = Arc::clone(&connection.config);
        match &config.mode {
            Mode::Plain => {
                connection.compression = config.compression.first().copied();
                connection.push_established(None);
            }
            Mode::Session(session) => connection.begin_handshake(session, binding, now),
        }
        connection
    }

    /// Says where the peer is, before any input: cookies hold for one address,
    /// and each source has its share of the replay cache. Without this all
    /// peers have the same, as inside one process.
    pub fn set_source(&mut self, source: &[u8]) {
        if let Phase::Handshaking(handshaking) = &mut self.phase {
            handshaking.set_source(source);
        }
    }

    /// Says, before any input, that there is no room for the peer: where the
    /// handshake asks for `capacity()`, there is none.
    pub fn refuse(&mut self) {
        if let Phase::Handshaking(handshaking) = &mut self.phase {
            handshaking.refuse();
        }
    }

    /// The next event, oldest first.
    pub fn poll_event(&mut self) -> Option<ConnectionEvent> {
        let paused = !self.wants_input();
        let event = self.events.pop_front()?;
        if let ConnectionEvent::Message { message, .. } = &event {
            self.event_bytes -= message.len();
        }
        if paused && self.wants_input() {
            self.keepalive.resume();
        }
        Some(event)
    }

    /// When to call [`handle_timeout`](Self::handle_timeout) at the latest.
    pub fn poll_timeout(&self) -> Option<Instant> {
        match &self.phase {
            Phase::Handshaking(handshaking) => Some(handshaking.deadline()),
            Phase::Open { .. } => {
                [self.next_deadline(), self.key_deadline()].into_iter().flatten().min()
            }
            Phase::Closed { .. } => None,
        }
    }

    /// Does what is due at this time; does nothing before
    /// [`poll_timeout`](Self::poll_timeout).
    pub fn handle_timeout(&mut self, now: Now) {
        self.clock = self.clock.max(now.instant);
        match &self.phase {
            Phase::Handshaking(handshaking) if now.instant >= handshaking.deadline() => {
                self.handle_handshake_timeout(now);
            }
            Phase::Open { .. } => {
                self.handle_silence(now);
                self.renew_old_key();
            }
            Phase::Handshaking(_) | Phase::Closed { .. } => {}
        }
    }

    /// The bytes to write.
    pub fn output(&mut self) -> &mut OutputQueue {
        &mut self.output
    }

    /// Whether [`handle_input`](Self::handle_input) would take a packet: the
    /// peer may still send, and there is room for events.
    pub fn wants_input(&self) -> bool {
        let may_send = match self.phase {
            Phase::Handshaking(_) => true,
            Phase::Open { peer_closed, .. } => !peer_closed,
            Phase::Closed { .. } => false,
        };
        may_send
            && self.events.len() < self.config.max_queued_events.max(1)
            && self.event_bytes < self.config.max_queued_input.max(1)
    }

    /// Ends this side's direction: nothing can be sent after what is queued.
    /// The peer's answers still arrive. During the handshake it gives up.
    pub fn close(&mut self, now: Now) {
        match self.phase {
            Phase::Handshaking(_) => self.finish(Ok(())),
            Phase::Open { closed: false, peer_closed } => {
                self.write_close();
                self.output.finish();
                self.phase = Phase::Open { closed: true, peer_closed };
                self.keepalive.received(now.instant);
                if peer_closed {
                    self.finish(Ok(()));
                }
            }
            Phase::Open { closed: true, .. } | Phase::Closed { .. } => {}
        }
    }

    /// The name of the state: of the handshake as in its spec, then
    /// `Established`, `Closing` when this side has ended its direction,
    /// `PeerClosed` when the peer has, at last `Closed` or `Failed`.
    pub fn state(&self) -> &'static str {
        match &self.phase {
            Phase::Handshaking(handshaking) => handshaking.state(),
            Phase::Open { closed: false, peer_closed: false } => "Established",
            Phase::Open { closed: true, .. } => "Closing",
            Phase::Open { peer_closed: true, .. } => "PeerClosed",
            Phase::Closed { failed: false } => "Closed",
            Phase::Closed { failed: true } => "Failed",
        }
    }

    /// Whether it is over: `Closed` was or will be the last event.
    pub fn is_closed(&self) -> bool {
        matches!(self.phase, Phase::Closed { .. })
    }

    /// Which side this is.
    pub fn role(&self) -> Role {
        self.role
    }

    /// The peer's key, authenticated, from `Established` on; `None` in plain mode.
    pub fn peer(&self) -> Option<&PublicKey> {
        self.peer.as_ref()
    }

    /// Fills `out` with key material that only this session's two sides know.
    /// Returns `false` if there is no session.
    ///
    /// # Errors
    /// More than 8,160 bytes are asked for, or the context is longer than 255.
    pub fn export(&self, context: &[u8], out: &mut [u8]) -> Result<bool, TooLong> {
        match (&self.session, &self.phase) {
            (Some(session), Phase::Open { .. }) => session.export(context, out).map(|()| true),
            _ => Ok(false),
        }
    }

    /// What exports key material of the session later; `None` if there is no session.
    pub fn exporter(&self) -> Option<SessionExporter> {
        match (&self.session, &self.phase) {
            (Some(session), Phase::Open { .. }) => Some(session.exporter()),
            _ => None,
        }
    }

    fn push_established(&mut self, suite: Option<u16>) {
        let (peer, compression) = (self.peer, self.compression);
        self.events.push_back(ConnectionEvent::Established { peer, suite, compression });
    }

    /// The end: keys are wiped, nothing more is taken or sent.
    fn finish(&mut self, result: Result<(), ConnectionError>) {
        if self.is_closed() {
            return;
        }
        self.phase = Phase::Closed { failed: result.is_err() };
        self.session = None;
        self.output.finish();
        self.events.push_back(ConnectionEvent::Closed(result));
    }
}

impl<P: Protocol> fmt::Debug for Connection<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("protocol", &P::NAME)
            .field("role", &self.role)
            .field("state", &self.state())
            .field("peer", &self.peer)
            .field("queued_output", &self.output.len())
            .field("queued_events", &self.events.len())
            .finish_non_exhaustive()
    }
}
