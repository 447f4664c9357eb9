//! The attacker: all that it can send to each honest session, breadth first,
//! so that the first attack found is a shortest one.
//!
//! What can arrive at a slot of a message: any term of the right kind that was
//! seen, and any that the attacker can make of its own keys, of public keys and
//! of offers cut down. The search is bounded by the sessions of a scenario and
//! by [`Limits`]. Read next: `verdict` for what is looked for.

use std::collections::HashSet;

use packetwright_spec::model::Party;

use crate::knowledge::Knowledge;
use crate::protocol::Protocol;
use crate::replay::Replay;
use crate::session::{Agent, Phase, Session, Slot, pre_shared_key};
use crate::term::{Node, Term, Terms};
use crate::trace::{Event, Trace};
use crate::verdict::{Finding, findings};

/// How far a search goes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most states looked at in one scenario; a search that would need more
    /// says so and establishes nothing.
    pub states: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { states: 60_000 }
    }
}

/// Which sessions run, and which long-term keys the attacker has from the start.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What it is for.
    pub name: &'static str,
    /// Role, owner and intended peer of each session.
    pub sessions: Vec<(Party, Agent, Agent)>,
    /// Whose long-term keys are known.
    pub compromised: Option<Agent>,
}

/// Something found, and how to get there.
#[derive(Clone, Debug)]
pub struct Attack {
    /// What fails.
    pub finding: Finding,
    /// The scenario's name.
    pub scenario: &'static str,
    /// What is sent to whom, for people.
    pub trace: Trace,
    /// The same as terms.
    pub replay: Replay,
}

/// What came of one scenario.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The first attack of each kind.
    pub attacks: Vec<Attack>,
    /// States looked at.
    pub states: usize,
    /// Whether all states within the scenario were looked at.
    pub complete: bool,
    /// Whether both sides of a session can complete and hear each other at all.
    pub reachable: bool,
}

struct State {
    sessions: Vec<Session>,
    known: Knowledge,
    cause: Option<(usize, Event)>,
}

/// Looks at everything that can happen in a scenario.
pub fn search(protocol: &Protocol, scenario: &Scenario, limits: Limits) -> Outcome {
    let mut terms = Terms::default();
    let mut seen: HashSet<(Vec<Session>, Knowledge)> = HashSet::new();
    let mut states = vec![first(&mut terms, protocol, scenario)];
    let mut outcome = Outcome { complete: true, ..Outcome::default() };
    let mut place = 0;
    while place < states.len() {
        let state = &states[place];
        outcome.reachable |= both_heard(&state.sessions);
        for finding in findings(&mut terms, protocol, scenario, &state.sessions, &state.known) {
            if !outcome.attacks.iter().any(|attack| attack.finding.claim == finding.claim) {
                let (first, events) = path(&states, place);
                let ends = (&states[first].sessions[..], &states[place].sessions[..]);
                let replay = Replay::new(&terms, scenario, ends, &events);
                let trace = Trace::new(&terms, &states[first].sessions, events);
                outcome.attacks.push(Attack { finding, scenario: scenario.name, trace, replay });
            }
        }
        for (sessions, known, event) in moves(&mut terms, protocol, &states[place]) {
            if seen.insert((sessions.clone(), known.clone())) {
                states.push(State { sessions, known, cause: Some((place, event)) });
            }
        }
        if states.len() > limits.states {
            outcome.complete = false;
            break;
        }
        place += 1;
    }
    outcome.states = place;
    outcome
}

fn both_heard(sessions: &[Session]) -> bool {
    let heard = |role| sessions.iter().any(|s| s.role == role && s.phase == Phase::Received);
    heard(Party::Initiator) && heard(Party::Responder)
}

/// Where a state comes from, and by what events.
fn path(states: &[State], mut place: usize) -> (usize, Vec<Event>) {
    let mut events = Vec::new();
    while let Some((before, event)) = &states[place].cause {
        events.push(event.clone());
        place = *before;
    }
    events.reverse();
    (place, events)
}

/// Everybody is there, the attacker has its own keys and all public ones, and
/// the initiators have begun.
fn first(terms: &mut Terms, protocol: &Protocol, scenario: &Scenario) -> State {
    let mut known = Knowledge::default();
    let mut learnt = Vec::new();
    for agent in [Agent::Alice, Agent::Bob, Agent::Mallory] {
        let private = agent.static_key(terms);
        learnt.push(terms.public_key(private));
        if agent == Agent::Mallory || scenario.compromised == Some(agent) {
            learnt.push(private);
            for other in [Agent::Alice, Agent::Bob, Agent::Mallory] {
                learnt.push(pre_shared_key(terms, agent, other));
            }
        }
    }
    let own = terms.name("e(attacker)");
    learnt.extend([own, terms.public_key(own)]);
    let decapsulation = terms.name("dk(attacker)");
    learnt.extend([decapsulation, terms.make(Node::KemKey(decapsulation))]);
    learnt.push(terms.name("m(attacker)"));
    for message in &protocol.messages {
        for (field, _) in &message.fields {
            learnt.push(terms.name(format!("{field}(attacker)")));
        }
    }
    let mut sessions = Vec::new();
    for (id, (role, owner, peer)) in scenario.sessions.iter().enumerate() {
        let mut session = Session::new(terms, protocol, (id + 1, *role, *owner, *peer));
        if session.role == Party::Initiator {
            learnt.extend(session.send(terms, protocol));
        }
        sessions.push(session);
    }
    known.learn(terms, learnt);
    State { sessions, known, cause: None }
}

type Move = (Vec<Session>, Knowledge, Event);

fn moves(terms: &mut Terms, protocol: &Protocol, state: &State) -> Vec<Move> {
    let mut found = Vec::new();
    for (place, session) in state.sessions.iter().enumerate() {
        let arrivals = match session.phase {
            Phase::Handshake => messages(terms, protocol, session, &state.known),
            Phase::AwaitReady => records(terms, session, &state.known, "ready"),
            Phase::Established => records(terms, session, &state.known, "data"),
            Phase::Received => Vec::new(),
        };
        for (mut next, name, parts) in arrivals {
            let (answer, sent) = answer(terms, protocol, &mut next, session.phase);
            let mut known = state.known.clone();
            known.learn(terms, sent.iter().copied());
            let event = Event { session: place, name, parts, answer, sent };
            let mut sessions = state.sessions.clone();
            sessions[place] = next;
            found.push((sessions, known, event));
        }
    }
    found
}

/// Every message that a session would accept.
fn messages(
    terms: &mut Terms,
    protocol: &Protocol,
    session: &Session,
    known: &Knowledge,
) -> Vec<(Session, String, Vec<Term>)> {
    let Some(message) = protocol.messages.get(session.position) else { return Vec::new() };
    let mut partial = vec![(session.clone(), Vec::new(), &message.tokens[..])];
    let mut whole = Vec::new();
    while let Some((mut session, parts, mut tokens)) = partial.pop() {
        let token = session.skip(terms, &mut tokens);
        for part in candidates(terms, protocol, &session, token, known) {
            let mut next = session.clone();
            if next.take(terms, protocol, token, part).is_none() {
                continue;
            }
            let mut parts = parts.clone();
            parts.push(part);
            if token.is_some() {
                partial.push((next, parts, tokens));
            } else if next.judge(terms, protocol) {
                whole.push((next, message.name.clone(), parts));
            }
        }
    }
    whole
}

/// What the attacker can put into a slot.
fn candidates(
    terms: &mut Terms,
    protocol: &Protocol,
    session: &Session,
    token: Option<&str>,
    known: &Knowledge,
) -> Vec<Term> {
    let Some(slot) = session.slot(terms, token) else { return Vec::new() };
    let mut found = Vec::new();
    let (key, nonce, data) = match slot {
        Slot::Ephemeral | Slot::Clear => return texts(terms, protocol, session, token, known),
        Slot::Sealed(key, nonce, data) => (key, nonce, data),
    };
    for term in known.iter() {
        if matches!(*terms.node(term), Node::Sealed(k, n, d, _) if (k, n, d) == (key, nonce, data))
        {
            found.push(term);
        }
    }
    if known.can_make(terms, key) && known.can_make(terms, data) {
        for text in texts(terms, protocol, session, token, known) {
            let sealed = terms.make(Node::Sealed(key, nonce, data, text));
            if !found.contains(&sealed) {
                found.push(sealed);
            }
        }
    }
    found
}

/// The plaintexts for a slot that the attacker can make.
fn texts(
    terms: &mut Terms,
    protocol: &Protocol,
    session: &Session,
    token: Option<&str>,
    known: &Knowledge,
) -> Vec<Term> {
    let mut found: Vec<Term> = match token {
        Some("e" | "s") => known
            .iter()
            .filter(
                |term| matches!(terms.node(*term), Node::Power(exponents) if exponents.len() == 1),
            )
            .collect(),
        Some("e1") => known.iter().filter(|t| matches!(terms.node(*t), Node::KemKey(_))).collect(),
        Some(_) => {
            let keys = known.iter().filter(|t| matches!(terms.node(*t), Node::KemKey(_)));
            let keys: Vec<Term> = keys.collect();
            let random = terms.name("m(attacker)");
            let own: Vec<Term> =
                keys.into_iter().map(|key| terms.make(Node::KemCipher(key, random))).collect();
            let seen = known.iter().filter(|t| matches!(terms.node(*t), Node::KemCipher(..)));
            seen.chain(own).collect()
        }
        None => payloads(terms, protocol, session, known),
    };
    found.retain(|text| known.can_make(terms, *text));
    found.sort_unstable();
    found.dedup();
    found
}

/// Payloads seen, one of the attacker's own, and each with the offers cut down.
fn payloads(
    terms: &mut Terms,
    protocol: &Protocol,
    session: &Session,
    known: &Knowledge,
) -> Vec<Term> {
    let message = &protocol.messages[session.position];
    let mut bases: Vec<Vec<Term>> = Vec::new();
    for term in known.iter() {
        if let Node::Tuple(values) = terms.node(term)
            && values.len() == message.fields.len()
        {
            bases.push(values.clone());
        }
    }
    bases.push(session.expected(terms, protocol, message));
    let mut found = Vec::new();
    for base in bases {
        let weaker: Vec<Term> = base.iter().map(|value| weakened(terms, *value)).collect();
        found.push(terms.make(Node::Tuple(base)));
        found.push(terms.make(Node::Tuple(weaker)));
    }
    found
}

/// Offers with only the weakest left, and what would be chosen of them.
fn weakened(terms: &mut Terms, value: Term) -> Term {
    match terms.node(value).clone() {
        Node::Function("all", names) => terms.function("weakest", names),
        Node::Function("choose", lists) => {
            let lists = lists.into_iter();
            let lists = lists.enumerate().map(|(place, list)| match place {
                0 => list,
                _ => weakened(terms, list),
            });
            let lists = lists.collect();
            terms.function("choose", lists)
        }
        _ => value,
    }
}

/// Every record that a session would accept as the next of its kind. The
/// responder's `ready` has number 0, so its first data has number 1; the
/// initiator's data are compared from number 0 on.
fn records(
    terms: &mut Terms,
    session: &Session,
    known: &Knowledge,
    kind: &str,
) -> Vec<(Session, String, Vec<Term>)> {
    let Some((_, key)) = session.traffic else { return Vec::new() };
    let number = usize::from(kind == "data" && session.role == Party::Initiator);
    let (nonce, data) = (terms.public(format!("n{number}")), terms.public(kind));
    let mut arrived: Vec<Term> = known
        .iter()
        .filter(|t| matches!(*terms.node(*t), Node::Sealed(k, n, d, _) if (k, n, d) == (key, nonce, data)))
        .collect();
    if known.can_make(terms, key) {
        let text = terms.public("forged");
        arrived.push(terms.make(Node::Sealed(key, nonce, data, text)));
    }
    let next = arrived.into_iter().map(|record| {
        let mut next = session.clone();
        next.phase = if kind == "ready" { Phase::Established } else { Phase::Received };
        if let Node::Sealed(_, _, _, text) = terms.node(record) {
            next.heard = Some(*text).filter(|_| kind == "data");
        }
        (next, format!("{kind} record"), vec![record])
    });
    next.collect()
}

/// What a session sends at once when it went on.
fn answer(
    terms: &mut Terms,
    protocol: &Protocol,
    session: &mut Session,
    before: Phase,
) -> (String, Vec<Term>) {
    let mut sent = Vec::new();
    let mut names = Vec::new();
    if session.phase == Phase::Handshake || session.phase == Phase::AwaitReady {
        let next = protocol.messages.get(session.position);
        if let Some(message) = next.filter(|message| message.from == session.role) {
            names.push(message.name.clone());
            sent.extend(session.send(terms, protocol));
        }
    }
    let up = session.phase == Phase::Established && before != Phase::Established;
    if let Some((key, _)) = session.traffic.filter(|_| up) {
        if session.role == Party::Responder {
            let (nonce, data) = (terms.public("n0"), terms.public("ready"));
            let text = terms.public("empty");
            sent.push(terms.make(Node::Sealed(key, nonce, data, text)));
            names.push("ready record".to_owned());
        }
        let from = usize::from(session.role == Party::Responder);
        for number in from..2 {
            let (nonce, data) = (terms.public(format!("n{number}")), terms.public("data"));
            let text = terms.name(format!("data{number} of {}", session.label()));
            session.records.push(text);
            sent.push(terms.make(Node::Sealed(key, nonce, data, text)));
        }
        names.push("data records".to_owned());
    }
    (names.join(", "), sent)
}
