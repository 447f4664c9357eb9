//! A handshake that nobody disturbs: what the model says is computed and sent.
//!
//! Code is compared with this term for term. Read next: `session`.

use packetwright_spec::model::Party;

use crate::protocol::Protocol;
use crate::session::{Agent, Session};
use crate::term::{Term, Terms};

/// Alice, the initiator and session 1, and Bob, the responder and session 2,
/// after a whole handshake.
#[derive(Debug)]
pub struct HonestRun {
    /// All terms of it.
    pub terms: Terms,
    /// The initiator's session and the responder's.
    pub sessions: [Session; 2],
    /// The parts of each message as they travel, payload last.
    pub messages: Vec<Vec<Term>>,
}

impl HonestRun {
    /// Runs a handshake. `None` if one side refuses what the other sends.
    pub fn new(protocol: &Protocol) -> Option<Self> {
        let mut terms = Terms::default();
        let mut sessions = [
            Session::new(&mut terms, protocol, (1, Party::Initiator, Agent::Alice, Agent::Bob)),
            Session::new(&mut terms, protocol, (2, Party::Responder, Agent::Bob, Agent::Alice)),
        ];
        let mut messages = Vec::new();
        for message in &protocol.messages {
            let [initiator, responder] = &mut sessions;
            let (sender, receiver) = match message.from {
                Party::Initiator => (initiator, responder),
                Party::Responder => (responder, initiator),
            };
            let parts = sender.send(&mut terms, protocol);
            let mut tokens = &message.tokens[..];
            for part in &parts {
                let token = receiver.skip(&mut terms, &mut tokens);
                receiver.take(&mut terms, protocol, token, *part)?;
            }
            receiver.judge(&mut terms, protocol).then_some(())?;
            messages.push(parts);
        }
        Some(Self { terms, sessions, messages })
    }
}
