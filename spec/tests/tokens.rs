//! Laws of the front of the language: it is total, and a text and a macro give
//! the same tokens.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use proptest::prelude::*;

use packetwright_spec::diagnostic::{render, to_json};
use packetwright_spec::lex::{Builder, Delimiter, TokenKind, Tokens, lex};
use packetwright_spec::span::Span;
use packetwright_spec::syntax::parse_tokens;
use packetwright_spec::{NETWORK, compile, parse};

const CABINET: &str = include_str!("../cabinet.wire");

/// Words that specs are made of, and some that they are not.
const WORDS: &[&str] = &[
    "protocol",
    "const",
    "enum",
    "flags",
    "struct",
    "packet",
    "union",
    "messages",
    "layers",
    "handshake",
    "require",
    "reserved",
    "message",
    "initiator",
    "suites",
    "records",
    "keys",
    "claims",
    "mutants",
    "breaks",
    "on",
    "check",
    "let",
    "send",
    "else",
    "if",
    "in",
    "when",
    "encoding",
    "bytes",
    "string",
    "list",
    "option",
    "rest",
    "u8",
    "u16",
    "a",
    "b",
    "r#type",
    "self",
    "len",
    "MiB",
    "1",
    "0xFF",
    "16KiB",
    "1.5",
    "0b2",
    "\"text\"",
    "b\"bytes\"",
    "r#\"raw\"#",
    "'c'",
    "\"",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    ",",
    ";",
    ":",
    "::",
    "=",
    "=>",
    "->",
    "..",
    "..=",
    "||",
    "&&",
    "==",
    "<",
    "<=",
    ">",
    "+",
    "-",
    "*",
    "!",
    ".",
    "#",
    "/// doc\n",
    "//! doc\n",
    "/* c */",
    "\n",
    "\\",
    "ü",
    "/*",
];

/// Whatever the text, the front answers, and what it says can be drawn.
#[track_caller]
fn check(source: &str) {
    let (_, diagnostics) = parse(source);
    for found in &diagnostics {
        assert!(found.span.start <= found.span.end && found.span.end <= source.len(), "{found:?}");
    }
    // Drawing is slow on many diagnostics; a few show that it can be done.
    let some = &diagnostics[..diagnostics.len().min(8)];
    let drawn = render(some, "random.wire", source, true);
    assert_eq!(drawn.is_empty(), some.is_empty());
    assert!(to_json(some, "random.wire", source).starts_with('['));
    assert!(compile(source).is_err() || diagnostics.is_empty());
}

/// Up to so many words, most of them apart.
fn soup(most: usize) -> impl Strategy<Value = String> {
    let word = (prop::sample::select(WORDS), prop::bool::weighted(0.8));
    prop::collection::vec(word, 0..most).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, space)| format!("{word}{}", if space { " " } else { "" }))
            .collect()
    })
}

/// A spec with some stretches of bytes removed, repeated or replaced by a word.
fn mutated() -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0usize..40, 0u8..3, prop::sample::select(WORDS));
    (prop::bool::ANY, prop::collection::vec(edit, 1..6)).prop_map(|(network, edits)| {
        let mut text = (if network { NETWORK } else { CABINET }).to_owned();
        for (start, length, kind, word) in edits {
            let start = start.index(text.len());
            let end = (start + length).min(text.len());
            let Some(stretch) = text.get(start..end).map(str::to_owned) else { continue };
            match kind {
                0 => text.replace_range(start..end, ""),
                1 => text.insert_str(start, &stretch),
                _ => text.replace_range(start..end, word),
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_words_are_answered(text in soup(120)) {
        check(&text);
    }

    #[test]
    fn any_change_of_a_spec_is_answered(text in mutated()) {
        check(&text);
    }

    /// What the lexer takes from a file, a macro gets as well, as the same tokens.
    #[test]
    fn accepted_text_gives_the_tokens_of_a_macro(text in soup(8)) {
        let (tokens, diagnostics) = lex(&text);
        if diagnostics.is_empty() {
            let stream: TokenStream = text.parse().expect("the lexer took what a macro can't hold");
            prop_assert_eq!(kinds(&from_macro(stream)), kinds(&tokens));
        }
    }
}

#[test]
fn both_specs_are_the_same_in_a_macro() {
    for source in [NETWORK, CABINET] {
        let stream: TokenStream = source.parse().expect("a spec is made of the tokens of Rust");
        let tokens = from_macro(stream);
        assert_eq!(kinds(&tokens), kinds(&lex(source).0));
        let (file, diagnostics) = parse_tokens(&tokens);
        assert_eq!(diagnostics, []);
        assert_eq!(file.items.len(), parse(source).0.items.len());
    }
}

/// Verdicts of rustc's lexer (1.95, edition 2024) on texts that stand in a macro:
/// what it refuses can't be a spec, because it could not be pasted into one.
#[test]
fn what_rustc_refuses_is_refused() {
    let refused = [
        "hex\"00\"",
        "k#x",
        "a#b",
        "a'b",
        "16EiB",
        "10e",
        "1e+",
        "0e",
        "0b12",
        "0b1e3",
        "0o8",
        "0x",
        "0x_",
        "0b1.1",
        "0x1.5",
        "'ab'",
        "b'xy'",
        "b'",
        "'",
        "''",
        "c#\"x\"#",
        "r##x",
        "r#self",
        "r#_",
        "r#crate",
        "\"\\q\"",
        "\"\\x80\"",
        "b\"\\u{41}\"",
        "\"\\u{}\"",
        "\"\\u{_41}\"",
        "\"\\u{1234567}\"",
        "\"\\u{d800}\"",
        "b\"ü\"",
        "br\"ü\"",
        "\"a\"_",
        "\"a\r\"",
        "r\"a\rb\"",
        "/// a\rb",
        "/** a\rb */",
        "/* /* */",
        "`",
        "\\",
        "##",
        "#\"a\"",
        "## \"a\"",
        "a\u{a0}b",
        "\0",
        "a\u{1f600}",
        "\"\\\rx\"",
        "r\"",
        "\"",
        "«",
        "bb\"x\"",
        "rb\"x\"",
        "r'x'",
        "abc'x'",
        "1#x#y",
        "(]",
        "{",
        "}",
        "\"\\x\"",
        "\"\\u41\"",
        "\"\\\"",
    ];
    for text in refused {
        assert_ne!(lex(text).1, [], "{text:?} is accepted");
    }
    let accepted = [
        "a # b",
        "1_000",
        "16MiB",
        "1..2",
        "1..=2",
        "1.foo",
        "0b_1",
        "br#\"x\"#",
        "r##\"x\"#\"##",
        "r#type",
        "b\"\\xff\"",
        "\"\\u{4_1}\"",
        "\"a\" suf",
        "\"a\r\n\"",
        "// a\rb",
        "a\rb",
        "/* a\rb */",
        "/* /* */ */",
        "/**/",
        "/***/",
        "//// x",
        "$x",
        "?",
        "~",
        "@",
        "#",
        "\u{200e}a",
        "a\u{2028}b",
        "\"\\\n   x\"",
        "00",
        "09",
        "1__",
        "1u128",
        "->",
        "<->",
        "=>>",
        "...",
        "..==",
        ":::",
        "&&&",
        "1\"x\"",
        "1#",
        "r#type\"x\"",
        "r#type#",
        "#![x]",
    ];
    for text in accepted {
        assert_eq!(lex(text).1, [], "{text:?}");
    }
}

/// Long chains and deep nests of every kind end in a diagnostic, not in the stack.
#[test]
fn deep_and_long_texts_are_answered() {
    for piece in
        ["(", "[", "{", "!", "-", "a.", "1+", "a||", "f(", "a in ", "list<", "struct S{", "/*"]
    {
        let long = piece.repeat(20_000);
        for head in ["", "const A = ", "struct S { a: ", "struct S { require ", "layers { A -> "] {
            let (_, diagnostics) = parse(&format!("{head}{long}"));
            assert!(!diagnostics.is_empty(), "{head}{piece}");
        }
    }
}

/// Time grows with the text, not with its square: brackets that don't pair and
/// documentation of nothing in large numbers.
#[test]
fn large_texts_take_no_longer_than_they_must() {
    let count = 50_000;
    for (open, rest) in [("(", "]"), ("{", ")"), ("[", "/// a\n"), ("x ", "/// a\n")] {
        let text = format!("{} 1 {} 1", open.repeat(count), rest.repeat(count));
        let start = std::time::Instant::now();
        assert!(!parse(&text).1.is_empty());
        let took = start.elapsed();
        assert!(took.as_secs() < 5, "{open} {rest}: {took:?}");
    }
}

/// The tokens of a macro, as the macros feed them; spans number the tokens.
fn from_macro(stream: TokenStream) -> Tokens {
    let mut builder = Builder::new();
    let mut next = 0;
    feed(&mut builder, stream, &mut next);
    let (tokens, diagnostics) = builder.finish(Span { start: next, end: next });
    assert_eq!(diagnostics, []);
    tokens
}

fn feed(builder: &mut Builder, stream: TokenStream, next: &mut usize) {
    for tree in stream {
        let span = Span { start: *next, end: *next + 1 };
        *next += 1;
        match tree {
            TokenTree::Ident(name) => builder.name(&name.to_string(), span),
            TokenTree::Literal(literal) => builder.literal(&literal.to_string(), span),
            TokenTree::Punct(punct) => {
                builder.punct(punct.as_char(), punct.spacing() == Spacing::Joint, span);
            }
            TokenTree::Group(group) => {
                let delimiter = match group.delimiter() {
                    proc_macro2::Delimiter::Parenthesis => Some(Delimiter::Parenthesis),
                    proc_macro2::Delimiter::Bracket => Some(Delimiter::Bracket),
                    proc_macro2::Delimiter::Brace => Some(Delimiter::Brace),
                    proc_macro2::Delimiter::None => None,
                };
                if let Some(delimiter) = delimiter {
                    builder.open(delimiter, span);
                }
                feed(builder, group.stream(), next);
                if let Some(delimiter) = delimiter {
                    builder.close(delimiter, Span { start: *next, end: *next + 1 });
                    *next += 1;
                }
            }
        }
    }
}

/// The kinds of all tokens, places of glued units left out.
fn kinds(tokens: &Tokens) -> Vec<TokenKind> {
    let mut kinds = Vec::new();
    loop {
        let mut kind = tokens.get(kinds.len()).kind.clone();
        if let TokenKind::Number(number) = &mut kind
            && let Some(unit) = &mut number.unit
        {
            unit.span = Span { start: 0, end: 0 };
        }
        kinds.push(kind);
        if kinds.last() == Some(&TokenKind::End) {
            return kinds;
        }
    }
}
