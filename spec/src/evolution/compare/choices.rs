//! Enumerations, flags and unions: what their numbers stand for.

use super::lengths::same_number;
use super::requires::Over;
use super::{Comparer, Mark, Node, Place, Seat, Suspects, became};
use crate::evolution::matching::{Fate, FieldMatch, Numbered, fates};
use crate::evolution::meaning::arms;
use crate::evolution::rules::Rule;
use crate::model::{
    Docs, EnumId, FlagBit, FlagsId, Measure, Model, Name, Selector, Struct, Type, Union, UnionId,
    Variant,
};

/// Whom it hurts that a name has another number. `keeps` says which side takes
/// numbers that it does not know.
fn moved_suspects(
    (old, new): (&Numbered<'_>, &Numbered<'_>),
    (from, to): (i128, i128),
    keeps: (bool, bool),
) -> Suspects {
    let known = |side: &Numbered<'_>, number| side.iter().any(|(n, _)| *n == number);
    Suspects {
        old_readers: !known(old, to) && !keeps.0,
        old_writers: !known(new, from) && !keeps.1,
        meaning: known(new, from) || known(old, to),
        source: false,
    }
}

/// A variant or a flag.
struct Member<'m> {
    name: &'m Name,
    docs: &'m Docs,
    number: i128,
}

/// The variants or flags of two things that are one.
struct Members<'m> {
    owners: (&'m Name, &'m Name),
    old: Vec<Member<'m>>,
    new: Vec<Member<'m>>,
    /// Which side takes numbers that it does not know.
    keeps: (bool, bool),
    node: usize,
    kind: MemberKind,
}

#[derive(Clone, Copy)]
enum MemberKind {
    Variant,
    Flag,
}

/// The rules that tell of variants or flags.
struct MemberRules {
    renamed: Rule,
    moved: Rule,
    added: Rule,
    removed: Rule,
}

impl Members<'_> {
    fn subject(&self, member: &Member<'_>) -> String {
        format!("{}.{}", self.owners.1, member.name)
    }

    fn shown(&self, number: i128) -> String {
        match self.kind {
            MemberKind::Variant => number.to_string(),
            MemberKind::Flag => format!("{number:#x}"),
        }
    }

    fn rules(&self) -> MemberRules {
        match self.kind {
            MemberKind::Variant => MemberRules {
                renamed: Rule::EnumValueRenamed,
                moved: Rule::EnumValueMoved,
                added: Rule::EnumValueAdded,
                removed: Rule::EnumValueRemoved,
            },
            MemberKind::Flag => MemberRules {
                renamed: Rule::FlagRenamed,
                moved: Rule::FlagMoved,
                added: Rule::FlagAdded,
                removed: Rule::FlagRemoved,
            },
        }
    }
}

impl<'m> Comparer<'m> {
    /// Compares two enumerations, once; gives the place of the pair.
    pub(super) fn enums(&mut self, old: EnumId, new: EnumId, parent: Option<usize>) -> usize {
        let (node, fresh) = self.node(Node::Enum(old, new), parent);
        if !fresh {
            return node;
        }
        let (before, after) = (&self.old[old], &self.new[new]);
        self.declaration((&before.name, &before.docs), (&after.name, &after.docs));
        let member = |variant: &'m Variant| Member {
            name: &variant.name,
            docs: &variant.docs,
            number: variant.value,
        };
        self.members(&Members {
            owners: (&before.name, &after.name),
            old: before.variants.iter().map(member).collect(),
            new: after.variants.iter().map(member).collect(),
            keeps: (before.open, after.open),
            node,
            kind: MemberKind::Variant,
        });
        if before.open != after.open {
            let (rule, suspects) = match after.open {
                true => (Rule::EnumOpened, Suspects::READERS),
                false => (Rule::EnumClosed, Suspects::WRITERS),
            };
            let spans = (Some(before.name.span), Some(after.name.span));
            let place = Place { seat: Seat::Node(node), mark: Mark::Unnamed };
            self.report(rule, &after.name.text, rule.title(), spans, suspects, place);
        }
        node
    }

    /// Compares two sets of flags, once; gives the place of the pair.
    pub(super) fn flags(&mut self, old: FlagsId, new: FlagsId, parent: Option<usize>) -> usize {
        let (node, fresh) = self.node(Node::Flags(old, new), parent);
        if !fresh {
            return node;
        }
        let (before, after) = (&self.old[old], &self.new[new]);
        self.declaration((&before.name, &before.docs), (&after.name, &after.docs));
        let member =
            |bit: &'m FlagBit| Member { name: &bit.name, docs: &bit.docs, number: bit.mask.into() };
        self.members(&Members {
            owners: (&before.name, &after.name),
            old: before.bits.iter().map(member).collect(),
            new: after.bits.iter().map(member).collect(),
            keeps: (false, false),
            node,
            kind: MemberKind::Flag,
        });
        let requires = (&before.requires[..], &after.requires[..]);
        let label = &after.name.text;
        let over = Over::Flags(before.mask() | after.mask());
        self.requires(requires, over, &FieldMatch::default(), label, Seat::Node(node));
        node
    }

    /// What became of each variant or flag.
    fn members(&mut self, members: &Members<'m>) {
        let numbered = |side: &[Member<'m>]| -> Numbered<'m> {
            side.iter().map(|member| (member.number, member.name.text.as_str())).collect()
        };
        let (a, b) = (numbered(&members.old), numbered(&members.new));
        for fate in fates(&a, &b) {
            match fate {
                Fate::Kept(from, to) | Fate::Renamed(from, to) => {
                    let (x, y) = (&members.old[from], &members.new[to]);
                    if x.name.text != y.name.text {
                        let rule = members.rules().renamed;
                        let message = became(x.name, y.name);
                        self.member(members, rule, (Some(x), Some(y)), message, Suspects::SOURCE);
                    }
                    let spans = (x.name.span, y.name.span);
                    self.history(x.docs, y.docs, &members.subject(y), spans);
                }
                Fate::Moved(from, to) => {
                    let (x, y) = (&members.old[from], &members.new[to]);
                    let numbers = (x.number, y.number);
                    let suspects = moved_suspects((&a, &b), numbers, members.keeps);
                    let message = became(members.shown(x.number), members.shown(y.number));
                    let rule = members.rules().moved;
                    self.member(members, rule, (Some(x), Some(y)), message, suspects);
                }
                Fate::Added(to) => {
                    let y = &members.new[to];
                    let reused = a.iter().any(|(number, _)| *number == y.number);
                    let suspects = Suspects {
                        old_readers: !reused && !members.keeps.0,
                        meaning: reused,
                        source: true,
                        ..Suspects::NONE
                    };
                    let message = format!("= {}", members.shown(y.number));
                    self.member(members, members.rules().added, (None, Some(y)), message, suspects);
                    self.check_since(y.docs, &members.subject(y), y.name.span);
                }
                Fate::Removed(from) => {
                    let x = &members.old[from];
                    let reused = b.iter().any(|(number, _)| *number == x.number);
                    let suspects = Suspects {
                        old_writers: !reused && !members.keeps.1,
                        meaning: reused,
                        source: true,
                        ..Suspects::NONE
                    };
                    let message = format!("was {}", members.shown(x.number));
                    let rule = members.rules().removed;
                    self.member(members, rule, (Some(x), None), message, suspects);
                }
            }
        }
    }

    fn member(
        &mut self,
        members: &Members<'m>,
        rule: Rule,
        (old, new): (Option<&Member<'m>>, Option<&Member<'m>>),
        message: String,
        suspects: Suspects,
    ) {
        let Some(either) = new.or(old) else { return };
        // Of one that moved, the number that both sides know shows it.
        let known = |number: i128| members.new.iter().any(|member| member.number == number);
        let number = match old {
            Some(old) if known(old.number) => old.number,
            _ => either.number,
        };
        let mark = match members.kind {
            MemberKind::Variant => Mark::Number(number),
            MemberKind::Flag => Mark::Bit(u64::try_from(number).unwrap_or(0)),
        };
        let span = |member: Option<&Member<'_>>, owner: &Name| {
            Some(member.map_or(owner.span, |member| member.name.span))
        };
        let spans = (span(old, members.owners.0), span(new, members.owners.1));
        let place = Place { seat: Seat::Node(members.node), mark };
        self.report(rule, members.subject(either), message, spans, suspects, place);
    }

    /// Compares two unions, once; gives the place of the pair.
    pub(super) fn unions(&mut self, old: UnionId, new: UnionId, parent: Option<usize>) -> usize {
        let (node, fresh) = self.node(Node::Union(old, new), parent);
        if !fresh {
            return node;
        }
        let (before, after) = (&self.old[old], &self.new[new]);
        self.declaration((&before.name, &before.docs), (&after.name, &after.docs));
        self.selector(node, before, after);
        self.arms(node, (old, new));
        self.others(node, before, after);
        node
    }

    fn selector(&mut self, node: usize, before: &Union, after: &Union) {
        let message = match (before.selector, after.selector) {
            (Selector::Tag(a), Selector::Tag(b))
            | (Selector::Number(a), Selector::Number(b))
            | (Selector::Peek(a), Selector::Peek(b))
                if same_number(a, b) =>
            {
                None
            }
            (Selector::Enum(_), Selector::Enum(_)) => None,
            (Selector::Tag(_) | Selector::Enum(_) | Selector::Number(_) | Selector::Peek(_), _) => {
                Some("what chooses the arm changed")
            }
        };
        let region = match (&before.within, &after.within) {
            (None, None) => None,
            (Some(a), Some(b)) if a == b => None,
            (Some(_), Some(_)) => Some("the length behind the tag changed"),
            (None, Some(_)) => Some("a length stands behind the tag"),
            (Some(_), None) => Some("no length stands behind the tag any more"),
        };
        for message in message.into_iter().chain(region) {
            let spans = (Some(before.name.span), Some(after.name.span));
            let place = Place { seat: Seat::Node(node), mark: Mark::Any };
            let (rule, subject) = (Rule::UnionSelectorChanged, &after.name.text);
            self.report(rule, subject, message, spans, Suspects::ALL, place);
        }
    }

    fn arms(&mut self, node: usize, (old, new): (UnionId, UnionId)) {
        let (before, after) = (&self.old[old], &self.new[new]);
        let (a, b) = (arms(self.old, old), arms(self.new, new));
        let by_variant = matches!(after.selector, Selector::Enum(_));
        let subject = |name: &str| format!("{}.{name}", after.name);
        let at = |number| Place { seat: Seat::Node(node), mark: Mark::Number(number) };
        for fate in fates(&a, &b) {
            match fate {
                Fate::Kept(from, to) | Fate::Renamed(from, to) => {
                    let (x, y) = (&before.arms[from], &after.arms[to]);
                    // The name of a variant is told of the enumeration.
                    if x.name.text != y.name.text && !by_variant {
                        let message = became(&x.name, &y.name);
                        let spans = (Some(x.name.span), Some(y.name.span));
                        let (rule, subject) = (Rule::ArmRenamed, subject(&y.name.text));
                        self.report(rule, subject, message, spans, Suspects::SOURCE, at(y.tag));
                    }
                    let label = subject(&y.name.text);
                    self.history(&x.docs, &y.docs, &label, (x.name.span, y.name.span));
                    self.structures(x.body, y.body, &label, Some(node));
                }
                Fate::Moved(from, to) => {
                    let (x, y) = (&before.arms[from], &after.arms[to]);
                    let known = b.iter().any(|(number, _)| *number == x.tag);
                    let number = if known { x.tag } else { y.tag };
                    let spans = (Some(x.name.span), Some(y.name.span));
                    let (subject, message) = (subject(&y.name.text), became(x.tag, y.tag));
                    let (rule, place) = (Rule::ArmMoved, at(number));
                    self.report(rule, subject, message, spans, Suspects::ALL, place);
                }
                Fate::Added(to) => {
                    let y = &after.arms[to];
                    let reused = before.arm(y.tag).is_some();
                    let suspects = lone_arm(self.old, before, reused, true);
                    let spans = (Some(before.name.span), Some(y.name.span));
                    let (subject, message) = (subject(&y.name.text), format!("= {}", y.tag));
                    let place = at(y.tag);
                    self.report(Rule::ArmAdded, &subject, message, spans, suspects, place);
                    self.check_since(&y.docs, &subject, y.name.span);
                }
                Fate::Removed(from) => {
                    let x = &before.arms[from];
                    let reused = after.arm(x.tag).is_some();
                    let suspects = lone_arm(self.new, after, reused, false);
                    let spans = (Some(x.name.span), Some(after.name.span));
                    let (subject, message) = (subject(&x.name.text), format!("was {}", x.tag));
                    let place = at(x.tag);
                    self.report(Rule::ArmRemoved, subject, message, spans, suspects, place);
                }
            }
        }
    }

    /// The arms for all numbers that have none.
    fn others(&mut self, node: usize, before: &Union, after: &Union) {
        let (rule, suspects) = match (&before.other, &after.other) {
            (None, None) => return,
            (Some(x), Some(y)) => {
                if x.name.text != y.name.text {
                    let message = became(&x.name, &y.name);
                    let spans = (Some(x.name.span), Some(y.name.span));
                    let subject = format!("{}.{}", after.name, y.name);
                    let place = Place { seat: Seat::Node(node), mark: Mark::Unnamed };
                    let (rule, suspects) = (Rule::ArmRenamed, Suspects::SOURCE);
                    self.report(rule, subject, message, spans, suspects, place);
                }
                let label = format!("{}.{}", after.name, y.name);
                self.history(&x.docs, &y.docs, &label, (x.name.span, y.name.span));
                self.structures(x.body, y.body, &label, Some(node));
                return;
            }
            (None, Some(_)) => (Rule::UnionOpened, Suspects::READERS),
            (Some(_), None) => (Rule::UnionClosed, Suspects::WRITERS),
        };
        let spans = (Some(before.name.span), Some(after.name.span));
        let place = Place { seat: Seat::Node(node), mark: Mark::Unnamed };
        self.report(rule, &after.name.text, rule.title(), spans, suspects, place);
    }
}

/// Whom an arm hurts that the side of `lacking` has not; `added` if that is the
/// old side. What is kept without being known is nobody's to send.
fn lone_arm(model: &Model, lacking: &Union, reused: bool, added: bool) -> Suspects {
    if reused {
        return Suspects { source: true, ..Suspects::ALL };
    }
    let keeps_all = lacking.other.as_ref().is_some_and(|other| keeps_anything(&model[other.body]));
    let refused = !keeps_all;
    Suspects {
        old_readers: refused && added,
        old_writers: refused && !added,
        // What the one reads as an arm may be longer than what the other keeps.
        meaning: refused && lacking.other.is_some(),
        source: true,
    }
}

/// Whether a structure is a number and then whatever there is.
fn keeps_anything(structure: &Struct) -> bool {
    let [_, content] = &structure.fields[..] else { return false };
    let unbounded = match &content.ty {
        Type::Bytes(extent) => {
            extent.measure == Measure::Rest && extent.min == 0 && extent.max == u64::MAX
        }
        _ => false,
    };
    unbounded && content.condition.is_none() && structure.requires.is_empty()
}
