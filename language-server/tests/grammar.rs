//! The TextMate grammar of the editors knows the words of the language: those
//! that the parser names, those of the lists that the checker names, all
//! integer types. Their place in the grammar is asserted, not their colour.

use std::collections::BTreeSet;

use fancy_regex::Regex;
use packetwright_spec::model::ChecksumAlgorithm;
use packetwright_spec::names::{BUILT_IN_TYPES, Words};
use packetwright_spec::syntax::{ATTRIBUTES, ITEMS};
use serde_json::Value;

const GRAMMAR: &str = include_str!("../../editors/vscode/syntaxes/wire.tmLanguage.json");

/// The files of the parser, which name the keywords that it looks for.
const PARSER: [&str; 6] = [
    include_str!("../../spec/src/syntax/expressions.rs"),
    include_str!("../../spec/src/syntax/handshake.rs"),
    include_str!("../../spec/src/syntax/items.rs"),
    include_str!("../../spec/src/syntax/layers.rs"),
    include_str!("../../spec/src/syntax/parser.rs"),
    include_str!("../../spec/src/syntax/types.rs"),
];

/// Where words stand; `@` is the word.
const PLACES: &[&str] = &[
    "@ Name {",
    "@ Name: u8 {",
    "@ NAME = 1;",
    "@ \"a.wire\";",
    "@ {",
    "@: u8 {",
    "@(a)",
    "a: @,",
    "a: @ b",
    "a: @[4]",
    "a: @<b>",
    "a: [b; @ 0]",
    "bytes[@]",
    "#[@]",
    "#[@(2)]",
    "1 @ 2",
    "a @ b",
    "@ a",
    "@ Ping",
    "@ Name;",
    "@ = 0",
    "@ -> Name",
    "@ when",
    "16 @,",
    "a: u16 @,",
    "tokens [@]",
    "initiator -> @,",
    "@ -> responder",
    "endian: @",
    "encoding @ {",
    "0 => @,",
    "@ a = 1;",
    ", @ {",
    "-> @ {",
    "-> @(a)",
    "@ [e]",
    "a @ bincode",
    "a: u8 = @ sum(b)",
    "union U: @ u4 {",
    "on @ {",
];

/// A pattern: what it matches, and the scope of each of its groups.
struct Pattern {
    regex: Regex,
    scopes: Vec<(usize, String)>,
}

/// All patterns of the grammar, wherever they stand in it.
fn patterns(value: &Value, into: &mut Vec<Pattern>) {
    if let Value::Object(fields) = value {
        for (key, captures) in [("match", "captures"), ("begin", "beginCaptures")] {
            let Some(source) = fields.get(key).and_then(Value::as_str) else { continue };
            let regex = Regex::new(source).unwrap_or_else(|error| panic!("{source}: {error}"));
            let scope = |name: &Value| name["name"].as_str().map(str::to_owned);
            let mut scopes: Vec<(usize, String)> =
                scope(value).map(|scope| (0, scope)).into_iter().collect();
            for (group, name) in
                fields.get(captures).and_then(Value::as_object).into_iter().flatten()
            {
                let group = group.parse().expect("groups are numbers");
                assert!(group < regex.captures_len(), "{source} has no group {group}");
                scopes.extend(scope(name).map(|scope| (group, scope)));
            }
            into.push(Pattern { regex, scopes });
        }
    }
    let inner: Vec<&Value> = match value {
        Value::Object(fields) => fields.values().collect(),
        Value::Array(list) => list.iter().collect(),
        _ => Vec::new(),
    };
    inner.into_iter().for_each(|value| patterns(value, into));
}

/// Whether the scope is one that any name gets.
fn is_of_names(scope: &str) -> bool {
    scope.starts_with("variable.")
        || scope.starts_with("entity.name.")
        || scope.starts_with("meta.")
}

/// Whether a pattern gives the word a scope of its own in one of the places.
fn knows(patterns: &[Pattern], word: &str) -> bool {
    PLACES.iter().any(|place| {
        let text = place.replace('@', word);
        let start = place.find('@').expect("the place has a word");
        patterns.iter().any(|pattern| {
            pattern.regex.captures_iter(&text).flatten().any(|found| {
                pattern.scopes.iter().any(|(group, scope)| {
                    let group = found.get(*group).filter(|_| !is_of_names(scope));
                    group.is_some_and(|group| {
                        group.as_str().trim() == word && group.end() == start + word.len()
                    })
                })
            })
        })
    })
}

fn grammar() -> (Value, Vec<Pattern>) {
    let grammar: Value = serde_json::from_str(GRAMMAR).expect("the grammar is JSON");
    let mut found = Vec::new();
    patterns(&grammar, &mut found);
    (grammar, found)
}

#[test]
fn every_word_of_the_language_has_a_scope_of_its_own() {
    let mut words: BTreeSet<String> = BTreeSet::new();
    let keyword = Regex::new(r#"_keyword\("([a-z0-9_]+)"\)|"([a-z]+)" if (?:plain|called)"#);
    let keyword = keyword.expect("the expression is right");
    for source in PARSER {
        for found in keyword.captures_iter(source).flatten() {
            let word = found.get(1).or(found.get(2)).expect("one of them matched");
            words.insert(word.as_str().to_owned());
        }
    }
    assert!(words.len() > 15, "the parser names its keywords: {words:?}");
    for list in [
        ITEMS,
        ATTRIBUTES,
        BUILT_IN_TYPES,
        Words::Endian.all(),
        Words::Encoding.all(),
        Words::FieldUnit.all(),
        Words::Unit.all(),
        Words::Role.all(),
        Words::Algorithm.all(),
        Words::Party.all(),
        Words::Token.all(),
        Words::Protection.all(),
        Words::Cause.all(),
        Words::Record.all(),
        &["now", "random", "empty", "suite", "local", "start", "ready", "true", "false"],
    ] {
        words.extend(list.iter().map(|word| (*word).to_owned()));
    }
    for bits in 1..=64 {
        words.extend(["u", "i"].map(|sign| format!("{sign}{bits}")));
        words.extend(["le", "be", "leb128", "quic"].map(|form| format!("u{bits}{form}")));
        words.insert(format!("i{bits}zigzag"));
    }
    let (_, patterns) = grammar();
    let unknown: Vec<&String> = words.iter().filter(|word| !knows(&patterns, word)).collect();
    assert!(unknown.is_empty(), "wire.tmLanguage.json does not know {unknown:?}");
}

#[test]
fn functions_are_told_by_their_form() {
    let (grammar, _) = grammar();
    let function = &grammar["repository"]["functions"];
    assert_eq!(function["name"], "entity.name.function.wire");
    let regex = Regex::new(function["match"].as_str().expect("it is a string"));
    let regex = regex.expect("the expression is right");
    let found =
        |text: &str| regex.find(text).expect("it ends").map(|found| found.as_str().to_owned());
    let names = [
        "len",
        "count",
        "size",
        "hash",
        "common",
        "within",
        "fresh",
        "cookie",
        "capacity",
        "authorized",
    ];
    let checksums = ChecksumAlgorithm::KNOWN.iter().filter_map(|found| found.name());
    for name in names.into_iter().chain(checksums) {
        assert_eq!(found(&format!("a: u8 = {name}(b)")).as_deref(), Some(name));
    }
    for text in ["if (a)", "a: u8 = b + (c)", "u: Content(kind)"] {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn names_have_no_scope_of_a_word() {
    let (_, patterns) = grammar();
    for name in ["payload", "Packet", "MAX_PAYLOAD", "u65", "u0", "u08", "structure", "lenght"] {
        assert!(!knows(&patterns, name), "{name}");
    }
}

#[test]
fn every_include_leads_somewhere() {
    fn includes(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                into.extend(fields.get("include").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|value| includes(value, into));
            }
            Value::Array(list) => list.iter().for_each(|value| includes(value, into)),
            _ => {}
        }
    }
    let (grammar, _) = grammar();
    let mut found = Vec::new();
    includes(&grammar, &mut found);
    for include in &found {
        let name = include.strip_prefix('#').expect("the grammar includes its own parts");
        assert!(grammar["repository"].get(name).is_some(), "{include}");
    }
    for (name, _) in grammar["repository"].as_object().expect("there is a repository") {
        assert!(found.contains(&format!("#{name}")), "nothing includes {name}");
    }
}

#[test]
fn the_extension_names_files_that_there_are() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../editors/vscode/");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}{name}")).expect(name);
    let package: Value = serde_json::from_str(&read("package.json")).expect("it is JSON");
    let contributes = &package["contributes"];
    for path in [
        &contributes["languages"][0]["configuration"],
        &contributes["grammars"][0]["path"],
        &package["main"],
    ] {
        read(path.as_str().expect("paths are strings"));
    }
    assert_eq!(contributes["languages"][0]["extensions"][0], ".wire");
    assert_eq!(contributes["grammars"][0]["scopeName"], "source.wire");
    serde_json::from_str::<Value>(&read("language-configuration.json")).expect("it is JSON");
}
