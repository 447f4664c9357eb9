//! What stands in the steps of a handshake: values for fields, conditions, and the
//! types of fields that a machine can give a value.

use std::collections::BTreeSet;

use super::super::Generator;
use super::super::names::FIELDS;
use super::Handshake;

/// What a value is, and within which bounds (inclusive).
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Number { low: i128, high: i128 },
    Truth,
    Enumeration(usize),
    Bytes { low: u64, high: u64, fixed: bool },
    Text { low: u64, high: u64 },
    List { element: (i128, i128), low: u64, high: u64 },
}

/// Any number that a sum may be, and any time.
const ANY: Kind = Kind::Number { low: 0, high: u64::MAX as i128 };

impl Kind {
    /// Whether every such value may stand in a place of the other kind.
    fn fits(&self, place: &Kind) -> bool {
        match (self, place) {
            (Kind::Number { low: a, high: b }, Kind::Number { low: c, high: d }) => {
                c <= a && b <= d
            }
            (
                Kind::Bytes { low: a, high: b, .. } | Kind::Text { low: a, high: b },
                Kind::Bytes { low: c, high: d, .. },
            )
            | (Kind::Text { low: a, high: b }, Kind::Text { low: c, high: d }) => c <= a && b <= d,
            (
                Kind::List { element: a, low: b, high: c },
                Kind::List { element: d, low: e, high: f },
            ) => d.0 <= a.0 && a.1 <= d.1 && e <= b && c <= f,
            (a, b) => a == b,
        }
    }

    /// Whether some such value is known at any time.
    pub(super) fn has_constants(&self) -> bool {
        !matches!(self, Kind::Truth | Kind::List { low: 1.., .. })
    }

    /// Whether two values can be compared.
    fn is_like(&self, other: &Kind) -> bool {
        let sort = |kind: &Kind| match kind {
            Kind::Number { .. } => Some(0),
            Kind::Truth => None,
            Kind::Enumeration(place) => Some(1 + *place),
            Kind::Bytes { .. } | Kind::Text { .. } => Some(usize::MAX),
            Kind::List { .. } => Some(usize::MAX - 1),
        };
        sort(self).is_some() && sort(self) == sort(other)
    }
}

/// A value that is known: how it is written, and what it is.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) text: String,
    pub(super) kind: Kind,
}

impl Generator {
    /// A type that a machine can give a value: its text, what it is, the most bytes. A list
    /// that is never empty is like one of those given.
    pub(super) fn plain_type(&mut self, like: &[Value], last: bool) -> (String, Kind, u64) {
        match self.draw.below(12) {
            0..=3 => self.plain_number(),
            4 => (self.draw.pick(&["bool", "bool malleable"]).to_owned(), Kind::Truth, 1),
            5 | 6 => self.plain_enumeration().unwrap_or_else(|| self.plain_number()),
            7 | 8 => {
                let (extent, low, high, fixed) = self.plain_extent(last, 40);
                (format!("bytes[{extent}]"), Kind::Bytes { low, high, fixed }, high + 9)
            }
            9 => {
                let (extent, low, high, _) = self.plain_extent(last, 40);
                (format!("string[{extent}]"), Kind::Text { low, high }, high + 9)
            }
            _ => self.plain_list(like, last),
        }
    }

    fn plain_number(&mut self) -> (String, Kind, u64) {
        if self.draw.chance(10) {
            let variable = self.variable();
            let (low, high) = variable.range();
            return (variable.name(), Kind::Number { low, high }, 10);
        }
        if self.draw.chance(30) {
            return (format!("u64{} ms", self.order()), ANY, 8);
        }
        let integer = self.whole_integer();
        let (mut low, mut high) = integer.range();
        if self.draw.chance(30) {
            low = self.draw.between(low, high);
            high = self.draw.between(low, high);
            let ends = (self.number(low, None), self.number(high, None));
            let text = format!("{} in {}..={}", integer.name(), ends.0, ends.1);
            return (text, Kind::Number { low, high }, 9);
        }
        (integer.name(), Kind::Number { low, high }, 9)
    }

    fn plain_enumeration(&mut self) -> Option<(String, Kind, u64)> {
        let usable: Vec<usize> = (0..self.enumerations.len())
            .filter(|place| {
                let item = &self.enumerations[*place];
                item.integer.is_whole() && !super::OWN.contains(&item.name.as_str())
            })
            .collect();
        let place = *usable.get(self.draw.below(usable.len()))?;
        Some((self.enumerations[place].name.clone(), Kind::Enumeration(place), 9))
    }

    fn plain_list(&mut self, like: &[Value], last: bool) -> (String, Kind, u64) {
        let lists: Vec<&Value> =
            like.iter().filter(|value| matches!(value.kind, Kind::List { .. })).collect();
        if let Some(value) = lists.get(self.draw.below(lists.len() + 1))
            && let Kind::List { element, low, high } = value.kind
            && let Some(integer) = self.integer_around(element)
        {
            let wider = high + self.draw.below(3) as u64;
            let text = format!("[{}; u16 in {low}..={wider}]", integer.0);
            let kind = Kind::List { element: integer.1, low, high: wider };
            return (text, kind, wider * 8 + 2);
        }
        let integer = self.whole_integer();
        let (extent, low, high, _) = self.plain_extent(last, 6);
        // In a message a list comes from somewhere, unless it may be empty.
        let (extent, low) = match like.is_empty() {
            true => (extent, low),
            false => (format!("u8 in 0..={high}"), 0),
        };
        let kind = Kind::List { element: integer.range(), low, high };
        (format!("[{}; {extent}]", integer.name()), kind, high * 9 + 9)
    }

    /// An integer that can say all of a range, and its own range.
    fn integer_around(&mut self, element: (i128, i128)) -> Option<(String, (i128, i128))> {
        let found = (0..20).map(|_| self.whole_integer()).find(|integer| {
            let (low, high) = integer.range();
            low <= element.0 && element.1 <= high
        });
        found.map(|integer| (integer.name(), integer.range()))
    }

    /// How long something is: the text, the bounds, whether they are one number.
    fn plain_extent(&mut self, last: bool, most: u64) -> (String, u64, u64, bool) {
        let (low, high) = self.bounds(most);
        match self.draw.below(6) {
            0 | 1 => (low.to_string(), low, low, true),
            2 if last => (format!("rest in {}", self.range(low, Some(high))), low, high, false),
            3 => {
                let prefix = self.variable_carrier(high).name();
                (format!("{prefix} in {}", self.range(low, Some(high))), low, high, false)
            }
            _ => {
                let prefix = self.carrier(high).name();
                (format!("{prefix} in {}", self.range(low, Some(high))), low, high, false)
            }
        }
    }

    /// A value for a field, and whether the other side can tell it from what it knows.
    pub(super) fn fill(
        &mut self,
        handshake: &Handshake,
        known: &[Value],
        kind: &Kind,
    ) -> (String, bool) {
        let usable: Vec<&Value> = known.iter().filter(|value| value.kind.fits(kind)).collect();
        if !usable.is_empty() && self.draw.chance(60) {
            let text = usable[self.draw.below(usable.len())].text.clone();
            let bound = handshake.bindings.iter().any(|(value, _)| value.text == text);
            let shared = bound || text.contains('.') || text == "suite";
            return (text, shared);
        }
        match kind {
            Kind::Number { .. } if ANY.fits(kind) && self.draw.chance(70) => {
                match self.draw.below(3) {
                    0 => (self.sum(known), false),
                    _ => ("now".to_owned(), false),
                }
            }
            Kind::Number { low, high } => {
                let number = self.draw.between(*low, *high);
                (self.number(number, None), true)
            }
            Kind::Truth => (self.condition_of(handshake, known), false),
            Kind::Enumeration(place) => (self.variant(*place), true),
            Kind::Bytes { fixed: true, .. } if self.draw.chance(60) => ("random".to_owned(), false),
            Kind::Bytes { low, high, .. }
                if (*low..=*high).contains(&32) && self.draw.chance(60) =>
            {
                (self.hash(known), false)
            }
            Kind::Bytes { low: 0, .. } | Kind::Text { low: 0, .. } | Kind::List { .. }
                if self.draw.chance(30) || matches!(kind, Kind::List { .. }) =>
            {
                match (kind, usable.first()) {
                    (Kind::List { low: 1.., .. }, Some(value)) => (value.text.clone(), true),
                    _ => ("empty".to_owned(), true),
                }
            }
            Kind::Bytes { low, high, .. } => (self.octets("b", *low, *high), true),
            Kind::Text { low, high } => (self.octets("", *low, *high), true),
            Kind::List { .. } => ("empty".to_owned(), true),
        }
    }

    /// A literal of some bytes.
    fn octets(&mut self, mark: &str, low: u64, high: u64) -> String {
        let length = self.draw.between(low.into(), high.min(low + 12).into());
        let letters = (0..length).map(|_| self.draw.pick(&['a', 'B', '0', ' ', '\'', '{', '#']));
        format!("{mark}\"{}\"", letters.collect::<String>())
    }

    /// A named value of an enumeration.
    fn variant(&mut self, place: usize) -> String {
        let item = &self.enumerations[place];
        let (name, variants) = (item.name.clone(), item.variants.clone());
        format!("{name}::{}", variants[self.draw.below(variants.len())].0)
    }

    fn hash(&mut self, known: &[Value]) -> String {
        let mut parts = Vec::new();
        for _ in 0..self.draw.below(4) {
            parts.push(match known.get(self.draw.below(known.len() + 2)) {
                Some(value) => value.text.clone(),
                None => self.draw.pick(&["now", "7", "b\"salt\"", "\"ü\""]).to_owned(),
            });
        }
        let label = self.draw.pick(&["\"label\"", "b\"la\\x00bel\"", "\"\""]);
        format!("hash({})", [&[label.to_owned()], &parts[..]].concat().join(", "))
    }

    /// A number: known, the time, a literal.
    fn any_number(&mut self, known: &[Value]) -> String {
        let numbers: Vec<&Value> = known
            .iter()
            .filter(|value| matches!(value.kind, Kind::Number { .. } | Kind::Enumeration(_)))
            .collect();
        match numbers.get(self.draw.below(numbers.len() + 1)) {
            Some(value) => value.text.clone(),
            None => self.draw.pick(&["now", "7", "0"]).to_owned(),
        }
    }

    fn sum(&mut self, known: &[Value]) -> String {
        let first = self.any_number(known);
        let second = match self.draw.below(3) {
            0 => self.any_number(known),
            _ => self.span(),
        };
        format!("{first} + {second}")
    }

    /// A span of time.
    fn span(&mut self) -> String {
        self.draw.pick(&["5 s", "1 ms", "300 s", "0 ms"]).to_owned()
    }

    /// What a step checks, most often something that holds; `authorizes` where the
    /// peer's key is known.
    pub(super) fn checked(
        &mut self,
        handshake: &Handshake,
        known: &[Value],
        authorizes: bool,
    ) -> String {
        if authorizes && self.draw.chance(30) {
            return "authorized(rs)".to_owned();
        }
        if self.draw.chance(25) {
            return self.condition_of(handshake, known);
        }
        let value = known.get(self.draw.below(known.len())).cloned();
        let Some(Value { text, kind }) = value else { return "capacity()".to_owned() };
        match kind {
            Kind::Truth => "capacity()".to_owned(),
            Kind::Bytes { .. } | Kind::Text { .. } if self.draw.chance(50) => {
                format!("fresh({text}, now + 5 s)")
            }
            Kind::Number { .. } | Kind::Enumeration(_) if self.draw.chance(50) => {
                format!("within({text}, {text}, {})", self.span())
            }
            Kind::Number { .. } if text == "suite" => "suite in local.suites".to_owned(),
            _ => format!("{text} == {text}"),
        }
    }

    /// Anything that is true or false.
    fn condition_of(&mut self, handshake: &Handshake, known: &[Value]) -> String {
        let value = known.get(self.draw.below(known.len()));
        let Some(value) = value.cloned() else { return "capacity()".to_owned() };
        let text = &value.text;
        match &value.kind {
            Kind::Truth => text.clone(),
            Kind::Bytes { .. } | Kind::Text { .. } if self.draw.chance(35) => {
                format!("fresh({text}, {})", self.sum(known))
            }
            Kind::Number { .. } if self.draw.chance(30) => {
                let other = self.any_number(known);
                format!("within({text}, {other}, {})", self.span())
            }
            Kind::Number { .. } | Kind::Enumeration(_) if self.draw.chance(30) => {
                match self.list(known) {
                    Some(list) => format!("{text} in {list}"),
                    None => format!("within({text}, {text}, {})", self.span()),
                }
            }
            Kind::List { .. } if self.draw.chance(60) => {
                let number = self.any_number(known);
                format!("{number} in {text}")
            }
            kind => {
                let like: Vec<&Value> =
                    known.iter().filter(|other| other.kind.is_like(kind)).collect();
                if self.draw.chance(40) {
                    return format!("{text} == {}", like[self.draw.below(like.len())].text);
                }
                let literal = self.fill(handshake, &[], kind).0;
                match literal == "random" {
                    true => "capacity()".to_owned(),
                    false if self.draw.chance(30) => format!("{literal} == {text}"),
                    false => format!("{text} == {literal}"),
                }
            }
        }
    }

    fn list(&mut self, known: &[Value]) -> Option<String> {
        let lists: Vec<&Value> =
            known.iter().filter(|value| matches!(value.kind, Kind::List { .. })).collect();
        Some(lists.get(self.draw.below(lists.len()))?.text.clone())
    }

    /// A value to give a name to: its text, and what it is; whether it may be missing.
    pub(super) fn named(
        &mut self,
        handshake: &Handshake,
        known: &[Value],
        binding: bool,
    ) -> (String, Kind, bool) {
        let lists: Vec<&Value> =
            known.iter().filter(|value| matches!(value.kind, Kind::List { .. })).collect();
        match self.draw.below(9) {
            0..=2 if !binding && !lists.is_empty() => {
                let first = lists[self.draw.below(lists.len())].clone();
                let Kind::List { element, .. } = first.kind else { unreachable!("they are lists") };
                // Most often one that is like it.
                let alike = lists.iter().find(|other| {
                    other.text != first.text
                        && matches!(other.kind, Kind::List { element: found, .. } if found == element)
                });
                let second = match alike {
                    Some(other) if self.draw.chance(50) => &other.text,
                    _ if self.draw.chance(70) => &first.text,
                    _ => &lists[self.draw.below(lists.len())].text,
                };
                let text = format!("common({}, {second})", first.text);
                (text, Kind::Number { low: element.0, high: element.1 }, true)
            }
            3 => (self.hash(known), Kind::Bytes { low: 32, high: 32, fixed: false }, false),
            4 => (self.sum(known), ANY, false),
            5 => {
                let number = self.draw.between(0, 300);
                (self.number(number, None), Kind::Number { low: number, high: number }, false)
            }
            6 => (self.condition_of(handshake, known), Kind::Truth, false),
            7 if !binding && !self.enumerations.is_empty() => {
                let place = self.draw.below(self.enumerations.len());
                (self.variant(place), Kind::Enumeration(place), false)
            }
            7 => {
                let length = self.draw.below(9) as u64;
                let fixed = Kind::Bytes { low: length, high: length, fixed: false };
                (self.octets("b", length, length), fixed, false)
            }
            _ => match known.get(self.draw.below(known.len())) {
                Some(value) => (value.text.clone(), value.kind.clone(), false),
                None => ("now".to_owned(), ANY, false),
            },
        }
    }

    /// Values of the whole handshake: their text.
    pub(super) fn bindings(&mut self, handshake: &mut Handshake) -> String {
        let mut text = String::new();
        for _ in 0..self.draw.pick(&[0, 0, 1, 1, 2, 3]) {
            // Nothing is known before the first message.
            let through = self.draw.below(handshake.pattern.len() + 1);
            let messages = &handshake.pattern[..through];
            let fields = messages.iter().flat_map(|message| message.fields.clone());
            let mut known: Vec<Value> = handshake.local.iter().cloned().chain(fields).collect();
            let above: BTreeSet<String> =
                messages.iter().map(|message| message.name.clone()).collect();
            let usable = handshake.bindings.iter().filter(|(_, needs)| needs.is_subset(&above));
            known.extend(usable.map(|(value, _)| value.clone()));
            known.extend((through > 0).then(|| handshake.suite()));
            let (value, kind, _) = self.named(handshake, &known, true);
            let name = handshake.values.fresh(&mut self.draw, FIELDS);
            text.push_str(&format!("    let {name} = {value};\n"));
            handshake.bindings.push((Value { text: name, kind }, above));
        }
        text
    }
}
