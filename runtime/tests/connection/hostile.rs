//! Peers that do wrong during the handshake: what was changed, taken from
//! another place or another session, or sent again. Each is refused without a
//! session, answered by one packet at most, and the next good peer is served.
//!
//! Openings whose offers are cut are in `downgrade.rs`, ends of streams in `ends.rs`.

use std::sync::Arc;

use packetwright::connection::{Connection, ConnectionConfig, Mode, SendError};
use packetwright::network::secure::Secure;
use packetwright::network::{Network, Offers};
use packetwright::protocol::handshake::Handshake;
use packetwright::protocol::{EnvelopeHead, EnvelopeKind};

use crate::pair::{Side, at, session_configs};

type Config = Arc<ConnectionConfig<Network>>;

/// Configurations of one client and one listener, for any number of connections.
fn configs(suite: u16) -> [Config; 2] {
    session_configs().map(|mut config| {
        if let Mode::Session(session) = &mut config.mode {
            let suites = vec![suite];
            session.local = Some(Offers { suites, ..Secure::local(&[], 1 << 20) });
        }
        Arc::new(config)
    })
}

/// A handshake, packet by packet.
struct Steps {
    client: Side<Network>,
    server: Side<Network>,
}

/// What is sent until both sides have a session: Init, Response, Confirm, Ready.
const STEPS: usize = 4;

impl Steps {
    fn new(configs: &[Config; 2]) -> Self {
        Self {
            client: Side::new(Connection::client(Arc::clone(&configs[0]), at(0))),
            server: Side::new(Connection::server(Arc::clone(&configs[1]), at(0))),
        }
    }

    /// One that has come so far that `step` is the next packet; with it the
    /// packets that were sent.
    fn before(configs: &[Config; 2], step: usize) -> (Self, Vec<Vec<u8>>) {
        let mut steps = Self::new(configs);
        let sent = (0..step).map(|step| {
            let packet = steps.next(step);
            steps.receiver(step).feed(&packet, at(0));
            packet
        });
        let sent = sent.collect();
        (steps, sent)
    }

    /// The packet of a step.
    fn next(&mut self, step: usize) -> Vec<u8> {
        let packet = if step.is_multiple_of(2) { self.client.drain() } else { self.server.drain() };
        assert!(!packet.is_empty(), "step {step} is sent");
        packet
    }

    fn receiver(&mut self, step: usize) -> &mut Side<Network> {
        if step.is_multiple_of(2) { &mut self.server } else { &mut self.client }
    }
}

/// All packets of an honest handshake.
fn transcript(configs: &[Config; 2]) -> Vec<Vec<u8>> {
    Steps::before(configs, STEPS).1
}

/// The side takes the bytes for nothing: it ends with an error, or waits for
/// the rest of a packet that says it is longer; and it says one packet at most.
fn check_refused(side: &mut Side<Network>, bytes: &[u8], what: &str) {
    let before = side.events.len();
    side.feed(bytes, at(0));
    let happened = &side.events[before..];
    let waits = happened.is_empty() && !side.input.is_empty();
    assert!(waits || side.error().is_some(), "{what}: {happened:?}");
    assert!(happened.len() <= 1, "{what}: {happened:?}");
    let answer = side.drain();
    assert!(answer.is_empty() || (answer[10] == 5 && answer.len() == 14), "{what}: {answer:02x?}");
}

#[track_caller]
fn check_next_good_peer(configs: &[Config; 2]) {
    let (steps, _) = Steps::before(configs, STEPS);
    assert!(steps.client.established() && steps.server.established());
}

#[test]
fn nothing_is_sent_before_the_session_is_up() {
    let configs = configs(0x0001);
    let head = EnvelopeHead::new(EnvelopeKind::Request, 1);
    for step in 0..STEPS {
        let (mut steps, _) = Steps::before(&configs, step);
        // The server has a session from Confirm on.
        let sides = [Some(&mut steps.client), (step < 3).then_some(&mut steps.server)];
        for side in sides.into_iter().flatten() {
            let waits = side.connection.output().len();
            let sent = side.connection.send_encoded(&head, &[1, 0, 0, 0]);
            assert_eq!(sent, Err(SendError::NotEstablished), "before step {step}");
            assert_eq!(side.connection.output().len(), waits, "nothing of it is written");
            assert_eq!(side.connection.export(b"", &mut [0; 8]), Ok(false), "no key either");
        }
    }
}

/// Every byte of every packet, the header's included.
#[test]
fn a_flipped_byte_of_any_handshake_message_gives_no_session() {
    for suite in [0x0001, 0x0002] {
        let configs = configs(suite);
        for step in 0..STEPS {
            let length = transcript(&configs)[step].len();
            for place in 0..length {
                let (mut steps, _) = Steps::before(&configs, step);
                let mut packet = steps.next(step);
                packet[place] ^= 1 << (place % 8);
                let what = format!("suite {suite:#06x}, step {step}, byte {place}");
                if step > 0 {
                    check_refused(steps.receiver(step), &packet, &what);
                    continue;
                }
                // Init is in clear: what passes is found in Response at the latest.
                steps.server.feed(&packet, at(0));
                let answer = steps.server.drain();
                steps.client.feed(&answer, at(0));
                assert!(!steps.client.established() && !steps.server.established(), "{what}");
                assert!(answer.is_empty() || steps.client.error().is_some(), "{what}");
            }
        }
        check_next_good_peer(&configs);
    }
}

/// Every packet of a handshake in every state of both sides that does not wait
/// for it: out of order, twice, and back to who sent it.
#[test]
fn a_message_in_any_other_state_is_refused() {
    let configs = configs(0x0001);
    for step in 0..=STEPS {
        for to_client in [true, false] {
            for packet in 0..STEPS {
                let expected = packet == step && to_client == (step % 2 == 1);
                if expected {
                    continue;
                }
                let (mut steps, mut sent) = Steps::before(&configs, step);
                sent.extend((step < STEPS).then(|| steps.next(step)));
                let other = transcript(&configs);
                let side = if to_client { &mut steps.client } else { &mut steps.server };
                side.drain();
                // Its own handshake's where it has come so far, else another's.
                let bytes = sent.get(packet).unwrap_or(&other[packet]);
                let what = format!("packet {packet} before step {step}, to client: {to_client}");
                check_refused(side, bytes, &what);
            }
        }
    }
    check_next_good_peer(&configs);
}

#[test]
fn messages_of_another_session_are_refused() {
    for suite in [0x0001, 0x0002] {
        let configs = configs(suite);
        for step in 1..STEPS {
            let (mut first, _) = Steps::before(&configs, step);
            let (mut second, _) = Steps::before(&configs, step);
            let (ours, theirs) = (first.next(step), second.next(step));
            let what = format!("suite {suite:#06x}, step {step}");
            check_refused(first.receiver(step), &theirs, &what);
            check_refused(second.receiver(step), &ours, &what);
        }
        check_next_good_peer(&configs);
    }
}

/// Many connections of one listener are shown the same opening at once.
#[test]
fn an_opening_replayed_in_parallel_is_answered_once() {
    let configs = configs(0x0002);
    let opening = Steps::new(&configs).next(0);
    let answers: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let peers: Vec<_> = (0..16)
            .map(|_| {
                scope.spawn(|| {
                    let mut server =
                        Side::new(Connection::<Network>::server(Arc::clone(&configs[1]), at(0)));
                    server.feed(&opening, at(0));
                    server.drain()
                })
            })
            .collect();
        peers.into_iter().map(|peer| peer.join().expect("no peer takes it down")).collect()
    });
    let answered = answers.iter().filter(|answer| !answer.is_empty()).count();
    assert_eq!(answered, 1, "one Response, and silence");
    check_next_good_peer(&configs);
}

/// A wrong clock is told, on either side of the interval; who is told is not served less.
#[test]
fn a_peer_whose_clock_is_apart_is_rejected_and_the_next_is_served() {
    let configs = configs(0x0001);
    for (server_ms, accepted) in [(0, true), (5_000, true), (5_001, false), (1 << 40, false)] {
        let mut steps = Steps::new(&configs);
        let opening = steps.next(0);
        let now = packetwright::connection::Now { unix_ms: at(server_ms).unix_ms, ..at(0) };
        steps.server.feed(&opening, now);
        let answer = steps.server.drain();
        // Reject: type 5, the suite, code 1.
        assert_eq!(answer[10] == 2, accepted, "{server_ms} ms: {answer:02x?}");
        assert_eq!(answer[10..] == [5, 0, 1, 1], !accepted, "{server_ms} ms: {answer:02x?}");
        check_next_good_peer(&configs);
    }
}
