//! Writes a script: the symmetric state of both parties side by side, message
//! by message.

use packetwright_spec::model::{ClaimKind, HandshakeExpression, Party, Step};

use super::{Block, Line, Query, Value, agreement, letter, place, static_public};
use crate::protocol::{Message, Protocol};

/// The symmetric state of one party, by the names of its values.
struct State {
    party: Party,
    lines: Vec<Line>,
    hash: String,
    chaining: String,
    key: Option<String>,
    /// Whether a secret went into the key; a public key alone does not count.
    secret: bool,
    count: usize,
}

impl State {
    fn new(party: Party) -> Self {
        let hash = format!("h0_{}", letter(party));
        let names = ["suite", "prologue"].map(|name| Value::Name(name.to_owned()));
        let lines = vec![Line::Let(hash.clone(), Value::Hash(names.to_vec()))];
        let chaining = "suite".to_owned();
        Self { party, lines, hash, chaining, key: None, secret: false, count: 0 }
    }

    fn next(&mut self, what: &str) -> String {
        self.count += 1;
        format!("{what}{}_{}", self.count, letter(self.party))
    }

    fn mix_hash(&mut self, binds: bool, data: &str) {
        if binds {
            let hash = self.next("h");
            let parts = [&self.hash, data].map(|name| Value::Name(name.to_owned()));
            self.lines.push(Line::Let(hash.clone(), Value::Hash(parts.to_vec())));
            self.hash = hash;
        }
    }

    fn mix_key(&mut self, input: &str, secret: bool) {
        let (chaining, key) = (self.next("ck"), self.next("k"));
        let names = vec![chaining.clone(), key.clone()];
        self.lines.push(Line::Derive(names, self.chaining.clone(), input.to_owned()));
        self.chaining = chaining;
        self.key = Some(key);
        self.secret |= secret;
    }

    fn mix_psk(&mut self) {
        let names = ["ck", "bind", "k"].map(|what| self.next(what));
        self.lines.push(Line::Derive(names.to_vec(), self.chaining.clone(), "psk".to_owned()));
        let [chaining, bind, key] = names;
        self.chaining = chaining;
        // As in `session`: this part binds even where messages do not.
        self.mix_hash(true, &bind);
        self.key = Some(key);
        self.secret = true;
    }

    fn agree(&mut self, public: &str, private: &str) {
        let shared = self.next("dh");
        let value = Value::Agree(public.to_owned(), private.to_owned());
        self.lines.push(Line::Let(shared.clone(), value));
        self.mix_key(&shared, true);
    }
}

/// What a payload's fields are in this abstraction.
struct Payload {
    /// The values as the sender has them.
    values: Vec<Value>,
    /// The names under which the receiver has them.
    names: Vec<String>,
    /// What the receiver compares, if it does: the name and the value it must have.
    checks: Vec<(String, Value)>,
}

/// What both parties do, so far.
pub(super) struct Writer<'p> {
    protocol: &'p Protocol,
    states: [State; 2],
    pub(super) blocks: Vec<Block>,
    pub(super) ephemerals: [Vec<String>; 2],
    pub(super) queries: Vec<(Query, Vec<ClaimKind>)>,
    pub(super) constants: Vec<String>,
    /// Who offers something.
    offers: Vec<Party>,
    /// What travelled sealed: its reader has it under another name.
    sealed: Vec<String>,
    /// The traffic keys of each party, what it sends with first.
    traffic: [Option<(String, String)>; 2],
}

impl<'p> Writer<'p> {
    pub(super) fn new(protocol: &'p Protocol) -> Self {
        let constants = ["suite", "prologue", "zero", "data"];
        let mut writer = Self {
            protocol,
            states: [State::new(Party::Initiator), State::new(Party::Responder)],
            blocks: Vec::new(),
            ephemerals: [Vec::new(), Vec::new()],
            queries: Vec::new(),
            constants: constants.map(str::to_owned).to_vec(),
            offers: Vec::new(),
            sealed: Vec::new(),
            traffic: [None, None],
        };
        for party in protocol.known {
            writer.both(|state| state.mix_hash(protocol.binds, &static_public(*party)));
        }
        writer
    }

    fn both(&mut self, mut change: impl FnMut(&mut State)) {
        self.states.iter_mut().for_each(&mut change);
    }

    fn flush(&mut self, party: Party) {
        let lines = std::mem::take(&mut self.states[place(party)].lines);
        if !lines.is_empty() {
            self.blocks.push(Block::Run(party, lines));
        }
    }

    /// One message: what the sender does, what travels, what the receiver does.
    pub(super) fn message(&mut self, message: &Message, last: bool) {
        let binds = self.protocol.binds;
        let (from, to) = (message.from, message.from.other());
        let mut wire = Vec::new();
        for token in &message.tokens {
            self.token(token, from, &mut wire);
        }
        let sealed = self.states[place(from)].secret;
        let payload = self.payload(message, sealed);
        let name = format!("{}_{}", message.name.to_lowercase(), letter(from));
        if sealed {
            self.seal(&name, from, &payload);
            wire.push(name.clone());
            self.queries.push((Query::Authentic(from, name), vec![agreement(from)]));
        } else {
            for (name, value) in payload.names.iter().zip(payload.values) {
                if value != Value::Name(name.clone()) {
                    self.states[place(from)].lines.push(Line::Let(name.clone(), value));
                }
                self.both(|state| state.mix_hash(binds, name));
                wire.push(name.clone());
            }
        }
        let checks = payload.checks.into_iter().map(|(name, value)| Line::Require(name, value));
        self.states[place(to)].lines.extend(checks);
        if last {
            self.split();
            self.record(from, &mut wire);
        }
        self.flush(from);
        self.blocks.push(Block::Wire(from, wire));
        self.flush(to);
    }

    fn token(&mut self, token: &str, from: Party, wire: &mut Vec<String>) {
        let binds = self.protocol.binds;
        let (own, other) = (letter(from), letter(from.other()));
        match token {
            "e" => {
                let (private, public) = (format!("e_{own}"), format!("ge_{own}"));
                let sender = &mut self.states[place(from)];
                sender.lines.push(Line::Fresh(private.clone()));
                sender.lines.push(Line::Let(public.clone(), Value::Public(private.clone())));
                self.ephemerals[place(from)].push(private);
                let mixes = self.protocol.has("psk");
                self.both(|state| {
                    state.mix_hash(binds, &public);
                    if mixes {
                        state.mix_key(&public, false);
                    }
                });
                wire.push(public);
            }
            "s" => self.both(|state| state.mix_hash(binds, &static_public(from))),
            "e1" => {
                let (private, public) = (format!("dk_{own}"), format!("ek_{own}"));
                let sender = &mut self.states[place(from)];
                sender.lines.push(Line::Fresh(private.clone()));
                sender.lines.push(Line::Let(public.clone(), Value::KemPublic(private)));
                self.both(|state| state.mix_hash(binds, &public));
                wire.push(public);
            }
            "ekem1" => {
                let [random, shared, cipher] =
                    ["random", "shared", "ct"].map(|what| format!("{what}_{own}"));
                let found = format!("shared_{other}");
                let sender = &mut self.states[place(from)];
                sender.lines.push(Line::Fresh(random.clone()));
                let key = format!("ek_{other}");
                let line = Line::Encapsulate(shared.clone(), cipher.clone(), key, random);
                sender.lines.push(line);
                let value = Value::Decapsulate(format!("dk_{other}"), cipher.clone());
                let receiver = &mut self.states[place(from.other())];
                receiver.lines.push(Line::Let(found.clone(), value));
                self.both(|state| state.mix_hash(binds, &cipher));
                self.states[place(from)].mix_key(&shared, true);
                self.states[place(from.other())].mix_key(&found, true);
                wire.push(cipher);
            }
            "psk" => self.both(State::mix_psk),
            token => self.both(|state| {
                let (mine, theirs) = (letter(state.party), letter(state.party.other()));
                // The first letter is the initiator's key, the second the responder's.
                let kind = |letter: &str| {
                    let place = usize::from(letter == "r");
                    token.get(place..=place).unwrap_or("e").to_owned()
                };
                let public = format!("g{}_{theirs}", kind(theirs));
                state.agree(&public, &format!("{}_{mine}", kind(mine)));
            }),
        }
    }

    fn seal(&mut self, name: &str, from: Party, payload: &Payload) {
        let binds = self.protocol.binds;
        let sender = &mut self.states[place(from)];
        let key = sender.key.clone().unwrap_or_default();
        let sealed =
            Value::Seal(key, "zero".to_owned(), payload.values.clone(), vec![sender.hash.clone()]);
        sender.lines.push(Line::Let(name.to_owned(), sealed));
        let receiver = &mut self.states[place(from.other())];
        let key = receiver.key.clone().unwrap_or_default();
        receiver.lines.push(Line::Open(
            payload.names.clone(),
            key,
            "zero".to_owned(),
            name.to_owned(),
            vec![receiver.hash.clone()],
        ));
        self.both(|state| state.mix_hash(binds, name));
    }

    /// The fields of a message that matter here: offers as one, what is chosen
    /// of them as one, random values, and hashes of values.
    fn payload(&mut self, message: &Message, sealed: bool) -> Payload {
        let mut payload = Payload { values: Vec::new(), names: Vec::new(), checks: Vec::new() };
        let from = message.from;
        for (field, value) in &message.fields {
            let Some((name, made)) = self.field(field, value, from, sealed, &mut payload) else {
                continue;
            };
            payload.names.push(if sealed { format!("{name}_seen") } else { name.clone() });
            payload.values.push(made);
            if sealed {
                self.sealed.push(name);
            }
        }
        if payload.values.is_empty() && sealed {
            payload.names.push(format!("{}_text_seen", message.name.to_lowercase()));
            payload.values.push(Value::Name("zero".to_owned()));
        }
        payload
    }

    /// A field that matters here: its name among the values, and its value. What
    /// is left out gives nothing.
    fn field(
        &mut self,
        field: &str,
        value: &HandshakeExpression,
        from: Party,
        sealed: bool,
        payload: &mut Payload,
    ) -> Option<(String, Value)> {
        let own = letter(from);
        let made = match value {
            HandshakeExpression::Random => {
                let name = format!("{field}_{own}");
                self.states[place(from)].lines.push(Line::Fresh(name.clone()));
                (name.clone(), Value::Name(name))
            }
            HandshakeExpression::Local(place) if self.is_negotiated(*place) => {
                let name = format!("offers_{own}");
                if self.offers.contains(&from) {
                    return None;
                }
                self.offers.push(from);
                let sender = &mut self.states[usize::from(from == Party::Responder)];
                sender.lines.push(Line::Fresh(name.clone()));
                (name.clone(), Value::Name(name))
            }
            HandshakeExpression::Variable(name) if self.is_chosen(name) => {
                let name = format!("chosen_{own}");
                if payload.names.iter().any(|known| known.starts_with(&name)) {
                    return None;
                }
                (name, self.choice(from))
            }
            HandshakeExpression::Binding(place) => {
                let binding = self.protocol.bindings.get(*place);
                let value = binding.map(|binding| binding.value.clone());
                let Some(HandshakeExpression::Hash(_, parts)) = value else { return None };
                let name = format!("{field}_{own}");
                let seen = if sealed { format!("{name}_seen") } else { name.clone() };
                payload.checks.push((seen, self.hash(&parts, from.other())));
                (name, self.hash(&parts, from))
            }
            _ => return None,
        };
        Some(made)
    }

    fn is_negotiated(&self, place: usize) -> bool {
        self.protocol.local.get(place).is_some_and(|(_, negotiated)| *negotiated)
    }

    fn is_chosen(&self, variable: &str) -> bool {
        let mut steps = self.protocol.messages.iter().flat_map(|message| &message.steps);
        steps.any(|step| {
            matches!(step, Step::Let { name, value: HandshakeExpression::Common(..), .. }
                if name.text == variable)
        })
    }

    /// The name under which a party has a value of its own or of the other's.
    fn known(&self, party: Party, from: Party, what: &str) -> Value {
        let name = format!("{what}_{}", letter(from));
        let renamed = party != from && self.sealed.contains(&name);
        Value::Name(if renamed { format!("{name}_seen") } else { name })
    }

    /// What is chosen of the offers, as a party computes it.
    fn choice(&self, party: Party) -> Value {
        Value::Hash(self.offers.iter().map(|from| self.known(party, *from, "offers")).collect())
    }

    /// A hash of fields, as a party computes it.
    fn hash(&self, parts: &[HandshakeExpression], party: Party) -> Value {
        let names = parts.iter().filter_map(|part| match part {
            HandshakeExpression::MessageField(message, field) => {
                let message = self.protocol.messages.iter().find(|m| m.place == *message)?;
                let (name, _) = message.fields.get(*field)?;
                Some(self.known(party, message.from, name))
            }
            _ => None,
        });
        Value::Hash(names.collect())
    }

    /// `Split` and the traffic keys of both.
    fn split(&mut self) {
        let two_keys = self.protocol.two_keys;
        let mut traffic = [None, None];
        self.both(|state| {
            let names = ["t_i2r", "t_r2i"].map(|name| format!("{name}_{}", letter(state.party)));
            let chaining = state.chaining.clone();
            state.lines.push(Line::Derive(names.to_vec(), chaining, "zero".to_owned()));
            let keys = ["i2r", "r2i"].map(|name| format!("k_{name}_{}", letter(state.party)));
            for (place, key) in keys.iter().enumerate() {
                let from = if two_keys { &names[place] } else { &names[0] };
                let hash = state.hash.clone();
                state.lines.push(Line::Derive(vec![key.clone()], hash, from.clone()));
            }
            let [there, back] = keys;
            traffic[place(state.party)] = Some(match state.party {
                Party::Initiator => (there, back),
                Party::Responder => (back, there),
            });
        });
        self.traffic = traffic;
    }

    /// A record of a party: it seals, the other opens.
    fn record(&mut self, from: Party, wire: &mut Vec<String>) {
        let own = letter(from);
        let [text, number, sealed] = ["m", "n", "d"].map(|what| format!("{what}_{own}"));
        let (Some((sends, _)), Some((_, receives))) =
            (self.traffic[place(from)].clone(), self.traffic[place(from.other())].clone())
        else {
            return;
        };
        let sender = &mut self.states[place(from)];
        sender.lines.extend([Line::Fresh(text.clone()), Line::Fresh(number.clone())]);
        let data = vec!["data".to_owned()];
        let value =
            Value::Seal(sends, number.clone(), vec![Value::Name(text.clone())], data.clone());
        sender.lines.push(Line::Let(sealed.clone(), value));
        let receiver = &mut self.states[place(from.other())];
        let opened = vec![format!("{text}_seen")];
        receiver.lines.push(Line::Open(opened, receives, number.clone(), sealed.clone(), data));
        wire.extend([number, sealed.clone()]);
        let agree = agreement(from);
        self.queries.insert(
            place(from).min(self.queries.len()),
            (Query::Secret(text), vec![ClaimKind::Secret]),
        );
        let claims = vec![agree, ClaimKind::NoReflection];
        self.queries.push((Query::Authentic(from, sealed), claims));
    }

    /// The record of the side that did not send last, and the choice at the end.
    pub(super) fn finish(&mut self) {
        let Some(last) = self.protocol.messages.last() else { return };
        let (from, to) = (last.from.other(), last.from);
        let mut wire = Vec::new();
        self.record(from, &mut wire);
        if !self.offers.is_empty() {
            for party in [Party::Initiator, Party::Responder] {
                let line = Line::Let(format!("choice_{}", letter(party)), self.choice(party));
                self.states[place(party)].lines.push(line);
            }
            for party in &self.offers {
                let query = Query::Authentic(*party, format!("offers_{}", letter(*party)));
                self.queries.push((query, vec![ClaimKind::NoDowngrade]));
            }
            let query = Query::Same("choice_i".to_owned(), "choice_r".to_owned());
            self.queries.push((query, vec![ClaimKind::NoDowngrade]));
        }
        self.flush(from);
        self.blocks.push(Block::Wire(from, wire));
        self.flush(to);
    }
}
