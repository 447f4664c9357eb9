//! The messages of a handshake: suites, the tokens of the Noise pattern, payloads,
//! notices.

use std::collections::BTreeSet;

use super::super::body::Body;
use super::super::names::{FIELDS, TYPES};
use super::super::{Generator, Layout};
use super::Handshake;
use super::values::{Kind, Value};

/// A pattern: its name, the tokens of its messages, and the levels of
/// authentication and confidentiality that each has at least.
type Pattern = (&'static str, &'static [&'static str], &'static [(usize, usize)]);

/// Those without a static key in clear (Noise §7.5, §7.7).
const PATTERNS: &[Pattern] = &[
    ("NN", &["e", "e ee"], &[(0, 0), (0, 1)]),
    ("NX", &["e", "e ee s es"], &[(0, 0), (2, 1)]),
    ("NK", &["e es", "e ee"], &[(0, 2), (2, 1)]),
    ("XN", &["e", "e ee", "s se"], &[(0, 0), (0, 1), (2, 1)]),
    ("XX", &["e", "e ee s es", "s se"], &[(0, 0), (2, 1), (2, 5)]),
    ("XK", &["e es", "e ee", "s se"], &[(0, 2), (2, 1), (2, 5)]),
    ("KN", &["e", "e ee se"], &[(0, 0), (0, 3)]),
    ("KX", &["e", "e ee se s es"], &[(0, 0), (2, 3)]),
    ("KK", &["e es ss", "e ee se"], &[(1, 2), (2, 4)]),
    ("IK", &["e es s ss", "e ee se"], &[(1, 2), (2, 4)]),
];

/// The field that shows a cookie, if the first message has one.
const COOKIE: &str = "shown";

/// What the fields of a message are to take.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// What its sender knows.
    Values,
    /// The same, and a cookie.
    Cookie,
    /// What is known at any time.
    Constants,
}

/// A message of a handshake.
pub(super) struct Message {
    pub(super) name: String,
    /// The party that sends it.
    pub(super) from: usize,
    pub(super) fields: Vec<Value>,
    /// Whether the static key of its sender is in it.
    pub(super) shows_key: bool,
    pub(super) text: String,
}

impl Message {
    /// The field that shows a cookie.
    pub(super) fn cookie(&self) -> String {
        format!("{}.{COOKIE}", self.name)
    }
}

impl Generator {
    /// The suites and the messages of the pattern; the text of the suites.
    pub(super) fn pattern(&mut self, handshake: &mut Handshake) -> String {
        let (pattern, messages, levels) = self.draw.pick(PATTERNS);
        handshake.known = [pattern.starts_with('K'), pattern.ends_with('K')];
        let (text, suites) = self.suites(handshake, pattern, messages.len());
        let retries = self.draw.chance(25);
        for (place, base) in messages.iter().enumerate() {
            let mut listed = Vec::new();
            for (token, only) in tokens(base, place, &handshake.modifiers) {
                handshake.tokens.insert(token.clone());
                let always =
                    |only: &String| suites.iter().all(|modifiers| modifiers.contains(only));
                listed.push(match only {
                    Some(only) if !always(&only) || self.draw.chance(50) => {
                        format!("{token} if {only}")
                    }
                    _ => token,
                });
            }
            // Whether a secret is in the key behind the tokens, in every suite.
            let exchanged = messages[..=place].iter().any(|base| base.contains(' '));
            let shared = |modifiers: &BTreeSet<String>| {
                (0..=place + 1).any(|place| modifiers.contains(&format!("psk{place}")))
            };
            let protection = match exchanged || suites.iter().all(shared) {
                true if self.draw.chance(30) => {
                    let (first, second) = levels[place];
                    let (first, second) = (self.draw.below(first + 1), self.draw.below(second + 1));
                    format!("sealed({first}, {second})")
                }
                true => "sealed".to_owned(),
                false => "clear".to_owned(),
            };
            let fields_for = if retries && place == 0 { For::Cookie } else { For::Values };
            let tokens = listed.join(", ");
            let message = self.message(handshake, place % 2, &tokens, &protection, fields_for);
            let shows_key = base.split_whitespace().any(|token| token == "s");
            handshake.pattern.push(Message { shows_key, ..message });
        }
        if retries {
            self.retry(handshake);
        }
        text
    }

    /// The suites of a pattern with so many messages: the text, and the modifiers of each.
    fn suites(
        &mut self,
        handshake: &mut Handshake,
        pattern: &str,
        messages: usize,
    ) -> (String, Vec<BTreeSet<String>>) {
        let (mut lines, mut ids, mut suites) = (String::new(), BTreeSet::new(), Vec::new());
        for _ in 0..self.draw.pick(&[1, 1, 2, 3]) {
            let id = self.draw.between(0, 0xffff);
            if !ids.insert(id) {
                continue;
            }
            let mut modifiers = BTreeSet::new();
            let hybrid = self.draw.chance(20);
            if hybrid {
                modifiers.insert("hfs".to_owned());
            }
            for place in 0..=messages {
                if self.draw.chance(12) {
                    modifiers.insert(format!("psk{place}"));
                }
            }
            let words = modifiers.iter().map(String::as_str).collect::<Vec<_>>().join("+");
            let exchange = if hybrid { "25519+MLKEM768" } else { "25519" };
            let cipher = self.draw.pick(&["ChaChaPoly", "XChaChaPoly", "AESGCM"]);
            let id = self.number(id, None);
            lines.push_str(&format!(
                "        {id} = \"Noise_{pattern}{words}_{exchange}_{cipher}_SHA256\",\n"
            ));
            handshake.modifiers.extend(modifiers.iter().cloned());
            suites.push(modifiers);
        }
        let mut ends = ids.iter().copied();
        let least = ends.next().unwrap_or(0);
        handshake.suites = (least, ends.next_back().unwrap_or(least));
        (format!("    suites {{\n{lines}    }}\n"), suites)
    }

    /// A message with a payload.
    fn message(
        &mut self,
        handshake: &mut Handshake,
        from: usize,
        tokens: &str,
        protection: &str,
        fields_for: For,
    ) -> Message {
        let docs = self.docs("    ");
        let name = handshake.messages.fresh(&mut self.draw, TYPES);
        let mut body = Body::new(Layout::Plain, "        ".to_owned());
        let (mut fields, mut most) = (Vec::new(), 0);
        if fields_for == For::Cookie {
            body.names.take(COOKIE);
            let (bound, high) = self.draw.pick(&[
                ("u8 in 0..=56", 56),
                ("u8 in 0..=64", 64),
                ("u16 in ..=100", 100),
            ]);
            self.declare(&mut body, COOKIE, &format!("bytes[{bound}]"));
            let kind = Kind::Bytes { low: 0, high, fixed: false };
            fields.push(Value { text: format!("{name}.{COOKIE}"), kind });
            most += high + 2;
        }
        for left in (0..self.draw.pick(&[0, 1, 2, 2, 3, 4])).rev() {
            let field = body.names.fresh(&mut self.draw, FIELDS);
            let (text, kind, bytes) = loop {
                let found = self.plain_type(&handshake.local, left == 0);
                if fields_for != For::Constants || found.1.has_constants() {
                    break found;
                }
            };
            most += bytes;
            self.declare(&mut body, &field, &text);
            fields.push(Value { text: format!("{name}.{field}"), kind });
        }
        handshake.most = handshake.most.max(most);
        let (sender, receiver) = match from {
            0 => ("initiator", "responder"),
            _ => ("responder", "initiator"),
        };
        let number = self.message_number(handshake);
        let text = format!(
            "{docs}    message {name} = {number}, {sender} -> {receiver}, tokens [{tokens}], {protection} {{\n{}    }}\n",
            body.text
        );
        Message { name, from, fields, shows_key: false, text }
    }

    fn message_number(&mut self, handshake: &mut Handshake) -> String {
        loop {
            let number = self.draw.between(0, 0xff);
            if handshake.numbers.insert(number) {
                return self.number(number, None);
            }
        }
    }

    /// A message outside the pattern; its place among those.
    pub(super) fn notice(
        &mut self,
        handshake: &mut Handshake,
        from: usize,
        fields_for: For,
    ) -> usize {
        let message = self.message(handshake, from, "", "clear", fields_for);
        handshake.notices.push(message);
        handshake.notices.len() - 1
    }

    /// The notice that asks for a second attempt.
    fn retry(&mut self, handshake: &mut Handshake) {
        let docs = self.docs("    ");
        let name = handshake.messages.fresh(&mut self.draw, TYPES);
        let number = self.message_number(handshake);
        let text = format!(
            "{docs}    message {name} = {number}, responder -> initiator, tokens [], clear {{\n        cookie: bytes[u8 in 1..=56],\n    }}\n"
        );
        let kind = Kind::Bytes { low: 1, high: 56, fixed: false };
        let fields = vec![Value { text: format!("{name}.cookie"), kind }];
        handshake.retry = Some(handshake.notices.len());
        handshake.notices.push(Message { name, from: 1, fields, shows_key: false, text });
    }
}

/// The tokens of a message in any suite, each with the modifier that brings it, if
/// one does.
fn tokens(base: &str, place: usize, modifiers: &BTreeSet<String>) -> Vec<(String, Option<String>)> {
    let only = |modifier: &str| Some(modifier.to_owned());
    let mut tokens: Vec<(String, Option<String>)> =
        base.split_whitespace().map(|token| (token.to_owned(), None)).collect();
    if modifiers.contains("hfs") {
        // `e1` is sealed where the message has a Diffie-Hellman of its own.
        let exchange = tokens.iter().position(|(token, _)| token.len() == 2);
        match place {
            0 => tokens.insert(exchange.unwrap_or(0) + 1, ("e1".to_owned(), only("hfs"))),
            1 => tokens.insert(exchange.unwrap_or(0) + 1, ("ekem1".to_owned(), only("hfs"))),
            _ => {}
        }
    }
    if place == 0 && modifiers.contains("psk0") {
        tokens.insert(0, ("psk".to_owned(), only("psk0")));
    }
    let last = format!("psk{}", place + 1);
    if modifiers.contains(&last) {
        tokens.push(("psk".to_owned(), Some(last)));
    }
    tokens
}
