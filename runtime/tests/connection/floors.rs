//! Which suite runs: the first offer, pre-shared keys, and the floors
//! `require_hybrid` and `min_version`.

use std::sync::Arc;

use packetwright::connection::{
    ConnectionConfig, ConnectionError, ConnectionEvent, Mode, SessionConfig,
};
use packetwright::crypto::PresharedKey;
use packetwright::network::secure::Secure;
use packetwright::network::{Network, Offers};
use packetwright::protocol::handshake::Handshake;

use crate::pair::{Pair, at, session_configs};

type Change = fn(&mut SessionConfig<Secure>);

fn session(config: &mut ConnectionConfig<Network>) -> &mut SessionConfig<Secure> {
    match &mut config.mode {
        Mode::Session(session) => session,
        Mode::Plain => panic!("the configurations are of sessions"),
    }
}

fn nothing(_: &mut SessionConfig<Secure>) {}

fn hybrid(session: &mut SessionConfig<Secure>) {
    session.require_hybrid = true;
}

fn classical(session: &mut SessionConfig<Secure>) {
    let suites = vec![0x0001, 0x0003, 0x0004];
    session.local = Some(Offers { suites, ..Secure::local(&[], 1 << 20) });
}

fn preshared(session: &mut SessionConfig<Secure>) {
    session.preshared_keys = Some(Arc::new(PresharedKey::from_bytes([1; 32])));
}

fn other_preshared(session: &mut SessionConfig<Secure>) {
    session.preshared_keys = Some(Arc::new(PresharedKey::from_bytes([2; 32])));
}

/// The suite that runs, or how the client and the server end.
fn run(client: Change, server: Change) -> Result<u16, [Option<ConnectionError>; 2]> {
    let mut configs = session_configs();
    client(session(&mut configs[0]));
    server(session(&mut configs[1]));
    let mut pair = Pair::<Network>::new(configs, at(0));
    pair.run(at(0));
    pair.client.poll();
    pair.server.poll();
    match pair.client.events.first() {
        Some(ConnectionEvent::Established { suite: Some(suite), .. }) => Ok(*suite),
        _ => Err([pair.client.error(), pair.server.error()]),
    }
}

fn handshake(failure: &'static str) -> Option<ConnectionError> {
    Some(ConnectionError::Handshake(failure))
}

/// What a client says that is refused for its suites: whose words they are, what
/// they are worth and what to do.
fn no_common_suite() -> Option<ConnectionError> {
    let hint =
        "NoCommonSuite: There is no suite, or no compression, that both sides let run: offer more.";
    Some(ConnectionError::Rejected { failure: "Rejected", hint: hint.to_owned() })
}

#[test]
fn the_first_offer_is_hybrid() {
    assert_eq!(run(nothing, nothing), Ok(0x0002));
    assert_eq!(run(hybrid, hybrid), Ok(0x0002));
    assert_eq!(run(classical, nothing), Ok(0x0001));
}

#[test]
fn who_has_a_preshared_key_uses_it() {
    assert_eq!(run(preshared, preshared), Ok(0x0012));
    assert_eq!(run(nothing, preshared), Ok(0x0002));
    let refused = run(preshared, other_preshared).expect_err("the keys differ");
    assert_eq!(refused[1], handshake("Auth"));
    let refused = run(preshared, nothing).expect_err("the server has none");
    assert_eq!(refused, [no_common_suite(), handshake("NoCommonSuite")]);
    // Who says so goes on without.
    let either: Change = |session| {
        preshared(session);
        session.local =
            Some(Offers { suites: vec![0x0012, 0x0002], ..Secure::local(&[], 1 << 20) });
    };
    assert_eq!(run(either, preshared), Ok(0x0012));
    assert_eq!(run(either, nothing), Ok(0x0002));
}

#[test]
fn floors_refuse_what_is_below_them() {
    let refused = run(classical, hybrid).expect_err("nothing hybrid is offered");
    assert_eq!(refused, [no_common_suite(), handshake("NoCommonSuite")]);
    let both: Change = |session| {
        classical(session);
        hybrid(session);
    };
    assert_eq!(run(both, nothing).expect_err("no suite")[0], Some(ConnectionError::NothingToOffer));
    let ahead: Change = |session| session.min_version = 2;
    assert_eq!(
        run(ahead, nothing).expect_err("no version")[0],
        Some(ConnectionError::NothingToOffer)
    );
    let now: Change = |session| session.min_version = 1;
    assert_eq!(run(now, nothing), Ok(0x0002));
}
