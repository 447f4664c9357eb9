//! The same client and daemon inside TLS.

use std::sync::Arc;

use packetwright::service::{Client, ClientOptions, ConnectError, Daemon};
use packetwright::transport::Endpoint;
use packetwright::transport::tls::{DevelopmentCertificate, TlsClient, TlsServer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::config;
use crate::handler;
use crate::plain::{Echo, Plain, Task};

async fn start(certificate: &DevelopmentCertificate) -> (Daemon<Plain>, u16) {
    let server = TlsServer::development(certificate).unwrap();
    let daemon = Daemon::builder(config(), handler(&Arc::default()))
        .listen_tls("127.0.0.1", 0, server)
        .start()
        .await
        .unwrap();
    match daemon.endpoints()[0] {
        Endpoint::Tls { port, .. } => (daemon, port),
        ref other => panic!("not TLS: {other}"),
    }
}

async fn connect(port: u16, tls: TlsClient) -> Result<Client<Plain>, ConnectError> {
    let mut options = ClientOptions::new(config());
    options.tls = Some(tls);
    Client::connect(&Endpoint::tls("localhost", port), options).await
}

#[tokio::test]
async fn who_is_trusted_is_talked_to() {
    let certificate = DevelopmentCertificate::generate(["localhost"]).unwrap();
    let (daemon, port) = start(&certificate).await;
    let pem = certificate.certificate_pem().as_bytes();
    let pin = certificate.pin().unwrap();
    for tls in [
        TlsClient::trusting(&certificate).unwrap(),
        TlsClient::with_roots_pem(pem).unwrap(),
        TlsClient::with_pins([[0; 32], pin]).unwrap(),
    ] {
        let client = connect(port, tls).await.unwrap();
        for len in [1, 1 << 20] {
            let echo = Echo(vec![7; len]);
            assert_eq!(client.request(&echo).await.unwrap(), echo);
        }
        let peer = client.request(&Task(b"peer".to_vec())).await.unwrap();
        assert!(peer.0.starts_with(b"tls://"), "{peer:?}");
        client.close().await.unwrap();
    }
    daemon.shutdown().await.unwrap();
}

#[tokio::test]
async fn who_is_not_trusted_is_refused() {
    let certificate = DevelopmentCertificate::generate(["localhost"]).unwrap();
    let (daemon, port) = start(&certificate).await;
    let other = DevelopmentCertificate::generate(["localhost"]).unwrap();
    let elsewhere = DevelopmentCertificate::generate(["elsewhere.example"]).unwrap();
    let check = async |port, tls: TlsClient, part: &str| {
        let error = connect(port, tls).await.expect_err(part).to_string();
        assert!(error.contains(part) && error.contains("tls://localhost"), "{error}");
    };
    check(port, TlsClient::trusting(&other).unwrap(), "certificate").await;
    check(port, TlsClient::with_pins([other.pin().unwrap()]).unwrap(), "certificate").await;
    let (_other_daemon, other_port) = start(&elsewhere).await;
    check(other_port, TlsClient::trusting(&elsewhere).unwrap(), "not valid for name").await;
    assert!(TlsClient::with_roots_pem(b"").is_err());
    assert!(TlsClient::with_pins([]).is_err());
    let client = connect(port, TlsClient::trusting(&certificate).unwrap()).await.unwrap();
    assert_eq!(client.request(&Echo(vec![1])).await.unwrap(), Echo(vec![1]));
    drop(daemon);
}

#[tokio::test]
async fn plain_bytes_on_a_tls_port_get_no_answer_but_an_alert() {
    let certificate = DevelopmentCertificate::generate(["localhost"]).unwrap();
    let (daemon, port) = start(&certificate).await;
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(b"\xa5\0\0\x0f\x01\0\0\0\0\0\0\0\x01\0\0\0\0\x01x").await.unwrap();
    let mut answer = Vec::new();
    // A reset is an end as well.
    let _ = stream.read_to_end(&mut answer).await;
    // RFC 8446, section 5.1: an alert record has the type 21.
    assert!(answer.is_empty() || answer[0] == 21, "{answer:x?}");
    let client = connect(port, TlsClient::trusting(&certificate).unwrap()).await.unwrap();
    assert_eq!(client.request(&Echo(vec![1])).await.unwrap(), Echo(vec![1]));
    drop(daemon);
}
