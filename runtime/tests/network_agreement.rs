//! Generated code and interpreter read the network protocol alike, and bincode
//! writes its bodies as the encoders do.

#[path = "agreement/mod.rs"]
mod agreement;

use agreement::{Agreement, view};
use packetwright::codec::{Decode, Encode};
use packetwright::network::{
    Data, Echo, Envelope, EnvelopeRef, ErrorCode, ErrorReport, Goodbye, GoodbyeReason, Message,
    MessageRef, Offers, OffersRef, Packet, PacketRef, Ping, Pong,
};
use packetwright::protocol::PacketFormat;
use packetwright_spec::Checked;
use packetwright_spec::model::Model;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

fn model() -> Checked<Model> {
    packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is sound")
}

#[test]
fn packets_agree() {
    let model = model();
    Agreement::of_struct(&model, "Packet").hold::<Packet>(view!(PacketRef));
}

#[test]
fn envelopes_agree() {
    let model = model();
    Agreement::of_struct(&model, "Envelope").hold::<Envelope>(view!(EnvelopeRef));
}

#[test]
fn structures_agree() {
    let model = model();
    Agreement::of_struct(&model, "Offers").hold::<Offers>(view!(OffersRef));
}

#[test]
fn messages_agree() {
    let model = model();
    Agreement::of_set(&model, "Message").hold::<Message>(view!(MessageRef));
}

#[test]
fn encoders_refuse_alike() {
    let model = model();
    let envelopes = Agreement::of_struct(&model, "Envelope");
    let envelope = |flags: serde_json::Value, deadline: serde_json::Value| {
        json!({"flags": flags, "id": 1, "deadline": deadline, "trace": null,
               "content": {"Window": {"credit": 5}}})
    };
    envelopes.check_encode::<Envelope>(&envelope(json!([]), json!(7)));
    envelopes.check_encode::<Envelope>(&envelope(json!(["deadline"]), json!(null)));
    let messages = Agreement::of_set(&model, "Message");
    let report = json!({"ErrorReport": {"code": "Internal", "detail": "d".repeat(1025)}});
    messages.check_encode::<Message>(&report);
    let packets = Agreement::of_struct(&model, "Packet");
    packets.check_encode::<Packet>(&json!({"flags": ["lz4", "zstd"], "payload": "00"}));
    let offers = |versions: serde_json::Value, max_record: u32| json!({"versions": versions, "suites": [1], "compressions": [0], "max_record": max_record});
    let structures = Agreement::of_struct(&model, "Offers");
    structures.check_encode::<Offers>(&offers(json!([]), 4096));
    structures.check_encode::<Offers>(&offers(json!([1]), 4095));
}

#[test]
fn an_unknown_number_that_has_a_name_is_refused() {
    let report = |code| ErrorReport { code, detail: String::new() };
    let error = report(ErrorCode::Unknown(5)).to_vec().expect_err("5 is Internal");
    assert_eq!((error.kind.code(), error.path.to_string().as_str()), ("variant", "code"));
    assert!(report(ErrorCode::Unknown(5_000)).to_vec().is_ok());
}

#[test]
fn a_header_is_judged_alike_however_it_is_cut() {
    let good: [u8; 10] = [0xde, 0xad, 0xbe, 0xef, 1, 0x80, 0, 0, 0, 9];
    for place in 0..10 {
        for byte in 0..=255 {
            let mut header = good;
            header[place] = byte;
            let whole = Packet::decode_header(&header);
            assert!(!matches!(whole, Ok(None)), "ten bytes are enough");
            for cut in 0..10 {
                match (Packet::decode_header(&header[..cut]), &whole) {
                    (Ok(None), _) => {}
                    (Err(early), Err(late)) => {
                        assert_eq!(early.offset, late.offset);
                        assert_eq!(early.kind.code(), late.kind.code());
                        assert!(cut > place, "refused before the wrong byte arrived");
                    }
                    (early, late) => panic!("{early:?} of {cut} bytes, {late:?} of all"),
                }
            }
            // A wrong constant is refused as soon as its byte is there.
            if place < 5 && byte != good[place] {
                assert!(Packet::decode_header(&header[..=place]).is_err());
            }
        }
    }
}

/// The messages as a user of bincode would declare them.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Bincode {
    Data { payload: Vec<u8> },
    Echo { payload: Vec<u8> },
    Ping { nonce: u64 },
    Pong { nonce: u64 },
    ErrorReport { code: u16, detail: String },
    Goodbye { reason: u16, detail: String },
}

impl Bincode {
    fn generated(self) -> Message {
        match self {
            Bincode::Data { payload } => Data { payload: payload.into() }.into(),
            Bincode::Echo { payload } => Echo { payload: payload.into() }.into(),
            Bincode::Ping { nonce } => Ping { nonce }.into(),
            Bincode::Pong { nonce } => Pong { nonce }.into(),
            Bincode::ErrorReport { code, detail } => {
                ErrorReport { code: ErrorCode::from_number(code), detail }.into()
            }
            Bincode::Goodbye { reason, detail } => {
                Goodbye { reason: GoodbyeReason::from_number(reason), detail }.into()
            }
        }
    }
}

fn bincode_message() -> impl Strategy<Value = Bincode> {
    let payload = || prop::collection::vec(any::<u8>(), 0..300);
    let detail = || "\\PC{0,200}";
    prop_oneof![
        payload().prop_map(|payload| Bincode::Data { payload }),
        payload().prop_map(|payload| Bincode::Echo { payload }),
        any::<u64>().prop_map(|nonce| Bincode::Ping { nonce }),
        any::<u64>().prop_map(|nonce| Bincode::Pong { nonce }),
        (any::<u16>(), detail()).prop_map(|(code, detail)| Bincode::ErrorReport { code, detail }),
        (any::<u16>(), detail()).prop_map(|(reason, detail)| Bincode::Goodbye { reason, detail }),
    ]
}

proptest! {
    #[test]
    fn bincode_writes_and_reads_the_same_bytes(message in bincode_message()) {
        let theirs = bincode::serialize(&message).expect("bincode writes it");
        let ours = message.generated();
        prop_assert_eq!(ours.to_vec().expect("fits"), theirs.clone());
        prop_assert_eq!(Message::from_slice(&theirs).expect("is one"), ours);
    }
}
