//! Constraints, and expressions as such.

use super::lengths::bounds;
use super::{Comparer, Mark, Place, Seat, Suspects, became};
use crate::evolution::matching::FieldMatch;
use crate::evolution::rules::Rule;
use crate::interpret::scope::Scope;
use crate::model::{Expression, Extent, Field, Require, Struct, Type};
use crate::span::Span;

/// The combinations of values that are tried to tell two conditions apart.
const MOST_COMBINATIONS: i128 = 65_536;

/// What constraints look at.
#[derive(Clone, Copy)]
pub(super) enum Over<'m> {
    /// The fields of two structures.
    Fields(&'m Struct, &'m Struct),
    /// Flags, all that either side has.
    Flags(u64),
}

impl Comparer<'_> {
    /// The constraints of a structure or set of flags.
    pub(super) fn requires(
        &mut self,
        requires: (&[Require], &[Require]),
        over: Over<'_>,
        matched: &FieldMatch,
        label: &str,
        seat: Seat,
    ) {
        let (old, new) = requires;
        let mut gone: Vec<&Require> = Vec::new();
        let mut come: Vec<&Require> = new.iter().collect();
        for require in old {
            let same = come
                .iter()
                .position(|other| same_expression(&require.condition, &other.condition, matched));
            match same {
                Some(place) => drop(come.remove(place)),
                None => gone.push(require),
            }
        }
        let mark = |requires: &[&Require]| {
            let texts = requires.iter().map(|require| require.text.clone()).collect();
            Place { seat, mark: Mark::Require(texts) }
        };
        let changed = gone.len().min(come.len());
        for (a, b) in gone.iter().zip(&come) {
            let spans = (Some(a.span), Some(b.span));
            let message = became(&a.text, &b.text);
            let place = mark(&[*a, *b]);
            let suspects = decide(&a.condition, &b.condition, over, matched);
            let suspects = suspects.unwrap_or(Suspects::BOTH);
            self.report(Rule::RequireChanged, label, message, spans, suspects, place);
        }
        for require in gone.iter().skip(changed) {
            let spans: (Option<Span>, Option<Span>) = (Some(require.span), None);
            let place = mark(&[*require]);
            self.report(
                Rule::RequireRemoved,
                label,
                &require.text,
                spans,
                Suspects::READERS,
                place,
            );
        }
        for require in come.iter().skip(changed) {
            let spans = (None, Some(require.span));
            let place = mark(&[*require]);
            self.report(Rule::RequireAdded, label, &require.text, spans, Suspects::WRITERS, place);
        }
    }
}

/// Whether two conditions are one, with the fields of the other side.
pub(super) fn same_expression(old: &Expression, new: &Expression, matched: &FieldMatch) -> bool {
    let same_place = |a: usize, b: usize| matched.new_place(a) == Some(b);
    match old {
        Expression::Integer(a) => matches!(new, Expression::Integer(b) if a == b),
        Expression::Bool(a) => matches!(new, Expression::Bool(b) if a == b),
        Expression::Field(a) => matches!(new, Expression::Field(b) if same_place(*a, *b)),
        Expression::Flag(a, mask) => match new {
            Expression::Flag(b, other) if mask == other => match (a, b) {
                (Some(a), Some(b)) => same_place(*a, *b),
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            },
            _ => false,
        },
        Expression::Length(a) => matches!(new, Expression::Length(b) if same_place(*a, *b)),
        Expression::Unary(sign, a) => match new {
            Expression::Unary(other, b) => sign == other && same_expression(a, b, matched),
            _ => false,
        },
        Expression::Binary(sign, a, c) => match new {
            Expression::Binary(other, b, d) => {
                sign == other && same_expression(a, b, matched) && same_expression(c, d, matched)
            }
            _ => false,
        },
    }
}

/// Which values the one condition allows and the other does not, if all can be
/// tried.
fn decide(
    old: &Expression,
    new: &Expression,
    over: Over<'_>,
    matched: &FieldMatch,
) -> Option<Suspects> {
    match over {
        Over::Flags(mask) => decide_flags(old, new, mask),
        Over::Fields(before, after) => decide_fields((old, before), (new, after), matched),
    }
}

/// Adds a value that conditions were tried with.
fn judge(suspects: &mut Suspects, before: bool, after: bool) {
    suspects.old_writers |= before && !after;
    suspects.old_readers |= after && !before;
}

fn decide_flags(old: &Expression, new: &Expression, mask: u64) -> Option<Suspects> {
    if 1_i128 << mask.count_ones() > MOST_COMBINATIONS {
        return None;
    }
    let (scope, mut suspects) = (Scope::default(), Suspects::NONE);
    // All subsets of the mask, from the empty one up.
    let mut flags = 0;
    loop {
        judge(&mut suspects, scope.holds(old, flags), scope.holds(new, flags));
        flags = flags.wrapping_sub(mask) & mask;
        if flags == 0 {
            return Some(suspects);
        }
    }
}

fn decide_fields(
    (old, before): (&Expression, &Struct),
    (new, after): (&Expression, &Struct),
    matched: &FieldMatch,
) -> Option<Suspects> {
    let strange = matched.removed.iter().any(|place| old.mentions(*place))
        || matched.added.iter().any(|place| new.mentions(*place));
    if strange {
        return None;
    }
    let pairs = matched.pairs.iter().copied();
    let looked_at: Vec<(usize, usize)> =
        pairs.filter(|(from, to)| old.mentions(*from) || new.mentions(*to)).collect();
    let domains: Option<Vec<(i128, i128)>> = looked_at
        .iter()
        .map(|(from, to)| {
            let (a, b) = (domain(before, *from)?, domain(after, *to)?);
            Some((a.0.min(b.0), a.1.max(b.1)))
        })
        .collect();
    let domains = domains?;
    let sizes: Vec<i128> = domains.iter().map(|(min, max)| max - min + 1).collect();
    let all = sizes.iter().try_fold(1_i128, |all, size| all.checked_mul(*size))?;
    if all > MOST_COMBINATIONS {
        return None;
    }
    let mut suspects = Suspects::NONE;
    for mut combination in 0..all {
        let mut values = Vec::with_capacity(domains.len());
        for ((min, _), size) in domains.iter().zip(&sizes) {
            values.push(min + combination % size);
            combination /= size;
        }
        let scope = |count: usize, place_of: fn(&(usize, usize)) -> usize| {
            let mut scope = Scope::with_capacity(count);
            for place in 0..count {
                let found = looked_at.iter().position(|pair| place_of(pair) == place);
                let value = found.and_then(|at| values.get(at)).copied().unwrap_or(0);
                scope.push_known(value, u64::try_from(value).unwrap_or(0));
            }
            scope
        };
        let (from, to) =
            (scope(before.fields.len(), |pair| pair.0), scope(after.fields.len(), |pair| pair.1));
        judge(&mut suspects, from.holds(old, 0), to.holds(new, 0));
    }
    Some(suspects)
}

/// The numbers that a field may be, or the lengths it may have; absent fields
/// count as zero.
fn domain(structure: &Struct, place: usize) -> Option<(i128, i128)> {
    let field: &Field = structure.fields.get(place)?;
    let length = |extent: &Extent| {
        let (min, max) = bounds(structure, extent);
        (i128::from(min), i128::from(max))
    };
    let (min, max) = match &field.ty {
        Type::Integer(integer) => field.range.unwrap_or((integer.min(), integer.max())),
        Type::Bool(_) => (0, 1),
        Type::Enum(_, integer) | Type::Flags(_, integer) => (integer.min(), integer.max()),
        Type::Bytes(extent) | Type::Text(extent) | Type::List(_, extent) => length(extent),
        Type::Float(_)
        | Type::Option(_)
        | Type::Within(..)
        | Type::Struct(_)
        | Type::Union { .. }
        | Type::Padding(_)
        | Type::External(_) => return None,
    };
    Some(if field.condition.is_some() { (min.min(0), max.max(0)) } else { (min, max) })
}
