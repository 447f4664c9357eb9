//! Handshakes: settings, suites, messages, failures, records and labels.
//!
//! Read next: `machine` for states and steps, `value` for expressions.

use super::structure::Head;
use super::{Declared, Lowering};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Failure, Handshake, HandshakeMessage, Integer, KeyLabels, Layout, Modifier, Name, NoiseName,
    Otherwise, Party, PatternToken, Promised, RecordKind, Records, Role, StructId, Suite, Token,
    UnknownModifier,
};
use crate::span::Span;
use crate::syntax::tree::{self, Documented, ExpressionKind};

impl<'a> Lowering<'a> {
    /// All handshakes.
    pub(super) fn handshakes(&mut self) {
        for item in &self.file.items {
            if let tree::Item::Handshake(handshake) = item {
                self.one_byte_order(&handshake.node);
                let handshake = self.handshake(handshake);
                self.model.handshakes.push(handshake);
            }
        }
    }

    /// Handshake packets are the protocol's own: their numbers have its byte order.
    fn one_byte_order(&mut self, handshake: &tree::Handshake) {
        if self.endian_at(handshake.span) != self.model.endian {
            let message = "the library of this handshake has another byte order than the protocol";
            let name = &handshake.name;
            let found = Diagnostic::new(Code::LayoutMismatch, name.span, message, "the handshake");
            self.report(found.help("give both the same `endian`"));
        }
    }

    fn handshake(&mut self, item: &Documented<tree::Handshake>) -> Handshake {
        let node = &item.node;
        let mut handshake = Handshake {
            name: node.name.clone(),
            docs: item.docs.clone(),
            prologue: Vec::new(),
            deadline_ms: 0,
            limit: 0,
            local: StructId(usize::MAX),
            suites: Vec::new(),
            messages: Vec::new(),
            failures: Vec::new(),
            bindings: Vec::new(),
            initiator: Vec::new(),
            responder: Vec::new(),
            otherwise: Otherwise { crypto: 0, malformed: 0, unexpected: 0, timeout: 0, suite: 0 },
            records: Records { tag: Integer::new(8, false, self.model.endian), kinds: Vec::new() },
            keys: KeyLabels { key: vec![], iv: vec![], update: vec![], exporter: vec![] },
            claims: Vec::new(),
            mutants: Vec::new(),
        };
        self.settings(node, &mut handshake);
        self.suites(node, &mut handshake);
        for message in &node.messages {
            let message = self.handshake_message(message);
            handshake.messages.push(message);
        }
        self.failures(node, &mut handshake);
        self.bindings(node, &mut handshake);
        handshake.initiator = self.states(&node.initiator, &handshake);
        handshake.responder = self.states(&node.responder, &handshake);
        self.otherwise(node, &mut handshake);
        self.records(node, &mut handshake);
        self.keys(node, &mut handshake);
        self.claims(node, &mut handshake);
        handshake
    }

    fn settings(&mut self, node: &tree::Handshake, handshake: &mut Handshake) {
        self.once(node.settings.iter().map(|(name, _)| name));
        for (name, value) in &node.settings {
            match name.text.as_str() {
                "prologue" => {
                    if let Some(bytes) = self.byte_string(value) {
                        handshake.prologue = bytes;
                    }
                }
                "deadline" => {
                    if let Some(time) = self.milliseconds(value, "the deadline") {
                        handshake.deadline_ms = time;
                    }
                }
                "limit" => {
                    if let Some(bytes) = self.count(value, "the limit") {
                        handshake.limit = bytes;
                    }
                }
                "local" => {
                    if let Some(id) = self.local(value) {
                        handshake.local = id;
                    }
                }
                _ => self.unknown(
                    name,
                    "setting of a handshake",
                    ["prologue", "deadline", "limit", "local"],
                ),
            }
        }
        let written = node.settings.iter().map(|(name, _)| name.text.as_str());
        let needed = [
            ("prologue", "prologue: b\"name\""),
            ("deadline", "deadline: 10 s"),
            ("limit", "limit: 4 KiB"),
            ("local", "local: Offers"),
        ];
        self.all_given(&node.name, "handshake", written, &needed);
    }

    /// Every setting that is needed is there.
    fn all_given<'s>(
        &mut self,
        owner: &Name,
        what: &str,
        written: impl Iterator<Item = &'s str>,
        needed: &[(&str, &str)],
    ) {
        let written: Vec<&str> = written.collect();
        for (name, example) in needed {
            if !written.contains(name) {
                self.report(
                    Diagnostic::new(
                        Code::MissingSetting,
                        owner.span,
                        format!("the {what} `{owner}` does not say its `{name}`"),
                        format!("`{name}` is missing"),
                    )
                    .help(format!("add `{example}`")),
                );
            }
        }
    }

    fn byte_string(&mut self, value: &tree::Expression) -> Option<Vec<u8>> {
        match &value.kind {
            ExpressionKind::Bytes(bytes) => Some(bytes.clone()),
            ExpressionKind::Text(text) => Some(text.clone().into_bytes()),
            _ => {
                self.report(
                    Diagnostic::new(
                        Code::TypeMismatch,
                        value.span,
                        "expected a byte string",
                        "not a byte string",
                    )
                    .help("write `b\"…\"`"),
                );
                None
            }
        }
    }

    fn local(&mut self, value: &tree::Expression) -> Option<StructId> {
        let ExpressionKind::Name(name) = &value.kind else {
            self.report(
                Diagnostic::new(
                    Code::TypeMismatch,
                    value.span,
                    "expected the name of a structure",
                    "not a name",
                )
                .help("declare a `struct` with what each side brings and name it here"),
            );
            return None;
        };
        match self.resolve(name, "structure")? {
            Declared::Struct(id) => Some(id),
            other => {
                self.wrong_kind(name, other, "a structure");
                None
            }
        }
    }

    fn suites(&mut self, node: &tree::Handshake, handshake: &mut Handshake) {
        for (number, name, at) in &node.suites {
            let id = self.integer_in(number, 0, u16::MAX.into(), "the number of a suite");
            let Some(noise) = self.noise_name(name, *at) else { continue };
            if let Some(id) = id.and_then(|id| u16::try_from(id).ok()) {
                handshake.suites.push(Suite { id, name: name.clone(), noise, span: *at });
            }
        }
        if node.suites.is_empty() {
            self.report(
                Diagnostic::new(
                    Code::MissingSetting,
                    node.name.span,
                    format!("the handshake `{}` has no suites", node.name),
                    "`suites` is missing",
                )
                .help("add `suites { 0x0001 = \"Noise_XX_25519_XChaChaPoly_SHA256\" }`"),
            );
        }
    }

    /// What the name of a suite says.
    fn noise_name(&mut self, name: &str, at: Span) -> Option<NoiseName> {
        match name.parse() {
            Ok(noise) => Some(noise),
            Err(problem) => {
                self.report(
                    Diagnostic::new(
                        Code::UnsupportedSuite,
                        at,
                        format!("the suite \"{name}\" cannot run: {problem}"),
                        "not a suite that can run",
                    )
                    .help(
                        "use a name such as `Noise_XX_25519_XChaChaPoly_SHA256` or \
                         `Noise_XXhfs_25519+MLKEM768_XChaChaPoly_SHA256`",
                    ),
                );
                None
            }
        }
    }

    fn handshake_message(&mut self, item: &Documented<tree::HandshakeMessage>) -> HandshakeMessage {
        let node = &item.node;
        let what = format!("the type of `{}`", node.name);
        let id = self.integer_in(&node.id, 0, 255, &what).unwrap_or(0);
        let (from, to) = (self.party(&node.from), self.party(&node.to));
        if from.is_some() && from == to {
            self.report(
                Diagnostic::new(
                    Code::WrongSender,
                    node.to.span,
                    format!("`{}` goes from a party to itself", node.name),
                    "the sender again",
                )
                .help("write `initiator -> responder` or `responder -> initiator`"),
            );
        }
        let mut tokens = Vec::new();
        for (name, only) in &node.tokens {
            let token = Token::ALL.into_iter().find(|token| token.name() == name.text);
            let only = only.as_ref().map(|name| (name, name.text.parse()));
            if token.is_none() {
                self.unknown(name, "Noise token", Token::ALL.map(Token::name));
            }
            if let Some((name, Err(UnknownModifier))) = only {
                self.unknown(name, "modifier of Noise patterns", Modifier::NAMES);
            }
            if let Some(token) = token {
                let only = only.and_then(|(_, only)| only.ok());
                tokens.push(PatternToken { token, only, span: name.span });
            }
        }
        let sealed = node.protection.text == "sealed";
        if !sealed && node.protection.text != "clear" {
            self.unknown(&node.protection, "protection", ["clear", "sealed"]);
        }
        let promised = node.promised.as_ref().map(|(authentication, confidentiality, span)| {
            let mut level = |value, most, what| {
                let level = self.integer_in(value, 0, most, what);
                level.and_then(|level| u8::try_from(level).ok()).unwrap_or(0)
            };
            Promised {
                authentication: level(authentication, 2, "a level of authentication"),
                confidentiality: level(confidentiality, 5, "a level of confidentiality"),
                span: *span,
            }
        });
        let head = Head {
            name: &node.name,
            docs: &item.docs,
            role: Role::HandshakePayload,
            layout: Layout::Plain,
        };
        let payload = self.structure(head, &node.body);
        HandshakeMessage {
            name: node.name.clone(),
            docs: item.docs.clone(),
            id: u8::try_from(id).unwrap_or(0),
            from: from.unwrap_or(Party::Initiator),
            tokens,
            sealed,
            promised,
            payload: self.add_struct(payload),
        }
    }

    fn party(&mut self, name: &Name) -> Option<Party> {
        match name.text.as_str() {
            "initiator" => Some(Party::Initiator),
            "responder" => Some(Party::Responder),
            _ => {
                self.unknown(name, "party", ["initiator", "responder"]);
                None
            }
        }
    }

    /// Names first, so that replies can be of messages whose fields need them.
    fn failures(&mut self, node: &tree::Handshake, handshake: &mut Handshake) {
        for Documented { docs, node: failure } in &node.failures {
            handshake.failures.push(Failure {
                name: failure.name.clone(),
                docs: docs.clone(),
                reply: None,
            });
        }
        for (place, Documented { node: failure, .. }) in node.failures.iter().enumerate() {
            let Some((message, fields)) = &failure.reply else { continue };
            let reply = self.message_place(message, handshake).and_then(|message_place| {
                let payload = handshake.messages.get(message_place)?.payload;
                let values = self.assigned(message, payload, fields, handshake)?;
                Some((message_place, values.into_iter().enumerate().collect()))
            });
            if let Some(failure) = handshake.failures.get_mut(place) {
                failure.reply = reply;
            }
        }
    }

    /// The place of a handshake message.
    pub(super) fn message_place(&mut self, name: &Name, handshake: &Handshake) -> Option<usize> {
        let found = handshake.messages.iter().position(|m| m.name.text == name.text);
        if found.is_none() {
            let known = handshake.messages.iter().map(|m| m.name.text.as_str());
            self.unknown(name, "message of the handshake", known);
        }
        found
    }

    /// The place of a failure.
    pub(super) fn failure_place(&mut self, name: &Name, handshake: &Handshake) -> Option<usize> {
        let found = handshake.failures.iter().position(|f| f.name.text == name.text);
        if found.is_none() {
            let known = handshake.failures.iter().map(|f| f.name.text.as_str());
            self.unknown(name, "failure", known);
        }
        found
    }

    fn otherwise(&mut self, node: &tree::Handshake, handshake: &mut Handshake) {
        let names = ["crypto", "malformed", "unexpected", "timeout", "suite"];
        self.once(node.otherwise.iter().map(|(name, _)| name));
        for (name, failure) in &node.otherwise {
            let place = self.failure_place(failure, handshake);
            let otherwise = &mut handshake.otherwise;
            let slot = match name.text.as_str() {
                "crypto" => &mut otherwise.crypto,
                "malformed" => &mut otherwise.malformed,
                "unexpected" => &mut otherwise.unexpected,
                "timeout" => &mut otherwise.timeout,
                "suite" => &mut otherwise.suite,
                _ => {
                    self.unknown(name, "event that `otherwise` answers", names);
                    continue;
                }
            };
            if let Some(place) = place {
                *slot = place;
            }
        }
        for needed in names {
            if !node.otherwise.iter().any(|(name, _)| name.text == needed) {
                self.report(
                    Diagnostic::new(
                        Code::Unanswered,
                        node.name.span,
                        format!("the handshake `{}` has no answer to `{needed}`", node.name),
                        format!("`otherwise` lacks `{needed}`"),
                    )
                    .help(format!("add `{needed} -> Failure` to `otherwise {{ … }}`")),
                );
            }
        }
    }

    fn records(&mut self, node: &tree::Handshake, handshake: &mut Handshake) {
        let Some(records) = &node.records else {
            self.report(
                Diagnostic::new(
                    Code::MissingSetting,
                    node.name.span,
                    format!("the handshake `{}` does not say its records", node.name),
                    "`records` is missing",
                )
                .help("add `records: u8 { 0 => data, 1 => ready {}, 2 => close { code: u8, final_sequence: u64 }, 3 => key_update {} }`"),
            );
            return;
        };
        let what = "the type of a record";
        let tag = self.unsigned(&records.tag, Layout::Plain, what);
        if let Some(tag) = tag.and_then(|tag| self.of_fixed_size(tag, &records.tag, what)) {
            handshake.records.tag = tag;
        }
        for (number, name, body) in &records.kinds {
            let most = handshake.records.tag.max();
            let number = self.integer_in(number, 0, most, "the number of a record");
            let kind = match name.text.as_str() {
                "data" => RecordKind::Data,
                "ready" => RecordKind::Ready,
                "close" => RecordKind::Close,
                "key_update" => RecordKind::KeyUpdate,
                _ => {
                    self.unknown(name, "record", ["data", "ready", "close", "key_update"]);
                    continue;
                }
            };
            let docs = crate::model::Docs::default();
            let head = Head { name, docs: &docs, role: Role::Plain, layout: Layout::Plain };
            let body = self.structure(head, body);
            let body = self.add_struct(body);
            if let Some(number) = number.and_then(|number| u64::try_from(number).ok()) {
                handshake.records.kinds.push((kind, number, body));
            }
        }
    }

    fn keys(&mut self, node: &tree::Handshake, handshake: &mut Handshake) {
        self.once(node.keys.iter().map(|(name, _)| name));
        for (name, value) in &node.keys {
            let bytes = self.byte_string(value);
            let keys = &mut handshake.keys;
            let slot = match name.text.as_str() {
                "key" => &mut keys.key,
                "iv" => &mut keys.iv,
                "update" => &mut keys.update,
                "exporter" => &mut keys.exporter,
                _ => {
                    self.unknown(name, "label", ["key", "iv", "update", "exporter"]);
                    continue;
                }
            };
            *slot = bytes.unwrap_or_default();
        }
        let written = node.keys.iter().map(|(name, _)| name.text.as_str());
        let needed = [
            ("key", "key: b\"name key\""),
            ("iv", "iv: b\"name iv\""),
            ("update", "update: b\"name update\""),
            ("exporter", "exporter: b\"name exporter\""),
        ];
        self.all_given(&node.name, "key schedule of", written, &needed);
    }
}
