//! Expressions as their author would write them, for docs, comments and
//! messages.

use super::{
    BinaryOperator, Coverage, Expression, FieldValue, Handshake, HandshakeExpression, Model, Scale,
    Struct, Type, UnaryOperator,
};

impl Model {
    /// A condition over the fields of a structure, in the spec's own words.
    pub fn expression_text(&self, within: &Struct, expression: &Expression) -> String {
        let name = |place: usize| {
            within.fields.get(place).map_or_else(String::new, |field| field.name.text.clone())
        };
        match expression {
            Expression::Integer(value) => value.to_string(),
            Expression::Bool(value) => value.to_string(),
            Expression::Field(place) => name(*place),
            Expression::Flag(place, mask) => {
                let field = place.and_then(|place| within.fields.get(place));
                let bit = match field.map(|field| &field.ty) {
                    Some(Type::Flags(id, _)) => self[*id].bits.iter().find(|bit| bit.mask == *mask),
                    _ => None,
                };
                let bit = bit.map_or_else(|| format!("{mask:#x}"), |bit| bit.name.text.clone());
                match field {
                    Some(field) => format!("{}.{bit}", field.name),
                    None => bit,
                }
            }
            Expression::Length(place) => format!("len({})", name(*place)),
            Expression::Unary(operator, inner) => {
                let inner_text = self.expression_text(within, inner);
                let sign = match operator {
                    UnaryOperator::Not => "!",
                    UnaryOperator::Negate => "-",
                };
                match **inner {
                    Expression::Binary(..) => format!("{sign}({inner_text})"),
                    _ => format!("{sign}{inner_text}"),
                }
            }
            Expression::Binary(operator, left, right) => {
                let operand = |side: &Expression| {
                    let text = self.expression_text(within, side);
                    match side {
                        Expression::Binary(..) => format!("({text})"),
                        _ => text,
                    }
                };
                format!("{} {} {}", operand(left), operator.symbol(), operand(right))
            }
        }
    }

    /// A value of a handshake, in the spec's own words.
    pub fn handshake_expression_text(
        &self,
        handshake: &Handshake,
        expression: &HandshakeExpression,
    ) -> String {
        let text = |inner: &HandshakeExpression| self.handshake_expression_text(handshake, inner);
        match expression {
            HandshakeExpression::Integer(value) => value.to_string(),
            HandshakeExpression::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
            HandshakeExpression::Empty => "empty".into(),
            HandshakeExpression::MessageField(message, field) => {
                let Some(message) = handshake.messages.get(*message) else { return String::new() };
                let fields = &self[message.payload].fields;
                let field = fields.get(*field).map_or("", |field| field.name.text.as_str());
                format!("{}.{field}", message.name)
            }
            HandshakeExpression::Local(field) => {
                let fields = &self[handshake.local].fields;
                format!("local.{}", fields.get(*field).map_or("", |field| field.name.text.as_str()))
            }
            HandshakeExpression::Variable(name) => name.clone(),
            HandshakeExpression::Binding(place) => {
                handshake.bindings.get(*place).map_or_else(String::new, |b| b.name.text.clone())
            }
            HandshakeExpression::Suite => "suite".into(),
            HandshakeExpression::Now => "now".into(),
            HandshakeExpression::Random => "random".into(),
            HandshakeExpression::Add(time, span) => format!("{} + {}", text(time), text(span)),
            HandshakeExpression::Hash(label, parts) => {
                let parts: String = parts.iter().map(|part| format!(", {}", text(part))).collect();
                format!("hash(\"{}\"{parts})", label.escape_ascii())
            }
            HandshakeExpression::Common(preferred, offered) => {
                format!("common({}, {})", text(preferred), text(offered))
            }
            HandshakeExpression::Equal(left, right) => format!("{} == {}", text(left), text(right)),
            HandshakeExpression::In(element, list) => {
                format!("{} in {}", text(element), text(list))
            }
            HandshakeExpression::Within(left, right, apart) => {
                format!("within({}, {}, {apart} ms)", text(left), text(right))
            }
            HandshakeExpression::Fresh(nonce, until) => {
                format!("fresh({}, {})", text(nonce), text(until))
            }
            HandshakeExpression::Authorized => "authorized(rs)".into(),
            HandshakeExpression::Capacity => "capacity()".into(),
        }
    }
}

impl Model {
    /// How a length, size, checksum or constant byte string of a structure is computed, in the spec's
    /// own words: `size(version..=options) / 4`. Empty for other values.
    pub fn computed_text(&self, within: &Struct, value: &FieldValue) -> String {
        let name =
            |place: usize| within.fields.get(place).map_or("", |field| field.name.text.as_str());
        let covered = |of: &Coverage| match of {
            Coverage { first, last } if first == last => name(*first).to_owned(),
            Coverage { first, last } => format!("{}..={}", name(*first), name(*last)),
        };
        let (measured, Scale { plus, unit }) = match value {
            FieldValue::Length { of, scale } => {
                let counts = matches!(within.fields.get(*of).map(|f| &f.ty), Some(Type::List(..)));
                (format!("{}({})", if counts { "count" } else { "len" }, name(*of)), *scale)
            }
            FieldValue::Size { of, scale } => (format!("size({})", covered(of)), *scale),
            FieldValue::Checksum { algorithm, of } => {
                return format!("{}({})", self.checksum_text(*algorithm), covered(of));
            }
            FieldValue::Bytes(bytes) => return format!("b\"{}\"", bytes.escape_ascii()),
            _ => return String::new(),
        };
        let sum = match plus {
            0 => measured,
            1.. => format!("{measured} + {plus}"),
            _ => format!("{measured} - {}", plus.unsigned_abs()),
        };
        match (plus, unit) {
            (_, 1) => sum,
            (0, unit) => format!("{sum} / {unit}"),
            (_, unit) => format!("({sum}) / {unit}"),
        }
    }
}

impl BinaryOperator {
    /// The operator as it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::And => "&&",
            Self::Or => "||",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }
}
