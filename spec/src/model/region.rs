//! Regions: fields whose size in bytes an earlier field says, and how a number
//! says a length.

use super::{FieldValue, Model, PaddingLength, Size, Struct, Type};

/// Neighbouring fields of a structure, by their places in [`Struct::fields`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The first of them.
    pub first: usize,
    /// The last of them; not in front of the first in a checked model.
    pub last: usize,
}

impl Coverage {
    /// All fields, however many.
    pub const ALL: Coverage = Coverage { first: 0, last: usize::MAX };

    /// Whether the field at a place is one of them.
    pub fn contains(self, place: usize) -> bool {
        (self.first..=self.last).contains(&place)
    }

    /// Whether all of another's fields are among these.
    pub fn encloses(self, other: Coverage) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether both have a field.
    pub fn overlaps(self, other: Coverage) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// How a number says a length: `(length + plus) / unit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Added to the length: `len(payload) + 8`.
    pub plus: i128,
    /// Bytes or elements that count as one: `len(options) / 4`. At least 1.
    pub unit: u64,
}

impl Scale {
    /// The number is the length itself.
    pub const PLAIN: Scale = Scale { plus: 0, unit: 1 };

    /// The length that a number says; below zero if the number is too small
    /// for any.
    pub fn length(self, number: i128) -> i128 {
        number.saturating_mul(self.unit.into()).saturating_sub(self.plus)
    }

    /// The number that says a length; none if the sum is not a multiple of the
    /// unit.
    pub fn number(self, length: i128) -> Option<i128> {
        let sum = length.saturating_add(self.plus);
        (sum.rem_euclid(self.unit.into()) == 0).then(|| self.nearest(length))
    }

    /// The number that says a length, or the greatest multiple of the unit below.
    pub fn nearest(self, length: i128) -> i128 {
        length.saturating_add(self.plus).div_euclid(self.unit.into())
    }

    /// The least number that says a length of at least `least`, and the greatest
    /// that says one of at most `most`.
    pub fn numbers(self, least: i128, most: i128) -> (i128, i128) {
        let unit = i128::from(self.unit);
        let up = least.saturating_add(self.plus).saturating_add(unit - 1).div_euclid(unit);
        (up, most.saturating_add(self.plus).div_euclid(unit))
    }
}

/// Fields whose size in bytes an earlier field says.
///
/// A decoder narrows its input to them in front of the first of them whose size
/// is not fixed, so that `[rest]` ends where they do; behind the last of them
/// nothing of the narrow input may be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The place of the field that says the size.
    pub length: usize,
    /// The fields whose size it says.
    pub coverage: Coverage,
    /// How it says it.
    pub scale: Scale,
    /// Where the input is narrowed: in front of the first field behind the
    /// length whose size is not fixed. None if all sizes are.
    pub entered: Option<usize>,
    /// The least size, in bytes: of the fields, and that the number can say.
    pub min: u64,
    /// The greatest size, in bytes: of the fields, and that the number can say.
    pub max: u64,
}

impl Region {
    /// Whether the fields may have this size.
    pub fn allows(&self, size: i128) -> bool {
        (i128::from(self.min)..=i128::from(self.max)).contains(&size)
    }
}

impl Struct {
    /// Whether padding among some fields depends on where it stands.
    pub fn is_aligned(&self, of: Coverage) -> bool {
        let mut fields = self.fields.iter().take(of.last.saturating_add(1)).skip(of.first);
        fields.any(|field| match field.ty {
            Type::Padding(padding) => matches!(padding.length, PaddingLength::To(_)),
            _ => false,
        })
    }
}

impl Model {
    /// The region whose size the field at a place says, if it says one.
    pub fn region(&self, structure: &Struct, length: usize) -> Option<Region> {
        self.regions(structure).into_iter().find(|region| region.length == length)
    }

    /// The regions of a structure, the outer ones first.
    pub fn regions(&self, structure: &Struct) -> Vec<Region> {
        let is_size = |value: &FieldValue| matches!(value, FieldValue::Size { .. });
        if !structure.fields.iter().any(|field| is_size(&field.value)) {
            return Vec::new();
        }
        let sizes = self.field_sizes(structure);
        let fields = structure.fields.iter().enumerate();
        let mut regions: Vec<Region> = fields
            .filter_map(|(place, field)| {
                let FieldValue::Size { of, scale } = field.value else { return None };
                let covered = sizes.get(of.first..=of.last).unwrap_or_default();
                let size = covered.iter().copied().fold(Size::EMPTY, Size::then);
                let (low, high) = match (field.range, field.ty.number()) {
                    (Some(range), _) => range,
                    (None, Some(integer)) => (integer.min(), integer.max()),
                    (None, None) => (0, 0),
                };
                let said = |number| u64::try_from(scale.length(number).max(0)).unwrap_or(u64::MAX);
                let entered = (of.first.max(place + 1)..=of.last)
                    .find(|place| sizes.get(*place).is_some_and(|size| size.fixed().is_none()));
                Some(Region {
                    length: place,
                    coverage: of,
                    scale,
                    entered,
                    min: size.min.max(said(low)),
                    max: size.max.unwrap_or(u64::MAX).min(said(high)),
                })
            })
            .collect();
        regions.sort_by_key(|region| std::cmp::Reverse(region.coverage.last));
        regions
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn numbers_say_lengths_in_units() {
        let words = Scale { plus: 20, unit: 4 };
        assert_eq!(words.length(6), 4);
        assert_eq!(words.length(4), -4);
        assert_eq!(words.number(4), Some(6));
        assert_eq!(words.number(5), None);
        assert_eq!(words.numbers(0, 40), (5, 15));
        assert_eq!(words.numbers(1, 39), (6, 14));
        assert_eq!(Scale::PLAIN.numbers(3, 7), (3, 7));
    }
}
