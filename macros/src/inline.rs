//! `protocol! { … }`: the tokens of a macro as those of a spec, and its code.
//!
//! Imports are read from the folder of the crate, and Cargo is made to watch
//! the files.

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use packetwright_codegen::derive::Places;
use packetwright_codegen::{Feature, Options, SpecFolder, comment, emit, naming};
use packetwright_spec::Checked;
use packetwright_spec::diagnostic::{Code, Diagnostic, render_all};
use packetwright_spec::import::{Compilation, Compiled};
use packetwright_spec::lex::{Builder, Delimiter, Tokens};
use packetwright_spec::model::Model;
use packetwright_spec::span::Span;
use packetwright_spec::syntax::parse_tokens;
use packetwright_spec::syntax::tree::{File, Import, Item};
use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::definitions::Definitions;

/// The code of a spec, in a module of the protocol's name; or its mistakes.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut places = Places::default();
    let (tokens, mut mistakes) = tokens(input, &mut places);
    let (file, mut of_syntax) = parse_tokens(&tokens);
    mistakes.append(&mut of_syntax);
    let imports = imports(&file);
    // Outside Cargo there is no crate; paths start where the compiler does.
    let crate_folder = std::env::var_os("CARGO_MANIFEST_DIR").map_or(".".into(), PathBuf::from);
    let folder = match SpecFolder::new(&crate_folder) {
        Ok(folder) => folder,
        Err(error) => {
            let message = format!("{}: {error}", crate_folder.display());
            return quote! { ::core::compile_error! { #message } };
        }
    };
    let found = folder.compile_tokens(file, mistakes, places.end().start);
    match &found.outcome {
        Some(Compiled::Protocol(model)) => {
            let options = options();
            let definitions = Definitions::new(model, &found.tree, &options, &places);
            let code = definitions.place(code(model, &options));
            let read = found.sources.files().iter().skip(1).map(|file| &file.path);
            let place = places.get(model.name.span).unwrap_or(proc_macro2::Span::call_site());
            let name = naming::snake_case(&model.name.text).to_token_stream().into_iter();
            let name: TokenStream = name
                .map(|mut name| {
                    name.set_span(place);
                    name
                })
                .collect();
            let mut docs = model.docs.lines.clone();
            if docs.is_empty() {
                docs.push(format!("The protocol `{}`, version {}.", model.name, model.version));
            }
            let docs = emit::doc_lines(&docs);
            quote! {
                #docs
                #[allow(unused_qualifications, reason = "generated code may repeat imports")]
                pub mod #name {
                    #code
                    #(const _: &str = ::core::include_str!(#read);)*
                }
            }
        }
        Some(Compiled::Library(_)) => {
            let head = Span { start: 0, end: 1 };
            let message = "a library is no protocol";
            let mistake = Diagnostic::new(Code::ProtocolItem, head, message, "");
            places.errors(&[mistake.help("begin with `protocol name { … }`")])
        }
        None => places.errors(&at_tokens(&found, &imports)),
    }
}

/// The protocol's items, without the marks of comments, which are for a printer.
pub(crate) fn code(model: &Checked<Model>, options: &Options) -> TokenStream {
    comment::strip(emit::protocol(model, options).into())
}

fn imports(file: &File) -> Vec<Import> {
    let imports = file.items.iter().filter_map(|item| match item {
        Item::Import(import) => Some(import.clone()),
        _ => None,
    });
    imports.collect()
}

/// The mistakes, each at tokens of the macro: one in an imported file is drawn
/// with its lines, at the import of that file or else at the first.
fn at_tokens(found: &Compilation, imports: &[Import]) -> Vec<Diagnostic> {
    let moved = |mistake: &Diagnostic| {
        let file = found.sources.file_of(mistake.span);
        if file.start == 0 || !mistake.is_error() {
            return mistake.clone();
        }
        let leads_there =
            |import: &&Import| file.path.ends_with(import.path.trim_start_matches("./"));
        let import = imports.iter().find(leads_there).or(imports.first());
        let here = import.map_or(Span { start: 0, end: 1 }, |import| import.path_span);
        let drawn = render_all(std::slice::from_ref(mistake), &found.sources, false);
        let message = format!("an imported file has a mistake\n{}", drawn.trim_end());
        Diagnostic::new(mistake.code, here, message, "")
    };
    found.diagnostics.iter().map(moved).collect()
}

/// What the runtime that uses this crate can do.
pub(crate) fn options() -> Options {
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
