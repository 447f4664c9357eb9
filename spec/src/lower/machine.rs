//! The machines of a handshake: bindings, states, transitions, steps.

use std::collections::BTreeMap;

use super::Lowering;
use super::value::{Sort, Values, Variable};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Agreed, Binding, Handshake, HandshakeExpression, Name, State, Step, StructId, Target,
    Transition, Trigger,
};
use crate::span::Span;
use crate::syntax::tree::{self, Documented, Expression, ExpressionKind::Call};

impl<'a> Lowering<'a> {
    /// Values defined outside the machines, each of those above it.
    pub(super) fn bindings(&mut self, node: &tree::Handshake, handshake: &mut Handshake) {
        for (name, value) in &node.bindings {
            let values = Values { handshake, variables: &BTreeMap::new() };
            let lowered = self.value(value, &values);
            let value = match lowered {
                Some((_, Sort::Maybe(..) | Sort::Random | Sort::Empty)) => {
                    self.not_a_value(value.span);
                    None
                }
                Some((value, _)) => Some(value),
                None => None,
            };
            handshake.bindings.push(Binding {
                name: name.clone(),
                value: value.unwrap_or(HandshakeExpression::Empty),
            });
        }
    }

    /// The states of one party.
    pub(super) fn states(
        &mut self,
        states: &[Documented<tree::State>],
        handshake: &Handshake,
    ) -> Vec<State> {
        let names: Vec<&str> = states.iter().map(|state| state.node.name.text.as_str()).collect();
        // A variable may be named in one state and used in a later one.
        let mut variables = BTreeMap::new();
        let mut lowered = Vec::new();
        for Documented { docs, node } in states {
            let mut transitions = Vec::new();
            for transition in &node.transitions {
                let transition = self.transition(transition, &names, &mut variables, handshake);
                transitions.extend(transition);
            }
            lowered.push(State { name: node.name.clone(), docs: docs.clone(), transitions });
        }
        lowered
    }

    fn transition(
        &mut self,
        node: &tree::Transition,
        states: &[&str],
        variables: &mut BTreeMap<String, Variable>,
        handshake: &Handshake,
    ) -> Option<Transition> {
        let trigger = match node.trigger.text.as_str() {
            "start" => Some(Trigger::Start),
            "ready" => Some(Trigger::Ready),
            _ => self.message_place(&node.trigger, handshake).map(Trigger::Message),
        };
        let mut steps = Vec::new();
        for step in &node.steps {
            let step = self.step(step, variables, handshake);
            steps.extend(step);
        }
        let target = self.target(&node.target, states, variables, handshake);
        Some(Transition {
            trigger: trigger?,
            once: node.once.is_some(),
            steps,
            target: target?,
            span: node.trigger.span,
        })
    }

    fn step(
        &mut self,
        step: &tree::Step,
        variables: &mut BTreeMap<String, Variable>,
        handshake: &Handshake,
    ) -> Option<Step> {
        let values = Values { handshake, variables };
        match step {
            tree::Step::Check(Expression { kind: Call(function, arguments), span }, notice)
                if function.text == "cookie" =>
            {
                self.demand(*span, arguments, notice, &values)
            }
            tree::Step::Check(condition, failure) => {
                let span = condition.span;
                let condition = self.truth(condition, &values);
                let failure = self.failure_place(failure, handshake);
                Some(Step::Check { condition: condition?, failure: failure?, span })
            }
            tree::Step::Let(name, value, failure) => {
                let lowered = self.value(value, &values);
                let at = failure.as_ref().map(|failure| failure.span);
                let failure_place = match failure {
                    Some(failure) => Some(self.failure_place(failure, handshake)?),
                    None => None,
                };
                let (lowered, sort) = lowered.map_or((None, Sort::Unknown), |(v, s)| (Some(v), s));
                let sort = match (sort, at) {
                    (Sort::Maybe(low, high), Some(_)) => Sort::Number(low, high),
                    (Sort::Maybe(low, high), None) => {
                        self.missing_else(name, value.span);
                        Sort::Number(low, high)
                    }
                    (Sort::Random | Sort::Empty, _) => {
                        self.not_a_value(value.span);
                        Sort::Unknown
                    }
                    (Sort::Unknown, _) | (_, None) => sort,
                    (_, Some(at)) => {
                        self.report(
                            Diagnostic::new(
                                Code::OptionalValue,
                                at,
                                "this value is never missing",
                                "never happens",
                            )
                            .related(value.span, "always has a value")
                            .help("remove the `else`; only `common(…)` may have no value"),
                        );
                        sort
                    }
                };
                self.name_value(name, sort, variables);
                Some(Step::Let { name: name.clone(), value: lowered?, failure: failure_place })
            }
            tree::Step::Send(message, fields) if message.text == "ready" && fields.is_empty() => {
                Some(Step::SendReady)
            }
            tree::Step::Send(name, fields) => {
                let message = self.message_place(name, handshake)?;
                let payload = handshake.messages.get(message)?.payload;
                let fields = self.assign(name, payload, fields, &values)?;
                Some(Step::Send { message, fields, span: name.span })
            }
        }
    }

    /// Gives a name to a value. In all of a party's states it stands for values of
    /// one kind, because the code keeps them in one place.
    fn name_value(&mut self, name: &Name, sort: Sort, variables: &mut BTreeMap<String, Variable>) {
        let first =
            *variables.entry(name.text.clone()).or_insert(Variable { sort, span: name.span });
        if first.sort == sort || [first.sort, sort].contains(&Sort::Unknown) {
            return;
        }
        let (here, there) = (sort.description(), first.sort.description());
        self.report(
            Diagnostic::new(
                Code::DuplicateName,
                name.span,
                format!("`{name}` is {here}, and was {there} before"),
                "another kind of value",
            )
            .related(first.span, "first declared here")
            .help("give one of the two another name"),
        );
    }

    /// `check cookie(Init.cookie, choice) else Retry`
    fn demand(
        &mut self,
        span: Span,
        arguments: &[Expression],
        notice: &Name,
        values: &Values<'_>,
    ) -> Option<Step> {
        let notice = self.message_place(notice, values.handshake);
        let [shown, suite] = arguments else {
            self.report(
                Diagnostic::new(
                    Code::TypeMismatch,
                    span,
                    "`cookie` is not used so",
                    "wrong arguments",
                )
                .help("write `check cookie(Init.cookie, choice) else Retry`: what shows the cookie, and the number of the suite that has to run"),
            );
            return None;
        };
        let at = shown.span;
        let shown = self.value(shown, values);
        let suite = self.suite_number(suite, values);
        match shown? {
            (HandshakeExpression::MessageField(message, field), Sort::Bytes(..)) => {
                Some(Step::Demand { shown: (message, field), suite: suite?, notice: notice?, span })
            }
            (_, Sort::Unknown) => None,
            _ => {
                self.report(
                    Diagnostic::new(
                        Code::TypeMismatch,
                        at,
                        "a cookie is shown in a field of the first message",
                        "not a byte string of a message",
                    )
                    .help("give the first message a field `cookie: bytes[u8 in 0..=64]` and name it here"),
                );
                None
            }
        }
    }

    fn missing_else(&mut self, name: &Name, at: Span) {
        self.report(
            Diagnostic::new(
                Code::OptionalValue,
                at,
                format!("`{name}` may have no value"),
                "the lists may have nothing in common",
            )
            .help("say what happens then: `let x = common(a, b) else Failure;`"),
        );
    }

    fn target(
        &mut self,
        target: &tree::Target,
        states: &[&str],
        variables: &BTreeMap<String, Variable>,
        handshake: &Handshake,
    ) -> Option<Target> {
        match target {
            tree::Target::State(name) => {
                let found = states.iter().position(|state| *state == name.text);
                if found.is_none() {
                    self.unknown(name, "state of this party", states.iter().copied());
                }
                found.map(Target::State)
            }
            tree::Target::Failed(name) => self.failure_place(name, handshake).map(Target::Failed),
            tree::Target::Established(_, agreed) => {
                let values = Values { handshake, variables };
                let mut lowered = Agreed { compression: None, max_record: None };
                self.once(agreed.iter().map(|(name, _)| name));
                for (name, value) in agreed {
                    let high = match name.text.as_str() {
                        "compression" => u8::MAX.into(),
                        "max_record" => i128::from(u64::MAX),
                        _ => {
                            self.unknown(name, "agreed value", ["compression", "max_record"]);
                            continue;
                        }
                    };
                    let value = self.agreed_number(value, high, &values);
                    match name.text.as_str() {
                        "compression" => lowered.compression = value,
                        _ => lowered.max_record = value,
                    }
                }
                Some(Target::Established(lowered))
            }
        }
    }

    /// The values of a reply's fields, which know no variables.
    pub(super) fn assigned(
        &mut self,
        message: &Name,
        payload: StructId,
        fields: &[(Name, Expression)],
        handshake: &Handshake,
    ) -> Option<Vec<HandshakeExpression>> {
        let values = Values { handshake, variables: &BTreeMap::new() };
        self.assign(message, payload, fields, &values)
    }

    /// A value for each field of a payload, in wire order.
    fn assign(
        &mut self,
        message: &Name,
        payload: StructId,
        assigned: &[(Name, Expression)],
        values: &Values<'_>,
    ) -> Option<Vec<HandshakeExpression>> {
        let fields = self.model.structs.get(payload.0)?.fields.clone();
        let mut slots: Vec<Option<HandshakeExpression>> = vec![None; fields.len()];
        let mut seen: BTreeMap<&str, &Name> = BTreeMap::new();
        let mut complete = true;
        for (name, value) in assigned {
            let Some(place) = fields.iter().position(|field| field.name.text == name.text) else {
                let known = fields.iter().map(|field| field.name.text.as_str());
                self.unknown(name, &format!("field in `{message}`"), known);
                complete = false;
                continue;
            };
            if let Some(first) = seen.insert(&name.text, name) {
                self.report(
                    Diagnostic::new(
                        Code::FieldAssignment,
                        name.span,
                        format!("the field `{name}` is given twice"),
                        "again",
                    )
                    .related(first.span, "first given here")
                    .help("give each field once"),
                );
            }
            let lowered =
                fields.get(place).and_then(|field| self.field_value_of(value, field, values));
            complete &= lowered.is_some();
            if let Some(slot) = slots.get_mut(place) {
                *slot = lowered;
            }
        }
        let missing: Vec<&str> = fields
            .iter()
            .map(|field| field.name.text.as_str())
            .filter(|name| !seen.contains_key(name))
            .collect();
        if !missing.is_empty() {
            self.report(
                Diagnostic::new(
                    Code::FieldAssignment,
                    message.span,
                    format!("{} of `{message}` has no value", super::listed(&missing)),
                    "sent without it",
                )
                .help(format!("add `{}: …`", missing.first().copied().unwrap_or_default())),
            );
            return None;
        }
        if complete { slots.into_iter().collect() } else { None }
    }
}
