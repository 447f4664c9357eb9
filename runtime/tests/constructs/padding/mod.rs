//! Padding of a fixed number of bytes, and up to a multiple.
//!
//! The spec is `codegen/tests/specs/padding.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{Attribute, AttributeRef, Fixed, Message, MessageRef, Record, RecordRef};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/padding.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_set(&model, "Message").hold::<Message>(view!(MessageRef));
    Agreement::of_struct(&model, "Attribute").hold::<Attribute>(view!(AttributeRef));
    Agreement::of_struct(&model, "Record").hold::<Record>(view!(RecordRef));
    Agreement::of_struct(&model, "Fixed").hold::<Fixed>(|input| {
        Fixed::from_slice(input).map(|view| view.to_vec().expect("was decoded"))
    });
}

/// The attribute SOFTWARE of the sample request in RFC 5769, §2.1, whose padding
/// is spaces there and zeros since RFC 8489.
#[test]
fn attributes_are_padded_to_words() {
    let attribute = Attribute { kind: 0x8022, value: b"STUN test client"[..].to_vec().into() };
    assert_eq!(attribute.encoded_len(), 20);
    let attribute = Attribute { kind: 0x0006, value: b"evtj:h6vY"[..].to_vec().into() };
    let bytes = attribute.to_vec().expect("it encodes");
    assert_eq!(bytes, b"\x00\x06\x00\x09evtj:h6vY\0\0\0");
    assert_eq!(Attribute::from_slice(&bytes), Ok(attribute));
    let error = Attribute::from_slice(b"\x00\x06\x00\x09evtj:h6vY\0 \0").expect_err("a space");
    assert_eq!((error.kind.code(), error.offset), ("padding", 13));
    let error = Attribute::from_slice(b"\x00\x06\x00\x09evtj:h6vY\0").expect_err("cut short");
    assert_eq!((error.kind.code(), error.offset), ("truncated", 13));
}

#[test]
fn where_padding_is_fixed_so_is_the_size() {
    assert_eq!(Fixed::MIN_LEN, 18);
    let fixed = Fixed { a: 1, b: 2, c: 3, d: 4 };
    let bytes = fixed.to_vec().expect("it encodes");
    assert_eq!(bytes, [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 4, 0]);
}
