//! Values of one field, and of several together.

use std::collections::BTreeSet;

use super::{LONGEST_SAMPLE, MOST_CANDIDATES};
use crate::check::Checked;
use crate::interpret::{Fields, Value, sample};
use crate::model::{Expression, Extent, Field, FieldValue, Measure, Model, Struct, Type};

/// The most flags of which every set is tried.
const FLAGS_TOGETHER: usize = 8;

/// The bytes of content that may stand for numbers.
const FEW: usize = 4;

/// A value with one field replaced.
pub(super) fn with(structure: &Struct, base: &Fields, place: usize, value: &Value) -> Fields {
    let name = structure.fields.get(place).map(|field| &field.name.text);
    let mut fields = base.clone();
    for (field, slot) in &mut fields {
        if Some(&*field) == name {
            *slot = value.clone();
        }
    }
    fields
}

/// Every combination of the values of some fields.
pub(super) fn product(
    structure: &Struct,
    base: &Fields,
    sets: &[(usize, Vec<Value>)],
) -> Vec<Fields> {
    let mut values = vec![base.clone()];
    for (place, choices) in sets {
        let room = MOST_CANDIDATES / values.len().max(1);
        let combined = values.iter().flat_map(|value| {
            choices.iter().take(room).map(|choice| with(structure, value, *place, choice))
        });
        values = combined.collect();
    }
    values
}

/// Numbers that conditions and bounds of either side speak of.
pub(super) struct Hints(pub(super) Vec<i128>);

impl Hints {
    pub(super) fn new(old: &Struct, new: &Struct) -> Hints {
        let mut numbers = Vec::new();
        for structure in [old, new] {
            let requires = structure.requires.iter().map(|require| &require.condition);
            let conditions = structure.fields.iter().filter_map(|field| field.condition.as_ref());
            requires.chain(conditions).for_each(|condition| literals(condition, &mut numbers));
        }
        Hints(numbers)
    }
}

fn literals(expression: &Expression, numbers: &mut Vec<i128>) {
    match expression {
        Expression::Integer(number) => numbers.push(*number),
        Expression::Unary(_, inner) => literals(inner, numbers),
        Expression::Binary(_, left, right) => {
            literals(left, numbers);
            literals(right, numbers);
        }
        Expression::Bool(_)
        | Expression::Field(_)
        | Expression::Flag(..)
        | Expression::Length(_) => {}
    }
}

/// The values of a field that are tried: its boundaries, and what lies about
/// the bounds of the other side; nothing longer than `most`.
pub(super) fn field_values(
    model: &Checked<Model>,
    field: &Field,
    other: Option<&Field>,
    hints: &Hints,
    most: i128,
) -> Vec<Value> {
    let mut values = sample::type_values(model, &field.ty, LONGEST_SAMPLE);
    match &field.ty {
        Type::Integer(integer) => {
            let (min, max) = field.range.unwrap_or((integer.min(), integer.max()));
            let numbers = numbers(field, other, hints).into_iter();
            values = numbers.filter(|n| (min..=max).contains(n)).map(Value::Integer).collect();
        }
        Type::Enum(_, integer) => {
            let (min, max) = (integer.min(), integer.max());
            let numbers = numbers(field, other, hints).into_iter();
            values.extend(numbers.filter(|n| (min..=max).contains(n)).map(Value::Enum));
        }
        Type::Flags(id, _) => values.extend(flag_sets(model[*id].mask()).map(Value::Flags)),
        Type::Bytes(_) => {
            values.extend(contents(field, other, hints, most).into_iter().map(Value::Bytes));
        }
        Type::Text(_) => {
            let contents = contents(field, other, hints, most).into_iter();
            let texts = contents.filter_map(|bytes| String::from_utf8(bytes).ok());
            values.extend(texts.map(Value::Text));
        }
        Type::List(..) => {
            let first = match values.iter().find(|value| value.length() > Some(0)) {
                Some(Value::List(elements)) => elements.first().cloned(),
                _ => None,
            };
            let lengths = lengths(field, other, hints, most).into_iter();
            values.extend(
                lengths.filter_map(|length| Some(Value::List(vec![first.clone()?; length]))),
            );
        }
        Type::Float(_)
        | Type::Bool(_)
        | Type::Option(_)
        | Type::Within(..)
        | Type::Struct(_)
        | Type::Union { .. }
        | Type::Padding(_)
        | Type::External(_) => {}
    }
    if field.condition.is_some() {
        values.push(Value::Absent);
    }
    let short = |value: &Value| value.length().is_none_or(|length| i128::from(length) <= most);
    values.retain(short);
    values
}

/// Numbers about the bounds and constants of either side.
fn numbers(field: &Field, other: Option<&Field>, hints: &Hints) -> BTreeSet<i128> {
    let mut numbers: Vec<i128> = hints.0.clone();
    for field in other.into_iter().chain([field]) {
        numbers.extend(field.range.into_iter().flat_map(|(min, max)| [min, max]));
        numbers.extend(field.ty.number().into_iter().flat_map(|i| [i.min(), i.max()]));
        if let FieldValue::Constant(constant) = field.value {
            numbers.push(constant);
        }
    }
    about(numbers)
}

/// Lengths about the bounds of either side.
fn lengths(field: &Field, other: Option<&Field>, hints: &Hints, most: i128) -> Vec<usize> {
    let mut lengths: Vec<i128> = hints.0.clone();
    let bounds = extents(field, other).flat_map(|extent| [extent.min, extent.limit()]);
    lengths.extend(bounds.map(i128::from));
    let lengths = about(lengths).into_iter().filter(|length| (0..=most).contains(length));
    lengths.filter_map(|length| usize::try_from(length).ok()).collect()
}

/// Contents of such lengths, what ends content on either side, and what is no
/// text.
fn contents(field: &Field, other: Option<&Field>, hints: &Hints, most: i128) -> Vec<Vec<u8>> {
    let lengths = lengths(field, other, hints, most).into_iter();
    // Zeros may be taken for numbers; long ones are for people to read.
    let plain = lengths.flat_map(|length| {
        let zeros = (length <= FEW).then(|| vec![0; length]);
        [vec![b'a'; length]].into_iter().chain(zeros)
    });
    let ends = extents(field, other).filter_map(|extent| match extent.measure {
        Measure::Until(delimiter) => Some(delimiter.as_slice().to_vec()),
        Measure::Fixed | Measure::Prefix(_) | Measure::Field(_) | Measure::Rest => None,
    });
    plain.chain(ends).chain([vec![0xff]]).collect()
}

fn extents<'f>(field: &'f Field, other: Option<&'f Field>) -> impl Iterator<Item = &'f Extent> {
    other.and_then(|other| extent(&other.ty)).into_iter().chain(extent(&field.ty))
}

fn about(numbers: Vec<i128>) -> BTreeSet<i128> {
    numbers.into_iter().flat_map(|n| [n.saturating_sub(1), n, n.saturating_add(1)]).collect()
}

/// The extent of a byte string, string or list, in a region or option as well.
fn extent(ty: &Type) -> Option<&Extent> {
    match ty {
        Type::Within(inner, _) | Type::Option(inner) => extent(inner),
        ty => ty.extent(),
    }
}

/// Sets of flags: all if they are few, else each two of them.
fn flag_sets(mask: u64) -> impl Iterator<Item = u64> {
    let bits: Vec<u64> = (0..64).map(|bit| 1_u64 << bit).filter(|bit| mask & bit != 0).collect();
    let sets: Vec<u64> = if bits.len() <= FLAGS_TOGETHER {
        (0..1_u64 << bits.len())
            .map(|set| {
                let chosen = bits.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1);
                chosen.fold(0, |all, (_, bit)| all | bit)
            })
            .collect()
    } else {
        bits.iter().flat_map(|a| bits.iter().map(move |b| a | b)).collect()
    };
    sets.into_iter()
}
