//! Unions: one variant an arm, with the arm's fields.
//!
//! A union with a tag of its own is a value like any other. One that an earlier
//! field selects is decoded by an inherent function that takes the selector.

use packetwright_spec::model::{Arm, EnumId, Integer, Selector, Union, UnionId};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::encode::Reach;
use super::structure::{anonymous, arm_pattern};
use super::types::{Form, integer_bytes, integer_type, read_method};
use super::{Emitter, literal};
use crate::naming::camel_case;

impl Emitter<'_> {
    /// A union and all that belongs to it.
    pub fn union(&self, id: UnionId) -> TokenStream {
        let owned = self.union_definition(id, Form::Owned);
        let codec = self.union_codec(id, Form::Owned);
        let arbitrary = self.arbitrary_union(id);
        let view = self.union_borrows(id).then(|| {
            let view = self.union_definition(id, Form::View);
            let codec = self.union_codec(id, Form::View);
            quote! { #view #codec }
        });
        quote! { #owned #codec #arbitrary #view }
    }

    /// The type itself.
    pub fn union_definition(&self, id: UnionId, form: Form) -> TokenStream {
        let union = &self.model[id];
        let ty = self.union_type(id, form);
        let docs = match form {
            Form::Owned => self.docs(&union.docs, || format!("The union `{}`.", union.name)),
            Form::View => {
                let owned = self.union_name(id, Form::Owned);
                let line = format!(" [`{owned}`] as a view that borrows from the input.");
                quote! { #[doc = #line] }
            }
        };
        let (derives, serde) = self.value_derives(form, self.union_is_copy(id, form));
        let arms = union.arms.iter().map(|arm| self.arm_definition(union, arm, form));
        quote! { #docs #derives #serde pub enum #ty { #(#arms)* } }
    }

    fn arm_definition(&self, union: &Union, arm: &Arm, form: Form) -> TokenStream {
        let structure = &self.model[arm.body];
        let docs = self.docs(&arm.docs, || match union.selector {
            Selector::Tag(_) => format!("`{}`, tag {}.", arm.name, arm.tag),
            Selector::Enum(id) => {
                format!(
                    "What there is if the selector is [`{}::{}`].",
                    self.enum_name(id),
                    arm.name
                )
            }
        });
        let name = camel_case(&arm.name.text);
        let rename = (form == Form::Owned).then(|| self.serde_rename(&arm.name.text, &name));
        let fields = structure
            .fields
            .iter()
            .filter(|field| field.value == packetwright_spec::model::FieldValue::Free)
            .map(|field| {
                let (docs, ty) = (self.field_docs(structure, field), self.field_type(field, form));
                let name = crate::naming::snake_case(&field.name.text);
                let attributes = self.field_attributes(field, form);
                quote! { #docs #attributes #name: #ty, }
            });
        quote! { #docs #rename #name { #(#fields)* }, }
    }

    /// The codecs of one type of a union.
    pub fn union_codec(&self, id: UnionId, form: Form) -> TokenStream {
        let encode = self.union_encode(id, form);
        let decode = match self.model[id].selector {
            Selector::Tag(tag) => self.tagged_decode(id, tag, form),
            Selector::Enum(selector) => self.selected_decode(id, selector, form),
        };
        quote! { #encode #decode }
    }

    fn union_encode(&self, id: UnionId, form: Form) -> TokenStream {
        let union = &self.model[id];
        let has_lifetime = form == Form::View && self.union_borrows(id);
        let ty = anonymous(self.union_type(id, form), has_lifetime);
        let tag_len = match union.selector {
            Selector::Tag(tag) => tag.bytes(),
            Selector::Enum(_) => 0,
        };
        let lengths = union.arms.iter().map(|arm| {
            let structure = &self.model[arm.body];
            let name = camel_case(&arm.name.text);
            let length = self.fields_length(structure, form, Reach::Reference, tag_len);
            let pattern = arm_pattern(structure, &length);
            (quote! { Self::#name #pattern }, length)
        });
        let lengths = merged(lengths.collect());
        let writes = union.arms.iter().map(|arm| {
            let structure = &self.model[arm.body];
            let name = camel_case(&arm.name.text);
            let write = self.write_fields(structure, form, Reach::Reference);
            let pattern = arm_pattern(structure, &write);
            let tag = match union.selector {
                Selector::Tag(tag) => tag_write(tag, arm.tag),
                Selector::Enum(_) => TokenStream::new(),
            };
            (quote! { Self::#name #pattern }, quote! { { #tag #write } })
        });
        let writes = merged(writes.collect());
        quote! {
            impl codec::Encode for #ty {
                fn encoded_len(&self) -> usize { match self { #lengths } }

                fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
                    match self { #writes }
                    Ok(())
                }
            }
        }
    }

    fn tagged_decode(&self, id: UnionId, tag: Integer, form: Form) -> TokenStream {
        let union = &self.model[id];
        let ty = self.union_type(id, form);
        let constants = self.union_constants(id);
        let method = read_method(tag);
        let arms = union.arms.iter().map(|arm| {
            let number = literal::number(arm.tag);
            let body = self.arm_decode(arm, form);
            quote! { #number => #body }
        });
        quote! {
            impl<'a> codec::Decode<'a> for #ty {
                #constants

                fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
                    let start = reader.offset();
                    match reader.#method()? {
                        #(#arms)*
                        found => Err(codec::DecodeError::unknown_variant(start, found)),
                    }
                }
            }
        }
    }

    fn selected_decode(&self, id: UnionId, selector: EnumId, form: Form) -> TokenStream {
        let union = &self.model[id];
        let ty = self.union_type(id, form);
        let has_lifetime = form == Form::View && self.union_borrows(id);
        let declared = &self.model[selector];
        let selector_name = self.enum_name(selector);
        let names: Vec<_> = union.arms.iter().map(|arm| camel_case(&arm.name.text)).collect();
        let arms = union.arms.iter().zip(&names).map(|(arm, name)| {
            let body = self.arm_decode(arm, form);
            quote! { #selector_name::#name => #body }
        });
        let covered = |value: i128| union.arms.iter().any(|arm| arm.tag == value);
        let all = declared.variants.iter().all(|variant| covered(variant.value));
        let other = (declared.open || !all).then(|| {
            quote! {
                other => Err(codec::DecodeError::unknown_variant(reader.offset(), other.number())),
            }
        });
        let generics = has_lifetime.then(|| quote! { <'a> });
        let lifetime = if has_lifetime {
            quote! { 'a }
        } else {
            quote! { '_ }
        };
        let reads = union.arms.iter().any(|arm| !self.model[arm.body].fields.is_empty());
        let reader = if reads || other.is_some() {
            quote! { reader }
        } else {
            quote! { _ }
        };
        quote! {
            impl #generics #ty {
                /// The value of the selecting field for this arm.
                pub const fn selector(&self) -> #selector_name {
                    match self { #(Self::#names { .. } => #selector_name::#names,)* }
                }

                /// Reads the arm that the selecting field says.
                ///
                /// # Errors
                /// The first fault in wire order, or there is no such arm.
                pub fn decode(
                    #reader: &mut codec::Reader<#lifetime>,
                    selector: #selector_name,
                ) -> Result<Self, codec::DecodeError> {
                    match selector { #(#arms)* #other }
                }
            }
        }
    }

    fn arm_decode(&self, arm: &Arm, form: Form) -> TokenStream {
        let structure = &self.model[arm.body];
        let name = camel_case(&arm.name.text);
        let reads = self.read_fields(structure, form);
        let initializers = self.field_initializers(structure);
        if reads.is_empty() {
            quote! { Ok(Self::#name { #initializers }), }
        } else {
            quote! { { #reads Ok(Self::#name { #initializers }) } }
        }
    }

    fn arbitrary_union(&self, id: UnionId) -> Option<TokenStream> {
        let union = &self.model[id];
        let name = self.union_name(id, Form::Owned);
        let last = Literal::usize_unsuffixed(union.arms.len().saturating_sub(1));
        let arms = union.arms.iter().enumerate().map(|(place, arm)| {
            let structure = &self.model[arm.body];
            let name = camel_case(&arm.name.text);
            let values = self.arbitrary_fields(structure);
            let initializers = self.field_initializers(structure);
            let place = if place + 1 == union.arms.len() {
                quote! { _ }
            } else {
                let place = Literal::usize_unsuffixed(place);
                quote! { #place }
            };
            quote! { #place => { #values Ok(Self::#name { #initializers }) } }
        });
        let value = quote! { match source.int_in_range(0..=#last)? { #(#arms)* } };
        self.arbitrary_impl(&quote! { #name }, &value)
    }
}

/// The arms of a match; those of one body in one.
fn merged(arms: Vec<(TokenStream, TokenStream)>) -> TokenStream {
    let mut groups: Vec<(Vec<TokenStream>, TokenStream)> = Vec::new();
    for (pattern, body) in arms {
        let same = groups.iter_mut().find(|(_, other)| other.to_string() == body.to_string());
        match same {
            Some((patterns, _)) => patterns.push(pattern),
            None => groups.push((vec![pattern], body)),
        }
    }
    let arms = groups.into_iter().map(|(patterns, body)| quote! { #(#patterns)|* => #body, });
    quote! { #(#arms)* }
}

/// The statement that writes a tag.
pub fn tag_write(integer: Integer, tag: i128) -> TokenStream {
    let number = literal::number(tag);
    if integer.bits == 8 && !integer.signed {
        return quote! { out.put(&[#number]); };
    }
    let text = format!("{}_{}", number.to_string().replace(' ', ""), integer_type(integer));
    let typed: TokenStream = text.parse().unwrap_or_default();
    let typed = if tag < 0 {
        quote! { (#typed) }
    } else {
        typed
    };
    let bytes = integer_bytes(integer, &typed);
    quote! { out.put(#bytes); }
}
