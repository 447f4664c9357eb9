//! What a client's handles and its task share: the connection and the requests
//! that wait for replies.
//!
//! Does no I/O; [`driver`](super::driver) does. All of it is behind one lock,
//! held for the time of encoding or decoding, never across an await.

use std::collections::{BTreeSet, HashMap};
use std::task::Waker;
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::sync::oneshot;

use super::error::{Ended, RequestError};
use crate::connection::{Connection, ConnectionEvent, Now};
use crate::protocol::{
    EnvelopeFormat, EnvelopeHead, EnvelopeKind, ErrorCode, Goodbye, Protocol, RemoteError,
};

type Reply = Result<Bytes, RequestError>;

/// The connection and the requests that wait.
pub(super) struct State<P: Protocol> {
    pub(super) connection: Connection<P>,
    waiting: HashMap<u64, Waiting>,
    deadlines: BTreeSet<(Instant, u64)>,
    last_id: u64,
    abilities: Abilities,
    pub(super) established: bool,
    /// What the peer said when it said that it takes no new requests.
    goodbye: Option<Goodbye>,
    /// This side wants to end once nothing waits.
    closing: bool,
    /// The peer sends nothing more.
    peer_closed: bool,
    pub(super) ended: Option<Ended>,
    /// The task that moves the bytes, while it sleeps.
    pub(super) driver: Option<Waker>,
}

struct Waiting {
    reply: oneshot::Sender<Reply>,
    deadline: Option<Instant>,
}

/// What the protocol's envelope has a place for.
#[derive(Clone, Copy)]
struct Abilities {
    deadline: bool,
    cancel: bool,
    last_id: u64,
}

impl Abilities {
    fn of<E: EnvelopeFormat>() -> Self {
        let fits = |head: EnvelopeHead| E::encode_head(&head, &mut Vec::new()).is_ok();
        let request = |id| EnvelopeHead::new(EnvelopeKind::Request, id);
        let ids = [u64::MAX, u64::from(u32::MAX), u64::from(u16::MAX), u64::from(u8::MAX)];
        Self {
            deadline: fits(EnvelopeHead { deadline_ms: Some(1), ..request(1) }),
            cancel: fits(EnvelopeHead::new(EnvelopeKind::Cancel, 1)),
            last_id: ids.into_iter().find(|&id| fits(request(id))).unwrap_or(1),
        }
    }
}

impl<P: Protocol> State<P> {
    pub(super) fn new(connection: Connection<P>) -> Self {
        let abilities = Abilities::of::<P::Envelope>();
        Self {
            connection,
            waiting: HashMap::new(),
            deadlines: BTreeSet::new(),
            last_id: abilities.last_id,
            abilities,
            established: false,
            goodbye: None,
            closing: false,
            peer_closed: false,
            ended: None,
            driver: None,
        }
    }

    /// Why nothing new is sent, if so.
    pub(super) fn refusal(&self) -> Option<RequestError> {
        if let Some(ended) = &self.ended {
            return Some(ended.clone().into());
        }
        if self.closing {
            return Some(Ended::Closed.into());
        }
        if self.peer_closed {
            return Some(Ended::ClosedByPeer.into());
        }
        self.goodbye.clone().map(RequestError::GoingAway)
    }

    /// Queues a request, as `send` does with the head it is given, and
    /// remembers who waits for its reply, who is taken only then. Returns its
    /// number.
    pub(super) fn begin_request<E>(
        &mut self,
        deadline: Option<Instant>,
        now: Instant,
        reply: &mut Option<oneshot::Sender<Reply>>,
        send: impl FnOnce(&mut Connection<P>, &EnvelopeHead) -> Result<(), E>,
    ) -> Result<u64, E> {
        let id = self.free_id();
        let left = deadline.map(|deadline| deadline.saturating_duration_since(now));
        let deadline_ms = left.filter(|_| self.abilities.deadline).map(milliseconds);
        let head = EnvelopeHead { deadline_ms, ..EnvelopeHead::new(EnvelopeKind::Request, id) };
        send(&mut self.connection, &head)?;
        self.last_id = id;
        if let Some(reply) = reply.take() {
            self.deadlines.extend(deadline.map(|deadline| (deadline, id)));
            self.waiting.insert(id, Waiting { reply, deadline });
        }
        Ok(id)
    }

    /// Forgets a request and tells the peer; who waits for it, if anyone does.
    pub(super) fn cancel(&mut self, id: u64) -> Option<oneshot::Sender<Reply>> {
        let waiting = self.take_waiting(id)?;
        if self.abilities.cancel {
            // Without room for it the peer does work for nothing, no more.
            let head = EnvelopeHead::new(EnvelopeKind::Cancel, id);
            let _ = self.connection.send_encoded(&head, &[]);
        }
        Some(waiting.reply)
    }

    /// Ends this side once nothing waits.
    pub(super) fn close(&mut self, now: Now) {
        self.closing = true;
        self.close_if_done(now);
    }

    /// Does what is due.
    pub(super) fn handle_deadlines(&mut self, now: Now) {
        self.connection.handle_timeout(now);
        while let Some(&(deadline, id)) = self.deadlines.first()
            && deadline <= now.instant
            && let Some(reply) = self.cancel(id)
        {
            let _ = reply.send(Err(RequestError::DeadlineExceeded));
        }
        self.close_if_done(now);
    }

    pub(super) fn next_deadline(&self) -> Option<Instant> {
        let request = self.deadlines.first().map(|(deadline, _)| *deadline);
        [request, self.connection.poll_timeout()].into_iter().flatten().min()
    }

    /// Takes what the connection has understood; whether there was anything.
    pub(super) fn handle_events(&mut self, now: Now) -> bool {
        let mut progress = false;
        while let Some(event) = self.connection.poll_event() {
            progress = true;
            match event {
                ConnectionEvent::Established { .. } => self.established = true,
                ConnectionEvent::Message { head, message } => self.handle_message(&head, message),
                ConnectionEvent::Goodbye(goodbye) => self.goodbye = Some(goodbye),
                ConnectionEvent::PeerClosed => {
                    self.peer_closed = true;
                    self.fail_all(&Ended::ClosedByPeer);
                }
                ConnectionEvent::Closed(Ok(())) if self.closing => self.end(Ended::Closed),
                ConnectionEvent::Closed(Ok(())) => self.end(Ended::ClosedByPeer),
                ConnectionEvent::Closed(Err(error)) => self.end(Ended::Connection(error)),
            }
        }
        self.close_if_done(now);
        progress
    }

    /// The connection is over: all that waits fails at once.
    pub(super) fn end(&mut self, ended: Ended) {
        let ended = self.ended.get_or_insert(ended).clone();
        self.fail_all(&ended);
    }

    fn handle_message(&mut self, head: &EnvelopeHead, message: Bytes) {
        let reply = match head.kind {
            EnvelopeKind::Reply => Ok(message),
            EnvelopeKind::Error => Err(match P::decode_error(&message) {
                Ok(error) => RequestError::Remote(error),
                Err(error) => RequestError::MalformedReply(Box::new(error)),
            }),
            EnvelopeKind::Request => return self.refuse_request(head.id),
            // A client takes no messages of the peer's own yet.
            EnvelopeKind::OneWay
            | EnvelopeKind::Cancel
            | EnvelopeKind::StreamData
            | EnvelopeKind::StreamEnd
            | EnvelopeKind::Window => return,
        };
        // The reply to a request that was cancelled finds nobody.
        if let Some(waiting) = self.take_waiting(head.id) {
            let _ = waiting.reply.send(reply);
        }
    }

    fn refuse_request(&mut self, id: u64) {
        let error = RemoteError::new(ErrorCode::UnknownMessage, "this client takes no requests");
        let mut message = Vec::new();
        if P::encode_error(&error, &mut message).is_ok() && !message.is_empty() {
            // A peer that asks and does not read gets nothing.
            let head = EnvelopeHead::new(EnvelopeKind::Error, id);
            let _ = self.connection.send_encoded(&head, &message);
        }
    }

    fn close_if_done(&mut self, now: Now) {
        let last = self.closing || self.peer_closed || self.goodbye.is_some();
        if last && self.waiting.is_empty() {
            self.connection.close(now);
        }
    }

    fn take_waiting(&mut self, id: u64) -> Option<Waiting> {
        let waiting = self.waiting.remove(&id)?;
        if let Some(deadline) = waiting.deadline {
            self.deadlines.remove(&(deadline, id));
        }
        Some(waiting)
    }

    fn fail_all(&mut self, ended: &Ended) {
        self.deadlines.clear();
        for (_, waiting) in self.waiting.drain() {
            let _ = waiting.reply.send(Err(ended.clone().into()));
        }
    }

    /// The next number that no request waits under; there are fewer waiting
    /// than numbers, by the client's limit or by the width of numbers. The side
    /// that opened the connection has the odd ones.
    fn free_id(&self) -> u64 {
        let mut id = self.last_id;
        loop {
            id = if id >= self.abilities.last_id { 1 } else { id + 2 };
            if !self.waiting.contains_key(&id) {
                return id;
            }
        }
    }

    /// The most requests that can wait at a time, by the width of numbers.
    pub(super) fn most_waiting(&self) -> usize {
        usize::try_from(self.abilities.last_id.div_ceil(2)).unwrap_or(usize::MAX)
    }
}

/// Whole milliseconds, rounded up, so that the peer never gives up first.
fn milliseconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_nanos().div_ceil(1_000_000)).unwrap_or(u32::MAX)
}
