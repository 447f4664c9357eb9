//! Expressions over fields: as Rust, and as the spec writes them.
//!
//! They mean mathematical integers. Where a comparison needs no arithmetic it
//! is made in the field's own type, else in `i128`, which the checker has shown
//! to be wide enough.

use packetwright_spec::model::{BinaryOperator, Expression, Integer, Struct, Type, UnaryOperator};

use super::Emitter;
use super::literal;
use super::types::integer_type;
use crate::naming::prefixed;
use crate::tokens::{Literal, TokenStream, quote};

/// What an expression sees of the fields around it.
pub trait Operands {
    /// The number a field holds.
    fn number(&self, place: usize) -> Number;

    /// Something to call a flag set's accessors on.
    fn flags(&self, place: Option<usize>) -> TokenStream;

    /// The length of a field, a `usize`.
    fn length(&self, place: usize) -> TokenStream;

    /// The type of a field; none for the flag set itself.
    fn ty(&self, place: usize) -> Option<&Type>;

    /// The flag set that [`Expression::Flag`] without a place speaks of.
    fn own_flags(&self) -> Option<packetwright_spec::model::FlagsId> {
        None
    }
}

/// A number in Rust.
#[derive(Clone, Debug)]
pub enum Number {
    /// Known already.
    Literal(i128),
    /// A value of an integer's Rust type.
    Typed(TokenStream, Integer),
    /// A `usize`.
    Length(TokenStream),
    /// An `i128`, and how tightly it binds.
    Wide(TokenStream, u8),
}

impl Number {
    /// The number as an `i128`.
    fn wide(self) -> (TokenStream, u8) {
        match self {
            Number::Literal(number) => (literal::decimal(number), ATOM),
            Number::Typed(value, _) => (quote! { i128::from(#value) }, ATOM),
            Number::Length(value) => (quote! { (#value as i128) }, ATOM),
            Number::Wide(value, binding) => (value, binding),
        }
    }
}

const ATOM: u8 = 9;

impl Emitter<'_> {
    /// A condition as a Rust expression of type `bool`.
    pub fn condition(&self, expression: &Expression, operands: &dyn Operands) -> TokenStream {
        self.truth(expression, operands).0
    }

    fn truth(&self, expression: &Expression, operands: &dyn Operands) -> (TokenStream, u8) {
        match expression {
            Expression::Bool(truth) => (quote! { #truth }, ATOM),
            Expression::Flag(place, mask) => (self.flag(*place, *mask, operands), ATOM),
            Expression::Unary(UnaryOperator::Not, operand) => {
                let operand = self.truth(operand, operands);
                if let Some(truth) = known(&operand.0) {
                    let truth = !truth;
                    return (quote! { #truth }, ATOM);
                }
                let operand = tight(operand, ATOM);
                (quote! { !#operand }, ATOM)
            }
            Expression::Binary(operator, left, right) => {
                self.binary_truth(*operator, left, right, operands)
            }
            Expression::Field(place) if matches!(operands.ty(*place), Some(Type::Bool(_))) => {
                match operands.number(*place) {
                    Number::Typed(value, _) => (value, ATOM),
                    number => {
                        let value = tight(number.wide(), 3);
                        (quote! { #value != 0 }, 3)
                    }
                }
            }
            number => {
                let value = tight(self.number(number, operands).wide(), 3);
                (quote! { #value != 0 }, 3)
            }
        }
    }

    fn binary_truth(
        &self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        operands: &dyn Operands,
    ) -> (TokenStream, u8) {
        let symbol = symbol(operator);
        let binding = binding(operator);
        let logical = matches!(operator, BinaryOperator::And | BinaryOperator::Or);
        if logical || self.is_truth(left, operands) || self.is_truth(right, operands) {
            let (left, right) = (self.truth(left, operands), self.truth(right, operands));
            // What is known decides, or leaves the other side to decide.
            let decides = operator == BinaryOperator::Or;
            match (known(&left.0), known(&right.0)) {
                (Some(truth), _) | (_, Some(truth)) if logical && truth == decides => {
                    return (quote! { #truth }, ATOM);
                }
                (Some(_), _) if logical => return right,
                (_, Some(_)) if logical => return left,
                _ => {}
            }
            let (left, right) = (tight(left, binding), tight(right, binding + 1));
            return (quote! { #left #symbol #right }, binding);
        }
        if binding > 3 {
            let value = tight(self.number_of_binary(operator, left, right, operands).wide(), 3);
            return (quote! { #value != 0 }, 3);
        }
        let (left, right) = (self.number(left, operands), self.number(right, operands));
        if let (Number::Literal(left), Number::Literal(right)) = (&left, &right) {
            // Rust would take them for numbers of 32 bits.
            let truth = operator.apply(*left, *right) != 0;
            return (quote! { #truth }, ATOM);
        }
        let (left, right) = comparable(left, right);
        (quote! { #left #symbol #right }, binding)
    }

    /// A number as Rust.
    pub fn number(&self, expression: &Expression, operands: &dyn Operands) -> Number {
        match expression {
            Expression::Integer(number) => Number::Literal(*number),
            Expression::Field(place) => operands.number(*place),
            Expression::Length(place) => Number::Length(operands.length(*place)),
            Expression::Unary(UnaryOperator::Negate, operand) => {
                match self.number(operand, operands) {
                    Number::Literal(number) => Number::Literal(-number),
                    operand => {
                        let operand = tight(operand.wide(), ATOM);
                        Number::Wide(quote! { -#operand }, ATOM)
                    }
                }
            }
            Expression::Binary(operator, left, right) if binding(*operator) > 3 => {
                self.number_of_binary(*operator, left, right, operands)
            }
            truth => {
                let (truth, _) = self.truth(truth, operands);
                Number::Wide(quote! { i128::from(#truth) }, ATOM)
            }
        }
    }

    fn number_of_binary(
        &self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        operands: &dyn Operands,
    ) -> Number {
        let (left, right) = (self.number(left, operands), self.number(right, operands));
        if let (Number::Literal(left), Number::Literal(right)) = (&left, &right) {
            return Number::Literal(operator.apply(*left, *right));
        }
        let method = match operator {
            BinaryOperator::Divide => Some(quote! { div_euclid }),
            BinaryOperator::Remainder => Some(quote! { rem_euclid }),
            _ => None,
        };
        if let Some(method) = method {
            // Rounded down, as mathematical integers are; the divisor is positive.
            let (left, (right, _)) = (tight(left.wide(), ATOM), right.wide());
            return Number::Wide(quote! { #left.#method(#right) }, ATOM);
        }
        let (symbol, binding) = (symbol(operator), binding(operator));
        let left = tight(left.wide(), binding);
        let right = tight(right.wide(), binding + 1);
        Number::Wide(quote! { #left #symbol #right }, binding)
    }

    fn flag(&self, place: Option<usize>, mask: u64, operands: &dyn Operands) -> TokenStream {
        let set = match place.and_then(|place| operands.ty(place)) {
            Some(Type::Flags(id, _)) => Some(*id),
            _ => operands.own_flags(),
        };
        let flags = operands.flags(place);
        let name = set.and_then(|set| self.model[set].bits.iter().find(|bit| bit.mask == mask));
        match name {
            Some(bit) => {
                let accessor = prefixed("is_", &bit.name.text);
                quote! { #flags.#accessor() }
            }
            None => {
                let mask = Literal::u64_unsuffixed(mask);
                quote! { (u64::from(#flags.bits()) & #mask != 0) }
            }
        }
    }

    fn is_truth(&self, expression: &Expression, operands: &dyn Operands) -> bool {
        match expression {
            Expression::Bool(_) | Expression::Flag(..) => true,
            Expression::Field(place) => matches!(operands.ty(*place), Some(Type::Bool(_))),
            Expression::Unary(operator, _) => *operator == UnaryOperator::Not,
            Expression::Binary(operator, ..) => binding(*operator) <= 3,
            Expression::Integer(_) | Expression::Length(_) => false,
        }
    }

    /// An expression as the spec writes it, for docs.
    pub fn expression_text(&self, expression: &Expression, structure: &Struct) -> String {
        self.text(expression, structure).0
    }

    fn text(&self, expression: &Expression, structure: &Struct) -> (String, u8) {
        let name = |place: &usize| {
            structure.fields.get(*place).map_or_else(String::new, |field| field.name.text.clone())
        };
        let wrapped = |(text, inner): (String, u8), outer: u8| {
            if inner < outer { format!("({text})") } else { text }
        };
        match expression {
            Expression::Integer(number) => (number.to_string(), ATOM),
            Expression::Bool(truth) => (truth.to_string(), ATOM),
            Expression::Field(place) => (name(place), ATOM),
            Expression::Length(place) => (format!("len({})", name(place)), ATOM),
            Expression::Flag(place, mask) => {
                let field = place.and_then(|place| structure.fields.get(place));
                let bit = match field.map(|field| &field.ty) {
                    Some(Type::Flags(id, _)) => {
                        self.model[*id].bits.iter().find(|bit| bit.mask == *mask)
                    }
                    _ => None,
                };
                match (field, bit) {
                    (Some(field), Some(bit)) => (format!("{}.{}", field.name, bit.name), ATOM),
                    _ => (format!("{mask:#x}"), ATOM),
                }
            }
            Expression::Unary(operator, operand) => {
                let sign = if *operator == UnaryOperator::Not { '!' } else { '-' };
                (format!("{sign}{}", wrapped(self.text(operand, structure), ATOM)), ATOM)
            }
            Expression::Binary(operator, left, right) => {
                let binding = binding(*operator);
                let left = wrapped(self.text(left, structure), binding);
                let right = wrapped(self.text(right, structure), binding + 1);
                (format!("{left} {} {right}", symbol_text(*operator)), binding)
            }
        }
    }
}

/// What a condition says, where no field decides.
fn known(condition: &TokenStream) -> Option<bool> {
    condition.to_string().parse().ok()
}

/// Two numbers in one type, so that they can be compared.
fn comparable(left: Number, right: Number) -> (TokenStream, TokenStream) {
    match (left, right) {
        (Number::Typed(value, integer), Number::Literal(number)) if holds(integer, number) => {
            (value, literal::decimal(number))
        }
        (Number::Literal(number), Number::Typed(value, integer)) if holds(integer, number) => {
            (literal::decimal(number), value)
        }
        (Number::Typed(left, a), Number::Typed(right, b)) if integer_type(a) == integer_type(b) => {
            (left, right)
        }
        (Number::Length(value), Number::Literal(number)) if is_length(number) => {
            (value, literal::decimal(number))
        }
        (Number::Literal(number), Number::Length(value)) if is_length(number) => {
            (literal::decimal(number), value)
        }
        (Number::Length(left), Number::Length(right)) => (left, right),
        (left, right) => (tight(left.wide(), 4), tight(right.wide(), 4)),
    }
}

fn holds(integer: Integer, number: i128) -> bool {
    (integer.min()..=integer.max()).contains(&number)
}

/// Whether every machine's `usize` holds the number.
fn is_length(number: i128) -> bool {
    (0..=i128::from(u32::MAX)).contains(&number)
}

/// In parentheses if it binds less tightly than needed.
fn tight((value, binding): (TokenStream, u8), needed: u8) -> TokenStream {
    if binding < needed {
        quote! { (#value) }
    } else {
        value
    }
}

fn binding(operator: BinaryOperator) -> u8 {
    match operator {
        BinaryOperator::Or => 1,
        BinaryOperator::And => 2,
        BinaryOperator::Equal
        | BinaryOperator::NotEqual
        | BinaryOperator::Less
        | BinaryOperator::LessOrEqual
        | BinaryOperator::Greater
        | BinaryOperator::GreaterOrEqual => 3,
        BinaryOperator::Add | BinaryOperator::Subtract => 4,
        BinaryOperator::Multiply | BinaryOperator::Divide | BinaryOperator::Remainder => 5,
    }
}

fn symbol_text(operator: BinaryOperator) -> &'static str {
    match operator {
        BinaryOperator::And => "&&",
        BinaryOperator::Or => "||",
        BinaryOperator::Equal => "==",
        BinaryOperator::NotEqual => "!=",
        BinaryOperator::Less => "<",
        BinaryOperator::LessOrEqual => "<=",
        BinaryOperator::Greater => ">",
        BinaryOperator::GreaterOrEqual => ">=",
        BinaryOperator::Add => "+",
        BinaryOperator::Subtract => "-",
        BinaryOperator::Multiply => "*",
        BinaryOperator::Divide => "/",
        BinaryOperator::Remainder => "%",
    }
}

fn symbol(operator: BinaryOperator) -> TokenStream {
    symbol_text(operator).parse().unwrap_or_default()
}
