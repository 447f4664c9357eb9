//! Keys that are renewed while a session runs: when, by whom, and what is
//! refused around it.

use std::time::Duration;

use packetwright::connection::{ConnectionError, Mode};
use packetwright::crypto::noise::Party;
use packetwright::protocol::EnvelopeKind;
use packetwright::protocol::PacketFormat;
use packetwright::protocol::Protocol;
use packetwright::protocol::handshake::{Handshake, RecordNumbers};
use packetwright::session::{KeyLimits, RECORD_OVERHEAD, Session};

use crate::pair::{Pair, at, session_configs};
use crate::parcel::{ECHO, Parcel};
use crate::parcel_handshake::{ParcelHandshake, SECRETS};

const ONE_WAY: EnvelopeKind = EnvelopeKind::OneWay;
const HEADER: usize = <<Parcel as Protocol>::Packet as PacketFormat>::HEADER_LEN;
const RECORDS: RecordNumbers = ParcelHandshake::RECORDS;
const MESSAGE: [u8; 3] = [ECHO as u8, 7, 8];

/// A pair that is established; both sides renew at these limits and ask nothing.
fn pair(limits: KeyLimits) -> Pair<Parcel> {
    Pair::established(session_configs().map(|mut config| {
        config.key_limits = limits;
        config.keepalive = None;
        config
    }))
}

/// The types of the records in a flight.
fn kinds(mut flight: &[u8]) -> Vec<u8> {
    let mut kinds = Vec::new();
    while let Ok(Some(head)) = <Parcel as Protocol>::Packet::decode_header(flight) {
        kinds.push(flight[HEADER]);
        flight = &flight[HEADER + head.payload_len..];
    }
    assert!(flight.is_empty());
    kinds
}

#[test]
fn a_key_is_renewed_after_as_many_records_as_it_may_seal() {
    let RecordNumbers { data, key_update, close, .. } = RECORDS;
    let mut pair = pair(KeyLimits { records: 4, ..KeyLimits::default() });
    for number in 0..7 {
        pair.client.send(ONE_WAY, 0, &[ECHO as u8, number]);
    }
    pair.client.connection.close(at(0));
    let flight = pair.client.drain();
    let expected = [data, data, data, key_update, data, data, data, key_update, data, close];
    assert_eq!(kinds(&flight), expected);
    pair.server.feed(&flight, at(0));
    let arrived: Vec<u8> = pair.server.messages().iter().map(|(.., message)| message[1]).collect();
    assert_eq!(arrived, [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(pair.server.connection.state(), "PeerClosed");

    // The other direction counts by itself: `ready` was its first record.
    for _ in 0..3 {
        pair.server.send(ONE_WAY, 0, &MESSAGE);
    }
    let flight = pair.server.drain();
    assert_eq!(kinds(&flight), [data, data, key_update, data]);
    pair.client.feed(&flight, at(0));
    assert_eq!(pair.client.messages().len(), 3);
}

#[test]
fn a_record_that_may_exceed_the_bytes_of_a_key_waits_for_the_next() {
    let RecordNumbers { data, key_update, .. } = RECORDS;
    let mut pair = pair(KeyLimits { bytes: 0, ..KeyLimits::default() });
    for _ in 0..3 {
        pair.client.send(ONE_WAY, 0, &MESSAGE);
    }
    let flight = pair.client.drain();
    assert_eq!(kinds(&flight), [data, key_update, data, key_update, data]);
    pair.server.feed(&flight, at(0));
    assert_eq!(pair.server.messages().len(), 3);
}

#[test]
fn a_key_that_was_used_is_renewed_when_it_is_old() {
    let age = Duration::from_millis(1000);
    let mut pair = pair(KeyLimits { age, ..KeyLimits::default() });
    assert_eq!(pair.client.connection.poll_timeout(), None, "this side has sent no record");
    assert_eq!(pair.server.connection.poll_timeout(), Some(at(1000).instant), "it sent `ready`");
    pair.client.connection.handle_timeout(at(5000));
    assert!(pair.client.drain().is_empty(), "a key that was not used is kept");

    pair.server.connection.handle_timeout(at(999));
    assert!(pair.server.drain().is_empty());
    pair.server.connection.handle_timeout(at(1000));
    let flight = pair.server.drain();
    assert_eq!(kinds(&flight), [RECORDS.key_update]);
    assert_eq!(pair.server.connection.poll_timeout(), None, "the new key was not used");
    pair.client.feed(&flight, at(1000));

    pair.server.send(ONE_WAY, 0, &MESSAGE);
    assert_eq!(pair.server.connection.poll_timeout(), Some(at(2000).instant));
    let flight = pair.server.drain();
    pair.client.feed(&flight, at(1500));
    assert_eq!(pair.client.messages().len(), 1);

    pair.server.connection.close(at(1600));
    pair.server.drain();
    pair.server.connection.handle_timeout(at(2000));
    assert!(pair.server.drain().is_empty(), "nothing follows the end of a direction");
}

/// What a client that seals by itself may send besides messages.
#[derive(Clone, Copy)]
enum Act {
    /// A record `key_update` with this flag and content, then the next key.
    Renew(u8, &'static [u8]),
    /// The same record, and the old key stays.
    Pretend,
    /// The next key, untold.
    Silently,
    /// A message.
    Message,
}

/// The client does this, then sends a message; how the server ends. It has had
/// all messages before, or none.
#[track_caller]
fn check(acts: &[Act], expected: Option<ConnectionError>) {
    let mut pair = pair(KeyLimits::default());
    let secrets = SECRETS.take().expect("there was a handshake");
    let mut client = Session::new(Party::Initiator, &secrets, &ParcelHandshake::LABELS);
    let seal = |client: &mut Session, kind: u8, flags: u8, text: &[u8]| {
        let length = (text.len() + RECORD_OVERHEAD) as u8;
        let front = [b'P', b'L', 8 | flags, length, 0, 0, kind];
        let mut sealed = text.to_vec();
        let tag = client.seal(&front, &mut sealed).expect("within the limits");
        [&front[..], &sealed, &tag].concat()
    };
    // The message as the connection itself would send it, head included.
    let mut plain = Pair::<Parcel>::established(session_configs().map(|mut config| {
        config.mode = Mode::Plain;
        config
    }));
    plain.client.send(ONE_WAY, 0, &MESSAGE);
    let packet = plain.client.drain();
    let mut flight = Vec::new();
    let mut messages = 0;
    for act in acts.iter().chain([&Act::Message]) {
        match *act {
            Act::Renew(flags, content) => {
                flight.extend(seal(&mut client, RECORDS.key_update, flags, content));
            }
            Act::Pretend => flight.extend(seal(&mut client, RECORDS.key_update, 0, &[])),
            Act::Message => {
                flight.extend(seal(&mut client, RECORDS.data, 0, &packet[HEADER..]));
                messages += 1;
            }
            Act::Silently => {}
        }
        if matches!(act, Act::Renew(..) | Act::Silently) {
            client.update_outgoing().expect("few generations");
        }
    }
    pair.server.feed(&flight, at(0));
    assert_eq!(pair.server.error(), expected);
    // The last message is behind what is refused.
    let arrived = messages - usize::from(expected.is_some());
    assert_eq!(pair.server.messages().len(), arrived);
    assert!(pair.server.drain().is_empty(), "nothing is answered");
}

#[test]
fn a_peer_may_renew_each_key_that_it_has_used() {
    check(&[], None);
    check(&[Act::Message, Act::Renew(0, &[])], None);
    check(&[Act::Message, Act::Renew(0, &[])].repeat(40), None);
}

#[test]
fn a_key_that_was_not_used_is_not_renewed() {
    let unexpected = ConnectionError::UnexpectedRecord { kind: RECORDS.key_update };
    check(&[Act::Renew(0, &[])], Some(unexpected.clone()));
    let twice = [Act::Message, Act::Renew(0, &[]), Act::Renew(0, &[])];
    check(&twice, Some(unexpected));
}

#[test]
fn a_renewal_that_was_not_told_or_not_done_ends_the_session() {
    let renew = Act::Renew(0, &[]);
    check(&[Act::Message, Act::Pretend], Some(ConnectionError::Record));
    check(&[Act::Silently], Some(ConnectionError::Record));
    check(&[Act::Message, renew, Act::Message, Act::Pretend], Some(ConnectionError::Record));
    check(&[Act::Message, renew, Act::Silently], Some(ConnectionError::Record));
}

#[test]
fn a_renewal_with_content_ends_the_session() {
    let unexpected = ConnectionError::UnexpectedRecord { kind: RECORDS.key_update };
    check(&[Act::Message, Act::Renew(0, &[0])], Some(unexpected.clone()));
    check(&[Act::Message, Act::Renew(1, &[])], Some(unexpected));
}

/// A record that is cut out, sent twice or moved, around a renewal.
#[test]
fn records_around_a_renewal_come_once_and_in_order() {
    let changes: [fn(&mut Vec<Vec<u8>>); 4] = [
        |records| drop(records.remove(2)),
        |records| records.insert(3, records[2].clone()),
        |records| records.swap(2, 3),
        |records| records[3] = records[0].clone(),
    ];
    for change in changes {
        let mut pair = pair(KeyLimits { records: 3, ..KeyLimits::default() });
        let mut records = Vec::new();
        for _ in 0..4 {
            pair.client.send(ONE_WAY, 0, &MESSAGE);
            let flight = pair.client.drain();
            let renewed = kinds(&flight).len() == 2;
            let end = if renewed { HEADER + RECORD_OVERHEAD } else { 0 };
            records.extend([&flight[..end], &flight[end..]].map(<[u8]>::to_vec));
            records.retain(|record| !record.is_empty());
        }
        assert_eq!(kinds(&records[2]), [RECORDS.key_update]);
        change(&mut records);
        pair.server.feed(&records.concat(), at(0));
        assert_eq!(pair.server.error(), Some(ConnectionError::Record));
        assert!(pair.server.messages().len() <= 2);
    }
}
