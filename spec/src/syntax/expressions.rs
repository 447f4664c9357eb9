//! Expressions, by precedence climbing: `||`, `&&`, comparison and `in`, `+`
//! and `-`, `*`, `/` and `%`, prefix operators, then members and calls.
//!
//! Knows nothing of which operand means what; lowering says what is allowed
//! where. Chains of operators count as depth, because their trees are deep.

use super::parser::{MAX_DEPTH, Parsed, Parser};
use super::tree::{Expression, ExpressionKind, Range};
use crate::diagnostic::{Code, Diagnostic};
use crate::lex::{Delimiter, Number, TokenKind};
use crate::model::{BinaryOperator, Name, UnaryOperator};
use crate::span::Span;

/// What stands behind a number in its place and is no unit.
const NO_UNITS: &[&str] =
    &["if", "in", "else", "when", "require", "encoding", "malleable", "check", "let", "send", "on"];

/// How tightly comparison and `in` bind: tighter than `&&`, less than `+`.
const COMPARISON: u8 = 3;

/// How tightly `+` binds. Values and bounds of ranges begin here, so that
/// `= 5 in 0..=9` is a value and a range.
const SUM: u8 = 4;

/// An expression and how deep its tree is.
struct Deep {
    expression: Expression,
    depth: usize,
}

/// An operator between two operands.
#[derive(Clone, Copy)]
enum Infix {
    Binary(BinaryOperator),
    In,
}

impl Parser<'_> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Parsed<Expression> {
        self.binary(1).map(|deep| deep.expression)
    }

    /// An expression without comparisons and truth values at its top.
    pub(super) fn value(&mut self) -> Parsed<Expression> {
        self.binary(SUM).map(|deep| deep.expression)
    }

    /// `low..=high`, `..=high`, `low..`
    pub(super) fn range(&mut self) -> Parsed<Range> {
        let start = self.span();
        let low = if self.at("..=") || self.at("..") { None } else { Some(self.value()?) };
        self.range_after(low, start)
    }

    /// What follows the lower end of a range.
    pub(super) fn range_after(&mut self, low: Option<Expression>, start: Span) -> Parsed<Range> {
        if self.take("..=") {
            let high = Some(self.value()?);
            return Ok(Range { low, high, span: self.since(start) });
        }
        let dots = self.span();
        self.expect("..")?;
        if self.begins_operand() {
            return Err(self.report(
                Diagnostic::new(
                    Code::UnexpectedToken,
                    dots,
                    "expected `..=`, found `..`",
                    "ranges include their end",
                )
                .help("write `..=` and the greatest value allowed"),
            ));
        }
        Ok(Range { low, high: None, span: self.since(start) })
    }

    fn begins_operand(&self) -> bool {
        match self.kind() {
            TokenKind::Name { text, raw } => *raw || !NO_UNITS.contains(&text.as_str()),
            TokenKind::Number(_) | TokenKind::Open(Delimiter::Parenthesis) => true,
            _ => false,
        }
    }

    /// Operands joined by operators that bind at least so tightly.
    fn binary(&mut self, least: u8) -> Parsed<Deep> {
        let mut left = self.prefix()?;
        let mut compared = false;
        while let Some((infix, binding)) = self.infix() {
            if binding < least {
                break;
            }
            if binding == COMPARISON && compared {
                return Err(self.chained_comparison());
            }
            compared = binding == COMPARISON;
            self.bump();
            let right = self.binary(binding + 1)?;
            left = self.join(left, infix, right)?;
        }
        Ok(left)
    }

    fn join(&mut self, left: Deep, infix: Infix, right: Deep) -> Parsed<Deep> {
        let span = left.expression.span.to(right.expression.span);
        let depth = left.depth.max(right.depth);
        let (a, b) = (Box::new(left.expression), Box::new(right.expression));
        let kind = match infix {
            Infix::Binary(operator) => ExpressionKind::Binary(operator, a, b),
            Infix::In => ExpressionKind::In(a, b),
        };
        self.above(kind, span, depth)
    }

    /// A node over others of this depth.
    fn above(&mut self, kind: ExpressionKind, span: Span, depth: usize) -> Parsed<Deep> {
        if depth >= MAX_DEPTH {
            return Err(self.too_deep(span));
        }
        Ok(Deep { expression: Expression { kind, span }, depth: depth + 1 })
    }

    fn infix(&self) -> Option<(Infix, u8)> {
        use BinaryOperator::*;
        if self.at_keyword("in") {
            return Some((Infix::In, COMPARISON));
        }
        let TokenKind::Punct(text) = self.kind() else { return None };
        let (operator, binding) = match *text {
            "||" => (Or, 1),
            "&&" => (And, 2),
            "==" => (Equal, COMPARISON),
            "!=" => (NotEqual, COMPARISON),
            "<" => (Less, COMPARISON),
            "<=" => (LessOrEqual, COMPARISON),
            ">" => (Greater, COMPARISON),
            ">=" => (GreaterOrEqual, COMPARISON),
            "+" => (Add, SUM),
            "-" => (Subtract, SUM),
            "*" => (Multiply, SUM + 1),
            "/" => (Divide, SUM + 1),
            "%" => (Remainder, SUM + 1),
            _ => return None,
        };
        Some((Infix::Binary(operator), binding))
    }

    fn chained_comparison(&mut self) -> super::parser::Reported {
        let diagnostic = Diagnostic::new(
            Code::ChainedComparison,
            self.span(),
            "comparisons can't be chained",
            "second comparison in a row",
        );
        self.report(diagnostic.help("write `a < b && b < c`"))
    }

    fn prefix(&mut self) -> Parsed<Deep> {
        let start = self.span();
        let operator = match self.kind() {
            TokenKind::Punct("!") => UnaryOperator::Not,
            TokenKind::Punct("-") => UnaryOperator::Negate,
            _ => return self.postfix(),
        };
        self.bump();
        let operand = self.deeper(Self::prefix)?;
        let span = start.to(operand.expression.span);
        self.above(
            ExpressionKind::Unary(operator, Box::new(operand.expression)),
            span,
            operand.depth,
        )
    }

    /// An operand and its members: `Init.nonce`.
    fn postfix(&mut self) -> Parsed<Deep> {
        let mut left = self.operand()?;
        while self.take(".") {
            let member = self.name("the name of a field behind `.`")?;
            let span = left.expression.span.to(member.span);
            let kind = ExpressionKind::Member(Box::new(left.expression), member);
            left = self.above(kind, span, left.depth)?;
        }
        Ok(left)
    }

    fn operand(&mut self) -> Parsed<Deep> {
        let start = self.span();
        let leaf = |kind, span| Ok(Deep { expression: Expression { kind, span }, depth: 1 });
        match self.kind() {
            TokenKind::Number(number) => {
                self.bump();
                let unit = self.unit(number, start);
                leaf(ExpressionKind::Integer(number.value, unit), self.since(start))
            }
            TokenKind::Text(text) => {
                self.bump();
                leaf(ExpressionKind::Text(text.clone()), start)
            }
            TokenKind::Bytes(bytes) => {
                self.bump();
                leaf(ExpressionKind::Bytes(bytes.clone()), start)
            }
            TokenKind::Open(Delimiter::Parenthesis) => {
                self.bump();
                let inner = self.deeper(|parser| parser.binary(1))?;
                let span = start.to(self.expect_close(Delimiter::Parenthesis));
                Ok(Deep { expression: Expression { span, ..inner.expression }, depth: inner.depth })
            }
            TokenKind::Name { .. } => self.named(),
            _ => Err(self.expected("a value")),
        }
    }

    /// `true`, `name`, `Enum::Variant`, `len(payload)`
    fn named(&mut self) -> Parsed<Deep> {
        if self.at_keyword("extern") && matches!(self.ahead(1), TokenKind::Name { .. }) {
            let start = self.bump().span;
            let function = self.name("the name of the function")?;
            if !self.at_open(Delimiter::Parenthesis) {
                return Err(self.expected("the fields that it covers, in parentheses"));
            }
            let (arguments, depth, span) = self.call_arguments()?;
            let kind = ExpressionKind::Supplied(function, arguments);
            return self.above(kind, start.to(span), depth);
        }
        let keyword = ["true", "false"].iter().position(|word| self.at_keyword(word));
        let name = self.name("a value")?;
        let start = name.span;
        if let Some(place) = keyword {
            let kind = ExpressionKind::Bool(place == 0);
            return Ok(Deep { expression: Expression { kind, span: start }, depth: 1 });
        }
        if self.take("::") {
            let variant = self.name("the name of a variant behind `::`")?;
            return self.above(ExpressionKind::Path(name, variant), self.since(start), 0);
        }
        if self.at_open(Delimiter::Parenthesis) {
            let (arguments, depth, span) = self.call_arguments()?;
            return self.above(ExpressionKind::Call(name, arguments), start.to(span), depth);
        }
        self.above(ExpressionKind::Name(name), start, 0)
    }

    /// The arguments of a call, how deep they are, and where they stand.
    fn call_arguments(&mut self) -> Parsed<(Vec<Expression>, usize, Span)> {
        let (arguments, span) =
            self.list(Delimiter::Parenthesis, |parser| parser.deeper(Self::call_argument))?;
        let depth = arguments.iter().map(|argument| argument.depth).max().unwrap_or(0);
        let arguments = arguments.into_iter().map(|argument| argument.expression).collect();
        Ok((arguments, depth, span))
    }

    /// An argument of a call: an expression, or `first..=last`, fields by name.
    fn call_argument(&mut self) -> Parsed<Deep> {
        let left = self.binary(1)?;
        let (ExpressionKind::Name(first), true) = (&left.expression.kind, self.at("..=")) else {
            return Ok(left);
        };
        let first = first.clone();
        self.bump();
        let last = self.name("the name of the last field")?;
        let span = self.since(first.span);
        self.above(ExpressionKind::Fields(Box::new((first, last))), span, 0)
    }

    /// The unit of a number: glued to it, or the name behind it. What is no
    /// unit in one place is none in the other.
    fn unit(&mut self, number: &Number, start: Span) -> Option<Name> {
        if let Some(unit) = &number.unit {
            if is_no_unit(&unit.text, self.kind()) {
                self.misplaced_unit(unit);
            }
            return Some(unit.clone());
        }
        let TokenKind::Name { text, raw: false } = self.kind() else { return None };
        if is_no_unit(text, self.ahead(1)) {
            return None;
        }
        let unit = Name { text: text.clone(), span: self.bump().span };
        if !number.is_decimal() {
            self.report(
                Diagnostic::new(
                    Code::UnitOfBasedNumber,
                    unit.span,
                    format!("the unit `{unit}` stands behind a number that is not decimal"),
                    "units follow decimal numbers only",
                )
                .related(start, "not decimal")
                .help("write the number in decimal"),
            );
        }
        Some(unit)
    }
}

/// Whether a name behind a number is a keyword or, its comma missing, begins
/// the next element.
fn is_no_unit(name: &str, next: &TokenKind) -> bool {
    NO_UNITS.contains(&name) || matches!(next, TokenKind::Punct(":" | "=" | "=>"))
}
