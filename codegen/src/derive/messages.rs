//! Sets of messages: an enumeration with a variant a message, as `messages` of
//! the language.

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::Name;
use packetwright_spec::span::Span;
use packetwright_spec::syntax::tree::{self, Body, Documented, Item, Type, TypeKind};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Data, DeriveInput, Expr, ExprPath, Fields, Variant};

use super::Reading;
use super::attributes::{Setting, Settings};
use crate::naming;

/// What the variants of a set hold, which the language has no words for.
#[derive(Default)]
pub struct SetHead {
    /// What each message's variant holds, in the order of the messages.
    pub held: Vec<HeldBody>,
    /// The variants for the messages of other sets.
    pub included: Vec<IncludedSet>,
}

/// What the variant of a message holds.
pub enum HeldBody {
    /// A value of a type, and where that stands: `Ping(Ping)`.
    Value(TokenStream, Span),
    /// The fields of the message: `Ping { nonce: u32 }`.
    Fields,
}

/// `#[messages(include)] Network(network::Message)`
pub struct IncludedSet {
    /// The variant.
    pub variant: Ident,
    /// The type of the set.
    pub ty: TokenStream,
    /// Where that stands.
    pub span: Span,
}

/// The settings of a message in a set besides its number.
const OF_MESSAGE: [&str; 3] = ["reply", "newer", "since"];

impl Reading {
    /// The set that an enumeration is.
    pub(super) fn set(
        &mut self,
        input: &DeriveInput,
        name: Name,
        mut settings: Settings,
    ) -> (Option<Item>, SetHead) {
        let mut head = SetHead::default();
        let docs = self.docs(&input.attrs, &mut settings);
        let tag = settings.take("tag");
        let Data::Enum(data) = &input.data else {
            let item = self.unsupported(
                &input.ident,
                "a set of messages is one of them at a time",
                "use an enumeration with a variant a message; derive `Message` for a message alone",
            );
            return (item, head);
        };
        let encoding = self.encoding(name.span);
        let tag = self.tag_integer(tag, name.span, "messages");
        let mut messages = Vec::new();
        for variant in &data.variants {
            if self.is_included(variant) {
                head.included.extend(self.included(variant));
            } else if let Some((message, held)) = self.set_message(variant, &head) {
                messages.push(message);
                head.held.push(held);
            }
        }
        if messages.is_empty() && !head.included.is_empty() {
            let message = "a set that includes others has a message of its own";
            let mistake = Diagnostic::new(Code::EmptyChoice, name.span, message, "has none");
            self.report(mistake.help("add a message, or use the included set itself"));
            return (None, head);
        }
        let item = tag.map(|tag| {
            let node = tree::Messages { name, tag, encoding, messages };
            Item::Messages(Documented { docs, node })
        });
        (item, head)
    }

    /// Whether a variant stands for another set; what else `#[messages(…)]` says
    /// of it is a mistake.
    fn is_included(&mut self, variant: &Variant) -> bool {
        let mut settings = self.settings_of(&variant.attrs, "messages", &["include"]);
        settings.take("include").is_some()
    }

    /// `#[messages(include)] Network(network::Message)`
    fn included(&mut self, variant: &Variant) -> Option<IncludedSet> {
        let name = self.cased(&variant.ident, naming::camel_case);
        let (number, mut settings) = self.numbered(&variant.attrs, &OF_MESSAGE);
        let given = OF_MESSAGE.iter().find_map(|name| settings.take(name));
        if let Some(span) = number.map(|number| self.places.of(&number)).or(given.map(|s| s.span)) {
            let message = "the messages of an included set have their own numbers";
            let mistake = Diagnostic::new(Code::DeriveAttribute, span, message, "");
            self.report(mistake.help("remove it, or remove `#[messages(include)]`"));
        }
        let Some(ty) = self.held_type(variant) else {
            return self.unsupported(
                &variant.ident,
                "an included set is the one value of its variant",
                &format!("write `{name}(path::to::Set)`"),
            );
        };
        let span = self.places.of(ty);
        Some(IncludedSet { variant: variant.ident.clone(), ty: ty.to_token_stream(), span })
    }

    /// `#[message(1, reply = Pong)] Ping(Ping)`; `None` once its mistake is
    /// reported.
    fn set_message(
        &mut self,
        variant: &Variant,
        head: &SetHead,
    ) -> Option<(Documented<tree::Message>, HeldBody)> {
        let name = self.cased(&variant.ident, naming::camel_case);
        let (number, mut settings) = self.numbered(&variant.attrs, &OF_MESSAGE);
        let docs = self.docs(&variant.attrs, &mut settings);
        let reply = settings.take("reply").and_then(|setting| self.reply(&setting));
        if let Some((_, discriminant)) = &variant.discriminant {
            let help = "write `#[message(1)]` above the variant";
            self.unsupported::<()>(
                discriminant,
                "a discriminant is not the tag of a message",
                help,
            );
        }
        let newer = settings.take("newer");
        let (body, held) = match self.held_type(variant) {
            Some(ty) => {
                if let Some(Setting { span, .. }) = newer {
                    let message = "the type that a variant holds says what becomes of bytes behind its fields";
                    let mistake = Diagnostic::new(Code::DeriveAttribute, span, message, "");
                    self.report(mistake.help("write `#[wire(newer)]` above that type"));
                }
                self.held_value(ty, &name, head)?
            }
            None => {
                let mut body = self.body(&variant.fields)?;
                self.newer(newer, &mut body);
                (body, HeldBody::Fields)
            }
        };
        let Some(number) = number else {
            let message = format!("the message `{name}` has no number");
            let mistake =
                Diagnostic::new(Code::MissingSetting, name.span, message, "the number is missing");
            self.report(mistake.help(
                "write `#[message(1)]` above it, with a number that no other message of the set has, or `#[messages(include)]` if it is a set itself",
            ));
            return None;
        };
        let tag = self.number(&number)?;
        Some((Documented { docs, node: tree::Message { tag, name, body, reply } }, held))
    }

    /// The type that is all that a variant holds, if it does: `Ping(Ping)`.
    fn held_type<'v>(&self, variant: &'v Variant) -> Option<&'v syn::Type> {
        match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| &field.ty)
            }
            _ => None,
        }
    }

    /// The body of a message that holds a value of another type: that type, in
    /// its own layout.
    fn held_value(
        &mut self,
        ty: &syn::Type,
        message: &Name,
        head: &SetHead,
    ) -> Option<(Body, HeldBody)> {
        let span = self.places.of(ty);
        let plain = match ty {
            syn::Type::Path(path) => path.qself.is_none().then_some(&path.path),
            _ => None,
        };
        let last = plain.and_then(|path| path.segments.last());
        let is_declared = last.is_some_and(|last| {
            matches!(last.arguments, syn::PathArguments::None)
                && !super::types::has_layout_of_its_own(&last.ident.to_string())
        });
        if !is_declared {
            return self.unsupported(
                ty,
                "the body of a message is a type that derives `Wire`",
                &format!("declare one, or give the variant fields: `{message} {{ value: … }}`"),
            );
        }
        let tokens = ty.to_token_stream();
        let path = tokens.to_string();
        let same = head.held.iter().find_map(|held| match held {
            HeldBody::Value(other, first) if other.to_string() == path => Some(*first),
            _ => None,
        });
        if let Some(first) = same {
            let message = "a type is the body of one message";
            let mistake = Diagnostic::new(Code::DuplicateName, span, message, "given again");
            self.report(
                mistake
                    .related(first, "given here")
                    .help("declare a type for each message, or give this variant its fields"),
            );
        }
        let field = tree::Field {
            name: Name { text: "body".to_owned(), span },
            ty: Type { kind: TypeKind::External(path), span },
            value: None,
            range: None,
            unit: None,
            malleable: None,
            condition: None,
            span,
        };
        let field = Documented { docs: Default::default(), node: field };
        let body = Body { fields: vec![field], ..Body::default() };
        Some((body, HeldBody::Value(tokens, span)))
    }

    /// `reply = Pong`: another message of the set.
    fn reply(&mut self, setting: &Setting) -> Option<Name> {
        if let Expr::Path(ExprPath { path, .. }) = &setting.value
            && let Some(name) = path.get_ident()
        {
            let span = self.places.add(name.span());
            return Some(Name { text: name.to_string(), span });
        }
        let span = self.places.of(&setting.value);
        self.bad_attribute(span, "`reply` is a variant of this set", "reply = Pong");
        None
    }
}
