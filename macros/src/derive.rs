//! Derive: a Rust type as an item of the language, and the code of its traits.

use packetwright_codegen::emit::{Emitter, messages::message_traits, types::Form};
use packetwright_codegen::{Options, naming};
use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::{Endian, Field, Model, Name, StructId, Type, UnionId};
use packetwright_spec::span::Span;
use packetwright_spec::syntax::tree::{
    self, Arm, Body, Documented, Expression, ExpressionKind, File, Item, Selector,
};
use packetwright_spec::{Checked, compile_fragment};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Data, DataEnum, DeriveInput, Fields};

use crate::attributes::{Setting, Settings, docs};
use crate::places::Places;
use crate::types::Bounds;

/// Which macro was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// `#[derive(Message)]`
    Message,
    /// `#[derive(Wire)]`
    Wire,
}

impl Door {
    /// The name of the attribute that belongs to it.
    pub(crate) fn attribute(self) -> &'static str {
        match self {
            Door::Message => "message",
            Door::Wire => "wire",
        }
    }

    fn settings(self) -> &'static [&'static str] {
        match self {
            Door::Message => &["id", "reply", "layout", "endian", "tag", "crate"],
            Door::Wire => &["layout", "endian", "tag", "crate"],
        }
    }
}

/// A type under way: what was found wrong with it so far.
pub(crate) struct Reading {
    pub(crate) door: Door,
    /// The type's name.
    pub(crate) name: String,
    /// Whether it has the plain layout.
    pub(crate) plain: bool,
    pub(crate) places: Places,
    diagnostics: Vec<Diagnostic>,
}

/// A type as an item of the language, and what the language has no words for.
struct Derived {
    file: File,
    endian: Endian,
    runtime: Option<TokenStream>,
    /// The message's tag and the type of its reply.
    message: Option<(u64, Option<TokenStream>)>,
}

/// The code of the traits, or the mistakes.
pub(crate) fn expand(input: TokenStream, door: Door) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let name = input.ident.unraw().to_string();
    let places = Places::default();
    let mut reading = Reading { door, name, plain: false, places, diagnostics: Vec::new() };
    let derived = reading.derived(&input);
    let Reading { places, diagnostics, .. } = reading;
    match compile_fragment(&derived.file, derived.endian, diagnostics) {
        Ok(model) => code(&model, &derived, &places),
        Err(mistakes) => places.errors(&mistakes),
    }
}

impl Reading {
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn derived(&mut self, input: &DeriveInput) -> Derived {
        let name = self.type_name(&input.ident);
        let mut settings = self.settings(&input.attrs, self.door.settings());
        self.plain = self.choice(settings.take("layout"), ["bincode", "plain"]);
        let endian = settings.take("endian");
        if let Some(setting) = endian.as_ref().filter(|_| !self.plain) {
            let message = "the bincode layout is little-endian";
            let mistake = Diagnostic::new(Code::DeriveAttribute, setting.span, message, "");
            self.report(mistake.help("remove it, or add `layout = \"plain\"`"));
        }
        let endian = self.endian(endian);
        let runtime = settings.take("crate").and_then(|setting| self.path_value(&setting));
        let message = self.message(&mut settings, &name);
        if !input.generics.params.is_empty() {
            self.unsupported::<()>(
                &input.generics,
                "a type with generics has no one layout",
                "derive it for a type without generics, which may be made by a macro",
            );
        }
        let item = self.item(input, name, settings);
        let file = File { items: item.into_iter().collect(), ..File::default() };
        Derived { file, endian, runtime, message }
    }

    /// `id` and `reply`, of a message.
    fn message(
        &mut self,
        settings: &mut Settings,
        name: &Name,
    ) -> Option<(u64, Option<TokenStream>)> {
        let reply = settings.take("reply").and_then(|setting| self.path_value(&setting));
        let Some(id) = settings.take("id") else {
            if self.door == Door::Message {
                let message = format!("the message `{name}` has no number");
                let help = "write `#[message(id = 0x1000)]` above it, with a number that no other message of the protocol has";
                let mistake =
                    Diagnostic::new(Code::MissingSetting, name.span, message, "`id` is missing");
                self.report(mistake.help(help));
            }
            return None;
        };
        let number = self.number(&id.value)?;
        match number.kind {
            ExpressionKind::Integer(value, None) if u64::try_from(value).is_ok() => {
                Some((value as u64, reply))
            }
            _ => {
                let message = "the number of a message is an integer of 64 bits";
                let mistake = Diagnostic::new(Code::TagDoesNotFit, number.span, message, "");
                self.report(mistake.help("write a number like `0x1000`"));
                None
            }
        }
    }

    fn item(&mut self, input: &DeriveInput, name: Name, mut settings: Settings) -> Option<Item> {
        let span = name.span;
        let encoding = (!self.plain).then(|| tree::Encoding {
            name: Name { text: "bincode".to_owned(), span },
            integers: None,
        });
        let docs = docs(&input.attrs);
        let tag = settings.take("tag");
        match &input.data {
            Data::Struct(data) => {
                if let Some(setting) = tag {
                    self.bad_attribute(
                        setting.span,
                        "a structure has no tag of its own",
                        "#[message(id = 0x1000)]",
                    );
                }
                let body = self.body(&data.fields)?;
                let node = tree::Struct { name, encoding, body };
                Some(Item::Struct(Documented { docs, node }))
            }
            Data::Enum(data) => {
                let selector = Selector::Tag(self.tag_integer(tag, span)?);
                let arms = self.arms(data);
                let node = tree::Union { name, selector, within: None, encoding, arms };
                Some(Item::Union(Documented { docs, node }))
            }
            Data::Union(_) => self.unsupported(
                &input.ident,
                "a union does not know which of its fields is there",
                "use an enumeration",
            ),
        }
    }

    /// The integer of an enumeration's tag.
    fn tag_integer(&mut self, setting: Option<Setting>, at: Span) -> Option<Name> {
        match setting {
            Some(setting) => self.name_value(&setting),
            None if self.plain => {
                let message = "the integer of the variants' tag is not said";
                let mistake =
                    Diagnostic::new(Code::MissingSetting, at, message, "`tag` is missing");
                let attribute = self.door.attribute();
                self.report(mistake.help(format!("write `#[{attribute}(tag = u8)]` above it")));
                None
            }
            None => Some(Name { text: "u32".to_owned(), span: at }),
        }
    }

    fn arms(&mut self, data: &DataEnum) -> Vec<Documented<Arm>> {
        let mut arms = Vec::new();
        for (place, variant) in data.variants.iter().enumerate() {
            let name = self.cased(&variant.ident, naming::camel_case);
            let mut settings = self.settings(&variant.attrs, &["tag"]);
            let tag = match settings.take("tag") {
                Some(setting) => self.number(&setting.value),
                None => {
                    if let Some((_, discriminant)) = &variant.discriminant {
                        let span = self.places.of(discriminant);
                        let message = "a discriminant is not the tag of a variant";
                        let mistake = Diagnostic::new(Code::UnsupportedDerive, span, message, "");
                        let attribute = self.door.attribute();
                        self.report(mistake.help(format!(
                            "write `#[{attribute}(tag = …)]` above the variant; without it, its tag is its place"
                        )));
                    }
                    let kind = ExpressionKind::Integer(place as u128, None);
                    Some(Expression { kind, span: name.span })
                }
            };
            if let (Some(tag), Some(body)) = (tag, self.body(&variant.fields)) {
                let node = Arm::Tagged(tag, name, body);
                arms.push(Documented { docs: docs(&variant.attrs), node });
            }
        }
        arms
    }

    fn body(&mut self, fields: &Fields) -> Option<Body> {
        let mut body = Body::default();
        match fields {
            Fields::Unit => {}
            Fields::Named(named) => {
                for field in &named.named {
                    body.fields.extend(self.field(field));
                }
            }
            Fields::Unnamed(unnamed) => {
                return self.unsupported(
                    unnamed,
                    "fields without names cannot be told apart in errors and docs",
                    "give each a name: `{ value: u32 }`; the bytes stay the same",
                );
            }
        }
        Some(body)
    }

    /// A field; `None` once its mistake is reported.
    fn field(&mut self, field: &syn::Field) -> Option<Documented<tree::Field>> {
        let name = self.cased(field.ident.as_ref()?, naming::snake_case);
        let mut settings = self.settings(&field.attrs, &["range", "length", "prefix"]);
        let length = settings.take("length");
        let prefix = settings.take("prefix");
        let bounds: Bounds = self.bounds(length, prefix);
        let range = settings.take("range");
        let range = range.and_then(|setting| self.range(&setting.value));
        let ty = self.ty(&field.ty, bounds)?;
        let span = name.span.to(ty.span);
        let node = tree::Field {
            name,
            ty,
            value: None,
            range,
            unit: None,
            malleable: None,
            condition: None,
            span,
        };
        Some(Documented { docs: docs(&field.attrs), node })
    }

    fn type_name(&mut self, name: &Ident) -> Name {
        self.cased(name, naming::camel_case)
    }

    /// A name; in generated code it is spelt as `spell` says, so it must be here.
    fn cased(&mut self, name: &Ident, spell: fn(&str) -> Ident) -> Name {
        let text = name.unraw().to_string();
        let span = self.places.add(name.span());
        let spelt = spell(&text).unraw().to_string();
        if spelt != text {
            let message = format!("generated code could not name `{text}`");
            let mistake = Diagnostic::new(Code::InvalidName, span, message, "");
            self.report(mistake.help(format!("call it `{spelt}`")));
        }
        Name { text, span }
    }
}

/// The implementations of the traits, in a scope of their own.
fn code(model: &Checked<Model>, derived: &Derived, places: &Places) -> TokenStream {
    let mut options = Options::default();
    if let Some(runtime) = &derived.runtime {
        options.runtime = runtime.to_string();
    }
    let place = |span: Span| places.first(span);
    let mut emitter = Emitter::new(model, &options);
    emitter.places = Some(&place);
    let traits = traits(&emitter, derived);
    let guards = guards(&emitter, places);
    let imports = emitter.imports(&traits);
    quote! {
        #[doc(hidden)]
        #[allow(unused_imports, unused_qualifications, clippy::all, reason = "generated code")]
        const _: () = {
            use ::core::convert::From;
            use ::core::option::Option::{self, None, Some};
            use ::core::result::Result::{self, Err, Ok};
            #imports
            #traits
            #guards
        };
    }
}

/// What a spec with the same declaration would have for it.
fn traits(emitter: &Emitter<'_>, derived: &Derived) -> TokenStream {
    let (name, text, codec) = if emitter.model.unions.is_empty() {
        let id = StructId(0);
        let codec = emitter.struct_codec(id, Form::Owned);
        (emitter.struct_name(id, Form::Owned), &emitter.model[id].name.text, codec)
    } else {
        let id = UnionId(0);
        let codec = emitter.union_codec(id, Form::Owned);
        (emitter.union_name(id, Form::Owned), &emitter.model[id].name.text, codec)
    };
    let message = derived.message.as_ref();
    let message = message.map(|(tag, reply)| message_traits(&name, *tag, text, reply.clone()));
    quote! { #codec #message }
}

/// What the checker could not see of types outside the model: that lists of
/// them end, and that they do not contain each other.
fn guards(emitter: &Emitter<'_>, places: &Places) -> TokenStream {
    let model = emitter.model;
    let fields: Vec<&Field> = model.structs.iter().flat_map(|body| &body.fields).collect();
    let elements = fields.iter().filter_map(|field| Some((field, listed(&field.ty, false)?)));
    let elements = elements.map(|(field, path)| {
        let element: TokenStream = path.parse().unwrap_or_default();
        let help = "an element of a list takes at least one byte [PW0409]: give it a field that is always there";
        quote_spanned! { places.first(field.span).resolved_at(proc_macro2::Span::call_site()) =>
            const _: () = assert!(<#element as codec::Decode>::MIN_LEN > 0, #help);
        }
    });
    let elements: TokenStream = elements.collect();
    let name = match model.unions.first() {
        Some(_) => emitter.union_name(UnionId(0), Form::Owned),
        None => emitter.struct_name(StructId(0), Form::Owned),
    };
    let depth = fields.iter().any(|field| foreign(&field.ty)).then(|| {
        let help = "types nest too deeply [PW0410]: flatten the structures around this one";
        quote! { const _: () = assert!(<#name as codec::Decode>::DEPTH <= codec::MAX_DEPTH, #help); }
    });
    quote! { #elements #depth }
}

/// The type outside the model that is an element of a list in a type.
fn listed(ty: &Type, in_list: bool) -> Option<&str> {
    match ty {
        Type::External(path) if in_list => Some(path),
        Type::List(inner, _) => listed(inner, true),
        Type::Option(inner) => listed(inner, false),
        _ => None,
    }
}

fn foreign(ty: &Type) -> bool {
    match ty {
        Type::External(_) => true,
        Type::List(inner, _) | Type::Option(inner) => foreign(inner),
        _ => false,
    }
}
