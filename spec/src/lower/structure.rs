//! Structures: fields in wire order, what measures and selects what, and
//! constraints.

use std::collections::BTreeMap;

use super::condition::Scope;
use super::length::Length;
use super::types::{Context, is_mistaken, mistaken};
use super::{Declared, Lowering};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Docs, Field, FieldValue, Layout, Measure, Name, Role, Selector, Struct, Type, Unit,
};
use crate::span::Span;
use crate::syntax::tree::{self, Body, Documented, Expression, ExpressionKind, TypeKind};

/// What a structure is called and what it is for.
pub(super) struct Head<'h> {
    pub(super) name: &'h Name,
    pub(super) docs: &'h Docs,
    pub(super) role: Role,
    pub(super) layout: Layout,
}

pub(super) type Places<'t> = BTreeMap<&'t str, usize>;

impl<'a> Lowering<'a> {
    /// A structure from what stands in its braces.
    pub(super) fn structure(&mut self, head: Head<'_>, body: &Body) -> Struct {
        let written: Vec<&tree::Field> = body.fields.iter().map(|field| &field.node).collect();
        let mut places = Places::new();
        for (place, field) in written.iter().enumerate() {
            places.entry(&field.name.text).or_insert(place);
        }
        let measured = self.measured(&written, &places, head.layout);
        let mut fields: Vec<Field> = Vec::new();
        for (field, measured) in body.fields.iter().zip(measured) {
            let context = Context { layout: head.layout, measured };
            let field = self.field(field, context, &fields, &places);
            fields.push(field);
        }
        self.values(&written, &places, &mut fields);
        let scope = Scope::Fields { fields: &fields, places: &places, before: fields.len() };
        let requires = self.requires(&body.requires, &scope);
        Struct {
            name: head.name.clone(),
            docs: head.docs.clone(),
            role: head.role,
            layout: head.layout,
            fields,
            requires,
        }
    }

    /// A field's type, unit, range and condition; its value comes later, when
    /// all types are known.
    fn field(
        &mut self,
        field: &Documented<tree::Field>,
        context: Context,
        before: &[Field],
        places: &Places<'_>,
    ) -> Field {
        let Documented { docs, node } = field;
        let mut ty = match &node.ty.kind {
            TypeKind::Selected(union, by) => {
                self.selected(union, by, before, places).unwrap_or_else(mistaken)
            }
            _ => self.ty(&node.ty, context),
        };
        if let Some(at) = node.malleable {
            self.malleable(at, &mut ty);
        }
        self.trailing_is_malleable(&node.name, node.ty.span, &mut ty);
        let unit = node.unit.as_ref().and_then(|unit| self.unit(unit, &ty));
        let range = node.range.as_ref().and_then(|range| self.range(range, &ty, unit));
        let scope = Scope::Fields { fields: before, places, before: before.len() };
        let condition = node.condition.as_ref().and_then(|c| self.field_condition(c, &scope));
        let value = match ty {
            Type::Padding(_) => FieldValue::Padding,
            _ => FieldValue::Free,
        };
        Field {
            name: node.name.clone(),
            docs: docs.clone(),
            ty,
            value,
            range,
            unit,
            condition,
            room: None,
            span: node.ty.span,
        }
    }

    /// The condition of a field. Names of fields below it are known, but not
    /// available, so the scope holds all names.
    fn field_condition(
        &mut self,
        condition: &Expression,
        scope: &Scope<'_>,
    ) -> Option<crate::model::Expression> {
        let reported = self.diagnostics.len();
        let lowered = self.condition(condition, scope);
        if lowered.is_none() && self.diagnostics.len() == reported {
            // The condition names a field that comes later, or itself.
            self.report(
                Diagnostic::new(
                    Code::FieldNotAvailable,
                    condition.span,
                    "the condition looks at a field that is not read yet",
                    "not known when this field is reached",
                )
                .help("a condition sees only the fields before it; move the field up"),
            );
        }
        lowered
    }

    /// `Content(kind)`
    fn selected(
        &mut self,
        name: &Name,
        by: &Name,
        before: &[Field],
        places: &Places<'_>,
    ) -> Option<Type> {
        let union = match self.resolve(name, "union")? {
            Declared::Union(union) => union,
            other => {
                self.wrong_kind(name, other, "a union");
                return None;
            }
        };
        let Some(place) = places.get(by.text.as_str()).copied() else {
            self.unknown(by, "field", places.keys().copied());
            return None;
        };
        let mismatch = |message: String, label: &str, help: &str| {
            Some(Diagnostic::new(Code::SelectorMismatch, by.span, message, label).help(help))
        };
        let wanted = self.model.unions.get(union.0).map(|union| union.selector);
        let problem = match (before.get(place), wanted) {
            (None, _) => mismatch(
                format!("the field `{by}` comes after the union it chooses an arm of"),
                "not read yet",
                "put the choosing field before the union",
            ),
            (_, None | Some(Selector::Tag(_) | Selector::Peek(_))) => mismatch(
                format!("the union `{name}` carries its own tag"),
                "needs no choosing field",
                "write the union's name alone, or declare it as `union Name(field: Type)`",
            ),
            (Some(field), Some(_)) if is_mistaken(&field.ty) => return None,
            (Some(field), Some(selector)) if !chooses(&field.ty, selector) => mismatch(
                format!("the field `{by}` is not of the type that chooses the arms of `{name}`"),
                "of another type",
                "give it the type that the union names in its parentheses",
            ),
            (Some(field), Some(_)) if field.condition.is_some() => mismatch(
                format!("the field `{by}` may be absent"),
                "chooses nothing when it is absent",
                "remove its condition",
            ),
            (Some(_), Some(_)) => None,
        };
        match problem {
            Some(diagnostic) => {
                self.report(diagnostic);
                None
            }
            None => Some(Type::Union { union, selector: Some(place) }),
        }
    }

    fn unit(&mut self, unit: &Name, ty: &Type) -> Option<Unit> {
        let known = match unit.text.as_str() {
            "ms" => Unit::Milliseconds,
            "s" => Unit::Seconds,
            "bytes" => Unit::Bytes,
            _ => {
                self.unknown(unit, "unit of a field", ["ms", "s", "bytes"]);
                return None;
            }
        };
        match ty {
            Type::Integer(_) => Some(known),
            ty if is_mistaken(ty) => None,
            _ => {
                self.integers_only(unit.span, "a unit");
                None
            }
        }
    }

    fn range(
        &mut self,
        range: &tree::Range,
        ty: &Type,
        unit: Option<Unit>,
    ) -> Option<(i128, i128)> {
        let integer = match ty {
            Type::Integer(integer) => *integer,
            ty if is_mistaken(ty) => return None,
            _ => {
                self.integers_only(range.span, "a range");
                return None;
            }
        };
        let low = match &range.low {
            Some(low) => self.value_in_unit(low, unit),
            None => Some(integer.min()),
        };
        let high = match &range.high {
            Some(high) => self.value_in_unit(high, unit),
            None => Some(integer.max()),
        };
        let (low, high) = (low?, high?);
        if low > high {
            self.empty_range(range.span, low, high);
            return None;
        }
        Some((low, high))
    }

    fn integers_only(&mut self, at: Span, what: &str) {
        self.report(
            Diagnostic::new(
                Code::IntegersOnly,
                at,
                format!("only an integer has {what}"),
                "the field is not an integer",
            )
            .help("remove it; the length of a byte string, string or list is bounded in its brackets: `bytes[u8 in 1..=64]`"),
        );
    }

    /// Where values come from: constants, lengths, selectors.
    fn values(&mut self, written: &[&tree::Field], places: &Places<'_>, fields: &mut [Field]) {
        for (place, field) in written.iter().enumerate() {
            let Some(value) = &field.value else { continue };
            let lowered = match Length::written(value) {
                Some(length) => self.length_value(&length, places, fields),
                None => match self.checksum_value(value, places) {
                    Some(checksum) => checksum,
                    None => match &value.kind {
                        ExpressionKind::Bytes(bytes) => {
                            self.constant_bytes(value.span, bytes, fields.get(place))
                        }
                        _ => self.constant_value(value, fields.get(place)),
                    },
                },
            };
            if let Some(value) = lowered
                && let Some(target) = fields.get_mut(place)
            {
                let suits = matches!(target.ty, Type::Integer(_));
                if suits || matches!(value, FieldValue::Bytes(_)) {
                    target.value = value;
                } else if !is_mistaken(&target.ty) {
                    self.integers_only(field.name.span, "a value that is computed");
                }
            }
        }
        for place in 0..fields.len() {
            let Some(Type::Union { selector: Some(by), .. }) = fields.get(place).map(|f| &f.ty)
            else {
                continue;
            };
            let by = *by;
            if let Some(field) = fields.get_mut(by)
                && field.value == FieldValue::Free
            {
                field.value = FieldValue::Selector { of: place };
            }
        }
    }

    fn constant_value(&mut self, value: &Expression, field: Option<&Field>) -> Option<FieldValue> {
        let unit = field.and_then(|field| field.unit);
        self.value_in_unit(value, unit).map(FieldValue::Constant)
    }

    /// `magic: bytes[4] = b"RIFF"`
    fn constant_bytes(
        &mut self,
        at: Span,
        bytes: &[u8],
        field: Option<&Field>,
    ) -> Option<FieldValue> {
        let field = field.filter(|field| !is_mistaken(&field.ty))?;
        let count = bytes.len();
        let fixed = match &field.ty {
            Type::Bytes(extent) if extent.measure == Measure::Fixed => Some(extent.min),
            _ => None,
        };
        let (message, label) = match fixed {
            Some(length) if length == count as u64 => {
                return Some(FieldValue::Bytes(bytes.to_vec()));
            }
            Some(length) => (
                format!("the constant of `{}` has {count} bytes, the field {length}", field.name),
                "another length",
            ),
            None => (
                format!("`{}` is no byte string of fixed length", field.name),
                "bytes as the constant of something else",
            ),
        };
        let help = format!("write `{}: bytes[{count}]`", field.name);
        self.report(Diagnostic::new(Code::ValueDoesNotFit, at, message, label).help(help));
        None
    }
}

/// Whether a field of a type can choose the arm of a union.
pub(crate) fn chooses(ty: &Type, selector: Selector) -> bool {
    match (ty, selector) {
        (Type::Enum(found, _), Selector::Enum(wanted)) => *found == wanted,
        (Type::Integer(found), Selector::Number(wanted)) => {
            (found.bits, found.signed) == (wanted.bits, wanted.signed)
        }
        _ => false,
    }
}
