//! Unions: one variant an arm, with the arm's fields.
//!
//! A union with a tag of its own is a value like any other. One that an earlier
//! field selects is decoded by an inherent function that takes the selector.

use packetwright_spec::model::{
    Docs, Endian, Extent, FieldValue, Measure, Name, Selector, Struct, StructId, Union, UnionId,
};

use super::decode::as_u64;
use super::encode::{bounds, measured_write, put_constant, reads};
use super::length::Length;
use super::structure::{anonymous, arm_pattern};
use super::types::{Form, fills_rust_type, integer_type, put_integer, read_call};
use super::written::Reach;
use super::{Emitter, literal};
use crate::naming::{camel_case, local, snake_case};
use crate::tokens::{Literal, TokenStream, format_ident, quote};

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
        let (derives, serde) =
            self.value_derives(form, self.union_is_copy(id, form), self.union_is_eq(id));
        let arms = choices(union).map(|arm| self.arm_definition(union, &arm, form));
        quote! { #docs #derives #serde pub enum #ty { #(#arms)* } }
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
        let fields = structure.fields.iter().filter(|field| field.value.is_given()).map(|field| {
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
        let decode = match self.model[id].selector {
            Selector::Tag(_) | Selector::Peek(_) => self.tagged_decode(id, form),
            Selector::Enum(_) | Selector::Number(_) => self.selected_decode(id, form),
        };
        quote! { #encode #decode }
    }

    fn union_encode(&self, id: UnionId, form: Form) -> TokenStream {
        let union = &self.model[id];
        let has_lifetime = form == Form::View && self.union_borrows(id);
        let ty = anonymous(self.union_type(id, form), has_lifetime);
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
        let given = structure.fields.iter().filter(|field| field.value.is_given());
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

    /// A union that stands alone: it reads its tag, or looks at the number that
    /// its arms begin with.
    fn tagged_decode(&self, id: UnionId, form: Form) -> TokenStream {
        let union = &self.model[id];
        let ty = self.union_type(id, form);
        let constants = self.union_constants(id);
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
        quote! {
            impl<'a> codec::Decode<'a> for #ty {
                #constants

                #[inline]
                fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
                    #start
                    #choice
                }
            }
        }
    }

    /// A union that an earlier field chooses.
    fn selected_decode(&self, id: UnionId, form: Form) -> TokenStream {
        let union = &self.model[id];
        let ty = self.union_type(id, form);
        let has_lifetime = form == Form::View && self.union_borrows(id);
        let selector = match union.selector {
            Selector::Enum(id) => self.enum_name(id),
            Selector::Number(number) | Selector::Tag(number) | Selector::Peek(number) => {
                integer_type(number)
            }
        };
        let pattern = |arm: &Choice<'_>| match (union.selector, arm.number) {
            (Selector::Enum(_), _) => {
                let name = camel_case(&arm.name.text);
                quote! { #selector::#name }
            }
            (_, number) => literal::number(number.unwrap_or_default()),
        };
        let arms = choices(union).filter(|arm| arm.number.is_some()).map(|arm| {
            let (pattern, body) = (pattern(&arm), self.arm_decode(arm.name, arm.body, form));
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
        let numbers = choices(union).map(|arm| {
            let name = camel_case(&arm.name.text);
            let kept = self.model[arm.body].fields.first().filter(|_| arm.number.is_none());
            match kept {
                Some(kept) => {
                    let (field, variable) = (snake_case(&kept.name.text), format_ident!("number"));
                    quote! { Self::#name { #field: #variable, .. } => *#variable, }
                }
                None => {
                    let number = pattern(&arm);
                    quote! { Self::#name { .. } => #number, }
                }
            }
        });
        let generics = has_lifetime.then(|| quote! { <'a> });
        let lifetime = if has_lifetime {
            quote! { 'a }
        } else {
            quote! { '_ }
        };
        let reads = |body: StructId| {
            self.model[body].fields.iter().any(|field| field.value != FieldValue::Carried)
        };
        let reader = if union.bodies().any(reads) || (other.is_some() && union.other.is_none()) {
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
                    match selector { #(#arms)* #other }
                }
            }
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

/// An arm of a union, or that for all other numbers.
struct Choice<'m> {
    name: &'m Name,
    docs: &'m Docs,
    /// Its number; none for all others.
    number: Option<i128>,
    body: StructId,
}

/// All arms of a union, that for all other numbers last.
fn choices(union: &Union) -> impl Iterator<Item = Choice<'_>> {
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
