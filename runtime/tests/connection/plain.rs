//! Plain mode: framing, compression, keepalive, bounds.

use std::time::Duration;

use bytes::BytesMut;
use packetwright::codec::{DecodeErrorKind, EncodeError, EncodeErrorKind};
use packetwright::connection::{
    Connection, ConnectionConfig, ConnectionError, ConnectionEvent, SendError, TimeoutKind,
};
use packetwright::protocol::{Compression, EnvelopeHead, EnvelopeKind, Goodbye};

use crate::pair::{Pair, Side, at, plain_configs};
use crate::parcel::{ECHO, GOODBYE, PING, PONG, Parcel};

const REQUEST: EnvelopeKind = EnvelopeKind::Request;
const REPLY: EnvelopeKind = EnvelopeKind::Reply;

/// `length` bytes that compress well behind a tag.
fn text(length: usize) -> Vec<u8> {
    [&[ECHO as u8][..], &b"all work and no play ".repeat(length / 21 + 1)[..length]].concat()
}

/// `length` bytes that do not compress, behind a tag.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1u32;
    let bytes = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as u8
    });
    std::iter::once(ECHO as u8).chain(bytes.take(length)).collect()
}

fn server() -> Side<Parcel> {
    Pair::new(plain_configs(), at(0)).server
}

/// A packet by hand: flags, then an envelope and a message.
fn packet(flags: u8, payload: &[u8]) -> Vec<u8> {
    let length = (payload.len() as u32).to_le_bytes();
    [&[b'P', b'L', flags, length[0], length[1], length[2]][..], payload].concat()
}

#[test]
fn messages_travel_both_ways_in_order() {
    let mut pair = Pair::<Parcel>::established(plain_configs());
    for id in 1..=200 {
        pair.client.send(REQUEST, id, &[ECHO as u8, id as u8]);
        pair.server.send(REQUEST, id, &[ECHO as u8]);
    }
    pair.run(at(0));
    let expected: Vec<_> =
        (1..=200u64).map(|id| (REQUEST, id, vec![ECHO as u8, id as u8])).collect();
    assert_eq!(pair.server.messages(), expected);
    assert_eq!(pair.client.messages().len(), 200);
    assert_eq!(pair.errors(), [None, None]);
    assert_eq!(pair.client.connection.peer(), None);
    assert_eq!(pair.client.connection.export(b"", &mut [0; 8]), Ok(false));
}

#[test]
fn the_bytes_are_header_envelope_message() {
    let mut pair = Pair::<Parcel>::established(plain_configs());
    let head = EnvelopeHead::new(REQUEST, 0x0102);
    let body = |out: &mut Vec<u8>| {
        out.extend_from_slice(b"hi");
        Ok(())
    };
    pair.client.connection.send(&head, ECHO, body).expect("can be sent");
    let expected = packet(0, &[1, 2, 1, 0, 0, ECHO as u8, b'h', b'i']);
    assert_eq!(pair.client.drain(), expected);
}

#[test]
fn payloads_are_compressed_from_the_threshold_on_if_that_pays() {
    #[track_caller]
    fn check(compressions: &[Compression], message: &[u8], expected_flags: u8) {
        let mut configs = plain_configs::<Parcel>();
        for config in &mut configs {
            config.compression = compressions.to_vec();
        }
        let mut pair = Pair::established(configs);
        pair.client.send(REQUEST, 1, message);
        let bytes = pair.client.drain();
        assert_eq!(bytes[2], expected_flags);
        assert_eq!(bytes.len() < message.len(), expected_flags != 0);
        pair.server.feed(&bytes, at(0));
        assert_eq!(pair.server.messages(), [(REQUEST, 1, message.to_vec())]);
    }
    // The envelope has five bytes and the tag one.
    check(&[], &text(5000), 0);
    check(&[Compression::Lz4], &text(512 - 7), 0);
    check(&[Compression::Lz4], &text(512 - 6), 1);
    check(&[Compression::Zstd], &text(512 - 6), 2);
    check(&[Compression::Lz4, Compression::Zstd], &text(90_000), 1);
    check(&[Compression::Zstd, Compression::Lz4], &text(90_000), 2);
    check(&[Compression::Lz4], &noise(9000), 0);
    check(&[Compression::Zstd], &noise(9000), 0);
}

#[test]
fn compressed_payloads_that_lie_or_were_not_agreed_on_end_it() {
    #[track_caller]
    fn check(allowed: &[Compression], bytes: &[u8], expected: &str) {
        let [_, mut config] = plain_configs::<Parcel>();
        config.compression = allowed.to_vec();
        let mut side = Side::new(Connection::server(config.into(), at(0)));
        side.feed(bytes, at(0));
        assert_eq!(side.error().map(|error| error.to_string()).as_deref(), Some(expected));
        assert!(side.drain().is_empty(), "nothing is answered");
    }
    let both = [Compression::Lz4, Compression::Zstd];
    let too_large = "decompression: the compressed payload declares 100001 bytes, at most 100000 \
        are allowed";
    let lz4 = |declared: u32, rest: &[u8]| packet(1, &[&declared.to_le_bytes(), rest].concat());
    check(&both, &lz4(100_001, &[0; 1000]), too_large);
    let zstd_head = [0x28, 0xB5, 0x2F, 0xFD, 0xA0];
    let zstd = [&zstd_head[..], &100_001u32.to_le_bytes(), &[1, 0, 0]].concat();
    check(&both, &packet(2, &zstd), too_large);
    let lie = "decompression: the compressed payload declares 9 bytes and does not hold so many";
    check(&both, &lz4(9, &[0x50, 0, 0, 0, 0, 0]), lie);
    let wrong = "a payload is compressed by Lz4, which was not agreed on";
    check(&[Compression::Zstd], &lz4(5, &[0x50, 0, 0, 0, 0, 0]), wrong);
    check(&[], &lz4(5, &[0x50, 0, 0, 0, 0, 0]), wrong);
    check(
        &both,
        &packet(3, &[]),
        "packet header: reserved bits must be zero, found 0x3 (at byte 2)",
    );
}

/// Every cut of a conversation into two pieces, and into single bytes, has the
/// events of the conversation in one piece.
#[test]
fn verdicts_do_not_depend_on_how_bytes_are_cut() {
    #[track_caller]
    fn check(bytes: &[u8]) {
        let mut whole = server();
        whole.feed(bytes, at(0));
        whole.connection.handle_end_of_stream(at(0));
        whole.poll();
        for cut in 0..=bytes.len() {
            let mut side = server();
            side.feed(&bytes[..cut], at(0));
            side.feed(&bytes[cut..], at(0));
            side.connection.handle_end_of_stream(at(0));
            side.poll();
            assert_eq!(side.events, whole.events, "cut at {cut}");
        }
        let mut side = server();
        bytes.iter().for_each(|byte| side.feed(&[*byte], at(0)));
        side.connection.handle_end_of_stream(at(0));
        side.poll();
        assert_eq!(side.events, whole.events, "byte by byte");
    }
    let mut pair = Pair::<Parcel>::established(plain_configs());
    pair.client.send(REQUEST, 1, &[ECHO as u8, 1]);
    pair.client.send(REQUEST, 2, &text(600));
    pair.client.send(EnvelopeKind::OneWay, 0, &[ECHO as u8]);
    let good = pair.client.drain();
    check(&good);
    for tail in [
        &b"PX"[..],
        b"PL\x10",
        b"PL\x00\xa1\x86\x01",
        b"PL\x04\x00\x00\x00",
        b"PL\x08\x00\x00\x00",
        b"PL\x00\x01\x00\x00\x09",
        b"PL\x00\x00\x00\x00",
        b"PL\x01\x02\x00\x00\x00\x00",
        b"PL\x00\x09\x00",
    ] {
        check(&[&good, tail].concat());
    }
}

#[test]
fn each_fault_has_its_error() {
    #[track_caller]
    fn check(bytes: &[u8], code: &str) {
        let mut side = server();
        side.feed(bytes, at(0));
        assert_eq!(side.error().map(|error| error.code()), Some(code));
        assert_eq!(side.connection.state(), "Failed");
        assert!(side.connection.output().is_finished());
        assert_eq!(side.connection.poll_timeout(), None);
        // What follows is swallowed.
        side.feed(&packet(0, &[0, 0, 0, 0, 0, ECHO as u8]), at(0));
        assert_eq!((side.input.len(), side.messages().len()), (0, 0));
    }
    check(b"X", "packet");
    check(b"PL\x04\x00\x00\x00", "unexpected_handshake");
    check(b"PL\x08\x00\x00\x00", "unexpected_sealed");
    check(&packet(0, &[9, 0, 0, 0, 0]), "envelope");
    check(&packet(0, &[1, 0]), "envelope");
}

#[test]
fn a_payload_over_the_own_limit_is_refused_at_its_header() {
    let [_, mut config] = plain_configs::<Parcel>();
    config.max_payload = 100;
    let mut side = Side::new(Connection::server(config.into(), at(0)));
    side.feed(&packet(0, &[&[0, 0, 0, 0, 0][..], &[ECHO as u8; 95]].concat()), at(0));
    assert_eq!((side.messages().len(), side.error()), (1, None));
    side.feed(&packet(0, &[0; 101])[..6], at(0));
    let when = "by this side";
    let expected = ConnectionError::PayloadTooLarge { found: 101, max: 100, when };
    assert_eq!(side.error(), Some(expected));
}

#[test]
fn what_cannot_be_sent_leaves_nothing_behind() {
    let mut pair = Pair::<Parcel>::established(plain_configs());
    let connection = &mut pair.client.connection;
    let head = |kind, id| EnvelopeHead::new(kind, id);
    assert_eq!(connection.send_encoded(&head(REQUEST, 0), &[1]), Err(SendError::ReservedId));
    let refused = EncodeError::new(EncodeErrorKind::Variant { found: 3 });
    let result = connection.send(&head(REQUEST, 1), ECHO, |out| {
        out.push(1);
        Err(refused.clone())
    });
    assert_eq!(result, Err(refused.into()));
    let window = connection.send_encoded(&head(EnvelopeKind::Window, 1), &[]);
    assert!(matches!(window, Err(SendError::Encode(_))), "{window:?}");
    let (found, max) = (100_001, 100_000);
    let long = connection.send_encoded(&head(REQUEST, 1), &vec![0; 100_001 - 5]);
    assert_eq!(long, Err(SendError::TooLarge { found, max }));
    assert!(connection.output().is_empty());
    assert!(connection.output().bytes().is_empty());
    connection.send_encoded(&head(REQUEST, 1), &noise(100_000 - 6)).expect("fits exactly");
    assert_eq!(connection.output().len(), 100_006);
}

#[test]
fn output_is_bounded_and_flows_in_pieces() {
    let mut configs = plain_configs::<Parcel>();
    configs[0].max_queued_output = 300_000;
    let mut pair = Pair::established(configs);
    let head = EnvelopeHead::new(REQUEST, 1);
    let message = noise(40_000);
    let mut sent = 0;
    let error = loop {
        match pair.client.connection.send_encoded(&head, &message) {
            Ok(()) => sent += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(sent, 8, "the last may pass the bound");
    let queued = pair.client.connection.output().len();
    assert_eq!(error, SendError::QueueFull { queued, max: 300_000 });

    let mut slices = [std::io::IoSlice::new(&[]); 16];
    let filled = pair.client.connection.output().io_slices(&mut slices);
    assert_eq!(slices[..filled].iter().map(|slice| slice.len()).sum::<usize>(), queued);
    assert!(filled > 1);
    let mut bytes = Vec::new();
    let mut step = 1;
    while !pair.client.connection.output().is_empty() {
        let output = pair.client.connection.output();
        let count = step.min(output.bytes().len());
        bytes.extend_from_slice(&output.bytes()[..count]);
        output.advance(count);
        step = step * 3 % 50_021;
    }
    pair.client.connection.send_encoded(&head, &message).expect("there is room again");
    pair.server.feed(&bytes, at(0));
    assert_eq!(pair.server.messages().len(), 8);
    assert_eq!(pair.server.error(), None);
}

#[test]
fn input_waits_while_events_do() {
    let mut configs = plain_configs::<Parcel>();
    configs[1].max_queued_events = 4;
    configs[1].max_queued_input = 100;
    let mut pair = Pair::established(configs);
    for id in 1..=10 {
        pair.client.send(REQUEST, id, &[ECHO as u8]);
    }
    for id in 11..=20 {
        pair.client.send(REQUEST, id, &[ECHO as u8; 60]);
    }
    let mut input = BytesMut::from(&pair.client.drain()[..]);
    let server = &mut pair.server.connection;
    let mut batches = Vec::new();
    let mut ids = Vec::new();
    loop {
        server.handle_input(&mut input, at(0));
        let events: Vec<_> = std::iter::from_fn(|| server.poll_event()).collect();
        if events.is_empty() {
            break;
        }
        batches.push(events.len());
        ids.extend(events.iter().filter_map(|event| match event {
            ConnectionEvent::Message { head, .. } => Some(head.id),
            _ => None,
        }));
    }
    assert_eq!(batches, [4, 4, 4, 2, 2, 2, 2]);
    assert_eq!(ids, (1..=20).collect::<Vec<_>>());
    assert!(input.is_empty());
}

#[test]
fn the_end_of_the_stream_is_judged_after_what_waits_before_it() {
    let mut configs = plain_configs::<Parcel>();
    configs[1].max_queued_events = 1;
    let mut pair = Pair::established(configs);
    (1..=3).for_each(|id| pair.client.send(REQUEST, id, &[ECHO as u8]));
    let mut input = BytesMut::from(&pair.client.drain()[..]);
    let server = &mut pair.server;
    server.connection.handle_input(&mut input, at(0));
    server.connection.handle_end_of_stream(at(0));
    assert_eq!(server.connection.state(), "Established");
    server.poll();
    server.input = input;
    server.feed(&[], at(0));
    assert_eq!(server.messages().len(), 3);
    assert_eq!(server.events.last(), Some(&ConnectionEvent::PeerClosed));
}

#[test]
fn a_question_is_answered_inside() {
    let mut pair = Pair::<Parcel>::established(plain_configs());
    pair.client.send(REQUEST, 5, &[PING as u8, 0x34, 0x12]);
    pair.run(at(0));
    assert_eq!(pair.server.messages(), []);
    assert_eq!(pair.client.messages(), [(REPLY, 5, vec![PONG as u8, 0x34, 0x12])]);
    // A body that no question has is for the receiver of messages to refuse.
    pair.client.send(REQUEST, 6, &[PING as u8, 1]);
    pair.run(at(0));
    assert_eq!(pair.server.messages(), [(REQUEST, 6, vec![PING as u8, 1])]);
}

#[test]
fn a_peer_that_asks_and_does_not_read_fills_no_memory() {
    let mut configs = plain_configs::<Parcel>();
    configs[1].max_queued_output = 1000;
    let mut pair = Pair::established(configs);
    let question = packet(0, &[1, 1, 0, 0, 0, PING as u8, 0, 0]);
    pair.server.feed(&question.repeat(10_000), at(0));
    let queued = pair.server.connection.output().len();
    assert!((1000..1000 + question.len()).contains(&queued), "{queued}");
    assert_eq!(pair.server.error(), None);
}

#[test]
fn silence_is_asked_about_and_then_given_up() {
    let mut pair = Pair::<Parcel>::established(plain_configs());
    let client = &mut pair.client;
    assert_eq!(client.connection.poll_timeout(), Some(at(30_000).instant));
    client.connection.handle_timeout(at(29_999));
    assert!(client.connection.output().is_empty());
    client.connection.handle_timeout(at(30_000));
    let question = client.drain();
    assert_eq!(question, packet(0, &[1, 0, 0, 0, 0, PING as u8, 1, 0]));
    assert_eq!(client.connection.poll_timeout(), Some(at(40_000).instant));

    pair.server.feed(&question, at(30_001));
    let answer = pair.server.drain();
    pair.client.feed(&answer, at(39_999));
    assert_eq!(pair.client.messages(), [], "the answer is not a message");
    assert_eq!(pair.client.connection.poll_timeout(), Some(at(69_999).instant));

    pair.client.connection.handle_timeout(at(69_999));
    pair.client.connection.handle_timeout(at(79_998));
    assert_eq!(pair.client.error(), None);
    // Bytes that come at the deadline come too late.
    pair.client.feed(&answer, at(79_999));
    let timeout = ConnectionError::Timeout(TimeoutKind::Keepalive);
    assert_eq!(pair.client.error(), Some(timeout));
}

#[test]
fn silence_of_a_side_that_does_not_read_is_its_own() {
    let mut configs = plain_configs::<Parcel>();
    configs[1].max_queued_events = 1;
    let mut pair = Pair::established(configs);
    pair.server.connection.handle_timeout(at(30_000));
    pair.client.send(REQUEST, 1, &[ECHO as u8]);
    let bytes = pair.client.drain();
    let mut input = BytesMut::from(&bytes[..]);
    let server = &mut pair.server.connection;
    server.handle_input(&mut input, at(30_001));
    assert_eq!(server.poll_timeout(), None);
    server.handle_timeout(at(500_000));
    assert!(!server.is_closed());
    assert!(server.poll_event().is_some());
    server.handle_timeout(at(500_001));
    assert!(!server.is_closed());
    assert_eq!(server.poll_timeout(), Some(at(530_001).instant));
}

#[test]
fn keepalive_can_be_off() {
    let mut configs = plain_configs::<Parcel>();
    configs[0].keepalive = None;
    let mut pair = Pair::established(configs);
    assert_eq!(pair.client.connection.poll_timeout(), None);
    pair.client.connection.handle_timeout(at(10_000_000));
    assert!(pair.client.connection.output().is_empty());
}

#[test]
fn a_goodbye_is_an_event() {
    let mut pair = Pair::<Parcel>::established(plain_configs());
    let goodbye = Goodbye { reason: 1, detail: String::new() };
    pair.server.connection.send_goodbye(&goodbye).expect("can be sent");
    pair.server.send(EnvelopeKind::OneWay, 0, &[GOODBYE as u8]);
    pair.run(at(0));
    assert_eq!(pair.client.events[1], ConnectionEvent::Goodbye(goodbye));
    assert_eq!(pair.client.messages(), [(EnvelopeKind::OneWay, 0, vec![GOODBYE as u8])]);
}

#[test]
fn unknown_bytes_never_panic() {
    use proptest::prelude::*;
    proptest!(|(bytes: Vec<u8>, flags in 0u8..16, prefix: bool)| {
        let mut side = server();
        let bytes = if prefix { packet(flags, &bytes) } else { bytes };
        side.feed(&bytes, at(0));
        side.connection.handle_end_of_stream(at(0));
        side.connection.handle_timeout(at(99_999));
        side.connection.close(at(99_999));
    });
}

#[test]
fn defaults_are_as_documented() {
    let config = ConnectionConfig::<Parcel>::plain();
    assert_eq!(config.compression, [Compression::Lz4, Compression::Zstd]);
    assert_eq!((config.max_payload, config.compression_threshold), (100_000, 512));
    assert_eq!(config.close_timeout, Duration::from_secs(30));
    assert!(format!("{config:?}").contains("protocol: \"parcel\", mode: \"Plain\""));
}

#[test]
fn errors_of_headers_say_where() {
    let mut side = server();
    side.feed(b"PX", at(0));
    let Some(ConnectionError::Packet(error)) = side.error() else { panic!("{:?}", side.events) };
    assert_eq!(error.offset, 1);
    assert_eq!(error.kind, DecodeErrorKind::Constant { expected: 0x4C, found: 0x58 });
}
