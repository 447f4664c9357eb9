//! Valid values at the boundaries of a type: least and greatest, empty and
//! longest, each variant, arm and flag. The same list for the same model, on
//! every machine; conformance cases and the seeds of fuzzers start from it.
//!
//! The number of values grows with the sum of the fields' boundaries, not with
//! their product: one field at a time leaves the plainest value.

mod typical;

pub use typical::{MOST_BYTES, MOST_PARTS, typical_arm, typical_message, typical_value};

use super::Interpreter;
use super::encode::Encoder;
use super::scope::Scope;
use super::size::Sizes;
use super::value::{Fields, Value};
use crate::check::Checked;
use crate::model::{
    Extent, Field, FieldValue, FlagsId, Float, Integer, Measure, MessageSet, Model, Other, Region,
    Selector, Struct, StructId, Type, Union, UnionId,
};

/// The greatest length that a sample has, in bytes or elements; what may be
/// longer is cut to it, unless its least length is greater.
pub const LONGEST: u64 = 4096;

/// The greatest least length of something that has samples at all, and about
/// the most bytes and elements in one list: a spec may ask for more than there
/// is memory.
pub const GREATEST: u64 = 1 << 20;

/// The boundary values of a structure, each of which encodes; the plainest
/// first, none twice. Empty only if no combination tried satisfies its
/// constraints, or if it holds types outside the model.
pub fn boundary_values(model: &Checked<Model>, id: StructId) -> Vec<Value> {
    Sampler::new(model).structure(id)
}

/// The boundary values of every message of a set, by the set's place.
pub fn boundary_messages(model: &Checked<Model>, set: usize) -> Vec<Value> {
    let sampler = Sampler::new(model);
    let messages = model.message_sets.get(set).map_or(&[][..], |set: &MessageSet| &set.messages);
    messages.iter().flat_map(|message| sampler.named(&message.name.text, message.body)).collect()
}

/// The boundary values of a type, the plainest first, with nothing longer than
/// `longest` unless its least length is greater; those of a union chosen by a
/// field are of all its arms. Empty for types outside the model.
pub fn type_values(model: &Checked<Model>, ty: &Type, longest: u64) -> Vec<Value> {
    Sampler { longest, ..Sampler::new(model) }.values(ty)
}

struct Sampler<'m> {
    interpreter: Interpreter<'m>,
    /// The greatest length of a sample, in bytes or elements.
    longest: u64,
}

impl<'m> Sampler<'m> {
    fn new(model: &'m Checked<Model>) -> Self {
        Sampler { interpreter: Interpreter::new(model), longest: LONGEST }
    }

    /// Every field at each of its boundaries, the others at each base.
    fn structure(&self, id: StructId) -> Vec<Value> {
        let structure = &self.model()[id];
        let fields = &structure.fields;
        let mut candidates: Vec<Vec<Value>> = fields
            .iter()
            .map(|field| match field.value {
                FieldValue::Free | FieldValue::Carried => self.field(field),
                _ => vec![Value::Absent],
            })
            .collect();
        for region in self.model().regions(structure) {
            if let Some(candidates) = candidates.get_mut(region.coverage.last) {
                candidates.extend(self.filling_region(structure, &region));
            }
        }
        let mut values = Vec::new();
        for base in bases(fields, &candidates) {
            for place in 0..fields.len().max(1) {
                for choice in 0..candidates.get(place).map_or(1, Vec::len) {
                    let mut choices = base.clone();
                    if let Some(chosen) = choices.get_mut(place) {
                        *chosen = choice;
                    }
                    let value = Value::Struct(self.assemble(structure, &candidates, &choices));
                    let encodes = self.interpreter.encode_struct(id, &value).is_ok();
                    if encodes && !values.contains(&value) {
                        values.push(value);
                    }
                }
            }
        }
        values
    }

    /// The fields that the choices give, without those whose condition does
    /// not hold.
    fn assemble(&self, structure: &Struct, candidates: &[Vec<Value>], choices: &[usize]) -> Fields {
        let fields = &structure.fields;
        let chosen: Vec<&Value> = candidates
            .iter()
            .zip(choices)
            .map(|(values, choice)| values.get(*choice).unwrap_or(&Value::Absent))
            .collect();
        let named = fields
            .iter()
            .zip(&chosen)
            .map(|(field, value)| (field.name.text.clone(), (*value).clone()));
        let all: Fields = if fields.iter().any(is_size) { named.collect() } else { Fields::new() };
        let sizes = Sizes::new(self.model(), structure, &all);
        let mut scope = Scope::with_capacity(fields.len());
        let mut assembled = Vec::new();
        for (field, free) in fields.iter().zip(&chosen) {
            let present = field.condition.as_ref().is_none_or(|holds| scope.holds(holds, 0));
            let value = match (&field.value, present) {
                (_, false) | (FieldValue::Padding, true) => Value::Absent,
                (FieldValue::Free | FieldValue::Carried, true) => (*free).clone(),
                (FieldValue::Constant(constant), true) => Value::Integer(*constant),
                (FieldValue::Bytes(bytes), true) => Value::Bytes(bytes.clone()),
                (FieldValue::Length { of, scale }, true) => {
                    let length = chosen.get(*of).and_then(|value| value.length()).unwrap_or(0);
                    Value::Integer(scale.number(length.into()).unwrap_or(0))
                }
                (FieldValue::Checksum { .. }, true) => Value::Integer(0),
                (FieldValue::Size { of, scale }, true) => {
                    let size = i128::from(sizes.covered(*of));
                    Value::Integer(scale.number(size).unwrap_or(0))
                }
                (FieldValue::Selector { of }, true) => {
                    let tag = fields
                        .get(*of)
                        .zip(chosen.get(*of))
                        .and_then(|(field, value)| self.tag(&field.ty, value));
                    Value::Integer(tag.unwrap_or(0))
                }
            };
            scope.push(&value);
            if field.value.is_given() {
                assembled.push((field.name.text.clone(), value));
            }
        }
        assembled
    }

    fn tag(&self, ty: &Type, value: &Value) -> Option<i128> {
        let (Type::Union { union, .. }, Value::Union { arm, .. }) = (ty, value) else {
            return None;
        };
        let union = &self.model()[*union];
        union.arms.iter().find(|declared| declared.name.text == *arm).map(|declared| declared.tag)
    }

    fn field(&self, field: &Field) -> Vec<Value> {
        match (&field.ty, field.range) {
            (Type::Integer(integer), Some((min, max))) => numbers(*integer, min, max),
            (ty, _) => self.values(ty),
        }
    }

    /// The boundary values of a type, the plainest first, the fullest last.
    fn values(&self, ty: &Type) -> Vec<Value> {
        match ty {
            Type::Integer(integer) => numbers(*integer, integer.min(), integer.max()),
            Type::Float(float) => floats(*float),
            Type::Bool(_) => vec![Value::Bool(false), Value::Bool(true)],
            Type::Enum(id, integer) => {
                let declared = &self.model()[*id];
                let named = declared.variants.iter().map(|variant| variant.value);
                let mut numbers: Vec<i128> = named.collect();
                if declared.open {
                    numbers.extend(unnamed(*integer, &numbers));
                }
                numbers.into_iter().map(Value::Enum).collect()
            }
            Type::Flags(id, _) => self.flags(*id),
            Type::Bytes(_) => lengths(ty, self.longest)
                .into_iter()
                .map(|length| Value::Bytes(pattern(length)))
                .collect(),
            Type::Text(_) => texts(ty, self.longest),
            Type::List(element, _) => self.lists(ty, element),
            Type::Option(inner) => std::iter::once(Value::Option(None))
                .chain(self.values(inner).into_iter().map(|v| Value::Option(Some(Box::new(v)))))
                .collect(),
            Type::Within(inner, extent) => self.filling(ty, inner, extent),
            Type::Struct(id) => self.structure(*id),
            Type::Union { union, .. } => self.union(*union),
            Type::Padding(_) | Type::External(_) => Vec::new(),
        }
    }

    /// The values that fill a region.
    fn filling(&self, ty: &Type, inner: &Type, extent: &Extent) -> Vec<Value> {
        let mut values = self.values(inner);
        if let Type::Bytes(content) = inner {
            // As many bytes as fill it at the least and at the most.
            let around = match content.measure {
                Measure::Prefix(prefix) => prefix.min_bytes()..=prefix.bytes(),
                _ => 0..=0,
            };
            let ends = [extent.min, extent.limit().min(self.longest).max(extent.min)];
            for length in ends {
                let lengths = around.clone().filter_map(|around| length.checked_sub(around));
                values.extend(lengths.map(|length| Value::Bytes(pattern(length))));
            }
        }
        let interpreter = &self.interpreter;
        values.retain(|value| {
            Encoder::new(interpreter.model, interpreter.supplied()).whole_value(ty, value).is_ok()
        });
        values
    }

    /// Byte strings that, as the last field of a region, make it as long as its
    /// size can say.
    fn filling_region(&self, structure: &Struct, region: &Region) -> Option<Value> {
        let field = structure.fields.get(region.coverage.last)?;
        let Type::Bytes(Extent { measure: Measure::Rest, .. }) = field.ty else { return None };
        let sizes = self.model().field_sizes(structure);
        let others = sizes.get(region.coverage.first..region.coverage.last)?;
        let others: u64 = others.iter().map(|size| size.min).sum();
        let (_, number) = region.scale.numbers(region.min.into(), region.max.into());
        let longest = u64::try_from(region.scale.length(number)).ok()?.checked_sub(others)?;
        (longest <= self.longest).then(|| Value::Bytes(pattern(longest)))
    }

    fn union(&self, id: UnionId) -> Vec<Value> {
        let union = &self.model()[id];
        let mut values: Vec<Value> =
            union.arms.iter().flat_map(|arm| self.named(&arm.name.text, arm.body)).collect();
        if let Some(other) = &union.other {
            values.extend(self.others(union, other));
        }
        values
    }

    /// The boundary values of the arm for numbers without an arm: for the first
    /// such number and the ends of the integer.
    fn others(&self, union: &Union, other: &Other) -> Vec<Value> {
        let first = self.model()[other.body].fields.first();
        let Some(kept) = first.map(|field| &field.name.text) else { return Vec::new() };
        let numbers = self.other_numbers(union, other);
        let mut values: Vec<Value> = Vec::new();
        for value in self.named(&other.name.text, other.body) {
            for number in &numbers {
                let mut value = value.clone();
                if let Value::Union { fields, .. } = &mut value
                    && let Some((_, slot)) = fields.iter_mut().find(|(name, _)| name == kept)
                {
                    *slot = number.clone();
                }
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        values
    }

    /// The first number without an arm, and the ends of the integer if they have
    /// none, as the first field of the arm for such numbers keeps them.
    fn other_numbers(&self, union: &Union, other: &Other) -> Vec<Value> {
        let taken: Vec<i128> = union.arms.iter().map(|arm| arm.tag).collect();
        let first = self.model()[other.body].fields.first();
        match (first.map(|field| &field.ty), union.selector) {
            (_, Selector::Tag(integer) | Selector::Number(integer) | Selector::Peek(integer)) => {
                unnamed(integer, &taken).into_iter().map(Value::Integer).collect()
            }
            (Some(ty), Selector::Enum(_)) => {
                let named = |value: &Value| value.number().is_some_and(|n| taken.contains(&n));
                self.values(ty).into_iter().filter(|value| !named(value)).collect()
            }
            (None, Selector::Enum(_)) => Vec::new(),
        }
    }

    /// The boundary values of a structure as an arm or message.
    fn named(&self, name: &str, body: StructId) -> Vec<Value> {
        let values = self.structure(body).into_iter();
        let named = values.filter_map(|value| match value {
            Value::Struct(fields) => Some(Value::Union { arm: name.to_string(), fields }),
            _ => None,
        });
        named.collect()
    }

    /// None, each alone, and as many together as the set allows.
    fn flags(&self, id: FlagsId) -> Vec<Value> {
        let declared = &self.model()[id];
        let allowed = |bits: u64| {
            declared.requires.iter().all(|r| Scope::default().holds(&r.condition, bits))
        };
        let fullest = declared
            .bits
            .iter()
            .fold(0, |bits, bit| if allowed(bits | bit.mask) { bits | bit.mask } else { bits });
        let single = declared.bits.iter().map(|bit| bit.mask);
        let mut bits: Vec<u64> =
            std::iter::once(0).chain(single).chain([fullest]).filter(|b| allowed(*b)).collect();
        bits.dedup();
        bits.into_iter().map(Value::Flags).collect()
    }

    /// As few and as many elements as may be, all boundaries in turn.
    fn lists(&self, ty: &Type, element: &Type) -> Vec<Value> {
        let elements = self.values(element);
        let weights: Vec<u64> = elements.iter().map(weight).collect();
        let least = ty.extent().map_or(0, |extent| extent.min);
        let mut lists: Vec<Value> = Vec::new();
        for length in lengths(ty, self.longest) {
            let length = usize::try_from(length).unwrap_or(0);
            let mut room = GREATEST;
            let fits = weights.iter().cycle().take(length).take_while(|weight| {
                let left = room.checked_sub(**weight);
                room = left.unwrap_or(0);
                left.is_some()
            });
            let length = fits.count();
            let known = lists.last().is_some_and(|last| last.length() == Some(length as u64));
            if length as u64 >= least && !known {
                lists.push(Value::List(elements.iter().cycle().take(length).cloned().collect()));
            }
        }
        lists
    }

    fn model(&self) -> &'m Model {
        self.interpreter.model()
    }
}

fn is_size(field: &Field) -> bool {
    matches!(field.value, FieldValue::Size { .. })
}

/// What the other fields are while one is at its boundaries, as choices among
/// the candidates: all at their plainest, then all at their fullest. Where
/// fields depend on each other, also each alone at its fullest, so that an
/// optional field has its boundaries though all together break a constraint.
fn bases(fields: &[Field], candidates: &[Vec<Value>]) -> Vec<Vec<usize>> {
    let plainest: Vec<usize> = vec![0; fields.len()];
    let fullest: Vec<usize> =
        candidates.iter().map(|values| values.len().saturating_sub(1)).collect();
    let mut bases = vec![plainest.clone(), fullest.clone()];
    if fields.iter().any(|field| field.condition.is_some()) {
        for (place, full) in fullest.iter().enumerate() {
            let mut base = plainest.clone();
            if let Some(choice) = base.get_mut(place) {
                *choice = *full;
            }
            bases.push(base);
        }
    }
    bases
}

/// Both ends, what lies next to them, what lies about zero, and where a variable
/// length changes.
fn numbers(integer: Integer, min: i128, max: i128) -> Vec<Value> {
    let mut numbers: Vec<i128> = [min, min + 1, -1, 0, 1, max - 1, max]
        .into_iter()
        .chain(integer.variable().into_iter().flat_map(|_| length_changes(integer)))
        .filter(|n| (min..=max).contains(n))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    // The plainest is zero, if it may be, and else the least.
    if let Some(zero) = numbers.iter().position(|number| *number == 0) {
        numbers[..=zero].rotate_right(1);
    }
    numbers.into_iter().map(Value::Integer).collect()
}

/// Zeros, ones, the ends of all kinds, and NaN that differ.
fn floats(float: Float) -> Vec<Value> {
    let bits: &[u64] = match float.bits {
        32 => &[
            0,
            0x8000_0000,
            0x3f80_0000,
            0xbdcc_cccd,
            1,
            0x0080_0000,
            0x7f7f_ffff,
            0x7f80_0000,
            0xff80_0000,
            0x7fc0_0000,
            0x7fc0_0001,
            0x7f80_0001,
            0xffff_ffff,
        ],
        _ => &[
            0,
            0x8000_0000_0000_0000,
            0x3ff0_0000_0000_0000,
            0xbfb9_9999_9999_999a,
            1,
            0x0010_0000_0000_0000,
            0x7fef_ffff_ffff_ffff,
            0x7ff0_0000_0000_0000,
            0xfff0_0000_0000_0000,
            0x7ff8_0000_0000_0000,
            0x7ff8_0000_0000_0001,
            0x7ff0_0000_0000_0001,
            u64::MAX,
        ],
    };
    bits.iter().copied().map(Value::Float).collect()
}

/// The numbers that take another length than one of their neighbours.
fn length_changes(integer: Integer) -> impl Iterator<Item = i128> {
    let powers = (0..u32::from(integer.bits)).map(|bits| 1i128 << bits);
    // bincode's change is at 251, and at half of it where the sign is folded in.
    let near = powers.chain([251, 126, -126]).flat_map(|n| [n, -n]).flat_map(|n| n - 1..=n + 1);
    near.filter(move |n| {
        let length = integer.len_of(*n);
        length != integer.len_of(n - 1) || length != integer.len_of(n + 1)
    })
}

/// The ends of an integer and the first number that has no name.
fn unnamed(integer: Integer, named: &[i128]) -> Vec<i128> {
    let first = (0..=integer.max()).find(|number| !named.contains(number));
    let mut numbers: Vec<i128> = first
        .into_iter()
        .chain([integer.min(), integer.max()])
        .filter(|n| !named.contains(n))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// How many bytes, elements and fields a value has, about.
fn weight(value: &Value) -> u64 {
    let inside = match value {
        Value::List(elements) => elements.iter().map(weight).fold(0, u64::saturating_add),
        Value::Struct(fields) | Value::Union { fields, .. } => {
            fields.iter().map(|(_, value)| weight(value)).fold(0, u64::saturating_add)
        }
        Value::Option(Some(value)) => weight(value),
        value => value.length().unwrap_or(0),
    };
    inside.saturating_add(1)
}

/// The least length, the next, and the greatest that a sample has; none if the
/// least is out of reach.
fn lengths(ty: &Type, longest: u64) -> Vec<u64> {
    let Some(extent) = ty.extent().filter(|extent| extent.min <= GREATEST) else {
        return Vec::new();
    };
    let longest = Extent::limit(extent).min(longest).max(extent.min);
    let mut lengths = vec![extent.min, extent.min.saturating_add(1).min(longest), longest];
    lengths.dedup();
    lengths
}

/// Bytes that are neither all alike nor all text.
fn pattern(length: u64) -> Vec<u8> {
    (0..length).map(|place| (place % 251) as u8 ^ 0xa5).collect()
}

/// Strings of one, two, three and four bytes a character.
fn texts(ty: &Type, longest: u64) -> Vec<Value> {
    let text = |length: u64| {
        let mut left = usize::try_from(length).unwrap_or(0);
        let mut text = String::new();
        for character in ['a', 'é', '€', '🦀'].into_iter().cycle() {
            match left.checked_sub(character.len_utf8()) {
                Some(rest) => left = rest,
                None => break,
            }
            text.push(character);
        }
        text.extend(std::iter::repeat_n('z', left));
        Value::Text(text)
    };
    lengths(ty, longest).into_iter().map(text).collect()
}
