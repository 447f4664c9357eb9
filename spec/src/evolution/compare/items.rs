//! What stands at the top of a spec: packets, structures, unions, constants.

use super::{Comparer, Entry, Mark, Place, Seat, Suspects, Whole, became};
use crate::evolution::meaning::holds;
use crate::evolution::rules::Rule;
use crate::model::{Docs, Item, Model, Name, Role, Selector, StructId, Type, UnionId};

/// A structure or union that is declared by name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Declared {
    Struct(StructId),
    Union(UnionId),
}

impl Declared {
    fn all(model: &Model) -> Vec<Declared> {
        let declared = model.order.iter().filter_map(|item| match item {
            Item::Struct(id) => Some(Declared::Struct(*id)),
            Item::Union(id) => Some(Declared::Union(*id)),
            Item::Constant(_)
            | Item::Enum(_)
            | Item::Flags(_)
            | Item::Messages(_)
            | Item::Handshake(_) => None,
        });
        declared.collect()
    }

    fn name(self, model: &Model) -> &Name {
        match self {
            Declared::Struct(id) => &model[id].name,
            Declared::Union(id) => &model[id].name,
        }
    }

    fn docs(self, model: &Model) -> &Docs {
        match self {
            Declared::Struct(id) => &model[id].docs,
            Declared::Union(id) => &model[id].docs,
        }
    }

    /// How it is read as a whole; not at all if a field of another structure
    /// chooses its arm.
    fn entry(self, model: &Model) -> Option<Entry> {
        match self {
            Declared::Struct(id) => Some(Entry::Struct(id)),
            Declared::Union(id) => match model[id].selector {
                Selector::Tag(_) | Selector::Peek(_) => Some(Entry::Union(id)),
                Selector::Enum(_) | Selector::Number(_) => None,
            },
        }
    }

    fn kind(self, model: &Model) -> u8 {
        match self {
            Declared::Struct(id) => u8::from(model[id].role == Role::Packet),
            Declared::Union(_) => 2,
        }
    }
}

impl<'m> Comparer<'m> {
    /// Everything declared by name, and what it holds.
    pub(super) fn items(&mut self) {
        if self.old.name.text != self.new.name.text {
            let (old, new) = (&self.old.name, &self.new.name);
            let (spans, message) = ((Some(old.span), Some(new.span)), became(old, new));
            let (rule, suspects) = (Rule::ProtocolRenamed, Suspects::SOURCE);
            self.report(rule, &new.text, message, spans, suspects, Place::NOWHERE);
        }
        self.constants();
        let (old, new) = (Declared::all(self.old), Declared::all(self.new));
        let by_name = |from: Declared| {
            let name = &from.name(self.old).text;
            new.iter().copied().find(|to| {
                to.name(self.new).text == *name
                    && matches!(
                        (from, to),
                        (Declared::Struct(_), Declared::Struct(_))
                            | (Declared::Union(_), Declared::Union(_))
                    )
            })
        };
        let mut pairs: Vec<(Declared, Declared)> =
            old.iter().filter_map(|from| by_name(*from).map(|to| (*from, to))).collect();
        // Whatever stands alone on both sides and is the only one of its kind.
        let alone = |model: &Model, all: &[Declared], taken: &dyn Fn(&Declared) -> bool| {
            let free = all.iter().copied().filter(|item| !taken(item) && !is_held(model, *item));
            free.collect::<Vec<_>>()
        };
        let gone = alone(self.old, &old, &|item| pairs.iter().any(|(from, _)| from == item));
        let come = alone(self.new, &new, &|item| pairs.iter().any(|(_, to)| to == item));
        for from in &gone {
            let kind = from.kind(self.old);
            let same = |model: &Model, item: &&Declared| item.kind(model) == kind;
            let rivals = gone.iter().filter(|item| same(self.old, item)).count();
            let mut others = come.iter().filter(|item| same(self.new, item));
            if let (1, Some(to), None) = (rivals, others.next(), others.next()) {
                pairs.push((*from, *to));
            }
        }
        self.sets();
        for (from, to) in &pairs {
            self.declared(*from, *to);
        }
        for item in gone.iter().filter(|item| !pairs.iter().any(|(from, _)| from == *item)) {
            self.item_removed(*item);
        }
        for item in come.iter().filter(|item| !pairs.iter().any(|(_, to)| to == *item)) {
            self.item_added(*item);
        }
    }

    fn declared(&mut self, from: Declared, to: Declared) {
        let label = to.name(self.new).text.clone();
        let node = match (from, to) {
            (Declared::Struct(old), Declared::Struct(new)) => {
                self.structures(old, new, &label, None)
            }
            (Declared::Union(old), Declared::Union(new)) => self.unions(old, new, None),
            (Declared::Struct(_), Declared::Union(_))
            | (Declared::Union(_), Declared::Struct(_)) => {
                return;
            }
        };
        let (old, new) = (from.entry(self.old), to.entry(self.new));
        let local = is_local(self.old, from) && is_local(self.new, to);
        if old.is_some() && new.is_some() && !local {
            let root = !is_held(self.old, from) && !is_held(self.new, to);
            self.wholes.push(Whole { old, new, node: Some(node), root });
        }
    }

    fn item_removed(&mut self, item: Declared) {
        let Some(entry) = item.entry(self.old) else { return };
        self.wholes.push(Whole { old: Some(entry), new: None, node: None, root: true });
        let place = Place { seat: Seat::Wholes(self.wholes.len() - 1, 1), mark: Mark::Any };
        let name = item.name(self.old);
        let spans = (Some(name.span), None);
        self.report(Rule::ItemRemoved, &name.text, "removed", spans, Suspects::WRITERS, place);
    }

    fn item_added(&mut self, item: Declared) {
        let name = item.name(self.new);
        let spans = (None, Some(name.span));
        self.report(Rule::ItemAdded, &name.text, "added", spans, Suspects::NONE, Place::NOWHERE);
        self.check_since(item.docs(self.new), &name.text, name.span);
    }

    fn constants(&mut self) {
        for old in &self.old.constants {
            let new = self.new.constants.iter().find(|new| new.name.text == old.name.text);
            let Some(new) = new else { continue };
            if old.value != new.value {
                let spans = (Some(old.name.span), Some(new.name.span));
                let message = became(old.value, new.value);
                let name = &new.name.text;
                self.report(
                    Rule::ConstChanged,
                    name,
                    message,
                    spans,
                    Suspects::SOURCE,
                    Place::NOWHERE,
                );
            }
            self.history(&old.docs, &new.docs, &new.name.text, (old.name.span, new.name.span));
        }
    }

    /// The name and the history of something declared.
    pub(super) fn declaration(&mut self, old: (&Name, &Docs), new: (&Name, &Docs)) {
        let ((old, before), (new, after)) = (old, new);
        self.history(before, after, &new.text, (old.span, new.span));
        if old.text != new.text {
            let spans = (Some(old.span), Some(new.span));
            self.report(
                Rule::TypeRenamed,
                &new.text,
                became(&old.text, &new.text),
                spans,
                Suspects::SOURCE,
                Place::NOWHERE,
            );
        }
    }
}

/// Whether a structure is part of nothing else on either side.
pub(super) fn is_outermost(models: (&Model, &Model), ids: (StructId, StructId)) -> bool {
    let of_union = |model: &Model, id: StructId| {
        model.unions.iter().any(|union| union.bodies().any(|body| body == id))
    };
    !is_held(models.0, Declared::Struct(ids.0))
        && !is_held(models.1, Declared::Struct(ids.1))
        && !of_union(models.0, ids.0)
        && !of_union(models.1, ids.1)
}

/// Whether a field holds it.
fn is_held(model: &Model, item: Declared) -> bool {
    let mut fields = model.structs.iter().flat_map(|structure| &structure.fields);
    let wanted = |ty: &Type| match item {
        Declared::Struct(id) => *ty == Type::Struct(id),
        Declared::Union(id) => matches!(ty, Type::Union { union, .. } if *union == id),
    };
    fields.any(|field| holds(&field.ty, &wanted))
}

/// Whether nothing but a handshake uses it, as what a side brings; that is
/// never sent.
fn is_local(model: &Model, item: Declared) -> bool {
    let local = model.handshakes.iter().any(|handshake| Declared::Struct(handshake.local) == item);
    local && !is_held(model, item)
}
