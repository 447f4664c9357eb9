//! Second attempts: a responder asks for one with a cookie, the initiator makes
//! one and no more.
//!
//! Knows the shapes of both ends; that the messages come in order is judged in
//! `machine`.

use super::Checker;
use super::machine::{states_of, transitions};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Extent, Field, FieldValue, Handshake, HandshakeExpression, Party, State, Step, Target,
    Transition, Trigger, Type,
};
use crate::span::Span;

/// Bytes of a cookie: a time, a hash and a MAC of 16 bytes.
const COOKIE: u64 = 56;

impl<'m> Checker<'m> {
    /// Both ends of second attempts.
    pub(super) fn second_attempts(&mut self, handshake: &'m Handshake) {
        for party in [Party::Initiator, Party::Responder] {
            for (place, state) in states_of(handshake, party).iter().enumerate() {
                for transition in &state.transitions {
                    if transition.once {
                        self.made(handshake, party, place, transition);
                    }
                    self.demands(handshake, party, place, transition);
                }
            }
        }
    }

    /// A transition that makes a second attempt.
    fn made(
        &mut self,
        handshake: &'m Handshake,
        party: Party,
        place: usize,
        transition: &'m Transition,
    ) {
        let at = transition.span;
        if party == Party::Responder {
            return self.second_attempt(
                at,
                "the responder makes no second attempt",
                "remove `once`; only the initiator begins anew",
            );
        }
        let asked = match transition.trigger {
            Trigger::Message(notice) => transitions(handshake, Party::Responder)
                .any(|t| t.demand().is_some_and(|(_, _, known)| known == notice)),
            Trigger::Start | Trigger::Ready => false,
        };
        if !asked {
            return self.second_attempt(
                at,
                "the responder asks for no second attempt by this",
                "remove `once`, or have the responder ask: `check cookie(Init.cookie, suite) else Retry;`",
            );
        }
        let first = handshake.first_message();
        let sends = transition
            .steps
            .iter()
            .any(|step| matches!(step, Step::Send { message, .. } if Some(*message) == first));
        let stays = matches!(transition.target, Target::State(target) if target == place);
        let opened = |state: &State| {
            state.transitions.iter().all(|other| {
                !matches!(other.target, Target::State(target) if target == place)
                    || other.trigger == Trigger::Start
                    || other.once
            })
        };
        if !sends || !stays || !handshake.initiator.iter().all(opened) {
            self.second_attempt(
                at,
                "a second attempt sends the first message again and waits where the first attempt waited",
                "write `on Retry once { … send Init { … }; } -> S` in the state `S` that `on start` leads to",
            );
        }
        if !self.judges_suite(handshake, transition) {
            self.second_attempt(
                at,
                "the suite that is asked for is taken unseen",
                "begin with `check suite in local.suites else Downgrade;`, with a failure of yours",
            );
        }
    }

    /// Whether the first step looks at the suite that a notice names.
    fn judges_suite(&self, handshake: &'m Handshake, transition: &'m Transition) -> bool {
        let listed = match transition.steps.first() {
            Some(Step::Check { condition: HandshakeExpression::In(_, list), .. }) => match **list {
                HandshakeExpression::Local(field) => self
                    .model
                    .structs
                    .get(handshake.local.0)
                    .and_then(|local| local.fields.get(field)),
                _ => None,
            },
            _ => None,
        };
        transition.refused_suite().is_some()
            && listed.is_some_and(|field| field.name.text == "suites")
    }

    /// A step that asks for a second attempt, if there is one.
    fn demands(
        &mut self,
        handshake: &'m Handshake,
        party: Party,
        place: usize,
        transition: &'m Transition,
    ) {
        let mut steps = transition.steps.iter().filter_map(|step| match step {
            Step::Demand { shown, notice, span, .. } => Some((*shown, *notice, *span)),
            _ => None,
        });
        let Some((shown, notice, at)) = steps.next() else { return };
        let first = handshake.first_message();
        if let Some((_, _, again)) = steps.next() {
            self.second_attempt(
                again,
                "a cookie is asked for twice",
                "keep the first `check cookie`",
            );
        }
        if party == Party::Initiator || place != 0 || transition.trigger_message() != first {
            return self.second_attempt(
                at,
                "a cookie is asked for where the responder does not answer the first message",
                "ask in the responder's first state, `on` the first message",
            );
        }
        let field = |message: usize, field: usize| {
            let payload = handshake.messages.get(message)?.payload;
            self.model.structs.get(payload.0)?.fields.get(field)
        };
        let shows = field(shown.0, shown.1).and_then(|field| bytes(field));
        let shows = shows.is_some_and(|extent| extent.min == 0 && extent.limit() >= COOKIE);
        if Some(shown.0) != first || !shows {
            return self.second_attempt(
                at,
                "this field of the first message cannot show a cookie",
                "declare `cookie: bytes[u8 in 0..=64]` in the first message: empty at first, then 56 bytes",
            );
        }
        let carries = handshake.messages.get(notice).is_some_and(|message| {
            let fields = self.model.structs.get(message.payload.0).map_or(&[][..], |s| &s.fields);
            let holds = match fields {
                [field] => bytes(field)
                    .is_some_and(|extent| extent.min <= COOKIE && extent.limit() >= COOKIE),
                _ => false,
            };
            message.tokens.is_empty() && message.from == Party::Responder && holds
        });
        if !carries {
            return self.second_attempt(
                at,
                "this message cannot ask for a second attempt",
                "declare `message Retry = 4, responder -> initiator, tokens [], clear { cookie: bytes[u8 in 1..=64] }`",
            );
        }
        let answers = transitions(handshake, Party::Initiator)
            .find(|t| t.trigger == Trigger::Message(notice) && !t.once);
        if let Some(answer) = answers {
            self.second_attempt(
                answer.span,
                "the initiator may be asked for a second attempt again and again",
                "write `once` behind the name of the message",
            );
        }
    }

    fn second_attempt(&mut self, at: Span, message: &str, help: &str) {
        self.report(Diagnostic::new(Code::SecondAttempt, at, message, "cannot work").help(help));
    }
}

impl Transition {
    /// The message that it answers, by its place.
    fn trigger_message(&self) -> Option<usize> {
        match self.trigger {
            Trigger::Message(place) => Some(place),
            Trigger::Start | Trigger::Ready => None,
        }
    }
}

/// How long a byte string is that a machine fills.
fn bytes(field: &Field) -> Option<&Extent> {
    match &field.ty {
        Type::Bytes(extent) if field.value == FieldValue::Free && field.condition.is_none() => {
            Some(extent)
        }
        _ => None,
    }
}
