//! The failures of handshakes: what raises each, and what the peer is told.

use packetwright_spec::model::{
    Failure, Handshake, HandshakeExpression, HandshakeId, Item, Party, State, Step, Target as To,
    Type,
};

use super::Page;
use super::document::{Span, Table, Target, Text};
use crate::emit::handshake::words::trigger_text;

impl Page<'_> {
    /// The failures of all handshakes.
    pub(super) fn failures(&mut self) {
        for item in &self.model.order {
            if let Item::Handshake(id) = *item {
                self.failures_of(id);
            }
        }
    }

    fn failures_of(&mut self, id: HandshakeId) {
        let handshake: &Handshake = &self.model[id];
        self.heading(3, "Failures of", &handshake.name.text, &[Target::Failures(id)]);
        self.paragraph(
            "A failure ends the handshake. The side that fails tells its peer at most the notice \
             that stands here, in clear, and closes.",
        );
        let mut table = Table::new(&["failure", "the peer is told", "fails when", "meaning"]);
        for (place, failure) in handshake.failures.iter().enumerate() {
            let name = &failure.name.text;
            let of = Text::new().link(Target::Failures(id), name);
            let meaning = self.docs_cell(&of, &failure.docs);
            let told = self.notice(handshake, failure);
            let mut causes = otherwise(handshake, place);
            causes.extend(self.causes(handshake, "Initiator", &handshake.initiator, place));
            causes.extend(self.causes(handshake, "Responder", &handshake.responder, place));
            let causes = causes.into_iter().reduce(|all, cause| all.span(Span::Break).then(cause));
            table.push([Text::named(name), told, causes.unwrap_or_default(), meaning]);
        }
        self.table(table);
    }

    /// The message that tells the peer, and its fields.
    fn notice(&self, handshake: &Handshake, failure: &Failure) -> Text {
        let found = failure.reply.as_ref();
        let found =
            found.and_then(|(place, values)| Some((handshake.messages.get(*place)?, values)));
        let Some((message, values)) = found else { return "nothing".into() };
        let fields = &self.model[message.payload].fields;
        let values = values.iter().filter_map(|(place, value)| {
            let field = fields.get(*place)?;
            let value = self.notice_value(handshake, &field.ty, value);
            Some(Text::named(&field.name.text).plain(" ").then(value))
        });
        let from = match message.from {
            Party::Initiator => ", by the initiator",
            Party::Responder => ", by the responder",
        };
        let message = Text::new().link(Target::Struct(message.payload), &message.name.text);
        Text::joined(std::iter::once(message).chain(values), ", ").plain(from)
    }

    fn notice_value(&self, handshake: &Handshake, ty: &Type, value: &HandshakeExpression) -> Text {
        if let (Type::Enum(id, _), HandshakeExpression::Integer(number)) = (ty, value) {
            let variants = &self.model[*id].variants;
            if let Some(variant) = variants.iter().find(|variant| variant.value == *number) {
                return Text::new()
                    .link(Target::Enum(*id), &variant.name.text)
                    .plain(format!(" ({number})"));
            }
        }
        Text::named(self.model.handshake_expression_text(handshake, value))
    }

    /// The steps and targets of one party that fail so.
    fn causes(
        &self,
        handshake: &Handshake,
        party: &str,
        states: &[State],
        failure: usize,
    ) -> Vec<Text> {
        let text = |value| self.model.handshake_expression_text(handshake, value);
        let mut causes = Vec::new();
        for state in states {
            for transition in &state.transitions {
                let on = trigger_text(handshake, transition.trigger);
                let at = || {
                    Text::from(format!("{party} in ")).code(&state.name.text).plain(" on ").code(on)
                };
                for step in &transition.steps {
                    match step {
                        Step::Check { condition, failure: place, .. } if *place == failure => {
                            causes.push(at().plain(": not ").code(text(condition)));
                        }
                        Step::Let { value, failure: Some(place), .. } if *place == failure => {
                            causes.push(at().plain(": no ").code(text(value)));
                        }
                        Step::Check { .. }
                        | Step::Let { .. }
                        | Step::Send { .. }
                        | Step::Demand { .. }
                        | Step::SendReady => {}
                    }
                }
                match transition.target {
                    To::Failed(place) if place == failure => causes.push(at()),
                    To::Failed(_) | To::State(_) | To::Established(_) => {}
                }
            }
        }
        causes
    }
}

/// What fails so in every state.
fn otherwise(handshake: &Handshake, failure: usize) -> Vec<Text> {
    let otherwise = handshake.otherwise;
    let rules = [
        (otherwise.crypto, "something does not open, or a key exchange has no secret result"),
        (
            otherwise.malformed,
            "a message is cut short, too long, of no known type, or does not decode",
        ),
        (otherwise.unexpected, "a state does not answer what happens"),
        (otherwise.timeout, "the deadline passes"),
        (otherwise.suite, "a suite is not declared, or not offered by this side"),
    ];
    let own = rules.into_iter().filter(|(place, _)| *place == failure);
    own.map(|(_, when)| Text::from(when)).collect()
}
