//! The front of the language: both specs parse whole, every syntax code has a
//! case, and no text makes the lexer or parser panic or hang.

use packetwright_spec::diagnostic::{Code, render, to_json};
use packetwright_spec::{NETWORK, parse};

const CABINET: &str = include_str!("../cabinet.wire");

#[test]
fn both_specs_parse_whole() {
    for (name, source, items) in [("network", NETWORK, 17), ("cabinet", CABINET, 13)] {
        let (file, diagnostics) = parse(source);
        assert_eq!(diagnostics, [], "{name}");
        assert_eq!(file.items.len(), items, "{name}");
        assert!(!file.docs.is_empty(), "{name}");
    }
}

#[test]
fn both_specs_compile() {
    for (name, source) in [("network", NETWORK), ("cabinet", CABINET)] {
        if let Err(diagnostics) = packetwright_spec::compile(source) {
            panic!("{name}: {diagnostics:#?}");
        }
    }
}

/// One mistake a code: the code's name in the snapshot, and a spec that makes it.
const MISTAKES: &[(Code, &str)] = &[
    (Code::UnexpectedCharacter, "const A = “5”;\nconst B = 1 \\ 2;"),
    (Code::UnterminatedComment, "const A = 1;\n/* never /* closed */\nconst B = 2;"),
    (Code::UnterminatedString, "handshake H {\n    prologue: \"open,\n    deadline: 1 s,\n}"),
    (
        Code::InvalidEscape,
        "handshake H {\n    a: \"\\q \\x80 \\u{d800}\",\n    b: b\"\\u{41} ü\",\n}",
    ),
    (Code::InvalidNumber, "const A = 0b12;\nconst B = 0x;\nconst C = 16EiB;"),
    (Code::NumberTooLarge, "const A = 340282366920938463463374607431768211456;"),
    (Code::InvalidName, "const GRÖSSE = 1;\nstruct S { self: u8, r#crate: u8, _: u8 }"),
    (Code::ReservedPrefix, "handshake H { prologue: hex\"00ff\", }"),
    (Code::UnclosedDelimiter, "struct A {\n    a: bytes[u8,\n\n/// Well.\nstruct B { b: u8 }"),
    (Code::UnexpectedClose, "struct A { a: u8 }\n}\nstruct B { b: [u8; 4)] }"),
    (
        Code::UnexpectedToken,
        "struct A {\n    a u8,\n    b: u8\n    c: u8 = ,\n    d: bytes[1..4],\n}",
    ),
    (Code::UnexpectedToken, "messages M: u8 { 4ms => A { #[since(2s)] b: u8 = 5malleable } }"),
    (Code::ExpectedItem, "pakcet P { a: u8 }\nstruct S { a: u8 }\n42\n"),
    (
        Code::UnsupportedLiteral,
        "const A = 1.5;\nconst B = 'x';\nconst C = c\"x\";\nconst D = 'a + 1;",
    ),
    (Code::NestingTooDeep, DEEP),
    (
        Code::MisplacedDoc,
        "/// Lost.\nprotocol p { edition: 1 }\nstruct S {\n    //! Inner.\n    a: u8,\n    /// Of nothing.\n}\n/// The end.",
    ),
    (Code::UnitOfBasedNumber, "const A = 0x10KiB;\nconst B = 0x10 KiB;"),
    (Code::ChainedComparison, "struct S { a: u8, require 1 < a < 5 }"),
    (
        Code::Repeated,
        "flags F: u8 { reserved = 0, a = 1, reserved = 0 }\nenum E: u8 { A = 0, .., .. }\nhandshake H {\n    keys {}\n    keys {}\n}\nstruct S { a: u8 in 0..=1 in 0..=2 }",
    ),
    (
        Code::UnknownAttribute,
        "#[derive(Debug)] struct S { #[deprecate] a: u8 }\n#[since] struct T { #[since(1) since(2)] b: u8 }\n#[since(1",
    ),
];

/// 65 parentheses.
const DEEP: &str = "const A = (((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))));";

#[test]
fn every_syntax_code_has_a_case_that_reads_well() {
    let mut page = String::new();
    for (code, source) in MISTAKES {
        let (_, diagnostics) = parse(source);
        assert!(diagnostics.iter().any(|found| found.code == *code), "{code}: {diagnostics:#?}");
        page += &format!("==== {code}: {}\n\n", code.title());
        page += &render(&diagnostics, "case.wire", source, false);
        page += "\n";
    }
    insta::assert_snapshot!(page);
    let of_syntax = Code::ALL.iter().filter(|code| code.id().starts_with("PW01"));
    for code in of_syntax {
        assert!(MISTAKES.iter().any(|(case, _)| case == code), "{code} has no case");
    }
}

#[test]
fn one_run_reports_mistakes_of_all_stages() {
    let source = "\
protocol shop { edition: 1, version: 1, endian: big }

enum Size: u8 { Small = 0, Large = 0 }

struct Order {
    count u16,
    size: Size,
    note: strin[u8 in 0..=40],
}

flags Options: u8 { gift = 3, reserved = 0 }

pakcet Frame { length: u16 = len(body), body: bytes[0..=100] }
";
    let Err(diagnostics) = packetwright_spec::compile(source) else { panic!("it compiles") };
    insta::assert_snapshot!(render(&diagnostics, "shop.wire", source, false));
    insta::assert_snapshot!(to_json(&diagnostics[..1], "shop.wire", source));
}

/// Each of these changes of the network protocol is one mistake, and is told as one.
#[test]
fn one_mistake_is_reported_once() {
    let mistakes = [
        ("on start {", "start {", "on"),
        ("send ready;", "send ready", "semicolon"),
        ("check authorized(rs) else UnknownPeer;", "check authorized(rs);", "else"),
        ("-> AwaitResponse\n", "AwaitResponse\n", "arrow"),
        ("tokens [e, e1 if hfs], clear", "tokens [e, e1 if hfs] clear", "comma in a message"),
        ("deadline: 10 s,", "deadline: 10 s", "comma behind a setting"),
        ("length: u32 = len(payload),", "length: u32 = len(payload)", "comma behind a field"),
        ("lz4 = 0x01,", "lz4: 0x01,", "colon for equals"),
        ("    Request = 1,", "    Request 1,", "equals"),
        ("1 => Echo {", "1 = Echo {", "fat arrow"),
        ("-> Envelope\n", "Envelope\n", "arrow between layers"),
        ("const MAX_PAYLOAD = 16 MiB;", "const MAX_PAYLOAD = 16 MiB", "semicolon of a constant"),
        ("union Content(kind: Kind) {", "union Content(kind Kind) {", "colon of a selector"),
        ("enum ErrorCode: u16 {", "enum ErrorCode u16 {", "colon of an enumeration"),
        ("nonce: bytes[24],", "nonce: bytes[24,", "bracket"),
        ("    length: u32 = len(payload),", "    length: u32 = len(payload,", "parenthesis"),
        ("payload: bytes[0..=MAX_PAYLOAD],\n}", "payload: bytes[0..=MAX_PAYLOAD],\n", "brace"),
        ("/// The secure handshake:", "}\n/// The secure handshake:", "one brace too many"),
    ];
    let mut page = String::new();
    for (right, wrong, what) in mistakes {
        let source = NETWORK.replacen(right, wrong, 1);
        let (_, diagnostics) = parse(&source);
        let [found] = &diagnostics[..] else { panic!("{what}: {diagnostics:#?}") };
        page += &format!("{what}: {} {}\n", found.code, found.message);
    }
    insta::assert_snapshot!(page);
}
