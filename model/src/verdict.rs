//! What is looked for in each state: one rule a claim.

use packetwright_spec::model::{ClaimKind, Party};

use crate::knowledge::Knowledge;
use crate::protocol::Protocol;
use crate::search::Scenario;
use crate::session::{Agent, Phase, Session, pre_shared_key};
use crate::term::{Node, Term, Terms};

/// A claim that fails in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The claim.
    pub claim: ClaimKind,
    /// What happened.
    pub what: String,
}

/// All that fails in a state.
pub(crate) fn findings(
    terms: &mut Terms,
    protocol: &Protocol,
    scenario: &Scenario,
    sessions: &[Session],
    known: &Knowledge,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for session in sessions {
        let up = matches!(session.phase, Phase::Established | Phase::Received);
        if !up || session.peer == Agent::Mallory {
            continue;
        }
        let mut fails = |claim: ClaimKind, what: String| {
            found.push(Finding { claim, what: format!("{} {what}", session.label()) });
        };
        if !agrees(session, sessions, protocol) {
            let what = format!("completed with {}, who has no such session", session.peer.name());
            match scenario.compromised {
                Some(agent) if agent == session.owner => fails(ClaimKind::Kci, what),
                Some(_) => {}
                None if session.role == Party::Initiator => fails(ClaimKind::AgreeInitiator, what),
                None => fails(ClaimKind::AgreeResponder, what),
            }
        }
        if scenario.compromised.is_some() {
            continue;
        }
        if weak(terms, session) {
            fails(
                ClaimKind::NoDowngrade,
                "completed with values that the honest offers do not lead to".to_owned(),
            );
        }
        if session.heard.is_some_and(|text| session.records.contains(&text)) {
            fails(ClaimKind::NoReflection, "accepted a record that it sent itself".to_owned());
        }
        if exposed(terms, session, known, false) {
            fails(
                ClaimKind::Secret,
                "has traffic keys that follow from its long-term keys".to_owned(),
            );
        }
        if exposed(terms, session, known, true) {
            fails(
                ClaimKind::PqSecret,
                "has traffic keys that follow from its Diffie-Hellman keys".to_owned(),
            );
        }
    }
    found
}

/// Whether the intended peer has a session in the other role that means this
/// one's owner and has the same transcript and the same values.
fn agrees(session: &Session, sessions: &[Session], protocol: &Protocol) -> bool {
    sessions.iter().any(|other| {
        other.owner == session.peer
            && other.peer == session.owner
            && other.role != session.role
            && other.position == protocol.messages.len()
            && other.hash == session.hash
            && other.fields == session.fields
    })
}

/// Whether a value chosen is one of offers that somebody cut down.
fn weak(terms: &Terms, session: &Session) -> bool {
    session.fields.values().flatten().any(|value| match terms.node(*value) {
        Node::Function("weakest", _) => true,
        Node::Function("choose", lists) => {
            lists.iter().any(|list| matches!(terms.node(*list), Node::Function("weakest", _)))
        }
        _ => false,
    })
}

/// Whether a traffic key can be made once every long-term key is known, and
/// every exponent if Diffie-Hellman is broken.
fn exposed(terms: &mut Terms, session: &Session, known: &Knowledge, broken: bool) -> bool {
    let Some((sends, receives)) = session.traffic else { return false };
    let mut later = known.clone();
    let mut learnt: Vec<Term> = Vec::new();
    for agent in [Agent::Alice, Agent::Bob] {
        learnt.push(agent.static_key(terms));
    }
    learnt.push(pre_shared_key(terms, Agent::Alice, Agent::Bob));
    if broken {
        learnt.extend(terms.exponents());
    }
    later.learn(terms, learnt);
    later.can_make(terms, sends) || later.can_make(terms, receives)
}
