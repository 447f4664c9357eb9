//! The generated machines against the interpreted ones: the same events, the
//! same randomness and clock, and after each event the same of everything that
//! can be seen.
//!
//! The law is the page of `packetwright_spec::interpret::handshake`. What the
//! peer says is in `script.rs`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use packetwright::crypto::noise::{Party, SessionSecrets};
use packetwright::interpret::{InterpretedConfig, NoiseOperations};
use packetwright::network::Offers;
use packetwright::network::secure::{Initiator, Responder};
use packetwright::protocol::handshake::{Event, HandshakeConfig, Machine, Status, Transmit};
use packetwright_spec::interpret::Value;
use packetwright_spec::interpret::handshake::{self as interpreted, Effect, HandshakeMachine};
use packetwright_spec::model::{self, HandshakeId, Model};
use packetwright_spec::{Checked, NETWORK, compile};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::script::{Counterpart, Scene, Step, declared, scene};
use crate::world::{Side, StillWorld, config};

static SPEC: LazyLock<Checked<Model>> =
    LazyLock::new(|| compile(NETWORK).expect("the network protocol compiles"));

proptest! {
    #![proptest_config(Config::with_cases(512))]

    #[test]
    fn two_readings_agree(scene in scene()) {
        play(&scene);
    }
}

/// The scenes would prove little if they all ended early.
#[test]
fn the_scenes_come_to_every_end() {
    let mut runner = TestRunner::deterministic();
    let mut ends = BTreeSet::new();
    let mut established = BTreeSet::new();
    for _ in 0..2_000 {
        let scene = scene().new_tree(&mut runner).expect("scenes are never refused").current();
        let (end, suite) = play(&scene);
        if end == "Established" {
            established.insert((matches!(scene.party, Party::Initiator), suite));
        }
        ends.insert(end);
    }
    let failures = SPEC[secure()].failures.iter().map(|failure| failure.name.text.clone());
    let states = ["Idle", "AwaitResponse", "AwaitReady", "Listen", "AwaitConfirm", "Established"];
    let expected: BTreeSet<String> =
        failures.chain(states.into_iter().map(str::to_owned)).collect();
    assert_eq!(ends, expected);
    let suites = declared().into_iter().flat_map(|suite| [false, true].map(|party| (party, suite)));
    let expected: BTreeSet<_> = suites.map(|(party, suite)| (party, Some(suite))).collect();
    assert_eq!(established, expected, "by party and suite");
}

/// Plays a scene to both machines. Returns where they end, a state or a
/// failure, and the suite that runs.
fn play(scene: &Scene) -> (String, Option<u16>) {
    match scene.party {
        Party::Initiator => play_as::<Initiator>(scene, 10),
        Party::Responder => play_as::<Responder>(scene, 100),
    }
}

fn play_as<M: Machine<Local = Offers>>(scene: &Scene, seed: u8) -> (String, Option<u16>) {
    let mut counterpart = Counterpart::new(scene);
    let config = config(seed, scene.local.clone());
    let mut generated = Side::<M>::of(config.clone(), scene.world(seed));
    let mut world = generated.world.clone();
    let local = local(&scene.local);
    let mut interpreted =
        Interpreted::new(&SPEC, secure(), scene.party, local, &config, &mut world);
    interpreted.compare(&generated, &Transmit::default());
    for step in &scene.steps {
        let body;
        let event = match step {
            Step::Start => Event::Start,
            Step::Ready => Event::Ready,
            Step::Timeout => Event::Timeout,
            Step::Wait(ms) => {
                let now = &generated.world.now;
                now.set(now.get().saturating_add_signed(*ms));
                continue;
            }
            Step::Message(message) => {
                body = counterpart.message(message, generated.world.now.get());
                Event::Message(&body)
            }
        };
        let transmit = generated.handle(event);
        interpreted.handle(event, &transmit);
        interpreted.compare(&generated, &transmit);
        counterpart.hear(&transmit.messages);
    }
    let suite = interpreted.machine.suite();
    let end = interpreted.end();
    assert_eq!(generated.world.nonces(), world.nonces(), "what is remembered of nonces");
    (end, suite)
}

/// A machine of the interpreter, and what was seen of it.
pub(crate) struct Interpreted<'w> {
    machine: HandshakeMachine<'static>,
    operations: NoiseOperations<'w>,
    transmit: Transmit,
    failure: Option<String>,
    agreed: Option<(Option<u8>, Option<u32>)>,
}

impl<'w> Interpreted<'w> {
    pub(crate) fn new<L>(
        spec: &'static Checked<Model>,
        id: HandshakeId,
        party: Party,
        local: Value,
        config: &HandshakeConfig<L>,
        world: &'w mut StillWorld,
    ) -> Self {
        let role = match party {
            Party::Initiator => model::Party::Initiator,
            Party::Responder => model::Party::Responder,
        };
        let machine = HandshakeMachine::new(spec, id, role, local).expect("sound offers");
        let (provider, key) = (config.provider.clone(), config.static_key.clone());
        let preshared_keys = config.preshared_keys.clone();
        let config = InterpretedConfig {
            preshared_keys,
            ..InterpretedConfig::new(spec, &spec[id], provider, key)
        };
        Self {
            machine,
            operations: NoiseOperations::new(config, world),
            transmit: Transmit::default(),
            failure: None,
            agreed: None,
        }
    }

    /// Takes an event, and compares what is sent.
    pub(crate) fn handle(&mut self, event: Event<'_>, generated: &Transmit) {
        let event = match event {
            Event::Start => interpreted::Event::Start,
            Event::Message(body) => interpreted::Event::Message(body),
            Event::Ready => interpreted::Event::Ready,
            Event::Timeout => interpreted::Event::Timeout,
        };
        self.transmit = Transmit::default();
        for effect in self.machine.handle(event, &mut self.operations) {
            match effect {
                Effect::Send(body) => {
                    assert!(!self.transmit.ready, "`ready` is the last that is sent");
                    self.transmit.messages.push(body);
                }
                Effect::SendReady => self.transmit.ready = true,
                Effect::Established { compression, max_record } => {
                    self.agreed = Some((compression, max_record));
                }
                Effect::Failed { name, reply, .. } => {
                    self.failure = Some(name);
                    self.transmit.messages.extend(reply);
                }
            }
        }
        assert_eq!(&self.transmit, generated, "what is sent");
    }

    /// Compares all that can be seen.
    pub(crate) fn compare<M: Machine>(&self, generated: &Side<M>, transmit: &Transmit) {
        let machine = generated.machine();
        assert_eq!(machine.state(), self.machine.state_name(), "the state");
        assert_eq!(&self.transmit, transmit, "what is sent");
        match machine.status() {
            Status::InProgress => assert!(self.operations.secrets().is_none(), "split too late"),
            Status::KeysReady(secrets) => self.compare_secrets(secrets),
            Status::Established(established) => {
                self.compare_secrets(&established.secrets);
                let (compression, max_record) = self.agreed.expect("established");
                assert_eq!(established.compression, compression.unwrap_or(0));
                assert_eq!(established.max_record, max_record);
                assert_eq!(Some(established.suite), self.machine.suite());
            }
            Status::Failed(name) => assert_eq!(Some(name), self.failure.as_deref(), "the failure"),
        }
        let failed = matches!(machine.status(), Status::Failed(_));
        assert_eq!(failed, self.failure.is_some());
    }

    fn compare_secrets(&self, secrets: &SessionSecrets) {
        let ours = self.operations.secrets().expect("the keys were split");
        assert_eq!(ours.initiator_to_responder, secrets.initiator_to_responder);
        assert_eq!(ours.responder_to_initiator, secrets.responder_to_initiator);
        assert_eq!(ours.handshake_hash, secrets.handshake_hash);
        assert_eq!(ours.cipher, secrets.cipher);
    }

    /// The failure, or the state it is in.
    pub(crate) fn end(self) -> String {
        self.failure.unwrap_or_else(|| self.machine.state_name().to_owned())
    }
}

/// The handshake of the network protocol.
fn secure() -> HandshakeId {
    SPEC.layers.as_ref().and_then(|layers| layers.session).expect("a session").handshake
}

/// What a side brings, as the interpreter has it.
fn local(offers: &Offers) -> Value {
    let list = |numbers: &mut dyn Iterator<Item = u16>| {
        Value::List(numbers.map(|number| Value::Integer(number.into())).collect())
    };
    let bytes = |numbers: &[u8]| list(&mut numbers.iter().map(|&number| number.into()));
    Value::Struct(vec![
        ("versions".into(), bytes(&offers.versions)),
        ("suites".into(), list(&mut offers.suites.iter().copied())),
        ("compressions".into(), bytes(&offers.compressions)),
        ("max_record".into(), Value::Integer(offers.max_record.into())),
    ])
}
