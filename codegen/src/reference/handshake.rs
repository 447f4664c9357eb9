//! Handshakes: suites, messages, states and records.

use packetwright_spec::model::{
    Handshake, HandshakeId, HandshakeMessage, Integer, KeyProgress, Party, Pattern, PatternToken,
    PayloadAssurance, RecordKind, Size, State, Step, Suite, Target as To, Token, Transition,
    noise_size,
};

use super::diagram::Piece;
use super::document::{Block, Drawing, Figure, Span, Table, Target, Text};
use super::{Page, parts, states, words};
use crate::emit::handshake::words::{Answer, failure_name, matrix, step_text, trigger_text};

/// Type and suite in front of a Noise message.
const HEAD: u64 = 3;

impl Page<'_> {
    pub(super) fn handshake(&mut self, id: HandshakeId) {
        let handshake: &Handshake = &self.model[id];
        let name = &handshake.name.text;
        self.heading(2, "Handshake", name, &[Target::Handshake(id)]);
        self.docs(&Text::new().link(Target::Handshake(id), name), &handshake.docs);
        let local = &self.model[handshake.local].name.text;
        self.paragraph(
            Text::from(format!(
                "A handshake message is its type, the number of the suite, and a Noise message. The \
                 whole must end within {} ms of its first byte; until then a packet carries at most \
                 {} of payload. What each side brings is ",
                words::number(i128::from(handshake.deadline_ms)),
                words::byte_count(handshake.limit),
            ))
            .link(Target::Struct(handshake.local), local)
            .plain(". The label of the prologue is ")
            .code(handshake.prologue.escape_ascii().to_string())
            .plain(". ")
            .span(Span::Refer(Target::Failures(id), "How it fails".into()))
            .plain(" stands among the errors."),
        );
        let mut table = Table::new(&["suite", "Noise protocol"]);
        for suite in &handshake.suites {
            table.push([format!("{:#06x}", suite.id).into(), Text::named(&suite.name)]);
        }
        self.table(table);
        for party in [Party::Initiator, Party::Responder] {
            let knowing = handshake.suites.iter().filter(|s| s.pre_messages().contains(&party));
            let names: Vec<String> = knowing.map(|suite| format!("{:#06x}", suite.id)).collect();
            if !names.is_empty() {
                self.paragraph(format!(
                    "The {} knows the {}'s static key beforehand, in the suites {}.",
                    party.other().name(),
                    party.name(),
                    names.join(", ")
                ));
            }
        }
        let title = format!("The messages of {name}, in order");
        self.blocks.push(Block::Drawing(Drawing { title, text: exchange(handshake) }));
        self.assurances(handshake);
        self.bindings(handshake);
        self.suite_sizes(handshake);
        let mut keys = SuiteKeys::new(handshake);
        for message in &handshake.messages {
            self.message(message, &mut keys);
        }
        self.machine(handshake, "Initiator", &handshake.initiator);
        self.machine(handshake, "Responder", &handshake.responder);
        self.records(handshake);
    }

    /// What the messages, the session and the static keys have.
    fn assurances(&mut self, handshake: &Handshake) {
        let pattern = Pattern::of(handshake);
        let payloads = pattern.payloads();
        if payloads.is_empty() {
            return;
        }
        self.paragraph(
            Text::from(
                "What each payload has, by the levels of the Noise specification (revision 34, §7.7), \
                 computed from the tokens that all suites have: authentication of its sender from 0 \
                 to 2, confidentiality from 0 to 5. A suite with ",
            )
            .code("hfs")
            .plain(" adds a KEM: what is sealed from ")
            .code("ekem1")
            .plain(
                " on stays secret from who records it and breaks X25519 later, as long as the KEM \
                 holds. One with ",
            )
            .code("psk")
            .plain(" adds a shared secret. Both only add."),
        );
        let mut table =
            Table::new(&["payload of", "authentication", "confidentiality", "if replayed"]);
        let sent = handshake.messages.iter().filter(|message| !message.tokens.is_empty());
        let mut row = |of: Text, each: PayloadAssurance| {
            let PayloadAssurance { source, destination, replayable } = each;
            let replayed = match replayable {
                true => "a later run of its recipient takes it again, unless a check refuses it",
                false => "refused: a fresh key of its recipient has a part in it",
            };
            table.push([
                of,
                format!("{}: {}", source.level(), source.meaning()).into(),
                format!("{}: {}", destination.level(), destination.meaning()).into(),
                replayed.into(),
            ]);
        };
        for (message, each) in sent.zip(payloads) {
            row(Text::named(&message.name.text), each);
        }
        for (party, each) in [Party::Initiator, Party::Responder].into_iter().zip(pattern.session())
        {
            row(format!("the session, from the {}", party.name()).into(), each);
        }
        self.table(table);
        self.paragraph("How well each side's static key is hidden (§7.8):");
        let mut table = Table::new(&["static key of the", "hidden"]);
        for party in [Party::Initiator, Party::Responder] {
            let hidden = match pattern.identity(party) {
                Some(hiding) => format!("{}: {}", hiding.level(), hiding.meaning()),
                None => "it has none: the other side does not learn who it is".to_owned(),
            };
            table.push([party.name().into(), hidden.into()]);
        }
        self.table(table);
    }

    /// The bytes of each message in each suite.
    fn suite_sizes(&mut self, handshake: &Handshake) {
        let messages = || handshake.messages.iter().filter(|message| !message.tokens.is_empty());
        let heads: Vec<&str> = std::iter::once("suite")
            .chain(messages().map(|message| message.name.text.as_str()))
            .collect();
        let mut table = Table::new(&heads);
        for suite in &handshake.suites {
            let mut progress = KeyProgress::default();
            let sizes = messages().map(|message| {
                let around = message_overhead(message, suite, &mut progress);
                let size = self.model.struct_size(message.payload);
                Text::from(size_text(size.then(Size::exactly(HEAD + around))))
            });
            table.push(std::iter::once(Text::from(format!("{:#06x}", suite.id))).chain(sizes));
        }
        self.paragraph("The bytes of each message, type and suite included:");
        self.table(table);
    }

    /// A message: `keys` is what the messages before it made.
    fn message(&mut self, message: &HandshakeMessage, keys: &mut SuiteKeys<'_>) {
        let targets = [Target::Struct(message.payload)];
        self.heading(3, "Handshake message", &message.name.text, &targets);
        let of = Text::new().link(targets[0], &message.name.text);
        self.docs(&of, &message.docs);
        let way = match message.from {
            Party::Initiator => "initiator to responder",
            Party::Responder => "responder to initiator",
        };
        let said = if message.tokens.is_empty() {
            Text::from(format!(
                "{way}. Outside of the Noise pattern: the payload alone, unauthenticated."
            ))
        } else {
            let tokens = message.tokens.iter().map(|token| Text::named(token.to_string()));
            let protection = if message.sealed { "sealed" } else { "in clear" };
            Text::from(format!("{way}. Tokens "))
                .then(Text::joined(tokens, ", "))
                .plain(format!(", then the payload, {protection}."))
        };
        self.paragraph(Text::from(format!("Type {}, ", message.id)).then(said));
        let pieces = self.message_pieces(message, keys);
        let sealed_in_form = !message.sealed && !message.tokens.is_empty() && keys.any_key();
        if sealed_in_form {
            self.paragraph(
                "In a suite with a pre-shared key `e` makes a key, and what follows it is sealed in form, 16 \
                 bytes longer each: anybody who saw `e` can compute that key, so this hides nothing.",
            );
        }
        self.diagram(format!("The bytes of {}", message.name), &pieces);
        self.paragraph("The payload:");
        self.layout(&format!("the payload of {}", message.name), &[], message.payload);
        self.example_of_structure(message.payload);
    }

    fn message_pieces(&self, message: &HandshakeMessage, keys: &mut SuiteKeys<'_>) -> Vec<Piece> {
        let byte = Integer::new(8, false, self.model.endian);
        let suite = Integer::new(16, false, self.model.endian);
        let mut pieces = vec![
            parts::number_part("type", Some(message.id.to_string()), byte),
            parts::number_part("suite", None, suite),
        ];
        for declared in &message.tokens {
            let (from, to) = keys.take(declared);
            let what = match declared.token {
                Token::E => "an ephemeral key",
                Token::S => "the static key",
                Token::E1 => "an encapsulation key of ML-KEM-768",
                Token::Ekem1 => "a ciphertext of ML-KEM-768",
                Token::Ee | Token::Es | Token::Se | Token::Ss | Token::Psk => continue,
            };
            let sealed =
                if declared.token != Token::E && keys.all_keys_before { ", sealed" } else { "" };
            let bytes = size_text(Size { min: from, max: Some(to) });
            let label = format!("{declared}, {what}{sealed} ({bytes})");
            let fixed = (from == to && declared.only.is_none()).then_some(to);
            pieces.push(parts::box_part(&[label], fixed));
        }
        let in_noise = !message.tokens.is_empty();
        let (name, from, to) = match (keys.all_keys(), keys.any_key()) {
            (true, _) if in_noise => ("payload, sealed", noise_size::TAG, noise_size::TAG),
            (false, true) if in_noise => ("payload", 0, noise_size::TAG),
            _ => ("payload", 0, 0),
        };
        let size = self.model.struct_size(message.payload).then(Size { min: from, max: Some(to) });
        let label = format!("{name} ({})", size_text(size));
        pieces.push(parts::box_part(&[label, "payload".into()], size.fixed()));
        pieces
    }

    fn machine(&mut self, handshake: &Handshake, party: &str, machine: &[State]) {
        self.heading(3, party, &handshake.name.text, &[]);
        let title = format!("The states of the {} of {}", party.to_lowercase(), handshake.name);
        let graph = states::Graph::of(handshake, machine);
        let figure = Figure { svg: graph.svg(&title), text: graph.text(), title };
        self.blocks.push(Block::Figure(figure));
        let otherwise = handshake.otherwise;
        self.paragraph(
            Text::from("In every state, what does not open is ")
                .code(failure_name(handshake, otherwise.crypto))
                .plain(", what does not decode ")
                .code(failure_name(handshake, otherwise.malformed))
                .plain(", the deadline ")
                .code(failure_name(handshake, otherwise.timeout))
                .plain("; an event that has no answer is ")
                .code(failure_name(handshake, otherwise.unexpected))
                .plain("."),
        );
        let mut table = Table::new(&["state", "on", "does, in this order", "then", "meaning"]);
        for state in machine {
            let of = Text::named(&state.name.text);
            let mut meaning = self.docs_cell(&of, &state.docs);
            for transition in &state.transitions {
                let steps = transition.steps.iter().map(|step| self.step(handshake, step));
                let steps = steps.reduce(|all, step| all.span(Span::Break).then(step));
                table.push([
                    of.clone(),
                    self.event(handshake, transition),
                    steps.unwrap_or_default(),
                    self.then(handshake, machine, transition),
                    std::mem::take(&mut meaning),
                ]);
            }
        }
        self.table(table);
        self.answers(handshake, machine);
    }

    fn event(&self, handshake: &Handshake, transition: &Transition) -> Text {
        Text::named(trigger_text(handshake, transition.trigger))
    }

    /// A step in the spec's own words, and the fields of what it sends.
    fn step(&self, handshake: &Handshake, step: &Step) -> Text {
        let text = Text::named(step_text(self.model, handshake, step));
        let Step::Send { message, fields, .. } = step else { return text };
        let message = handshake.messages.get(*message);
        let declared = message.map(|message| &self.model[message.payload].fields);
        let fields = declared.into_iter().flatten().zip(fields).map(|(field, value)| {
            let value = self.model.handshake_expression_text(handshake, value);
            Text::named(format!("{}: {value}", field.name))
        });
        let fields = Text::joined(fields, ", ");
        if fields.is_empty() { text } else { text.plain(" with ").then(fields) }
    }

    /// Where a transition leads, and what the session takes along.
    fn then(&self, handshake: &Handshake, machine: &[State], transition: &Transition) -> Text {
        match &transition.target {
            To::State(place) => {
                Text::named(machine.get(*place).map_or("", |state| state.name.text.as_str()))
            }
            To::Established(agreed) => {
                let taken =
                    [("compression", &agreed.compression), ("max_record", &agreed.max_record)];
                let taken = taken.into_iter().filter_map(|(name, value)| {
                    let value = value.as_ref()?;
                    let value = self.model.handshake_expression_text(handshake, value);
                    Some(Text::named(format!("{name}: {value}")))
                });
                let taken = Text::joined(taken, ", ");
                let established = Text::from("established");
                if taken.is_empty() { established } else { established.plain(" with ").then(taken) }
            }
            To::Failed(place) => Text::from("failed: ").code(failure_name(handshake, *place)),
        }
    }

    /// The values that both machines know by a name.
    fn bindings(&mut self, handshake: &Handshake) {
        let mut table = Table::new(&["name", "value"]);
        for binding in &handshake.bindings {
            let value = self.model.handshake_expression_text(handshake, &binding.value);
            table.push([Text::named(&binding.name.text), Text::named(value)]);
        }
        if !table.rows.is_empty() {
            self.paragraph("Both sides know these values by a name:");
            self.table(table);
        }
    }

    /// What every state does on every event.
    fn answers(&mut self, handshake: &Handshake, machine: &[State]) {
        let matrix = matrix(handshake, machine);
        let mut heads = vec!["state"];
        heads.extend(matrix.events.iter().copied());
        let mut table = Table::new(&heads);
        for (state, answers) in &matrix.rows {
            let cells = answers.iter().map(|answer| match answer {
                Answer::Goes(target) => Text::new().span(Span::Strong(target.clone())),
                Answer::Fails(failure) => (*failure).into(),
                Answer::Nothing => "–".into(),
            });
            table.push(std::iter::once(Text::named(*state)).chain(cells));
        }
        self.paragraph("Every state, and what each event does in it:");
        self.blocks.push(Block::Table(table));
    }

    fn records(&mut self, handshake: &Handshake) {
        self.heading(3, "Records of", &handshake.name.text, &[]);
        let tag = words::integer_name(handshake.records.tag, self.model.endian);
        self.paragraph(format!(
            "Once the session is up, a payload is a sealed record: its type, a {tag}, and what the \
             type has."
        ));
        let mut table = Table::new(&["type", "record", "fields", "meaning"]);
        for (kind, number, fields) in &handshake.records.kinds {
            let (name, meaning) = match kind {
                RecordKind::Data => ("data", "application data"),
                RecordKind::Ready => ("ready", "the responder accepted the session"),
                RecordKind::Close => ("close", "the sender ends its direction"),
                RecordKind::KeyUpdate => ("key_update", "the last record under these keys"),
            };
            let model = self.model;
            let structure = &model[*fields];
            let fields = structure.fields.iter().map(|field| {
                Text::named(&field.name.text)
                    .plain(" ")
                    .then(words::type_text(model, structure, &field.ty))
            });
            let fields = Text::joined(fields, ", ");
            table.push([number.to_string().into(), Text::named(name), fields, meaning.into()]);
        }
        self.table(table);
        let keys = &handshake.keys;
        let mut table = Table::new(&["label of the key schedule", "for"]);
        for (label, what) in [
            (&keys.key, "the key of a direction"),
            (&keys.iv, "the fixed part of its nonces"),
            (&keys.update, "the next generation of keys"),
            (&keys.exporter, "exported key material"),
        ] {
            table.push([Text::named(label.escape_ascii().to_string()), what.into()]);
        }
        self.table(table);
    }
}

/// How far the key is in each suite.
struct SuiteKeys<'a> {
    suites: Vec<(&'a Suite, KeyProgress)>,
    /// Whether every suite that has the token taken last had a key before it.
    all_keys_before: bool,
}

impl<'a> SuiteKeys<'a> {
    fn new(handshake: &'a Handshake) -> Self {
        let suites = handshake.suites.iter().map(|suite| (suite, KeyProgress::default()));
        SuiteKeys { suites: suites.collect(), all_keys_before: false }
    }

    /// Takes a token: the fewest and the most bytes of it where it is.
    fn take(&mut self, declared: &PatternToken) -> (u64, u64) {
        let mut range: Option<(u64, u64)> = None;
        self.all_keys_before = true;
        for (suite, progress) in &mut self.suites {
            if declared.is_in(suite) {
                self.all_keys_before &= progress.has_key;
                let bytes = progress.take(declared.token, suite.takes_psk());
                let (from, to) = range.unwrap_or((bytes, bytes));
                range = Some((from.min(bytes), to.max(bytes)));
            }
        }
        range.unwrap_or((0, 0))
    }

    fn all_keys(&self) -> bool {
        self.suites.iter().all(|(_, progress)| progress.has_key)
    }

    fn any_key(&self) -> bool {
        self.suites.iter().any(|(_, progress)| progress.has_key)
    }
}

/// The bytes around the payload of a message in a suite.
fn message_overhead(message: &HandshakeMessage, suite: &Suite, progress: &mut KeyProgress) -> u64 {
    let tokens: u64 =
        message.tokens_in(suite).map(|token| progress.take(token, suite.takes_psk())).sum();
    tokens + if progress.has_key { noise_size::TAG } else { 0 }
}

fn size_text(size: Size) -> String {
    match (size.min, size.max) {
        (min, Some(max)) if min == max => words::byte_count(max),
        (min, Some(max)) => format!("{min} to {}", words::byte_count(max)),
        (min, None) => format!("at least {}", words::byte_count(min)),
    }
}

/// The messages of the pattern as arrows between the parties, notices behind.
fn exchange(handshake: &Handshake) -> String {
    let labels: Vec<String> = handshake
        .messages
        .iter()
        .map(|message| {
            let tokens: Vec<String> = message.tokens.iter().map(PatternToken::to_string).collect();
            let protection = if message.sealed { "sealed" } else { "clear" };
            match tokens.is_empty() {
                true => format!("{} (a notice, {protection})", message.name),
                false => format!("{} ({}; {protection})", message.name, tokens.join(", ")),
            }
        })
        .collect();
    let sends_ready = handshake.responder.iter().flat_map(|state| &state.transitions);
    let sends_ready = sends_ready
        .flat_map(|transition| &transition.steps)
        .any(|step| matches!(step, Step::SendReady));
    let ready = "ready (the first sealed record)";
    let widest = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
    let width = widest.max(ready.len()) + 6;
    let mut text = format!("Initiator{}Responder\n", " ".repeat(width));
    let mut arrow = |from: Party, label: &str| {
        let dashes = "-".repeat(width.saturating_sub(label.chars().count() + 3));
        let arrow = match from {
            Party::Initiator => format!("{label} {dashes}->"),
            Party::Responder => format!("<-{dashes} {label}"),
        };
        text.push_str(&format!("    |     {arrow}      |\n"));
    };
    let pattern = handshake.messages.iter().zip(&labels);
    let in_pattern = |message: &HandshakeMessage| !message.tokens.is_empty();
    for (message, label) in pattern.clone().filter(|(message, _)| in_pattern(message)) {
        arrow(message.from, label);
    }
    if sends_ready {
        arrow(Party::Responder, ready);
    }
    for (message, label) in pattern.filter(|(message, _)| !in_pattern(message)) {
        arrow(message.from, label);
    }
    text
}
