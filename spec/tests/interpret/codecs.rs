//! Bytes and JSON of every kind of type, both ways.

use packetwright_spec::interpret::Interpreter;
use serde_json::{Value as Json, json};

use crate::zoo::zoo;

pub(crate) fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_digit(16).expect("a hex digit") as u8)
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn check(structure: &str, bytes: &str, expected: Json) {
    let model = zoo();
    let interpreter = Interpreter::new(&model);
    let id = interpreter.struct_by_name(structure).expect("a structure of the zoo");
    let bytes = unhex(bytes);
    let value = interpreter.decode_struct(id, &bytes);
    let value = value.unwrap_or_else(|fault| panic!("{structure} does not decode: {fault}"));
    assert_eq!(interpreter.struct_to_json(id, &value), expected, "{structure} as JSON");
    let read = interpreter.struct_from_json(id, &expected);
    let read = read.unwrap_or_else(|fault| panic!("{structure} from JSON: {fault}"));
    assert_eq!(read, value, "{structure} from JSON");
    let encoded = interpreter.encode_struct(id, &value);
    let encoded = encoded.unwrap_or_else(|fault| panic!("{structure} does not encode: {fault}"));
    assert_eq!(hex(&encoded), hex(&bytes), "{structure} encoded");
}

#[test]
fn integers_of_every_shape() {
    check(
        "Integers",
        "ff 8000 010000 feffffff ffffffffffffffff 0000000000000080",
        json!({"a": 255, "b": -32768, "c": 1, "d": -2, "e": u64::MAX, "f": i64::MIN}),
    );
    check(
        "Integers",
        "00 7fff ffffff ffffff7f 0102030405060708 ffffffffffffff7f",
        json!({"a": 0, "b": 32767, "c": 0xff_ffff, "d": i32::MAX,
               "e": 0x0102_0304_0506_0708_u64, "f": i64::MAX}),
    );
    check("Ranged", "0001", json!({"row": 1}));
    check("Ranged", "0200", json!({"row": 512}));
}

#[test]
fn choices() {
    check(
        "Choices",
        "01 02 01 8001",
        json!({"truth": true, "closed": "Two", "open": "One", "marks": ["low", "high"]}),
    );
    check(
        "Choices",
        "00 01 ff 0000",
        json!({"truth": false, "closed": "One", "open": 255, "marks": []}),
    );
}

#[test]
fn sequences() {
    check(
        "Sequences",
        "abcd 03 e282ac 02 01 0002 03 0004 01 0005 0607",
        json!({"id": "abcd", "text": "€", "pairs": [{"x": 1, "y": 2}, {"x": 3, "y": 4}],
               "maybe": 5, "rest": "0607"}),
    );
    check(
        "Sequences",
        "0000 00 00 00",
        json!({"id": "0000", "text": "", "pairs": [], "maybe": null, "rest": ""}),
    );
    check("Words", "01 61 00", json!({"words": ["a", ""]}));
}

#[test]
fn unions() {
    check(
        "Shelves",
        "03 00 07 02 6869 00",
        json!({"shelves": [{"Open": {}}, {"Named": {"name": "hi"}}, {"Open": {}}]}),
    );
    check("Selected", "01 09 aabb", json!({"id": 9, "content": {"One": {"rest": "aabb"}}}));
    check("Selected", "02 09 0102", json!({"id": 9, "content": {"Two": {"credit": 258}}}));
}

#[test]
fn computed_fields() {
    check("Frame", "cab1 0007 010203", json!({"body": "010203"}));
    check("Keys", "02 01 61 02 6263", json!({"keys": ["a", "bc"]}));
    check("Optional", "8000 0102 03 616263", json!({"marks": ["high"], "ttl": 258, "from": "abc"}));
    check("Optional", "0001 00", json!({"marks": ["low"], "ttl": null, "from": ""}));
}

#[test]
fn json_that_is_no_value_says_where() {
    let model = zoo();
    let interpreter = Interpreter::new(&model);
    let check = |structure: &str, json: Json, path: &str, message: &str| {
        let id = interpreter.struct_by_name(structure).expect("a structure of the zoo");
        let fault = interpreter.struct_from_json(id, &json).expect_err(message);
        assert_eq!((fault.path.as_str(), fault.message.as_str()), (path, message));
    };
    check("Ranged", json!({"row": "x"}), "row", "expected an integer, found \"x\"");
    check("Ranged", json!({"row": 1.5}), "row", "expected an integer, found 1.5");
    check("Ranged", json!({}), "row", "expected a value, found none");
    check("Ranged", json!({"row": 1, "col": 2}), "", "Ranged has no field col");
    check("Ranged", json!([1]), "", "expected an object with the fields of Ranged, found [1]");
    check("Frame", json!({"magic": 1, "body": "00"}), "", "magic is computed; leave it out");
    check("Frame", json!({"body": "0"}), "body", "expected pairs of hex digits, found \"0\"");
    check("Frame", json!({"body": "é0"}), "body", "expected pairs of hex digits, found \"é0\"");
    let shelves = json!({"shelves": [{"Open": {}}, {"Shut": {}}]});
    check("Shelves", shelves, "shelves[1]", "Shelf has no arm Shut");
    let named = json!({"shelves": [{"Named": {"name": 3}}]});
    check("Shelves", named, "shelves[0].name", "expected a string, found 3");
    let two = json!({"shelves": [{"Open": {}, "Named": {}}]});
    let message =
        r#"expected an object with one entry, {"Name": {…}}, found {"Named":{},"Open":{}}"#;
    check("Shelves", two, "shelves[0]", message);
    let choices = |closed: Json, marks: Json| json!({"truth": true, "closed": closed, "open": 1, "marks": marks});
    check(
        "Choices",
        choices(json!("Ten"), json!([])),
        "closed",
        "expected a variant of Closed, found \"Ten\"",
    );
    check(
        "Choices",
        choices(json!(1), json!(["mid"])),
        "marks",
        "expected a flag of Marks, found \"mid\"",
    );
    check(
        "Choices",
        choices(json!(1), json!(3)),
        "marks",
        "expected an array of names of flags, found 3",
    );
}
