//! One small value of everything declared, such as an example in a reference
//! shows: numbers that tell the fields apart, short texts, a list's first
//! elements. The same value for the same model, on every machine.
//!
//! It knows nothing of what a protocol is for: its values are legal, not
//! meaningful.

use super::{Encoder, Sampler, numbers};
use crate::check::Checked;
use crate::interpret::Interpreter;
use crate::interpret::value::Value;
use crate::model::{Extent, Field, FieldValue, Model, StructId, Type, UnionId, Unit};

/// The most parts that a typical value has: fields and elements, at all depths.
/// What must have more has no typical value.
pub const MOST_PARTS: usize = 2048;

/// The most bytes that a byte string or string of a typical value has. What
/// must be longer has no typical value.
pub const MOST_BYTES: u64 = 2048;

/// A small value of a structure, packet, body, arm or payload. None if none of
/// those tried satisfies its constraints, if it must be large, or if it holds
/// types outside the model.
pub fn typical_value(model: &Checked<Model>, id: StructId) -> Option<Value> {
    Typical::new(model).structure(id).map(|found| found.value)
}

/// A small value of one message of a set, by the places of both.
pub fn typical_message(model: &Checked<Model>, set: usize, message: usize) -> Option<Value> {
    let message = model.message_sets.get(set)?.messages.get(message)?;
    let found = Typical::new(model).named(&message.name.text, message.body)?;
    Some(found.value)
}

/// A small value of a union in which it has this arm, by the arm's name.
pub fn typical_arm(model: &Checked<Model>, union: UnionId, arm: &str) -> Option<Value> {
    Typical::new(model).arm(union, arm).map(|found| found.value)
}

/// A value and the number of its parts.
#[derive(Clone)]
struct Found {
    value: Value,
    parts: usize,
}

impl Found {
    fn leaf(value: Value) -> Found {
        Found { value, parts: 1 }
    }
}

/// What is known of a structure's typical value: it is made once, so that the
/// work does not grow with the ways in which structures stand inside each other.
#[derive(Clone)]
enum Known {
    No,
    Yes(Option<Found>),
}

struct Typical<'m> {
    sampler: Sampler<'m>,
    known: Vec<Known>,
}

impl<'m> Typical<'m> {
    fn new(model: &'m Checked<Model>) -> Self {
        let sampler = Sampler { interpreter: Interpreter::new(model), longest: super::LONGEST };
        Typical { sampler, known: vec![Known::No; model.structs.len()] }
    }

    fn structure(&mut self, id: StructId) -> Option<Found> {
        if let Some(Known::Yes(found)) = self.known.get(id.0) {
            return found.clone();
        }
        let found = self.make(id);
        if let Some(slot) = self.known.get_mut(id.0) {
            *slot = Known::Yes(found.clone());
        }
        found
    }

    /// All fields as typical as can be; where constraints forbid that, one of
    /// them changed.
    fn make(&mut self, id: StructId) -> Option<Found> {
        let structure = &self.sampler.model()[id];
        let fields = &structure.fields;
        let mut parts = 1;
        let mut candidates = Vec::with_capacity(fields.len());
        for (place, field) in fields.iter().enumerate() {
            candidates.push(match field.value {
                FieldValue::Free | FieldValue::Carried => {
                    let found = self.field(place, field)?;
                    parts += found.parts;
                    vec![found.value]
                }
                FieldValue::Constant(_)
                | FieldValue::Bytes(_)
                | FieldValue::Length { .. }
                | FieldValue::Size { .. }
                | FieldValue::Checksum { .. }
                | FieldValue::Selector { .. }
                | FieldValue::Padding => vec![Value::Absent],
            });
            if parts > MOST_PARTS {
                return None;
            }
        }
        let mut choices = vec![0; fields.len()];
        let mut value = self.encoded(id, &candidates, &choices);
        for (place, field) in fields.iter().enumerate().filter(|(_, field)| field.value.is_given())
        {
            if value.is_some() {
                break;
            }
            candidates[place].extend(self.others(field));
            for choice in 1..candidates[place].len() {
                choices[place] = choice;
                value = value.or_else(|| self.encoded(id, &candidates, &choices));
            }
            choices[place] = 0;
        }
        Some(Found { value: value?, parts })
    }

    /// The structure with these choices, if it can be encoded.
    fn encoded(&self, id: StructId, candidates: &[Vec<Value>], choices: &[usize]) -> Option<Value> {
        let structure = &self.sampler.model()[id];
        let value = Value::Struct(self.sampler.assemble(structure, candidates, choices));
        self.sampler.interpreter.encode_struct(id, &value).ok().map(|_| value)
    }

    /// What else a field may be, if its typical value is refused.
    fn others(&self, field: &Field) -> Vec<Value> {
        let (min, max) = field.range.unwrap_or_else(|| {
            field.ty.number().map_or((0, -1), |integer| (integer.min(), integer.max()))
        });
        match field.ty {
            Type::Integer(integer) => {
                let small = (0..=16).filter(|number| (min..=max).contains(number));
                small.map(Value::Integer).chain(numbers(integer, min, max)).collect()
            }
            Type::Bool(_) | Type::Enum(..) | Type::Flags(..) => self.sampler.values(&field.ty),
            Type::Option(_) => vec![Value::Option(None)],
            // The usual content may have the delimiter behind it in it, or not fill
            // the units in which it is measured.
            Type::Bytes(extent) => other_lengths(&extent, 4)
                .map(|length| Value::Bytes(vec![0x11; length as usize]))
                .collect(),
            Type::Text(extent) => other_lengths(&extent, 5)
                .map(|length| Value::Text("x".repeat(length as usize)))
                .collect(),
            // What they hold matters to no constraint.
            Type::Float(_)
            | Type::List(..)
            | Type::Within(..)
            | Type::Struct(_)
            | Type::Union { .. }
            | Type::Padding(_)
            | Type::External(_) => Vec::new(),
        }
    }

    fn field(&mut self, place: usize, field: &Field) -> Option<Found> {
        let Type::Integer(integer) = field.ty else { return self.value(place, &field.ty) };
        let (min, max) = field.range.unwrap_or((integer.min(), integer.max()));
        let number = match field.unit {
            Some(Unit::Milliseconds) => 1000,
            Some(Unit::Seconds) => 30,
            Some(Unit::Bytes) => 1024,
            // Fields count up, so that a reader finds each again in the bytes.
            None => place as i128 + 1,
        };
        Some(Found::leaf(Value::Integer(number.clamp(min, max))))
    }

    fn value(&mut self, place: usize, ty: &Type) -> Option<Found> {
        match ty {
            Type::Integer(integer) => {
                let number = (place as i128 + 1).clamp(integer.min(), integer.max());
                Some(Found::leaf(Value::Integer(number)))
            }
            // One and a half.
            Type::Float(float) => Some(Found::leaf(Value::Float(match float.bits {
                32 => 1.5f32.to_bits().into(),
                _ => 1.5f64.to_bits(),
            }))),
            Type::Bool(truth) => Some(Found::leaf(Value::Bool(truth.integer.is_whole()))),
            Type::Enum(..) | Type::Flags(..) => {
                self.sampler.values(ty).into_iter().next().map(Found::leaf)
            }
            Type::Bytes(extent) => {
                let length = length(extent, 4)?;
                let bytes = (0..length).map(|place| 0xa0_u8.wrapping_add(place as u8)).collect();
                Some(Found::leaf(Value::Bytes(bytes)))
            }
            Type::Text(extent) => {
                let length = usize::try_from(length(extent, 5)?).ok()?;
                let text: String = "hello ".chars().cycle().take(length).collect();
                Some(Found::leaf(Value::Text(text)))
            }
            Type::List(element, extent) => self.list(element, extent),
            Type::Option(inner) => {
                let Found { value, parts } = self.value(place, inner)?;
                Some(Found { value: Value::Option(Some(Box::new(value))), parts: parts + 1 })
            }
            Type::Within(inner, _) => self.filling(place, ty, inner),
            Type::Struct(id) => self.structure(*id),
            Type::Union { union, .. } => self.union(*union),
            Type::Padding(_) | Type::External(_) => None,
        }
    }

    fn list(&mut self, element: &Type, extent: &Extent) -> Option<Found> {
        let usual = if element.number().is_some() { 2 } else { 1 };
        let count = usize::try_from(length(extent, usual)?).ok()?;
        let mut elements = Vec::new();
        let mut parts = 1;
        for place in 0..count {
            let found = self.value(place, element)?;
            parts += found.parts;
            if parts > MOST_PARTS {
                return None;
            }
            elements.push(found.value);
        }
        Some(Found { value: Value::List(elements), parts })
    }

    /// A value that fills a region: its typical one if that does; of a list one
    /// with more elements, of bytes one of another length.
    fn filling(&mut self, place: usize, ty: &Type, inner: &Type) -> Option<Found> {
        let Interpreter { model, .. } = self.sampler.interpreter;
        let supplied = self.sampler.interpreter.supplied();
        let fills = |value: &Value| Encoder::new(model, supplied).whole_value(ty, value).is_ok();
        if let Some(found) = self.value(place, inner).filter(|found| fills(&found.value)) {
            return Some(found);
        }
        match inner {
            Type::List(element, _) => {
                let Found { value, parts } = self.value(0, element)?;
                (2..=16).filter(|count| parts * count <= MOST_PARTS).find_map(|count| {
                    let list = Value::List(vec![value.clone(); count]);
                    fills(&list).then_some(Found { value: list, parts: parts * count + 1 })
                })
            }
            Type::Bytes(_) => self.sampler.values(ty).into_iter().next().map(Found::leaf),
            Type::Integer(_)
            | Type::Float(_)
            | Type::Bool(_)
            | Type::Enum(..)
            | Type::Flags(..)
            | Type::Text(_)
            | Type::Option(_)
            | Type::Within(..)
            | Type::Struct(_)
            | Type::Union { .. }
            | Type::Padding(_)
            | Type::External(_) => None,
        }
    }

    /// The first arm that has fields, or the first of all.
    fn union(&mut self, id: UnionId) -> Option<Found> {
        let model = self.sampler.model();
        let union = &model[id];
        let filled = union.arms.iter().find(|arm| !model[arm.body].fields.is_empty());
        let name = filled.or(union.arms.first()).map(|arm| &arm.name);
        let name = name.or(union.other.as_ref().map(|other| &other.name))?;
        self.arm(id, &name.text)
    }

    fn arm(&mut self, id: UnionId, name: &str) -> Option<Found> {
        let union = &self.sampler.model()[id];
        let mut found = self.named(name, union.body_named(name)?)?;
        if let Some(other) = union.other.as_ref().filter(|other| other.name.text == name)
            && let Value::Union { fields, .. } = &mut found.value
        {
            let number = self.sampler.other_numbers(union, other).into_iter().next()?;
            fields.first_mut()?.1 = number;
        }
        Some(found)
    }

    fn named(&mut self, name: &str, body: StructId) -> Option<Found> {
        match self.structure(body)? {
            Found { value: Value::Struct(fields), parts } => {
                Some(Found { value: Value::Union { arm: name.to_owned(), fields }, parts })
            }
            _ => None,
        }
    }
}

/// The usual length, and all short ones, as far as they may be.
fn other_lengths(extent: &Extent, usual: u64) -> impl Iterator<Item = u64> {
    let bounds = extent.min..=extent.limit();
    length(extent, usual).into_iter().chain((0..=16).filter(move |length| bounds.contains(length)))
}

/// The usual length, or the nearest that may be; none if that is too long.
fn length(extent: &Extent, usual: u64) -> Option<u64> {
    let length = usual.clamp(extent.min, extent.limit().max(extent.min));
    (length <= MOST_BYTES).then_some(length)
}
