//! From bytes to messages: frame, seal, compression, envelope.

use bytes::{Buf, Bytes, BytesMut};

use super::{Connection, ConnectionError, ConnectionEvent, Mode, Now, Phase};
use crate::compression::decompress;
use crate::crypto::TAG_LEN;
use crate::protocol::handshake::{Event, Handshake};
use crate::protocol::{
    Compression, EnvelopeFormat, EnvelopeKind, PacketFormat, PacketHead, Protocol,
};
use crate::session::{KeysUsedUp, Session};

impl<P: Protocol> Connection<P> {
    /// Takes whole packets off the front of `input` and leaves the rest, as
    /// long as there is room for events. A closed connection takes everything.
    ///
    /// Messages share the memory of `input`; nothing is copied but what was compressed.
    pub fn handle_input(&mut self, input: &mut BytesMut, now: Now) {
        self.handle_timeout(now);
        while self.wants_input() {
            match self.take_packet(input) {
                Ok(Some((head, packet))) => {
                    self.keepalive.received(now.instant);
                    if let Err(error) = self.handle_packet(&head, packet, now) {
                        self.finish(Err(error));
                    }
                }
                Ok(None) => break,
                Err(error) => self.finish(Err(error)),
            }
        }
        if !self.awaits_peer() {
            input.clear();
        }
        self.input_left = !input.is_empty();
        self.judge_end_of_stream(now);
    }

    /// The stream has ended: no bytes follow those that were handed in. If some
    /// of them were left because events waited, hand them in again before this
    /// is judged.
    pub fn handle_end_of_stream(&mut self, now: Now) {
        self.handle_timeout(now);
        self.end_of_stream = true;
        self.judge_end_of_stream(now);
    }

    /// Whether the peer has not ended its direction yet. What follows that end
    /// is not looked at.
    fn awaits_peer(&self) -> bool {
        match self.phase {
            Phase::Handshaking(_) => true,
            Phase::Open { peer_closed, .. } => !peer_closed,
            Phase::Closed { .. } => false,
        }
    }

    fn judge_end_of_stream(&mut self, now: Now) {
        let events_wait = self.input_left && !self.wants_input();
        if !self.end_of_stream || !self.awaits_peer() || events_wait {
            return;
        }
        match (&self.config.mode, &self.phase) {
            (Mode::Plain, Phase::Open { .. }) if !self.input_left => self.end_peer_direction(now),
            _ => self.finish(Err(ConnectionError::TruncatedStream)),
        }
    }

    /// The next packet, header included, if it is complete.
    fn take_packet(
        &mut self,
        input: &mut BytesMut,
    ) -> Result<Option<(PacketHead, BytesMut)>, ConnectionError> {
        let head = P::Packet::decode_header(input).map_err(ConnectionError::Packet)?;
        let Some(head) = head else { return Ok(None) };
        self.check_head(&head)?;
        let length = P::Packet::HEADER_LEN + head.payload_len;
        Ok((input.len() >= length).then(|| (head, input.split_to(length))))
    }

    /// Refuses what has no place in the present phase, before its payload is
    /// waited for.
    fn check_head(&self, head: &PacketHead) -> Result<(), ConnectionError> {
        let (when, max) = match &self.phase {
            Phase::Handshaking(_) => ("before the session is up", P::Handshake::MAX_PAYLOAD),
            _ => ("by this side", self.config.accepted_payload()),
        };
        let (handshaking, found) = (matches!(self.phase, Phase::Handshaking(_)), head.payload_len);
        match (&self.config.mode, head.handshake, head.sealed) {
            (Mode::Plain, true, _) => return Err(ConnectionError::UnexpectedHandshake),
            (Mode::Plain, false, true) => return Err(ConnectionError::UnexpectedSealed),
            (Mode::Plain, false, false) => {}
            (Mode::Session(_), true, _) if !handshaking => {
                return Err(ConnectionError::UnexpectedHandshake);
            }
            (Mode::Session(_), true, _) => {}
            (Mode::Session(_), false, true) if self.session.is_none() => {
                return Err(ConnectionError::UnexpectedSealed);
            }
            (Mode::Session(_), false, true) => {}
            (Mode::Session(_), false, false) => return Err(ConnectionError::CleartextInSession),
        }
        if found > max {
            return Err(ConnectionError::PayloadTooLarge { found, max, when });
        }
        match head.compression {
            Some(found) if handshaking || !self.may_be_compressed(found) => {
                Err(ConnectionError::CompressionNotAgreed { found })
            }
            _ => Ok(()),
        }
    }

    fn may_be_compressed(&self, compression: Compression) -> bool {
        match &self.config.mode {
            Mode::Plain => self.config.compression.contains(&compression),
            Mode::Session(_) => self.compression == Some(compression),
        }
    }

    fn handle_packet(
        &mut self,
        head: &PacketHead,
        mut packet: BytesMut,
        now: Now,
    ) -> Result<(), ConnectionError> {
        if head.handshake {
            self.handle_handshake(Event::Message(&packet[P::Packet::HEADER_LEN..]), now);
            return Ok(());
        }
        if !head.sealed {
            packet.advance(P::Packet::HEADER_LEN);
            return self.handle_payload(head, packet.freeze());
        }
        let front_len = P::Packet::HEADER_LEN + 1;
        let (Some((front, sealed)), Some(session)) =
            (packet.split_at_mut_checked(front_len), self.session.as_mut())
        else {
            return Err(ConnectionError::Record);
        };
        session.open(front, sealed).map_err(|_| ConnectionError::Record)?;
        let kind = front[P::Packet::HEADER_LEN];
        packet.truncate(packet.len() - TAG_LEN);
        packet.advance(front_len);
        self.handle_record(kind, head, packet.freeze(), now)
    }

    /// Takes a record that was opened.
    fn handle_record(
        &mut self,
        kind: u8,
        head: &PacketHead,
        plain: Bytes,
        now: Now,
    ) -> Result<(), ConnectionError> {
        let numbers = P::Handshake::RECORDS;
        if matches!(self.phase, Phase::Handshaking(_)) {
            if kind == numbers.ready && plain.is_empty() {
                self.handle_handshake(Event::Ready, now);
                return Ok(());
            }
        } else if kind == numbers.data {
            return self.handle_payload(head, plain);
        } else if kind == numbers.key_update && plain.is_empty() && head.compression.is_none() {
            // A key that opened nothing else is not renewed: renewals without
            // end would be work without a message.
            let used = self.session.as_mut().filter(|session| session.next_incoming() > 1);
            return match used.map(Session::update_incoming) {
                Some(Ok(())) => Ok(()),
                Some(Err(KeysUsedUp)) | None => Err(ConnectionError::UnexpectedRecord { kind }),
            };
        } else if kind == numbers.close && head.compression.is_none() {
            let own = self.session.as_ref().map(|session| session.next_incoming() - 1);
            if let (Some(&[_code, ref number @ ..]), Some(own)) =
                (plain.first_chunk::<9>().filter(|_| plain.len() == 9), own)
                && *number == own.to_be_bytes()
            {
                self.end_peer_direction(now);
                return Ok(());
            }
        }
        Err(ConnectionError::UnexpectedRecord { kind })
    }

    /// Takes what a packet in clear or a record of data carries.
    fn handle_payload(&mut self, head: &PacketHead, payload: Bytes) -> Result<(), ConnectionError> {
        let payload = match head.compression {
            None => payload,
            Some(compression) => {
                decompress(compression, &payload, self.config.accepted_payload())?.into()
            }
        };
        let (head, message) = P::Envelope::decode(&payload).map_err(ConnectionError::Envelope)?;
        if self.take_keepalive(&head, message) {
            return Ok(());
        }
        if head.kind == EnvelopeKind::OneWay
            && let Ok(Some(goodbye)) = P::decode_goodbye(message)
        {
            self.events.push_back(ConnectionEvent::Goodbye(goodbye));
            return Ok(());
        }
        let message = payload.slice_ref(message);
        self.event_bytes += message.len();
        self.events.push_back(ConnectionEvent::Message { head, message });
        Ok(())
    }

    /// The peer sends nothing more.
    fn end_peer_direction(&mut self, now: Now) {
        let Phase::Open { closed, .. } = self.phase else { return };
        self.keepalive.received(now.instant);
        self.phase = Phase::Open { closed, peer_closed: true };
        self.events.push_back(ConnectionEvent::PeerClosed);
        if closed {
            self.finish(Ok(()));
        }
    }
}
