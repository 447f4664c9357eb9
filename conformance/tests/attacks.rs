//! Attacks that the search finds are carried out, with real cryptography: the
//! mutant falls for the attack on it, and the generated code refuses it.
//!
//! The attacker does what the trace says and no more: each part is forwarded
//! or made of what it knows. What is refused is refused by the machines and the
//! records themselves.

#[path = "support/attacker.rs"]
mod attacker;
#[path = "support/machines.rs"]
mod machines;

use std::collections::HashMap;
use std::sync::Arc;

use attacker::{Attacker, Rules, Slot, length};
use machines::{Setup, Side};
use packetwright::crypto::noise::{Party, prologue};
use packetwright::crypto::{CryptoProvider, StaticKey, SystemRandom, default_provider};
use packetwright::protocol::handshake::ChannelBinding;
use packetwright::session::Session;
use packetwright_model::{
    Agent, Attack, Delivery, HonestRun, Limits, Protocol, Replay, Term, verify_mutant,
};
use packetwright_spec::Checked;
use packetwright_spec::model::{self, ClaimKind, Model, Mutation, RecordKind};

const AGENTS: [Agent; 3] = [Agent::Alice, Agent::Bob, Agent::Mallory];

/// Why an attack does not work.
#[derive(Debug)]
#[allow(dead_code, reason = "read in the messages of failed assertions")]
enum Refusal {
    /// An honest side refuses a message; the failure's name.
    Message(String, String),
    /// A record does not open.
    Record(String),
    /// The attacker cannot make something.
    Unmade(String),
    /// The traffic keys are not what the attacker computes.
    Keys,
}

/// A message of a protocol as it travels: the tokens that send something, with
/// the length of each, payload excluded.
type Layout = Vec<(&'static str, usize)>;

struct Stage<'m> {
    attacker: Attacker<'m>,
    replay: &'m Replay,
    /// The protocol that the honest sides run.
    layouts: Vec<Layout>,
    sides: Vec<Box<dyn Side>>,
    sessions: Vec<Option<Session>>,
    /// Whole messages that travelled, by their parts.
    bodies: HashMap<Vec<Term>, Vec<u8>>,
    /// Records that travelled, with the texts in them.
    texts: HashMap<Term, Vec<u8>>,
    statics: HashMap<Agent, [u8; 32]>,
    preshared: HashMap<(Agent, Agent), [u8; 32]>,
}

fn spec() -> &'static Checked<Model> {
    let spec = packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is right");
    Box::leak(Box::new(spec))
}

fn layouts(protocol: &Protocol) -> Vec<Layout> {
    let run = HonestRun::new(protocol).expect("an honest run completes");
    let sends = |token: &&'static str| ["e", "s", "e1", "ekem1"].contains(token);
    let messages = protocol.messages.iter().zip(&run.messages);
    messages
        .map(|(message, parts)| {
            let tokens = message.tokens.iter().copied().filter(sends);
            tokens
                .zip(parts)
                .map(|(token, part)| (token, length(&run.terms, *part).expect("fixed")))
                .collect()
        })
        .collect()
}

fn pair(one: Agent, other: Agent) -> (Agent, Agent) {
    (one.min(other), one.max(other))
}

fn random() -> [u8; 32] {
    let mut secret = [0; 32];
    packetwright::crypto::Random::fill(&SystemRandom, &mut secret);
    secret
}

impl<'m> Stage<'m> {
    /// The sides of an attack, mutants or real ones. The attacker thinks that
    /// they are mutants.
    fn new(
        spec: &'static Checked<Model>,
        suite: &'m model::Suite,
        (protocol, mutated): (&'m Protocol, &'m Protocol),
        mutation: Option<&Mutation>,
        (thought, replay): (&Mutation, &'m Replay),
    ) -> Self {
        let statics: HashMap<Agent, [u8; 32]> = AGENTS.map(|agent| (agent, random())).into();
        let mut preshared = HashMap::new();
        for one in AGENTS {
            AGENTS.iter().for_each(|other| {
                preshared.entry(pair(one, *other)).or_insert_with(random);
            });
        }
        let provider = default_provider();
        let attackers: Arc<dyn CryptoProvider> = match thought {
            Mutation::Unbind => Arc::new(machines::Unbinding(default_provider())),
            _ => default_provider(),
        };
        let rules = Rules {
            spec,
            handshake: &spec.handshakes[0],
            suite,
            protocol: mutated,
            local: machines::local(suite.id),
            prologue: prologue(b"packetwright/hs\0", "network", 1, suite.id, &ChannelBinding::None),
            provider: attackers,
        };
        let secrets = given_away(replay, &statics, &preshared);
        let mut attacker = Attacker::new(rules, replay.terms.clone(), &secrets);
        let public =
            |agent: Agent| *StaticKey::from_secret_bytes(statics[&agent], &*provider).public();
        for agent in AGENTS {
            attacker.learn_public(&format!("s({})", agent.name()), &public(agent).0);
        }
        let sides = replay.sessions.iter().map(|(role, owner, peer)| {
            let party = match role {
                model::Party::Initiator => Party::Initiator,
                model::Party::Responder => Party::Responder,
            };
            let setup = Setup {
                party,
                suite: suite.id,
                secret: statics[owner],
                peer: public(*peer),
                preshared: preshared[&pair(*owner, *peer)],
                provider: Arc::clone(&provider),
            };
            match mutation {
                Some(mutation) => machines::mutant(spec, &setup, mutation),
                None => machines::real(&setup),
            }
        });
        let sides: Vec<Box<dyn Side>> = sides.collect();
        let run = if mutation.is_some() { mutated } else { protocol };
        let layouts = layouts(run);
        Self {
            attacker,
            replay,
            layouts,
            sessions: sides.iter().map(|_| None).collect(),
            sides,
            bodies: HashMap::new(),
            texts: HashMap::new(),
            statics,
            preshared,
        }
    }

    fn play(&mut self) -> Result<(), Refusal> {
        for place in 0..self.sides.len() {
            let opening = self.replay.openings[place].clone();
            if !opening.is_empty() {
                let sent = self.sides[place].start().expect("nothing can go wrong yet");
                self.observe(0, &opening, &sent.messages[0]);
            }
        }
        let replay = self.replay;
        replay.deliveries.iter().try_for_each(|delivery| self.deliver(delivery))
    }

    /// Takes a message apart that an honest side sent.
    fn observe(&mut self, message: usize, parts: &[Term], body: &[u8]) {
        self.bodies.insert(parts.to_vec(), body.to_vec());
        let thought: Vec<&str> = {
            let tokens = &self.attacker.rules.protocol.messages[message].tokens;
            tokens.iter().copied().filter(|t| ["e", "s", "e1", "ekem1"].contains(t)).collect()
        };
        let mut rest = &body[3..];
        for (token, length) in self.layouts[message].clone() {
            let (part, after) = rest.split_at(length);
            rest = after;
            if let Some(place) = thought.iter().position(|known| *known == token) {
                self.attacker.learn(parts[place], part, Slot::Token);
            }
        }
        let place = self.attacker.rules.protocol.messages[message].place;
        self.attacker.learn(parts[thought.len()], rest, Slot::Payload(place));
    }

    fn deliver(&mut self, delivery: &Delivery) -> Result<(), Refusal> {
        let name = delivery.name.clone();
        let messages = &self.attacker.rules.protocol.messages;
        let sent = match messages.iter().position(|message| message.name == name) {
            Some(message) => {
                let body = self.body(message, &delivery.parts)?;
                let sent = self.sides[delivery.session].message(&body);
                sent.map_err(|failure| Refusal::Message(name, failure))?
            }
            None => {
                self.open_record(delivery.session, delivery.parts[0])?;
                if name.starts_with("ready") {
                    let sent = self.sides[delivery.session].ready();
                    sent.map_err(|failure| Refusal::Message(name, failure))?
                } else {
                    return Ok(());
                }
            }
        };
        let (records, parts): (Vec<Term>, Vec<Term>) =
            delivery.sent.iter().partition(|part| self.attacker.record(**part).is_some());
        if !parts.is_empty() {
            let messages = &self.attacker.rules.protocol.messages;
            let answered = |place: &usize| {
                let id = self.attacker.rules.handshake.messages[messages[*place].place].id;
                sent.messages[0][0] == id
            };
            let message = (0..messages.len()).find(answered).expect("a message of the pattern");
            self.observe(message, &parts, &sent.messages[0]);
        }
        records.into_iter().for_each(|record| self.seal_record(delivery.session, record));
        Ok(())
    }

    /// A message as it was sent, or made of its parts.
    fn body(&mut self, message: usize, parts: &[Term]) -> Result<Vec<u8>, Refusal> {
        if let Some(body) = self.bodies.get(parts) {
            return Ok(body.clone());
        }
        let place = self.attacker.rules.protocol.messages[message].place;
        let declared = &self.attacker.rules.handshake.messages[place];
        let mut body = vec![declared.id];
        body.extend_from_slice(&self.attacker.rules.suite.id.to_be_bytes());
        for (number, part) in parts.iter().enumerate() {
            let slot = if number + 1 == parts.len() { Slot::Payload(place) } else { Slot::Token };
            let made = self.attacker.part(*part, slot);
            let shown = || self.replay.terms.show(*part, 4);
            body.extend(made.ok_or_else(|| Refusal::Unmade(shown()))?);
        }
        Ok(body)
    }

    fn session(&mut self, side: usize) -> &mut Session {
        let made = self.sessions[side].take().or_else(|| self.sides[side].session());
        self.sessions[side].insert(made.expect("the model says that the keys are there"))
    }

    fn seal_record(&mut self, side: usize, term: Term) {
        let (kind, ..) = self.attacker.record(term).expect("a record");
        let mut text =
            if kind == "data" { format!("data of side {side}").into_bytes() } else { Vec::new() };
        self.texts.insert(term, text.clone());
        let front = front(self.attacker.rules.handshake, &kind, text.len());
        let tag = self.session(side).seal(&front, &mut text).expect("within the limits");
        text.extend_from_slice(&tag);
        self.attacker.learn(term, &text, Slot::Token);
    }

    fn open_record(&mut self, side: usize, term: Term) -> Result<(), Refusal> {
        let (kind, key, number) = self.attacker.record(term).expect("a record");
        let mut sealed = match self.attacker.seen(term) {
            Some(sealed) => sealed.to_vec(),
            None => {
                let mut text = if kind == "data" { b"forged".to_vec() } else { Vec::new() };
                let front = front(self.attacker.rules.handshake, &kind, text.len());
                let cipher = self.attacker.record_cipher(key);
                let cipher = cipher.ok_or_else(|| Refusal::Unmade(format!("{kind} record")))?;
                let tag = cipher.seal(number, &associated(&front, number), &mut text);
                text.extend_from_slice(&tag);
                text
            }
        };
        let front = front(self.attacker.rules.handshake, &kind, sealed.len() - 16);
        let opened = self.session(side).open(&front, &mut sealed);
        opened.map_err(|_| Refusal::Record(format!("{kind} record")))
    }

    /// Gives away every long-term key, and with `broken` every ephemeral one.
    fn leak(&mut self, broken: bool) {
        for agent in [Agent::Alice, Agent::Bob] {
            self.attacker.learn_secret(&format!("s({})", agent.name()), &self.statics[&agent]);
        }
        let shared = self.preshared[&(Agent::Alice, Agent::Bob)];
        self.attacker.learn_secret("psk(Alice, Bob)", &shared);
        if broken {
            for (place, side) in self.sides.iter().enumerate() {
                let public = self.attacker.public_of(&format!("e{}", place + 1));
                let found = side.drawn().into_iter().find(|secret| {
                    let key = self.attacker.rules.provider.public_key(secret);
                    public.as_deref() == Some(&key.0[..])
                });
                let secret = found.expect("the ephemeral key that was sent");
                self.attacker.learn_secret(&format!("e{}", place + 1), &secret);
            }
        }
    }

    /// Whether the attacker reads a record of the sessions by itself.
    fn reads_records(&mut self) -> bool {
        let texts: Vec<(Term, Vec<u8>)> =
            self.texts.iter().map(|(term, text)| (*term, text.clone())).collect();
        texts.into_iter().any(|(term, text)| {
            let (kind, key, number) = self.attacker.record(term).expect("a record");
            let front = front(self.attacker.rules.handshake, &kind, text.len());
            let Some(cipher) = self.attacker.record_cipher(key) else { return false };
            let mut sealed = self.attacker.seen(term).expect("it travelled").to_vec();
            let opened = cipher.open(number, &associated(&front, number), &mut sealed);
            opened.is_ok() && sealed.starts_with(&text)
        })
    }
}

/// What the attacker has: its own secrets, and those of the one who lost them.
fn given_away(
    replay: &Replay,
    statics: &HashMap<Agent, [u8; 32]>,
    preshared: &HashMap<(Agent, Agent), [u8; 32]>,
) -> Vec<(String, [u8; 32])> {
    let known = |agent: Agent| agent == Agent::Mallory || replay.compromised == Some(agent);
    let own = AGENTS.into_iter().filter(|agent| known(*agent));
    let mut secrets: Vec<(String, [u8; 32])> =
        own.map(|agent| (format!("s({})", agent.name()), statics[&agent])).collect();
    for ((one, other), secret) in preshared {
        if known(*one) || known(*other) {
            secrets.push((format!("psk({}, {})", one.name(), other.name()), *secret));
        }
    }
    secrets
}

/// The header and type of a record, which are authenticated with it.
fn front(handshake: &model::Handshake, kind: &str, length: usize) -> Vec<u8> {
    let wanted = if kind == "data" { RecordKind::Data } else { RecordKind::Ready };
    let kinds = &handshake.records.kinds;
    let (_, number, _) = kinds.iter().find(|(kind, ..)| *kind == wanted).expect("declared");
    let length = u32::try_from(1 + length + 16).expect("short").to_be_bytes();
    let header = [&[0xde, 0xad, 0xbe, 0xef, 1, 0x80][..], &length].concat();
    [&header[..], &[u8::try_from(*number).expect("a byte")]].concat()
}

/// The associated data of a record of the first generation.
fn associated(front: &[u8], number: u64) -> Vec<u8> {
    [front, &[0; 4], &number.to_be_bytes()].concat()
}

/// Carries an attack out.
fn attempt(stage: &mut Stage<'_>, attack: &Attack) -> Result<(), Refusal> {
    stage.play()?;
    if let ClaimKind::Secret | ClaimKind::PqSecret = attack.finding.claim {
        stage.leak(attack.finding.claim == ClaimKind::PqSecret);
        return if stage.reads_records() { Ok(()) } else { Err(Refusal::Keys) };
    }
    Ok(())
}

/// The mutant falls for the attack found on it, and the real one refuses, in
/// every suite with this in its name.
#[track_caller]
fn check(mutation: &str, suites: &[u16]) {
    let spec = spec();
    let declared = &spec.handshakes[0];
    let place = declared.mutants.iter().position(|mutant| mutant.mutation.to_string() == mutation);
    let place = place.unwrap_or_else(|| panic!("no mutant {mutation}"));
    let mutation = &declared.mutants[place].mutation;
    let results = verify_mutant(spec, 0, place, Limits::default()).expect("it is there");
    let mut tried = Vec::new();
    for result in &results {
        let suite = declared.suites.iter().position(|suite| suite.name == result.suite);
        let suite = suite.expect("the suite is declared");
        let protocol = Protocol::new(spec, 0, suite).expect("the suite is declared");
        let mutated = protocol.mutated(mutation);
        let attack = result.attack.as_ref().expect("an attack is found");
        let suite = &declared.suites[suite];
        if !suites.contains(&suite.id) {
            continue;
        }
        tried.push(suite.id);
        let told = (mutation, &attack.replay);
        let stage = |changed| Stage::new(spec, suite, (&protocol, &mutated), changed, told);
        let trace = attack.trace.text();
        let fell = attempt(&mut stage(Some(mutation)), attack);
        assert!(fell.is_ok(), "{}: the mutant resists: {fell:?}\n{trace}", suite.name);
        let refused = attempt(&mut stage(None), attack);
        let refusal = refused.expect_err(&format!("{}: the real one falls\n{trace}", suite.name));
        println!("{}, {mutation}: {refusal:?}", suite.name);
    }
    assert_eq!(tried, suites, "suites with the attack");
}

#[test]
fn unbound_transcripts_let_offers_be_cut_down() {
    check("unbind(h)", &[2, 1, 3, 4]);
}

#[test]
fn without_es_anybody_is_the_responder() {
    check("drop(es, psk)", &[2, 1, 3, 4, 0x12, 0x11]);
}

#[test]
fn without_se_anybody_is_the_initiator() {
    check("drop(se, psk)", &[2, 1, 3, 4, 0x12, 0x11]);
}

#[test]
fn without_the_check_any_key_will_do() {
    check("drop(authorized)", &[2, 1, 3, 4, 0x12, 0x11]);
}

#[test]
fn with_one_key_a_record_comes_back() {
    check("same(i2r, r2i)", &[2, 1, 3, 4, 0x12, 0x11]);
}

#[test]
fn without_ephemeral_secrets_a_recording_is_read_later() {
    check("drop(ee, e1, ekem1)", &[2, 1, 3, 4, 0x12, 0x11]);
}

#[test]
fn without_es_a_lost_key_lets_others_answer() {
    check("drop(es)", &[2, 1, 3, 4, 0x12, 0x11]);
}

#[test]
fn without_a_kem_broken_curves_open_a_recording() {
    check("drop(e1, ekem1)", &[2, 0x12]);
}
