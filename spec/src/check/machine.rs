//! The machines of a handshake: reachable states with a way out, values known
//! where they are used, messages in the order of the pattern.
//!
//! What a state can rely on is what every path to it brings. It is found by
//! walking all transitions until nothing changes, in silence; one more walk
//! reports.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Handshake, HandshakeExpression, HandshakeMessage, Party, State, Step, Target, Token,
    Transition, Trigger,
};
use crate::span::Span;

/// What holds in a state, whatever path led there.
#[derive(Clone, PartialEq)]
struct Facts<'m> {
    /// How many messages of the pattern have passed.
    passed: usize,
    /// The messages sent or received.
    messages: BTreeSet<usize>,
    /// The variables named.
    variables: BTreeSet<&'m str>,
    /// A suite runs.
    suite: bool,
    /// `ready` was sent.
    ready: bool,
}

impl<'m> Facts<'m> {
    fn start() -> Self {
        Facts {
            passed: 0,
            messages: BTreeSet::new(),
            variables: BTreeSet::new(),
            suite: false,
            ready: false,
        }
    }

    /// What holds on both paths.
    fn meet(&self, other: &Self) -> Self {
        Facts {
            passed: self.passed,
            messages: self.messages.intersection(&other.messages).copied().collect(),
            variables: self.variables.intersection(&other.variables).copied().collect(),
            suite: self.suite && other.suite,
            ready: self.ready && other.ready,
        }
    }
}

/// One party's machine under judgement.
struct Walk<'m> {
    handshake: &'m Handshake,
    party: Party,
    states: &'m [State],
    /// The places of the messages with tokens.
    pattern: Vec<usize>,
    diagnostics: Vec<Diagnostic>,
}

impl<'m> Checker<'m> {
    /// One party's machine.
    pub(super) fn machine(&mut self, handshake: &'m Handshake, party: Party) {
        let states = states_of(handshake, party);
        let pattern = handshake.messages.iter().enumerate();
        let pattern = pattern.filter(|(_, m)| !m.tokens.is_empty()).map(|(place, _)| place);
        let pattern = pattern.collect();
        let mut walk = Walk { handshake, party, states, pattern, diagnostics: Vec::new() };
        walk.first_state();
        let reached = walk.reached();
        walk.diagnostics.retain(|d| d.code == Code::Unanswered);
        for (place, state) in states.iter().enumerate() {
            walk.events_once(state);
            if let Some(facts) = reached.get(&place) {
                for transition in &state.transitions {
                    let after = walk.transition(place, transition, facts.clone());
                    walk.arrival(transition, &after, &reached);
                }
            } else {
                walk.unreachable(state);
            }
        }
        walk.ways_out(&reached);
        self.diagnostics.append(&mut walk.diagnostics);
    }

    /// Each message is sent by one side and answered by the other.
    pub(super) fn used_messages(&mut self, handshake: &'m Handshake) {
        for (place, message) in handshake.messages.iter().enumerate() {
            let sent = transitions(handshake, message.from)
                .flat_map(|transition| &transition.steps)
                .any(|step| match step {
                    Step::Send { message, .. } => *message == place,
                    Step::Demand { notice, .. } => *notice == place,
                    Step::Check { .. } | Step::Let { .. } | Step::SendReady => false,
                });
            let told = handshake
                .failures
                .iter()
                .any(|failure| failure.reply.as_ref().is_some_and(|(m, _)| *m == place));
            let received = transitions(handshake, message.from.other())
                .any(|transition| transition.trigger == Trigger::Message(place));
            for (used, verb, help) in [
                (sent || told, "sent", "send it in a transition, or as the reply of a failure"),
                (received, "received", "answer it in a state of its receiver: `on … -> …`"),
            ] {
                if !used {
                    self.report(
                        Diagnostic::new(
                            Code::UnusedMessage,
                            message.name.span,
                            format!("the message `{}` is never {verb}", message.name),
                            format!("never {verb}"),
                        )
                        .help(help),
                    );
                }
            }
        }
    }

    /// Notices are outside the pattern, and say what is known at any time.
    pub(super) fn notices(&mut self, handshake: &'m Handshake) {
        for failure in &handshake.failures {
            let Some((message, fields)) = &failure.reply else { continue };
            let tokens = handshake.messages.get(*message).is_some_and(|m| !m.tokens.is_empty());
            if tokens {
                self.report(
                    Diagnostic::new(
                        Code::MachineOrder,
                        failure.name.span,
                        format!("the reply of `{}` belongs to the Noise pattern", failure.name),
                        "not a notice",
                    )
                    .help("reply with a message of `tokens []`"),
                );
            }
            let constant = |value: &HandshakeExpression| {
                matches!(
                    value,
                    HandshakeExpression::Integer(_)
                        | HandshakeExpression::Bytes(_)
                        | HandshakeExpression::Empty
                        | HandshakeExpression::Random
                        | HandshakeExpression::Now
                )
            };
            if !fields.iter().all(|(_, value)| constant(value)) {
                self.report(
                    Diagnostic::new(
                        Code::ValueNotKnown,
                        failure.name.span,
                        format!(
                            "the reply of `{}` needs a value that may not be known",
                            failure.name
                        ),
                        "may fail at any time",
                    )
                    .help("use constants, `now`, `random` or `empty` in the reply of a failure"),
                );
            }
        }
    }
}

impl<'m> Walk<'m> {
    fn report(&mut self, code: Code, at: Span, message: String, label: &str, help: &str) {
        self.diagnostics.push(Diagnostic::new(code, at, message, label).help(help));
    }

    fn first_state(&mut self) {
        let (span, answered) = match self.states.first() {
            None => (self.handshake.name.span, false),
            Some(state) => (
                state.name.span,
                self.party == Party::Responder
                    || state.transitions.iter().any(|t| t.trigger == Trigger::Start),
            ),
        };
        if !answered {
            let (message, help) = match self.party {
                Party::Initiator => (
                    "the first state of the initiator does not answer `start`",
                    "write `initiator { Idle { on start { send Init { … }; } -> AwaitResponse } … }`",
                ),
                Party::Responder => (
                    "the responder has no states",
                    "write `responder { Listen { on Init { … } -> AwaitConfirm } … }`",
                ),
            };
            self.report(Code::Unanswered, span, message.into(), "nothing ever happens", help);
        }
    }

    /// Of each reachable state, what holds there.
    fn reached(&mut self) -> BTreeMap<usize, Facts<'m>> {
        let mut reached = BTreeMap::new();
        let mut open = Vec::new();
        if !self.states.is_empty() {
            reached.insert(0, Facts::start());
            open.push(0);
        }
        while let Some(place) = open.pop() {
            let (Some(state), Some(facts)) = (self.states.get(place), reached.get(&place).cloned())
            else {
                continue;
            };
            for transition in &state.transitions {
                let after = self.transition(place, transition, facts.clone());
                let Target::State(target) = transition.target else { continue };
                let met = match reached.get(&target) {
                    Some(known) => known.meet(&after),
                    None => after,
                };
                if reached.get(&target) != Some(&met) {
                    reached.insert(target, met);
                    open.push(target);
                }
            }
        }
        reached
    }

    /// What holds after a transition.
    fn transition(
        &mut self,
        place: usize,
        transition: &'m Transition,
        mut facts: Facts<'m>,
    ) -> Facts<'m> {
        let at = transition.span;
        match transition.trigger {
            Trigger::Start if self.party == Party::Initiator && place == 0 => facts.suite = true,
            Trigger::Ready if self.party == Party::Initiator => self.only_at_end(at, &facts, "`ready` arrives"),
            Trigger::Start | Trigger::Ready => self.report(
                Code::StartOfMachine,
                at,
                "this event cannot happen here".into(),
                "never happens",
                "`start` belongs to the first state of the initiator, `ready` to the initiator behind the last message",
            ),
            Trigger::Message(message) => self.message(message, self.party.other(), at, &mut facts),
        }
        if transition.once {
            facts.passed = 0;
        }
        for step in &transition.steps {
            match step {
                Step::Check { condition, span, .. } => self.known(condition, *span, &facts),
                Step::Let { name, value, .. } => {
                    self.known(value, name.span, &facts);
                    facts.variables.insert(&name.text);
                }
                Step::Send { message, fields, span } => {
                    for value in fields {
                        self.known(value, *span, &facts);
                    }
                    self.message(*message, self.party, *span, &mut facts);
                }
                // Behind it nothing is known of the notice: it is sent only where the machine stays.
                Step::Demand { suite, span, .. } => self.known(suite, *span, &facts),
                Step::SendReady => {
                    self.only_at_end(at, &facts, "`ready` is sent");
                    if self.party == Party::Initiator || facts.ready {
                        self.report(
                            Code::StartOfMachine,
                            at,
                            "`ready` is sent once, by the responder".into(),
                            "sends `ready`",
                            "remove this `send ready`",
                        );
                    }
                    facts.ready = true;
                }
            }
        }
        facts
    }

    /// A message passes: from the right side, in the order of the pattern.
    fn message(&mut self, place: usize, from: Party, at: Span, facts: &mut Facts<'m>) {
        let Some(message) = self.handshake.messages.get(place) else { return };
        if message.from != from {
            let party = message.from.name();
            self.report(
                Code::WrongSender,
                at,
                format!("`{}` is a message of the {party}", message.name),
                "wrong direction",
                "a party sends its own messages and answers those of its peer",
            );
            return;
        }
        facts.messages.insert(place);
        let Some(position) = self.pattern.iter().position(|p| *p == place) else { return };
        if position != facts.passed {
            self.report(
                Code::MachineOrder,
                at,
                format!(
                    "`{}` is message {} of the pattern, but {} passed before",
                    message.name,
                    position + 1,
                    facts.passed
                ),
                "out of order",
                "send and receive the messages of the pattern in the order of their declaration, each once",
            );
        }
        facts.passed = position + 1;
        facts.suite = true;
    }

    fn only_at_end(&mut self, at: Span, facts: &Facts<'m>, what: &str) {
        if facts.passed != self.pattern.len() {
            self.report(
                Code::MachineOrder,
                at,
                format!("{what} before the last message of the pattern"),
                "there are no keys yet",
                "let all messages with tokens pass first",
            );
        }
    }

    /// Where a transition leads: in step with other ways there, or complete.
    fn arrival(
        &mut self,
        transition: &'m Transition,
        after: &Facts<'m>,
        reached: &BTreeMap<usize, Facts<'m>>,
    ) {
        let at = transition.span;
        match &transition.target {
            Target::Failed(_) => {}
            Target::State(target) => {
                if reached.get(target).is_some_and(|facts| facts.passed != after.passed) {
                    self.report(
                        Code::MachineOrder,
                        at,
                        "its target is entered at different places of the pattern".into(),
                        "enters it at another place",
                        "give each place of the pattern a state of its own",
                    );
                }
            }
            Target::Established(agreed) => {
                self.only_at_end(at, after, "the session is established");
                for value in agreed.compression.iter().chain(&agreed.max_record) {
                    self.known(value, at, after);
                }
                let awaited = transitions(self.handshake, Party::Initiator)
                    .any(|transition| transition.trigger == Trigger::Ready);
                if self.party == Party::Responder && awaited && !after.ready {
                    self.report(
                        Code::StartOfMachine,
                        at,
                        "the initiator waits for `ready`, but it is not sent here".into(),
                        "established without `ready`",
                        "add `send ready;` as the last step",
                    );
                }
            }
        }
    }

    /// Every part of a value is known.
    fn known(&mut self, value: &'m HandshakeExpression, at: Span, facts: &Facts<'m>) {
        match value {
            HandshakeExpression::MessageField(message, _) if !facts.messages.contains(message) => {
                let name = self.handshake.messages.get(*message).map_or("", |m| &m.name.text);
                self.not_known(at, &format!("`{name}` was not sent or received on every path"));
            }
            HandshakeExpression::Variable(name) if !facts.variables.contains(name.as_str()) => {
                self.not_known(at, &format!("`{name}` has no value on every path"));
            }
            HandshakeExpression::Suite if !facts.suite => {
                self.not_known(at, "no suite runs before the first message of the pattern");
            }
            HandshakeExpression::Authorized => {
                let peer = self.party.other();
                let beforehand = self.handshake.is_known_beforehand(peer);
                let sent_static = |m: &HandshakeMessage| m.from == peer && m.may_have(Token::S);
                let messages =
                    facts.messages.iter().filter_map(|m| self.handshake.messages.get(*m));
                if !beforehand && !messages.into_iter().any(sent_static) {
                    self.not_known(at, "the static key `rs` of the peer has not arrived");
                }
            }
            HandshakeExpression::Binding(place) => {
                if let Some(binding) = self.handshake.bindings.get(*place) {
                    self.known(&binding.value, at, facts);
                }
            }
            value => value.operands().into_iter().for_each(|part| self.known(part, at, facts)),
        }
    }

    fn not_known(&mut self, at: Span, problem: &str) {
        self.report(
            Code::ValueNotKnown,
            at,
            format!("a value used here is not known yet: {problem}"),
            "needs a value that may not be there",
            "use it only after the message has passed, or the `let` was reached, on every path",
        );
    }

    fn events_once(&mut self, state: &'m State) {
        for (place, transition) in state.transitions.iter().enumerate() {
            let first =
                state.transitions.iter().take(place).find(|t| t.trigger == transition.trigger);
            if let Some(first) = first {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateTransition,
                        transition.span,
                        format!("the state `{}` answers this event twice", state.name),
                        "answered again",
                    )
                    .related(first.span, "first answered here")
                    .help("keep one of the two"),
                );
            }
        }
    }

    fn unreachable(&mut self, state: &'m State) {
        self.report(
            Code::UnreachableState,
            state.name.span,
            format!("the state `{}` is never reached", state.name),
            "no transition leads here",
            "lead a transition here, or remove the state",
        );
    }

    /// From every reachable state the session can be established.
    fn ways_out(&mut self, reached: &BTreeMap<usize, Facts<'m>>) {
        let mut out: BTreeSet<usize> = BTreeSet::new();
        loop {
            let before = out.len();
            for (place, state) in self.states.iter().enumerate() {
                let leads = state.transitions.iter().any(|transition| match transition.target {
                    Target::Established(_) => true,
                    Target::State(target) => out.contains(&target),
                    Target::Failed(_) => false,
                });
                if leads {
                    out.insert(place);
                }
            }
            if out.len() == before {
                break;
            }
        }
        for (place, state) in self.states.iter().enumerate() {
            if reached.contains_key(&place) && !out.contains(&place) {
                self.report(
                    Code::DeadEnd,
                    state.name.span,
                    format!("from the state `{}` the session can never be established", state.name),
                    "no way out but failure",
                    "add a transition that leads on to `established`",
                );
            }
        }
    }
}

pub(super) fn states_of(handshake: &Handshake, party: Party) -> &[State] {
    match party {
        Party::Initiator => &handshake.initiator,
        Party::Responder => &handshake.responder,
    }
}

pub(super) fn transitions(
    handshake: &Handshake,
    party: Party,
) -> impl Iterator<Item = &Transition> {
    states_of(handshake, party).iter().flat_map(|state| &state.transitions)
}
