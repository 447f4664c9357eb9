//! Every kind of fault, with its offset and path.

use packetwright_spec::interpret::{Interpreter, Value};
use serde_json::{Value as Json, json};

use crate::codecs::unhex;
use crate::zoo::zoo;

/// Refused bytes: code, offset, path.
fn refused(structure: &str, bytes: &str, code: &str, offset: usize, path: &str) {
    let model = zoo();
    let interpreter = Interpreter::new(&model);
    let id = interpreter.struct_by_name(structure).expect("a structure of the zoo");
    let fault = match interpreter.decode_struct(id, &unhex(bytes)) {
        Err(fault) => fault,
        Ok(value) => panic!("{structure} {bytes} decodes to {value:?}"),
    };
    assert_eq!(
        (fault.code, fault.offset, fault.path.as_str()),
        (code, offset, path),
        "{structure} {bytes}: {fault}"
    );
}

#[test]
fn truncated() {
    refused("Integers", "", "truncated", 0, "a");
    refused("Integers", "00 80", "truncated", 1, "b");
    refused("Sequences", "ab", "truncated", 0, "id");
    refused("Sequences", "abcd", "truncated", 2, "text");
    refused("Sequences", "abcd 03 6162", "truncated", 2, "text");
    refused("Sequences", "abcd 00", "truncated", 3, "pairs");
    refused("Sequences", "abcd 00 02 01 0002 03 00", "truncated", 8, "pairs[1].y");
    refused("Sequences", "abcd 00 00", "truncated", 4, "maybe");
    refused("Sequences", "abcd 00 00 01 00", "truncated", 5, "maybe");
    refused("Frame", "cab1 0007 0102", "truncated", 4, "body");
    refused("Keys", "02 01 61 02 62", "truncated", 3, "keys[1]");
    refused("Shelves", "02 00", "truncated", 2, "shelves[1]");
    refused("Selected", "02 09 01", "truncated", 2, "content.credit");
    // No room is made for what a count only promises.
    refused("Wide", "ffffffffffffffff 00", "truncated", 9, "items[1]");
}

#[test]
fn constant_and_range() {
    refused("Frame", "cab2 0007 010203", "constant", 0, "magic");
    refused("Ranged", "0000", "out_of_range", 0, "row");
    refused("Ranged", "0201", "out_of_range", 0, "row");
}

#[test]
fn lengths() {
    refused("Sequences", "abcd 06 616161616161", "length", 2, "text");
    refused("Sequences", "abcd 06", "length", 2, "text");
    refused("Sequences", "abcd 00 04", "length", 3, "pairs");
    // At the field that carries the length, before what follows it is looked at.
    refused("Frame", "cab1 0003", "length", 2, "length");
    refused("Frame", "cab1 0004", "length", 2, "length");
    refused("Frame", "cab1 000a", "length", 2, "length");
    refused("Keys", "04", "length", 0, "count");
    refused("Words", "", "length", 0, "words");
    refused("Words", "00 00 00", "length", 0, "words");
    refused("Selected", "01 09 00000000000000000000", "length", 2, "content.rest");
    refused("Shelves", "01 07 00", "length", 2, "shelves[0].name");
}

#[test]
fn variants_and_bits() {
    refused("Choices", "02", "invalid_bool", 0, "truth");
    refused("Choices", "00 03", "unknown_variant", 1, "closed");
    refused("Choices", "00 01 ff 0004", "reserved_bits", 3, "marks");
    // Reserved bits are looked at before the set's own constraints.
    refused("Choices", "00 01 ff 0007", "reserved_bits", 3, "marks");
    refused("Choices", "00 01 ff 0003", "require", 3, "marks");
    refused("Sequences", "abcd 00 00 02", "invalid_option", 4, "maybe");
    refused("Shelves", "02 00 01", "unknown_variant", 2, "shelves[1]");
    refused("Selected", "03 09", "unknown_variant", 0, "kind");
}

#[test]
fn text_constraints_and_ends() {
    refused("Sequences", "abcd 02 c328 00 00", "invalid_utf8", 2, "text");
    refused("Optional", "0000 04 61616161", "require", 0, "");
    refused("Nested", "09 0000 04 61616161", "require", 1, "inner");
    refused("Ranged", "0001 00", "trailing_bytes", 2, "");
    // A structure's constraints come before what follows it.
    refused("Optional", "0000 04 61616161 ff", "require", 0, "");
    // A length is judged before the content that it would reach for.
    refused("Keys", "ff 00", "length", 0, "count");
}

/// Refused values: code and path.
fn unsendable(structure: &str, json: Json, code: &str, path: &str) {
    let model = zoo();
    let interpreter = Interpreter::new(&model);
    let id = interpreter.struct_by_name(structure).expect("a structure of the zoo");
    let value = interpreter.struct_from_json(id, &json).expect("JSON of the right shape");
    let fault = match interpreter.encode_struct(id, &value) {
        Err(fault) => fault,
        Ok(bytes) => panic!("{structure} {json} encodes to {bytes:02x?}"),
    };
    assert_eq!((fault.code, fault.path.as_str()), (code, path), "{structure} {json}: {fault}");
}

#[test]
fn values_that_do_not_encode() {
    unsendable("Ranged", json!({"row": 0}), "out_of_range", "row");
    unsendable("Ranged", json!({"row": -1}), "out_of_range", "row");
    let integers = json!({"a": 256, "b": 0, "c": 0, "d": 0, "e": 0, "f": 0});
    unsendable("Integers", integers, "out_of_range", "a");
    unsendable("Frame", json!({"body": ""}), "length", "length");
    unsendable("Frame", json!({"body": "010203040506"}), "length", "length");
    unsendable("Keys", json!({"keys": ["", "", "", ""]}), "length", "count");
    unsendable("Keys", json!({"keys": ["", "0123456789"]}), "length", "keys[1]");
    let sequences = json!({"id": "00", "text": "", "pairs": [], "maybe": null, "rest": ""});
    unsendable("Sequences", sequences, "length", "id");
    let optional =
        |marks: Json, ttl: Json, from: &str| json!({"marks": marks, "ttl": ttl, "from": from});
    unsendable("Optional", optional(json!([]), json!(1), ""), "presence", "ttl");
    unsendable("Optional", optional(json!(["high"]), json!(null), ""), "presence", "ttl");
    unsendable("Optional", optional(json!([]), json!(null), "abcd"), "require", "");
    unsendable("Optional", optional(json!(["low", "next"]), json!(null), ""), "require", "marks");
    let choices = |closed: i64, open: i64| json!({"truth": true, "closed": closed, "open": open, "marks": []});
    unsendable("Choices", choices(3, 1), "variant", "closed");
    unsendable("Choices", choices(1, 256), "variant", "open");
    // The first in wire order decides.
    unsendable("Choices", choices(3, 256), "variant", "closed");
}

#[test]
fn values_of_the_wrong_shape() {
    let model = zoo();
    let interpreter = Interpreter::new(&model);
    let check = |structure: &str, fields: Vec<(&str, Value)>, code: &str, path: &str| {
        let id = interpreter.struct_by_name(structure).expect("a structure of the zoo");
        let fields = fields.into_iter().map(|(name, value)| (name.to_string(), value)).collect();
        let fault = interpreter.encode_struct(id, &Value::Struct(fields)).expect_err(code);
        assert_eq!((fault.code, fault.path.as_str()), (code, path), "{fault}");
    };
    check("Ranged", vec![], "type", "row");
    check("Ranged", vec![("row", Value::Bool(true))], "type", "row");
    check("Ranged", vec![("row", Value::Text("1".to_string()))], "type", "row");
    check("Ranged", vec![("column", Value::Integer(1))], "type", "");
    let twice = vec![("row", Value::Integer(1)), ("row", Value::Integer(1))];
    check("Ranged", twice, "type", "");
    check("Frame", vec![("magic", Value::Integer(1))], "type", "");
    let marks = vec![("marks", Value::Flags(0x10)), ("from", Value::Text(String::new()))];
    check("Optional", marks, "reserved_bits", "marks");
    let absent = vec![("marks", Value::Flags(0)), ("from", Value::Text(String::new()))];
    let id = interpreter.struct_by_name("Optional").expect("a structure of the zoo");
    let absent = absent.into_iter().map(|(name, value)| (name.to_string(), value)).collect();
    // A field that its condition rules out may be left out.
    assert_eq!(interpreter.encode_struct(id, &Value::Struct(absent)), Ok(vec![0, 0, 0]));
}
