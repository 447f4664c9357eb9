//! Holds connections in plain mode to the vectors of the oracle: both sides
//! write every packet byte for byte and take it, and take what another
//! program compressed.

#![cfg(all(feature = "network", feature = "lz4", feature = "zstd"))]
#![allow(missing_docs, unreachable_pub)]

#[path = "oracle/vectors.rs"]
#[allow(dead_code)]
mod vectors;

use std::sync::Arc;
use std::time::Instant;

use bytes::BytesMut;
use packetwright::connection::{Connection, ConnectionConfig, ConnectionEvent, Now};
use packetwright::network::Network;
use packetwright::protocol::{EnvelopeHead, EnvelopeKind};
use vectors::{Packet, PlainVectors, hex};

/// Kind, flags and id of an envelope without deadline or trace.
const ENVELOPE_LEN: usize = 10;

#[test]
fn both_sides_write_and_take_the_packets() {
    let mut pair = Pair::new();
    let echo = pair.packet("EchoReply").plaintext[ENVELOPE_LEN..].to_vec();
    let request =
        EnvelopeHead { deadline_ms: Some(5_000), ..EnvelopeHead::new(EnvelopeKind::Request, 1) };
    pair.client.send_encoded(&request, &echo).expect("the request is queued");
    pair.check("EchoRequest");
    assert_eq!(message_event(&mut pair.server), (request, echo.clone()));
    let reply = EnvelopeHead::new(EnvelopeKind::Reply, 1);
    pair.server.send_encoded(&reply, &echo).expect("the reply is queued");
    pair.check("EchoReply");
    assert_eq!(message_event(&mut pair.client), (reply, echo));

    pair.now.instant = pair.client.poll_timeout().expect("a keepalive is due some time");
    pair.client.handle_timeout(pair.now);
    pair.check("Ping");
    pair.check("Pong");
    assert_eq!(pair.server.poll_event(), None, "a question is no message");
    assert_eq!(pair.client.poll_event(), None, "an answer is no message");
}

#[test]
fn what_another_program_compressed_arrives() {
    for name in ["Lz4EchoRequest", "ZstdEchoRequest"] {
        let mut pair = Pair::new();
        let mut input = BytesMut::from(pair.packet(name).bytes.as_slice());
        pair.server.handle_input(&mut input, pair.now);
        let expected = pair.packet(name).plaintext[ENVELOPE_LEN..].to_vec();
        let head = EnvelopeHead::new(EnvelopeKind::Request, 2);
        assert_eq!(message_event(&mut pair.server), (head, expected), "{name}");
    }
}

struct Pair {
    vectors: PlainVectors,
    client: Connection<Network>,
    server: Connection<Network>,
    now: Now,
}

impl Pair {
    fn new() -> Self {
        let now = Now { instant: Instant::now(), unix_ms: 0 };
        let mut client = Connection::client(Arc::new(ConnectionConfig::plain()), now);
        // Only the client asks.
        let silent = ConnectionConfig { keepalive: None, ..ConnectionConfig::plain() };
        let mut server = Connection::server(Arc::new(silent), now);
        for side in [&mut client, &mut server] {
            let event = side.poll_event();
            assert!(matches!(event, Some(ConnectionEvent::Established { .. })), "{event:?}");
        }
        Self { vectors: vectors::read("plain.json"), client, server, now }
    }

    fn packet(&self, name: &str) -> &Packet {
        let found = self.vectors.packets.iter().find(|packet| packet.name == name);
        found.expect("a packet of the vectors")
    }

    /// The sender has written the packet and nothing else; the other side takes it.
    fn check(&mut self, name: &str) {
        let expected = self.packet(name).bytes.clone();
        let (sender, receiver) = match self.packet(name).from.as_str() {
            "initiator" => (&mut self.client, &mut self.server),
            _ => (&mut self.server, &mut self.client),
        };
        let mut written = BytesMut::new();
        while !sender.output().is_empty() {
            let count = sender.output().bytes().len();
            written.extend_from_slice(sender.output().bytes());
            sender.output().advance(count);
        }
        assert_eq!(hex(&written), hex(&expected), "{name}");
        receiver.handle_input(&mut written, self.now);
        assert!(written.is_empty(), "{name} is taken whole");
    }
}

fn message_event(side: &mut Connection<Network>) -> (EnvelopeHead, Vec<u8>) {
    match side.poll_event() {
        Some(ConnectionEvent::Message { head, message }) => (head, message.to_vec()),
        other => panic!("expected a message, found {other:?}"),
    }
}
