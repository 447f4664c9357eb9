//! A client: a handle on one connection, shared by any number of tasks.
//!
//! A request is encoded where it is made, under a lock, into the buffer that
//! the connection's task writes from; what tasks queue in the same moment goes
//! out in one write. Replies find their requests by number.
//!
//! Nothing is retried and no lost connection is made anew.

mod driver;
mod error;
mod state;

use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::sync::{Notify, Semaphore, SemaphorePermit, oneshot};
use tokio::time::{timeout, timeout_at};
use tokio_util::sync::CancellationToken;

pub use error::{ConnectError, Ended, RequestError};

use super::limits::ClientLimits;
use super::wire::{Wire, now};
use crate::codec::Reader;
use crate::connection::{Connection, ConnectionConfig, Role, SendError};
use crate::crypto::PublicKey;
use crate::crypto::hkdf::TooLong;
use crate::protocol::{EnvelopeHead, EnvelopeKind, Message, Protocol, Request};
#[cfg(unix)]
use crate::transport::connect_unix;
#[cfg(feature = "tls")]
use crate::transport::tls::{TlsClient, connect_tls};
use crate::transport::{Endpoint, Transport, connect_tcp};
use state::State;

/// How a client connects.
pub struct ClientOptions<P: Protocol> {
    /// How the connection is set up; one value serves any number of clients.
    pub connection: Arc<ConnectionConfig<P>>,
    /// What the client takes on.
    pub limits: ClientLimits,
    /// What is trusted in TLS; needed for `tls://` endpoints.
    #[cfg(feature = "tls")]
    pub tls: Option<TlsClient>,
}

impl<P: Protocol> ClientOptions<P> {
    /// With limits by default, and without TLS.
    pub fn new(connection: impl Into<Arc<ConnectionConfig<P>>>) -> Self {
        Self {
            connection: connection.into(),
            limits: ClientLimits::default(),
            #[cfg(feature = "tls")]
            tls: None,
        }
    }
}

// Written out: a derive would ask that the protocol itself can be cloned.
impl<P: Protocol> Clone for ClientOptions<P> {
    fn clone(&self) -> Self {
        Self {
            connection: Arc::clone(&self.connection),
            limits: self.limits.clone(),
            #[cfg(feature = "tls")]
            tls: self.tls.clone(),
        }
    }
}

/// How a request is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RequestOptions {
    /// How long to wait for the reply, from the call on. Default:
    /// [`ClientLimits::request_deadline`]. The peer is told what is left of it
    /// when the request is queued, if the protocol's envelope has a place for it.
    pub deadline: Option<Duration>,
    /// A W3C trace context without separators, for the peer. The protocol's
    /// envelope must have a place for it.
    pub trace: Option<[u8; 25]>,
}

impl RequestOptions {
    /// With a deadline.
    pub fn within(deadline: Duration) -> Self {
        Self { deadline: Some(deadline), ..Self::default() }
    }
}

/// A handle on one connection. Clones share the connection; when the last is
/// dropped the connection is closed.
pub struct Client<P: Protocol> {
    handle: Arc<Handle<P>>,
}

impl<P: Protocol> Client<P> {
    /// Connects; returns when messages can be sent, after the handshake in
    /// session mode. Must be called in a tokio runtime with I/O and time.
    ///
    /// Cancel safe: dropping the future closes what was opened.
    ///
    /// # Errors
    /// See [`ConnectError`].
    pub async fn connect(
        endpoint: &Endpoint,
        options: ClientOptions<P>,
    ) -> Result<Self, ConnectError> {
        let deadline = options.limits.connect_deadline;
        let connecting = async {
            match endpoint {
                Endpoint::Tcp { host, port } => {
                    Self::establish(connect_tcp(host, *port).await?, options).await
                }
                #[cfg(unix)]
                Endpoint::Unix { path } => {
                    Self::establish(connect_unix(path).await?, options).await
                }
                #[cfg(feature = "tls")]
                Endpoint::Tls { host, port } => {
                    let trust = options.tls.as_ref().ok_or_else(|| unsupported(endpoint))?;
                    let stream = connect_tls(host, *port, trust).await?;
                    Self::establish(stream, options).await
                }
                #[allow(unreachable_patterns, reason = "not with every feature and platform")]
                _ => Err(unsupported(endpoint).into()),
            }
        };
        timeout(deadline, connecting).await.unwrap_or(Err(ConnectError::Deadline))
    }

    /// Makes a connection over a transport that is there already; else as
    /// [`connect`](Self::connect).
    ///
    /// # Errors
    /// See [`ConnectError`].
    pub async fn over(
        transport: impl Transport,
        options: ClientOptions<P>,
    ) -> Result<Self, ConnectError> {
        let deadline = options.limits.connect_deadline;
        let connecting = Self::establish(transport, options);
        timeout(deadline, connecting).await.unwrap_or(Err(ConnectError::Deadline))
    }

    /// Sends a request and waits for its reply.
    ///
    /// Requests of several tasks are under way at once, up to
    /// [`ClientLimits::max_in_flight`]. Dropping the future gives the request
    /// up: the peer is told, if the protocol has a kind for that, and drops
    /// its handler; it may have been carried out by then.
    ///
    /// # Errors
    /// See [`RequestError`].
    pub async fn request<M: Request>(&self, message: &M) -> Result<M::Reply, RequestError> {
        self.request_with(message, RequestOptions::default()).await
    }

    /// As [`request`](Self::request), with options.
    ///
    /// # Errors
    /// See [`RequestError`].
    pub async fn request_with<M: Request>(
        &self,
        message: &M,
        options: RequestOptions,
    ) -> Result<M::Reply, RequestError> {
        let encode = |out: &mut Vec<u8>| message.encode_into(out);
        let send = |connection: &mut Connection<P>, head: &EnvelopeHead| {
            connection.send(head, M::TAG, encode)
        };
        decode_reply::<P, M::Reply>(&self.exchange(options, send).await?)
    }

    /// Sends a request that is encoded already, tag first, and waits for its
    /// reply, which is returned as it came, tag first; else as
    /// [`request`](Self::request).
    ///
    /// # Errors
    /// See [`RequestError`].
    pub async fn request_encoded(
        &self,
        message: &[u8],
        options: RequestOptions,
    ) -> Result<Bytes, RequestError> {
        self.exchange(options, |connection, head| connection.send_encoded(head, message)).await
    }

    /// Sends a message that needs no answer. Returns when it is queued, which
    /// is at once unless the peer takes bytes more slowly than they come.
    ///
    /// Cancel safe: the message is queued or it is not.
    ///
    /// # Errors
    /// It was not sent: see [`RequestError`].
    pub async fn send<M: Message>(&self, message: &M) -> Result<(), RequestError> {
        let head = EnvelopeHead::new(EnvelopeKind::OneWay, 0);
        self.queue(|state| state.connection.send(&head, M::TAG, |out| message.encode_into(out)))
            .await
    }

    /// Takes no new requests, waits for the replies under way and closes the
    /// connection; returns when it is over. Concerns all clones.
    ///
    /// Cancel safe: it goes on in the background.
    ///
    /// # Errors
    /// The connection ended otherwise.
    pub async fn close(&self) -> Result<(), Ended> {
        self.handle.shared.close();
        match self.ended().await {
            Ended::Closed | Ended::ClosedByPeer => Ok(()),
            other => Err(other),
        }
    }

    /// Waits until the connection is over, and tells why. Cancel safe.
    pub async fn ended(&self) -> Ended {
        self.handle.shared.ended.cancelled().await;
        self.handle.shared.lock().ended.clone().unwrap_or(Ended::Closed)
    }

    /// Whether the connection is over.
    pub fn is_ended(&self) -> bool {
        self.handle.shared.lock().ended.is_some()
    }

    /// The peer's long-term public key, authenticated; `None` in plain mode.
    pub fn peer(&self) -> Option<PublicKey> {
        self.handle.shared.lock().connection.peer().copied()
    }

    /// Fills `out` with key material that only the two sides of this connection's
    /// session know; a handler gets the same by
    /// [`Context::export`](super::Context::export) with the same context and
    /// length. Returns `false` in plain mode, and once the connection is over.
    ///
    /// # Errors
    /// More than 8,160 bytes are asked for, or the context is longer than 255.
    pub fn export(&self, context: &[u8], out: &mut [u8]) -> Result<bool, TooLong> {
        self.handle.shared.lock().connection.export(context, out)
    }

    async fn establish(
        transport: impl Transport,
        options: ClientOptions<P>,
    ) -> Result<Self, ConnectError> {
        let ClientOptions { connection, limits, .. } = options;
        let now = now();
        let binding = transport.channel_binding();
        let state = State::new(Connection::new(Role::Client, connection, binding, now));
        let wire = Wire::new(transport, limits.write_timeout, now.instant);
        let max_in_flight =
            limits.max_in_flight.get().min(state.most_waiting()).min(Semaphore::MAX_PERMITS);
        let shared = Arc::new(Shared {
            state: Mutex::new(state),
            turns: Semaphore::new(max_in_flight),
            queue: Semaphore::new(1),
            progress: Notify::new(),
            ended: CancellationToken::new(),
            limits,
        });
        tokio::spawn(driver::drive(Arc::clone(&shared), wire));
        let client = Self { handle: Arc::new(Handle { shared }) };
        client.established().await?;
        Ok(client)
    }

    async fn established(&self) -> Result<(), Ended> {
        self.handle
            .shared
            .wait_for(|state| match (&state.ended, state.established) {
                (Some(ended), _) => Some(Err(ended.clone())),
                (None, true) => Some(Ok(())),
                (None, false) => None,
            })
            .await
    }

    /// A request and its reply.
    async fn exchange(
        &self,
        options: RequestOptions,
        send: impl Fn(&mut Connection<P>, &EnvelopeHead) -> Result<(), SendError>,
    ) -> Result<Bytes, RequestError> {
        let shared = &*self.handle.shared;
        let started = now().instant;
        let deadline = options.deadline.or(shared.limits.request_deadline);
        let deadline = deadline.and_then(|deadline| started.checked_add(deadline));
        let _turn = shared.turn(deadline).await?;
        let (sender, reply) = oneshot::channel();
        let mut sender = Some(sender);
        let queued = self.queue(|state| {
            let with_trace = |connection: &mut Connection<P>, head: &EnvelopeHead| {
                send(connection, &EnvelopeHead { trace: options.trace, ..*head })
            };
            state.begin_request(deadline, now().instant, &mut sender, with_trace)
        });
        let id = within(deadline, queued).await??;
        let _cancelled_if_dropped = Pending { shared, id };
        reply.await.unwrap_or(Err(Ended::Closed.into()))
    }

    /// Queues a message once there is room for it.
    async fn queue<T>(
        &self,
        mut send: impl FnMut(&mut State<P>) -> Result<T, SendError>,
    ) -> Result<T, RequestError> {
        let shared = &*self.handle.shared;
        // One at a time waits for room, in the order of their coming.
        let _first = shared.queue.acquire().await.map_err(|_| Ended::Closed)?;
        let queued = shared.wait_for(|state| match state.refusal() {
            Some(refusal) => Some(Err(refusal)),
            None => match send(state) {
                Err(SendError::QueueFull { .. }) => None,
                result => Some(result.map_err(RequestError::from)),
            },
        });
        let queued = queued.await?;
        shared.wake_driver();
        Ok(queued)
    }
}

impl<P: Protocol> Clone for Client<P> {
    fn clone(&self) -> Self {
        Self { handle: Arc::clone(&self.handle) }
    }
}

impl<P: Protocol> fmt::Debug for Client<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.handle.shared.lock().connection).finish()
    }
}

/// Closes the connection with the last client.
struct Handle<P: Protocol> {
    shared: Arc<Shared<P>>,
}

impl<P: Protocol> Drop for Handle<P> {
    fn drop(&mut self) {
        self.shared.close();
    }
}

/// What clients and the connection's task share.
struct Shared<P: Protocol> {
    state: Mutex<State<P>>,
    /// One for each request that may be under way.
    turns: Semaphore,
    /// One, for whom is next to queue a message.
    queue: Semaphore,
    /// Told after each round of the connection's task.
    progress: Notify,
    ended: CancellationToken,
    limits: ClientLimits,
}

impl<P: Protocol> Shared<P> {
    fn lock(&self) -> MutexGuard<'_, State<P>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell_progress(&self) {
        self.progress.notify_waiters();
    }

    fn wake_driver(&self) {
        let driver = self.lock().driver.take();
        if let Some(driver) = driver {
            driver.wake();
        }
    }

    fn close(&self) {
        self.lock().close(now());
        self.wake_driver();
    }

    /// Waits until `look` finds something; it looks after each round of the
    /// connection's task.
    async fn wait_for<T>(&self, mut look: impl FnMut(&mut State<P>) -> Option<T>) -> T {
        loop {
            if let Some(found) = look(&mut self.lock()) {
                return found;
            }
            let told = self.progress.notified();
            // Registered now: what happens from here on is not missed.
            if let Some(found) = look(&mut self.lock()) {
                return found;
            }
            told.await;
        }
    }

    /// Waits until one more request may be under way.
    async fn turn(&self, deadline: Option<Instant>) -> Result<SemaphorePermit<'_>, RequestError> {
        if let Ok(turn) = self.turns.try_acquire() {
            return Ok(turn);
        }
        let turn = within(deadline, self.turns.acquire()).await?;
        turn.map_err(|_| Ended::Closed.into())
    }
}

/// A request that waits; given up when dropped before its reply came.
struct Pending<'a, P: Protocol> {
    shared: &'a Shared<P>,
    id: u64,
}

impl<P: Protocol> Drop for Pending<'_, P> {
    fn drop(&mut self) {
        if self.shared.lock().cancel(self.id).is_some() {
            self.shared.wake_driver();
        }
    }
}

async fn within<T>(
    deadline: Option<Instant>,
    future: impl Future<Output = T>,
) -> Result<T, RequestError> {
    match deadline {
        None => Ok(future.await),
        Some(deadline) => {
            timeout_at(deadline.into(), future).await.map_err(|_| RequestError::DeadlineExceeded)
        }
    }
}

fn decode_reply<P: Protocol, M: Message>(message: &Bytes) -> Result<M, RequestError> {
    let malformed = |error| RequestError::MalformedReply(Box::new(error));
    let mut reader = Reader::new(message);
    let found_tag = P::decode_tag(&mut reader).map_err(malformed)?;
    if found_tag != M::TAG {
        let (expected, expected_tag) = (M::NAME, M::TAG);
        return Err(RequestError::UnexpectedReply { expected, expected_tag, found_tag });
    }
    M::from_bytes(&message.slice(reader.offset()..)).map_err(malformed)
}

fn unsupported(endpoint: &Endpoint) -> std::io::Error {
    let text = format!(
        "cannot connect to {endpoint}: TLS needs the feature `tls` and `ClientOptions::tls`"
    );
    std::io::Error::new(std::io::ErrorKind::Unsupported, text)
}
