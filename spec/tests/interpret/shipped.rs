//! Packets and messages of the specs that ship: bytes against JSON, faults of
//! real input, and the dump that people read.

use std::fmt::Write;

use packetwright_spec::Checked;
use packetwright_spec::interpret::{Interpreter, Value};
use packetwright_spec::model::Model;
use serde_json::{Value as Json, json};

use crate::codecs::{hex, unhex};
use crate::specs::{cabinet, network};

/// A message of the first set, both ways.
fn check_message(model: &Checked<Model>, bytes: &str, expected: Json) {
    let interpreter = Interpreter::new(model);
    let value = interpreter.message_from_json(0, &expected).expect("a message");
    let encoded = interpreter.encode_message(0, &value).expect("a valid message");
    assert_eq!(hex(&encoded), hex(&unhex(bytes)), "{expected}");
    let decoded = interpreter.decode_message(0, &unhex(bytes)).expect("a valid message");
    assert_eq!(interpreter.message_to_json(0, &decoded), expected);
}

/// A structure by its name, both ways.
fn check_struct(model: &Checked<Model>, name: &str, bytes: &str, expected: Json) {
    let interpreter = Interpreter::new(model);
    let id = interpreter.struct_by_name(name).expect("a structure of the spec");
    let value = interpreter.struct_from_json(id, &expected).expect("a structure");
    let encoded = interpreter.encode_struct(id, &value).expect("a valid structure");
    assert_eq!(hex(&encoded), hex(&unhex(bytes)), "{expected}");
    let decoded = interpreter.decode_struct(id, &unhex(bytes)).expect("a valid structure");
    assert_eq!(interpreter.struct_to_json(id, &decoded), expected);
}

#[test]
fn the_network_protocol() {
    let model = network();
    let echo = "01000000 0500000000000000 68656c6c6f";
    check_message(model, echo, json!({"Echo": {"payload": "68656c6c6f"}}));
    check_message(model, "02000000 ffffffffffffffff", json!({"Ping": {"nonce": u64::MAX}}));
    check_message(
        model,
        "04000000 0400 0200000000000000 c3a9",
        json!({"ErrorReport": {"code": "Overloaded", "detail": "é"}}),
    );
    check_message(
        model,
        "05000000 ff00 0000000000000000",
        json!({"Goodbye": {"reason": 255, "detail": ""}}),
    );
    check_struct(
        model,
        "Packet",
        "deadbeef 01 81 00000003 010203",
        json!({"flags": ["lz4", "encrypted"], "payload": "010203"}),
    );
    check_struct(
        model,
        "Envelope",
        "01 01 0000000000000007 000003e8 aabb",
        json!({"flags": ["deadline"], "id": 7, "deadline": 1000, "trace": null,
               "content": {"Request": {"message": "aabb"}}}),
    );
    check_struct(
        model,
        "Envelope",
        "07 00 0000000000000007 00010000",
        json!({"flags": [], "id": 7, "deadline": null, "trace": null,
               "content": {"Window": {"credit": 65536}}}),
    );
}

#[test]
fn the_cabinet_protocol() {
    let model = cabinet();
    check_message(
        model,
        "03 01 02 6162 0001 03 6b6579 3c000000 0200 cafe",
        json!({"Put": {"shelf": {"Named": {"name": "ab"}}, "options": ["expires"], "key": "key",
                       "ttl": 60, "value": "cafe"}}),
    );
    check_message(
        model,
        "02 01 01 feffffffffffffff 0100 00",
        json!({"Found": {"entry": {"origin": "Disk", "written": -2, "value": "00"}}}),
    );
    check_message(model, "02 00", json!({"Found": {"entry": null}}));
    check_message(model, "05 0200 01 01 61 00", json!({"Keys": {"more": true, "keys": ["a", ""]}}));
    let samples = [1, -1, 0, 0, 0, 0, 0, i32::MIN];
    check_message(
        model,
        "08 ffff 01000000 ffffffff 00000000 00000000 00000000 00000000 00000000 00000080",
        json!({"Drift": {"type": -1, "samples": samples}}),
    );
    check_struct(model, "Frame", "b1ca 03 00 0a000000 0102", json!({"body": "0102"}));
}

/// Refused packets and messages: code, offset and path.
fn refused(model: &Checked<Model>, name: &str, bytes: &str, expected: (&str, usize, &str)) {
    let interpreter = Interpreter::new(model);
    let outcome = match interpreter.struct_by_name(name) {
        Some(id) => interpreter.decode_struct(id, &unhex(bytes)),
        None => interpreter.decode_message(0, &unhex(bytes)),
    };
    let fault = outcome.expect_err(bytes);
    assert_eq!((fault.code, fault.offset, fault.path.as_str()), expected, "{bytes}: {fault}");
}

#[test]
fn refused_by_the_network_protocol() {
    let model = network();
    let check = |name, bytes, expected| refused(model, name, bytes, expected);
    check("Packet", "deadbeee 01 00 00000000", ("constant", 0, "magic"));
    check("Packet", "deadbeef 02 00 00000000", ("constant", 4, "version"));
    check("Packet", "deadbeef 01 04 00000000", ("reserved_bits", 5, "flags"));
    check("Packet", "deadbeef 01 03 00000000", ("require", 5, "flags"));
    check("Packet", "deadbeef 01 00 01000001", ("length", 6, "length"));
    check("Packet", "deadbeef 01 00 01000000", ("truncated", 10, "payload"));
    check("Packet", "deadbeef 01 00 00000000 00", ("trailing_bytes", 10, ""));
    check("Envelope", "08 00", ("unknown_variant", 0, "kind"));
    check("Envelope", "07 00 0000000000000007 0001", ("truncated", 10, "content.credit"));
    check("Envelope", "04 00 0000000000000007 00", ("trailing_bytes", 10, ""));
    check("a message", "06000000", ("unknown_message", 0, ""));
    check("a message", "060000", ("truncated", 0, ""));
    check("a message", "01000000 ffffffffffffffff 00", ("truncated", 4, "payload"));
    check("a message", "04000000 0100 0104000000000000", ("length", 6, "detail"));
}

#[test]
fn refused_by_the_cabinet_protocol() {
    let model = cabinet();
    let check = |name, bytes, expected| refused(model, name, bytes, expected);
    check("Frame", "b1ca 03 00 07000000", ("length", 4, "length"));
    check("Frame", "b1ca 03 00 09a00000", ("length", 4, "length"));
    check("Frame", "b1ca 03 01", ("constant", 3, "spare"));
    check("a message", "01 02 0100 0102", ("out_of_range", 4, "shelf.column"));
    check("a message", "01 03", ("unknown_variant", 1, "shelf"));
    check("a message", "05 e903", ("length", 1, "count"));
    check("a message", "05 0100 00 01 ff", ("invalid_utf8", 4, "keys[0]"));
    let long = format!("04 {0} {0} 0100", "c8".to_string() + &"61".repeat(200));
    check("a message", &long, ("require", 1, ""));
}

#[test]
fn a_message_or_arm_that_nobody_declared() {
    let model = network();
    let interpreter = Interpreter::new(model);
    let nobody = Value::Union { arm: "Nobody".to_string(), fields: vec![] };
    assert_eq!(interpreter.encode_message(0, &nobody).expect_err("unknown").code, "type");
    assert_eq!(interpreter.encode_message(9, &nobody).expect_err("unknown").code, "type");
    assert_eq!(interpreter.decode_message(9, &[]).expect_err("unknown").code, "unknown_message");
    assert_eq!(
        interpreter.message_by_name("Pong").map(|(set, found)| (set, found.tag)),
        Some((0, 3))
    );
    assert!(interpreter.message_by_name("Nobody").is_none());
}

#[test]
fn read_aloud() {
    let (network, cabinet) = (network(), cabinet());
    let mut shown = String::new();
    let mut show = |title: &str, model: &Checked<Model>, name: Option<&str>, bytes: &str| {
        let interpreter = Interpreter::new(model);
        let input = unhex(bytes);
        let annotated = match name.and_then(|name| interpreter.struct_by_name(name)) {
            Some(id) => interpreter.annotate_struct(id, &input),
            None => interpreter.annotate_message(0, &input),
        };
        writeln!(shown, "{title}\n{annotated}").expect("a string takes all");
    };
    let payload = "00".repeat(20);
    let packet = format!("deadbeef 01 80 00000014 {payload}");
    show("a packet", network, Some("Packet"), &packet);
    show("a packet cut short", network, Some("Packet"), "deadbeef 01 80 00000014 00");
    let envelope = "01 01 0000000000000007 000003e8 aabb";
    show("a request", network, Some("Envelope"), envelope);
    let report = "04000000 0400 0200000000000000 c3a9";
    show("an error", network, None, report);
    let put = "03 01 02 6162 0001 03 6b6579 3c000000 0200 cafe";
    show("a message with a union", cabinet, None, put);
    show("a list that breaks off", cabinet, None, "05 0300 01 01 61 00 05 62");
    let drift = "08 ffff 01000000 ffffffff 00000000 00000000 00000000 00000000 00000000 00000080";
    show("a list of numbers", cabinet, None, drift);
    show("an option", cabinet, None, "02 01 05 feffffffffffffff 0100 00");
    insta::assert_snapshot!("read_aloud", shown);
}
