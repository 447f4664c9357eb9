//! The rest: fields that take all that is left, and what they leave for the
//! fields behind them.

use super::{FieldValue, Measure, Model, PaddingLength, Size, Struct, StructId, Type};

impl Model {
    /// Of each structure, whether it takes the rest of the input.
    pub fn rest_takers(&self) -> Vec<bool> {
        self.structures_that(|structure, rest| {
            structure.fields.iter().enumerate().any(|(place, field)| {
                self.takes_rest(&field.ty, rest) && structure.said_end(place).is_none()
            })
        })
    }

    /// Whether a value of a type takes the rest, given the structures that do.
    pub fn takes_rest(&self, ty: &Type, rest: &[bool]) -> bool {
        let structure = |id: StructId| rest.get(id.0).copied().unwrap_or(false);
        match ty {
            Type::Bytes(extent) | Type::Text(extent) => extent.measure == Measure::Rest,
            Type::List(inner, extent) => {
                extent.measure == Measure::Rest || self.takes_rest(inner, rest)
            }
            Type::Option(inner) => self.takes_rest(inner, rest),
            Type::Struct(id) => structure(*id),
            Type::Padding(padding) => matches!(padding.length, PaddingLength::Rest { .. }),
            Type::Union { union, .. } => self
                .unions
                .get(union.0)
                .is_some_and(|union| union.within.is_none() && union.bodies().any(structure)),
            _ => false,
        }
    }

    /// Sets what fields that take the rest leave for those behind them.
    pub(crate) fn leave_room(&mut self) {
        let rest = self.rest_takers();
        let mut found = Vec::new();
        for (id, structure) in self.structs.iter().enumerate() {
            let fields = structure.fields.iter().enumerate();
            let mut takers =
                fields.filter(|(_, field)| self.takes_rest(&field.ty, &rest)).peekable();
            if takers.peek().is_none() {
                continue;
            }
            let sizes = self.field_sizes(structure);
            found.extend(takers.filter_map(|(place, _)| {
                Some((id, place, room_behind(structure, &sizes, place)?))
            }));
        }
        for (id, place, room) in found {
            if let Some(field) = self.structs.get_mut(id).and_then(|s| s.fields.get_mut(place)) {
                field.room = Some(room);
            }
        }
    }
}

impl Struct {
    /// The last of the fields whose size an earlier field says, of the fewest
    /// such fields that the one at a place is among.
    fn said_end(&self, place: usize) -> Option<usize> {
        let ends = self.fields.iter().filter_map(|field| match field.value {
            FieldValue::Size { of, .. } if of.contains(place) => Some(of.last),
            _ => None,
        });
        ends.min()
    }
}

/// The bytes of the fields behind one, as far as the input goes, if all of them
/// have a fixed size.
fn room_behind(structure: &Struct, sizes: &[Size], place: usize) -> Option<u64> {
    let last = structure.said_end(place).unwrap_or(usize::MAX);
    let behind = sizes.iter().take(last.saturating_add(1)).skip(place + 1);
    behind.copied().fold(Size::EMPTY, Size::then).fixed()
}
