//! Conditions and constraints, evaluated over the fields read so far, in
//! mathematical integers.
//!
//! The checker sees to it that truth values and numbers do not mix; should
//! they, a truth value counts as 0 or 1 and a number as true if it is not 0.
//! A field that is absent counts as 0, empty, and no flags.

use super::value::Value;
use crate::model::{BinaryOperator, Expression, UnaryOperator};

/// What expressions can see of the fields of a structure, by place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope(Vec<Operand>);

/// What expressions can see of one field.
#[derive(Clone, Copy, Debug, Default)]
struct Operand {
    number: i128,
    length: u64,
}

impl Scope {
    pub(crate) fn with_capacity(fields: usize) -> Self {
        Scope(Vec::with_capacity(fields))
    }

    /// Adds the next field.
    pub(super) fn push(&mut self, value: &Value) {
        self.0.push(Operand {
            number: value.number().unwrap_or(0),
            length: value.length().unwrap_or(0),
        });
    }

    /// Adds the next field, of which only the number and the length are known.
    #[cfg(feature = "evolution")]
    pub(crate) fn push_known(&mut self, number: i128, length: u64) {
        self.0.push(Operand { number, length });
    }

    /// The number a field holds.
    pub(super) fn number(&self, place: usize) -> i128 {
        self.0.get(place).map_or(0, |operand| operand.number)
    }

    /// Whether a condition holds. `flags` are the bits that
    /// [`Expression::Flag`] without a field speaks of.
    pub(crate) fn holds(&self, condition: &Expression, flags: u64) -> bool {
        self.evaluate(condition, flags) != 0
    }

    fn evaluate(&self, expression: &Expression, flags: u64) -> i128 {
        match expression {
            Expression::Integer(number) => *number,
            Expression::Bool(truth) => i128::from(*truth),
            Expression::Field(place) => self.number(*place),
            Expression::Flag(Some(place), mask) => {
                i128::from(self.number(*place) & i128::from(*mask) != 0)
            }
            Expression::Flag(None, mask) => i128::from(flags & mask != 0),
            Expression::Length(place) => {
                self.0.get(*place).map_or(0, |operand| i128::from(operand.length))
            }
            Expression::Unary(UnaryOperator::Not, operand) => {
                i128::from(self.evaluate(operand, flags) == 0)
            }
            Expression::Unary(UnaryOperator::Negate, operand) => {
                self.evaluate(operand, flags).saturating_neg()
            }
            Expression::Binary(operator, left, right) => {
                self.evaluate_binary(*operator, left, right, flags)
            }
        }
    }

    fn evaluate_binary(
        &self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        flags: u64,
    ) -> i128 {
        let left = self.evaluate(left, flags);
        match operator {
            BinaryOperator::And if left == 0 => return 0,
            BinaryOperator::Or if left != 0 => return 1,
            _ => {}
        }
        operator.apply(left, self.evaluate(right, flags))
    }
}
