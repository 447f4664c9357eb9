//! An honest party running one session: the Noise symmetric state over terms,
//! payloads and checks.
//!
//! Knows nothing of attackers: [`Session::receive`] is told what arrives, part
//! by part. Read next: `search`.

use std::collections::BTreeMap;

use packetwright_spec::model::{HandshakeExpression, Party, Step};

use crate::protocol::{Message, Protocol};
use crate::term::{Node, Term, Terms};

/// Somebody with a long-term key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Agent {
    /// Honest.
    Alice,
    /// Honest.
    Bob,
    /// The attacker under its own name: a peer that others may talk to.
    Mallory,
}

impl Agent {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Alice => "Alice",
            Self::Bob => "Bob",
            Self::Mallory => "Mallory",
        }
    }

    /// Its private static key.
    pub fn static_key(self, terms: &mut Terms) -> Term {
        terms.name(format!("s({})", self.name()))
    }
}

/// The key that a pair of agents shares beforehand.
pub(crate) fn pre_shared_key(terms: &mut Terms, one: Agent, other: Agent) -> Term {
    let (first, second) = (one.min(other), one.max(other));
    terms.name(format!("psk({}, {})", first.name(), second.name()))
}

/// How far a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Messages are missing.
    Handshake,
    /// An initiator that waits for the record that says it was accepted.
    AwaitReady,
    /// The session is up.
    Established,
    /// The session is up and a record of the peer's was accepted.
    Received,
}

/// One session of an honest agent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Session {
    /// Tells sessions apart.
    pub id: usize,
    /// The part it plays.
    pub role: Party,
    /// Whose session it is.
    pub owner: Agent,
    /// Whom it means to talk to.
    pub peer: Agent,
    /// How far it is.
    pub phase: Phase,
    /// How many messages of the pattern it has sent or received.
    pub position: usize,
    /// The transcript hash.
    pub hash: Term,
    chaining: Term,
    key: Option<Term>,
    counter: usize,
    remote_ephemeral: Option<Term>,
    /// The peer's static key, once received.
    pub remote_static: Option<Term>,
    remote_kem: Option<Term>,
    /// The fields of the messages sent or received, by place.
    pub fields: BTreeMap<usize, Vec<Term>>,
    variables: BTreeMap<String, Term>,
    /// The keys for what it sends and what it receives, at the end.
    pub traffic: Option<(Term, Term)>,
    /// The plaintexts of the records it sent.
    pub records: Vec<Term>,
    /// The plaintext of the data record it accepted.
    pub heard: Option<Term>,
    /// The parts of the first message it sent, for traces.
    pub(crate) opening: Vec<Term>,
}

/// What a receiver expects next in a message.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot {
    /// A public key.
    Ephemeral,
    /// Text in clear.
    Clear,
    /// Text sealed under key, nonce and associated data.
    Sealed(Term, Term, Term),
}

impl Session {
    /// A session that has sent and received nothing.
    pub fn new(
        terms: &mut Terms,
        protocol: &Protocol,
        (id, role, owner, peer): (usize, Party, Agent, Agent),
    ) -> Self {
        let start = terms.public(protocol.suite.as_str());
        let prologue = terms.public("prologue");
        let mut session = Self {
            id,
            role,
            owner,
            peer,
            phase: Phase::Handshake,
            position: 0,
            hash: terms.function("hash", vec![start, prologue]),
            chaining: start,
            key: None,
            counter: 0,
            remote_ephemeral: None,
            remote_static: None,
            remote_kem: None,
            fields: BTreeMap::new(),
            variables: BTreeMap::new(),
            traffic: None,
            records: Vec::new(),
            heard: None,
            opening: Vec::new(),
        };
        for party in protocol.known {
            let whose = if *party == role { owner } else { peer };
            let private = whose.static_key(terms);
            let public = terms.public_key(private);
            session.mix_hash(terms, protocol, public);
            if *party != role {
                session.remote_static = Some(public);
            }
        }
        session
    }

    /// How traces call it.
    pub fn label(&self) -> String {
        let role = if self.role == Party::Initiator { "initiator" } else { "responder" };
        format!("{} {role} {}", self.owner.name(), self.id)
    }

    fn secret(&self, terms: &mut Terms, what: &str) -> Term {
        terms.name(format!("{what}{}", self.id))
    }

    fn mix_hash(&mut self, terms: &mut Terms, protocol: &Protocol, data: Term) {
        if protocol.binds {
            self.hash = terms.function("hash", vec![self.hash, data]);
        }
    }

    fn mix_key(&mut self, terms: &mut Terms, secret: Term) {
        let from = vec![self.chaining, secret];
        self.key = Some(terms.function("key", from.clone()));
        self.chaining = terms.function("chain", from);
        self.counter = 0;
    }

    fn nonce(&self, terms: &mut Terms) -> Term {
        terms.public(format!("n{}", self.counter))
    }

    /// `EncryptAndHash` of the Noise specification.
    fn seal(&mut self, terms: &mut Terms, protocol: &Protocol, text: Term) -> Term {
        let data = match self.key {
            Some(key) => {
                let nonce = self.nonce(terms);
                self.counter += 1;
                terms.make(Node::Sealed(key, nonce, self.hash, text))
            }
            None => text,
        };
        self.mix_hash(terms, protocol, data);
        data
    }

    /// What is expected next for a token, or for the payload if there is none.
    pub(crate) fn slot(&self, terms: &mut Terms, token: Option<&str>) -> Option<Slot> {
        match token {
            Some("e") => Some(Slot::Ephemeral),
            None | Some("s" | "e1" | "ekem1") => Some(match self.key {
                Some(key) => Slot::Sealed(key, self.nonce(terms), self.hash),
                None => Slot::Clear,
            }),
            Some(_) => None,
        }
    }

    /// Does a token that sends nothing.
    fn mix(&mut self, terms: &mut Terms, token: &str) {
        let initiator = self.role == Party::Initiator;
        let ephemeral = self.secret(terms, "e");
        let long_term = self.owner.static_key(terms);
        let (private, public) = match (token, initiator) {
            ("ee", _) => (ephemeral, self.remote_ephemeral),
            ("es", true) | ("se", false) => (ephemeral, self.remote_static),
            ("es", false) | ("se", true) => (long_term, self.remote_ephemeral),
            ("ss", _) => (long_term, self.remote_static),
            _ => {
                let shared = pre_shared_key(terms, self.owner, self.peer);
                let from = vec![self.chaining, shared];
                let bound = terms.function("bind", from);
                // MixKeyAndHash: the hash part binds even where messages do not.
                self.hash = terms.function("hash", vec![self.hash, bound]);
                self.mix_key(terms, shared);
                return;
            }
        };
        // A key that was never sent stands for none: nobody can make the result.
        let public = public.unwrap_or_else(|| terms.name("missing"));
        let secret = terms.agree(private, public);
        self.mix_key(terms, secret);
    }

    /// Sends its next message: the parts that travel, payload last.
    pub fn send(&mut self, terms: &mut Terms, protocol: &Protocol) -> Vec<Term> {
        let message = &protocol.messages[self.position];
        let mut parts = Vec::new();
        for token in &message.tokens {
            match *token {
                "e" => {
                    let private = self.secret(terms, "e");
                    let public = terms.public_key(private);
                    self.mix_hash(terms, protocol, public);
                    if protocol.has("psk") {
                        self.mix_key(terms, public);
                    }
                    parts.push(public);
                }
                "s" => {
                    let private = self.owner.static_key(terms);
                    let public = terms.public_key(private);
                    parts.push(self.seal(terms, protocol, public));
                }
                "e1" => {
                    let private = self.secret(terms, "dk");
                    let key = terms.make(Node::KemKey(private));
                    parts.push(self.seal(terms, protocol, key));
                }
                "ekem1" => {
                    let key = self.remote_kem.unwrap_or_else(|| terms.name("missing"));
                    let random = self.secret(terms, "m");
                    let cipher = terms.make(Node::KemCipher(key, random));
                    parts.push(self.seal(terms, protocol, cipher));
                    let shared = terms.make(Node::KemShared(key, random));
                    self.mix_key(terms, shared);
                }
                token => self.mix(terms, token),
            }
        }
        let values =
            message.fields.iter().map(|(name, value)| self.value(terms, protocol, value, name));
        let values: Vec<Term> = values.collect();
        let payload = terms.make(Node::Tuple(values.clone()));
        parts.push(self.seal(terms, protocol, payload));
        self.fields.insert(message.place, values);
        if self.position == 0 {
            self.opening = parts.clone();
        }
        self.advance(terms, protocol);
        parts
    }

    /// Takes one part of a message: for a token, or the payload. `None` if it
    /// is refused.
    pub(crate) fn take(
        &mut self,
        terms: &mut Terms,
        protocol: &Protocol,
        token: Option<&str>,
        part: Term,
    ) -> Option<()> {
        let text = match self.slot(terms, token)? {
            Slot::Ephemeral | Slot::Clear => part,
            Slot::Sealed(key, nonce, data) => match *terms.node(part) {
                Node::Sealed(k, n, d, text) if (k, n, d) == (key, nonce, data) => {
                    self.counter += 1;
                    text
                }
                _ => return None,
            },
        };
        self.mix_hash(terms, protocol, part);
        match token {
            Some("e") => {
                self.remote_ephemeral = Some(is_public_key(terms, text)?);
                if protocol.has("psk") {
                    self.mix_key(terms, text);
                }
            }
            Some("s") => self.remote_static = Some(is_public_key(terms, text)?),
            Some("e1") => {
                matches!(terms.node(text), Node::KemKey(_)).then_some(())?;
                self.remote_kem = Some(text);
            }
            Some("ekem1") => {
                let private = self.secret(terms, "dk");
                let own = terms.make(Node::KemKey(private));
                let shared = match *terms.node(text) {
                    Node::KemCipher(key, random) if key == own => {
                        terms.make(Node::KemShared(key, random))
                    }
                    Node::KemCipher(..) => terms.function("rejected", vec![private, text]),
                    _ => return None,
                };
                self.mix_key(terms, shared);
            }
            _ => {
                let message = &protocol.messages[self.position];
                let Node::Tuple(values) = terms.node(text) else { return None };
                (values.len() == message.fields.len()).then_some(())?;
                self.fields.insert(message.place, values.clone());
            }
        }
        Some(())
    }

    /// Does the tokens that send nothing, up to the next that does.
    pub(crate) fn skip<'t>(
        &mut self,
        terms: &mut Terms,
        tokens: &mut &'t [&'static str],
    ) -> Option<&'t str> {
        while let Some((token, rest)) = tokens.split_first() {
            *tokens = rest;
            if self.slot(terms, Some(token)).is_some() {
                return Some(token);
            }
            self.mix(terms, token);
        }
        None
    }

    /// Checks what was received, and goes on if it passes.
    pub(crate) fn judge(&mut self, terms: &mut Terms, protocol: &Protocol) -> bool {
        let message = &protocol.messages[self.position];
        for step in &message.steps {
            match step {
                Step::Check { condition, .. } if !self.holds(terms, protocol, condition) => {
                    return false;
                }
                Step::Let { name, value, .. } => {
                    let value = self.value(terms, protocol, value, &name.text);
                    self.variables.insert(name.text.clone(), value);
                }
                _ => {}
            }
        }
        self.advance(terms, protocol);
        true
    }

    fn advance(&mut self, terms: &mut Terms, protocol: &Protocol) {
        self.position += 1;
        if self.position < protocol.messages.len() {
            return;
        }
        let direction = |terms: &mut Terms, name: &str| {
            let name = terms.public(name);
            let split = terms.function("split", vec![self.chaining, name]);
            let base = terms.function("extract", vec![self.hash, split]);
            terms.function("expand", vec![base])
        };
        let there = direction(terms, "i2r");
        let back = if protocol.two_keys { direction(terms, "r2i") } else { there };
        let (traffic, phase) = match self.role {
            Party::Initiator => ((there, back), Phase::AwaitReady),
            Party::Responder => ((back, there), Phase::Established),
        };
        self.traffic = Some(traffic);
        self.phase = phase;
    }

    /// A value as a term. What the abstraction does not know, such as the
    /// time, is public.
    fn value(
        &self,
        terms: &mut Terms,
        protocol: &Protocol,
        value: &HandshakeExpression,
        field: &str,
    ) -> Term {
        match value {
            HandshakeExpression::Random => self.secret(terms, field),
            HandshakeExpression::MessageField(message, place) => {
                let known = self.fields.get(message).and_then(|fields| fields.get(*place));
                known.copied().unwrap_or_else(|| terms.public("unset"))
            }
            HandshakeExpression::Local(place) => offer(terms, protocol, *place),
            HandshakeExpression::Variable(name) => {
                self.variables.get(name).copied().unwrap_or_else(|| terms.public("unset"))
            }
            HandshakeExpression::Binding(place) => match protocol.bindings.get(*place) {
                Some(binding) => self.value(terms, protocol, &binding.value, field),
                None => terms.public("unset"),
            },
            HandshakeExpression::Hash(label, values) => {
                let label = terms.public(String::from_utf8_lossy(label).into_owned());
                let mut parts = vec![label];
                parts.extend(values.iter().map(|value| self.value(terms, protocol, value, field)));
                terms.function("hash", parts)
            }
            HandshakeExpression::Common(ours, theirs) => {
                let ours = self.value(terms, protocol, ours, field);
                let theirs = self.value(terms, protocol, theirs, field);
                // Both sides offer all; of offers cut down only the weakest is left.
                terms.function("choose", vec![ours, theirs])
            }
            HandshakeExpression::Suite => terms.public("suite"),
            HandshakeExpression::Empty => terms.public("empty"),
            HandshakeExpression::Integer(number) => terms.public(number.to_string()),
            _ => terms.public("public"),
        }
    }

    /// Whether a check passes. Checks of time and freshness always do: the
    /// claims must not rest on them.
    fn holds(
        &self,
        terms: &mut Terms,
        protocol: &Protocol,
        condition: &HandshakeExpression,
    ) -> bool {
        match condition {
            HandshakeExpression::Authorized => {
                let private = self.peer.static_key(terms);
                self.remote_static == Some(terms.public_key(private))
            }
            HandshakeExpression::Equal(one, other) => {
                self.value(terms, protocol, one, "") == self.value(terms, protocol, other, "")
            }
            _ => true,
        }
    }

    /// The value that the payload would have if this side's peer were honest:
    /// what an attacker puts where it has nothing better.
    pub(crate) fn expected(
        &self,
        terms: &mut Terms,
        protocol: &Protocol,
        message: &Message,
    ) -> Vec<Term> {
        let mut values = Vec::new();
        for (name, value) in &message.fields {
            values.push(match value {
                HandshakeExpression::Random => terms.name(format!("{name}(attacker)")),
                HandshakeExpression::Variable(variable) => self.chosen(terms, protocol, variable),
                other => self.value(terms, protocol, other, name),
            });
        }
        values
    }

    /// What an honest peer's variable would be.
    fn chosen(&self, terms: &mut Terms, protocol: &Protocol, variable: &str) -> Term {
        let steps = protocol.messages.iter().flat_map(|message| &message.steps);
        let found = steps.into_iter().find_map(|step| match step {
            Step::Let { name, value, .. } if name.text == variable => Some(value),
            _ => None,
        });
        match found {
            Some(value) => self.value(terms, protocol, value, variable),
            None => terms.public("unset"),
        }
    }
}

/// What a side offers: a list that values are chosen from, or something else.
fn offer(terms: &mut Terms, protocol: &Protocol, place: usize) -> Term {
    match protocol.local.get(place) {
        Some((name, true)) => {
            let name = terms.public(name.as_str());
            terms.function("all", vec![name])
        }
        Some((name, false)) => terms.public(name.as_str()),
        None => terms.public("unset"),
    }
}

fn is_public_key(terms: &Terms, term: Term) -> Option<Term> {
    match terms.node(term) {
        Node::Power(exponents) if exponents.len() == 1 => Some(term),
        _ => None,
    }
}
