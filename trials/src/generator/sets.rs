//! Sets of messages.

use std::collections::BTreeSet;

use super::Generator;
use super::body::Start;
use super::names::TYPES;
use super::types::Integer;

impl Generator {
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
