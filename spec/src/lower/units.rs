//! Units in conditions: what goes together, and two times in one unit.
//!
//! Knows nothing of what a condition means; that is in `condition`. Constant
//! numbers and what they count are in `number`.

use super::Lowering;
use super::condition::{Scope, Sort};
use super::number::Dimension;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BinaryOperator, Expression, UnaryOperator};
use crate::span::Span;
use crate::syntax::tree::{self, ExpressionKind};

/// A part of a condition, what it is and where it stands.
pub(super) type Operand = (Expression, (Sort, Span));

impl Lowering<'_> {
    /// Two times in one unit: a constant in seconds where the other side counts
    /// them, and a side that counts seconds in milliseconds where the other side
    /// does. Of a product, a constant alone.
    pub(super) fn in_one_unit(
        &mut self,
        operator: BinaryOperator,
        a: Operand,
        b: Operand,
    ) -> Option<(Operand, Operand)> {
        let (seconds, time) = (Sort::Number(Dimension::Seconds), Sort::Number(Dimension::Time));
        let (a_sort, b_sort) = (a.1.0, b.1.0);
        let joined = !matches!(
            operator,
            BinaryOperator::Multiply | BinaryOperator::Divide | BinaryOperator::Remainder
        );
        if joined && constant(&a.0).is_none() && constant(&b.0).is_none() {
            if a_sort == seconds && b_sort == time {
                return Some((in_milliseconds(a), b));
            }
            if a_sort == time && b_sort == seconds {
                return Some((a, in_milliseconds(b)));
            }
        }
        if a_sort == seconds && b_sort == time {
            return Some((a, self.in_seconds(b)?));
        }
        if a_sort == time && b_sort == seconds {
            return Some((self.in_seconds(a)?, b));
        }
        Some((a, b))
    }

    fn in_seconds(&mut self, (expression, (sort, at)): Operand) -> Option<Operand> {
        let Some(time) = constant(&expression) else {
            return Some((expression, (sort, at)));
        };
        let seconds = self.whole_seconds(time, at)?;
        Some((Expression::Integer(seconds), (Sort::Number(Dimension::Seconds), at)))
    }

    /// Two numbers that go together by what they count; anything else is judged
    /// where it stands.
    pub(super) fn of_one_unit(
        &mut self,
        (left, a): (&tree::Expression, (Sort, Span)),
        (right, b): (&tree::Expression, (Sort, Span)),
        scope: &Scope<'_>,
    ) -> Option<()> {
        let (Sort::Number(x), Sort::Number(y)) = (a.0, b.0) else { return Some(()) };
        if x.with(y).is_some() {
            return Some(());
        }
        let (x, y) = (x.description(), y.description());
        let mut diagnostic = Diagnostic::new(
            Code::WrongUnit,
            b.1,
            format!("{x} and {y} do not go together"),
            format!("this is {y}"),
        )
        .related(a.1, format!("this is {x}"));
        for side in [left, right] {
            if let Some(field) = field_with_unit(side, scope) {
                diagnostic = diagnostic.related(field, "its unit is declared here");
            }
        }
        self.report(diagnostic.help(
            "compare times with times and sizes with sizes; a number without a unit goes with both",
        ));
        None
    }
}

/// The number that a part of a condition always is, if it looks at nothing.
fn constant(expression: &Expression) -> Option<i128> {
    match expression {
        Expression::Integer(number) => Some(*number),
        Expression::Unary(UnaryOperator::Negate, operand) => constant(operand)?.checked_neg(),
        Expression::Binary(operator, left, right) => {
            let (left, right) = (constant(left)?, constant(right)?);
            match operator {
                BinaryOperator::Add => left.checked_add(right),
                BinaryOperator::Subtract => left.checked_sub(right),
                BinaryOperator::Multiply => left.checked_mul(right),
                BinaryOperator::Divide => left.checked_div_euclid(right),
                BinaryOperator::Remainder => left.checked_rem_euclid(right),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A side that counts seconds, in milliseconds.
fn in_milliseconds((seconds, (_, at)): Operand) -> Operand {
    let (seconds, thousand) = (Box::new(seconds), Box::new(Expression::Integer(1000)));
    let time = Expression::Binary(BinaryOperator::Multiply, seconds, thousand);
    (time, (Sort::Number(Dimension::Time), at))
}

/// Where the first field in a part of a condition is declared that has a unit.
fn field_with_unit(expression: &tree::Expression, scope: &Scope<'_>) -> Option<Span> {
    match &expression.kind {
        ExpressionKind::Name(name) => {
            let Scope::Fields { fields, places, .. } = scope else { return None };
            let field = fields.get(*places.get(name.text.as_str())?)?;
            field.unit.map(|_| field.name.span)
        }
        ExpressionKind::Unary(_, operand) => field_with_unit(operand, scope),
        ExpressionKind::Binary(_, left, right) => {
            field_with_unit(left, scope).or_else(|| field_with_unit(right, scope))
        }
        _ => None,
    }
}
