//! Clients and daemons on loopback: what they do, what they refuse, and what
//! they live through. Every test ends by itself and leaves nothing behind.
#![cfg(all(feature = "tokio", unix))]

#[cfg(all(feature = "network", feature = "tls"))]
mod binding;
mod daemon;
mod exchange;
mod hostile;
#[cfg(all(feature = "network", feature = "tls"))]
mod listeners;
mod packet_codec;
mod plain;
#[cfg(all(feature = "network", feature = "aws-lc"))]
mod session;
#[cfg(feature = "tls")]
mod tls;

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use packetwright::connection::ConnectionConfig;
use packetwright::protocol::ErrorCode;
use packetwright::service::{
    Client, ClientOptions, Context, Daemon, DaemonBuilder, HandlerError, Router,
};
use packetwright::transport::Endpoint;

use plain::{Echo, Note, Plain, Task};

/// What handlers have seen.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) notes: AtomicUsize,
    pub(crate) dropped: AtomicUsize,
}

/// Counts when it is dropped.
struct CountDrop(Arc<Seen>);

impl Drop for CountDrop {
    fn drop(&mut self) {
        self.0.dropped.fetch_add(1, Ordering::SeqCst);
    }
}

/// Echoes; takes notes; does tasks: `sleep` answers after 300 ms, `hang`
/// never, `panic` panics, `late-panic` panics when polled again, `refuse`
/// refuses, `none` has no answer, `huge` answers more than a packet holds.
pub(crate) fn handler(seen: &Arc<Seen>) -> Router<Plain> {
    let (notes, tasks) = (Arc::clone(seen), Arc::clone(seen));
    Router::<Plain>::new()
        .on(|_, echo: Echo| async move { Ok(echo) })
        .unwrap()
        .on_one_way(move |_, _: Note| {
            notes.notes.fetch_add(1, Ordering::SeqCst);
            async { Ok(()) }
        })
        .unwrap()
        .on(move |context, task: Task| do_task(context, task, CountDrop(Arc::clone(&tasks))))
        .unwrap()
}

async fn do_task(context: Context, task: Task, counted: CountDrop) -> Result<Echo, HandlerError> {
    match &*task.0 {
        b"sleep" => tokio::time::sleep(Duration::from_millis(300)).await,
        b"hang" => pending().await,
        b"panic" => panic!("a handler panics on purpose"),
        b"late-panic" => {
            tokio::task::yield_now().await;
            panic!("a handler panics on purpose")
        }
        b"refuse" => return Err(HandlerError::refused("not today")),
        b"odd" => return Err(HandlerError::new(ErrorCode::Other(70_000), "not told")),
        b"huge" => return Ok(Echo(vec![1; 1 << 24])),
        b"peer" => return Ok(Echo(context.peer().address().to_string().into())),
        _ => return Err(HandlerError::internal("no such task")),
    }
    drop(counted);
    Ok(Echo(task.0))
}

pub(crate) fn config() -> ConnectionConfig<Plain> {
    ConnectionConfig::plain()
}

pub(crate) fn builder(seen: &Arc<Seen>) -> DaemonBuilder<Plain, Router<Plain>> {
    Daemon::builder(config(), handler(seen)).listen(Endpoint::tcp("127.0.0.1", 0))
}

pub(crate) async fn start() -> (Daemon<Plain>, Arc<Seen>) {
    let seen = Arc::default();
    (builder(&seen).start().await.unwrap(), seen)
}

pub(crate) async fn connect(daemon: &Daemon<Plain>) -> Client<Plain> {
    let options = ClientOptions::new(config());
    Client::connect(&daemon.endpoints()[0], options).await.unwrap()
}

/// The address of a daemon's first listener, for a bare socket.
pub(crate) fn address(daemon: &Daemon<Plain>) -> (String, u16) {
    match &daemon.endpoints()[0] {
        Endpoint::Tcp { host, port } => (host.clone(), *port),
        other => panic!("not TCP: {other}"),
    }
}

/// Waits, not for ever, until something holds.
pub(crate) async fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..500 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("not within 5 s: {what}");
}
