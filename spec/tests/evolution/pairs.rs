//! Pairs of specs, each with what changed and the rules that must say so.

/// A change: its name, the old and the new spec, and the rules in the order of
/// the report.
pub(crate) type Pair = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// Messages, and what stands at the top.
pub(crate) const MESSAGES: &[Pair] = &[
    (
        "nothing but layout, order and comments",
        "struct A { x: u8 } /* a remark */ messages M: u8 { 1 => Ping {}, 2 => Pong {} }",
        "/// Documented.\nmessages M: u8 {\n    2 => Pong {},\n    1 => Ping {},\n}\nstruct A { x: u8 }",
        &[],
    ),
    (
        "a message is added",
        "messages M: u8 { 1 => Ping { nonce: u32 } }",
        "messages M: u8 { 1 => Ping { nonce: u32 }, 2 => Pong { nonce: u32 } }",
        &["message_added"],
    ),
    (
        "a message is removed",
        "messages M: u8 { 1 => Ping {}, 2 => Pong {} }",
        "messages M: u8 { 1 => Ping {} }",
        &["message_removed"],
    ),
    (
        "a message is renamed",
        "messages M: u8 { 1 => Ping { nonce: u8 } }",
        "messages M: u8 { 1 => Probe { nonce: u8 } }",
        &["message_renamed"],
    ),
    (
        "two messages swap their tags",
        "messages M: u8 { 1 => Ping { a: u8 }, 2 => Pong { a: u8 } }",
        "messages M: u8 { 2 => Ping { a: u8 }, 1 => Pong { a: u8 } }",
        &["message_moved", "message_moved"],
    ),
    (
        "a message gets a free tag",
        "messages M: u8 { 1 => Ping {}, 2 => Pong {} }",
        "messages M: u8 { 1 => Ping {}, 3 => Pong {} }",
        &["message_moved"],
    ),
    (
        "a request gets another reply",
        "messages M: u8 { 1 => Ask {} -> Tell, 2 => Tell {}, 3 => Told {} }",
        "messages M: u8 { 1 => Ask {} -> Told, 2 => Tell {}, 3 => Told {} }",
        &["message_reply_changed"],
    ),
    (
        "tags become wider",
        "messages M: u8 { 1 => Ping {} }",
        "messages M: u16 { 1 => Ping {} }",
        &["message_tag_changed"],
    ),
    (
        "a structure and a union are added",
        "struct A { x: u8 }",
        "struct A { x: u8 } struct B { y: u8 } union C: u8 { 1 => One {} }",
        &["item_added", "item_added"],
    ),
    (
        "a structure is removed",
        "struct A { x: u8 } struct B { y: u8 } struct C { z: u8 }",
        "struct A { x: u8 }",
        &["item_removed", "item_removed"],
    ),
    (
        "types are renamed",
        "enum E: u8 { A = 1 } struct P { x: u8 } messages M: u8 { 1 => Ping { e: E, p: P } }",
        "enum F: u8 { A = 1 } struct Q { x: u8 } messages N: u8 { 1 => Ping { e: F, p: Q } }",
        &["type_renamed", "type_renamed", "type_renamed"],
    ),
    (
        "the protocol is renamed",
        "struct A { x: u8 }",
        "protocol q { edition: 1, version: 1, endian: big } struct A { x: u8 }",
        &["protocol_renamed"],
    ),
    (
        "a constant bounds something",
        "const MOST = 4; struct A { x: u8 in 0..=MOST }",
        "const MOST = 5; struct A { x: u8 in 0..=MOST }",
        &["range_widened", "const_changed"],
    ),
];

/// Fields: which there are, and where.
pub(crate) const FIELDS: &[Pair] = &[
    (
        "a field is added at the end",
        "messages M: u8 { 1 => Ping { nonce: u32 } }",
        "messages M: u8 { 1 => Ping { nonce: u32, time: u16 } }",
        &["field_added"],
    ),
    (
        "a field that may be empty is added at the end",
        "messages M: u8 { 1 => Ping { nonce: u32 } }",
        "messages M: u8 { 1 => Ping { nonce: u32, padding: bytes[rest] } }",
        &["field_added"],
    ),
    (
        "a field is added behind a flag that was reserved",
        "flags F: u8 { a = 1, reserved = 0 } messages M: u8 { 1 => Ping { f: F, nonce: u16 } }",
        "flags F: u8 { a = 1, b = 2, reserved = 0 } messages M: u8 { 1 => Ping { f: F, extra: u8 if f.b, nonce: u16 } }",
        &["flag_added", "field_added"],
    ),
    (
        "a field is added within a list",
        "struct P { x: u8 } messages M: u8 { 1 => Path { points: [P; u8] } }",
        "struct P { x: u8, y: u8 } messages M: u8 { 1 => Path { points: [P; u8] } }",
        &["field_added"],
    ),
    (
        "a field is removed",
        "messages M: u8 { 1 => Ping { nonce: u32, time: u16 } }",
        "messages M: u8 { 1 => Ping { nonce: u32 } }",
        &["field_removed"],
    ),
    (
        "a field is renamed",
        "struct A { first: u8, second: bytes[u8] }",
        "struct A { first: u8, content: bytes[u8] }",
        &["field_renamed"],
    ),
    (
        "two fields of one width swap places",
        "struct A { source: u16, target: u16 }",
        "struct A { target: u16, source: u16 }",
        &["field_moved"],
    ),
    (
        "two fields of different widths swap places",
        "struct A { kind: u8, target: u16 in 0..=300 }",
        "struct A { target: u16 in 0..=300, kind: u8 }",
        &["field_moved"],
    ),
    (
        "a number becomes an enumeration",
        "struct A { x: u8 }",
        "enum E: u8 { No = 0, Yes = 1 } struct A { x: E }",
        &["type_changed"],
    ),
    (
        "bytes become text",
        "struct A { x: bytes[u8] }",
        "struct A { x: string[u8] }",
        &["type_changed"],
    ),
    (
        "a value becomes a list",
        "struct A { x: u16 }",
        "struct A { x: [u16; u8] }",
        &["type_changed"],
    ),
    (
        "a number becomes wider",
        "messages M: u8 { 1 => Set { value: u16, name: string[u8] } }",
        "messages M: u8 { 1 => Set { value: u32, name: string[u8] } }",
        &["width_changed"],
    ),
    (
        "bits are parted otherwise",
        "struct A { kind: u3, count: u5 }",
        "struct A { kind: u4, count: u4 }",
        &["width_changed", "width_changed"],
    ),
    ("a number gains a sign", "struct A { x: u16 }", "struct A { x: i16 }", &["sign_changed"]),
    (
        "a number in a range changes its byte order",
        "struct A { x: u16 in 0..=10 }",
        "struct A { x: u16le in 0..=10 }",
        &["byte_order_changed"],
    ),
    (
        "seconds become milliseconds",
        "struct A { wait: u16 s }",
        "struct A { wait: u16 ms }",
        &["unit_changed"],
    ),
    ("a unit is told", "struct A { wait: u16 }", "struct A { wait: u16 ms }", &["unit_changed"]),
    (
        "a condition changes",
        "struct A { kind: u8, extra: u8 if kind == 1 }",
        "struct A { kind: u8, extra: u8 if kind == 2 }",
        &["condition_changed"],
    ),
    (
        "a condition is said in other names",
        "struct A { kind: u8, extra: u8 if kind == 1 }",
        "struct A { sort: u8, extra: u8 if sort == 1 }",
        &["field_renamed"],
    ),
    (
        "a number becomes a length",
        "struct A { count: u8, body: bytes[3] }",
        "struct A { count: u8 = len(body), body: bytes[0..=9] }",
        &["computed_changed", "length_encoding_changed"],
    ),
    (
        "the algorithm of a checksum changes",
        "struct A { body: bytes[2], check: u16 = crc16_modbus(body) }",
        "struct A { body: bytes[2], check: u16 = crc16_arc(body) }",
        &["checksum_changed"],
    ),
    (
        "padding goes to another multiple",
        "struct A { kind: u8, spare: padding[to 2], value: u16 }",
        "struct A { kind: u8, spare: padding[to 4], value: u16 }",
        &["padding_changed"],
    ),
    (
        "truth values and padding may be anything",
        "messages M: u8 { 1 => Put { x: bool, y: [bool; u8], a: u4, z: bool, b: u4, gap: padding[2], s: string[u8], end: padding[to 4] } }",
        "messages M: u8 { 1 => Put { x: bool malleable, y: [bool; u8] malleable, a: u4, z: bool malleable, b: u4, gap: padding[2] malleable, s: string[u8], end: padding[to 4] malleable } }",
        &[
            "malleable_added",
            "malleable_added",
            "malleable_added",
            "malleable_added",
            "malleable_added",
        ],
    ),
    (
        "truth values and padding are strict again",
        "struct A { x: bool malleable, gap: padding[2] malleable, s: string[u8] }",
        "struct A { x: bool, gap: padding[2], s: string[u8] }",
        &["malleable_removed", "malleable_removed"],
    ),
    (
        "a number becomes a truth value of any number, another of zero and one",
        "struct A { x: u8, y: bool malleable, z: bool malleable }",
        "struct A { x: bool malleable, y: bool malleable, z: u8 }",
        &["type_changed", "type_changed"],
    ),
    (
        "trailing bytes are skipped",
        "messages M: u8 { 1 => Ping { nonce: u32 } } struct A { inner: within[u8]<B>, end: u8 } struct B { x: u8 }",
        "messages M: u8 { 1 => Ping { nonce: u32, newer: padding[rest] malleable } } struct A { inner: within[u8]<B>, end: u8 } struct B { x: u8, newer: padding[rest in ..=9] malleable }",
        &["trailing_added", "trailing_added"],
    ),
    (
        "trailing bytes are refused",
        "messages M: u8 { 1 => Ping { nonce: u32, newer: padding[rest] malleable } }",
        "messages M: u8 { 1 => Ping { nonce: u32 } }",
        &["trailing_removed"],
    ),
    (
        "fewer trailing bytes are skipped, and more elsewhere",
        "struct A { x: u8, newer: padding[rest] malleable } struct B { x: u8, newer: padding[rest in ..=4] malleable }",
        "struct A { x: u8, later: padding[rest in ..=9] malleable } struct B { x: u8, newer: padding[rest in ..=8] malleable }",
        &["trailing_changed", "trailing_changed"],
    ),
    (
        "a field is appended where trailing bytes are skipped",
        "messages M: u8 { 1 => Ping { nonce: u32, newer: padding[rest] malleable } }",
        "messages M: u8 { 1 => Ping { nonce: u32, time: u16, newer: padding[rest] malleable } }",
        &["field_added"],
    ),
    (
        "a field that may be empty is appended there",
        "messages M: u8 { 1 => Ping { nonce: u32, newer: padding[rest] malleable } }",
        "messages M: u8 { 1 => Ping { nonce: u32, time: [u16; rest in ..=4] } }",
        &["trailing_removed", "field_added"],
    ),
    (
        "a field is appended in front of a checksum, in a region",
        "struct A { inner: within[u8]<B>, newer: padding[rest in ..=9] malleable, sum: u16 = internet(inner..=newer) } struct B { x: u8, newer: padding[rest] malleable }",
        "struct A { inner: within[u8]<B>, time: u16, newer: padding[rest in ..=9] malleable, sum: u16 = internet(inner..=newer) } struct B { x: u8, y: u16, newer: padding[rest] malleable }",
        &["field_added", "field_added"],
    ),
    (
        "a field longer than what is skipped is appended",
        "struct A { x: u8, newer: padding[rest in ..=2] malleable }",
        "struct A { x: u8, key: bytes[4], newer: padding[rest in ..=2] malleable }",
        &["field_added"],
    ),
    (
        "an appended field is gone again",
        "struct A { x: u8, time: u16, newer: padding[rest] malleable }",
        "struct A { x: u8, newer: padding[rest] malleable }",
        &["field_removed"],
    ),
    (
        "the constant bytes of a file change",
        "struct A { magic: bytes[4] = b\"RIFF\", size: u32le }",
        "struct A { magic: bytes[4] = b\"RIFX\", size: u32le }",
        &["constant_changed"],
    ),
    (
        "constant bytes are longer",
        "struct A { magic: bytes[4] = b\"RIFF\", size: u32le }",
        "struct A { magic: bytes[5] = b\"RIFF\\n\", size: u32le }",
        &["constant_changed", "fixed_length_changed"],
    ),
    (
        "bytes become constant, others free",
        "struct A { magic: bytes[2], end: bytes[2] = b\"\\r\\n\" }",
        "struct A { magic: bytes[2] = b\"PK\", end: bytes[2] }",
        &["constant_fixed", "constant_freed"],
    ),
    (
        "constant bytes are added in front, and others removed behind",
        "struct A { size: u8 } struct B { size: u8, end: bytes[2] = b\"\\r\\n\" }",
        "struct A { magic: bytes[2] = b\"PK\", size: u8 } struct B { size: u8 }",
        &["field_added", "field_removed"],
    ),
    (
        "the magic of a packet changes",
        "packet P { magic: u16 = 0xCAB1, length: u8 = len(body), body: bytes[0..=9] }",
        "packet P { magic: u16 = 0xCAB2, length: u8 = len(body), body: bytes[0..=9] }",
        &["constant_changed"],
    ),
    (
        "a field becomes a constant",
        "struct A { version: u8 }",
        "struct A { version: u8 = 3 }",
        &["constant_fixed"],
    ),
    (
        "a constant becomes a field",
        "struct A { version: u8 = 3 }",
        "struct A { version: u8 }",
        &["constant_freed"],
    ),
    (
        "a range is widened, another narrowed, a third moved",
        "struct A { x: u8 in 1..=8, y: u16 in 0..=500, z: i8 in -5..=5 }",
        "struct A { x: u8 in 0..=9, y: u16 in 0..=499, z: i8 in 0..=10 }",
        &["range_widened", "range_narrowed", "range_shifted"],
    ),
    (
        "a constraint is added and one removed",
        "struct A { x: u8, y: u8, require x != y } struct B { x: u8, y: u8 }",
        "struct A { x: u8, y: u8 } struct B { x: u8, y: u8, require x + y < 300 }",
        &["require_removed", "require_added"],
    ),
    (
        "a constraint changes",
        "struct A { from: string[u8], to: string[u8], require len(from) + len(to) <= 300 }",
        "struct A { from: string[u8], to: string[u8], require len(from) + len(to) <= 200 }",
        &["require_changed"],
    ),
    (
        "a constraint is said in other words",
        "struct A { x: u8, y: u8, require x < y }",
        "struct A { x: u8, y: u8, require y > x }",
        &["require_changed"],
    ),
    (
        "two changes in one structure are told apart",
        "struct A { magic: u8 = 1, x: u8 in 0..=7, tail: u8 in 1..=3 }",
        "struct A { magic: u8 = 1, x: u8 in 2..=7, tail: u8 in 2..=4 }",
        &["range_narrowed", "range_shifted"],
    ),
    (
        "a number becomes of variable length",
        "struct A { x: u32 }",
        "struct A { x: u32leb128 }",
        &["width_changed"],
    ),
    (
        "a number of variable length has another form",
        "struct A { x: u30leb128 }",
        "struct A { x: u30quic }",
        &["width_changed"],
    ),
    (
        "a number may take more bytes than it asks for",
        "messages M: u8 { 1 => Put { x: u32leb128, y: i16zigzag, z: u30quic = 300 } }",
        "messages M: u8 { 1 => Put { x: u32leb128 malleable, y: i16zigzag malleable, z: u30quic = 300 malleable } }",
        &["malleable_added", "malleable_added", "malleable_added"],
    ),
    (
        "a signed number may no longer take more bytes than it asks for",
        "struct A { x: i32leb128 malleable }",
        "struct A { x: i32leb128 }",
        &["malleable_removed"],
    ),
    (
        "a floating-point number becomes wider, another has another byte order",
        "struct A { x: f32 } struct B { x: f64 }",
        "struct A { x: f64 } struct B { x: f64le }",
        &["type_changed", "type_changed"],
    ),
    (
        "bytes of a floating-point number are taken for an integer",
        "struct A { x: f32 }",
        "struct A { x: u32 }",
        &["type_changed"],
    ),
];

/// Lengths.
pub(crate) const LENGTHS: &[Pair] = &[
    (
        "longer strings are allowed",
        "struct A { name: string[u8 in 1..=20] }",
        "struct A { name: string[u8 in 1..=40] }",
        &["length_widened"],
    ),
    (
        "shorter lists are allowed",
        "struct A { items: [u16; u8 in 0..=9] }",
        "struct A { items: [u16; u8 in 0..=3] }",
        &["length_narrowed"],
    ),
    (
        "other lengths are allowed",
        "struct A { count: u8 = len(body), body: bytes[2..=9] }",
        "struct A { count: u8 = len(body), body: bytes[4..=12] }",
        &["length_shifted"],
    ),
    (
        "a length is narrowed beyond the longest input that is tried",
        "struct A { body: bytes[u32 in 0..=16 MiB] }",
        "struct A { body: bytes[u32 in 0..=8 MiB] }",
        &["length_narrowed"],
    ),
    (
        "a fixed length changes",
        "struct A { key: bytes[16], flags: u8 }",
        "struct A { key: bytes[32], flags: u8 }",
        &["fixed_length_changed"],
    ),
    (
        "a prefix becomes wider",
        "struct A { name: string[u8] }",
        "struct A { name: string[u16] }",
        &["length_encoding_changed"],
    ),
    (
        "a delimiter changes",
        "struct A { line: string[until b\"\\r\\n\"] }",
        "struct A { line: string[until b\"\\n\"] }",
        &["length_encoding_changed"],
    ),
    (
        "a length counts its header",
        "struct A { count: u8 = len(body), body: bytes[0..=9] }",
        "struct A { count: u8 = len(body) + 1, body: bytes[0..=9] }",
        &["length_offset_changed"],
    ),
    (
        "what was left is bounded, another is bounded no longer",
        "struct A { body: bytes[rest] } struct B { body: bytes[rest in 1..=8] }",
        "struct A { body: bytes[rest in ..=8] } struct B { body: bytes[rest] }",
        &["length_narrowed", "length_widened"],
    ),
    (
        "what was left has a prefix, and the other way round",
        "struct A { body: bytes[rest] } struct B { items: [u16; u8] }",
        "struct A { body: bytes[u8] } struct B { items: [u16; rest] }",
        &["length_encoding_changed", "length_encoding_changed"],
    ),
    (
        "what was left has a fixed length, another is measured",
        "struct A { body: bytes[rest] } struct B { kind: u8, body: string[rest] }",
        "struct A { body: bytes[4] } struct B { kind: u8 = len(body), body: string[0..=9] }",
        &["length_encoding_changed", "computed_changed", "length_encoding_changed"],
    ),
    (
        "a prefix of one byte becomes of variable length",
        "struct A { x: bytes[u8] }",
        "struct A { x: bytes[u8leb128] }",
        &["length_encoding_changed"],
    ),
    (
        "a prefix of variable length has another form",
        "struct A { x: bytes[u14leb128] }",
        "struct A { x: bytes[u14quic] }",
        &["length_encoding_changed"],
    ),
    (
        "a prefix may no longer take more bytes than it asks for",
        "messages M: u8 { 1 => Put { x: bytes[u16leb128] malleable } }",
        "messages M: u8 { 1 => Put { x: bytes[u16leb128] } }",
        &["malleable_removed"],
    ),
    (
        "the layout becomes bincode's of variable length",
        "struct A encoding bincode { x: bytes }",
        "struct A encoding bincode varint { x: bytes }",
        &["length_encoding_changed"],
    ),
];

/// Enumerations, flags and unions.
pub(crate) const CHOICES: &[Pair] = &[
    (
        "a closed enumeration gets a variant",
        "enum E: u8 { A = 1 } messages M: u8 { 1 => Say { e: E } }",
        "enum E: u8 { A = 1, B = 2 } messages M: u8 { 1 => Say { e: E } }",
        &["enum_value_added"],
    ),
    (
        "an open enumeration gets a variant",
        "enum E: u8 { A = 1, .. } struct S { e: E }",
        "enum E: u8 { A = 1, B = 2, .. } struct S { e: E }",
        &["enum_value_added"],
    ),
    (
        "a closed enumeration loses a variant, an open one as well",
        "enum E: u8 { A = 1, B = 2 } enum F: u8 { A = 1, B = 2, .. } struct S { e: E, f: F }",
        "enum E: u8 { A = 1 } enum F: u8 { A = 1, .. } struct S { e: E, f: F }",
        &["enum_value_removed", "enum_value_removed"],
    ),
    (
        "a variant is renamed",
        "enum E: u8 { A = 1, B = 2 } struct S { e: E }",
        "enum E: u8 { A = 1, C = 2 } struct S { e: E }",
        &["enum_value_renamed"],
    ),
    (
        "two variants swap their numbers",
        "enum E: u8 { Red = 1, Green = 2 } struct S { e: E }",
        "enum E: u8 { Green = 1, Red = 2 } struct S { e: E }",
        &["enum_value_moved", "enum_value_moved"],
    ),
    (
        "an enumeration opens, another closes",
        "enum E: u8 { A = 1 } enum F: u8 { A = 1, .. } struct S { e: E, f: F }",
        "enum E: u8 { A = 1, .. } enum F: u8 { A = 1 } struct S { e: E, f: F }",
        &["enum_opened", "enum_closed"],
    ),
    (
        "a flag is added, one is removed",
        "flags F: u8 { a = 1, b = 2, reserved = 0 } struct S { f: F }",
        "flags F: u8 { a = 1, c = 4, reserved = 0 } struct S { f: F }",
        &["flag_removed", "flag_added"],
    ),
    (
        "a flag is renamed",
        "flags F: u8 { a = 1, b = 2, reserved = 0 } struct S { f: F }",
        "flags F: u8 { a = 1, c = 2, reserved = 0 } struct S { f: F }",
        &["flag_renamed"],
    ),
    (
        "two flags swap their bits",
        "flags F: u8 { a = 1, b = 2, reserved = 0 } struct S { f: F }",
        "flags F: u8 { b = 1, a = 2, reserved = 0 } struct S { f: F }",
        &["flag_moved", "flag_moved"],
    ),
    (
        "flags may not be together any more",
        "flags F: u8 { a = 1, b = 2, reserved = 0 } struct S { f: F }",
        "flags F: u8 { a = 1, b = 2, reserved = 0, require !(a && b) } struct S { f: F }",
        &["require_added"],
    ),
    (
        "an arm is added",
        "union U: u8 { 1 => One { x: u8 } } messages M: u8 { 1 => Say { u: U } }",
        "union U: u8 { 1 => One { x: u8 }, 2 => Two {} } messages M: u8 { 1 => Say { u: U } }",
        &["arm_added"],
    ),
    (
        "an arm is added where others are kept",
        "union U: u8 within[u8] { 1 => One { x: u8 }, .. => Other { raw: bytes[rest] } } struct S { all: [U; u8] }",
        "union U: u8 within[u8] { 1 => One { x: u8 }, 2 => Two { y: u16 }, .. => Other { raw: bytes[rest] } } struct S { all: [U; u8] }",
        &["arm_added"],
    ),
    (
        "an arm is added that the one for others cannot hold",
        "union U: u8 { 1 => One { x: u8 }, .. => Other { raw: bytes[u8] } } struct S { u: U }",
        "union U: u8 { 1 => One { x: u8 }, 2 => Two { y: u8 }, .. => Other { raw: bytes[u8] } } struct S { u: U }",
        &["arm_added"],
    ),
    (
        "an arm is removed",
        "union U: u8 { 1 => One { x: u8 }, 2 => Two {} } struct S { u: U }",
        "union U: u8 { 1 => One { x: u8 } } struct S { u: U }",
        &["arm_removed"],
    ),
    (
        "an arm is renamed, and a field within",
        "union U: u8 { 1 => One { x: u8 }, 2 => Two {} } struct S { u: U }",
        "union U: u8 { 1 => First { y: u8 }, 2 => Two {} } struct S { u: U }",
        &["arm_renamed", "field_renamed"],
    ),
    (
        "two arms swap their numbers",
        "union U: u8 { 1 => One { x: u8 }, 2 => Two { x: u8 } } struct S { u: U }",
        "union U: u8 { 2 => One { x: u8 }, 1 => Two { x: u8 } } struct S { u: U }",
        &["arm_moved", "arm_moved"],
    ),
    (
        "a variant and its arm are added",
        "enum K: u8 { A = 1 } union U(k: K) { A => { x: u8 } } struct S { k: K, u: U(k) }",
        "enum K: u8 { A = 1, B = 2 } union U(k: K) { A => { x: u8 }, B => {} } struct S { k: K, u: U(k) }",
        &["enum_value_added", "arm_added"],
    ),
    (
        "a union opens, another closes",
        "union U: u8 { 1 => One {} } union V: u8 { 1 => Eins {}, .. => Rest { raw: bytes[u8] } } struct S { u: U, v: V }",
        "union U: u8 { 1 => One {}, .. => Other { raw: bytes[u8] } } union V: u8 { 1 => Eins {} } struct S { u: U, v: V }",
        &["union_opened", "union_closed"],
    ),
    (
        "the tag of a union becomes wider",
        "union U: u8 { 1 => One { x: u8 } } struct S { u: U }",
        "union U: u16 { 1 => One { x: u8 } } struct S { u: U }",
        &["union_selector_changed"],
    ),
    (
        "a structure deep within changes in one arm alone",
        "struct P { x: u8 in 0..=9 } union U: u8 { 1 => One { y: u8 in 0..=4 }, 2 => Two { p: P } } messages M: u8 { 7 => Say { u: option<U> } }",
        "struct P { x: u8 in 0..=8 } union U: u8 { 1 => One { y: u8 in 0..=3 }, 2 => Two { p: P } } messages M: u8 { 7 => Say { u: option<U> } }",
        &["range_narrowed", "range_narrowed"],
    ),
];

/// History.
pub(crate) const HISTORY: &[Pair] = &[
    (
        "something is on its way out, and something else no longer",
        "struct A { x: u8, #[deprecated] y: u8 }",
        "struct A { #[deprecated(\"use y\")] x: u8, y: u8 }",
        &["deprecated", "undeprecated"],
    ),
    (
        "another version is said to have brought a field",
        "protocol p { edition: 1, version: 3, endian: big } struct A { #[since(2)] x: u8 }",
        "protocol p { edition: 1, version: 3, endian: big } struct A { #[since(3)] x: u8 }",
        &["since_changed"],
    ),
    (
        "what is new says the new version",
        "protocol p { edition: 1, version: 1, endian: big } messages M: u8 { 1 => Ping {} }",
        "protocol p { edition: 1, version: 2, endian: big } messages M: u8 { 1 => Ping {}, #[since(2)] 2 => Pong {} }",
        &["message_added"],
    ),
    (
        "what is new says an old version",
        "protocol p { edition: 1, version: 2, endian: big } messages M: u8 { 1 => Ping {} }",
        "protocol p { edition: 1, version: 3, endian: big } messages M: u8 { 1 => Ping {}, #[since(2)] 2 => Pong {} }",
        &["message_added", "since_not_new"],
    ),
];
