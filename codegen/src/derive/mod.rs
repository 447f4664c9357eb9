//! Derived types: what a type in Rust says about its bytes, as an item of the
//! language.
//!
//! ```text
//! struct + #[wire(…)] ─► syn ─► Derived: tree, byte order, message
//! ```
//!
//! Knows Rust's syntax and the settings of the attributes; what makes an item
//! right is for `packetwright-spec`. The derive macros and `packetwright
//! export` read types with it.
//!
//! Read next: `attributes` for settings, `types` for fields, [`Places`] for
//! spans.

mod attributes;
mod numbers;
mod places;
mod types;

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::{Endian, Name};
use packetwright_spec::span::Span;
use packetwright_spec::syntax::tree::{
    self, Arm, Body, Documented, Expression, ExpressionKind, File, Item, Selector,
};
use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::{Data, DataEnum, DeriveInput, Fields};

use crate::naming;
pub(crate) use attributes::docs;
use attributes::{Setting, Settings};
pub use places::Places;
use types::Bounds;

/// Which macro was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// `#[derive(Message)]`
    Message,
    /// `#[derive(Wire)]`
    Wire,
}

impl Door {
    /// The name of the attribute that belongs to it.
    pub fn attribute(self) -> &'static str {
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

/// A type as an item of the language, and what the language has no words for.
pub struct Derived {
    /// The type, as the one item; none if it could not be read.
    pub file: File,
    /// The byte order of the plain layout.
    pub endian: Endian,
    /// Where the runtime is, if not at `::packetwright`.
    pub runtime: Option<TokenStream>,
    /// What makes the type a message.
    pub message: Option<MessageHead>,
    /// Where the type's tokens are.
    pub places: Places,
    /// What is wrong with it so far.
    pub diagnostics: Vec<Diagnostic>,
}

/// `#[message(id = 0x1000, reply = Entries)]`
pub struct MessageHead {
    /// The message's tag, and where it stands.
    pub id: (u64, Span),
    /// The type of its reply, and where it stands.
    pub reply: Option<(TokenStream, Span)>,
}

/// Reads a type that is derived.
pub fn read(input: &DeriveInput, door: Door, places: Places) -> Derived {
    let name = input.ident.unraw().to_string();
    let reading = Reading { door, name, plain: false, places, diagnostics: Vec::new() };
    reading.derived(input)
}

/// A type under way: what was found wrong with it so far.
struct Reading {
    door: Door,
    /// The type's name.
    name: String,
    /// Whether it has the plain layout.
    plain: bool,
    places: Places,
    diagnostics: Vec<Diagnostic>,
}

impl Reading {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn derived(mut self, input: &DeriveInput) -> Derived {
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
        let Reading { places, diagnostics, .. } = self;
        Derived { file, endian, runtime, message, places, diagnostics }
    }

    /// `id` and `reply`, of a message.
    fn message(&mut self, settings: &mut Settings, name: &Name) -> Option<MessageHead> {
        let reply = settings.take("reply").and_then(|setting| {
            let path = self.path_value(&setting)?;
            Some((path, self.places.of(&setting.value)))
        });
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
                Some(MessageHead { id: (value as u64, number.span), reply })
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
