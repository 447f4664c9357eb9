//! Which items of a file in Rust are derived, and which specs stand in it.

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::span::Span;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Attribute, DeriveInput, Item, Meta, Path, Token};

use super::Exporter;
use crate::derive::{Door, Places, docs, read};

impl Exporter {
    /// Reads the types of a file, whose text starts so many bytes behind the
    /// first.
    pub(super) fn scan(&mut self, text: &str, start: usize) {
        // What is parsed does not begin with the mark; its places do.
        let marked = text.strip_prefix('\u{feff}');
        let start = start + marked.map_or(0, |text_behind| text.len() - text_behind.len());
        let file = match syn::parse_file(marked.unwrap_or(text)) {
            Ok(file) => file,
            Err(error) => {
                let bytes = error.span().byte_range();
                let span = Span { start: bytes.start, end: bytes.end }.moved(start);
                let message = format!("this is not Rust: {error}");
                let mistake = Diagnostic::new(Code::UnsupportedDerive, span, message, "");
                let help = "give files that the compiler takes";
                return self.diagnostics.push(mistake.help(help));
            }
        };
        if self.types.is_empty() && self.docs.lines.is_empty() {
            self.docs = docs(&file.attrs);
        }
        self.items(file.items, marked.unwrap_or(text), start);
    }

    fn items(&mut self, items: Vec<Item>, text: &str, start: usize) {
        for item in items {
            let input: DeriveInput = match item {
                Item::Struct(item) => item.into(),
                Item::Enum(item) => item.into(),
                Item::Union(item) => item.into(),
                Item::Mod(module) if !is_test(&module.attrs) => {
                    let inside = module.content.map(|(_, items)| items);
                    self.items(inside.unwrap_or_default(), text, start);
                    continue;
                }
                Item::Macro(item) if is_protocol(&item.mac.path) => {
                    let tokens = item.mac.tokens.into_iter().map(|token| token.span().byte_range());
                    let bytes = tokens.reduce(|all, token| all.start..token.end);
                    let inside = bytes.and_then(|bytes| Some((text.get(bytes.clone())?, bytes)));
                    let inside = inside.map(|(inside, at)| (inside.to_owned(), start + at.start));
                    self.inline.extend(inside);
                    continue;
                }
                Item::Use(item) => {
                    let names = item.tree.to_token_stream().to_string();
                    let mut names = names.split(|c: char| !c.is_alphanumeric() && c != '_');
                    let ours = names.find(|name| !name.is_empty()) == Some("packetwright");
                    self.uses_network |= ours && names.any(|name| name == "network");
                    continue;
                }
                _ => continue,
            };
            if let Some(door) = door(&input.attrs) {
                self.types.push((door, read(&input, door, Places::of_text(start))));
            }
        }
    }
}

/// The macro that a type is derived with, by the last name of its path.
fn door(attributes: &[Attribute]) -> Option<Door> {
    let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let paths = derives.filter_map(|attribute| {
        attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok()
    });
    let names = paths.flatten().filter_map(|path| Some(path.segments.last()?.ident.to_string()));
    names.filter_map(|name| Door::named(&name)).next()
}

/// Whether a macro's path is that of `packetwright::protocol`.
fn is_protocol(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| last.ident == "protocol")
}

fn is_test(attributes: &[Attribute]) -> bool {
    let mut conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    conditions.any(|attribute| {
        attribute.parse_args::<Meta>().is_ok_and(|meta| meta.path().is_ident("test"))
    })
}
