//! The values that are tried for one change: those of what changed, about the
//! old and the new bounds, in the smallest packets that hold it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::embed::{embed, embed_fields};
use super::variation::{Hints, field_values, product, with};
use super::{Comparison, LONGEST_SAMPLE, LONGEST_WITNESS, MOST_CANDIDATES, MOST_SAMPLES, Side};
use crate::evolution::compare::{Change, Entry, Mark, Node, Seat};
use crate::evolution::finding::Harm;
use crate::evolution::matching::FieldMatch;
use crate::evolution::meaning::holds;
use crate::interpret::encode::forms::{Disturbed, Outermost};
use crate::interpret::{Fields, Value, sample};
use crate::model::{Field, FieldValue, Model, Struct, StructId, Type, UnionId};

/// The packets, by one side, into which values are put.
const CARRIERS: usize = 3;
/// The values of a structure that are varied.
const BASES: usize = 6;
/// The fields of a constraint that are varied together.
const TOGETHER: usize = 3;

/// The lengths that are tried of what is not itself the change, at most.
const SHORT: i128 = 300;

/// The longest packet whose values are put into other forms.
const SHORT_ENOUGH: usize = 128;

/// The lengths that constraints speak of and that are tried, at most.
const MANY: i128 = 4096;

/// The bytes of all boundary values of one thing that are tried, together.
const MOST_SAMPLED: usize = 256 * 1024;

/// Values and their bytes, the shortest first.
type Encoded = Rc<Vec<(Vec<u8>, Value)>>;

/// Values of a structure, the plainest first.
type Bases = Rc<Vec<Fields>>;

/// Boundary values that were made before.
#[derive(Default)]
pub(super) struct Known {
    wholes: RefCell<BTreeMap<(Side, usize), Encoded>>,
    bases: RefCell<BTreeMap<(Side, StructId, StructId), Bases>>,
}

/// Whether a change shows in whatever stands behind it.
pub(super) fn is_sweeping(change: &Change) -> bool {
    change.place.mark == Mark::Any
}

impl<'m> Comparison<'m> {
    /// The boundary values of a whole and their bytes, the shortest first.
    pub(super) fn samples(&self, side: Side, whole: usize) -> Encoded {
        if let Some(known) = self.known.wholes.borrow().get(&(side, whole)) {
            return Rc::clone(known);
        }
        let entry = self.entry(side, &self.comparer.wholes[whole]);
        let values = entry.map_or_else(Vec::new, |entry| self.values_of(side, entry));
        let mut samples: Vec<(Vec<u8>, Value)> = values
            .into_iter()
            .filter_map(|value| Some((self.encode(side, entry?, &value)?, value)))
            .filter(|(bytes, _)| bytes.len() <= LONGEST_WITNESS)
            .collect();
        samples.sort_by_key(|(bytes, _)| bytes.len());
        samples.truncate(MOST_SAMPLES);
        let mut total = 0;
        samples.retain(|(bytes, _)| {
            total += bytes.len();
            total <= MOST_SAMPLED
        });
        let samples = Rc::new(samples);
        self.known.wholes.borrow_mut().insert((side, whole), Rc::clone(&samples));
        samples
    }

    fn values_of(&self, side: Side, entry: Entry) -> Vec<Value> {
        let model = self.model(side);
        match entry {
            Entry::Struct(id) => self.boundaries(side, &Type::Struct(id)),
            Entry::Union(union) => self.boundaries(side, &Type::Union { union, selector: None }),
            Entry::Message { set, message } => {
                let messages = &model.message_sets[set].messages;
                let Some(message) = message.and_then(|place| messages.get(place)) else {
                    return Vec::new();
                };
                let values = self.boundaries(side, &Type::Struct(message.body)).into_iter();
                let named = values.filter_map(|value| match value {
                    Value::Struct(fields) => {
                        Some(Value::Union { arm: message.name.text.clone(), fields })
                    }
                    _ => None,
                });
                named.collect()
            }
        }
    }

    fn boundaries(&self, side: Side, ty: &Type) -> Vec<Value> {
        sample::type_values(self.model(side), ty, LONGEST_SAMPLE)
    }

    pub(super) fn encode(&self, side: Side, entry: Entry, value: &Value) -> Option<Vec<u8>> {
        let interpreter = self.interpreter(side);
        let bytes = match entry {
            Entry::Struct(id) => interpreter.encode_struct(id, value),
            Entry::Union(id) => interpreter.encode_union(id, value),
            Entry::Message { set, .. } => interpreter.encode_message(set, value),
        };
        bytes.ok()
    }

    /// The inputs to try in one whole, each encoded by a side that accepts what
    /// would show the harm.
    pub(super) fn candidates(&self, change: &Change, harm: Harm, whole: usize) -> Vec<Vec<u8>> {
        let Seat::Node(node) = change.place.seat else { return Vec::new() };
        let sides: &[Side] = match harm {
            Harm::OldReaders => &[Side::New],
            Harm::OldWriters => &[Side::Old],
            Harm::Meaning => &[Side::Old, Side::New],
        };
        let mut inputs = BTreeSet::new();
        for side in sides {
            for (structs, places) in self.targets(*side, node, &change.place.mark) {
                let values = self.varied(*side, structs, &places, &change.place.mark);
                self.embedded(*side, structs, &values, whole, &mut inputs);
            }
        }
        let inputs = inputs.into_iter().map(|(_, bytes)| bytes);
        let inputs: Vec<Vec<u8>> = inputs.collect();
        let mut all = Vec::new();
        for side in sides {
            let Some(disturbed) = self.disturbed(*side, change) else { return inputs };
            let short = inputs.iter().filter(|bytes| bytes.len() <= SHORT_ENOUGH);
            for bytes in short.take(CARRIERS * BASES) {
                all.extend(self.in_other_forms(*side, whole, bytes, disturbed));
            }
        }
        if let Mark::Field(..) = change.place.mark {
            all.extend(inputs);
        }
        all
    }

    /// What no side writes otherwise than in one form, or not at all, and yet shows a
    /// change, if that is of such a kind.
    fn disturbed(&self, side: Side, change: &Change) -> Option<Disturbed> {
        let own = |(old, new): (StructId, StructId)| if side == Side::Old { old } else { new };
        match (&change.place.mark, side) {
            (Mark::Form(..), _) => Some(Disturbed::Values),
            (Mark::Trailing(fewer), _) => {
                let count = fewer.saturating_add(1);
                let id = own(self.structs(change)?);
                (count <= LONGEST_WITNESS as u64).then_some(Disturbed::Trailing(id, count))
            }
            (Mark::Field(Some(place), _), Side::Old) | (Mark::Field(_, Some(place)), Side::New) => {
                let id = own(self.structs(change)?);
                let structure = &self.model(side)[id];
                // One version may sum up what the other leaves out.
                let is_sum =
                    matches!(structure.fields.get(*place)?.value, FieldValue::Checksum { .. });
                let has_trailing = structure.trailing().is_some();
                (is_sum && has_trailing).then_some(Disturbed::Trailing(id, 1))
            }
            _ => None,
        }
    }

    /// The packet with one of its values in another form.
    fn in_other_forms(
        &self,
        side: Side,
        whole: usize,
        bytes: &[u8],
        disturbed: Disturbed,
    ) -> Vec<Vec<u8>> {
        let Some(entry) = self.entry(side, &self.comparer.wholes[whole]) else { return Vec::new() };
        let Ok(value) = self.decode(side, entry, bytes) else { return Vec::new() };
        let outermost = match entry {
            Entry::Struct(id) => Outermost::Struct(id),
            Entry::Union(id) => Outermost::Union(id),
            Entry::Message { set, .. } => Outermost::Message(set),
        };
        self.interpreter(side).in_other_forms(outermost, &value, disturbed)
    }

    /// The structures to vary, and which of their fields.
    fn targets(
        &self,
        side: Side,
        node: usize,
        mark: &Mark,
    ) -> Vec<((StructId, StructId), Vec<usize>)> {
        let own = |(old, new): (StructId, StructId)| match side {
            Side::Old => old,
            Side::New => new,
        };
        let held: &dyn Fn(&Type) -> bool = match self.comparer.nodes[node] {
            Node::Struct(old, new) => {
                let structs = (old, new);
                let structure = &self.model(side)[own(structs)];
                let places = match (mark, side) {
                    (Mark::Field(Some(place), _) | Mark::Form(place, _), Side::Old)
                    | (Mark::Field(_, Some(place)) | Mark::Form(_, place), Side::New) => {
                        vec![measured(structure, *place)]
                    }
                    (Mark::Require(_), _) => self.constrained(side, structs),
                    _ => (0..structure.fields.len()).collect(),
                };
                return vec![(structs, places)];
            }
            Node::Enum(old, new) => {
                let id = if side == Side::Old { old } else { new };
                &move |ty: &Type| matches!(ty, Type::Enum(found, _) if *found == id)
            }
            Node::Flags(old, new) => {
                let id = if side == Side::Old { old } else { new };
                &move |ty: &Type| matches!(ty, Type::Flags(found, _) if *found == id)
            }
            Node::Union(old, new) => {
                let id: UnionId = if side == Side::Old { old } else { new };
                &move |ty: &Type| matches!(ty, Type::Union { union, .. } if *union == id)
            }
        };
        let mut targets = Vec::new();
        for parent in &self.comparer.parents[node] {
            if let Node::Struct(old, new) = self.comparer.nodes[*parent] {
                let fields = &self.model(side)[own((old, new))].fields;
                let places = (0..fields.len()).filter(|place| holds(&fields[*place].ty, held));
                targets.push(((old, new), places.collect()));
            }
        }
        targets
    }

    /// The fields that the constraints of either side look at.
    fn constrained(&self, side: Side, (old, new): (StructId, StructId)) -> Vec<usize> {
        let (before, after) = (&self.old[old], &self.new[new]);
        let matched = FieldMatch::new(before, after);
        let mentions = |structure: &Struct, place: usize| {
            structure.requires.iter().any(|require| require.condition.mentions(place))
        };
        let looked_at = |from: Option<usize>, to: Option<usize>| {
            from.is_some_and(|place| mentions(before, place))
                || to.is_some_and(|place| mentions(after, place))
        };
        let fields = if side == Side::Old { &before.fields } else { &after.fields };
        (0..fields.len())
            .filter(|place| {
                let other = matched
                    .pairs
                    .iter()
                    .find(|(from, to)| (if side == Side::Old { from } else { to }) == place);
                match side {
                    Side::Old => looked_at(Some(*place), other.map(|(_, to)| *to)),
                    Side::New => looked_at(other.map(|(from, _)| *from), Some(*place)),
                }
            })
            .collect()
    }

    /// Values of a structure with some of its fields varied.
    fn varied(
        &self,
        side: Side,
        structs: (StructId, StructId),
        places: &[usize],
        mark: &Mark,
    ) -> Vec<Fields> {
        let id = if side == Side::Old { structs.0 } else { structs.1 };
        let structure = &self.model(side)[id];
        let mut values = self.bases(side, structs).to_vec();
        let bases: Vec<Fields> = values.iter().take(BASES).cloned().collect();
        let hints = Hints::new(&self.old[structs.0], &self.new[structs.1]);
        let most = match mark {
            Mark::Field(..) => LONGEST_WITNESS as i128,
            Mark::Require(_) => {
                hints.0.iter().copied().filter(|n| *n < MANY).fold(SHORT, i128::max) + 1
            }
            Mark::Any
            | Mark::Form(..)
            | Mark::Trailing(_)
            | Mark::Number(_)
            | Mark::Bit(_)
            | Mark::Unnamed => SHORT,
        };
        let choices = |place: usize| -> Vec<Value> {
            structure.fields.get(place).map_or_else(Vec::new, |field| {
                let other = self.other_field(side, structs, place);
                field_values(self.model(side), field, other, &hints, most)
            })
        };
        let together = matches!(mark, Mark::Require(_)) && places.len() > 1;
        if together {
            let sets: Vec<(usize, Vec<Value>)> =
                places.iter().take(TOGETHER).map(|place| (*place, choices(*place))).collect();
            for base in bases.iter().take(2) {
                values.extend(product(structure, base, &sets));
            }
        }
        for place in places {
            let choices = choices(*place);
            for base in &bases {
                values.extend(choices.iter().map(|value| with(structure, base, *place, value)));
            }
        }
        values.truncate(MOST_CANDIDATES);
        values
    }

    /// Boundary values of a structure, those first that both sides read alike.
    fn bases(&self, side: Side, structs: (StructId, StructId)) -> Bases {
        let key = (side, structs.0, structs.1);
        if let Some(known) = self.known.bases.borrow().get(&key) {
            return Rc::clone(known);
        }
        let id = if side == Side::Old { structs.0 } else { structs.1 };
        let entries = (Entry::Struct(structs.0), Entry::Struct(structs.1));
        let values = self.boundaries(side, &Type::Struct(id));
        let mut ranked: Vec<(bool, usize, Fields)> = values
            .into_iter()
            .filter_map(|value| {
                let bytes = self.encode(side, Entry::Struct(id), &value)?;
                let alike = self.decode(Side::Old, entries.0, &bytes).is_ok_and(|old| {
                    self.decode(Side::New, entries.1, &bytes).is_ok_and(|new| {
                        let (Value::Struct(a), Value::Struct(b)) = (&old, &new) else {
                            return false;
                        };
                        self.sides().fields(structs, a, b).is_none()
                    })
                });
                match value {
                    Value::Struct(fields) => Some((!alike, bytes.len(), fields)),
                    _ => None,
                }
            })
            .collect();
        ranked.sort_by_key(|(differs, length, _)| (*differs, *length));
        // What is long says nothing that something shorter does not.
        let short = ranked.iter().filter(|(_, length, _)| *length <= SHORT as usize).count();
        ranked.retain(|(_, length, _)| short < BASES || *length <= SHORT as usize);
        let bases = ranked.into_iter().map(|(_, _, fields)| fields).take(MOST_SAMPLES);
        let bases = Rc::new(bases.collect::<Vec<_>>());
        self.known.bases.borrow_mut().insert(key, Rc::clone(&bases));
        bases
    }

    fn other_field(
        &self,
        side: Side,
        structs: (StructId, StructId),
        place: usize,
    ) -> Option<&'m Field> {
        let (before, after) = (&self.old[structs.0], &self.new[structs.1]);
        let matched = FieldMatch::new(before, after);
        match side {
            Side::Old => after.fields.get(matched.new_place(place)?),
            Side::New => {
                let (from, _) = matched.pairs.iter().find(|(_, to)| *to == place)?;
                before.fields.get(*from)
            }
        }
    }

    /// The values in the smallest packets that hold such a structure.
    fn embedded(
        &self,
        side: Side,
        structs: (StructId, StructId),
        values: &[Fields],
        whole: usize,
        inputs: &mut BTreeSet<(usize, Vec<u8>)>,
    ) {
        let id = if side == Side::Old { structs.0 } else { structs.1 };
        let model: &Model = self.model(side);
        let Some(entry) = self.entry(side, &self.comparer.wholes[whole]) else { return };
        let put = |packet: &Value, fields: &Fields| -> Option<Value> {
            match (entry, packet) {
                (Entry::Struct(own), _) => embed(model, &Type::Struct(own), packet, id, fields),
                (Entry::Union(union), _) => {
                    embed(model, &Type::Union { union, selector: None }, packet, id, fields)
                }
                (Entry::Message { set, message }, Value::Union { arm, fields: old }) => {
                    let body = model.message_sets.get(set)?.messages.get(message?)?.body;
                    let fields = embed_fields(model, body, old, id, fields)?;
                    Some(Value::Union { arm: arm.clone(), fields })
                }
                (Entry::Message { .. }, _) => None,
            }
        };
        let empty = Fields::new();
        let samples = self.samples(side, whole);
        let carriers = samples.iter().filter(|(_, packet)| put(packet, &empty).is_some());
        for (_, packet) in carriers.take(CARRIERS) {
            for fields in values {
                let value = put(packet, fields);
                let bytes = value.and_then(|value| self.encode(side, entry, &value));
                let short = bytes.filter(|bytes| bytes.len() <= LONGEST_WITNESS);
                inputs.extend(short.map(|bytes| (bytes.len(), bytes)));
            }
        }
    }
}

/// The field that decides what is in the one at a place: itself, or what it
/// measures or chooses.
fn measured(structure: &Struct, place: usize) -> usize {
    match structure.fields.get(place).map(|field| &field.value) {
        Some(FieldValue::Length { of, .. } | FieldValue::Selector { of }) => *of,
        Some(FieldValue::Size { of, .. }) => of.last,
        Some(
            FieldValue::Free
            | FieldValue::Constant(_)
            | FieldValue::Bytes(_)
            | FieldValue::Checksum { .. }
            | FieldValue::Padding
            | FieldValue::Carried,
        )
        | None => place,
    }
}
