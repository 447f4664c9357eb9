//! `protocol! { … }`: the tokens of a macro as those of a spec, and its code.

use packetwright_codegen::{Feature, Options, emit, naming};
use packetwright_spec::compile_tree;
use packetwright_spec::diagnostic::Diagnostic;
use packetwright_spec::lex::{Builder, Delimiter, Tokens};
use packetwright_spec::syntax::parse_tokens;
use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::places::Places;

/// The code of a spec, in a module of the protocol's name; or its mistakes.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut places = Places::default();
    let (tokens, mut mistakes) = tokens(input, &mut places);
    let (file, mut of_syntax) = parse_tokens(&tokens);
    mistakes.append(&mut of_syntax);
    match compile_tree(&file, mistakes) {
        Ok(model) => {
            let code = emit::protocol(&model, &options());
            let name = naming::snake_case(&model.name.text);
            let docs = emit::doc_lines(&model.docs);
            quote! {
                #docs
                #[allow(missing_docs, reason = "the protocol's documentation is its author's")]
                #[allow(unused_qualifications, reason = "generated code may repeat imports")]
                pub mod #name { #code }
            }
        }
        Err(mistakes) => places.errors(&mistakes),
    }
}

/// What the runtime that uses this crate can do.
fn options() -> Options {
    let feature = |enabled| if enabled { Feature::On } else { Feature::Off };
    Options {
        serde: feature(cfg!(feature = "serde")),
        arbitrary: feature(cfg!(feature = "arbitrary")),
        session: feature(cfg!(feature = "session")),
        ..Options::default()
    }
}

fn tokens(input: TokenStream, places: &mut Places) -> (Tokens, Vec<Diagnostic>) {
    let mut builder = Builder::new();
    feed(&mut builder, input, places);
    builder.finish(places.end())
}

fn feed(builder: &mut Builder, input: TokenStream, places: &mut Places) {
    for token in input {
        match token {
            TokenTree::Ident(name) => builder.name(&name.to_string(), places.add(name.span())),
            TokenTree::Literal(literal) => {
                builder.literal(&literal.to_string(), places.add(literal.span()));
            }
            TokenTree::Punct(punct) => {
                let joint = punct.spacing() == Spacing::Joint;
                builder.punct(punct.as_char(), joint, places.add(punct.span()));
            }
            TokenTree::Group(group) => {
                let Some(delimiter) = delimiter(group.delimiter()) else {
                    feed(builder, group.stream(), places);
                    continue;
                };
                builder.open(delimiter, places.add(group.span_open()));
                feed(builder, group.stream(), places);
                builder.close(delimiter, places.add(group.span_close()));
            }
        }
    }
}

fn delimiter(delimiter: proc_macro2::Delimiter) -> Option<Delimiter> {
    match delimiter {
        proc_macro2::Delimiter::Parenthesis => Some(Delimiter::Parenthesis),
        proc_macro2::Delimiter::Bracket => Some(Delimiter::Bracket),
        proc_macro2::Delimiter::Brace => Some(Delimiter::Brace),
        proc_macro2::Delimiter::None => None,
    }
}
