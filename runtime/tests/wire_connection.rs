//! Holds connections to the vectors of the oracle: a client and a server of
//! the network protocol, with clock and randomness from outside, write every
//! packet of the transcript byte for byte and take those of the other side.
//!
//! The vectors are made by other programs; see `wire_oracle.rs`.

#![cfg(all(feature = "network", feature = "lz4", feature = "zstd", feature = "aws-lc"))]
#![allow(missing_docs, unreachable_pub)]

#[path = "oracle/vectors.rs"]
#[allow(dead_code)]
mod vectors;

use std::sync::{Arc, Mutex};
use std::time::Instant;

use bytes::BytesMut;
use packetwright::connection::{
    AllowedPeers, Connection, ConnectionConfig, ConnectionEvent, Mode, Now, PeerPolicy,
    SessionConfig,
};
use packetwright::crypto::{PresharedKey, PublicKey, StaticKey, default_provider};
use packetwright::network::{Network, Offers};
use packetwright::protocol::{Compression, EnvelopeHead, EnvelopeKind};
use vectors::{Inputs, Side, Vectors, hex};

/// The suites whose messages the default provider can be told to make: of a KEM
/// it draws the randomness itself. `wire_handshake.rs` has those with one.
const FILES: [&str; 4] =
    ["suite-0001.json", "suite-0003.json", "suite-0004.json", "suite-0011.json"];
/// Kind, flags, id; what follows in an envelope without deadline is the message.
const ENVELOPE_LEN: usize = 10;

#[test]
fn both_sides_write_the_whole_transcript() {
    for file in FILES {
        let mut pair = Pair::new(vectors::read(file));
        pair.establish();
        let echo = pair.message("EchoReply");
        let request = EnvelopeHead {
            deadline_ms: Some(5_000),
            ..EnvelopeHead::new(EnvelopeKind::Request, 1)
        };
        pair.client.send_encoded(&request, &echo).expect("the request is queued");
        pair.check("EchoRequest");
        let reply = EnvelopeHead::new(EnvelopeKind::Reply, 1);
        assert_eq!(message_event(&mut pair.server), (request, echo.clone()));
        pair.server.send_encoded(&reply, &echo).expect("the reply is queued");
        pair.check("EchoReply");
        assert_eq!(message_event(&mut pair.client), (reply, echo));

        let asked = pair.client.poll_timeout().expect("a keepalive is due some time");
        pair.now.instant = asked;
        pair.client.handle_timeout(pair.now);
        pair.check("Ping");
        pair.check("Pong");
        assert_eq!(pair.server.poll_event(), None, "a question is no message");
        assert_eq!(pair.client.poll_event(), None, "an answer is no message");

        pair.client.close(pair.now);
        pair.check("Close");
        assert_eq!(pair.server.poll_event(), Some(ConnectionEvent::PeerClosed));
        pair.server.close(pair.now);
        pair.check("CloseBack");
        assert_eq!(pair.client.poll_event(), Some(ConnectionEvent::PeerClosed));
        for side in [&mut pair.client, &mut pair.server] {
            assert_eq!(side.poll_event(), Some(ConnectionEvent::Closed(Ok(()))));
        }
    }
}

#[test]
fn a_request_that_another_program_compressed_arrives() {
    for file in FILES {
        let mut pair = Pair::new(vectors::read(file));
        pair.establish();
        let records: Vec<Vec<u8>> = ["EchoRequest", "Ping"]
            .iter()
            .map(|name| pair.packet(name).bytes.clone())
            .chain([pair.branch("compressed").bytes.clone()])
            .collect();
        for bytes in records {
            pair.server.handle_input(&mut BytesMut::from(bytes.as_slice()), pair.now);
        }
        message_event(&mut pair.server);
        let plaintext = pair.branch("compressed").plaintext.clone();
        let expected = EnvelopeHead::new(EnvelopeKind::Request, 2);
        let found = message_event(&mut pair.server);
        assert_eq!(found, (expected, plaintext[ENVELOPE_LEN..].to_vec()));
    }
}

#[test]
fn a_key_that_another_program_renewed_opens_what_follows() {
    for file in FILES {
        let mut pair = Pair::new(vectors::read(file));
        pair.establish();
        let [update, after] = pair.branch_packets("key update") else {
            panic!("a renewal and a request")
        };
        let before = ["EchoRequest", "Ping"].map(|name| pair.packet(name));
        let records = before.into_iter().chain([update, after]).map(|packet| &packet.bytes[..]);
        let records: Vec<u8> = records.collect::<Vec<_>>().concat();
        let expected = pair.message("EchoReply");
        pair.server.handle_input(&mut BytesMut::from(records.as_slice()), pair.now);
        for _ in 0..2 {
            assert_eq!(message_event(&mut pair.server).1, expected);
        }
        assert_eq!(pair.server.state(), "Established");
    }
}

#[test]
fn both_sides_export_the_same_keys() {
    for file in FILES {
        let mut pair = Pair::new(vectors::read(file));
        pair.establish();
        for side in [&pair.client, &pair.server] {
            let mut exported = vec![0; pair.vectors.exporter.value.len()];
            assert_eq!(side.export(&pair.vectors.exporter.context, &mut exported), Ok(true));
            assert_eq!(hex(&exported), hex(&pair.vectors.exporter.value));
        }
    }
}

/// A client and a server as the vectors have them.
struct Pair {
    vectors: Vectors,
    client: Connection<Network>,
    server: Connection<Network>,
    now: Now,
}

impl Pair {
    fn new(vectors: Vectors) -> Self {
        let now = Now { instant: Instant::now(), unix_ms: vectors.inputs.initiator.timestamp_ms };
        let [initiator, responder] = [&vectors.inputs.initiator, &vectors.inputs.responder];
        let client =
            Connection::client(Arc::new(config(&vectors.inputs, initiator, responder)), now);
        // Only the client asks whether the peer is there.
        let mut silent = config(&vectors.inputs, responder, initiator);
        silent.keepalive = None;
        let server = Connection::server(Arc::new(silent), now);
        Self { vectors, client, server, now }
    }

    fn establish(&mut self) {
        self.check("Init");
        self.check("Response");
        self.check("Confirm");
        self.check("Ready");
        let compression = match self.vectors.handshake.compression {
            1 => Some(Compression::Lz4),
            _ => Some(Compression::Zstd),
        };
        let suite = Some(self.vectors.suite.id);
        let peers = [&self.vectors.inputs.responder, &self.vectors.inputs.initiator].map(public);
        for (side, peer) in [&mut self.client, &mut self.server].into_iter().zip(peers) {
            let expected = ConnectionEvent::Established { peer: Some(peer), suite, compression };
            assert_eq!(side.poll_event(), Some(expected));
        }
    }

    /// The sender has written the packet and nothing else; the other side takes it.
    fn check(&mut self, name: &str) {
        let packet = self.vectors.transcript.iter().find(|packet| packet.name == name);
        let packet = packet.expect("a packet of the transcript");
        let (sender, receiver) = match packet.from.as_str() {
            "initiator" => (&mut self.client, &mut self.server),
            _ => (&mut self.server, &mut self.client),
        };
        let written = take_output(sender);
        assert_eq!(hex(&written), hex(&packet.bytes), "{name}");
        // The responder's clock is the one its first message tells.
        self.now.unix_ms = self.vectors.inputs.responder.timestamp_ms;
        let mut input = BytesMut::from(written.as_slice());
        receiver.handle_input(&mut input, self.now);
        assert!(input.is_empty(), "{name} is taken whole");
    }

    fn packet(&self, name: &str) -> &vectors::Packet {
        let found = self.vectors.transcript.iter().find(|packet| packet.name == name);
        found.expect("a packet of the transcript")
    }

    fn branch(&self, name: &str) -> &vectors::Packet {
        &self.branch_packets(name)[0]
    }

    fn branch_packets(&self, name: &str) -> &[vectors::Packet] {
        let found = self.vectors.branches.iter().find(|branch| branch.name == name);
        &found.expect("a branch of the vectors").packets
    }

    /// The message in a packet whose envelope has neither deadline nor trace.
    fn message(&self, name: &str) -> Vec<u8> {
        self.packet(name).plaintext[ENVELOPE_LEN..].to_vec()
    }
}

fn take_output(side: &mut Connection<Network>) -> Vec<u8> {
    let mut written = Vec::new();
    while !side.output().is_empty() {
        let count = side.output().bytes().len();
        written.extend_from_slice(side.output().bytes());
        side.output().advance(count);
    }
    written
}

fn message_event(side: &mut Connection<Network>) -> (EnvelopeHead, Vec<u8>) {
    match side.poll_event() {
        Some(ConnectionEvent::Message { head, message }) => (head, message.to_vec()),
        other => panic!("expected a message, found {other:?}"),
    }
}

fn public(side: &Side) -> PublicKey {
    PublicKey(side.static_public.as_slice().try_into().expect("32 bytes"))
}

fn config(inputs: &Inputs, side: &Side, peer: &Side) -> ConnectionConfig<Network> {
    let provider = default_provider();
    let secret = side.static_secret.as_slice().try_into().expect("32 bytes");
    let local = Offers {
        versions: side.versions.clone(),
        suites: side.suites.clone(),
        compressions: side.compressions.clone(),
        max_record: side.max_record,
    };
    let key = StaticKey::from_secret_bytes(secret, &*provider);
    let policy = Arc::new(PeerPolicy::new(AllowedPeers::only(public(peer))));
    let mut session = SessionConfig::new(provider, key, policy);
    session.local = Some(local);
    if let Ok(bytes) = inputs.preshared_key[..].try_into() {
        session.preshared_keys = Some(Arc::new(PresharedKey::from_bytes(bytes)));
    }
    let random = Mutex::new(side.chance());
    let random = move |out: &mut [u8]| {
        let mut left = random.lock().expect("no one panicked");
        let rest = left.split_off(out.len());
        out.copy_from_slice(&left);
        *left = rest;
    };
    let mut config = ConnectionConfig::session(
        Arc::clone(&session.provider),
        session.static_key.clone(),
        Arc::clone(&session.policy),
    );
    config.mode = Mode::Session(session);
    config.random = Arc::new(random);
    config
}
