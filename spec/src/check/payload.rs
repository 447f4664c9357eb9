//! What is said of payloads, and of the values in them: that a payload is as well
//! protected as it promises, and that nothing is sent before it is checked.
//!
//! The levels are computed in [`crate::model::Pattern`]; that values are known
//! where they are used is judged in `machine`.

use std::collections::BTreeMap;

use super::Checker;
use super::machine::transitions;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Authentication, Confidentiality, Handshake, HandshakeExpression, Party, Pattern,
    PayloadAssurance, Step,
};
use crate::span::Span;

/// A field of a message, by the places of both.
type FieldPlace = (usize, usize);

impl<'m> Checker<'m> {
    /// Each payload has the levels that it promises.
    pub(super) fn promises(&mut self, handshake: &'m Handshake) {
        let mut levels = Pattern::of(handshake).payloads().into_iter();
        for message in &handshake.messages {
            // A notice is outside the pattern and has no level at all.
            let found = if message.tokens.is_empty() { None } else { levels.next() };
            let found = found.unwrap_or(PayloadAssurance {
                source: Authentication::None,
                destination: Confidentiality::None,
                replayable: true,
            });
            let Some(promised) = message.promised else { continue };
            let (source, destination) = (found.source.level(), found.destination.level());
            if source >= promised.authentication && destination >= promised.confidentiality {
                continue;
            }
            let (source_text, destination_text) =
                (found.source.meaning(), found.destination.meaning());
            self.report(
                Diagnostic::new(
                    Code::WeakPayload,
                    promised.span,
                    format!(
                        "`{}` promises the levels ({}, {}), and its tokens give ({source}, {destination})",
                        message.name, promised.authentication, promised.confidentiality
                    ),
                    format!("its sender is {source_text}; {destination_text}"),
                )
                .help(format!("promise ({source}, {destination}), or let it come behind the tokens that give more")),
            );
        }
    }

    /// What a check looks at was not sent in front of it.
    pub(super) fn checked_in_time(&mut self, handshake: &'m Handshake) {
        for party in [Party::Initiator, Party::Responder] {
            for transition in transitions(handshake, party) {
                self.steps_in_order(handshake, &transition.steps);
            }
        }
    }

    fn steps_in_order(&mut self, handshake: &'m Handshake, steps: &'m [Step]) {
        let mut sent: Vec<(FieldPlace, Span)> = Vec::new();
        let mut ready = false;
        let mut variables: BTreeMap<&str, Vec<FieldPlace>> = BTreeMap::new();
        for step in steps {
            let (looked_at, at) = match step {
                Step::Send { fields, span, .. } => {
                    let used = fields.iter().flat_map(|value| match value {
                        HandshakeExpression::Variable(name) => {
                            variables.get(name.as_str()).cloned().unwrap_or_default()
                        }
                        value => fields_of(value),
                    });
                    sent.extend(used.map(|field| (field, *span)));
                    continue;
                }
                Step::SendReady => {
                    ready = true;
                    continue;
                }
                Step::Let { name, value, failure } => {
                    let fields = fields_of(value);
                    variables.insert(&name.text, fields.clone());
                    match failure {
                        Some(_) => (fields, name.span),
                        None => continue,
                    }
                }
                Step::Check { condition, span, .. } => (fields_of(condition), *span),
                Step::Demand { shown, span, .. } => (vec![*shown], *span),
            };
            let early = sent.iter().find(|(field, _)| looked_at.contains(field));
            if let Some(((message, field), used)) = early {
                let name = self.field_name(handshake, *message, *field);
                self.report(
                    Diagnostic::new(
                        Code::UsedBeforeCheck,
                        *used,
                        format!("`{name}` is sent before it is checked"),
                        "used here",
                    )
                    .related(at, "checked here")
                    .help("write the check in front"),
                );
            } else if ready {
                self.report(
                    Diagnostic::new(
                        Code::UsedBeforeCheck,
                        at,
                        "the peer is told that this side is ready before this check",
                        "checked too late",
                    )
                    .help("write the check in front of `send ready`"),
                );
            }
        }
    }

    fn field_name(&self, handshake: &Handshake, message: usize, field: usize) -> String {
        let Some(message) = handshake.messages.get(message) else { return String::new() };
        let fields = self.model.structs.get(message.payload.0).map_or(&[][..], |s| &s.fields);
        let field = fields.get(field).map_or("", |field| &field.name.text);
        format!("{}.{field}", message.name)
    }
}

/// The fields of messages that a value looks at.
fn fields_of(value: &HandshakeExpression) -> Vec<FieldPlace> {
    match value {
        HandshakeExpression::MessageField(message, field) => vec![(*message, *field)],
        value => value.operands().into_iter().flat_map(fields_of).collect(),
    }
}
