//! Constant numbers and their units.
//!
//! Sizes become bytes, times become milliseconds. A number remembers which of
//! the two it is, so that a time in the place of a size is found.

use super::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BinaryOperator, Constant, UnaryOperator, Unit};
use crate::span::Span;
use crate::syntax::tree::{self, Expression, ExpressionKind};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dimension {
    /// Anything: goes with every other.
    Plain,
    /// Bytes.
    Bytes,
    /// Milliseconds.
    Time,
    /// Seconds: what a field with the unit `s` holds.
    Seconds,
}

impl Dimension {
    /// What a field with this unit holds.
    pub(super) fn of(unit: Option<Unit>) -> Dimension {
        match unit {
            None => Dimension::Plain,
            Some(Unit::Bytes) => Dimension::Bytes,
            Some(Unit::Milliseconds) => Dimension::Time,
            Some(Unit::Seconds) => Dimension::Seconds,
        }
    }

    /// What two numbers have in common, if they go together.
    pub(super) fn with(self, other: Dimension) -> Option<Dimension> {
        match (self, other) {
            (Dimension::Plain, dimension) | (dimension, Dimension::Plain) => Some(dimension),
            (a, b) => (a == b).then_some(a),
        }
    }

    pub(super) fn description(self) -> &'static str {
        match self {
            Dimension::Plain => "a plain number",
            Dimension::Bytes => "a size in bytes",
            Dimension::Time => "a time in milliseconds",
            Dimension::Seconds => "a time in seconds",
        }
    }
}

/// A constant number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: i128,
    pub(super) dimension: Dimension,
}

const UNITS: [(&str, u128, Dimension); 8] = [
    ("B", 1, Dimension::Bytes),
    ("bytes", 1, Dimension::Bytes),
    ("KiB", 1 << 10, Dimension::Bytes),
    ("MiB", 1 << 20, Dimension::Bytes),
    ("GiB", 1 << 30, Dimension::Bytes),
    ("ms", 1, Dimension::Time),
    ("s", 1000, Dimension::Time),
    ("min", 60_000, Dimension::Time),
];

impl<'a> Lowering<'a> {
    /// All constants, in order; one may use those above it.
    pub(super) fn constants(&mut self) {
        for item in &self.file.items {
            let tree::Item::Constant(constant) = item else { continue };
            let number = self.number(&constant.node.value);
            self.constants.entry(&constant.node.name.text).or_insert(number);
            self.model.constants.push(Constant {
                name: constant.node.name.clone(),
                docs: constant.docs.clone(),
                value: number.map_or(0, |number| number.value),
            });
        }
    }

    /// A constant number; `None` once its mistake is reported.
    pub(super) fn number(&mut self, expression: &Expression) -> Option<Number> {
        match &expression.kind {
            ExpressionKind::Integer(digits, unit) => {
                self.literal(*digits, unit.as_ref(), expression.span)
            }
            ExpressionKind::Name(name) => match self.constants.get(name.text.as_str()) {
                Some(number) => *number,
                None => {
                    self.unknown_constant(name);
                    None
                }
            },
            ExpressionKind::Unary(UnaryOperator::Negate, operand) => {
                let number = self.number(operand)?;
                self.in_reach(number.value.checked_neg(), number.dimension, expression.span)
            }
            ExpressionKind::Binary(operator, left, right) => {
                self.arithmetic(*operator, left, right, expression.span)
            }
            _ => {
                self.not_constant(expression.span);
                None
            }
        }
    }

    /// Says what one divides by.
    pub(super) fn divisor(&mut self, at: Span) {
        self.report(
            Diagnostic::new(
                Code::NotConstant,
                at,
                "one divides by a positive constant",
                "neither positive nor, perhaps, the same for every value",
            )
            .help("write a number above zero, or the name of a constant"),
        );
    }

    fn arithmetic(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        span: Span,
    ) -> Option<Number> {
        let compute = match operator {
            BinaryOperator::Add => i128::checked_add,
            BinaryOperator::Subtract => i128::checked_sub,
            BinaryOperator::Multiply => i128::checked_mul,
            BinaryOperator::Divide => i128::checked_div_euclid,
            BinaryOperator::Remainder => i128::checked_rem_euclid,
            _ => {
                self.not_constant(span);
                return None;
            }
        };
        let (left_number, right_number) = (self.number(left), self.number(right));
        let (a, b) = (left_number?, right_number?);
        let divides = matches!(operator, BinaryOperator::Divide | BinaryOperator::Remainder);
        if divides && b.value <= 0 {
            self.divisor(right.span);
            return None;
        }
        let dimension = match a.dimension.with(b.dimension) {
            Some(dimension) => dimension,
            None => {
                self.wrong_unit(right.span, b.dimension, a.dimension.description());
                return None;
            }
        };
        self.in_reach(compute(a.value, b.value), dimension, span)
    }

    fn literal(
        &mut self,
        digits: u128,
        unit: Option<&crate::model::Name>,
        span: Span,
    ) -> Option<Number> {
        let (factor, dimension) = match unit {
            None => (1, Dimension::Plain),
            Some(unit) => match UNITS.iter().find(|(name, ..)| *name == unit.text) {
                Some((_, factor, dimension)) => (*factor, *dimension),
                None => {
                    self.unknown(unit, "unit", UNITS.map(|(name, ..)| name));
                    return None;
                }
            },
        };
        let value = digits.checked_mul(factor).and_then(|value| i128::try_from(value).ok());
        self.in_reach(value, dimension, span)
    }

    pub(super) fn in_reach(
        &mut self,
        value: Option<i128>,
        dimension: Dimension,
        at: Span,
    ) -> Option<Number> {
        if value.is_none() {
            self.report(
                Diagnostic::new(
                    Code::NumberOutOfReach,
                    at,
                    "this number needs more than 127 bits",
                    "too large to compute with",
                )
                .help("no field holds more than 64 bits; use a smaller number"),
            );
        }
        value.map(|value| Number { value, dimension })
    }

    fn unknown_constant(&mut self, name: &crate::model::Name) {
        if self
            .declared
            .get(name.text.as_str())
            .is_some_and(|(d, _)| *d == super::Declared::Constant)
        {
            self.report(
                Diagnostic::new(
                    Code::UnknownName,
                    name.span,
                    format!("the constant `{}` is declared further down", name.text),
                    "not known yet",
                )
                .help(format!("move `const {}` above this line", name.text)),
            );
            return;
        }
        let known: Vec<&str> = self.constants.keys().copied().collect();
        self.unknown(name, "constant", known);
    }

    fn not_constant(&mut self, at: Span) {
        self.report(
            Diagnostic::new(Code::NotConstant, at, "this is not a constant number", "not constant")
                .help("use numbers with units, names of constants, `+`, `-` and `*`"),
        );
    }

    /// A number with a unit that its place does not take.
    pub(super) fn wrong_unit(&mut self, at: Span, found: Dimension, expected: &str) {
        self.report(
            Diagnostic::new(
                Code::WrongUnit,
                at,
                format!("{} stands where {expected} is needed", found.description()),
                format!("this is {}", found.description()),
            )
            .help(match found {
                Dimension::Time | Dimension::Seconds => "use a plain number, or a size in `KiB`, `MiB` or `GiB`, unless the field has the unit `ms` or `s`",
                _ => "use a number without unit, or of the unit that the other side has",
            }),
        );
    }

    /// A plain constant within bounds (inclusive), such as a tag.
    pub(super) fn integer_in(
        &mut self,
        expression: &Expression,
        low: i128,
        high: i128,
        what: &str,
    ) -> Option<i128> {
        let number = self.number(expression)?;
        if number.dimension != Dimension::Plain {
            self.wrong_unit(expression.span, number.dimension, "a plain number");
            return None;
        }
        self.within(Code::TagDoesNotFit, number.value, (low, high), what, expression.span)
    }

    /// A number of bytes or elements.
    pub(super) fn count(&mut self, expression: &Expression, what: &str) -> Option<u64> {
        let number = self.number(expression)?;
        if number.dimension == Dimension::Time {
            self.wrong_unit(expression.span, number.dimension, "a length");
            return None;
        }
        let bounds = (0, u64::MAX.into());
        let value =
            self.within(Code::ValueDoesNotFit, number.value, bounds, what, expression.span)?;
        u64::try_from(value).ok()
    }

    /// A time, in milliseconds.
    pub(super) fn milliseconds(&mut self, expression: &Expression, what: &str) -> Option<u64> {
        let number = self.number(expression)?;
        if number.dimension != Dimension::Time {
            self.report(
                Diagnostic::new(
                    Code::WrongUnit,
                    expression.span,
                    format!("{what} is a time"),
                    format!("this is {}", number.dimension.description()),
                )
                .help("write a time with its unit, such as `10 s` or `500 ms`"),
            );
            return None;
        }
        let bounds = (0, u64::MAX.into());
        let value =
            self.within(Code::ValueDoesNotFit, number.value, bounds, what, expression.span)?;
        u64::try_from(value).ok()
    }

    /// A time in milliseconds as the seconds that a field counts.
    pub(super) fn whole_seconds(&mut self, time: i128, at: Span) -> Option<i128> {
        if time % 1000 == 0 {
            return Some(time / 1000);
        }
        self.report(
            Diagnostic::new(
                Code::WrongUnit,
                at,
                format!("{time} ms are not a whole number of seconds, which the field counts"),
                "between two seconds",
            )
            .help("write a multiple of `1 s`, or give the field the unit `ms`"),
        );
        None
    }

    /// A constant for a field with this unit, in that unit.
    pub(super) fn value_in_unit(
        &mut self,
        expression: &Expression,
        unit: Option<Unit>,
    ) -> Option<i128> {
        let number = self.number(expression)?;
        match (number.dimension, unit) {
            (Dimension::Time, Some(Unit::Seconds)) => {
                self.whole_seconds(number.value, expression.span)
            }
            (Dimension::Time, Some(Unit::Milliseconds))
            | (Dimension::Bytes, Some(Unit::Bytes) | None)
            | (Dimension::Plain, _) => Some(number.value),
            _ => {
                let expected = match unit {
                    None => "a number",
                    Some(_) => "a number in the unit of the field",
                };
                self.wrong_unit(expression.span, number.dimension, expected);
                None
            }
        }
    }

    pub(super) fn within(
        &mut self,
        code: Code,
        value: i128,
        (low, high): (i128, i128),
        what: &str,
        at: Span,
    ) -> Option<i128> {
        if (low..=high).contains(&value) {
            return Some(value);
        }
        self.report(
            Diagnostic::new(
                code,
                at,
                format!("{what} is {value}, outside {low}..={high}"),
                "out of range",
            )
            .help(format!("use a number from {low} to {high}")),
        );
        None
    }
}
