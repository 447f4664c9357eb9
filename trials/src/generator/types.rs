//! Types: what a field or an element may be, and what is known of it.

use super::Generator;
use super::Layout;
use super::words::Unit;

/// An integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Integer {
    pub(super) bits: u32,
    pub(super) signed: bool,
    /// `le`, `be`, or nothing: the byte order around it.
    pub(super) order: &'static str,
}

impl Integer {
    pub(super) fn name(self) -> String {
        format!("{}{}{}", if self.signed { 'i' } else { 'u' }, self.bits, self.order)
    }

    pub(super) fn range(self) -> (i128, i128) {
        match self.signed {
            true => (-(1 << (self.bits - 1)), (1 << (self.bits - 1)) - 1),
            false => (0, (1 << self.bits) - 1),
        }
    }

    pub(super) fn is_whole(self) -> bool {
        self.bits.is_multiple_of(8)
    }

    /// Whether it takes as many bytes as its value asks for.
    pub(super) fn varies(self, layout: Layout) -> bool {
        layout == Layout::BincodeVarint && self.order.is_empty() && self.is_whole() && self.bits > 8
    }

    /// The least and the most whole bytes that it takes in a structure of a layout.
    pub(super) fn size(self, layout: Layout) -> (u64, u64) {
        let bytes = u64::from(self.bits / 8);
        match bytes {
            _ if !self.varies(layout) => (bytes, bytes),
            2 => (1, 3),
            3 | 4 => (1, 5),
            _ => (1, 9),
        }
    }

    /// What is known of it, with so many samples.
    pub(super) fn facts(self, layout: Layout, samples: u64) -> Facts {
        let (least, most) = self.size(layout);
        Facts { least, most: Some(most), weight: most, samples, ..Facts::EMPTY }
    }
}

/// What must be known of a value to put it somewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// The least bytes that it takes.
    pub(super) least: u64,
    /// The most; none without a limit.
    pub(super) most: Option<u64>,
    /// Whether it takes the rest of the input.
    pub(super) rest: bool,
    /// Whether it may have bytes that are read and never written.
    pub(super) skips: bool,
    /// A byte that it never begins with.
    pub(super) never: Option<u8>,
    /// About how many bytes its largest sample has.
    pub(super) weight: u64,
    /// About how many samples it has.
    pub(super) samples: u64,
    /// How many structures stand inside one another in it.
    pub(super) depth: u32,
}

impl Facts {
    /// Nothing at all.
    pub(super) const EMPTY: Facts = Facts {
        least: 0,
        most: Some(0),
        rest: false,
        skips: false,
        never: None,
        weight: 0,
        samples: 1,
        depth: 0,
    };

    pub(super) fn bytes(count: u64, samples: u64) -> Facts {
        Facts { least: count, most: Some(count), weight: count, samples, ..Facts::EMPTY }
    }

    /// This, and the other behind it.
    pub(super) fn then(self, next: Facts) -> Facts {
        Facts {
            least: self.least + next.least,
            most: self.most.zip(next.most).map(|(a, b)| a.saturating_add(b)),
            rest: self.rest || next.rest,
            skips: self.skips || next.skips,
            never: self.never,
            weight: self.weight + next.weight,
            samples: self.samples + next.samples,
            depth: self.depth.max(next.depth),
        }
    }

    /// This or the other.
    pub(super) fn or(self, other: Facts) -> Facts {
        Facts {
            least: self.least.min(other.least),
            most: self.most.zip(other.most).map(|(a, b)| a.max(b)),
            rest: self.rest || other.rest,
            skips: self.skips || other.skips,
            never: None,
            weight: self.weight.max(other.weight),
            samples: self.samples + other.samples,
            depth: self.depth.max(other.depth),
        }
    }
}

/// A type as written, and what is known of it.
#[derive(Clone)]
pub(super) struct Typed {
    pub(super) text: String,
    pub(super) facts: Facts,
}

/// Where a type stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) layout: Layout,
    /// Whether it may take the rest of the input.
    pub(super) last: bool,
    /// How large its largest sample may be, in bytes.
    pub(super) budget: u64,
    /// How many types may stand around one another below it.
    pub(super) depth: u32,
    /// Whether it stands in an `option`, or has a condition: then it is none.
    pub(super) optional: bool,
}

/// How long something is.
struct Extent {
    text: String,
    /// The least and the most bytes of prefix or delimiter.
    around: (u64, u64),
    low: u64,
    high: Option<u64>,
    rest: bool,
    never: Option<u8>,
}

/// The greatest length of a sample.
const LONGEST: u64 = 4096;

impl Generator {
    /// Any type.
    pub(super) fn any_type(&mut self, place: Place) -> Typed {
        let nested = if place.depth == 0 { 8 } else { 16 };
        match self.draw.below(nested) {
            0 => self.whole_integer_type(place.layout),
            1 => Typed { text: "bool".to_owned(), facts: Facts::bytes(1, 2) },
            2 => self
                .enumeration_type(place.layout)
                .unwrap_or_else(|| self.whole_integer_type(place.layout)),
            3 => self
                .flags_type(place.layout)
                .unwrap_or_else(|| self.whole_integer_type(place.layout)),
            4 => self.bytes_type("bytes", place),
            5 => self.bytes_type("string", place),
            6 => self.float_type(),
            7 => self.variable_type(),
            8 | 9 => self.list_type(place),
            10 if !place.optional => self.option_type(place),
            10 | 11 => self.within_type(place),
            12 | 13 => {
                self.structure_type(place).unwrap_or_else(|| self.whole_integer_type(place.layout))
            }
            _ => self.union_type(place).unwrap_or_else(|| self.whole_integer_type(place.layout)),
        }
    }

    /// An integer of 1 to 64 bits.
    pub(super) fn any_integer(&mut self) -> Integer {
        let bits = if self.draw.chance(40) { 1 + self.draw.below(64) as u32 } else { 8 };
        let bits = if self.draw.chance(40) {
            self.draw.pick(&[8, 16, 24, 32, 40, 48, 56, 64])
        } else {
            bits
        };
        Integer { bits, signed: self.draw.chance(25), order: self.order() }
    }

    /// An integer of whole bytes.
    pub(super) fn whole_integer(&mut self) -> Integer {
        let bits = self.draw.pick(&[8, 8, 16, 16, 24, 32, 32, 40, 48, 56, 64]);
        Integer { bits, signed: self.draw.chance(25), order: self.order() }
    }

    pub(super) fn order(&mut self) -> &'static str {
        if self.draw.chance(70) { "" } else { self.draw.pick(&["le", "be"]) }
    }

    /// An unsigned integer of whole bytes that can say this much.
    pub(super) fn carrier(&mut self, most: u64) -> Integer {
        loop {
            let integer = Integer { signed: false, ..self.whole_integer() };
            if integer.range().1 >= i128::from(most) {
                return integer;
            }
        }
    }

    pub(super) fn whole_integer_type(&mut self, layout: Layout) -> Typed {
        let integer = self.whole_integer();
        Typed { text: integer.name(), facts: integer.facts(layout, 6) }
    }

    fn enumeration_type(&mut self, layout: Layout) -> Option<Typed> {
        let whole: Vec<usize> = (0..self.enumerations.len())
            .filter(|place| self.enumerations[*place].integer.is_whole())
            .collect();
        let item = &self.enumerations[*whole.get(self.draw.below(whole.len()))?];
        let mut facts = item.integer.facts(layout, 8);
        if item.integer.bits == 8 && !item.open {
            let named = |byte: &u8| {
                item.variants.iter().any(|(_, number)| number & 0xff == i128::from(*byte))
            };
            facts.never = (0..=255).find(|byte| !named(byte));
        }
        Some(Typed { text: item.name.clone(), facts })
    }

    fn flags_type(&mut self, layout: Layout) -> Option<Typed> {
        let whole: Vec<usize> = (0..self.flag_sets.len())
            .filter(|place| self.flag_sets[*place].integer.is_whole())
            .collect();
        let item = &self.flag_sets[*whole.get(self.draw.below(whole.len()))?];
        let facts = item.integer.facts(layout, item.flags.len() as u64 + 2);
        Some(Typed { text: item.name.clone(), facts })
    }

    /// A byte string or a string.
    pub(super) fn bytes_type(&mut self, word: &str, place: Place) -> Typed {
        if self.draw.chance(10) {
            return self.variable_bytes(word, place);
        }
        let extent = self.extent(place, place.budget.min(LONGEST));
        let facts = Facts {
            least: extent.around.0 + extent.low,
            most: extent.high.map(|high| extent.around.1.saturating_add(high)),
            rest: extent.rest,
            skips: false,
            never: extent.never,
            weight: extent.around.1 + extent.high.unwrap_or(LONGEST).min(LONGEST).max(extent.low),
            samples: 3,
            depth: 0,
        };
        let text = if extent.text.is_empty() {
            word.to_owned()
        } else {
            format!("{word}[{}]", extent.text)
        };
        Typed { text, facts }
    }

    fn list_type(&mut self, place: Place) -> Typed {
        let inside =
            Place { last: false, depth: place.depth - 1, budget: place.budget / 4, ..place };
        let mut element = self.any_type(Place { optional: false, ..inside });
        if element.facts.least == 0 || element.facts.rest {
            element = self.whole_integer_type(place.layout);
        }
        let facts = element.facts;
        let most = (place.budget / facts.weight.max(1)).min(LONGEST);
        if let Some(byte) = facts.never.filter(|_| self.draw.chance(50)) {
            let (low, high) = self.bounds(most.min(6));
            let range = self.length_range(low, Some(high));
            let text = format!("[{}; until {byte}{range}]", element.text);
            return Typed { text, facts: listed(facts, (1, 1), low, Some(high), false) };
        }
        let extent = loop {
            let extent = self.extent(place, most);
            if !extent.text.contains("until") {
                break extent;
            }
        };
        let list = listed(facts, extent.around, extent.low, extent.high, extent.rest);
        let text = match extent.text.as_str() {
            "" => format!("list<{}>", element.text),
            extent => format!("[{}; {extent}]", element.text),
        };
        Typed { text, facts: list }
    }

    fn option_type(&mut self, place: Place) -> Typed {
        let inner = self.any_type(Place { depth: place.depth - 1, optional: true, ..place });
        let facts = Facts {
            least: 1,
            most: inner.facts.most.map(|most| most.saturating_add(1)),
            never: None,
            weight: inner.facts.weight + 1,
            samples: inner.facts.samples + 1,
            ..inner.facts
        };
        Typed { text: format!("option<{}>", inner.text), facts }
    }

    /// A value in a region that it can fill.
    fn within_type(&mut self, place: Place) -> Typed {
        let inner = self.any_type(Place { last: true, depth: place.depth - 1, ..place });
        let (text, around, low, high) = self.region(inner.facts, place.layout);
        let facts = Facts {
            least: around.0 + low.max(inner.facts.least),
            most: Some(around.1.saturating_add(high.min(inner.facts.most.unwrap_or(high)))),
            rest: false,
            never: None,
            weight: around.1 + inner.facts.weight,
            ..inner.facts
        };
        Typed { text: format!("within[{text}]<{}>", inner.text), facts }
    }

    /// The extent of a region for a value, the bytes in front, and its bounds.
    pub(super) fn region(
        &mut self,
        inside: Facts,
        layout: Layout,
    ) -> (String, (u64, u64), u64, u64) {
        let exactly = inside.most == Some(inside.least);
        if exactly && self.draw.chance(40) {
            let length = inside.least;
            return (self.number(length.into(), Some(Unit::Bytes)), (0, 0), length, length);
        }
        let room = inside.weight.max(inside.least) + self.draw.below(20) as u64;
        let prefix = self.carrier(room);
        let around = prefix.size(layout);
        let most = prefix.range().1 as u64;
        if self.draw.chance(50) {
            return (prefix.name(), around, 0, most);
        }
        // What is never written fills no region.
        let filled = if inside.skips { Some(inside.least) } else { inside.most };
        let low = filled.unwrap_or(inside.least).min(inside.least + 2);
        let low = self.draw.between(0, low.into());
        let range = self.length_range(low as u64, Some(room));
        (format!("{}{range}", prefix.name()), around, low as u64, room)
    }

    fn structure_type(&mut self, place: Place) -> Option<Typed> {
        let structures = self
            .structures
            .iter()
            .filter(|item| fits(&item.facts, place) && item.layout.goes_into(place.layout));
        let usable: Vec<_> = structures.collect();
        let item = usable.get(self.draw.below(usable.len()))?;
        Some(Typed { text: item.name.clone(), facts: item.facts })
    }

    fn union_type(&mut self, place: Place) -> Option<Typed> {
        let unions = self.unions.iter().filter(|item| {
            item.chosen_by.is_none()
                && fits(&item.facts, place)
                && item.layout.goes_into(place.layout)
        });
        let usable: Vec<_> = unions.collect();
        let item = usable.get(self.draw.below(usable.len()))?;
        Some(Typed { text: item.name.clone(), facts: item.facts })
    }

    /// How long something is that may be so long; without text if the layout
    /// says it.
    fn extent(&mut self, place: Place, most: u64) -> Extent {
        let (low, high) = self.bounds(most);
        match self.draw.below(8) {
            0 => {
                let text = self.number(low.into(), Some(Unit::Bytes));
                Extent { text, around: (0, 0), low, high: Some(low), rest: false, never: None }
            }
            1 if place.last => {
                let limit = if self.draw.chance(50) { Some(high) } else { None };
                let low = if self.draw.chance(50) { low } else { 0 };
                let range = self.length_range(low, limit);
                let text = format!("rest{range}");
                Extent { text, around: (0, 0), low, high: limit, rest: true, never: None }
            }
            2 | 3 => self.delimited(low, high),
            4 if place.layout != Layout::Plain => {
                let prefix = Integer { bits: 64, signed: false, order: "" };
                let around = prefix.size(place.layout);
                let (text, low, high) = match most >= LONGEST {
                    true => (String::new(), 0, None),
                    false => (self.range(low, Some(high)), low, Some(high)),
                };
                Extent { text, around, low, high, rest: false, never: None }
            }
            _ => self.prefixed(low, high, most, place.layout),
        }
    }

    fn delimited(&mut self, low: u64, high: u64) -> Extent {
        let (text, around, byte) = match self.draw.below(4) {
            0 => ("b\"\\r\\n\"", 2, None),
            1 => ("b\"aab\"", 3, None),
            2 => ("0xff", 1, Some(0xff)),
            _ => ("0", 1, Some(0)),
        };
        let limit = if self.draw.chance(50) { Some(high) } else { None };
        let range = self.length_range(low, limit);
        let never = byte.filter(|_| low > 0);
        Extent {
            text: format!("until {text}{range}"),
            around: (around, around),
            low,
            high: limit,
            rest: false,
            never,
        }
    }

    fn prefixed(&mut self, low: u64, high: u64, most: u64, layout: Layout) -> Extent {
        let prefix = self.carrier(high);
        let (around, says) = (prefix.size(layout), prefix.range().1 as u64);
        if most >= says.min(LONGEST) && self.draw.chance(50) {
            return Extent {
                text: prefix.name(),
                around,
                low: 0,
                high: Some(says),
                rest: false,
                never: None,
            };
        }
        let never = match prefix.bits {
            8 if low > 0 => Some((low - 1) as u8),
            8 if high < 255 => Some((high + 1) as u8),
            _ => None,
        };
        let text = format!("{}{}", prefix.name(), self.length_range(low, Some(high)));
        Extent { text, around, low, high: Some(high), rest: false, never }
    }

    /// A least and a greatest length.
    pub(super) fn bounds(&mut self, most: u64) -> (u64, u64) {
        let low = if self.draw.chance(50) { 0 } else { self.draw.below(4) as u64 };
        let low = low.min(most);
        let high = self.draw.between(low.into(), most.min(low + 40).into()) as u64;
        (low, high)
    }

    /// ` in low..=high`, or nothing where there is nothing to say.
    fn length_range(&mut self, low: u64, high: Option<u64>) -> String {
        if low == 0 && high.is_none() {
            return String::new();
        }
        format!(" in {}", self.range(low, high))
    }

    /// `low..=high`, either left out where it may be.
    pub(super) fn range(&mut self, low: u64, high: Option<u64>) -> String {
        let first = match low {
            0 if high.is_some() && self.draw.chance(40) => String::new(),
            low => self.number(low.into(), Some(Unit::Bytes)),
        };
        match high {
            Some(high) => format!("{first}..={}", self.number(high.into(), Some(Unit::Bytes))),
            None => format!("{first}.."),
        }
    }
}

/// A list of so many elements.
fn listed(element: Facts, around: (u64, u64), low: u64, high: Option<u64>, rest: bool) -> Facts {
    let samples = high.unwrap_or(LONGEST).min(LONGEST).max(low);
    Facts {
        least: around.0 + low * element.least,
        most: high
            .zip(element.most)
            .and_then(|(high, most)| high.checked_mul(most)?.checked_add(around.1)),
        rest,
        skips: element.skips,
        never: None,
        weight: around.1 + samples * element.weight,
        samples: 3,
        depth: element.depth,
    }
}

fn fits(facts: &Facts, place: Place) -> bool {
    facts.weight <= place.budget
        && facts.depth < 3
        && facts.samples <= 120
        && (place.last || !facts.rest)
}
