//! Holds a handshake declared in a spec to the vectors of the oracle: the
//! machines of spec/network.wire, executed by the interpreter over the
//! runtime's Noise state, write every message byte for byte, in both roles,
//! and read it.
//!
//! The records that follow are in `wire_vectors.rs`.

#![cfg(feature = "interpret")]
#![allow(missing_docs, unreachable_pub)]

#[path = "support/each_provider.rs"]
mod each_provider;
#[path = "oracle/vectors.rs"]
#[allow(dead_code)]
mod vectors;

use std::sync::Arc;

use each_provider::{check_each, is_predictable};
use packetwright::crypto::noise::SessionSecrets;
use packetwright::crypto::{CryptoProvider, PresharedKey, PublicKey, StaticKey};
use packetwright::interpret::{InterpretedConfig, NoiseOperations};
use packetwright::protocol::handshake::World;
use packetwright_spec::interpret::Value;
use packetwright_spec::interpret::handshake::{Effect, Event, HandshakeMachine};
use packetwright_spec::model::{self, HandshakeId, Model};
use packetwright_spec::{Checked, NETWORK, compile};
use vectors::{Inputs, Side, Vectors, hex};

const HEADER_LEN: usize = 10;

#[test]
fn both_sides_write_and_read_the_handshake_of_the_vectors() {
    check_each(|vectors, provider| {
        if !is_predictable(vectors, &**provider) {
            return;
        }
        let spec = compile(NETWORK).expect("the network protocol compiles");
        let [initiator, responder] = run_handshake(&spec, vectors, provider);
        let handshake = &vectors.handshake;
        let expected = [
            hex(&handshake.hash),
            hex(&handshake.split_initiator_to_responder),
            hex(&handshake.split_responder_to_initiator),
        ];
        assert_eq!([&initiator, &responder], [&expected, &expected]);
    });
}

/// Runs both parties as declared, holding each message to the vectors. Returns
/// each side's handshake hash and the two keys of its split.
fn run_handshake(
    spec: &Checked<Model>,
    vectors: &Vectors,
    provider: &Arc<dyn CryptoProvider>,
) -> [[String; 3]; 2] {
    let Inputs { initiator, responder, preshared_key, .. } = &vectors.inputs;
    let mut worlds = [ScriptedWorld::new(initiator), ScriptedWorld::new(responder)];
    let [initiator_world, responder_world] = &mut worlds;
    let mut operations = [
        operations(spec, initiator, preshared_key, provider, initiator_world),
        operations(spec, responder, preshared_key, provider, responder_world),
    ];
    let mut client = machine(spec, model::Party::Initiator, initiator);
    let mut server = machine(spec, model::Party::Responder, responder);
    let [client_operations, server_operations] = &mut operations;
    let payload = |place: usize| &vectors.transcript[place].bytes[HEADER_LEN..];

    let sent = client.handle(Event::Start, client_operations);
    assert_eq!(sends(&sent), [hex(payload(0))], "Init");
    let sent = server.handle(Event::Message(payload(0)), server_operations);
    assert_eq!(sends(&sent), [hex(payload(1))], "Response");
    let sent = client.handle(Event::Message(payload(1)), client_operations);
    assert_eq!(sends(&sent), [hex(payload(2))], "Confirm");

    let established = |max_record: u32| Effect::Established {
        compression: Some(vectors.handshake.compression),
        max_record: Some(max_record),
    };
    let done = server.handle(Event::Message(payload(2)), server_operations);
    assert_eq!(done, [Effect::SendReady, established(initiator.max_record)], "the responder");
    let done = client.handle(Event::Ready, client_operations);
    assert_eq!(done, [established(responder.max_record)], "the initiator");
    operations.map(|operations| {
        let secrets: &SessionSecrets = operations.secrets().expect("the keys were split");
        let keys = [secrets.initiator_to_responder, secrets.responder_to_initiator];
        [hex(&secrets.handshake_hash), hex(&keys[0]), hex(&keys[1])]
    })
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

fn handshake_of(spec: &Checked<Model>) -> HandshakeId {
    spec.layers.as_ref().and_then(|layers| layers.session).expect("a session").handshake
}

fn machine<'m>(spec: &'m Checked<Model>, role: model::Party, side: &Side) -> HandshakeMachine<'m> {
    let numbers = |list: Vec<i128>| Value::List(list.into_iter().map(Value::Integer).collect());
    let local = Value::Struct(vec![
        ("versions".into(), numbers(side.versions.iter().map(|&n| n.into()).collect())),
        ("suites".into(), numbers(side.suites.iter().map(|&n| n.into()).collect())),
        ("compressions".into(), numbers(side.compressions.iter().map(|&n| n.into()).collect())),
        ("max_record".into(), Value::Integer(side.max_record.into())),
    ]);
    HandshakeMachine::new(spec, handshake_of(spec), role, local).expect("what it brings is sound")
}

fn operations<'w>(
    spec: &Checked<Model>,
    side: &Side,
    preshared_key: &[u8],
    provider: &Arc<dyn CryptoProvider>,
    world: &'w mut ScriptedWorld,
) -> NoiseOperations<'w> {
    let secret = side.static_secret.as_slice().try_into().expect("32 bytes");
    let key = StaticKey::from_secret_bytes(secret, &**provider);
    let handshake = &spec[handshake_of(spec)];
    let mut config = InterpretedConfig::new(spec, handshake, Arc::clone(provider), key);
    if let Ok(bytes) = preshared_key.try_into() {
        config.preshared_keys = Some(Arc::new(PresharedKey::from_bytes(bytes)));
    }
    NoiseOperations::new(config, world)
}

/// A clock that stands still, and randomness that was written down.
struct ScriptedWorld {
    now_ms: u64,
    random: Vec<u8>,
}

impl ScriptedWorld {
    fn new(side: &Side) -> Self {
        Self { now_ms: side.timestamp_ms, random: side.chance() }
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
