//! Requests and replies: sizes, order, deadlines, cancellation, failures.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use packetwright::connection::{KeepaliveConfig, SendError};
use packetwright::protocol::ErrorCode;
use packetwright::service::{
    Client, ClientOptions, Daemon, DaemonLimits, RequestError, RequestOptions,
};
use packetwright::transport::Endpoint;
use tokio::task::JoinSet;

use crate::plain::{Echo, Note, Packet, Plain, Riddle, Task};
use crate::{builder, config, connect, eventually, handler, start};

fn patterned(len: usize) -> Vec<u8> {
    (0..len).map(|index| (index * 31 % 251) as u8).collect()
}

#[tokio::test]
async fn what_is_sent_comes_back_at_every_size() {
    let (daemon, _) = start().await;
    let client = connect(&daemon).await;
    const MAX: usize = <Packet as packetwright::protocol::PacketFormat>::MAX_PAYLOAD - 14;
    for len in [0, 1, 63, 4096, 65_535, 65_536, 1 << 20, MAX] {
        let echo = Echo(patterned(len));
        assert_eq!(client.request(&echo).await.unwrap(), echo, "{len} bytes");
    }
    let error = client.request(&Echo(patterned(MAX + 1))).await.unwrap_err();
    assert!(
        matches!(error, RequestError::NotSent(SendError::TooLarge { .. })),
        "one byte more: {error}"
    );
    assert_eq!(client.request(&Echo(vec![1])).await.unwrap(), Echo(vec![1]));
    client.close().await.unwrap();
    daemon.shutdown().await.unwrap();
}

/// All at once, over queues much smaller than what is under way.
async fn pipeline(count: usize, len: usize, queue: usize, in_flight: usize) {
    let mut small = config();
    (small.max_queued_output, small.max_queued_input, small.max_queued_events) = (queue, queue, 2);
    let limits = DaemonLimits { max_in_flight: 2.try_into().unwrap(), ..DaemonLimits::default() };
    let daemon = Daemon::builder(small.clone(), handler(&Arc::default()))
        .limits(limits)
        .listen(Endpoint::tcp("127.0.0.1", 0))
        .start()
        .await
        .unwrap();
    let mut options = ClientOptions::new(small);
    options.limits.max_in_flight = in_flight.try_into().unwrap();
    let client = Client::connect(&daemon.endpoints()[0], options).await.unwrap();
    let mut requests = JoinSet::new();
    for number in 0..count {
        let client = client.clone();
        requests.spawn(async move {
            let mut bytes = patterned(len);
            bytes.extend_from_slice(&number.to_be_bytes());
            // The first byte must not be 255.
            let echo = Echo([vec![0], bytes].concat());
            assert_eq!(client.request(&echo).await.unwrap(), echo);
        });
    }
    while let Some(result) = requests.join_next().await {
        result.unwrap();
    }
    daemon.shutdown().await.unwrap();
}

#[tokio::test]
async fn ten_thousand_pipelined_requests_pass_through_small_queues() {
    tokio::time::timeout(Duration::from_secs(60), pipeline(10_000, 64, 256, 10_000)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn large_pipelined_requests_pass_through_small_queues() {
    tokio::time::timeout(Duration::from_secs(60), pipeline(200, 300_000, 1000, 200)).await.unwrap();
}

#[tokio::test]
async fn a_slow_handler_stalls_nobody() {
    let (daemon, _) = start().await;
    let client = connect(&daemon).await;
    let slow = Task(b"sleep".to_vec());
    let started = Instant::now();
    let slow = client.request(&slow);
    tokio::pin!(slow);
    for number in 0..50 {
        let echo = Echo(vec![number]);
        tokio::select! {
            biased;
            reply = &mut slow => panic!("the slow one first: {reply:?}"),
            reply = client.request(&echo) => assert_eq!(reply.unwrap(), echo),
        }
    }
    assert_eq!(slow.await.unwrap(), Echo(b"sleep".to_vec()));
    assert!(started.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn failures_are_told_and_the_connection_lives() {
    let (daemon, _) = start().await;
    let client = connect(&daemon).await;
    let task = |name: &str| Task(name.into());
    let check = async |error: Result<Echo, RequestError>, code: ErrorCode, part: &str| {
        match error {
            Err(RequestError::Remote(error)) => {
                assert_eq!(error.code, code, "{error}");
                assert!(error.detail.contains(part), "{error}");
            }
            other => panic!("expected {code:?}, found {other:?}"),
        }
        assert_eq!(client.request(&Echo(vec![5])).await.unwrap(), Echo(vec![5]));
    };
    check(client.request(&task("refuse")).await, ErrorCode::Refused, "not today").await;
    check(client.request(&task("panic")).await, ErrorCode::Internal, "panicked").await;
    check(client.request(&task("late-panic")).await, ErrorCode::Internal, "panicked").await;
    check(client.request(&task("huge")).await, ErrorCode::Internal, "cannot be sent").await;
    let odd = "the failure cannot be told: expected 0 to 65535, found 70000";
    check(client.request(&task("odd")).await, ErrorCode::Internal, odd).await;
    check(client.request(&Riddle(vec![])).await, ErrorCode::UnknownMessage, "0x3").await;
    let malformed = client.request(&Echo(vec![0xff])).await;
    check(malformed, ErrorCode::Malformed, "the first byte is not 255").await;
    let note = client.request_encoded(&[2, 1], RequestOptions::default()).await;
    check(note.map(|_| Echo(vec![])), ErrorCode::Refused, "not one that has an answer").await;
    assert!(!client.is_ended());
}

#[tokio::test]
async fn a_deadline_passes_at_both_ends() {
    let (daemon, seen) = start().await;
    let client = connect(&daemon).await;
    let started = Instant::now();
    let hang = Task(b"hang".to_vec());
    let options = RequestOptions::within(Duration::from_millis(100));
    let error = client.request_with(&hang, options).await.unwrap_err();
    match &error {
        RequestError::DeadlineExceeded => {}
        RequestError::Remote(error) => assert_eq!(error.code, ErrorCode::DeadlineExceeded),
        other => panic!("{other}"),
    }
    assert!(started.elapsed() >= Duration::from_millis(100), "{:?}", started.elapsed());
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    eventually("the handler is dropped", || seen.dropped.load(Ordering::SeqCst) == 1).await;
    assert_eq!(client.request(&Echo(vec![1])).await.unwrap(), Echo(vec![1]));
}

#[tokio::test]
async fn a_dropped_request_drops_its_handler() {
    let (daemon, seen) = start().await;
    let client = connect(&daemon).await;
    let task = tokio::spawn({
        let client = client.clone();
        async move { client.request(&Task(b"hang".to_vec())).await }
    });
    client.request(&Echo(vec![1])).await.unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(seen.dropped.load(Ordering::SeqCst), 0);
    task.abort();
    eventually("the handler is dropped", || seen.dropped.load(Ordering::SeqCst) == 1).await;
    assert_eq!(client.request(&Echo(vec![1])).await.unwrap(), Echo(vec![1]));
}

#[tokio::test]
async fn one_way_messages_arrive() {
    let (daemon, seen) = start().await;
    let client = connect(&daemon).await;
    for number in 0..1000_u16 {
        client.send(&Note(number.to_be_bytes().into())).await.unwrap();
    }
    client.close().await.unwrap();
    eventually("all arrive", || seen.notes.load(Ordering::SeqCst) == 1000).await;
    daemon.shutdown().await.unwrap();
}

#[tokio::test]
async fn keepalive_is_never_delivered_as_a_reply() {
    let seen = Arc::default();
    let mut chatty = config();
    chatty.keepalive = Some(KeepaliveConfig {
        interval: Duration::from_millis(5),
        timeout: Duration::from_secs(5),
    });
    let daemon = Daemon::builder(chatty.clone(), handler(&seen))
        .listen(Endpoint::tcp("127.0.0.1", 0))
        .start()
        .await
        .unwrap();
    let options = ClientOptions::new(chatty);
    let client = Client::connect(&daemon.endpoints()[0], options).await.unwrap();
    let slow = Task(b"sleep".to_vec());
    for number in 0..3 {
        // Many questions travel both ways while these wait.
        let echo = Echo(vec![number]);
        let (reply, other) = tokio::join!(client.request(&slow), client.request(&echo));
        assert_eq!((reply.unwrap(), other.unwrap()), (Echo(slow.0.clone()), echo));
    }
    assert!(!client.is_ended());
}

#[tokio::test]
async fn a_silent_peer_is_given_up() {
    let (near, far) = tokio::io::duplex(1 << 16);
    let mut impatient = config();
    impatient.keepalive = Some(KeepaliveConfig {
        interval: Duration::from_millis(50),
        timeout: Duration::from_millis(50),
    });
    let client = Client::<Plain>::over(near, ClientOptions::new(impatient)).await.unwrap();
    let started = Instant::now();
    let error = client.request(&Echo(vec![1])).await.unwrap_err();
    assert!(error.to_string().contains("silent"), "{error}");
    assert!(started.elapsed() >= Duration::from_millis(100));
    drop(far);
}

#[tokio::test]
async fn the_peer_is_known_by_its_socket() {
    let folder = tempfile::tempdir().unwrap();
    let seen = Arc::default();
    let path = folder.path().join("socket");
    let daemon = builder(&seen).listen(Endpoint::unix(&path)).start().await.unwrap();
    let peer = Task(b"peer".to_vec());
    let reply = connect(&daemon).await.request(&peer).await.unwrap();
    assert!(reply.0.starts_with(b"tcp://127.0.0.1:"), "{reply:?}");
    let endpoint = &daemon.endpoints()[1];
    assert_eq!(endpoint.to_string(), format!("unix://{}", path.display()));
    let client = Client::<Plain>::connect(endpoint, ClientOptions::new(config())).await.unwrap();
    let reply = String::from_utf8(client.request(&peer).await.unwrap().0).unwrap();
    let expected = format!("process {}", std::process::id());
    assert!(reply.starts_with("unix (user ") && reply.contains(&expected), "{reply}");
    drop(client);
    daemon.shutdown().await.unwrap();
    assert!(!path.exists());
}
