//! Values in handshakes: rules 17 to 22 of [`handshake`](super).

use super::Operations;
use super::machine::HandshakeMachine;
use crate::interpret::value::Value;
use crate::model::{FieldValue, HandshakeExpression, Measure, StructId, Type};

/// Why an expression has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoValue {
    /// Two lists have nothing in common.
    Missing,
    /// Something it needs is not there, or of another kind.
    Impossible,
}

impl HandshakeMachine<'_> {
    /// The value that fills a field of a type.
    pub(super) fn evaluate_for(
        &self,
        expression: &HandshakeExpression,
        ty: &Type,
        operations: &mut dyn Operations,
    ) -> Result<Value, NoValue> {
        match (expression, ty) {
            (HandshakeExpression::Random, Type::Bytes(extent))
                if extent.measure == Measure::Fixed =>
            {
                let length = usize::try_from(extent.min).map_err(|_| NoValue::Impossible)?;
                let mut bytes = vec![0; length];
                operations.random(&mut bytes);
                Ok(Value::Bytes(bytes))
            }
            _ => self.evaluate(expression, operations),
        }
    }

    pub(super) fn evaluate(
        &self,
        expression: &HandshakeExpression,
        operations: &mut dyn Operations,
    ) -> Result<Value, NoValue> {
        match expression {
            HandshakeExpression::Integer(number) => Ok(Value::Integer(*number)),
            HandshakeExpression::Bytes(bytes) => Ok(Value::Bytes(bytes.clone())),
            HandshakeExpression::Empty => Ok(Value::List(Vec::new())),
            HandshakeExpression::MessageField(message, field) => {
                let declared = self.handshake.messages.get(*message).ok_or(NoValue::Impossible)?;
                let value = self.message(*message).ok_or(NoValue::Impossible)?;
                self.field(declared.payload, *field, value)
            }
            HandshakeExpression::Local(field) => {
                self.field(self.handshake.local, *field, &self.local)
            }
            HandshakeExpression::Variable(name) => {
                self.variables.get(name).cloned().ok_or(NoValue::Impossible)
            }
            HandshakeExpression::Binding(place) => {
                let binding = self.handshake.bindings.get(*place).ok_or(NoValue::Impossible)?;
                self.evaluate(&binding.value, operations)
            }
            HandshakeExpression::Suite => {
                self.suite.map(|suite| Value::Integer(suite.into())).ok_or(NoValue::Impossible)
            }
            HandshakeExpression::Now => Ok(Value::Integer(operations.now_ms().into())),
            HandshakeExpression::Random => Err(NoValue::Impossible),
            HandshakeExpression::Add(left, right) => {
                let sum =
                    self.number(left, operations)?.saturating_add(self.number(right, operations)?);
                Ok(Value::Integer(sum.clamp(0, u64::MAX.into())))
            }
            HandshakeExpression::Hash(label, values) => self.hash(label, values, operations),
            HandshakeExpression::Common(ours, theirs) => {
                let (ours, theirs) = (self.list(ours, operations)?, self.list(theirs, operations)?);
                let common = ours.into_iter().find(|value| contains(&theirs, value));
                common.ok_or(NoValue::Missing)
            }
            HandshakeExpression::Equal(left, right) => {
                let left = self.evaluate(left, operations)?;
                let right = self.evaluate(right, operations)?;
                Ok(Value::Bool(equal(&left, &right, operations)))
            }
            HandshakeExpression::In(element, list) => {
                let element = self.evaluate(element, operations)?;
                Ok(Value::Bool(contains(&self.list(list, operations)?, &element)))
            }
            HandshakeExpression::Within(left, right, span) => {
                let left = self.number(left, operations)?;
                let right = self.number(right, operations)?;
                Ok(Value::Bool(left.abs_diff(right) <= u128::from(*span)))
            }
            HandshakeExpression::Fresh(nonce, until) => {
                let nonce = self.evaluate(nonce, operations)?;
                let nonce = octets(&nonce).ok_or(NoValue::Impossible)?.to_vec();
                let until = self.number(until, operations)?.clamp(0, u64::MAX.into());
                let until = u64::try_from(until).map_err(|_| NoValue::Impossible)?;
                Ok(Value::Bool(operations.fresh(&nonce, until)))
            }
            HandshakeExpression::Authorized => Ok(Value::Bool(operations.authorized())),
            HandshakeExpression::Capacity => Ok(Value::Bool(operations.capacity())),
        }
    }

    /// A field by its place; a constant one has its value though no value holds it.
    fn field(&self, id: StructId, place: usize, value: &Value) -> Result<Value, NoValue> {
        let structure = &self.interpreter.model()[id];
        let field = structure.fields.get(place).ok_or(NoValue::Impossible)?;
        match field.value {
            FieldValue::Constant(constant) => Ok(Value::Integer(constant)),
            _ => value.field(&field.name.text).cloned().ok_or(NoValue::Impossible),
        }
    }

    fn number(
        &self,
        expression: &HandshakeExpression,
        operations: &mut dyn Operations,
    ) -> Result<i128, NoValue> {
        self.evaluate(expression, operations)?.number().ok_or(NoValue::Impossible)
    }

    fn list(
        &self,
        expression: &HandshakeExpression,
        operations: &mut dyn Operations,
    ) -> Result<Vec<Value>, NoValue> {
        match self.evaluate(expression, operations)? {
            Value::List(elements) => Ok(elements),
            _ => Err(NoValue::Impossible),
        }
    }

    fn hash(
        &self,
        label: &[u8],
        values: &[HandshakeExpression],
        operations: &mut dyn Operations,
    ) -> Result<Value, NoValue> {
        let mut parts = vec![label.to_vec()];
        for value in values {
            let mut bytes = Vec::new();
            append_bytes(&self.evaluate(value, operations)?, &mut bytes)?;
            parts.push(bytes);
        }
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        Ok(Value::Bytes(operations.hash(&parts).to_vec()))
    }
}

/// The bytes that a value adds to a hash (rule 20).
fn append_bytes(value: &Value, out: &mut Vec<u8>) -> Result<(), NoValue> {
    match value {
        Value::Bytes(bytes) => out.extend_from_slice(bytes),
        Value::Text(text) => out.extend_from_slice(text.as_bytes()),
        Value::Integer(number) | Value::Enum(number) => {
            // Integers of a model have at most 64 bits; of two's complement
            // the low ones are the same at any width.
            let [_, _, _, _, _, _, _, _, low @ ..] = number.to_be_bytes();
            out.extend_from_slice(&low);
        }
        Value::Flags(bits) | Value::Float(bits) => out.extend_from_slice(&bits.to_be_bytes()),
        Value::Bool(truth) => out.extend_from_slice(&u64::from(*truth).to_be_bytes()),
        Value::List(elements) => {
            for element in elements {
                append_bytes(element, out)?;
            }
        }
        Value::Option(Some(value)) => append_bytes(value, out)?,
        Value::Option(None) | Value::Absent => {}
        Value::Struct(_) | Value::Union { .. } => return Err(NoValue::Impossible),
    }
    Ok(())
}

/// A value as the kind that a field's type wants: numbers are numbers whatever
/// they count, and empty is empty.
pub(super) fn fit(value: Value, ty: &Type) -> Result<Value, NoValue> {
    let fitted = match (ty, &value) {
        (Type::Integer(_), value) => value.number().map(Value::Integer),
        (Type::Enum(..), value) => value.number().map(Value::Enum),
        (Type::Flags(..), value) => {
            value.number().and_then(|number| u64::try_from(number).ok()).map(Value::Flags)
        }
        (Type::Bytes(_), Value::Text(text)) => Some(Value::Bytes(text.clone().into_bytes())),
        (Type::Bytes(_), Value::List(elements)) if elements.is_empty() => {
            Some(Value::Bytes(Vec::new()))
        }
        (Type::Text(_), Value::List(elements)) if elements.is_empty() => {
            Some(Value::Text(String::new()))
        }
        (Type::Text(_), Value::Bytes(bytes)) => {
            String::from_utf8(bytes.clone()).ok().map(Value::Text)
        }
        _ => Some(value),
    };
    fitted.ok_or(NoValue::Impossible)
}

/// The bytes of a byte string or string.
fn octets(value: &Value) -> Option<&[u8]> {
    match value {
        Value::Bytes(bytes) => Some(bytes),
        Value::Text(text) => Some(text.as_bytes()),
        _ => None,
    }
}

fn contains(list: &[Value], element: &Value) -> bool {
    list.iter().any(|value| match (value.number(), element.number()) {
        (Some(left), Some(right)) => left == right,
        _ => value == element,
    })
}

fn equal(left: &Value, right: &Value, operations: &mut dyn Operations) -> bool {
    if let (Some(left), Some(right)) = (left.number(), right.number()) {
        return left == right;
    }
    if let (Some(left), Some(right)) = (octets(left), octets(right)) {
        return operations.equal(left, right);
    }
    match (left, right) {
        // `empty` is an empty list here, whatever it is compared with.
        (Value::List(empty), other) | (other, Value::List(empty)) if empty.is_empty() => {
            other.length() == Some(0)
        }
        (left, right) => left == right,
    }
}
