//! One in the middle who cuts offers, or asks for a weaker suite, and the
//! floors `require_hybrid` and `min_version` at their exact limits.
//!
//! Which suite runs when nobody interferes is in `floors.rs`.

use packetwright::codec::{Decode, Encode};
use packetwright::connection::{
    ConnectionConfig, ConnectionError, ConnectionEvent, Mode, SessionConfig,
};
use packetwright::network::secure::{Init, Secure};
use packetwright::network::{Network, Offers};
use packetwright::protocol::handshake::Handshake;

use crate::pair::{Pair, at, session_configs};

/// What a side's configuration has of its own.
#[derive(Clone, Copy, Default)]
struct Own {
    hybrid: bool,
    versions: &'static [u8],
    min_version: u8,
}

const DEFAULT: Own = Own { hybrid: false, versions: &[1], min_version: 0 };
const HYBRID: Own = Own { hybrid: true, ..DEFAULT };
/// Speaks versions 2 and 1, and wants 2.
const TWO_VERSIONS: Own = Own { versions: &[2, 1], ..DEFAULT };

const fn at_least(min_version: u8) -> Own {
    Own { min_version, ..TWO_VERSIONS }
}

impl Own {
    fn apply(self, config: &mut ConnectionConfig<Network>) {
        let session: &mut SessionConfig<Secure> = match &mut config.mode {
            Mode::Session(session) => session,
            Mode::Plain => panic!("the configurations are of sessions"),
        };
        session.require_hybrid = self.hybrid;
        session.min_version = self.min_version;
        let local = Offers { versions: self.versions.to_vec(), ..Secure::local(&[], 1 << 20) };
        // Suites with a pre-shared key do not run without one.
        let suites = [0x0002, 0x0001, 0x0003, 0x0004].to_vec();
        session.local = Some(Offers { suites, ..local });
    }
}

/// What one in the middle does.
#[derive(Clone, Copy)]
struct Middle {
    /// To the offers of an opening.
    cut: fn(&mut Init),
    /// Answers the first opening itself: try again, under this suite.
    asks_for: Option<u16>,
}

const NOTHING: Middle = Middle { cut: |_| (), asks_for: None };

/// The bytes of an opening, its offers cut.
fn cut_opening(packet: &[u8], cut: fn(&mut Init)) -> Vec<u8> {
    const FRONT: usize = 10 + 3;
    let suite = u16::from_be_bytes([packet[11], packet[12]]);
    let keys = if suite == 0x0002 { 32 + 1184 } else { 32 };
    let (front, payload) = packet.split_at(FRONT + keys);
    let mut init = Init::from_slice(payload).expect("the payload of an opening is in clear");
    cut(&mut init);
    let mut packet = [front, &init.to_vec().expect("offers are left")].concat();
    let length = u32::try_from(packet.len() - 10).expect("small").to_be_bytes();
    packet[6..10].copy_from_slice(&length);
    packet
}

/// Both in the end: the suite of a session that is up on either side, or what ended them.
type End = Result<u16, [Option<ConnectionError>; 2]>;

/// A handshake with one in the middle.
fn run(sides: [Own; 2], middle: Middle) -> End {
    let mut configs = session_configs();
    configs.iter_mut().zip(sides).for_each(|(config, own)| own.apply(config));
    let mut pair = Pair::<Network>::new(configs, at(0));
    let mut openings = 0;
    loop {
        let (mut up, mut down) = (pair.client.drain(), pair.server.drain());
        if up.get(10) == Some(&1) {
            openings += 1;
            match middle.asks_for {
                Some(suite) if openings == 1 => {
                    let [high, low] = suite.to_be_bytes();
                    let retry = [4, high, low, 1, 0xcc];
                    down = [&[0xde, 0xad, 0xbe, 0xef, 1, 0x40, 0, 0, 0, 5], &retry[..]].concat();
                    up.clear();
                }
                _ => up = cut_opening(&up, middle.cut),
            }
        }
        pair.server.feed(&up, at(0));
        pair.client.feed(&down, at(0));
        if up.is_empty() && down.is_empty() {
            break;
        }
    }
    pair.client.poll();
    pair.server.poll();
    let first = [&pair.client, &pair.server].into_iter().flat_map(|side| side.events.first());
    let suites = first.filter_map(|event| match event {
        ConnectionEvent::Established { suite, .. } => *suite,
        _ => None,
    });
    suites.min().ok_or(pair.errors())
}

fn failed(failure: &'static str) -> Option<ConnectionError> {
    Some(ConnectionError::Handshake(failure))
}

#[track_caller]
fn check_refused(
    sides: [Own; 2],
    middle: Middle,
    client: &'static str,
    server: Option<&'static str>,
) {
    let [client_error, server_error] = run(sides, middle).expect_err("no side has a session");
    let client_failure = match client_error {
        Some(ConnectionError::Rejected { failure, .. } | ConnectionError::Handshake(failure)) => {
            Some(failure)
        }
        _ => None,
    };
    assert_eq!(client_failure, Some(client), "the client");
    assert_eq!(server_error, server.and_then(failed), "the server");
}

/// So the ends below come of what the one in the middle does.
#[test]
fn one_in_the_middle_who_changes_nothing_is_harmless() {
    for sides in [[DEFAULT, DEFAULT], [HYBRID, DEFAULT], [DEFAULT, HYBRID], [TWO_VERSIONS; 2]] {
        assert_eq!(run(sides, NOTHING), Ok(0x0002));
    }
}

#[test]
fn cut_suites_give_no_weaker_session() {
    // Without the suite that runs.
    let classical = Middle { cut: |init| init.suites = vec![1, 3], ..NOTHING };
    for sides in [[DEFAULT, DEFAULT], [HYBRID, DEFAULT], [DEFAULT, HYBRID]] {
        check_refused(sides, classical, "Rejected", Some("NoCommonSuite"));
    }
    // All but the suite that runs; the choice is the same, the transcript is not.
    let others = Middle { cut: |init| init.suites = vec![2], ..NOTHING };
    check_refused([DEFAULT, DEFAULT], others, "Auth", None);
    let record = Middle { cut: |init| init.max_record = 4096, ..NOTHING };
    check_refused([DEFAULT, DEFAULT], record, "Auth", None);
}

/// The second attempt that a forged Retry leads to comes to nothing: it is bound
/// to a first one, of which the server does not know.
#[test]
fn a_forged_retry_gives_no_weaker_session() {
    let asks = Middle { asks_for: Some(0x0001), ..NOTHING };
    check_refused([HYBRID, DEFAULT], asks, "Downgrade", None);
    check_refused([DEFAULT, HYBRID], asks, "Unexpected", None);
    // The server would rather have the hybrid suite, and says so.
    check_refused([DEFAULT, DEFAULT], asks, "Unexpected", None);
    // Not if it does not learn that it is offered, nor that this is a second attempt.
    let cut = |init: &mut Init| {
        init.suites = vec![1];
        init.cookie = Vec::new().into();
    };
    check_refused([DEFAULT, DEFAULT], Middle { cut, ..asks }, "Auth", None);
    check_refused([DEFAULT, HYBRID], Middle { cut, ..asks }, "Rejected", Some("NoCommonSuite"));
}

#[test]
fn cut_versions_give_no_older_session() {
    let old = Middle { cut: |init| init.versions = vec![1], ..NOTHING };
    check_refused([TWO_VERSIONS, TWO_VERSIONS], old, "Auth", None);
    check_refused([at_least(2), TWO_VERSIONS], old, "Auth", None);
    check_refused([TWO_VERSIONS, at_least(1)], old, "Auth", None);
    check_refused([TWO_VERSIONS, at_least(2)], old, "Rejected", Some("UnsupportedVersion"));
}

#[test]
fn min_version_is_exact() {
    for floor in 0..=2 {
        assert_eq!(run([at_least(floor), TWO_VERSIONS], NOTHING), Ok(0x0002), "{floor}");
        assert_eq!(run([TWO_VERSIONS, at_least(floor)], NOTHING), Ok(0x0002), "{floor}");
    }
    assert_eq!(run([DEFAULT, at_least(1)], NOTHING), Ok(0x0002));
    check_refused([DEFAULT, at_least(2)], NOTHING, "Rejected", Some("UnsupportedVersion"));
    let [client, _] = run([at_least(3), TWO_VERSIONS], NOTHING).expect_err("2 is below 3");
    assert_eq!(client, Some(ConnectionError::NothingToOffer));
}
