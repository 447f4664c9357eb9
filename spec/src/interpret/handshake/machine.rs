//! The machine: states, events and effects. The rules it follows are numbered
//! in [`handshake`](super); how values are computed is in [`values`](super::values).

use std::collections::HashMap;

use super::values::{NoValue, fit};
use super::{Cookie, CryptoFailed, Effect, Event, OpenError, Operations};
use crate::check::Checked;
use crate::interpret::value::Value;
use crate::interpret::{EncodeFault, Interpreter};
use crate::model::{
    Agreed, Endian, Handshake, HandshakeExpression, HandshakeId, HandshakeMessage, Model, Party,
    State, Step, Target, Token, Transition, Trigger,
};

/// Where a machine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// In a declared state of its party, by its place.
    State(usize),
    /// The session is up.
    Established,
    /// It failed; the place of the failure in [`Handshake::failures`].
    Failed(usize),
}

/// One party of a declared handshake.
#[derive(Clone, Debug)]
pub struct HandshakeMachine<'m> {
    pub(super) interpreter: Interpreter<'m>,
    pub(super) handshake: &'m Handshake,
    role: Party,
    position: Position,
    keys_split: bool,
    pub(super) local: Value,
    pub(super) suite: Option<u16>,
    /// What this attempt is bound to: of a responder, by the notice it sent.
    context: Option<[u8; 64]>,
    /// Of an initiator, SHA-256 of the body of the first message of the pattern,
    /// until a notice asks for a second attempt.
    first: Option<[u8; 32]>,
    /// The fields of each message sent or received, by its place.
    pub(super) messages: Vec<Option<Value>>,
    pub(super) variables: HashMap<String, Value>,
}

/// The place of a failure, on its way out of a transition.
type Failure = usize;

impl<'m> HandshakeMachine<'m> {
    /// A machine in the first state of its party. `local` is what this side
    /// brings, a value of [`Handshake::local`].
    ///
    /// # Errors
    /// `local` violates its own structure.
    pub fn new(
        model: &'m Checked<Model>,
        id: HandshakeId,
        role: Party,
        local: Value,
    ) -> Result<Self, EncodeFault> {
        let interpreter = Interpreter::new(model);
        let handshake = &interpreter.model()[id];
        interpreter.encode_struct(handshake.local, &local)?;
        Ok(HandshakeMachine {
            interpreter,
            handshake,
            role,
            position: Position::State(0),
            keys_split: false,
            local,
            suite: None,
            context: None,
            first: None,
            messages: vec![None; handshake.messages.len()],
            variables: HashMap::new(),
        })
    }

    /// Takes an event and says what is to be done. In every position every
    /// event has an answer; most often [`Effect::Failed`] or none at all.
    pub fn handle(&mut self, event: Event<'_>, operations: &mut dyn Operations) -> Vec<Effect> {
        let Position::State(place) = self.position else {
            return self.handle_absorbed(event, operations);
        };
        let mut effects = Vec::new();
        let judged = match event {
            Event::Timeout => Err(self.handshake.otherwise.timeout),
            Event::Start => self.handle_start(place, operations, &mut effects),
            Event::Ready => match self.transition(place, Trigger::Ready) {
                Some(transition) => self.run(transition, &[], operations, &mut effects),
                None => Err(self.handshake.otherwise.unexpected),
            },
            Event::Message(body) => self.handle_message(place, body, operations, &mut effects),
        };
        match judged {
            Ok(()) => effects,
            Err(failure) => self.fail(failure, event, operations),
        }
    }

    /// Where it is.
    pub fn position(&self) -> Position {
        self.position
    }

    /// The name of the state in the spec; `Established` and `Failed` besides.
    pub fn state_name(&self) -> &'m str {
        match self.position {
            Position::State(place) => {
                self.states().get(place).map_or("", |state| state.name.text.as_str())
            }
            Position::Established => "Established",
            Position::Failed(_) => "Failed",
        }
    }

    /// Whose machine it is.
    pub fn role(&self) -> Party {
        self.role
    }

    /// The number of the suite that runs, if one does.
    pub fn suite(&self) -> Option<u16> {
        self.suite
    }

    /// Whether the keys of the session are there.
    pub fn keys_split(&self) -> bool {
        self.keys_split
    }

    /// The fields of a message that was sent or received, by its place.
    pub fn message(&self, place: usize) -> Option<&Value> {
        self.messages.get(place)?.as_ref()
    }

    // Rules 4 and 5.
    fn handle_absorbed(
        &mut self,
        event: Event<'_>,
        operations: &mut dyn Operations,
    ) -> Vec<Effect> {
        match (self.position, event) {
            (Position::Established, Event::Message(_)) => {
                self.fail(self.handshake.otherwise.unexpected, event, operations)
            }
            _ => Vec::new(),
        }
    }

    // Rules 7 and 8.
    fn handle_start(
        &mut self,
        place: usize,
        operations: &mut dyn Operations,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Failure> {
        let Some(transition) = self.transition(place, Trigger::Start) else {
            return Err(self.handshake.otherwise.unexpected);
        };
        let offered = self.local_suites();
        let suite = offered.into_iter().find(|suite| self.is_declared(*suite));
        self.begin(suite.ok_or(self.handshake.otherwise.suite)?, operations)?;
        self.run(transition, &[], operations, effects)?;
        let first = self.handshake.first_message().and_then(|at| self.handshake.messages.get(at));
        let is_first = |body: &&Vec<u8>| body.first().copied() == first.map(|message| message.id);
        let mut sent = effects.iter().filter_map(|effect| match effect {
            Effect::Send(body) => Some(body),
            _ => None,
        });
        if let Some(body) = sent.find(is_first) {
            self.first = Some(operations.hash(&[body]));
        }
        Ok(())
    }

    // Rule 9.
    fn handle_message(
        &mut self,
        place: usize,
        body: &[u8],
        operations: &mut dyn Operations,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Failure> {
        let otherwise = self.handshake.otherwise;
        let Some((id, suite, rest)) = self.parse_head(body) else {
            return Err(otherwise.malformed);
        };
        let known = self.handshake.messages.iter().enumerate().find(|(_, known)| known.id == id);
        let Some((index, message)) = known else { return Err(otherwise.malformed) };
        // The checker lets a state answer messages of the other party alone.
        let transition = self.transition(place, Trigger::Message(index));
        let Some(transition) = transition else { return Err(otherwise.unexpected) };
        let first = self.first;
        if transition.once {
            self.first = None;
            first.ok_or(otherwise.unexpected)?;
        }
        let payload = if message.tokens.is_empty() {
            rest.to_vec()
        } else {
            self.judge_suite(suite, transition.demand().is_some(), operations)?;
            self.open(message, rest, operations)?
        };
        let decoded = self.interpreter.decode_struct(message.payload, &payload);
        self.remember(index, decoded.map_err(|_| otherwise.malformed)?);
        if transition.once
            && let Some(first) = first
        {
            self.begin_again(transition, suite, &first, body, operations)?;
        }
        self.run(transition, body, operations, effects)
    }

    /// Type, suite and the rest of a body.
    fn parse_head<'b>(&self, body: &'b [u8]) -> Option<(u8, u16, &'b [u8])> {
        let [id, first, second, rest @ ..] = body else { return None };
        let suite = match self.interpreter.model().endian {
            Endian::Big => u16::from_be_bytes([*first, *second]),
            Endian::Little => u16::from_le_bytes([*first, *second]),
        };
        Some((*id, suite, rest))
    }

    // Rule 9.4.
    fn judge_suite(
        &mut self,
        suite: u16,
        declared: bool,
        operations: &mut dyn Operations,
    ) -> Result<(), Failure> {
        match self.suite {
            Some(running) if running == suite => Ok(()),
            Some(_) => Err(self.handshake.otherwise.unexpected),
            None if declared || self.local_suites().contains(&suite) => {
                self.begin(suite, operations)
            }
            None => Err(self.handshake.otherwise.suite),
        }
    }

    fn begin(&mut self, suite: u16, operations: &mut dyn Operations) -> Result<(), Failure> {
        let declared = self.handshake.suites.iter().find(|declared| declared.id == suite);
        let declared = declared.ok_or(self.handshake.otherwise.suite)?;
        operations.begin(self.role, declared, self.context.as_ref());
        self.suite = Some(suite);
        Ok(())
    }

    /// The tokens that a message has in the running suite.
    fn tokens(&self, message: &'m HandshakeMessage) -> Vec<Token> {
        let running = self.handshake.suites.iter().find(|suite| Some(suite.id) == self.suite);
        running.map_or_else(Vec::new, |suite| message.tokens_in(suite).collect())
    }

    // Rule 24.
    fn begin_again(
        &mut self,
        transition: &Transition,
        suite: u16,
        first: &[u8; 32],
        notice: &[u8],
        operations: &mut dyn Operations,
    ) -> Result<(), Failure> {
        if !self.local_suites().contains(&suite) || !self.is_declared(suite) {
            return Err(transition.refused_suite().unwrap_or(self.handshake.otherwise.suite));
        }
        self.context = Some(context(first, &operations.hash(&[notice])));
        self.begin(suite, operations)
    }

    // Rules 9.5 and 9.6.
    fn open(
        &self,
        message: &'m HandshakeMessage,
        mut rest: &[u8],
        operations: &mut dyn Operations,
    ) -> Result<Vec<u8>, Failure> {
        let otherwise = self.handshake.otherwise;
        let failure = |error| match error {
            OpenError::Truncated => otherwise.malformed,
            OpenError::Crypto => otherwise.crypto,
        };
        for token in self.tokens(message) {
            operations.read_token(token, &mut rest).map_err(failure)?;
        }
        operations.open_payload(rest).map_err(failure)
    }

    fn run(
        &mut self,
        transition: &'m Transition,
        body: &[u8],
        operations: &mut dyn Operations,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Failure> {
        let unexpected = self.handshake.otherwise.unexpected;
        for step in &transition.steps {
            match step {
                Step::Check { condition, failure, .. } => {
                    match self.evaluate(condition, operations) {
                        Ok(Value::Bool(true)) => {}
                        Ok(Value::Bool(false)) => return Err(*failure),
                        _ => return Err(unexpected),
                    }
                }
                Step::Let { name, value, failure } => {
                    let value = match self.evaluate(value, operations) {
                        Ok(value) => value,
                        Err(NoValue::Missing) => return Err(failure.unwrap_or(unexpected)),
                        Err(NoValue::Impossible) => return Err(unexpected),
                    };
                    self.variables.insert(name.text.clone(), value);
                }
                Step::Send { message, fields, .. } => {
                    effects.push(Effect::Send(self.send(*message, fields, operations)?));
                }
                Step::Demand { shown, suite, notice, .. } => {
                    if let Some(asked) = self.demand(*shown, suite, *notice, body, operations)? {
                        effects.push(Effect::Send(asked));
                        return Ok(());
                    }
                }
                Step::SendReady => {
                    self.split(operations);
                    effects.push(Effect::SendReady);
                }
            }
        }
        self.enter(&transition.target, operations, effects)
    }

    // Rule 23. The notice that asks for a second attempt, if one is asked for.
    fn demand(
        &mut self,
        shown: (usize, usize),
        wanted: &HandshakeExpression,
        notice: usize,
        body: &[u8],
        operations: &mut dyn Operations,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let otherwise = self.handshake.otherwise;
        let wanted = self.evaluate(wanted, operations).ok().and_then(|value| value.number());
        let wanted = wanted.and_then(|number| u16::try_from(number).ok());
        let wanted = wanted.ok_or(otherwise.unexpected)?;
        if !self.is_declared(wanted) {
            return Err(otherwise.suite);
        }
        let field = HandshakeExpression::MessageField(shown.0, shown.1);
        let Ok(Value::Bytes(cookie)) = self.evaluate(&field, operations) else {
            return Err(otherwise.unexpected);
        };
        let judged = match self.suite {
            Some(running) if running == wanted => operations.cookie(&cookie, wanted),
            _ => Cookie::Demanded,
        };
        let asked_before = self.context.is_some();
        match judged {
            Cookie::NotNeeded if !asked_before => return Ok(None),
            Cookie::Valid(first) => {
                let notice = self.asking(notice, wanted, cookie)?;
                let context = context(&first, &operations.hash(&[&notice]));
                if self.context != Some(context) {
                    self.context = Some(context);
                    self.read_again(shown.0, body, operations)?;
                }
                return Ok(None);
            }
            _ if asked_before => return Err(otherwise.unexpected),
            _ => {}
        }
        let first = operations.hash(&[body]);
        let cookie = operations.new_cookie(&first, wanted);
        let notice = self.asking(notice, wanted, cookie)?;
        self.context = Some(context(&first, &operations.hash(&[&notice])));
        self.suite = None;
        Ok(Some(notice))
    }

    /// The body of the notice that asks for a second attempt.
    fn asking(&self, notice: usize, suite: u16, cookie: Vec<u8>) -> Result<Vec<u8>, Failure> {
        let otherwise = self.handshake.otherwise;
        let notice = self.handshake.messages.get(notice).ok_or(otherwise.unexpected)?;
        let fields = &self.interpreter.model()[notice.payload].fields;
        let values = fields.iter().map(|f| (f.name.text.clone(), Value::Bytes(cookie.clone())));
        let payload = self
            .interpreter
            .encode_struct(notice.payload, &Value::Struct(values.collect()))
            .map_err(|_| otherwise.malformed)?;
        let mut body = self.head(notice, suite);
        body.extend_from_slice(&payload);
        Ok(body)
    }

    /// Reads a message anew under the context of this attempt.
    fn read_again(
        &mut self,
        message: usize,
        body: &[u8],
        operations: &mut dyn Operations,
    ) -> Result<(), Failure> {
        let otherwise = self.handshake.otherwise;
        let message = self.handshake.messages.get(message).ok_or(otherwise.unexpected)?;
        let (_, suite, rest) = self.parse_head(body).ok_or(otherwise.malformed)?;
        self.begin(suite, operations)?;
        self.open(message, rest, operations).map(drop)
    }

    // Rules 14 and 15.
    fn enter(
        &mut self,
        target: &'m Target,
        operations: &mut dyn Operations,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Failure> {
        match target {
            Target::State(place) => {
                if self.transition(*place, Trigger::Ready).is_some() {
                    self.split(operations);
                }
                self.position = Position::State(*place);
            }
            Target::Established(agreed) => {
                self.split(operations);
                effects.push(self.agree(agreed, operations)?);
                self.position = Position::Established;
            }
            Target::Failed(failure) => return Err(*failure),
        }
        Ok(())
    }

    fn agree(&self, agreed: &Agreed, operations: &mut dyn Operations) -> Result<Effect, Failure> {
        let unexpected = self.handshake.otherwise.unexpected;
        let mut number = |expression: &Option<HandshakeExpression>| {
            let Some(expression) = expression else { return Ok(None) };
            let value = self.evaluate(expression, operations).ok();
            value.and_then(|value| value.number()).map(Some).ok_or(unexpected)
        };
        let compression = match number(&agreed.compression)? {
            Some(number) => Some(u8::try_from(number).map_err(|_| unexpected)?),
            None => None,
        };
        let max_record = number(&agreed.max_record)?;
        let max_record = max_record.map(|bytes| u32::try_from(bytes).unwrap_or(u32::MAX));
        Ok(Effect::Established { compression, max_record })
    }

    fn split(&mut self, operations: &mut dyn Operations) {
        if !self.keys_split {
            operations.split();
            self.keys_split = true;
        }
    }

    // Rule 12.
    fn send(
        &mut self,
        place: usize,
        fields: &[HandshakeExpression],
        operations: &mut dyn Operations,
    ) -> Result<Vec<u8>, Failure> {
        let otherwise = self.handshake.otherwise;
        let Some(message) = self.handshake.messages.get(place) else {
            return Err(otherwise.unexpected);
        };
        let places: Vec<(usize, &HandshakeExpression)> = fields.iter().enumerate().collect();
        let value = match self.payload(message, &places, operations) {
            Ok(value) => value,
            Err(_) => return Err(otherwise.unexpected),
        };
        let payload = self.interpreter.encode_struct(message.payload, &value);
        let payload = payload.map_err(|_| otherwise.malformed)?;
        let mut body = self.head(message, self.suite.unwrap_or(0));
        if message.tokens.is_empty() {
            body.extend_from_slice(&payload);
        } else {
            let failure = |CryptoFailed| otherwise.crypto;
            for token in self.tokens(message) {
                operations.write_token(token, &mut body).map_err(failure)?;
            }
            operations.seal_payload(&payload, &mut body).map_err(failure)?;
        }
        self.remember(place, value);
        Ok(body)
    }

    /// The payload of a message, its fields computed in the order given.
    fn payload(
        &self,
        message: &HandshakeMessage,
        fields: &[(usize, &HandshakeExpression)],
        operations: &mut dyn Operations,
    ) -> Result<Value, NoValue> {
        let structure = &self.interpreter.model()[message.payload];
        let mut values = Vec::with_capacity(fields.len());
        for (place, expression) in fields {
            let field = structure.fields.get(*place).ok_or(NoValue::Impossible)?;
            let value = self.evaluate_for(expression, &field.ty, operations)?;
            values.push((field.name.text.clone(), fit(value, &field.ty)?));
        }
        Ok(Value::Struct(values))
    }

    fn head(&self, message: &HandshakeMessage, suite: u16) -> Vec<u8> {
        let [first, second] = match self.interpreter.model().endian {
            Endian::Big => suite.to_be_bytes(),
            Endian::Little => suite.to_le_bytes(),
        };
        vec![message.id, first, second]
    }

    // Rules 3 and 16.
    fn fail(
        &mut self,
        failure: Failure,
        event: Event<'_>,
        operations: &mut dyn Operations,
    ) -> Vec<Effect> {
        self.position = Position::Failed(failure);
        let received = match event {
            Event::Message(body) => self.parse_head(body).map(|(_, suite, _)| suite),
            _ => None,
        };
        let reply = self.notice(failure, self.suite.or(received).unwrap_or(0), operations);
        let declared = self.handshake.failures.get(failure);
        let name = declared.map_or(String::new(), |failure| failure.name.text.clone());
        vec![Effect::Failed { failure, name, reply }]
    }

    fn notice(
        &self,
        failure: Failure,
        suite: u16,
        operations: &mut dyn Operations,
    ) -> Option<Vec<u8>> {
        let (place, fields) = self.handshake.failures.get(failure)?.reply.as_ref()?;
        let message = self.handshake.messages.get(*place)?;
        if message.from != self.role {
            return None;
        }
        let places: Vec<_> = fields.iter().map(|(place, value)| (*place, value)).collect();
        let value = self.payload(message, &places, operations).ok()?;
        let payload = self.interpreter.encode_struct(message.payload, &value).ok()?;
        let mut body = self.head(message, suite);
        body.extend_from_slice(&payload);
        Some(body)
    }

    fn remember(&mut self, place: usize, value: Value) {
        if let Some(slot) = self.messages.get_mut(place) {
            *slot = Some(value);
        }
    }

    fn states(&self) -> &'m [State] {
        match self.role {
            Party::Initiator => &self.handshake.initiator,
            Party::Responder => &self.handshake.responder,
        }
    }

    fn transition(&self, place: usize, trigger: Trigger) -> Option<&'m Transition> {
        let state = self.states().get(place)?;
        state.transitions.iter().find(|transition| transition.trigger == trigger)
    }

    fn is_declared(&self, suite: u16) -> bool {
        self.handshake.suites.iter().any(|declared| declared.id == suite)
    }

    /// The suites this side offers, in its order.
    fn local_suites(&self) -> Vec<u16> {
        match self.local.field("suites") {
            Some(Value::List(suites)) => {
                suites.iter().filter_map(|s| u16::try_from(s.number()?).ok()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What binds a second attempt to the first.
fn context(first: &[u8; 32], notice: &[u8; 32]) -> [u8; 64] {
    let mut context = [0; 64];
    let (left, right) = context.split_at_mut(32);
    left.copy_from_slice(first);
    right.copy_from_slice(notice);
    context
}
