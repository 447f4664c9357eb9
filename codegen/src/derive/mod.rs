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
//! Read next: `attributes` for settings, `fields` and `types` for what is in a
//! type, [`Places`] for spans.

mod attributes;
mod conditions;
mod fields;
mod helps;
mod messages;
mod numbers;
mod padding;
mod places;
mod scalars;
mod types;

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::{Endian, Name};
use packetwright_spec::span::Span;
use packetwright_spec::syntax::tree::{
    self, Arm, Body, Documented, Expression, ExpressionKind, Extent, File, Item, Selector,
};
use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::{Data, DataEnum, DeriveInput};

use crate::{naming, tokens};
pub(crate) use attributes::docs;
use attributes::{Setting, Settings};
pub use helps::in_rust;
pub use messages::{HeldBody, IncludedSet, SetHead};
pub use places::Places;
pub use types::BORROWED;

/// Which macro was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// `#[derive(Message)]`
    Message,
    /// `#[derive(Wire)]`
    Wire,
    /// `#[derive(Messages)]`
    Messages,
}

impl Door {
    /// The door of a macro's name.
    pub fn named(name: &str) -> Option<Door> {
        match name {
            "Message" => Some(Door::Message),
            "Wire" => Some(Door::Wire),
            "Messages" => Some(Door::Messages),
            _ => None,
        }
    }

    /// The name of the attribute of what the type holds: its fields and variants.
    pub fn attribute(self) -> &'static str {
        match self {
            Door::Message | Door::Messages => "message",
            Door::Wire => "wire",
        }
    }

    /// The name of the attribute of the type itself.
    fn attribute_of_type(self) -> &'static str {
        match self {
            Door::Messages => "messages",
            door => door.attribute(),
        }
    }

    fn settings(self) -> &'static [&'static str] {
        match self {
            Door::Message => &[
                "id", "reply", "layout", "endian", "tag", "within", "require", "newer", "since",
                "crate",
            ],
            Door::Wire => {
                &["layout", "endian", "tag", "within", "require", "newer", "since", "crate"]
            }
            Door::Messages => &["layout", "endian", "tag", "since", "crate"],
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
    /// What the variants of a set of messages hold; of other types nothing.
    pub set: SetHead,
    /// Where the type's tokens are.
    pub places: Places,
    /// Whether it borrows from the input, and so has a lifetime.
    pub borrows: bool,
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
    let reading =
        Reading { door, name, plain: false, lifetime: None, places, diagnostics: Vec::new() };
    reading.derived(input)
}

/// A type under way: what was found wrong with it so far.
struct Reading {
    door: Door,
    /// The type's name.
    name: String,
    /// Whether it has the plain layout.
    plain: bool,
    /// The lifetime of a type that borrows from the input.
    lifetime: Option<Ident>,
    places: Places,
    diagnostics: Vec<Diagnostic>,
}

impl Reading {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn derived(mut self, input: &DeriveInput) -> Derived {
        let name = self.type_name(&input.ident);
        let helper = self.door.attribute_of_type();
        let mut settings = self.settings_of(&input.attrs, helper, self.door.settings());
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
        self.generics(&input.generics);
        let (item, set) = match self.door {
            Door::Messages => self.set(input, name, settings),
            Door::Message | Door::Wire => (self.item(input, name, settings), SetHead::default()),
        };
        let file = File { items: item.into_iter().collect(), ..File::default() };
        let Reading { places, diagnostics, lifetime, .. } = self;
        let borrows = lifetime.is_some();
        Derived { file, endian, runtime, message, set, places, borrows, diagnostics }
    }

    /// Either none, or the one lifetime of a part of a message that borrows from
    /// the input.
    fn generics(&mut self, generics: &syn::Generics) {
        let parameters: Vec<&syn::GenericParam> = generics.params.iter().collect();
        match parameters[..] {
            [] => {}
            [syn::GenericParam::Lifetime(lifetime)] if lifetime.bounds.is_empty() => {
                if self.door != Door::Wire {
                    self.unsupported::<()>(
                        generics,
                        "a message owns what it holds: it waits in queues longer than its packet",
                        "derive `Wire` for the type that borrows, and `Message` for one that owns",
                    );
                }
                self.lifetime = Some(lifetime.lifetime.ident.clone());
            }
            _ => {
                self.unsupported::<()>(
                    generics,
                    "a type with generics has no one layout",
                    "derive it for a type without generics but one lifetime, which may be made by a macro",
                );
            }
        }
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
        let encoding = self.encoding(span);
        let docs = self.docs(&input.attrs, &mut settings);
        let tag = settings.take("tag");
        let within = settings.take("within");
        let requires = settings.take_all("require");
        let newer = settings.take("newer");
        match &input.data {
            Data::Struct(data) => {
                for setting in tag.iter().chain(&within) {
                    self.bad_attribute(
                        setting.span,
                        "a structure has no tag of its own",
                        "#[message(id = 0x1000)]",
                    );
                }
                let mut body = self.body(&data.fields)?;
                body.requires = requires.iter().filter_map(|one| self.require(one)).collect();
                self.newer(newer, &mut body);
                let node = tree::Struct { name, encoding, body };
                Some(Item::Struct(Documented { docs, node }))
            }
            Data::Enum(data) => {
                for setting in &requires {
                    let message = "an enumeration has no fields of its own to constrain";
                    let mistake = Diagnostic::new(Code::DeriveAttribute, setting.span, message, "");
                    self.report(mistake.help("put it on a structure that a variant holds"));
                }
                if let Some(setting) = newer {
                    let message = "each variant says what becomes of bytes behind its fields";
                    let mistake = Diagnostic::new(Code::DeriveAttribute, setting.span, message, "");
                    let attribute = self.door.attribute();
                    self.report(
                        mistake.help(format!("write `#[{attribute}(newer)]` above the variants")),
                    );
                }
                let tag = self.tag_integer(tag, span, self.door.attribute())?;
                let within = within.and_then(|setting| self.name_value(&setting));
                let within = within.map(|prefix| Extent::Prefixed(prefix, None));
                let arms = self.arms(data, &tag);
                let selector = Selector::Tag(tag);
                let node = tree::Union { name, selector, within, encoding, arms };
                Some(Item::Union(Documented { docs, node }))
            }
            Data::Union(_) => self.unsupported(
                &input.ident,
                "a union does not know which of its fields is there",
                "use an enumeration",
            ),
        }
    }

    /// The layout of what the type holds, as a spec says it.
    fn encoding(&self, span: Span) -> Option<tree::Encoding> {
        (!self.plain).then(|| tree::Encoding {
            name: Name { text: "bincode".to_owned(), span },
            integers: None,
        })
    }

    /// The integer of an enumeration's tag.
    fn tag_integer(&mut self, setting: Option<Setting>, at: Span, attribute: &str) -> Option<Name> {
        match setting {
            Some(setting) => self.name_value(&setting),
            None if self.plain => {
                let message = "the integer of the variants' tag is not said";
                let mistake =
                    Diagnostic::new(Code::MissingSetting, at, message, "`tag` is missing");
                self.report(mistake.help(format!("write `#[{attribute}(tag = u8)]` above it")));
                None
            }
            None => Some(Name { text: "u32".to_owned(), span: at }),
        }
    }

    fn arms(&mut self, data: &DataEnum, tag_type: &Name) -> Vec<Documented<Arm>> {
        let mut arms = Vec::new();
        for (place, variant) in data.variants.iter().enumerate() {
            let name = self.cased(&variant.ident, naming::camel_case);
            let mut settings = self.settings(&variant.attrs, &["tag", "other", "newer", "since"]);
            let docs = self.docs(&variant.attrs, &mut settings);
            let newer = settings.take("newer");
            if settings.take("other").is_some() {
                if let Some(setting) = settings.take("tag") {
                    let message = "the variant for all other numbers has none of its own";
                    let mistake = Diagnostic::new(Code::DeriveAttribute, setting.span, message, "");
                    self.report(mistake.help("remove `tag` or `other`"));
                }
                if let Some(mut body) = self.other_body(variant, tag_type) {
                    self.newer(newer, &mut body);
                    arms.push(Documented { docs, node: Arm::Other(name, body) });
                }
                continue;
            }
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
            if let (Some(tag), Some(mut body)) = (tag, self.body(&variant.fields)) {
                self.newer(newer, &mut body);
                let node = Arm::Tagged(tag, name, body);
                arms.push(Documented { docs, node });
            }
        }
        arms
    }

    /// The fields of the variant for all other numbers, behind the first, which
    /// keeps the number.
    fn other_body(&mut self, variant: &syn::Variant, tag: &Name) -> Option<Body> {
        let first = variant.fields.iter().next();
        let integer = scalars::rust_integer(&tag.text);
        let keeps = |field: &&syn::Field| {
            let named = field.ident.as_ref().is_some_and(|name| name == "tag");
            let syn::Type::Path(ty) = &field.ty else { return false };
            named && integer.as_ref().is_some_and(|integer| ty.path.is_ident(integer))
        };
        if first.filter(keeps).is_none() {
            let integer = integer.unwrap_or_else(|| tag.text.clone());
            let message = "the variant for all other numbers keeps the number in its first field";
            let help = format!("begin it with `tag: {integer}`");
            return match first {
                Some(field) => self.unsupported(field, message, &help),
                None => self.unsupported(&variant.ident, message, &help),
            };
        }
        let mut body = self.body(&variant.fields)?;
        if let Some(place) = body.fields.iter().position(|field| field.node.name.text == "tag") {
            for padding in body.fields.drain(..=place).take(place) {
                let message = "the tag stands in front of all that is in a variant, padding too";
                let span = padding.node.span;
                let mistake = Diagnostic::new(Code::DeriveAttribute, span, message, "");
                self.report(mistake.help("remove it; `padding_after` is behind the tag"));
            }
        }
        Some(body)
    }

    fn type_name(&mut self, name: &Ident) -> Name {
        self.cased(name, naming::camel_case)
    }

    /// A name; in generated code it is spelt as `spell` says, so it must be here.
    fn cased(&mut self, name: &Ident, spell: fn(&str) -> tokens::Ident) -> Name {
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
