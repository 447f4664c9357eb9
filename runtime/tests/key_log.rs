//! The log of session keys: what is in it opens what was recorded, and nothing
//! is in it that was not asked for.

#![cfg(all(feature = "key-log", feature = "network", feature = "aws-lc"))]

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use bytes::BytesMut;
use packetwright::connection::{AllowedPeers, Connection, ConnectionConfig, Mode, Now, PeerPolicy};
use packetwright::crypto::noise::{Party, SessionSecrets};
use packetwright::crypto::{Cipher, StaticKey, SystemRandom, default_provider};
use packetwright::key_log::KeyLog;
use packetwright::network::Network;
use packetwright::network::secure::Secure;
use packetwright::protocol::handshake::Handshake;
use packetwright::protocol::{EnvelopeHead, EnvelopeKind};
use packetwright::session::Session;

/// A log in memory.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn config(log: Option<Arc<KeyLog>>) -> Arc<ConnectionConfig<Network>> {
    let provider = default_provider();
    let key = StaticKey::generate(&*provider, &SystemRandom);
    let policy = Arc::new(PeerPolicy::new(AllowedPeers::AnyServer));
    let mut config = ConnectionConfig::session(provider, key, policy);
    if let Mode::Session(session) = &mut config.mode {
        session.key_log = log;
    }
    Arc::new(config)
}

fn drain(side: &mut Connection<Network>) -> Vec<u8> {
    let mut written = Vec::new();
    while !side.output().is_empty() {
        let piece = side.output().bytes().to_vec();
        side.output().advance(piece.len());
        written.extend(piece);
    }
    written
}

/// A handshake and a message; what the client and what the server sent.
fn record(client: Option<Arc<KeyLog>>, server: Option<Arc<KeyLog>>) -> [Vec<u8>; 2] {
    let now = Now { instant: Instant::now(), unix_ms: 1_800_000_000_000 };
    let mut client = Connection::client(config(client), now);
    let mut server = Connection::server(config(server), now);
    let mut recorded = [Vec::new(), Vec::new()];
    let mut sent = false;
    loop {
        let (up, down) = (drain(&mut client), drain(&mut server));
        recorded[0].extend(&up);
        recorded[1].extend(&down);
        server.handle_input(&mut BytesMut::from(&up[..]), now);
        client.handle_input(&mut BytesMut::from(&down[..]), now);
        if up.is_empty() && down.is_empty() {
            assert!(sent, "{} {}", client.state(), server.state());
            return recorded;
        }
        if client.state() == "Established" && !sent {
            let head = EnvelopeHead::new(EnvelopeKind::OneWay, 0);
            client.send_encoded(&head, b"a message").unwrap();
            sent = true;
        }
    }
}

fn unhex(text: &str) -> [u8; 32] {
    std::array::from_fn(|place| u8::from_str_radix(&text[2 * place..][..2], 16).unwrap())
}

/// The packets of a recording.
fn packets(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut packets = Vec::new();
    while !bytes.is_empty() {
        let length = u32::from_be_bytes(bytes[6..10].try_into().unwrap()) as usize;
        let (packet, rest) = bytes.split_at(10 + length);
        packets.push(packet);
        bytes = rest;
    }
    packets
}

#[test]
fn what_is_logged_opens_the_recorded_session() {
    let logs = [Shared::default(), Shared::default()];
    let [client, server] = logs.clone().map(|log| Some(Arc::new(KeyLog::to_writer(log).unwrap())));
    let [up, down] = record(client, server);
    assert_eq!(logs[0].text(), logs[1].text(), "both sides say the same");

    let text = logs[0].text();
    let lines: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(' ').collect())
        .collect();
    let labels: Vec<&str> = lines.iter().map(|line| line[0]).collect();
    assert_eq!(
        labels,
        ["PW1_INITIATOR_TO_RESPONDER", "PW1_RESPONDER_TO_INITIATOR", "PW1_HANDSHAKE_HASH"]
    );
    let up = packets(&up);
    for line in &lines {
        assert_eq!(unhex(line[1]), up[0][13..45], "the opening's ephemeral key");
    }
    let secrets = SessionSecrets {
        initiator_to_responder: unhex(lines[0][2]),
        responder_to_initiator: unhex(lines[1][2]),
        handshake_hash: unhex(lines[2][2]),
        cipher: Cipher::XChaChaPoly,
        provider: default_provider(),
    };
    // Both ways: Ready, and the message.
    let [mut client, mut server] = [Party::Initiator, Party::Responder]
        .map(|party| Session::new(party, &secrets, &Secure::LABELS));
    let mut ready = packets(&down)[1].to_vec();
    let (front, sealed) = ready.split_at_mut(11);
    client.open(front, sealed).expect("Ready opens");
    let mut message = up[2].to_vec();
    let (front, sealed) = message.split_at_mut(11);
    server.open(front, sealed).expect("the message opens");
    assert!(sealed.windows(9).any(|part| part == b"a message"));
}

#[test]
fn nothing_is_logged_that_was_not_asked_for() {
    let log = Shared::default();
    let asked = Arc::new(KeyLog::to_writer(log.clone()).unwrap());
    record(None, None);
    let warning = log.text();
    assert!(warning.starts_with("# ") && warning.lines().count() == 1, "{warning}");
    record(None, Some(Arc::clone(&asked)));
    assert_eq!(log.text().lines().count(), 4, "a warning, three lines");
    assert!(!asked.has_failed());
    assert_eq!(format!("{asked:?}"), "KeyLog { has_failed: false, .. }");
}

/// A full disk ends no session.
#[test]
fn a_log_that_cannot_be_written_is_said_so() {
    struct Full(bool);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            if std::mem::replace(&mut self.0, true) {
                return Err(std::io::ErrorKind::StorageFull.into());
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let log = Arc::new(KeyLog::to_writer(Full(false)).unwrap());
    record(Some(Arc::clone(&log)), None);
    assert!(log.has_failed());
}

#[cfg(unix)]
#[test]
fn a_key_log_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.log");
    for sessions in 1..=2 {
        record(Some(Arc::new(KeyLog::append_to(&path).unwrap())), None);
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 4 * sessions, "it is appended to");
    }
    let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let refused = KeyLog::append_to(&path).expect_err("its group may read it");
    assert!(refused.to_string().contains("found mode 0640"), "{refused}");
}
