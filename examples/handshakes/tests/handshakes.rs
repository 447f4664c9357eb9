//! Each handshake against `snow`, byte for byte; changed and cut; beside the
//! interpreter; and with a client and a daemon.

use std::error::Error;
use std::sync::Arc;

use packetwright::connection::{AllowedPeers, ConnectionConfig, Mode, PeerPolicy};
use packetwright::crypto::noise::{Party, SessionSecrets, prologue};
use packetwright::crypto::{PresharedKey, PresharedKeys, PublicKey, StaticKey, default_provider};
use packetwright::interpret::{InterpretedConfig, NoiseOperations};
use packetwright::protocol::Protocol;
use packetwright::protocol::handshake::{
    ChannelBinding, Event, Handshake, HandshakeConfig, Machine, Status, Transmit, World,
};
use packetwright::service::{Client, ClientOptions, Daemon, Router};
use packetwright::transport::Endpoint;
use packetwright_example_handshakes::{kiosk, tunnel, unauthenticated};
use packetwright_spec::Checked;
use packetwright_spec::import::compile_files;
use packetwright_spec::interpret::Value;
use packetwright_spec::interpret::handshake::{self as interpreted, Effect, HandshakeMachine};
use packetwright_spec::model::{self, Model};

const NOW: u64 = 1_700_000_000_000;
const PSK: [u8; 32] = [0x42; 32];
const INITIATOR: u8 = 10;
const RESPONDER: u8 = 100;
const MAX_RECORD: u32 = 16_384;

/// What differs from handshake to handshake.
trait Own: Protocol {
    /// The spec in this folder, its prologue and its Noise protocol.
    const SPEC: (&'static str, &'static [u8], &'static str);
    /// Whether each side knows the other's static key beforehand.
    const KNOWN: [bool; 2];
    /// Whether each side has its peer's static key in the end.
    const SHOWN: [bool; 2];

    fn offer() -> <Self::Handshake as Handshake>::Local;
}

macro_rules! own {
    ($protocol:ident, $module:ident, $spec:literal, $prologue:literal, $noise:literal, $known:expr, $shown:expr) => {
        impl Own for $module::$protocol {
            const SPEC: (&'static str, &'static [u8], &'static str) = ($spec, $prologue, $noise);
            const KNOWN: [bool; 2] = $known;
            const SHOWN: [bool; 2] = $shown;

            fn offer() -> $module::Offer {
                $module::Offer { suites: vec![1], max_record: MAX_RECORD }
            }
        }
    };
}

own!(
    Tunnel,
    tunnel,
    "tunnel.wire",
    b"tunnel",
    "Noise_IKpsk2_25519_ChaChaPoly_SHA256",
    [true, false],
    [true, true]
);
own!(
    Kiosk,
    kiosk,
    "kiosk.wire",
    b"kiosk",
    "Noise_NX_25519_ChaChaPoly_SHA256",
    [false, false],
    [true, false]
);
own!(
    Unauthenticated,
    unauthenticated,
    "unauthenticated.wire",
    b"unauthenticated",
    "Noise_NN_25519_ChaChaPoly_SHA256",
    [false, false],
    [false, false]
);

/// A clock that stands, randomness that counts, trust in one peer.
struct StillWorld {
    counter: u8,
    peer: PublicKey,
    /// The draws of 32 bytes: ephemeral secrets.
    drawn: Vec<[u8; 32]>,
}

impl World for StillWorld {
    fn now_ms(&self) -> u64 {
        NOW
    }

    fn fill_random(&mut self, out: &mut [u8]) {
        self.counter = self.counter.wrapping_add(1);
        out.fill(self.counter);
        self.drawn.extend(<[u8; 32]>::try_from(&*out).ok());
    }

    fn authorized(&mut self, peer: &PublicKey) -> bool {
        *peer == self.peer
    }

    fn fresh(&mut self, _: &[u8], _: u64) -> bool {
        true
    }
}

fn key(seed: u8) -> StaticKey {
    StaticKey::from_secret_bytes([seed; 32], &*default_provider())
}

fn world(seed: u8) -> StillWorld {
    let peer = if seed == INITIATOR { RESPONDER } else { INITIATOR };
    StillWorld { counter: seed, peer: *key(peer).public(), drawn: Vec::new() }
}

fn preshared() -> Option<Arc<dyn PresharedKeys>> {
    Some(Arc::new(PresharedKey::from_bytes(PSK)))
}

/// A side: its machine, its world, and what it sent.
struct Side<M> {
    machine: Option<M>,
    world: StillWorld,
}

impl<M: Machine> Side<M> {
    fn new<P: Own>(
        seed: u8,
        local: M::Local,
        change: impl FnOnce(&mut HandshakeConfig<M::Local>),
    ) -> Self {
        let world = world(seed);
        let known = P::KNOWN[usize::from(seed != INITIATOR)];
        let mut config = HandshakeConfig {
            protocol: P::NAME,
            version: P::VERSION,
            provider: default_provider(),
            static_key: key(seed),
            local,
            peer_key: known.then_some(world.peer),
            preshared_keys: preshared(),
            binding: ChannelBinding::None,
        };
        change(&mut config);
        Self { machine: Some(M::new(config)), world }
    }

    fn handle(&mut self, event: Event<'_>) -> Transmit {
        let mut transmit = Transmit::default();
        let machine = self.machine.take().expect("it is put back");
        self.machine = Some(machine.handle(event, &mut self.world, &mut transmit));
        transmit
    }

    fn machine(&self) -> &M {
        self.machine.as_ref().expect("it is put back")
    }

    fn failure(&self) -> Option<&'static str> {
        match self.machine().status() {
            Status::Failed(name) => Some(name),
            _ => None,
        }
    }
}

type Sides<P> = (
    Side<<<P as Protocol>::Handshake as Handshake>::Initiator>,
    Side<<<P as Protocol>::Handshake as Handshake>::Responder>,
);

fn sides<P: Own>() -> Sides<P> {
    (Side::new::<P>(INITIATOR, P::offer(), |_| {}), Side::new::<P>(RESPONDER, P::offer(), |_| {}))
}

/// Both messages of a handshake that nobody disturbs, and what both sides have.
fn undisturbed<P: Own>() -> (Vec<Vec<u8>>, Sides<P>) {
    let (mut initiator, mut responder) = sides::<P>();
    let mut first = initiator.handle(Event::Start);
    let first = first.messages.pop().expect("it opens");
    let mut answer = responder.handle(Event::Message(&first));
    assert!(answer.ready, "the responder is ready in {}", responder.machine().state());
    let second = answer.messages.pop().expect("it answers");
    initiator.handle(Event::Message(&second));
    initiator.handle(Event::Ready);
    (vec![first, second], (initiator, responder))
}

fn check_secrets(noise: &mut snow::HandshakeState, secrets: &SessionSecrets) {
    assert_eq!(secrets.handshake_hash, noise.get_handshake_hash());
    let (initiator, responder) = noise.dangerously_get_raw_split();
    assert_eq!(secrets.initiator_to_responder, initiator);
    assert_eq!(secrets.responder_to_initiator, responder);
}

/// One side of snow with the keys of ours.
fn snow<P: Own>(party: Party, ephemeral: &[u8; 32]) -> snow::HandshakeState {
    let (_, label, noise) = P::SPEC;
    let prologue = prologue(label, P::NAME, P::VERSION, 1, &ChannelBinding::None);
    let (own, peer, known) = match party {
        Party::Initiator => ([INITIATOR; 32], *key(RESPONDER).public(), P::KNOWN[0]),
        Party::Responder => ([RESPONDER; 32], *key(INITIATOR).public(), P::KNOWN[1]),
    };
    let mut builder = snow::Builder::new(noise.parse().expect("snow knows the name"))
        .prologue(&prologue)
        .and_then(|builder| builder.local_private_key(&own))
        .map(|builder| builder.fixed_ephemeral_key_for_testing_only(ephemeral))
        .expect("complete");
    if noise.contains("psk2") {
        builder = builder.psk(2, &PSK).expect("a place for it");
    }
    if known {
        builder = builder.remote_public_key(&peer.0).expect("a place for it");
    }
    match party {
        Party::Initiator => builder.build_initiator().expect("complete"),
        Party::Responder => builder.build_responder().expect("complete"),
    }
}

fn same_as_snow<P: Own>() {
    let (messages, (initiator, responder)) = undisturbed::<P>();
    let ephemeral = |world: &StillWorld| *world.drawn.first().expect("an ephemeral secret");
    let mut theirs = [
        snow::<P>(Party::Initiator, &ephemeral(&initiator.world)),
        snow::<P>(Party::Responder, &ephemeral(&responder.world)),
    ];
    for (number, body) in (1_u8..).zip(&messages) {
        assert_eq!(body[..3], [number, 0, 1], "type and suite");
        let [writer, reader] = &mut theirs;
        let mut buffer = [0; 1024];
        let length = reader.read_message(&body[3..], &mut buffer).expect("snow reads ours");
        let payload = buffer[..length].to_vec();
        let length = writer.write_message(&payload, &mut buffer).expect("snow writes");
        assert_eq!(body[3..], buffer[..length], "message {number} of {}", P::NAME);
        theirs.swap(0, 1);
    }
    let initiator = initiator.machine.and_then(Machine::into_established).expect("established");
    let responder = responder.machine.and_then(Machine::into_established).expect("established");
    check_secrets(&mut theirs[0], &initiator.secrets);
    check_secrets(&mut theirs[1], &responder.secrets);
    assert_eq!([initiator.peer.is_some(), responder.peer.is_some()], P::SHOWN);
    assert_eq!(initiator.max_record, Some(MAX_RECORD));
}

#[test]
fn messages_hash_and_split_are_those_of_snow() {
    same_as_snow::<tunnel::Tunnel>();
    same_as_snow::<kiosk::Kiosk>();
    same_as_snow::<unauthenticated::Unauthenticated>();
}

/// Every byte changed, and every length: no side ends with a session that its
/// peer has as well.
fn disturbed<P: Own>() {
    let (messages, _) = undisturbed::<P>();
    for (turn, length) in messages.iter().map(Vec::len).enumerate() {
        for place in 0..length * 2 {
            let change = |body: &mut Vec<u8>| match place.checked_sub(length) {
                Some(cut) => body.truncate(cut),
                None => body[place] ^= 0x40,
            };
            let (mut initiator, mut responder) = sides::<P>();
            let mut first = initiator.handle(Event::Start).messages.remove(0);
            if turn == 0 {
                change(&mut first);
            }
            let Some(mut second) = responder.handle(Event::Message(&first)).messages.pop() else {
                assert!(responder.failure().is_some(), "{} {turn} {place}", P::NAME);
                continue;
            };
            if turn == 1 {
                change(&mut second);
            }
            initiator.handle(Event::Message(&second));
            assert!(initiator.failure().is_some(), "{} {turn} {place}", P::NAME);
        }
    }
}

#[test]
fn changed_and_cut_messages_give_no_session() {
    disturbed::<tunnel::Tunnel>();
    disturbed::<kiosk::Kiosk>();
    disturbed::<unauthenticated::Unauthenticated>();
}

/// The responder has another key than the initiator knows, or the sides have
/// different pre-shared keys, or the initiator knows no key of its peer's.
#[test]
fn a_tunnel_needs_the_right_keys() {
    type Initiator = tunnel::tunnel_handshake::Initiator;
    type Responder = tunnel::tunnel_handshake::Responder;
    let opening = |change: fn(&mut HandshakeConfig<tunnel::Offer>)| {
        let offer = tunnel::Tunnel::offer();
        let mut side = Side::<Initiator>::new::<tunnel::Tunnel>(INITIATOR, offer, change);
        let sent = side.handle(Event::Start).messages.pop();
        (side, sent)
    };
    let responder = |change: fn(&mut HandshakeConfig<tunnel::Offer>)| {
        let offer = tunnel::Tunnel::offer();
        Side::<Responder>::new::<tunnel::Tunnel>(RESPONDER, offer, change)
    };

    let (_, sent) = opening(|_| {});
    let mut stranger = responder(|config| config.static_key = key(7));
    assert_eq!(stranger.handle(Event::Message(&sent.expect("sent"))), Transmit::default());
    assert_eq!(stranger.failure(), Some("Auth"));

    let (mut initiator, sent) = opening(|_| {});
    let mut other = responder(|config| {
        config.preshared_keys = Some(Arc::new(PresharedKey::from_bytes([1; 32])));
    });
    let answer = other.handle(Event::Message(&sent.expect("sent"))).messages.remove(0);
    initiator.handle(Event::Message(&answer));
    assert_eq!(initiator.failure(), Some("Auth"));

    let (ignorant, sent) = opening(|config| config.peer_key = None);
    assert_eq!((ignorant.failure(), sent), (Some("UnknownPeer"), None));
}

fn spec<P: Own>() -> &'static Checked<Model> {
    let (name, ..) = P::SPEC;
    let text = match name {
        "tunnel.wire" => include_str!("../tunnel.wire"),
        "kiosk.wire" => include_str!("../kiosk.wire"),
        _ => include_str!("../unauthenticated.wire"),
    };
    let common = |_: &str| Ok(include_str!("../common.wire").to_owned());
    let compiled = compile_files(name, text, &common);
    let model = compiled.protocol().expect("the spec is sound");
    Box::leak(Box::new(model))
}

/// The interpreter in the place of one side: the same messages, the same keys.
fn interpreted<P: Own>(role: model::Party, events: &[Event<'_>]) -> (Vec<Vec<u8>>, [[u8; 32]; 3]) {
    let seed = if role == model::Party::Initiator { INITIATOR } else { RESPONDER };
    let mut world = world(seed);
    let model = spec::<P>();
    let id = model.layers.as_ref().and_then(|layers| layers.session).expect("a session").handshake;
    let local = Value::Struct(vec![
        ("suites".into(), Value::List(vec![Value::Integer(1)])),
        ("max_record".into(), Value::Integer(MAX_RECORD.into())),
    ]);
    let mut machine = HandshakeMachine::new(model, id, role, local).expect("a sound offer");
    let known = P::KNOWN[usize::from(seed != INITIATOR)];
    let config = InterpretedConfig {
        peer_key: known.then_some(world.peer),
        preshared_keys: preshared(),
        ..InterpretedConfig::new(model, &model[id], default_provider(), key(seed))
    };
    let mut operations = NoiseOperations::new(config, &mut world);
    let mut sent = Vec::new();
    for event in events {
        let event = match *event {
            Event::Start => interpreted::Event::Start,
            Event::Message(body) => interpreted::Event::Message(body),
            Event::Ready => interpreted::Event::Ready,
            Event::Timeout => interpreted::Event::Timeout,
        };
        for effect in machine.handle(event, &mut operations) {
            match effect {
                Effect::Send(body) => sent.push(body),
                Effect::Failed { name, .. } => panic!("{name}"),
                Effect::SendReady | Effect::Established { .. } => {}
            }
        }
    }
    let secrets = operations.secrets().expect("the keys were split");
    let keys =
        [secrets.handshake_hash, secrets.initiator_to_responder, secrets.responder_to_initiator];
    (sent, keys)
}

fn same_as_interpreted<P: Own>() {
    let (messages, (initiator, _)) = undisturbed::<P>();
    let established = initiator.machine.and_then(Machine::into_established).expect("established");
    let secrets = &established.secrets;
    let keys =
        [secrets.handshake_hash, secrets.initiator_to_responder, secrets.responder_to_initiator];
    let events = [Event::Start, Event::Message(&messages[1]), Event::Ready];
    let (sent, found) = interpreted::<P>(model::Party::Initiator, &events);
    assert_eq!((&sent[..], found), (&messages[..1], keys), "the initiator of {}", P::NAME);
    let (sent, found) = interpreted::<P>(model::Party::Responder, &[Event::Message(&messages[0])]);
    assert_eq!((&sent[..], found), (&messages[1..], keys), "the responder of {}", P::NAME);
}

#[test]
fn the_interpreter_says_the_same() {
    same_as_interpreted::<tunnel::Tunnel>();
    same_as_interpreted::<kiosk::Kiosk>();
    same_as_interpreted::<unauthenticated::Unauthenticated>();
}

/// A side of a connection: it trusts this peer, and knows it if the pattern asks.
fn config<P: Own>(seed: u8, peer: PublicKey) -> ConnectionConfig<P> {
    let policy = Arc::new(PeerPolicy::new(AllowedPeers::only(peer)));
    let mut config = ConnectionConfig::session(default_provider(), key(seed), policy);
    if let Mode::Session(session) = &mut config.mode {
        session.peer_key = P::KNOWN[usize::from(seed != INITIATOR)].then_some(peer);
        // Who has a key offers no suite without one.
        session.preshared_keys = preshared().filter(|_| P::SPEC.2.contains("psk"));
    }
    config
}

macro_rules! served {
    ($test:ident, $protocol:ident, $module:ident) => {
        #[tokio::test]
        async fn $test() -> Result<(), Box<dyn Error>> {
            use $module::{Echo, $protocol};
            let router = Router::<$protocol>::new().on(|_, echo: Echo| async move { Ok(echo) })?;
            let daemon = Daemon::builder(config(RESPONDER, *key(INITIATOR).public()), router)
                .listen(Endpoint::tcp("127.0.0.1", 0))
                .start()
                .await?;
            let options = ClientOptions::new(config(INITIATOR, *key(RESPONDER).public()));
            let client = Client::<$protocol>::connect(&daemon.endpoints()[0], options).await?;
            let echo = Echo { payload: b"over this handshake".as_slice().into() };
            assert_eq!(client.request(&echo).await?, echo);
            client.close().await?;

            // Only the pattern without keys lets a client talk to anybody.
            let options = ClientOptions::new(config(INITIATOR, *key(7).public()));
            let stranger = Client::<$protocol>::connect(&daemon.endpoints()[0], options).await;
            assert_eq!(stranger.is_ok(), !<$protocol as Own>::SHOWN[0], "{stranger:?}");
            daemon.shutdown().await?;
            Ok(())
        }
    };
}

served!(a_tunnel_is_served, Tunnel, tunnel);
served!(a_kiosk_is_served, Kiosk, kiosk);
served!(whoever_answers_is_talked_to, Unauthenticated, unauthenticated);

#[tokio::test]
async fn a_tunnel_without_its_peers_key_says_so() {
    let mut config: ConnectionConfig<tunnel::Tunnel> = config(INITIATOR, *key(RESPONDER).public());
    if let Mode::Session(session) = &mut config.mode {
        session.peer_key = None;
    }
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("bound").port();
    let refused =
        Client::connect(&Endpoint::tcp("127.0.0.1", port), ClientOptions::new(config)).await;
    let text = refused.expect_err("nothing can be offered").to_string();
    assert!(text.contains("peer_key"), "{text}");
}
