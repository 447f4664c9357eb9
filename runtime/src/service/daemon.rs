//! A daemon: listeners, and a task for each connection they accept.

use std::fmt;
use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::Handler;
use super::limits::{ACCEPT_PAUSE, DaemonLimits, LINGER, MAX_REFUSALS};
use super::serve::{ServeError, Service, serve};
use super::wire::now;
use super::{Peer, PeerAddress};
use crate::connection::{ConnectionConfig, Mode};
use crate::protocol::Protocol;
#[cfg(feature = "tls")]
use crate::transport::tls::{TlsListener, TlsServer};
use crate::transport::{Endpoint, Listener, TcpListener, Transport};
#[cfg(unix)]
use crate::transport::{UnixListener, UnixOptions};

/// Serves a protocol at any number of endpoints, until it is shut down or
/// dropped. Dropping it ends everything at once.
pub struct Daemon<P: Protocol> {
    endpoints: Vec<Endpoint>,
    drain: CancellationToken,
    stop: CancellationToken,
    accepting: JoinSet<()>,
    limits: DaemonLimits,
    connections: Arc<AtomicUsize>,
    protocol: std::marker::PhantomData<fn() -> P>,
}

impl<P: Protocol> Daemon<P> {
    /// A daemon that is to be: all its connections have one configuration, so
    /// they share its policy and the policy's replay cache.
    pub fn builder<H: Handler<P>>(
        config: impl Into<Arc<ConnectionConfig<P>>>,
        handler: H,
    ) -> DaemonBuilder<P, H> {
        DaemonBuilder {
            config: config.into(),
            handler,
            limits: DaemonLimits::default(),
            observer: Arc::new(|_| ()),
            bindings: Vec::new(),
        }
    }

    /// Where it listens, in the order in which the listeners were asked for;
    /// port 0 is replaced by the port chosen.
    pub fn endpoints(&self) -> &[Endpoint] {
        &self.endpoints
    }

    /// Connections at this time, those in their handshake included.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }

    /// Shuts down: listens no more, tells every peer, takes no new requests,
    /// answers those under way, and closes each connection after its last
    /// answer. At [`DaemonLimits::drain_deadline`] what is left is ended.
    ///
    /// Not cancel safe: dropping the future ends everything at once.
    ///
    /// # Errors
    /// The deadline cut off connections with requests under way or with a peer
    /// that did not close its side.
    pub async fn shutdown(mut self) -> Result<(), DrainDeadline> {
        self.drain.cancel();
        if timeout(self.limits.drain_deadline, join_all(&mut self.accepting)).await.is_ok() {
            return Ok(());
        }
        let connections = self.connections();
        self.stop.cancel();
        // Time for the last bytes; whoever does not take them is dropped.
        let _ = timeout(2 * LINGER, join_all(&mut self.accepting)).await;
        Err(DrainDeadline { connections })
    }
}

impl<P: Protocol> fmt::Debug for Daemon<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Daemon")
            .field("protocol", &P::NAME)
            .field("endpoints", &self.endpoints)
            .field("connections", &self.connections())
            .finish_non_exhaustive()
    }
}

/// Not all connections ended in order before the deadline of a shutdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{connections} connections were cut off at the deadline of the shutdown")]
pub struct DrainDeadline {
    /// How many were cut off.
    pub connections: usize,
}

/// A daemon that is to be.
#[must_use = "a daemon begins with `start`"]
pub struct DaemonBuilder<P: Protocol, H> {
    config: Arc<ConnectionConfig<P>>,
    handler: H,
    limits: DaemonLimits,
    observer: Observer,
    bindings: Vec<Binding<P, H>>,
}

pub(super) type Observer = Arc<dyn Fn(&DaemonEvent<'_>) + Send + Sync>;

/// What a daemon tells its observer.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum DaemonEvent<'a> {
    /// A connection is ready for messages, after the handshake in session mode.
    ConnectionEstablished {
        /// Whose it is, with its authenticated key in session mode.
        peer: &'a Peer,
    },
    /// A connection is over.
    ConnectionEnded {
        /// Whose it was; unknown if the transport's own handshake failed.
        peer: &'a PeerAddress,
        /// How it ended.
        result: &'a Result<(), ServeError>,
    },
    /// A connection could not be accepted; the listener goes on.
    AcceptFailed {
        /// Where.
        endpoint: &'a Endpoint,
        /// Why: mostly because the process has too many files open.
        error: &'a io::Error,
    },
}

type Bound<P, H> = (Endpoint, Box<dyn FnOnce(Shared<P, H>) -> Accepting + Send>);
type Binding<P, H> = Pin<Box<dyn Future<Output = io::Result<Bound<P, H>>> + Send>>;
type Accepting = Pin<Box<dyn Future<Output = ()> + Send>>;

impl<P: Protocol, H: Handler<P>> DaemonBuilder<P, H> {
    /// What it takes on.
    pub fn limits(mut self, limits: DaemonLimits) -> Self {
        self.limits = limits;
        self
    }

    /// Tells `observer` of connections that are established, of those that end
    /// and of those that could not be accepted. It is called on the connections' tasks and must not block.
    pub fn observer(mut self, observer: impl Fn(&DaemonEvent<'_>) + Send + Sync + 'static) -> Self {
        self.observer = Arc::new(observer);
        self
    }

    /// Listens at an endpoint of TCP, or of a Unix socket with mode `0o600`.
    /// For TLS see [`listen_tls`](Self::listen_tls).
    pub fn listen(self, endpoint: Endpoint) -> Self {
        match endpoint {
            Endpoint::Tcp { host, port } => {
                self.binding(async move { TcpListener::bind(&host, port).await })
            }
            #[cfg(unix)]
            Endpoint::Unix { path } => self.listen_unix(path, UnixOptions::default()),
            other => self.binding::<TcpListener>(async move {
                let text = format!("cannot listen at {other} without more: see `listen_tls`");
                Err(io::Error::new(io::ErrorKind::Unsupported, text))
            }),
        }
    }

    /// Listens on a Unix socket.
    #[cfg(unix)]
    pub fn listen_unix(self, path: impl Into<PathBuf>, options: UnixOptions) -> Self {
        let path = path.into();
        self.binding(async move { UnixListener::bind(&path, options) })
    }

    /// Listens for TLS over TCP.
    #[cfg(feature = "tls")]
    pub fn listen_tls(self, host: impl Into<String>, port: u16, server: TlsServer) -> Self {
        let host = host.into();
        self.binding(async move { TlsListener::bind(&host, port, server).await })
    }

    /// Accepts from a listener of your own.
    pub fn listener<L: Listener>(self, listener: L) -> Self {
        self.binding(async move { Ok(listener) })
    }

    /// Binds all listeners, then begins to accept. When this returns, peers
    /// can connect.
    ///
    /// # Errors
    /// One of the endpoints cannot be had; none is listened at then. The error
    /// names the endpoint and what to do.
    pub async fn start(self) -> io::Result<Daemon<P>> {
        let mut bound = Vec::new();
        for binding in self.bindings {
            bound.push(binding.await?);
        }
        if let Mode::Session(session) = &self.config.mode
            && let Some(admission) = session.policy.openings().admission()
        {
            admission.start(now().unix_ms);
        }
        let refusals = match self.config.mode {
            Mode::Session(_) => MAX_REFUSALS,
            Mode::Plain => 0,
        };
        let places = self.limits.max_connections.get().min(Semaphore::MAX_PERMITS);
        let (drain, stop) = (CancellationToken::new(), CancellationToken::new());
        let shared = Shared {
            places: Arc::new(Semaphore::new(places)),
            refusals: Arc::new(Semaphore::new(refusals)),
            connections: Arc::default(),
            observer: Arc::clone(&self.observer),
            service: Arc::new(Service {
                handler: Arc::new(self.handler),
                observer: self.observer,
                config: self.config,
                limits: self.limits.clone(),
                drain: drain.clone(),
                stop: stop.clone(),
            }),
        };
        let mut accepting = JoinSet::new();
        let mut endpoints = Vec::new();
        for (endpoint, accept) in bound {
            endpoints.push(endpoint);
            accepting.spawn(accept(shared.clone()));
        }
        let (limits, connections) = (self.limits, shared.connections);
        let protocol = std::marker::PhantomData;
        Ok(Daemon { endpoints, drain, stop, accepting, limits, connections, protocol })
    }

    fn binding<L: Listener>(
        mut self,
        bind: impl Future<Output = io::Result<L>> + Send + 'static,
    ) -> Self {
        self.bindings.push(Box::pin(async move {
            let listener = bind.await?;
            let endpoint = listener.local_endpoint().clone();
            let accept = |shared| -> Accepting { Box::pin(accept_all(listener, shared)) };
            Ok((endpoint, Box::new(accept) as _))
        }));
        self
    }
}

/// What the listeners of a daemon share.
struct Shared<P: Protocol, H> {
    service: Arc<Service<P, H>>,
    observer: Observer,
    /// One for each connection that may be had.
    places: Arc<Semaphore>,
    /// One for each connection beyond those, that is told so. None if there is
    /// no way to tell.
    refusals: Arc<Semaphore>,
    connections: Arc<AtomicUsize>,
}

impl<P: Protocol, H> Clone for Shared<P, H> {
    fn clone(&self) -> Self {
        Self {
            service: Arc::clone(&self.service),
            observer: Arc::clone(&self.observer),
            places: Arc::clone(&self.places),
            refusals: Arc::clone(&self.refusals),
            connections: Arc::clone(&self.connections),
        }
    }
}

/// A connection's place, and its part in the number of connections.
struct Counted {
    connections: Arc<AtomicUsize>,
    _place: OwnedSemaphorePermit,
}

impl Counted {
    fn new(connections: &Arc<AtomicUsize>, place: OwnedSemaphorePermit) -> Self {
        connections.fetch_add(1, Ordering::Relaxed);
        Self { connections: Arc::clone(connections), _place: place }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.connections.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Accepts until the daemon drains, then waits for the connections to end.
async fn accept_all<P: Protocol, H: Handler<P>, L: Listener>(
    mut listener: L,
    shared: Shared<P, H>,
) {
    let mut tasks = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            biased;
            () = shared.service.drain.cancelled() => break,
            Some(_) = tasks.join_next() => continue,
            accepted = accept(&mut listener, &shared) => accepted,
        };
        match accepted {
            Ok((opening, place)) => {
                let shared = shared.clone();
                let (counted, refusal) = match place {
                    Place::Served(place) => (Some(Counted::new(&shared.connections, place)), None),
                    Place::Refused(refusal) => (None, Some(refusal)),
                };
                tasks.spawn(async move {
                    let refused = refusal.is_some();
                    let _until_the_end = (counted, refusal);
                    open_and_serve(&shared, opening, refused).await;
                });
            }
            Err(error) => {
                // A peer that was gone at once is one thing; what is short now,
                // descriptors or memory, may be there again soon.
                let peer_left = matches!(
                    error.kind(),
                    io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
                );
                let endpoint = listener.local_endpoint();
                (shared.observer)(&DaemonEvent::AcceptFailed { endpoint, error: &error });
                if !peer_left {
                    sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    }
    drop(listener);
    join_all(&mut tasks).await;
}

/// What a connection that was accepted gets.
enum Place {
    /// One of the connections that may be had.
    Served(OwnedSemaphorePermit),
    /// None, and is told so.
    Refused(OwnedSemaphorePermit),
}

/// The next connection, once one more may be had or refused.
async fn accept<P: Protocol, H, L: Listener>(
    listener: &mut L,
    shared: &Shared<P, H>,
) -> io::Result<(L::Opening, Place)> {
    let served = || Arc::clone(&shared.places).acquire_owned();
    let refused = || Arc::clone(&shared.refusals).acquire_owned();
    let place = tokio::select! {
        biased;
        place = served() => Place::Served(place.map_err(io::Error::other)?),
        refusal = refused() => Place::Refused(refusal.map_err(io::Error::other)?),
    };
    let opening = listener.accept().await?;
    // While nobody came a place may have become free.
    let place = match place {
        Place::Refused(refusal) => match Arc::clone(&shared.places).try_acquire_owned() {
            Ok(free) => Place::Served(free),
            Err(_) => Place::Refused(refusal),
        },
        served => served,
    };
    Ok((opening, place))
}

async fn open_and_serve<P: Protocol, H: Handler<P>, T: Transport>(
    shared: &Shared<P, H>,
    opening: impl Future<Output = io::Result<T>>,
    refused: bool,
) {
    let service = &shared.service;
    let accepted = now().instant;
    let opened = tokio::select! {
        opened = timeout(service.limits.handshake_deadline, opening) => opened,
        () = service.drain.cancelled() => return,
    };
    let (peer, result) = match opened {
        Err(_) => (PeerAddress::Unknown, Err(ServeError::HandshakeDeadline)),
        Ok(Err(error)) => (PeerAddress::Unknown, Err(ServeError::Transport(error))),
        Ok(Ok(transport)) => {
            let peer = transport.peer_address();
            (peer, serve(service, transport, accepted, refused).await)
        }
    };
    (shared.observer)(&DaemonEvent::ConnectionEnded { peer: &peer, result: &result });
}

async fn join_all(tasks: &mut JoinSet<()>) {
    while tasks.join_next().await.is_some() {}
}
