//! `packetwright serve`: a daemon of the network protocol that echoes.
//!
//! What happens is told on standard output, one JSON object a line, for
//! programs that started it; `event` says what it is:
//!
//! - `listening`: `endpoint` with the port chosen, `public_key` in session
//!   mode, `certificate` (PEM, made for this run) with TLS
//! - `established`: a connection of `peer` is ready for messages; `key` is the
//!   peer's public key in session mode
//! - `ended`: a connection of `peer` is over; `error`, `responsible` and
//!   `detail` if not in order, `failure` if a handshake failed
//! - `accept_failed`: `endpoint` and `detail`
//! - `stopped`: all is over; `cut_off` connections did not end in order

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use packetwright::connection::{AllowedPeers, ConnectionConfig, ConnectionError, PeerPolicy};
use packetwright::crypto::{StaticKey, SystemRandom, default_provider};
use packetwright::identity::load_key_file;
use packetwright::network::{Data, Echo, MessageDispatcher, MessageHandler, Network};
use packetwright::service::{Context, Daemon, DaemonEvent, HandlerError, ServeError};
use packetwright::transport::Endpoint;
use packetwright::transport::tls::{DevelopmentCertificate, TlsServer};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::keygen;
use crate::stop::Stop;

/// Where to serve, and how.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where to listen: tcp://HOST:PORT, unix:///PATH, tls://HOST:PORT with a
    /// certificate made for this run; port 0 is a free one
    #[arg(required = true, value_name = "ENDPOINT")]
    endpoints: Vec<Endpoint>,
    /// The file with the daemon's key, made by `packetwright keygen`; a new key
    /// for this run if absent
    #[arg(long, value_name = "FILE", conflicts_with = "plain")]
    key: Option<PathBuf>,
    /// Without handshake and encryption
    #[arg(long)]
    plain: bool,
    /// Stop when standard input ends, besides SIGINT and SIGTERM
    #[arg(long)]
    until_stdin_closes: bool,
}

/// Events that wait to be written; when a reader is further behind, events are
/// lost rather than connections stalled.
const WAITING_EVENTS: usize = 1024;

/// Serves until told to stop.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::trouble(format!("cannot start threads: {error}")))?;
    let (events, waiting) = sync_channel::<Value>(WAITING_EVENTS);
    let writer = std::thread::spawn(move || {
        for event in waiting {
            if writeln!(std::io::stdout(), "{event}").is_err() {
                break; // Nobody reads any more.
            }
        }
    });
    let outcome = runtime.block_on(serve(arguments, events));
    // Tasks that are left hold the channel open.
    drop(runtime);
    let _ = writer.join();
    outcome
}

async fn serve(arguments: &Arguments, events: SyncSender<Value>) -> Result<(), Failure> {
    let (config, public_key) = connection_config(arguments)?;
    let observer = events.clone();
    let mut builder = Daemon::builder(config, MessageDispatcher(EchoHandler))
        .observer(move |event| drop(observer.try_send(describe(event))));
    let mut certificates = Vec::new();
    for endpoint in &arguments.endpoints {
        builder = match endpoint {
            Endpoint::Tls { host, port } => {
                let made = DevelopmentCertificate::generate([host.clone()]);
                let made = made.map_err(Failure::trouble)?;
                certificates.push(Some(made.certificate_pem().to_owned()));
                let server = TlsServer::development(&made).map_err(Failure::trouble)?;
                builder.listen_tls(host.clone(), *port, server)
            }
            other => {
                certificates.push(None);
                builder.listen(other.clone())
            }
        };
    }
    let stop = Stop::new(arguments.until_stdin_closes)?;
    let daemon = builder.start().await.map_err(Failure::trouble)?;
    for (endpoint, certificate) in daemon.endpoints().iter().zip(certificates) {
        let mut event = json!({ "event": "listening", "endpoint": endpoint.to_string() });
        if let Some(key) = &public_key {
            event["public_key"] = key.as_str().into();
        }
        if let Some(pem) = certificate {
            event["certificate"] = pem.into();
        }
        drop(events.try_send(event));
    }
    stop.wait().await;
    let cut_off = daemon.shutdown().await.err().map_or(0, |error| error.connections);
    drop(events.try_send(json!({ "event": "stopped", "cut_off": cut_off })));
    Ok(())
}

/// The configuration of all connections, and the daemon's public key.
fn connection_config(
    arguments: &Arguments,
) -> Result<(ConnectionConfig<Network>, Option<String>), Failure> {
    if arguments.plain {
        return Ok((ConnectionConfig::plain(), None));
    }
    let provider = default_provider();
    let key = match &arguments.key {
        None => StaticKey::generate(&*provider, &SystemRandom),
        Some(path) => load_key_file(path, &*provider).map_err(keygen::failure)?,
    };
    let public = key.public().to_string();
    let policy = Arc::new(PeerPolicy::new(AllowedPeers::AnyClient));
    Ok((ConnectionConfig::session(provider, key, policy), Some(public)))
}

/// An event as JSON.
fn describe(event: &DaemonEvent<'_>) -> Value {
    match event {
        DaemonEvent::ConnectionEstablished { peer } => json!({
            "event": "established",
            "peer": peer.address().to_string(),
            "key": peer.key().map(ToString::to_string),
        }),
        DaemonEvent::ConnectionEnded { peer, result } => {
            let mut told = json!({ "event": "ended", "peer": peer.to_string() });
            let Err(error) = result else { return told };
            told["detail"] = error.to_string().into();
            told["error"] = match error {
                ServeError::Connection(error) => {
                    let responsible = format!("{:?}", error.responsible()).to_lowercase();
                    told["responsible"] = responsible.into();
                    if let ConnectionError::Handshake(failure)
                    | ConnectionError::Rejected { failure, .. } = error
                    {
                        told["failure"] = (*failure).into();
                    }
                    error.code()
                }
                ServeError::Transport(_) => "transport",
                ServeError::HandshakeDeadline => "handshake_deadline",
                _ => "other",
            }
            .into();
            told
        }
        DaemonEvent::AcceptFailed { endpoint, error } => json!({
            "event": "accept_failed",
            "endpoint": endpoint.to_string(),
            "detail": error.to_string(),
        }),
        other => json!({ "event": "other", "detail": format!("{other:?}") }),
    }
}

/// Sends back what it gets.
struct EchoHandler;

impl MessageHandler for EchoHandler {
    async fn data(&self, _: &Context, _: Data) -> Result<(), HandlerError> {
        Ok(())
    }

    async fn echo(&self, _: &Context, request: Echo) -> Result<Echo, HandlerError> {
        Ok(request)
    }
}
