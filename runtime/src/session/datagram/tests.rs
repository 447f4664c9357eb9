//! The window at its edges, the generations around the current one, and what
//! an attacker's datagrams change: nothing but a count.

use super::super::Session;
use super::*;
use crate::crypto::{Cipher, default_provider};

const FRONT: &[u8] = b"header, type";

fn secrets() -> SessionSecrets {
    SessionSecrets {
        initiator_to_responder: [1; 32],
        responder_to_initiator: [2; 32],
        handshake_hash: [3; 32],
        cipher: Cipher::XChaChaPoly,
        provider: default_provider(),
    }
}

const LABELS: KeyLabels = KeyLabels { key: b"k", iv: b"i", update: b"u", exporter: b"e" };

fn pair() -> (DatagramSession, DatagramSession) {
    let new = |party| DatagramSession::new(party, secrets(), &LABELS);
    (new(Party::Initiator), new(Party::Responder))
}

fn record(session: &mut DatagramSession, text: &[u8]) -> Vec<u8> {
    let mut sealed = text.to_vec();
    let (numbers, tag) = session.seal(FRONT, &mut sealed).expect("within the limits");
    [&numbers[..], &sealed, &tag].concat()
}

/// The record with this number of the current generation.
fn record_at(session: &mut DatagramSession, sequence: u64) -> Vec<u8> {
    session.outgoing.sequence = sequence;
    record(session, b"text")
}

fn open(session: &mut DatagramSession, record: &[u8]) -> Result<Vec<u8>, DatagramError> {
    session.open(FRONT, &mut record.to_vec()).map(|text| text.to_vec())
}

fn taken() -> Result<Vec<u8>, DatagramError> {
    Ok(b"text".to_vec())
}

#[test]
fn the_window_is_exact_at_both_edges() {
    let (mut sender, mut receiver) = pair();
    for (sequence, expected) in [
        (10_000, taken()),
        (10_000, Err(DatagramError::Replayed)),
        (0, Err(DatagramError::TooOld)),
        (1, taken()),
        (1, Err(DatagramError::Replayed)),
        (9_999, taken()),
        (10_001, taken()),
        // 1 was taken and is too old by now; 2 is the oldest that is remembered.
        (1, Err(DatagramError::TooOld)),
        (2, taken()),
        // As far ahead as the window reaches: its place in the ring was 10,001's.
        (20_001, taken()),
        (10_001, Err(DatagramError::TooOld)),
        (10_002, taken()),
        (20_000, taken()),
        // Everything is forgotten.
        (900_000, taken()),
        (890_000, Err(DatagramError::TooOld)),
        (890_001, taken()),
        (MAX_RECORDS - 1, taken()),
    ] {
        let record = record_at(&mut sender, sequence);
        assert_eq!(open(&mut receiver, &record), expected, "{sequence}");
    }
    let Dropped { replayed, too_old, .. } = receiver.dropped();
    assert_eq!((replayed, too_old), (2, 4));
}

#[test]
fn each_number_is_taken_once_in_any_order() {
    let (mut sender, mut receiver) = pair();
    let mut model = std::collections::HashSet::new();
    let (mut state, mut greatest) = (7u64, 0);
    for _ in 0..60_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let sequence = (greatest + (state >> 40) % 40).saturating_sub((state >> 20) % 12_000);
        let record = record_at(&mut sender, sequence);
        let expected = match (sequence + WINDOW <= greatest, model.contains(&sequence)) {
            (true, _) => Err(DatagramError::TooOld),
            (false, true) => Err(DatagramError::Replayed),
            (false, false) => taken(),
        };
        assert_eq!(open(&mut receiver, &record), expected, "{sequence} of {greatest}");
        if expected.is_ok() {
            model.insert(sequence);
            greatest = greatest.max(sequence);
        }
    }
}

#[test]
fn what_does_not_open_changes_nothing() {
    let (mut sender, mut receiver) = pair();
    let genuine = record(&mut sender, b"text");
    for place in 0..genuine.len() {
        let mut forged = genuine.clone();
        forged[place] ^= 1;
        assert!(open(&mut receiver, &forged).is_err(), "byte {place}");
    }
    assert_eq!(receiver.open(b"header, tipe", &mut genuine.clone()), Err(DatagramError::Forged));
    assert_eq!(open(&mut sender, &genuine), Err(DatagramError::Forged), "reflected");
    // A number far ahead would push all others out of the window.
    let mut ahead = genuine.clone();
    ahead[4..12].copy_from_slice(&(MAX_RECORDS - 1).to_be_bytes());
    assert_eq!(open(&mut receiver, &ahead), Err(DatagramError::Forged));
    ahead[4..12].copy_from_slice(&MAX_RECORDS.to_be_bytes());
    assert_eq!(open(&mut receiver, &ahead), Err(DatagramError::Malformed));
    for length in 0..NUMBERS_LEN + TAG_LEN {
        assert_eq!(open(&mut receiver, &genuine[..length]), Err(DatagramError::Malformed));
    }
    assert_eq!(receiver.incoming.window.next, 0);
    assert_eq!(open(&mut receiver, &genuine), taken());
}

#[test]
fn generations_are_followed_one_back_and_one_ahead() {
    let (mut sender, mut receiver) = pair();
    let mut records = Vec::new();
    for _ in 0..4 {
        records.push([(); 3].map(|()| record(&mut sender, b"text")));
        sender.update_outgoing().expect("few generations");
    }
    assert_eq!(open(&mut receiver, &records[0][0]), taken());
    assert_eq!(open(&mut receiver, &records[2][0]), Err(DatagramError::TooNew));
    // One that claims to be of the next moves nothing.
    let mut forged = records[1][0].clone();
    forged[20] ^= 1;
    assert_eq!(open(&mut receiver, &forged), Err(DatagramError::Forged));
    assert_eq!(receiver.incoming.number, 0);
    assert_eq!(open(&mut receiver, &records[1][1]), taken());
    assert_eq!(receiver.previous.as_ref().map(|old| old.base), Some([0; 32]), "wiped");
    assert_eq!(open(&mut receiver, &records[0][1]), taken(), "late");
    assert_eq!(open(&mut receiver, &records[0][0]), Err(DatagramError::Replayed));
    assert_eq!(open(&mut receiver, &records[2][0]), taken());
    assert_eq!(open(&mut receiver, &records[0][2]), Err(DatagramError::TooOld));
    assert_eq!(open(&mut receiver, &records[1][1]), Err(DatagramError::Replayed));
    assert_eq!(open(&mut receiver, &records[1][2]), taken());
    assert_eq!(open(&mut receiver, &records[3][2]), taken());
    receiver.incoming.number = u32::MAX;
    assert_eq!(open(&mut receiver, &records[3][1]), Err(DatagramError::TooOld));
}

#[test]
fn a_key_opens_no_more_bytes_than_it_may() {
    let (mut sender, mut receiver) = pair();
    receiver.incoming.bytes = MAX_BYTES - 3;
    let long = record(&mut sender, b"text");
    assert_eq!(open(&mut receiver, &long), Err(DatagramError::Forged));
    let short = record(&mut sender, b"tex");
    assert_eq!(open(&mut receiver, &short), Ok(b"tex".to_vec()));
}

/// Keys, nonces and what is authenticated are those of streams, whose bytes
/// the oracle's vectors pin.
#[test]
fn sealed_bytes_are_those_of_streams() {
    let (mut sender, _) = pair();
    let mut stream = Session::new(Party::Initiator, &secrets(), &LABELS);
    for generation in 0..2u32 {
        for sequence in 0..3u64 {
            let mut text = b"text".to_vec();
            let tag = stream.seal(FRONT, &mut text).expect("new keys");
            let expected = [&generation.to_be_bytes()[..], &sequence.to_be_bytes(), &text, &tag];
            assert_eq!(record(&mut sender, b"text"), expected.concat());
        }
        sender.update_outgoing().expect("few generations");
        stream.update_outgoing().expect("few generations");
    }
    let (mut left, mut right) = ([0; 40], [0; 40]);
    sender.export(b"x", &mut left).expect("fits");
    stream.export(b"x", &mut right).expect("fits");
    assert_eq!(left, right);
}
