//! A connection driven by hand: every packet decoded field by field, and the
//! states that the machine walks.

use std::sync::Arc;

use bytes::Bytes;
use packetwright::connection::{ConnectionConfig, ConnectionEvent};
use packetwright::network::{Echo, Network};
use packetwright::protocol::{EnvelopeFormat, Protocol};
use packetwright::transport::Endpoint;
use packetwright_spec::Checked;
use packetwright_spec::interpret::{Annotated, Interpreter};
use packetwright_spec::model::{Handshake, KeyProgress, Model, Token};

use super::peer::{Peer, message, request};
use super::screen::{Screen, Style, size};
use crate::failure::Failure;
use crate::source::to_hex;

/// Bytes of a field that are shown.
const SHOWN_BYTES: usize = 12;

/// Bytes of an authentication tag, and of a public key.
const TAG: usize = 16;

/// What is said in the session.
const SAID: &str = "One spec, two programs.";

/// Holds a conversation and shows it: all fields over TCP, sizes elsewhere.
pub(super) fn show(
    screen: &Screen,
    model: &Checked<Model>,
    endpoint: &Endpoint,
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<(), Failure> {
    let handshake = model.handshakes.first();
    let handshake = handshake.ok_or_else(|| Failure::refused("the spec has no handshake"))?;
    let whole = matches!(endpoint, Endpoint::Tcp { .. });
    let title = if whole { "packet by packet" } else { "the same again" };
    screen.act(&format!("A handshake and an echo, {title}: {endpoint}"));
    let dump = Dump { screen, interpreter: Interpreter::new(model), handshake, whole };

    let mut peer = Peer::open(endpoint, config)?;
    // The connection has told its machine to begin.
    let mut path: Vec<&str> =
        handshake.initiator.iter().map(|s| s.name.text.as_str()).take(1).collect();
    path.push(peer.state());
    dump.packets(Style::Sent, &peer.flush()?)?;
    while !matches!(peer.event()?, Some(ConnectionEvent::Established { .. })) {
        dump.packets(Style::Received, &[peer.receive()?])?;
        path.push(peer.state());
        dump.packets(Style::Sent, &peer.flush()?)?;
    }
    let mut declared: Vec<&str> =
        handshake.initiator.iter().map(|s| s.name.text.as_str()).collect();
    declared.push("Established");
    // A state that answers by a second attempt is where it was.
    let states = path.len();
    path.dedup();
    if path != declared {
        return Err(Failure::refused(format!("walked {path:?}, the spec declares {declared:?}")));
    }
    screen.held(&format!("states walked: {}", path.join(" → ")));
    if states > path.len() {
        screen.held("in a second attempt: the daemon had just started and asked for a cookie");
    }
    screen.line("");

    let echo = Echo { payload: Bytes::from(SAID) };
    let expected = message(&echo)?;
    let mut envelope = Vec::new();
    <Network as Protocol>::Envelope::encode_head(&request(1), &mut envelope)
        .map_err(Failure::refused)?;
    envelope.extend_from_slice(&expected);
    dump.envelope("an Echo request, before it is sealed", &envelope)?;
    peer.ask(1, &echo)?;
    dump.packets(Style::Sent, &peer.flush()?)?;
    dump.packets(Style::Received, &[peer.receive()?])?;
    match peer.event()? {
        Some(ConnectionEvent::Message { head, message }) if message == expected => {
            screen.held(&format!(
                "opened: {:?} {} brings back {SAID:?}, byte for byte",
                head.kind, head.id
            ));
        }
        other => return Err(Failure::refused(format!("expected the reply, found {other:?}"))),
    }
    peer.close()?;
    screen.held("closed in order: each direction ended with an authenticated close record");
    Ok(())
}

/// A stretch of a packet.
struct Row {
    offset: usize,
    bytes: String,
    name: String,
    text: String,
}

/// Reads packets aloud.
struct Dump<'a> {
    screen: &'a Screen,
    interpreter: Interpreter<'a>,
    handshake: &'a Handshake,
    /// Field by field rather than a line a packet.
    whole: bool,
}

impl Dump<'_> {
    fn packets(&self, style: Style, packets: &[Bytes]) -> Result<(), Failure> {
        packets.iter().try_for_each(|packet| self.packet(style, packet))
    }

    fn packet(&self, style: Style, packet: &[u8]) -> Result<(), Failure> {
        let id = self.interpreter.struct_by_name("Packet");
        let id = id.ok_or_else(|| Failure::refused("the spec has no packet"))?;
        let annotated = self.interpreter.annotate_struct(id, packet);
        let mut rows = rows(&annotated, 0)?;
        let payload = annotated.fields.last().map_or(0, |field| field.bytes.start);
        rows.retain(|row| row.name != "payload");
        let sealed = rows.iter().any(|row| row.text.contains("encrypted"));
        let name = match sealed {
            true => self.record(packet, payload, &mut rows),
            false => self.message(packet, payload, &mut rows)?,
        };
        let way = if style == Style::Sent { "→ sent" } else { "← received" };
        let head = format!("{way:<11} {name}, {}", size(packet.len() as u64));
        self.screen.line(&format!("  {}", self.screen.paint(style, &head)));
        self.rows(&rows);
        Ok(())
    }

    /// A handshake packet's payload: `type u8 | suite u16 | Noise message`.
    fn message(&self, packet: &[u8], start: usize, rows: &mut Vec<Row>) -> Result<String, Failure> {
        let kind = packet.get(start).copied().unwrap_or(0);
        let messages = &self.handshake.messages;
        let place = messages.iter().position(|message| message.id == kind);
        let place = place.ok_or_else(|| {
            Failure::refused(format!("a handshake packet has the unknown type {kind}"))
        })?;
        let message = &messages[place];
        let name = &message.name.text;
        rows.push(row(packet, start..start + 1, "type", format!("{name} ({kind})")));
        let suite = packet.get(start + 1..start + 3).unwrap_or_default();
        let suite = suite.iter().fold(0, |number, byte| number << 8 | u16::from(*byte));
        let suites = &self.handshake.suites;
        let suite_name = suites.iter().find(|each| each.id == suite).map_or("", |each| &each.name);
        rows.push(row(packet, start + 1..start + 3, "suite", suite_name.to_owned()));
        let mut offset = start + 3;
        let mut keys = KeyProgress::default();
        if let Some(suite) = suites.iter().find(|each| each.id == suite) {
            for token in messages.iter().take(place).flat_map(|message| message.tokens_in(suite)) {
                keys.take(token, suite.takes_psk());
            }
            for token in message.tokens_in(suite) {
                let sealed = if keys.has_key && token != Token::E { ", sealed" } else { "" };
                let length = keys.take(token, suite.takes_psk()) as usize;
                let text = match token {
                    Token::E => "ephemeral public key",
                    Token::S => "static public key",
                    Token::E1 => "encapsulation key of ML-KEM-768",
                    Token::Ekem1 => "ciphertext of ML-KEM-768",
                    Token::Ee | Token::Es | Token::Se | Token::Ss | Token::Psk => continue,
                };
                let text = format!("{text}{sealed}");
                rows.push(row(packet, offset..offset + length, token.name(), text));
                offset += length;
            }
        }
        let keyed = keys.has_key;
        let rest = packet.get(offset..).unwrap_or_default();
        if keyed {
            let text =
                format!("sealed: {} B of fields, a tag of {TAG} B", rest.len().saturating_sub(TAG));
            rows.push(row(packet, offset..packet.len(), "payload", text));
        } else {
            rows.extend(self::rows(
                &self.interpreter.annotate_struct(message.payload, rest),
                offset,
            )?);
        }
        Ok(format!("{name}{}", if keyed { "" } else { ", in clear" }))
    }

    /// A record: `type u8 | sealed | tag`.
    fn record(&self, packet: &[u8], start: usize, rows: &mut Vec<Row>) -> String {
        let kind = packet.get(start).copied().unwrap_or(0);
        let kinds = &self.handshake.records.kinds;
        let name = kinds.iter().find(|(_, number, _)| *number == u64::from(kind));
        let name =
            name.map_or("unknown".to_owned(), |(name, ..)| format!("{name:?}").to_lowercase());
        rows.push(row(packet, start..start + 1, "type", format!("{name} ({kind})")));
        let tag = packet.len().saturating_sub(TAG).max(start + 1);
        if tag > start + 1 {
            let text = format!("sealed: {} B", tag - start - 1);
            rows.push(row(packet, start + 1..tag, "record", text));
        }
        let text = "authenticates header, type, number and text".to_owned();
        rows.push(row(packet, tag..packet.len(), "tag", text));
        format!("a record of type {name}")
    }

    /// An envelope and the message in it.
    fn envelope(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let id = self.interpreter.struct_by_name("Envelope");
        let id = id.ok_or_else(|| Failure::refused("the spec has no envelope"))?;
        let annotated = self.interpreter.annotate_struct(id, bytes);
        let mut all = rows(&annotated, 0)?;
        let start = annotated.fields.last().map_or(0, |field| field.bytes.start);
        all.pop();
        let inner = bytes.get(start..).unwrap_or_default();
        all.extend(rows(&self.interpreter.annotate_message(0, inner), start)?);
        let head = format!("  {name}, {}", size(bytes.len() as u64));
        self.screen.line(&self.screen.paint(Style::Bold, &head));
        self.rows(&all);
        Ok(())
    }

    fn rows(&self, rows: &[Row]) {
        if !self.whole {
            return;
        }
        for Row { offset, bytes, name, text } in rows {
            let place = self.screen.paint(Style::Dim, &format!("{offset:>8}  {bytes:<27}"));
            self.screen.line(&format!("{place}{name:<14}{text}"));
        }
        self.screen.line("");
    }
}

/// The fields of something that has to decode.
fn rows(annotated: &Annotated<'_>, base: usize) -> Result<Vec<Row>, Failure> {
    annotated.outcome.as_ref().map_err(Failure::refused)?;
    let fields = annotated.fields.iter().map(|field| {
        let name = if field.path.is_empty() { "tag" } else { &field.path };
        let bytes = annotated.input.get(field.bytes.clone()).unwrap_or_default();
        let (offset, bytes) = (base + field.bytes.start, shown(bytes));
        Row { offset, bytes, name: name.to_owned(), text: field.text.clone() }
    });
    Ok(fields.collect())
}

fn row(packet: &[u8], range: std::ops::Range<usize>, name: &str, text: String) -> Row {
    let bytes = packet.get(range.clone()).unwrap_or_default();
    Row { offset: range.start, bytes: shown(bytes), name: name.to_owned(), text }
}

fn shown(bytes: &[u8]) -> String {
    match bytes.get(..SHOWN_BYTES) {
        Some(start) if bytes.len() > SHOWN_BYTES => format!("{}…", to_hex(start)),
        _ => to_hex(bytes),
    }
}
