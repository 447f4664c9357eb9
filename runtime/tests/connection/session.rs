//! Sessions: what a bad peer, a bad network and a bad clock get.
//!
//! All run over the parcel protocol; those that go through every byte, and the
//! clock's, over the network protocol as well.

use std::sync::Arc;

use bytes::BytesMut;
use packetwright::compression::DecompressError;
use packetwright::connection::{
    AllowedPeers, Connection, ConnectionConfig, ConnectionError, ConnectionEvent, Mode, Now,
    PeerPolicy, ReplayCache,
};
use packetwright::crypto::noise::Party;
use packetwright::protocol::handshake::{Handshake, RecordNumbers};
use packetwright::protocol::{Compression, EnvelopeKind, PacketFormat, Protocol};
use packetwright::session::{RECORD_OVERHEAD, Session};

use crate::pair::{
    CLIENT, Pair, SERVER, Side, at, plain_configs, provider, session_configs, static_key,
};
use crate::parcel::{ECHO, Parcel};
use crate::parcel_handshake::{ParcelHandshake, SECRETS};

const ONE_WAY: EnvelopeKind = EnvelopeKind::OneWay;
const HEADER: usize = <<Parcel as Protocol>::Packet as PacketFormat>::HEADER_LEN;

fn pair() -> Pair<Parcel> {
    Pair::established(session_configs())
}

/// The flights of a handshake: Init, Response, Confirm, Ready.
fn flights<P: Protocol>() -> [Vec<u8>; 4] {
    let mut pair = Pair::<P>::new(session_configs(), at(0));
    let init = pair.client.drain();
    pair.server.feed(&init, at(0));
    let response = pair.server.drain();
    pair.client.feed(&response, at(0));
    let confirm = pair.client.drain();
    pair.server.feed(&confirm, at(0));
    [init, response, confirm, pair.server.drain()]
}

/// Runs a handshake whose flights are changed on the way.
fn tampered<P: Protocol>(change: impl Fn(usize, &mut Vec<u8>)) -> Pair<P> {
    let mut pair = Pair::<P>::new(session_configs(), at(0));
    for turn in 0..4 {
        let (from, to) = match turn % 2 {
            0 => (&mut pair.client, &mut pair.server),
            _ => (&mut pair.server, &mut pair.client),
        };
        let mut flight = from.drain();
        change(turn, &mut flight);
        to.feed(&flight, at(0));
    }
    pair
}

#[test]
fn a_session_comes_about_and_carries_messages() {
    let mut pair = Pair::<Parcel>::new(session_configs(), at(0));
    let states =
        |pair: &Pair<Parcel>| (pair.client.connection.state(), pair.server.connection.state());
    assert_eq!(states(&pair), ("AwaitResponse", "Listen"));
    let init = pair.client.drain();
    pair.server.feed(&init, at(0));
    assert_eq!(states(&pair), ("AwaitResponse", "AwaitConfirm"));
    let response = pair.server.drain();
    pair.client.feed(&response, at(0));
    assert_eq!(states(&pair), ("AwaitReady", "AwaitConfirm"));
    let confirm = pair.client.drain();
    pair.server.feed(&confirm, at(0));
    assert_eq!(states(&pair), ("AwaitReady", "Established"));
    pair.run(at(0));
    assert_eq!(states(&pair), ("Established", "Established"));
    for (side, peer) in [(&pair.client, SERVER), (&pair.server, CLIENT)] {
        let peer = Some(*static_key(peer).public());
        let (suite, compression) = (Some(1), Some(Compression::Lz4));
        assert_eq!(side.events, [ConnectionEvent::Established { peer, suite, compression }]);
        assert_eq!(side.connection.peer().copied(), peer);
    }
    let mut exported = [[0; 32]; 2];
    assert_eq!(pair.client.connection.export(b"x", &mut exported[0]), Ok(true));
    assert_eq!(pair.server.connection.export(b"x", &mut exported[1]), Ok(true));
    assert_eq!(exported[0], exported[1]);
    assert_ne!(exported[0], [0; 32]);

    for length in [0, 1, 505, 506, 50_000] {
        let message = [&[ECHO as u8][..], &vec![7; length]].concat();
        pair.client.send(ONE_WAY, 0, &message);
        pair.server.send(ONE_WAY, 0, &message);
        pair.run(at(0));
        for side in [&pair.client, &pair.server] {
            assert_eq!(side.messages().pop(), Some((ONE_WAY, 0, message.clone())));
        }
    }
}

#[test]
fn equal_inputs_give_equal_bytes() {
    assert_eq!(flights::<Parcel>(), flights::<Parcel>());
}

#[test]
fn verdicts_do_not_depend_on_how_bytes_are_cut() {
    check_verdicts_do_not_depend_on_how_bytes_are_cut::<Parcel>();
    #[cfg(all(feature = "network", feature = "rust-crypto"))]
    check_verdicts_do_not_depend_on_how_bytes_are_cut::<packetwright::network::Network>();
}

fn check_verdicts_do_not_depend_on_how_bytes_are_cut<P: Protocol>() {
    let [init, response, confirm, ready] = flights::<P>();
    let upward = [init, confirm].concat();
    let downward = [response, ready].concat();
    for cut in 0..=upward.len() {
        let mut server = Pair::<P>::new(session_configs(), at(0)).server;
        server.feed(&upward[..cut], at(0));
        server.feed(&upward[cut..], at(0));
        assert!(server.established(), "server, cut at {cut}: {:?}", server.events);
    }
    for cut in 0..=downward.len() {
        let mut client = Pair::<P>::new(session_configs(), at(0)).client;
        client.feed(&downward[..cut], at(0));
        client.feed(&downward[cut..], at(0));
        assert!(client.established(), "client, cut at {cut}: {:?}", client.events);
    }
}

#[test]
fn a_flipped_bit_anywhere_leaves_no_usable_session() {
    check_a_flipped_bit_anywhere_leaves_no_usable_session::<Parcel>();
    #[cfg(feature = "network")]
    check_a_flipped_bit_anywhere_leaves_no_usable_session::<packetwright::network::Network>();
}

/// One bit of one byte of one flight: the side that reads it does not come up,
/// or, for the flights that only transcripts bind, the other does not.
fn check_a_flipped_bit_anywhere_leaves_no_usable_session<P: Protocol>() {
    for (turn, flight) in flights::<P>().iter().enumerate() {
        for place in 0..flight.len() {
            for bit in [0x01, 0x80] {
                let mut pair = tampered::<P>(|each, bytes| {
                    if each == turn && place < bytes.len() {
                        bytes[place] ^= bit;
                    }
                });
                let client_up = pair.client.established();
                assert!(!client_up, "flight {turn}, byte {place}, bit {bit:#x}");
                // The server is up once it saw the true Confirm; only the
                // client knows that Ready was changed, and says nothing.
                assert_eq!(pair.server.established(), turn == 3, "flight {turn}, byte {place}");
                assert!(pair.client.error().is_some() || pair.client.messages().is_empty());
                for side in [&mut pair.client, &mut pair.server] {
                    side.connection.handle_timeout(at(10_000));
                    side.poll();
                }
                assert!(pair.client.error().is_some(), "flight {turn}, byte {place}");
            }
        }
    }
}

#[test]
fn a_flight_that_ends_early_is_truncation() {
    check_a_flight_that_ends_early_is_truncation::<Parcel>();
    #[cfg(feature = "network")]
    check_a_flight_that_ends_early_is_truncation::<packetwright::network::Network>();
}

fn check_a_flight_that_ends_early_is_truncation<P: Protocol>() {
    let [init, ..] = flights::<P>();
    for length in 0..init.len() {
        let mut server = Pair::<P>::new(session_configs(), at(0)).server;
        server.feed(&init[..length], at(0));
        server.connection.handle_end_of_stream(at(0));
        server.poll();
        assert_eq!(server.error(), Some(ConnectionError::TruncatedStream), "{length}");
    }
}

/// What a change to the records from client to server does: it ends with this
/// error, after so many messages, and nothing is answered.
#[track_caller]
fn check_records(change: impl Fn(&mut Vec<Vec<u8>>), messages: usize, expected: ConnectionError) {
    let mut pair = pair();
    let mut records: Vec<_> = (0..4u8)
        .map(|number| {
            pair.client.send(ONE_WAY, 0, &[ECHO as u8, number]);
            pair.client.drain()
        })
        .collect();
    change(&mut records);
    pair.server.feed(&records.concat(), at(0));
    assert_eq!(pair.server.messages().len(), messages);
    assert_eq!(pair.server.error(), Some(expected));
    assert!(pair.server.drain().is_empty(), "nothing is answered");
}

#[test]
fn a_changed_stream_of_records_ends_at_the_first_change() {
    use ConnectionError::Record;
    check_records(|records| records.insert(1, records[0].clone()), 1, Record);
    check_records(|records| records.swap(1, 2), 1, Record);
    check_records(|records| drop(records.remove(0)), 0, Record);
    check_records(|records| records[3][HEADER] ^= 1, 3, Record);
    check_records(|records| *records[2].last_mut().expect("bytes") ^= 1, 2, Record);
    // A flag of the header that the parser takes: authenticated all the same.
    check_records(|records| records[1][2] |= 1, 1, Record);
    let clear = b"PL\x00\x06\x00\x00\x00\x00\x00\x00\x00\x07".to_vec();
    check_records(|records| records[2] = clear.clone(), 2, ConnectionError::CleartextInSession);
    let handshake = b"PL\x04\x00\x00\x00".to_vec();
    check_records(
        |records| records[2] = handshake.clone(),
        2,
        ConnectionError::UnexpectedHandshake,
    );
    let zstd = Compression::Zstd;
    check_records(
        |records| records[1][2] |= 2,
        1,
        ConnectionError::CompressionNotAgreed { found: zstd },
    );
    let short = b"PL\x08\x00\x00\x00".to_vec();
    check_records(|records| records[1] = short.clone(), 1, Record);
    let short = b"PL\x08\x10\x00\x00aaaaaaaaaaaaaaaa".to_vec();
    check_records(|records| records[1] = short.clone(), 1, Record);
}

#[test]
fn a_flipped_bit_anywhere_in_a_record_ends_the_session() {
    let record = |pair: &mut Pair<Parcel>| {
        pair.client.send(ONE_WAY, 0, &[ECHO as u8; 20]);
        pair.client.drain()
    };
    let length = record(&mut pair()).len();
    for place in 0..length {
        let mut pair = pair();
        let mut bytes = record(&mut pair);
        bytes[place] ^= 0x10;
        pair.server.feed(&bytes, at(0));
        pair.server.connection.handle_end_of_stream(at(0));
        pair.server.poll();
        assert_eq!(pair.server.messages(), [], "byte {place}");
        assert!(pair.server.error().is_some(), "byte {place}");
    }
}

#[test]
fn a_reflected_record_is_refused() {
    // The client has had one record, Ready: its own second has the number it
    // expects next.
    for number in 0..3 {
        let mut pair = pair();
        let mut record = Vec::new();
        for _ in 0..=number {
            pair.client.send(ONE_WAY, 0, &[ECHO as u8]);
            record = pair.client.drain();
        }
        pair.client.feed(&record, at(0));
        assert_eq!(pair.client.error(), Some(ConnectionError::Record), "{number}");
        assert_eq!(pair.client.messages(), []);
    }
}

/// Records that only the peer itself can seal, and should not.
#[test]
fn records_that_have_no_place_end_the_session() {
    #[track_caller]
    fn check(kind: u8, flags: u8, text: &[u8], expected: ConnectionError) {
        let mut pair = pair();
        let secrets = SECRETS.take().expect("there was a handshake");
        let labels = &ParcelHandshake::LABELS;
        let mut client = Session::new(Party::Initiator, &secrets, labels);
        let length = (text.len() + RECORD_OVERHEAD) as u8;
        let front = [b'P', b'L', 8 | flags, length, 0, 0, kind];
        let mut sealed = text.to_vec();
        let tag = client.seal(&front, &mut sealed).expect("new keys");
        pair.server.feed(&[&front[..], &sealed, &tag].concat(), at(0));
        assert_eq!(pair.server.error(), Some(expected), "{kind}");
        assert!(pair.server.drain().is_empty(), "nothing is answered");
    }
    let unexpected = |kind| ConnectionError::UnexpectedRecord { kind };
    let RecordNumbers { data, ready, close, .. } = ParcelHandshake::RECORDS;
    check(ready, 0, &[], unexpected(ready));
    check(99, 0, &[], unexpected(99));
    check(close, 0, &[0, 0, 0, 0, 0, 0, 0, 0, 1], unexpected(close));
    check(close, 0, &[0; 8], unexpected(close));
    check(close, 0, &[0; 10], unexpected(close));
    check(close, 1, &[0; 9], unexpected(close));
    let lie = DecompressError::WrongSize { declared: 9 };
    check(data, 1, &[9, 0, 0, 0, 0x50, 0, 0, 0, 0, 0], ConnectionError::Decompression(lie));
}

#[test]
fn an_opening_is_taken_once_by_all_listeners_of_a_daemon() {
    let cache = Arc::new(ReplayCache::default());
    let listener = || {
        let [_, mut config] = session_configs::<Parcel>();
        let mut policy = PeerPolicy::new(AllowedPeers::AnyClient);
        policy.replay_cache = Arc::clone(&cache);
        if let Mode::Session(session) = &mut config.mode {
            session.policy = Arc::new(policy);
        }
        Side::new(Connection::<Parcel>::server(config.into(), at(0)))
    };
    let [init, ..] = flights::<Parcel>();
    let mut first = listener();
    first.feed(&init, at(0));
    assert_eq!(first.connection.state(), "AwaitConfirm");
    let mut second = listener();
    second.feed(&init, at(0));
    assert_eq!(second.error(), Some(ConnectionError::Handshake("Replay")));
    assert!(second.drain().is_empty(), "silence");
    assert_eq!(cache.len(), 1);
}

#[test]
fn timestamps_are_taken_up_to_five_seconds_off() {
    #[track_caller]
    fn check<P: Protocol>(offset_ms: i64, expected: Option<&'static str>) {
        let mut now = at(0);
        now.unix_ms = now.unix_ms.checked_add_signed(offset_ms).expect("in range");
        let mut pair = Pair::<P>::new(session_configs(), at(0));
        let init = pair.client.drain();
        pair.server.feed(&init, now);
        let expected = expected.map(ConnectionError::Handshake);
        assert_eq!(pair.server.error(), expected, "{offset_ms}");
        let answer = pair.server.drain();
        assert!(!answer.is_empty());
        pair.client.feed(&answer, at(0));
        // Where the spec has words for the hint, they are told.
        let rejected = pair.client.error().map(|error| match error {
            ConnectionError::Handshake(failure) => (failure, None),
            ConnectionError::Rejected { failure, hint } => (failure, Some(hint)),
            other => panic!("another error: {other}"),
        });
        let hinted = rejected.as_ref().and_then(|(_, hint)| hint.as_deref());
        assert!(hinted.is_none_or(|hint| hint.starts_with("ClockSkew: ")), "{hinted:?}");
        let failed = rejected.map(|(failure, _)| failure);
        assert_eq!(failed, expected.map(|_| "Rejected"), "{offset_ms}");
    }
    check::<Parcel>(-5001, Some("ClockSkew"));
    check::<Parcel>(-5000, None);
    check::<Parcel>(0, None);
    check::<Parcel>(5000, None);
    check::<Parcel>(5001, Some("ClockSkew"));
    #[cfg(feature = "network")]
    {
        use packetwright::network::Network;
        check::<Network>(-5001, Some("ClockSkew"));
        check::<Network>(-5000, None);
        check::<Network>(0, None);
        check::<Network>(5000, None);
        check::<Network>(5001, Some("ClockSkew"));
    }
}

#[test]
fn an_unknown_peer_is_refused_by_either_side() {
    fn with_peers(config: &mut ConnectionConfig<Parcel>, peers: AllowedPeers) {
        if let Mode::Session(session) = &mut config.mode {
            session.policy = Arc::new(PeerPolicy::new(peers));
        }
    }
    let stranger = || AllowedPeers::only(*static_key(99).public());
    let unknown = Some(ConnectionError::Handshake("UnknownPeer"));

    let mut configs = session_configs();
    with_peers(&mut configs[0], stranger());
    let mut pair = Pair::new(configs, at(0));
    let init = pair.client.drain();
    pair.server.feed(&init, at(0));
    let response = pair.server.drain();
    pair.client.feed(&response, at(0));
    assert_eq!(pair.client.error(), unknown);
    assert!(pair.client.drain().is_empty(), "the own key is not shown to a stranger");

    let mut configs = session_configs();
    with_peers(&mut configs[1], stranger());
    let mut pair = Pair::new(configs, at(0));
    pair.run(at(0));
    assert_eq!(pair.errors(), [None, unknown]);
    assert_eq!(pair.client.connection.state(), "AwaitReady");

    let mut configs = session_configs();
    with_peers(&mut configs[0], AllowedPeers::accept_any_server());
    with_peers(&mut configs[1], AllowedPeers::AnyClient);
    Pair::established(configs);
}

#[test]
fn modes_are_not_negotiated() {
    let [client, _] = plain_configs::<Parcel>();
    let [_, server] = session_configs::<Parcel>();
    let mut pair = Pair::new([client, server], at(0));
    pair.client.poll();
    pair.client.send(ONE_WAY, 0, &[ECHO as u8]);
    pair.run(at(0));
    assert_eq!(pair.server.error(), Some(ConnectionError::CleartextInSession));
    assert!(pair.server.drain().is_empty());

    let [client, _] = session_configs::<Parcel>();
    let [_, server] = plain_configs::<Parcel>();
    let mut pair = Pair::new([client, server], at(0));
    pair.run(at(0));
    assert_eq!(pair.server.error(), Some(ConnectionError::UnexpectedHandshake));

    // A sealed packet before there are keys.
    let mut server = Pair::<Parcel>::new(session_configs(), at(0)).server;
    server.feed(b"PL\x08\x00\x00\x00", at(0));
    assert_eq!(server.error(), Some(ConnectionError::UnexpectedSealed));
}

#[test]
fn the_deadline_is_absolute_and_ends_with_the_handshake() {
    let mut pair = Pair::<Parcel>::new(session_configs(), at(0));
    for side in [&mut pair.client, &mut pair.server] {
        assert_eq!(side.connection.poll_timeout(), Some(at(10_000).instant));
    }
    // Progress does not move it.
    let init = pair.client.drain();
    pair.server.feed(&init, at(4000));
    assert_eq!(pair.server.connection.poll_timeout(), Some(at(10_000).instant));
    let response = pair.server.drain();
    pair.client.feed(&response, at(9999));
    let confirm = pair.client.drain();
    pair.server.connection.handle_timeout(at(9999));
    pair.server.feed(&confirm, at(10_000));
    assert_eq!(pair.server.error(), Some(ConnectionError::Handshake("Timeout")));
    assert!(pair.server.drain().is_empty());

    let mut pair = Pair::<Parcel>::new(session_configs(), at(0));
    // The wall clock stands still, so that the timestamps stay near.
    pair.run(Now { instant: at(9999).instant, ..at(0) });
    for side in [&mut pair.client, &mut pair.server] {
        assert_eq!(side.connection.poll_timeout(), Some(at(39_999).instant));
        side.connection.handle_timeout(at(10_000));
        assert!(side.established() && side.error().is_none());
    }
}

#[test]
fn before_the_session_packets_are_small() {
    let when = "before the session is up";
    let head = |length: u32| {
        let length = length.to_le_bytes();
        [b'P', b'L', 4, length[0], length[1], length[2]]
    };
    let mut server = Pair::<Parcel>::new(session_configs(), at(0)).server;
    server.feed(&head(4096), at(0));
    assert_eq!(server.error(), None);
    let mut server = Pair::<Parcel>::new(session_configs(), at(0)).server;
    server.feed(&head(4097), at(0));
    let expected = ConnectionError::PayloadTooLarge { found: 4097, max: 4096, when };
    assert_eq!(server.error(), Some(expected));
}

#[test]
fn the_peers_limit_binds() {
    let mut configs = session_configs::<Parcel>();
    configs[1].max_payload = 5000;
    configs[0].compression.clear();
    configs[1].compression.clear();
    let mut pair = Pair::established(configs);
    // Type 1, envelope 5, tag of the seal 16.
    pair.client.send(ONE_WAY, 0, &vec![1; 5000 - 22]);
    let head = packetwright::protocol::EnvelopeHead::new(ONE_WAY, 0);
    let refused = pair.client.connection.send_encoded(&head, &vec![1; 5000 - 21]);
    let (found, max) = (5001, 5000);
    assert_eq!(refused, Err(packetwright::connection::SendError::TooLarge { found, max }));
    pair.run(at(0));
    assert_eq!((pair.server.messages().len(), pair.errors()), (1, [None, None]));
}

#[test]
fn keepalive_runs_inside_the_seal() {
    let mut pair = pair();
    pair.client.connection.handle_timeout(at(30_000));
    pair.run(at(30_000));
    assert_eq!(pair.client.connection.poll_timeout(), Some(at(60_000).instant));
    assert_eq!((pair.client.messages(), pair.server.messages()), (vec![], vec![]));
}

#[test]
fn large_messages_share_the_memory_they_arrived_in() {
    let mut configs = session_configs::<Parcel>();
    configs.iter_mut().for_each(|config| config.compression.clear());
    let mut pair = Pair::established(configs);
    pair.client.send(ONE_WAY, 0, &vec![3; 50_000]);
    let bytes = pair.client.drain();
    let mut input = BytesMut::from(&bytes[..]);
    let range = input.as_ptr_range();
    pair.server.connection.handle_input(&mut input, at(0));
    let Some(ConnectionEvent::Message { message, .. }) = pair.server.connection.poll_event() else {
        panic!("{:?}", pair.server.connection);
    };
    assert!(range.contains(&message.as_ptr()), "opened in place");
}

#[test]
fn nothing_secret_is_shown() {
    let [config, _] = session_configs::<Parcel>();
    let shown = format!("{config:?} {:?} {:?}", pair().client.connection, provider().name());
    assert!(!shown.contains("0b0b") && !shown.contains("11, 11"), "{shown}");
}

#[test]
fn random_bytes_never_panic() {
    use proptest::prelude::*;
    proptest!(|(bytes: Vec<u8>, flags in 0u8..16, turn in 0usize..5, place: usize)| {
        let length = (bytes.len() as u32).to_le_bytes();
        let packet = [&[b'P', b'L', flags, length[0], length[1], 0][..], &bytes].concat();
        let mut pair = tampered::<Parcel>(|each, flight| {
            if each == turn {
                let place = place % (flight.len() + 1);
                flight.splice(place..place, packet.iter().copied());
            }
        });
        pair.server.feed(&packet, at(1));
        pair.client.feed(&packet, at(1));
        prop_assert!(pair.server.messages().is_empty() && pair.client.messages().is_empty());
    });
}
