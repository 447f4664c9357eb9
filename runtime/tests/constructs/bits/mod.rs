//! Fields that share bytes.
//!
//! The spec is `codegen/tests/specs/bits.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;
use serde_json::json;

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{
    Crossing, Head, HeadRef, Kinds, Little, LittleRef, Message, MessageRef, Packed, Step,
};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/bits.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_set(&model, "Message").hold::<Message>(view!(MessageRef));
    Agreement::of_struct(&model, "Crossing").hold::<Crossing>(|input| {
        Crossing::from_slice(input).map(|value| value.to_vec().expect("was decoded"))
    });
    Agreement::of_struct(&model, "Little").hold::<Little>(view!(LittleRef));
    Agreement::of_struct(&model, "Head").hold::<Head>(view!(HeadRef));
}

#[test]
fn encoders_refuse_alike() {
    let model = model();
    let crossing = |a: i32, b: i32, d: i32| json!({"a": a, "b": b, "d": d, "e": -1, "f": 9, "first": 15, "g": true, "i": -5});
    let structs = Agreement::of_struct(&model, "Crossing");
    for (a, b, d) in [(0, 0, 5), (8, 0, 5), (7, -64, 5), (1, 64, 4), (1, -65, 5), (6, 63, 8001)] {
        structs.check_encode::<Crossing>(&crossing(a, b, d));
    }
    let kinds = |opcode, marks, last| json!({"opcode": opcode, "level": "High", "answer": true, "marks": marks, "truth": false, "last": last, "all": 1});
    let structs = Agreement::of_struct(&model, "Kinds");
    structs.check_encode::<Kinds>(&kinds(json!("Update"), json!(["low"]), 31));
    structs.check_encode::<Kinds>(&kinds(json!(16), json!(["low"]), 31));
    structs.check_encode::<Kinds>(&kinds(json!(1), json!(["low", "mid"]), 31));
    structs.check_encode::<Kinds>(&kinds(json!(1), json!([]), 32));
}

#[test]
fn the_first_field_has_the_highest_bits_in_big_endian_order() {
    // RFC 791, figure 4: version and header length, then service, length, flags and offset.
    let bytes = [0x45, 0xb9, 0x00, 0x03, 0x60, 0x07, 0xff];
    let head = Head::from_slice(&bytes).expect("is a head");
    let expected = Head {
        words: 5,
        service: 46,
        congestion: 1,
        spare: false,
        whole: true,
        more: true,
        offset: 7,
        body: vec![0xff].into(),
    };
    assert_eq!(head, expected);
    assert_eq!(head.to_vec().as_deref(), Ok(&bytes[..]));
    let six = Packed::from_slice(&[0x61, 0x23, 0x45, 0x67]).expect("is a head");
    assert_eq!(six, Packed::Six { class: 0x12, flow: 0x34567 });
}

#[test]
fn the_first_field_has_the_lowest_bits_in_little_endian_order() {
    // a = 5, b = -2 (1111110), c = 1, d = 0x1234 & 0x1fff: 24 bits from the lowest up.
    let number: u32 = 5 | 0b111_1110 << 3 | 1 << 10 | 0x1234 << 11;
    let [a, b, c, _] = number.to_le_bytes();
    // step = 3 (00011), e = -1, f = 0x41 and the count; then the size and the tail.
    let rest: u64 = 3 | 0xff << 5 | 0x41 << 13 | 1 << 20 | 2 << 24 | 0xe << 36;
    let [d, e, f, g, h, ..] = rest.to_le_bytes();
    let bytes = [a, b, c, d, e, f, g, h, 0x00, 0x09, b'h', b'i'];
    let little = Little::from_slice(&bytes).map_err(|error| error.to_string());
    let expected = Little {
        a: 5,
        b: -2,
        d: 0x1234,
        step: Step::Up,
        e: -1,
        f: 0x41,
        tail: 0xe,
        list: vec![9],
        text: "hi".into(),
    };
    assert_eq!(little, Ok(expected));
}
