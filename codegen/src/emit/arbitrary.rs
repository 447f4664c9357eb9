//! `Arbitrary`: values for fuzzers, within the bounds of the spec where these
//! are local to a field.

use packetwright_spec::model::{Extent, Field, Struct, Type};

use super::decode::Read;
use super::types::{Form, array, fills_rust_type, fixed};
use super::{Emitter, literal};
use crate::Feature;
use crate::naming::local;
use crate::tokens::{TokenStream, quote};

impl Emitter<'_> {
    /// `Arbitrary` for a type; `value` is the body of its function, `source`
    /// where the bytes come from.
    pub fn arbitrary_impl(&self, ty: &TokenStream, value: &TokenStream) -> Option<TokenStream> {
        if self.options.arbitrary == Feature::Off {
            return None;
        }
        let gate = self.gate(&self.options.arbitrary);
        Some(quote! {
            #gate
            impl<'a> codec::arbitrary::Arbitrary<'a> for #ty {
                fn arbitrary(
                    source: &mut codec::arbitrary::Unstructured<'a>,
                ) -> Result<Self, codec::arbitrary::Error> {
                    #value
                }
            }
        })
    }

    /// The statements that make a value of each free field, in a variable.
    pub fn arbitrary_fields(&self, structure: &Struct) -> TokenStream {
        let free = structure.given_fields();
        let values = free.map(|field| {
            let variable = local(&field.name.text);
            let value = self.arbitrary_field(structure, field);
            let ty = self.field_type(field, Form::Owned);
            quote! { let #variable: #ty = #value; }
        });
        quote! { #(#values)* }
    }

    fn arbitrary_field(&self, structure: &Struct, field: &Field) -> TokenStream {
        let value = match field.range {
            Some((min, max)) => {
                let (min, max) = (literal::grouped(min), literal::grouped(max));
                quote! { source.int_in_range(#min..=#max)? }
            }
            None => self.arbitrary_value(&field.ty),
        };
        let Some(condition) = &field.condition else { return value };
        let condition = self.condition(condition, &Read { structure });
        let known = structure
            .fields
            .iter()
            .filter(|field| !field.value.is_given())
            .all(|field| !super::encode::reads(&condition, &local(&field.name.text)));
        let condition = if known {
            condition
        } else {
            quote! { source.arbitrary()? }
        };
        quote! { if #condition { Some(#value) } else { None } }
    }

    /// An expression of the value itself; it may leave the function by `?`.
    fn arbitrary_value(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Bytes(extent) if fixed(extent).is_none() => {
                let (min, max) = lengths(extent);
                quote! { Bytes::from(codec::sample::bytes(source, #min, #max)?) }
            }
            Type::Within(inner, _) => self.arbitrary_value(inner),
            Type::Option(inner) => {
                let value = self.arbitrary_value(inner);
                quote! { if source.arbitrary()? { Some(#value) } else { None } }
            }
            _ => {
                let result = self.arbitrary_result(ty);
                quote! { #result? }
            }
        }
    }

    /// An expression of a `Result` of the value.
    fn arbitrary_result(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Integer(integer) if !fills_rust_type(*integer) => {
                let (min, max) = (literal::number(integer.min()), literal::number(integer.max()));
                quote! { source.int_in_range(#min..=#max) }
            }
            Type::Text(extent) => {
                let (min, max) = lengths(extent);
                quote! { codec::sample::text(source, #min, #max) }
            }
            Type::List(element, extent) if array(element, extent).is_none() => {
                let (min, max) = lengths(extent);
                let result = self.arbitrary_result(element);
                quote! { codec::sample::list(source, #min, #max, |source| #result) }
            }
            Type::Bytes(extent) if fixed(extent).is_none() => {
                let value = self.arbitrary_value(ty);
                quote! { Ok(#value) }
            }
            Type::Option(_) => {
                let value = self.arbitrary_value(ty);
                quote! { Ok(#value) }
            }
            Type::Within(inner, _) => self.arbitrary_result(inner),
            _ => quote! { source.arbitrary() },
        }
    }
}

fn lengths(extent: &Extent) -> (TokenStream, TokenStream) {
    super::encode::bounds(extent)
}
