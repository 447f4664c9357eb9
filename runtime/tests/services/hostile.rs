//! Peers that break the protocol, hang up or say nothing.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use packetwright::service::{DaemonEvent, DaemonLimits};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::plain::Echo;
use crate::{address, builder, connect, eventually, start};

/// What a daemon makes of a peer that sends `bytes` and then hangs up.
async fn check(bytes: &[u8], expected: &str) {
    let ends = Arc::new(Mutex::new(Vec::new()));
    let observed = Arc::clone(&ends);
    let daemon = builder(&Arc::default())
        .observer(move |event| {
            if let DaemonEvent::ConnectionEnded { result, .. } = event {
                let text = result.as_ref().map_or_else(ToString::to_string, |()| "in order".into());
                observed.lock().unwrap().push(text);
            }
        })
        .start()
        .await
        .unwrap();
    let mut stream = TcpStream::connect(address(&daemon)).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert_eq!(answer, b"", "{bytes:x?}");
    eventually("it ends", || !ends.lock().unwrap().is_empty()).await;
    let ends = ends.lock().unwrap().join(", ");
    assert!(ends.contains(expected), "{bytes:x?}: {ends}");
    let echo = Echo(vec![1]);
    assert_eq!(connect(&daemon).await.request(&echo).await.unwrap(), echo, "the next works");
}

#[tokio::test]
async fn wrong_bytes_end_one_connection() {
    check(b"", "in order").await;
    check(b"GET / HTTP/1.1\r\n", "magic").await;
    check(b"\xa5\0\0", "ended early").await;
    check(b"\xa5\0\0\x05hel", "ended early").await;
    check(b"\xa5\0\0\x05\x09\0\0\0\0", "envelope").await;
    check(b"\xa5\0\0\0", "envelope").await;
}

#[tokio::test]
async fn a_peer_that_does_not_read_is_given_up() {
    let limits =
        DaemonLimits { write_timeout: Duration::from_millis(200), ..DaemonLimits::default() };
    let daemon = builder(&Arc::default()).limits(limits).start().await.unwrap();
    let mut stream = TcpStream::connect(address(&daemon)).await.unwrap();
    let head = [1, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 1];
    let body = vec![0; 1 << 20];
    let length = ((head.len() + body.len()) as u32).to_be_bytes();
    let packet = [&[0xa5], &length[1..], &head, &body].concat();
    let write = async { while stream.write_all(&packet).await.is_ok() {} };
    tokio::time::timeout(Duration::from_secs(20), write).await.expect("it goes on for ever");
    eventually("the connection is gone", || daemon.connections() == 0).await;
}

#[tokio::test]
async fn a_peer_that_resets_leaves_the_daemon_alone() {
    let (daemon, _) = start().await;
    for _ in 0..20 {
        let mut stream = TcpStream::connect(address(&daemon)).await.unwrap();
        stream.write_all(b"\xa5\0\0\x0f\x01\0\0\0\0\0\0\0\x01\0\0\0\0\x01x").await.unwrap();
        let mut one = [0];
        stream.read_exact(&mut one).await.unwrap();
        stream.set_zero_linger().unwrap();
    }
    eventually("the connections are gone", || daemon.connections() == 0).await;
    let echo = Echo(vec![1]);
    assert_eq!(connect(&daemon).await.request(&echo).await.unwrap(), echo);
}
