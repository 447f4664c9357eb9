//! Floating-point numbers.
//!
//! The spec is `codegen/tests/specs/floats.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::interpret::Interpreter;
use packetwright_spec::model::Model;
use serde_json::{Value as Json, json};

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{Everything, EverythingRef, Message, MessageRef, Plain, Point, Sample};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/floats.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_struct(&model, "Point")
        .hold::<Point>(|input| Point::from_slice(input).map(|p| p.to_vec().expect("was decoded")));
    Agreement::of_struct(&model, "Everything").hold::<Everything>(view!(EverythingRef));
    Agreement::of_set(&model, "Message").hold::<Message>(view!(MessageRef));
}

/// The JSON form of a point, by generated code; the interpreter has the same.
fn point_json(bytes: &[u8]) -> Json {
    let model = model();
    let interpreter = Interpreter::new(&model);
    let id = interpreter.struct_by_name("Point").expect("the spec declares it");
    let found = Point::from_slice(bytes).expect("every pattern of bits is a value");
    assert_eq!(found.to_vec().as_deref(), Ok(bytes), "every bit comes back");
    let json = serde_json::to_value(found).expect("has a JSON form");
    let value = interpreter.decode_struct(id, bytes).expect("every pattern of bits is a value");
    assert_eq!(interpreter.struct_to_json(id, &value), json);
    assert_eq!(interpreter.struct_from_json(id, &json), Ok(value));
    // Through text, too.
    let read: Point = serde_json::from_str(&json.to_string()).expect("reads its own");
    assert_eq!(read.to_vec().as_deref(), Ok(bytes));
    json
}

#[test]
fn every_bit_comes_back_from_json() {
    let point = |x: u32, y: u32, z: u32| {
        let (x, y, z) = (x.to_be_bytes(), y.to_le_bytes(), z.to_be_bytes());
        point_json(&[x, y, z].concat())
    };
    assert_eq!(
        point(1f32.to_bits(), (-2.5f32).to_bits(), (-0f32).to_bits()),
        json!({"x": 1.0, "y": -2.5, "z": -0.0})
    );
    assert_eq!(
        point(f32::INFINITY.to_bits(), f32::NEG_INFINITY.to_bits(), 0x7fc0_0000),
        json!({"x": "Infinity", "y": "-Infinity", "z": "NaN"})
    );
    // A signalling NaN, one with a payload, one with a sign.
    assert_eq!(
        point(0x7f80_0001, 0x7fc1_2345, 0xffc0_0000),
        json!({"x": "NaN:7f800001", "y": "NaN:7fc12345", "z": "NaN:ffc00000"})
    );
    assert_eq!(point(0.1f32.to_bits(), 1, 0x7f7f_ffff)["x"], json!(0.1f32 as f64));
}

#[test]
fn what_is_no_number_is_refused_in_json() {
    let model = model();
    let interpreter = Interpreter::new(&model);
    let id = interpreter.struct_by_name("Point").expect("the spec declares it");
    for (x, fine) in [
        (json!(3), true),
        (json!(-7), true),
        (json!(1e-50), true),
        (json!(1e39), false),
        (json!("NaN"), true),
        (json!("nan"), false),
        (json!("NaN:7fc0000"), false),
        (json!("NaN:7FC00001"), false),
        (json!("NaN:+fc00001"), false),
        (json!("NaN:3f800000"), false),
        (json!("NaN:7ff8000000000001"), false),
        (json!("1.5"), false),
        (json!(null), false),
        (json!([1.0]), false),
    ] {
        let json = json!({"x": x, "y": 0, "z": 0});
        let generated = serde_json::from_value::<Point>(json.clone());
        assert_eq!(generated.is_ok(), fine, "generated code of {x}: {generated:?}");
        let interpreted = interpreter.struct_from_json(id, &json);
        assert_eq!(interpreted.is_ok(), fine, "the interpreter of {x}: {interpreted:?}");
    }
}

#[test]
fn types_without_floating_point_numbers_stay_eq() {
    fn is_eq<T: Eq>() {}
    is_eq::<Plain>();
    let nan = |bits| Message::Sample(Sample { value: f64::from_bits(bits), unit: String::new() });
    assert_ne!(nan(0x7ff8_0000_0000_0000), nan(0x7ff8_0000_0000_0000), "NaN is equal to nothing");
}

#[test]
fn a_number_cut_short_is_refused_at_its_start() {
    let error = Message::from_slice(&[1, 0, 0, 0, 0, 0, 0, 0]).expect_err("is cut short");
    let fault = (error.kind.code(), error.offset, error.path.to_string());
    assert_eq!(fault, ("truncated", 1, "value".to_owned()));
}
