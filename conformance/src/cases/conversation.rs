//! The conversation: envelopes and messages at and beyond their bounds, and
//! records that were changed, repeated, sent back or sent in clear.

use packetwright_spec::interpret::Value;
use packetwright_spec::model::{EnvelopeKind, Message, RecordKind};

use super::payload::violations;
use super::{Maker, silence};
use crate::case::{Deed, Expected, Play};
use crate::wire::WireError;

impl Maker<'_> {
    pub(super) fn conversation(&mut self) -> Result<(), WireError> {
        self.unknown_message()?;
        self.envelopes()?;
        let keepalive = self.wire.layers.keepalive;
        for (place, message) in self.wire.messages().iter().enumerate() {
            if message.reply.is_some() && Some(place) != keepalive {
                self.bodies(message)?;
            }
        }
        if self.wire.layers.session.is_some() {
            self.records()?;
        }
        Ok(())
    }

    fn unknown_message(&mut self) -> Result<(), WireError> {
        let Some(set) = self.wire.model.message_sets.get(self.wire.layers.messages) else {
            return Ok(());
        };
        let limit = u64::try_from(set.tag.max()).unwrap_or(u64::MAX);
        let unknown = (0..=limit).rev().find(|tag| set.messages.iter().all(|m| m.tag != *tag));
        if let Some(tag) = unknown {
            let message = set.tag.bytes_of(tag.into());
            let envelope = self.wire.envelope(EnvelopeKind::Request, 7, &message)?;
            self.add(
                "message/unknown-tag",
                "A request with an unknown tag is answered with an error, and the conversation goes on",
                set.name.span,
                Play::Conversation(Deed::Envelope(envelope)),
                Expected::ErrorReply,
            );
        }
        Ok(())
    }

    /// An envelope that breaks its own layout.
    fn envelopes(&mut self) -> Result<(), WireError> {
        let valid = self.question_envelope()?;
        let id = self.wire.layers.envelope.structure;
        for violation in violations(&self.wire, id, &valid) {
            self.add(
                format!("envelope/{}", violation.what),
                violation.rule,
                violation.span,
                Play::Conversation(Deed::Envelope(violation.edit.apply(&valid))),
                silence(),
            );
        }
        let name = &self.wire.model[id].name;
        self.add(
            "envelope/empty",
            "An envelope has at least its fixed fields",
            name.span,
            Play::Conversation(Deed::Envelope(Vec::new())),
            silence(),
        );
        Ok(())
    }

    /// A request whose body breaks its layout: an error for its sender, and
    /// the conversation goes on.
    fn bodies(&mut self, message: &Message) -> Result<(), WireError> {
        let fields = self.wire.simple_fields(message.body);
        let value = Value::Union { arm: message.name.text.clone(), fields: fields.clone() };
        let set = self.wire.layers.messages;
        let encode = |what| WireError(format!("{}: {what}", message.name));
        let whole = self.wire.interpreter.encode_message(set, &value);
        let whole = whole.map_err(|fault| encode(fault.to_string()))?;
        let body = self.wire.interpreter.encode_struct(message.body, &Value::Struct(fields));
        let body = body.map_err(|fault| encode(fault.to_string()))?;
        let tag = whole.get(..whole.len() - body.len()).unwrap_or_default().to_vec();
        let mut plays = vec![(
            "trailing-byte".to_owned(),
            "A body ends where its last field does".to_owned(),
            message.name.span,
            [body.as_slice(), &[0]].concat(),
        )];
        for keep in (0..body.len()).take(16) {
            plays.push((
                format!("cut-{keep:02}"),
                "A body that is cut short is refused".to_owned(),
                message.name.span,
                body[..keep].to_vec(),
            ));
        }
        for violation in violations(&self.wire, message.body, &body) {
            let edited = violation.edit.apply(&body);
            plays.push((violation.what, violation.rule, violation.span, edited));
        }
        for (what, rule, span, body) in plays {
            let bytes = [tag.as_slice(), &body].concat();
            // A body may end in whatever is left.
            if self.wire.interpreter.decode_message(set, &bytes).is_ok() {
                continue;
            }
            let envelope = self.wire.envelope(EnvelopeKind::Request, 7, &bytes)?;
            let play = Play::Conversation(Deed::Envelope(envelope));
            self.add(
                format!("body/{}/{what}", message.name),
                rule,
                span,
                play,
                Expected::ErrorReply,
            );
        }
        Ok(())
    }

    /// Records of the session, changed on their way.
    fn records(&mut self) -> Result<(), WireError> {
        let span = self.wire.layers.span;
        let header = self.wire.header_len();
        let length = self.question_envelope()?.len();
        // Past the header: the record's type, the sealed envelope, the tag.
        let bytes = header..header + 1 + length + 16;
        for byte in bytes {
            for bit in self.bits(byte) {
                self.add(
                    format!("record/flip/byte-{byte:03}-bit-{bit}"),
                    "A record that does not open ends the connection without an answer",
                    span,
                    Play::Conversation(Deed::Flip { byte, bit }),
                    silence(),
                );
            }
        }
        let deeds = [
            ("replayed", "A record is accepted once", Deed::Replay),
            ("reflected", "A record is accepted from the other side only", Deed::Reflect),
            ("in-clear", "A packet in clear ends a session", Deed::Clear),
        ];
        for (what, rule, deed) in deeds {
            self.add(format!("record/{what}"), rule, span, Play::Conversation(deed), silence());
        }
        self.renewals();
        let session = self.wire.layers.session.as_ref();
        let sealed = session.map_or(0, |session| session.sealed_flag);
        for length in [0, 1, 16] {
            let packet = self.wire.packet(sealed, &vec![0; length])?;
            self.add(
                format!("record/too-short-{length:02}"),
                "A record has at least its type and its tag",
                span,
                Play::Conversation(Deed::Packet(packet)),
                silence(),
            );
        }
        Ok(())
    }

    /// The renewal of keys.
    fn renewals(&mut self) {
        let span = self.wire.layers.span;
        for (what, times) in [("once", 1), ("five-times", 5)] {
            self.add(
                format!("key-update/{what}"),
                "After a record that renews the key, the next key opens what follows",
                span,
                Play::Conversation(Deed::Renew { times }),
                Expected::Answer,
            );
        }
        let deeds = [
            (
                "old-key",
                "After a record that renews the key, the old key opens nothing",
                Deed::PretendToRenew,
            ),
            ("untold", "A key is renewed by a record that says so", Deed::RenewSilently),
            ("unused", "A key that has sealed nothing is not renewed", Deed::RenewUnused),
        ];
        for (what, rule, deed) in deeds {
            self.add(format!("key-update/{what}"), rule, span, Play::Conversation(deed), silence());
        }
        self.add(
            "key-update/with-content",
            "A record that renews the key is empty",
            span,
            Play::Conversation(Deed::Record { kind: RecordKind::KeyUpdate, content: vec![0] }),
            silence(),
        );
    }
}
