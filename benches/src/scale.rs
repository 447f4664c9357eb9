//! A protocol as large as wanted: so many messages of ten fields, as a spec and
//! as the `.proto` that comes closest.

use std::fmt::Write;

/// The fields of each message, in the spec and in the `.proto`.
const FIELDS: [[&str; 2]; 10] = [
    ["id: u64", "uint64 id = 1"],
    ["at: u64 ms", "uint64 at = 2"],
    ["urgent: bool", "bool urgent = 3"],
    ["kind: Kind", "Kind kind = 4"],
    ["marks: Marks", "uint32 marks = 5"],
    ["name: string[u8 in 1..=64]", "string name = 6"],
    ["data: bytes[u16]", "bytes data = 7"],
    ["numbers: [u32; u8]", "repeated fixed32 numbers = 8"],
    ["place: option<Point>", "optional Point place = 9"],
    ["score: i32 in -1000..=1000", "sint32 score = 10"],
];

/// A spec of so many messages.
pub fn spec(messages: usize) -> String {
    let mut text = String::from(
        "protocol scale { edition: 1, version: 1, endian: big }\n\n\
         enum Kind: u8 { Small = 1, Large = 2, .. }\n\
         flags Marks: u16 { read = 1, kept = 2, reserved = 0 }\n\
         struct Point { x: i32, y: i32 }\n\n\
         messages Message: u32 {\n",
    );
    for number in 0..messages {
        text.push_str(&format!("    {number} => Item{number} {{\n"));
        for [field, _] in FIELDS {
            text.push_str(&format!("        {field},\n"));
        }
        text.push_str("    },\n");
    }
    text + "}\n"
}

/// The `.proto` of the same messages, one of which a `Message` holds.
pub fn proto(messages: usize) -> String {
    let mut text = String::from(
        "syntax = \"proto3\";\npackage scale;\n\n\
         enum Kind { NONE = 0; SMALL = 1; LARGE = 2; }\n\
         message Point { sint32 x = 1; sint32 y = 2; }\n\n",
    );
    let mut arms = String::new();
    for number in 0..messages {
        text.push_str(&format!("message Item{number} {{\n"));
        for [_, field] in FIELDS {
            text.push_str(&format!("  {field};\n"));
        }
        text.push_str("}\n");
        writeln!(arms, "    Item{number} item{number} = {};", number + 1)
            .expect("a string takes all");
    }
    text + "message Message {\n  oneof body {\n" + &arms + "  }\n}\n"
}
