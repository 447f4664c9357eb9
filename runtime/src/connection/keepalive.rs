//! Whether the peer is there: questions, answers and silence.

use std::time::Instant;

use super::{Connection, ConnectionError, Now, Phase, TimeoutKind};
use crate::codec::Reader;
use crate::protocol::{EnvelopeHead, EnvelopeKind, Protocol};

/// The number of the connection's own requests.
const OWN_ID: u64 = 0;

/// When the peer was heard and asked.
#[derive(Debug)]
pub(super) struct KeepaliveState {
    heard: Instant,
    asked: Option<Instant>,
    questions: u64,
    /// Input was left unread by this side: the silence was its own.
    resumed: bool,
}

impl KeepaliveState {
    pub(super) fn new(now: Instant) -> Self {
        Self { heard: now, asked: None, questions: 0, resumed: false }
    }

    /// A packet arrived: the peer is there.
    pub(super) fn received(&mut self, now: Instant) {
        *self = Self { heard: now, asked: None, resumed: false, ..*self };
    }

    /// Input is wanted again; silence counts from the next call on.
    pub(super) fn resume(&mut self) {
        self.resumed = true;
    }
}

impl<P: Protocol> Connection<P> {
    /// When the silence will have lasted too long.
    pub(super) fn next_deadline(&self) -> Option<Instant> {
        if !self.wants_input() {
            return None;
        }
        let KeepaliveState { heard, asked, resumed, .. } = self.keepalive;
        match (&self.phase, self.config.keepalive, asked) {
            _ if resumed => Some(heard),
            (Phase::Open { closed: true, .. }, ..) => heard.checked_add(self.config.close_timeout),
            (_, Some(config), Some(asked)) if P::KEEPALIVE.is_some() => {
                asked.checked_add(config.timeout)
            }
            (_, Some(config), None) if P::KEEPALIVE.is_some() => heard.checked_add(config.interval),
            _ => None,
        }
    }

    /// Asks, or gives up, if the silence has lasted too long.
    pub(super) fn handle_silence(&mut self, now: Now) {
        if self.keepalive.resumed {
            self.keepalive.received(now.instant);
        }
        if self.next_deadline().is_none_or(|deadline| now.instant < deadline) {
            return;
        }
        if matches!(self.phase, Phase::Open { closed: true, .. }) {
            self.finish(Err(ConnectionError::Timeout(TimeoutKind::Close)));
        } else if self.keepalive.asked.is_some() {
            self.finish(Err(ConnectionError::Timeout(TimeoutKind::Keepalive)));
        } else {
            self.output.release();
            self.ask(now.instant);
        }
    }

    fn ask(&mut self, now: Instant) {
        let Some(keepalive) = P::KEEPALIVE else { return };
        self.keepalive.questions += 1;
        let nonce = self.keepalive.questions;
        let head = EnvelopeHead::new(EnvelopeKind::Request, OWN_ID);
        // A question that cannot be written is one that is not answered.
        let _ = self.write_message(&head, |out| {
            P::encode_tag(keepalive.question, out)?;
            P::encode_keepalive(nonce, out)
        });
        self.keepalive.asked = Some(now);
    }

    /// Answers a question and takes the answer to an own one. Returns whether
    /// the message was either.
    ///
    /// A question is not answered while the output is full: a peer that asks
    /// and does not read gets nothing. A body of another length than a
    /// question's is left to the receiver of messages, which refuses it.
    pub(super) fn take_keepalive(&mut self, head: &EnvelopeHead, message: &[u8]) -> bool {
        let Some(keepalive) = P::KEEPALIVE else { return false };
        if head.id == OWN_ID && matches!(head.kind, EnvelopeKind::Reply | EnvelopeKind::Error) {
            return true;
        }
        if head.kind != EnvelopeKind::Request {
            return false;
        }
        let mut reader = Reader::new(message);
        if P::decode_tag(&mut reader).ok() != Some(keepalive.question) {
            return false;
        }
        let body = reader.rest();
        let mut own = Vec::new();
        if P::encode_keepalive(0, &mut own).is_err() || own.len() != body.len() {
            return false;
        }
        let room = self.output.len() < self.config.max_queued_output.max(1);
        if room && matches!(self.phase, Phase::Open { closed: false, .. }) {
            let head = EnvelopeHead::new(EnvelopeKind::Reply, head.id);
            let _ = self.write_message(&head, |out| {
                P::encode_tag(keepalive.answer, out)?;
                out.extend_from_slice(body);
                Ok(())
            });
        }
        true
    }
}
