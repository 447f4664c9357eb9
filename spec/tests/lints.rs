//! Lints: one minimal spec for each, specs that look like one and are none,
//! what is allowed, and that the shipped specs are clean.

use std::collections::BTreeSet;

use packetwright_spec::diagnostic::{Code, Diagnostic, Severity, render};
use packetwright_spec::lint::{LINTS, Lint, Lints, lint};
use packetwright_spec::{compile, parse};

const HEAD: &str = "protocol p { edition: 1, version: 3, endian: big }\n";

/// A layered protocol without its packet.
const LAYERED: &str = "\
enum Kind: u8 { OneWay = 0 }
struct Envelope { kind: Kind, id: u32, content: Content(kind) }
union Content(kind: Kind) { OneWay => { message: bytes[rest] } }
messages Message: u8 { 1 => Note { text: string[u8] } }
layers { Packet -> Envelope -> Message }
";

/// What each lint finds.
const FOUND: &[(Code, &str)] = &[
    (Code::UnusedItem, "const MAX = 5;"),
    (Code::UnusedItem, "enum Kind: u8 { A = 1 }"),
    (Code::UnusedItem, "flags Marks: u8 { a = 1, reserved = 0 }"),
    // Used by what is unused itself.
    (Code::UnusedItem, "const MAX = 5; const MORE = MAX + 1;"),
    (Code::Undocumented, "/// A note.\nstruct Note { text: string[u8] }"),
    (Code::Undocumented, "struct Note { /** What it says. */ text: string[u8] }"),
    (Code::NameStyle, "struct note { text: string[u8] }"),
    (Code::NameStyle, "struct Note { innerText: string[u8] }"),
    (Code::NameStyle, "const maxSize = 4; struct Note { text: string[u8 in 0..=maxSize] }"),
    (Code::NameStyle, "enum Kind: u8 { first_one = 1 } struct Note { kind: Kind }"),
    (Code::UnboundedLength, "struct Note { text: string[u32] }"),
    (Code::UnboundedLength, "struct Note { items: option<[bytes[u64 in 1..]; 3]> }"),
    (Code::OpenReserved, "struct Note { text: string[u8], reserved: u16 }"),
    (Code::OpenReserved, "struct Note { spare_2: bit, a: u7 }"),
    (Code::OpenReserved, "struct Note { padding: bytes[3], pad: u8 }"),
    (Code::DeprecatedUse, "#[deprecated(\"use B\")] enum A: u8 { X = 1 } struct Note { a: A }"),
    (Code::DeprecatedUse, "messages M: u8 { 1 => Ask {} -> Tell, #[deprecated] 2 => Tell {} }"),
    (Code::NewerPart, "#[since(3)] enum A: u8 { X = 1 } #[since(2)] struct Note { a: A }"),
    (Code::NewerPart, "#[since(2)] struct Inner { a: u8 } struct Note { a: Inner }"),
    (Code::WideInteger, "/// A.\nstruct Note { /** B. */ a: u32 in 1..=200 }"),
    (Code::UnitInName, "struct Note { timeout_ms: u32 }"),
    (Code::RedundantRange, "struct Note { a: u8 in 0..=255 }"),
    (Code::UnknownLint, "#[allow(unusd)] struct Note { a: u8 }"),
];

/// What no lint finds.
const QUIET: &[&str] = &[
    // Reached through others, from the wire.
    "const MAX = 5; struct Inner { a: bytes[u8 in 0..=MAX] } struct Outer { a: [Inner; 3] }",
    "enum Kind: u8 { A = 1, B = 2 } struct Note { a: u8, require a != 3, k: Kind, require k == Kind::A }",
    // Without layers a structure or union may be what is encoded.
    "union Either: u8 { 1 => A {}, 2 => B {} }",
    // Numbers in names, one letter, names of one word in capitals.
    "struct TLS { a1: u8, x: u8 } enum K: u8 { B2b = 1, A = 2 } struct Lz4 { k: K }",
    "const A = 1; const A_2 = 2; struct Note { a: bytes[A], b: bytes[A_2] }",
    // Prefixes that can say little, and lengths that something else bounds.
    "struct Note { a: string[u16], b: string[u24], c: bytes[u32 in ..=9], n: u32 = len(d), d: bytes }",
    "struct Note encoding bincode { text: bytes }",
    // Reserved and constant, or no number.
    "struct Note { reserved: u8 = 0, padding: padding[3], reservation: u8 }",
    "struct Note { padding: bit, version: u7 }",
    // Arms must name every variant; what is deprecated may use what is.
    "enum K: u8 { A = 1, #[deprecated] B = 2 } union U(k: K) { A, B => {} } struct S { k: K, u: U(k) }",
    "#[deprecated] enum A: u8 { X = 1 } #[deprecated] struct Note { a: A }",
    "#[deprecated] enum A: u8 { X = 1 } struct Note { #[deprecated] a: A }",
    "messages M: u8 { #[deprecated] 1 => Ask {} -> Tell, #[deprecated] 2 => Tell {} }",
    "struct Note { #[deprecated] n: u8 = len(b), b: bytes }",
    // Parts that came with what uses them, or before; constants are on no wire.
    "#[since(2)] struct Inner { a: u8 } struct Note { #[since(2)] a: Inner, #[since(3)] b: Inner }",
    "#[since(2)] const MAX = 5; struct Note { a: bytes[MAX] }",
    // Units where they belong, and names that merely end so.
    "struct Note { timeout: u32 ms, atoms: u8, is: u8, window_ms: bytes[2] }",
    "struct Note { timeout_ms: u32 ms }",
    // A range that refuses something.
    "struct Note { a: u8 in 1..=255, b: i8 in -128..=126 }",
];

fn all() -> Lints {
    LINTS.iter().fold(Lints::default(), |lints, lint| lints.set(*lint, true))
}

fn found(source: &str, lints: &Lints) -> Vec<Diagnostic> {
    let model = compile(source).unwrap_or_else(|errors| {
        panic!("the spec has errors:\n{}", render(&errors, "case.wire", source, false))
    });
    lint(&parse(source).0, &model, lints)
}

/// The lints for a case: those that are on, and the one looked for.
fn lints_for(code: Code) -> Lints {
    Lints::default().set(Lint::of(code).expect("it is a lint"), true)
}

fn documented(source: &str) -> String {
    format!("//! A protocol.\n{HEAD}{source}")
}

#[test]
fn every_lint_has_a_case_that_reads_well() {
    let packet = "packet Packet { length: u16 = len(payload), payload: bytes[0..=99] }\n";
    let mut cases: Vec<(Code, String)> =
        FOUND.iter().map(|(code, source)| (*code, documented(source))).collect();
    let layered = format!("{packet}{LAYERED}");
    cases.push((Code::NoMagic, documented(&layered)));
    let beside = packet.replace("length", "magic: u8 = 1, length");
    cases.push((
        Code::UnusedItem,
        documented(&format!("{beside}{LAYERED}struct Beside {{ a: u8 }}\n")),
    ));
    cases.sort();
    let mut page = String::new();
    for (code, source) in &cases {
        let found = found(source, &lints_for(*code));
        let rendered = render(&found, "case.wire", source, false);
        assert!(!found.is_empty(), "{code} finds nothing in\n{source}");
        assert!(found.iter().all(|found| found.code == *code), "{code}:\n{rendered}");
        assert!(found.iter().all(|found| found.help.is_some()), "{code}:\n{rendered}");
        page += &format!("==== {code}: {}\n\n{rendered}\n", code.title());
    }
    insta::assert_snapshot!(page);
    let covered: BTreeSet<Code> = cases.iter().map(|(code, _)| *code).collect();
    for lint in LINTS {
        assert!(covered.contains(&lint.code), "{} has no case", lint.name);
    }
}

#[test]
fn what_is_meant_so_is_left_alone() {
    for source in QUIET {
        let source = format!("{HEAD}{source}");
        let found = found(&source, &Lints::default());
        assert!(found.is_empty(), "{}", render(&found, "case.wire", &source, false));
    }
}

#[test]
fn lints_are_named_by_their_codes() {
    for lint in LINTS {
        assert_eq!(Lint::named(lint.name), Some(*lint));
        assert_eq!(Lint::of(lint.code), Some(*lint));
        assert_eq!(lint.code.severity(), Severity::Warning);
        assert!(lint.code.title().starts_with(&format!("{}: ", lint.name)), "{}", lint.name);
    }
    let listed: Vec<Code> = LINTS.iter().map(|lint| lint.code).collect();
    let of_stage = Code::ALL.iter().copied().filter(|code| code.id().starts_with("PW08"));
    assert_eq!(listed, of_stage.collect::<Vec<_>>());
}

#[test]
fn a_lint_is_silent_where_it_is_allowed() {
    let silent = |source: &str| {
        let source = format!("{HEAD}{source}");
        let found = found(&source, &Lints::default());
        assert!(found.is_empty(), "{}", render(&found, "case.wire", &source, false));
    };
    silent("#[allow(unused)] const MAX = 5;");
    silent("/// For users.\n#[allow(unused, name_style)]\n#[since(2)]\nconst max = 5;");
    silent("struct Note { #[allow(open_reserved)] reserved: u8 }");
    // In front of something it holds for all that is in it.
    silent("#[allow(unbounded_length)] struct Note { a: string[u32], b: [bytes[u64]; 2] }");
    silent("#[allow(name_style)] messages M: u8 { 1 => ask { aB: u8 } }");
    silent(
        "enum K: u8 { A = 1 } #[allow(open_reserved)] union U(k: K) { A => { reserved: u8 } } \
         struct S { k: K, u: U(k) }",
    );
    // And for nothing beside it, and no other lint.
    let source = format!(
        "{HEAD}struct Note {{ #[allow(name_style)] reserved: u8, #[allow(open_reserved)] a: u8, spare: u8 }}"
    );
    assert_eq!(found(&source, &Lints::default()).len(), 2);
}

#[test]
fn lints_are_switched_on_and_off() {
    let source = format!("{HEAD}const MAX = 5;");
    let unused = Lint::named("unused").expect("it is a lint");
    assert_eq!(found(&source, &Lints::default()).len(), 1);
    assert!(found(&source, &Lints::default().set(unused, false)).is_empty());
    assert!(found(&source, &all()).len() > 1);
}

#[test]
fn attributes_that_allow_nothing_are_refused() {
    for wrong in ["#[allow]", "#[allow()]", "#[allow(\"unused\")]", "#[allow(1)]", "#[allow(a b)]"]
    {
        let source = format!("{HEAD}{wrong} const MAX = 5;");
        let errors = compile(&source).expect_err(wrong);
        assert!(errors.iter().all(|found| found.code == Code::UnexpectedToken), "{errors:?}");
    }
    let source = format!("{HEAD}#[alow(unused)] const MAX = 5;");
    let errors = compile(&source).expect_err("there is no such attribute");
    assert_eq!(errors[0].help.as_deref(), Some("did you mean `allow`?"));
}

#[test]
fn the_shipped_specs_are_clean() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![
        folder.join("network.wire"),
        folder.join("cabinet.wire"),
        folder.join("../examples/guide/clock.wire"),
    ];
    let gallery = std::fs::read_dir(folder.join("gallery")).expect("the gallery is there");
    paths.extend(gallery.map(|entry| entry.expect("it can be read").path()));
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "wire"));
    assert!(paths.len() > 10);
    let mut page = String::new();
    for path in paths {
        let source = std::fs::read_to_string(&path).expect("it can be read");
        page += &render(
            &found(&source, &Lints::default()),
            &path.display().to_string(),
            &source,
            false,
        );
    }
    assert!(page.is_empty(), "{page}");
}
