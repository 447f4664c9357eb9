//! An attack as terms, so that it can be carried out against real code.
//!
//! What people read of it is in `trace`.

use packetwright_spec::model::Party;

use crate::search::Scenario;
use crate::session::{Agent, Session};
use crate::term::{Term, Terms};
use crate::trace::Event;

/// What is delivered to whom, and what comes back.
#[derive(Clone, Debug)]
pub struct Replay {
    /// All terms of the search.
    pub terms: Terms,
    /// Role, owner and intended peer of each session.
    pub sessions: Vec<(Party, Agent, Agent)>,
    /// Whose long-term keys the attacker has from the start.
    pub compromised: Option<Agent>,
    /// What each session sends by itself, part by part; nothing of a responder.
    pub openings: Vec<Vec<Term>>,
    /// The deliveries, in order.
    pub deliveries: Vec<Delivery>,
    /// The keys that each session ends with, for what it sends and receives.
    pub traffic: Vec<Option<(Term, Term)>>,
}

/// A message or record delivered to a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The session, by its place.
    pub session: usize,
    /// The message's name, or the record's kind followed by ` record`.
    pub name: String,
    /// Its parts, payload last.
    pub parts: Vec<Term>,
    /// What the session sends at once: a message's parts, or records.
    pub sent: Vec<Term>,
}

impl Replay {
    pub(crate) fn new(
        terms: &Terms,
        scenario: &Scenario,
        (first, last): (&[Session], &[Session]),
        events: &[Event],
    ) -> Self {
        let deliveries = events.iter().map(|event| Delivery {
            session: event.session,
            name: event.name.clone(),
            parts: event.parts.clone(),
            sent: event.sent.clone(),
        });
        Self {
            terms: terms.clone(),
            sessions: scenario.sessions.clone(),
            compromised: scenario.compromised,
            openings: first.iter().map(|session| session.opening.clone()).collect(),
            deliveries: deliveries.collect(),
            traffic: last.iter().map(|session| session.traffic).collect(),
        }
    }
}
