//! Fields of a structure or variant, and what stands behind them.

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::{Docs, Name};
use packetwright_spec::syntax::tree::{
    self, Body, Documented, ExpressionKind, Extent, Type, TypeKind,
};
use syn::Fields;

use super::Reading;
use super::attributes::Setting;
use super::types::{self, Bounds};
use crate::naming;

impl Reading {
    pub(super) fn body(&mut self, fields: &Fields) -> Option<Body> {
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

    /// `newer`, `newer = ..=64`: what later versions append to a body is skipped.
    /// The language has a field for that, which the type has not.
    pub(super) fn newer(&mut self, setting: Option<Setting>, body: &mut Body) {
        let Some(Setting { value, span, .. }) = setting else { return };
        let Some(range) = self.range(&value) else { return };
        let low = range.low.as_ref();
        if let Some(low) = low.filter(|low| !matches!(low.kind, ExpressionKind::Integer(0, _))) {
            let message = "what is skipped has no least number of bytes, for none are written";
            let mistake = Diagnostic::new(Code::StrictTrailing, low.span, message, "");
            return self.report(mistake.help("write `newer = ..=64`, or `newer` for any number"));
        }
        let bounded = range.low.is_some() || range.high.is_some();
        let padding = tree::Padding::Rest(bounded.then_some(range));
        let taken = |name: &String| {
            let plain = |name: &str| name.replace('_', "").to_lowercase();
            body.fields.iter().any(|field| plain(&field.node.name.text) == *name)
        };
        let others = (2..).map(|number| format!("newer{number}"));
        let mut names = std::iter::once("newer".to_owned()).chain(others);
        let text = names.find(|name| !taken(name)).unwrap_or_default();
        let name = Name { text, span };
        let node = tree::Field {
            name,
            ty: Type { kind: TypeKind::Padding(padding), span },
            value: None,
            range: None,
            unit: None,
            malleable: Some(span),
            condition: None,
            span,
        };
        body.fields.push(Documented { docs: Docs::default(), node });
    }

    /// A field; `None` once its mistake is reported.
    fn field(&mut self, field: &syn::Field) -> Option<Documented<tree::Field>> {
        let name = self.cased(field.ident.as_ref()?, naming::snake_case);
        let mut settings = self.settings(
            &field.attrs,
            &[
                "range",
                "length",
                "prefix",
                "rest",
                "until",
                "within",
                "bits",
                "varint",
                "malleable",
                "if",
                "since",
            ],
        );
        let docs = self.docs(&field.attrs, &mut settings);
        let bounds: Bounds = self.bounds(&mut settings);
        let range = settings.take("range");
        let range = range.and_then(|setting| self.range(&setting.value));
        let condition = settings.take("if");
        let ty = match &condition {
            Some(setting) => self.optional(&field.ty, setting)?,
            None => &field.ty,
        };
        let condition = condition.and_then(|setting| self.condition(&setting.value, 0));
        let within = settings.take("within");
        let mut ty = self.ty(ty, bounds)?;
        if let Some(prefix) = within.and_then(|setting| self.name_value(&setting)) {
            let span = ty.span;
            let kind = TypeKind::Within(Box::new(ty), Extent::Prefixed(prefix, None));
            ty = Type { kind, span };
        }
        let span = name.span.to(ty.span);
        let node = tree::Field {
            name,
            ty,
            value: None,
            range,
            unit: None,
            malleable: settings.take("malleable").map(|setting| setting.span),
            condition,
            span,
        };
        Some(Documented { docs, node })
    }

    /// What is in the `Option` of a field that has a condition.
    fn optional<'t>(&mut self, ty: &'t syn::Type, setting: &Setting) -> Option<&'t syn::Type> {
        if let syn::Type::Path(path) = ty
            && let Some(last) = path.path.segments.last().filter(|last| last.ident == "Option")
            && let Some(inner) = types::argument(last)
        {
            return Some(inner);
        }
        let span = self.places.of(ty);
        let message = "a field with a condition is not always there";
        let mistake = Diagnostic::new(Code::DeriveAttribute, span, message, "not an `Option`");
        self.report(mistake.related(setting.span, "the condition").help("make it `Option<…>`"));
        None
    }
}
