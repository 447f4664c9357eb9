//! Conditions and constraints in attributes, as expressions of the language.

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::{BinaryOperator, Name, UnaryOperator};
use packetwright_spec::syntax::tree::{Expression, ExpressionKind, Require};
use syn::ext::IdentExt;
use syn::{BinOp, Expr, ExprLit, ExprPath, Lit, Member, UnOp};

use super::Reading;
use super::attributes::Setting;
use crate::export::expression;

/// How deep expressions may nest, as in specs.
const MAX_DEPTH: usize = 64;

impl Reading {
    /// `require = low <= high`
    pub(super) fn require(&mut self, setting: &Setting) -> Option<Require> {
        let condition = self.condition(&setting.value, 0)?;
        let text = expression(&condition);
        let span = condition.span;
        Some(Require { condition, text, message: None, span })
    }

    /// A condition over the fields of the type, in the operators of specs.
    pub(super) fn condition(&mut self, written: &Expr, depth: usize) -> Option<Expression> {
        if depth > MAX_DEPTH {
            let span = self.places.of(written);
            let message = format!("nested more than {MAX_DEPTH} levels deep");
            let mistake = Diagnostic::new(Code::NestingTooDeep, span, message, "too deep");
            self.report(mistake.help("use several constraints"));
            return None;
        }
        let kind = match written {
            Expr::Paren(inner) => return self.condition(&inner.expr, depth + 1),
            Expr::Group(inner) => return self.condition(&inner.expr, depth + 1),
            Expr::Lit(ExprLit { lit: Lit::Bool(value), .. }) => ExpressionKind::Bool(value.value),
            Expr::Lit(ExprLit { lit: Lit::Int(_), .. }) => return self.number(written),
            Expr::Path(path) => self.field_name(path).map(ExpressionKind::Name)?,
            Expr::Field(field) => {
                let Member::Named(name) = &field.member else { return self.no_condition(written) };
                let span = self.places.add(name.span());
                let name = Name { text: name.unraw().to_string(), span };
                ExpressionKind::Member(Box::new(self.condition(&field.base, depth + 1)?), name)
            }
            Expr::Call(call) => {
                let Expr::Path(function) = &*call.func else { return self.no_condition(written) };
                let function = self.field_name(function)?;
                let arguments = call.args.iter().map(|one| self.condition(one, depth + 1));
                ExpressionKind::Call(function, arguments.collect::<Option<_>>()?)
            }
            Expr::Unary(unary) => {
                let operator = match unary.op {
                    UnOp::Not(_) => UnaryOperator::Not,
                    UnOp::Neg(_) => UnaryOperator::Negate,
                    _ => return self.no_condition(written),
                };
                ExpressionKind::Unary(operator, Box::new(self.condition(&unary.expr, depth + 1)?))
            }
            Expr::Binary(binary) => {
                let Some(operator) = operator(&binary.op) else {
                    return self.no_condition(written);
                };
                let left = self.condition(&binary.left, depth + 1);
                let right = self.condition(&binary.right, depth + 1);
                ExpressionKind::Binary(operator, Box::new(left?), Box::new(right?))
            }
            _ => return self.no_condition(written),
        };
        Some(Expression { kind, span: self.places.of(written) })
    }

    fn field_name(&mut self, path: &ExprPath) -> Option<Name> {
        let Some(name) = path.path.get_ident() else {
            return self.no_condition(&Expr::Path(path.clone()));
        };
        let span = self.places.add(name.span());
        Some(Name { text: name.unraw().to_string(), span })
    }

    fn no_condition<T>(&mut self, written: &Expr) -> Option<T> {
        let span = self.places.of(written);
        let message = "this is no condition that a spec could have";
        self.report(
            Diagnostic::new(Code::DeriveAttribute, span, message, "")
                .help("use fields of the type, numbers, `len(field)`, comparisons, `&&`, `||`, `!`, `+`, `-`, `*`, `/` and `%`"),
        );
        None
    }
}

fn operator(operator: &BinOp) -> Option<BinaryOperator> {
    Some(match operator {
        BinOp::And(_) => BinaryOperator::And,
        BinOp::Or(_) => BinaryOperator::Or,
        BinOp::Eq(_) => BinaryOperator::Equal,
        BinOp::Ne(_) => BinaryOperator::NotEqual,
        BinOp::Lt(_) => BinaryOperator::Less,
        BinOp::Le(_) => BinaryOperator::LessOrEqual,
        BinOp::Gt(_) => BinaryOperator::Greater,
        BinOp::Ge(_) => BinaryOperator::GreaterOrEqual,
        BinOp::Add(_) => BinaryOperator::Add,
        BinOp::Sub(_) => BinaryOperator::Subtract,
        BinOp::Mul(_) => BinaryOperator::Multiply,
        BinOp::Div(_) => BinaryOperator::Divide,
        BinOp::Rem(_) => BinaryOperator::Remainder,
        _ => return None,
    })
}
