//! What a decoder says about a type before it reads one: the fewest bytes a
//! value takes, which bytes it may begin with, whether it takes all that is left
//! and, where Rust types outside the model stand in it, how deep it nests.
//! Inside the model the checker has seen to all of that; it is said for derived
//! types, which the model does not know.

use packetwright_spec::model::{Field, MessageSet, Role, StructId, Type, UnionId};

use super::Emitter;
use super::types::path_tokens;
use crate::tokens::{Literal, TokenStream, quote};

impl Emitter<'_> {
    /// The constants of a structure's `Decode`.
    pub fn struct_constants(&self, id: StructId) -> TokenStream {
        let fields: Vec<&Field> = self.model[id].fields.iter().collect();
        let mut min_len = literal(self.model.struct_size(id).min);
        for field in fields.iter().filter(|field| field.condition.is_none()) {
            if let Type::External(_) = &field.ty {
                let inner = self.at(field, self.min_len(&field.ty));
                min_len = quote! { #min_len + #inner };
            }
        }
        let depth = self.depth(&fields);
        let begins = self.struct_begins(id);
        let rest = self.rest([id]);
        quote! { const MIN_LEN: usize = #min_len; #depth #begins #rest }
    }

    /// The constants of a union's `Decode`.
    pub fn union_constants(&self, id: UnionId) -> TokenStream {
        let min_len = literal(self.model.union_size(id).min);
        let bodies = self.model[id].bodies();
        let fields: Vec<&Field> = bodies.flat_map(|body| &self.model[body].fields).collect();
        let depth = self.depth(&fields);
        let ty = Type::Union { union: id, selector: None };
        let begins = begins(|byte| self.model.may_begin_with(&ty, byte));
        let rest = match self.model[id].within {
            Some(_) => None,
            None => self.rest(self.model[id].bodies()),
        };
        quote! { const MIN_LEN: usize = #min_len; #depth #begins #rest }
    }

    /// The bytes that a structure may begin with: those of the type outside the
    /// model that it begins with, if it does. What travels alone is no element
    /// of a list, and says nothing.
    fn struct_begins(&self, id: StructId) -> Option<TokenStream> {
        let structure = &self.model[id];
        if !matches!(structure.role, Role::Plain | Role::Packet) {
            return None;
        }
        let first = structure.fields.first().filter(|field| field.condition.is_none());
        if let Some(field @ Field { ty: Type::External(path), .. }) = first {
            let path = path_tokens(path);
            let inner = self.at(field, quote! { <#path as codec::Decode>::BEGINS });
            return Some(quote! { const BEGINS: codec::FirstBytes = #inner; });
        }
        begins(|byte| self.model.body_may_begin_with(structure, byte))
    }

    /// The bytes that a message of a set may begin with: those of the tags.
    pub(super) fn set_begins(&self, set: &MessageSet) -> Option<TokenStream> {
        begins(|byte| set.may_begin_with(byte))
    }

    /// Whether values with one of these bodies take all that is left; nothing if
    /// none does.
    fn rest(&self, bodies: impl IntoIterator<Item = StructId>) -> Option<TokenStream> {
        let bodies = bodies.into_iter().filter_map(|body| self.body_takes_rest(body));
        rest(bodies.collect())
    }

    /// The condition that a structure takes all that is left, if it may. Of a type
    /// outside the model that stands last that type says it.
    pub(super) fn body_takes_rest(&self, body: StructId) -> Option<TokenStream> {
        if self.rest.get(body.0).copied().unwrap_or(false) {
            return Some(quote! { true });
        }
        let last = self.model[body].fields.last()?;
        let path = path_tokens(last_foreign(&last.ty)?);
        Some(self.at(last, quote! { <#path as codec::Decode>::TAKES_REST }))
    }

    /// Whether a message of a set takes all that is left; nothing if none does.
    pub(super) fn set_rest(&self, set: &MessageSet) -> Option<TokenStream> {
        self.rest(set.messages.iter().map(|message| message.body))
    }

    /// The fewest bytes that a value takes.
    pub fn min_len(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::External(path) => {
                let path = path_tokens(path);
                quote! { <#path as codec::Decode>::MIN_LEN }
            }
            ty => literal(self.model.size(ty).min),
        }
    }

    /// One more than the deepest of the fields. Types that contain each other
    /// thereby ask the compiler for a number that needs itself.
    fn depth(&self, fields: &[&Field]) -> Option<TokenStream> {
        let depths = self.depths(fields);
        (!depths.is_empty())
            .then(|| quote! { const DEPTH: usize = codec::deeper_than(&[#(#depths),*]); })
    }

    /// How deep those of the fields are whose types are outside the model.
    pub(super) fn depths(&self, fields: &[&Field]) -> Vec<TokenStream> {
        let depths = fields.iter().filter_map(|field| {
            let path = path_tokens(foreign(&field.ty)?);
            Some(self.at(field, quote! { <#path as codec::Decode>::DEPTH }))
        });
        depths.collect()
    }
}

/// The bytes that a value may begin with, unless they are all.
fn begins(may: impl Fn(u8) -> bool) -> Option<TokenStream> {
    let mut runs: Vec<(u8, u8)> = Vec::new();
    for byte in (0..=u8::MAX).filter(|byte| may(*byte)) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == byte => *last = byte,
            _ => runs.push((byte, byte)),
        }
    }
    let runs = runs.into_iter().filter(|run| *run != (0, u8::MAX));
    let mut runs = runs.map(|(first, last)| {
        let (first, last) = (Literal::u8_unsuffixed(first), Literal::u8_unsuffixed(last));
        quote! { (#first, #last) }
    });
    let first = runs.next()?;
    Some(quote! {
        const BEGINS: codec::FirstBytes = codec::FirstBytes::range #first #(.and #runs)*;
    })
}

/// That values take all that is left, where one of some conditions holds.
pub(super) fn rest(mut conditions: Vec<TokenStream>) -> Option<TokenStream> {
    let always = conditions.iter().position(|condition| condition.to_string() == "true");
    if let Some(place) = always {
        conditions = vec![conditions.swap_remove(place)];
    }
    let mut conditions = conditions.into_iter();
    let first = conditions.next()?;
    Some(quote! { const TAKES_REST: bool = #first #(|| #conditions)*; })
}

/// The path of the type outside the model whose value ends one of this type.
fn last_foreign(ty: &Type) -> Option<&str> {
    match ty {
        Type::External(path) => Some(path),
        Type::Option(inner) => last_foreign(inner),
        _ => None,
    }
}

/// The path of the type outside the model that is in a type.
fn foreign(ty: &Type) -> Option<&str> {
    match ty {
        Type::External(path) => Some(path),
        Type::List(inner, _) | Type::Option(inner) | Type::Within(inner, _) => foreign(inner),
        _ => None,
    }
}

fn literal(number: u64) -> TokenStream {
    let literal = Literal::u64_unsuffixed(number);
    quote! { #literal }
}
