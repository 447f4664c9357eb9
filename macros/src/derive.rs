//! Derive: the code of the traits of a type.
//!
//! What the type says is read by `packetwright_codegen::derive`. The code of a
//! set of messages is put together in `set`.

use packetwright_codegen::derive::{BORROWED, Derived, Door, MessageHead, Places, in_rust, read};
use packetwright_codegen::emit::{Emitter, messages::message_traits, types::Form};
use packetwright_codegen::{Feature, Options};
use packetwright_spec::model::{Field, Measure, Model, Struct, StructId, Type, UnionId};
use packetwright_spec::span::Span;
use packetwright_spec::{Checked, compile_fragment};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::DeriveInput;

use crate::{inline, set};

/// The code of the traits, or the mistakes.
pub(crate) fn expand(input: TokenStream, door: Door) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let derived = read(&input, door, Places::default());
    match compile_fragment(&derived.file, derived.endian, derived.diagnostics.clone()) {
        Ok(model) if door == Door::Messages => set::code(&model, &derived, &input),
        Ok(model) => code(&model, &derived),
        Err(mistakes) => derived.places.errors(&in_rust(mistakes)),
    }
}

/// The implementations of the traits of one type.
fn code(model: &Checked<Model>, derived: &Derived) -> TokenStream {
    let places = &derived.places;
    let options = options(derived);
    let place = |span: Span| places.first(span);
    let mut emitter = Emitter::new(model, &options);
    emitter.places = Some(&place);
    emitter.is_declared_view = derived.borrows;
    let traits = traits(&emitter, derived);
    let name = match model.unions.first() {
        Some(_) => emitter.union_name(UnionId(0), Form::Owned),
        None => emitter.struct_name(StructId(0), Form::Owned),
    };
    let bodies: Vec<&Struct> = model.structs.iter().collect();
    let guards = guards(&emitter, &name, &bodies, places);
    scope(&emitter, &quote! { #traits #guards })
}

/// What is generated for a type, beside what the features say.
pub(crate) fn options(derived: &Derived) -> Options {
    let mut options = inline::options();
    // What the type itself derives is its author's.
    options.serde = Feature::Off;
    options.arbitrary = Feature::Off;
    if let Some(runtime) = &derived.runtime {
        options.runtime = runtime.to_string();
    }
    options
}

/// Implementations in a scope of their own.
pub(crate) fn scope(emitter: &Emitter<'_>, items: &TokenStream) -> TokenStream {
    let imports = emitter.imports(&items.clone().into());
    quote! {
        #[doc(hidden)]
        #[allow(deprecated, trivial_numeric_casts, unused_imports, unused_qualifications, clippy::all, reason = "generated code")]
        const _: () = {
            use ::core::convert::From;
            use ::core::option::Option::{self, None, Some};
            use ::core::result::Result::{self, Err, Ok};
            #imports
            #items
        };
    }
}

/// What a spec with the same declaration would have for it.
fn traits(emitter: &Emitter<'_>, derived: &Derived) -> TokenStream {
    let form = if derived.borrows { Form::View } else { Form::Owned };
    let (name, text, codec) = if emitter.model.unions.is_empty() {
        let id = StructId(0);
        let codec = emitter.struct_codec(id, form);
        (emitter.struct_name(id, form), &emitter.model[id].name.text, codec)
    } else {
        let id = UnionId(0);
        let codec = emitter.union_codec(id, form);
        (emitter.union_name(id, form), &emitter.model[id].name.text, codec)
    };
    let message = derived.message.as_ref();
    let message = message.map(|MessageHead { id: (tag, _), reply }| {
        let name = quote! { #name }.into();
        message_traits(&name, *tag, text, reply.as_ref().map(|(path, _)| path.clone().into()))
    });
    quote! { #codec #message }
}

/// What the checker could not see of types outside the model: that lists of
/// them end, at an element that takes no bytes and at a byte that begins none, that
/// one that takes all that is left stands last, and that they do not contain each
/// other.
pub(crate) fn guards(
    emitter: &Emitter<'_>,
    name: &impl ToTokens,
    bodies: &[&Struct],
    places: &Places,
) -> TokenStream {
    let fields: Vec<&Field> = bodies.iter().flat_map(|body| &body.fields).collect();
    let elements = fields.iter().filter_map(|field| Some((field, listed(&field.ty, false)?)));
    let elements = elements.map(|(field, path)| {
        let element = unnamed(path);
        guard(
            places.ends(field.span),
            &quote! { <#element as codec::Decode>::MIN_LEN > 0 },
            "an element of a list takes at least one byte [PW0409]",
            "give it a field that is always there",
        )
    });
    let elements: TokenStream = elements.collect();
    let ends = fields.iter().filter_map(|field| Some((field, ended(&field.ty)?)));
    let ends = ends.map(|(field, (path, end))| {
        let element = unnamed(path);
        guard(
            places.ends(field.span),
            &quote! { !<#element as codec::Decode>::BEGINS.has(#end) },
            &format!("an element may begin with {end:#04x}, which ends the list [PW0411]"),
            "begin it with a number that is never this byte (`range = 1..=9`), a prefix with `length = 1..`, or a tag; bodies of messages that were generated from a spec cannot stand here",
        )
    });
    let ends: TokenStream = ends.collect();
    let lifetime = emitter.is_declared_view.then(|| quote! { <'_> });
    let depth = fields.iter().any(|field| foreign(&field.ty)).then(|| {
        guard(
            [proc_macro2::Span::call_site(); 2],
            &quote! { <#name #lifetime as codec::Decode>::DEPTH <= codec::MAX_DEPTH },
            "types nest too deeply [PW0410]",
            "flatten the structures around this one",
        )
    });
    let last: TokenStream = bodies.iter().map(|body| ends_with_rest(body, places)).collect();
    quote! { #elements #ends #last #depth }
}

/// What the compiler refuses at a place, from its first token to its last, unless
/// a condition holds.
pub(crate) fn guard(
    ends: [proc_macro2::Span; 2],
    condition: &TokenStream,
    message: &str,
    help: &str,
) -> TokenStream {
    let [first, last] = ends.map(|end| end.resolved_at(proc_macro2::Span::call_site()));
    // What the macro takes is a format.
    let text = format!("{message}\nhelp: {help}").replace('{', "{{").replace('}', "}}");
    let asserted = quote_spanned! { last => (#condition, #text) };
    quote_spanned! { first => const _: () = ::core::assert! #asserted; }
}

/// That no type outside the model takes all that is left where more follows:
/// other fields, or elements of its list.
fn ends_with_rest(body: &Struct, places: &Places) -> TokenStream {
    let count = body.fields.len();
    let guards = body.fields.iter().enumerate().filter_map(|(place, field)| {
        let (path, message, help) = match (&field.ty, listed(&field.ty, false)) {
            (_, Some(path)) => (
                path,
                "an element takes all that is left, and leaves nothing to the next [PW0314]",
                "list a structure that has it as a field with `within = u16`",
            ),
            (ty, None) if place + 1 < count => (
                open(ty)?,
                "this takes all that is left, and leaves nothing to the fields behind it [PW0314]",
                "move it to the end, or add `within = u16` to it",
            ),
            _ => return None,
        };
        let path = unnamed(path);
        let condition = quote! { !<#path as codec::Decode>::TAKES_REST };
        Some(guard(places.ends(field.span), &condition, message, help))
    });
    guards.collect()
}

/// The type outside the model whose value ends one of this type, unless a
/// length says its end.
fn open(ty: &Type) -> Option<&str> {
    match ty {
        Type::External(path) => Some(path),
        Type::Option(inner) => open(inner),
        _ => None,
    }
}

/// The path of a type outside of where its lifetime has a name.
fn unnamed(path: &str) -> TokenStream {
    let unnamed = path.strip_suffix(BORROWED).map(|path| format!("{path}<'_>"));
    unnamed.as_deref().unwrap_or(path).parse().unwrap_or_default()
}

/// The type outside the model that is an element of a list in a type.
fn listed(ty: &Type, in_list: bool) -> Option<&str> {
    match ty {
        Type::External(path) if in_list => Some(path),
        Type::List(inner, _) => listed(inner, true),
        Type::Option(inner) | Type::Within(inner, _) => listed(inner, false),
        _ => None,
    }
}

/// The type outside the model that is an element of a list that ends at a byte,
/// and the byte.
fn ended(ty: &Type) -> Option<(&str, u8)> {
    match ty {
        Type::List(inner, extent) => match (&**inner, extent.measure) {
            (Type::External(path), Measure::Until(end)) => Some((path, *end.as_slice().first()?)),
            (inner, _) => ended(inner),
        },
        Type::Option(inner) | Type::Within(inner, _) => ended(inner),
        _ => None,
    }
}

fn foreign(ty: &Type) -> bool {
    match ty {
        Type::External(_) => true,
        Type::List(inner, _) | Type::Option(inner) | Type::Within(inner, _) => foreign(inner),
        _ => false,
    }
}
