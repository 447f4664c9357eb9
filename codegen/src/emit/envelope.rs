//! The envelope: what the runtime says of a message, in the fields that the
//! spec has for it.

use packetwright_spec::model::{
    Arm, EnvelopeKind, EnvelopeLayer, Field, Integer, Layers, OptionalByFlag, Struct, Type,
};

use super::types::{Form, integer_type};
use super::{Emitter, literal};
use crate::naming::{camel_case, snake_case, upper_case};
use crate::tokens::{Ident, TokenStream, format_ident, quote};

impl Emitter<'_> {
    /// `EnvelopeFormat` for the envelope of the layers.
    pub fn envelope_format(&self, layers: &Layers) -> TokenStream {
        let layer = &layers.envelope;
        let name = self.struct_name(layer.structure, Form::Owned);
        let encode = self.encode_head(layer);
        let decode = self.decode_envelope(layer);
        quote! { impl protocol::EnvelopeFormat for #name { #encode #decode } }
    }

    fn encode_head(&self, layer: &EnvelopeLayer) -> TokenStream {
        let structure = &self.model[layer.structure];
        let view = self.struct_name(layer.structure, Form::View);
        let Some((content, contents, arms)) = self.contents(layer, structure) else {
            return TokenStream::new();
        };
        let kinds = layer.kinds.iter().filter_map(|(kind, place)| {
            let (arm, kind) = (arms.get(*place)?, kind_name(*kind));
            let (variant, body) = (camel_case(&arm.name.text), &self.model[arm.body]);
            let fields = body.given_fields();
            let fields = fields.map(|field| {
                let name = snake_case(&field.name.text);
                match &field.ty {
                    Type::Integer(integer) => {
                        let credit = from_u32(*integer, &quote! { head.credit });
                        quote! { #name: #credit }
                    }
                    _ => quote! { #name: &[] },
                }
            });
            Some(quote! { protocol::EnvelopeKind::#kind => #contents::#variant { #(#fields),* }, })
        });
        let all = layer.kinds.len() == 8;
        let kind_field = structure.fields.get(layer.kind).map_or("kind", |field| &field.name.text);
        let other = (!all).then(|| {
            quote! {
                other => {
                    return codec::check_variant(false, other as u8).within(#kind_field);
                }
            }
        });
        let flags = self.envelope_flags(layer, structure);
        let fields = structure
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.value.is_given())
            .map(|(place, field)| self.head_field(layer, place, field, content));
        quote! {
            fn encode_head(
                head: &protocol::EnvelopeHead,
                out: &mut Vec<u8>,
            ) -> Result<(), codec::EncodeError> {
                let content = match head.kind { #(#kinds)* #other };
                #flags
                let envelope = #view { #(#fields),* };
                envelope.encode_into(out)
            }
        }
    }

    /// The flags of what is there, and refusals of what has no place.
    fn envelope_flags(&self, layer: &EnvelopeLayer, structure: &Struct) -> TokenStream {
        let flags = layer.flags.and_then(|place| structure.fields.get(place));
        let Some(Type::Flags(id, _)) = flags.map(|field| &field.ty) else {
            let refuse = [("deadline_ms", "deadline"), ("trace", "trace")].map(|(part, name)| {
                let part = format_ident!("{part}");
                quote! { codec::check_presence(head.#part.is_some(), false).within(#name)?; }
            });
            return quote! { #(#refuse)* };
        };
        let set = self.flags_name(*id);
        let part = |part: &str, name: &str, optional: Option<OptionalByFlag>| {
            let part = format_ident!("{part}");
            let bit = optional.and_then(|optional| {
                self.model[*id].bits.iter().find(|bit| bit.mask == optional.flag)
            });
            match bit {
                Some(bit) => {
                    let constant = upper_case(&bit.name.text);
                    quote! { if head.#part.is_some() { flags.insert(#set::#constant); } }
                }
                None => {
                    quote! { codec::check_presence(head.#part.is_some(), false).within(#name)?; }
                }
            }
        };
        let deadline = part("deadline_ms", "deadline", layer.deadline);
        let trace = part("trace", "trace", layer.trace);
        let mutable = (layer.deadline.is_some() || layer.trace.is_some()).then(|| quote! { mut });
        quote! { let #mutable flags = #set::empty(); #deadline #trace }
    }

    fn head_field(
        &self,
        layer: &EnvelopeLayer,
        place: usize,
        field: &Field,
        content: &Field,
    ) -> TokenStream {
        let name = snake_case(&field.name.text);
        let is = |optional: Option<OptionalByFlag>| optional.is_some_and(|it| it.field == place);
        let shorthand = |variable: &str| {
            if name == variable {
                quote! { #name }
            } else {
                let variable = format_ident!("{variable}");
                quote! { #name: #variable }
            }
        };
        match &field.ty {
            _ if field.name == content.name => shorthand("content"),
            Type::Flags(..) => shorthand("flags"),
            Type::Integer(integer) if place == layer.id => {
                let text = &field.name.text;
                if integer.bits == 64 {
                    quote! { #name: head.id }
                } else {
                    let (ty, max) = (integer_type(*integer), literal::number(integer.max()));
                    quote! {
                        #name: {
                            codec::check_range(head.id, 0, #max).within(#text)?;
                            head.id as #ty
                        }
                    }
                }
            }
            Type::Integer(integer) if is(layer.deadline) => match integer.bits {
                32 => quote! { #name: head.deadline_ms },
                _ => {
                    let milliseconds = from_u32(*integer, &quote! { milliseconds });
                    quote! { #name: head.deadline_ms.map(|milliseconds| #milliseconds) }
                }
            },
            _ if is(layer.trace) => quote! { #name: head.trace.as_ref() },
            _ => quote! { #name: Default::default() },
        }
    }

    fn decode_envelope(&self, layer: &EnvelopeLayer) -> TokenStream {
        let structure = &self.model[layer.structure];
        let view = self.struct_name(layer.structure, Form::View);
        let Some((content, contents, arms)) = self.contents(layer, structure) else {
            return TokenStream::new();
        };
        let content = snake_case(&content.name.text);
        let arms = layer.kinds.iter().filter_map(|(kind, place)| {
            let (arm, kind) = (arms.get(*place)?, kind_name(*kind));
            let variant = camel_case(&arm.name.text);
            let free = self.model[arm.body].fields.iter().find(|field| field.value.is_given());
            let (pattern, message, credit) = match free.map(|field| (field, &field.ty)) {
                Some((field, Type::Integer(integer))) => {
                    let name = snake_case(&field.name.text);
                    let credit = into_u32(*integer, &quote! { #name });
                    (quote! { { #name } }, quote! { [].as_slice() }, credit)
                }
                Some((field, _)) => {
                    let name = snake_case(&field.name.text);
                    (quote! { { #name } }, quote! { #name }, quote! { 0 })
                }
                None => (quote! { {} }, quote! { [].as_slice() }, quote! { 0 }),
            };
            Some(quote! {
                #contents::#variant #pattern => {
                    (protocol::EnvelopeKind::#kind, #message, #credit)
                }
            })
        });
        let field = |place: usize| structure.fields.get(place);
        let id = field(layer.id).map(|field| {
            let name = snake_case(&field.name.text);
            match field.ty {
                Type::Integer(Integer { bits: 64, .. }) => quote! { envelope.#name },
                _ => quote! { envelope.#name.into() },
            }
        });
        let deadline = match layer.deadline.and_then(|it| field(it.field)) {
            Some(field) => {
                let name = snake_case(&field.name.text);
                match field.ty {
                    Type::Integer(Integer { bits: 32, .. }) => quote! { envelope.#name },
                    Type::Integer(integer) => {
                        let value = into_u32(integer, &quote! { milliseconds });
                        quote! { envelope.#name.map(|milliseconds| #value) }
                    }
                    _ => quote! { None },
                }
            }
            None => quote! { None },
        };
        let trace = match layer.trace.and_then(|it| field(it.field)) {
            Some(field) => {
                let name = snake_case(&field.name.text);
                quote! { envelope.#name.copied() }
            }
            None => quote! { None },
        };
        quote! {
            fn decode(
                input: &[u8],
            ) -> Result<(protocol::EnvelopeHead, &[u8]), codec::DecodeError> {
                let envelope = #view::from_slice(input)?;
                let (kind, message, credit) = match envelope.#content { #(#arms)* };
                let head = protocol::EnvelopeHead {
                    kind,
                    id: #id,
                    deadline_ms: #deadline,
                    trace: #trace,
                    credit,
                };
                Ok((head, message))
            }
        }
    }

    /// The field of the contents, the name of their view, and their arms.
    fn contents<'s>(
        &'s self,
        layer: &EnvelopeLayer,
        structure: &'s Struct,
    ) -> Option<(&'s Field, Ident, &'s [Arm])> {
        let field = structure.fields.get(layer.content)?;
        let Type::Union { union, .. } = field.ty else { return None };
        Some((field, self.union_name(union, Form::View), &self.model[union].arms))
    }
}

fn kind_name(kind: EnvelopeKind) -> Ident {
    format_ident!("{}", format!("{kind:?}"))
}

/// A `u32` as another integer; the greatest it has if that is less.
fn from_u32(integer: Integer, value: &TokenStream) -> TokenStream {
    let ty = integer_type(integer);
    match integer.bits {
        32 if !integer.signed => value.clone(),
        40.. => quote! { #ty::from(#value) },
        _ => {
            let max = literal::number(integer.max());
            quote! { #value.min(#max) as #ty }
        }
    }
}

/// Another integer as a `u32`; the greatest it has if it is more.
fn into_u32(integer: Integer, value: &TokenStream) -> TokenStream {
    match integer.bits {
        32 | 24 if !integer.signed => value.clone(),
        8 | 16 if !integer.signed => quote! { u32::from(#value) },
        _ => quote! { u32::try_from(#value).unwrap_or(u32::MAX) },
    }
}
