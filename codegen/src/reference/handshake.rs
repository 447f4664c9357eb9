//! Handshakes: suites, messages, failures, states and records.

use packetwright_spec::model::{
    Handshake, Model, Party, RecordKind, State, Step, Target, Token, Transition, Trigger,
};

use super::{Page, one_line};

impl Page<'_> {
    pub(super) fn handshake(&mut self, handshake: &Handshake) {
        self.line(&format!("## Handshake `{}`", handshake.name));
        self.line("");
        self.docs(&handshake.docs);
        self.line(&format!(
            "A handshake message is its type (u8), the suite (u16) and a Noise message. The whole must end within {} ms \
             of its first byte; until then a packet carries at most {} bytes. The prologue's label is `{}`.",
            handshake.deadline_ms,
            handshake.limit,
            handshake.prologue.escape_ascii(),
        ));
        self.line("");
        let suites: Vec<Vec<String>> = handshake
            .suites
            .iter()
            .map(|suite| vec![format!("{:#06x}", suite.id), format!("`{}`", suite.name)])
            .collect();
        self.table(&["suite", "Noise protocol"], &suites);
        self.handshake_messages(handshake);
        self.failures(handshake);
        self.states("Initiator", handshake, &handshake.initiator);
        self.states("Responder", handshake, &handshake.responder);
        self.records(handshake);
    }

    fn handshake_messages(&mut self, handshake: &Handshake) {
        for message in &handshake.messages {
            let way = match message.from {
                Party::Initiator => "initiator → responder",
                Party::Responder => "responder → initiator",
            };
            self.line(&format!("### Type {} → `{}`, {way}", message.id, message.name));
            self.line("");
            self.docs(&message.docs);
            let tokens: Vec<&str> = message.tokens.iter().map(|token| token_name(*token)).collect();
            let protection = if message.sealed { "sealed" } else { "in clear" };
            if tokens.is_empty() {
                self.line("No Noise message: the payload alone, unauthenticated.");
            } else {
                self.line(&format!(
                    "Tokens `{}`, then the payload, {protection}:",
                    tokens.join(", ")
                ));
            }
            self.line("");
            self.fields(&self.model[message.payload]);
        }
    }

    fn failures(&mut self, handshake: &Handshake) {
        self.line("### Failures");
        self.line("");
        let rows: Vec<Vec<String>> = handshake
            .failures
            .iter()
            .map(|failure| {
                let told = failure
                    .reply
                    .as_ref()
                    .and_then(|(message, _)| handshake.messages.get(*message))
                    .map_or_else(|| "nothing".into(), |message| format!("`{}`", message.name));
                vec![format!("`{}`", failure.name), told, one_line(&failure.docs)]
            })
            .collect();
        self.table(&["failure", "the peer is told", "meaning"], &rows);
        let name = |place: usize| {
            handshake.failures.get(place).map_or("", |failure| failure.name.text.as_str())
        };
        let otherwise = handshake.otherwise;
        self.line(&format!(
            "Besides the checks below: what does not open is `{}`, what does not decode `{}`, an event that a state \
             does not answer `{}`, a deadline that passed `{}`, a suite that is not offered `{}`.",
            name(otherwise.crypto),
            name(otherwise.malformed),
            name(otherwise.unexpected),
            name(otherwise.timeout),
            name(otherwise.suite),
        ));
        self.line("");
    }

    fn states(&mut self, party: &str, handshake: &Handshake, states: &[State]) {
        self.line(&format!("### {party}"));
        self.line("");
        let mut rows = Vec::new();
        for state in states {
            for transition in &state.transitions {
                rows.push(transition_row(self.model, handshake, states, state, transition));
            }
        }
        self.table(&["state", "on", "does, in this order", "then"], &rows);
    }

    fn records(&mut self, handshake: &Handshake) {
        self.line("### Records of the session");
        self.line("");
        let rows: Vec<Vec<String>> = handshake
            .records
            .kinds
            .iter()
            .map(|(kind, number, _)| {
                let meaning = match kind {
                    RecordKind::Data => "application data",
                    RecordKind::Ready => "the responder accepted the session",
                    RecordKind::Close => "the sender ends its direction",
                    RecordKind::KeyUpdate => "the last record under these keys",
                };
                vec![number.to_string(), meaning.into()]
            })
            .collect();
        self.table(&["type", "meaning"], &rows);
        let keys = &handshake.keys;
        self.line(&format!(
            "Labels of the key schedule: key `{}`, nonce `{}`, update `{}`, exporter `{}`.",
            keys.key.escape_ascii(),
            keys.iv.escape_ascii(),
            keys.update.escape_ascii(),
            keys.exporter.escape_ascii(),
        ));
        self.line("");
    }
}

fn transition_row(
    model: &Model,
    handshake: &Handshake,
    states: &[State],
    state: &State,
    transition: &Transition,
) -> Vec<String> {
    let failure = |place: usize| {
        handshake.failures.get(place).map_or("", |failure| failure.name.text.as_str())
    };
    let text = |value| model.handshake_expression_text(handshake, value);
    let on = match transition.trigger {
        Trigger::Start => "start".into(),
        Trigger::Message(place) => format!("`{}`", message_name(handshake, place)),
        Trigger::Ready => "record ready".into(),
    };
    let steps: Vec<String> = transition
        .steps
        .iter()
        .map(|step| match step {
            Step::Check { condition, failure: place, .. } => {
                format!("check {} else `{}`", text(condition), failure(*place))
            }
            Step::Let { name, value, failure: None, .. } => {
                format!("let {name} = {}", text(value))
            }
            Step::Let { name, value, failure: Some(place), .. } => {
                format!("let {name} = {} else `{}`", text(value), failure(*place))
            }
            Step::Send { message, .. } => format!("send `{}`", message_name(handshake, *message)),
            Step::SendReady => "send record ready".into(),
        })
        .collect();
    let then = match &transition.target {
        Target::State(place) => {
            states.get(*place).map_or_else(String::new, |state| format!("`{}`", state.name))
        }
        Target::Established(_) => "established".into(),
        Target::Failed(place) => format!("failed: `{}`", failure(*place)),
    };
    vec![format!("`{}`", state.name), on, steps.join("; "), then]
}

fn message_name(handshake: &Handshake, place: usize) -> &str {
    handshake.messages.get(place).map_or("", |message| message.name.text.as_str())
}

fn token_name(token: Token) -> &'static str {
    match token {
        Token::E => "e",
        Token::S => "s",
        Token::Ee => "ee",
        Token::Es => "es",
        Token::Se => "se",
        Token::Ss => "ss",
    }
}
