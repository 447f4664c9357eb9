//! Steps, transitions and whole machines in words: comments of generated
//! code, and the table of states.

use packetwright_spec::model::{
    Handshake, HandshakeExpression, Model, Party, State, Step, Target, Transition,
};

use super::Context;
use super::analysis::{Machine, answers_ready};
use super::words::{Answer, matrix, message_name, step_text, target_text, trigger_text};

/// A step in the spec's own words.
pub(super) fn step(context: &Context<'_>, step: &Step) -> String {
    step_text(context.emitter.model, context.handshake, step)
}

/// A transition's trigger and target: `on Init -> AwaitConfirm`.
pub(super) fn transition_head(
    context: &Context<'_>,
    machine: &Machine<'_>,
    transition: &Transition,
) -> String {
    let on = trigger_text(context.handshake, transition.trigger);
    format!("on {on} -> {}", target_text(context.handshake, machine.states, &transition.target))
}

/// A target in the spec's own words, and what entering it does.
pub(super) fn target(context: &Context<'_>, machine: &Machine<'_>, target: &Target) -> String {
    let text = target_text(context.handshake, machine.states, target);
    let values = match target {
        Target::Established(agreed) => {
            let value = |name: &str, value: &Option<HandshakeExpression>| {
                value.as_ref().map(|value| {
                    let text =
                        context.emitter.model.handshake_expression_text(context.handshake, value);
                    format!("{name}: {text}")
                })
            };
            let values = [
                value("compression", &agreed.compression),
                value("max_record", &agreed.max_record),
            ];
            let values: Vec<String> = values.into_iter().flatten().collect();
            if values.is_empty() { String::new() } else { format!(" {{ {} }}", values.join(", ")) }
        }
        Target::State(place) if machine.states.get(*place).is_some_and(answers_ready) => {
            ", with the keys split".to_owned()
        }
        Target::State(_) | Target::Failed(_) => String::new(),
    };
    format!("-> {text}{values}")
}

/// The states of both parties as Markdown: a table of what each state does
/// with each event, and a graph in the language of Graphviz.
///
/// Empty for a model without handshakes.
pub fn state_table(model: &Model) -> String {
    let mut page = String::new();
    for handshake in &model.handshakes {
        for (party, states) in
            [(Party::Initiator, &handshake.initiator), (Party::Responder, &handshake.responder)]
        {
            page += &format!("### {}: {}\n\n", handshake.name, party.name());
            page += &table(handshake, states);
            page += "\n```dot\n";
            page += &graph(handshake, party, states);
            page += "```\n\n";
        }
    }
    page
}

/// One row a state, one column an event.
fn table(handshake: &Handshake, states: &[State]) -> String {
    let matrix = matrix(handshake, states);
    let mut rows = vec![String::from("| state |"), String::from("|---|")];
    for event in &matrix.events {
        rows[0] += &format!(" {event} |");
        rows[1] += "---|";
    }
    for (state, answers) in &matrix.rows {
        let mut row = format!("| `{state}` |");
        for answer in answers {
            match answer {
                Answer::Goes(target) => row += &format!(" **{target}** |"),
                Answer::Fails(failure) => row += &format!(" {failure} |"),
                Answer::Nothing => row += " – |",
            }
        }
        rows.push(row);
    }
    rows.iter().map(|row| format!("{row}\n")).collect()
}

/// The states as nodes, the transitions as edges.
fn graph(handshake: &Handshake, party: Party, states: &[State]) -> String {
    let mut dot = format!("digraph {}_{} {{\n", handshake.name, party.name());
    for state in states {
        for transition in &state.transitions {
            let mut label = trigger_text(handshake, transition.trigger).to_owned();
            for step in &transition.steps {
                match step {
                    Step::Send { message, .. } => {
                        label += &format!(" / {}", message_name(handshake, *message));
                    }
                    Step::SendReady => label += " / ready",
                    Step::Demand { notice, .. } => {
                        label += &format!(" / or {}", message_name(handshake, *notice));
                    }
                    Step::Check { .. } | Step::Let { .. } => {}
                }
            }
            let target = match &transition.target {
                Target::Failed(_) => "Failed".to_owned(),
                Target::Established(_) => "Established".to_owned(),
                other => target_text(handshake, states, other),
            };
            dot += &format!("    {} -> {target} [label=\"{label}\"];\n", state.name);
        }
    }
    dot + "}\n"
}
