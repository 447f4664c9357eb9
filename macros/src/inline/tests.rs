//! A protocol inside a macro: a module with documentation, whose definitions
//! stand where the spec has them; or its mistakes.

use packetwright_codegen::{Options, emit};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::inline;
use crate::tests::refusals;

#[test]
fn a_spec_inside_a_macro_is_a_module_or_its_mistakes() {
    let code = inline::expand(quote! {
        protocol clock { edition: 1, version: 1, endian: big }
        struct Time { seconds: u64 s }
    });
    assert!(code.to_string().contains("pub mod clock { "), "{code}");
    let wrong = quote! { protocol clock { edition: 1, version: 1 } struct Time { a: u77, b: Vec } };
    assert_eq!(refusals(inline::expand(wrong)), ["0206", "0301", "0201"]);
}

/// The names in some code that stand at words of a text, each with the offset
/// and the text of the word.
fn placed(code: TokenStream, found: &mut Vec<(String, usize, String)>) {
    for token in code {
        match token {
            TokenTree::Group(group) => placed(group.stream(), found),
            TokenTree::Ident(name) => {
                let place = name.span();
                if let Some(text) = place.source_text().filter(|text| !text.is_empty()) {
                    found.push((name.to_string(), place.byte_range().start, text));
                }
            }
            _ => {}
        }
    }
}

#[test]
fn definitions_stand_at_the_words_of_the_spec() {
    let text = "
        protocol clock { edition: 1, version: 1, endian: big }
        const MOST = 40;
        enum Kind: u8 { Day = 1, Night = 2 }
        flags Marks: u8 { loud = 1, reserved = 0 }
        struct Point { kind: Kind, name: string[u8], marks: Marks }
        union Shape: u8 { 1 => Dot { at: Point }, 2 => Line { from: Point, to: Point }, }
        messages Call: u8 { 1 => Ask { zone: string[u8 in 1..=MOST] } -> Tell, 2 => Tell { time: u64 } }
    ";
    let mut found = Vec::new();
    placed(inline::expand(text.parse().expect("tokens")), &mut found);
    // Paths of the runtime stand at no word of it.
    found.retain(|(rust, ..)| rust != "packetwright");
    // A definition by its name in Rust, and the spec's words up to its own.
    let expected = [
        ("clock", "protocol "),
        ("MOST", "const "),
        ("Kind", "enum "),
        ("Day", "enum Kind: u8 { "),
        ("Night", "Day = 1, "),
        ("Marks", "flags "),
        ("LOUD", "flags Marks: u8 { "),
        ("Point", "struct "),
        ("PointRef", "struct "),
        ("kind", "struct Point { "),
        ("marks", "name: string[u8], "),
        ("Shape", "union "),
        ("Line", "Dot { at: Point }, 2 => "),
        ("to", "Line { from: Point, "),
        ("Call", "messages "),
        ("CallRef", "messages "),
        ("Ask", "messages Call: u8 { 1 => "),
        ("AskRef", "messages Call: u8 { 1 => "),
        ("zone", "Ask { "),
        ("time", "Tell { "),
        // Types where they are used.
        ("Kind", "struct Point { kind: "),
        ("Marks", "name: string[u8], marks: "),
        ("Point", "Dot { at: "),
        ("PointRef", "Line { from: Point, to: "),
        ("Tell", "in 1..=MOST] } -> "),
    ];
    for (name, before) in expected {
        let at = text.find(before).expect("the spec has it") + before.len();
        let there = found.iter().any(|(rust, start, _)| (rust.as_str(), *start) == (name, at));
        assert!(there, "`{name}` is not at {at}: {found:?}");
    }
    // Nothing else stands at a word of the spec, but what is in front of a name.
    let heads = ["pub", "const", "struct", "enum", "mod", "fn", "trait"];
    for (rust, at, word) in &found {
        let is_name = rust.trim_end_matches("Ref").eq_ignore_ascii_case(word);
        assert!(is_name || heads.contains(&rust.as_str()), "`{rust}` stands at {at}, `{word}`");
    }
}

#[test]
fn documentation_of_a_spec_inside_a_macro_is_that_of_its_items() {
    let code = inline::expand(quote! {
        //! Tells the time.
        protocol clock { edition: 1, version: 1, endian: big }
        messages Call: u8 {
            /// Asks for it.
            1 => Ask {
                /// Where.
                zone: string[u8],
            },
        }
    });
    let code = code.to_string();
    for docs in ["Asks for it.", "Where."] {
        assert!(code.contains(&format!("doc = \" {docs}\"")), "{docs}: {code}");
    }
    assert!(code.contains("doc = \" Tells the time.\""), "{code}");
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

/// The public names among some items that have no documentation.
fn undocumented(items: &[syn::Item], found: &mut Vec<String>) {
    let mut check = |name: &syn::Ident, attributes: &[syn::Attribute]| {
        if !attributes.iter().any(|attribute| attribute.path().is_ident("doc")) {
            found.push(name.to_string());
        }
    };
    for item in items {
        match item {
            syn::Item::Const(item) if is_public(&item.vis) => check(&item.ident, &item.attrs),
            syn::Item::Struct(item) if is_public(&item.vis) => {
                check(&item.ident, &item.attrs);
                let fields = item.fields.iter().filter(|field| is_public(&field.vis));
                fields.for_each(|field| {
                    field.ident.iter().for_each(|name| check(name, &field.attrs));
                });
            }
            syn::Item::Enum(item) if is_public(&item.vis) => {
                check(&item.ident, &item.attrs);
                for variant in &item.variants {
                    check(&variant.ident, &variant.attrs);
                    for field in &variant.fields {
                        field.ident.iter().for_each(|name| check(name, &field.attrs));
                    }
                }
            }
            syn::Item::Trait(item) if is_public(&item.vis) => {
                check(&item.ident, &item.attrs);
                for item in &item.items {
                    if let syn::TraitItem::Fn(method) = item {
                        check(&method.sig.ident, &method.attrs);
                    }
                }
            }
            syn::Item::Impl(item) if item.trait_.is_none() => {
                for item in &item.items {
                    match item {
                        syn::ImplItem::Fn(item) if is_public(&item.vis) => {
                            check(&item.sig.ident, &item.attrs)
                        }
                        syn::ImplItem::Const(item) if is_public(&item.vis) => {
                            check(&item.ident, &item.attrs)
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    for item in items {
        if let syn::Item::Mod(module) = item {
            if !module.attrs.iter().any(|attribute| attribute.path().is_ident("doc")) {
                found.push(module.ident.to_string());
            }
            let inside = module.content.as_ref().map(|(_, items)| items);
            inside.iter().for_each(|items| undocumented(items, found));
        }
    }
}

#[test]
fn everything_in_a_spec_inside_a_macro_is_documented() {
    // Without a word of documentation; and the network protocol.
    let bare = "
        protocol clock { edition: 1, version: 1, endian: big }
        const MOST = 40;
        enum Kind: u8 { Day = 1, .. }
        flags Marks: u8 { loud = 1, reserved = 0 }
        struct Point { kind: Kind, name: string[u8], marks: Marks }
        union Shape: u8 { 1 => Dot { at: Point }, .. => Other { raw: bytes[u8] } }
        messages Call: u8 { 1 => Ask { zone: string[u8 in 1..=MOST] } -> Tell, 2 => Tell { time: u64 } }
    ";
    for text in [bare, packetwright_spec::NETWORK] {
        let mut found = Vec::new();
        let code = inline::expand(text.parse().expect("tokens"));
        let file: syn::File = syn::parse2(code).expect("items");
        undocumented(&file.items, &mut found);
        assert_eq!(found, Vec::<String>::new());
    }
}

#[test]
fn a_spec_inside_a_macro_imports_from_its_crate() {
    let spec = |path: &str| {
        inline::expand(quote! {
            protocol sheet { edition: 1, version: 1, endian: big }
            import #path { Point };
            struct Line { from: Point, to: Point }
        })
        .to_string()
    };
    let code = spec("tests/specs/shapes.wire");
    assert!(!code.contains("compile_error"), "{code}");
    assert!(code.contains("struct Point") && !code.contains("struct Circle"), "{code}");
    // Cargo builds again when the file changes.
    let watched =
        format!("include_str ! (\"{}/tests/specs/shapes.wire\")", env!("CARGO_MANIFEST_DIR"));
    assert!(code.contains(&watched), "{code}");
    // What is wrong there is drawn with its line.
    let wrong = spec("tests/specs/broken.wire");
    assert!(
        wrong.contains("[PW0202]") && wrong.contains("tests/specs/broken.wire:3:24"),
        "{wrong}"
    );
    assert!(spec("tests/specs/none.wire").contains("PW0221"));
}

#[test]
fn macros_of_handshakes_have_no_marks_of_comments() {
    let model = packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is sound");
    let options = Options::default();
    assert!(emit::protocol(&model, &options).to_string().contains("__comment"));
    assert!(!inline::code(&model, &options).to_string().contains("__comment"));
}
