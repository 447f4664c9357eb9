//! Daemons: starting, limits, shutting down.

use std::sync::Arc;
use std::time::{Duration, Instant};

use packetwright::protocol::ErrorCode;
use packetwright::service::{
    Client, ClientOptions, ConnectError, DaemonLimits, DrainDeadline, Ended, RequestError,
};
use packetwright::transport::Endpoint;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::plain::{Echo, Task};
use crate::{address, builder, config, connect, eventually, start};

#[tokio::test]
async fn a_port_in_use_is_named() {
    let (daemon, seen) = start().await;
    let taken = daemon.endpoints()[0].clone();
    let error = builder(&seen).listen(taken.clone()).start().await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AddrInUse);
    let text = error.to_string();
    assert!(text.contains(&taken.to_string()) && text.contains("choose another port"), "{text}");
    assert_eq!(connect(&daemon).await.request(&Echo(vec![1])).await.unwrap(), Echo(vec![1]));
}

#[tokio::test]
async fn nobody_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let endpoint = Endpoint::unix(folder.path().join("none"));
    let error = Client::connect(&endpoint, ClientOptions::new(config())).await.unwrap_err();
    let text = error.to_string();
    assert!(matches!(error, ConnectError::Transport(_)), "{text}");
    assert!(text.contains(&endpoint.to_string()), "{text}");
}

#[tokio::test]
async fn connections_over_the_limit_wait() {
    let limits = DaemonLimits { max_connections: 2.try_into().unwrap(), ..DaemonLimits::default() };
    let daemon = builder(&Arc::default()).limits(limits).start().await.unwrap();
    let (first, second) = (connect(&daemon).await, connect(&daemon).await);
    first.request(&Echo(vec![1])).await.unwrap();
    second.request(&Echo(vec![2])).await.unwrap();
    assert_eq!(daemon.connections(), 2);
    // In plain mode nothing is awaited of the daemon to be connected.
    let third = connect(&daemon).await;
    let echo = Echo(vec![3]);
    let reply = third.request(&echo);
    tokio::pin!(reply);
    let early = tokio::time::timeout(Duration::from_millis(200), &mut reply).await;
    assert!(early.is_err(), "served over the limit: {early:?}");
    first.close().await.unwrap();
    assert_eq!(reply.await.unwrap(), Echo(vec![3]));
    assert_eq!(daemon.connections(), 2);
}

#[tokio::test]
async fn a_shutdown_answers_what_is_under_way() {
    let (daemon, _) = start().await;
    let client = connect(&daemon).await;
    let endpoint = daemon.endpoints()[0].clone();
    let slow = tokio::spawn({
        let client = client.clone();
        async move { client.request(&Task(b"sleep".to_vec())).await }
    });
    client.request(&Echo(vec![1])).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let shutdown = tokio::spawn(daemon.shutdown());
    tokio::time::sleep(Duration::from_millis(100)).await;
    match client.request(&Echo(vec![2])).await {
        Err(RequestError::GoingAway(goodbye)) => assert_eq!(goodbye.reason, 1),
        Err(RequestError::Remote(error)) => assert_eq!(error.code, ErrorCode::ShuttingDown),
        other => panic!("a new request during the shutdown: {other:?}"),
    }
    assert_eq!(slow.await.unwrap().unwrap(), Echo(b"sleep".to_vec()));
    shutdown.await.unwrap().unwrap();
    assert!(matches!(client.ended().await, Ended::ClosedByPeer));
    assert!(Client::connect(&endpoint, ClientOptions::new(config())).await.is_err());
}

#[tokio::test]
async fn a_shutdown_ends_at_its_deadline() {
    let limits =
        DaemonLimits { drain_deadline: Duration::from_millis(100), ..DaemonLimits::default() };
    let daemon = builder(&Arc::default()).limits(limits).start().await.unwrap();
    let client = connect(&daemon).await;
    let hang = tokio::spawn({
        let client = client.clone();
        async move { client.request(&Task(b"hang".to_vec())).await }
    });
    client.request(&Echo(vec![1])).await.unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;
    let started = Instant::now();
    assert_eq!(daemon.shutdown().await, Err(DrainDeadline { connections: 1 }));
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
    let error = hang.await.unwrap().unwrap_err();
    assert!(matches!(error, RequestError::Ended(_)), "{error}");
}

#[tokio::test]
async fn a_dropped_daemon_fails_all_requests_at_once() {
    let (daemon, _) = start().await;
    let client = connect(&daemon).await;
    let hang = || {
        let client = client.clone();
        tokio::spawn(async move { client.request(&Task(b"hang".to_vec())).await })
    };
    let waiting = [hang(), hang(), hang()];
    client.request(&Echo(vec![1])).await.unwrap();
    drop(daemon);
    let started = Instant::now();
    for task in waiting {
        let error = task.await.unwrap().unwrap_err();
        assert!(matches!(error, RequestError::Ended(_)), "{error}");
    }
    assert!(started.elapsed() < Duration::from_secs(2));
    assert!(matches!(client.request(&Echo(vec![1])).await, Err(RequestError::Ended(_))));
}

#[tokio::test]
async fn a_half_closed_peer_gets_its_replies() {
    let (daemon, _) = start().await;
    let mut stream = TcpStream::connect(address(&daemon)).await.unwrap();
    // Two requests: the first is answered late.
    let request = |id: u8, message: &[u8]| {
        let head = [1, 0, 0, 0, 0, 0, 0, 0, id, 0, 0, 0, 0];
        let length = (head.len() + message.len()) as u8;
        [&[0xa5, 0, 0, length][..], &head, message].concat()
    };
    let bytes = [request(1, b"\x04sleep"), request(2, b"\x01now")].concat();
    stream.write_all(&bytes).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answers = Vec::new();
    stream.read_to_end(&mut answers).await.unwrap();
    let reply = |id: u8, message: &[u8]| {
        let mut packet = request(id, message);
        packet[4] = 2;
        packet
    };
    let expected = [reply(2, b"\x01now"), reply(1, b"\x01sleep")].concat();
    assert_eq!(answers, expected);
    eventually("the connection is gone", || daemon.connections() == 0).await;
}

#[tokio::test]
async fn a_client_closes_with_its_last_handle() {
    let (daemon, _) = start().await;
    let client = connect(&daemon).await;
    let other = client.clone();
    drop(client);
    other.request(&Echo(vec![1])).await.unwrap();
    drop(other);
    eventually("the connection is gone", || daemon.connections() == 0).await;
}
