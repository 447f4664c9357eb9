//! The parts of a handshake in words: what they are called, what each state
//! does on each event. Comments of generated code and the reference share them.

use packetwright_spec::model::{
    Handshake, HandshakeExpression, Model, State, Step, Target, Trigger,
};

/// What every state of a machine does on every event.
pub(crate) struct Matrix<'a> {
    /// The events, in the order of the columns.
    pub(crate) events: Vec<&'a str>,
    /// The states, and an answer to each event.
    pub(crate) rows: Vec<(&'a str, Vec<Answer<'a>>)>,
}

/// What a state does on an event.
pub(crate) enum Answer<'a> {
    /// A transition, and where it leads if no step fails.
    Goes(String),
    /// The machine fails so.
    Fails(&'a str),
    /// Nothing happens, or the event cannot come.
    Nothing,
}

/// One row a state, one column an event.
pub(crate) fn matrix<'a>(handshake: &'a Handshake, states: &'a [State]) -> Matrix<'a> {
    let name = |place: usize| failure_name(handshake, place);
    let otherwise = handshake.otherwise;
    let mut triggers = vec![Trigger::Start];
    triggers.extend((0..handshake.messages.len()).map(Trigger::Message));
    triggers.push(Trigger::Ready);
    let mut events: Vec<&str> =
        triggers.iter().map(|trigger| trigger_text(handshake, *trigger)).collect();
    events.extend(["anything else", "deadline"]);
    let mut rows = Vec::new();
    for state in states {
        let mut answers: Vec<Answer<'a>> = triggers
            .iter()
            .map(|trigger| match state.transitions.iter().find(|t| t.trigger == *trigger) {
                Some(transition) => {
                    let target = target_text(handshake, states, &transition.target);
                    // Asking for a second attempt, it stays.
                    Answer::Goes(match transition.demand() {
                        Some(_) => format!("{target} or {}", state.name),
                        None => target,
                    })
                }
                None => Answer::Fails(name(otherwise.unexpected)),
            })
            .collect();
        answers.push(Answer::Fails(name(otherwise.malformed)));
        answers.push(Answer::Fails(name(otherwise.timeout)));
        rows.push((state.name.text.as_str(), answers));
    }
    let unexpected = || Answer::Fails(name(otherwise.unexpected));
    let mut established = vec![Answer::Nothing];
    established.extend(handshake.messages.iter().map(|_| unexpected()));
    established.extend([Answer::Nothing, unexpected(), Answer::Nothing]);
    rows.push(("Established", established));
    rows.push(("Failed", events.iter().map(|_| Answer::Nothing).collect()));
    Matrix { events, rows }
}

/// A step in the spec's own words.
pub(crate) fn step_text(model: &Model, handshake: &Handshake, step: &Step) -> String {
    let text = |value| model.handshake_expression_text(handshake, value);
    let name = |place: usize| failure_name(handshake, place);
    match step {
        Step::Check { condition, failure, .. } => {
            format!("check {} else {}", text(condition), name(*failure))
        }
        Step::Let { name: variable, value, failure: None } => {
            format!("let {variable} = {}", text(value))
        }
        Step::Let { name: variable, value, failure: Some(failure) } => {
            format!("let {variable} = {} else {}", text(value), name(*failure))
        }
        Step::Send { message, .. } => format!("send {}", message_name(handshake, *message)),
        Step::Demand { shown, suite, notice, .. } => format!(
            "check cookie({}, {}) else {}",
            text(&HandshakeExpression::MessageField(shown.0, shown.1)),
            text(suite),
            message_name(handshake, *notice)
        ),
        Step::SendReady => "send ready".to_owned(),
    }
}

/// Where a transition leads.
pub(crate) fn target_text(handshake: &Handshake, states: &[State], target: &Target) -> String {
    match target {
        Target::State(place) => {
            states.get(*place).map_or_else(String::new, |state| state.name.text.clone())
        }
        Target::Established(_) => "established".to_owned(),
        Target::Failed(failure) => format!("failed({})", failure_name(handshake, *failure)),
    }
}

/// The name of an event.
pub(crate) fn trigger_text(handshake: &Handshake, trigger: Trigger) -> &str {
    match trigger {
        Trigger::Start => "start",
        Trigger::Ready => "ready",
        Trigger::Message(place) => message_name(handshake, place),
    }
}

/// The name of a message, by its place.
pub(crate) fn message_name(handshake: &Handshake, place: usize) -> &str {
    handshake.messages.get(place).map_or("", |message| message.name.text.as_str())
}

/// The name of a failure, by its place.
pub(crate) fn failure_name(handshake: &Handshake, place: usize) -> &str {
    handshake.failures.get(place).map_or("", |failure| failure.name.text.as_str())
}
