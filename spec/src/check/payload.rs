//! What is said of payloads, and of the values in them: that a payload is as well
//! protected as it promises, and that nothing is sent before it is checked.
//!
//! The levels are computed in [`crate::model::Pattern`]; that values are known
//! where they are used is judged in `machine`.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use super::machine::transitions;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Authentication, Confidentiality, Handshake, HandshakeExpression, Name, Party, Pattern,
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

    /// What a check looks at was not sent in front of it, nor anything that was
    /// computed from it.
    pub(super) fn checked_in_time(&mut self, handshake: &'m Handshake) {
        for party in [Party::Initiator, Party::Responder] {
            let uses = Uses::of(handshake, party);
            for transition in transitions(handshake, party) {
                self.steps_in_order(&uses, &transition.steps);
            }
        }
    }

    fn steps_in_order(&mut self, uses: &Uses<'m>, steps: &'m [Step]) {
        let mut uses = uses.clone();
        let mut sent: Vec<(Use<'m>, Span)> = Vec::new();
        let mut ready = false;
        for step in steps {
            let (looked_at, at) = match step {
                Step::Send { fields, span, .. } => {
                    let used = fields.iter().flat_map(|value| uses.fields(value));
                    sent.extend(used.map(|used| (used, *span)));
                    continue;
                }
                Step::SendReady => {
                    ready = true;
                    continue;
                }
                Step::Let { name, value, failure } => {
                    let fields = uses.fields(value);
                    uses.insert(name, &fields);
                    match failure {
                        Some(_) => (fields, name.span),
                        None => continue,
                    }
                }
                Step::Check { condition, span, .. } => (uses.fields(condition), *span),
                Step::Demand { shown, span, .. } => {
                    (vec![Use { field: *shown, through: None }], *span)
                }
            };
            let is_looked_at = |sent: &Use<'_>| looked_at.iter().any(|at| at.field == sent.field);
            if let Some((early, used)) = sent.iter().find(|(sent, _)| is_looked_at(sent)) {
                self.report_early(uses.handshake, *early, (*used, at));
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

    fn report_early(
        &mut self,
        handshake: &Handshake,
        early: Use<'_>,
        (used, checked): (Span, Span),
    ) {
        let name = self.field_name(handshake, early.field);
        let how =
            early.through.map_or_else(String::new, |value| format!(", as part of `{value}`,"));
        let mut found = Diagnostic::new(
            Code::UsedBeforeCheck,
            used,
            format!("`{name}` is sent{how} before it is checked"),
            "used here",
        );
        if let Some(value) = early.through {
            found = found.related(value.span, "computed from it here");
        }
        self.report(found.related(checked, "checked here").help("write the check in front"));
    }

    fn field_name(&self, handshake: &Handshake, (message, field): FieldPlace) -> String {
        let Some(message) = handshake.messages.get(message) else { return String::new() };
        let fields = self.model.structs.get(message.payload.0).map_or(&[][..], |s| &s.fields);
        let field = fields.get(field).map_or("", |field| &field.name.text);
        format!("{}.{field}", message.name)
    }
}

/// A field that a value is computed from.
#[derive(Clone, Copy)]
struct Use<'m> {
    field: FieldPlace,
    /// The `let` that stands between both; the outermost, if there are several.
    through: Option<&'m Name>,
}

/// What one party's values are computed from, through each `let`.
#[derive(Clone)]
struct Uses<'m> {
    handshake: &'m Handshake,
    /// The values that a name has in all transitions; which of them ran before
    /// the one at hand is not known.
    everywhere: BTreeMap<&'m str, Vec<(&'m Name, &'m HandshakeExpression)>>,
    /// The names of the transition at hand, so far.
    here: BTreeMap<&'m str, Vec<Use<'m>>>,
}

impl<'m> Uses<'m> {
    fn of(handshake: &'m Handshake, party: Party) -> Self {
        let mut everywhere: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for step in transitions(handshake, party).flat_map(|transition| &transition.steps) {
            if let Step::Let { name, value, .. } = step {
                everywhere.entry(name.text.as_str()).or_default().push((name, value));
            }
        }
        Self { handshake, everywhere, here: BTreeMap::new() }
    }

    /// Gives a name, from now on, to a value that looks at these fields.
    fn insert(&mut self, name: &'m Name, fields: &[Use<'m>]) {
        let fields = fields.iter().map(|used| Use { through: Some(name), ..*used });
        self.here.insert(&name.text, fields.collect());
    }

    /// The fields of messages that a value looks at, itself or through a `let`.
    fn fields(&self, value: &'m HandshakeExpression) -> Vec<Use<'m>> {
        let mut found = Vec::new();
        // Each `let` once: names of several transitions may lead in a circle.
        let mut seen = BTreeSet::new();
        // Values, and the `let` through which they are looked at.
        let mut open: Vec<(_, Option<&'m Name>)> = vec![(value, None)];
        while let Some((value, through)) = open.pop() {
            let named = match value {
                HandshakeExpression::MessageField(message, field) => {
                    found.push(Use { field: (*message, *field), through });
                    continue;
                }
                HandshakeExpression::Variable(name) => match self.here.get(name.as_str()) {
                    // In another transition the name has another value.
                    Some(fields) if through.is_none() => {
                        found.extend(fields);
                        continue;
                    }
                    _ => self.everywhere.get(name.as_str()).cloned().unwrap_or_default(),
                },
                HandshakeExpression::Binding(place) => {
                    let binding = self.handshake.bindings.get(*place);
                    binding.map(|binding| (&binding.name, &binding.value)).into_iter().collect()
                }
                value => {
                    open.extend(value.operands().into_iter().map(|operand| (operand, through)));
                    continue;
                }
            };
            let unseen = named.into_iter().filter(|(name, _)| seen.insert(name.span));
            open.extend(unseen.map(|(name, value)| (value, through.or(Some(name)))));
        }
        found
    }
}
