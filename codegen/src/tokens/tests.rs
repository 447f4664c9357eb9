//! What `quote!` makes is what the crate `quote` makes of the same text.

use super::{Append, Ident, Literal, Token, TokenStream, quote};

/// The same text, read by both macros.
macro_rules! check {
    ($($code:tt)*) => {
        assert_eq!(quote! { $($code)* }.to_string(), quote::quote! { $($code)* }.to_string());
    };
}

/// The characters of operators, each with whether the next belongs to it.
fn operators(tokens: &TokenStream) -> Vec<(char, bool)> {
    let mut found = Vec::new();
    tokens.visit(|token| {
        if let Token::Punct(character, is_joint) = token {
            found.push((character, is_joint));
        }
    });
    found
}

#[test]
fn fixed_tokens_are_those_of_the_crate_quote() {
    check! { pub fn f<'a, T: ?Sized>(x: &'a mut T) -> Vec<Vec<u8>> where T: A + 'static { &&x; x..=y; a <<= 1 } }
    check! { #[doc = " x\n"] #[cfg(feature = "a")] impl r#type { const A: &[u8] = b"\x00"; } }
    check! { |a| a || b; if a != b { 'c' } else { 1.5e3 } match x { _ => {}, A::B { .. } => () } }
}

#[test]
fn an_operator_ends_where_the_compiler_ends_it() {
    let name = quote! { &a };
    // `&&a` would be one operator, `& &a` is two.
    assert_eq!(operators(&quote! { &#name }), [('&', false), ('&', false)]);
    assert_eq!(operators(&quote! { &&a }), [('&', true), ('&', false)]);
    assert_eq!(operators(&quote! { ..#name }), [('.', true), ('.', false), ('&', false)]);
}

#[test]
fn values_and_repetitions_are_put_in() {
    let (name, number, text) = (Ident::new("r#type"), Literal::u64_unsuffixed(7), "a \"b\"\n");
    let some = Some(quote! { x.y() });
    let none: Option<TokenStream> = None;
    let code = quote! { let #name = #number + f(#text) #none; #some };
    assert_eq!(code.to_string(), "let r#type = 7 + f (\"a \\\"b\\\"\\n\") ; x . y ()");
    let list = vec![Ident::new("a"), Ident::new("b")];
    let pairs = list.iter().map(|name| quote! { #name: 1 });
    let code = quote! { [#(#list),*] { #(#pairs,)* } #(#name::#list)|* };
    assert_eq!(code.to_string(), "[a , b] { a : 1 , b : 1 , } r#type :: a | r#type :: b");
    let empty: [Ident; 0] = [];
    assert!(quote! { #(#empty),* }.is_empty());
}

#[test]
fn the_first_token_is_known() {
    let name = Ident::new("if");
    for code in [quote! { if a { b } }, quote! { #name a }, quote::quote! { if a {} }.into()] {
        assert!(code.starts_with("if") && !code.starts_with("a"), "{code}");
    }
    assert!(!quote! { "if" }.starts_with("if") && !quote! {}.starts_with("if"));
}

#[test]
fn placed_tokens_stay_what_they_are() {
    let placed: proc_macro2::TokenStream = "a::<B>(c)".parse().expect("is Rust");
    let mut code = quote! { x = };
    code.extend(TokenStream::from(placed.clone()));
    let mut twice = quote! { #code; };
    code.append(&mut twice);
    assert_eq!(twice.to_string(), "x = a ::< B > (c) ; x = a ::< B > (c)");
    let mut names = Vec::new();
    twice.visit(|token| {
        if let Token::Name(name) = token {
            names.push(name.to_owned());
        }
    });
    assert_eq!(names, ["x", "a", "B", "c", "x", "a", "B", "c"]);
}
