//! Names that generated code could trip over: each spec here once gave code
//! that did not compile, or that compiled with warnings.

use packetwright_codegen::{Feature, Options, generate};

fn code(items: &str) -> String {
    let source = format!("protocol demo {{ edition: 1, version: 1, endian: big }}\n{items}");
    let model = packetwright_spec::compile(&source)
        .unwrap_or_else(|diagnostics| panic!("{items}: {diagnostics:#?}"));
    let options = Options { session: Feature::Off, ..Options::default() };
    generate(&model, &options)
}

#[track_caller]
fn check(items: &str, there: &[&str], not_there: &[&str]) {
    let code = code(items);
    for part in there {
        assert!(code.contains(part), "`{part}` is not in\n{code}");
    }
    for part in not_there {
        assert!(!code.contains(part), "`{part}` is in\n{code}");
    }
}

#[test]
fn a_view_makes_way_for_a_declared_type() {
    check(
        "struct Point { text: string[u8] } struct PointRef { x: u8 } struct PointRef_2 { x: u8 }",
        &["pub struct PointRef_<'a> {", "pub struct PointRef {", "pub struct Point {"],
        &["pub struct PointRef<'a>"],
    );
}

#[test]
fn a_number_without_a_name_makes_way_for_every_variant() {
    check("enum A: u8 { unknown = 1, .. }", &["    Unnamed(u8),"], &["    Unknown(u8)"]);
    let both = "enum A: u8 { Unknown = 1, Unnamed = 2, .. }";
    check(both, &["    Unnamed_(u8),"], &["    Unnamed(u8)"]);
}

#[test]
fn underscores_stand_alone() {
    check(
        "flags Marks: u8 { _hidden = 1, two__words = 2, reserved = 0 } struct S_1 { a__b: u8 } struct T { _2: u8 } union U: u8 { 1 => _1 {} }",
        &[
            "fn is_hidden(",
            "fn is_two_words(",
            "const TWO_WORDS:",
            "pub a_b: u8",
            "struct S1 {",
            "    _1 {",
            "pub _2: u8",
        ],
        &["a__b:", "is__hidden"],
    );
}

#[test]
fn variables_of_emitters_hide_no_field() {
    check(
        "union U: u8 { 1 => A { value: u8, text: option<string[u8]>, lists: [[u8; u8]; u8], index_1: u8 } }",
        &["Some(held) => ", "index_1: index_1_"],
        &["Some(value) => "],
    );
}

#[test]
fn a_type_makes_way_for_the_prelude() {
    check(
        "struct Default { a: u8 } struct Vec { a: u8 }",
        &["pub struct Default_ {", "pub struct Vec_ {"],
        &[],
    );
}

#[test]
fn what_nobody_reads_has_no_name() {
    check(
        "struct A encoding bincode varint { a: option<within[u16]<f32>>, b: [within[u16]<f32>; u8] }",
        &["Some(_) => codec::measured_len(", ".map(|_| codec::measured_len("],
        &["Some(held) => codec", "|element| codec::measured"],
    );
    let layers = "enum Kind: u8 { Request = 0, Reply = 1, Error = 2 }
        union Content(kind: Kind) { Request, Reply, Error => { message: bytes[rest] } }
        struct Envelope { kind: Kind, id: u8, content: Content(kind) }
        messages M: u16 encoding bincode varint { 0 => Ping {} -> Pong, 1 => Pong {} }
        packet P { length: u8 = len(payload), payload: bytes[0..=255] } layers { P -> Envelope -> M { keepalive Ping } }";
    check(
        layers,
        &["fn encode_keepalive(_: u64,", "codec::Varint::Bincode, tag as u16);"],
        &["nonce: u64", "(tag as u16)"],
    );
}

#[test]
fn a_header_needs_no_parentheses() {
    let layers = "enum Kind: u8 { OneWay = 0 } union Content(kind: Kind) { OneWay => { message: bytes[rest] } }
        struct Envelope { kind: Kind, id: u8, content: Content(kind) } messages M: u8 { 0 => A {} }
        packet P { hops: u8, length: u8 = len(payload), payload: bytes[0..=255] } layers { P -> Envelope -> M }";
    check(layers, &["out[0] = 0;", "out[1] = head.payload_len as u8;"], &["= (0", "] = (head"]);
}

#[test]
fn constants_make_way_for_types_and_for_the_names_of_flags() {
    check(
        "const max = 1; const least = 2; flags MAX: u8 { flag_names = 1, reserved = 0 }",
        &["pub const MAX_: u64", "pub const LEAST: u64", "pub const FLAG_NAMES_: Self"],
        &["pub const MAX: u64", "pub const FLAG_NAMES: Self"],
    );
}

#[test]
fn methods_are_no_variables() {
    check(
        "union U: u8 { 1 => A { len: u8, text: string[u8] } }",
        &["Self::A { text, .. } => 3 + text.len()"],
        &["Self::A { len, text } => 3 +"],
    );
    check(
        "union Chosen(number: u8) { 1 => A {} } struct S { number: u8, chosen: Chosen(number) }",
        &["_: &mut O"],
        &[],
    );
}

#[test]
fn a_handler_is_asked_by_its_own_methods() {
    let source = "protocol demo { edition: 1, version: 1, endian: big }
        enum Kind: u8 { OneWay = 0 } union Content(kind: Kind) { OneWay => { message: bytes[rest] } }
        struct Envelope { kind: Kind, id: u8, content: Content(kind) } messages M: u8 { 0 => Into {} }
        packet P { length: u8 = len(payload), payload: bytes[0..=255] } layers { P -> Envelope -> M }";
    let model = packetwright_spec::compile(source).expect("the spec is sound");
    let code = generate(&model, &Options { session: Feature::On, ..Options::default() });
    assert!(code.contains("H::into(&self.0, context, body)"), "{code}");
}

#[test]
fn comments_turn_no_text_around() {
    check(
        "/// \u{202e}backwards\u{202c}\nstruct A { a: u8, require a != 1 else \"\u{2066}no\" }",
        &["/// \u{fffd}backwards\u{fffd}"],
        &["\u{202e}", "\u{2066}"],
    );
}
