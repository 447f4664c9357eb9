//! Handshakes: what each side brings, messages, the machines of both parties, and
//! the parts around them.
//!
//! One file a part: `messages` (suites, the Noise pattern, payloads, notices),
//! `machines` (states and steps), `values` (what stands in steps), `parts` (the
//! rest).

mod machines;
mod messages;
mod parts;
mod values;

use std::collections::BTreeSet;

use super::Generator;
use super::body::Body;
use super::names::{FIELDS, Names, TYPES};
use super::types::Integer;
use messages::{For, Message};
use values::{Kind, Value};

/// Names of types that the code of a handshake has for itself, and takes from Rust.
const OWN: &[&str] = &[
    "Failure",
    "Received",
    "Initiator",
    "Responder",
    "Established",
    "Failed",
    "Bytes",
    "Default",
    "Option",
    "Result",
    "String",
    "Vec",
    "Start",
    "Ready",
    "Timeout",
    "Unreadable",
];

/// Words that no message and no value is called.
const WORDS: &[&str] = &["now", "random", "empty", "suite", "local", "start", "ready"];

/// A handshake under way. A party is 0, the initiator, or 1, the responder.
struct Handshake {
    /// The names of messages, and those of values.
    messages: Names,
    values: Names,
    /// What each side brings: the structure and its fields.
    local_name: String,
    local: Vec<Value>,
    /// Whether each party's static key is known to the other beforehand.
    known: [bool; 2],
    /// The least and the greatest number of a suite.
    suites: (i128, i128),
    /// What the suites' names have besides the pattern.
    modifiers: BTreeSet<String>,
    /// The tokens that some message has.
    tokens: BTreeSet<String>,
    failures: Vec<String>,
    /// The messages of the pattern, in order, and those outside it.
    pattern: Vec<Message>,
    notices: Vec<Message>,
    /// The notice that asks for a second attempt, by its place.
    retry: Option<usize>,
    /// The numbers of the messages.
    numbers: BTreeSet<i128>,
    /// Values of the whole handshake, each with the messages it needs.
    bindings: Vec<(Value, BTreeSet<String>)>,
    /// The most bytes of a payload.
    most: u64,
    /// Whether some state checks the peer's key.
    authorizes: bool,
}

impl Handshake {
    /// The number of the suite that runs.
    fn suite(&self) -> Value {
        let (low, high) = self.suites;
        Value { text: "suite".to_owned(), kind: Kind::Number { low, high } }
    }
}

impl Generator {
    /// A handshake and the structure that it names: its name, the items.
    pub(super) fn handshake(&mut self) -> (String, Vec<String>) {
        let docs = self.docs("");
        let name = self.type_name();
        let (local_name, local, brought) = self.brought();
        let messages = self.names_clear_of(&[name.as_str(), local_name.as_str()]);
        let mut handshake = Handshake {
            messages,
            values: Names::default(),
            local_name,
            local,
            known: [false, false],
            suites: (0, 0),
            modifiers: BTreeSet::new(),
            tokens: BTreeSet::new(),
            failures: self.failure_names(),
            pattern: Vec::new(),
            notices: Vec::new(),
            retry: None,
            numbers: BTreeSet::new(),
            bindings: Vec::new(),
            most: 0,
            authorizes: false,
        };
        for word in WORDS {
            handshake.messages.take(word);
            handshake.values.take(word);
        }
        for constant in &self.constants {
            handshake.values.take(&constant.name);
        }
        let mut parts = vec![self.pattern(&mut handshake)];
        for _ in 0..self.draw.pick(&[0, 0, 1, 1, 2]) {
            let from = self.draw.below(2);
            self.notice(&mut handshake, from, For::Constants);
        }
        let told = handshake.notices.len();
        parts.push(self.failures(&handshake));
        let bindings = self.bindings(&mut handshake);
        parts.extend(self.machines(&mut handshake, told));
        parts.extend(self.parts(&handshake));
        // A value names those above it, so they stand together; the messages of the
        // pattern stand in its order.
        parts.push(bindings);
        parts.push(handshake.pattern.iter().map(|message| message.text.as_str()).collect());
        parts.extend(handshake.notices.iter().map(|message| message.text.clone()));
        let mut text = format!("{docs}handshake {name} {{\n");
        while !parts.is_empty() {
            text.push_str(&parts.swap_remove(self.draw.below(parts.len())));
        }
        (name, vec![brought, text + "}\n"])
    }

    /// A name of a type that the code of a handshake can stand beside.
    fn type_name(&mut self) -> String {
        let clear: Vec<&str> = TYPES.iter().copied().filter(|name| !OWN.contains(name)).collect();
        self.names.fresh(&mut self.draw, &clear)
    }

    /// Names of what becomes a type in the code of a handshake.
    fn names_clear_of(&self, more: &[&str]) -> Names {
        let mut names = Names::default();
        let enumerations = self.enumerations.iter().map(|item| item.name.as_str());
        for taken in OWN.iter().chain(more).copied().chain(enumerations) {
            names.take(taken);
        }
        names
    }

    fn failure_names(&mut self) -> Vec<String> {
        let mut names = Names::default();
        (0..2 + self.draw.below(6)).map(|_| names.fresh(&mut self.draw, TYPES)).collect()
    }

    /// What each side brings: its name, its fields, the item.
    fn brought(&mut self) -> (String, Vec<Value>, String) {
        let docs = self.docs("");
        let name = self.type_name();
        let layout = self.layout();
        let mut body = Body::new(layout, "    ".to_owned());
        let mut fields = Vec::new();
        let mut add =
            |generator: &mut Self, body: &mut Body, name: &str, text: &str, kind: Kind| {
                generator.declare(body, name, text);
                fields.push(Value { text: format!("local.{name}"), kind });
            };
        for named in ["suites", "versions", "compressions", "max_record"] {
            body.names.take(named);
        }
        for named in ["versions", "suites", "max_record", "compressions"] {
            if self.draw.chance(40) {
                let field = body.names.fresh(&mut self.draw, FIELDS);
                let (text, kind, _) = self.plain_type(&[], false);
                add(self, &mut body, &field, &text, kind);
            }
            let order = self.order();
            let list = |most, high| Kind::List { element: (0, most), low: 1, high };
            match named {
                "suites" => {
                    let high = self.draw.pick(&[3, 8, 8, 200]);
                    let text = format!("[u16{order}; u8 in 1..={high}]");
                    add(self, &mut body, named, &text, list(0xffff, high));
                }
                "max_record" if self.draw.chance(50) => {
                    let bits = self.draw.pick(&[24, 32, 40, 64]);
                    let (low, high) = Integer { bits, signed: false, order }.range();
                    let kind = Kind::Number { low, high };
                    add(self, &mut body, named, &format!("u{bits}{order}"), kind);
                }
                "versions" | "compressions" if self.draw.chance(40) => {
                    add(self, &mut body, named, "[u8; u8 in 1..=4]", list(0xff, 4));
                }
                _ => {}
            }
        }
        let item = format!("{docs}struct {name}{} {{\n{}}}\n", layout.words(), body.text);
        (name, fields, item)
    }
}
