//! What the runtime needs to know of a handshake: the type that stands for it
//! and what a side brings if it is not told otherwise.

use packetwright_spec::model::{Enum, Field, Measure, RecordKind, Target, Trigger, Type};

use super::Context;
use super::words::failure_name;
use crate::emit::enumeration::unknown_variant;
use crate::emit::literal::{decimal, grouped};
use crate::emit::types::array;
use crate::naming::{camel_case, snake_case};
use crate::tokens::{Literal, TokenStream, quote};

/// The type that stands for the handshake.
pub(super) fn emit(context: &Context<'_>) -> TokenStream {
    let handshake = context.handshake;
    let name = camel_case(&handshake.name.text);
    let docs =
        context.emitter.docs(&handshake.docs, || format!("The handshake `{}`.", handshake.name));
    let local = context.local_type();
    let deadline = grouped(i128::from(handshake.deadline_ms));
    let limit = grouped(i128::from(handshake.limit));
    let record = |kind: RecordKind| {
        let number = handshake.records.kinds.iter().find(|(known, _, _)| *known == kind);
        let number = number.map_or(0, |(_, number, _)| *number);
        Literal::u8_unsuffixed(u8::try_from(number).unwrap_or(u8::MAX))
    };
    let (data, ready) = (record(RecordKind::Data), record(RecordKind::Ready));
    let (close, key_update) = (record(RecordKind::Close), record(RecordKind::KeyUpdate));
    let label = |bytes: &[u8]| Literal::byte_string(bytes);
    let (key, iv) = (label(&handshake.keys.key), label(&handshake.keys.iv));
    let (update, exporter) = (label(&handshake.keys.update), label(&handshake.keys.exporter));
    let compression = compression(context);
    let defaults = defaults(context);
    let restrict = restrict(context);
    let hint = hint(context);
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub enum #name {}

        impl handshake::Handshake for #name {
            type Local = #local;
            type Initiator = Initiator;
            type Responder = Responder;

            const DEADLINE: core::time::Duration = core::time::Duration::from_millis(#deadline);
            const MAX_PAYLOAD: usize = #limit;
            const RECORDS: handshake::RecordNumbers = handshake::RecordNumbers {
                data: #data,
                ready: #ready,
                close: #close,
                key_update: #key_update,
            };
            const LABELS: handshake::KeyLabels = handshake::KeyLabels {
                key: #key,
                iv: #iv,
                update: #update,
                exporter: #exporter,
            };
            const AVAILABLE: bool = true;

            #compression

            #defaults

            #hint

            #restrict
        }
    }
}

/// The enumeration `Compression`, whose variants are the runtime's by name.
fn known_compressions<'a>(context: &Context<'a>) -> Option<&'a Enum> {
    context.emitter.model.enums.iter().find(|declared| declared.name.text == "Compression")
}

/// The number of a compression, by the name of its variant.
fn compression_number(declared: &Enum, name: &str) -> Option<i128> {
    let found = declared.variants.iter().find(|v| v.name.text.eq_ignore_ascii_case(name));
    found.map(|variant| variant.value).filter(|number| (0..=255).contains(number))
}

fn compression(context: &Context<'_>) -> TokenStream {
    let declared = known_compressions(context);
    let arms: Vec<TokenStream> = ["Lz4", "Zstd"]
        .into_iter()
        .filter_map(|name| {
            let number = decimal(compression_number(declared?, name)?);
            let variant = camel_case(name);
            Some(quote! { #number => Some(protocol::Compression::#variant), })
        })
        .collect();
    if arms.is_empty() {
        return quote! {
            fn compression(_: u8) -> Option<protocol::Compression> {
                None
            }
        };
    }
    quote! {
        fn compression(number: u8) -> Option<protocol::Compression> {
            match number {
                #(#arms)*
                _ => None,
            }
        }
    }
}

/// What a side brings if it is not told otherwise.
fn defaults(context: &Context<'_>) -> TokenStream {
    let local = context.local_type();
    let fields = &context.emitter.model[context.handshake.local].fields;
    let free = fields.iter().filter(|field| field.value.is_given());
    let (mut offered, mut limited) = (false, false);
    let values: Vec<TokenStream> = free
        .map(|field| {
            let name = snake_case(&field.name.text);
            let value = match (field.name.text.as_str(), &field.ty) {
                ("versions", Type::List(element, extent)) if array(element, extent).is_none() => {
                    let version = Literal::u8_unsuffixed(context.emitter.model.version);
                    quote! { vec![#version] }
                }
                ("suites", Type::List(..)) => {
                    let ids = context.handshake.suites.iter().map(|suite| super::hex(suite.id));
                    quote! { vec![#(#ids),*] }
                }
                ("compressions", Type::List(element, extent))
                    if array(element, extent).is_none()
                        && known_compressions(context).is_some() =>
                {
                    offered = true;
                    compressions(context, element)
                }
                ("max_record", Type::Integer(integer)) => {
                    limited = true;
                    let (min, max) = field.range.unwrap_or((integer.min(), integer.max()));
                    let (min, max) = (min.max(0), max.min(u32::MAX.into()));
                    let max_record = if min == 0 && max == i128::from(u32::MAX) {
                        quote! { max_record }
                    } else {
                        let (min, max) = (grouped(min), grouped(max));
                        quote! { max_record.clamp(#min, #max) }
                    };
                    if integer.bits.next_power_of_two() == 32 && !integer.signed {
                        max_record
                    } else {
                        let ty = context.field_type(field);
                        quote! { #max_record as #ty }
                    }
                }
                _ => least_field(context, field),
            };
            quote! { #name: #value, }
        })
        .collect();
    let compressions = if offered {
        quote! { compressions }
    } else {
        quote! { _ }
    };
    let max_record = if limited {
        quote! { max_record }
    } else {
        quote! { _ }
    };
    quote! {
        fn local(#compressions: &[protocol::Compression], #max_record: u32) -> #local {
            #local { #(#values)* }
        }
    }
}

/// What the notices that end the handshake say, in the words of the spec: those
/// whose one field is an enumeration.
fn hint(context: &Context<'_>) -> Option<TokenStream> {
    let (model, handshake) = (context.emitter.model, context.handshake);
    let ends = |place: usize| {
        let states = handshake.initiator.iter().chain(&handshake.responder);
        let mut transitions = states.flat_map(|state| &state.transitions);
        transitions.find_map(|transition| match transition.target {
            Target::Failed(failure) if transition.trigger == Trigger::Message(place) => {
                Some(failure_name(handshake, failure))
            }
            _ => None,
        })
    };
    let notices = handshake.messages.iter().enumerate().filter_map(|(place, message)| {
        let [field] = &model[message.payload].fields[..] else { return None };
        let Type::Enum(declared, _) = field.ty else { return None };
        let simple = message.tokens.is_empty() && field.condition.is_none();
        let failure = ends(place).filter(|_| simple)?;
        let field = snake_case(&field.name.text);
        let ty = camel_case(&message.name.text);
        let arms = model[declared].variants.iter().map(|variant| {
            let (name, says) = (
                &variant.name.text,
                variant.docs.lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "),
            );
            let says = if says.is_empty() { name.clone() } else { format!("{name}: {says}") };
            let (declared, variant) = (camel_case(&model[declared].name.text), camel_case(name));
            quote! { #declared::#variant => #says.into(), }
        });
        let unknown = model[declared].open.then(|| {
            let unknown = unknown_variant(&model[declared]);
            let declared = camel_case(&model[declared].name.text);
            quote! { #declared::#unknown(number) => format!("the unknown number {number}"), }
        });
        Some(quote! {
            Some((#ty::TYPE, rest)) => {
                let notice = <#ty as codec::Decode>::from_slice(rest).ok()?;
                let hint = match notice.#field { #(#arms)* #unknown };
                Some((#failure, hint))
            }
        })
    });
    let notices: Vec<TokenStream> = notices.collect();
    (!notices.is_empty()).then(|| {
        quote! {
            fn hint(body: &[u8]) -> Option<(&'static str, String)> {
                match body.split_first_chunk::<3>().map(|(head, rest)| (head[0], rest)) {
                    #(#notices)*
                    _ => None,
                }
            }
        }
    })
}

/// What a side may bring: the suites it can run, the versions it still speaks.
fn restrict(context: &Context<'_>) -> TokenStream {
    let local = context.local_type();
    let fields = &context.emitter.model[context.handshake.local].fields;
    let list = |name: &str| {
        let field = fields.iter().find(|field| field.name.text == name)?;
        let Type::List(element, extent) = &field.ty else { return None };
        let Type::Integer(integer) = **element else { return None };
        let varies = array(element, extent).is_none();
        (varies && !integer.signed).then(|| (snake_case(name), integer.bits))
    };
    let suites = list("suites").map_or_else(|| snake_case("suites"), |(name, _)| name);
    let versions = list("versions").map(|(versions, bits)| {
        let least = match bits {
            8 => quote! { min_version },
            _ => quote! { min_version.into() },
        };
        (
            quote! { local.#versions.retain(|&version| version >= #least); },
            quote! { && !local.#versions.is_empty() },
        )
    });
    let min_version = if versions.is_some() {
        quote! { min_version }
    } else {
        quote! { _ }
    };
    let (retained, left) = versions.unzip();
    quote! {
        fn restrict(
            local: &mut #local,
            rank: &dyn Fn(&noise::Suite) -> Option<u8>,
            #min_version: u8,
        ) -> bool {
            local.#suites.retain(|&number| suite(number).and_then(rank).is_some());
            local.#suites.sort_by_key(|&number| suite(number).and_then(rank));
            #retained
            !local.#suites.is_empty() #left
        }
    }
}

/// The numbers of the compressions given, and of none.
fn compressions(context: &Context<'_>, element: &Type) -> TokenStream {
    let Some(declared) = known_compressions(context) else { return quote! { vec![] } };
    let number = |name: &str| {
        let number = compression_number(declared, name)?;
        Some(match element {
            Type::Enum(..) => {
                let (ty, variant) = (camel_case(&declared.name.text), camel_case(name));
                quote! { #ty::#variant }
            }
            _ => decimal(number),
        })
    };
    let numbers = ["Lz4", "Zstd"].map(|name| (camel_case(name), number(name)));
    let none = number("None").map(|none| quote! { .chain([#none]) });
    // Where every algorithm has a number, none is left out on the way.
    let all = numbers.iter().all(|(_, number)| number.is_some());
    let given = numbers.map(|(variant, number)| match number {
        Some(number) if all => quote! { protocol::Compression::#variant => #number, },
        Some(number) => quote! { protocol::Compression::#variant => Some(#number), },
        None => quote! { protocol::Compression::#variant => None, },
    });
    let step = if all {
        quote! { map }
    } else {
        quote! { filter_map }
    };
    quote! {
        compressions
            .iter()
            .#step(|compression| match compression { #(#given)* })
            #none
            .collect()
    }
}

/// The least value that a field's declaration allows.
fn least_field(context: &Context<'_>, field: &Field) -> TokenStream {
    if field.condition.is_some() {
        return quote! { None };
    }
    match field.range {
        Some((min, max)) => decimal(0.clamp(min, max)),
        None => least(context, &field.ty),
    }
}

/// The least value of a type: 0, `false`, the first variant, no flags, as few
/// bytes or elements as may be, nothing for an option.
fn least(context: &Context<'_>, ty: &Type) -> TokenStream {
    let model = context.emitter.model;
    match ty {
        Type::Integer(_) => quote! { 0 },
        Type::Bool(_) => quote! { false },
        Type::Float(_) => quote! { 0.0 },
        Type::Enum(id, _) => {
            let name = camel_case(&model[*id].name.text);
            match model[*id].variants.first() {
                Some(variant) => {
                    let variant = camel_case(&variant.name.text);
                    quote! { #name::#variant }
                }
                None => quote! { #name::from_number(0) },
            }
        }
        Type::Flags(..) | Type::Padding(_) | Type::External(_) => {
            quote! { Default::default() }
        }
        Type::Bytes(extent) => {
            let length = Literal::u64_unsuffixed(extent.min);
            match extent.measure {
                Measure::Fixed => quote! { [0; #length] },
                _ => quote! { vec![0; #length].into() },
            }
        }
        Type::Text(extent) => {
            let length = Literal::u64_unsuffixed(extent.min);
            quote! { " ".repeat(#length) }
        }
        Type::List(element, extent) => {
            let length = Literal::u64_unsuffixed(extent.min);
            let element = least(context, element);
            let array = array(ty_element(ty), extent).is_some();
            if array {
                quote! { [#element; #length] }
            } else {
                quote! { vec![#element; #length] }
            }
        }
        Type::Option(_) => quote! { None },
        Type::Within(inner, _) => least(context, inner),
        Type::Struct(id) => {
            let name = camel_case(&model[*id].name.text);
            let fields = model[*id].given_fields();
            let values = fields.map(|field| {
                let (name, value) = (snake_case(&field.name.text), least_field(context, field));
                quote! { #name: #value }
            });
            quote! { #name { #(#values),* } }
        }
        Type::Union { union, .. } => {
            let union = &model[*union];
            let name = camel_case(&union.name.text);
            let arm = union.arms.first().map(|arm| {
                let variant = camel_case(&arm.name.text);
                let fields = model[arm.body].fields.iter();
                let values = fields.filter(|field| field.value.is_given()).map(|field| {
                    let (name, value) = (snake_case(&field.name.text), least_field(context, field));
                    quote! { #name: #value }
                });
                quote! { #variant { #(#values),* } }
            });
            quote! { #name::#arm }
        }
    }
}

fn ty_element(ty: &Type) -> &Type {
    match ty {
        Type::List(element, _) => element,
        ty => ty,
    }
}
