//! The analysis, on texts in which `$0` marks the cursor.

use packetwright_language_server::analysis::{Analysis, Symbol};

const HEAD: &str = "protocol p { edition: 1, version: 1, endian: big }\n";

/// The text without its mark, and where the mark was.
fn marked(text: &str) -> (Analysis, usize) {
    let offset = text.find("$0").expect("the cursor is marked");
    (Analysis::new(text.replacen("$0", "", 1)), offset)
}

/// As `marked`, behind a `protocol` item.
fn in_protocol(text: &str) -> (Analysis, usize) {
    marked(&format!("{HEAD}{text}"))
}

// Hover.

fn hover(text: &str) -> String {
    let (analysis, offset) = in_protocol(text);
    analysis.hover(offset).map_or_else(|| "nothing".into(), |hover| hover.text)
}

#[test]
fn hover_tells_what_is_declared_and_how_it_lies() {
    let cases = [
        "packet P { magic: u32 = 0xDEADBEEF, version: u8 = 1, /// Bytes that follow.\n l$0ength: u32 = len(payload), payload: bytes[0..=16 MiB] }",
        "packet P { magic: u32 = 0xDEADBEEF, length: u16 = len(payload), payload: bytes[0..=5] } layers { $0P }",
        "packet P { version: u4 = 1, len$0gth: u12 = len(payload), payload: bytes[0..=5] }",
        "struct S { id: u16, response: bit, opcode$0: u4, rest: u3, code: u8 }",
        "struct S { a: string[u8 in 1..=4], b: u16le$0 in 1..=9, c: u8 ms if b > 4 }",
        "struct S { a: string[u8 in 1..=4], $0b: u16le in 1..=9 }",
        "struct S { b: u16, $0c: u8 ms if b > 4 }",
        "/// Why.\nconst MAX = 4 KiB; #[since(1)]\n#[deprecated(\"use B\")]\nconst A = MAX$0 + 1;",
        "enum Kind: u8 { /// The first.\n A = 3, .. } struct S { k: $0Kind, v: u8 if k == Kind::A }",
        "enum Kind: u8 { /// The first.\n A = 3, .. } struct S { k: Kind, v: u8 if k == Kind::$0A }",
        "flags F: u8 { a = 1, b = 0x40, reserved = 0, require !($0b && a) }",
        "messages M: u8 { 7 => $0Ask { zone: string[u8 in 1..=40], at: u64 ms } }",
        "union U: u8 { 1 => Small { a: u8 }, 2 => Large { a: u64 } } struct S { u: $0U }",
        "struct S { items: [u16; u8 in 1..=4], all$0: within[u16 in 0..=9]<bytes[rest]> }",
        "const A = 16 Mi$0B;",
        "struct S { kind: u8, siz$0e: u16 = size(kind..=pad), pad: padding[to 4] }",
        "struct S { kind: u8, size: u16 = size(kind..=p$0ad), pad: padding[to 4] }",
        "struct S { a: bytes[u8], crc: u32 = crc$032(a) }",
    ];
    let told: Vec<String> = cases.iter().map(|case| hover(case)).collect();
    insta::assert_snapshot!(told.join("\n\n==========\n\n"));
}

#[test]
fn hover_is_silent_where_nothing_has_a_meaning() {
    for text in ["struct S {$0 }", "struct S { a: Abs$0ent }", "// struct S$0\n", "$0"] {
        assert_eq!(hover(text), "nothing", "{text}");
    }
}

// Definition and references.

#[test]
fn definition_and_references_are_inverse() {
    let (analysis, offset) =
        in_protocol("const M$0AX = 4; struct S { a: bytes[0..=MAX], b: u8 in 0..=MAX }");
    let all = analysis.references(offset, true);
    assert_eq!(all.len(), 3);
    assert_eq!(analysis.references(offset, false), all[1..]);
    for span in &all {
        assert_eq!(&analysis.text()[span.start..span.end], "MAX");
        assert_eq!(analysis.definition(span.start), Some(all[0]));
        assert_eq!(analysis.definition(span.end), Some(all[0]));
        assert_eq!(analysis.references(span.start, true), all);
    }
    let (analysis, offset) = in_protocol("struct S {$0 a: u8 }");
    assert_eq!(analysis.definition(offset), None);
    assert!(analysis.references(offset, true).is_empty());
}

// Rename.

#[track_caller]
fn renames(text: &str, to: &str, expected: &str) {
    let (analysis, offset) = in_protocol(text);
    let (spans, written) = analysis.rename(offset, to).expect("it can be renamed");
    let mut renamed = analysis.text().to_owned();
    for span in spans.iter().rev() {
        renamed.replace_range(span.start..span.end, &written);
    }
    assert_eq!(renamed, format!("{HEAD}{expected}"));
}

#[track_caller]
fn refuses(text: &str, to: &str, why: &str) {
    let (analysis, offset) = in_protocol(text);
    let refusal = analysis.rename(offset, to).expect_err("it cannot be renamed").to_string();
    assert!(refusal.contains(why), "{to}: {refusal}");
}

#[test]
fn renaming_reaches_every_use() {
    renames(
        "const M$0AX = 4; struct S { a: bytes[MAX], b: u8 in 0..=MAX }",
        "MOST",
        "const MOST = 4; struct S { a: bytes[MOST], b: u8 in 0..=MOST }",
    );
    renames(
        "enum Kind: u8 { A = 1 } union U(k: Kind) { $0A => {} } struct S { k: Kind, u: U(k) }",
        "First",
        "enum Kind: u8 { First = 1 } union U(k: Kind) { First => {} } struct S { k: Kind, u: U(k) }",
    );
    renames(
        "struct S { len$0gth: u8 = len(b), b: bytes, require length > 3 }",
        "size",
        "struct S { size: u8 = len(b), b: bytes, require size > 3 }",
    );
    // A keyword of Rust is a name like others; a raw name may become plain.
    renames(
        "struct S { $0a: u8, require a > 1 }",
        "type",
        "struct S { type: u8, require type > 1 }",
    );
    renames(
        "struct S { r#typ$0e: u8, require type > 1 }",
        "b",
        "struct S { b: u8, require b > 1 }",
    );
    // A word of the language that is read as one in its place is written raw.
    renames(
        "struct S { $0a: u8, c: bool, require c }",
        "require",
        "struct S { require: u8, c: bool, require c }",
    );
    renames(
        "struct S { $0a: bool, b: u8 if a }",
        "true",
        "struct S { r#true: bool, b: u8 if r#true }",
    );
    renames(
        "struct S { $0kind: u8, n: u16 = size(kind..=b), b: bytes[rest] }",
        "tag",
        "struct S { tag: u8, n: u16 = size(tag..=b), b: bytes[rest] }",
    );
    renames(
        "struct S { $0b: bytes[u8], sum: u16 = extern fletcher16(b) }",
        "text",
        "struct S { text: bytes[u8], sum: u16 = extern fletcher16(text) }",
    );
    // In a spec with a mistake somewhere else.
    renames(
        "struct T { x: Absent } struct $0S { a: u8 } struct U { s: S }",
        "V",
        "struct T { x: Absent } struct V { a: u8 } struct U { s: V }",
    );
}

#[test]
fn renaming_is_refused_where_the_spec_would_mean_something_else() {
    refuses("struct $0S { a: u8 }", "1x", "no name");
    refuses("struct $0S { a: u8 }", "a b", "no name");
    refuses("struct $0S { a: u8 }", "", "no name");
    refuses("struct $0S { a: u8 }", "self", "not a usable name");
    refuses("struct $0S { a: u8 }", "Ä", "Ä");
    refuses("struct $0S { a: u8 }", "bytes", "PW0205");
    refuses("struct $0S { a: u8 }", "u8", "PW0205");
    refuses("struct $0S { a: u8 } struct T { b: u8 }", "T", "PW0202");
    refuses("struct S { $0a: u8, b: u8 }", "b", "PW0202");
    refuses("struct $0S { a: u8 } struct FooBar { b: u8 }", "foo_bar", "PW0203");
    // The field would take the place of the constant in the range.
    refuses(
        "const LIMIT = 4; struct S { $0a: u8, b: u8, require b <= LIMIT }",
        "LIMIT",
        "would stand for something else",
    );
    // The parts of an envelope are found by their names.
    refuses(
        "packet P { l: u16 = len(p), p: bytes[0..=99] }
         enum Kind: u8 { OneWay = 0 } struct E { kind: Kind, $0id: u8, content: C(kind) }
         union C(kind: Kind) { OneWay => { message: bytes[rest] } }
         messages M: u8 { 1 => A {} } layers { P -> E -> M }",
        "number",
        "PW0504",
    );
    refuses("struct S {$0 a: u8 }", "b", "no name of the spec's own");
    refuses("struct S { a: u$08 }", "b", "no name of the spec's own");
}

// Completion.

fn completions(text: &str) -> String {
    let (analysis, offset) = in_protocol(text);
    let labels: Vec<String> =
        analysis.complete(offset).into_iter().map(|found| found.label).collect();
    labels.join(" ")
}

#[test]
fn completion_offers_what_may_stand_there() {
    const KINDS: &str = "enum Kind: u8 { One = 1, Two = 2 } flags Marks: u8 { hot = 1, cold = 2, reserved = 0 } const MAX = 3; struct Other { a: u8 }";
    let cases = [
        "$0",
        "str$0",
        "struct A { a: u8 } $0",
        "struct A { $0 }",
        "struct A { a: u8, re$0 }",
        "struct A { a: $0 }",
        "struct A { a: Ki$0, b: u8 }",
        "struct A { a: [$0; 4] }",
        "struct A { a: bytes[$0] }",
        "struct A { a: bytes[u8 in 0..=$0] }",
        "struct A { a: u8 = $0 }",
        "struct A { a: u8 $0 }",
        "struct A { a: u8 in 0..=5 $0 }",
        "struct A { a: u8, marks: Marks, b: u8 if $0 }",
        "struct A { marks: Marks, b: u8 if marks.$0 }",
        "struct A { marks: Marks, b: u8 if marks.$0, c: u8 }",
        "struct A { kind: Kind, b: u8 if kind == Kind::$0 }",
        "struct A { n: u8 = len($0), b: bytes }",
        "struct A { a: u8, n: u16 = size(a..=$0), b: bytes }",
        "struct A { kind: Kind, c: C($0) } union C(kind: Kind) { One, Two => {} }",
        "union C(kind: $0) { }",
        "union C(kind: Kind) { $0 => {} }",
        "union C: $0 { }",
        "enum E: $0",
        "struct A encoding $0 { }",
        "const A = $0;",
        "const A = 16 $0;",
        "#[$0]\nstruct A {}",
        "#[allow($0)]\nstruct A {}",
        "messages M: u8 { 1 => Ask {} -> $0, 2 => Tell {} }",
        "messages M: u8 { 1 => Ask {} } layers { $0 }",
        "messages M: u8 { 1 => Ask {} } layers { M { keepalive $0 } }",
        "messages M: u8 { 1 => Ask {} } layers { M { $0 } }",
        "packet P { marks: Marks } layers { P -> compress($0 when marks.hot) }",
        "packet P { marks: Marks } layers { P -> compress(lz4 when marks.$0) }",
        "protocol q { $0 }",
        "protocol q { endian: $0 }",
        "handshake H { $0 }",
        "handshake H { message A = 1, $0 -> responder, tokens [], clear {} }",
        "handshake H { message A = 1, initiator -> responder, tokens [$0], clear {} }",
        "handshake H { message A = 1, initiator -> responder, tokens [], clear { n: u8 } failures { F } initiator { I { on $0 -> failed(F) } } }",
        "handshake H { message A = 1, initiator -> responder, tokens [], clear { n: u8 } failures { F } initiator { I { on A { check A.$0 == 1 else F; } -> failed(F) } } }",
        "handshake H { message A = 1, initiator -> responder, tokens [], clear { n: u8 } failures { F } initiator { I { on A { check $0 else F; } -> failed(F) } } }",
        "handshake H { failures { F } initiator { I { on start { $0 } -> failed(F) } } }",
        "handshake H { failures { F } initiator { I { on start -> $0 } J {} } }",
        "handshake H { failures { F } otherwise { crypto -> $0 } }",
        "struct A { a: u8, // $0\n }",
        "struct A { a: \"$0\" }",
    ];
    let mut told = String::new();
    for case in cases {
        let offered = completions(&format!("{KINDS}\n{case}"));
        told.push_str(&format!("{case}\n    {offered}\n"));
    }
    insta::assert_snapshot!(told);
}

// Outline.

fn drawn(symbols: &[Symbol], depth: usize, text: &str, into: &mut String) {
    for symbol in symbols {
        let whole = &text[symbol.whole.start..symbol.whole.end];
        assert_eq!(&text[symbol.name_span.start..symbol.name_span.end], symbol.name);
        assert!(symbol.whole.start <= symbol.name_span.start);
        assert!(symbol.name_span.end <= symbol.whole.end);
        let last = whole.lines().last().unwrap_or_default();
        into.push_str(&format!(
            "{}{:?} {} | {} | …{last}\n",
            "  ".repeat(depth),
            symbol.kind,
            symbol.name,
            symbol.detail
        ));
        drawn(&symbol.children, depth + 1, text, into);
    }
}

#[test]
fn the_outline_of_the_network_protocol() {
    let text = packetwright_spec::NETWORK;
    let mut told = String::new();
    drawn(&Analysis::new(text.to_owned()).outline(), 0, text, &mut told);
    insta::assert_snapshot!(told);
}

// Formatting.

#[test]
fn specs_are_laid_out_if_they_can_be_parsed() {
    let formatted = Analysis::new("struct  A{a:u8}".into()).format();
    assert_eq!(formatted.as_deref(), Some("struct A { a: u8 }\n"));
    assert_eq!(Analysis::new("struct {".into()).format(), None);
}
