//! The network protocol in sessions, through the same services, over TCP and a
//! Unix socket.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use packetwright::connection::{
    Admission, AllowedPeers, ConnectionConfig, KeepaliveConfig, PeerPolicy,
};
use packetwright::crypto::{PublicKey, StaticKey, SystemRandom, default_provider};
use packetwright::network::{Data, Echo, MessageDispatcher, MessageHandler, Network};
use packetwright::service::{
    Client, ClientOptions, Context, Daemon, DaemonEvent, DaemonLimits, HandlerError, MAX_REFUSALS,
};
use packetwright::transport::Endpoint;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::eventually;

/// Echoes, and keeps the keys of those who asked.
#[derive(Clone, Default)]
struct Echoes(Arc<Mutex<Vec<PublicKey>>>);

impl MessageHandler for Echoes {
    async fn data(&self, _: &Context, _: Data) -> Result<(), HandlerError> {
        Ok(())
    }

    async fn echo(&self, context: &Context, echo: Echo) -> Result<Echo, HandlerError> {
        self.0.lock().unwrap().extend(context.peer().key());
        Ok(echo)
    }
}

fn key() -> StaticKey {
    StaticKey::generate(&*default_provider(), &SystemRandom)
}

fn config(own: &StaticKey, peers: AllowedPeers) -> ConnectionConfig<Network> {
    let policy = Arc::new(PeerPolicy::new(peers));
    ConnectionConfig::session(default_provider(), own.clone(), policy)
}

type Ends = Arc<Mutex<Vec<String>>>;

async fn start(own: &StaticKey, limits: DaemonLimits) -> (Daemon<Network>, Echoes, Ends) {
    start_with(config(own, AllowedPeers::AnyClient), limits).await
}

/// A daemon that asks for cookies for so long after its start, in milliseconds.
async fn start_asking(own: &StaticKey, startup_ms: u64) -> (Daemon<Network>, Echoes, Ends) {
    let policy = PeerPolicy {
        admission: Arc::new(Admission::new().with_startup(startup_ms)),
        ..PeerPolicy::new(AllowedPeers::AnyClient)
    };
    let config = ConnectionConfig::session(default_provider(), own.clone(), Arc::new(policy));
    start_with(config, DaemonLimits::default()).await
}

async fn start_with(
    config: ConnectionConfig<Network>,
    limits: DaemonLimits,
) -> (Daemon<Network>, Echoes, Ends) {
    let (echoes, ends) = (Echoes::default(), Ends::default());
    let observed = Arc::clone(&ends);
    let daemon = Daemon::builder(config, MessageDispatcher(echoes.clone()))
        .limits(limits)
        .observer(move |event| {
            if let DaemonEvent::ConnectionEnded { result, .. } = event {
                let text = result.as_ref().map_or_else(ToString::to_string, |()| "in order".into());
                observed.lock().unwrap().push(text);
            }
        })
        .listen(Endpoint::tcp("127.0.0.1", 0))
        .start()
        .await
        .unwrap();
    (daemon, echoes, ends)
}

async fn connect(daemon: &Daemon<Network>, own: &StaticKey, server: &StaticKey) -> Client<Network> {
    let config = config(own, AllowedPeers::only(*server.public()));
    Client::connect(&daemon.endpoints()[0], ClientOptions::new(config)).await.unwrap()
}

fn echo(len: usize) -> Echo {
    let payload: Vec<u8> = (0..len).map(|index| (index * 131 % 251) as u8).collect();
    Echo { payload: Bytes::from(payload) }
}

#[tokio::test]
async fn sealed_echoes_come_back_and_the_keys_are_known() {
    let (server, own) = (key(), key());
    let (daemon, echoes, ends) = start(&server, DaemonLimits::default()).await;
    let client = connect(&daemon, &own, &server).await;
    assert_eq!(client.peer(), Some(*server.public()));
    for len in [0, 1, 511, 512, 70_000, 1 << 20] {
        assert_eq!(client.request(&echo(len)).await.unwrap(), echo(len), "{len} bytes");
    }
    assert!(echoes.0.lock().unwrap().iter().all(|key| key == own.public()));
    assert_eq!(echoes.0.lock().unwrap().len(), 6);
    client.close().await.unwrap();
    eventually("it ends", || !ends.lock().unwrap().is_empty()).await;
    assert_eq!(*ends.lock().unwrap(), ["in order"]);
    daemon.shutdown().await.unwrap();
}

#[tokio::test]
async fn a_server_with_another_key_is_not_talked_to() {
    let (server, other) = (key(), key());
    let (daemon, ..) = start(&server, DaemonLimits::default()).await;
    let config = config(&key(), AllowedPeers::only(*other.public()));
    let error = Client::connect(&daemon.endpoints()[0], ClientOptions::new(config)).await;
    assert!(error.unwrap_err().to_string().contains("UnknownPeer"));
    let client = connect(&daemon, &key(), &server).await;
    assert_eq!(client.request(&echo(5)).await.unwrap(), echo(5));
}

/// What a client sends up to its first request, recorded on the way to a daemon.
async fn recorded(daemon: &Daemon<Network>, server: &StaticKey) -> usize {
    let Endpoint::Tcp { host, port } = daemon.endpoints()[0].clone() else { panic!("not TCP") };
    let middle = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let here = Endpoint::tcp("127.0.0.1", middle.local_addr().unwrap().port());
    let relay = tokio::spawn(async move {
        let (mut client, _) = middle.accept().await.unwrap();
        let mut server = TcpStream::connect((host, port)).await.unwrap();
        tokio::io::copy_bidirectional(&mut client, &mut server).await.unwrap().0
    });
    let config = config(&key(), AllowedPeers::only(*server.public()));
    let client = Client::connect(&here, ClientOptions::new(config)).await.unwrap();
    client.close().await.unwrap();
    relay.await.unwrap() as usize
}

/// Relays `count` bytes of a client's handshake to the daemon, then hangs up.
async fn hang_up_after(count: usize, daemon: &Daemon<Network>, server: &StaticKey) {
    let Endpoint::Tcp { host, port } = daemon.endpoints()[0].clone() else { panic!("not TCP") };
    let (near, far) = tokio::io::duplex(1 << 16);
    let relay = async move {
        let (mut from_client, mut to_client) = tokio::io::split(far);
        let (mut from_server, mut to_server) =
            TcpStream::connect((host, port)).await.unwrap().into_split();
        let mut left = count;
        let mut buffer = [0; 4096];
        let up = async {
            while left > 0 {
                let most = left.min(buffer.len());
                let read = from_client.read(&mut buffer[..most]).await.unwrap();
                assert_ne!(read, 0, "the client sends less than was recorded");
                to_server.write_all(&buffer[..read]).await.unwrap();
                left -= read;
            }
        };
        let down = async {
            let _ = tokio::io::copy(&mut from_server, &mut to_client).await;
            std::future::pending::<()>().await
        };
        tokio::select! { () = up => {}, () = down => {} }
    };
    let config = config(&key(), AllowedPeers::only(*server.public()));
    let client = async {
        // Hung up on, it cannot connect, or its connection ends early.
        if let Ok(client) = Client::<Network>::over(near, ClientOptions::new(config)).await {
            let _ = client.close().await;
        }
    };
    tokio::join!(client, relay);
}

#[tokio::test]
async fn a_peer_may_hang_up_at_every_byte_of_the_handshake() {
    hang_up_at_every_byte(0, 1300..1700).await;
}

/// The same where a cookie is asked for: two times Init, Confirm and Close.
#[tokio::test]
async fn a_peer_may_hang_up_at_every_byte_of_both_attempts() {
    const HOUR_MS: u64 = 3_600_000;
    hang_up_at_every_byte(HOUR_MS, 2600..3000).await;
}

async fn hang_up_at_every_byte(startup_ms: u64, expected: std::ops::Range<usize>) {
    let server = key();
    let (daemon, _, ends) = start_asking(&server, startup_ms).await;
    let all = recorded(&daemon, &server).await;
    assert!(expected.contains(&all), "the client's handshake and Close take {all} bytes");
    for count in 0..all {
        let hang_up = hang_up_after(count, &daemon, &server);
        tokio::time::timeout(Duration::from_secs(5), hang_up).await.expect("nobody hangs");
    }
    eventually("all ended", || ends.lock().unwrap().len() == all + 1).await;
    let ends = std::mem::take(&mut *ends.lock().unwrap());
    assert_eq!(ends.iter().filter(|end| *end == "in order").count(), 1, "{ends:?}");
    assert_eq!(daemon.connections(), 0);
    let client = connect(&daemon, &key(), &server).await;
    assert_eq!(client.request(&echo(5)).await.unwrap(), echo(5), "the next works");
}

#[tokio::test]
async fn connections_over_the_limit_are_told_so() {
    let server = key();
    let limits = DaemonLimits { max_connections: 1.try_into().unwrap(), ..DaemonLimits::default() };
    let policy = Arc::new(PeerPolicy::new(AllowedPeers::AnyClient));
    let shared = Arc::clone(&policy);
    let config_of_daemon = ConnectionConfig::session(default_provider(), server.clone(), shared);
    let (daemon, ..) = start_with(config_of_daemon, limits).await;
    let first = connect(&daemon, &key(), &server).await;
    let attempt = || async {
        let config = config(&key(), AllowedPeers::only(*server.public()));
        Client::connect(&daemon.endpoints()[0], ClientOptions::new(config)).await
    };
    // More than can be told at a time, so places of that kind are given back.
    for _ in 0..MAX_REFUSALS + 1 {
        let refused = attempt().await.expect_err("there is one place").to_string();
        assert!(refused.contains("Busy: No new connections"), "{refused}");
    }
    assert_eq!(policy.admission.refused(), MAX_REFUSALS as u64 + 1, "each is counted");
    assert_eq!(daemon.connections(), 1);
    assert_eq!(first.request(&echo(5)).await.unwrap(), echo(5));
    // Those that say nothing take all of them, and the next waits.
    let Endpoint::Tcp { host, port } = daemon.endpoints()[0].clone() else { panic!("not TCP") };
    let mut silent = Vec::new();
    for _ in 0..MAX_REFUSALS {
        silent.push(TcpStream::connect((host.as_str(), port)).await.unwrap());
    }
    let next = attempt();
    tokio::pin!(next);
    let early = tokio::time::timeout(Duration::from_millis(300), &mut next).await;
    assert!(early.is_err(), "answered over the limit");
    first.close().await.unwrap();
    let next = next.await.expect("a place is free");
    assert_eq!(next.request(&echo(5)).await.unwrap(), echo(5));
}

#[tokio::test]
async fn a_handshake_has_a_deadline_and_a_session_outlives_it() {
    let server = key();
    let deadline = Duration::from_millis(300);
    let limits = DaemonLimits { handshake_deadline: deadline, ..DaemonLimits::default() };
    let (daemon, _, ends) = start(&server, limits).await;
    let client = connect(&daemon, &key(), &server).await;
    let Endpoint::Tcp { host, port } = daemon.endpoints()[0].clone() else { panic!("not TCP") };
    let started = Instant::now();
    let mut silent = TcpStream::connect((host, port)).await.unwrap();
    let mut answer = Vec::new();
    silent.read_to_end(&mut answer).await.unwrap();
    assert_eq!(answer, b"");
    assert!(started.elapsed() >= deadline && started.elapsed() < Duration::from_secs(4));
    drop(silent);
    eventually("it ends", || !ends.lock().unwrap().is_empty()).await;
    assert!(ends.lock().unwrap()[0].contains("deadline"), "{ends:?}");
    tokio::time::sleep(deadline).await;
    assert_eq!(client.request(&echo(5)).await.unwrap(), echo(5));
}

#[tokio::test]
async fn a_peer_in_plain_mode_gets_a_clear_error() {
    let server = key();
    let (daemon, _, ends) = start(&server, DaemonLimits::default()).await;
    let mut plain = ConnectionConfig::<Network>::plain();
    plain.keepalive = Some(KeepaliveConfig::default());
    let client = Client::connect(&daemon.endpoints()[0], ClientOptions::new(plain)).await.unwrap();
    assert!(client.request(&echo(5)).await.is_err());
    eventually("it ends", || !ends.lock().unwrap().is_empty()).await;
    assert!(ends.lock().unwrap()[0].contains("same mode"), "{ends:?}");
}

/// Answers with key material of the session, for the context that it is sent.
struct Exports;

impl MessageHandler for Exports {
    async fn data(&self, _: &Context, _: Data) -> Result<(), HandlerError> {
        Ok(())
    }

    async fn echo(&self, context: &Context, echo: Echo) -> Result<Echo, HandlerError> {
        let mut out = vec![0; 48];
        let exported = context.export(&echo.payload, &mut out).unwrap();
        Ok(Echo { payload: if exported { out.into() } else { Bytes::new() } })
    }
}

#[tokio::test]
async fn handler_and_client_export_the_same_keys_of_their_session() {
    let (server, own) = (key(), key());
    let session = config(&server, AllowedPeers::AnyClient);
    let daemon = Daemon::builder(session, MessageDispatcher(Exports))
        .listen(Endpoint::tcp("127.0.0.1", 0))
        .start()
        .await
        .unwrap();
    let clients = [connect(&daemon, &own, &server).await, connect(&daemon, &own, &server).await];
    let mut seen = std::collections::BTreeSet::new();
    for client in &clients {
        for label in ["one use", "another"] {
            let asked = Echo { payload: Bytes::from_static(label.as_bytes()) };
            let theirs = client.request(&asked).await.unwrap().payload;
            let mut ours = vec![0; 48];
            assert_eq!(client.export(label.as_bytes(), &mut ours), Ok(true));
            assert_eq!(theirs, ours, "{label}");
            seen.insert(ours);
        }
        assert!(client.export(&[0; 256], &mut [0; 1]).is_err());
    }
    assert_eq!(seen.len(), 4, "another session or context gives other keys");
    daemon.shutdown().await.unwrap();
    clients[0].ended().await;
    assert_eq!(clients[0].export(b"one use", &mut [0; 1]), Ok(false), "the session is over");

    let daemon = Daemon::builder(ConnectionConfig::plain(), MessageDispatcher(Exports))
        .listen(Endpoint::tcp("127.0.0.1", 0))
        .start()
        .await
        .unwrap();
    let options = ClientOptions::new(ConnectionConfig::<Network>::plain());
    let client = Client::connect(&daemon.endpoints()[0], options).await.unwrap();
    assert_eq!(client.request(&echo(3)).await.unwrap().payload, Bytes::new(), "no session");
    assert_eq!(client.export(b"one use", &mut [0; 1]), Ok(false));
    daemon.shutdown().await.unwrap();
}
