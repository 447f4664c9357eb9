//! Structures: the owned type, its view, and the codecs of both.

use packetwright_spec::model::{Field, Role, Struct, StructId};

use super::Emitter;
use super::length::Length;
use super::types::Form;
use super::written::Reach;
use crate::naming::{local, snake_case};
use crate::tokens::{TokenStream, quote};

impl Emitter<'_> {
    /// A structure and all that belongs to it: the owned type, its view if it
    /// has anything to borrow, and the codecs of both.
    pub fn structure(&self, id: StructId) -> TokenStream {
        let owned = self.struct_definition(id, Form::Owned);
        let arbitrary = self.arbitrary_struct(id);
        if !self.struct_borrows(id) {
            let codec = self.struct_codec(id, Form::Owned);
            return quote! { #owned #codec #arbitrary };
        }
        let encode = self.struct_encode(id, Form::Owned);
        let decode = match self.struct_reads_once(id) {
            true => self.struct_decode_by_view(id),
            false => self.struct_decode(id, Form::Owned),
        };
        let view = self.struct_definition(id, Form::View);
        let (codec, own) = (self.struct_codec(id, Form::View), self.struct_own(id));
        quote! { #owned #encode #decode #arbitrary #view #codec #own }
    }

    /// The type itself.
    pub fn struct_definition(&self, id: StructId, form: Form) -> TokenStream {
        let structure = &self.model[id];
        let ty = self.struct_type(id, form);
        let docs = match form {
            Form::Owned => self.struct_docs(structure, || describe(structure)),
            Form::View => {
                let owned = self.struct_name(id, Form::Owned);
                let line = format!(" [`{owned}`] as a view that borrows from the input.");
                quote! { #[doc = #line] }
            }
        };
        let (derives, serde, eq) =
            self.value_derives((form, &ty), self.struct_is_copy(id, form), self.struct_is_eq(id));
        let fields = structure.given_fields();
        let fields = fields.map(|field| {
            let (docs, ty) = (self.field_docs(structure, field), self.field_type(field, form));
            let name = snake_case(&field.name.text);
            let attributes = self.field_attributes(field, form);
            quote! { #docs #attributes pub #name: #ty, }
        });
        quote! { #docs #derives #serde pub struct #ty { #(#fields)* } #eq }
    }

    /// The type of a field; optional if it has a condition.
    pub fn field_type(&self, field: &Field, form: Form) -> TokenStream {
        let ty = self.rust_type(&field.ty, form);
        if field.condition.is_some() {
            quote! { Option<#ty> }
        } else {
            ty
        }
    }

    /// The codecs of one type of a structure.
    pub fn struct_codec(&self, id: StructId, form: Form) -> TokenStream {
        let encode = self.struct_encode(id, form);
        let decode = self.struct_decode(id, form);
        quote! { #encode #decode }
    }

    fn struct_encode(&self, id: StructId, form: Form) -> TokenStream {
        let structure = &self.model[id];
        let ty = anonymous(&self.struct_type(id, form));
        let length = self.fields_length(structure, form, Reach::Field, Length::default());
        let writes = self.write_fields(structure, form, Reach::Field);
        let out = if writes.is_empty() {
            quote! { _ }
        } else {
            quote! { out }
        };
        quote! {
            impl codec::Encode for #ty {
                #[inline]
                fn encoded_len(&self) -> usize { #length }

                fn encode<O: codec::Output>(&self, #out: &mut O) -> Result<(), codec::EncodeError> {
                    #writes
                    Ok(())
                }
            }
        }
    }

    fn struct_decode(&self, id: StructId, form: Form) -> TokenStream {
        let structure = &self.model[id];
        let reads = self.read_fields(structure, form);
        let initializers = self.field_initializers(structure);
        let reader = if reads.is_empty() {
            quote! { _ }
        } else {
            quote! { reader }
        };
        self.decode_impl(id, form, &reader, &quote! { #reads Ok(Self { #initializers }) })
    }

    /// The decoder of an owned structure that has its view do the work.
    fn struct_decode_by_view(&self, id: StructId) -> TokenStream {
        let view = self.struct_name(id, Form::View);
        let body = quote! { Ok(#view::decode(reader)?.own(reader)) };
        self.decode_impl(id, Form::Owned, &quote! { reader }, &body)
    }

    fn decode_impl(
        &self,
        id: StructId,
        form: Form,
        reader: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let (ty, constants) = (self.struct_type(id, form), self.struct_constants(id));
        quote! {
            impl<'a> codec::Decode<'a> for #ty {
                #constants

                #[inline]
                fn decode(#reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
                    #body
                }
            }
        }
    }

    fn arbitrary_struct(&self, id: StructId) -> Option<TokenStream> {
        let structure = &self.model[id];
        let name = self.struct_name(id, Form::Owned);
        let values = self.arbitrary_fields(structure);
        let initializers = self.field_initializers(structure);
        self.arbitrary_impl(&quote! { #name }, &quote! { #values Ok(Self { #initializers }) })
    }
}

/// A type, of one name, where the lifetime that it may have does not matter.
pub fn anonymous(ty: &TokenStream) -> TokenStream {
    let name = ty.first_name();
    let lifetime = (ty.len() > 1).then(|| quote! { <'_> });
    quote! { #name #lifetime }
}

/// The names of the variables that hold the free fields of an arm, as far as
/// `body` mentions them, as a pattern.
pub fn arm_pattern(structure: &Struct, body: &TokenStream) -> TokenStream {
    let free: Vec<&Field> = structure.given_fields().collect();
    let used = free.iter().filter(|field| super::encode::reads(body, &local(&field.name.text)));
    let bound: Vec<TokenStream> = used
        .map(|field| {
            let (name, variable) = (snake_case(&field.name.text), local(&field.name.text));
            if name == variable {
                quote! { #name }
            } else {
                quote! { #name: #variable }
            }
        })
        .collect();
    let rest = (bound.len() < free.len()).then(|| quote! { .. });
    quote! { { #(#bound,)* #rest } }
}

fn describe(structure: &Struct) -> String {
    let name = &structure.name;
    match structure.role {
        Role::Packet => format!("The packet `{name}`."),
        Role::Plain => format!("The structure `{name}`."),
        Role::Body => format!("The message `{name}`."),
        Role::Arm => format!("The arm `{name}`."),
        Role::HandshakePayload => format!("The payload of the handshake message `{name}`."),
    }
}
