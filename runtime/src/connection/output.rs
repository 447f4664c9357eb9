//! From messages to bytes: envelope, compression, seal, frame, in one buffer.

use std::collections::VecDeque;
use std::io::IoSlice;
use std::time::Instant;

use super::{Connection, Phase, SendError};
use crate::codec::EncodeError;
use crate::compression::compress;
use crate::crypto::TAG_LEN;
use crate::protocol::handshake::Handshake;
use crate::protocol::{
    EnvelopeFormat, EnvelopeHead, EnvelopeKind, Goodbye, PacketFormat, PacketHead, Protocol,
};
use crate::session::Session;

/// Bytes that wait to be written, in order.
///
/// Kept in pieces of about 64 KiB, each of whole packets, so that a long
/// message never moves those before it.
#[derive(Debug, Default)]
pub struct OutputQueue {
    pieces: VecDeque<Vec<u8>>,
    /// Bytes of the first piece that were written.
    written: usize,
    length: usize,
    /// A buffer to use again.
    spare: Vec<u8>,
    finished: bool,
}

impl OutputQueue {
    /// A piece that is this long takes no more packets. Bytes.
    const PIECE: usize = 64 * 1024;

    /// Bytes that wait.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether none wait.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Whether nothing will follow what waits: when it is written, shut down
    /// the stream's write side.
    pub fn is_finished(&self) -> bool {
        self.finished
    }

    /// The first bytes that wait, as many as lie together; empty if none wait.
    pub fn bytes(&self) -> &[u8] {
        self.pieces.front().map_or(&[], |piece| &piece[self.written..])
    }

    /// Fills `slices` with what waits, for a vectored write, and returns how
    /// many it filled.
    pub fn io_slices<'a>(&'a self, slices: &mut [IoSlice<'a>]) -> usize {
        let mut skip = self.written;
        let mut filled = 0;
        for (slice, piece) in slices.iter_mut().zip(&self.pieces) {
            *slice = IoSlice::new(&piece[skip..]);
            skip = 0;
            filled += 1;
        }
        filled
    }

    /// Drops the first `count` bytes, which were written; at most all.
    pub fn advance(&mut self, count: usize) {
        let mut count = count.min(self.length);
        self.length -= count;
        while let Some(piece) = self.pieces.front() {
            let left = piece.len() - self.written;
            if count < left {
                self.written += count;
                return;
            }
            count -= left;
            self.written = 0;
            if let Some(mut piece) = self.pieces.pop_front()
                && piece.capacity() <= 2 * Self::PIECE
            {
                piece.clear();
                self.spare = piece;
            }
        }
    }

    /// Gives back the memory of an empty queue.
    pub(super) fn release(&mut self) {
        if self.is_empty() {
            *self = Self { finished: self.finished, ..Self::default() };
        }
    }

    pub(super) fn finish(&mut self) {
        self.finished = true;
    }

    /// Appends what `write` appends to the buffer it is given; on error nothing.
    /// `write` must leave the bytes in front as they are.
    fn append<E>(
        &mut self,
        write: impl FnOnce(&mut Vec<u8>, usize) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.pieces.back().is_none_or(|piece| piece.len() >= Self::PIECE) {
            self.pieces.push_back(std::mem::take(&mut self.spare));
        }
        let Some(piece) = self.pieces.back_mut() else { return Ok(()) };
        let start = piece.len();
        let result = write(piece, start);
        if result.is_err() {
            piece.truncate(start);
        }
        self.length += piece.len() - start;
        if piece.is_empty() {
            self.spare = self.pieces.pop_back().unwrap_or_default();
        }
        result
    }
}

/// What is done to a payload before it is framed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// Nothing.
    Handshake,
    /// Compressed if that pays.
    Plain,
    /// Sealed as a record of this type.
    Record(u8),
    /// Compressed if that pays, then sealed as a record of data.
    Data,
}

impl<P: Protocol> Connection<P> {
    /// Queues a message: its tag and what `body` appends.
    ///
    /// # Errors
    /// See [`SendError`]; nothing is queued then.
    pub fn send(
        &mut self,
        head: &EnvelopeHead,
        tag: u64,
        body: impl FnOnce(&mut Vec<u8>) -> Result<(), EncodeError>,
    ) -> Result<(), SendError> {
        self.check_sendable(head)?;
        self.write_message(head, |out| {
            P::encode_tag(tag, out)?;
            body(out)
        })
    }

    /// Queues a message whose tag and body are encoded already. Empty for
    /// kinds that carry no message.
    ///
    /// # Errors
    /// See [`SendError`]; nothing is queued then.
    pub fn send_encoded(&mut self, head: &EnvelopeHead, message: &[u8]) -> Result<(), SendError> {
        self.check_sendable(head)?;
        self.write_message(head, |out| {
            out.extend_from_slice(message);
            Ok(())
        })
    }

    /// Tells the peer that this side takes no new requests. Does nothing if
    /// the protocol has no message for that.
    ///
    /// # Errors
    /// See [`SendError`]; nothing is queued then.
    pub fn send_goodbye(&mut self, goodbye: &Goodbye) -> Result<(), SendError> {
        let mut message = Vec::new();
        P::encode_goodbye(goodbye, &mut message)?;
        if message.is_empty() {
            return Ok(());
        }
        self.send_encoded(&EnvelopeHead::new(EnvelopeKind::OneWay, 0), &message)
    }

    /// Whether a message can be queued now.
    fn check_sendable(&self, head: &EnvelopeHead) -> Result<(), SendError> {
        match self.phase {
            Phase::Handshaking(_) => return Err(SendError::NotEstablished),
            Phase::Open { closed: true, .. } | Phase::Closed { .. } => {
                return Err(SendError::Closed);
            }
            Phase::Open { closed: false, .. } => {}
        }
        if head.kind == EnvelopeKind::Request && head.id == 0 {
            return Err(SendError::ReservedId);
        }
        let (queued, max) = (self.output.len(), self.config.max_queued_output);
        if queued >= max.max(1) {
            return Err(SendError::QueueFull { queued, max });
        }
        Ok(())
    }

    /// As [`send_encoded`](Self::send_encoded), without looking at the bounds.
    pub(super) fn write_message(
        &mut self,
        head: &EnvelopeHead,
        message: impl FnOnce(&mut Vec<u8>) -> Result<(), EncodeError>,
    ) -> Result<(), SendError> {
        let layer = if self.session.is_some() { Layer::Data } else { Layer::Plain };
        self.write_packet(layer, |out| {
            P::Envelope::encode_head(head, out)?;
            message(out)
        })
    }

    /// When the key of what this side sends is too old; never if it was not used.
    pub(super) fn key_deadline(&self) -> Option<Instant> {
        let session = self.session.as_ref()?;
        let sends = matches!(self.phase, Phase::Open { closed: false, .. });
        let deadline = self.key_since.checked_add(self.config.key_limits.age)?;
        (sends && session.is_renewable()).then_some(deadline)
    }

    /// Renews the key of what this side sends if it is too old.
    pub(super) fn renew_old_key(&mut self) {
        if self.key_deadline().is_some_and(|deadline| deadline <= self.clock) {
            // What one key may seal leaves room for this record; it has no content.
            let _ = self.write_key_update();
        }
    }

    /// Takes the next key for what this side sends, and tells the peer.
    fn write_key_update(&mut self) -> Result<(), SendError> {
        self.append_packet(Layer::Record(P::Handshake::RECORDS.key_update), |_| Ok(()))?;
        if let Some(session) = &mut self.session {
            session.update_outgoing()?;
        }
        self.key_since = self.clock;
        Ok(())
    }

    /// The record that ends this side's direction: `code u8 | its own number u64`.
    pub(super) fn write_close(&mut self) {
        let Some(session) = &self.session else { return };
        let number = session.next_outgoing();
        let layer = Layer::Record(P::Handshake::RECORDS.close);
        let written = self.write_packet(layer, |out| {
            out.push(0);
            out.extend_from_slice(&number.to_be_bytes());
            Ok(())
        });
        // With keys used up there is no close, and the peer reports a
        // truncated stream, which it is.
        let _ = written;
    }

    /// Appends a packet, behind a renewal of the key if one is due.
    pub(super) fn write_packet(
        &mut self,
        layer: Layer,
        payload: impl FnOnce(&mut Vec<u8>) -> Result<(), EncodeError>,
    ) -> Result<(), SendError> {
        let next = self.peer_max_payload as u64;
        let due = |session: &Session| session.is_update_due(&self.config.key_limits, next);
        if layer == Layer::Data && self.session.as_ref().is_some_and(due) {
            self.write_key_update()?;
        }
        self.append_packet(layer, payload)
    }

    /// Appends a packet: header space first, so that payload, compression and
    /// seal happen where the bytes are written from.
    fn append_packet(
        &mut self,
        layer: Layer,
        payload: impl FnOnce(&mut Vec<u8>) -> Result<(), EncodeError>,
    ) -> Result<(), SendError> {
        let Self { output, session, scratch, config, .. } = self;
        let (record, compressible) = match layer {
            Layer::Handshake => (None, false),
            Layer::Plain => (None, true),
            Layer::Record(kind) => (Some(kind), false),
            Layer::Data => (Some(P::Handshake::RECORDS.data), true),
        };
        let compression = self.compression.filter(|_| compressible);
        let (threshold, max) = (config.compression_threshold, self.peer_max_payload);
        output.append(|buffer, start| {
            let text = start + P::Packet::HEADER_LEN + usize::from(record.is_some());
            buffer.resize(text, 0);
            payload(buffer)?;
            let plain_len = buffer.len() - text;
            if plain_len > max {
                return Err(SendError::TooLarge { found: plain_len, max });
            }
            let mut head = PacketHead {
                handshake: layer == Layer::Handshake,
                sealed: record.is_some(),
                ..PacketHead::default()
            };
            if let Some(compression) = compression.filter(|_| plain_len >= threshold) {
                scratch.clear();
                if compress(compression, &buffer[text..], scratch) && scratch.len() < plain_len {
                    buffer.truncate(text);
                    buffer.extend_from_slice(scratch);
                    head.compression = Some(compression);
                }
                scratch.shrink_to(OutputQueue::PIECE);
            }
            let tag = if record.is_some() { TAG_LEN } else { 0 };
            head.payload_len = buffer.len() - start - P::Packet::HEADER_LEN + tag;
            if head.payload_len > max {
                return Err(SendError::TooLarge { found: head.payload_len, max });
            }
            let (front, text) = buffer[start..].split_at_mut(text - start);
            P::Packet::encode_header(&head, front)?;
            if let (Some(kind), Some(session)) = (record, session.as_mut()) {
                front[P::Packet::HEADER_LEN] = kind;
                let tag = session.seal(front, text)?;
                buffer.extend_from_slice(&tag);
            }
            Ok(())
        })
    }
}
