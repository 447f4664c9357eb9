//! Views to owned values, and owned values that are decoded as views.
//!
//! An owned type is decoded as its view, which is then owned, so that what
//! decodes it stands in the code once. Only a list whose elements a view would
//! decode a second time is read into the owned type at once; see
//! [`reads_once`](Emitter::struct_reads_once).
//!
//! Read next: [`decode`](super::decode), which reads views.

use packetwright_spec::model::{
    Endian, Extent, Field, Measure, MessageSet, Struct, StructId, Type, UnionId,
};

use super::Emitter;
use super::types::{
    Form, array, fills_rust_type, fixed, integer_type, is_octet, read_float, read_function,
};
use super::union::choices;
use crate::naming::{camel_case, local, snake_case};
use crate::tokens::{Ident, Literal, TokenStream, format_ident, quote};

impl Emitter<'_> {
    /// The function that makes a structure of its view.
    pub fn struct_own(&self, id: StructId) -> TokenStream {
        let owned = self.struct_name(id, Form::Owned);
        let fields = self.owned_fields(&self.model[id], |name, _| quote! { self.#name });
        let value = quote! { #owned { #fields } };
        own(&owned, &self.struct_type(id, Form::View), self.shares_in(id), &value)
    }

    /// The function that makes a union of its view.
    pub fn union_own(&self, id: UnionId) -> TokenStream {
        let owned = self.union_name(id, Form::Owned);
        let arms = choices(&self.model[id]).map(|arm| {
            let structure = &self.model[arm.body];
            let (name, held) = (camel_case(&arm.name.text), self.field_initializers(structure));
            let fields = self.owned_fields(structure, |_, variable| quote! { #variable });
            quote! { Self::#name { #held } => { #owned::#name { #fields } } }
        });
        let shares = self.model[id].bodies().any(|body| self.shares_in(body));
        let value = quote! { match self { #(#arms)* } };
        own(&owned, &self.union_type(id, Form::View), shares, &value)
    }

    /// The function that makes a set of messages of its view.
    pub fn set_own(&self, set: &MessageSet) -> TokenStream {
        let owned = self.set_name(set, Form::Owned);
        let arms = set.messages.iter().map(|message| {
            let name = camel_case(&message.name.text);
            let body = self.owned(&Type::Struct(message.body), &quote! { body });
            quote! { Self::#name(body) => #owned::#name(#body), }
        });
        let value = quote! { match self { #(#arms)* } };
        own(&owned, &self.set_type(set, Form::View), true, &value)
    }

    /// Whether the view of a structure decodes nothing that is decoded again
    /// when it is owned.
    pub fn struct_reads_once(&self, id: StructId) -> bool {
        let given = self.model[id].given_fields();
        given.map(|field| &field.ty).all(|ty| self.reads_once(ty))
    }

    /// The same of a union.
    pub fn union_reads_once(&self, id: UnionId) -> bool {
        self.model[id].bodies().all(|body| self.struct_reads_once(body))
    }

    fn reads_once(&self, ty: &Type) -> bool {
        match ty {
            Type::List(element, extent) => {
                is_octet(element)
                    || array(element, extent).is_some()
                    || plain_numbers(element, extent).is_some()
            }
            Type::Option(inner) | Type::Within(inner, _) => self.reads_once(inner),
            Type::Struct(id) => self.struct_reads_once(*id),
            Type::Union { union, .. } => self.union_reads_once(*union),
            Type::Integer(_)
            | Type::Bool(_)
            | Type::Float(_)
            | Type::Enum(..)
            | Type::Flags(..)
            | Type::Bytes(_)
            | Type::Text(_)
            | Type::Padding(_)
            | Type::External(_) => true,
        }
    }

    /// Whether a field of a structure is owned with the help of a reader.
    fn shares_in(&self, id: StructId) -> bool {
        let given = self.model[id].given_fields();
        given.map(|field| &field.ty).any(|ty| self.shares(ty))
    }

    fn shares(&self, ty: &Type) -> bool {
        match ty {
            Type::Bytes(extent) => fixed(extent).is_none(),
            Type::List(element, _) => !is_octet(element) && self.shares(element),
            Type::Option(inner) | Type::Within(inner, _) => self.shares(inner),
            Type::Struct(_) | Type::Union { .. } => self.borrows(ty),
            Type::Integer(_)
            | Type::Bool(_)
            | Type::Float(_)
            | Type::Enum(..)
            | Type::Flags(..)
            | Type::Text(_)
            | Type::Padding(_)
            | Type::External(_) => false,
        }
    }

    /// The fields of the owned structure or arm; `held` says where the view's are,
    /// by the name of a field and of its variable.
    fn owned_fields(
        &self,
        structure: &Struct,
        held: impl Fn(&Ident, &Ident) -> TokenStream,
    ) -> TokenStream {
        let fields = structure.given_fields().map(|field| {
            let (name, variable) = (snake_case(&field.name.text), local(&field.name.text));
            let value = self.owned_field(field, &held(&name, &variable));
            let is_name = value.len() == 1 && value.starts_with(name.as_str());
            if is_name {
                value
            } else {
                quote! { #name: #value }
            }
        });
        quote! { #(#fields),* }
    }

    /// The owned value of a field of a view.
    fn owned_field(&self, field: &Field, value: &TokenStream) -> TokenStream {
        match &field.condition {
            None => self.owned(&field.ty, value),
            Some(_) => self.owned_each(&field.ty, value),
        }
    }

    /// The owned value of a view's.
    fn owned(&self, ty: &Type, value: &TokenStream) -> TokenStream {
        match ty {
            Type::Bytes(extent) if fixed(extent).is_some() => quote! { *#value },
            Type::Bytes(_) => quote! { reader.own(#value) },
            Type::Text(_) => quote! { String::from(#value) },
            Type::List(element, extent) if self.borrows(ty) => {
                if is_octet(element) {
                    return quote! { Vec::from(#value) };
                }
                if let Some(PlainNumber { from_bytes, .. }) = plain_numbers(element, extent) {
                    return quote! { #value.own(#from_bytes) };
                }
                let elements = self.owned_each(element, &quote! { #value.iter() });
                quote! { #elements.collect() }
            }
            Type::Option(inner) => self.owned_each(inner, value),
            Type::Within(inner, _) => self.owned(inner, value),
            Type::Struct(_) | Type::Union { .. } if self.borrows(ty) => {
                quote! { #value.own(reader) }
            }
            _ => value.clone(),
        }
    }

    /// The same of what an option or iterator holds.
    fn owned_each(&self, inner: &Type, value: &TokenStream) -> TokenStream {
        match inner {
            Type::Bytes(extent) if fixed(extent).is_some() => quote! { #value.copied() },
            Type::Text(_) => quote! { #value.map(String::from) },
            _ if self.borrows(inner) => {
                let held = self.owned(inner, &quote! { held });
                quote! { #value.map(|held| #held) }
            }
            _ => value.clone(),
        }
    }
}

/// An element of a list of which a view reads none before it is asked for.
pub struct PlainNumber {
    /// Its length, in bytes.
    pub length: Literal,
    /// The function that reads it from a reader.
    pub read: TokenStream,
    /// The function that makes it of its bytes.
    pub from_bytes: TokenStream,
}

/// The elements of a list, if they are numbers of which all bytes are one, as
/// they are for Rust as well, and their count is known before they are read.
pub fn plain_numbers(element: &Type, extent: &Extent) -> Option<PlainNumber> {
    if matches!(extent.measure, Measure::Rest | Measure::Until(_)) {
        return None;
    }
    let (ty, read, bits, endian) = match element {
        Type::Integer(integer) if integer.variable().is_none() && fills_rust_type(*integer) => {
            (integer_type(*integer), read_function(*integer), integer.bits, integer.endian)
        }
        Type::Float(float) => {
            let (ty, read) = (format_ident!("f{}", float.bits), read_float(*float));
            (ty, quote! { codec::Reader::#read }, float.bits, float.endian)
        }
        _ => return None,
    };
    let order = match endian {
        Endian::Big => format_ident!("from_be_bytes"),
        Endian::Little => format_ident!("from_le_bytes"),
    };
    Some(PlainNumber {
        length: Literal::u8_unsuffixed(bits / 8),
        read,
        from_bytes: quote! { #ty::#order },
    })
}

/// The function that makes `value` of a view, if `shares` with the help of a reader.
fn own(owned: &Ident, view: &TokenStream, shares: bool, value: &TokenStream) -> TokenStream {
    let docs = format!(" The [`{owned}`] of this view: what it borrows is shared with the");
    let reader = match shares {
        true => quote! { reader },
        false => quote! { _ },
    };
    quote! {
        impl<'a> #view {
            #[doc = #docs]
            /// input of `reader` if it lies there and the reader shares it, else copied.
            #[inline]
            pub fn own(self, #reader: &codec::Reader<'a>) -> #owned {
                #value
            }
        }
    }
}
