//! Arithmetic: intervals of what conditions compute, over mathematical integers.
//!
//! A comparison whose sides cannot cross decides nothing; a difference of two
//! numbers that are never negative must be shown not to fall below zero. What
//! was shown before (an earlier `require`, the left side of `&&`) counts.

use super::{Checker, field_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BinaryOperator, Expression, FieldValue, Struct, Type, UnaryOperator};
use crate::span::Span;

/// All values from the first to the second.
type Interval = (i128, i128);

/// A comparison that holds: left, operator, right.
type Fact<'e> = (&'e Expression, BinaryOperator, &'e Expression);

/// Where an expression stands.
struct Place<'e> {
    structure: Option<&'e Struct>,
    span: Span,
}

impl<'m> Checker<'m> {
    /// Every condition of every structure and flag set.
    pub(super) fn arithmetic(&mut self) {
        for structure in &self.model.structs {
            for field in &structure.fields {
                if let Some(condition) = &field.condition {
                    let place = Place { structure: Some(structure), span: field.name.span };
                    self.whole(condition, &place, &[]);
                }
            }
            let mut facts = Vec::new();
            for require in &structure.requires {
                let place = Place { structure: Some(structure), span: require.span };
                self.whole(&require.condition, &place, &facts);
                known_by(&require.condition, true, &mut facts);
            }
        }
        for flags in &self.model.flags {
            for require in &flags.requires {
                let place = Place { structure: None, span: require.span };
                self.whole(&require.condition, &place, &[]);
            }
        }
    }

    fn whole(&mut self, condition: &Expression, place: &Place<'_>, facts: &[Fact<'_>]) {
        if let Expression::Bool(value) = condition {
            self.decided(*value, place);
        }
        self.truth(condition, place, facts);
    }

    fn truth(&mut self, expression: &Expression, place: &Place<'_>, facts: &[Fact<'_>]) {
        match expression {
            Expression::Unary(UnaryOperator::Not, inner) => self.truth(inner, place, facts),
            Expression::Binary(operator @ (BinaryOperator::And | BinaryOperator::Or), a, b) => {
                self.truth(a, place, facts);
                // The second side is looked at only if the first left it open.
                let mut facts = facts.to_vec();
                known_by(a, *operator == BinaryOperator::And, &mut facts);
                self.truth(b, place, &facts);
            }
            Expression::Binary(operator, a, b) => {
                let (Some(x), Some(y)) =
                    (self.number(a, place, facts), self.number(b, place, facts))
                else {
                    return;
                };
                if let Some(value) = outcome(*operator, x, y) {
                    self.decided(value, place);
                }
            }
            _ => {}
        }
    }

    fn decided(&mut self, value: bool, place: &Place<'_>) {
        self.report(
            Diagnostic::new(
                Code::ConstantCondition,
                place.span,
                format!("a condition here is always {value}"),
                format!("always {value}"),
            )
            .help(if value {
                "remove it, or compare with a bound that the fields can cross"
            } else {
                "nothing could satisfy it; compare with a bound within the ranges of the fields"
            }),
        );
    }

    /// The values that a number can have; `None` once a mistake is reported or
    /// if it is not a number.
    fn number(
        &mut self,
        expression: &Expression,
        place: &Place<'_>,
        facts: &[Fact<'_>],
    ) -> Option<Interval> {
        let interval = match expression {
            Expression::Integer(value) => (*value, *value),
            Expression::Field(field) => self.field_interval(*field, place.structure?)?,
            Expression::Length(field) => {
                let extent = place.structure?.fields.get(*field)?.ty.extent()?;
                (extent.min.into(), extent.limit().into())
            }
            Expression::Unary(UnaryOperator::Negate, inner) => {
                let (low, high) = self.number(inner, place, facts)?;
                self.in_reach(high.checked_neg().zip(low.checked_neg()), place)?
            }
            Expression::Binary(operator, a, b) => {
                let (x, y) = (self.number(a, place, facts), self.number(b, place, facts));
                let (x, y) = (x?, y?);
                let result = match operator {
                    BinaryOperator::Add => x.0.checked_add(y.0).zip(x.1.checked_add(y.1)),
                    BinaryOperator::Multiply => corners(x, y),
                    BinaryOperator::Divide => {
                        x.0.checked_div_euclid(y.0).zip(x.1.checked_div_euclid(y.0))
                    }
                    BinaryOperator::Remainder => remainders(x, y.0),
                    BinaryOperator::Subtract => {
                        let (low, high) =
                            self.in_reach(x.0.checked_sub(y.1).zip(x.1.checked_sub(y.0)), place)?;
                        if low < 0 && x.0 >= 0 && y.0 >= 0 {
                            self.not_below_zero(a, b, place, facts)?;
                            Some((0, high.max(0)))
                        } else {
                            Some((low, high))
                        }
                    }
                    _ => return None,
                };
                self.in_reach(result, place)?
            }
            _ => return None,
        };
        Some(narrowed(expression, interval, facts))
    }

    fn field_interval(&self, place: usize, structure: &Struct) -> Option<Interval> {
        let field = structure.fields.get(place)?;
        let of_type = match &field.ty {
            Type::Integer(integer) => (integer.min(), integer.max()),
            Type::Enum(id, integer) => {
                let declared = self.model.enums.get(id.0)?;
                let values = declared.variants.iter().map(|variant| variant.value);
                match (values.clone().min(), values.max()) {
                    (Some(low), Some(high)) if !declared.open => (low, high),
                    _ => (integer.min(), integer.max()),
                }
            }
            _ => return None,
        };
        Some(match field.value {
            FieldValue::Constant(value) => (value, value),
            FieldValue::Length { of, scale } => {
                let extent = structure.fields.get(of).and_then(|field| field.ty.extent())?;
                scale.numbers(extent.min.into(), extent.max.into())
            }
            FieldValue::Size { scale, .. } => {
                let region = self.model.region(structure, place)?;
                scale.numbers(region.min.into(), region.max.into())
            }
            _ => field.range.unwrap_or(of_type),
        })
    }

    fn in_reach(&mut self, interval: Option<Interval>, place: &Place<'_>) -> Option<Interval> {
        if interval.is_none() {
            self.report(
                Diagnostic::new(
                    Code::NumberOutOfReach,
                    place.span,
                    "a number computed here may need more than 127 bits",
                    "too large to compute with",
                )
                .help("give the fields ranges (`field: u64 in 0..=1000`)"),
            );
        }
        interval
    }

    /// Shows `a >= b` from what is known, or says what is needed.
    fn not_below_zero(
        &mut self,
        a: &Expression,
        b: &Expression,
        place: &Place<'_>,
        facts: &[Fact<'_>],
    ) -> Option<()> {
        let shown = facts.iter().any(|(x, operator, y)| match operator {
            BinaryOperator::GreaterOrEqual | BinaryOperator::Greater => *x == a && *y == b,
            BinaryOperator::LessOrEqual | BinaryOperator::Less => *x == b && *y == a,
            BinaryOperator::Equal => (*x == a && *y == b) || (*x == b && *y == a),
            _ => false,
        });
        if shown {
            return Some(());
        }
        let (a, b) = (written(a, place), written(b, place));
        self.report(
            Diagnostic::new(
                Code::Underflow,
                place.span,
                format!("`{a} - {b}` may fall below zero"),
                format!("nothing shows that {a} >= {b}"),
            )
            .help(format!("write `require {a} >= {b},` above")),
        );
        None
    }
}

/// What is left of numbers divided by a positive one.
fn remainders(x: Interval, divisor: i128) -> Option<Interval> {
    let (low, high) = (x.0.checked_div_euclid(divisor)?, x.1.checked_div_euclid(divisor)?);
    if low == high {
        return Some((x.0.rem_euclid(divisor), x.1.rem_euclid(divisor)));
    }
    Some((0, divisor - 1))
}

/// The products of the ends, least and greatest.
fn corners(x: Interval, y: Interval) -> Option<Interval> {
    let mut products = [0; 4];
    for (slot, (a, b)) in products.iter_mut().zip([(x.0, y.0), (x.0, y.1), (x.1, y.0), (x.1, y.1)])
    {
        *slot = a.checked_mul(b)?;
    }
    products.iter().copied().min().zip(products.iter().copied().max())
}

/// What a comparison of these intervals always is.
fn outcome(operator: BinaryOperator, x: Interval, y: Interval) -> Option<bool> {
    let below = |x: Interval, y: Interval| {
        if x.1 < y.0 {
            Some(true)
        } else if x.0 >= y.1 {
            Some(false)
        } else {
            None
        }
    };
    match operator {
        BinaryOperator::Less => below(x, y),
        BinaryOperator::Greater => below(y, x),
        BinaryOperator::LessOrEqual => below(y, x).map(|b| !b),
        BinaryOperator::GreaterOrEqual => below(x, y).map(|b| !b),
        BinaryOperator::Equal | BinaryOperator::NotEqual => {
            let apart = x.1 < y.0 || y.1 < x.0;
            let same = x.0 == x.1 && x == y;
            (apart || same).then_some(same == (operator == BinaryOperator::Equal))
        }
        _ => None,
    }
}

/// Adds the comparisons that hold when the condition has this value.
fn known_by<'e>(condition: &'e Expression, value: bool, facts: &mut Vec<Fact<'e>>) {
    match condition {
        Expression::Unary(UnaryOperator::Not, inner) => known_by(inner, !value, facts),
        Expression::Binary(BinaryOperator::And, a, b) if value => {
            known_by(a, true, facts);
            known_by(b, true, facts);
        }
        Expression::Binary(BinaryOperator::Or, a, b) if !value => {
            known_by(a, false, facts);
            known_by(b, false, facts);
        }
        Expression::Binary(operator, a, b) => {
            let holds = match (operator, value) {
                (BinaryOperator::Less, false) => BinaryOperator::GreaterOrEqual,
                (BinaryOperator::LessOrEqual, false) => BinaryOperator::Greater,
                (BinaryOperator::Greater, false) => BinaryOperator::LessOrEqual,
                (BinaryOperator::GreaterOrEqual, false) => BinaryOperator::Less,
                (BinaryOperator::NotEqual, false) => BinaryOperator::Equal,
                (_, false) => return,
                (operator, true) => *operator,
            };
            facts.push((a, holds, b));
        }
        _ => {}
    }
}

/// An interval, given what is known of the expression and a constant.
fn narrowed(expression: &Expression, interval: Interval, facts: &[Fact<'_>]) -> Interval {
    let (mut low, mut high) = interval;
    for (a, operator, b) in facts {
        let (operator, bound) = match (a, b) {
            (a, Expression::Integer(bound)) if *a == expression => (*operator, *bound),
            (Expression::Integer(bound), b) if *b == expression => (mirrored(*operator), *bound),
            _ => continue,
        };
        match operator {
            BinaryOperator::Less => high = high.min(bound.saturating_sub(1)),
            BinaryOperator::LessOrEqual => high = high.min(bound),
            BinaryOperator::Greater => low = low.max(bound.saturating_add(1)),
            BinaryOperator::GreaterOrEqual => low = low.max(bound),
            BinaryOperator::Equal => (low, high) = (low.max(bound), high.min(bound)),
            _ => {}
        }
    }
    // Facts that exclude each other are found as a condition that is always false.
    if low > high { interval } else { (low, high) }
}

fn mirrored(operator: BinaryOperator) -> BinaryOperator {
    match operator {
        BinaryOperator::Less => BinaryOperator::Greater,
        BinaryOperator::LessOrEqual => BinaryOperator::GreaterOrEqual,
        BinaryOperator::Greater => BinaryOperator::Less,
        BinaryOperator::GreaterOrEqual => BinaryOperator::LessOrEqual,
        other => other,
    }
}

/// A number as one would write it in the spec.
fn written(expression: &Expression, place: &Place<'_>) -> String {
    let name = |field: usize| place.structure.map_or("", |s| field_name(s, field)).to_owned();
    match expression {
        Expression::Integer(value) => value.to_string(),
        Expression::Field(field) => name(*field),
        Expression::Length(field) => {
            let is_list = place.structure.and_then(|s| s.fields.get(*field));
            let is_list = is_list.is_some_and(|field| matches!(field.ty, Type::List(..)));
            format!("{}({})", if is_list { "count" } else { "len" }, name(*field))
        }
        Expression::Unary(UnaryOperator::Negate, inner) => format!("-{}", written(inner, place)),
        Expression::Binary(operator, a, b) => {
            let sign = match operator {
                BinaryOperator::Add => "+",
                BinaryOperator::Subtract => "-",
                BinaryOperator::Multiply => "*",
                BinaryOperator::Divide => "/",
                BinaryOperator::Remainder => "%",
                _ => "?",
            };
            format!("({} {sign} {})", written(a, place), written(b, place))
        }
        _ => String::new(),
    }
}
