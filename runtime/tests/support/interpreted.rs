//! The interpreter in the place of a generated machine, and both side by side:
//! the same events, the same randomness and clock, and after each event the same
//! of everything that can be seen.
//!
//! The law is the page of `packetwright_spec::interpret::handshake`. Knows no
//! protocol; it is shared by tests of several crates.
#![allow(dead_code, reason = "each test takes what it needs")]

use packetwright::crypto::noise::{Party, SessionSecrets};
use packetwright::interpret::{InterpretedConfig, NoiseOperations};
use packetwright::protocol::handshake::{Event, HandshakeConfig, Machine, Status, Transmit};
use packetwright_spec::Checked;
use packetwright_spec::interpret::Value;
use packetwright_spec::interpret::handshake::{self as interpreted, Effect, HandshakeMachine};
use packetwright_spec::model::{self, HandshakeId, Model};

use crate::still_world::{Side, StillWorld};

/// What a party is made with, in both readings.
pub(crate) struct Actor<L> {
    pub config: HandshakeConfig<L>,
    /// What it brings, as the interpreter has it.
    pub local: Value,
    pub world: StillWorld,
}

/// A generated machine and its interpreted twin.
pub(crate) struct Twins<'w, M> {
    generated: Side<M>,
    interpreted: Interpreted<'w>,
}

impl<'w, M: Machine> Twins<'w, M> {
    /// Both in their first state; the twin plays in a world of its own that is
    /// like the other's.
    pub(crate) fn new(
        (spec, id): (&'static Checked<Model>, HandshakeId),
        party: Party,
        actor: Actor<M::Local>,
        world: &'w mut StillWorld,
    ) -> Self {
        let Actor { config, local, world: generated } = actor;
        let interpreted = Interpreted::new(spec, id, party, local, &config, world);
        let twins = Self { generated: Side::of(config, generated), interpreted };
        twins.interpreted.compare(&twins.generated, &Transmit::default());
        twins
    }

    /// Both take the event and do the same. Returns what they send.
    pub(crate) fn handle(&mut self, event: Event<'_>) -> Vec<Vec<u8>> {
        let transmit = self.generated.handle(event);
        self.interpreted.handle(event, &transmit);
        self.interpreted.compare(&self.generated, &transmit);
        transmit.messages
    }

    /// Where both end, and the generated machine's world.
    pub(crate) fn end(self) -> (String, StillWorld) {
        (self.interpreted.end(), self.generated.world)
    }
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
        let config = InterpretedConfig {
            peer_key: config.peer_key,
            preshared_keys: config.preshared_keys.clone(),
            binding: config.binding.clone(),
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

    /// The suite that runs.
    pub(crate) fn suite(&self) -> Option<u16> {
        self.machine.suite()
    }

    /// The failure, or the state it is in.
    pub(crate) fn end(self) -> String {
        self.failure.unwrap_or_else(|| self.machine.state_name().to_owned())
    }
}
