//! Lengths: which fields measure which, and how their numbers say it.

use super::Lowering;
use super::number::Dimension;
use super::structure::Places;
use super::types::greatest;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BinaryOperator, Coverage, Field, FieldValue, Layout, Name, Scale};
use crate::syntax::tree::{self, Expression, ExpressionKind, TypeKind};

/// `len(of)`, `count(of)` or `size(first..=last)`, and what is computed with it.
pub(super) struct Length<'t> {
    function: &'t Name,
    of: Of<'t>,
    /// What is done to the length, in order: `+ 4`, `- 4`, `/ 4`.
    steps: Vec<(BinaryOperator, &'t Expression)>,
}

/// What is measured.
#[derive(Clone, Copy)]
enum Of<'t> {
    /// One field.
    Field(&'t Name),
    /// Neighbouring fields.
    Fields(&'t Name, &'t Name),
}

/// What an earlier field says of one.
#[derive(Clone, Copy)]
pub(super) enum Measured {
    /// Its length: that field's place, and the greatest length it can say.
    Length(usize, u64),
    /// Where it ends: it is the last of the fields whose size is said.
    End,
}

impl<'t> Length<'t> {
    /// The length that a value is, if it is one.
    pub(super) fn written(value: &'t Expression) -> Option<Length<'t>> {
        match &value.kind {
            ExpressionKind::Call(function, arguments)
                if matches!(function.text.as_str(), "len" | "count" | "size") =>
            {
                let of = match arguments.as_slice() {
                    [Expression { kind: ExpressionKind::Name(of), .. }] => Of::Field(of),
                    [Expression { kind: ExpressionKind::Fields(ends), .. }] => {
                        Of::Fields(&ends.0, &ends.1)
                    }
                    _ => return None,
                };
                Some(Length { function, of, steps: Vec::new() })
            }
            ExpressionKind::Binary(operator, left, right) => {
                let (mut length, other) = match (operator, Length::written(left)) {
                    (
                        BinaryOperator::Add | BinaryOperator::Subtract | BinaryOperator::Divide,
                        Some(length),
                    ) => (length, right),
                    (BinaryOperator::Add, None) => (Length::written(right)?, left),
                    _ => return None,
                };
                length.steps.push((*operator, other));
                Some(length)
            }
            _ => None,
        }
    }
}

impl Lowering<'_> {
    /// For each field, what an earlier field says of it.
    pub(super) fn measured(
        &mut self,
        fields: &[&tree::Field],
        places: &Places<'_>,
        layout: Layout,
    ) -> Vec<Option<Measured>> {
        let mut measured = vec![None; fields.len()];
        for (place, field) in fields.iter().enumerate() {
            let Some(length) = field.value.as_ref().and_then(Length::written) else { continue };
            let (Of::Field(of) | Of::Fields(_, of)) = length.of;
            let Some(of) = places.get(of.text.as_str()) else { continue };
            let said = if length.function.text == "size" {
                Measured::End
            } else {
                Measured::Length(place, self.most(field, &length, layout))
            };
            if let Some(slot @ (None | Some(Measured::End))) = measured.get_mut(*of) {
                *slot = Some(said);
            }
        }
        measured
    }

    /// The greatest length that a length field can say; mistakes in it are
    /// reported when the field itself is lowered.
    fn most(&mut self, field: &tree::Field, length: &Length<'_>, layout: Layout) -> u64 {
        let reported = self.diagnostics.len();
        let greatest = match &field.ty.kind {
            TypeKind::Name(name) => self.integer(name, layout).map_or(u64::MAX, greatest),
            _ => u64::MAX,
        };
        let scale = self.scale(length).unwrap_or(Scale::PLAIN);
        self.diagnostics.truncate(reported);
        u64::try_from(scale.length(greatest.into()).max(0)).unwrap_or(u64::MAX)
    }

    /// What is done to a length before it is written.
    fn scale(&mut self, length: &Length<'_>) -> Option<Scale> {
        let mut scale = Scale::PLAIN;
        for (operator, expression) in &length.steps {
            let number = self.number(expression)?;
            if number.dimension == Dimension::Time {
                self.wrong_unit(expression.span, number.dimension, "a length");
                return None;
            }
            if *operator == BinaryOperator::Divide {
                if number.value <= 0 {
                    self.divisor(expression.span);
                    return None;
                }
                let unit = i128::from(scale.unit).saturating_mul(number.value);
                let Ok(unit) = u32::try_from(unit) else {
                    self.report(
                        Diagnostic::new(
                            Code::NumberOutOfReach,
                            expression.span,
                            "a unit of a length has at most 32 bits",
                            "too large a unit",
                        )
                        .help("no length is as long as that; use a smaller unit"),
                    );
                    return None;
                };
                scale.unit = unit.into();
            } else {
                let signed = match operator {
                    BinaryOperator::Subtract => number.value.checked_neg(),
                    _ => Some(number.value),
                };
                let added = signed.and_then(|value| value.checked_mul(scale.unit.into()));
                let plus = added.and_then(|added| scale.plus.checked_add(added));
                scale.plus = self.in_reach(plus, Dimension::Plain, expression.span)?.value;
            }
        }
        Some(scale)
    }

    /// The value of a length field.
    pub(super) fn length_value(
        &mut self,
        length: &Length<'_>,
        places: &Places<'_>,
        fields: &[Field],
    ) -> Option<FieldValue> {
        let scale = self.scale(length);
        let mut place = |name: &Name| {
            let place = places.get(name.text.as_str()).copied();
            if place.is_none() {
                self.unknown(name, "field", places.keys().copied());
            }
            place
        };
        match (length.of, length.function.text.as_str()) {
            (Of::Field(of), "size") => {
                let of = place(of)?;
                Some(FieldValue::Size { of: Coverage { first: of, last: of }, scale: scale? })
            }
            (Of::Fields(first, last), "size") => {
                let (first, last) = (place(first), place(last));
                let of = Coverage { first: first?, last: last? };
                Some(FieldValue::Size { of, scale: scale? })
            }
            (Of::Field(name), _) => {
                let of = place(name)?;
                self.measures(length.function, &fields.get(of)?.ty, name.span)?;
                Some(FieldValue::Length { of, scale: scale? })
            }
            (Of::Fields(first, last), function) => {
                let diagnostic = Diagnostic::new(
                    Code::TypeMismatch,
                    length.function.span,
                    format!("`{function}` measures one field"),
                    "several fields are measured by `size`",
                );
                self.report(
                    diagnostic
                        .related(first.span.to(last.span), "these")
                        .help(format!("write `size({first}..={last})`, their bytes together")),
                );
                None
            }
        }
    }
}
