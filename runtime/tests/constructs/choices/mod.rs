//! Unions, chosen in every way.
//!
//! The spec is `codegen/tests/specs/choices.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;
use serde_json::json;

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{Message, MessageRef, Number, Selected, SelectedRef, Tagged, Value};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/choices.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_set(&model, "Message").hold::<Message>(view!(MessageRef));
    Agreement::of_struct(&model, "Selected").hold::<Selected>(view!(SelectedRef));
}

#[test]
fn a_number_without_an_arm_is_kept() {
    let bytes = [0x12, 0x34, 2, 0xaa, 0xbb];
    let value = Tagged::from_slice(&bytes).expect("has an arm for it");
    assert_eq!(value, Tagged::Unknown { tag: 0x1234, raw: vec![0xaa, 0xbb].into() });
    assert_eq!(value.to_vec().as_deref(), Ok(&bytes[..]));
}

#[test]
fn a_kept_number_that_has_an_arm_is_refused() {
    let value = Tagged::Unknown { tag: 1, raw: vec![].into() };
    let error = value.to_vec().expect_err("the number has an arm");
    assert_eq!((error.kind.code(), error.path.to_string().as_str()), ("variant", "tag"));
}

#[test]
fn encoders_refuse_alike() {
    let model = model();
    let sets = Agreement::of_set(&model, "Message");
    for tagged in [
        json!({"Unknown": {"tag": 0xff00, "raw": ""}}),
        json!({"Unknown": {"tag": 2, "raw": "00"}}),
        json!({"Word": {"word": 7}}),
    ] {
        for odd in [
            json!({"Others": {"tag": 1, "rest": ""}}),
            json!({"Others": {"tag": 0x0100_0000, "rest": ""}}),
            json!({"Others": {"tag": 0x00ff_ffff, "rest": "00112233445566778899"}}),
        ] {
            sets.check_encode::<Message>(&json!({"Tags": {"values": [tagged], "odd": odd}}));
        }
    }
    let frame = json!({"Any": {"kind": 2, "value": ""}});
    sets.check_encode::<Message>(&json!({"Peeked": {"frame": frame, "records": []}}));
    let structs = Agreement::of_struct(&model, "Selected");
    for (value, number) in [
        (json!({"Other": {"tag": "Small", "raw": ""}}), json!({"Byte": {"value": 1}})),
        (json!({"Other": {"tag": 77, "raw": ""}}), json!({"Wide": {"tag": 100, "value": ""}})),
        (json!({"Other": {"tag": "Empty", "raw": "010203"}}), json!({"Nothing": {}})),
        (json!({"Other": {"tag": 1, "raw": ""}}), json!({"Wide": {"tag": 2, "value": ""}})),
        (
            json!({"Other": {"tag": 3, "raw": ""}}),
            json!({"Wide": {"tag": 0x0100_0000, "value": ""}}),
        ),
    ] {
        structs.check_encode::<Selected>(&json!({
            "value": value,
            "number": number,
            "section": {"Plain": {"tag": "Body", "mark": 1}},
            "extra": {"Above": {"more": 300}},
        }));
    }
}

#[test]
fn the_choosing_number_is_computed() {
    let wide = Number::Wide { tag: 200, value: vec![5].into() };
    assert_eq!(wide.selector(), 200);
    let small = Value::Small { number: 5 };
    assert_eq!(small.selector().number(), 1);
}
