//! Values that fill a measured number of bytes.
//!
//! The spec is `codegen/tests/specs/regions.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;
use serde_json::json;

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{All, AllRef, Entry, Inner, Message, MessageRef, Pair};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/regions.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_set(&model, "Message").hold::<Message>(view!(MessageRef));
    Agreement::of_struct(&model, "All").hold::<All>(view!(AllRef));
}

#[test]
fn encoders_refuse_alike() {
    let model = model();
    let sets = Agreement::of_set(&model, "Message");
    for entry in [
        json!({"Text": {"text": "0123456789"}}),
        json!({"Text": {"text": ""}}),
        json!({"Unknown": {"tag": 4, "raw": ""}}),
        json!({"Unknown": {"tag": 5, "raw": "00".repeat(40)}}),
        json!({"Unknown": {"tag": 5, "raw": "00".repeat(41)}}),
    ] {
        sets.check_encode::<Message>(&json!({"Entries": {"entries": [entry]}}));
    }
    for (fixed, maybe) in [
        ("01020304", json!(null)),
        ("010203", json!("a")),
        ("01020304", json!("a".repeat(255))),
        ("01020304", json!("a".repeat(254))),
    ] {
        sets.check_encode::<Message>(&json!({"Everything": {"all": {
            "entries": [], "pair": {"first": 1, "second": 2}, "fixed": fixed,
            "maybe": maybe, "more": false, "last": null}}}));
    }
    for list in [json!([[1]]), json!([]), json!([[1, 2, 3]]), json!([[]])] {
        sets.check_encode::<Message>(&json!({"Insides": {"inside": {
            "choice": {"One": {"pair": {"first": 1, "second": 2}}}, "number": 7,
            "lists": list}}}));
    }
}

fn fault(bytes: &[u8]) -> (&'static str, usize, String) {
    let error = Message::from_slice(bytes).expect_err("it is refused");
    (error.kind.code(), error.offset, error.path.to_string())
}

#[test]
fn a_region_is_filled_exactly() {
    let bytes = [3, 0, 12, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x22, 0x33, 0x44];
    let wide = generated::Wide::One { pair: Pair { first: 0x11, second: 0x3322 } };
    let message = Message::Inner(Inner { wide, after: 0x44 });
    assert_eq!(Message::from_slice(&bytes), Ok(message.clone()));
    assert_eq!(message.to_vec().as_deref(), Ok(&bytes[..]));
    // The outer region is one longer than what is inside.
    let longer = [3, 0, 13, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x22, 0x33, 0x44, 0x55];
    assert_eq!(fault(&longer), ("trailing_bytes", 15, "wide".to_owned()));
    // The outer region ends inside the pair.
    let shorter = [3, 0, 11, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x22, 0x33, 0x44];
    assert_eq!(fault(&shorter), ("truncated", 3, "wide".to_owned()));
    // It promises more than there is.
    let promised = [3, 0xff, 0xff, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x22, 0x33, 0x44];
    assert_eq!(fault(&promised), ("truncated", 1, "wide".to_owned()));
}

#[test]
fn unknown_entries_are_kept() {
    let bytes = [2, 0, 1, 0, 2, 0xab, 0xcd, 0x77, 0x77, 0, 3, 1, 2, 3, 0, 4, 0, 0];
    let Ok(Message::Entries(message)) = Message::from_slice(&bytes) else {
        panic!("it is a list of entries");
    };
    let expected = [
        Entry::Word { word: 0xabcd },
        Entry::Unknown { tag: 0x7777, raw: vec![1, 2, 3].into() },
        Entry::Nothing {},
    ];
    assert_eq!(message.entries, expected);
    assert_eq!(Message::Entries(message).to_vec().as_deref(), Ok(&bytes[..]));
}
