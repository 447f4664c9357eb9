//! Layers: how packets carry messages, and what the envelope is for.

use packetwright_spec::model::{Algorithm, EnvelopeKind, Layers, Type};

use super::Page;
use super::document::{Block, Table, Target, Text};

impl Page<'_> {
    pub(super) fn layers(&mut self) {
        let model = self.model;
        let Some(layers) = &model.layers else { return };
        self.heading(2, "Layers", "", &[]);
        self.paragraph(
            "A message goes into a packet through these layers, the last one first. A layer with a \
             flag is there if the packet has that flag.",
        );
        let packet = &model[layers.packet];
        let mut steps =
            vec![Text::from("packet ").link(Target::Struct(layers.packet), &packet.name.text)];
        if let Some(session) = &layers.session {
            let name = &model[session.handshake].name.text;
            let link = |text: Text| text.link(Target::Handshake(session.handshake), name);
            steps.push(
                link(Text::from("handshake "))
                    .plain(", flag ")
                    .then(self.flag(layers, session.handshake_flag))
                    .plain(": the payload is one of its messages, and no other layer is there"),
            );
            steps.push(
                link(Text::from("seal "))
                    .plain(", flag ")
                    .then(self.flag(layers, session.sealed_flag))
                    .plain(": the payload is a record of the session, authenticated with the packet's header"),
            );
        }
        for compression in &layers.compressions {
            let algorithm = match compression.algorithm {
                Algorithm::Lz4 => {
                    "compression LZ4, one block with its size in front (u32, little-endian), flag "
                }
                Algorithm::Zstd => "compression Zstandard, one frame with its content size, flag ",
            };
            steps.push(Text::from(algorithm).then(self.flag(layers, compression.flag)));
        }
        let envelope = layers.envelope.structure;
        let name = &model[envelope].name.text;
        steps.push(Text::from("envelope ").link(Target::Struct(envelope), name));
        if let Some(set) = model.message_sets.get(layers.messages) {
            let target = Target::Messages(layers.messages);
            steps.push(Text::from("a message of ").link(target, &set.name.text));
        }
        self.blocks.push(Block::Steps(steps));
        self.envelope(layers);
        self.roles(layers);
    }

    /// A flag of the packet, by its name and bit.
    fn flag(&self, layers: &Layers, mask: u64) -> Text {
        let packet = &self.model[layers.packet];
        let field = layers.flags.and_then(|place| packet.fields.get(place));
        let Some(Type::Flags(id, _)) = field.map(|field| &field.ty) else {
            return format!("{mask:#04x}").into();
        };
        let named = self.model[*id].bits.iter().find(|bit| bit.mask == mask);
        let name = named.map_or_else(String::new, |bit| bit.name.text.clone());
        Text::new().link(Target::Flags(*id), name).plain(format!(" ({mask:#04x})"))
    }

    fn envelope(&mut self, layers: &Layers) {
        let model = self.model;
        let envelope = &layers.envelope;
        let fields = &model[envelope.structure].fields;
        let name = |place: usize| {
            let name = fields.get(place).map_or("", |field| field.name.text.as_str());
            Text::named(name)
        };
        let mut table = Table::new(&["field of the envelope", "meaning"]);
        table.push([name(envelope.kind), "what the envelope is for".into()]);
        table.push([name(envelope.id), "the exchange it belongs to".into()]);
        if let Some(deadline) = envelope.deadline {
            let meaning = "how long the sender of a request waits for the answer, in ms";
            table.push([name(deadline.field), meaning.into()]);
        }
        if let Some(trace) = envelope.trace {
            table.push([name(trace.field), "a W3C trace context".into()]);
        }
        table.push([name(envelope.content), "the message, or what else the kind has".into()]);
        self.table(table);
        let mut table = Table::new(&["kind of envelope", "meaning"]);
        for (kind, _) in &envelope.kinds {
            let (name, meaning) = kind_words(*kind);
            table.push([Text::named(name), meaning.into()]);
        }
        self.table(table);
    }

    fn roles(&mut self, layers: &Layers) {
        let Some(set) = self.model.message_sets.get(layers.messages) else { return };
        let mut table = Table::new(&["message", "meaning"]);
        let roles = [
            (layers.keepalive, "asks whether the peer is there"),
            (layers.error, "reports that a request failed"),
            (layers.goodbye, "ends the conversation"),
        ];
        for (place, meaning) in roles {
            if let Some(message) = place.and_then(|place| set.messages.get(place)) {
                let link = Text::new().link(Target::Struct(message.body), &message.name.text);
                table.push([link, meaning.into()]);
            }
        }
        self.table(table);
    }
}

fn kind_words(kind: EnvelopeKind) -> (&'static str, &'static str) {
    match kind {
        EnvelopeKind::OneWay => ("OneWay", "a message that expects no answer"),
        EnvelopeKind::Request => ("Request", "a message that expects exactly one answer"),
        EnvelopeKind::Reply => ("Reply", "the answer to a request"),
        EnvelopeKind::Error => ("Error", "the failure of a request"),
        EnvelopeKind::Cancel => ("Cancel", "the sender of a request no longer wants its answer"),
        EnvelopeKind::StreamData => ("StreamData", "a message of a stream"),
        EnvelopeKind::StreamEnd => ("StreamEnd", "the end of a stream"),
        EnvelopeKind::Window => ("Window", "more room for a stream, in bytes"),
    }
}
