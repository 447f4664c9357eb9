//! A spec of this repository, split into files, is the same protocol.

use std::collections::BTreeMap;

use packetwright_codegen::{Options, generate, reference};
use packetwright_spec::import::{LoadError, compile_files};
use packetwright_spec::{compile, format};

/// Each file, what its items begin with, and the files it imports.
const FILES: [(&str, &[&str], &[&str]); 5] = [
    (
        "main.wire",
        &["protocol", "layers"],
        &["lib/messages.wire", "lib/handshake.wire", "lib/parts.wire", "numbers.wire"],
    ),
    ("lib/handshake.wire", &["handshake"], &["parts.wire", "../numbers.wire"]),
    ("lib/messages.wire", &["messages"], &["parts.wire", "../numbers.wire"]),
    ("lib/parts.wire", &["struct", "union", "packet"], &["../numbers.wire"]),
    ("numbers.wire", &["const", "enum", "flags"], &[]),
];

/// The items of a spec with the documentation in front of each.
fn items(spec: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    for line in spec.lines().filter(|line| !line.starts_with("//!")) {
        let begins = line.starts_with(|c: char| c.is_ascii_lowercase())
            || ["///", "#["].iter().any(|mark| line.starts_with(mark));
        let inside_docs = items.last().is_some_and(|item| {
            item.lines().all(|line| {
                line.is_empty() || ["///", "#["].iter().any(|mark| line.starts_with(mark))
            })
        });
        if begins && !inside_docs {
            items.push(String::new());
        }
        if let Some(item) = items.last_mut() {
            *item += &format!("{line}\n");
        }
    }
    items
}

/// A spec as several files.
fn split(spec: &str) -> BTreeMap<&'static str, String> {
    let items = items(spec);
    let endian = if spec.contains("endian: little") { "little" } else { "big" };
    let mut files = BTreeMap::new();
    let mut placed = 0;
    for (path, keywords, imports) in FILES {
        let mut text = match path {
            "main.wire" => spec
                .lines()
                .take_while(|line| line.starts_with("//!"))
                .fold(String::new(), |text, line| text + line + "\n"),
            _ => format!("library part {{ edition: 1, endian: {endian} }}\n"),
        };
        text.extend(imports.iter().map(|import| format!("import \"{import}\";\n")));
        for item in &items {
            let head = item.lines().find(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
            let keyword = head.and_then(|head| head.split_whitespace().next());
            if keyword.is_some_and(|keyword| keywords.contains(&keyword)) {
                text += item;
                placed += 1;
            }
        }
        files.insert(path, text);
    }
    assert_eq!(placed, items.len(), "{items:#?}");
    files
}

fn empty() -> syn::File {
    syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: Vec::new() }
}

/// The items of generated code, in an order of their own.
fn sorted(code: &str) -> Vec<String> {
    let file = syn::parse_file(code).expect("generated code is Rust");
    let text = |item| prettyplease::unparse(&syn::File { items: vec![item], ..empty() });
    let mut items: Vec<String> = file.items.into_iter().map(text).collect();
    items.sort();
    items
}

#[track_caller]
fn check(spec: &str, least: usize) {
    let files = split(spec);
    let found = compile_files("main.wire", &files["main.wire"], &|path| {
        files.get(path).cloned().ok_or(LoadError::NotFound)
    });
    assert_eq!(found.sources.files().len(), FILES.len());
    let drawn =
        packetwright_spec::diagnostic::render_all(&found.diagnostics, &found.sources, false);
    let Some(split) = found.protocol() else { panic!("{drawn}") };
    let whole = compile(spec).expect("the spec is sound");
    let code = sorted(&generate(&whole, &Options::default()));
    assert!(code.len() > least, "{}", code.len());
    let of_split = sorted(&generate(&split, &Options::default()));
    let other = of_split.iter().zip(&code).find(|(split, whole)| split != whole);
    assert!(other.is_none() && of_split.len() == code.len(), "{other:#?}");
    // The reference is written, whatever its order.
    let lines = |page: &str| page.lines().count();
    assert!(lines(&reference(&split)) + 20 > lines(&reference(&whole)));
    for text in files.values() {
        format(text).expect("each file can be laid out");
    }
}

#[test]
fn a_spec_in_several_files_generates_what_it_did_in_one() {
    check(packetwright_spec::NETWORK, 100);
    check(include_str!("../../spec/cabinet.wire"), 100);
}
