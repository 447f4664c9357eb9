//! Types in Rust as a spec: what is written reads well, means what the types
//! mean, and mistakes are shown in the Rust.

use packetwright_codegen::{Export, ExportOptions, export};
use packetwright_spec::diagnostic::{Code, render_all};
use packetwright_spec::{compile, format};

/// All that derive can say today, but mistakes.
const MESSAGES: &str = r#"
//! The messages of the catalogue.
//!
//! All of them.
use packetwright::{Message, Wire};

/// Asks for the entries between two keys.
#[derive(Message, Clone)]
#[message(id = 0x1000, reply = Entries)]
pub struct Scan {
    pub from: String,
    #[message(length = 0..=64)]
    pub until: Option<Bytes>,
    /// How many at most.
    #[message(range = 1..=1000)]
    limit: u16,
}

#[derive(Message)]
#[message(id = 0x1001)]
pub struct Entries {
    entries: Vec<crate::parts::Entry>,
    first: Option<Entry>,
    raw: Vec<u8>,
    key: [u8; 40],
    window: [u32; 4],
    nested: Vec<Vec<Option<bool>>>,
    r#type: i8,
}

/// What became of it.
#[derive(Debug, packetwright::Message)]
#[message(id = 7)]
pub enum Outcome {
    Done,
    /// It was not done.
    #[message(tag = 9)]
    Failed { code: u64, #[message(range = -5..=5)] at: i8, reason: Option<String> },
}

#[derive(Message)]
#[message(id = 0x1002)]
struct Nothing;

pub mod parts {
    #[derive(Wire)]
    pub struct Entry {
        #[wire(length = 1..=200)]
        pub key: String,
        pub kind: Kind,
        pub value: Vec<u8>,
    }

    #[derive(Wire, Clone, Copy)]
    pub enum Kind { Plain, Express }
}

#[derive(Wire)]
#[wire(layout = "plain", endian = "little")]
struct Head {
    length: u32,
    #[wire(prefix = u8, length = 1..=40)]
    name: String,
    #[wire(prefix = u16)]
    parts: Vec<u64>,
}

#[derive(Wire)]
#[wire(layout = "plain", tag = u16)]
enum Shape { Dot { at: u32 }, #[wire(tag = 0x8000)] Text { #[wire(prefix = u16)] text: String } }

#[derive(Message)]
#[message(id = 0x2000, layout = "plain")]
struct Packed { head: Head, shape: Shape, count: u16 }

/// Bits, conditions and constraints.
#[derive(Message)]
#[message(id = 0x2001, layout = "plain", require = low <= high, since = 2)]
struct Dense {
    #[message(bits = 3)]
    kind: u8,
    #[message(bits = 1)]
    urgent: bool,
    #[message(bits = 12, range = 0..=3000)]
    width: u16,
    low: u16,
    high: u16,
    #[message(if = urgent && (kind >= 3 || low % 2 == 1))]
    at: Option<u64>,
    #[message(until = 0, length = 0..=9)]
    #[deprecated(note = "say \"where\"")]
    path: String,
    #[message(until = b"\r\n")]
    line: Bytes,
    #[message(within = u16, rest)]
    marks: Vec<Mark>,
}

#[derive(Wire)]
#[wire(layout = "plain", tag = u8, within = u16)]
enum Mark { Set { at: u32 }, #[wire(other)] Unknown { tag: u8, #[wire(rest)] raw: Bytes } }

/// Borrows from the input.
#[derive(Wire)]
#[wire(layout = "plain")]
struct Sample<'a> {
    value: f64,
    #[wire(varint = "zigzag", malleable)]
    change: i32,
    #[wire(varint = "quic")]
    stream: u64,
    #[wire(prefix = u8)]
    name: &'a str,
    key: &'a [u8; 16],
    #[wire(prefix = u30quic)]
    points: List<'a, PointView<'a>>,
    last: Option<self::PointView<'a>>,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct PointView<'a> { #[wire(prefix = u8)] label: &'a [u8], at: [f32; 3] }

struct NotOnTheWire { path: std::path::PathBuf }

#[cfg(test)]
mod tests {
    #[derive(Wire)]
    struct Fake { a: usize }
}
"#;

fn run(rust: &str) -> Export {
    let options = ExportOptions { version: 2, ..ExportOptions::default() };
    export(&[("src/messages.rs".to_owned(), rust.to_owned())], &options)
}

#[track_caller]
fn spec(rust: &str) -> String {
    let found = run(rust);
    let page = render_all(&found.diagnostics, &found.sources, false);
    let spec = found.spec.unwrap_or_else(|| panic!("{page}"));
    assert_eq!(format(&spec).as_ref(), Ok(&spec), "it is laid out");
    compile(&spec).unwrap_or_else(|mistakes| panic!("{spec}\n{mistakes:#?}"));
    spec
}

#[test]
fn all_that_derive_can_say_is_written() {
    insta::assert_snapshot!(spec(MESSAGES));
}

#[test]
fn byte_orders_are_those_of_the_types() {
    let little =
        "#[derive(Wire)] #[wire(layout = \"plain\", endian = \"little\")] struct A { a: u16 }";
    let big = "#[derive(Wire)] #[wire(layout = \"plain\")] struct B { b: u16, c: u8, #[wire(prefix = u32)] d: Vec<i64> }";
    let text = spec(little);
    assert!(text.contains("endian: little") && text.contains("struct A { a: u16 }"), "{text}");
    let text = spec(&format!("{little}\n{big}"));
    assert!(text.contains("endian: big") && text.contains("struct A { a: u16le }"), "{text}");
    assert!(text.contains("struct B { b: u16, c: u8, d: [i64; u32] }"), "{text}");
}

#[test]
fn a_message_that_is_also_a_field_has_a_type_of_its_own() {
    let text = spec(
        "#[derive(Message)] #[message(id = 1)] struct Point { x: u8 }
         #[derive(Message)] #[message(id = 2, reply = Point)] struct Line { from: Point, r#in: Vec<Point> }",
    );
    assert!(text.contains("struct PointBody encoding bincode { x: u8 }"), "{text}");
    assert!(text.contains("1 => Point { body: PointBody },"), "{text}");
    assert!(
        text.contains("2 => Line { from: PointBody, in: list<PointBody> } -> Point,"),
        "{text}"
    );
}

/// Sets: bodies in variants and of their own, a set in a set, two layouts.
const SETS: &str = r#"
/// What a tally is asked.
#[derive(Messages)]
pub enum Tally {
    /// Counts a thing once more.
    #[message(0x1100, reply = Count)]
    Record { #[message(length = 1..=40)] name: String, r#type: Kind },
    #[message(0x1101, since = 2)]
    Count(counts::Count),
    #[message(0x1102)]
    Kind(Kind),
    /// Says where.
    #[message(0x1103)]
    Place(Place),
    #[messages(include)]
    More(other::More),
}

#[derive(Messages)]
enum More {
    #[message(0x2000)]
    Reset,
    #[message(0x2001)]
    Rename { from: String, place: Place },
}

mod counts {
    /// How often it was counted.
    #[derive(Wire)]
    pub struct Count { pub times: u64 }
}

#[derive(Wire)]
enum Kind { Plain, Express }

#[derive(Wire)]
struct Place { shelf: u8 }

#[derive(Messages)]
#[messages(layout = "plain", tag = u16, endian = "little")]
enum Radio {
    #[message(1)]
    Tune { band: u16, #[message(prefix = u16)] name: String },
    #[message(2)]
    Level(Level),
    #[message(3)]
    Mark(Mark),
}

#[derive(Wire)]
#[wire(layout = "plain", endian = "little")]
struct Level { decibel: i16 }

#[derive(Wire)]
#[wire(layout = "plain")]
struct Mark { at: u32 }
"#;

#[test]
fn declared_sets_are_written_as_sets() {
    insta::assert_snapshot!(spec(SETS));
}

#[test]
fn sets_that_cannot_be_written_are_refused() {
    let include = "#[derive(Messages)] enum All {\n #[message(1)] A,\n #[messages(include)] N(network::Message) }";
    check_refused(
        &[("a.rs", include)],
        &[Code::UnknownName],
        &["--> a.rs:3:25", "no set `Message`", "generated from a spec"],
    );
    let itself = "#[derive(Messages)] enum All { #[message(1)] A, #[messages(include)] B(All) }";
    check_refused(&[("a.rs", itself)], &[Code::Recursive], &["contains itself"]);
    let layouts = "#[derive(Messages)] enum All { #[message(1)] A, #[messages(include)] B(Plain) }
        #[derive(Messages)] #[messages(layout = \"plain\", tag = u32, endian = \"little\")]
        enum Plain { #[message(2)] C { a: u16 } }";
    check_refused(&[("a.rs", layouts)], &[Code::UnsupportedDerive], &["in a set of the other"]);
    let twice = "#[derive(Messages)] enum All {\n #[message(1)] A,\n #[messages(include)] B(Other) }\n#[derive(Messages)] enum Other { #[message(1)] C }";
    check_refused(&[("a.rs", twice)], &[Code::DuplicateTag], &["a.rs:4"]);
}

#[test]
fn options_name_what_rust_does_not_say() {
    let options = ExportOptions {
        name: "catalogue".to_owned(),
        version: 4,
        set: "Request".to_owned(),
        tag: "u16".to_owned(),
    };
    let rust = "#[derive(Message)] #[message(id = 1, layout = \"plain\")] struct A;".to_owned();
    let files = [("a.rs".to_owned(), rust), ("b.rs".to_owned(), "struct B;".to_owned())];
    let text = export(&files, &options).spec.expect("a spec");
    assert!(
        text.starts_with("protocol catalogue { edition: 1, version: 4, endian: big }\n"),
        "{text}"
    );
    assert!(text.contains("messages Request: u16le {\n    1 => A {},"), "{text}");
}

/// The codes of what is wrong, and the first drawing.
#[track_caller]
fn check_refused(files: &[(&str, &str)], codes: &[Code], shown: &[&str]) {
    let files: Vec<(String, String)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let found = export(&files, &ExportOptions::default());
    let page = render_all(&found.diagnostics, &found.sources, false);
    let given: Vec<Code> = found.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(given, codes, "{page}");
    assert!(found.spec.is_none());
    for part in shown {
        assert!(page.contains(part), "{page}");
    }
}

#[test]
fn mistakes_are_shown_in_the_rust() {
    let inner = "#[derive(Wire)] struct Inner { a: u8 }";
    let outer = "// Ä.\n#[derive(Wire)]\nstruct Outer { inner: inner::Iner }\n";
    let shown = ["--> b.rs:3:23", "inner::Iner", "did you mean `Inner`?"];
    check_refused(&[("a.rs", inner), ("b.rs", outer)], &[Code::UnknownName], &shown);
    let elsewhere = outer.replace("Iner", "Missing");
    check_refused(&[("b.rs", &elsewhere)], &[Code::UnknownName], &["as well"]);
    // As the macros would say it.
    let usize = "\u{feff}#[derive(Wire)]\nstruct A { a: usize }\n";
    check_refused(&[("a.rs", usize)], &[Code::UnsupportedDerive], &["--> a.rs:2:15", "u64"]);
    let range = "#[derive(Wire)] struct A { #[wire(range = 5..=1)] a: u8 }";
    check_refused(&[("a.rs", range)], &[Code::EmptyRange], &["5..=1"]);
    // Two types of one name, in two files.
    check_refused(
        &[("a.rs", inner), ("b.rs", inner)],
        &[Code::DuplicateName],
        &["a.rs:1", "b.rs:1"],
    );
    // Numbers of messages.
    let twice = "#[derive(Message)] #[message(id = 1)] struct A;\n#[derive(Message)] #[message(id = 1)] struct B;";
    check_refused(&[("a.rs", twice)], &[Code::DuplicateTag], &["a.rs:2:46"]);
    let large = "#[derive(Message)] #[message(id = 0x1_0000_0000)] struct A;";
    check_refused(&[("a.rs", large)], &[Code::TagDoesNotFit], &["0x1_0000_0000"]);
    let reply = "#[derive(Message)] #[message(id = 1, reply = B)] struct A;";
    check_refused(&[("a.rs", reply)], &[Code::UnknownName], &["a.rs:1:46"]);
    // What the macros cannot see, because they see one type alone.
    let plain = "#[derive(Wire)] #[wire(layout = \"plain\")] struct A { a: u8 }\n#[derive(Wire)] struct B { a: A }";
    check_refused(&[("a.rs", plain)], &[Code::LayoutMismatch], &["a.rs:2"]);
    let letters = "#[derive(Wire)] struct Maß { größe: u8 }";
    check_refused(&[("a.rs", letters)], &[Code::InvalidName; 2], &["Maß", "größe"]);
    check_refused(&[("a.rs", "struct A {")], &[Code::UnsupportedDerive], &["not Rust"]);
}

#[test]
fn files_without_derived_types_are_refused() {
    let nothing = "//! Nothing to see.\nstruct A { a: u8 }";
    let shown = ["no type here derives", "a.rs:1:1"];
    check_refused(&[("a.rs", nothing), ("b.rs", "")], &[Code::EmptyChoice], &shown);
}
