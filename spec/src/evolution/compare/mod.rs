//! Two models side by side: what changed, and whom that may hurt.
//!
//! Works on the models alone and reads no packet. It must suspect every harm
//! that a change can do: what it does not suspect is called compatible. Whether
//! a suspicion is right is for [`witness`](super::witness) to show.
//!
//! One file a family: `items` and `messages` for what stands at the top,
//! `structures`, `fields`, `lengths` and `choices` for what bytes look like,
//! `layers`, `handshake` and `history` for the rest.

mod choices;
mod fields;
mod handshake;
mod history;
mod items;
mod layers;
mod lengths;
mod messages;
mod requires;
mod structures;

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Harm;
use super::rules::Rule;
use crate::model::{EnumId, FlagsId, Model, StructId, UnionId};
use crate::span::Span;

/// A change, and the harms it is suspected of.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) rule: Rule,
    pub(super) subject: String,
    pub(super) message: String,
    pub(super) old: Option<Span>,
    pub(super) new: Option<Span>,
    pub(super) suspects: Suspects,
    pub(super) place: Place,
    /// Why no packet shows it, if that is so.
    pub(super) beyond: Option<&'static str>,
}

/// The harms that a change may do, and whether it changes names in sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Suspects {
    pub(super) old_readers: bool,
    pub(super) old_writers: bool,
    pub(super) meaning: bool,
    pub(super) source: bool,
}

impl Suspects {
    pub(super) const NONE: Suspects =
        Suspects { old_readers: false, old_writers: false, meaning: false, source: false };
    pub(super) const ALL: Suspects =
        Suspects { old_readers: true, old_writers: true, meaning: true, source: false };
    pub(super) const BOTH: Suspects = Suspects { meaning: false, ..Suspects::ALL };
    pub(super) const READERS: Suspects = Suspects { old_readers: true, ..Suspects::NONE };
    pub(super) const WRITERS: Suspects = Suspects { old_writers: true, ..Suspects::NONE };
    pub(super) const MEANING: Suspects = Suspects { meaning: true, ..Suspects::NONE };
    pub(super) const SOURCE: Suspects = Suspects { source: true, ..Suspects::NONE };

    pub(super) fn has(self, harm: Harm) -> bool {
        match harm {
            Harm::OldReaders => self.old_readers,
            Harm::OldWriters => self.old_writers,
            Harm::Meaning => self.meaning,
        }
    }
}

/// Where a change sits, so that packets can be made that show it alone.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) seat: Seat,
    pub(super) mark: Mark,
}

impl Place {
    pub(super) const NOWHERE: Place = Place { seat: Seat::Nowhere, mark: Mark::Any };
}

/// What a change is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seat {
    /// Nothing that a packet holds.
    Nowhere,
    /// A pair of the comparison.
    Node(usize),
    /// So many wholes from the first on.
    Wholes(usize, usize),
    /// The messages of a set, by the set's places.
    Set(usize, usize),
}

/// How to tell that a packet shows this change and not another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Any difference will do: the change moves what is behind it.
    Any,
    /// The field at these places of the node's structures.
    Field(Option<usize>, Option<usize>),
    /// The field at these places: one side refuses other forms of its value than
    /// the one that is written.
    Form(usize, usize),
    /// Whatever follows the known fields of the node's structures, more bytes than
    /// so many of it.
    Trailing(u64),
    /// A constraint with this text.
    Require(Vec<String>),
    /// A variant, arm or message of this number.
    Number(i128),
    /// A flag.
    Bit(u64),
    /// Numbers without a name or arm.
    Unnamed,
}

/// Two things that are one in two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    Struct(StructId, StructId),
    Enum(EnumId, EnumId),
    Flags(FlagsId, FlagsId),
    Union(UnionId, UnionId),
}

/// Something that is a packet of its own, or may be.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    pub(super) old: Option<Entry>,
    pub(super) new: Option<Entry>,
    /// What it consists of, if both sides have it.
    pub(super) node: Option<usize>,
    /// Nothing else holds it.
    pub(super) root: bool,
}

/// A whole on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Struct(StructId),
    Union(UnionId),
    /// A message of a set; the set alone if it has no such message.
    Message {
        set: usize,
        message: Option<usize>,
    },
}

/// The comparison under way, and then its outcome.
pub(super) struct Comparer<'m> {
    pub(super) old: &'m Model,
    pub(super) new: &'m Model,
    pub(super) nodes: Vec<Node>,
    /// The nodes that hold each node.
    pub(super) parents: Vec<BTreeSet<usize>>,
    index: BTreeMap<Node, usize>,
    pub(super) wholes: Vec<Whole>,
    pub(super) changes: Vec<Change>,
}

impl<'m> Comparer<'m> {
    pub(super) fn new(old: &'m Model, new: &'m Model) -> Self {
        let mut comparer = Comparer {
            old,
            new,
            nodes: Vec::new(),
            parents: Vec::new(),
            index: BTreeMap::new(),
            wholes: Vec::new(),
            changes: Vec::new(),
        };
        comparer.items();
        comparer.layers();
        comparer.handshakes();
        comparer
    }

    /// The place of a node, and whether it was not known before.
    fn node(&mut self, node: Node, parent: Option<usize>) -> (usize, bool) {
        let next = self.nodes.len();
        let place = *self.index.entry(node).or_insert(next);
        if place == next {
            self.nodes.push(node);
            self.parents.push(BTreeSet::new());
        }
        if let Some(parents) = self.parents.get_mut(place) {
            parents.extend(parent);
        }
        (place, place == next)
    }

    /// The node itself and everything that holds it.
    pub(super) fn holders(&self, node: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::from([node]);
        let mut open = vec![node];
        while let Some(next) = open.pop() {
            for parent in self.parents.get(next).into_iter().flatten() {
                if found.insert(*parent) {
                    open.push(*parent);
                }
            }
        }
        found
    }

    /// The wholes in which a change can be seen, roots first.
    pub(super) fn wholes_of(&self, seat: Seat) -> Vec<usize> {
        let all = 0..self.wholes.len();
        let mut wholes: Vec<usize> = match seat {
            Seat::Nowhere => Vec::new(),
            Seat::Wholes(first, count) => all.skip(first).take(count).collect(),
            Seat::Set(old, new) => all
                .filter(|place| {
                    let set_of = |entry: Option<Entry>| match entry {
                        Some(Entry::Message { set, .. }) => Some(set),
                        Some(Entry::Struct(_) | Entry::Union(_)) | None => None,
                    };
                    let whole = &self.wholes[*place];
                    set_of(whole.old) == Some(old) && set_of(whole.new) == Some(new)
                })
                .collect(),
            Seat::Node(node) => {
                let holders = self.holders(node);
                all.filter(|place| self.wholes[*place].node.is_some_and(|n| holders.contains(&n)))
                    .collect()
            }
        };
        wholes.sort_by_key(|place| !self.wholes[*place].root);
        wholes
    }

    fn report(
        &mut self,
        rule: Rule,
        subject: impl Into<String>,
        message: impl Into<String>,
        spans: (Option<Span>, Option<Span>),
        suspects: Suspects,
        place: Place,
    ) {
        self.changes.push(Change {
            rule,
            subject: subject.into(),
            message: message.into(),
            old: spans.0,
            new: spans.1,
            suspects,
            place,
            beyond: None,
        });
    }

    /// A change that happens where no packet shows it.
    fn report_beyond(
        &mut self,
        rule: Rule,
        subject: impl Into<String>,
        message: impl Into<String>,
        spans: (Option<Span>, Option<Span>),
        suspects: Suspects,
        why: &'static str,
    ) {
        self.report(rule, subject, message, spans, suspects, Place::NOWHERE);
        if let Some(change) = self.changes.last_mut() {
            change.beyond = Some(why);
        }
    }
}

/// `a → b`
fn became(old: impl std::fmt::Display, new: impl std::fmt::Display) -> String {
    format!("{old} → {new}")
}
