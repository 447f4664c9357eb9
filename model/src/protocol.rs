//! The abstraction of a handshake in one suite: its messages as tokens and
//! fields, and what each receiver checks. Mutants are changes to it.
//!
//! It is made of the checked model that code is generated from; nothing of a
//! protocol is written here. Read next: `session` for what the parties do
//! with it.

use packetwright_spec::Checked;
use packetwright_spec::model::{
    Binding, Handshake, HandshakeExpression, Model, Mutation, Party, Step, Suite, Trigger,
};

/// A handshake in one suite.
#[derive(Clone, Debug)]
pub struct Protocol {
    /// The handshake's name.
    pub handshake: String,
    /// The suite's Noise name.
    pub suite: String,
    /// The parties whose static key the other knows beforehand.
    pub known: &'static [Party],
    /// The messages of the pattern, in order.
    pub messages: Vec<Message>,
    /// Values defined outside the machines.
    pub bindings: Vec<Binding>,
    /// Whether messages enter the transcript.
    pub binds: bool,
    /// Whether each direction has a key of its own.
    pub two_keys: bool,
    /// The fields of `local` by name, and whether they are negotiated.
    pub local: Vec<(String, bool)>,
}

/// A message of the pattern.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its name.
    pub name: String,
    /// Its place among all messages of the handshake, notices included.
    pub place: usize,
    /// Who sends it.
    pub from: Party,
    /// The tokens it has in this suite.
    pub tokens: Vec<&'static str>,
    /// The payload's fields and what the sender fills them with.
    pub fields: Vec<(String, HandshakeExpression)>,
    /// What the receiver does with it before it answers.
    pub steps: Vec<Step>,
}

impl Protocol {
    /// The abstraction of a declared handshake, by its place in the model, in
    /// one of its suites.
    pub fn new(model: &Checked<Model>, handshake: usize, suite: usize) -> Option<Self> {
        let declared = model.handshakes.get(handshake)?;
        let suite = declared.suites.get(suite)?;
        let messages = declared.messages.iter().enumerate();
        let messages = messages.filter(|(_, message)| !message.tokens.is_empty());
        let messages: Vec<Message> =
            messages.map(|(place, _)| message(model, declared, suite, place)).collect();
        let local = model.structs.get(declared.local.0)?;
        let local = local.fields.iter().enumerate();
        Some(Self {
            handshake: declared.name.text.clone(),
            suite: suite.name.clone(),
            known: suite.pre_messages(),
            messages,
            bindings: declared.bindings.clone(),
            binds: true,
            two_keys: true,
            local: local
                .map(|(place, field)| (field.name.text.clone(), negotiated(declared, place)))
                .collect(),
        })
    }

    /// The protocol with a change.
    pub fn mutated(&self, mutation: &Mutation) -> Self {
        let mut mutant = self.clone();
        match mutation {
            Mutation::Unbind => mutant.binds = false,
            Mutation::Same => mutant.two_keys = false,
            Mutation::Drop(tokens) => {
                for message in &mut mutant.messages {
                    message.tokens.retain(|token| !tokens.iter().any(|gone| gone == token));
                }
            }
            Mutation::Unauthorized => {
                for message in &mut mutant.messages {
                    message.steps.retain(|step| !is_authorization(step));
                }
            }
        }
        mutant
    }

    /// Whether nothing that counts differs: tokens, checks, transcript, keys.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let sizes = |protocol: &Self| -> Vec<(usize, usize)> {
            protocol.messages.iter().map(|m| (m.tokens.len(), m.steps.len())).collect()
        };
        sizes(self) == sizes(other) && self.binds == other.binds && self.two_keys == other.two_keys
    }

    /// Whether a message has the token.
    pub fn has(&self, token: &str) -> bool {
        self.messages.iter().any(|message| message.tokens.contains(&token))
    }
}

fn message(model: &Model, handshake: &Handshake, suite: &Suite, place: usize) -> Message {
    let declared = &handshake.messages[place];
    let payload = model.structs.get(declared.payload.0);
    let names = payload.into_iter().flat_map(|payload| &payload.fields);
    let values = sent(handshake, declared.from, place);
    let receiver = match declared.from {
        Party::Initiator => &handshake.responder,
        Party::Responder => &handshake.initiator,
    };
    let answered = receiver
        .iter()
        .flat_map(|state| &state.transitions)
        .find(|transition| transition.trigger == Trigger::Message(place));
    Message {
        name: declared.name.text.clone(),
        place,
        from: declared.from,
        tokens: tokens(declared, suite),
        fields: names.map(|field| field.name.text.clone()).zip(values).collect(),
        steps: answered.map(|transition| transition.steps.clone()).unwrap_or_default(),
    }
}

/// The tokens of a message in a suite.
fn tokens(
    message: &packetwright_spec::model::HandshakeMessage,
    suite: &Suite,
) -> Vec<&'static str> {
    message.tokens_in(suite).map(|token| token.name()).collect()
}

/// The values that the first place which sends a message gives to its fields.
fn sent(handshake: &Handshake, from: Party, place: usize) -> Vec<HandshakeExpression> {
    let states = match from {
        Party::Initiator => &handshake.initiator,
        Party::Responder => &handshake.responder,
    };
    let steps =
        states.iter().flat_map(|state| &state.transitions).flat_map(|transition| &transition.steps);
    let found = steps.into_iter().find_map(|step| match step {
        Step::Send { message, fields, .. } if *message == place => Some(fields.clone()),
        _ => None,
    });
    found.unwrap_or_default()
}

fn is_authorization(step: &Step) -> bool {
    matches!(step, Step::Check { condition: HandshakeExpression::Authorized, .. })
}

/// Whether a field of `local` is one that a value is chosen from.
fn negotiated(handshake: &Handshake, field: usize) -> bool {
    let states = handshake.initiator.iter().chain(&handshake.responder);
    let mut steps =
        states.flat_map(|state| &state.transitions).flat_map(|transition| &transition.steps);
    steps.any(|step| match step {
        Step::Let { value: HandshakeExpression::Common(ours, theirs), .. } => {
            [ours, theirs].into_iter().any(|list| **list == HandshakeExpression::Local(field))
        }
        _ => false,
    })
}
