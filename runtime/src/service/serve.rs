//! Serves one connection: reads packets, has messages handled, writes answers.
//!
//! One task, no channel, no timer but one. Each round reads once, handles all
//! that came, and writes once. A handler is polled where its message was read;
//! one that waits joins the bounded set of [`InFlight`]. While the set or the
//! output is full nothing more is handled, then nothing more is read, and the
//! peer's writes wait in turn.

use std::future::{Future, poll_fn};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::{self, Poll};
use std::time::Instant;

use bytes::Bytes;
use tokio_util::sync::CancellationToken;

use super::daemon::{DaemonEvent, Observer};
use super::in_flight::{InFlight, Slot};
use super::limits::DaemonLimits;
use super::wire::{Timer, Wire, now};
use super::{Answer, Context, Handler, HandlerError, Peer, PeerAddress};
use crate::connection::{
    Connection, ConnectionConfig, ConnectionError, ConnectionEvent, Now, Role, SendError,
};
use crate::protocol::{EnvelopeHead, EnvelopeKind, ErrorCode, Goodbye, Protocol, RemoteError};
use crate::transport::Transport;

/// What the connections of a daemon share.
pub(super) struct Service<P: Protocol, H> {
    pub(super) handler: Arc<H>,
    pub(super) observer: Observer,
    pub(super) config: Arc<ConnectionConfig<P>>,
    pub(super) limits: DaemonLimits,
    /// Take no new requests, answer those under way, end.
    pub(super) drain: CancellationToken,
    /// End now.
    pub(super) stop: CancellationToken,
}

/// Why a served connection ended other than in order.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The peer broke the protocol, or went away.
    #[error(transparent)]
    Connection(ConnectionError),
    /// The transport failed, or its own handshake did.
    #[error("transport: {0}")]
    Transport(io::Error),
    /// The handshake was not over by
    /// [`handshake_deadline`](DaemonLimits::handshake_deadline).
    #[error("the handshake was not over by its deadline")]
    HandshakeDeadline,
}

/// Serves a connection to its end; one that is refused to the end of its
/// handshake.
pub(super) async fn serve<P: Protocol, H: Handler<P>, T: Transport>(
    service: &Service<P, H>,
    transport: T,
    accepted: Instant,
    refused: bool,
) -> Result<(), ServeError> {
    let now = now();
    let binding = transport.channel_binding();
    let config = Arc::clone(&service.config);
    let address = transport.peer_address();
    let mut connection = Connection::new(Role::Server, config, binding, now);
    connection.set_source(&address.source());
    if refused {
        connection.refuse();
    }
    let mut serving = Serving {
        peer: Arc::new(Peer::new(None, address)),
        observer: Arc::clone(&service.observer),
        connection,
        wire: Wire::new(transport, service.limits.write_timeout, now.instant),
        in_flight: InFlight::new(),
        start: |context, message| answer(Arc::clone(&service.handler), context, message),
        spare: None,
        one_way: 0,
        max_in_flight: service.limits.max_in_flight.get(),
        max_output: service.config.max_queued_output.max(1),
        handshake_until: accepted.checked_add(service.limits.handshake_deadline),
        draining: false,
        no_more_requests: false,
        end: None,
        timer: Timer::default(),
    };
    let mut drain = pin!(service.drain.cancelled());
    let mut stop = pin!(service.stop.cancelled());
    poll_fn(|context| {
        if !serving.draining && drain.as_mut().poll(context).is_ready() {
            serving.begin_drain();
        }
        if serving.end.is_none() && stop.as_mut().poll(context).is_ready() {
            serving.stop();
        }
        serving.poll(context)
    })
    .await
}

/// What names a handler's future: the request's number, or a number of our own
/// for messages without one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Key {
    Request(u64),
    OneWay(u64),
}

struct Serving<P: Protocol, T, S, F> {
    peer: Arc<Peer>,
    observer: Observer,
    connection: Connection<P>,
    wire: Wire<T>,
    in_flight: InFlight<Key, F>,
    /// Makes the future that answers a message.
    start: S,
    spare: Option<Slot<F>>,
    /// Messages without a number so far.
    one_way: u64,
    max_in_flight: usize,
    max_output: usize,
    /// When the handshake has to be over; `None` once it is.
    handshake_until: Option<Instant>,
    draining: bool,
    /// The peer sends nothing more, or what it sends is not for a handler.
    no_more_requests: bool,
    end: Option<Result<(), ServeError>>,
    timer: Timer,
}

type Outcome = Result<Answer, HandlerError>;

/// The future that answers a message.
async fn answer<P: Protocol, H: Handler<P>>(
    handler: Arc<H>,
    context: Context,
    message: Bytes,
) -> Outcome {
    handler.handle(&context, message).await
}

/// Polls a handler's future; a panic in it is an internal error.
fn poll_handler<F: Future<Output = Outcome>>(
    future: &mut Slot<F>,
    context: &mut task::Context<'_>,
) -> Poll<Outcome> {
    let polled = catch_unwind(AssertUnwindSafe(|| match future.as_mut().as_pin_mut() {
        Some(future) => future.poll(context),
        None => Poll::Pending,
    }));
    polled.unwrap_or_else(|_| Poll::Ready(Err(HandlerError::internal("the handler panicked"))))
}

impl<P, T, S, F> Serving<P, T, S, F>
where
    P: Protocol,
    T: Transport,
    S: Fn(Context, Bytes) -> F,
    F: Future<Output = Outcome>,
{
    fn poll(&mut self, context: &mut task::Context<'_>) -> Poll<Result<(), ServeError>> {
        loop {
            let now = now();
            self.handle_deadlines(now);
            self.wire.handle_deadlines(now.instant);
            self.connection.handle_timeout(now);
            let mut progress = false;
            if self.end.is_none() {
                progress |= self.poll_handlers(context);
                progress |= self.handle_events(context, now);
                progress |= self.poll_wire(context, now);
            }
            if self.end.is_some() {
                let finished =
                    self.wire.poll_finish(self.connection.output(), context, now.instant);
                if finished.is_ready() {
                    return Poll::Ready(self.end.take().unwrap_or(Ok(())));
                }
            }
            let deadline = self.next_deadline();
            if !progress && self.timer.poll(deadline, context).is_pending() {
                return Poll::Pending;
            }
        }
    }

    /// Whether another message may be handled.
    fn has_room(&mut self) -> bool {
        self.in_flight.len() < self.max_in_flight && self.has_output_room()
    }

    fn has_output_room(&mut self) -> bool {
        self.connection.output().len() < self.max_output
    }

    /// Goes on with handlers that were woken, as long as answers have room.
    fn poll_handlers(&mut self, context: &mut task::Context<'_>) -> bool {
        self.in_flight.begin_round(context.waker());
        let mut progress = false;
        while self.has_output_room()
            && let Some((key, outcome, slot)) = self.in_flight.next_done(poll_handler)
        {
            self.keep(slot);
            self.finish_message(key, outcome);
            progress = true;
        }
        progress
    }

    /// Takes what the connection has understood, as long as there is room.
    fn handle_events(&mut self, context: &mut task::Context<'_>, now: Now) -> bool {
        let mut progress = false;
        while self.end.is_none()
            && (self.has_room() || self.connection.is_closed())
            && let Some(event) = self.connection.poll_event()
        {
            progress = true;
            match event {
                ConnectionEvent::Established { peer, .. } => {
                    self.handshake_until = None;
                    let address: PeerAddress = self.peer.address().clone();
                    self.peer = Arc::new(
                        Peer::new(peer, address).with_exporter(self.connection.exporter()),
                    );
                    (self.observer)(&DaemonEvent::ConnectionEstablished { peer: &self.peer });
                    if self.draining {
                        self.say_goodbye();
                    }
                }
                // Of a connection that is over, what has no room is lost.
                ConnectionEvent::Message { .. } if !self.has_room() => {}
                ConnectionEvent::Message { head, message } => {
                    self.handle_message(&head, message, context, now);
                }
                // The peer asks for nothing more; what it asked for is under way.
                ConnectionEvent::Goodbye(_) => {}
                ConnectionEvent::PeerClosed => self.no_more_requests = true,
                ConnectionEvent::Closed(result) => {
                    self.finish(result.map_err(ServeError::Connection));
                }
            }
        }
        progress | self.close_if_done(now)
    }

    fn handle_message(
        &mut self,
        head: &EnvelopeHead,
        message: Bytes,
        context: &mut task::Context<'_>,
        now: Now,
    ) {
        let key = match head.kind {
            EnvelopeKind::Request => Key::Request(head.id),
            EnvelopeKind::OneWay => {
                self.one_way = self.one_way.wrapping_add(1);
                Key::OneWay(self.one_way)
            }
            EnvelopeKind::Cancel => {
                self.in_flight.remove(Key::Request(head.id));
                return;
            }
            EnvelopeKind::StreamData => {
                let error = RemoteError::new(ErrorCode::Refused, "this service takes no streams");
                return self.send_error(head.id, &error);
            }
            // Answers to nothing that was asked, and the ends of no stream.
            EnvelopeKind::Reply
            | EnvelopeKind::Error
            | EnvelopeKind::StreamEnd
            | EnvelopeKind::Window => return,
        };
        if let Some(refusal) = self.refusal(key) {
            return self.finish_message(key, Err(refusal.into()));
        }
        let about = Context::new(Arc::clone(&self.peer), head, now.instant);
        let deadline = about.deadline();
        let future = (self.start)(about, message);
        let mut slot = self.spare.take().unwrap_or_else(|| Box::pin(None));
        slot.set(Some(future));
        // Polled with the task's waker first; a future that waits is polled
        // again in its set, with a waker of its own.
        match poll_handler(&mut slot, context) {
            Poll::Ready(outcome) => {
                self.keep(slot);
                self.finish_message(key, outcome);
            }
            Poll::Pending => self.in_flight.insert(key, slot, deadline),
        }
    }

    /// Why a message is not handed to the handler.
    fn refusal(&self, key: Key) -> Option<RemoteError> {
        if self.draining {
            let text = "the service is shutting down; connect anew";
            return Some(RemoteError::new(ErrorCode::ShuttingDown, text));
        }
        matches!(key, Key::Request(_)).then_some(())?;
        self.in_flight.contains(key).then(|| {
            let text = "a request with this number is under way; give each its own";
            RemoteError::new(ErrorCode::Refused, text)
        })
    }

    /// Sends what came of a message, if its sender waits for it.
    fn finish_message(&mut self, key: Key, outcome: Outcome) {
        let Key::Request(id) = key else { return };
        let answer = match &outcome {
            Ok(answer) => answer,
            Err(error) => return self.send_error(id, error.remote()),
        };
        let Some(message) = answer.message() else {
            let text = "the message was taken, but it is not one that has an answer";
            return self.send_error(id, &RemoteError::new(ErrorCode::Refused, text));
        };
        let head = EnvelopeHead::new(EnvelopeKind::Reply, id);
        match self.connection.send_encoded(&head, message) {
            // Without a direction of our own there is nobody to tell.
            Ok(()) | Err(SendError::Closed | SendError::NotEstablished) => {}
            Err(error) => {
                let text = format!("the answer cannot be sent: {error}");
                self.send_error(id, &RemoteError::new(ErrorCode::Internal, text));
            }
        }
    }

    fn send_error(&mut self, id: u64, error: &RemoteError) {
        let mut message = Vec::new();
        let head = EnvelopeHead::new(EnvelopeKind::Error, id);
        let mut told = P::encode_error(error, &mut message);
        if let Err(refused) = &told {
            let text = format!("the failure cannot be told: {refused}");
            message.clear();
            told = P::encode_error(&RemoteError::new(ErrorCode::Internal, text), &mut message);
        }
        // A protocol without a message for errors leaves its peer to its deadline.
        if told.is_ok() && !message.is_empty() {
            let _ = self.connection.send_encoded(&head, &message);
        }
    }

    /// Writes, then reads if what was read before has been taken.
    fn poll_wire(&mut self, context: &mut task::Context<'_>, now: Now) -> bool {
        let mut progress = false;
        match self.wire.poll_write(self.connection.output(), context, now.instant) {
            Poll::Ready(Ok(wrote)) => progress |= wrote,
            Poll::Ready(Err(error)) => self.finish(Err(ServeError::Transport(error))),
            Poll::Pending => {}
        }
        if self.end.is_some() || !self.has_room() || !self.connection.wants_input() {
            return progress;
        }
        let waiting = self.wire.input.len();
        if waiting > 0 {
            self.connection.handle_input(&mut self.wire.input, now);
            if self.wire.input.len() < waiting {
                return true;
            }
        }
        match self.wire.poll_read(context, now.instant) {
            Poll::Ready(Ok(())) => {
                self.connection.handle_input(&mut self.wire.input, now);
                if self.wire.input_ended {
                    self.connection.handle_end_of_stream(now);
                }
                true
            }
            Poll::Ready(Err(error)) => {
                self.finish(Err(ServeError::Transport(error)));
                true
            }
            Poll::Pending => progress,
        }
    }

    fn handle_deadlines(&mut self, now: Now) {
        if self.handshake_until.is_some_and(|until| now.instant >= until) {
            self.finish(Err(ServeError::HandshakeDeadline));
        }
        while self.has_output_room()
            && let Some(key) = self.in_flight.remove_expired(now.instant)
        {
            let text = "the deadline passed before the answer was ready";
            let error = RemoteError::new(ErrorCode::DeadlineExceeded, text);
            self.finish_message(key, Err(error.into()));
        }
    }

    fn next_deadline(&mut self) -> Option<Instant> {
        let wire = self.wire.next_deadline();
        if self.end.is_some() {
            return wire;
        }
        let handlers = self.in_flight.next_deadline().filter(|_| self.has_output_room());
        [wire, handlers, self.connection.poll_timeout(), self.handshake_until]
            .into_iter()
            .flatten()
            .min()
    }

    /// Ends our direction once the last answer is queued; whether the
    /// connection is over by that. With room, all events have been taken.
    fn close_if_done(&mut self, now: Now) -> bool {
        let last = self.draining || self.no_more_requests;
        let ready = self.handshake_until.is_none() && self.in_flight.is_empty() && self.has_room();
        if !last || !ready || self.connection.is_closed() {
            return false;
        }
        self.connection.close(now);
        self.connection.is_closed()
    }

    fn begin_drain(&mut self) {
        self.draining = true;
        if self.handshake_until.is_none() {
            self.say_goodbye();
        }
    }

    fn say_goodbye(&mut self) {
        let detail = "the service is shutting down".into();
        // A peer that does not hear of it finds out by the close.
        let _ = self.connection.send_goodbye(&Goodbye { reason: 1, detail });
    }

    fn stop(&mut self) {
        self.connection.close(now());
        self.finish(Ok(()));
    }

    /// The connection is over: handlers under way are dropped.
    fn finish(&mut self, result: Result<(), ServeError>) {
        self.in_flight.clear();
        self.end.get_or_insert(result);
    }

    /// Keeps an empty room for the next message.
    fn keep(&mut self, mut slot: Slot<F>) {
        slot.set(None);
        self.spare = Some(slot);
    }
}
