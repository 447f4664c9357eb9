//! Second attempts between connections of the network protocol: a cookie on
//! demand, the suite that the server prefers, and everything that an attacker
//! on the path may change about them.

#![cfg(all(feature = "network", feature = "aws-lc"))]
#![allow(missing_docs)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use bytes::BytesMut;
use packetwright::connection::{
    Admission, AllowedPeers, Connection, ConnectionConfig, ConnectionEvent, Mode, Now, PeerPolicy,
    ReplayCache,
};
use packetwright::crypto::kem::{
    Decapsulator, ENCAPSULATION_KEY_LEN, Encapsulated, InvalidEncapsulationKey,
};
use packetwright::crypto::{
    Aead, CryptoProvider, NonContributory, PublicKey, SharedSecret, StaticKey, SystemRandom,
    default_provider,
};
use packetwright::network::secure::Secure;
use packetwright::network::{Network, Offers};
use packetwright::protocol::handshake::Handshake;

const NOW: u64 = 1_700_000_000_000;
/// The bytes of a packet's header.
const HEADER: usize = 10;
/// The bytes of a handshake message's head, of Init's key and of its fields
/// before the cookie, with two suites and one compression.
const COOKIE_AT: usize = HEADER + 3 + 32 + 8 + 24 + 2 + 5 + 2 + 4;

struct World {
    client: Arc<ConnectionConfig<Network>>,
    server: Arc<ConnectionConfig<Network>>,
    policy: PeerPolicy,
    now: Now,
}

impl World {
    /// A server that asks everybody for a cookie until ten seconds from now.
    fn demanding() -> Self {
        let world = Self::new(&[1, 3], &[1, 3]);
        world.policy.admission.start(NOW);
        world
    }

    fn new(client_suites: &[u16], server_suites: &[u16]) -> Self {
        let policy = PeerPolicy::new(AllowedPeers::AnyClient);
        Self::of(policy, client_suites, server_suites)
    }

    fn of(policy: PeerPolicy, client_suites: &[u16], server_suites: &[u16]) -> Self {
        let config = |policy: PeerPolicy, suites: &[u16]| {
            let key = StaticKey::generate(&*default_provider(), &SystemRandom);
            let mut config = ConnectionConfig::session(default_provider(), key, Arc::new(policy));
            if let Mode::Session(session) = &mut config.mode {
                let local = Secure::local(&[], 1 << 20);
                session.local = Some(Offers { suites: suites.to_vec(), ..local });
            }
            Arc::new(config)
        };
        let any = PeerPolicy::new(AllowedPeers::accept_any_server());
        Self {
            client: config(any, client_suites),
            server: config(policy.clone(), server_suites),
            policy,
            now: Now { instant: Instant::now(), unix_ms: NOW },
        }
    }

    fn client(&self) -> Connection<Network> {
        Connection::client(Arc::clone(&self.client), self.now)
    }

    fn server(&self) -> Connection<Network> {
        Connection::server(Arc::clone(&self.server), self.now)
    }

    fn give(&self, to: &mut Connection<Network>, bytes: &[u8]) -> Vec<u8> {
        to.handle_input(&mut BytesMut::from(bytes), self.now);
        written(to)
    }

    /// Runs a handshake whose n-th packet is changed on the way. Returns the
    /// kinds of all packets, and the suite if both sides have a session.
    fn play(&self, change: impl Fn(usize, &mut Vec<u8>)) -> (Vec<u8>, Option<u16>) {
        let (mut client, mut server) = (self.client(), self.server());
        let mut packet = written(&mut client);
        let mut kinds = Vec::new();
        for place in 0..8 {
            if packet.is_empty() {
                break;
            }
            kinds.push(if packet[5] & 0x40 == 0 { 0xff } else { packet[HEADER] });
            change(place, &mut packet);
            let to = if place % 2 == 0 { &mut server } else { &mut client };
            packet = self.give(to, &packet);
        }
        let (ours, theirs) = (suite(&mut client), suite(&mut server));
        (kinds, ours.filter(|_| ours == theirs))
    }
}

fn written(connection: &mut Connection<Network>) -> Vec<u8> {
    let mut bytes = Vec::new();
    while !connection.output().is_empty() {
        let count = connection.output().bytes().len();
        bytes.extend_from_slice(connection.output().bytes());
        connection.output().advance(count);
    }
    bytes
}

fn suite(connection: &mut Connection<Network>) -> Option<u16> {
    match connection.poll_event() {
        Some(ConnectionEvent::Established { suite, .. }) => suite,
        _ => None,
    }
}

const NOTHING: [u8; 0] = [];
const ONE_ATTEMPT: [u8; 4] = [1, 2, 3, 0xff];
const TWO_ATTEMPTS: [u8; 6] = [1, 4, 1, 2, 3, 0xff];

#[test]
fn a_cookie_is_asked_for_shown_and_taken() {
    let world = World::demanding();
    assert_eq!(world.play(|_, _| ()), (TWO_ATTEMPTS.to_vec(), Some(1)));
    assert_eq!((world.policy.admission.demanded(), world.policy.admission.admitted()), (1, 1));
    assert_eq!(world.policy.admission.handshakes(), 0);
}

#[test]
fn nobody_is_asked_ten_seconds_after_the_start() {
    let mut world = World::demanding();
    world.now.unix_ms = NOW + 9_999;
    assert_eq!(world.play(|_, _| ()).0, TWO_ATTEMPTS);
    world.now.unix_ms = NOW + 10_000;
    assert_eq!(world.play(|_, _| ()).0, ONE_ATTEMPT);
}

#[test]
fn a_client_is_led_to_the_suite_that_the_server_prefers() {
    let world = World::new(&[3, 1], &[1, 3]);
    assert_eq!(world.play(|_, _| ()), (TWO_ATTEMPTS.to_vec(), Some(1)));
    let world = World::new(&[3, 1], &[1]);
    assert_eq!(world.play(|_, _| ()), (TWO_ATTEMPTS.to_vec(), Some(1)));
    let world = World::new(&[3, 1], &[3, 1]);
    assert_eq!(world.play(|_, _| ()), (ONE_ATTEMPT.to_vec(), Some(3)));
    let world = World::new(&[3], &[1]);
    assert_eq!(world.play(|_, _| ()).1, None);
}

/// Every byte of every message of both attempts, flipped: no session, and no panic.
#[test]
fn each_byte_of_each_message_flipped_is_refused() {
    let world = World::demanding();
    let lengths = std::cell::RefCell::new(vec![0; 6]);
    let _ = world.play(|place, packet| lengths.borrow_mut()[place] = packet.len());
    for (place, length) in lengths.into_inner().into_iter().enumerate() {
        for byte in 0..length {
            let (_, suite) = world.play(|at, packet| {
                if at == place {
                    packet[byte] ^= 1;
                }
            });
            // Init's own bytes are a first attempt like any other: another Init.
            assert_eq!(suite, None, "byte {byte} of message {place}");
        }
    }
}

#[test]
fn each_message_cut_at_each_length_is_refused() {
    let world = World::demanding();
    for place in 0..6 {
        for cut in 1..400 {
            let (_, suite) = world.play(|at, packet| {
                if at == place && packet.len() > cut + HEADER {
                    packet.truncate(packet.len() - cut);
                    let length = (packet.len() - HEADER) as u32;
                    packet[6..HEADER].copy_from_slice(&length.to_be_bytes());
                } else if at == place {
                    packet.clear();
                }
            });
            assert_eq!(suite, None, "message {place} without its last {cut} bytes");
        }
    }
}

/// The suite in the head of Retry decides which runs, so it must not be led down.
#[test]
fn a_retry_that_names_another_suite_leads_nowhere() {
    let world = World::demanding();
    let (kinds, suite) = world.play(|place, packet| {
        if place == 1 {
            packet[HEADER + 2] = 3;
        }
    });
    assert_eq!((&kinds[..], suite), (&[1, 4, 1][..], None));
    // Nor if the second Init is changed back to what the server wants.
    let (_, suite) = world.play(|place, packet| match place {
        1 => packet[HEADER + 2] = 3,
        2 => packet[HEADER + 2] = 1,
        _ => {}
    });
    assert_eq!(suite, None);
}

/// Offers taken out of the first Init alone, or out of both.
#[test]
fn offers_changed_on_the_way_lead_nowhere() {
    for both in [false, true] {
        let world = World::new(&[3, 1], &[1, 3]);
        let (_, suite) = world.play(|place, packet| {
            if place == 0 || (both && place == 2) {
                let suites = HEADER + 3 + 32 + 8 + 24 + 2;
                assert_eq!(packet[suites..suites + 5], [2, 0, 3, 0, 1]);
                packet[suites + 4] = 3;
            }
        });
        assert_eq!(suite, None);
    }
}

#[test]
fn a_second_retry_is_unexpected() {
    let world = World::demanding();
    let (mut client, mut server) = (world.client(), world.server());
    let retry = world.give(&mut server, &written(&mut client));
    assert_eq!(world.give(&mut client, &retry)[HEADER], 1);
    assert_eq!(world.give(&mut client, &retry), NOTHING);
    assert_eq!(failure(&mut client), "Unexpected");
}

#[test]
fn a_server_asks_once_a_connection() {
    let world = World::demanding();
    let mut server = world.server();
    let retry = world.give(&mut server, &written(&mut world.client()));
    assert_eq!(retry[HEADER], 4);
    assert_eq!(world.give(&mut server, &written(&mut world.client())), NOTHING);
    assert_eq!(failure(&mut server), "Unexpected");
}

/// A cookie in a second Init on another connection: the server keeps nothing.
#[test]
fn the_second_attempt_may_come_on_another_connection() {
    let world = World::demanding();
    let mut client = world.client();
    let retry = world.give(&mut world.server(), &written(&mut client));
    let second = world.give(&mut client, &retry);
    let mut server = world.server();
    let response = world.give(&mut server, &second);
    let confirm = world.give(&mut client, &response);
    let ready = world.give(&mut server, &confirm);
    world.give(&mut client, &ready);
    assert_eq!((suite(&mut client), suite(&mut server)), (Some(1), Some(1)));
}

#[test]
fn a_cookie_is_refused_when_stale_elsewhere_or_of_another_server() {
    let mut world = World::demanding();
    let mut client = world.client();
    let mut server = world.server();
    server.set_source(&[192, 0, 2, 1]);
    let retry = world.give(&mut server, &written(&mut client));
    let second = world.give(&mut client, &retry);
    let answer = |world: &World, source: &[u8]| {
        let mut server = world.server();
        server.set_source(source);
        world.give(&mut server, &second)[HEADER]
    };
    assert_eq!(answer(&world, &[192, 0, 2, 2]), 4, "of another address");
    assert_eq!(answer(&World::demanding(), &[192, 0, 2, 1]), 4, "of another server");
    world.now.unix_ms = NOW + 5_000;
    assert_eq!(answer(&world, &[192, 0, 2, 1]), 2, "in time");
}

/// A cookie of one client in the Init of another: the transcripts differ.
#[test]
fn a_cookie_of_another_init_leads_to_no_session() {
    let world = World::demanding();
    let (mut victim, mut thief) = (world.client(), world.client());
    let retry = world.give(&mut world.server(), &written(&mut victim));
    let second = world.give(&mut victim, &retry);
    let cookie = second[COOKIE_AT + 1..].to_vec();
    assert_eq!((second[COOKIE_AT], cookie.len()), (56, 56));
    let mut server = world.server();
    let own_retry = world.give(&mut server, &written(&mut thief));
    let mut own_second = world.give(&mut thief, &own_retry);
    own_second[COOKIE_AT + 1..].copy_from_slice(&cookie);
    let response = world.give(&mut server, &own_second);
    assert_eq!(world.give(&mut thief, &response), NOTHING);
    assert_eq!(failure(&mut thief), "Auth");
}

#[test]
fn clocks_apart_by_five_seconds_are_the_limit() {
    for (apart, kinds) in [(5_000, &ONE_ATTEMPT[..]), (5_001, &[1, 5][..])] {
        for late in [false, true] {
            let world = World::new(&[1], &[1]);
            let (mut client, mut server) = (world.client(), world.server());
            let init = written(&mut client);
            let unix_ms = if late { NOW + apart } else { NOW - apart };
            let mut input = BytesMut::from(&init[..]);
            server.handle_input(&mut input, Now { unix_ms, ..world.now });
            assert_eq!(written(&mut server)[HEADER], kinds[1], "{apart} ms, late: {late}");
        }
    }
}

/// One Init at many connections at once: one goes on.
#[test]
fn an_init_replayed_in_parallel_goes_on_once() {
    let world = World::new(&[1], &[1]);
    let init = written(&mut world.client());
    let answered = std::thread::scope(|scope| {
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let mut servers: Vec<_> = (0..16).map(|_| world.server()).collect();
                    let answers = servers.iter_mut().map(|server| world.give(server, &init));
                    answers.filter(|answer| !answer.is_empty()).count()
                })
            })
            .collect();
        tasks.into_iter().map(|task| task.join().expect("no panic")).sum::<usize>()
    });
    assert_eq!(answered, 1);
}

#[test]
fn a_flood_that_fills_the_cache_keeps_no_good_peer_out() {
    let policy = PeerPolicy {
        replay_cache: Arc::new(ReplayCache::new(4)),
        ..PeerPolicy::new(AllowedPeers::AnyClient)
    };
    let world = World::of(policy, &[1, 3], &[1, 3]);
    for _ in 0..4 {
        assert_eq!(world.give(&mut world.server(), &written(&mut world.client()))[HEADER], 2);
    }
    for _ in 0..4 {
        assert_eq!(world.give(&mut world.server(), &written(&mut world.client()))[HEADER], 4);
        assert_eq!(world.play(|_, _| ()), (TWO_ATTEMPTS.to_vec(), Some(1)));
    }
    assert_eq!(
        (world.policy.replay_cache.len(), world.policy.replay_cache.admitted_full()),
        (4, 4)
    );
}

#[test]
fn too_many_handshakes_at_once_cost_a_cookie() {
    let policy = PeerPolicy {
        admission: Arc::new(Admission::new().with_max_handshakes(2)),
        ..PeerPolicy::new(AllowedPeers::AnyClient)
    };
    let world = World::of(policy, &[1, 3], &[1, 3]);
    let waiting = [world.server(), world.server()];
    assert_eq!(world.play(|_, _| ()).0, TWO_ATTEMPTS);
    drop(waiting);
    assert_eq!(world.play(|_, _| ()).0, ONE_ATTEMPT);
}

#[test]
fn too_many_handshakes_at_once_are_refused_as_busy() {
    let policy = PeerPolicy {
        admission: Arc::new(Admission::new().with_hard_limit(2)),
        ..PeerPolicy::new(AllowedPeers::AnyClient)
    };
    let world = World::of(policy, &[1, 3], &[1, 3]);
    let waiting = [world.server()];
    assert_eq!(world.play(|_, _| ()).0, ONE_ATTEMPT, "at the limit");
    let more = world.server();
    let (mut client, mut server) = (world.client(), world.server());
    let reject = world.give(&mut server, &written(&mut client));
    assert_eq!(reject[HEADER..], [5, 0, 1, 4]);
    assert_eq!(failure(&mut server), "Busy");
    assert_eq!(world.give(&mut client, &reject), NOTHING);
    let Some(ConnectionEvent::Closed(Err(error))) = client.poll_event() else {
        panic!("the client goes on")
    };
    let text = error.to_string();
    let advice = "Busy: No new connections are taken now: try again later.";
    for part in ["Rejected", advice, "not authenticated"] {
        assert!(text.contains(part), "{text}");
    }
    assert_eq!((world.policy.admission.refused(), error.code()), (1, "handshake_rejected"));
    drop((waiting, more, server));
    assert_eq!(world.play(|_, _| ()).0, ONE_ATTEMPT, "when they are gone");
}

/// A handshake packet of this body.
fn packet(body: &[&[u8]]) -> Vec<u8> {
    let body = body.concat();
    let length = u8::try_from(body.len()).expect("a notice is short");
    [&[0xde, 0xad, 0xbe, 0xef, 1, 0x40, 0, 0, 0, length][..], &body].concat()
}

/// A notice with a number that the spec does not name, and one where none is
/// answered: the hint is told as it is, or not at all.
#[test]
fn a_hint_is_told_where_it_is_answered() {
    let world = World::new(&[1], &[1]);
    let mut client = world.client();
    let _ = written(&mut client);
    world.give(&mut client, &packet(&[&[5, 0, 1, 9]]));
    let Some(ConnectionEvent::Closed(Err(error))) = client.poll_event() else {
        panic!("the client goes on")
    };
    assert!(error.to_string().contains("the unknown number 9"), "{error}");
    let (mut client, mut server) = (world.client(), world.server());
    let response = world.give(&mut server, &written(&mut client));
    world.give(&mut client, &response);
    world.give(&mut client, &packet(&[&[5, 0, 1, 4]]));
    assert_eq!(failure(&mut client), "Unexpected", "behind Confirm no Reject is answered");
}

/// Suites that the client does not offer, or that nobody declares.
#[test]
fn a_retry_that_names_what_was_not_offered_is_a_downgrade() {
    for suite in [3, 0x0002, 0x7777_u16] {
        let world = World::new(&[1], &[1]);
        let mut client = world.client();
        let _ = written(&mut client);
        let retry = packet(&[&[4], &suite.to_be_bytes(), &[1, 7]]);
        assert_eq!(world.give(&mut client, &retry), NOTHING);
        assert_eq!(failure(&mut client), "Downgrade", "suite {suite:#06x}");
    }
}

#[test]
fn a_retry_under_a_floor_is_a_downgrade() {
    let mut world = World::new(&[2, 1], &[2, 1]);
    let client = Arc::get_mut(&mut world.client).expect("nobody else has it");
    if let Mode::Session(session) = &mut client.mode {
        session.require_hybrid = true;
    }
    world.policy.admission.start(NOW);
    let mut client = world.client();
    let mut retry = world.give(&mut world.server(), &written(&mut client));
    assert_eq!(retry[HEADER..HEADER + 3], [4, 0, 2]);
    retry[HEADER + 2] = 1;
    assert_eq!(world.give(&mut client, &retry), NOTHING);
    assert_eq!(failure(&mut client), "Downgrade");
}

#[test]
fn a_retry_after_the_response_is_unexpected() {
    let world = World::new(&[1, 3], &[1, 3]);
    let (mut client, mut server) = (world.client(), world.server());
    let response = world.give(&mut server, &written(&mut client));
    assert_eq!(world.give(&mut client, &response)[HEADER], 3);
    assert_eq!(world.give(&mut client, &packet(&[&[4, 0, 1, 1, 7]])), NOTHING);
    assert_eq!(failure(&mut client), "Unexpected");
}

/// A cookie of no bytes, of more than a cookie may have, or with a wrong length.
#[test]
fn a_retry_with_a_cookie_of_the_wrong_size_is_malformed() {
    let world = World::new(&[1], &[1]);
    for cookie in [&[0][..], &[65; 66], &[56, 1, 2, 3], &[2, 1, 2, 3]] {
        let mut client = world.client();
        let _ = written(&mut client);
        assert_eq!(world.give(&mut client, &packet(&[&[4, 0, 1], cookie])), NOTHING);
        assert_eq!(failure(&mut client), "Malformed", "{cookie:?}");
    }
    // A foreign responder may make cookies of any size from 1 to 64.
    for length in [1, 64] {
        let mut client = world.client();
        let first = written(&mut client);
        let cookie = vec![7; usize::from(length)];
        let again = world.give(&mut client, &packet(&[&[4, 0, 1, length], &cookie]));
        assert_eq!(again[HEADER], 1);
        assert_eq!(again.len(), first.len() + cookie.len());
        assert!(again.ends_with(&cookie), "{length}");
    }
}

/// A provider that counts what is dear: key pairs, Diffie-Hellman and the KEM.
struct Counting {
    inner: Arc<dyn CryptoProvider>,
    dear: AtomicUsize,
}

impl Counting {
    fn count(&self) -> &dyn CryptoProvider {
        self.dear.fetch_add(1, Ordering::Relaxed);
        &*self.inner
    }
}

impl CryptoProvider for Counting {
    fn name(&self) -> &'static str {
        "counting"
    }

    fn public_key(&self, secret: &[u8; 32]) -> PublicKey {
        self.count().public_key(secret)
    }

    fn diffie_hellman(
        &self,
        secret: &[u8; 32],
        peer: &PublicKey,
    ) -> Result<SharedSecret, NonContributory> {
        self.count().diffie_hellman(secret, peer)
    }

    fn sha256(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.inner.sha256(parts)
    }

    fn hmac_sha256(&self, key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
        self.inner.hmac_sha256(key, parts)
    }

    fn chacha20_poly1305(&self, key: &[u8; 32]) -> Box<dyn Aead> {
        self.inner.chacha20_poly1305(key)
    }

    fn hchacha20(&self, key: &[u8; 32], input: &[u8; 16]) -> [u8; 32] {
        self.inner.hchacha20(key, input)
    }

    fn aes256_gcm(&self, key: &[u8; 32]) -> Box<dyn Aead> {
        self.inner.aes256_gcm(key)
    }

    fn ml_kem_768_generate(&self, random: &mut dyn FnMut(&mut [u8])) -> Box<dyn Decapsulator> {
        self.count().ml_kem_768_generate(random)
    }

    fn ml_kem_768_encapsulate(
        &self,
        key: &[u8; ENCAPSULATION_KEY_LEN],
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Encapsulated, InvalidEncapsulationKey> {
        self.count().ml_kem_768_encapsulate(key, random)
    }
}

/// Every refusal in front of Response, in a hybrid suite and in a classical one.
#[test]
fn an_opening_without_its_cookie_or_with_a_seen_nonce_costs_nothing_dear() {
    for suite in [2, 1] {
        let counting = Arc::new(Counting { inner: default_provider(), dear: AtomicUsize::new(0) });
        let policy = PeerPolicy {
            admission: Arc::new(Admission::new().with_hard_limit(2)),
            ..PeerPolicy::new(AllowedPeers::AnyClient)
        };
        let mut world = World::of(policy, &[suite], &[suite]);
        let server = Arc::get_mut(&mut world.server).expect("nobody else has it");
        let Mode::Session(session) = &mut server.mode else { panic!("it runs sessions") };
        session.provider = Arc::clone(&counting) as Arc<dyn CryptoProvider>;
        let dear = || counting.dear.swap(0, Ordering::Relaxed);
        let answer =
            |world: &World, init: &[u8]| world.give(&mut world.server(), init).get(HEADER).copied();

        let init = written(&mut world.client());
        dear();
        assert_eq!(answer(&world, &init), Some(2));
        assert!(dear() >= 3, "a handshake that goes on costs a key pair, ee and es");
        assert_eq!((answer(&world, &init), dear()), (None, 0), "a nonce that was seen");
        let fresh = || written(&mut world.client());
        let version = HEADER + 3 + 32 + if suite == 2 { 1184 } else { 0 } + 8 + 24;
        let mut changed = fresh();
        changed[version + 1] = 9;
        assert_eq!((answer(&world, &changed), dear()), (Some(5), 0), "a version");
        let held = [world.server(), world.server()];
        assert_eq!((answer(&world, &fresh()), dear()), (Some(5), 0), "no room");
        drop(held);

        world.policy.admission.start(NOW);
        let mut client = world.client();
        let first = written(&mut client);
        let retry = world.give(&mut world.server(), &first);
        assert_eq!((retry[HEADER], dear()), (4, 0), "no cookie");
        let second = world.give(&mut client, &retry);
        let mut forged = second.clone();
        *forged.last_mut().expect("a cookie") ^= 1;
        assert_eq!((answer(&world, &forged), dear()), (Some(4), 0), "a forged cookie");
        assert_eq!(answer(&world, &second), Some(2));
        assert!(dear() >= 3);
        assert_eq!((answer(&world, &second), dear()), (None, 0), "a second Init again");
        if suite == 2 {
            // All bits set are no encapsulation key.
            let mut client = world.client();
            let first = written(&mut client);
            let retry = world.give(&mut world.server(), &first);
            let mut wrong = world.give(&mut client, &retry);
            wrong[HEADER + 35..HEADER + 35 + 1184].fill(0xff);
            dear();
            assert_eq!(answer(&world, &wrong), None);
            assert_eq!(dear(), 1, "a key pair, and then neither ee nor the KEM");
        }
        let late = World { now: Now { unix_ms: NOW + 5_001, ..world.now }, ..world };
        assert_eq!((answer(&late, &first), dear()), (Some(5), 0), "a clock");
    }
}

#[test]
fn a_source_over_its_share_needs_a_cookie_and_others_do_not() {
    let policy = PeerPolicy {
        replay_cache: Arc::new(ReplayCache::new(64).with_quota(2)),
        ..PeerPolicy::new(AllowedPeers::AnyClient)
    };
    let mut world = World::of(policy, &[1], &[1]);
    let open = |world: &World, source: &[u8]| {
        let mut server = world.server();
        server.set_source(source);
        world.give(&mut server, &written(&mut world.client()))[HEADER]
    };
    let greedy = [192, 0, 2, 1];
    assert_eq!([(); 3].map(|()| open(&world, &greedy)), [2, 2, 4]);
    assert_eq!(open(&world, &[192, 0, 2, 2]), 2);
    world.now.unix_ms = NOW + 5_000;
    assert_eq!(open(&world, &greedy), 4, "its entries still count");
    world.now.unix_ms = NOW + 5_001;
    assert_eq!(open(&world, &greedy), 2);
}

/// What a side sent comes back to it, or goes to another session.
#[test]
fn messages_reflected_or_of_another_session_are_refused() {
    let world = World::demanding();
    let (mut client, mut other) = (world.client(), world.client());
    let (mut server, mut second) = (world.server(), world.server());
    let init = written(&mut client);
    let retry = world.give(&mut server, &init);
    let again = world.give(&mut client, &retry);
    assert_eq!(world.give(&mut client, &again), NOTHING, "its own Init");
    assert_eq!(failure(&mut client), "Unexpected");
    assert_eq!(world.give(&mut server, &retry), NOTHING, "its own Retry");
    assert_eq!(failure(&mut server), "Unexpected");
    let other_retry = world.give(&mut second, &written(&mut other));
    let other_again = world.give(&mut other, &other_retry);
    let response = world.give(&mut second, &other_again);
    let mut stranger = world.client();
    let _ = written(&mut stranger);
    assert_eq!(world.give(&mut stranger, &response), NOTHING, "a Response of another session");
    assert_eq!(failure(&mut stranger), "Auth");
}

fn failure(connection: &mut Connection<Network>) -> &'static str {
    match connection.poll_event() {
        Some(ConnectionEvent::Closed(Err(
            packetwright::connection::ConnectionError::Handshake(failure),
        ))) => failure,
        other => panic!("not a failed handshake: {other:?}"),
    }
}
