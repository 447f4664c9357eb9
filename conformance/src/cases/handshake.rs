//! The handshake: payloads at and beyond their bounds, checks that must
//! refuse, messages flipped, cut, repeated, replayed and out of order.

use packetwright_spec::model::{
    Endian, Handshake, HandshakeExpression, HandshakeMessage, Integer, Measure, Party, Step, Type,
};
use packetwright_spec::span::Span;

use super::header::replace;
use super::payload::{boundaries, field_range, violations};
use super::{Maker, silence};
use crate::case::{Change, Edit, Expected, Notice, Play};
use crate::runner::offers;
use crate::wire::WireError;

impl Maker<'_> {
    pub(super) fn handshake(&mut self) -> Result<(), WireError> {
        let Some(session) = self.wire.layers.session else { return Ok(()) };
        let model = self.wire.model;
        let handshake = &model[session.handshake];
        self.payloads(handshake)?;
        self.checks(handshake)?;
        self.second_attempts(handshake)?;
        self.broken_messages(handshake);
        self.order(handshake)?;
        self.limit(handshake)
    }

    /// The first message's payload at and beyond the bounds of its fields.
    fn payloads(&mut self, handshake: &Handshake) -> Result<(), WireError> {
        let Some((place, message)) = first_message(handshake) else { return Ok(()) };
        let valid = self.opening_payload(handshake)?;
        let family = format!("payload/{}", message.name);
        for violation in violations(&self.wire, message.payload, &valid) {
            let play = payload_play(place, violation.edit);
            let id = format!("{family}/{}", violation.what);
            self.add(id, violation.rule, violation.span, play, silence());
        }
        for edge in boundaries(&self.wire, message.payload, &valid) {
            let play = payload_play(place, edge.edit);
            self.add(
                format!("{family}/{}", edge.what),
                edge.rule,
                edge.span,
                play,
                Expected::Answer,
            );
        }
        let end = valid.len();
        let trailing = Edit::Replace { range: end..end, bytes: vec![0] };
        let short = Edit::Replace { range: end.saturating_sub(1)..end, bytes: Vec::new() };
        for (what, edit) in [("trailing-byte", trailing), ("one-byte-short", short)] {
            let edited = edit.apply(&valid);
            // A payload may end in whatever is left.
            if self.wire.interpreter.decode_struct(message.payload, &edited).is_ok() {
                continue;
            }
            self.add(
                format!("{family}/{what}"),
                "A payload ends where its last field does",
                message.name.span,
                payload_play(place, edit),
                silence(),
            );
        }
        Ok(())
    }

    /// What each check of the responder refuses, and what it lets through.
    fn checks(&mut self, handshake: &Handshake) -> Result<(), WireError> {
        let valid = self.opening_payload(handshake)?;
        let transitions = handshake.responder.iter().flat_map(|state| &state.transitions);
        let steps = transitions
            .flat_map(|transition| transition.steps.iter().map(move |step| (transition, step)));
        for (transition, step) in steps {
            match step {
                Step::Check {
                    condition: HandshakeExpression::Within(field, now, apart),
                    failure,
                    ..
                } if **now == HandshakeExpression::Now => {
                    self.clock(handshake, field, *apart, *failure, &valid, transition.span);
                }
                Step::Check { condition: HandshakeExpression::Fresh(..), .. } => self.add(
                    "freshness/replayed-first-message",
                    "A nonce seen before is refused, on any connection",
                    transition.span,
                    Play::Handshake(Change::Replay),
                    silence(),
                ),
                Step::Check { condition: HandshakeExpression::Equal(left, right), .. }
                    if [left, right]
                        .iter()
                        .any(|side| matches!(***side, HandshakeExpression::Binding(_))) =>
                {
                    self.add(
                        "proof/wrong-hash",
                        "A proof that is not the hash of both sides' values is refused",
                        transition.span,
                        Play::Handshake(Change::Hash),
                        silence(),
                    );
                }
                Step::Let {
                    name,
                    value: HandshakeExpression::Common(_, offered),
                    failure: Some(failure),
                    ..
                } => {
                    let what = format!("negotiation/no-common-{name}");
                    self.nothing_in_common(handshake, offered, *failure, &valid, what, name.span);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A time that is off by a second less and a second more than is allowed:
    /// no nearer, because the peer's clock and ours are read at different times.
    fn clock(
        &mut self,
        handshake: &Handshake,
        field: &HandshakeExpression,
        apart: u64,
        failure: usize,
        valid: &[u8],
        span: Span,
    ) {
        const MARGIN_MS: i64 = 1_000;
        let Some((place, range, integer)) = self.integer_field(handshake, field, valid) else {
            return;
        };
        let limit = i64::try_from(apart).unwrap_or(i64::MAX);
        let refused = Expected::Refusal { notice: notice(handshake, failure) };
        let plays = [
            ("late-but-allowed", MARGIN_MS - limit, Expected::Answer),
            ("early-but-allowed", limit - MARGIN_MS, Expected::Answer),
            ("too-late", -limit - MARGIN_MS, refused.clone()),
            ("too-early", limit + MARGIN_MS, refused.clone()),
            ("an-hour-late", -3_600_000, refused.clone()),
            ("an-hour-early", 3_600_000, refused.clone()),
        ];
        let rule = format!("The timestamp is at most {apart} ms from the receiver's clock");
        let little_endian = integer.endian == Endian::Little;
        for (what, delta, expected) in plays {
            let edit = Edit::Add { range: range.clone(), little_endian, delta };
            self.add(format!("clock/{what}"), &rule, span, payload_play(place, edit), expected);
        }
        for (what, value) in [("zero", 0), ("largest", integer.max())] {
            let edit = replace(range.clone(), integer, value);
            self.add(
                format!("clock/{what}"),
                &rule,
                span,
                payload_play(place, edit),
                refused.clone(),
            );
        }
    }

    fn nothing_in_common(
        &mut self,
        handshake: &Handshake,
        offered: &HandshakeExpression,
        failure: usize,
        valid: &[u8],
        what: String,
        span: Span,
    ) {
        let HandshakeExpression::MessageField(message, field) = offered else { return };
        let Some(declared) = handshake.messages.get(*message) else { return };
        let payload = &self.wire.model[declared.payload];
        let Some(field) = payload.fields.get(*field) else { return };
        let Type::List(element, extent) = &field.ty else { return };
        let (Type::Integer(integer), Measure::Prefix(prefix)) = (&**element, extent.measure) else {
            return;
        };
        let Some(range) = field_range(&self.wire, declared.payload, valid, field) else { return };
        let mut bytes = prefix.bytes_of(1);
        bytes.extend(integer.bytes_of(integer.max()));
        let play = payload_play(*message, Edit::Replace { range, bytes });
        let rule = format!("Without a common value of `{}` there is no session", field.name);
        let expected = Expected::Refusal { notice: notice(handshake, failure) };
        self.add(what, rule, span, play, expected);
    }

    /// Every message of the initiator with a bit flipped, cut short, or twice.
    fn broken_messages(&mut self, handshake: &Handshake) {
        let header = self.wire.header_len();
        for (place, message) in noise_messages(handshake, Party::Initiator) {
            let length = 3 + self.noise_len(handshake, place, message);
            for byte in positions(header, length) {
                for bit in self.bits(byte) {
                    self.add(
                        format!("flip/{}/byte-{byte:03}-bit-{bit}", message.name),
                        "Every bit of a handshake message is checked or enters the transcript",
                        message.name.span,
                        Play::Handshake(Change::Flip { message: place, byte, bit }),
                        Expected::Refusal { notice: Notice::Any },
                    );
                }
            }
            for keep in self.lengths(header + length) {
                self.add(
                    format!("cut/{}/{keep:03}", message.name),
                    "A handshake message that is cut short is refused",
                    message.name.span,
                    Play::Handshake(Change::Cut { message: place, keep }),
                    silence(),
                );
            }
            self.add(
                format!("order/{}/twice", message.name),
                "A state answers only the messages that it declares",
                message.name.span,
                Play::Handshake(Change::Twice { message: place }),
                silence(),
            );
        }
    }

    /// A message that the state does not answer, in each state.
    fn order(&mut self, handshake: &Handshake) -> Result<(), WireError> {
        let Some(session) = self.wire.layers.session else { return Ok(()) };
        let suite = crate::runner::running_suite(handshake).map_or(0, |suite| suite.id);
        let body = |id: u8| {
            let mut body = vec![id];
            let integer = Integer::new(16, false, self.wire.model.endian);
            body.extend(integer.bytes_of(suite.into()));
            body.resize(3 + 96, 0x5A);
            body
        };
        let mut symbols = Vec::new();
        for message in &handshake.messages {
            let packet = self.wire.packet(session.handshake_flag, &body(message.id))?;
            symbols.push((message.name.text.clone(), packet));
        }
        let unknown = (0..=u8::MAX).rev().find(|id| handshake.messages.iter().all(|m| m.id != *id));
        if let Some(id) = unknown {
            symbols.push(("unknown".into(), self.wire.packet(session.handshake_flag, &body(id))?));
        }
        symbols.push(("cleartext".into(), self.wire.packet(0, &self.question_envelope()?)?));
        symbols.push(("record".into(), self.wire.packet(session.sealed_flag, &[0x5A; 64])?));
        let own: Vec<usize> =
            noise_messages(handshake, Party::Initiator).map(|(place, _)| place).collect();
        let after = handshake.messages.len();
        for before in own.iter().copied().chain([after]) {
            let state = match handshake.messages.get(before) {
                Some(message) => format!("before-{}", message.name),
                None => "after-the-handshake".into(),
            };
            for (symbol, packet) in &symbols {
                let answered =
                    handshake.messages.get(before).is_some_and(|m| m.name.text == *symbol);
                if answered {
                    continue;
                }
                self.add(
                    format!("order/{state}/{symbol}"),
                    "A state answers only the messages that it declares",
                    handshake.name.span,
                    Play::Handshake(Change::Before { message: before, packet: packet.clone() }),
                    silence(),
                );
            }
        }
        Ok(())
    }

    /// The limit on packets before the session is up.
    fn limit(&mut self, handshake: &Handshake) -> Result<(), WireError> {
        let Some(session) = self.wire.layers.session else { return Ok(()) };
        let length = usize::try_from(handshake.limit).unwrap_or(usize::MAX).saturating_add(1);
        let mut bytes = self.wire.packet(session.handshake_flag, &vec![0; length])?;
        bytes.truncate(self.wire.header_len());
        self.add(
            "limit/before-the-session",
            format!("Before the session is up a packet carries at most {} bytes", handshake.limit),
            handshake.name.span,
            Play::Bytes { bytes, end: false },
            silence(),
        );
        Ok(())
    }

    /// Bytes of a Noise message of the initiator.
    pub(super) fn noise_len(
        &self,
        handshake: &Handshake,
        place: usize,
        message: &HandshakeMessage,
    ) -> usize {
        crate::runner::noise_len(&self.wire, handshake, place, message)
    }

    /// The plain payload of the first message, as this side's machine makes it.
    pub(super) fn opening_payload(&self, handshake: &Handshake) -> Result<Vec<u8>, WireError> {
        crate::runner::opening_payload(&self.wire, handshake, offers(&self.wire, handshake))
    }

    fn integer_field(
        &self,
        handshake: &Handshake,
        value: &HandshakeExpression,
        valid: &[u8],
    ) -> Option<(usize, std::ops::Range<usize>, Integer)> {
        let HandshakeExpression::MessageField(place, field) = value else { return None };
        let message = handshake.messages.get(*place)?;
        let field = self.wire.model[message.payload].fields.get(*field)?;
        let Type::Integer(integer) = field.ty else { return None };
        if integer.variable().is_some() {
            // Nothing is added in place to a number whose length would change.
            return None;
        }
        Some((*place, field_range(&self.wire, message.payload, valid, field)?, integer))
    }
}

fn payload_play(message: usize, edit: Edit) -> Play {
    Play::Handshake(Change::Payload { message, edit })
}

/// The messages of a party that are part of the Noise pattern, by their places.
fn noise_messages(
    handshake: &Handshake,
    from: Party,
) -> impl Iterator<Item = (usize, &HandshakeMessage)> {
    let messages = handshake.messages.iter().enumerate();
    messages.filter(move |(_, message)| message.from == from && !message.tokens.is_empty())
}

fn first_message(handshake: &Handshake) -> Option<(usize, &HandshakeMessage)> {
    noise_messages(handshake, Party::Initiator).next()
}

/// The name of the notice that a failure sends.
fn notice(handshake: &Handshake, failure: usize) -> Notice {
    let reply = handshake.failures.get(failure).and_then(|failure| failure.reply.as_ref());
    let message = reply.and_then(|(message, _)| handshake.messages.get(*message));
    message.map_or(Notice::Silence, |message| Notice::Named(message.name.text.clone()))
}

/// The bytes of a message that are flipped: all of a short one; of one with the
/// keys of a KEM the first, the last and every 16th between.
fn positions(header: usize, length: usize) -> impl Iterator<Item = usize> {
    const EDGE: usize = 128;
    (header..header + length).filter(move |byte| {
        let place = byte - header;
        length <= 4 * EDGE || place < EDGE || place + EDGE >= length || place.is_multiple_of(16)
    })
}
