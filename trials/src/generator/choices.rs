//! Unions, chosen in every way.

use std::collections::BTreeSet;

use super::body::Start;
use super::conditions::Sort;
use super::names::{Names, TYPES, VARIANTS};
use super::types::{Facts, Integer};
use super::{Generator, Layout};

/// A declared union.
#[derive(Clone)]
pub(super) struct Union {
    pub(super) name: String,
    pub(super) layout: Layout,
    pub(super) facts: Facts,
    /// The earlier field that chooses the arm, if one does.
    pub(super) chosen_by: Option<Chosen>,
}

/// What chooses an arm.
#[derive(Clone)]
pub(super) enum Chosen {
    /// An enumeration, by its place and name.
    Enumeration(usize, String, Integer),
    /// A number.
    Number(Integer),
}

impl Chosen {
    /// The integer of the field; a number may have another byte order there.
    pub(super) fn integer(&self, order: &'static str) -> Integer {
        match self {
            Chosen::Enumeration(_, _, integer) => *integer,
            Chosen::Number(integer) => Integer { order, ..*integer },
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.integer("").is_whole()
    }

    /// The type of the field.
    pub(super) fn type_name(&self, order: &'static str) -> String {
        match self {
            Chosen::Enumeration(_, name, _) => name.clone(),
            Chosen::Number(_) => self.integer(order).name(),
        }
    }

    pub(super) fn sort(&self) -> Sort {
        match self {
            Chosen::Enumeration(place, ..) => Sort::Enumeration(*place),
            Chosen::Number(integer) => {
                let (low, high) = integer.range();
                Sort::Number { low, high, unit: None }
            }
        }
    }
}

/// The arms under way.
struct Arms {
    text: String,
    facts: Option<Facts>,
    numbers: BTreeSet<i128>,
}

impl Arms {
    fn add(&mut self, text: String, facts: Facts) {
        self.text.push_str(&text);
        self.facts = Some(self.facts.map_or(facts, |before| before.or(facts)));
    }
}

impl Generator {
    pub(super) fn union(&mut self) -> String {
        let docs = self.docs("");
        let name = self.names.fresh(&mut self.draw, TYPES);
        let layout = self.layout();
        let (head, arms, facts, chosen_by) = match self.draw.below(8) {
            0..=2 => self.tagged(layout),
            3 | 4 if !self.enumerations.is_empty() => self.chosen_by_variant(layout),
            5 | 6 => self.chosen_by_number(layout),
            _ => self.peeked(layout),
        };
        self.unions.push(Union { name: name.clone(), layout, facts, chosen_by });
        format!("{docs}union {name}{head}{} {{\n{arms}}}\n", layout.words())
    }

    fn tagged(&mut self, layout: Layout) -> (String, String, Facts, Option<Chosen>) {
        let tag = Integer { signed: false, ..self.whole_integer() };
        let (low, high) = tag.range();
        let sort = Sort::Number { low, high, unit: None };
        let mut arms = self.numbered(layout, tag, None);
        let others = self.draw.chance(50);
        if others {
            self.others(&mut arms, layout, Start::Carried(&sort));
        }
        let inside = arms.facts.unwrap_or(Facts::EMPTY);
        let mut facts = tag.facts(layout, 0).then(inside);
        if tag.bits == 8 && !others {
            facts.never = (0..=255).find(|byte| !arms.numbers.contains(&i128::from(*byte)));
        }
        let mut head = format!(": {}", tag.name());
        if self.draw.chance(40) {
            let (region, around, least, most) = self.prefixed_region(inside, layout);
            head.push_str(&format!(" within[{region}]"));
            let tag = tag.size(layout);
            facts.rest = false;
            facts.least = tag.0 + around.0 + least.max(inside.least);
            facts.most =
                Some((tag.1 + around.1).saturating_add(most.min(inside.most.unwrap_or(most))));
        }
        (head, arms.text, facts, None)
    }

    /// A region behind a prefix.
    fn prefixed_region(&mut self, inside: Facts, layout: Layout) -> (String, (u64, u64), u64, u64) {
        loop {
            let inside = Facts { most: inside.most.or(Some(u64::MAX)), ..inside };
            let region = self.region(inside, layout);
            if region.1.0 > 0 && region.2 == 0 {
                return region;
            }
        }
    }

    /// Arms by the numbers of an integer; `peeked` if they begin with it.
    fn numbered(&mut self, layout: Layout, integer: Integer, peeked: Option<Integer>) -> Arms {
        let mut arms = Arms { text: String::new(), facts: None, numbers: BTreeSet::new() };
        let (low, high) = integer.range();
        let mut names = Names::default();
        for _ in 0..=self.draw.below(4) {
            let number = self.draw.between(low, high);
            // One number is left for the others.
            if number == high - 1 || !arms.numbers.insert(number) {
                continue;
            }
            let name = names.fresh(&mut self.draw, VARIANTS);
            let start = peeked.map_or(Start::Plain, |first| Start::Peeked(first, Some(number)));
            let docs = self.docs("    ");
            let (body, facts) = self.body(layout, start, "    ");
            let text = format!("{docs}    {} => {name} {body},\n", self.number(number, None));
            arms.add(text, facts);
        }
        if arms.numbers.is_empty() {
            arms.numbers.insert(low);
            let start = peeked.map_or(Start::Plain, |first| Start::Peeked(first, Some(low)));
            let (body, facts) = self.body(layout, start, "    ");
            arms.add(
                format!("    {low} => {} {body},\n", names.fresh(&mut self.draw, VARIANTS)),
                facts,
            );
        }
        arms
    }

    /// The arm for all other numbers; its name is none that the others use.
    fn others(&mut self, arms: &mut Arms, layout: Layout, start: Start<'_>) {
        let docs = self.docs("    ");
        let name = self.draw.pick(&["Rest", "Remaining", "Otherwise", "Whatever"]);
        let (body, facts) = self.body(layout, start, "    ");
        arms.add(format!("{docs}    .. => {name} {body},\n"), facts);
    }

    fn chosen_by_variant(&mut self, layout: Layout) -> (String, String, Facts, Option<Chosen>) {
        let place = self.draw.below(self.enumerations.len());
        let item = self.enumerations[place].clone();
        let mut arms = Arms { text: String::new(), facts: None, numbers: BTreeSet::new() };
        let with_others = item.open || item.variants.len() > 1 && self.draw.chance(40);
        let mut left = item.variants.clone();
        if with_others && !item.open {
            left.pop();
        }
        while let Some((variant, _)) = left.pop() {
            // A union has at least one arm beside that for others.
            if with_others && !left.is_empty() && self.draw.chance(20) {
                continue;
            }
            let mut variants = vec![variant];
            while self.draw.chance(25) {
                variants.extend(left.pop().map(|(variant, _)| variant));
            }
            let docs = self.docs("    ");
            let (body, facts) = self.body(layout, Start::Plain, "    ");
            arms.add(format!("{docs}    {} => {body},\n", variants.join(", ")), facts);
        }
        if with_others {
            let sort = Sort::Enumeration(place);
            self.others(&mut arms, layout, Start::Carried(&sort));
        }
        let head = format!("(kind: {})", item.name);
        let facts = arms.facts.unwrap_or(Facts::EMPTY);
        (head, arms.text, facts, Some(Chosen::Enumeration(place, item.name, item.integer)))
    }

    fn chosen_by_number(&mut self, layout: Layout) -> (String, String, Facts, Option<Chosen>) {
        let integer = Integer { order: "", ..self.whole_integer() };
        let mut arms = self.numbered(layout, integer, None);
        if self.draw.chance(50) {
            let chosen = Chosen::Number(integer).sort();
            self.others(&mut arms, layout, Start::Carried(&chosen));
        }
        let head = format!("(number: {})", integer.name());
        (head, arms.text, arms.facts.unwrap_or(Facts::EMPTY), Some(Chosen::Number(integer)))
    }

    fn peeked(&mut self, layout: Layout) -> (String, String, Facts, Option<Chosen>) {
        let integer = loop {
            let integer = Integer { signed: false, ..self.any_integer() };
            let integer = Integer { order: layout.fixed(integer.order), ..integer };
            if integer.bits >= 2 && integer.bits.next_multiple_of(8) - integer.bits <= 24 {
                break integer;
            }
        };
        let mut arms = self.numbered(layout, integer, Some(integer));
        if self.draw.chance(50) {
            self.others(&mut arms, layout, Start::Peeked(integer, None));
        }
        let head = format!(": peek {}", integer.name());
        (head, arms.text, arms.facts.unwrap_or(Facts::EMPTY), None)
    }
}
