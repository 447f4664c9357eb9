//! The constructs of the language, a row each: a spec that has it, one that gets
//! it wrong, the same in Rust, and what the pages say of it.
//!
//! The one place where a new construct is entered; `variants` then says which
//! variant of the model it stands for. Nothing here is believed: the tests try
//! all of it.

use packetwright_spec::diagnostic::Code;

use super::Column::{Check, Encode, Interpret, Owned, Page, Parse, View};
use super::Derive::{No, Same};
use super::{Column, Derive, Row};

/// No attribute of derive says it.
const NO_ATTRIBUTE: Derive = No("no attribute says it");

/// A row whose every column is tried on its own spec.
const fn row(
    name: &'static str,
    spec: &'static str,
    wrong: (Code, &'static str),
    derive: Derive,
    page: &'static str,
) -> Row {
    Row { name, spec, wrong, derive, page, held: &[] }
}

/// Every construct, in the order of docs/LANGUAGE.md.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // Items.
    row("constants", "const MOST = 4 KiB;\nstruct A { a: bytes[u16 in 0..=MOST] }",
        (Code::WrongUnit, "const MOST = 5 s + 4 KiB;"),
        No("constants of Rust are not known to a derive"), "MOST"),
    row("enumerations", "enum Kind: u8 { One = 1, Two = 2 }\nstruct A { kind: Kind }",
        (Code::TagDoesNotFit, "enum Kind: u8 { One = 256 }"),
        No("an enumeration in Rust is a union; without fields it is one of empty arms"), "Enumeration `Kind`"),
    row("open enumerations", "enum Kind: u8 { One = 1, .. }\nstruct A { kind: Kind }",
        (Code::UncoveredVariant, "enum Kind: u8 { One = 1, .. }\nunion U(kind: Kind) { One => {} }"),
        No("an enumeration in Rust is a union"), "Values without a name are kept"),
    row("flags", "flags Marks: u8 { a = 1, b = 0x80, reserved = 0, require !(a && b) }\nstruct A { marks: Marks }",
        (Code::ReservedBitsOpen, "flags Marks: u8 { a = 1 }"), NO_ATTRIBUTE, "Flags `Marks`"),
    row("structures", "struct Point { x: u8, y: u8 }\nstruct A { at: Point, to: Point }",
        (Code::Recursive, "struct A { b: option<B> }\nstruct B { a: A }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct Point { x: u8, y: u8 }
              #[derive(Wire)] #[wire(layout = \"plain\")] struct A { at: Point, to: Point }"), "[`Point`]"),
    row("packets", "packet P { magic: u16 = 0xcafe, length: u16 = len(payload), payload: bytes[0..=1 KiB] }",
        (Code::PacketShape, "packet P { a: u8 }"), No("packets are for specs"), "Packet `P`"),
    row("packets whose header shares bytes", "packet P { version: u4 = 1, length: u12 = len(payload), urgent: bit, port: u31, payload: bytes[0..=4095] }",
        (Code::UnfilledBits, "packet P { version: u3 = 1, length: u12 = len(payload), payload: bytes[0..=4095] }"),
        No("packets are for specs"), "u12"),
    row("unions by tag", "union U: u16 { 1 => One { a: u8 }, 0x300 => Two { b: u32 } }\nstruct A { u: U }",
        (Code::DuplicateTag, "union U: u8 { 1 => One {}, 1 => Two {} }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\", tag = u16)]
              enum U { #[wire(tag = 1)] One { a: u8 }, #[wire(tag = 0x300)] Two { b: u32 } }
              #[derive(Wire)] #[wire(layout = \"plain\")] struct A { u: U }"), "Union `U`"),
    row("unions with a length", "union U: u8 within[u8] { 1 => One { a: bytes[rest] }, 2 => Two { b: u32 } }\nstruct A { u: U }",
        (Code::LengthDoesNotFit, "union U: u8 within[u8 in 0..=3] { 0 => One { a: u32 } }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\", tag = u8, within = u8)]
              enum U { #[wire(tag = 1)] One { #[wire(rest)] a: Bytes }, #[wire(tag = 2)] Two { b: u32 } }
              #[derive(Wire)] #[wire(layout = \"plain\")] struct A { u: U }"), "How many bytes the fields behind it fill"),
    row("unions by an enumeration", "enum Kind: u8 { One = 1, Two = 2 }\nunion U(kind: Kind) { One => { a: u8 }, Two => { b: u32 } }\nstruct A { kind: Kind, between: u8, u: U(kind) }",
        (Code::UncoveredVariant, "enum Kind: u8 { One = 1, Two = 2 }\nunion U(kind: Kind) { One => {} }"),
        NO_ATTRIBUTE, "`kind`"),
    row("unions by a number", "union U(kind: u8) { 1 => One { a: u8 }, 2 => Two { b: u32 } }\nstruct A { kind: u8, between: u8, u: U(kind) }",
        (Code::SelectorMismatch, "union U(kind: u8) { 0 => One {} }\nstruct A { kind: u16, u: U(kind) }"),
        NO_ATTRIBUTE, "`kind`"),
    row("unions by what an arm begins with", "union U: peek u8 { 1 => One { kind: u8 = 1, a: u8 }, 2 => Two { kind: u8 = 2 } }\nstruct A { u: U }",
        (Code::PeekedNumber, "union U: peek u8 { 0 => One { kind: u8 = 1 } }"),
        NO_ATTRIBUTE, "Union `U`"),
    row("arms for all other numbers", "union U: u8 { 1 => One { a: u8 }, .. => Other { raw: bytes[u8] } }\nstruct A { u: U }",
        (Code::Repeated, "union U: u8 { 0 => One {}, .. => Two {}, .. => Three {} }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\", tag = u8)]
              enum U { #[wire(tag = 1)] One { a: u8 }, #[wire(other)] Other { tag: u8, #[wire(prefix = u8)] raw: Bytes } }
              #[derive(Wire)] #[wire(layout = \"plain\")] struct A { u: U }"), "`Other`"),
    row("messages", "messages Message: u8 { 1 => Ask { zone: string[u8] } -> Tell, 2 => Tell { time: u64 } }",
        (Code::DuplicateTag, "messages Message: u8 { 1 => A {}, 1 => B {} }"),
        Same("#[derive(Message)] #[message(id = 1, reply = Tell, layout = \"plain\")] struct Ask { #[message(prefix = u8)] zone: String }
              #[derive(Message)] #[message(id = 2, layout = \"plain\")] struct Tell { time: u64 }"), "Messages `Message`"),

    // Numbers.
    row("integers of whole bytes", "struct A { a: u8, b: i16, c: u32, d: i64 }",
        (Code::InvalidInteger, "struct A { a: u65 }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { a: u8, b: i16, c: u32, d: i64 }"), "| u32 |"),
    row("little-endian integers", "struct A { a: u16le, b: i32le }",
        (Code::UnfilledBits, "struct A { a: u4, b: u4le }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\", endian = \"little\")] struct A { a: u16, b: i32 }"), "| u16le |"),
    row("integers of some bits", "struct A { a: u3, b: u5, c: u12, d: i4 }",
        (Code::UnfilledBits, "struct A { a: u4, b: u8 }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")]
              struct A { #[wire(bits = 3)] a: u8, #[wire(bits = 5)] b: u8, #[wire(bits = 12)] c: u16, #[wire(bits = 4)] d: i8 }"), "u12"),
    row("LEB128 integers", "struct A { a: u32leb128, b: i64leb128 }",
        (Code::InvalidInteger, "struct A { a: u65leb128 }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { #[wire(varint = \"leb128\")] a: u32, #[wire(varint = \"leb128\")] b: i64 }"), "u32leb128"),
    row("zig-zag integers", "struct A { a: i32zigzag, b: i64zigzag }",
        (Code::InvalidInteger, "struct A { a: u32zigzag }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { #[wire(varint = \"zigzag\")] a: i32, #[wire(varint = \"zigzag\")] b: i64 }"), "i32zigzag"),
    row("QUIC integers", "struct A { a: u62quic, b: u14quic }",
        (Code::InvalidInteger, "struct A { a: u63quic }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { #[wire(varint = \"quic\")] a: u64, #[wire(varint = \"quic\")] b: u16 }"), "u62quic"),
    row("malleable integers", "struct A { a: u32leb128 malleable, b: u62quic malleable }",
        (Code::NothingMalleable, "struct A { a: u32 malleable }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { #[wire(varint = \"leb128\", malleable)] a: u32, #[wire(varint = \"quic\", malleable)] b: u64 }"), "malleable"),
    row("truth values", "struct A { a: bool, b: bool }",
        (Code::IntegersOnly, "struct A { a: bool in 0..=1 }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { a: bool, b: bool }"), "bool, 0 or 1"),
    row("malleable truth values", "struct A { a: bool malleable, b: [bool; 2] malleable }",
        (Code::NothingMalleable, "struct A { a: bit malleable, rest: u7 }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { #[wire(malleable)] a: bool, #[wire(malleable)] b: [bool; 2] }"), "malleable: any other is true"),
    row("truth values of one bit", "struct A { a: bit, rest: u7 }",
        (Code::UnfilledBits, "struct A { a: bit, b: u8 }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { #[wire(bits = 1)] a: bool, #[wire(bits = 7)] rest: u8 }"), "| bit |"),
    row("floating-point numbers", "struct A { a: f32, b: f64 }",
        (Code::IntegersOnly, "struct A { a: f32 in 0..=1 }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { a: f32, b: f64 }"), "f32"),
    row("ranges", "struct A { a: u8 in 1..=9, b: i16 in -5..=5 }",
        (Code::EmptyRange, "struct A { a: u8 in 9..=1 }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { #[wire(range = 1..=9)] a: u8, #[wire(range = -5..=5)] b: i16 }"), "1 to 9"),
    row("units", "struct A { a: u32 ms, b: u16 s, c: u32 bytes }",
        (Code::UnknownName, "struct A { a: u32 hours }"), NO_ATTRIBUTE, "| ms |"),
    row("constant values", "struct A { magic: u32 = 0xdeadbeef, version: u8 = 1, a: u8 }",
        (Code::ValueDoesNotFit, "struct A { a: u8 = 256 }"), NO_ATTRIBUTE, "0xdeadbeef"),
    row("constant byte strings", "struct A { magic: bytes[4] = b\"RIFF\", a: u8 }",
        (Code::ValueDoesNotFit, "struct A { magic: bytes[3] = b\"RIFF\" }"), NO_ATTRIBUTE, "b\"RIFF\""),

    // Sequences.
    row("byte strings", "struct A { a: bytes[u8], b: bytes[4] }",
        (Code::Unmeasured, "struct A { a: bytes[0..=9] }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { #[wire(prefix = u8)] a: Bytes, b: [u8; 4] }"), "bytes, 0 to 255"),
    row("strings", "struct A { a: string[u8] }",
        (Code::Unmeasured, "struct A { a: string[0..=40] }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { #[wire(prefix = u8)] a: String }"), "UTF-8"),
    row("lists", "struct A { a: [u16; u8 in 0..=3], b: [u32; 2] }",
        (Code::EmptyElement, "struct E {}\nstruct A { a: [E; u8] }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { #[wire(prefix = u8, length = 0..=3)] a: Vec<u16>, b: [u32; 2] }"), "list of u16"),
    row("fixed lengths", "struct A { a: bytes[4], b: [u16; 3] }",
        (Code::NotConstant, "struct A { a: u8, b: bytes[len(a)] }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { a: [u8; 4], b: [u16; 3] }"), "4 bytes"),
    row("prefixes", "struct A { a: bytes[u16 in 2..=5], b: string[u32] }",
        (Code::PrefixTooSmall, "struct A { a: bytes[u8 in 0..=256] }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")]
              struct A { #[wire(prefix = u16, length = 2..=5)] a: Bytes, #[wire(prefix = u32)] b: String }"), "2 to 5"),
    row("all that is left", "struct A { a: u8, b: bytes[rest] }",
        (Code::RestNotLast, "struct A { a: bytes[rest], b: bytes[rest] }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { a: u8, #[wire(rest)] b: Bytes }"), "bytes, to the end"),
    row("what is left in front of more", "struct A { a: bytes[rest], b: u32, c: bytes[16] }",
        (Code::RestNotLast, "struct A { a: bytes[rest], b: string[u8] }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { #[wire(rest)] a: Bytes, b: u32, c: [u8; 16] }"), "bytes, to the end"),
    row("delimiters", "struct L { n: u8 in 1..=9, m: u16 }\nstruct A { a: string[until 0 in 0..=9], b: bytes[until b\"\\r\\n\"], c: [L; until 0 in 0..=5] }",
        (Code::ElementLikeEnd, "struct A { a: [u8; until 0] }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct L { #[wire(range = 1..=9)] n: u8, m: u16 }
              #[derive(Wire)] #[wire(layout = \"plain\")]
              struct A { #[wire(until = 0, length = 0..=9)] a: String, #[wire(until = b\"\\r\\n\")] b: Bytes, #[wire(until = 0, length = 0..=5)] c: Vec<L> }"), "up to the bytes `0d 0a`"),
    row("options", "struct A { a: option<u16>, b: option<string[u8]> }",
        (Code::UnfilledBits, "enum E: u4 { B = 1 }\nstruct A { a: option<E> }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { a: Option<u16>, #[wire(prefix = u8)] b: Option<String> }"), "u8, 0 or 1; behind 1: u16"),
    row("regions", "struct A { a: within[u8]<bytes[rest]>, b: within[u16]<[u8; rest]> }",
        (Code::Unmeasured, "struct A { a: within[rest]<u32> }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")]
              struct A { #[wire(within = u8, rest)] a: Bytes, #[wire(within = u16, rest)] b: Vec<u8> }"), "region, 0 to 255 bytes behind a u8, filled by"),
    row("padding", "struct A { a: u8, padding_before_b: padding[3], b: u8 }",
        (Code::ValueDoesNotFit, "struct A { a: padding[0] }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { a: u8, #[wire(padding_before = 3)] b: u8 }"), "padding, 3 zero bytes"),
    row("alignment", "struct A { a: bytes[u8], padding_after_a: padding[to 4], b: u8 }",
        (Code::PaddingShape, "struct A { a: bool, b: padding[to 4] if a }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { #[wire(prefix = u8, align_after = 4)] a: Bytes, b: u8 }"), "multiple of 4"),
    row("malleable padding", "struct A { a: bytes[u8], padding_before_b: padding[3] malleable, b: u8, padding_after_b: padding[to 4] malleable }",
        (Code::PaddingShape, "struct A { a: bool, b: padding[2] malleable if a }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")]
              struct A { #[wire(prefix = u8)] a: Bytes, #[wire(padding_before = malleable(3), align_after = malleable(4))] b: u8 }"), "any bytes accepted"),
    row("trailing bytes", "struct A { a: u8, newer: padding[rest in ..=64] malleable }\nstruct B { a: u8, newer: padding[rest] malleable }",
        (Code::StrictTrailing, "struct A { a: u8, newer: padding[rest] }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\", newer = ..=64)] struct A { a: u8 }
              #[derive(Wire)] #[wire(layout = \"plain\", newer)] struct B { a: u8 }"), "skipped to the end"),

    // What is computed.
    row("lengths", "struct A { length: u8 = len(a), count: u8 = count(b), a: bytes[0..=20], b: [u16; 0..=5] }",
        (Code::LengthAfterContent, "struct A { a: bytes[0..=9], m: u8 = len(a) }"), NO_ATTRIBUTE, "length of `a`"),
    row("lengths with an offset or a unit", "struct A { length: u8 = len(a) + 8, words: u8 = len(b) / 4, a: bytes[0..=20], b: bytes[0..=40] }",
        (Code::LengthDoesNotFit, "struct A { n: u8 = len(a) + 8, a: bytes[0..=250] }"), NO_ATTRIBUTE, "+ 8"),
    row("sizes of fields", "struct A { kind: u8, size: u16 = size(kind..=body), body: bytes[rest] }",
        (Code::Unmeasurable, "struct A { a: u8, n: u8 = size(a..=n), b: bytes[u8] }"), NO_ATTRIBUTE, "`kind`"),
    row("checksums", "struct A { kind: u8, data: bytes[u8], crc: u32 = crc32(kind..=data), sum: u16 = internet(kind..=crc) }",
        (Code::ChecksumShape, "struct A { a: bytes[u8], c: u16 = crc32(a) }"), NO_ATTRIBUTE, "crc32"),
    Row { name: "checksums by functions of one's own",
        spec: "struct A { data: bytes[u8], sum: u16 = extern fletcher16(data) }",
        wrong: (Code::ChecksumShape, "struct A { a: u8, b: i16 = extern sum(a) }"),
        derive: NO_ATTRIBUTE, page: "fletcher16", held: FUNCTIONS },

    // What must hold.
    row("conditions", "struct A { has: bool, kind: u8, more: u16 if has && kind > 3 }",
        (Code::FieldNotAvailable, "struct A { a: u8 if b > 1, b: u8 }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\")] struct A { has: bool, kind: u8, #[wire(if = has && kind > 3)] more: Option<u16> }"), "if `has && (kind > 3)`"),
    row("conditions on flags", "flags Marks: u8 { more = 1, reserved = 0 }\nstruct A { marks: Marks, more: u16 if marks.more }",
        (Code::UnknownName, "flags Marks: u8 { more = 1, reserved = 0 }\nstruct A { marks: Marks, more: u16 if marks.mor }"),
        No("flags have no form in Rust"), "if `marks.more`"),
    row("constraints", "struct A { low: u16, high: u16, require low <= high }",
        (Code::ConstantCondition, "struct A { a: u8, require a <= 255 }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\", require = low <= high)] struct A { low: u16, high: u16 }"), "low <= high"),
    row("messages of constraints", "struct A { low: u16, high: u16, require low <= high else \"the wrong way round\" }",
        (Code::ConstantCondition, "struct A { a: u8, require a <= 255 else \"too much\" }"),
        NO_ATTRIBUTE, "the wrong way round"),
    row("arithmetic", "struct A { n: u8, a: i16, require (n * 2 + 1) / 3 % 5 != 2 || -a < 7, require n >= 2 && n - 1 > 1 }",
        (Code::Underflow, "struct A { n: u8, require n - 8 < 100 }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\", require = (n * 2 + 1) / 3 % 5 != 2 || -a < 7, require = n >= 2 && n - 1 > 1)]
              struct A { n: u8, a: i16 }"), " % 5"),

    // Layouts.
    row("the bincode layout", "struct A encoding bincode { a: u16, b: string[0..=9], c: list<u32>, d: option<u8> }",
        (Code::LayoutMismatch, "struct S { a: u8 }\nmessages M: u32 encoding bincode { 0 => A { s: S } }"),
        Same("#[derive(Wire)] struct A { a: u16, #[wire(length = 0..=9)] b: String, c: Vec<u32>, d: Option<u8> }"), "list of u32le"),
    row("bincode's layout of variable length", "struct A encoding bincode varint { a: u16, b: string[0..=9], c: list<i32> }",
        (Code::UnknownName, "struct A encoding bincode varying { a: u16 }"), NO_ATTRIBUTE, "in bincode's variable length"),

    // History, files, whole protocols.
    row("history", "#[since(1)]\nstruct A { a: u8, #[deprecated(\"use a\")] b: u8 }",
        (Code::VersionAhead, "#[since(2)] struct A { a: u8 }"),
        Same("#[derive(Wire)] #[wire(layout = \"plain\", since = 1)] struct A { a: u8, #[deprecated(note = \"use a\")] b: u8 }"), "use a"),
    Row { name: "imports", spec: "struct A { a: u8 }", wrong: (Code::UnknownName, "struct A { a: Elsewhere }"),
        derive: No("modules of Rust stand for files"), page: "`A`", held: IMPORTS },
    // Every message has a role, so that nothing is left for a handler.
    row("layers", include_str!("layers.wire"), (Code::PacketTooSmall, include_str!("layers_wrong.wire")),
        No("layers are for specs"), "Layers"),
    Row { name: "handshakes", spec: include_str!("handshake.wire"), wrong: (Code::NoisePayload, include_str!("handshake_wrong.wire")),
        derive: No("handshakes are for specs"), page: "Handshake `Hello`", held: HANDSHAKES },
];

/// A function of the user has to be compiled with the code.
const FUNCTIONS: &[(Column, &str)] = {
    let test = "runtime/tests/constructs/checksums/mod.rs::functions_of_the_user_are_called_by_both_readings";
    &[(Owned, test), (View, test), (Encode, test), (Interpret, test)]
};

/// Imports take several files.
const IMPORTS: &[(Column, &str)] = {
    let generated =
        "codegen/tests/imports.rs::a_spec_in_several_files_generates_what_it_did_in_one";
    let same = "spec/tests/imports.rs::the_same_spec_in_one_file_means_the_same";
    &[
        (Parse, "spec/tests/imports.rs::import_lines_are_laid_out"),
        (Check, "spec/tests/imports.rs::every_code_of_imports_has_a_case_that_reads_well"),
        (Owned, generated),
        (View, generated),
        (Encode, generated),
        (Interpret, same),
        (Page, same),
    ]
};

/// Machines take a peer and keys.
const HANDSHAKES: &[(Column, &str)] = {
    let twins = "runtime/tests/secure/twins.rs::the_scenes_come_to_every_end";
    &[
        (Owned, "runtime/tests/secure/pair.rs::to_the_end_in_every_suite"),
        (View, "runtime/tests/secure/failures.rs::messages_cut_anywhere"),
        (Encode, "runtime/tests/secure/oracle.rs::the_initiator_against_snow"),
        (Interpret, twins),
    ]
};
