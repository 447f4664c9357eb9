//! Values in handshakes: what an expression is, and whether it fits where it
//! is used. When it is known is for the checker to say.

use std::collections::BTreeMap;

use super::Lowering;
use super::types::is_mistaken;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    BinaryOperator, EnumId, Extent, Field, FieldValue, Handshake, HandshakeExpression, Measure,
    Name, StructId, Type, UnaryOperator,
};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind};

/// What an expression can see.
pub(super) struct Values<'v> {
    pub(super) handshake: &'v Handshake,
    pub(super) variables: &'v BTreeMap<String, Variable>,
}

/// A value that a party gave a name.
#[derive(Clone, Copy)]
pub(super) struct Variable {
    pub(super) sort: Sort,
    /// Where it was first named.
    pub(super) span: Span,
}

/// What a value is, and within which bounds (inclusive).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// True or false.
    Truth,
    /// A number.
    Number(i128, i128),
    /// A number that may be missing.
    Maybe(i128, i128),
    /// A value of an enumeration.
    Enum(EnumId),
    /// Bytes, by their length.
    Bytes(u64, u64),
    /// A string, by its length in bytes.
    Text(u64, u64),
    /// A list of numbers: their bounds, and the bounds of its length.
    List((i128, i128), (u64, u64)),
    /// As many random bytes as are needed.
    Random,
    /// An empty byte string or list.
    Empty,
    /// Something that had a mistake, or that handshakes cannot use.
    Unknown,
}

impl Sort {
    /// What a field holds.
    fn of(field: &Field) -> Sort {
        match &field.ty {
            Type::Integer(integer) => {
                let (low, high) = field.range.unwrap_or((integer.min(), integer.max()));
                Sort::Number(low, high)
            }
            Type::Bool(_) => Sort::Truth,
            Type::Enum(id, _) => Sort::Enum(*id),
            Type::Bytes(extent) => Sort::Bytes(extent.min, extent.limit()),
            Type::Text(extent) => Sort::Text(extent.min, extent.limit()),
            Type::List(element, extent) => match **element {
                Type::Integer(integer) => {
                    Sort::List((integer.min(), integer.max()), (extent.min, extent.limit()))
                }
                _ => Sort::Unknown,
            },
            _ => Sort::Unknown,
        }
    }

    pub(super) fn description(self) -> String {
        match self {
            Sort::Truth => "a truth value".into(),
            Sort::Number(low, high) if low == high => format!("the number {low}"),
            Sort::Number(low, high) => format!("a number in {low}..={high}"),
            Sort::Maybe(..) => "a number that may be missing".into(),
            Sort::Enum(_) => "a value of an enumeration".into(),
            Sort::Bytes(low, high) if low == high => format!("{low} bytes"),
            Sort::Bytes(low, high) => format!("{low} to {high} bytes"),
            Sort::Text(low, high) if low == high => format!("a string of {low} bytes"),
            Sort::Text(low, high) => format!("a string of {low} to {high} bytes"),
            Sort::List((a, b), (c, d)) => {
                format!("a list of {c} to {d} numbers in {a}..={b}")
            }
            Sort::Random => "random bytes".into(),
            Sort::Empty => "something empty".into(),
            Sort::Unknown => "something else".into(),
        }
    }

    /// Whether every such value is also one of the other.
    fn fits(self, place: Sort) -> bool {
        match (self, place) {
            (Sort::Unknown, _) | (_, Sort::Unknown) => true,
            (Sort::Number(a, b), Sort::Number(c, d)) => c <= a && b <= d,
            // A string is bytes, but not every byte string is UTF-8.
            (Sort::Bytes(a, b) | Sort::Text(a, b), Sort::Bytes(c, d))
            | (Sort::Text(a, b), Sort::Text(c, d)) => c <= a && b <= d,
            (Sort::List(a, b), Sort::List(c, d)) => {
                c.0 <= a.0 && a.1 <= c.1 && d.0 <= b.0 && b.1 <= d.1
            }
            (Sort::Random, Sort::Bytes(a, b)) => a == b,
            (Sort::Empty, Sort::Bytes(0, _) | Sort::Text(0, _) | Sort::List(_, (0, _))) => true,
            (a, b) => a == b,
        }
    }
}

type Lowered = Option<(HandshakeExpression, Sort)>;

impl<'a> Lowering<'a> {
    /// The value given to a field of a message.
    pub(super) fn field_value_of(
        &mut self,
        expression: &Expression,
        field: &Field,
        values: &Values<'_>,
    ) -> Option<HandshakeExpression> {
        let (value, sort) = self.value(expression, values)?;
        if is_mistaken(&field.ty) {
            return None;
        }
        let place = Sort::of(field);
        if field.value != FieldValue::Free || place == Sort::Unknown {
            // Not a field for handshakes, which the checker says once, where it is declared.
            return Some(value);
        }
        let fixed = matches!(field.ty, Type::Bytes(Extent { measure: Measure::Fixed, .. }));
        if sort.fits(place) && (sort != Sort::Random || fixed) {
            return Some(value);
        }
        self.report(
            Diagnostic::new(
                Code::ValueDoesNotSuit,
                expression.span,
                format!("the field `{}` takes {}", field.name, place.description()),
                format!("this is {}", sort.description()),
            )
            .related(field.span, "declared here")
            .help("send a value of the field's type and within its bounds, or widen the field"),
        );
        None
    }

    /// A number agreed on.
    pub(super) fn agreed_number(
        &mut self,
        expression: &Expression,
        high: i128,
        values: &Values<'_>,
    ) -> Option<HandshakeExpression> {
        let (value, sort) = self.value(expression, values)?;
        match sort {
            Sort::Number(0.., most) if most <= high => return Some(value),
            Sort::Unknown => return None,
            Sort::Enum(_) => return Some(value),
            _ => self.unsuitable(expression.span, sort, &format!("a number in 0..={high}")),
        }
        None
    }

    /// The number of a suite.
    pub(super) fn suite_number(
        &mut self,
        expression: &Expression,
        values: &Values<'_>,
    ) -> Option<HandshakeExpression> {
        let (value, sort) = self.value(expression, values)?;
        match sort {
            Sort::Number(0.., most) if most <= u16::MAX.into() => Some(value),
            Sort::Unknown => None,
            _ => {
                self.unsuitable(expression.span, sort, "the number of a suite, in 0..=65535");
                None
            }
        }
    }

    /// Something that is true or false.
    pub(super) fn truth(
        &mut self,
        expression: &Expression,
        values: &Values<'_>,
    ) -> Option<HandshakeExpression> {
        let (value, sort) = self.value(expression, values)?;
        if sort == Sort::Truth {
            return Some(value);
        }
        if sort != Sort::Unknown {
            self.report(
                Diagnostic::new(
                    Code::TypeMismatch,
                    expression.span,
                    format!("expected a truth value, found {}", sort.description()),
                    "neither true nor false",
                )
                .help("check a comparison (`a == b`), `a in list`, `within(…)`, `fresh(…)` or `authorized(rs)`"),
            );
        }
        None
    }

    /// Any value; `None` once its mistake is reported.
    pub(super) fn value(&mut self, expression: &Expression, values: &Values<'_>) -> Lowered {
        match &expression.kind {
            // A number below zero: the language knows no literals of those.
            ExpressionKind::Unary(UnaryOperator::Negate, operand) if is_constant(operand) => {
                let number = self.number(expression)?.value;
                Some((HandshakeExpression::Integer(number), Sort::Number(number, number)))
            }
            ExpressionKind::Integer(..) => {
                let number = self.number(expression)?.value;
                Some((HandshakeExpression::Integer(number), Sort::Number(number, number)))
            }
            ExpressionKind::Bytes(bytes) => Some(constant_bytes(bytes.clone())),
            ExpressionKind::Text(text) => Some(constant_bytes(text.clone().into_bytes())),
            ExpressionKind::Name(name) => self.named(name, values),
            ExpressionKind::Member(owner, member) => self.member(owner, member, values),
            ExpressionKind::Path(owner, variant) => {
                let (id, value) = self.variant(owner, variant)?;
                Some((HandshakeExpression::Integer(value), Sort::Enum(id)))
            }
            ExpressionKind::Call(function, arguments) => {
                self.call(function, arguments, expression.span, values)
            }
            ExpressionKind::Binary(BinaryOperator::Add, left, right) => {
                let (a, b) = (self.value(left, values), self.value(right, values));
                let ((a, a_sort), (b, b_sort)) = (a?, b?);
                let a_bounds = self.numbers(a_sort, left.span)?;
                let b_bounds = self.numbers(b_sort, right.span)?;
                let added = HandshakeExpression::Add(Box::new(a), Box::new(b));
                Some((added, sum(a_bounds, b_bounds)))
            }
            ExpressionKind::Binary(BinaryOperator::Equal, left, right) => {
                self.equal(left, right, values)
            }
            ExpressionKind::In(element, list) => self.element(element, list, values),
            ExpressionKind::Bool(_)
            | ExpressionKind::Unary(..)
            | ExpressionKind::Binary(..)
            | ExpressionKind::Supplied(..)
            | ExpressionKind::Fields(..) => {
                self.report(
                    Diagnostic::new(
                        Code::TypeMismatch,
                        expression.span,
                        "handshakes do not compute this",
                        "has no meaning in a handshake",
                    )
                    .help("use `==`, `in`, `+` and the functions `within`, `fresh`, `authorized`, `common` and `hash`; write one `check` for each condition"),
                );
                None
            }
        }
    }

    fn named(&mut self, name: &Name, values: &Values<'_>) -> Lowered {
        match name.text.as_str() {
            "now" => return Some((HandshakeExpression::Now, Sort::Number(0, u64::MAX.into()))),
            "random" => return Some((HandshakeExpression::Random, Sort::Random)),
            "empty" => return Some((HandshakeExpression::Empty, Sort::Empty)),
            "suite" => {
                return Some((HandshakeExpression::Suite, self.suite_sort(values.handshake)));
            }
            _ => {}
        }
        if let Some(variable) = values.variables.get(&name.text) {
            return Some((HandshakeExpression::Variable(name.text.clone()), variable.sort));
        }
        let bindings = &values.handshake.bindings;
        if let Some(place) = bindings.iter().position(|b| b.name.text == name.text) {
            let sort =
                bindings.get(place).map_or(Sort::Unknown, |b| self.sort_of(&b.value, values));
            return Some((HandshakeExpression::Binding(place), sort));
        }
        if let Some(number) = self.constants.get(name.text.as_str()) {
            return number
                .map(|n| (HandshakeExpression::Integer(n.value), Sort::Number(n.value, n.value)));
        }
        let known = ["now", "random", "empty", "suite"]
            .into_iter()
            .chain(values.variables.keys().map(String::as_str))
            .chain(bindings.iter().map(|binding| binding.name.text.as_str()));
        self.unknown(name, "value", known);
        None
    }

    fn suite_sort(&self, handshake: &Handshake) -> Sort {
        let ids = handshake.suites.iter().map(|suite| i128::from(suite.id));
        Sort::Number(ids.clone().min().unwrap_or(0), ids.max().unwrap_or(u16::MAX.into()))
    }

    /// What the value of a binding is.
    fn sort_of(&self, value: &HandshakeExpression, values: &Values<'_>) -> Sort {
        match value {
            HandshakeExpression::Integer(number) => Sort::Number(*number, *number),
            HandshakeExpression::Bytes(bytes) => sort_of_bytes(bytes),
            HandshakeExpression::Hash(..) => Sort::Bytes(32, 32),
            HandshakeExpression::Now => Sort::Number(0, u64::MAX.into()),
            HandshakeExpression::Add(left, right) => {
                let bounds = |value| match self.sort_of(value, values) {
                    Sort::Number(low, high) => (low, high),
                    _ => (0, u64::MAX.into()),
                };
                sum(bounds(left), bounds(right))
            }
            HandshakeExpression::Suite => self.suite_sort(values.handshake),
            HandshakeExpression::MessageField(message, field) => {
                let payload = values.handshake.messages.get(*message).map(|m| m.payload);
                payload.and_then(|id| self.field_of(id, *field)).map_or(Sort::Unknown, Sort::of)
            }
            HandshakeExpression::Local(field) => {
                self.field_of(values.handshake.local, *field).map_or(Sort::Unknown, Sort::of)
            }
            // A binding names only those above it, so this comes to an end.
            HandshakeExpression::Binding(place) => {
                let binding = values.handshake.bindings.get(*place);
                binding.map_or(Sort::Unknown, |binding| self.sort_of(&binding.value, values))
            }
            HandshakeExpression::Equal(..)
            | HandshakeExpression::In(..)
            | HandshakeExpression::Within(..)
            | HandshakeExpression::Fresh(..)
            | HandshakeExpression::Authorized
            | HandshakeExpression::Capacity => Sort::Truth,
            _ => Sort::Unknown,
        }
    }

    fn field_of(&self, id: StructId, place: usize) -> Option<&Field> {
        self.model.structs.get(id.0)?.fields.get(place)
    }

    /// `local.suites`, `Init.nonce`
    fn member(&mut self, owner: &Expression, member: &Name, values: &Values<'_>) -> Lowered {
        let ExpressionKind::Name(owner_name) = &owner.kind else {
            self.unsuitable(owner.span, Sort::Unknown, "`local` or the name of a message");
            return None;
        };
        let message = if owner_name.text == "local" {
            None
        } else {
            Some(self.message_place(owner_name, values.handshake)?)
        };
        let structure = match message {
            Some(place) => values.handshake.messages.get(place)?.payload,
            None => values.handshake.local,
        };
        let fields = &self.model.structs.get(structure.0)?.fields;
        let Some(place) = fields.iter().position(|field| field.name.text == member.text) else {
            let known: Vec<String> = fields.iter().map(|f| f.name.text.clone()).collect();
            let what = format!("field in `{owner_name}`");
            self.unknown(member, &what, known.iter().map(String::as_str));
            return None;
        };
        let sort = fields.get(place).map_or(Sort::Unknown, Sort::of);
        Some(match message {
            Some(message) => (HandshakeExpression::MessageField(message, place), sort),
            None => (HandshakeExpression::Local(place), sort),
        })
    }

    fn call(
        &mut self,
        function: &Name,
        arguments: &[Expression],
        at: Span,
        values: &Values<'_>,
    ) -> Lowered {
        match (function.text.as_str(), arguments) {
            ("within", [a, b, span]) => {
                let (x, y) = (self.number_value(a, values), self.number_value(b, values));
                let span = self.milliseconds(span, "the third argument of `within`");
                let (x, y) = (Box::new(x?), Box::new(y?));
                Some((HandshakeExpression::Within(x, y, span?), Sort::Truth))
            }
            ("fresh", [nonce, until]) => {
                let (n, until) = (self.value(nonce, values), self.number_value(until, values));
                let (n, sort) = n?;
                if !matches!(sort, Sort::Bytes(..) | Sort::Text(..) | Sort::Unknown) {
                    self.unsuitable(nonce.span, sort, "a byte string");
                    return None;
                }
                Some((HandshakeExpression::Fresh(Box::new(n), Box::new(until?)), Sort::Truth))
            }
            ("authorized", [Expression { kind: ExpressionKind::Name(key), .. }])
                if key.text == "rs" =>
            {
                Some((HandshakeExpression::Authorized, Sort::Truth))
            }
            ("capacity", []) => Some((HandshakeExpression::Capacity, Sort::Truth)),
            ("common", [a, b]) => {
                let (x, y) = (self.list(a, values), self.list(b, values));
                let ((x, (low, high)), (y, _)) = (x?, y?);
                let value = HandshakeExpression::Common(Box::new(x), Box::new(y));
                Some((value, Sort::Maybe(low, high)))
            }
            ("hash", [label, rest @ ..]) => self.hash(label, rest, values),
            (name, _) => {
                const FUNCTIONS: [(&str, &str); 7] = [
                    ("within", "within(time, time, 5 s)"),
                    ("fresh", "fresh(nonce, until)"),
                    ("authorized", "authorized(rs)"),
                    ("capacity", "capacity()"),
                    ("common", "common(list, list)"),
                    ("hash", "hash(\"label\", value, …)"),
                    ("cookie", "check cookie(Init.cookie, choice) else Retry"),
                ];
                match FUNCTIONS.iter().find(|(known, _)| *known == name) {
                    None => self.unknown(function, "function", FUNCTIONS.map(|(known, _)| known)),
                    Some((_, usage)) => self.report(
                        Diagnostic::new(
                            Code::TypeMismatch,
                            at,
                            format!("`{name}` is not used so"),
                            "wrong arguments",
                        )
                        .help(format!("write `{usage}`")),
                    ),
                }
                None
            }
        }
    }

    fn hash(&mut self, label: &Expression, hashed: &[Expression], values: &Values<'_>) -> Lowered {
        let label_bytes = match &label.kind {
            ExpressionKind::Text(text) => Some(text.clone().into_bytes()),
            ExpressionKind::Bytes(bytes) => Some(bytes.clone()),
            _ => {
                self.unsuitable(label.span, Sort::Unknown, "a label in quotes");
                None
            }
        };
        let mut parts = Vec::new();
        let mut complete = true;
        for expression in hashed {
            match self.value(expression, values) {
                Some((_, sort @ (Sort::Random | Sort::Maybe(..)))) => {
                    self.unsuitable(expression.span, sort, "a value that is there");
                    complete = false;
                }
                Some((value, _)) => parts.push(value),
                None => complete = false,
            }
        }
        let label = label_bytes?;
        complete.then_some((HandshakeExpression::Hash(label, parts), Sort::Bytes(32, 32)))
    }

    fn equal(&mut self, left: &Expression, right: &Expression, values: &Values<'_>) -> Lowered {
        let (a, b) = (self.value(left, values), self.value(right, values));
        let ((a, a_sort), (b, b_sort)) = (a?, b?);
        let comparable = match (a_sort, b_sort) {
            (Sort::Unknown, _) | (_, Sort::Unknown) => true,
            (Sort::Number(..) | Sort::Enum(_), Sort::Number(..))
            | (Sort::Number(..), Sort::Enum(_)) => true,
            (Sort::Enum(x), Sort::Enum(y)) => x == y,
            (Sort::Bytes(..) | Sort::Text(..), Sort::Bytes(..) | Sort::Text(..) | Sort::Empty) => {
                true
            }
            (Sort::List(..), Sort::List(..) | Sort::Empty) => true,
            (Sort::Empty, Sort::Bytes(..) | Sort::Text(..) | Sort::List(..)) => true,
            _ => false,
        };
        if !comparable {
            self.unsuitable(
                right.span,
                b_sort,
                &format!("something like {}", a_sort.description()),
            );
            return None;
        }
        Some((HandshakeExpression::Equal(Box::new(a), Box::new(b)), Sort::Truth))
    }

    fn element(&mut self, element: &Expression, list: &Expression, values: &Values<'_>) -> Lowered {
        let (e, l) = (self.number_value(element, values), self.list(list, values));
        let (element, (list, _)) = (e?, l?);
        Some((HandshakeExpression::In(Box::new(element), Box::new(list)), Sort::Truth))
    }

    fn number_value(
        &mut self,
        expression: &Expression,
        values: &Values<'_>,
    ) -> Option<HandshakeExpression> {
        let (value, sort) = self.value(expression, values)?;
        self.numbers(sort, expression.span)?;
        Some(value)
    }

    fn numbers(&mut self, sort: Sort, at: Span) -> Option<(i128, i128)> {
        match sort {
            Sort::Number(low, high) => Some((low, high)),
            Sort::Enum(_) => Some((i64::MIN.into(), u64::MAX.into())),
            Sort::Unknown => None,
            _ => {
                self.unsuitable(at, sort, "a number");
                None
            }
        }
    }

    fn list(
        &mut self,
        expression: &Expression,
        values: &Values<'_>,
    ) -> Option<(HandshakeExpression, (i128, i128))> {
        let (value, sort) = self.value(expression, values)?;
        match sort {
            Sort::List(element, _) => Some((value, element)),
            Sort::Unknown => None,
            _ => {
                self.unsuitable(expression.span, sort, "a list of numbers");
                None
            }
        }
    }

    fn unsuitable(&mut self, at: Span, found: Sort, expected: &str) {
        self.report(
            Diagnostic::new(
                Code::TypeMismatch,
                at,
                format!("expected {expected}, found {}", found.description()),
                format!("expected {expected}"),
            )
            .help(
                "use a field of a message or of `local`, a variable, or a function that gives one",
            ),
        );
    }

    /// `random` and `empty` are nothing until they fill a field.
    pub(super) fn not_a_value(&mut self, at: Span) {
        self.report(
            Diagnostic::new(
                Code::OptionalValue,
                at,
                "this is a value only where it fills a field or has an `else`",
                "cannot be named",
            )
            .help("write `random` and `empty` in the `send` itself, and `common(…)` in a `let … else`"),
        );
    }
}

/// The bounds of a sum, which stays at the ends of 64 bits.
fn sum(left: (i128, i128), right: (i128, i128)) -> Sort {
    let saturate = |n: i128| n.clamp(0, u64::MAX.into());
    let end = |a: i128, b: i128| saturate(a.saturating_add(b));
    Sort::Number(end(left.0, right.0), end(left.1, right.1))
}

/// Whether an expression has the form of a number that the spec tells.
fn is_constant(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Integer(..) | ExpressionKind::Name(_) => true,
        ExpressionKind::Unary(_, operand) => is_constant(operand),
        ExpressionKind::Binary(_, left, right) => is_constant(left) && is_constant(right),
        _ => false,
    }
}

fn constant_bytes(bytes: Vec<u8>) -> (HandshakeExpression, Sort) {
    let sort = sort_of_bytes(&bytes);
    (HandshakeExpression::Bytes(bytes), sort)
}

/// Bytes that are known are a string where they are UTF-8, however they are written.
fn sort_of_bytes(bytes: &[u8]) -> Sort {
    let length = bytes.len() as u64;
    match std::str::from_utf8(bytes) {
        Ok(_) => Sort::Text(length, length),
        Err(_) => Sort::Bytes(length, length),
    }
}
