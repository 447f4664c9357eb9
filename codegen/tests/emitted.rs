//! What generated code looks like, one small spec a shape. A person reads
//! these: whoever changes an emitter looks at what changed here.

use packetwright_codegen::{Feature, Options, generate};

/// Snapshots the code of a spec of a few lines, without dispatchers.
fn check(name: &str, items: &str) {
    check_with(name, items, Feature::Off);
}

fn check_with(name: &str, items: &str, serde: Feature) {
    let source = format!("protocol demo {{ edition: 1, version: 1, endian: big }}\n{items}");
    let model = packetwright_spec::compile(&source)
        .unwrap_or_else(|diagnostics| panic!("{name}: {diagnostics:#?}"));
    let options = Options { session: Feature::Off, serde, ..Options::default() };
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, generate(&model, &options));
    });
}

#[test]
fn constants_and_enumerations() {
    check_with(
        "enumerations",
        "/// The most.\nconst MOST = 64 KiB;\n\
         enum Closed: u8 { One = 1, Two = 2 }\n\
         enum Open: u16 { Zero = 0, type = 7, .. }\n",
        Feature::Gated("serde".to_owned()),
    );
}

#[test]
fn flag_sets() {
    check_with(
        "flags",
        "flags Options: u16 { keep = 0x0001, expires = 0x0100, reserved = 0, \
         require !(keep && expires) }\n",
        Feature::On,
    );
}

#[test]
fn structures() {
    check(
        "structure",
        "/// A point in time and space.\n\
         struct Point {\n\
             magic: u16 = 0xCAFE,\n\
             /// Where.\n\
             x: i32 in -1000..=1000,\n\
             count: u8 = count(tags),\n\
             match: bool,\n\
             label: string[u8 in 1..=20],\n\
             tags: [u24; 0..=9],\n\
             key: bytes[16],\n\
             parent: option<bytes[u16 in 0..=300]>,\n\
             require x != 0 || len(label) > 1,\n\
         }\n",
    );
}

#[test]
fn unions() {
    check(
        "union",
        "enum Kind: u8 { Text = 1, Empty = 2 }\n\
         union Tagged: u8 { 0 => Nothing {}, 1 => Some { value: u32 } }\n\
         union Chosen(kind: Kind) { Text => { text: string[rest] }, Empty => {} }\n\
         struct Holder { kind: Kind, tagged: Tagged, chosen: Chosen(kind) }\n",
    );
}

#[test]
fn message_sets() {
    check(
        "messages",
        "messages Message: u32 encoding bincode {\n\
             /// Bytes that come back.\n\
             0 => Echo { payload: bytes } -> Echo,\n\
             1 => Tick { at: u64 },\n\
         }\n",
    );
}

/// The items of the text that are or concern a view.
fn views(code: &str) -> Vec<&str> {
    let heads = code.lines().filter(|line| line.contains("Ref<") || line.contains("as a view"));
    heads.collect()
}

/// The lines that are not in the body of a function `decode`.
fn beside_decoders(code: &str) -> Vec<&str> {
    let mut inside = false;
    let mut is_beside = |line: &&str| {
        inside = (inside || line.trim_start().starts_with("fn decode")) && *line != "    }";
        !inside
    };
    code.lines().filter(|line| is_beside(line)).collect()
}

#[test]
fn views_are_left_out_where_nothing_reads_by_them() {
    let source = "protocol demo { edition: 1, version: 1, endian: big }\n\
                  struct Part { name: string[u8] }\n\
                  union Either: u8 { 0 => Text { part: Part }, 1 => Nothing {} }\n\
                  messages Message: u32 { 0 => Both { list: [Either; u8], raw: bytes[rest] } }\n";
    let model = packetwright_spec::compile(source).expect("the spec is sound");
    let with = generate(&model, &Options::default());
    let without = generate(&model, &Options { views: false, ..Options::default() });
    assert!(views(&with).len() > 10, "{with}");
    assert_eq!(views(&without), Vec::<&str>::new(), "{without}");
    // What stays is what it was, but for decoders that had the view do the work.
    let lines: std::collections::BTreeSet<&str> = with.lines().collect();
    let stays = beside_decoders(&without);
    assert!(stays.len() > 50 && stays.iter().all(|line| lines.contains(line)), "{without}");
    // A connection reads by views.
    let model = packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is sound");
    let without = generate(&model, &Options { views: false, ..Options::default() });
    assert_eq!(without, generate(&model, &Options::default()));
}

#[test]
fn the_same_spec_gives_the_same_text() {
    let model = packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is sound");
    let options = Options::default();
    assert_eq!(generate(&model, &options), generate(&model, &options));
}
