//! The fields of a structure, at and beyond their bounds.
//!
//! From the bytes of a valid value to bytes that violate exactly one
//! constraint, and to values at the edge of what is allowed.

use std::ops::Range;

use packetwright_spec::interpret::{Fields, Value};
use packetwright_spec::model::{Extent, Field, FieldValue, Measure, Name, StructId, Type};
use packetwright_spec::span::Span;

use super::header::replace;
use crate::case::Edit;
use crate::wire::Wire;

/// One violation of one field.
pub(super) struct Violation {
    /// The field's name and what is wrong with it, for the case's name.
    pub(super) what: String,
    /// The rule that it breaks.
    pub(super) rule: String,
    /// Where the field is declared.
    pub(super) span: Span,
    /// What is changed in the bytes of the valid value.
    pub(super) edit: Edit,
}

/// The ways to violate one constraint of a structure, given its bytes.
pub(super) fn violations(wire: &Wire<'_>, id: StructId, valid: &[u8]) -> Vec<Violation> {
    let mut found = Vec::new();
    let runs = wire.model[id].bit_runs();
    for (place, field) in wire.model[id].fields.iter().enumerate() {
        // An edit is of whole bytes, and would change the neighbours as well.
        if runs.iter().any(|run| run.fields.contains(&place)) {
            continue;
        }
        if let Some(range) = field_range(wire, id, valid, field) {
            found.extend(field_violations(wire, field, range));
        }
    }
    found
}

fn field_violations(wire: &Wire<'_>, field: &Field, range: Range<usize>) -> Vec<Violation> {
    let violation = |what: &str, rule: String, edit: Edit| Violation {
        what: format!("{}/{what}", field.name),
        rule,
        span: field.name.span,
        edit,
    };
    let name = &field.name;
    match (&field.ty, &field.value) {
        (Type::Integer(integer), FieldValue::Constant(value)) => vec![violation(
            "other-constant",
            format!("`{name}` is {value}"),
            replace(range, *integer, value ^ 1),
        )],
        (_, FieldValue::Bytes(bytes)) => {
            let mut other = bytes.clone();
            other.iter_mut().take(1).for_each(|byte| *byte ^= 1);
            let rule = format!("`{name}` is the bytes \"{}\"", bytes.escape_ascii());
            vec![violation("other-constant", rule, Edit::Replace { range, bytes: other })]
        }
        (Type::Integer(integer), _) => match field.range {
            Some((low, high)) => [("below", low - 1), ("above", high + 1)]
                .into_iter()
                .filter(|(_, value)| (integer.min()..=integer.max()).contains(value))
                .map(|(what, value)| {
                    let rule = format!("`{name}` is from {low} to {high}");
                    violation(what, rule, replace(range.clone(), *integer, value))
                })
                .collect(),
            None => Vec::new(),
        },
        (Type::Bool(truth), _) if !truth.malleable => vec![violation(
            "neither-0-nor-1",
            format!("`{name}` is 0 or 1"),
            Edit::Replace { range, bytes: vec![2] },
        )],
        (Type::Enum(id, integer), _) if !wire.model[*id].open => {
            let known = |value: i128| wire.model[*id].variants.iter().any(|v| v.value == value);
            let unknown = (0..=integer.max()).find(|value| !known(*value));
            unknown
                .map(|value| {
                    let rule = format!("`{name}` has one of the declared values");
                    violation("unknown", rule, replace(range.clone(), *integer, value))
                })
                .into_iter()
                .collect()
        }
        (Type::Flags(id, integer), _) => {
            let mask = wire.model[*id].mask();
            (0..integer.bits)
                .filter(|bit| mask >> bit & 1 == 0)
                .map(|bit| {
                    let rule = format!("bit {bit} of `{name}` is reserved and must be zero");
                    let edit = replace(range.clone(), *integer, 1 << bit);
                    violation(&format!("reserved-{bit:02}"), rule, edit)
                })
                .collect()
        }
        (Type::Bytes(extent) | Type::Text(extent), _) => {
            length_violations(extent, 1, range.clone(), &violation, name)
        }
        (Type::List(element, extent), _) => match wire.model.size(element).fixed() {
            Some(size) => length_violations(extent, size as usize, range, &violation, name),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// One element too few and one too many, behind a prefix that says so.
fn length_violations(
    extent: &Extent,
    element: usize,
    range: Range<usize>,
    violation: &dyn Fn(&str, String, Edit) -> Violation,
    name: &Name,
) -> Vec<Violation> {
    /// Longer contents are not made for a case.
    const LONGEST: u64 = 1 << 16;

    let Measure::Prefix(prefix) = extent.measure else { return Vec::new() };
    let rule = format!("`{name}` has {} to {} elements or bytes", extent.min, extent.max);
    let mut lengths = Vec::new();
    if let Some(below) = extent.min.checked_sub(1) {
        lengths.push(("too-short", below));
    }
    if i128::from(extent.max) < prefix.max() && extent.max < LONGEST {
        lengths.push(("too-long", extent.max + 1));
    }
    lengths
        .into_iter()
        .map(|(what, length)| {
            let mut bytes = prefix.bytes_of(length.into());
            bytes.resize(bytes.len() + length as usize * element, 0);
            violation(what, rule.clone(), Edit::Replace { range: range.clone(), bytes })
        })
        .collect()
}

/// Edits to values at the edge of what one field allows, the others as they
/// are: integers at both ends of a declared range, lists and byte strings at
/// their greatest length, made of what is there already.
pub(super) fn boundaries(wire: &Wire<'_>, id: StructId, valid: &[u8]) -> Vec<Violation> {
    /// Longer values are not made for a case.
    const LONGEST: u64 = 1 << 12;

    let Ok(Value::Struct(fields)) = wire.interpreter.decode_struct(id, valid) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for field in &wire.model[id].fields {
        let Some((_, value)) = fields.iter().find(|(name, _)| *name == field.name.text) else {
            continue;
        };
        let edges = match (&field.ty, value) {
            (Type::Integer(_), Value::Integer(_)) => match field.range {
                Some((low, high)) => {
                    vec![("least", Value::Integer(low)), ("greatest", Value::Integer(high))]
                }
                None => Vec::new(),
            },
            (Type::List(_, extent), Value::List(elements)) if extent.max <= LONGEST => elements
                .first()
                .map(|first| ("longest", Value::List(vec![first.clone(); extent.max as usize])))
                .into_iter()
                .collect(),
            (Type::Bytes(extent), Value::Bytes(_))
                if extent.max <= LONGEST && extent.min != extent.max =>
            {
                vec![("longest", Value::Bytes(vec![0; extent.max as usize]))]
            }
            _ => Vec::new(),
        };
        for (what, edge) in edges {
            if let Some(edit) = edge_edit(wire, id, valid, &fields, field, edge) {
                found.push(Violation {
                    what: format!("{}/{what}", field.name),
                    rule: format!("the bounds of `{}` are allowed values", field.name),
                    span: field.name.span,
                    edit,
                });
            }
        }
    }
    found
}

/// The edit that puts another value in place of one field's.
fn edge_edit(
    wire: &Wire<'_>,
    id: StructId,
    valid: &[u8],
    fields: &Fields,
    field: &Field,
    edge: Value,
) -> Option<Edit> {
    let mut changed = fields.clone();
    let slot = changed.iter_mut().find(|(name, _)| *name == field.name.text)?;
    slot.1 = edge;
    let encoded = wire.interpreter.encode_struct(id, &Value::Struct(changed)).ok()?;
    let range = field_range(wire, id, valid, field)?;
    let bytes = encoded.get(field_range(wire, id, &encoded, field)?)?.to_vec();
    Some(Edit::Replace { range, bytes })
}

/// The bytes that a field takes, its prefix and elements included.
pub(crate) fn field_range(
    wire: &Wire<'_>,
    id: StructId,
    bytes: &[u8],
    field: &Field,
) -> Option<Range<usize>> {
    let annotated = wire.interpreter.annotate_struct(id, bytes);
    let parts = annotated.fields.iter().filter(|part| {
        let rest = part.path.strip_prefix(field.name.text.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
    });
    parts.map(|part| part.bytes.clone()).reduce(|all, part| all.start..part.end.max(all.end))
}
