//! What the guide says happens does, and the code it quotes is this crate's.

use std::error::Error;

use packetwright::codec::{Decode, Encode};
use packetwright::connection::ConnectionConfig;
use packetwright::network::Echo;
use packetwright::protocol::ErrorCode;
use packetwright::service::{Client, ClientOptions, RequestError};
use packetwright::transport::Endpoint;
use packetwright_example_guide::clock::{Ask, Clock};
use packetwright_example_guide::doorbell::doorbell::{Bell, Chimes, Ring, Visitor};
use packetwright_example_guide::sums::{self, Add, Sum};
use packetwright_example_guide::tally::{self, Count, Record};
use packetwright_example_guide::wall;

#[tokio::test]
async fn the_clock_tells_the_time() -> Result<(), Box<dyn Error>> {
    let daemon = wall::serve(Endpoint::tcp("127.0.0.1", 0)).await?;
    let endpoint = &daemon.endpoints()[0];
    let options = ClientOptions::new(ConnectionConfig::<Clock>::plain());
    let client = Client::connect(endpoint, options).await?;

    let told = client.request(&Ask { zone: "UTC".into() }).await?;
    assert!(told.time > 1_700_000_000_000);

    let refused = client.request(&Ask { zone: "Mars".into() }).await;
    let Err(RequestError::Remote(error)) = refused else { panic!("found {refused:?}") };
    assert_eq!((error.code, error.detail.as_str()), (ErrorCode::Refused, "no clock for Mars"));

    let empty = client.request(&Ask { zone: String::new() }).await;
    assert!(matches!(empty, Err(RequestError::NotSent(_))), "found {empty:?}");

    client.close().await?;
    daemon.shutdown().await?;
    Ok(())
}

#[tokio::test]
async fn sums_travel_in_a_session_with_the_right_server_only() -> Result<(), Box<dyn Error>> {
    let key = sums::new_key();
    let server = *key.public();
    let daemon = sums::serve(key, Endpoint::tcp("127.0.0.1", 0)).await?;
    let endpoint = &daemon.endpoints()[0];

    let client = sums::connect(server, endpoint).await?;
    let sum = client.request(&Add { numbers: vec![1, 2, 3] }).await?;
    assert_eq!(sum, Sum { total: 6 });
    client.close().await?;

    let stranger = *sums::new_key().public();
    assert!(sums::connect(stranger, endpoint).await.is_err());
    daemon.shutdown().await?;
    Ok(())
}

/// A set that derives is served in a session, and what it includes as well.
#[tokio::test]
async fn a_tally_is_kept_in_a_session_beside_the_network_protocol() -> Result<(), Box<dyn Error>> {
    let key = sums::new_key();
    let server = *key.public();
    let daemon = tally::serve(key, Endpoint::tcp("127.0.0.1", 0)).await?;
    let client = sums::connect(server, &daemon.endpoints()[0]).await?;

    let record = Record { name: "sheep".into() };
    assert_eq!(client.request(&record).await?, Count { times: 1 });
    assert_eq!(client.request(&record).await?, Count { times: 2 });
    // What the included set has is answered by the handler of that set.
    let echo = Echo { payload: vec![7; 3].into() };
    assert_eq!(client.request(&echo).await?, echo);
    // A message of neither is answered with a typed error, and the session lives.
    let Err(RequestError::Remote(error)) = client.request(&Add { numbers: vec![1] }).await else {
        panic!("nobody there knows sums")
    };
    assert_eq!(error.code, ErrorCode::UnknownMessage);
    let empty = client.request(&Record { name: String::new() }).await;
    assert!(matches!(empty, Err(RequestError::NotSent(_))), "found {empty:?}");
    assert_eq!(client.request(&record).await?, Count { times: 3 });

    client.close().await?;
    daemon.shutdown().await?;
    Ok(())
}

#[test]
fn a_protocol_declared_in_place_is_code_and_documentation() -> Result<(), Box<dyn Error>> {
    let visitor = Visitor::Friend { name: "Ada".into() };
    let ring = Bell::from(Ring { visitor, chimes: Chimes::LOUD });
    let bytes = ring.to_vec()?;
    assert_eq!(bytes, b"\x01\x02\x03Ada\x01");
    assert_eq!(Bell::from_slice(&bytes)?, ring);
    Ok(())
}

/// The files that pages may quote.
const FILES: [&str; 7] = [
    include_str!("../clock.wire"),
    include_str!("../build.rs"),
    include_str!("../src/lib.rs"),
    include_str!("../src/wall.rs"),
    include_str!("../src/sums.rs"),
    include_str!("../src/tally.rs"),
    include_str!("guide.rs"),
];

#[test]
fn pages_quote_code_that_compiles() {
    check_page("GUIDE.md", include_str!("../../../docs/GUIDE.md"), 8);
    check_page("README.md", include_str!("../../../README.md"), 3);
}

/// Every block of Rust or of the spec language is part of a file, indentation
/// and blank lines apart.
fn check_page(name: &str, page: &str, least: usize) {
    let mut found = 0;
    for fence in ["\n```rust\n", "\n```wire\n"] {
        for rest in page.split(fence).skip(1) {
            found += 1;
            let block = rest.split("\n```").next().unwrap_or(rest);
            let quoted = FILES.iter().any(|file| folded(file).contains(&folded(block)));
            assert!(quoted, "{name} quotes what no file has:\n{block}");
        }
    }
    assert!(found >= least, "{name}: only {found} blocks were found");
}

/// Lines without indentation, each between line feeds.
fn folded(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold("\n".to_owned(), |text, line| text + line + "\n")
}

#[test]
fn the_features_on_the_page_are_those_of_the_runtime() {
    let manifest = include_str!("../../../runtime/Cargo.toml");
    let page = include_str!("../../../docs/API.md");
    let features =
        manifest.split("\n[features]\n").nth(1).and_then(|rest| rest.split("\n[").next());
    let lines = features.expect("the runtime has features").lines();
    let names: Vec<&str> = lines
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .filter(|name| *name != "default")
        .collect();
    let rows = page.split("\n## Features of the runtime\n").nth(1).unwrap_or_default();
    let rows = rows.split("\n## ").next().unwrap_or_default().lines();
    let listed: Vec<&str> =
        rows.filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert_eq!(listed, names);
}
