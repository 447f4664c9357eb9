//! The cabinet protocol through the same clients and daemons as the network
//! protocol: little-endian, numbers of 32 bits, no deadline and no
//! cancellation in its envelope, no handshake, no goodbye.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use packetwright::connection::ConnectionConfig;
use packetwright::protocol::ErrorCode;
use packetwright::service::{
    Client, ClientOptions, Context, Daemon, HandlerError, RequestError, RequestOptions,
};
use packetwright::transport::Endpoint;
use packetwright_example_cabinet::protocol::{
    Cabinet, Done, Drift, Entry, Found, Get, Keys, Options, Origin, Put, RequestDispatcher,
    RequestHandler, Scan, Shelf,
};

/// A cabinet in memory, with one shelf for all.
#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, Entry>>);

impl RequestHandler for Memory {
    async fn get(&self, _: &Context, request: Get) -> Result<Found, HandlerError> {
        if request.key == "wait for ever" {
            std::future::pending::<()>().await;
        }
        Ok(Found { entry: self.0.lock().unwrap().get(&request.key).cloned() })
    }

    async fn put(&self, _: &Context, request: Put) -> Result<Done, HandlerError> {
        let mut entries = self.0.lock().unwrap();
        let previous = entries.get(&request.key).map(|entry| entry.value.len() as u64);
        if request.options == Options::KEEP && previous.is_some() {
            return Err(HandlerError::refused("there is a value already"));
        }
        let entry = Entry { origin: Origin::Memory, written: -1, value: request.value };
        entries.insert(request.key, entry);
        Ok(Done { previous })
    }

    async fn scan(&self, _: &Context, request: Scan) -> Result<Keys, HandlerError> {
        let entries = self.0.lock().unwrap();
        let mut keys = entries.range(request.from..request.to).map(|(key, _)| key.clone());
        let found = keys.by_ref().take(request.limit.into()).collect();
        Ok(Keys { more: keys.next().is_some(), keys: found })
    }

    async fn drift(&self, _: &Context, _: Drift) -> Result<(), HandlerError> {
        Ok(())
    }
}

fn get(key: &str) -> Get {
    Get { shelf: Shelf::Open {}, key: key.into() }
}

fn put(key: &str, value: Vec<u8>, options: Options) -> Put {
    let shelf = Shelf::Named { name: "tests".into() };
    Put { shelf, options, key: key.into(), ttl: None, value: value.into() }
}

#[tokio::test]
async fn a_cabinet_is_kept_over_tcp_and_a_unix_socket() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let socket = folder.join(format!("cabinet-{}.socket", std::process::id()));
    let config = Arc::new(ConnectionConfig::<Cabinet>::plain());
    let daemon = Daemon::builder(Arc::clone(&config), RequestDispatcher(Memory::default()))
        .listen(Endpoint::tcp("127.0.0.1", 0))
        .listen(Endpoint::unix(&socket))
        .start()
        .await
        .unwrap();
    let [tcp, unix] = daemon.endpoints() else { panic!("two listeners") };
    let writer = Client::connect(tcp, ClientOptions::new(Arc::clone(&config))).await.unwrap();
    let reader = Client::connect(unix, ClientOptions::new(config)).await.unwrap();

    let value: Vec<u8> = (0..32 * 1024).map(|index| (index % 251) as u8).collect();
    for key in ["b", "a", "c"] {
        let done = writer.request(&put(key, value.clone(), Options::empty())).await.unwrap();
        assert_eq!(done, Done { previous: None });
    }
    let entry = reader.request(&get("b")).await.unwrap().entry.unwrap();
    assert_eq!((&entry.value[..], entry.written), (&value[..], -1));
    assert_eq!(reader.request(&get("d")).await.unwrap(), Found { entry: None });
    let scan = Scan { from: "a".into(), to: "z".into(), limit: 2 };
    let keys = reader.request(&scan).await.unwrap();
    assert_eq!(keys, Keys { more: true, keys: vec!["a".into(), "b".into()] });

    match writer.request(&put("a", vec![], Options::KEEP)).await {
        Err(RequestError::Remote(error)) => {
            assert_eq!(
                (error.code, &*error.detail),
                (ErrorCode::Refused, "there is a value already")
            );
        }
        other => panic!("a value was replaced: {other:?}"),
    }
    writer.send(&Drift { r#type: -3, samples: [i32::MIN; 8] }).await.unwrap();
    assert!(matches!(
        writer.request(&put("", vec![], Options::empty())).await,
        Err(RequestError::NotSent(_))
    ));

    // The peer cannot be told of the deadline; it passes here all the same.
    let soon = RequestOptions::within(Duration::from_millis(50));
    let error = reader.request_with(&get("wait for ever"), soon).await.unwrap_err();
    assert!(matches!(error, RequestError::DeadlineExceeded), "{error}");
    assert_eq!(reader.request(&get("d")).await.unwrap(), Found { entry: None });

    writer.close().await.unwrap();
    drop((reader, daemon));
    for _ in 0..500 {
        if !socket.exists() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the socket is left behind");
}
