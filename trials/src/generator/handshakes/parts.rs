//! The parts of a handshake around its messages and machines.

use super::super::Generator;
use super::super::words::Unit;
use super::Handshake;
use super::values::Kind;

/// Claims, and a mutant that breaks each, with the tokens it drops.
const CLAIMS: &[(&str, &str, &[&str])] = &[
    ("secret", "drop(ee) breaks secret", &["ee"]),
    ("agree initiator with responder", "drop(es) breaks agree", &["es"]),
    ("agree responder with initiator", "drop(se) breaks agree", &["se"]),
    ("no_downgrade", "unbind(h) breaks no_downgrade", &[]),
    ("no_reflection", "same(i2r, r2i) breaks no_reflection", &[]),
    ("kci", "drop(ee) breaks kci", &["ee"]),
    ("pq_secret if hfs", "drop(e1, ekem1) breaks pq_secret", &["e1", "ekem1"]),
];

impl Generator {
    /// Settings, failures of no transition, records, labels, claims.
    pub(super) fn parts(&mut self, handshake: &Handshake) -> Vec<String> {
        let mut parts = self.settings(handshake);
        let causes = ["crypto", "malformed", "unexpected", "timeout", "suite"];
        let answers = causes.map(|cause| {
            let failure = &handshake.failures[self.draw.below(handshake.failures.len())];
            format!("{cause} -> {failure}")
        });
        parts.push(format!("    otherwise {{ {} }}\n", answers.join(", ")));
        parts.push(self.records());
        parts.push(self.labels());
        parts.extend(self.claims(handshake));
        parts
    }

    fn settings(&mut self, handshake: &Handshake) -> Vec<String> {
        let mut length = self.draw.pick(&[0, 1, 7, 32, 255]);
        let mut label = String::new();
        while length > 0 {
            label.push_str(
                self.draw.pick(&["a", "Z", " ", "\\0", "\\n", "\\\"", "\\xff", "{", "}"]),
            );
            length -= 1;
        }
        let times: Vec<&str> = self
            .constants
            .iter()
            .filter(|constant| constant.unit == Some(Unit::Time))
            .map(|constant| constant.name.as_str())
            .collect();
        let deadline = match times.get(self.draw.below(times.len() + 2)) {
            Some(name) => (*name).to_owned(),
            None => self.draw.pick(&["10 s", "2500 ms", "1 ms", "3 * 20 s"]).to_owned(),
        };
        // The keys and tags of the longest message, and its head.
        let least = handshake.most + 3 + 1184 + 1088 + 3 * 48 + 16;
        let limit = least + self.draw.below(1000) as u64;
        let limit = self.number(limit.into(), Some(Unit::Bytes));
        vec![
            format!("    prologue: b\"{label}\",\n"),
            format!("    deadline: {deadline},\n"),
            format!("    limit: {limit},\n"),
            format!("    local: {},\n", handshake.local_name),
        ]
    }

    /// The ways to fail, some of which tell the peer.
    pub(super) fn failures(&mut self, handshake: &Handshake) -> String {
        let mut replies = vec![String::new(); handshake.failures.len()];
        for (place, notice) in handshake.notices.iter().enumerate() {
            if Some(place) == handshake.retry {
                continue;
            }
            let values: Vec<String> = notice
                .fields
                .iter()
                .map(|field| {
                    let name = field.text.split_once('.').map_or("", |(_, name)| name);
                    format!("{name}: {}", self.constant_value(handshake, &field.kind))
                })
                .collect();
            let free: Vec<usize> =
                (0..replies.len()).filter(|place| replies[*place].is_empty()).collect();
            let at = free[self.draw.below(free.len())];
            replies[at] = format!(" = {} {{ {} }}", notice.name, values.join(", "));
        }
        let mut text = String::new();
        for (name, reply) in handshake.failures.iter().zip(replies) {
            text.push_str(&format!("{}        {name}{reply},\n", self.docs("        ")));
        }
        format!("    failures {{\n{text}    }}\n")
    }

    /// A value that is known at any time.
    fn constant_value(&mut self, handshake: &Handshake, kind: &Kind) -> String {
        loop {
            let (text, _) = self.fill(handshake, &[], kind);
            let changes = ["suite", "hash(", "+"].iter().any(|part| text.contains(part));
            if !changes {
                return text;
            }
        }
    }

    fn records(&mut self) -> String {
        let tag = self.draw.pick(&["u8", "u8", "u8le", "u8be"]);
        let mut kinds =
            vec!["data", "ready {}", "close { code: u8, final_sequence: u64 }", "key_update {}"];
        let mut number = self.draw.below(200);
        let mut lines = Vec::new();
        while !kinds.is_empty() {
            let kind = kinds.swap_remove(self.draw.below(kinds.len()));
            lines.push(format!("{number} => {kind}"));
            number += 1 + self.draw.below(12);
        }
        format!("    records: {tag} {{ {} }}\n", lines.join(", "))
    }

    fn labels(&mut self) -> String {
        let labels = ["key", "iv", "update", "exporter"].map(|name| {
            let first = self.draw.pick(&["", " ", "pw1 ", "\\\"", "\\x80{}"]);
            format!("{name}: b\"{first}{name}\"")
        });
        format!("    keys {{ {} }}\n", labels.join(", "))
    }

    fn claims(&mut self, handshake: &Handshake) -> Vec<String> {
        let (mut claims, mut mutants) = (Vec::new(), Vec::new());
        for (claim, mutant, dropped) in CLAIMS {
            let has = dropped.iter().all(|token| handshake.tokens.contains(*token));
            if has && self.draw.chance(30) {
                claims.push(*claim);
                mutants.push(*mutant);
            }
        }
        if handshake.authorizes && claims.iter().any(|claim| claim.starts_with("agree")) {
            mutants.push("drop(authorized) breaks agree");
        }
        match claims.is_empty() {
            true => Vec::new(),
            false => vec![
                format!("    claims {{ {} }}\n", claims.join(", ")),
                format!("    mutants {{ {} }}\n", mutants.join(", ")),
            ],
        }
    }
}
