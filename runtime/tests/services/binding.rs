//! Sessions inside TLS: bound to the TLS connection they run in (RFC 9266), so
//! that whoever sits between two of them cannot carry a session across.

use std::sync::Arc;

use packetwright::connection::{AllowedPeers, ConnectionConfig, ConnectionError, PeerPolicy};
use packetwright::crypto::{PublicKey, StaticKey, SystemRandom, default_provider};
use packetwright::network::{Data, Echo, MessageDispatcher, MessageHandler, Network};
use packetwright::protocol::handshake::ChannelBinding;
use packetwright::service::{
    Client, ClientOptions, ConnectError, Context, Daemon, Ended, HandlerError,
};
use packetwright::transport::tls::{
    DevelopmentCertificate, TlsClient, TlsListener, TlsServer, connect_tls,
};
use packetwright::transport::{Endpoint, Listener, Transport};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

struct Echoes;

impl MessageHandler for Echoes {
    async fn data(&self, _: &Context, _: Data) -> Result<(), HandlerError> {
        Ok(())
    }

    async fn echo(&self, _: &Context, echo: Echo) -> Result<Echo, HandlerError> {
        Ok(echo)
    }
}

fn key() -> StaticKey {
    StaticKey::generate(&*default_provider(), &SystemRandom)
}

fn config(own: StaticKey, peers: AllowedPeers) -> ConnectionConfig<Network> {
    ConnectionConfig::session(default_provider(), own, Arc::new(PeerPolicy::new(peers)))
}

/// A daemon in session mode, on TCP and in TLS; both ports.
async fn start(certificate: &DevelopmentCertificate) -> (Daemon<Network>, PublicKey, u16, u16) {
    let key = key();
    let public = *key.public();
    let daemon = Daemon::builder(config(key, AllowedPeers::AnyClient), MessageDispatcher(Echoes))
        .listen(Endpoint::tcp("127.0.0.1", 0))
        .listen_tls("127.0.0.1", 0, TlsServer::development(certificate).unwrap())
        .start()
        .await
        .unwrap();
    let [tcp, tls] = [0, 1].map(|place| match &daemon.endpoints()[place] {
        Endpoint::Tcp { port, .. } | Endpoint::Tls { port, .. } => *port,
        other => panic!("{other}"),
    });
    (daemon, public, tcp, tls)
}

async fn connect(
    endpoint: Endpoint,
    server: PublicKey,
    tls: Option<&DevelopmentCertificate>,
) -> Result<Client<Network>, ConnectError> {
    let mut options = ClientOptions::new(config(key(), AllowedPeers::only(server)));
    options.tls = tls.map(|certificate| TlsClient::trusting(certificate).unwrap());
    Client::connect(&endpoint, options).await
}

async fn check_echo(client: Client<Network>) {
    let echo = Echo { payload: vec![7; 3000].into() };
    assert_eq!(client.request(&echo).await.unwrap(), echo);
    client.close().await.unwrap();
}

/// A client trusts the certificate of who sits in the middle, and knows the
/// daemon's own key. The middle carries all bytes faithfully.
#[tokio::test]
async fn a_session_is_not_carried_across_two_tls_connections() {
    let names = || DevelopmentCertificate::generate(["localhost"]).unwrap();
    let (genuine, forged) = (names(), names());
    let (daemon, server, tcp, tls) = start(&genuine).await;
    check_echo(connect(Endpoint::tls("localhost", tls), server, Some(&genuine)).await.unwrap())
        .await;

    // On TCP nothing is bound, and the same carrying does no harm.
    let middle = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = middle.local_addr().unwrap().port();
    let carrier = tokio::spawn(async move {
        let (mut near, _) = middle.accept().await.unwrap();
        let mut far = TcpStream::connect(("127.0.0.1", tcp)).await.unwrap();
        let _ = copy_bidirectional(&mut near, &mut far).await;
    });
    check_echo(connect(Endpoint::tcp("localhost", port), server, None).await.unwrap()).await;
    carrier.await.unwrap();

    // Inside TLS it ends in the handshake.
    let server_side = TlsServer::development(&forged).unwrap();
    let mut middle = TlsListener::bind("127.0.0.1", 0, server_side).await.unwrap();
    let Endpoint::Tls { port, .. } = *middle.local_endpoint() else { panic!("not TLS") };
    let trusting = TlsClient::trusting(&genuine).unwrap();
    let carrier = tokio::spawn(async move {
        let mut near = middle.accept().await.unwrap().await.unwrap();
        let mut far = connect_tls("localhost", tls, &trusting).await.unwrap();
        assert_ne!(near.channel_binding(), far.channel_binding());
        let _ = copy_bidirectional(&mut near, &mut far).await;
    });
    let refused = connect(Endpoint::tls("localhost", port), server, Some(&forged)).await;
    match refused.expect_err("the middle is seen") {
        ConnectError::Ended(Ended::Connection(error)) => {
            assert_eq!(error, ConnectionError::Handshake("Auth"));
        }
        other => panic!("{other}"),
    }
    carrier.await.unwrap();
    daemon.shutdown().await.unwrap();
}

#[tokio::test]
async fn both_ends_of_a_tls_connection_have_the_same_binding_and_no_other_has_it() {
    let certificate = DevelopmentCertificate::generate(["localhost"]).unwrap();
    let (pem, key) = (certificate.certificate_pem().to_owned(), certificate.key_pem());
    let chain = vec![CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()];
    let private = PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap();
    let mut bindings = Vec::new();
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[version])
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain.clone(), private.clone_key())
            .unwrap();
        let server = TlsServer::from_rustls(Arc::new(config));
        let mut listener = TlsListener::bind("127.0.0.1", 0, server).await.unwrap();
        let Endpoint::Tls { port, .. } = *listener.local_endpoint() else { panic!("not TLS") };
        let client = TlsClient::trusting(&certificate).unwrap();
        for _ in 0..2 {
            let (near, far) = tokio::join!(connect_tls("localhost", port, &client), async {
                listener.accept().await.unwrap().await
            });
            let (near, far) = (near.unwrap().channel_binding(), far.unwrap().channel_binding());
            assert_eq!(near, far);
            assert!(matches!(near, ChannelBinding::TlsExporter(bytes) if bytes != [0; 32]));
            assert!(!bindings.contains(&near));
            bindings.push(near);
        }
    }
    assert_eq!(bindings.len(), 4);
}

/// The first byte that a server answers a TLS 1.2 ClientHello with: 22 is a
/// handshake message, 21 an alert.
async fn answer_to_hello(server: TlsServer, extended_master_secret: bool) -> u8 {
    let mut listener = TlsListener::bind("127.0.0.1", 0, server).await.unwrap();
    let Endpoint::Tls { port, .. } = *listener.local_endpoint() else { panic!("not TLS") };
    let accepted = tokio::spawn(async move { listener.accept().await.unwrap().await });
    let extension = |kind: u16, content: &[u8]| {
        let length = content.len() as u16;
        [&kind.to_be_bytes()[..], &length.to_be_bytes(), content].concat()
    };
    let mut extensions = [
        extension(0, b"\0\x0c\0\0\x09localhost"),
        extension(10, &[0, 4, 0, 0x1D, 0, 0x17]),
        extension(11, &[1, 0]),
        extension(13, &[0, 6, 4, 3, 8, 4, 8, 7]),
    ]
    .concat();
    if extended_master_secret {
        extensions.extend(extension(23, &[]));
    }
    // Version 1.2, random, no session, ECDHE with AES-GCM and ChaCha20, no compression.
    let suites = [0, 6, 0xC0, 0x2B, 0xC0, 0x2C, 0xCC, 0xA9];
    let length = (extensions.len() as u16).to_be_bytes();
    let hello = [&[3, 3][..], &[7; 32], &[0], &suites, &[1, 0], &length, &extensions].concat();
    let length = hello.len() as u16;
    let record = (length + 4).to_be_bytes();
    let front = [&[22, 3, 1][..], &record, &[1, 0], &length.to_be_bytes()].concat();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(&[front, hello].concat()).await.unwrap();
    let first = stream.read_u8().await.unwrap();
    drop(stream);
    assert!(accepted.await.unwrap().is_err(), "this peer completes no handshake");
    first
}

/// RFC 9266, section 4.2: "TLS 1.2 connections … MUST use the extended master
/// secret extension", or the binding says nothing. A configuration that does
/// not ask for it is made to.
#[tokio::test]
async fn tls_1_2_without_extended_master_secret_is_refused() {
    let certificate = DevelopmentCertificate::generate(["localhost"]).unwrap();
    let own = || {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let pem = certificate.certificate_pem().as_bytes();
        let key = certificate.key_pem();
        let mut config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![CertificateDer::from_pem_slice(pem).unwrap()],
                PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap(),
            )
            .unwrap();
        config.require_ems = false;
        TlsServer::from_rustls(Arc::new(config))
    };
    for server in [TlsServer::development(&certificate).unwrap(), own()] {
        assert_eq!(answer_to_hello(server.clone(), true).await, 22);
        assert_eq!(answer_to_hello(server, false).await, 21);
    }
}
