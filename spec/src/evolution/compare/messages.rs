//! Sets of messages: tags, replies, bodies.

use super::lengths::same_number;
use super::{Comparer, Entry, Mark, Place, Seat, Suspects, Whole, became};
use crate::evolution::matching::{Fate, Numbered, fates};
use crate::evolution::meaning::messages;
use crate::evolution::rules::Rule;

/// Why a reply is not seen in a packet.
const REPLY: &str = "which message answers which is not in any packet";

impl Comparer<'_> {
    /// All sets: paired by name, and what is left by being the only one.
    pub(super) fn sets(&mut self) {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (place, set) in self.old.message_sets.iter().enumerate() {
            let same = self.new.message_sets.iter().position(|s| s.name.text == set.name.text);
            pairs.extend(same.map(|other| (place, other)));
        }
        let gone: Vec<usize> = (0..self.old.message_sets.len())
            .filter(|place| !pairs.iter().any(|(old, _)| old == place))
            .collect();
        let come: Vec<usize> = (0..self.new.message_sets.len())
            .filter(|place| !pairs.iter().any(|(_, new)| new == place))
            .collect();
        if let ([old], [new]) = (&gone[..], &come[..]) {
            pairs.push((*old, *new));
        } else {
            for set in &gone {
                self.set_removed(*set);
            }
            for set in come {
                let name = &self.new.message_sets[set].name;
                let spans = (None, Some(name.span));
                let (rule, place) = (Rule::ItemAdded, Place::NOWHERE);
                self.report(
                    rule,
                    &name.text,
                    "set of messages added",
                    spans,
                    Suspects::NONE,
                    place,
                );
                self.check_since(&self.new.message_sets[set].docs, &name.text, name.span);
            }
        }
        for (old, new) in pairs {
            self.set(old, new);
        }
    }

    fn set_removed(&mut self, set: usize) {
        let declared = &self.old.message_sets[set];
        for place in 0..declared.messages.len() {
            let old = Some(Entry::Message { set, message: Some(place) });
            self.wholes.push(Whole { old, new: None, node: None, root: true });
        }
        let count = declared.messages.len();
        let seat = Seat::Wholes(self.wholes.len() - count, count);
        let place = Place { seat, mark: Mark::Any };
        let spans = (Some(declared.name.span), None);
        let (rule, message) = (Rule::ItemRemoved, "set of messages removed");
        self.report(rule, &declared.name.text, message, spans, Suspects::WRITERS, place);
    }

    fn set(&mut self, old: usize, new: usize) {
        let (before, after) = (&self.old.message_sets[old], &self.new.message_sets[new]);
        self.declaration((&before.name, &before.docs), (&after.name, &after.docs));
        let (a, b) = (messages(self.old, old), messages(self.new, new));
        let of_tag = |side: &Numbered<'_>, tag: u64| {
            side.iter().position(|(number, _)| *number == i128::from(tag))
        };
        for fate in fates(&a, &b) {
            match fate {
                Fate::Kept(from, to) | Fate::Renamed(from, to) => {
                    self.message((old, from), (new, to));
                }
                Fate::Moved(from, to) => {
                    let taken = of_tag(&b, before.messages[from].tag);
                    let known = of_tag(&a, after.messages[to].tag);
                    self.message_moved((old, from), (new, to), known, taken);
                }
                Fate::Added(to) => {
                    let y = &after.messages[to];
                    let known = of_tag(&a, y.tag);
                    let suspects = if known.is_some() { Suspects::ALL } else { Suspects::READERS };
                    let suspects = Suspects { source: true, ..suspects };
                    let place = self.lone_message((old, known), (new, Some(to)));
                    let spans = (Some(before.name.span), Some(y.name.span));
                    let subject = format!("{}.{}", after.name, y.name);
                    let message = format!("= {}", y.tag);
                    self.report(Rule::MessageAdded, &subject, message, spans, suspects, place);
                    self.check_since(&y.docs, &subject, y.name.span);
                }
                Fate::Removed(from) => {
                    let x = &before.messages[from];
                    let taken = of_tag(&b, x.tag);
                    let suspects = if taken.is_some() { Suspects::ALL } else { Suspects::WRITERS };
                    let suspects = Suspects { source: true, ..suspects };
                    let place = self.lone_message((old, Some(from)), (new, taken));
                    let spans = (Some(x.name.span), Some(after.name.span));
                    let subject = format!("{}.{}", after.name, x.name);
                    let message = format!("was {}", x.tag);
                    self.report(Rule::MessageRemoved, subject, message, spans, suspects, place);
                }
            }
        }
        if !same_number(before.tag, after.tag) {
            let message = "the tag is another integer";
            let spans = (Some(before.name.span), Some(after.name.span));
            let place = Place { seat: Seat::Set(old, new), mark: Mark::Any };
            let (rule, subject) = (Rule::MessageTagChanged, &after.name.text);
            self.report(rule, subject, message, spans, Suspects::ALL, place);
        }
    }

    /// A message that is in both sets; by set and place.
    fn message(&mut self, old: (usize, usize), new: (usize, usize)) {
        let after = &self.new.message_sets[new.0];
        let x = &self.old.message_sets[old.0].messages[old.1];
        let y = &after.messages[new.1];
        let label = format!("{}.{}", after.name, y.name);
        let node = self.structures(x.body, y.body, &label, None);
        self.wholes.push(Whole {
            old: Some(Entry::Message { set: old.0, message: Some(old.1) }),
            new: Some(Entry::Message { set: new.0, message: Some(new.1) }),
            node: Some(node),
            root: true,
        });
        if x.name.text != y.name.text {
            let spans = (Some(x.name.span), Some(y.name.span));
            let place = Place { seat: Seat::Node(node), mark: Mark::Any };
            let (rule, message) = (Rule::MessageRenamed, became(&x.name, &y.name));
            self.report(rule, &label, message, spans, Suspects::SOURCE, place);
        }
        self.history(&x.docs, &y.docs, &label, (x.name.span, y.name.span));
        self.reply(old, new, &label);
    }

    /// A message with another tag: `known` had that before, `taken` has the one
    /// that it had.
    fn message_moved(
        &mut self,
        old: (usize, usize),
        new: (usize, usize),
        known: Option<usize>,
        taken: Option<usize>,
    ) {
        let after = &self.new.message_sets[new.0];
        let x = &self.old.message_sets[old.0].messages[old.1];
        let y = &after.messages[new.1];
        self.lone_message((old.0, Some(old.1)), (new.0, taken));
        self.lone_message((old.0, known), (new.0, Some(new.1)));
        let seat = Seat::Wholes(self.wholes.len() - 2, 2);
        let meaning = taken.is_some() || known.is_some();
        let suspects = Suspects { meaning, ..Suspects::BOTH };
        let spans = (Some(x.name.span), Some(y.name.span));
        let (subject, message) = (format!("{}.{}", after.name, y.name), became(x.tag, y.tag));
        let place = Place { seat, mark: Mark::Any };
        self.report(Rule::MessageMoved, subject, message, spans, suspects, place);
    }

    /// What is read by a tag that means something on one side alone, or
    /// something else on each.
    fn lone_message(&mut self, old: (usize, Option<usize>), new: (usize, Option<usize>)) -> Place {
        self.wholes.push(Whole {
            old: Some(Entry::Message { set: old.0, message: old.1 }),
            new: Some(Entry::Message { set: new.0, message: new.1 }),
            node: None,
            root: true,
        });
        Place { seat: Seat::Wholes(self.wholes.len() - 1, 1), mark: Mark::Any }
    }

    fn reply(&mut self, old: (usize, usize), new: (usize, usize), label: &str) {
        let (before, after) = (&self.old.message_sets[old.0], &self.new.message_sets[new.0]);
        let (x, y) = (&before.messages[old.1], &after.messages[new.1]);
        let tag = |set: &crate::model::MessageSet, reply: Option<usize>| {
            reply.and_then(|place| set.messages.get(place)).map(|message| message.tag)
        };
        if tag(before, x.reply) == tag(after, y.reply) {
            return;
        }
        let name = |set: &crate::model::MessageSet, reply: Option<usize>| {
            let message = reply.and_then(|place| set.messages.get(place));
            message.map_or("no reply".to_owned(), |message| message.name.text.clone())
        };
        let message = became(name(before, x.reply), name(after, y.reply));
        let spans = (Some(x.name.span), Some(y.name.span));
        let (rule, suspects) = (Rule::MessageReplyChanged, Suspects::BOTH);
        self.report_beyond(rule, label, message, spans, suspects, REPLY);
    }
}
