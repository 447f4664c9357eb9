//! Names: each use leads to what it stands for, in specs with mistakes as well.

use std::fmt::Write;

use packetwright_spec::NETWORK;
use packetwright_spec::import::compile_files;
use packetwright_spec::names::{DeclarationKind, Names, Place};
use packetwright_spec::parse;
use packetwright_spec::span::Span;

fn names(source: &str) -> Names {
    Names::of(&parse(source).0)
}

/// Checks that the name marked by `$0` stands for the one marked by `$1`, which
/// may be the same.
#[track_caller]
fn check(marked: &str) {
    let to = marked.find("$1").expect("the declaration is marked");
    let from = marked.find("$0").expect("the use is marked");
    let source = marked.replace("$0", "").replace("$1", "");
    let (to, from) = if to < from { (to, from - 2) } else { (to - 2, from) };
    let found = names(&source);
    let (target, _) = found.target_at(from).expect("the name stands for something");
    assert_eq!(found.declaration(target).name.span.start, to, "{marked}");
}

#[test]
fn uses_lead_to_declarations() {
    for marked in [
        "const $1A = 1; const B = $0A + 1;",
        "const $1MOST = 1; struct S { a: bytes[u8 in 0..=$0MOST] }",
        "enum $1Kind: u8 { A = 0 } struct S { kind: $0Kind }",
        "struct S { kind: [$0Kind; 4] } enum $1Kind: u8 { A = 0 }",
        "flags F: u8 { $1a = 1, b = 2, require !($0a && b) }",
        "flags F: u8 { $1a = 1 } struct S { f: F, x: u8 if f.$0a }",
        "flags F: u8 { a = 1 } struct S { $1f: F, x: u8 if $0f.a }",
        "enum E: u8 { $1A = 1 } struct S { e: E, x: u8 if e == E::$0A }",
        "enum $1E: u8 { A = 1 } struct S { e: E, x: u8 if e == $0E::A }",
        "struct S { n: u8 = len($0b), $1b: bytes }",
        "const $1EXTRA = 1; struct S { n: u8 = len(b) + $0EXTRA, b: bytes }",
        "struct A { b: bytes } struct S { n: u8 = len($0b), $1b: bytes }",
        "const $1b = 1; struct S { b: u8, c: bytes[$0b] }",
        "const b = 1; struct S { $1b: u8, require $0b > 1 }",
        "const $1b = 1; struct S { c: u8, require c > $0b }",
        "enum E: u8 { $1A = 1 } union U(e: E) { $0A => {} }",
        "enum $1E: u8 { A = 1 } union U(e: $0E) { A => {} }",
        "union $1U(e: E) { A => {} } struct S { e: E, u: $0U(e) }",
        "union U(e: E) { A => {} } struct S { $1e: E, u: U($0e) }",
        "messages A: u8 { 1 => Pong {} } messages M: u8 { 0 => Ping {} -> $0Pong, 1 => $1Pong {} }",
        "messages M: u8 { 0 => $1Ping {} } layers { M { keepalive $0Ping } }",
        "flags F: u8 { $1a = 1 } packet P { f: F } layers { P -> seal(H) when f.$0a }",
        "packet P { $1f: F } flags F: u8 { a = 1 } layers { P -> seal(H) when $0f.a }",
        "handshake $1H { } layers { P -> seal($0H) when f.a }",
        "handshake H { let $1x = 1; let y = $0x; }",
        "handshake H { message $1A = 1, initiator -> responder, tokens [], clear {} \
         initiator { I { on $0A -> failed(F) } } }",
        "handshake H { message A = 1, initiator -> responder, tokens [], clear { $1n: u8 } \
         initiator { I { on A { check A.$0n == 1 else F; } -> failed(F) } } }",
        "handshake H { message A = 1, initiator -> responder, tokens [], clear { $1n: u8 } \
         initiator { I { on start { send A { $0n: 1 }; } -> failed(F) } } }",
        "handshake H { failures { $1F } otherwise { crypto -> $0F } }",
        "handshake H { initiator { A { on start -> $0B } $1B {} } responder { B {} } }",
        "struct L { $1sizes: [u8; 4] } handshake H { local: L, let x = local.$0sizes; }",
        "handshake H { initiator { A { on start { let $1x = 1; let $0x = 2; } -> A } } }",
        // In spite of a mistake before, behind or around it.
        "struct Broken { a: } enum $1Kind: u8 { A = 0 } struct S { kind: $0Kind",
        "strukt S { } const $1A = 1; struct S { a: bytes[$0A], b c d }",
        "struct r#$1type { a: u8 } struct S { b: $0type }",
    ] {
        check(&marked.replace("r#$1type", "$1r#type"));
    }
}

#[test]
fn names_that_lead_nowhere_have_no_target() {
    let source = "struct S { a: Absent, b: u8 if c, n: u8 = len(d), e: u16 ms }";
    let found = names(source);
    let lost: Vec<&str> = found
        .uses
        .iter()
        .filter(|used| used.target.is_none())
        .map(|used| used.name.text.as_str())
        .collect();
    assert_eq!(lost, ["Absent", "u8", "c", "u8", "len", "d", "u16", "ms"]);
}

#[test]
fn every_name_of_the_network_protocol_is_found_where_it_is_written() {
    let found = names(NETWORK);
    let mut lost = String::new();
    for used in &found.uses {
        let Span { start, end } = used.name.span;
        assert_eq!(&NETWORK[start..end], used.name.text);
        let of_language = matches!(
            used.place,
            Place::Word(_) | Place::Function | Place::Integer | Place::Parameter
        );
        let built_in = [
            "u8", "u16", "u32", "u64", "start", "ready", "local", "now", "random", "empty",
            "suite", "rs",
        ];
        if used.target.is_none() && !of_language && !built_in.contains(&used.name.text.as_str()) {
            writeln!(lost, "{} {:?}", used.name, used.place).expect("a string takes all");
        }
    }
    assert_eq!(lost, "");
    let field = found.all().find(|(_, found)| found.name.text == "payload").expect("it is there");
    assert_eq!(found.uses_of(field.0).count(), 1);
}

#[test]
fn each_file_has_its_own_names() {
    let main = "protocol p { edition: 1, version: 1, endian: big }\n\
                import \"a.wire\" { Packet, Set };\nimport \"b.wire\";\n\
                struct Kind { a: u8 }\nstruct S { k: Kind, other: Other, hidden: Hidden }\n\
                layers { Packet -> compress(lz4 when flags.lz4) -> Set { keepalive Ping } }\n";
    let a = "library a { edition: 1, endian: big }\n\
             flags F: u8 { lz4 = 1, reserved = 0 }\nenum Kind: u8 { A = 1 }\n\
             packet Packet { flags: F, kind: Kind, payload: bytes[rest in 0..=9] }\n\
             messages Set: u8 { 1 => Ping {} }\nstruct Hidden {}\n";
    let b = "library b { edition: 1, endian: big }\nstruct Other { of: Kind }\n";
    let load = |path: &str| Ok(if path == "a.wire" { a.to_owned() } else { b.to_owned() });
    let found = compile_files("main.wire", main, &load);
    let names = Names::of_files(&found.files);
    let lead = |file: usize, word: &str, nth: usize| -> Option<(usize, DeclarationKind)> {
        let source = &found.sources.files()[file];
        let place = source.text.match_indices(word).nth(nth).expect(word).0;
        let (id, _) = names.target_at(source.start + place + 1)?;
        Some((names.file_of(id), names.declaration(id).kind))
    };
    // In an import, and where it is used.
    assert_eq!(lead(0, "Packet", 0), Some((1, DeclarationKind::Packet)));
    assert_eq!(lead(0, "Packet ", 0), Some((1, DeclarationKind::Packet)));
    // Members of what is declared elsewhere.
    assert_eq!(lead(0, "flags.", 0), Some((1, DeclarationKind::Field)));
    assert_eq!(lead(0, "lz4)", 0), Some((1, DeclarationKind::Flag)));
    assert_eq!(lead(0, "Ping", 0), Some((1, DeclarationKind::Message)));
    // Two of one name, each in its own file; in a third, neither.
    assert_eq!(lead(0, "Kind,", 0), Some((0, DeclarationKind::Struct)));
    assert_eq!(lead(1, "Kind,", 0), Some((1, DeclarationKind::Enum)));
    assert_eq!(lead(2, "Kind", 0), None);
    // What an import does not name is not known, with no braces everything is.
    assert_eq!(lead(0, "Hidden }", 0), None);
    assert_eq!(lead(0, "Other", 0), Some((2, DeclarationKind::Struct)));
}
