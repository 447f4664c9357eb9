//! Whether a handshake comes to a session that nobody disturbs, by the interpreter
//! alone: random specs of which none did would try little.

use std::collections::VecDeque;
use std::sync::Arc;

use packetwright::crypto::{PresharedKey, RustCrypto, StaticKey};
use packetwright::interpret::{InterpretedConfig, NoiseOperations};
use packetwright_spec::Checked;
use packetwright_spec::interpret::handshake::{Effect, Event, HandshakeMachine};
use packetwright_spec::interpret::{Value, sample};
use packetwright_spec::model::{Handshake, HandshakeId, Model, Party};

use crate::still_world::StillWorld;

/// The keys of both parties, the initiator's first.
pub(crate) fn static_keys() -> [StaticKey; 2] {
    [10, 100].map(|secret| StaticKey::from_secret_bytes([secret; 32], &RustCrypto))
}

/// The party that a side talks to.
pub(crate) const PEERS: [Party; 2] = [Party::Responder, Party::Initiator];

/// Whether a side is to know its peer's static key beforehand.
pub(crate) fn knows_peer(handshake: &Handshake, side: usize) -> bool {
    handshake.suites.iter().any(|suite| suite.pre_messages().contains(&PEERS[side]))
}

/// What a side brings, with these suites.
pub(crate) fn with_suites(mut local: Value, suites: &[u16]) -> Value {
    if let Value::Struct(fields) = &mut local {
        for (_, value) in fields.iter_mut().filter(|(name, _)| name == "suites") {
            *value = numbers(suites);
        }
    }
    local
}

/// A list of numbers, as the interpreter has it.
pub(crate) fn numbers(numbers: &[u16]) -> Value {
    Value::List(numbers.iter().map(|number| Value::Integer((*number).into())).collect())
}

/// Plays both parties with what is right, for some sample of what they bring.
pub(crate) fn is_established(model: &Checked<Model>, id: HandshakeId) -> bool {
    let samples = sample::boundary_values(model, model[id].local);
    samples.into_iter().any(|local| play(model, id, &local))
}

fn play(model: &Checked<Model>, id: HandshakeId, local: &Value) -> bool {
    let handshake = &model[id];
    let suites: Vec<u16> = handshake.suites.iter().map(|suite| suite.id).collect();
    let keys = static_keys();
    let [mut first, mut second] = [[11; 32], [101; 32]].map(StillWorld::seeded);
    let mut operations = [&mut first, &mut second].into_iter().enumerate().map(|(side, world)| {
        let config = InterpretedConfig {
            peer_key: knows_peer(handshake, side).then(|| *keys[1 - side].public()),
            preshared_keys: Some(Arc::new(PresharedKey::from_bytes([0x42; 32]))),
            ..InterpretedConfig::new(model, handshake, Arc::new(RustCrypto), keys[side].clone())
        };
        NoiseOperations::new(config, world)
    });
    let mut operations = [operations.next(), operations.next()].map(|side| side.expect("two"));
    let mut machines = [Party::Initiator, Party::Responder].map(|party| {
        let local = with_suites(local.clone(), &suites);
        HandshakeMachine::new(model, id, party, local).expect("what the spec allows")
    });
    let mut established = [false; 2];
    // What is under way to each side.
    let mut under_way = VecDeque::new();
    let mut effects = machines[0].handle(Event::Start, &mut operations[0]);
    let mut side = 0;
    loop {
        for effect in effects {
            match effect {
                Effect::Send(body) => under_way.push_back((1 - side, Some(body))),
                Effect::SendReady => under_way.push_back((1 - side, None)),
                Effect::Established { .. } => established[side] = true,
                Effect::Failed { .. } => return false,
            }
        }
        let Some((receiver, body)) = under_way.pop_front() else { break };
        side = receiver;
        let event = body.as_deref().map_or(Event::Ready, Event::Message);
        effects = machines[side].handle(event, &mut operations[side]);
    }
    established == [true; 2]
}
