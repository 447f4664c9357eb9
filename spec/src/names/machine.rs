//! Collects the names of a handshake: messages, failures, states, values.

use super::walk::Walker;
use super::{DeclarationKind as Kind, Place, UseId, Words};
use crate::model::{Docs, Name};
use crate::syntax::tree::{
    Documented, Expression, ExpressionKind, Failure, Handshake, HandshakeMessage, State, Step,
    Target, Transition,
};

impl Walker {
    pub(super) fn handshake(&mut self, handshake: &Handshake, docs: &Docs) {
        let id = self.declare(Kind::Handshake, &handshake.name, docs);
        self.holding(id, |walker| {
            for (name, value) in &handshake.settings {
                walker.word(name, Words::HandshakeSetting);
                match &value.kind {
                    ExpressionKind::Name(structure) if name.text == "local" => {
                        let local = walker.used(structure, Place::Local);
                        walker.names.declarations[id.0].ty = Some(local);
                    }
                    _ => walker.constant(value),
                }
            }
            for (number, _, _) in &handshake.suites {
                walker.constant(number);
            }
            for Documented { docs, node } in &handshake.messages {
                walker.handshake_message(node, docs);
            }
            for Documented { docs, node } in &handshake.failures {
                walker.failure(node, docs);
            }
            for (name, value) in &handshake.bindings {
                walker.binding(name, value);
            }
            for party in [&handshake.initiator, &handshake.responder] {
                walker.party(party);
            }
            for (cause, failure) in &handshake.otherwise {
                walker.word(cause, Words::Cause);
                walker.used(failure, Place::Failure);
            }
            walker.records(handshake);
            for (label, value) in &handshake.keys {
                walker.word(label, Words::Label);
                walker.value(value);
            }
            for claim in &handshake.claims {
                walker.word(&claim.kind, Words::Claim);
                if let Some((party, other)) = &claim.parties {
                    walker.word(party, Words::Party);
                    walker.word(other, Words::Party);
                }
            }
            for mutant in &handshake.mutants {
                walker.word(&mutant.operation, Words::Change);
                walker.word(&mutant.breaks, Words::Claim);
            }
        });
    }

    fn handshake_message(&mut self, message: &HandshakeMessage, docs: &Docs) {
        self.constant(&message.id);
        self.word(&message.from, Words::Party);
        self.word(&message.to, Words::Party);
        for (token, only) in &message.tokens {
            self.word(token, Words::Token);
            if let Some(modifier) = only {
                self.word(modifier, Words::Modifier);
            }
        }
        self.word(&message.protection, Words::Protection);
        self.structure(Kind::HandshakeMessage, &message.name, docs, &message.body);
    }

    fn failure(&mut self, failure: &Failure, docs: &Docs) {
        let id = self.declare(Kind::Failure, &failure.name, docs);
        let Some((message, fields)) = &failure.reply else { return };
        self.inside(id, |walker| {
            let message = walker.used(message, Place::HandshakeMessage);
            walker.assigned(fields, Place::FieldOf(message));
        });
    }

    /// `name: value` of the fields that a place tells.
    fn assigned(&mut self, fields: &[(Name, Expression)], place: Place) {
        for (field, value) in fields {
            self.used(field, place);
            self.value(value);
        }
    }

    /// `let name = value`; a name given before in this scope is the same value.
    fn binding(&mut self, name: &Name, value: &Expression) {
        self.value(value);
        if self.bindings.insert((self.scope, name.text.clone())) {
            self.declare(Kind::Binding, name, &Docs::default());
        } else {
            self.used(name, Place::Binding);
        }
    }

    fn party(&mut self, states: &[Documented<State>]) {
        let scope = self.new_scope();
        self.scoped(scope, |walker| {
            for Documented { docs, node } in states {
                let id = walker.declare(Kind::State, &node.name, docs);
                walker.inside(id, |walker| {
                    node.transitions.iter().for_each(|found| walker.transition(found));
                });
            }
        });
    }

    fn transition(&mut self, transition: &Transition) {
        self.used(&transition.trigger, Place::Trigger);
        for step in &transition.steps {
            self.step(step);
        }
        match &transition.target {
            Target::State(name) => {
                self.used(name, Place::State);
            }
            Target::Failed(name) => {
                self.used(name, Place::Failure);
            }
            Target::Established(_, agreed) => self.assigned(agreed, Place::Word(Words::Agreed)),
        }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Check(condition, failure) => {
                self.value(condition);
                let asks = matches!(&condition.kind, ExpressionKind::Call(function, _) if function.text == "cookie");
                self.used(failure, if asks { Place::Sent } else { Place::Failure });
            }
            Step::Let(name, value, failure) => {
                self.binding(name, value);
                if let Some(failure) = failure {
                    self.used(failure, Place::Failure);
                }
            }
            Step::Send(message, fields) => {
                let message: UseId = self.used(message, Place::Sent);
                self.assigned(fields, Place::FieldOf(message));
            }
        }
    }

    fn records(&mut self, handshake: &Handshake) {
        let Some(records) = &handshake.records else { return };
        self.used(&records.tag, Place::Integer);
        for (number, kind, body) in &records.kinds {
            self.constant(number);
            self.word(kind, Words::Record);
            let scope = self.new_scope();
            self.scoped(scope, |walker| walker.body(body));
        }
    }
}
