//! Lengths in units, and the sizes of several fields together.
//!
//! The spec is `codegen/tests/specs/sizes.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;
use serde_json::json;

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{
    Apart, ApartRef, Attribute, AttributeRef, Datagram, DatagramRef, Extension, ExtensionRef,
    Fixed, Framed, FramedRef, Line, Message, MessageRef, Nested, NestedRef,
};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/sizes.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_set(&model, "Message").hold::<Message>(view!(MessageRef));
    macro_rules! hold {
        ($($name:ident $view:ident;)*) => {$(
            Agreement::of_struct(&model, stringify!($name)).hold::<$name>(|input| {
                $view::from_slice(input).map(|view| view.to_vec().expect("was decoded"))
            });
        )*};
    }
    hold! {
        Datagram DatagramRef;
        Attribute AttributeRef;
        Extension ExtensionRef;
        Framed FramedRef;
        Nested NestedRef;
        Fixed Fixed;
        Apart ApartRef;
    }
}

#[test]
fn encoders_refuse_alike() {
    let model = model();
    let datagrams = Agreement::of_struct(&model, "Datagram");
    for (options, payload) in
        [(2, 0), (3, 9), (43, 0), (39, 0), (35, 65_495), (35, 65_496), (3, 70_000)]
    {
        datagrams.check_encode::<Datagram>(&json!({
            "service": 0, "kind": 17,
            "options": "ab".repeat(options), "payload": "cd".repeat(payload)}));
    }
    let extensions = Agreement::of_struct(&model, "Extension");
    for (name, marks, tail) in
        [("a", 0, 0), ("ab", 0, 2), ("a", 1, 2), ("abcdefghi", 4, 3), ("a", 4, 3)]
    {
        extensions.check_encode::<Extension>(&json!({
            "kind": 1, "name": name, "marks": vec![7; marks], "tail": "00".repeat(tail)}));
    }
    let apart = Agreement::of_struct(&model, "Apart");
    for (length, full) in [(511, 1), (510, 1), (512, 1), (600, 1)] {
        let body = "11".repeat(length);
        apart.check_encode::<Apart>(&json!({"full": full, "body": body}));
        apart.check_encode::<Apart>(&json!({"full": null, "body": body}));
    }
    let attributes = Agreement::of_struct(&model, "Attribute");
    for length in [0, 253, 254, 400] {
        attributes.check_encode::<Attribute>(&json!({"kind": 1, "value": "11".repeat(length)}));
    }
    let nested = Agreement::of_struct(&model, "Nested");
    for (text, numbers, large) in [
        ("abcd", 4, json!(null)),
        ("abc", 4, json!(null)),
        ("abcd", 3, json!(null)),
        ("", 0, json!(true)),
    ] {
        nested.check_encode::<Nested>(&json!({
            "flag": true, "extra": 1, "list": [{"kind": 1, "value": "00".repeat(300)}],
            "last": 1, "large": large, "text": text, "numbers": vec![1; numbers]}));
        nested.check_encode::<Nested>(&json!({
            "flag": false, "extra": null, "list": [{"kind": 1, "value": "0011"}],
            "last": null, "large": large, "text": text, "numbers": vec![1; numbers]}));
    }
}

fn fault(bytes: &[u8]) -> (&'static str, usize, String) {
    let error = Datagram::from_slice(bytes).expect_err("it is refused");
    (error.kind.code(), error.offset, error.path.to_string())
}

#[test]
fn sizes_are_kept_from_both_sides() {
    let bytes = [0x42, 0, 0, 10, 6, 0xa1, 0xa2, 0xa3, 0xb1, 0xb2];
    let datagram = Datagram {
        service: 0,
        kind: 6,
        options: vec![0xa1, 0xa2, 0xa3].into(),
        payload: vec![0xb1, 0xb2].into(),
    };
    assert_eq!(Datagram::from_slice(&bytes), Ok(datagram.clone()));
    assert_eq!(datagram.to_vec().as_deref(), Ok(&bytes[..]));
    // One word is less than what stands in front of the options.
    assert_eq!(fault(&[0x41, 0, 0, 10, 6, 0, 0, 0, 0, 0]), ("length", 0, "header".to_owned()));
    // The header is longer than the packet around it.
    assert_eq!(fault(&[0x43, 0, 0, 10, 6, 0, 0, 0, 0, 0]), ("truncated", 5, "options".to_owned()));
    // The packet is longer than its bytes, and shorter.
    assert_eq!(fault(&[0x42, 0, 0, 11, 6, 0, 0, 0, 0, 0]), ("truncated", 5, "options".to_owned()));
    assert_eq!(fault(&[0x42, 0, 0, 9, 6, 0, 0, 0, 0, 0]), ("trailing_bytes", 9, String::new()));
    assert_eq!(fault(&[0x42, 0, 0, 4, 6, 0, 0, 0, 0, 0]), ("length", 2, "total".to_owned()));
}

#[test]
fn a_fixed_size_has_one_number() {
    let fixed = Fixed { head: 1, tail: 2, after: 3 };
    let bytes = fixed.to_vec().expect("it encodes");
    assert_eq!(bytes, [0, 1, 7, 0, 0, 0, 2, 3]);
    let error = Fixed::from_slice(&[0, 1, 8, 0, 0, 0, 2, 3]).expect_err("it is 7");
    assert_eq!((error.kind.code(), error.offset), ("length", 2));
}

#[test]
fn what_fills_a_region_leaves_nothing_over() {
    // Three bytes of attributes, of which the second is cut short.
    let bytes = [2, 1, 3, 9, 1, 2];
    let Ok(Message::Attributes(message)) = Message::from_slice(&bytes) else {
        panic!("two attributes");
    };
    assert_eq!(message.attributes.len(), 2);
    let error = Message::from_slice(&[2, 1, 3, 9, 1, 1]).expect_err("no attribute is so short");
    assert_eq!(
        (error.kind.code(), error.path.to_string()),
        ("length", "attributes[1].length".into())
    );
    let line = Message::Line(Line { region_1: 5, text: "hi".into() });
    assert_eq!(line.to_vec().as_deref(), Ok(&[6, 0, 5, 5, b'h', b'i'][..]));
}
