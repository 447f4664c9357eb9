//! Checksums before, around and behind what they cover.
//!
//! The spec is `codegen/tests/specs/checksums.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::interpret::{ChecksumFunction, Interpreter};
use packetwright_spec::model::Model;
use serde_json::json;

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{
    Chunk, ChunkRef, Foreign, ForeignRef, Frame, FrameRef, Header, HeaderRef, Message, MessageRef,
    Serial, SerialRef, Sixteens,
};

/// Fletcher's checksum of 16 bits.
fn fletcher16(pieces: &[&[u8]]) -> u16 {
    let (mut low, mut high) = (0u16, 0u16);
    for byte in pieces.iter().flat_map(|piece| piece.iter()) {
        low = (low + u16::from(*byte)) % 255;
        high = (high + low) % 255;
    }
    high << 8 | low
}

/// The exclusive or of all bytes, and how many they are.
fn r#type(pieces: &[&[u8]]) -> u32 {
    let bytes = pieces.iter().flat_map(|piece| piece.iter());
    let count: usize = pieces.iter().map(|piece| piece.len()).sum();
    bytes.fold(0, |parity, byte| parity ^ u32::from(*byte)) << 16 | count as u32
}

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/checksums.wire");
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
        Header HeaderRef;
        Serial SerialRef;
        Chunk ChunkRef;
        Frame FrameRef;
    }
}

#[test]
fn encoders_refuse_alike() {
    let model = model();
    let chunks = Agreement::of_struct(&model, "Chunk");
    for (marks, length) in [(json!([]), 3), (json!(["checked"]), 300), (json!(["checked"]), 301)] {
        chunks.check_encode::<Chunk>(
            &json!({"marks": marks, "kind": 1, "data": "ab".repeat(length)}),
        );
    }
    let serials = Agreement::of_struct(&model, "Serial");
    serials.check_encode::<Serial>(&json!({"address": 0, "data": "0102"}));
}

#[test]
fn functions_of_the_user_are_called_by_both_readings() {
    let model = model();
    let functions: [(&str, ChecksumFunction); 2] = [
        ("fletcher16", |pieces| fletcher16(pieces).into()),
        ("type", |pieces| r#type(pieces).into()),
    ];
    let interpreter = Interpreter::new(&model).with_functions(&functions);
    let id = interpreter.struct_by_name("Foreign").expect("declared");
    let foreign = Foreign { kind: 7, data: b"abcde"[..].to_vec().into() };
    let bytes = foreign.to_vec().expect("it encodes");
    // Of 07 00 00 05 61 62 63 64 65, and of 05 and the letters.
    assert_eq!(bytes, b"\x07\x26\xfc\x05abcde\x06\x00\x64");
    let value = interpreter.decode_struct(id, &bytes).expect("the functions are there");
    assert_eq!(interpreter.encode_struct(id, &value).as_deref(), Ok(&bytes[..]));
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let found = Foreign::from_slice(&changed).expect_err("a checksum covers it");
        let view = ForeignRef::from_slice(&changed).expect_err("a checksum covers it");
        let expected = interpreter.decode_struct(id, &changed).expect_err("so it does here");
        assert_eq!(found, view);
        assert_eq!(
            (found.kind.code(), found.offset, found.path.to_string()),
            (expected.code, expected.offset, expected.path)
        );
    }
    let without = Interpreter::new(&model);
    let fault = without.decode_struct(id, &bytes).expect_err("nobody supplied them");
    assert_eq!((fault.code, fault.path.as_str()), ("external", "sum"));
    assert_eq!(without.encode_struct(id, &value).expect_err("nor here").code, "external");
}

/// Check values of the catalogue of parametrised CRC algorithms.
#[test]
fn checksums_of_nine_digits_are_those_of_the_catalogue() {
    let message = Message::Sixteens(Sixteens { text: *b"123456789" });
    let bytes = message.to_vec().expect("it encodes");
    let (head, sums) = bytes.split_at(10);
    assert_eq!(head, b"\x05123456789");
    let expected = [
        0xBB, 0x3D, 0x31, 0xC3, 0x29, 0xB1, 0x21, 0x89, 0x90, 0x6E, 0xB4, 0xC8, 0x03, 0x76, 0xE6,
        0xE7,
    ];
    assert_eq!(sums, expected);
}

/// The request of Modbus RTU for ten registers, as its users know it.
#[test]
fn a_known_frame_has_its_known_checksum() {
    let frame = [0x11, 4, 0x03, 0x00, 0x6B, 0x03];
    let serial = Serial { address: 0x11, data: frame[2..].to_vec().into() };
    let bytes = serial.to_vec().expect("it encodes");
    assert_eq!(bytes[..6], frame);
    assert_eq!(Serial::from_slice(&bytes), Ok(serial));
}

#[test]
fn one_changed_bit_is_found_at_the_checksum() {
    let chunk = Chunk { marks: generated::Marks::CHECKED, kind: 7, data: vec![1, 2, 3].into() };
    let bytes = chunk.to_vec().expect("it encodes");
    for bit in (8..16).chain(64..bytes.len() * 8) {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let error = Chunk::from_slice(&changed).expect_err("the checksum covers it");
        assert_eq!(
            (error.kind.code(), error.offset, error.path.to_string().as_str()),
            ("checksum", 2, "crc")
        );
    }
}
