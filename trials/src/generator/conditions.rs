//! Conditions: what `if` and `require` say of the fields above them.
//!
//! A comparison that has one result for every input is refused, and so is a
//! difference that may fall below zero; what is known of a field is used once,
//! so that no condition follows from another.

use super::Generator;
use super::words::Unit;

/// A field that is always there.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) name: String,
    pub(super) sort: Sort,
}

/// What conditions see of a field.
#[derive(Clone)]
pub(super) enum Sort {
    /// A number in these bounds.
    Number { low: i128, high: i128, unit: Option<Unit> },
    /// The length of a byte string, string or list.
    Length { word: &'static str, low: i128, high: i128, unit: Option<Unit> },
    /// True or false.
    Truth,
    /// An enumeration, by its place.
    Enumeration(usize),
    /// A set of flags, by its place.
    Flags(usize),
}

/// Something to compute with: its text and its bounds.
struct Term {
    text: String,
    low: i128,
    high: i128,
    unit: Option<Unit>,
}

impl Term {
    /// The value that the plainest sample has.
    fn plainest(&self) -> i128 {
        if self.low <= 0 && self.high >= 0 { 0 } else { self.low }
    }
}

impl Generator {
    /// A condition over some of the fields, which are used up. One that is
    /// `required` most often holds of the plainest values.
    pub(super) fn condition(&mut self, known: &mut Vec<Known>, required: bool) -> Option<String> {
        let first = self.atom(known, required)?;
        if !self.draw.chance(35) {
            return Some(first);
        }
        let Some(second) = self.atom(known, required) else { return Some(first) };
        Some(match self.draw.below(4) {
            0 => format!("{first} && {second}"),
            1 => format!("{first} || {second}"),
            2 => format!("!({first}) || ({second})"),
            _ => match self.atom(known, required) {
                Some(third) => format!("({first} || {second}) && {third}"),
                None => format!("({first}) && ({second})"),
            },
        })
    }

    fn atom(&mut self, known: &mut Vec<Known>, required: bool) -> Option<String> {
        let Known { name, sort } = self.taken(known)?;
        match sort {
            Sort::Truth => {
                Some(if required || self.draw.chance(40) { format!("!{name}") } else { name })
            }
            Sort::Flags(place) => {
                let flags = self.flag_sets[place].flags.clone();
                let flag = flags.get(self.draw.below(flags.len()))?;
                Some(format!("{}{name}.{flag}", if required { "!" } else { "" }))
            }
            Sort::Enumeration(place) => self.of_enumeration(&name, place),
            Sort::Number { low, high, unit } => {
                self.of_number(Term { text: name, low, high, unit }, known, required)
            }
            Sort::Length { word, low, high, unit } => {
                let text = format!("{word}({name})");
                self.of_number(Term { text, low, high, unit }, known, required)
            }
        }
    }

    fn taken(&mut self, known: &mut Vec<Known>) -> Option<Known> {
        (!known.is_empty()).then(|| known.swap_remove(self.draw.below(known.len())))
    }

    fn of_enumeration(&mut self, name: &str, place: usize) -> Option<String> {
        let item = self.enumerations[place].clone();
        let numbers: Vec<i128> = item.variants.iter().map(|(_, number)| *number).collect();
        let (least, most) = if item.open {
            item.integer.range()
        } else {
            (*numbers.iter().min()?, *numbers.iter().max()?)
        };
        if least == most {
            return None;
        }
        let (variant, number) = item.variants[self.draw.below(item.variants.len())].clone();
        let (below, above) = (number > least, number < most);
        let operator = match self.draw.below(6) {
            0 => "==",
            1 if below => "<",
            2 if below => ">=",
            3 if above => ">",
            4 if above => "<=",
            _ => "!=",
        };
        if self.draw.chance(20) {
            return Some(format!("{name} {operator} {}", self.number(number, None)));
        }
        Some(format!("{name} {operator} {}::{variant}", item.name))
    }

    fn of_number(&mut self, term: Term, known: &mut Vec<Known>, required: bool) -> Option<String> {
        if required
            && self.draw.chance(25)
            && let Some(difference) = self.difference(&term, known)
        {
            return Some(difference);
        }
        let term = self.computed(term, known);
        self.compared(term, required)
    }

    /// Another number made of one, or of two.
    fn computed(&mut self, term: Term, known: &mut Vec<Known>) -> Term {
        let Term { text, low, high, unit } = term;
        match self.draw.below(8) {
            0 => {
                let by = self.draw.between(2, 9);
                let (low, high) = match low.div_euclid(by) == high.div_euclid(by) {
                    true => (low.rem_euclid(by), high.rem_euclid(by)),
                    false => (0, by - 1),
                };
                Term { text: format!("{text} % {by}"), low, high, unit }
            }
            1 => {
                let by = self.draw.between(2, 900);
                Term {
                    text: format!("{text} / {by}"),
                    low: low.div_euclid(by),
                    high: high.div_euclid(by),
                    unit,
                }
            }
            2 => {
                let by = self.draw.between(2, 900);
                Term { text: format!("{by} * {text}"), low: low * by, high: high * by, unit }
            }
            3 if low < 0 => Term { text: format!("-{text}"), low: -high, high: -low, unit },
            4 => {
                let by = self.draw.between(1, 900);
                Term { text: format!("({text} + {by})"), low: low + by, high: high + by, unit }
            }
            5 | 6 => {
                let place = known.iter().position(|other| match other.sort {
                    Sort::Number { unit: of, .. } | Sort::Length { unit: of, .. } => of == unit,
                    _ => false,
                });
                let Some(place) = place else { return Term { text, low, high, unit } };
                let Known { name, sort } = known.swap_remove(place);
                let (other, from, to) = match sort {
                    Sort::Number { low, high, .. } => (name, low, high),
                    Sort::Length { word, low, high, .. } => (format!("{word}({name})"), low, high),
                    _ => return Term { text, low, high, unit },
                };
                Term { text: format!("{text} + {other}"), low: low + from, high: high + to, unit }
            }
            _ => Term { text, low, high, unit },
        }
    }

    /// A comparison with a number that may go either way.
    fn compared(&mut self, term: Term, required: bool) -> Option<String> {
        let plainest = term.plainest();
        let Term { text, low, high, unit } = term;
        if low == high {
            return None;
        }
        let kind = if required { self.draw.pick(&[0, 1, 5, 5, 4, 2]) } else { self.draw.below(6) };
        let (operator, number) = match kind {
            0 => ("<", self.draw.between(low + 1, high).max(plainest + 1).min(high)),
            1 => ("<=", self.draw.between(low, high - 1).max(plainest.min(high - 1))),
            2 => (
                ">",
                self.draw.between(low, high - 1).min((low + 3).max(plainest - 1)).min(high - 1),
            ),
            3 => (">=", self.draw.between(low + 1, high)),
            4 if required => ("==", plainest),
            4 => ("==", self.draw.between(low, high)),
            _ => ("!=", self.draw.between(low, high)),
        };
        let number_text = self.number(number, unit);
        if self.draw.chance(15) {
            let mirrored = match operator {
                "<" => ">",
                "<=" => ">=",
                ">" => "<",
                ">=" => "<=",
                same => same,
            };
            return Some(format!("{number_text} {mirrored} {text}"));
        }
        Some(format!("{text} {operator} {number_text}"))
    }

    /// A difference that was shown not to fall below zero.
    fn difference(&mut self, term: &Term, known: &mut Vec<Known>) -> Option<String> {
        let place = known.iter().position(|other| match other.sort {
            Sort::Number { low, high, unit } => {
                unit == term.unit && low < term.high && term.low < high && low >= 0 && term.low >= 0
            }
            _ => false,
        })?;
        let Known { name, sort } = known.swap_remove(place);
        let Sort::Number { low, .. } = sort else { return None };
        let most = (term.high - low).max(1);
        let bound = self.draw.between(0, most - 1);
        let text = &term.text;
        Some(format!("{text} >= {name} && {text} - {name} <= {}", self.number(bound, None)))
    }
}
