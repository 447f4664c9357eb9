//! Exported key material: what the formula gives, computed by another crate,
//! the same on both sides and for nobody else.

use hkdf::Hkdf;
use packetwright::crypto::hkdf::TooLong;
use packetwright::protocol::handshake::Handshake;
use sha2::Sha256;

use crate::pair::{Pair, at, session_configs};
use crate::parcel::Parcel;
use crate::parcel_handshake::{ParcelHandshake, SECRETS, copy};

/// `Expand(Extract(h, t_i2r | t_r2i), label | L u16 | u8 n, context, L)`
fn expected(context: &[u8], length: usize) -> Vec<u8> {
    let secrets =
        SECRETS.with_borrow(|secrets| secrets.as_ref().map(copy)).expect("there was a handshake");
    let keys = [secrets.initiator_to_responder, secrets.responder_to_initiator].concat();
    let hkdf = Hkdf::<Sha256>::new(Some(&secrets.handshake_hash), &keys);
    let mut info = ParcelHandshake::LABELS.exporter.to_vec();
    info.extend_from_slice(&(length as u16).to_be_bytes());
    info.push(context.len() as u8);
    info.extend_from_slice(context);
    let mut out = vec![0; length];
    hkdf.expand(&info, &mut out).expect("not too long");
    out
}

#[test]
fn both_sides_export_what_the_formula_gives() {
    let pair = Pair::<Parcel>::established(session_configs());
    let mut seen = Vec::new();
    for context in [&b""[..], b"a", b"b", &[7; 255]] {
        for length in [1, 16, 32, 33, 8160] {
            let value = expected(context, length);
            for side in [&pair.client, &pair.server] {
                let mut out = vec![0; length];
                assert_eq!(side.connection.export(context, &mut out), Ok(true));
                assert_eq!(out, value, "{} {length}", context.len());
            }
            if length > 1 {
                // No value is the beginning of another.
                assert!(!seen.contains(&value[..16].to_vec()));
                seen.push(value[..16].to_vec());
            }
        }
    }
}

#[test]
fn another_session_exports_something_else() {
    let values: Vec<_> = (0..2)
        .map(|_| {
            let configs = session_configs().map(|mut config| {
                config.random = std::sync::Arc::new(packetwright::crypto::SystemRandom);
                config
            });
            let mut out = [0; 32];
            let pair = Pair::<Parcel>::established(configs);
            assert_eq!(pair.client.connection.export(b"", &mut out), Ok(true));
            out
        })
        .collect();
    assert_ne!(values[0], values[1]);
}

#[test]
fn only_an_established_session_exports() {
    let mut out = [0; 32];
    let mut pair = Pair::<Parcel>::new(session_configs(), at(0));
    let init = pair.client.drain();
    pair.server.feed(&init, at(0));
    let response = pair.server.drain();
    // The client has its keys now, and is not told yet that it was accepted.
    pair.client.feed(&response, at(0));
    assert_eq!(pair.client.connection.state(), "AwaitReady");
    for side in [&pair.client, &pair.server] {
        assert_eq!(side.connection.export(b"", &mut out), Ok(false));
    }
    pair.run(at(0));
    let export = |pair: &Pair<Parcel>, context: &[u8], length| {
        pair.client.connection.export(context, &mut vec![0; length])
    };
    assert_eq!(export(&pair, b"", 8160), Ok(true));
    assert_eq!(export(&pair, b"", 8161), Err(TooLong));
    assert_eq!(export(&pair, &[0; 255], 1), Ok(true));
    assert_eq!(export(&pair, &[0; 256], 1), Err(TooLong));
    pair.client.connection.close(at(0));
    pair.run(at(0));
    pair.server.connection.close(at(0));
    pair.run(at(0));
    assert_eq!(pair.client.connection.state(), "Closed");
    assert_eq!(export(&pair, b"", 32), Ok(false), "the keys are gone");
}
