//! Fields of a structure or variant.
//!
//! Read next: `padding` for what stands between them.

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::syntax::tree::{self, Body, Documented, Extent, Type, TypeKind};
use syn::Fields;

use super::Reading;
use super::attributes::Setting;
use super::padding::{Names, Side};
use super::types::{self, Bounds};
use crate::naming;

impl Reading {
    pub(super) fn body(&mut self, fields: &Fields) -> Option<Body> {
        let mut body = Body::default();
        match fields {
            Fields::Unit => {}
            Fields::Named(named) => {
                let mut names = Names::of(&named.named);
                for field in &named.named {
                    body.fields.extend(self.field(field, &mut names).into_iter().flatten());
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

    /// A field, with the padding around it; `None` once its mistake is reported.
    fn field(
        &mut self,
        field: &syn::Field,
        names: &mut Names,
    ) -> Option<Vec<Documented<tree::Field>>> {
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
                "padding_before",
                "padding_after",
                "align_before",
                "align_after",
                "if",
                "since",
            ],
        );
        let docs = self.docs(&field.attrs, &mut settings);
        let before = self.padding(Side::Before, &mut settings, (&name, &docs), names);
        let after = self.padding(Side::After, &mut settings, (&name, &docs), names);
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
        let field = Documented { docs, node };
        Some(before.into_iter().chain([field]).chain(after).collect())
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
