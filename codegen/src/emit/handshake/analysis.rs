//! What each state of a machine has: how far the Noise handshake is, whether
//! the peer is known to be authorized, and which values later steps use.
//!
//! A state carries a value exactly if a transition of it, or of a state that
//! it leads to, reads the value before it is set anew.

use std::collections::BTreeSet;

use packetwright_spec::model::{
    Handshake, HandshakeExpression, Party, State, Step, Target, Transition, Trigger,
};

/// How far the Noise handshake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// No suite runs.
    Fresh,
    /// A suite runs.
    Running,
    /// The keys are split.
    Split,
}

/// A value that outlives the transition that made it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Carried {
    /// What this side brings.
    Local,
    /// A field of a message, by both places.
    Field(usize, usize),
    /// The value of a `let`.
    Variable(String),
}

/// What a state has.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// How far the Noise handshake is; `None` if no transition leads here.
    pub(super) phase: Option<Phase>,
    /// Whether every way here passed `authorized(rs)`.
    pub(super) authorized: bool,
    /// Whether it holds what a second attempt is bound to, of the side that
    /// asked for it.
    pub(super) context: bool,
    /// Whether it holds what a second attempt takes, of the side that makes it.
    pub(super) again: bool,
    /// The values that are used from here on.
    pub(super) carried: BTreeSet<Carried>,
}

/// One party's machine, analysed.
pub(super) struct Machine<'a> {
    /// Whose machine it is.
    pub(super) party: Party,
    /// Its states.
    pub(super) states: &'a [State],
    /// What each state has, in the same order.
    pub(super) facts: Vec<Facts>,
    /// Whether every way to the session passed `authorized(rs)`.
    pub(super) proves_authorization: bool,
    /// Why no machine can be made, if so.
    pub(super) fault: Option<String>,
}

impl<'a> Machine<'a> {
    /// Analyses a party's machine.
    pub(super) fn new(handshake: &'a Handshake, party: Party) -> Self {
        let states = match party {
            Party::Initiator => &handshake.initiator,
            Party::Responder => &handshake.responder,
        };
        let (phases, fault) = phases(handshake, states);
        let authorized = authorizations(states);
        let carried = carried(handshake, states);
        let mut proves_authorization = true;
        for (state, authorized) in states.iter().zip(&authorized) {
            for transition in &state.transitions {
                if matches!(transition.target, Target::Established(_)) {
                    proves_authorization &= *authorized || checks_authorization(transition);
                }
            }
        }
        let facts = phases.into_iter().zip(authorized).zip(carried);
        let asks = party == Party::Responder && handshake.demands_cookies();
        let facts = facts.zip(states).enumerate().map(
            |(place, (((phase, authorized), carried), state))| Facts {
                phase,
                authorized,
                context: asks && place == 0,
                again: state.transitions.iter().any(|transition| transition.once),
                carried,
            },
        );
        Machine { party, states, facts: facts.collect(), proves_authorization, fault }
    }
}

/// Whether a state answers the record `ready`.
pub(super) fn answers_ready(state: &State) -> bool {
    state.transitions.iter().any(|transition| transition.trigger == Trigger::Ready)
}

/// Whether a transition has the step `check authorized(rs)`.
pub(super) fn checks_authorization(transition: &Transition) -> bool {
    transition
        .steps
        .iter()
        .any(|step| matches!(step, Step::Check { condition: HandshakeExpression::Authorized, .. }))
}

fn phase_after(
    handshake: &Handshake,
    states: &[State],
    from: Phase,
    transition: &Transition,
) -> Phase {
    let begins = match transition.trigger {
        Trigger::Start => true,
        Trigger::Message(place) => {
            handshake.messages.get(place).is_some_and(|message| !message.tokens.is_empty())
        }
        Trigger::Ready => false,
    };
    let splits = transition.steps.iter().any(|step| matches!(step, Step::SendReady))
        || match &transition.target {
            Target::State(place) => states.get(*place).is_some_and(answers_ready),
            Target::Established(_) => true,
            Target::Failed(_) => false,
        };
    let after = if begins { from.max(Phase::Running) } else { from };
    if splits { Phase::Split } else { after }
}

fn phases(handshake: &Handshake, states: &[State]) -> (Vec<Option<Phase>>, Option<String>) {
    let mut phases = vec![None; states.len()];
    if let Some(first) = phases.first_mut() {
        *first = Some(Phase::Fresh);
    }
    let mut fault = None;
    let mut open = vec![0];
    while let Some(place) = open.pop() {
        let (Some(state), Some(Some(from))) = (states.get(place), phases.get(place).copied())
        else {
            continue;
        };
        for transition in &state.transitions {
            let Target::State(target) = transition.target else { continue };
            let after = phase_after(handshake, states, from, transition);
            match phases.get_mut(target) {
                Some(phase @ None) => {
                    *phase = Some(after);
                    open.push(target);
                }
                Some(Some(known)) if *known != after => {
                    let name = states.get(target).map_or("", |state| state.name.text.as_str());
                    fault = Some(format!(
                        "the state `{name}` of the handshake `{}` is entered both before and after the keys change; \
                         use two states",
                        handshake.name
                    ));
                }
                _ => {}
            }
        }
    }
    (phases, fault)
}

/// Of each state, whether every way to it passed `authorized(rs)`.
fn authorizations(states: &[State]) -> Vec<bool> {
    let mut authorized = vec![true; states.len()];
    if let Some(first) = authorized.first_mut() {
        *first = false;
    }
    loop {
        let before = authorized.clone();
        for (state, from) in states.iter().zip(&before) {
            for transition in &state.transitions {
                let Target::State(target) = transition.target else { continue };
                if let Some(known) = authorized.get_mut(target) {
                    *known &= *from || checks_authorization(transition);
                }
            }
        }
        if authorized == before {
            return authorized;
        }
    }
}

/// Of each state, the values that are used from it on.
fn carried(handshake: &Handshake, states: &[State]) -> Vec<BTreeSet<Carried>> {
    let mut carried = vec![BTreeSet::new(); states.len()];
    loop {
        let before = carried.clone();
        for (state, live) in states.iter().zip(&mut carried) {
            for transition in &state.transitions {
                live.extend(used_by(handshake, transition, &before));
            }
        }
        if carried == before {
            return carried;
        }
    }
}

/// The values that a transition, and all that may follow it, takes from
/// before it.
fn used_by(
    handshake: &Handshake,
    transition: &Transition,
    carried: &[BTreeSet<Carried>],
) -> BTreeSet<Carried> {
    let carried = match transition.target {
        Target::State(place) => carried.get(place),
        Target::Established(_) | Target::Failed(_) => None,
    };
    let mut live = live_behind(handshake, transition, 0, carried);
    if let Trigger::Message(message) = transition.trigger {
        live.retain(|value| !is_of(value, message));
    }
    live
}

/// The values that the steps of a transition from some place on, and all that
/// may follow them, take from before: the steps read backwards. `carried` are
/// those of the state that it leads to.
pub(super) fn live_behind(
    handshake: &Handshake,
    transition: &Transition,
    from: usize,
    carried: Option<&BTreeSet<Carried>>,
) -> BTreeSet<Carried> {
    let mut live = match &transition.target {
        Target::State(_) => carried.cloned().unwrap_or_default(),
        Target::Established(agreed) => {
            let mut live = BTreeSet::new();
            let values = agreed.compression.iter().chain(&agreed.max_record);
            values.for_each(|value| uses(handshake, value, &mut live));
            live
        }
        Target::Failed(_) => BTreeSet::new(),
    };
    for step in transition.steps.iter().skip(from).rev() {
        match step {
            Step::Check { condition, .. } => uses(handshake, condition, &mut live),
            Step::Let { name, value, failure } => {
                let read = live.remove(&Carried::Variable(name.text.clone()));
                // What nothing reads is not computed, but for what that does besides.
                if read || failure.is_some() || asks_world(handshake, value) {
                    uses(handshake, value, &mut live);
                }
            }
            Step::Send { message, fields, .. } => {
                live.retain(|value| !is_of(value, *message));
                fields.iter().for_each(|value| uses(handshake, value, &mut live));
            }
            Step::Demand { shown, suite, .. } => {
                live.insert(Carried::Field(shown.0, shown.1));
                uses(handshake, suite, &mut live);
            }
            Step::SendReady => {}
        }
    }
    live
}

/// Whether the world is asked for more than the time: it may remember that.
pub(super) fn asks_world(handshake: &Handshake, expression: &HandshakeExpression) -> bool {
    match expression {
        HandshakeExpression::Fresh(..)
        | HandshakeExpression::Authorized
        | HandshakeExpression::Capacity => true,
        HandshakeExpression::Binding(place) => {
            let binding = handshake.bindings.get(*place);
            binding.is_some_and(|binding| asks_world(handshake, &binding.value))
        }
        value => value.operands().into_iter().any(|part| asks_world(handshake, part)),
    }
}

fn is_of(value: &Carried, message: usize) -> bool {
    matches!(value, Carried::Field(of, _) if *of == message)
}

/// The constant that the one `let` of a name gives it, if it does: it stands wherever
/// the name does, in the type that it has to have there.
pub(super) fn constant_of<'h>(
    handshake: &'h Handshake,
    name: &str,
) -> Option<&'h HandshakeExpression> {
    let states = handshake.initiator.iter().chain(&handshake.responder);
    let steps = states.flat_map(|state| &state.transitions).flat_map(|t| &t.steps);
    let mut values = steps.filter_map(|step| match step {
        Step::Let { name: known, value, .. } if known.text == name => Some(value),
        _ => None,
    });
    match (values.next(), values.next()) {
        (Some(value @ (HandshakeExpression::Integer(_) | HandshakeExpression::Bytes(_))), None) => {
            Some(value)
        }
        _ => None,
    }
}

/// Adds the values that an expression reads.
pub(super) fn uses(
    handshake: &Handshake,
    expression: &HandshakeExpression,
    values: &mut BTreeSet<Carried>,
) {
    match expression {
        HandshakeExpression::MessageField(message, field) => {
            values.insert(Carried::Field(*message, *field));
        }
        HandshakeExpression::Local(_) => {
            values.insert(Carried::Local);
        }
        HandshakeExpression::Variable(name) if constant_of(handshake, name).is_some() => {}
        HandshakeExpression::Variable(name) => {
            values.insert(Carried::Variable(name.clone()));
        }
        HandshakeExpression::Binding(place) => {
            if let Some(binding) = handshake.bindings.get(*place) {
                uses(handshake, &binding.value, values);
            }
        }
        value => value.operands().into_iter().for_each(|part| uses(handshake, part, values)),
    }
}
