//! Constants that are byte strings.
//!
//! The spec is `codegen/tests/specs/constants.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{Frame, FrameRef, Greeting, Marked, MarkedRef, Message, MessageRef, Riff, RiffRef};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/constants.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_set(&model, "Message").hold::<Message>(view!(MessageRef));
    Agreement::of_struct(&model, "Riff").hold::<Riff>(view!(RiffRef));
    Agreement::of_struct(&model, "Marked").hold::<Marked>(view!(MarkedRef));
    Agreement::of_struct(&model, "Frame").hold::<Frame>(view!(FrameRef));
}

#[test]
fn constants_are_written_and_no_part_of_the_value() {
    let bytes = Greeting {}.to_vec().expect("it encodes");
    assert_eq!(bytes, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    assert_eq!((Greeting::MIN_LEN, Greeting {}.encoded_len()), (24, 24));
    let riff = Riff { data: b"fmt "[..].to_vec().into() };
    assert_eq!(riff.to_vec().expect("it encodes"), b"RIFF\x08\0\0\0WAVEfmt ");
}

#[test]
fn other_bytes_are_refused_at_the_start_of_the_field() {
    let error = Riff::from_slice(b"RIFF\x04\0\0\0WAVe").expect_err("another form");
    assert_eq!((error.kind.code(), error.offset), ("constant", 8));
    assert_eq!(error.path.to_string(), "form");
    let text = "expected the bytes \"WAVE\", found 0x65 behind 3 of them";
    assert_eq!(error.kind.to_string(), text);
    let error = Riff::from_slice(b"RIF").expect_err("cut short");
    assert_eq!((error.kind.code(), error.offset), ("truncated", 0));
}
