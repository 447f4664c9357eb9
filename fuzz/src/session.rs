//! Two connections and a wire on which anything may happen.
//!
//! Time and randomness are counted, so that one input always plays the same.
//! What must hold, whatever happens:
//!
//! - nothing panics;
//! - in a session, what a side is given is what its peer sent, in that order,
//!   each at most once, and nothing is left out before something that comes;
//!   in clear that holds as long as nobody touched the wires;
//! - a side in session mode takes nothing from one that is not;
//! - after `Closed` nothing happens any more, and after a side ended its
//!   direction it writes nothing more;
//! - queues of output and of events keep their bounds;
//! - both sides of a session derive the same keys for other uses;
//! - if the wire was left alone, everything arrives.
//!
//! Read next: [`What`](crate::operation::What) for what can happen.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use bytes::BytesMut;
use packetwright::connection::{
    AllowedPeers, Connection, ConnectionConfig, ConnectionEvent, Now, PeerPolicy, SendError,
};
use packetwright::crypto::{CryptoProvider, RustCrypto, StaticKey};
use packetwright::protocol::handshake::Handshake;
use packetwright::protocol::{
    Compression, EnvelopeHead, EnvelopeKind, Goodbye, PacketFormat, PacketHead, Protocol,
};

use crate::operation::{Operations, Party, Setup, What};
use crate::provider::Toy;

/// The most operations of a run; longer inputs find nothing that shorter ones don't.
const MAX_OPERATIONS: usize = 200;

/// The longest body that is sent, in bytes.
const MAX_BODY: usize = 20_000;

/// What one message, one handshake message and one answer to a question may
/// add to an output that was just below its bound, in bytes.
const SLACK: usize = MAX_BODY + 8192;

/// Plays the operations that the input spells; `tags` are those of messages
/// that belong to applications.
///
/// # Panics
/// Something does not hold.
pub fn play<P: Protocol>(tags: &[u64], input: &[u8]) {
    let Some((&setup, operations)) = input.split_first() else { return };
    let mut game = Game::<P>::new(Setup(setup), tags);
    for (party, what) in Operations(operations).take(MAX_OPERATIONS) {
        game.apply(party, what);
        game.sides.iter_mut().for_each(Side::check_bounds);
    }
    game.run();
    game.judge();
}

struct Game<'t, P: Protocol> {
    sides: [Side<P>; 2],
    /// What each side sent and the other has not read.
    wires: [Wire; 2],
    tags: &'t [u64],
    after_ms: u64,
    /// Nothing happened that can keep a message from arriving.
    calm: bool,
}

/// What a side was told to send.
#[derive(Debug, PartialEq)]
enum Sent {
    Message(EnvelopeHead, Vec<u8>),
    Goodbye(Goodbye),
}

struct Side<P: Protocol> {
    connection: Connection<P>,
    input: BytesMut,
    in_session: bool,
    sent: Vec<Sent>,
    received: Vec<Sent>,
    established: bool,
    closed: bool,
    /// Bytes ever written.
    written: usize,
    /// So many had been written when the output was finished.
    finished_at: Option<usize>,
    max_queued_output: usize,
    max_queued_events: usize,
    end_of_stream: bool,
}

#[derive(Default)]
struct Wire {
    packets: VecDeque<Vec<u8>>,
    /// Packets that were here once.
    history: Vec<Vec<u8>>,
    /// Somebody touched it.
    touched: bool,
}

impl<'t, P: Protocol> Game<'t, P> {
    fn new(setup: Setup, tags: &'t [u64]) -> Self {
        let sides = [Party::Client, Party::Server].map(|party| Side::new(party, setup));
        let matched = sides[0].in_session == sides[1].in_session;
        Self { sides, wires: Default::default(), tags, after_ms: 0, calm: matched }
    }

    fn now(&self) -> Now {
        at(self.after_ms)
    }

    fn apply(&mut self, party: Party, what: What<'_>) {
        self.collect();
        let now = self.now();
        match what {
            What::Run => self.run(),
            What::Send { kind, id, length } => self.send(party, kind, id, length),
            What::Goodbye => self.sides[party.place()].goodbye(),
            What::Close => self.close(party),
            What::Deliver => {
                if let Some(packet) = self.wires[party.place()].packets.pop_front() {
                    self.arrive(party, &packet, true);
                }
            }
            What::DeliverPart(count) => {
                let bytes = self.wires[party.place()].take(count.into());
                self.arrive(party, &bytes, true);
            }
            What::Stall => {
                let bytes = self.wires[party.place()].take(usize::MAX);
                self.arrive(party, &bytes, false);
            }
            What::EndOfStream => {
                self.wires[party.place()].touched = true;
                self.sides[party.peer().place()].end_of_stream(now);
            }
            What::Advance(units) => {
                self.calm = false;
                self.after_ms += 16 * u64::from(units);
                let now = self.now();
                for side in &mut self.sides {
                    side.connection.handle_timeout(now);
                    side.poll();
                }
            }
            tampering => self.tamper(party, tampering),
        }
        self.collect();
    }

    /// What strangers do.
    fn tamper(&mut self, from: Party, what: What<'_>) {
        let came_back = match what {
            What::Reflect(packet) => self.wires[from.peer().place()].old(packet),
            _ => None,
        };
        let wire = &mut self.wires[from.place()];
        wire.touched = true;
        match what {
            What::Flip { packet, place, mask } => {
                if let Some(packet) = wire.packet(packet)
                    && let length @ 1.. = packet.len()
                {
                    packet[usize::from(place) % length] ^= mask;
                }
            }
            What::Cut { packet, place, count } => {
                if let Some(packet) = wire.packet(packet) {
                    let start = usize::from(place) % (packet.len() + 1);
                    let end = (start + usize::from(count)).min(packet.len());
                    packet.drain(start..end);
                }
            }
            What::Drop(packet) => {
                if let Some(packet) = wire.packet(packet) {
                    packet.clear();
                }
            }
            What::Replay(packet) => {
                if let Some(packet) = wire.old(packet) {
                    wire.packets.push_front(packet);
                }
            }
            What::Reflect(_) => wire.packets.extend(came_back),
            What::Swap(packet) => {
                let count = wire.packets.len();
                if count > 1 {
                    let first = usize::from(packet) % (count - 1);
                    wire.packets.swap(first, first + 1);
                }
            }
            What::Forge { layers, payload } => wire.packets.extend(forged::<P>(layers, payload)),
            What::Inject(bytes) => wire.packets.push_back(bytes.to_vec()),
            _ => {}
        }
    }

    fn send(&mut self, party: Party, kind: u8, id: u8, length: u16) {
        let side = &mut self.sides[party.place()];
        let Some(&tag) = self.tags.get(usize::from(id) % self.tags.len().max(1)) else { return };
        let kind = KINDS[usize::from(kind) % KINDS.len()];
        let number = if kind == EnvelopeKind::OneWay { 0 } else { u64::from(id) + 1 };
        let mut head = EnvelopeHead::new(kind, number);
        let mut message = Vec::new();
        match kind {
            EnvelopeKind::Cancel | EnvelopeKind::StreamEnd => {}
            EnvelopeKind::Window => head.credit = length.into(),
            _ => {
                P::encode_tag(tag, &mut message).expect("the tags are those of the protocol");
                let step = usize::from(id >> 4);
                let body = (0..usize::from(length) % MAX_BODY).map(|place| (place * step) as u8);
                message.extend(body);
            }
        }
        if id & 8 != 0 && kind == EnvelopeKind::Request {
            head.deadline_ms = Some(length.into());
        }
        match side.connection.send_encoded(&head, &message) {
            Ok(()) => side.sent.push(Sent::Message(head, message)),
            Err(SendError::NotEstablished) => assert!(!side.established),
            Err(SendError::QueueFull { queued, max }) => assert!(queued >= max),
            Err(_) => {}
        }
    }

    fn close(&mut self, party: Party) {
        let now = self.now();
        let side = &mut self.sides[party.place()];
        side.poll();
        // Giving up a handshake is no end in order.
        self.calm &= side.established;
        side.connection.close(now);
        side.poll();
    }

    fn arrive(&mut self, from: Party, bytes: &[u8], polled: bool) {
        let now = self.now();
        self.sides[from.peer().place()].feed(bytes, now, polled);
        self.check_delivery(from);
    }

    /// Puts what was written on the wires.
    fn collect(&mut self) {
        for (side, wire) in self.sides.iter_mut().zip(&mut self.wires) {
            let bytes = side.drain();
            wire.extend::<P>(&bytes);
        }
    }

    /// Carries everything until nothing moves, and ends streams that have ended.
    fn run(&mut self) {
        loop {
            self.collect();
            let mut moved = false;
            for from in [Party::Client, Party::Server] {
                let bytes = self.wires[from.place()].take(usize::MAX);
                moved |= !bytes.is_empty();
                self.arrive(from, &bytes, true);
                let now = self.now();
                let ended = self.sides[from.place()].connection.output().is_finished();
                let receiver = &mut self.sides[from.peer().place()];
                if bytes.is_empty() && ended && !receiver.end_of_stream {
                    receiver.end_of_stream(now);
                    moved = true;
                }
            }
            if !moved {
                return;
            }
        }
    }

    /// Compares what arrived with what was sent.
    fn check_delivery(&self, from: Party) {
        let sender = &self.sides[from.place()];
        // In clear a stranger can also ask whether a side is there, and have it answer.
        let touched = self.wires.iter().any(|wire| wire.touched);
        let receiver = &self.sides[from.peer().place()];
        if receiver.in_session && !sender.in_session {
            assert!(!receiver.established, "{from:?}: a session with one who speaks in clear");
            assert_eq!(receiver.received, [], "{from:?}: taken from one who speaks in clear");
        } else if receiver.in_session || !touched {
            let so_far = &sender.sent.get(..receiver.received.len());
            assert_eq!(*so_far, Some(&receiver.received[..]), "{from:?}: sent, and received");
        }
    }

    fn judge(&mut self) {
        let [client, server] = &self.sides;
        let (mut one, mut other) = ([0; 32], [1; 32]);
        if let (Ok(true), Ok(true)) =
            (client.connection.export(b"", &mut one), server.connection.export(b"", &mut other))
        {
            assert_eq!(one, other, "both sides derive the same keys");
        }
        if self.calm && self.wires.iter().all(|wire| !wire.touched) {
            for (from, to) in [(client, server), (server, client)] {
                assert!(from.established && to.established, "nobody was in the way");
                assert_eq!(from.sent, to.received, "everything arrives");
            }
        }
    }
}

impl<P: Protocol> Side<P> {
    fn new(party: Party, setup: Setup) -> Self {
        let in_session = setup.in_session(party) && P::Handshake::AVAILABLE;
        let mut config = if in_session { session(party, setup) } else { ConnectionConfig::plain() };
        if setup.short_queues() {
            config.max_queued_output = 300;
            config.max_queued_events = 2;
            config.max_queued_input = 100;
        }
        if setup.eager_compression() {
            config.compression_threshold = 0;
        }
        let (max_queued_output, max_queued_events) =
            (config.max_queued_output, config.max_queued_events);
        let connection = match party {
            Party::Client => Connection::client(Arc::new(config), at(0)),
            Party::Server => Connection::server(Arc::new(config), at(0)),
        };
        let mut side = Self {
            connection,
            input: BytesMut::new(),
            in_session,
            sent: Vec::new(),
            received: Vec::new(),
            established: false,
            closed: false,
            written: 0,
            finished_at: None,
            max_queued_output,
            max_queued_events,
            end_of_stream: false,
        };
        side.poll();
        side
    }

    fn feed(&mut self, bytes: &[u8], now: Now, polled: bool) {
        self.input.extend_from_slice(bytes);
        loop {
            self.connection.handle_input(&mut self.input, now);
            if !polled || self.poll() == 0 {
                return;
            }
        }
    }

    fn end_of_stream(&mut self, now: Now) {
        self.end_of_stream = true;
        self.connection.handle_end_of_stream(now);
        self.poll();
        self.feed(&[], now, true);
    }

    fn goodbye(&mut self) {
        let goodbye = Goodbye { reason: 1, detail: "enough".to_owned() };
        let written = self.connection.output().len();
        if self.connection.send_goodbye(&goodbye).is_ok()
            && self.connection.output().len() > written
        {
            self.sent.push(Sent::Goodbye(goodbye));
        }
    }

    /// Takes all events; returns how many there were.
    fn poll(&mut self) -> usize {
        let mut count = 0;
        while let Some(event) = self.connection.poll_event() {
            count += 1;
            assert!(!self.closed, "{event:?} after Closed");
            let first = !self.established;
            match event {
                ConnectionEvent::Established { .. } => {
                    assert!(first, "established twice");
                    self.established = true;
                }
                ConnectionEvent::Message { head, message } => {
                    assert!(!first, "a message before Established");
                    self.received.push(Sent::Message(head, message.to_vec()));
                }
                ConnectionEvent::Goodbye(goodbye) => self.received.push(Sent::Goodbye(goodbye)),
                ConnectionEvent::PeerClosed => assert!(!first),
                ConnectionEvent::Closed(_) => self.closed = true,
                _ => {}
            }
        }
        // The last two may be the peer's end and that of the connection.
        assert!(count <= self.max_queued_events + 2, "{count} events waited");
        count
    }

    /// Takes all bytes to write.
    fn drain(&mut self) -> Vec<u8> {
        let output = self.connection.output();
        let mut bytes = Vec::with_capacity(output.len());
        while !output.is_empty() {
            let piece = output.bytes().to_vec();
            output.advance(piece.len());
            bytes.extend(piece);
        }
        self.written += bytes.len();
        bytes
    }

    fn check_bounds(&mut self) {
        let (waiting, finished) =
            (self.connection.output().len(), self.connection.output().is_finished());
        let bound = self.max_queued_output + SLACK;
        assert!(waiting <= bound, "{waiting} bytes wait, the bound is {bound}");
        let written = self.written + waiting;
        if finished {
            let end = *self.finished_at.get_or_insert(written);
            assert_eq!(written, end, "written after the end");
        }
        if self.closed {
            assert!(self.connection.is_closed() && finished, "what is closed stays closed");
            assert_eq!(self.connection.poll_timeout(), None);
            let head = EnvelopeHead::new(EnvelopeKind::OneWay, 0);
            assert_eq!(self.connection.send_encoded(&head, &[]), Err(SendError::Closed));
        }
    }
}

impl Wire {
    /// Puts bytes on the wire, packet by packet.
    fn extend<P: Protocol>(&mut self, mut bytes: &[u8]) {
        while let Ok(Some(head)) = P::Packet::decode_header(bytes) {
            let length = P::Packet::HEADER_LEN + head.payload_len;
            let Some((packet, rest)) = bytes.split_at_checked(length) else { break };
            self.packets.push_back(packet.to_vec());
            self.history.push(packet.to_vec());
            bytes = rest;
        }
        assert!(bytes.is_empty(), "whole packets are written");
    }

    /// Takes the first bytes.
    fn take(&mut self, mut count: usize) -> Vec<u8> {
        let mut taken = Vec::new();
        while count > 0
            && let Some(mut packet) = self.packets.pop_front()
        {
            if packet.len() > count {
                self.packets.push_front(packet.split_off(count));
            }
            count -= packet.len().min(count);
            taken.extend(packet);
        }
        taken
    }

    fn packet(&mut self, place: u8) -> Option<&mut Vec<u8>> {
        let place = usize::from(place).checked_rem(self.packets.len())?;
        self.packets.get_mut(place)
    }

    fn old(&self, place: u8) -> Option<Vec<u8>> {
        let place = usize::from(place).checked_rem(self.history.len())?;
        self.history.get(place).cloned()
    }
}

const KINDS: [EnvelopeKind; 8] = [
    EnvelopeKind::OneWay,
    EnvelopeKind::Request,
    EnvelopeKind::Reply,
    EnvelopeKind::Error,
    EnvelopeKind::Cancel,
    EnvelopeKind::StreamData,
    EnvelopeKind::StreamEnd,
    EnvelopeKind::Window,
];

/// A packet with a sound header, if the protocol has such a packet.
fn forged<P: Protocol>(layers: u8, payload: &[u8]) -> Option<Vec<u8>> {
    let compression = match layers >> 2 & 3 {
        1 => Some(Compression::Lz4),
        2 => Some(Compression::Zstd),
        _ => None,
    };
    let head = PacketHead {
        payload_len: payload.len(),
        handshake: layers & 1 != 0,
        sealed: layers & 2 != 0,
        compression,
    };
    let mut packet = vec![0; P::Packet::HEADER_LEN];
    P::Packet::encode_header(&head, &mut packet).ok()?;
    packet.extend_from_slice(payload);
    Some(packet)
}

/// So many milliseconds after the beginning.
fn at(after_ms: u64) -> Now {
    static START: OnceLock<Instant> = OnceLock::new();
    let start = *START.get_or_init(Instant::now);
    let unix_ms = 1_800_000_000_000 + after_ms;
    Now { instant: start + Duration::from_millis(after_ms), unix_ms }
}

/// A side in session mode: it knows the other's key, and its randomness is a count.
fn session<P: Protocol>(party: Party, setup: Setup) -> ConnectionConfig<P> {
    let provider: Arc<dyn CryptoProvider> =
        if setup.real_crypto() { Arc::new(RustCrypto) } else { Arc::new(Toy) };
    let key = |party: Party| {
        StaticKey::from_secret_bytes([11 * (party.place() as u8 + 1); 32], &*provider)
    };
    let policy = PeerPolicy::new(AllowedPeers::only(*key(party.peer()).public()));
    let mut config = ConnectionConfig::session(provider.clone(), key(party), Arc::new(policy));
    let count = AtomicU64::new((party.place() as u64) << 32);
    config.random = Arc::new(move |out: &mut [u8]| {
        for chunk in out.chunks_mut(8) {
            let count = count.fetch_add(1, Ordering::Relaxed);
            let word = (count ^ count >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let word = (word ^ word >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&word.to_le_bytes()[..chunk.len()]);
        }
    });
    config
}
