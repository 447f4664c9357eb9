//! Constants, enumerations and sets of flags.

use std::collections::BTreeSet;

use super::Generator;
use super::names::{FIELDS, Names, TYPES, VARIANTS};
use super::types::Integer;
use super::words::Unit;

/// A declared constant.
pub(super) struct Constant {
    pub(super) name: String,
    pub(super) value: i128,
    pub(super) unit: Option<Unit>,
}

/// A declared enumeration.
#[derive(Clone)]
pub(super) struct Enumeration {
    pub(super) name: String,
    pub(super) integer: Integer,
    pub(super) variants: Vec<(String, i128)>,
    pub(super) open: bool,
}

/// A declared set of flags.
#[derive(Clone)]
pub(super) struct FlagSet {
    pub(super) name: String,
    pub(super) integer: Integer,
    pub(super) flags: Vec<String>,
}

impl Generator {
    pub(super) fn constant(&mut self) -> String {
        let docs = self.docs("");
        let name =
            self.names.fresh(&mut self.draw, &["MOST", "LEAST", "a_size", "Time", "N", "limit"]);
        let (unit, factor, words) = match self.draw.below(5) {
            0 => (Some(Unit::Bytes), 1024, " KiB"),
            1 => (Some(Unit::Time), 1000, " s"),
            2 => (Some(Unit::Bytes), 1, " bytes"),
            _ => (None, 1, ""),
        };
        let number = self.draw.between(1, 40);
        let (value, text) = match self.draw.below(4) {
            0 => (number * factor + 2, format!("{number}{words} + 2")),
            1 => (number * factor * 3, format!("3 * ({number}{words})")),
            _ => (number * factor, format!("{number}{words}")),
        };
        self.constants.push(Constant { name: name.clone(), value, unit });
        format!("{docs}const {name} = {text};\n")
    }

    pub(super) fn enumeration(&mut self) -> String {
        let docs = self.docs("");
        let name = self.names.fresh(&mut self.draw, TYPES);
        let integer = self.any_integer();
        let (low, high) = integer.range();
        let (mut names, mut numbers) = (Names::default(), BTreeSet::new());
        let mut variants = Vec::new();
        let mut text = String::new();
        for _ in 0..=self.draw.below(5) {
            let number = self.draw.between(low, high);
            if !numbers.insert(number) {
                continue;
            }
            let variant = names.fresh(&mut self.draw, VARIANTS);
            let docs = self.docs("    ");
            text.push_str(&format!("{docs}    {variant} = {},\n", self.number(number, None)));
            variants.push((variant, number));
        }
        // Where every number has a name, none is left to be unknown.
        let open = self.draw.chance(50);
        if open {
            text.push_str("    ..\n");
        }
        let item = format!("{docs}enum {name}: {} {{\n{text}}}\n", integer.name());
        self.enumerations.push(Enumeration { name, integer, variants, open });
        item
    }

    pub(super) fn flag_set(&mut self) -> String {
        let docs = self.docs("");
        let name = self.names.fresh(&mut self.draw, TYPES);
        let integer = Integer { signed: false, ..self.any_integer() };
        let mut names = Names::default();
        names.take("reserved");
        let mut flags = Vec::new();
        let mut text = String::new();
        let all = self.draw.chance(15) && integer.bits <= 8;
        for bit in 0..integer.bits {
            if !all && !self.draw.chance(400 / integer.bits as usize) || flags.len() > 12 {
                continue;
            }
            let flag = names.fresh(&mut self.draw, FIELDS);
            let docs = self.docs("    ");
            text.push_str(&format!("{docs}    {flag} = {},\n", self.number(1 << bit, None)));
            flags.push(flag);
        }
        if !all || self.draw.chance(50) {
            text.push_str("    reserved = 0,\n");
        }
        if flags.len() > 1 && self.draw.chance(50) {
            let (first, second) =
                (self.draw.pick(&flags_of(&flags)), self.draw.pick(&flags_of(&flags)));
            let condition = match self.draw.below(4) {
                0 => format!("!{first} || {second}"),
                1 => format!("!({first} && !{second})"),
                2 => format!("!!({first} || !{second}) || !{first}"),
                _ => format!("!({first} && {second})"),
            };
            let message = if self.draw.chance(40) {
                format!(" else {}", self.string())
            } else {
                String::new()
            };
            text.push_str(&format!("    require {condition}{message},\n"));
        }
        let item = format!("{docs}flags {name}: {} {{\n{text}}}\n", integer.name());
        self.flag_sets.push(FlagSet { name, integer, flags });
        item
    }
}

fn flags_of(flags: &[String]) -> Vec<&str> {
    flags.iter().map(String::as_str).collect()
}
