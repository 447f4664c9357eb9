//! Packets and sets of messages.

use std::collections::BTreeSet;

use super::Generator;
use super::body::Start;
use super::names::{FIELDS, Names, TYPES};
use super::types::Integer;
use super::words::Unit;

impl Generator {
    /// Fields of fixed size, then a byte string that one of them measures.
    pub(super) fn packet(&mut self) -> String {
        let docs = self.docs("");
        let name = self.names.fresh(&mut self.draw, TYPES);
        let mut names = Names::default();
        let payload = names.fresh(&mut self.draw, FIELDS);
        let mut lines = Vec::new();
        let mut header = 0;
        for _ in 0..self.draw.below(4) {
            let field = names.fresh(&mut self.draw, FIELDS);
            let integer = self.whole_integer();
            let (low, high) = integer.range();
            let value = self.draw.between(low, high);
            let text = match self.draw.below(5) {
                0 | 1 => format!("{} = {}", integer.name(), self.number(value, None)),
                2 => {
                    let high = self.draw.between(value, high);
                    format!(
                        "{} in {}..={}",
                        integer.name(),
                        self.number(value, None),
                        self.number(high, None)
                    )
                }
                3 => format!("bytes[{}]", 1 + self.draw.below(12)),
                _ => integer.name(),
            };
            let docs = self.docs("    ");
            lines.push(format!("{docs}    {field}: {text},\n"));
            header += 8;
        }
        let field = names.fresh(&mut self.draw, FIELDS);
        let most = self.draw.below(300) as u64;
        let integer: Integer = self.carrier(most + header);
        let plus =
            if self.draw.chance(50) { format!(" + {}", self.draw.below(9)) } else { String::new() };
        let place = self.draw.below(lines.len() + 1);
        lines.insert(place, format!("    {field}: {} = len({payload}){plus},\n", integer.name()));
        let most = match self.draw.below(3) {
            0 => self.number(most.into(), Some(Unit::Bytes)),
            _ => most.to_string(),
        };
        let docs_of_payload = self.docs("    ");
        lines.push(format!("{docs_of_payload}    {payload}: bytes[0..={most}],\n"));
        format!("{docs}packet {name} {{\n{}}}\n", lines.concat())
    }

    pub(super) fn message_set(&mut self) -> String {
        let docs = self.docs("");
        let name = self.names.fresh(&mut self.draw, TYPES);
        let layout = self.layout();
        let (tag, most) = if self.draw.chance(20) {
            let tag = self.variable_carrier(0);
            (tag.name(), tag.range().1)
        } else {
            let tag = Integer { signed: false, ..self.whole_integer() };
            (tag.name(), tag.range().1)
        };
        let mut numbers = BTreeSet::new();
        let mut messages: Vec<(String, String)> = Vec::new();
        for _ in 0..=self.draw.below(5) {
            let number = self.draw.between(0, most);
            if !numbers.insert(number) {
                continue;
            }
            let docs = self.docs("    ");
            let message = self.names.fresh(&mut self.draw, TYPES);
            let (body, _) = self.body(layout, Start::Plain, "    ");
            let text = format!("{docs}    {} => {message} {body}", self.number(number, None));
            messages.push((message, text));
        }
        let names: Vec<String> = messages.iter().map(|(name, _)| name.clone()).collect();
        let mut text = String::new();
        for (_, message) in messages {
            text.push_str(&message);
            if self.draw.chance(30) {
                text.push_str(&format!(" -> {}", names[self.draw.below(names.len())]));
            }
            text.push_str(",\n");
        }
        format!("{docs}messages {name}: {tag}{} {{\n{text}}}\n", layout.words())
    }
}
