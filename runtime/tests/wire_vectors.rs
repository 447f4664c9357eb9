//! Holds the runtime to the vectors of the oracle: the handshake as
//! spec/network.wire declares it, on the runtime's own Noise state and
//! sessions, gives every packet byte for byte, in both roles, and opens it.
//!
//! The vectors are made by other programs; see `wire_oracle.rs`. Each suite
//! runs on each provider that is compiled in.

#![cfg(feature = "session")]
#![allow(missing_docs, unreachable_pub)]

#[path = "oracle/vectors.rs"]
#[allow(dead_code)]
mod vectors;

use std::sync::Arc;

use packetwright::codec::Reader;
use packetwright::crypto::noise::{self, NoiseError, NoiseState, Party, SessionSecrets, Suite};
use packetwright::crypto::{Cipher, CryptoProvider, PublicKey, StaticKey};
use packetwright::protocol::handshake::{ChannelBinding, KeyLabels, World};
use packetwright::session::Session;
use packetwright_spec::interpret::handshake::{
    CryptoFailed, Effect, Event, HandshakeMachine, OpenError, Operations,
};
use packetwright_spec::interpret::{Interpreter, Value};
use packetwright_spec::model::{self, Model, Token};
use packetwright_spec::{Checked, NETWORK, compile};
use vectors::{Packet, Side, Vectors, hex};

const HEADER_LEN: usize = 10;

static SUITES: [Suite; 2] = [
    Suite { id: 1, name: "Noise_XX_25519_XChaChaPoly_SHA256", cipher: Cipher::XChaChaPoly },
    Suite { id: 3, name: "Noise_XX_25519_ChaChaPoly_SHA256", cipher: Cipher::ChaChaPoly },
];

const LABELS: KeyLabels =
    KeyLabels { key: b"pw1 key", iv: b"pw1 iv", update: b"pw1 upd", exporter: b"pw1 exp" };

fn providers() -> Vec<Arc<dyn CryptoProvider>> {
    vec![
        #[cfg(feature = "aws-lc")]
        Arc::new(packetwright::crypto::AwsLc),
        #[cfg(feature = "rust-crypto")]
        Arc::new(packetwright::crypto::RustCrypto),
    ]
}

/// Runs a check on each file of vectors with each provider.
fn check_each(check: impl Fn(&Vectors, &Arc<dyn CryptoProvider>)) {
    let providers = providers();
    assert!(!providers.is_empty(), "no provider is compiled in");
    for name in ["suite-0001.json", "suite-0003.json"] {
        let vectors: Vectors = vectors::read(name);
        for provider in &providers {
            check(&vectors, provider);
        }
    }
}

#[test]
fn both_sides_write_and_read_the_handshake_of_the_vectors() {
    check_each(|vectors, provider| {
        let spec = compile(NETWORK).expect("the network protocol compiles");
        let [initiator, responder] = run_handshake(&spec, vectors, provider);
        for secrets in [&initiator, &responder] {
            let handshake = &vectors.handshake;
            assert_eq!(hex(&secrets.handshake_hash), hex(&handshake.hash));
            assert_eq!(
                hex(&secrets.initiator_to_responder),
                hex(&handshake.split_initiator_to_responder)
            );
            assert_eq!(
                hex(&secrets.responder_to_initiator),
                hex(&handshake.split_responder_to_initiator)
            );
        }
    });
}

#[test]
fn both_sides_seal_and_open_the_records_of_the_vectors() {
    check_each(|vectors, provider| {
        let mut sessions = sessions(vectors, provider);
        for packet in vectors.transcript.iter().filter(|packet| packet.record.is_some()) {
            check_record(&mut sessions, packet);
        }
    });
}

#[test]
fn a_changed_skipped_repeated_or_reflected_record_does_not_open() {
    check_each(|vectors, provider| {
        let records: Vec<&Packet> =
            vectors.transcript.iter().filter(|packet| packet.record.is_some()).collect();
        let [ready, request, reply] = [records[0], records[1], records[2]];
        let opens = |session: &mut Session, bytes: &[u8]| {
            let (front, sealed) = bytes.split_at(HEADER_LEN + 1);
            session.open(front, &mut sealed.to_vec()).is_ok()
        };
        let [mut initiator, mut responder] = sessions(vectors, provider);
        assert!(!opens(&mut initiator, &reply.bytes), "skipped");
        assert!(!opens(&mut initiator, &request.bytes), "reflected");
        for place in 0..ready.bytes.len() {
            let mut changed = ready.bytes.clone();
            changed[place] ^= 1;
            assert!(!opens(&mut initiator, &changed), "byte {place} changed");
        }
        assert!(opens(&mut initiator, &ready.bytes));
        assert!(!opens(&mut initiator, &ready.bytes), "repeated");
        assert!(opens(&mut initiator, &reply.bytes));
        assert!(opens(&mut responder, &request.bytes));
    });
}

#[test]
fn both_sides_export_the_keys_of_the_vectors() {
    check_each(|vectors, provider| {
        for session in sessions(vectors, provider) {
            let mut exported = vec![0; vectors.exporter.value.len()];
            session.export(&vectors.exporter.context, &mut exported).expect("32 bytes");
            assert_eq!(hex(&exported), hex(&vectors.exporter.value));
        }
    });
}

#[test]
fn the_prologue_is_that_of_the_vectors() {
    check_each(|vectors, _| {
        let inputs = &vectors.inputs;
        let prologue = noise::prologue(
            b"packetwright/hs\0",
            &inputs.protocol,
            inputs.version,
            vectors.suite.id,
            &ChannelBinding::None,
        );
        assert_eq!(hex(&prologue), hex(&vectors.handshake.prologue));
    });
}

/// What the records hold is, to the interpreter of spec/network.wire, an
/// envelope around a message, with nothing left over.
#[test]
fn the_spec_decodes_what_the_records_hold_and_encodes_it_again() {
    let spec = compile(NETWORK).expect("the network protocol compiles");
    let interpreter = Interpreter::new(&spec);
    let envelope = interpreter.struct_by_name("Envelope").expect("an envelope");
    let packet_format = interpreter.struct_by_name("Packet").expect("a packet");
    let messages = interpreter.set_by_name("Message").expect("messages");
    check_each(|vectors, _| {
        let branches = vectors.branches.iter().flat_map(|branch| &branch.packets);
        for packet in vectors.transcript.iter().chain(branches) {
            let framed = interpreter.decode_struct(packet_format, &packet.bytes).expect("a packet");
            let again = interpreter.encode_struct(packet_format, &framed).expect("a packet");
            assert_eq!(hex(&again), hex(&packet.bytes), "{}", packet.name);
            if packet.record.is_none_or(|record| record.kind != 0) {
                continue;
            }
            let found =
                interpreter.decode_struct(envelope, &packet.plaintext).expect("an envelope");
            let again = interpreter.encode_struct(envelope, &found).expect("an envelope");
            assert_eq!(hex(&again), hex(&packet.plaintext), "{}", packet.name);
            let message = found.field("content").and_then(|content| content.field("message"));
            let Some(Value::Bytes(message)) = message else { panic!("{} has one", packet.name) };
            let decoded = interpreter.decode_message(messages, message).expect("a message");
            let again = interpreter.encode_message(messages, &decoded).expect("a message");
            assert_eq!(hex(&again), hex(message), "{}", packet.name);
        }
    });
}

fn sessions(vectors: &Vectors, provider: &Arc<dyn CryptoProvider>) -> [Session; 2] {
    let handshake = &vectors.handshake;
    let array = |bytes: &[u8]| <[u8; 32]>::try_from(bytes).expect("32 bytes");
    let secrets = SessionSecrets {
        initiator_to_responder: array(&handshake.split_initiator_to_responder),
        responder_to_initiator: array(&handshake.split_responder_to_initiator),
        handshake_hash: array(&handshake.hash),
        cipher: suite(vectors.suite.id).cipher,
        provider: Arc::clone(provider),
    };
    [Party::Initiator, Party::Responder].map(|party| Session::new(party, &secrets, &LABELS))
}

/// The sender's session seals to the packet, the receiver's opens it.
fn check_record([initiator, responder]: &mut [Session; 2], packet: &Packet) {
    let (sender, receiver) = match packet.from.as_str() {
        "initiator" => (initiator, responder),
        _ => (responder, initiator),
    };
    let (front, sealed) = packet.bytes.split_at(HEADER_LEN + 1);
    let mut text = packet.plaintext.clone();
    let tag = sender.seal(front, &mut text).expect("the keys are fresh");
    text.extend_from_slice(&tag);
    assert_eq!(hex(&text), hex(sealed), "{} as sealed", packet.name);
    receiver.open(front, &mut text).unwrap_or_else(|_| panic!("{} opens", packet.name));
    text.truncate(packet.plaintext.len());
    assert_eq!(hex(&text), hex(&packet.plaintext), "{} as opened", packet.name);
}

fn suite(id: u16) -> &'static Suite {
    SUITES.iter().find(|suite| suite.id == id).expect("a suite of the vectors")
}

/// Runs both parties as declared, holding each message to the vectors.
fn run_handshake(
    spec: &Checked<Model>,
    vectors: &Vectors,
    provider: &Arc<dyn CryptoProvider>,
) -> [SessionSecrets; 2] {
    let [mut initiator, mut responder] = [
        (model::Party::Initiator, &vectors.inputs.initiator),
        (model::Party::Responder, &vectors.inputs.responder),
    ]
    .map(|(role, side)| Actor::new(spec, role, side, provider));
    let payload = |place: usize| &vectors.transcript[place].bytes[HEADER_LEN..];

    let sent = initiator.handle(Event::Start);
    assert_eq!(sends(&sent), [hex(payload(0))], "Init");
    let sent = responder.handle(Event::Message(payload(0)));
    assert_eq!(sends(&sent), [hex(payload(1))], "Response");
    let sent = initiator.handle(Event::Message(payload(1)));
    assert_eq!(sends(&sent), [hex(payload(2))], "Confirm");

    let established = |max_record: u32| Effect::Established {
        compression: Some(vectors.handshake.compression.into()),
        max_record: Some(max_record.into()),
    };
    let done = responder.handle(Event::Message(payload(2)));
    let expected = established(vectors.inputs.initiator.max_record);
    assert_eq!(done, [Effect::SendReady, expected], "the responder is done");
    let done = initiator.handle(Event::Ready);
    assert_eq!(done, [established(vectors.inputs.responder.max_record)], "the initiator is done");
    [initiator, responder].map(|actor| actor.world.secrets.expect("the keys were split"))
}

fn sends(effects: &[Effect]) -> Vec<String> {
    effects
        .iter()
        .map(|effect| match effect {
            Effect::Send(body) => hex(body),
            other => format!("{other:?}"),
        })
        .collect()
}

/// One party: the interpreter's machine over the runtime's Noise state.
struct Actor<'m> {
    machine: HandshakeMachine<'m>,
    world: ScriptedWorld,
}

impl<'m> Actor<'m> {
    fn new(
        spec: &'m Checked<Model>,
        role: model::Party,
        side: &Side,
        provider: &Arc<dyn CryptoProvider>,
    ) -> Self {
        let id =
            spec.layers.as_ref().and_then(|layers| layers.session).expect("a session").handshake;
        let numbers = |list: Vec<i128>| Value::List(list.into_iter().map(Value::Integer).collect());
        let local = Value::Struct(vec![
            ("versions".into(), numbers(side.versions.iter().map(|&n| n.into()).collect())),
            ("suites".into(), numbers(side.suites.iter().map(|&n| n.into()).collect())),
            ("compressions".into(), numbers(side.compressions.iter().map(|&n| n.into()).collect())),
            ("max_record".into(), Value::Integer(side.max_record.into())),
        ]);
        let secret = side.static_secret.as_slice().try_into().expect("32 bytes");
        Self {
            machine: HandshakeMachine::new(spec, id, role, local).expect("what it brings is sound"),
            world: ScriptedWorld {
                now_ms: side.timestamp_ms,
                random: [side.random.as_slice(), &side.ephemeral_secret].concat(),
                static_key: StaticKey::from_secret_bytes(secret, &**provider),
                provider: Arc::clone(provider),
                noise: None,
                secrets: None,
            },
        }
    }

    fn handle(&mut self, event: Event<'_>) -> Vec<Effect> {
        self.machine.handle(event, &mut self.world)
    }
}

/// A clock that stands still, and randomness that was written down: first the
/// nonce or challenge, then the ephemeral secret.
struct ScriptedWorld {
    now_ms: u64,
    random: Vec<u8>,
    static_key: StaticKey,
    provider: Arc<dyn CryptoProvider>,
    noise: Option<NoiseState>,
    secrets: Option<SessionSecrets>,
}

impl ScriptedWorld {
    /// Does something with the Noise state while the world is lent to it.
    fn with_noise<T>(&mut self, act: impl FnOnce(&mut NoiseState, &mut Self) -> T) -> T {
        let mut noise = self.noise.take().expect("the handshake has begun");
        let result = act(&mut noise, self);
        self.noise = Some(noise);
        result
    }
}

impl World for ScriptedWorld {
    fn now_ms(&self) -> u64 {
        self.now_ms
    }

    fn fill_random(&mut self, out: &mut [u8]) {
        let rest = self.random.split_off(out.len());
        out.copy_from_slice(&self.random);
        self.random = rest;
    }

    fn authorized(&mut self, _: &PublicKey) -> bool {
        true
    }

    fn fresh(&mut self, _: &[u8], until_ms: u64) -> bool {
        until_ms > self.now_ms
    }
}

fn open_error(error: NoiseError) -> OpenError {
    match error {
        NoiseError::Truncated => OpenError::Truncated,
        NoiseError::Failed => OpenError::Crypto,
    }
}

/// The tokens that only mix keys.
fn mix(noise: &mut NoiseState, token: Token) -> Result<(), NoiseError> {
    match token {
        Token::Ee => noise.mix_ee(),
        Token::Es => noise.mix_es(),
        Token::Se => noise.mix_se(),
        Token::Ss => noise.mix_ss(),
        Token::E | Token::S => Ok(()),
    }
}

impl Operations for ScriptedWorld {
    fn begin(&mut self, role: model::Party, suite: &model::Suite) {
        let party = match role {
            model::Party::Initiator => Party::Initiator,
            model::Party::Responder => Party::Responder,
        };
        let label = b"packetwright/hs\0";
        let prologue = noise::prologue(label, "network", 1, suite.id, &ChannelBinding::None);
        let (provider, key) = (Arc::clone(&self.provider), self.static_key.clone());
        self.noise = Some(NoiseState::new(party, self::suite(suite.id), &prologue, provider, key));
    }

    fn write_token(&mut self, token: Token, out: &mut Vec<u8>) -> Result<(), CryptoFailed> {
        self.with_noise(|noise, world| match token {
            Token::E => {
                noise.write_e(world, out);
                Ok(())
            }
            Token::S => noise.write_s(out),
            mixed => mix(noise, mixed),
        })
        .map_err(|_| CryptoFailed)
    }

    fn read_token(&mut self, token: Token, input: &mut &[u8]) -> Result<(), OpenError> {
        let mut reader = Reader::new(input);
        let result = self.with_noise(|noise, _| match token {
            Token::E => noise.read_e(&mut reader),
            Token::S => noise.read_s(&mut reader),
            mixed => mix(noise, mixed),
        });
        *input = reader.rest();
        result.map_err(open_error)
    }

    fn seal_payload(&mut self, payload: &[u8], out: &mut Vec<u8>) -> Result<(), CryptoFailed> {
        self.with_noise(|noise, _| noise.write_payload(payload, out)).map_err(|_| CryptoFailed)
    }

    fn open_payload(&mut self, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        self.with_noise(|noise, _| noise.read_payload(&mut Reader::new(sealed))).map_err(open_error)
    }

    fn split(&mut self) {
        self.secrets = self.noise.take().map(NoiseState::split);
    }

    fn hash(&mut self, parts: &[&[u8]]) -> [u8; 32] {
        self.provider.sha256(parts)
    }

    fn now_ms(&mut self) -> u64 {
        self.now_ms
    }

    fn random(&mut self, bytes: &mut [u8]) {
        self.fill_random(bytes);
    }

    fn fresh(&mut self, nonce: &[u8], until_ms: u64) -> bool {
        World::fresh(self, nonce, until_ms)
    }

    fn authorized(&mut self) -> bool {
        let known = self.with_noise(|noise, _| noise.remote_static().copied());
        known.is_some_and(|key| World::authorized(self, &key))
    }

    fn equal(&mut self, left: &[u8], right: &[u8]) -> bool {
        packetwright::crypto::equal(left, right)
    }
}
