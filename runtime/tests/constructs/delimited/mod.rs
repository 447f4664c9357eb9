//! Content that ends at a delimiter.
//!
//! The spec is `codegen/tests/specs/delimited.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;
use serde_json::json;

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{Line, LineRef, Message, MessageRef, Name};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/delimited.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_set(&model, "Message").hold::<Message>(view!(MessageRef));
    Agreement::of_struct(&model, "Line").hold::<Line>(view!(LineRef));
}

#[test]
fn encoders_refuse_alike() {
    let model = model();
    let structs = Agreement::of_struct(&model, "Line");
    for (verb, rest, tail) in [
        ("GET", "0d", "61"),
        ("G T", "", ""),
        ("", "", ""),
        ("GET", "0d0a", ""),
        ("GET", "000d0a00", ""),
        ("GET", "00000000000000", ""),
        // It ends in the first byte of its delimiter twice: the delimiter is found later.
        ("GET", "", "6161"),
        // The delimiter would be found one byte early.
        ("GET", "", "616162"),
        ("GET", "", "006161"),
    ] {
        structs
            .check_encode::<Line>(&json!({"verb": verb, "rest": rest, "tail": tail, "maybe": "ÿ"}));
    }
    let sets = Agreement::of_set(&model, "Message");
    sets.check_encode::<Message>(&json!({"Start": {"parameters": []}}));
    sets.check_encode::<Message>(
        &json!({"Start": {"parameters": [{"name": "a\u{0}b", "value": ""}]}}),
    );
}

#[test]
fn a_name_of_labels_ends_at_zero() {
    // RFC 1035, §3.1: `a.bc`, and the class behind it.
    let bytes = [1, 1, b'a', 2, b'b', b'c', 0, 0, 1];
    let Ok(Message::Name(Name { labels, class: 1 })) = Message::from_slice(&bytes) else {
        panic!("it is a name");
    };
    assert_eq!(labels.iter().map(|label| label.text.as_str()).collect::<Vec<_>>(), ["a", "bc"]);
    assert_eq!(Message::Name(Name { labels, class: 1 }).to_vec().as_deref(), Ok(&bytes[..]));
    let fault = |bytes: &[u8]| {
        let error = Message::from_slice(bytes).expect_err("it is refused");
        (error.kind.code(), error.offset, error.path.to_string())
    };
    assert_eq!(fault(&bytes[..6]), ("truncated", 6, "labels[2].text".to_owned()));
    assert_eq!(fault(&[3, 1, b'G']), ("truncated", 2, "lines[0].verb".to_owned()));
    let long = [3, 1, b'1', b'2', b'3', b'4', b'5', b'6', b'7', b'8', b'9'];
    assert_eq!(fault(&long), ("length", 2, "lines[0].verb".to_owned()));
}
