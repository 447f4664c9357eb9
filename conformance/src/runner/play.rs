//! One case, played: what is sent, and what is observed.

use std::fmt;
use std::time::Duration;

use packetwright::crypto::OpenFailed;
use packetwright::crypto::noise::Party as NoiseParty;
use packetwright::interpret::NoiseOperations;
use packetwright::protocol::handshake::KeyLabels;
use packetwright::session::Session;
use packetwright_spec::interpret::handshake::{Effect, Event, HandshakeMachine, Position};
use packetwright_spec::model::{EnvelopeKind, Handshake, Party, RecordKind, SessionLayer, Trigger};

use super::Target;
use super::operations::{Client, Tampering, config};
use super::peer::{Arrival, Log, Peer};
use super::{cookie_at, offers, opening_payload};
use crate::case::{Again, Change, Deed, Play};
use crate::wire::{Wire, WireError};

/// What was observed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Observed {
    /// The keepalive question, or something else that should not be, was answered.
    Answer,
    /// The request was answered with an error, and the question after it with
    /// its answer.
    ErrorReply,
    /// The connection was closed, perhaps after a notice.
    Closed {
        /// The notice's name.
        notice: Option<String>,
    },
    /// Neither an answer nor a close.
    Silence,
    /// This side cannot go on with what the implementation sent.
    Refused(String),
}

impl fmt::Display for Observed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Observed::Answer => f.write_str("an answer"),
            Observed::ErrorReply => f.write_str("an error for the request, and then an answer"),
            Observed::Closed { notice: None } => f.write_str("the connection was closed"),
            Observed::Closed { notice: Some(name) } => {
                write!(f, "the notice {name}, and then the connection was closed")
            }
            Observed::Silence => f.write_str("neither an answer nor a close"),
            Observed::Refused(reason) => write!(f, "this side cannot go on: {reason}"),
        }
    }
}

/// Plays cases against one target.
pub(super) struct Player<'m> {
    wire: Wire<'m>,
    target: &'m Target,
    handshake: Option<(SessionLayer, &'m Handshake)>,
    labels: KeyLabels,
}

/// The nonce of the keepalive question.
const NONCE: u32 = 0x0BAD_CAFE;

/// The most renewals of the peer's key in front of one envelope.
const RENEWALS: usize = 8;

/// The id of the keepalive question; cases use others.
const QUESTION_ID: u64 = 1;

impl<'m> Player<'m> {
    pub(super) fn new(wire: Wire<'m>, target: &'m Target) -> Result<Self, WireError> {
        let handshake = wire.layers.session.map(|layer| (layer, &wire.model[layer.handshake]));
        wire.answer(NONCE)?;
        let labels = match handshake {
            Some((_, handshake)) => static_labels(handshake),
            None => KeyLabels { key: b"", iv: b"", update: b"", exporter: b"" },
        };
        Ok(Player { wire, target, handshake, labels })
    }

    /// The play of a peer that does nothing wrong.
    pub(super) fn healthy_play(&self) -> Play {
        match self.handshake {
            Some(_) => Play::Handshake(Change::Nothing),
            None => Play::Conversation(Deed::Envelope(self.question())),
        }
    }

    /// Plays on a connection of its own.
    pub(super) fn play(&self, play: &Play, patience: Duration) -> (Observed, Log) {
        let mut talk = match Talk::open(self, patience) {
            Ok(talk) => talk,
            Err(reason) => return (Observed::Refused(reason), Log::default()),
        };
        let observed = match play {
            Play::Bytes { bytes, end } => {
                talk.peer.send(bytes);
                if *end {
                    talk.peer.end();
                }
                talk.wait()
            }
            Play::Handshake(Change::Replay) => self.replay(&mut talk),
            Play::Handshake(change) => match talk.handshake(change) {
                Ok(()) => talk.ask(),
                Err(observed) => observed,
            },
            Play::Conversation(deed) => talk.conversation(deed),
        };
        (observed, talk.peer.log)
    }

    /// A complete handshake, and then its first packet on another connection.
    fn replay(&self, talk: &mut Talk<'_, 'm>) -> Observed {
        if let Err(observed) = talk.handshake(&Change::Nothing) {
            return Observed::Refused(format!("the handshake to be replayed: {observed}"));
        }
        let Some(first) = talk.first_packet.take() else {
            return Observed::Refused("the handshake has no first packet".into());
        };
        match Talk::open(self, talk.patience) {
            Ok(mut second) => {
                second.peer.send(&first);
                second.wait()
            }
            Err(reason) => Observed::Refused(reason),
        }
    }

    fn question(&self) -> Vec<u8> {
        let message = self.wire.question(NONCE).unwrap_or_default();
        self.wire.envelope(EnvelopeKind::Request, QUESTION_ID, &message).unwrap_or_default()
    }
}

/// The labels of a key schedule, for as long as the program runs: sessions
/// take them as constants, and a run reads one spec.
fn static_labels(handshake: &Handshake) -> KeyLabels {
    let keep = |label: &[u8]| -> &'static [u8] { Box::leak(label.to_vec().into_boxed_slice()) };
    let keys = &handshake.keys;
    KeyLabels {
        key: keep(&keys.key),
        iv: keep(&keys.iv),
        update: keep(&keys.update),
        exporter: keep(&keys.exporter),
    }
}

/// A conversation under way.
struct Talk<'p, 'm> {
    player: &'p Player<'m>,
    wire: Wire<'m>,
    peer: Peer<'m>,
    patience: Duration,
    session: Option<Session>,
    notice: Option<String>,
    /// Whether a second attempt was asked for and begun.
    asked: bool,
    first_packet: Option<Vec<u8>>,
    last_received: Vec<u8>,
}

impl<'p, 'm> Talk<'p, 'm> {
    fn open(player: &'p Player<'m>, patience: Duration) -> Result<Self, String> {
        let wire = player.wire;
        let peer = Peer::connect(wire, player.target, patience)
            .map_err(|error| format!("cannot connect to {}: {error}", player.target))?;
        Ok(Talk {
            player,
            wire,
            peer,
            patience,
            session: None,
            notice: None,
            asked: false,
            first_packet: None,
            last_received: Vec::new(),
        })
    }

    /// Plays the initiator's part of the handshake with one change.
    fn handshake(&mut self, change: &Change) -> Result<(), Observed> {
        let Some((layer, handshake)) = self.player.handshake else { return Ok(()) };
        let refused = |reason: String| Observed::Refused(reason);
        let mut machine = HandshakeMachine::new(
            self.wire.model,
            layer.handshake,
            Party::Initiator,
            offers(&self.wire, handshake),
        )
        .map_err(|fault| refused(fault.to_string()))?;
        let mut client = Client;
        let operations = NoiseOperations::new(config(self.wire.model, handshake), &mut client);
        let payload = opening_payload(&self.wire, handshake, offers(&self.wire, handshake));
        let payload = payload.map_err(|error| refused(error.0))?;
        let cookie_at = cookie_at(&self.wire, handshake, &payload);
        let mut operations = Tampering::new(operations, handshake, change, cookie_at);
        let mut effects = machine.handle(Event::Start, &mut operations);
        loop {
            for effect in effects {
                match effect {
                    Effect::Send(body) => self.send_handshake(layer, handshake, change, &body)?,
                    Effect::SendReady => {}
                    Effect::Established { .. }
                        if matches!(change, Change::Attempt { .. }) && !self.asked =>
                    {
                        return Err(refused("no second attempt was asked for".into()));
                    }
                    Effect::Established { .. } => {
                        self.established(handshake, change);
                        return Ok(());
                    }
                    Effect::Failed { name, .. } => {
                        return Err(match self.notice.take() {
                            Some(notice) if self.asked => {
                                // Whoever asks again waits for an answer.
                                self.peer.end();
                                self.wait_after(Some(notice))
                            }
                            Some(notice) => self.wait_after(Some(notice)),
                            None => Observed::Refused(format!("the handshake failed: {name}")),
                        });
                    }
                }
            }
            if self.session.is_none() {
                let secrets = operations.secrets();
                self.session = secrets.map(|secrets| {
                    Session::new(NoiseParty::Initiator, secrets, &self.player.labels)
                });
            }
            effects = match self.next_event(layer, handshake, &machine)? {
                Some(body) => {
                    self.go_elsewhere(change)?;
                    machine.handle(Event::Message(&body), &mut operations)
                }
                None => machine.handle(Event::Ready, &mut operations),
            };
            if !matches!(machine.position(), Position::Failed(_)) {
                // A notice that is answered, by a second attempt, refuses nothing.
                self.asked |= self.notice.take().is_some();
            }
        }
    }

    /// Asked for a second attempt that has to come on another connection, waits
    /// and connects anew.
    fn go_elsewhere(&mut self, change: &Change) -> Result<(), Observed> {
        let Change::Attempt { again: Again::Elsewhere { after_ms }, .. } = change else {
            return Ok(());
        };
        if self.notice.is_none() || self.asked {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(*after_ms));
        let other = Talk::open(self.player, self.patience).map_err(Observed::Refused)?;
        let log = std::mem::replace(&mut self.peer, other.peer).log;
        self.peer.log = log;
        Ok(())
    }

    /// The next handshake body, or none if the record `ready` came.
    fn next_event(
        &mut self,
        layer: SessionLayer,
        handshake: &Handshake,
        machine: &HandshakeMachine<'_>,
    ) -> Result<Option<Vec<u8>>, Observed> {
        let (mut bytes, flags) = match self.peer.receive(self.patience) {
            Arrival::Packet { bytes, flags } => (bytes, flags),
            other => return Err(self.ending(other)),
        };
        self.last_received.clone_from(&bytes);
        let header = self.wire.header_len();
        if flags & layer.handshake_flag != 0 {
            let body = bytes.split_off(header);
            let notice = handshake
                .messages
                .iter()
                .find(|message| message.tokens.is_empty() && body.first() == Some(&message.id));
            self.notice = notice.map(|message| message.name.text.clone());
            return Ok(Some(body));
        }
        let awaits_ready = match machine.position() {
            Position::State(place) => handshake
                .initiator
                .get(place)
                .is_some_and(|state| state.transitions.iter().any(|t| t.trigger == Trigger::Ready)),
            _ => false,
        };
        let session = self.session.as_mut().filter(|_| awaits_ready);
        let ready = record_number(handshake, RecordKind::Ready);
        match session.map(|session| open_record(session, header, &mut bytes)) {
            Some(Ok(kind)) if Some(u64::from(kind)) == ready => Ok(None),
            Some(Ok(kind)) => {
                Err(Observed::Refused(format!("a record of type {kind} before ready")))
            }
            Some(Err(error)) => Err(Observed::Refused(error.to_string())),
            None => Err(Observed::Answer),
        }
    }

    fn send_handshake(
        &mut self,
        layer: SessionLayer,
        handshake: &Handshake,
        change: &Change,
        body: &[u8],
    ) -> Result<(), Observed> {
        let packet = self.wire.packet(layer.handshake_flag, body);
        let mut packet = packet.map_err(|error| Observed::Refused(error.0))?;
        let messages = &handshake.messages;
        let place = messages.iter().position(|m| body.first() == Some(&m.id));
        let first =
            messages.iter().position(|m| m.from == Party::Initiator && !m.tokens.is_empty());
        // Asked for a cookie, this side begins again: what is answered is the
        // last first message.
        if place == first {
            self.first_packet = Some(packet.clone());
        }
        match change {
            Change::Flip { message, byte, bit } if Some(*message) == place => {
                if let Some(byte) = packet.get_mut(*byte) {
                    *byte ^= 1 << bit;
                }
                self.peer.send(&packet);
            }
            Change::Attempt { again: Again::Flip { byte, bit }, .. }
                if place == first && self.asked =>
            {
                if let Some(byte) = packet.get_mut(*byte) {
                    *byte ^= 1 << bit;
                }
                self.peer.send(&packet);
            }
            Change::Cut { message, keep } if Some(*message) == place => {
                packet.truncate(*keep);
                self.peer.send(&packet);
                self.peer.end();
                return Err(self.wait());
            }
            Change::Twice { message } if Some(*message) == place => {
                self.peer.send(&packet);
                self.peer.send(&packet);
            }
            Change::Before { message, packet: other } if Some(*message) == place => {
                self.peer.send(other);
                return Err(self.wait());
            }
            _ => self.peer.send(&packet),
        }
        Ok(())
    }

    /// The session is up on this side.
    fn established(&mut self, handshake: &Handshake, change: &Change) {
        if let Change::Before { message, packet } = change
            && *message >= handshake.messages.len()
        {
            self.peer.send(packet);
        }
    }

    /// Asks the keepalive question, and waits for its answer or an end.
    fn ask(&mut self) -> Observed {
        if let Err(observed) = self.send_envelope(&self.player.question()) {
            return observed;
        }
        self.wait_for_answer()
    }

    fn wait_for_answer(&mut self) -> Observed {
        match self.receive_envelope() {
            Ok((EnvelopeKind::Reply, QUESTION_ID, message)) => {
                if self.wire.answer(NONCE).as_ref() == Ok(&message) {
                    Observed::Answer
                } else {
                    Observed::Refused("the answer is not that of the question".into())
                }
            }
            Ok((EnvelopeKind::Error, _, _)) => Observed::Refused("an error".into()),
            Ok((kind, id, _)) => Observed::Refused(format!("{kind:?} with id {id}")),
            Err(observed) => observed,
        }
    }

    /// Does one thing in a conversation that is up.
    fn conversation(&mut self, deed: &Deed) -> Observed {
        if let Err(observed) = self.handshake(&Change::Nothing) {
            return Observed::Refused(format!("the conversation did not come up: {observed}"));
        }
        let question = self.player.question();
        let sent = match deed {
            Deed::Envelope(envelope) if *envelope == question => return self.ask(),
            Deed::Envelope(envelope) => return self.envelope(envelope),
            Deed::Flip { byte, bit } => self.seal(&question).map(|mut packet| {
                if let Some(byte) = packet.get_mut(*byte) {
                    *byte ^= 1 << bit;
                }
                packet
            }),
            Deed::Replay => {
                let sealed = self.seal(&question);
                if let Ok(packet) = &sealed {
                    self.peer.send(packet);
                    match self.wait_for_answer() {
                        Observed::Answer => {}
                        other => return other,
                    }
                }
                sealed
            }
            Deed::Reflect => Ok(self.last_received.clone()),
            Deed::Clear => {
                self.wire.packet(0, &question).map_err(|error| Observed::Refused(error.0))
            }
            Deed::Renew { times } => {
                for _ in 0..*times {
                    match self.ask() {
                        Observed::Answer => {}
                        other => return other,
                    }
                    if let Err(observed) = self.send_record(RecordKind::KeyUpdate, &[]) {
                        return observed;
                    }
                    self.update_outgoing();
                }
                return self.ask();
            }
            Deed::RenewUnused => self.seal_record(RecordKind::KeyUpdate, &[]),
            Deed::PretendToRenew => {
                match self.ask() {
                    Observed::Answer => {}
                    other => return other,
                }
                if let Err(observed) = self.send_record(RecordKind::KeyUpdate, &[]) {
                    return observed;
                }
                self.seal(&question)
            }
            Deed::RenewSilently => {
                self.update_outgoing();
                self.seal(&question)
            }
            Deed::Record { kind, content } => match self.ask() {
                Observed::Answer => self.seal_record(*kind, content),
                other => return other,
            },
            Deed::Packet(packet) => Ok(packet.clone()),
        };
        match sent {
            Ok(packet) => {
                self.peer.send(&packet);
                self.wait()
            }
            Err(observed) => observed,
        }
    }

    /// Sends an envelope, and then the question. Either both are answered, the
    /// first with an error, or the connection is closed.
    fn envelope(&mut self, envelope: &[u8]) -> Observed {
        if let Err(observed) = self.send_envelope(envelope) {
            return observed;
        }
        match self.receive_envelope() {
            Ok((EnvelopeKind::Error, _, _)) => match self.ask() {
                Observed::Answer => Observed::ErrorReply,
                other => other,
            },
            Ok((EnvelopeKind::Reply, QUESTION_ID, _)) => Observed::Answer,
            Ok((kind, id, _)) => Observed::Refused(format!("{kind:?} with id {id}")),
            Err(observed) => observed,
        }
    }

    fn send_envelope(&mut self, envelope: &[u8]) -> Result<(), Observed> {
        self.send_record(RecordKind::Data, envelope)
    }

    fn send_record(&mut self, kind: RecordKind, text: &[u8]) -> Result<(), Observed> {
        let packet = self.seal_record(kind, text)?;
        self.peer.send(&packet);
        Ok(())
    }

    /// The packet of an envelope, sealed if there is a session.
    fn seal(&mut self, envelope: &[u8]) -> Result<Vec<u8>, Observed> {
        self.seal_record(RecordKind::Data, envelope)
    }

    /// The next key for what this side sends, if there is a session.
    fn update_outgoing(&mut self) {
        if let Some(session) = &mut self.session {
            // Cases renew a few times, and there are 2^32 keys.
            let _ = session.update_outgoing();
        }
    }

    /// The packet of a record; without a session, of the text in clear.
    fn seal_record(&mut self, kind: RecordKind, text: &[u8]) -> Result<Vec<u8>, Observed> {
        let refused = |reason: String| Observed::Refused(reason);
        let (Some((layer, handshake)), Some(session)) = (self.player.handshake, &mut self.session)
        else {
            return self.wire.packet(0, text).map_err(|error| refused(error.0));
        };
        let number = record_number(handshake, kind).unwrap_or(0);
        let header = self.wire.header_len();
        // The header is part of what is authenticated, so it is made first, of
        // a payload that is as long as the record will be.
        let length = 1 + text.len() + packetwright::crypto::TAG_LEN;
        let packet = self.wire.packet(layer.sealed_flag, &vec![0; length]);
        let mut packet = packet.map_err(|error| refused(error.0))?;
        packet.truncate(header);
        packet.push(number as u8);
        packet.extend_from_slice(text);
        let (front, text) = packet.split_at_mut(header + 1);
        let tag = session.seal(front, text).map_err(|error| refused(error.to_string()))?;
        packet.extend_from_slice(&tag);
        Ok(packet)
    }

    /// The next envelope; a few renewals of the peer's key in front are followed.
    fn receive_envelope(&mut self) -> Result<(EnvelopeKind, u64, Vec<u8>), Observed> {
        let header = self.wire.header_len();
        let refused = |reason: String| Observed::Refused(reason);
        for _ in 0..RENEWALS {
            let (mut bytes, flags) = match self.peer.receive(self.patience) {
                Arrival::Packet { bytes, flags } => (bytes, flags),
                other => return Err(self.ending(other)),
            };
            self.last_received.clone_from(&bytes);
            let (Some(session), Some((layer, handshake))) =
                (&mut self.session, self.player.handshake)
            else {
                let envelope = bytes.split_off(header);
                return self.wire.read_envelope(&envelope).map_err(|error| refused(error.0));
            };
            if flags & layer.sealed_flag == 0 {
                return Err(refused("a packet in clear in a session".into()));
            }
            let kind = open_record(session, header, &mut bytes);
            let kind = kind.map_err(|error| refused(error.to_string()))?;
            let is = |wanted| record_number(handshake, wanted) == Some(u64::from(kind));
            if is(RecordKind::KeyUpdate) {
                session.update_incoming().map_err(|error| refused(error.to_string()))?;
                continue;
            }
            if is(RecordKind::Close) {
                return Err(self.wait_after(None));
            }
            if !is(RecordKind::Data) {
                return Err(refused(format!("a record of type {kind}")));
            }
            let end = bytes.len().saturating_sub(packetwright::crypto::TAG_LEN);
            let envelope = bytes.get(header + 1..end).unwrap_or_default();
            return self.wire.read_envelope(envelope).map_err(|error| refused(error.0));
        }
        Err(refused(format!("its key was renewed {RENEWALS} times and nothing sent")))
    }

    /// Waits for the connection to end. Anything that comes instead, but a
    /// notice or a sealed close, is an answer.
    fn wait(&mut self) -> Observed {
        self.wait_after(None)
    }

    fn wait_after(&mut self, mut notice: Option<String>) -> Observed {
        loop {
            let (mut bytes, flags) = match self.peer.receive(self.patience) {
                Arrival::Packet { bytes, flags } => (bytes, flags),
                Arrival::End => return Observed::Closed { notice },
                Arrival::Silence => return Observed::Silence,
                Arrival::Garbage(reason) => return Observed::Refused(reason),
            };
            let header = self.wire.header_len();
            let Some((layer, handshake)) = self.player.handshake else { return Observed::Answer };
            if flags & layer.handshake_flag != 0 {
                let id = bytes.get(header);
                let told =
                    handshake.messages.iter().find(|m| m.tokens.is_empty() && id == Some(&m.id));
                match told {
                    Some(message) => notice = Some(message.name.text.clone()),
                    None => return Observed::Answer,
                }
                continue;
            }
            let opened =
                self.session.as_mut().map(|session| open_record(session, header, &mut bytes));
            let close = record_number(handshake, RecordKind::Close);
            match opened {
                Some(Ok(kind)) if close == Some(u64::from(kind)) => {}
                _ => return Observed::Answer,
            }
        }
    }

    fn ending(&mut self, arrival: Arrival) -> Observed {
        match arrival {
            Arrival::End => Observed::Closed { notice: self.notice.take() },
            Arrival::Silence => Observed::Silence,
            Arrival::Garbage(reason) => Observed::Refused(reason),
            Arrival::Packet { .. } => Observed::Answer,
        }
    }
}

/// Opens the record of a packet in place and returns its type; the plaintext
/// stands between the type and the tag.
fn open_record(session: &mut Session, header: usize, packet: &mut [u8]) -> Result<u8, OpenFailed> {
    let (front, sealed) = packet.split_at_mut_checked(header + 1).ok_or(OpenFailed)?;
    session.open(front, sealed)?;
    Ok(front[header])
}

fn record_number(handshake: &Handshake, kind: RecordKind) -> Option<u64> {
    let kinds = handshake.records.kinds.iter();
    kinds.into_iter().find(|(known, _, _)| *known == kind).map(|(_, number, _)| *number)
}
