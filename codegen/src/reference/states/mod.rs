//! Machines as pictures and in characters: states in order, arrows with event
//! and message, the failures that a state can end in.
//!
//! What fails in every state alike (the deadline, what does not decode) is not
//! drawn; the page says it below the picture.

mod picture;

#[cfg(test)]
mod tests;

use packetwright_spec::model::{Handshake, State, Step, Target, Transition};

use crate::emit::handshake::words::{failure_name, message_name, trigger_text};

/// The states of a machine and its arrows.
pub(super) struct Graph {
    /// The names of the states; the session is the last, if it is reached.
    nodes: Vec<String>,
    arrows: Vec<Arrow>,
    failures: Vec<Fails>,
}

/// An arrow from state to state.
struct Arrow {
    from: usize,
    to: usize,
    /// `on Init`, then what is sent, a line each. Where a cookie may be asked for
    /// that is an arrow of its own, back to the state.
    label: Vec<String>,
}

/// An arrow to failures.
struct Fails {
    from: usize,
    on: String,
    failures: Vec<String>,
}

impl Graph {
    /// The graph of a party's states.
    pub(super) fn of(handshake: &Handshake, states: &[State]) -> Graph {
        let mut graph = Graph {
            nodes: states.iter().map(|state| state.name.text.clone()).collect(),
            arrows: Vec::new(),
            failures: Vec::new(),
        };
        let session = states.len();
        for (from, state) in states.iter().enumerate() {
            for transition in &state.transitions {
                graph.transition(handshake, from, session, transition);
            }
        }
        if graph.arrows.iter().any(|arrow| arrow.to == session) {
            graph.nodes.push("Established".to_owned());
        }
        graph
    }

    fn transition(
        &mut self,
        handshake: &Handshake,
        from: usize,
        session: usize,
        transition: &Transition,
    ) {
        let event = trigger_text(handshake, transition.trigger);
        let refused = refusals(handshake, &transition.steps);
        if !refused.is_empty() {
            let on = format!("on {event}, refused");
            self.failures.push(Fails { from, on, failures: refused });
        }
        let to = match transition.target {
            Target::State(place) => place,
            Target::Established(_) => session,
            Target::Failed(place) => {
                let failures = vec![failure_name(handshake, place).to_owned()];
                self.failures.push(Fails { from, on: format!("on {event}"), failures });
                return;
            }
        };
        let mut label = vec![format!("on {event}")];
        for step in &transition.steps {
            match step {
                Step::Send { message, .. } => {
                    label.push(format!("send {}", message_name(handshake, *message)));
                }
                Step::SendReady => label.push("send ready".to_owned()),
                Step::Demand { notice, .. } => {
                    let asks = format!("send {}", message_name(handshake, *notice));
                    let label = vec![format!("on {event}, no cookie"), asks];
                    self.arrows.push(Arrow { from, to: from, label });
                }
                Step::Check { .. } | Step::Let { .. } => {}
            }
        }
        self.arrows.push(Arrow { from, to, label });
    }

    /// The machine in characters: a line a state, below it a line an arrow.
    pub(super) fn text(&self) -> String {
        let mut lines: Vec<(String, Option<String>)> = Vec::new();
        for (place, node) in self.nodes.iter().enumerate() {
            lines.push((node.clone(), None));
            for arrow in self.arrows.iter().filter(|arrow| arrow.from == place) {
                let to = self.nodes.get(arrow.to).map_or("", String::as_str);
                lines.push((format!("    {}", arrow.label.join(", ")), Some(to.to_owned())));
            }
            for fails in self.failures.iter().filter(|fails| fails.from == place) {
                let to = format!("failed: {}", fails.failures.join(", "));
                lines.push((format!("    {}", fails.on), Some(to)));
            }
        }
        let arrows = lines.iter().filter(|(_, to)| to.is_some());
        let width = arrows.map(|(label, _)| label.chars().count()).max().unwrap_or(0);
        let mut text = String::new();
        for (label, to) in lines {
            match to {
                Some(to) => text.push_str(&format!("{label:width$}  -> {to}\n")),
                None => text.push_str(&format!("{label}\n")),
            }
        }
        text
    }
}

/// The failures of steps, each once, in order.
fn refusals(handshake: &Handshake, steps: &[Step]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for step in steps {
        let failure = match step {
            Step::Check { failure, .. } | Step::Let { failure: Some(failure), .. } => *failure,
            Step::Let { failure: None, .. }
            | Step::Send { .. }
            | Step::Demand { .. }
            | Step::SendReady => continue,
        };
        let name = failure_name(handshake, failure).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
