//! Handshakes: messages made of Noise tokens and payloads, and the machines
//! that exchange them.

use super::{Claim, Docs, Integer, Mutant, Name, PatternToken, StructId, Suite, Token};
use crate::span::Span;

/// A declared handshake.
///
/// On the wire a handshake message is `type u8 | suite u16 | Noise message`,
/// in the protocol's byte order.
#[derive(Clone, Debug)]
pub struct Handshake {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// The label that opens the Noise prologue. The rest of the prologue is
    /// `u8 n, protocol name | version u8 | suite u16 | binding kind u8 |
    /// u8 n, binding | u8 n, retry context`, integers big-endian.
    pub prologue: Vec<u8>,
    /// From the first byte to the session, in milliseconds; absolute.
    pub deadline_ms: u64,
    /// The largest packet payload before the session is up, in bytes.
    pub limit: u64,
    /// What each side brings: `local.…` in expressions. It has a list field
    /// `suites` of u16.
    pub local: StructId,
    /// The suites that may run.
    pub suites: Vec<Suite>,
    /// Its messages.
    pub messages: Vec<HandshakeMessage>,
    /// Every way it can fail.
    pub failures: Vec<Failure>,
    /// Values defined outside the machines, evaluated where they are used.
    pub bindings: Vec<Binding>,
    /// The initiator's states; the first is where it starts.
    pub initiator: Vec<State>,
    /// The responder's states; the first is where it starts.
    pub responder: Vec<State>,
    /// What happens where nothing else is said.
    pub otherwise: Otherwise,
    /// The records of the session.
    pub records: Records,
    /// The labels of the key schedule.
    pub keys: KeyLabels,
    /// What it claims against an attacker.
    pub claims: Vec<Claim>,
    /// The changes that must break a claim.
    pub mutants: Vec<Mutant>,
}

/// Who a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    /// The side that sends first.
    Initiator,
    /// The other side.
    Responder,
}

impl Party {
    /// The side it talks to.
    pub const fn other(self) -> Self {
        match self {
            Party::Initiator => Party::Responder,
            Party::Responder => Party::Initiator,
        }
    }

    /// As people say it.
    pub const fn name(self) -> &'static str {
        match self {
            Party::Initiator => "initiator",
            Party::Responder => "responder",
        }
    }
}

impl Transition {
    /// The step that may ask for a second attempt: the field that shows the
    /// cookie, the suite that has to run, the notice that asks.
    pub fn demand(&self) -> Option<((usize, usize), &HandshakeExpression, usize)> {
        self.steps.iter().find_map(|step| match step {
            Step::Demand { shown, suite, notice, .. } => Some((*shown, suite, *notice)),
            _ => None,
        })
    }

    /// Of a transition that makes a second attempt, what a notice fails with
    /// whose suite this side does not offer: the first step says it,
    /// `check suite in local.suites else F`. The checker asks for that step.
    pub fn refused_suite(&self) -> Option<usize> {
        match self.steps.first() {
            Some(Step::Check {
                condition: HandshakeExpression::In(element, list),
                failure,
                ..
            }) if self.once
                && **element == HandshakeExpression::Suite
                && matches!(**list, HandshakeExpression::Local(_)) =>
            {
                Some(*failure)
            }
            _ => None,
        }
    }
}

impl Handshake {
    /// Whether the other side knows a party's static key before the first
    /// message, in every suite.
    pub fn is_known_beforehand(&self, party: Party) -> bool {
        !self.suites.is_empty()
            && self.suites.iter().all(|suite| suite.pre_messages().contains(&party))
    }

    /// The first message of the pattern, by its place; notices may stand in front
    /// of it.
    pub fn first_message(&self) -> Option<usize> {
        self.messages.iter().position(|message| !message.tokens.is_empty())
    }

    /// Whether a responder of this handshake may ask for a second attempt.
    pub fn demands_cookies(&self) -> bool {
        let mut transitions = self.responder.iter().flat_map(|state| &state.transitions);
        transitions.any(|transition| transition.demand().is_some())
    }
}

/// A message of a handshake.
#[derive(Clone, Debug)]
pub struct HandshakeMessage {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// Its type byte.
    pub id: u8,
    /// Who sends it.
    pub from: Party,
    /// Its tokens, in order. Empty for a notice outside the Noise pattern
    /// (Reject): its payload travels in clear and enters no transcript.
    pub tokens: Vec<PatternToken>,
    /// Whether its payload is sealed under a secret. Clear payloads enter the
    /// transcript; in a suite with a pre-shared key they are sealed in form,
    /// under a key that anybody can compute who saw `e`.
    pub sealed: bool,
    /// What it promises of its payload, at least.
    pub promised: Option<Promised>,
    /// Its payload.
    pub payload: StructId,
}

impl HandshakeMessage {
    /// The tokens it has in a suite.
    pub fn tokens_in<'a>(&'a self, suite: &'a Suite) -> impl Iterator<Item = Token> + 'a {
        self.tokens.iter().filter(|token| token.is_in(suite)).map(|token| token.token)
    }

    /// Whether it has a token in any suite.
    pub fn may_have(&self, token: Token) -> bool {
        self.tokens.iter().any(|declared| declared.token == token)
    }
}

/// The levels that a payload is declared to have at least (Noise, §7.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promised {
    /// How well the receiver knows the sender, 0 to 2.
    pub authentication: u8,
    /// How well it is hidden, 0 to 5.
    pub confidentiality: u8,
    /// Where they stand.
    pub span: Span,
}

/// One way to fail.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// What the peer is told before the close: a message without tokens, by
    /// its place, and the values of its fields. Silence if none.
    pub reply: Option<(usize, Vec<(usize, HandshakeExpression)>)>,
}

/// A named value.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub value: HandshakeExpression,
}

/// A state of one party.
#[derive(Clone, Debug)]
pub struct State {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// What it answers; everything else is [`Otherwise::unexpected`].
    pub transitions: Vec<Transition>,
}

/// What a party does with one event in one state.
#[derive(Clone, Debug)]
pub struct Transition {
    /// The event.
    pub trigger: Trigger,
    /// Whether it begins the handshake anew, and so may be taken only once:
    /// a notice that asks for a second attempt.
    pub once: bool,
    /// What is done, in order; the first check that fails ends it.
    pub steps: Vec<Step>,
    /// Where it leads.
    pub target: Target,
    /// Where it stands.
    pub span: Span,
}

/// What may happen to a party, besides time running out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// The initiator is told to begin.
    Start,
    /// A message arrived, by its place in [`Handshake::messages`]. Its tokens
    /// are processed and its payload decoded before the first step.
    Message(usize),
    /// The record [`RecordKind::Ready`] arrived, sealed with the new keys.
    Ready,
}

/// One thing done in a transition.
#[derive(Clone, Debug)]
pub enum Step {
    /// Go on only if this holds; else fail so.
    Check {
        /// The condition.
        condition: HandshakeExpression,
        /// The place of the failure in [`Handshake::failures`].
        failure: usize,
        /// Where the condition stands.
        span: Span,
    },
    /// Name a value for later steps and states of this party. With a failure,
    /// the value may be missing ([`HandshakeExpression::Common`]).
    Let {
        /// The value's name.
        name: Name,
        /// The value.
        value: HandshakeExpression,
        /// The place of the failure if there is none.
        failure: Option<usize>,
    },
    /// Send a message, by its place in [`Handshake::messages`], with a value
    /// for each field of its payload, in wire order.
    Send {
        /// The message.
        message: usize,
        /// The values, one a field.
        fields: Vec<HandshakeExpression>,
        /// Where the message's name stands.
        span: Span,
    },
    /// Go on only if the first message shows the cookie that is asked for and
    /// runs the suite that is wanted; else ask for a second attempt, and stay.
    Demand {
        /// The field that shows the cookie: the places of message and field.
        shown: (usize, usize),
        /// The number of the suite that has to run.
        suite: HandshakeExpression,
        /// The notice that asks, by its place. Its one field is the cookie.
        notice: usize,
        /// Where the condition stands.
        span: Span,
    },
    /// Split the keys and send the record [`RecordKind::Ready`].
    SendReady,
}

/// Where a transition leads.
#[derive(Clone, Debug)]
pub enum Target {
    /// Another state of the same party, by its place.
    State(usize),
    /// The session is up. What both agreed on.
    Established(Agreed),
    /// The handshake failed, by the place in [`Handshake::failures`].
    Failed(usize),
}

/// What the session takes from the handshake.
#[derive(Clone, Debug)]
pub struct Agreed {
    /// The number of the compression, as the enumeration `Compression` has it.
    pub compression: Option<HandshakeExpression>,
    /// The largest packet payload that the peer accepts, in bytes.
    pub max_record: Option<HandshakeExpression>,
}

/// Values in handshakes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandshakeExpression {
    /// A number; times are in milliseconds.
    Integer(i128),
    /// A constant byte string.
    Bytes(Vec<u8>),
    /// An empty byte string or list.
    Empty,
    /// A field of a message seen before (sent or received): the message's and
    /// the field's place.
    MessageField(usize, usize),
    /// A field of [`Handshake::local`], by its place.
    Local(usize),
    /// A value of an earlier [`Step::Let`], by its name.
    Variable(String),
    /// A value of [`Handshake::bindings`], by its place.
    Binding(usize),
    /// The running suite's number.
    Suite,
    /// Now, in milliseconds since the Unix epoch.
    Now,
    /// Fresh random bytes, as many as the field they fill.
    Random,
    /// A time and a span: saturating sum, in milliseconds.
    Add(Box<HandshakeExpression>, Box<HandshakeExpression>),
    /// SHA-256 of a label and the bytes of the values, one after another.
    Hash(Vec<u8>, Vec<HandshakeExpression>),
    /// The first element of the first list that the second has, if any.
    Common(Box<HandshakeExpression>, Box<HandshakeExpression>),
    /// Equal; byte strings are compared in constant time.
    Equal(Box<HandshakeExpression>, Box<HandshakeExpression>),
    /// The first is an element of the second.
    In(Box<HandshakeExpression>, Box<HandshakeExpression>),
    /// The first two are at most the third apart, inclusive, saturating.
    Within(Box<HandshakeExpression>, Box<HandshakeExpression>, u64),
    /// The nonce was not seen before and is remembered until the time given.
    Fresh(Box<HandshakeExpression>, Box<HandshakeExpression>),
    /// The peer's static key is one this side talks to.
    Authorized,
    /// This side can take on another handshake.
    Capacity,
}

impl HandshakeExpression {
    /// The values that it is computed from, in order. A binding stands for its
    /// value, which is looked up in [`Handshake::bindings`].
    pub fn operands(&self) -> Vec<&HandshakeExpression> {
        match self {
            Self::Add(left, right)
            | Self::Common(left, right)
            | Self::Equal(left, right)
            | Self::In(left, right)
            | Self::Within(left, right, _)
            | Self::Fresh(left, right) => vec![left, right],
            Self::Hash(_, parts) => parts.iter().collect(),
            Self::Integer(_)
            | Self::Bytes(_)
            | Self::Empty
            | Self::MessageField(..)
            | Self::Local(_)
            | Self::Variable(_)
            | Self::Binding(_)
            | Self::Suite
            | Self::Now
            | Self::Random
            | Self::Authorized
            | Self::Capacity => Vec::new(),
        }
    }
}

/// The failures that every machine needs, by their place in
/// [`Handshake::failures`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// Something did not open, or a Diffie–Hellman result was not contributory.
    pub crypto: usize,
    /// A message is cut short, too long, or does not decode.
    pub malformed: usize,
    /// An event that the state does not answer.
    pub unexpected: usize,
    /// The deadline passed.
    pub timeout: usize,
    /// A suite that is not declared here or not offered by this side.
    pub suite: usize,
}

/// The records of a session: a type in front of each sealed payload.
#[derive(Clone, Debug)]
pub struct Records {
    /// The integer that holds the type.
    pub tag: Integer,
    /// The kinds and their numbers.
    pub kinds: Vec<(RecordKind, u64, StructId)>,
}

/// What a record is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// Application data; its plaintext is the rest of the record.
    Data,
    /// The responder accepted the session. Empty.
    Ready,
    /// The sender ends its direction: `code u8, final_sequence u64`.
    Close,
    /// The last record under these keys. Empty.
    KeyUpdate,
}

/// The labels of the key schedule, each the info of one HKDF-Expand.
#[derive(Clone, Debug)]
pub struct KeyLabels {
    /// Of the key.
    pub key: Vec<u8>,
    /// Of the fixed part of the nonce.
    pub iv: Vec<u8>,
    /// Of the next generation's base.
    pub update: Vec<u8>,
    /// Of exported key material.
    pub exporter: Vec<u8>,
}
