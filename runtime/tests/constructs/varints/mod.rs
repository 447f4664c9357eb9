//! Integers of as many bytes as their value asks for.
//!
//! The spec is `codegen/tests/specs/varints.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::interpret::Interpreter;
use packetwright_spec::model::Model;
use serde_json::{Value as Json, json};

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{
    Fields, FieldsRef, Forms, Lengths, LengthsRef, Loose, LooseRef, Message, MessageRef, Sizes,
    SizesRef, Unions, UnionsRef,
};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/varints.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_struct(&model, "Forms")
        .hold::<Forms>(|input| Forms::from_slice(input).map(|f| f.to_vec().expect("was decoded")));
    Agreement::of_struct(&model, "Fields").hold::<Fields>(view!(FieldsRef));
    Agreement::of_struct(&model, "Sizes").hold::<Sizes>(view!(SizesRef));
    Agreement::of_struct(&model, "Lengths").hold::<Lengths>(view!(LengthsRef));
}

#[test]
fn both_readings_agree_on_what_is_malleable() {
    let model = model();
    Agreement::of_struct(&model, "Loose").malleable().hold::<Loose>(view!(LooseRef));
    Agreement::of_struct(&model, "Unions").malleable().hold::<Unions>(view!(UnionsRef));
    Agreement::of_set(&model, "Message").malleable().hold::<Message>(view!(MessageRef));
}

/// The plainest value of a structure.
fn plainest(model: &Checked<Model>, name: &str) -> Json {
    let interpreter = Interpreter::new(model);
    let id = interpreter.struct_by_name(name).expect("the spec declares it");
    let values = packetwright_spec::interpret::sample::boundary_values(model, id);
    interpreter.struct_to_json(id, &values[0])
}

/// The same value with other fields.
fn with(value: &Json, changes: Json) -> Json {
    let mut value = value.clone();
    for (name, field) in changes.as_object().expect("are fields") {
        value[name] = field.clone();
    }
    value
}

#[test]
fn encoders_refuse_alike() {
    let model = model();
    let (forms, plain) = (Agreement::of_struct(&model, "Forms"), plainest(&model, "Forms"));
    for changes in [
        json!({"c": 127}),
        json!({"c": 128}),
        json!({"d": 2}),
        json!({"g": -65}),
        json!({"j": 1}),
        json!({"k": 1u64 << 62}),
        json!({"m": 16384, "l": 1 << 30}),
        json!({"n": 64}),
        json!({"o": 1 << 28}),
    ] {
        forms.check_encode::<Forms>(&with(&plain, changes));
    }
    let (lengths, plain) = (Agreement::of_struct(&model, "Lengths"), plainest(&model, "Lengths"));
    for changes in [
        json!({"body": "00".repeat(201)}),
        json!({"body": "00".repeat(70_000)}),
        json!({"text": "x"}),
        json!({"numbers": [16384]}),
        json!({"listed": []}),
        json!({"inside": {"a": 1, "rest": "00".repeat(100)}}),
        json!({"inside": {"a": 1, "rest": "00".repeat(70_000)}}),
    ] {
        lengths.check_encode::<Lengths>(&with(&plain, changes));
    }
    let (sizes, plain) = (Agreement::of_struct(&model, "Sizes"), plainest(&model, "Sizes"));
    for changes in [
        json!({"pairs": "00"}),
        json!({"rest": "00".repeat(16384)}),
        json!({"rest": "00".repeat(70_000)}),
        json!({"kind": "Last", "some": ["", "", "", ""]}),
        json!({"first": 300, "rest": "00".repeat(134), "pairs": "00".repeat(126)}),
    ] {
        sizes.check_encode::<Sizes>(&with(&plain, changes));
    }
    let (unions, plain) = (Agreement::of_struct(&model, "Unions"), plainest(&model, "Unions"));
    for changes in [
        json!({"tagged": {"Other": {"tag": 127, "raw": ""}}}),
        json!({"frame": {"Unknown": {"tag": u64::MAX, "raw": ""}}}),
        json!({"frame": {"Data": {"offset": 1, "data": "00".repeat(90)}}}),
        json!({"by_number": {"Any": {"tag": 1 << 20, "rest": ""}}}),
        json!({"by_number": {"Any": {"tag": 1000, "rest": ""}}}),
    ] {
        unions.check_encode::<Unions>(&with(&plain, changes));
    }
}

#[test]
fn a_tag_is_refused_in_more_bytes_than_it_asks_for() {
    let fault = |bytes: &[u8]| {
        let error = Message::from_slice(bytes).expect_err("it is refused");
        (error.kind.code(), error.offset, error.path.to_string())
    };
    assert_eq!(fault(&[0x81, 0x00]), ("overlong", 0, String::new()));
    assert_eq!(fault(&[0x80, 0x80, 0x80, 0x01]), ("overflow", 0, String::new()));
    assert_eq!(fault(&[0x80]), ("truncated", 0, String::new()));
    // `b` of the forms, behind `a`: 5 bits are left for the fifth group.
    let b = [0, 0, 0xff, 0xff, 0xff, 0xff, 0x1f];
    assert_eq!(fault(&b), ("overflow", 2, "forms.b".to_owned()));
    assert_eq!(fault(&b[..6]), ("truncated", 2, "forms.b".to_owned()));
    assert_eq!(fault(&[0, 0, 0x80, 0]), ("overlong", 2, "forms.b".to_owned()));
}

#[test]
fn what_is_malleable_is_written_in_the_fewest_bytes() {
    let model = model();
    let plain: Loose = serde_json::from_value(plainest(&model, "Loose")).expect("is one");
    let minimal = plain.to_vec().expect("is valid");
    assert_eq!(minimal[..4], [0, 0, 0, 0], "`a` to `d` are zero");
    for continued in 1..=9 {
        let input = [&[0x80; 9][..continued], &minimal].concat();
        assert_eq!(Loose::from_slice(&input).as_ref(), Ok(&plain), "{continued} more bytes");
    }
    let error = Loose::from_slice(&[&[0x80; 10][..], &minimal].concat()).expect_err("too many");
    assert_eq!((error.kind.code(), error.offset), ("overflow", 0));
    let quic = [&minimal[..3], &[0xc0, 0, 0, 0, 0, 0, 0, 0], &minimal[4..]].concat();
    assert_eq!(Loose::from_slice(&quic).as_ref(), Ok(&plain));
}
