//! docs/LIMITS.md is true: the defaults it names are those of the code, and
//! the tests it names exist. Limits that no other test fills are filled here.
#![cfg(all(feature = "network", feature = "tokio", feature = "aws-lc"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use packetwright::codec::{
    DecodeError, DecodeErrorKind, EncodeError, EncodeErrorKind, FieldPath, Reader,
};
use packetwright::connection::{
    Admission, AllowedPeers, COOKIE_LIFETIME_MS, ConnectionConfig, PeerPolicy, ReplayCache,
};
use packetwright::crypto::{StaticKey, SystemRandom, default_provider};
use packetwright::identity::{MAX_KEY_FILE, MAX_KNOWN_PEERS};
use packetwright::network::{Data, Network};
use packetwright::protocol::handshake::Handshake;
use packetwright::protocol::{ErrorCode, PacketFormat, Protocol, RemoteError};
use packetwright::service::{
    Client, ClientLimits, ClientOptions, ConnectError, DaemonLimits, Ended, MAX_REFUSALS,
};
use packetwright::session::datagram::WINDOW;
use packetwright::session::{MAX_BYTES, MAX_RECORDS};

/// The row of a limit: its section, its name, and its default in bytes,
/// milliseconds or plain numbers.
type Defaults = BTreeMap<(String, String), u128>;

#[test]
fn defaults_are_those_of_the_code() {
    let page = rows();
    for ((section, name), expected) in of_the_code() {
        let row = page.iter().find(|row| row.section == section && row.name == name);
        let row = row.unwrap_or_else(|| panic!("{section}: no row for {name}"));
        assert_eq!(row.default(), Some(expected), "{section}: {name}, found {:?}", row.cells);
    }
}

#[test]
fn tests_named_exist() {
    let sources = sources();
    for row in rows() {
        let test = row.cells.last().expect("a row has cells");
        if test == "–" {
            continue;
        }
        let function = format!("fn {}(", test.trim_matches('`'));
        let found = sources.iter().any(|source| source.contains(&function));
        assert!(found, "{}: there is no test {test}", row.name);
    }
}

#[test]
fn paths_drop_their_innermost_steps() {
    let steps = FieldPath::CAPACITY + 1;
    let decoding = (0..steps)
        .rev()
        .fold(DecodeError::new(DecodeErrorKind::InvalidUtf8, 0), |error, step| error.at(step));
    let encoding = (0..steps)
        .rev()
        .fold(EncodeError::new(EncodeErrorKind::Require { text: "" }), |error, step| {
            error.at(step)
        });
    let expected: String = (0..FieldPath::CAPACITY).map(|step| format!("[{step}]")).collect();
    assert_eq!(decoding.path.to_string(), expected);
    assert_eq!(encoding.path.to_string(), expected);
}

#[test]
fn details_are_cut_at_a_character() {
    let detail = |text: &str| RemoteError::new(ErrorCode::Internal, text).detail;
    let most = "x".repeat(RemoteError::MAX_DETAIL);
    assert_eq!(detail(&most), most);
    assert_eq!(detail(&(most.clone() + "y")), most);
    let wide = "x".repeat(RemoteError::MAX_DETAIL - 1) + "ü";
    assert_eq!(detail(&wide), "x".repeat(RemoteError::MAX_DETAIL - 1));
}

#[tokio::test(start_paused = true)]
async fn a_connect_ends_at_its_deadline() {
    // The far end is open and says nothing.
    let (near, _far) = tokio::io::duplex(1 << 16);
    let key = StaticKey::generate(&*default_provider(), &SystemRandom);
    let policy = Arc::new(PeerPolicy::new(AllowedPeers::accept_any_server()));
    let config = ConnectionConfig::<Network>::session(default_provider(), key, policy);
    let mut options = ClientOptions::new(config);
    options.limits.connect_deadline = Duration::from_secs(3);
    let started = tokio::time::Instant::now();
    let error = Client::over(near, options).await.expect_err("nobody answers");
    assert!(matches!(error, ConnectError::Deadline), "{error}");
    assert_eq!(started.elapsed().as_secs(), 3);
}

#[tokio::test]
async fn a_client_gives_up_a_peer_that_reads_nothing() {
    let (near, _far) = tokio::io::duplex(64);
    let mut config = ConnectionConfig::<Network>::plain();
    config.compression.clear();
    let mut options = ClientOptions::new(config);
    options.limits.write_timeout = Duration::from_millis(100);
    let client = Client::over(near, options).await.expect("plain mode asks nobody");
    client.send(&Data { payload: vec![7; 4096].into() }).await.expect("it is queued");
    let ended = tokio::time::timeout(Duration::from_secs(20), client.ended());
    let ended = ended.await.expect("it is given up");
    assert!(
        matches!(&ended, Ended::Transport(error) if error.to_string().contains("took no byte")),
        "{ended}"
    );
}

/// The defaults that the page must name.
fn of_the_code() -> Defaults {
    let bytes = |value: usize| value as u128;
    let time = |value: Duration| value.as_millis();
    let config = ConnectionConfig::<Network>::plain();
    let keepalive = config.keepalive.expect("keepalive is on");
    let (daemon, client) = (DaemonLimits::default(), ClientLimits::default());
    let request_deadline = client.request_deadline.expect("requests have a deadline");
    type Secure = <Network as Protocol>::Handshake;
    let rows = [
        ("Connection", "max_payload", bytes(config.max_payload)),
        ("Connection", "compression_threshold", bytes(config.compression_threshold)),
        ("Connection", "max_queued_output", bytes(config.max_queued_output)),
        ("Connection", "max_queued_events", bytes(config.max_queued_events)),
        ("Connection", "max_queued_input", bytes(config.max_queued_input)),
        ("Connection", "keepalive.interval", time(keepalive.interval)),
        ("Connection", "keepalive.timeout", time(keepalive.timeout)),
        ("Connection", "close_timeout", time(config.close_timeout)),
        ("Session", "handshake deadline of the spec", time(Secure::DEADLINE)),
        ("Session", "handshake limit of the spec", bytes(Secure::MAX_PAYLOAD)),
        ("Session", "key_limits.records", config.key_limits.records.into()),
        ("Session", "key_limits.bytes", config.key_limits.bytes.into()),
        ("Session", "key_limits.age", time(config.key_limits.age)),
        ("Session", "datagram::WINDOW", WINDOW.into()),
        ("Session", "identity::MAX_KEY_FILE", MAX_KEY_FILE.into()),
        ("Session", "identity::MAX_KNOWN_PEERS", MAX_KNOWN_PEERS.into()),
        ("Session", "session::MAX_RECORDS", MAX_RECORDS.into()),
        ("Session", "session::MAX_BYTES", MAX_BYTES.into()),
        ("Session", "ReplayCache::DEFAULT_CAPACITY", bytes(ReplayCache::DEFAULT_CAPACITY)),
        ("Daemon", "max_connections", bytes(daemon.max_connections.get())),
        ("Session", "Admission::DEFAULT_MAX_HANDSHAKES", bytes(Admission::DEFAULT_MAX_HANDSHAKES)),
        ("Session", "Admission::DEFAULT_HARD_LIMIT", bytes(Admission::DEFAULT_HARD_LIMIT)),
        ("Session", "Admission::DEFAULT_STARTUP_MS", Admission::DEFAULT_STARTUP_MS.into()),
        ("Session", "COOKIE_LIFETIME_MS", COOKIE_LIFETIME_MS.into()),
        ("Daemon", "MAX_REFUSALS", bytes(MAX_REFUSALS)),
        ("Daemon", "max_in_flight", bytes(daemon.max_in_flight.get())),
        ("Daemon", "handshake_deadline", time(daemon.handshake_deadline)),
        ("Daemon", "write_timeout", time(daemon.write_timeout)),
        ("Daemon", "drain_deadline", time(daemon.drain_deadline)),
        ("Client", "max_in_flight", bytes(client.max_in_flight.get())),
        ("Client", "connect_deadline", time(client.connect_deadline)),
        ("Client", "request_deadline", time(request_deadline)),
        ("Client", "write_timeout", time(client.write_timeout)),
        ("Codec", "Reader::SHARE_MIN", bytes(Reader::SHARE_MIN)),
        ("Codec", "FieldPath::CAPACITY", bytes(FieldPath::CAPACITY)),
        ("Codec", "RemoteError::MAX_DETAIL", bytes(RemoteError::MAX_DETAIL)),
    ];
    assert_eq!(config.max_payload, <Network as Protocol>::Packet::MAX_PAYLOAD);
    rows.into_iter().map(|(section, name, value)| ((section.into(), name.into()), value)).collect()
}

/// A limit on the page.
struct Row {
    section: String,
    name: String,
    cells: Vec<String>,
}

impl Row {
    /// Bytes, milliseconds or a plain number; `None` if the page names no number.
    fn default(&self) -> Option<u128> {
        let text = self.cells.get(2)?;
        // "the packet's most (network: 16 MiB)"
        let text = text.rsplit("network: ").next()?.trim_end_matches(')');
        if let Some(power) = text.strip_prefix("2^") {
            return 2u128.checked_pow(power.parse().ok()?);
        }
        let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
        let number: u128 = number.replace(',', "").parse().ok()?;
        let factor = match unit {
            "" | "ms" => 1,
            "s" => 1000,
            "KiB" => 1 << 10,
            "MiB" => 1 << 20,
            "GiB" => 1 << 30,
            _ => return None,
        };
        Some(number * factor)
    }
}

/// All rows of all tables.
fn rows() -> Vec<Row> {
    let page = fs::read_to_string(root().join("docs/LIMITS.md")).expect("the page is there");
    let (mut rows, mut section) = (Vec::new(), String::new());
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title.to_owned();
        }
        let Some(line) = line.strip_prefix("| ") else { continue };
        let cells: Vec<String> =
            line.trim_end_matches(" |").split(" | ").map(str::to_owned).collect();
        if cells[0] == "limit" {
            continue;
        }
        assert_eq!(cells.len(), 6, "{line}");
        rows.push(Row { section: section.clone(), name: cells[0].replace('`', ""), cells });
    }
    assert!(rows.len() > 40, "only {} rows were found", rows.len());
    rows
}

/// The text of every Rust file of the workspace.
fn sources() -> Vec<String> {
    let mut folders: Vec<PathBuf> = ["runtime", "spec", "conformance", "language-server", "cli"]
        .iter()
        .map(|folder| root().join(folder))
        .collect();
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(fs::read_to_string(&path).expect("the file can be read"));
            }
        }
    }
    sources
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
