//! What of the old spec is what of the new one.
//!
//! Fields are the same by their name; those whose names the other side does not
//! know, by their place between the others and their shape. Everything that has
//! a number is the same by its number; it is renamed if the other side knows
//! neither name, and something else if it does.

use crate::model::{Struct, Truth, Type};

/// Which fields of two structures are the same.
#[derive(Clone, Debug, Default)]
pub(super) struct FieldMatch {
    /// Places in the old and in the new structure, in the old order.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Places in the old structure.
    pub(super) removed: Vec<usize>,
    /// Places in the new structure.
    pub(super) added: Vec<usize>,
    /// The places of what both sides skip, which is no field of anybody's.
    trailing: Option<(usize, usize)>,
}

impl FieldMatch {
    /// Matches the fields of two structures.
    pub(super) fn new(old: &Struct, new: &Struct) -> FieldMatch {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        // Trailing bytes are no field of anybody's, whatever they are called.
        let known = |structure: &Struct| {
            let trailing = structure.trailing();
            (0..structure.fields.len()).filter(move |place| trailing != Some(*place))
        };
        let place_in = |structure: &Struct, name: &str| {
            known(structure).find(|place| structure.fields[*place].name.text == name)
        };
        for (place, field) in known(old).map(|place| (place, &old.fields[place])) {
            pairs.extend(place_in(new, &field.name.text).map(|other| (place, other)));
        }
        let by_name = pairs.clone();
        let unmatched = |structure: &Struct, taken: &dyn Fn(usize) -> bool| -> Vec<usize> {
            known(structure).filter(|place| !taken(*place)).collect()
        };
        let removed = unmatched(old, &|p| by_name.iter().any(|(o, _)| *o == p));
        let added = unmatched(new, &|p| by_name.iter().any(|(_, n)| *n == p));
        for place in &removed {
            let anchor = by_name.iter().filter(|(o, _)| o < place).max_by_key(|(o, _)| *o);
            let offset = anchor.map_or(*place as isize + 1, |(o, _)| (place - o) as isize);
            let start = anchor.map_or(-1, |(_, n)| *n as isize);
            let Ok(other) = usize::try_from(start + offset) else { continue };
            // Only if nothing known stands between the anchor and it.
            let between = by_name
                .iter()
                .any(|(_, n)| (*n as isize) > start && (*n as isize) <= start + offset);
            let free = added.contains(&other) && !pairs.iter().any(|(_, n)| *n == other);
            if free && !between && alike(&old.fields[*place].ty, &new.fields[other].ty) {
                pairs.push((*place, other));
            }
        }
        pairs.sort_unstable();
        let removed = unmatched(old, &|p| pairs.iter().any(|(o, _)| *o == p));
        let added = unmatched(new, &|p| pairs.iter().any(|(_, n)| *n == p));
        FieldMatch { pairs, removed, added, trailing: old.trailing().zip(new.trailing()) }
    }

    /// Whether the fields that are in both stand in the same order.
    pub(super) fn in_order(&self) -> bool {
        self.pairs.is_sorted_by_key(|(_, new)| *new)
    }

    /// The fields of both, by their places in the new and in the old structure.
    pub(super) fn old_places(&self) -> Vec<(usize, usize)> {
        self.pairs.iter().map(|(old, new)| (*new, *old)).collect()
    }

    /// The place in the new structure of a field of the old, or of what is skipped.
    pub(super) fn new_place(&self, old: usize) -> Option<usize> {
        let mut pairs = self.pairs.iter().chain(&self.trailing);
        pairs.find(|(place, _)| *place == old).map(|(_, new)| *new)
    }
}

/// Whether two fields with different names may be one.
fn alike(old: &Type, new: &Type) -> bool {
    match old {
        Type::Integer(a)
        | Type::Bool(Truth { integer: a, .. })
        | Type::Enum(_, a)
        | Type::Flags(_, a) => new.number().is_some_and(|b| a.bits == b.bits),
        Type::Float(_) => matches!(new, Type::Float(_)),
        Type::Bytes(_) | Type::Text(_) => matches!(new, Type::Bytes(_) | Type::Text(_)),
        Type::List(..) => matches!(new, Type::List(..)),
        Type::Option(_) => matches!(new, Type::Option(_)),
        Type::Within(..) => matches!(new, Type::Within(..)),
        Type::Struct(_) => matches!(new, Type::Struct(_)),
        Type::Union { .. } => matches!(new, Type::Union { .. }),
        Type::Padding(_) => matches!(new, Type::Padding(_)),
        Type::External(_) => matches!(new, Type::External(_)),
    }
}

/// What became of something that has a number and a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Number and name are as they were; places on both sides.
    Kept(usize, usize),
    /// The number has a name that neither side knew before.
    Renamed(usize, usize),
    /// The name has another number.
    Moved(usize, usize),
    /// It is new.
    Added(usize),
    /// It is gone.
    Removed(usize),
}

/// Names by their numbers: variants, flags, arms, messages.
pub(super) type Numbered<'m> = Vec<(i128, &'m str)>;

/// What became of everything that has a number, in the old order, then what is new.
pub(super) fn fates(old: &Numbered<'_>, new: &Numbered<'_>) -> Vec<Fate> {
    let of_number = |side: &Numbered<'_>, number: i128| side.iter().position(|(n, _)| *n == number);
    let of_name = |side: &Numbered<'_>, name: &str| side.iter().position(|(_, n)| *n == name);
    let mut fates = Vec::new();
    for (place, (number, name)) in old.iter().enumerate() {
        fates.push(match (of_number(new, *number), of_name(new, name)) {
            (Some(same), _) if new[same].1 == *name => Fate::Kept(place, same),
            (_, Some(elsewhere)) => Fate::Moved(place, elsewhere),
            (Some(other), None) if of_name(old, new[other].1).is_none() => {
                Fate::Renamed(place, other)
            }
            (_, None) => Fate::Removed(place),
        });
    }
    for (place, (number, name)) in new.iter().enumerate() {
        let renamed =
            of_number(old, *number).is_some_and(|other| of_name(new, old[other].1).is_none());
        if of_name(old, name).is_none() && !renamed {
            fates.push(Fate::Added(place));
        }
    }
    fates
}

/// Whether a number that both sides know is the same thing on both.
pub(super) fn same_thing(old: &Numbered<'_>, new: &Numbered<'_>, number: i128) -> bool {
    let known = |side: &Numbered<'_>, name: &str| side.iter().any(|(_, n)| *n == name);
    match (name_of(old, number), name_of(new, number)) {
        (Some(a), Some(b)) => a == b || (!known(new, a) && !known(old, b)),
        // Kept without a name on one side, and known on the other.
        _ => true,
    }
}

fn name_of<'m>(side: &Numbered<'m>, number: i128) -> Option<&'m str> {
    side.iter().find(|(n, _)| *n == number).map(|(_, name)| *name)
}
