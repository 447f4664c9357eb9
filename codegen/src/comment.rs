//! Comments inside generated functions.
//!
//! Tokens carry no comments, so an emitter leaves a mark where one belongs,
//! and the printer turns marks into comments. Code that is never printed, as
//! that of macros, has its marks taken out.

use proc_macro2::{Group, TokenTree};

use crate::tokens::{TokenStream, quote};

/// The mark of a comment; one statement.
pub fn comment(text: &str) -> TokenStream {
    quote! { __comment!(#text); }
}

/// Takes all marks out.
pub fn strip(tokens: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    let mut stripped = Vec::new();
    let mut rest = tokens.into_iter();
    while let Some(tree) = rest.next() {
        match tree {
            TokenTree::Ident(name) if name == "__comment" => {
                // The exclamation mark, the text and the semicolon.
                rest.by_ref().take(3).for_each(drop);
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), strip(group.stream()));
                inner.set_span(group.span());
                stripped.push(TokenTree::Group(inner));
            }
            tree => stripped.push(tree),
        }
    }
    stripped.into_iter().collect()
}

/// The lines of the comment that a mark stands for, by the literal in it, for
/// code that is set in so many columns.
pub(crate) fn lines(literal: &str, indent: usize) -> Vec<String> {
    wrap(&unquoted(literal), 97usize.saturating_sub(indent))
}

/// The text of a string literal.
fn unquoted(literal: &str) -> String {
    syn::parse_str::<syn::LitStr>(literal).map_or_else(|_| literal.to_owned(), |text| text.value())
}

/// Lines of at most `width` characters, broken at spaces; the later ones are
/// set in.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) => lines.push(format!("    {word}")),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_comments() {
        let mark = comment("check \"a\" in b");
        let code = quote! { fn f() { #mark let a = 1; #mark g(a); } };
        let printed = crate::print::print(&code);
        let expected = "fn f() {\n    // check \"a\" in b\n    let a = 1;\n\n    // check \"a\" in b\n    g(a);\n}\n";
        assert_eq!(printed, expected);
        let long = comment(&"word ".repeat(30));
        let printed = crate::print::print(&quote! { fn f() { #long g(); } });
        assert!(printed.starts_with("fn f() {\n    // word word"), "{printed}");
        assert!(!printed.contains("__comment"), "{printed}");
        let stripped = quote! { fn f() { let a = 1; g(a); } };
        assert_eq!(strip(code.into()).to_string(), stripped.to_string());
    }
}
