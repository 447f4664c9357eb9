//! Unions: one variant an arm, with the arm's fields, and its encoder.
//!
//! Read next: [`selection`](super::selection), its decoder.

use packetwright_spec::model::{Docs, Measure, Name, Selector, Struct, StructId, Union, UnionId};

use super::encode::{measured_write, put_constant, reads};
use super::length::Length;
use super::structure::{anonymous, arm_pattern};
use super::types::{Form, fills_rust_type, put_integer};
use super::written::Reach;
use super::{Emitter, literal};
use crate::naming::{camel_case, local, snake_case};
use crate::tokens::{Literal, TokenStream, format_ident, quote};

impl Emitter<'_> {
    /// A union and all that belongs to it.
    pub fn union(&self, id: UnionId) -> TokenStream {
        let owned = self.union_definition(id, Form::Owned);
        let arbitrary = self.arbitrary_union(id);
        if !self.union_borrows(id) {
            let codec = self.union_codec(id, Form::Owned);
            return quote! { #owned #codec #arbitrary };
        }
        let encode = self.union_encode(id, Form::Owned);
        let decode = match self.union_reads_once(id) {
            true => self.union_decode_by_view(id),
            false => self.union_decode(id, Form::Owned),
        };
        let view = self.union_definition(id, Form::View);
        let (codec, own) = (self.union_codec(id, Form::View), self.union_own(id));
        quote! { #owned #encode #decode #arbitrary #view #codec #own }
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
        let (derives, serde, eq) =
            self.value_derives((form, &ty), self.union_is_copy(id, form), self.union_is_eq(id));
        let arms = choices(union).map(|arm| self.arm_definition(union, &arm, form));
        quote! { #docs #derives #serde pub enum #ty { #(#arms)* } #eq }
    }

    fn arm_definition(&self, union: &Union, arm: &Choice<'_>, form: Form) -> TokenStream {
        let structure = &self.model[arm.body];
        let docs = self.docs(arm.docs, || match (union.selector, arm.number) {
            (_, None) => "What there is if the number has no arm of its own.".to_owned(),
            (Selector::Tag(_), Some(number)) => format!("`{}`, tag {number}.", arm.name),
            (Selector::Enum(id), Some(_)) => {
                format!(
                    "What there is if the selector is [`{}::{}`].",
                    self.enum_name(id),
                    arm.name
                )
            }
            (Selector::Number(_) | Selector::Peek(_), Some(number)) => {
                format!("What there is if the number is {number}.")
            }
        });
        let name = camel_case(&arm.name.text);
        let rename = (form == Form::Owned).then(|| self.serde_rename(&arm.name.text, &name));
        let fields = structure.given_fields().map(|field| {
            let (docs, ty) = (self.field_docs(structure, field), self.field_type(field, form));
            let name = snake_case(&field.name.text);
            let attributes = self.field_attributes(field, form);
            quote! { #docs #attributes #name: #ty, }
        });
        quote! { #docs #rename #name { #(#fields)* }, }
    }

    /// The codecs of one type of a union.
    pub fn union_codec(&self, id: UnionId, form: Form) -> TokenStream {
        let encode = self.union_encode(id, form);
        let decode = self.union_decode(id, form);
        quote! { #encode #decode }
    }

    fn union_encode(&self, id: UnionId, form: Form) -> TokenStream {
        let union = &self.model[id];
        let ty = anonymous(&self.union_type(id, form));
        let lengths = choices(union).map(|arm| {
            let structure = &self.model[arm.body];
            let name = camel_case(&arm.name.text);
            let length = self.arm_length(union, &arm, form);
            let pattern = arm_pattern(structure, &length);
            let types = self.types_used(structure, &length, form);
            ArmCode { pattern: quote! { Self::#name #pattern }, types, body: length }
        });
        let lengths = merged(lengths.collect());
        let writes = choices(union).map(|arm| {
            let structure = &self.model[arm.body];
            let name = camel_case(&arm.name.text);
            let fields = self.write_fields(structure, form, Reach::Reference);
            let tag = match (arm.number, union.selector) {
                (None, _) => self.kept_number(union, structure),
                (Some(number), Selector::Tag(tag)) => put_constant(tag, &literal::number(number)),
                (Some(_), _) => TokenStream::new(),
            };
            let fields = match &union.within {
                Some(extent) => {
                    let length =
                        self.fields_length(structure, form, Reach::Reference, Length::default());
                    measured_write(extent, &length, &fields, &TokenStream::new())
                }
                None => fields,
            };
            let write = quote! { #tag #fields };
            let pattern = arm_pattern(structure, &write);
            let types = self.types_used(structure, &write, form);
            let body = quote! { { #write } };
            ArmCode { pattern: quote! { Self::#name #pattern }, types, body }
        });
        let writes = merged(writes.collect());
        let out = if reads(&writes, &format_ident!("out")) {
            quote! { out }
        } else {
            quote! { _ }
        };
        quote! {
            impl codec::Encode for #ty {
                #[inline]
                fn encoded_len(&self) -> usize { match self { #lengths } }

                fn encode<O: codec::Output>(&self, #out: &mut O) -> Result<(), codec::EncodeError> {
                    match self { #writes }
                    Ok(())
                }
            }
        }
    }

    /// The exact length of an arm, with its tag and the prefix behind that.
    fn arm_length(&self, union: &Union, arm: &Choice<'_>, form: Form) -> TokenStream {
        let structure = &self.model[arm.body];
        let mut tag = Length::default();
        if let Selector::Tag(integer) = union.selector {
            match (arm.number, structure.fields.first()) {
                (None, Some(kept)) => {
                    let kept = local(&kept.name.text);
                    tag.add_integer(integer, &quote! { *#kept });
                }
                (number, _) => tag.fixed += integer.len_of(number.unwrap_or_default()),
            }
        }
        match union.within.as_ref().map(|extent| extent.measure) {
            Some(Measure::Prefix(prefix)) if prefix.variable().is_some() => {
                let fields =
                    self.fields_length(structure, form, Reach::Reference, Length::default());
                tag.add_measured(prefix, &fields);
                tag.tokens()
            }
            measure => {
                if let Some(Measure::Prefix(prefix)) = measure {
                    tag.fixed += prefix.bytes();
                }
                self.fields_length(structure, form, Reach::Reference, tag)
            }
        }
    }

    /// The types of the fields of an arm that its code mentions.
    fn types_used(&self, structure: &Struct, code: &TokenStream, form: Form) -> String {
        let given = structure.given_fields();
        let used = given.filter(|field| reads(code, &local(&field.name.text)));
        used.map(|field| self.field_type(field, form).to_string()).collect::<Vec<_>>().join(", ")
    }

    /// The statements that check the number that the arm for all others keeps,
    /// and write it if it is a tag.
    fn kept_number(&self, union: &Union, other: &Struct) -> TokenStream {
        let Some(field) = other.fields.first() else { return TokenStream::new() };
        let (variable, path) = (local(&field.name.text), &field.name.text);
        let numbers = union.arms.iter().map(|arm| literal::number(arm.tag));
        let number = match union.selector {
            Selector::Enum(_) => quote! { #variable.number() },
            _ => quote! { *#variable },
        };
        let canonical = match union.selector {
            Selector::Enum(id) if self.model[id].open => {
                Some(quote! { #variable.is_canonical() && })
            }
            _ => None,
        };
        let alias = (!union.arms.is_empty()).then(|| {
            quote! {
                codec::check_variant(#canonical !matches!(#number, #(#numbers)|*), #number)
                    .within(#path)?;
            }
        });
        let fits = match union.selector {
            Selector::Tag(integer) | Selector::Number(integer) if !fills_rust_type(integer) => {
                let (min, max) = (literal::number(integer.min()), literal::number(integer.max()));
                Some(quote! { codec::check_range(#number, #min, #max).within(#path)?; })
            }
            _ => None,
        };
        let tag = match union.selector {
            Selector::Tag(integer) => Some(put_integer(integer, &number)),
            _ => None,
        };
        quote! { #alias #fits #tag }
    }

    fn arbitrary_union(&self, id: UnionId) -> Option<TokenStream> {
        let union = &self.model[id];
        let name = self.union_name(id, Form::Owned);
        let count = union.bodies().count();
        let last = Literal::usize_unsuffixed(count.saturating_sub(1));
        let arms = choices(union).enumerate().map(|(place, arm)| {
            let structure = &self.model[arm.body];
            let name = camel_case(&arm.name.text);
            let values = self.arbitrary_fields(structure);
            let initializers = self.field_initializers(structure);
            let place = if place + 1 == count {
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

/// An arm of a union, or that for all other numbers.
pub(super) struct Choice<'m> {
    pub name: &'m Name,
    docs: &'m Docs,
    /// Its number; none for all others.
    pub number: Option<i128>,
    pub body: StructId,
}

/// All arms of a union, that for all other numbers last.
pub(super) fn choices(union: &Union) -> impl Iterator<Item = Choice<'_>> {
    let arms = union.arms.iter().map(|arm| Choice {
        name: &arm.name,
        docs: &arm.docs,
        number: Some(arm.tag),
        body: arm.body,
    });
    let other = union.other.iter().map(|other| Choice {
        name: &other.name,
        docs: &other.docs,
        number: None,
        body: other.body,
    });
    arms.chain(other)
}

/// An arm of a match over a union.
struct ArmCode {
    pattern: TokenStream,
    /// The types of what the pattern binds.
    types: String,
    body: TokenStream,
}

/// The arms of a match; those of one body, over bindings of the same types, in
/// one.
fn merged(arms: Vec<ArmCode>) -> TokenStream {
    let mut groups: Vec<(Vec<TokenStream>, ArmCode)> = Vec::new();
    for arm in arms {
        let same = groups.iter_mut().find(|(_, other)| {
            other.types == arm.types && other.body.to_string() == arm.body.to_string()
        });
        match same {
            Some((patterns, _)) => patterns.push(arm.pattern),
            None => groups.push((vec![arm.pattern.clone()], arm)),
        }
    }
    let arms = groups.into_iter().map(|(patterns, ArmCode { body, .. })| {
        quote! { #(#patterns)|* => #body, }
    });
    quote! { #(#arms)* }
}
