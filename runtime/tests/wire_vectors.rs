//! Holds sessions to the vectors of the oracle: both sides seal every record
//! byte for byte and open it, and spec/network.wire reads what is in it.
//!
//! The vectors are made by other programs; see `wire_oracle.rs`. Each suite
//! runs on each provider that is compiled in. The handshake before the records
//! is in `wire_handshake.rs`.

#![cfg(feature = "session")]
#![allow(missing_docs, unreachable_pub)]

#[path = "support/each_provider.rs"]
mod each_provider;
#[path = "oracle/vectors.rs"]
#[allow(dead_code)]
mod vectors;

use std::sync::Arc;

use each_provider::check_each;
use packetwright::crypto::noise::{self, Party, SessionSecrets};
use packetwright::crypto::{Cipher, CryptoProvider};
use packetwright::protocol::handshake::{ChannelBinding, KeyLabels};
use packetwright::session::Session;
use packetwright_spec::interpret::{Interpreter, Value};
use packetwright_spec::{NETWORK, compile};
use vectors::{Packet, Vectors, hex};

const HEADER_LEN: usize = 10;

const LABELS: KeyLabels =
    KeyLabels { key: b"pw1 key", iv: b"pw1 iv", update: b"pw1 upd", exporter: b"pw1 exp" };

#[test]
fn both_sides_seal_and_open_the_records_of_the_vectors() {
    check_each(|vectors, provider| {
        let mut sessions = sessions(vectors, provider);
        for packet in vectors.transcript.iter().filter(|packet| packet.record.is_some()) {
            check_record(&mut sessions, packet);
        }
    });
}

#[test]
fn a_changed_skipped_repeated_or_reflected_record_does_not_open() {
    check_each(|vectors, provider| {
        let records: Vec<&Packet> =
            vectors.transcript.iter().filter(|packet| packet.record.is_some()).collect();
        let [ready, request, reply] = [records[0], records[1], records[2]];
        let opens = |session: &mut Session, bytes: &[u8]| {
            let (front, sealed) = bytes.split_at(HEADER_LEN + 1);
            session.open(front, &mut sealed.to_vec()).is_ok()
        };
        let [mut initiator, mut responder] = sessions(vectors, provider);
        assert!(!opens(&mut initiator, &reply.bytes), "skipped");
        assert!(!opens(&mut initiator, &request.bytes), "reflected");
        for place in 0..ready.bytes.len() {
            let mut changed = ready.bytes.clone();
            changed[place] ^= 1;
            assert!(!opens(&mut initiator, &changed), "byte {place} changed");
        }
        assert!(opens(&mut initiator, &ready.bytes));
        assert!(!opens(&mut initiator, &ready.bytes), "repeated");
        assert!(opens(&mut initiator, &reply.bytes));
        assert!(opens(&mut responder, &request.bytes));
    });
}

#[test]
fn both_sides_export_the_keys_of_the_vectors() {
    check_each(|vectors, provider| {
        for session in sessions(vectors, provider) {
            let mut exported = vec![0; vectors.exporter.value.len()];
            session.export(&vectors.exporter.context, &mut exported).expect("32 bytes");
            assert_eq!(hex(&exported), hex(&vectors.exporter.value));
        }
    });
}

#[test]
fn the_prologue_is_that_of_the_vectors() {
    check_each(|vectors, _| {
        let inputs = &vectors.inputs;
        let prologue = noise::prologue(
            b"packetwright/hs\0",
            &inputs.protocol,
            inputs.version,
            vectors.suite.id,
            &ChannelBinding::None,
        );
        assert_eq!(hex(&prologue), hex(&vectors.handshake.prologue));
    });
}

/// What the records hold is, to the interpreter of spec/network.wire, an
/// envelope around a message, with nothing left over.
#[test]
fn the_spec_decodes_what_the_records_hold_and_encodes_it_again() {
    let spec = compile(NETWORK).expect("the network protocol compiles");
    let interpreter = Interpreter::new(&spec);
    let envelope = interpreter.struct_by_name("Envelope").expect("an envelope");
    let packet_format = interpreter.struct_by_name("Packet").expect("a packet");
    let messages = interpreter.set_by_name("Message").expect("messages");
    check_each(|vectors, _| {
        let branches = vectors.branches.iter().flat_map(|branch| &branch.packets);
        for packet in vectors.transcript.iter().chain(branches) {
            let framed = interpreter.decode_struct(packet_format, &packet.bytes).expect("a packet");
            let again = interpreter.encode_struct(packet_format, &framed).expect("a packet");
            assert_eq!(hex(&again), hex(&packet.bytes), "{}", packet.name);
            if packet.record.is_none_or(|record| record.kind != 0) {
                continue;
            }
            let found =
                interpreter.decode_struct(envelope, &packet.plaintext).expect("an envelope");
            let again = interpreter.encode_struct(envelope, &found).expect("an envelope");
            assert_eq!(hex(&again), hex(&packet.plaintext), "{}", packet.name);
            let message = found.field("content").and_then(|content| content.field("message"));
            let Some(Value::Bytes(message)) = message else { panic!("{} has one", packet.name) };
            let decoded = interpreter.decode_message(messages, message).expect("a message");
            let again = interpreter.encode_message(messages, &decoded).expect("a message");
            assert_eq!(hex(&again), hex(message), "{}", packet.name);
        }
    });
}

fn sessions(vectors: &Vectors, provider: &Arc<dyn CryptoProvider>) -> [Session; 2] {
    let handshake = &vectors.handshake;
    let array = |bytes: &[u8]| <[u8; 32]>::try_from(bytes).expect("32 bytes");
    let secrets = SessionSecrets {
        initiator_to_responder: array(&handshake.split_initiator_to_responder),
        responder_to_initiator: array(&handshake.split_responder_to_initiator),
        handshake_hash: array(&handshake.hash),
        cipher: cipher(vectors),
        provider: Arc::clone(provider),
    };
    [Party::Initiator, Party::Responder].map(|party| Session::new(party, &secrets, &LABELS))
}

fn cipher(vectors: &Vectors) -> Cipher {
    match vectors.suite.name.rsplit('_').nth(1) {
        Some("XChaChaPoly") => Cipher::XChaChaPoly,
        Some("ChaChaPoly") => Cipher::ChaChaPoly,
        Some("AESGCM") => Cipher::AesGcm,
        other => panic!("expected the name of a cipher, found {other:?}"),
    }
}

/// The sender's session seals to the packet, the receiver's opens it.
fn check_record([initiator, responder]: &mut [Session; 2], packet: &Packet) {
    let (sender, receiver) = match packet.from.as_str() {
        "initiator" => (initiator, responder),
        _ => (responder, initiator),
    };
    let (front, sealed) = packet.bytes.split_at(HEADER_LEN + 1);
    let mut text = packet.plaintext.clone();
    let tag = sender.seal(front, &mut text).expect("the keys are fresh");
    text.extend_from_slice(&tag);
    assert_eq!(hex(&text), hex(sealed), "{} as sealed", packet.name);
    receiver.open(front, &mut text).unwrap_or_else(|_| panic!("{} opens", packet.name));
    text.truncate(packet.plaintext.len());
    assert_eq!(hex(&text), hex(&packet.plaintext), "{} as opened", packet.name);
}
