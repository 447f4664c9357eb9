//! Definitions: the names of generated items stand where the spec has them.
//!
//! An editor that is asked where something is defined follows the span of the
//! name in its definition, and so does the compiler when it shows one. Emitters
//! write names without places; here those of definitions get the place of the
//! word in `protocol! { … }` that they were made from, and so do the types of
//! fields, so that an editor leads on from there. Names in imported files keep
//! the place of the macro. Knows which items generated code has, not what they
//! do.
//!
//! Read next: `uses` for the words of the spec that name a type.

mod uses;

use std::collections::HashMap;

use packetwright_codegen::Options;
use packetwright_codegen::derive::Places;
use packetwright_codegen::emit::{Emitter, types::Form};
use packetwright_codegen::naming::{self, camel_case, snake_case, suffixed, upper_case};
use packetwright_spec::Checked;
use packetwright_spec::model::{EnumId, FlagsId, Model, Name, Role, Struct, StructId, UnionId};
use packetwright_spec::syntax::tree::File;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use uses::Uses;

/// The places of definitions: of items by their names, of what items hold by
/// `Item.name`, of the fields of a variant by `Item.Variant.name`.
pub(crate) struct Definitions<'p> {
    places: &'p Places,
    found: HashMap<String, Span>,
    /// The types that a field or a reply names, by the name of that: each as its
    /// code has it, and its place.
    uses: HashMap<String, Vec<(String, Span)>>,
}

impl<'p> Definitions<'p> {
    /// All that a spec names and that has a name in its code; `tree` is that of the
    /// model.
    pub(crate) fn new(
        model: &Checked<Model>,
        tree: &File,
        options: &Options,
        places: &'p Places,
    ) -> Self {
        let mut found = Definitions { places, found: HashMap::new(), uses: HashMap::new() };
        let emitter = Emitter::new(model, options);
        for constant in &model.constants {
            found.add(upper_case(&constant.name.text).to_string(), &constant.name);
        }
        for (place, item) in model.enums.iter().enumerate() {
            let ty = emitter.enum_name(EnumId(place)).to_string();
            for variant in &item.variants {
                found.add(format!("{ty}.{}", camel_case(&variant.name.text)), &variant.name);
            }
            found.add(ty, &item.name);
        }
        for (place, item) in model.flags.iter().enumerate() {
            let ty = emitter.flags_name(FlagsId(place)).to_string();
            for bit in &item.bits {
                found.add(format!("{ty}.{}", upper_case(&bit.name.text)), &bit.name);
            }
            found.add(ty, &item.name);
        }
        let uses = Uses::new(&emitter, tree);
        for form in [Form::Owned, Form::View] {
            found.types(&emitter, &uses, form);
        }
        found.add(emitter.protocol_name().to_string(), &model.name);
        for handshake in &model.handshakes {
            found.add(naming::module(&handshake.name.text).to_string(), &handshake.name);
        }
        found
    }

    fn types(&mut self, emitter: &Emitter<'_>, uses: &Uses<'_>, form: Form) {
        let model = emitter.model;
        for (place, item) in model.structs.iter().enumerate() {
            if item.role != Role::Arm {
                let ty = emitter.struct_name(StructId(place), form).to_string();
                self.fields(&ty, item, uses);
                self.add(ty, &item.name);
            }
        }
        for (place, item) in model.unions.iter().enumerate() {
            let ty = emitter.union_name(UnionId(place), form).to_string();
            let others = item.other.iter().map(|other| (&other.name, other.body));
            for (name, body) in item.arms.iter().map(|arm| (&arm.name, arm.body)).chain(others) {
                let variant = format!("{ty}.{}", camel_case(&name.text));
                self.fields(&variant, &model[body], uses);
                self.add(variant, name);
            }
            self.add(ty, &item.name);
        }
        for set in &model.message_sets {
            let ty = emitter.set_name(set, form).to_string();
            let handler = suffixed(&ty, "Handler").to_string();
            for message in &set.messages {
                let name = &message.name;
                self.add(format!("{ty}.{}", camel_case(&name.text)), name);
                self.add(format!("{handler}.{}", snake_case(&name.text)), name);
                let body = emitter.struct_name(message.body, form).to_string();
                self.uses.insert(body, uses.of(name, self.places));
            }
            for item in [suffixed(&ty, "Dispatcher").to_string(), handler, ty] {
                self.add(item, &set.name);
            }
        }
    }

    fn fields(&mut self, of: &str, structure: &Struct, uses: &Uses<'_>) {
        for field in &structure.fields {
            let name = format!("{of}.{}", snake_case(&field.name.text));
            self.uses.insert(name.clone(), uses.of(&field.name, self.places));
            self.add(name, &field.name);
        }
    }

    fn add(&mut self, rust: String, name: &Name) {
        if let Some(place) = self.places.get(name.span) {
            self.found.insert(rust, place);
        }
    }

    /// The code of a spec with its definitions in their places.
    pub(crate) fn place(&self, code: TokenStream) -> TokenStream {
        self.items("", code)
    }

    /// Items of a module, a trait or an inherent implementation; `of` is the name
    /// of the type with a point behind it.
    fn items(&self, of: &str, code: TokenStream) -> TokenStream {
        let mut trees: Vec<TokenTree> = code.into_iter().collect();
        let mut index = 0;
        while index < trees.len() {
            let word = word(&trees, index);
            if word.as_deref() == Some("impl") {
                index = self.implementation(&mut trees, index);
                continue;
            }
            let is_head = word.as_deref().is_some_and(|word| {
                matches!(word, "struct" | "enum" | "trait" | "fn" | "const" | "mod")
            });
            let name = self::word(&trees, index + 1).filter(|_| is_head);
            index += 1;
            let Some(name) = name else { continue };
            let full = format!("{of}{name}");
            let Some(place) = self.found.get(&full) else { continue };
            // `pub`, `pub const` in front belong to what the compiler shows.
            let heads = (0..index).rev();
            let heads = heads.take_while(|at| {
                matches!(
                    self::word(&trees, *at).as_deref(),
                    Some("pub" | "const" | "struct" | "enum" | "trait" | "fn" | "mod")
                )
            });
            let first = heads.last().unwrap_or(index);
            define(&mut trees[first..=index], *place);
            let Some(end) = end(&trees, index) else { continue };
            let inside = format!("{full}.");
            match word.as_deref() {
                Some("struct" | "enum") => {
                    change(&mut trees[end], |code| self.members(&inside, code))
                }
                Some("trait") => change(&mut trees[end], |code| self.items(&inside, code)),
                _ => {}
            }
            // The compiler takes an item's place from its first and its last token.
            trees[end].set_span(generated(*place));
            index = end + 1;
        }
        trees.into_iter().collect()
    }

    /// `impl Type { … }`; what is behind `for` implements a trait, whose items are
    /// defined elsewhere. Gives the place behind it.
    fn implementation(&self, trees: &mut [TokenTree], start: usize) -> usize {
        let Some(at) = end(trees, start) else { return start + 1 };
        let words: Vec<String> = (start + 1..at).filter_map(|place| word(trees, place)).collect();
        if words.iter().any(|word| word == "Request")
            && let Some(reply) = words.last().and_then(|message| self.uses.get(message))
        {
            change(&mut trees[at], |code| {
                let mut trees: Vec<TokenTree> = code.into_iter().collect();
                use_types(&mut trees, reply);
                trees.into_iter().collect()
            });
        }
        let ty = words.iter().find(|word| self.found.contains_key(*word));
        if let Some(ty) = ty.filter(|_| !words.iter().any(|word| word == "for")) {
            let inside = format!("{ty}.");
            change(&mut trees[at], |code| self.items(&inside, code));
        }
        at + 1
    }

    /// Fields or variants, those of variants included.
    fn members(&self, of: &str, code: TokenStream) -> TokenStream {
        let mut trees: Vec<TokenTree> = code.into_iter().collect();
        for index in 0..trees.len() {
            let Some(name) = word(&trees, index) else { continue };
            let behind_name = match trees.get(index + 1) {
                Some(TokenTree::Punct(punct)) => {
                    punct.as_char() == ',' || punct.as_char() == '=' || is_colon(&trees, index + 1)
                }
                Some(TokenTree::Group(_)) | None => true,
                Some(_) => false,
            };
            let full = format!("{of}{name}");
            let Some(place) = self.found.get(&full).filter(|_| behind_name) else { continue };
            let first = match index.checked_sub(1) {
                Some(before) if word(&trees, before).as_deref() == Some("pub") => before,
                _ => index,
            };
            // A field's type may have the name of a variant or a field.
            if first > 0 && !ends_member(&trees[first - 1]) {
                continue;
            }
            define(&mut trees[first..=index], *place);
            if let Some(types) = self.uses.get(&full).filter(|types| !types.is_empty()) {
                let ends = |tree: &TokenTree| ends_member(tree);
                let end =
                    trees[index..].iter().position(ends).map_or(trees.len(), |end| index + end);
                use_types(&mut trees[index..end], types);
            }
            if let Some(TokenTree::Group(group)) = trees.get(index + 1)
                && group.delimiter() == Delimiter::Brace
            {
                let inside = format!("{full}.");
                change(&mut trees[index + 1], |code| self.members(&inside, code));
                trees[index + 1].set_span(generated(*place));
            }
        }
        trees.into_iter().collect()
    }
}

/// Puts a name and the words in front of it, `pub struct`, at a place. The name is
/// the word that its author wrote, so that an editor leads there alone; the rest
/// is the macro's, so that lints which ask who wrote an item spare it.
fn define(head: &mut [TokenTree], place: Span) {
    let Some((name, words)) = head.split_last_mut() else { return };
    words.iter_mut().for_each(|word| word.set_span(generated(place)));
    name.set_span(place);
}

/// Puts the types that are named in some code at their places, as words of the
/// author: an editor that renames a type finds it there, too.
fn use_types(code: &mut [TokenTree], types: &[(String, Span)]) {
    for tree in code {
        if let TokenTree::Ident(name) = tree
            && let Some((_, place)) = types.iter().find(|(ty, _)| name == ty)
        {
            name.set_span(*place);
        }
        change(tree, |inside| {
            let mut trees: Vec<TokenTree> = inside.into_iter().collect();
            use_types(&mut trees, types);
            trees.into_iter().collect()
        });
    }
}

/// A place of what the macro wrote.
fn generated(place: Span) -> Span {
    place.resolved_at(Span::call_site())
}

/// The name that stands at a place.
fn word(trees: &[TokenTree], index: usize) -> Option<String> {
    match trees.get(index) {
        Some(TokenTree::Ident(name)) => Some(Ident::to_string(name)),
        _ => None,
    }
}

/// Whether a colon by itself stands at a place, not that of a path.
fn is_colon(trees: &[TokenTree], index: usize) -> bool {
    let colon = |index: usize| matches!(trees.get(index), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    colon(index) && !colon(index + 1)
}

/// Whether a member may stand behind a token: a comma, or an attribute.
fn ends_member(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Punct(punct) => punct.as_char() == ',',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Bracket,
        _ => false,
    }
}

/// Where an item ends: the next group in braces, or semicolon.
fn end(trees: &[TokenTree], start: usize) -> Option<usize> {
    let ends = |tree: &TokenTree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    };
    trees.iter().skip(start).position(ends).map(|place| start + place)
}

/// A group with other content at the same place.
fn change(tree: &mut TokenTree, change: impl FnOnce(TokenStream) -> TokenStream) {
    if let TokenTree::Group(group) = tree {
        let mut changed = Group::new(group.delimiter(), change(group.stream()));
        changed.set_span(group.span());
        *tree = TokenTree::Group(changed);
    }
}
