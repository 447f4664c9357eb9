//! What holds of laid out code: its tokens, its width, and that it stays as it
//! is when it is laid out again.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use super::WIDTH;

/// Tokens of the compiler, laid out.
fn print(code: TokenStream) -> String {
    super::print(&code.into())
}

/// The tokens as one text, without commas in front of what closes a group and
/// behind blocks.
fn essence(code: TokenStream) -> String {
    let mut text = String::new();
    append(code, &mut text);
    text
}

fn append(code: TokenStream, text: &mut String) {
    let is_comma =
        |tree: &TokenTree| matches!(tree, TokenTree::Punct(mark) if mark.as_char() == ',');
    let mut trees = code.into_iter().peekable();
    while let Some(tree) = trees.next() {
        match tree {
            // The block of an arm says nothing around an expression.
            TokenTree::Group(group) if text.ends_with("= > ") && is_expression(&group) => {
                append(group.stream(), text);
                trees.next_if(is_comma);
                // As behind any brace.
                let is_comma_kept = trees.peek().is_some() && !text.ends_with("} ");
                *text += if is_comma_kept { ", " } else { "" };
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("( ", ") "),
                    Delimiter::Bracket => ("[ ", "] "),
                    Delimiter::Brace => ("{ ", "} "),
                    Delimiter::None => ("", ""),
                };
                *text += open;
                append(group.stream(), text);
                *text += close;
                // What ends an arm that is a block.
                if group.delimiter() == Delimiter::Brace {
                    trees.next_if(is_comma);
                }
            }
            TokenTree::Punct(mark) if mark.as_char() == ',' && is_last(trees.peek()) => {}
            TokenTree::Literal(literal) => {
                let value = syn::parse_str::<syn::LitStr>(&literal.to_string());
                let literal = literal.to_string();
                *text += &value.map_or(literal, |value| format!("{:?}", value.value()));
                *text += " ";
            }
            tree => *text += &format!("{tree} "),
        }
    }
}

fn is_expression(group: &proc_macro2::Group) -> bool {
    let has_semicolon = group
        .stream()
        .into_iter()
        .any(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ';'));
    group.delimiter() == Delimiter::Brace && !group.stream().is_empty() && !has_semicolon
}

/// Whether a comma in front of this says nothing.
fn is_last(next: Option<&TokenTree>) -> bool {
    next.is_none_or(|next| matches!(next, TokenTree::Punct(punct) if punct.as_char() == '>'))
}

/// Checks what holds of all code, and gives back how it is laid out.
pub(crate) fn laid_out(code: TokenStream) -> String {
    let text = print(crate::comment::strip(code.clone()));
    let again: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_same(&essence(crate::comment::strip(code)), &essence(again.clone()));
    syn::parse2::<syn::File>(again.clone()).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_same(&text, &print(again));
    for line in text.lines() {
        assert!(!line.ends_with(' '), "a space at the end: {line:?}");
        let is_long = line.len() > WIDTH + 10 && !line.contains(['"', '/']);
        assert!(!is_long, "{} columns: {line}", line.len());
    }
    text
}

/// Two long texts are the same; else what is around the first difference.
fn assert_same(given: &str, printed: &str) {
    let same = given.bytes().zip(printed.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        let bytes = &text.as_bytes()[same.saturating_sub(200).min(text.len())..];
        String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).into_owned()
    };
    assert!(given == printed, "{}\n\nbecame\n\n{}", around(given), around(printed));
}

fn check(code: TokenStream, expected: &str) {
    assert_eq!(laid_out(code).trim_end(), expected.trim_start_matches('\n').trim_end());
}

/// All specs that are shipped, and those that trip emitters, their views and
/// their sessions with them.
#[test]
fn the_code_of_all_specs_keeps_its_tokens() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut folders = vec![root.into()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        let folder: std::path::PathBuf = folder;
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            let name = entry.file_name();
            let is_output = name == "target" || name.to_string_lossy().starts_with('.');
            if path.is_dir() && !is_output {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "wire") {
                let text = std::fs::read_to_string(&path).expect("a text");
                let Ok(model) = packetwright_spec::compile(&text) else { continue };
                let options = crate::Options {
                    serde: crate::Feature::Gated("serde".to_owned()),
                    arbitrary: crate::Feature::On,
                    session: crate::Feature::On,
                    ..crate::Options::default()
                };
                laid_out(crate::emit::protocol(&model, &options).into());
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen} specs");
}

#[test]
fn lists_are_broken_where_they_are_too_long() {
    check(
        quote! {
            fn a<'a, T: B<C<'a>>>(&'a self, long: &mut Parameter<'_>, other: [u8; 4]) -> Result<Vec<T>, Failure> {}
            fn b() -> bool { c(|first| { let d = -1; *first == d && e.f..g != 0 },); (1,).0 < MAX }
        },
        "
fn a<'a, T: B<C<'a>>>(
    &'a self,
    long: &mut Parameter<'_>,
    other: [u8; 4],
) -> Result<Vec<T>, Failure> {}
fn b() -> bool {
    c(|first| {
        let d = -1;
        *first == d && e.f..g != 0
    });
    (1,).0 < MAX
}",
    );
}

#[test]
fn an_index_has_no_comma() {
    check(
        quote! {
            impl A { fn a() { out[6..11].copy_from_slice(&((head.payload_len as u64) | 0x00_1fa0_0000).to_be_bytes()[3..]); } }
        },
        "
impl A {
    fn a() {
        out[6..11].copy_from_slice(
            &((head.payload_len as u64) | 0x00_1fa0_0000).to_be_bytes()[3..],
        );
    }
}",
    );
}

#[test]
fn chains_and_operators_are_broken_in_front() {
    check(
        quote! {
            fn a() {
                let numbers = reader.read_list(prefix.into(), 4, |reader| reader.read_u32_be()).within("numbers")?;
                if first_condition.is_what_it_is() && (second_condition || third_condition) && fourth_condition > 1 {
                    return Err(codec::DecodeError::unknown(start, "a text that takes many columns of the line"));
                }
                match a { A { b, .. } | C(b) if b => {} _ => { 7 } 1..=4 => { d(); } E => for f in g {} }
                let Some(h) = i else { return };
            }
        },
        r#"
fn a() {
    let numbers = reader
        .read_list(prefix.into(), 4, |reader| reader.read_u32_be())
        .within("numbers")?;
    if first_condition.is_what_it_is()
        && (second_condition || third_condition)
        && fourth_condition > 1
    {
        return Err(codec::DecodeError::unknown(
            start,
            "a text that takes many columns of the line",
        ));
    }
    match a {
        A { b, .. } | C(b) if b => {}
        _ => 7,
        1..=4 => {
            d();
        }
        E => for f in g {},
    }
    let Some(h) = i else {
        return
    };
}"#,
    );
}

/// `a[..7,]` is no Rust, where a list of one element may have its comma.
#[test]
fn documentation_stands_behind_slashes_if_it_can() {
    check(
        quote! {
            #[doc = r" A \ backslash."] #[doc = ""] #[doc = "/ A slash."]
            pub struct A { #[doc = " \"B\"."] #[serde(default)] pub b: u8 }
        },
        r#"
/// A \ backslash.
///
#[doc = "/ A slash."]
pub struct A {
    /// "B".
    #[serde(default)]
    pub b: u8,
}"#,
    );
}
