//! The variables of generated machines: one name for each message, carried
//! field, `let` and binding, none used twice and none that the functions use
//! themselves.

use std::collections::{BTreeMap, BTreeSet};

use packetwright_spec::model::{Handshake, Model, Step};

use super::analysis::Carried;
use crate::naming::{identifier, snake_case};
use crate::tokens::Ident;

/// The names that the functions use themselves, those of their closures and of what they
/// call among them.
const TAKEN: [&str; 30] = [
    "again",
    "asking",
    "attempt",
    "codec",
    "config",
    "context",
    "cookie",
    "event",
    "first",
    "handshake",
    "head",
    "known",
    "local",
    "message",
    "noise",
    "now",
    "number",
    "offer",
    "offered_suite",
    "outcome",
    "peer",
    "preferred_suite",
    "secrets",
    "self",
    "sent",
    "state",
    "suite",
    "suite_in",
    "wanted",
    "world",
];

/// The variables of one handshake.
pub(super) struct Names {
    messages: Vec<Ident>,
    fields: BTreeMap<(usize, usize), Ident>,
    variables: BTreeMap<String, Ident>,
    bindings: Vec<Ident>,
}

impl Names {
    /// Gives every value its name.
    pub(super) fn new(model: &Model, handshake: &Handshake) -> Self {
        let mut taken: BTreeSet<String> = TAKEN.iter().map(|name| (*name).to_owned()).collect();
        let mut free = |name: &str| {
            let mut name = snake_case(name).to_string().trim_start_matches("r#").to_owned();
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            identifier(&name)
        };
        let messages = handshake.messages.iter().map(|message| free(&message.name.text)).collect();
        let mut variables = BTreeMap::new();
        for state in handshake.initiator.iter().chain(&handshake.responder) {
            for step in state.transitions.iter().flat_map(|transition| &transition.steps) {
                if let Step::Let { name, .. } = step {
                    variables.entry(name.text.clone()).or_insert_with(|| free(&name.text));
                }
            }
        }
        let bindings = handshake.bindings.iter().map(|binding| free(&binding.name.text)).collect();
        let mut fields = BTreeMap::new();
        for (place, message) in handshake.messages.iter().enumerate() {
            for (field, declared) in model[message.payload].fields.iter().enumerate() {
                let name = free(&format!("{}_{}", snake_case(&message.name.text), declared.name));
                fields.insert((place, field), name);
            }
        }
        Names { messages, fields, variables, bindings }
    }

    /// The variable that holds a message's payload.
    pub(super) fn message(&self, place: usize) -> Ident {
        self.messages.get(place).cloned().unwrap_or_else(|| identifier("message"))
    }

    /// The variable that holds the value of a binding.
    pub(super) fn binding(&self, place: usize) -> Ident {
        self.bindings.get(place).cloned().unwrap_or_else(|| identifier("binding"))
    }

    /// The variable that holds the value of a `let`.
    pub(super) fn variable(&self, name: &str) -> Ident {
        self.variables.get(name).cloned().unwrap_or_else(|| snake_case(name))
    }

    /// The field of a state that holds a carried value.
    pub(super) fn carried(&self, value: &Carried) -> Ident {
        match value {
            Carried::Local => identifier("local"),
            Carried::Variable(name) => self.variable(name),
            Carried::Field(message, field) => {
                let name = self.fields.get(&(*message, *field));
                name.cloned().unwrap_or_else(|| identifier("field"))
            }
        }
    }
}
