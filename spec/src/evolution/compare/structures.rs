//! Structures: which fields are there, in which order, and what must hold.

use super::items::is_outermost;
use super::requires::Over;
use super::{Comparer, Mark, Node, Place, Seat, Suspects, became};
use crate::evolution::matching::FieldMatch;
use crate::evolution::rules::Rule;
use crate::model::{
    BinaryOperator, Expression, Field, FieldValue, Measure, Model, Role, Struct, StructId, Type,
};

/// Two structures that are one, while their fields are compared.
pub(super) struct Frame<'m> {
    pub(super) node: usize,
    pub(super) old: &'m Struct,
    pub(super) new: &'m Struct,
    /// How findings call it.
    pub(super) label: String,
    pub(super) matched: FieldMatch,
    /// Nothing can stand behind it.
    outermost: bool,
}

impl<'m> Comparer<'m> {
    /// Compares two structures, once; gives the place of the pair.
    pub(super) fn structures(
        &mut self,
        old: StructId,
        new: StructId,
        label: &str,
        parent: Option<usize>,
    ) -> usize {
        let (node, fresh) = self.node(Node::Struct(old, new), parent);
        if !fresh {
            return node;
        }
        let outermost = is_outermost((self.old, self.new), (old, new));
        let (before, after) = (&self.old[old], &self.new[new]);
        if before.role == Role::Plain || before.role == Role::Packet {
            self.declaration((&before.name, &before.docs), (&after.name, &after.docs));
        }
        let first = self.changes.len();
        let frame = Frame {
            node,
            old: before,
            new: after,
            label: label.to_owned(),
            matched: FieldMatch::new(before, after),
            outermost,
        };
        for (from, to) in frame.matched.pairs.clone() {
            self.field(&frame, from, to);
        }
        self.order(&frame);
        self.trailing(&frame);
        for place in &frame.matched.removed {
            self.field_removed(&frame, *place);
        }
        for place in &frame.matched.added {
            self.field_added(&frame, *place);
        }
        let requires = (&before.requires[..], &after.requires[..]);
        self.requires(
            requires,
            Over::Fields(before, after),
            &frame.matched,
            &frame.label,
            Seat::Node(node),
        );
        let all = accepted_size(self.old, before);
        if all.is_some() && all == accepted_size(self.new, after) {
            // Both sides take any bytes of that number.
            for change in self.changes.iter_mut().skip(first) {
                if change.place.seat == Seat::Node(node) {
                    change.suspects.old_readers = false;
                    change.suspects.old_writers = false;
                }
            }
        }
        node
    }

    /// What is done with bytes behind the fields that are known.
    fn trailing(&mut self, frame: &Frame<'m>) {
        let field = |structure: &'m Struct| structure.trailing().map(|at| &structure.fields[at]);
        let (old, new) = (field(frame.old), field(frame.new));
        let most = |field: Option<&Field>| field.and_then(Field::trailing_max);
        let shown = |max: u64| match max {
            u64::MAX => "any number".to_owned(),
            max => format!("at most {max}"),
        };
        let (rule, message, suspects, fewer) = match (most(old), most(new)) {
            (None, Some(max)) => {
                let message = format!("{} skipped", shown(max));
                (Rule::TrailingAdded, message, Suspects::READERS, 0)
            }
            (Some(max), None) => {
                let message = format!("no longer {} skipped", shown(max));
                (Rule::TrailingRemoved, message, Suspects::WRITERS, 0)
            }
            (Some(a), Some(b)) if a != b => {
                let suspects = if a < b { Suspects::READERS } else { Suspects::WRITERS };
                (Rule::TrailingChanged, became(shown(a), shown(b)), suspects, a.min(b))
            }
            _ => return,
        };
        let subject = match new.or(old) {
            Some(field) => format!("{}.{}", frame.label, field.name),
            None => return,
        };
        let span = |field: Option<&Field>, structure: &Struct| {
            Some(field.map_or(structure.name.span, |field| field.name.span))
        };
        let spans = (span(old, frame.old), span(new, frame.new));
        let place = Place { seat: Seat::Node(frame.node), mark: Mark::Trailing(fewer) };
        self.report(rule, subject, message, spans, suspects, place);
    }

    fn field_added(&mut self, frame: &Frame<'m>, place: usize) {
        let field = &frame.new.fields[place];
        let last = frame.matched.pairs.iter().map(|(_, new)| *new).max();
        let gap = Gap {
            behind_all: last.is_none_or(|last| last < place) && frame.matched.removed.is_empty(),
            outermost: frame.outermost && frame.matched.in_order(),
            skipped: skips(frame.old, &frame.matched.old_places(), place),
            never: never_holds(self.old, frame.old, field.condition.as_ref(), &|new| {
                frame.matched.pairs.iter().find(|(_, to)| *to == new).map(|(from, _)| *from)
            }),
        };
        let (lacking, having, meaning) = gap.harms(self.new, field);
        let suspects =
            Suspects { old_readers: lacking, old_writers: having, meaning, source: true };
        let subject = format!("{}.{}", frame.label, field.name);
        let spot = Place { seat: Seat::Node(frame.node), mark: Mark::Any };
        let spans = (Some(frame.old.name.span), Some(field.name.span));
        self.report(Rule::FieldAdded, &subject, "added", spans, suspects, spot);
        self.check_since(&field.docs, &subject, field.name.span);
    }

    fn field_removed(&mut self, frame: &Frame<'m>, place: usize) {
        let field = &frame.old.fields[place];
        let last = frame.matched.pairs.iter().map(|(old, _)| *old).max();
        let gap = Gap {
            behind_all: last.is_none_or(|last| last < place) && frame.matched.added.is_empty(),
            outermost: frame.outermost && frame.matched.in_order(),
            skipped: skips(frame.new, &frame.matched.pairs, place),
            never: never_holds(self.new, frame.new, field.condition.as_ref(), &|old| {
                frame.matched.new_place(old)
            }),
        };
        let (lacking, having, meaning) = gap.harms(self.old, field);
        let suspects =
            Suspects { old_readers: having, old_writers: lacking, meaning, source: true };
        let subject = format!("{}.{}", frame.label, field.name);
        let spot = Place { seat: Seat::Node(frame.node), mark: Mark::Any };
        let spans = (Some(field.name.span), Some(frame.new.name.span));
        self.report(Rule::FieldRemoved, subject, "removed", spans, suspects, spot);
    }

    /// Fields that stand at another place among those that are in both.
    fn order(&mut self, frame: &Frame<'m>) {
        let pairs = &frame.matched.pairs;
        let kept = longest_run(&pairs.iter().map(|(_, new)| *new).collect::<Vec<_>>());
        let suspects =
            if interchangeable(frame.old, frame.new) { Suspects::MEANING } else { Suspects::ALL };
        for (place, (from, to)) in pairs.iter().enumerate() {
            if kept.contains(&place) {
                continue;
            }
            let (old, new) = (&frame.old.fields[*from], &frame.new.fields[*to]);
            let subject = format!("{}.{}", frame.label, new.name);
            let message = became(format!("field {}", from + 1), format!("field {}", to + 1));
            let spans = (Some(old.name.span), Some(new.name.span));
            let spot = Place { seat: Seat::Node(frame.node), mark: Mark::Any };
            self.report(Rule::FieldMoved, subject, message, spans, suspects, spot);
        }
    }
}

/// A field that one side lacks.
struct Gap {
    /// It stands behind everything that both sides have, and the other side has
    /// nothing of its own there.
    behind_all: bool,
    outermost: bool,
    /// The most bytes that the other side skips where it stands.
    skipped: Option<u64>,
    /// It is absent from everything that the side without it accepts.
    never: bool,
}

impl Gap {
    /// Whether the side without it refuses what the other writes; whether the
    /// side with it refuses what the other writes; whether both may accept and
    /// read something else.
    fn harms(&self, model: &Model, field: &Field) -> (bool, bool, bool) {
        let size = model.size(&field.ty);
        let lacking = size.max != Some(0) || field.value == FieldValue::Carried;
        if self.never {
            return (lacking, false, false);
        }
        let whole_skipped = self
            .skipped
            .is_some_and(|most| size.max.is_some_and(|max| max <= most) || most == u64::MAX);
        if !whole_skipped && (!self.behind_all || !self.outermost) {
            return (true, true, true);
        }
        let takes_nothing = match &field.ty {
            Type::Bytes(extent) | Type::Text(extent) | Type::List(_, extent) => {
                extent.measure == Measure::Rest && extent.min == 0
            }
            Type::Integer(_)
            | Type::Float(_)
            | Type::Bool(_)
            | Type::Enum(..)
            | Type::Flags(..)
            | Type::Option(_)
            | Type::Within(..)
            | Type::Struct(_)
            | Type::Union { .. }
            | Type::Padding(_)
            | Type::External(_) => size.max == Some(0),
        };
        (lacking && !whole_skipped, !takes_nothing || field.condition.is_some(), false)
    }
}

/// The most bytes that a structure skips where a field of the other side stands,
/// if it does; `matched` are the fields of both, by their places there and here.
fn skips(structure: &Struct, matched: &[(usize, usize)], place: usize) -> Option<u64> {
    let trailing = structure.trailing()?;
    let between = matched.iter().all(|(there, here)| (*there < place) == (*here < trailing));
    structure.fields.get(trailing)?.trailing_max().filter(|_| between)
}

/// Whether a condition never holds for what the side without the field accepts:
/// it wants a flag that is reserved there, or a variant that is not known.
/// `place_of` finds the fields it looks at on that side.
fn never_holds(
    model: &Model,
    structure: &Struct,
    condition: Option<&Expression>,
    place_of: &dyn Fn(usize) -> Option<usize>,
) -> bool {
    let field = |place: usize| place_of(place).and_then(|place| structure.fields.get(place));
    match condition {
        Some(Expression::Flag(Some(place), mask)) => match field(*place).map(|field| &field.ty) {
            Some(Type::Flags(id, _)) => model[*id].mask() & mask == 0,
            _ => false,
        },
        Some(Expression::Binary(BinaryOperator::And, left, right)) => {
            never_holds(model, structure, Some(left), place_of)
                || never_holds(model, structure, Some(right), place_of)
        }
        Some(Expression::Binary(BinaryOperator::Equal, left, right)) => match (&**left, &**right) {
            (Expression::Field(place), Expression::Integer(number))
            | (Expression::Integer(number), Expression::Field(place)) => {
                match field(*place).map(|field| &field.ty) {
                    Some(Type::Enum(id, _)) => {
                        let declared = &model[*id];
                        !declared.open && !declared.variants.iter().any(|v| v.value == *number)
                    }
                    _ => false,
                }
            }
            _ => false,
        },
        _ => false,
    }
}

/// The size of a structure that any bytes are a value of, if they are so many.
fn accepted_size(model: &Model, structure: &Struct) -> Option<u64> {
    let free = |field: &Field| {
        let any = match &field.ty {
            Type::Integer(integer) => integer.variable().is_none(),
            Type::Float(_) => true,
            Type::Bytes(extent) => extent.measure == Measure::Fixed,
            Type::Enum(id, _) => model[*id].open,
            Type::Bool(_)
            | Type::Flags(..)
            | Type::Text(_)
            | Type::List(..)
            | Type::Option(_)
            | Type::Within(..)
            | Type::Struct(_)
            | Type::Union { .. }
            | Type::Padding(_)
            | Type::External(_) => false,
        };
        any && field.value == FieldValue::Free && field.range.is_none() && field.condition.is_none()
    };
    let sizes = model.field_sizes(structure);
    let all_free = structure.requires.is_empty() && structure.fields.iter().all(free);
    if all_free { sizes.iter().map(|size| size.fixed()).sum() } else { None }
}

/// Whether the fields differ in nothing but their names, place by place, so
/// that both sides accept the same bytes.
fn interchangeable(old: &Struct, new: &Struct) -> bool {
    let plain = |field: &Field| field.value == FieldValue::Free && field.condition.is_none();
    let same = |a: &Field, b: &Field| {
        let fits = match (&a.ty, &b.ty) {
            (Type::Integer(x), Type::Integer(y)) => x == y,
            (Type::Bool(x), Type::Bool(y)) => x == y,
            (Type::Bytes(x), Type::Bytes(y)) | (Type::Text(x), Type::Text(y)) => x == y,
            _ => false,
        };
        fits && a.range == b.range && plain(a) && plain(b)
    };
    old.fields.len() == new.fields.len()
        && old.requires.is_empty()
        && new.requires.is_empty()
        && old.fields.iter().zip(&new.fields).all(|(a, b)| same(a, b))
}

/// The places of a longest run of rising numbers.
fn longest_run(numbers: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::with_capacity(numbers.len());
    for (place, number) in numbers.iter().enumerate() {
        let before = best
            .iter()
            .filter(|run| run.last().is_some_and(|last| numbers[*last] < *number))
            .max_by_key(|run| run.len());
        let mut run = before.cloned().unwrap_or_default();
        run.push(place);
        best.push(run);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}
