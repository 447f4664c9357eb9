//! Conditions: what `if` and `require` say about the fields of a structure or
//! the bits of a flag set. Truth values and numbers are told apart here.

use std::collections::BTreeMap;

use super::Lowering;
use super::number::Dimension;
use super::types::is_mistaken;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    BinaryOperator, EnumId, Expression, Field, FlagsId, Name, Require, Type, UnaryOperator,
};
use crate::span::Span;
use crate::syntax::tree::{self, ExpressionKind};

/// What a condition can see.
pub(super) enum Scope<'s> {
    /// The fields of a structure before this place.
    Fields { fields: &'s [Field], places: &'s BTreeMap<&'s str, usize>, before: usize },
    /// The bits of a flag set.
    Bits(FlagsId),
}

/// What a part of a condition is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Truth,
    Number(Dimension),
    Enum(EnumId),
}

impl Sort {
    fn description(self) -> &'static str {
        match self {
            Sort::Truth => "a truth value",
            Sort::Number(_) => "a number",
            Sort::Enum(_) => "a value of an enumeration",
        }
    }
}

impl<'a> Lowering<'a> {
    /// The constraints of a structure or flag set; those with mistakes are left out.
    pub(super) fn requires(
        &mut self,
        requires: &[tree::Require],
        scope: &Scope<'_>,
    ) -> Vec<Require> {
        requires
            .iter()
            .filter_map(|require| {
                Some(Require {
                    condition: self.condition(&require.condition, scope)?,
                    text: require.text.clone(),
                    message: require.message.clone(),
                    span: require.condition.span,
                })
            })
            .collect()
    }

    /// Something that is true or false.
    pub(super) fn condition(
        &mut self,
        expression: &tree::Expression,
        scope: &Scope<'_>,
    ) -> Option<Expression> {
        let (condition, sort) = self.expression(expression, scope)?;
        self.expect_truth(sort, expression.span)?;
        Some(condition)
    }

    fn expression(
        &mut self,
        expression: &tree::Expression,
        scope: &Scope<'_>,
    ) -> Option<(Expression, Sort)> {
        match &expression.kind {
            ExpressionKind::Integer(..) => {
                let number = self.number(expression)?;
                Some((Expression::Integer(number.value), Sort::Number(number.dimension)))
            }
            ExpressionKind::Bool(value) => Some((Expression::Bool(*value), Sort::Truth)),
            ExpressionKind::Name(name) => self.named_value(name, scope),
            ExpressionKind::Member(owner, member) => self.flag_of_field(owner, member, scope),
            ExpressionKind::Path(owner, variant) => {
                let (id, value) = self.variant(owner, variant)?;
                Some((Expression::Integer(value), Sort::Enum(id)))
            }
            ExpressionKind::Call(function, arguments) => {
                self.length_of_field(function, arguments, expression.span, scope)
            }
            ExpressionKind::Unary(UnaryOperator::Not, operand) => {
                let (operand, sort) = self.spanned(operand, scope)?;
                self.expect_truth(sort.0, sort.1)?;
                Some((Expression::Unary(UnaryOperator::Not, Box::new(operand)), Sort::Truth))
            }
            ExpressionKind::Unary(UnaryOperator::Negate, operand) => {
                let (operand, sort) = self.spanned(operand, scope)?;
                let dimension = self.expect_number(sort.0, sort.1)?;
                let negated = Expression::Unary(UnaryOperator::Negate, Box::new(operand));
                Some((negated, Sort::Number(dimension)))
            }
            ExpressionKind::Binary(operator, left, right) => {
                self.binary(*operator, left, right, scope)
            }
            ExpressionKind::In(..)
            | ExpressionKind::Text(_)
            | ExpressionKind::Bytes(_)
            | ExpressionKind::Supplied(..)
            | ExpressionKind::Fields(..) => {
                self.report(
                    Diagnostic::new(
                        Code::TypeMismatch,
                        expression.span,
                        "this has no meaning in a condition over fields",
                        "neither a number nor a truth value",
                    )
                    .help("use fields, flags, `len(…)`, numbers, comparisons, `&&`, `||` and `!`; a range of one field is written `field: u8 in 1..=8`"),
                );
                None
            }
        }
    }

    fn spanned(
        &mut self,
        expression: &tree::Expression,
        scope: &Scope<'_>,
    ) -> Option<(Expression, (Sort, Span))> {
        let (lowered, sort) = self.expression(expression, scope)?;
        Some((lowered, (sort, expression.span)))
    }

    fn binary(
        &mut self,
        operator: BinaryOperator,
        left: &tree::Expression,
        right: &tree::Expression,
        scope: &Scope<'_>,
    ) -> Option<(Expression, Sort)> {
        let (a, b) = (self.spanned(left, scope), self.spanned(right, scope));
        let (a, b) = self.in_one_unit(operator, a?, b?)?;
        self.of_one_unit((left, a.1), (right, b.1), scope)?;
        let ((a, (a_sort, a_span)), (b, (b_sort, b_span))) = (a, b);
        let sort = match operator {
            BinaryOperator::And | BinaryOperator::Or => {
                let both = (self.expect_truth(a_sort, a_span), self.expect_truth(b_sort, b_span));
                both.0?;
                both.1?;
                Sort::Truth
            }
            BinaryOperator::Add | BinaryOperator::Subtract | BinaryOperator::Multiply => {
                let both = (self.expect_number(a_sort, a_span), self.expect_number(b_sort, b_span));
                Sort::Number(both.0?.with(both.1?)?)
            }
            BinaryOperator::Divide | BinaryOperator::Remainder => {
                let both = (self.expect_number(a_sort, a_span), self.expect_number(b_sort, b_span));
                if !matches!(b, Expression::Integer(1..)) {
                    self.divisor(b_span);
                    return None;
                }
                Sort::Number(both.0?.with(both.1?)?)
            }
            BinaryOperator::Equal
            | BinaryOperator::NotEqual
            | BinaryOperator::Less
            | BinaryOperator::LessOrEqual
            | BinaryOperator::Greater
            | BinaryOperator::GreaterOrEqual => {
                self.comparable((a_sort, a_span), (b_sort, b_span))?;
                Sort::Truth
            }
        };
        Some((Expression::Binary(operator, Box::new(a), Box::new(b)), sort))
    }

    fn comparable(&mut self, a: (Sort, Span), b: (Sort, Span)) -> Option<()> {
        match (a.0, b.0) {
            (Sort::Enum(x), Sort::Enum(y)) if x != y => {
                let of = |id: EnumId| self.model.enums.get(id.0).map_or("", |e| &e.name.text);
                let message = format!("`{}` and `{}` cannot be compared", of(x), of(y));
                self.report(
                    Diagnostic::new(Code::TypeMismatch, b.1, message, "another enumeration")
                        .related(a.1, "compared with this")
                        .help("compare values of one enumeration"),
                );
                None
            }
            (Sort::Enum(_), Sort::Enum(_) | Sort::Number(_)) | (Sort::Number(_), Sort::Enum(_)) => {
                Some(())
            }
            _ => {
                let both = (self.expect_number(a.0, a.1), self.expect_number(b.0, b.1));
                both.0?.with(both.1?).map(|_| ())
            }
        }
    }

    fn expect_truth(&mut self, sort: Sort, at: Span) -> Option<()> {
        if sort == Sort::Truth {
            return Some(());
        }
        self.report(
            Diagnostic::new(
                Code::TypeMismatch,
                at,
                format!("expected a truth value, found {}", sort.description()),
                format!("this is {}", sort.description()),
            )
            .help("compare it, as in `count > 0`"),
        );
        None
    }

    fn expect_number(&mut self, sort: Sort, at: Span) -> Option<Dimension> {
        if let Sort::Number(dimension) = sort {
            return Some(dimension);
        }
        self.report(
            Diagnostic::new(
                Code::TypeMismatch,
                at,
                format!("expected a number, found {}", sort.description()),
                format!("this is {}", sort.description()),
            )
            .help("join truth values by `&&`, `||` and `!`; compare and compute with numbers"),
        );
        None
    }

    /// A field, a bit, or a constant.
    fn named_value(&mut self, name: &Name, scope: &Scope<'_>) -> Option<(Expression, Sort)> {
        let known: Vec<&str> = match scope {
            Scope::Fields { fields, places, before } => {
                if let Some(place) = places.get(name.text.as_str()) {
                    return self.field_value(name, *place, fields, *before);
                }
                places.keys().copied().collect()
            }
            Scope::Bits(id) => {
                let bits = self.model.flags.get(id.0).map_or(&[][..], |flags| &flags.bits);
                if let Some(bit) = bits.iter().find(|bit| bit.name.text == name.text) {
                    return Some((Expression::Flag(None, bit.mask), Sort::Truth));
                }
                bits.iter().map(|bit| bit.name.text.as_str()).collect()
            }
        };
        match self.constants.get(name.text.as_str()) {
            Some(number) => {
                number.map(|n| (Expression::Integer(n.value), Sort::Number(n.dimension)))
            }
            None => {
                let known: Vec<String> = known
                    .into_iter()
                    .chain(self.constants.keys().copied())
                    .map(str::to_owned)
                    .collect();
                let what = if matches!(scope, Scope::Bits(_)) { "flag" } else { "field" };
                self.unknown(name, what, known.iter().map(String::as_str));
                None
            }
        }
    }

    fn field_value(
        &mut self,
        name: &Name,
        place: usize,
        fields: &[Field],
        before: usize,
    ) -> Option<(Expression, Sort)> {
        let field = self.available(name, place, fields, before)?;
        match &field.ty {
            Type::Integer(_) => {
                Some((Expression::Field(place), Sort::Number(Dimension::of(field.unit))))
            }
            Type::Bool(_) => Some((Expression::Field(place), Sort::Truth)),
            Type::Enum(id, _) => Some((Expression::Field(place), Sort::Enum(*id))),
            ty if is_mistaken(ty) => None,
            ty => {
                let help = match ty {
                    Type::Flags(..) => format!("name one of its flags: `{name}.flag`"),
                    Type::Bytes(_) | Type::Text(_) => format!("use its length: `len({name})`"),
                    Type::List(..) => format!("use its length: `count({name})`"),
                    Type::Float(_) => {
                        "conditions are exact, and no floating-point number stands in one; \
                                       compare it where the value is used"
                            .to_owned()
                    }
                    _ => {
                        "conditions look at integers, truth values, enumerations, flags and lengths"
                            .to_owned()
                    }
                };
                self.report(
                    Diagnostic::new(
                        Code::TypeMismatch,
                        name.span,
                        format!("the field `{name}` is neither a number nor a truth value"),
                        "cannot be used in a condition as it is",
                    )
                    .related(field.name.span, "declared here")
                    .help(help),
                );
                None
            }
        }
    }

    /// A field that is there, whatever the input, when the condition is looked at.
    fn available<'f>(
        &mut self,
        name: &Name,
        place: usize,
        fields: &'f [Field],
        before: usize,
    ) -> Option<&'f Field> {
        let field = fields.get(place)?;
        let (label, help) = if place >= before {
            ("not read yet", "a condition sees only the fields before it; move the field up")
        } else if field.condition.is_some() {
            (
                "may be absent",
                "give the field itself a range (`field: u8 in 1..=8 if …`), which holds only when it is there",
            )
        } else {
            return Some(field);
        };
        self.report(
            Diagnostic::new(
                Code::FieldNotAvailable,
                name.span,
                format!("the field `{name}` is not always there when this is looked at"),
                label,
            )
            .related(field.name.span, "declared here")
            .help(help),
        );
        None
    }

    /// `flags.deadline`
    fn flag_of_field(
        &mut self,
        owner: &tree::Expression,
        member: &Name,
        scope: &Scope<'_>,
    ) -> Option<(Expression, Sort)> {
        let (Scope::Fields { fields, places, before }, ExpressionKind::Name(name)) =
            (scope, &owner.kind)
        else {
            self.no_members(owner.span);
            return None;
        };
        let Some(place) = places.get(name.text.as_str()).copied() else {
            self.unknown(name, "field", places.keys().copied());
            return None;
        };
        let field = self.available(name, place, fields, *before)?;
        match &field.ty {
            Type::Flags(id, _) => {
                let mask = self.flag_mask(*id, member)?;
                Some((Expression::Flag(Some(place), mask), Sort::Truth))
            }
            ty if is_mistaken(ty) => None,
            _ => {
                self.no_members(name.span);
                None
            }
        }
    }

    fn no_members(&mut self, at: Span) {
        self.report(
            Diagnostic::new(
                Code::TypeMismatch,
                at,
                "only a field that holds flags has members in a condition",
                "has none",
            )
            .help("use a field whose type is a set of flags, as in `flags.deadline`"),
        );
    }

    /// The mask of a flag.
    pub(super) fn flag_mask(&mut self, id: FlagsId, name: &Name) -> Option<u64> {
        let bits = self.model.flags.get(id.0).map_or(&[][..], |flags| &flags.bits);
        if let Some(bit) = bits.iter().find(|bit| bit.name.text == name.text) {
            return Some(bit.mask);
        }
        let known: Vec<String> = bits.iter().map(|bit| bit.name.text.clone()).collect();
        self.unknown(name, "flag", known.iter().map(String::as_str));
        None
    }

    /// The value of `Enumeration::Variant`.
    pub(super) fn variant(&mut self, owner: &Name, variant: &Name) -> Option<(EnumId, i128)> {
        let id = match self.resolve(owner, "enumeration")? {
            super::Declared::Enum(id) => id,
            other => {
                self.wrong_kind(owner, other, "an enumeration");
                return None;
            }
        };
        let variants = self.model.enums.get(id.0).map_or(&[][..], |e| &e.variants);
        if let Some(found) = variants.iter().find(|v| v.name.text == variant.text) {
            return Some((id, found.value));
        }
        let known: Vec<String> = variants.iter().map(|v| v.name.text.clone()).collect();
        self.unknown(variant, &format!("variant of `{owner}`"), known.iter().map(String::as_str));
        None
    }

    /// `len(name)` or `count(list)`
    fn length_of_field(
        &mut self,
        function: &Name,
        arguments: &[tree::Expression],
        at: Span,
        scope: &Scope<'_>,
    ) -> Option<(Expression, Sort)> {
        if !matches!(function.text.as_str(), "len" | "count") {
            self.unknown(function, "function", ["len", "count"]);
            return None;
        }
        let (Scope::Fields { fields, places, before }, [argument]) = (scope, arguments) else {
            self.length_takes_field(at);
            return None;
        };
        let ExpressionKind::Name(name) = &argument.kind else {
            self.length_takes_field(argument.span);
            return None;
        };
        let Some(place) = places.get(name.text.as_str()).copied() else {
            self.unknown(name, "field", places.keys().copied());
            return None;
        };
        let field = self.available(name, place, fields, *before)?;
        self.measures(function, &field.ty, name.span)?;
        let dimension = if function.text == "len" { Dimension::Bytes } else { Dimension::Plain };
        Some((Expression::Length(place), Sort::Number(dimension)))
    }

    /// Whether `len` or `count` goes with a type: bytes or elements.
    pub(super) fn measures(&mut self, function: &Name, ty: &Type, at: Span) -> Option<()> {
        let right = match ty {
            Type::Bytes(_) | Type::Text(_) => "len",
            Type::List(..) => "count",
            ty if is_mistaken(ty) => return None,
            _ => {
                self.length_takes_field(at);
                return None;
            }
        };
        if function.text == right {
            return Some(());
        }
        self.report(
            Diagnostic::new(
                Code::TypeMismatch,
                function.span,
                "`len` is the bytes of a byte string or string, `count` the elements of a list",
                format!("expected `{right}`"),
            )
            .related(at, "of this")
            .help(format!("write `{right}(…)`")),
        );
        None
    }

    pub(super) fn length_takes_field(&mut self, at: Span) {
        self.report(
            Diagnostic::new(
                Code::TypeMismatch,
                at,
                "only a byte string, a string or a list has a length",
                "has no length",
            )
            .help("name one such field of the same structure: `len(payload)`, `count(keys)`"),
        );
    }
}
