//! One daemon on TCP, a Unix socket and TLS: what was seen at one listener is
//! known at the others.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use packetwright::connection::{
    Admission, AllowedPeers, Connection, ConnectionConfig, Now, PeerPolicy, ReplayCache,
};
use packetwright::crypto::{StaticKey, SystemRandom, default_provider};
use packetwright::network::Network;
use packetwright::service::{Daemon, Router};
use packetwright::transport::Endpoint;
use packetwright::transport::tls::{DevelopmentCertificate, TlsClient, TlsServer, connect_tls};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

/// Where the type of a handshake message stands, behind the packet's header.
const TYPE: usize = 10;
const RESPONSE: u8 = 2;
const RETRY: u8 = 4;

struct Listeners {
    daemon: Daemon<Network>,
    policy: PeerPolicy,
    certificate: DevelopmentCertificate,
    _folder: tempfile::TempDir,
}

impl Listeners {
    /// A daemon that asks for cookies for so long, in milliseconds.
    async fn start(startup_ms: u64, cache: ReplayCache) -> Self {
        let policy = PeerPolicy {
            admission: Arc::new(Admission::new().with_startup(startup_ms)),
            replay_cache: Arc::new(cache),
            ..PeerPolicy::new(AllowedPeers::AnyClient)
        };
        let certificate = DevelopmentCertificate::generate(["localhost"]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let daemon = Daemon::builder(config(policy.clone()), Router::new())
            .listen(Endpoint::tcp("127.0.0.1", 0))
            .listen(Endpoint::unix(folder.path().join("socket")))
            .listen_tls("127.0.0.1", 0, TlsServer::development(&certificate).unwrap())
            .start()
            .await
            .unwrap();
        Self { daemon, policy, certificate, _folder: folder }
    }

    /// What the n-th listener answers: the type of a handshake message, or
    /// nothing if it closes; and the packet.
    async fn answer(&self, place: usize, init: &[u8]) -> (Option<u8>, Vec<u8>) {
        match &self.daemon.endpoints()[place] {
            Endpoint::Tcp { host, port } => {
                ask(TcpStream::connect((host.as_str(), *port)).await.unwrap(), init).await
            }
            Endpoint::Unix { path } => ask(UnixStream::connect(path).await.unwrap(), init).await,
            Endpoint::Tls { port, .. } => {
                let client = TlsClient::trusting(&self.certificate).unwrap();
                ask(connect_tls("localhost", *port, &client).await.unwrap(), init).await
            }
        }
    }
}

async fn ask(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    init: &[u8],
) -> (Option<u8>, Vec<u8>) {
    stream.write_all(init).await.unwrap();
    let mut buffer = vec![0; 4096];
    let read = tokio::time::timeout(Duration::from_secs(5), stream.read(&mut buffer));
    // A connection that is reset was closed with something unread.
    let count = read.await.expect("it answers or closes").unwrap_or(0);
    buffer.truncate(count);
    (buffer.get(TYPE).copied(), buffer)
}

fn config(policy: PeerPolicy) -> ConnectionConfig<Network> {
    let key = StaticKey::generate(&*default_provider(), &SystemRandom);
    ConnectionConfig::session(default_provider(), key, Arc::new(policy))
}

fn now() -> Now {
    let unix_ms = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as u64;
    Now { instant: Instant::now(), unix_ms }
}

fn client() -> Connection<Network> {
    let policy = PeerPolicy::new(AllowedPeers::accept_any_server());
    Connection::client(Arc::new(config(policy)), now())
}

fn written(connection: &mut Connection<Network>) -> Vec<u8> {
    let mut bytes = Vec::new();
    while !connection.output().is_empty() {
        bytes.extend_from_slice(connection.output().bytes());
        let count = connection.output().bytes().len();
        connection.output().advance(count);
    }
    bytes
}

#[tokio::test]
async fn an_opening_is_taken_once_by_all_transports_of_a_daemon() {
    let listeners = Listeners::start(0, ReplayCache::default()).await;
    for first in 0..3 {
        let init = written(&mut client());
        assert_eq!(listeners.answer(first, &init).await.0, Some(RESPONSE), "listener {first}");
        for again in 0..3 {
            assert_eq!(listeners.answer(again, &init).await.0, None, "{first}, then {again}");
        }
    }
    assert_eq!(listeners.policy.replay_cache.len(), 3);
}

#[tokio::test]
async fn a_cookie_holds_at_all_listeners_of_its_address() {
    const HOUR_MS: u64 = 3_600_000;
    let listeners = Listeners::start(HOUR_MS, ReplayCache::default()).await;
    // TCP and TLS have the address in common; the peer of a Unix socket has another.
    for (asked, shown, expected) in
        [(0, 2, RESPONSE), (2, 0, RESPONSE), (1, 1, RESPONSE), (0, 1, RETRY), (1, 0, RETRY)]
    {
        let mut client = client();
        let (kind, retry) = listeners.answer(asked, &written(&mut client)).await;
        assert_eq!(kind, Some(RETRY));
        client.handle_input(&mut bytes::BytesMut::from(&retry[..]), now());
        let second = written(&mut client);
        let (kind, _) = listeners.answer(shown, &second).await;
        assert_eq!(kind, Some(expected), "asked by {asked}, shown to {shown}");
    }
    let admission = &listeners.policy.admission;
    assert_eq!((admission.demanded(), admission.admitted()), (7, 3));
}

/// The share of a source counts over the listeners that it comes to.
#[tokio::test]
async fn a_source_has_one_share_at_all_listeners() {
    let listeners = Listeners::start(0, ReplayCache::new(64).with_quota(2)).await;
    let mut kinds = Vec::new();
    for place in [0, 2, 0, 2, 1, 1, 1] {
        kinds.push(listeners.answer(place, &written(&mut client())).await.0);
    }
    let [response, retry] = [Some(RESPONSE), Some(RETRY)];
    assert_eq!(kinds, [response, response, retry, retry, response, response, retry]);
}
