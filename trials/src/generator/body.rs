//! The fields of a structure, a message, an arm or a packet, and what is
//! required of them.

use std::collections::BTreeSet;

use super::conditions::{Known, Sort};
use super::names::{FIELDS, Names};
use super::types::{Facts, Integer, Place, Typed};
use super::words::Unit;
use super::{Generator, Layout};

/// What the fields begin with.
#[derive(Clone, Copy)]
pub(super) enum Start<'a> {
    /// Anything.
    Plain,
    /// The number that a union looked at, with its value if it has one.
    Peeked(Integer, Option<i128>),
    /// The number that chose the arm, kept in `tag`: what conditions see.
    Carried(&'a Sort),
}

/// What is announced and comes later.
struct Pending {
    name: String,
    typed: Typed,
    sort: Option<Sort>,
}

/// A structure under way.
pub(super) struct Body {
    pub(super) layout: Layout,
    indent: String,
    pub(super) names: Names,
    pub(super) text: String,
    pub(super) facts: Facts,
    /// The names of the fields so far; none for one that shares bytes.
    pub(super) order: Vec<Option<String>>,
    /// The place of the checksum that covers all up to the last field.
    pub(super) covered_to_last: Option<usize>,
    /// The checksums.
    pub(super) checksums: BTreeSet<String>,
    known: Vec<Known>,
    pending: Vec<Pending>,
    fields: usize,
}

impl Body {
    /// One without fields yet.
    pub(super) fn new(layout: Layout, indent: String) -> Self {
        Body {
            layout,
            indent,
            names: Names::default(),
            text: String::new(),
            facts: Facts::EMPTY,
            order: Vec::new(),
            covered_to_last: None,
            checksums: BTreeSet::new(),
            known: Vec::new(),
            pending: Vec::new(),
            fields: 0,
        }
    }
}

/// How large the largest sample of a structure may be, in bytes.
const BUDGET: u64 = 24_000;

impl Generator {
    /// What stands in the braces, and what is known of it.
    pub(super) fn body(
        &mut self,
        layout: Layout,
        start: Start<'_>,
        indent: &str,
    ) -> (String, Facts) {
        let mut body = Body::new(layout, format!("{indent}    "));
        self.begin(&mut body, start);
        for _ in 0..self.draw.pick(&[0, 1, 1, 2, 2, 3, 3, 4, 5]) {
            self.piece(&mut body);
        }
        while let Some(next) = body.pending.pop() {
            self.announced(&mut body, next);
        }
        if self.draw.chance(25) {
            match self.draw.chance(25) {
                true => self.trailing(&mut body),
                false => self.last(&mut body),
            }
            if self.draw.chance(40) {
                self.constant_bytes(&mut body);
            }
        }
        self.end_checksums(&mut body);
        for _ in 0..self.draw.pick(&[0, 0, 1, 2]) {
            self.require(&mut body);
        }
        body.facts.depth += 1;
        let conditional = body.text.contains(" if ");
        body.facts.samples *= if conditional { 2 + body.fields as u64 } else { 2 };
        match body.text.is_empty() {
            true => ("{}".to_owned(), body.facts),
            false => (format!("{{\n{}{indent}}}", body.text), body.facts),
        }
    }

    fn begin(&mut self, body: &mut Body, start: Start<'_>) {
        match start {
            Start::Plain => {}
            Start::Carried(sort) => {
                body.names.take("tag");
                body.known.push(Known { name: "tag".to_owned(), sort: sort.clone() });
            }
            Start::Peeked(integer, number) => {
                let name = body.names.fresh(&mut self.draw, FIELDS);
                let value = number.map(|number| format!(" = {}", self.number(number, None)));
                let text = format!("{}{}", integer.name(), value.unwrap_or_default());
                self.declare(body, &name, &text);
                let missing = integer.bits.next_multiple_of(8) - integer.bits;
                body.order.push((missing == 0).then_some(name));
                if missing > 0 {
                    self.bits(body, missing, integer.order);
                }
                body.facts = body.facts.then(Facts::bytes(integer.bits.div_ceil(8).into(), 8));
            }
        }
    }

    /// One or a few fields that belong together.
    fn piece(&mut self, body: &mut Body) {
        if !body.pending.is_empty() && self.draw.chance(40) {
            let next = body.pending.swap_remove(self.draw.below(body.pending.len()));
            return self.announced(body, next);
        }
        match self.draw.below(20) {
            0 | 1 => self.bit_group(body),
            2 => self.constant_field(body),
            3 | 4 => self.length_field(body),
            5 | 6 => self.selector_field(body),
            7 | 8 => self.number_field(body),
            9..=13 => {
                let place = self.place(body, false);
                let typed = self.any_type(place);
                self.field(body, typed);
            }
            14 => self.padding(body),
            15 => self.size_field(body),
            16 => self.units_field(body),
            17 => self.checksum(body),
            _ => self.variable_field(body),
        }
    }

    pub(super) fn place(&self, body: &Body, last: bool) -> Place {
        let left = BUDGET.saturating_sub(body.facts.weight) / 2;
        Place { layout: body.layout, last, budget: left.max(8), depth: 3, optional: false }
    }

    /// The last field, which may take the rest.
    fn last(&mut self, body: &mut Body) {
        let place = self.place(body, true);
        let typed = self.any_type(place);
        self.field(body, typed);
    }

    /// A field of any type, with a condition or without.
    pub(super) fn field(&mut self, body: &mut Body, typed: Typed) {
        let name = body.names.fresh(&mut self.draw, FIELDS);
        let text = &typed.text;
        // JSON does not tell an absent field from an empty option in it.
        let mut bare = text.as_str();
        while let Some((_, inner)) = bare.strip_prefix("within").and_then(|t| t.split_once('<')) {
            bare = inner;
        }
        let condition = if bare.starts_with("option") { None } else { self.field_condition(body) };
        let mut facts = typed.facts;
        let mut written = typed.text.clone();
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
        if words.any(|word| word == "bool") && self.draw.chance(25) {
            written.push_str(" malleable");
        }
        match condition {
            Some(condition) => {
                written.push_str(&format!(" if {condition}"));
                facts = Facts { least: 0, never: None, ..facts };
            }
            None => body
                .known
                .extend(self.sort_of(&typed).map(|sort| Known { name: name.clone(), sort })),
        }
        self.line(body, &name, &written);
        self.add(body, facts);
    }

    pub(super) fn add(&mut self, body: &mut Body, facts: Facts) {
        let first = body.facts.most == Some(0);
        body.facts = body.facts.then(facts);
        if first {
            body.facts.never = facts.never;
        }
    }

    /// An integer with a range, a unit, a condition.
    fn number_field(&mut self, body: &mut Body) {
        let integer = self.whole_integer();
        let name = body.names.fresh(&mut self.draw, FIELDS);
        let unit = match self.draw.below(6) {
            0 => Some((Unit::Time, "ms")),
            1 => Some((Unit::Bytes, "bytes")),
            _ => None,
        };
        let (least, most) = integer.range();
        let mut bounds = (least, most);
        // The unit first: behind a number it would be that of the number.
        let mut parts: Vec<String> = unit.iter().map(|(_, word)| (*word).to_owned()).collect();
        if self.draw.chance(60) {
            let low = self.draw.between(least, most);
            bounds = (low, self.draw.between(low, most));
            let unit = unit.map(|(unit, _)| unit);
            let text =
                format!("in {}..={}", self.number(bounds.0, unit), self.number(bounds.1, unit));
            parts.push(text);
        }
        if integer.varies(body.layout) && self.draw.chance(20) {
            parts.push("malleable".to_owned());
        }
        let condition = self.field_condition(body);
        let mut facts = integer.facts(body.layout, 6);
        if integer.bits == 8 && condition.is_none() {
            let byte = if bounds.0 > 0 { bounds.0 - 1 } else { bounds.1 + 1 };
            facts.never = u8::try_from(byte).ok();
        }
        if let Some(condition) = condition {
            parts.push(format!("if {condition}"));
            facts.least = 0;
        } else {
            let sort =
                Sort::Number { low: bounds.0, high: bounds.1, unit: unit.map(|(unit, _)| unit) };
            body.known.push(Known { name: name.clone(), sort });
        }
        self.line(body, &name, &format!("{} {}", integer.name(), parts.join(" ")));
        self.add(body, facts);
    }

    /// An integer of variable length, with all that it may have.
    fn variable_field(&mut self, body: &mut Body) {
        let variable = self.variable();
        let name = body.names.fresh(&mut self.draw, FIELDS);
        let (mut low, mut high) = variable.range();
        let mut parts = vec![variable.name()];
        if self.draw.chance(20) {
            parts.push("malleable".to_owned());
        }
        if self.draw.chance(40) {
            low = self.draw.between(low, high);
            high = self.draw.between(low, high);
            parts.push(format!("in {}..={}", self.number(low, None), self.number(high, None)));
        }
        let mut facts = variable.facts(8);
        match self.field_condition(body) {
            Some(condition) => {
                parts.push(format!("if {condition}"));
                facts.least = 0;
            }
            None => body
                .known
                .push(Known { name: name.clone(), sort: Sort::Number { low, high, unit: None } }),
        }
        self.line(body, &name, &parts.join(" "));
        self.add(body, facts);
    }

    fn constant_bytes(&mut self, body: &mut Body) {
        let name = body.names.fresh(&mut self.draw, FIELDS);
        let count = self.draw.pick(&[1, 2, 4, 9]);
        let bytes: Vec<u8> = (0..count).map(|_| self.draw.between(0, 255) as u8).collect();
        let constant = format!("bytes[{count}] = b\"{}\"", bytes.escape_ascii());
        self.line(body, &name, &constant);
        let never = bytes.first().map(|byte| byte.wrapping_add(1));
        self.add(body, Facts { never, ..Facts::bytes(count as u64, 1) });
    }

    fn constant_field(&mut self, body: &mut Body) {
        if self.draw.chance(25) {
            return self.constant_bytes(body);
        }
        let integer = self.whole_integer();
        let name = body.names.fresh(&mut self.draw, FIELDS);
        let (low, high) = integer.range();
        let value = self.draw.between(low, high);
        let condition = if self.draw.chance(40) { self.field_condition(body) } else { None };
        let mut facts = integer.facts(body.layout, 1);
        let mut text = format!("{} = {}", integer.name(), self.number(value, None));
        match condition {
            Some(condition) => {
                text.push_str(&format!(" if {condition}"));
                facts.least = 0;
            }
            None if integer.bits == 8 => facts.never = Some(value.wrapping_add(1) as u8),
            None => {}
        }
        self.line(body, &name, &text);
        self.add(body, facts);
    }

    /// A length or a count, and what it measures later.
    fn length_field(&mut self, body: &mut Body) {
        let name = body.names.fresh(&mut self.draw, FIELDS);
        let content = body.names.fresh(&mut self.draw, FIELDS);
        let (integer, range, taken) = if self.draw.chance(20) {
            let variable = self.variable_carrier(16);
            (variable.name(), variable.range(), variable.facts(1))
        } else {
            let integer = self.whole_integer();
            (integer.name(), integer.range(), integer.facts(body.layout, 1))
        };
        let place = Place { last: false, ..self.place(body, false) };
        let greatest = u64::try_from(range.1).unwrap_or(u64::MAX);
        let (word, before, element) = self.measured(place);
        let most = (place.budget / element.weight.max(1)).min(300);
        let plus = if self.draw.chance(40) { self.draw.between(-3, 9) } else { 0 };
        let (mut low, high) = self.bounds(most.min(greatest - 9));
        low = low.max(u64::try_from(-plus).unwrap_or(0));
        let high = high.max(low);
        let range = self.range(low, Some(high));
        let (first, sign) = (format!("{word}({content})"), if plus < 0 { '-' } else { '+' });
        let value = match plus {
            0 => first,
            1.. if self.draw.chance(30) => format!("{plus} + {first}"),
            _ => format!("{first} {sign} {}", plus.abs()),
        };
        let (least, greatest) = (i128::from(low) + plus, i128::from(high) + plus);
        body.known.push(Known {
            name: name.clone(),
            sort: Sort::Number { low: least, high: greatest, unit: None },
        });
        self.line(body, &name, &format!("{integer} = {value}"));
        self.add(body, taken);
        let samples = high.min(300);
        let facts = Facts {
            least: low * element.least,
            most: element.most.and_then(|most| high.checked_mul(most)),
            weight: samples * element.weight,
            samples: 3,
            depth: element.depth,
            ..Facts::EMPTY
        };
        let unit = (word == "len").then_some(Unit::Bytes);
        body.pending.push(Pending {
            name: content,
            typed: Typed { text: format!("{before}{range}]"), facts },
            sort: Some(Sort::Length { word, low: low.into(), high: high.into(), unit }),
        });
    }

    /// What a length measures: the word for it, its type up to the bounds, and an
    /// element.
    fn measured(&mut self, place: Place) -> (&'static str, String, Facts) {
        match self.draw.below(3) {
            0 => ("len", "bytes[".to_owned(), Facts::bytes(1, 1)),
            1 => ("len", "string[".to_owned(), Facts::bytes(1, 1)),
            _ => {
                let place = Place { depth: 2, budget: place.budget / 4, ..place };
                let mut element = self.any_type(place);
                if element.facts.least == 0 || element.facts.rest {
                    element = self.whole_integer_type(place.layout);
                }
                ("count", format!("[{}; ", element.text), element.facts)
            }
        }
    }

    /// What chooses an arm, and the union later.
    fn selector_field(&mut self, body: &mut Body) {
        let layout = body.layout;
        let budget = self.place(body, false).budget;
        let usable: Vec<usize> = (0..self.unions.len())
            .filter(|place| {
                let item = &self.unions[*place];
                item.chosen_by.as_ref().is_some_and(|chosen| chosen.is_whole())
                    && item.layout.goes_into(layout)
                    && item.facts.weight <= budget
                    && item.facts.depth < 3
                    && item.facts.samples <= 120
                    && !item.facts.rest
            })
            .collect();
        if usable.is_empty() {
            return self.constant_field(body);
        }
        let union = self.unions[usable[self.draw.below(usable.len())]].clone();
        let Some(chosen) = union.chosen_by else { return };
        let (name, content) =
            (body.names.fresh(&mut self.draw, FIELDS), body.names.fresh(&mut self.draw, FIELDS));
        let order = self.order();
        self.line(body, &name, &chosen.type_name(order));
        self.add(body, chosen.integer(order).facts(layout, 1));
        body.known.push(Known { name: name.clone(), sort: chosen.sort() });
        let typed = Typed { text: format!("{}({name})", union.name), facts: union.facts };
        body.pending.push(Pending { name: content, typed, sort: None });
    }

    fn announced(&mut self, body: &mut Body, next: Pending) {
        self.line(body, &next.name, &next.typed.text);
        self.add(body, next.typed.facts);
        body.known.extend(next.sort.map(|sort| Known { name: next.name, sort }));
    }

    /// Fields that fill a few bytes together.
    fn bit_group(&mut self, body: &mut Body) {
        let order = self.order();
        let order = body.layout.fixed(order);
        let bytes = 1 + self.draw.below(8) as u32;
        self.bits(body, bytes * 8, order);
        self.add(body, Facts::bytes(bytes.into(), 12));
    }

    /// Fields of so many bits together.
    pub(super) fn bits(&mut self, body: &mut Body, mut left: u32, order: &'static str) {
        while left > 0 {
            let name = body.names.fresh(&mut self.draw, FIELDS);
            let bits = 1 + self.draw.below(left.min(24) as usize) as u32;
            let (text, bits, sort) = match self.draw.below(8) {
                0 | 1 if order.is_empty() => ("bit".to_owned(), 1, Some(Sort::Truth)),
                2 | 3 => match self.declared_bits(body.layout, left, order) {
                    Some(declared) => declared,
                    None => continue,
                },
                4 => {
                    let integer = Integer { bits, signed: false, order };
                    let value = self.draw.between(0, integer.range().1);
                    (format!("{} = {}", integer.name(), self.number(value, None)), bits, None)
                }
                _ => {
                    let integer = Integer { bits, signed: self.draw.chance(25), order };
                    let (mut low, mut high) = integer.range();
                    let mut text = integer.name();
                    if self.draw.chance(25) {
                        low = self.draw.between(low, high);
                        high = self.draw.between(low, high);
                        let ends = (self.number(low, None), self.number(high, None));
                        text.push_str(&format!(" in {}..={}", ends.0, ends.1));
                    }
                    (text, bits, Some(Sort::Number { low, high, unit: None }))
                }
            };
            left -= bits;
            self.declare(body, &name, &text);
            body.order.push(None);
            body.known.extend(sort.map(|sort| Known { name, sort }));
        }
    }

    /// An enumeration or a set of flags of at most so many bits in this order.
    fn declared_bits(
        &mut self,
        layout: Layout,
        left: u32,
        order: &'static str,
    ) -> Option<(String, u32, Option<Sort>)> {
        let around = match layout {
            Layout::Plain if self.big_endian => "be",
            _ => "le",
        };
        let of = |order: &'static str| if order.is_empty() { around } else { order };
        let goes = |integer: Integer| {
            let fixed = !integer.varies(layout) && of(integer.order) == of(order);
            integer.bits <= left && fixed
        };
        let enumerations =
            self.enumerations.iter().enumerate().filter(|(_, item)| goes(item.integer));
        let enumerations = enumerations
            .map(|(place, item)| (item.name.clone(), item.integer.bits, Sort::Enumeration(place)));
        let sets = self.flag_sets.iter().enumerate().filter(|(_, item)| goes(item.integer));
        let sets =
            sets.map(|(place, item)| (item.name.clone(), item.integer.bits, Sort::Flags(place)));
        let all: Vec<_> = enumerations.chain(sets).collect();
        let (name, bits, sort) = all.get(self.draw.below(all.len()))?.clone();
        Some((name, bits, Some(sort)))
    }

    fn field_condition(&mut self, body: &mut Body) -> Option<String> {
        if !self.draw.chance(20) {
            return None;
        }
        let mut known = body.known.clone();
        self.condition(&mut known, false)
    }

    fn require(&mut self, body: &mut Body) {
        let Some(condition) = self.condition(&mut body.known, true) else { return };
        let message =
            if self.draw.chance(30) { format!(" else {}", self.string()) } else { String::new() };
        body.text.push_str(&format!("{}require {condition}{message},\n", body.indent));
    }

    /// A field of whole bytes.
    pub(super) fn line(&mut self, body: &mut Body, name: &str, text: &str) {
        self.declare(body, name, text);
        body.order.push(Some(name.to_owned()));
    }

    /// The text of a field.
    pub(super) fn declare(&mut self, body: &mut Body, name: &str, text: &str) {
        let docs = self.docs(&body.indent);
        body.text.push_str(&format!("{docs}{}{name}: {text},\n", body.indent));
        body.fields += 1;
    }

    /// What conditions see of a field of this type.
    fn sort_of(&self, typed: &Typed) -> Option<Sort> {
        let text = typed.text.as_str();
        if let Some(place) = self.enumerations.iter().position(|item| item.name == text) {
            return Some(Sort::Enumeration(place));
        }
        if let Some(place) = self.flag_sets.iter().position(|item| item.name == text) {
            return Some(Sort::Flags(place));
        }
        (text == "bool").then_some(Sort::Truth)
    }
}
