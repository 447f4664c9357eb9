//! The layout of specs: those that ship have it, it says the same again, and it
//! changes nothing but the layout.

use std::path::Path;

use packetwright_spec::lex::{TokenKind, lex};
use packetwright_spec::{format, parse};
use proptest::prelude::*;

/// Every spec of the repository.
fn specs() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = ["spec", "spec/gallery", "codegen/tests/specs", "examples/guide"];
    let mut specs = Vec::new();
    for folder in folders {
        let files = std::fs::read_dir(root.join(folder)).expect("the folder is there");
        for file in files {
            let path = file.expect("it can be listed").path();
            if path.extension().is_some_and(|extension| extension == "wire") {
                let text = std::fs::read_to_string(&path).expect("it is text");
                specs.push((path.display().to_string(), text));
            }
        }
    }
    assert!(specs.len() > 12, "the specs are found");
    specs
}

/// The tokens of a text; a unit stands apart from its number.
fn tokens(text: &str) -> Vec<String> {
    let (tokens, _) = lex(text);
    let mut kinds = Vec::new();
    for place in 0.. {
        match &tokens.get(place).kind {
            TokenKind::End => break,
            TokenKind::Number(number) => {
                kinds.push(number.text.clone());
                kinds.extend(number.unit.as_ref().map(|unit| unit.text.clone()));
            }
            TokenKind::Name { text, .. } => kinds.push(text.clone()),
            kind => kinds.push(format!("{kind:?}")),
        }
    }
    kinds
}

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_eq!(format(source).as_deref(), Ok(expected));
    assert_eq!(format(expected).as_deref(), Ok(expected), "the second time");
}

#[test]
fn shipped_specs_are_laid_out() {
    for (path, text) in specs() {
        assert_eq!(format(&text).as_deref(), Ok(text.as_str()), "{path}");
    }
}

#[test]
fn spaces_and_lines_are_put_right() {
    check(
        "//! Top.\nprotocol p{edition:1,version:1 , endian:big}\n\n\n\n/// Doc.\n   /// More.\n\
         flags F :u8 {a=0x01,reserved=0,require !( a&&b )}\n",
        "//! Top.\nprotocol p { edition: 1, version: 1, endian: big }\n\n/// Doc.\n/// More.\n\
         flags F: u8 { a = 0x01, reserved = 0, require !(a && b) }\n",
    );
    check(
        "struct A {\n\n // first\n a:[ u8 ;u8 in 1 ..= 4 ], // why\n\n\n  /* two\n   lines */\n\
         b:within[ u16 ]<bytes[ rest ]>,}",
        "struct A {\n    // first\n    a: [u8; u8 in 1..=4], // why\n\n    /* two\n   lines */\n    \
         b: within[u16]<bytes[rest]>, }\n",
    );
    check(
        "union U:peek u4{\n..   => Other{kind:u4,low:u4}\n}\nconst A=16MiB;",
        "union U: peek u4 {\n    .. => Other { kind: u4, low: u4 }\n}\nconst A = 16 MiB;\n",
    );
    check("", "");
    check("\n\n// Nothing but a remark.\n\n", "// Nothing but a remark.\n");
}

#[test]
fn what_cannot_be_parsed_is_left_alone() {
    let mistakes = format("struct A { a u8 }").expect_err("the colon is missing");
    assert_eq!(mistakes[0].code.id(), "PW0111");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    /// Whatever white space stands between the tokens, the second time changes
    /// nothing, and the tokens stay.
    #[test]
    fn any_white_space_is_laid_out(seed in any::<u64>(), which in any::<prop::sample::Index>()) {
        let specs = specs();
        let (path, text) = which.get(&specs);
        let mangled = mangled(text, seed);
        let (_, mistakes) = parse(&mangled);
        prop_assert!(mistakes.is_empty(), "{path}: {mistakes:?}");
        let once = format(&mangled).expect("it parses");
        prop_assert_eq!(tokens(&once), tokens(text), "{}", path);
        let twice = format(&once).expect("it still parses");
        prop_assert_eq!(twice, once, "{}", path);
    }
}

/// The text with other white space where there is some, outside strings and
/// comments.
fn mangled(text: &str, mut seed: u64) -> String {
    let mut random = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    let (tokens, _) = lex(text);
    let (mut mangled, mut end) = (String::new(), 0);
    for place in 0.. {
        let token = tokens.get(place);
        let last = token.kind == TokenKind::End;
        let start = if last { text.len() } else { token.span.start };
        let gap = &text[end..start];
        if gap.is_empty() || gap.contains("//") || gap.contains("/*") {
            mangled.push_str(gap);
        } else if text[..end].lines().last().is_some_and(|line| line.trim().starts_with("//")) {
            // A comment ends with its line.
            mangled.push_str(["\n", "\n\n\n", "\n \t"][random() % 3]);
        } else {
            mangled.push_str([" ", "\n", "  \n\n\n  ", "\t", " \n"][random() % 5]);
        }
        if last {
            return mangled;
        }
        mangled.push_str(&text[token.span.start..token.span.end]);
        end = token.span.end;
    }
    mangled
}
