//! Unions from bytes: which number selects the arm, and how the arm is read.
//!
//! A union with a tag of its own is a value like any other. One that an earlier
//! field selects is decoded by an inherent function that takes the selector.
//!
//! Read next: [`union`](super::union), its types and encoders.

use packetwright_spec::model::{
    Endian, Extent, FieldValue, Measure, Name, Selector, StructId, Union, UnionId,
};

use super::decode::as_u64;
use super::encode::{bounds, reads};
use super::types::{Form, integer_type, read_call};
use super::union::{Choice, choices};
use super::{Emitter, literal};
use crate::naming::{camel_case, local, snake_case};
use crate::tokens::{Ident, Literal, TokenStream, format_ident, quote};

impl Emitter<'_> {
    /// The decoder of one type of a union.
    pub(super) fn union_decode(&self, id: UnionId, form: Form) -> TokenStream {
        match self.selecting_type(id) {
            Some(selector) => {
                let body = self.selected_body(id, form);
                self.selected_decode(id, form, &selector, &body)
            }
            None => self.tagged_decode(id, form, &self.tagged_body(id, form)),
        }
    }

    /// The decoder of an owned union that has its view do the work.
    pub(super) fn union_decode_by_view(&self, id: UnionId) -> TokenStream {
        let view = self.union_name(id, Form::View);
        match self.selecting_type(id) {
            Some(selector) => {
                let body = quote! { Ok(#view::decode(reader, selector)?.own(reader)) };
                self.selected_decode(id, Form::Owned, &selector, &body)
            }
            None => {
                let body = quote! { Ok(#view::decode(reader)?.own(reader)) };
                self.tagged_decode(id, Form::Owned, &body)
            }
        }
    }

    /// The type of the earlier field that selects the arm, if one does.
    fn selecting_type(&self, id: UnionId) -> Option<Ident> {
        match self.model[id].selector {
            Selector::Enum(id) => Some(self.enum_name(id)),
            Selector::Number(number) => Some(integer_type(number)),
            Selector::Tag(_) | Selector::Peek(_) => None,
        }
    }

    /// A union that stands alone.
    fn tagged_decode(&self, id: UnionId, form: Form, body: &TokenStream) -> TokenStream {
        let (ty, constants) = (self.union_type(id, form), self.union_constants(id));
        quote! {
            impl<'a> codec::Decode<'a> for #ty {
                #constants

                #[inline]
                fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
                    #body
                }
            }
        }
    }

    /// What reads a union that stands alone: its tag, or a look at the number that
    /// its arms begin with.
    fn tagged_body(&self, id: UnionId, form: Form) -> TokenStream {
        let union = &self.model[id];
        let tag = match union.selector {
            Selector::Peek(integer) => {
                let bits = Literal::u8_unsuffixed(integer.bits);
                match integer.endian {
                    Endian::Big => quote! { reader.peek_bits_be(#bits)? },
                    Endian::Little => quote! { reader.peek_bits_le(#bits)? },
                }
            }
            Selector::Tag(integer) | Selector::Number(integer) => {
                let call = read_call(integer);
                quote! { reader.#call? }
            }
            Selector::Enum(_) => TokenStream::new(),
        };
        let arms = union.arms.iter().map(|arm| {
            let number = literal::number(arm.tag);
            let body = self.arm_decode(&arm.name, arm.body, form);
            quote! { #number => #body }
        });
        let other = self.other_decode(union, form, &|_| {
            quote! { found => Err(codec::DecodeError::unknown_variant(start, found)), }
        });
        let measured = union.within.as_ref();
        let start = (union.other.is_none() || measured.is_some())
            .then(|| quote! { let start = reader.offset(); });
        let choice = match measured {
            Some(extent) => measured_choice(union, extent, &tag, &quote! { #(#arms)* #other }),
            None => quote! { match #tag { #(#arms)* #other } },
        };
        quote! { #start #choice }
    }

    /// A union that an earlier field chooses.
    fn selected_decode(
        &self,
        id: UnionId,
        form: Form,
        selector: &Ident,
        body: &TokenStream,
    ) -> TokenStream {
        let union = &self.model[id];
        let ty = self.union_type(id, form);
        let numbers = choices(union).map(|arm| {
            let name = camel_case(&arm.name.text);
            let kept = self.model[arm.body].fields.first().filter(|_| arm.number.is_none());
            match kept {
                Some(kept) => {
                    let (field, variable) = (snake_case(&kept.name.text), format_ident!("number"));
                    quote! { Self::#name { #field: #variable, .. } => *#variable, }
                }
                None => {
                    let number = self.selecting_pattern(union, &arm);
                    quote! { Self::#name { .. } => #number, }
                }
            }
        });
        let (generics, lifetime) = if form == Form::View && self.union_borrows(id) {
            (quote! { <'a> }, quote! { 'a })
        } else {
            (TokenStream::new(), quote! { '_ })
        };
        let reader = if reads(body, &format_ident!("reader")) {
            quote! { reader }
        } else {
            quote! { _ }
        };
        quote! {
            impl #generics #ty {
                /// The value of the selecting field for this arm.
                pub const fn selector(&self) -> #selector {
                    match self { #(#numbers)* }
                }

                /// Reads the arm that the selecting field says.
                ///
                /// # Errors
                /// The first fault in wire order, or there is no such arm.
                pub fn decode(
                    #reader: &mut codec::Reader<#lifetime>,
                    selector: #selector,
                ) -> Result<Self, codec::DecodeError> {
                    #body
                }
            }
        }
    }

    /// What reads the arm that `selector` says.
    fn selected_body(&self, id: UnionId, form: Form) -> TokenStream {
        let union = &self.model[id];
        let arms = choices(union).filter(|arm| arm.number.is_some()).map(|arm| {
            let pattern = self.selecting_pattern(union, &arm);
            let body = self.arm_decode(arm.name, arm.body, form);
            quote! { #pattern => #body }
        });
        let all = match union.selector {
            Selector::Enum(id) => {
                let declared = &self.model[id];
                !declared.open
                    && declared.variants.iter().all(|variant| union.arm(variant.value).is_some())
            }
            _ => false,
        };
        let other = (!all).then(|| {
            self.other_decode(union, form, &|number| {
                quote! {
                    other => Err(codec::DecodeError::unknown_variant(reader.offset(), #number)),
                }
            })
        });
        quote! { match selector { #(#arms)* #other } }
    }

    /// The value of the selecting field for an arm, which is not that for all others.
    fn selecting_pattern(&self, union: &Union, arm: &Choice<'_>) -> TokenStream {
        match union.selector {
            Selector::Enum(id) => {
                let (selector, name) = (self.enum_name(id), camel_case(&arm.name.text));
                quote! { #selector::#name }
            }
            _ => literal::number(arm.number.unwrap_or_default()),
        }
    }

    /// The arm of a decoder's `match` for numbers without an arm; `refuse` makes
    /// the one that has none, given how the number is written.
    fn other_decode(
        &self,
        union: &Union,
        form: Form,
        refuse: &dyn Fn(TokenStream) -> TokenStream,
    ) -> TokenStream {
        let Some(other) = &union.other else {
            return refuse(match union.selector {
                Selector::Enum(_) => quote! { other.number() },
                _ => quote! { other },
            });
        };
        let body = self.arm_decode(&other.name, other.body, form);
        let first = self.model[other.body].fields.first();
        match first.filter(|field| field.value == FieldValue::Carried) {
            Some(kept) => {
                let variable = local(&kept.name.text);
                quote! { #variable => #body }
            }
            None => quote! { _ => #body },
        }
    }

    /// The arm of a decoder's `match` that reads the fields of a variant.
    pub(super) fn arm_decode(&self, name: &Name, body: StructId, form: Form) -> TokenStream {
        let structure = &self.model[body];
        let name = camel_case(&name.text);
        let reads = self.read_fields(structure, form);
        let initializers = self.field_initializers(structure);
        if reads.is_empty() {
            quote! { Ok(Self::#name { #initializers }), }
        } else {
            quote! { { #reads Ok(Self::#name { #initializers }) } }
        }
    }
}

/// The arms of a union whose fields fill so many bytes behind the tag. A tag
/// without an arm is refused before the length is looked at.
fn measured_choice(
    union: &Union,
    extent: &Extent,
    tag: &TokenStream,
    arms: &TokenStream,
) -> TokenStream {
    let Measure::Prefix(prefix) = extent.measure else { return TokenStream::new() };
    let call = read_call(prefix);
    let (min, max) = bounds(extent);
    let bites = extent.min > 0 || i128::from(extent.max) < prefix.max();
    let count = as_u64(&quote! { length }, prefix);
    let check = bites.then(|| quote! { reader.expect_length(start, length, #min, #max)?; });
    let numbers = union.arms.iter().map(|arm| literal::number(arm.tag));
    let known = union.other.is_none().then(|| {
        quote! {
            if !matches!(number, #(#numbers)|*) {
                return Err(codec::DecodeError::unknown_variant(start, number));
            }
        }
    });
    quote! {
        let number = #tag;
        #known
        let length = reader
            .#call
            .map_err(|error| codec::Reader::field_at(start, error))?;
        #check
        let whole = reader.enter(start, #count)?;
        let inside: Result<Self, codec::DecodeError> = match number { #arms };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}
