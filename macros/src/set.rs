//! `derive(Messages)`: the code of a set of messages.
//!
//! Beside the enumeration stand the structures of messages whose fields are in
//! its variants, and what answers the messages; everything else is in a scope
//! of its own. How that code looks is for `packetwright_codegen::emit`.

use packetwright_codegen::derive::{Derived, HeldBody, IncludedSet};
use packetwright_codegen::emit::declared_set::{DeclaredSet, Held, Included};
use packetwright_codegen::emit::dispatcher::Names;
use packetwright_codegen::emit::{Emitter, messages::message_traits, types::Form};
use packetwright_codegen::naming::camel_case;
use packetwright_spec::Checked;
use packetwright_spec::model::{MessageSet, Model};
use packetwright_spec::span::Span;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Attribute, Data, DeriveInput};

use crate::derive::{guard, guards, options, scope};

/// The code of a set, in order of its parts.
pub(crate) fn code(model: &Checked<Model>, derived: &Derived, input: &DeriveInput) -> TokenStream {
    let Some(set) = model.message_sets.first() else { return TokenStream::new() };
    let places = &derived.places;
    let options = options(derived);
    let place = |span: Span| places.first(span);
    let mut emitter = Emitter::new(model, &options);
    emitter.places = Some(&place);
    let declared = declared(derived);
    let structures = structures(set, derived, input);
    let codec: TokenStream = emitter.declared_set(&declared).into();
    let bodies = bodies(&emitter, set, derived);
    let included = included_guards(&emitter, set, derived);
    let dispatch = emitter.declared_dispatch(&declared);
    let runtime = &emitter.runtime;
    let visibility = input.vis.to_token_stream().into();
    let names = Names {
        service: quote! { #runtime::service }.into(),
        standard: [
            quote! { ::core::future::Future }.into(),
            quote! { ::core::result::Result }.into(),
            quote! { ::core::marker::Send }.into(),
            quote! { ::core::marker::Sync }.into(),
        ],
    };
    let answering: Option<TokenStream> =
        dispatch.as_ref().map(|dispatch| dispatch.declarations(&names, &visibility).into());
    let dispatcher: Option<TokenStream> =
        dispatch.as_ref().map(|dispatch| dispatch.implementation().into());
    let scope = scope(&emitter, &quote! { #codec #bodies #included #dispatcher });
    quote! { #structures #answering #scope }
}

/// What the variants hold, as the emitters take it.
fn declared(derived: &Derived) -> DeclaredSet {
    let held = derived.set.held.iter().map(|held| match held {
        HeldBody::Value(ty, _) => Held::Value(ty.clone().into()),
        HeldBody::Fields => Held::Fields,
    });
    let included = derived.set.included.iter().map(|IncludedSet { variant, ty, .. }| Included {
        variant: camel_case(&variant.to_string()),
        ty: ty.clone().into(),
    });
    DeclaredSet { held: held.collect(), included: included.collect() }
}

/// The structures of messages whose fields are in variants, as their author
/// wrote the fields.
fn structures(set: &MessageSet, derived: &Derived, input: &DeriveInput) -> TokenStream {
    let Data::Enum(data) = &input.data else { return TokenStream::new() };
    let in_place = set.messages.iter().zip(&derived.set.held);
    let in_place = in_place.filter(|(_, held)| matches!(held, HeldBody::Fields));
    let variants = in_place.filter_map(|(message, _)| {
        data.variants.iter().find(|variant| variant.ident.unraw() == message.name.text)
    });
    let visibility = &input.vis;
    let structures = variants.map(|variant| {
        let name = &variant.ident;
        let docs = kept(&variant.attrs);
        let fields = variant.fields.iter().map(|field| {
            let (docs, name, ty) = (kept(&field.attrs), &field.ident, &field.ty);
            quote! { #(#docs)* pub #name: #ty, }
        });
        quote! {
            #(#docs)*
            #[derive(Clone, Debug, PartialEq)]
            #visibility struct #name { #(#fields)* }
        }
    });
    structures.collect()
}

/// What of a variant's or field's attributes is for people.
fn kept(attributes: &[Attribute]) -> Vec<&Attribute> {
    let kept = |attribute: &&Attribute| {
        attribute.path().is_ident("doc") || attribute.path().is_ident("deprecated")
    };
    attributes.iter().filter(kept).collect()
}

/// What makes the bodies messages, and the codecs of those that were declared
/// here.
fn bodies(emitter: &Emitter<'_>, set: &MessageSet, derived: &Derived) -> TokenStream {
    let ty = |place: usize| -> TokenStream {
        match &derived.set.held[place] {
            HeldBody::Value(ty, _) => ty.clone(),
            HeldBody::Fields => {
                let name = emitter.struct_name(set.messages[place].body, Form::Owned);
                quote! { #name }
            }
        }
    };
    let bodies = set.messages.iter().enumerate().map(|(place, message)| {
        let reply = message.reply.map(|reply| ty(reply).into());
        let traits = message_traits(&ty(place).into(), message.tag, &message.name.text, reply);
        let HeldBody::Fields = derived.set.held[place] else { return quote! { #traits } };
        let name = emitter.struct_name(message.body, Form::Owned);
        let codec = emitter.struct_codec(message.body, Form::Owned);
        let guards = guards(emitter, &name, &[&emitter.model[message.body]], &derived.places);
        quote! { #codec #traits #guards }
    });
    bodies.collect()
}

/// What can be known of included sets by the compiler alone: that their tags
/// are laid out as those here, and are others.
fn included_guards(emitter: &Emitter<'_>, set: &MessageSet, derived: &Derived) -> TokenStream {
    let layout = emitter.declared_tag_layout();
    let included = &derived.set.included;
    let own = emitter.model.message_sets.iter().flat_map(|set| &set.messages);
    let tags: Vec<proc_macro2::Literal> =
        own.map(|message| proc_macro2::Literal::u64_suffixed(message.tag)).collect();
    let guards = included.iter().enumerate().map(|(place, other)| {
        let (here, ty) = (derived.places.ends(other.span), &other.ty);
        let same_layout = guard(
            here,
            &quote! { protocol::is_same_layout(<#ty as protocol::MessageSet>::TAG_LAYOUT, #layout) },
            &format!("the tags of the included set are not `{layout}`, as those here are [PW0702]"),
            "lay them out alike, by `#[messages(tag = …, layout = …, endian = …)]` on one of the sets",
        );
        let own = set.messages.iter().zip(&tags).map(|(message, tag)| {
            guard(
                derived.places.ends(message.name.span),
                &quote! { !protocol::has_tag(<#ty as protocol::MessageSet>::TAGS, #tag) },
                &format!("a message of an included set has the tag of `{}` [PW0306]", message.name),
                "give this one a number that none has",
            )
        });
        let earlier = included[..place].iter().map(|earlier| {
            let earlier = &earlier.ty;
            let condition = quote! {
                !protocol::share_a_tag(
                    <#earlier as protocol::MessageSet>::TAGS,
                    <#ty as protocol::MessageSet>::TAGS,
                )
            };
            let help = "include one of them, or change a number there";
            guard(here, &condition, "two included sets have a tag in common [PW0306]", help)
        });
        quote! { #same_layout #(#own)* #(#earlier)* }
    });
    guards.collect()
}
