//! Numbers and ranges in attributes, as expressions of the language.

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::{Name, UnaryOperator};
use packetwright_spec::syntax::tree::{Expression, ExpressionKind, Range};
use syn::{Expr, ExprLit, Lit, RangeLimits, UnOp};

use super::Reading;

impl Reading {
    /// A number as written: `0x1000`, `-5`, `16MiB`.
    pub(super) fn number(&mut self, expression: &Expr) -> Option<Expression> {
        let kind = match expression {
            Expr::Lit(ExprLit { lit: Lit::Int(literal), .. }) => {
                let span = self.places.add(literal.span());
                let unit = (!literal.suffix().is_empty())
                    .then(|| Name { text: literal.suffix().to_owned(), span });
                match literal.base10_parse() {
                    Ok(value) => ExpressionKind::Integer(value, unit),
                    Err(_) => return self.no_number(expression),
                }
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
                let inner = self.number(&unary.expr)?;
                ExpressionKind::Unary(UnaryOperator::Negate, Box::new(inner))
            }
            Expr::Paren(inner) => return self.number(&inner.expr),
            Expr::Group(inner) => return self.number(&inner.expr),
            _ => return self.no_number(expression),
        };
        Some(Expression { kind, span: self.places.of(expression) })
    }

    /// What ends a field: a number or bytes.
    pub(super) fn delimiter(&mut self, expression: &Expr) -> Option<Expression> {
        if let Expr::Lit(ExprLit { lit: Lit::ByteStr(bytes), .. }) = expression {
            let span = self.places.add(bytes.span());
            return Some(Expression { kind: ExpressionKind::Bytes(bytes.value()), span });
        }
        self.number(expression)
    }

    /// A range that includes its ends; either may be left out.
    pub(super) fn range(&mut self, expression: &Expr) -> Option<Range> {
        let Expr::Range(range) = expression else {
            return self.no_range(expression, "not a range");
        };
        if range.end.is_some() && matches!(range.limits, RangeLimits::HalfOpen(_)) {
            return self.no_range(expression, "leaves its end out");
        }
        let low = range.start.as_ref().map(|low| self.number(low));
        let high = range.end.as_ref().map(|high| self.number(high));
        let span = self.places.of(expression);
        Some(Range { low: transposed(low)?, high: transposed(high)?, span })
    }

    fn no_number(&mut self, expression: &Expr) -> Option<Expression> {
        let span = self.places.of(expression);
        self.report(
            Diagnostic::new(
                Code::NotConstant,
                span,
                "a number is needed here",
                "not an integer literal",
            )
            .help("write the number itself: a derive macro cannot look up constants"),
        );
        None
    }

    fn no_range(&mut self, expression: &Expr, label: &str) -> Option<Range> {
        let span = self.places.of(expression);
        self.report(
            Diagnostic::new(
                Code::DeriveAttribute,
                span,
                "an inclusive range is needed here",
                label,
            )
            .help("write `low..=high`, `low..` or `..=high`"),
        );
        None
    }
}

/// Nothing, or what is there if it could be read.
fn transposed(end: Option<Option<Expression>>) -> Option<Option<Expression>> {
    match end {
        None => Some(None),
        Some(read) => read.map(Some),
    }
}
