//! Whom a side talks to, when it asks the application or remembers.

use std::sync::{Arc, Mutex};

use packetwright::connection::{
    AllowedPeers, ConnectionConfig, ConnectionError, Mode, PeerPolicy, Policy, ReplayCache,
};
use packetwright::identity::{KnownPeers, PeerCheck, TrustOnFirstUse};

use crate::pair::{CLIENT, Pair, SERVER, at, provider, session_configs, static_key};
use crate::parcel::Parcel;

const UNKNOWN: ConnectionError = ConnectionError::Handshake("UnknownPeer");

fn set_policy(config: &mut ConnectionConfig<Parcel>, policy: Arc<dyn Policy>) {
    if let Mode::Session(session) = &mut config.mode {
        session.policy = policy;
    }
}

/// A client with this policy meets a server with this key; how the client ends.
fn meet(policy: &Arc<TrustOnFirstUse>, server: u8) -> Option<ConnectionError> {
    let mut configs = session_configs();
    set_policy(&mut configs[0], Arc::clone(policy) as Arc<dyn Policy>);
    let any = Arc::new(PeerPolicy::new(AllowedPeers::AnyClient));
    configs[1] = ConnectionConfig::session(provider(), static_key(server), any);
    let mut pair = Pair::new(configs, at(0));
    pair.run(at(0));
    assert_eq!(pair.client.established(), pair.client.error().is_none());
    pair.client.error()
}

#[test]
fn a_key_is_trusted_on_first_use_and_no_other_after_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("known");
    let open = || {
        let known = KnownPeers::load(&file).expect("in order");
        Arc::new(TrustOnFirstUse::new("db:1", Arc::new(Mutex::new(known))))
    };
    let policy = open();
    assert_eq!(meet(&policy, SERVER), None);
    assert_eq!(meet(&policy, SERVER), None);
    assert_eq!(meet(&policy, 99), Some(UNKNOWN));
    // The file remembers, and another name is another peer.
    let policy = open();
    assert_eq!(meet(&policy, 99), Some(UNKNOWN));
    assert_eq!(meet(&policy, SERVER), None);
    let known = KnownPeers::load(&file).expect("in order");
    assert!(known.contains("db:1", static_key(SERVER).public()));
    assert!(!known.knows("db:2"));
}

#[test]
fn a_key_that_cannot_be_written_down_is_not_trusted() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let known = KnownPeers::load(folder.path().join("missing/known")).expect("nobody");
    let policy = Arc::new(TrustOnFirstUse::new("db:1", Arc::new(Mutex::new(known))));
    assert_eq!(meet(&policy, SERVER), Some(UNKNOWN));
    assert!(policy.take_failure().is_some_and(|error| error.to_string().contains("write")));
    assert!(policy.take_failure().is_none());
}

#[test]
fn the_application_is_asked_once_and_has_the_last_word() {
    for answer in [true, false] {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        let mut configs = session_configs();
        let inner = PeerPolicy::new(AllowedPeers::AnyClient);
        let check = PeerCheck::new(inner, move |key| {
            log.lock().expect("no panic").push(*key);
            answer
        });
        set_policy(&mut configs[1], Arc::new(check));
        let mut pair = Pair::<Parcel>::new(configs, at(0));
        pair.run(at(0));
        assert_eq!(pair.server.error(), (!answer).then_some(UNKNOWN));
        assert_eq!(*asked.lock().expect("no panic"), [*static_key(CLIENT).public()]);
    }
}

/// What these policies do not decide themselves is that of the policy inside:
/// cookies, quotas and the cache.
#[test]
fn policies_around_a_policy_pass_everything_on() {
    let inner = PeerPolicy {
        replay_cache: Arc::new(ReplayCache::new(1)),
        ..PeerPolicy::new(AllowedPeers::AnyClient)
    };
    let known = KnownPeers::load(tempfile::tempdir().expect("a folder").path().join("known"));
    let first_use = TrustOnFirstUse::new("db:1", Arc::new(Mutex::new(known.expect("none yet"))));
    check_passed_on(&PeerCheck::new(inner, |_| true), 1);
    check_passed_on(&first_use, ReplayCache::DEFAULT_CAPACITY / 8);
}

/// A policy whose cache has room for so many nonces of one source.
fn check_passed_on(policy: &dyn Policy, room: usize) {
    let openings = policy.openings();
    let admission = openings.admission().expect("cookies are made");
    assert!(!openings.demands_cookie(b"here", 0));
    admission.start(0);
    assert!(openings.demands_cookie(b"here", 9_999));
    assert!(!openings.demands_cookie(b"here", 10_000));
    let nonce = |place: usize| [&[0; 16][..], &place.to_be_bytes()].concat();
    for place in 0..room {
        assert!(openings.fresh_from(&nonce(place), 20_000, 10_000, b"here", false));
    }
    assert!(openings.demands_cookie(b"here", 10_000), "there is no room");
    assert!(!openings.fresh_from(&nonce(room), 20_000, 10_000, b"here", false));
    assert!(openings.fresh_from(&nonce(room), 20_000, 10_000, b"here", true));
    assert!(!openings.fresh(&nonce(0), 20_000, 10_000), "it was seen");
}
