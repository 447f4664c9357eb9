//! Types in Rust as a spec: what is written reads well, means what the types
//! mean, and mistakes are shown in the Rust.

use packetwright_codegen::{Export, ExportOptions, export};
use packetwright_spec::diagnostic::{Code, render_all};
use packetwright_spec::import::LoadError;
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
struct Packed {
    head: Head,
    #[message(padding_before = 3)]
    shape: Shape,
    #[message(align_before = 4, padding_after = malleable(2), since = 2)]
    count: u16,
}

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
    export(&[("src/messages.rs".to_owned(), rust.to_owned())], &options, &nothing)
}

/// Nothing is there to be imported.
fn nothing(_: &str) -> Result<String, LoadError> {
    Err(LoadError::NotFound)
}

#[track_caller]
fn spec(rust: &str) -> String {
    spec_of(run(rust))
}

#[track_caller]
fn spec_of(found: Export) -> String {
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
    let floats = little.replace("a: u16", "a: f32, b: [f64; 2]");
    let text = spec(&format!("{floats}\n{}", big.replace("struct B", "struct C")));
    assert!(text.contains("struct A { a: f32le, b: [f64le; 2] }"), "{text}");
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
    let shown = ["--> a.rs:3:25", "no set `Message`", "the `.wire` file"];
    check_refused(&[("a.rs", include)], &[Code::UnknownName], &shown);
    let clock = |name: &str, tag: &str| {
        format!(
            "protocol {name} {{ edition: 1, version: 1, endian: big }} messages Message: {tag} {{ 7 => B {{}} }}"
        )
    };
    let (one, two) = (clock("one", "u32le"), clock("two", "u32le"));
    let both = [("a.rs", include), ("one.wire", &one), ("two.wire", &two)];
    check_refused(&both, &[Code::UnknownName], &["--> a.rs:3:25", "several of the specs"]);
    let shown = ["--> a.rs:3:25", "the tags of `Message` are u16be", "around it are u32le"];
    let other = clock("network", "u16");
    check_refused(&[("a.rs", include), ("n.wire", &other)], &[Code::UnsupportedDerive], &shown);
    let broken = clock("network", "u32le").replace("B {}", "B { a: u8 b: u8 }");
    let files = [("a.rs", include), ("n.wire", broken.as_str())];
    check_refused(&files, &[Code::UnexpectedToken], &["--> n.wire:1:"]);
    let itself = "#[derive(Messages)] enum All { #[message(1)] A, #[messages(include)] B(All) }";
    check_refused(&[("a.rs", itself)], &[Code::Recursive], &["contains itself"]);
    let twice = "#[derive(Messages)] enum All {\n #[message(1)] A,\n #[messages(include)] B(Other) }\n#[derive(Messages)] enum Other { #[message(1)] C }";
    check_refused(&[("a.rs", twice)], &[Code::DuplicateTag], &["a.rs:4"]);
}

/// A spec whose messages use all that can be declared.
const GENERATED: &str = r#"
protocol clock { edition: 1, version: 3, endian: little }

const HALF = 20;
const MOST = 2 * HALF;

/// Where.
enum Place: u16 { Here = 1, There = 0x0200, .. }

flags Marks: u8 { urgent = 0x01, late = 0x80, reserved = 0, require !(urgent && late) else "one" }

#[since(2)]
struct Zone {
    /// What it is called.
    name: string[u16 in 1..=MOST],
    #[since(3)]
    shift: i32 s in -50000..=50000,
}

union Detail(place: Place) { Here => {}, There => { zone: Zone }, .. => Else { raw: bytes[u8] } }

struct Unused { a: u8 }

/// What is asked.
messages Message: u16be {
    #[since(2)]
    0x20 => Ask {
        place: Place, marks: Marks, detail: Detail(place), half: f32,
        newer: padding[rest in ..=9] malleable,
    } -> Tell,
    0x21 => Tell { time: u64 ms, count: u8 = count(zones), zones: [Zone; 0..=3] },
    #[deprecated("ask")]
    0x22 => Old {},
}

messages Other: u8 { 1 => A {} }
"#;

const INCLUDING: &str = r#"
#[derive(Messages)]
#[messages(layout = "plain", tag = u16)]
enum All {
    #[message(1)]
    Mark { at: u32 },
    #[messages(include)]
    Clock(crate::clock::Message),
}
"#;

#[test]
fn sets_of_specs_are_written_among_those_that_include_them() {
    let files = [("a.rs".to_owned(), INCLUDING.to_owned()), file("clock.wire", GENERATED)];
    let text = spec_of(export(&files, &ExportOptions::default(), &nothing));
    insta::assert_snapshot!(text);
    check_same(
        &text,
        &[
            b"\0\x20\0\x02\x80\x03\0CET\xf0\xf1\xff\xff\0\0\0\x3f\x01\x02",
            b"\0\x21\x07\0\0\0\0\0\0\0\x01\x03\0CET\x01\0\0\0",
            b"\0\x22",
        ],
    );
}

/// The messages of `GENERATED` have in an exported spec the bytes that they had.
#[cfg(feature = "reference")]
fn check_same(exported: &str, messages: &[&[u8]]) {
    use packetwright_spec::interpret::Interpreter;

    let [all, clock] = [exported, GENERATED].map(|spec| compile(spec).expect("a spec"));
    for message in messages {
        let [all, clock] = [(&all, "All"), (&clock, "Message")].map(|(model, name)| {
            let interpreter = Interpreter::new(model);
            let set = interpreter.set_by_name(name).expect("the set");
            let value = interpreter.decode_message(set, message).expect("a message");
            interpreter.message_to_json(set, &value).to_string()
        });
        assert_eq!(all, clock);
    }
}

/// Without the interpreter nothing is read.
#[cfg(not(feature = "reference"))]
fn check_same(_: &str, _: &[&[u8]]) {}

#[test]
fn specs_inside_rust_are_read_as_those_in_files() {
    let inline = format!("mod wire {{ packetwright::protocol! {{{GENERATED}}} }}");
    let both = [file("a.rs", &format!("{INCLUDING}{inline}"))];
    let files = [file("a.rs", INCLUDING), file("clock.wire", GENERATED)];
    let [both, files] = [&both[..], &files]
        .map(|files| spec_of(export(files, &ExportOptions::default(), &nothing)));
    assert_eq!(both, files);
}

#[test]
fn byte_orders_that_differ_are_said() {
    let rust = "#[derive(Messages)] #[messages(layout = \"plain\", tag = u8)] enum All {
        #[message(1)] Mark { at: u32 },
        #[messages(include)] One(one::Message),
        #[messages(include)] Two(two::Message) }";
    let one = "protocol one { edition: 1, version: 1, endian: little }
        messages Message: u8 { 2 => A { a: u16 } }";
    let two = "protocol two { edition: 1, version: 1, endian: big }
        enum Kind: u16 { X = 1 }
        struct Part { x: f32, y: bytes[u16] }
        messages Message: u8 { 3 => B { part: Part, z: u16le, w: u24 } }";
    let files = |two: &str| [file("a.rs", rust), file("one.wire", one), file("two.wire", two)];
    let text = spec_of(export(&files(two), &ExportOptions::default(), &nothing));
    let parts = [
        "endian: little }",
        "struct Part { x: f32be, y: bytes[u16be] }",
        "1 => Mark { at: u32be },",
        "2 => A { a: u16 },",
        "3 => B { part: Part, z: u16le, w: u24be },",
    ];
    for part in parts {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // What has an order in each place that it is used in cannot say one for all.
    let two = two.replace("z: u16le", "z: Kind");
    let files = [("a.rs", rust), ("one.wire", one), ("two.wire", two.as_str())];
    let shown = ["--> two.wire:2:20", "the byte order of `Kind`", "`u16be` or `u16le`"];
    check_refused(&files, &[Code::UnsupportedDerive], &shown);
    let said = two.replace("Kind: u16", "Kind: u16be");
    let files = [file("a.rs", rust), file("one.wire", one), file("two.wire", &said)];
    let text = spec_of(export(&files, &ExportOptions::default(), &nothing));
    assert!(text.contains("enum Kind: u16be { X = 1 }"), "{text}");
}

#[test]
fn layouts_that_differ_are_kept_by_bodies_of_their_own() {
    let rust = r#"
        use packetwright::{Messages, network};
        #[derive(Messages)]
        #[messages(layout = "plain", tag = u32, endian = "little")]
        enum All {
            #[message(0x1000)] Mark { at: u16 },
            #[messages(include)] More(More),
            #[messages(include)] Network(network::Message),
        }
        #[derive(Messages)]
        enum More { #[message(0x2000)] Name { text: String }, #[message(0x2001)] Held(Held) }
        #[derive(Wire)]
        struct Held { times: u64 }
    "#;
    let text = spec(rust);
    let parts = [
        "messages All: u32le {",
        "0x1000 => Mark { at: u16le },",
        "struct NameBody encoding bincode { text: string }",
        "0x2000 => Name { body: NameBody },",
        "struct HeldBody encoding bincode { times: u64 }",
        "0x2001 => Held { body: HeldBody },",
        "struct PingBody encoding bincode { nonce: u64 }",
        "2 => Ping { body: PingBody } -> Pong,",
    ];
    for part in parts {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // The other way round the tag alone moves.
    let plain = rust.replace("#[messages(layout = \"plain\", tag = u32, endian = \"little\")]", "");
    let more = "#[messages(layout = \"plain\", tag = u32, endian = \"little\")]\nenum More";
    let plain = plain.replace("enum More", more).replace("text: String", "text: u16").replace(
        "#[derive(Wire)]",
        "#[derive(Wire)] #[wire(layout = \"plain\", endian = \"little\")]",
    );
    let text = spec(&plain);
    let parts = [
        "messages All: u32le {",
        "struct MarkBody encoding bincode { at: u16 }",
        "0x1000 => Mark { body: MarkBody },",
        "0x2000 => Name { text: u16le },",
        "0x2001 => Held { times: u64le },",
    ];
    for part in parts {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

fn file(path: &str, text: &str) -> (String, String) {
    (path.to_owned(), text.to_owned())
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
    let text = export(&files, &options, &nothing).spec.expect("a spec");
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
    let found = export(&files, &ExportOptions::default(), &nothing);
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
