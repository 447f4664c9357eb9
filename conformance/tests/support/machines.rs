//! Honest sides: generated machines, and mutants of them.
//!
//! A mutant is the declared machine, executed by the interpreter over real
//! cryptography, with one change in what it asks of that: a token that does
//! nothing, a check that always passes, a hash that takes nothing in, one key
//! for both directions.

use std::sync::{Arc, Mutex};

use packetwright::crypto::kem::{
    Decapsulator, ENCAPSULATION_KEY_LEN, Encapsulated, InvalidEncapsulationKey,
};
use packetwright::crypto::noise::{Party, SessionSecrets};
use packetwright::crypto::{
    Aead, CryptoProvider, NonContributory, PresharedKey, PublicKey, Random, SharedSecret,
    StaticKey, SystemRandom,
};
use packetwright::interpret::{InterpretedConfig, NoiseOperations};
use packetwright::network::Offers;
use packetwright::network::secure::{Initiator, Responder, Secure};
use packetwright::protocol::handshake::{
    ChannelBinding, Event, Handshake as _, HandshakeConfig, Machine as _, Status, Transmit, World,
};
use packetwright::session::Session;
use packetwright_spec::Checked;
use packetwright_spec::interpret::Value;
use packetwright_spec::interpret::handshake::{
    self as interpreted, Cookie, CryptoFailed, Effect, HandshakeMachine, OpenError, Operations,
};
use packetwright_spec::model::{self, HandshakeId, Model, Modifier, Mutation, Suite, Token};

use crate::attacker::NOW;

/// What an honest side is made of.
#[derive(Clone)]
pub(crate) struct Setup {
    pub(crate) party: Party,
    pub(crate) suite: u16,
    pub(crate) secret: [u8; 32],
    /// Whom it talks to, and the key shared with that peer.
    pub(crate) peer: PublicKey,
    pub(crate) preshared: [u8; 32],
    pub(crate) provider: Arc<dyn CryptoProvider>,
}

/// What each side offers: with compression, or else without.
pub(crate) const COMPRESSIONS: [u8; 2] = [1, 0];

fn offers(suite: u16) -> Offers {
    Offers {
        versions: vec![1],
        suites: vec![suite],
        compressions: COMPRESSIONS.to_vec(),
        max_record: 1 << 20,
    }
}

/// The same for the interpreter.
pub(crate) fn local(suite: u16) -> Value {
    let numbers =
        |list: &[u16]| Value::List(list.iter().map(|n| Value::Integer((*n).into())).collect());
    let compressions = COMPRESSIONS.map(u16::from);
    Value::Struct(vec![
        ("versions".into(), numbers(&[1])),
        ("suites".into(), numbers(&[suite])),
        ("compressions".into(), numbers(&compressions)),
        ("max_record".into(), Value::Integer(1 << 20)),
    ])
}

/// A side's clock, randomness and trust.
pub(crate) struct SideWorld {
    peer: PublicKey,
    /// Everything of 32 bytes that was drawn: ephemeral secrets among it.
    drawn: Drawn,
}

type Drawn = Arc<Mutex<Vec<[u8; 32]>>>;

impl World for SideWorld {
    fn now_ms(&self) -> u64 {
        NOW
    }

    fn fill_random(&mut self, out: &mut [u8]) {
        SystemRandom.fill(out);
        self.drawn.lock().expect("free").extend(<[u8; 32]>::try_from(&*out).ok());
    }

    fn authorized(&mut self, peer: &PublicKey) -> bool {
        *peer == self.peer
    }

    fn fresh(&mut self, _: &[u8], _: u64) -> bool {
        true
    }
}

/// What a side did with something.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    pub(crate) messages: Vec<Vec<u8>>,
    pub(crate) established: bool,
}

/// An honest side.
pub(crate) trait Side {
    /// An initiator's first message.
    fn start(&mut self) -> Result<Sent, String>;
    /// A message arrives; else why it is refused.
    fn message(&mut self, body: &[u8]) -> Result<Sent, String>;
    /// The record `ready` arrived and opened.
    fn ready(&mut self) -> Result<Sent, String>;
    /// The session's keys, once there are any.
    fn session(&mut self) -> Option<Session>;
    /// What was drawn of 32 bytes.
    fn drawn(&self) -> Vec<[u8; 32]>;
}

/// A generated machine.
pub(crate) struct Generated<M> {
    machine: Option<M>,
    party: Party,
    world: SideWorld,
}

/// The real side of the network protocol.
pub(crate) fn real(setup: &Setup) -> Box<dyn Side> {
    let config = HandshakeConfig {
        protocol: "network",
        version: 1,
        provider: Arc::clone(&setup.provider),
        static_key: StaticKey::from_secret_bytes(setup.secret, &*setup.provider),
        local: offers(setup.suite),
        peer_key: None,
        preshared_keys: Some(Arc::new(PresharedKey::from_bytes(setup.preshared))),
        binding: ChannelBinding::None,
    };
    let world = SideWorld { peer: setup.peer, drawn: Drawn::default() };
    let party = setup.party;
    match party {
        Party::Initiator => {
            Box::new(Generated { machine: Some(Initiator::new(config)), party, world })
        }
        Party::Responder => {
            Box::new(Generated { machine: Some(Responder::new(config)), party, world })
        }
    }
}

impl<M: packetwright::protocol::handshake::Machine> Generated<M> {
    fn handle(&mut self, event: Event<'_>) -> Result<Sent, String> {
        let mut transmit = Transmit::default();
        let machine = self.machine.take().expect("it is put back");
        let machine = machine.handle(event, &mut self.world, &mut transmit);
        let status = match machine.status() {
            Status::Failed(failure) => Err(failure.to_owned()),
            Status::Established(_) => Ok(true),
            _ => Ok(false),
        };
        self.machine = Some(machine);
        Ok(Sent { established: status?, messages: transmit.messages })
    }
}

impl<M: packetwright::protocol::handshake::Machine> Side for Generated<M> {
    fn start(&mut self) -> Result<Sent, String> {
        self.handle(Event::Start)
    }

    fn message(&mut self, body: &[u8]) -> Result<Sent, String> {
        self.handle(Event::Message(body))
    }

    fn ready(&mut self) -> Result<Sent, String> {
        self.handle(Event::Ready)
    }

    fn session(&mut self) -> Option<Session> {
        let secrets = match self.machine.as_ref()?.status() {
            Status::KeysReady(secrets) => secrets,
            Status::Established(established) => &established.secrets,
            _ => return None,
        };
        Some(Session::new(self.party, secrets, &Secure::LABELS))
    }

    fn drawn(&self) -> Vec<[u8; 32]> {
        self.world.drawn.lock().expect("free").clone()
    }
}

/// A mutant: the interpreted machine over operations with a change.
pub(crate) struct Mutant {
    machine: HandshakeMachine<'static>,
    operations: Mutated,
    party: Party,
    same: bool,
}

/// A mutant of the network protocol's handshake. Specs and worlds of tests
/// live as long as the process.
pub(crate) fn mutant(
    spec: &'static Checked<Model>,
    setup: &Setup,
    mutation: &Mutation,
) -> Box<dyn Side> {
    let role = match setup.party {
        Party::Initiator => model::Party::Initiator,
        Party::Responder => model::Party::Responder,
    };
    let machine = HandshakeMachine::new(spec, HandshakeId(0), role, local(setup.suite));
    let provider: Arc<dyn CryptoProvider> = match mutation {
        Mutation::Unbind => Arc::new(Unbinding(Arc::clone(&setup.provider))),
        _ => Arc::clone(&setup.provider),
    };
    let key = StaticKey::from_secret_bytes(setup.secret, &*provider);
    let mut config = InterpretedConfig::new(spec, &spec.handshakes[0], provider, key);
    config.preshared_keys = Some(Arc::new(PresharedKey::from_bytes(setup.preshared)));
    let drawn = Drawn::default();
    let world = SideWorld { peer: setup.peer, drawn: Arc::clone(&drawn) };
    let world = Box::leak(Box::new(world));
    Box::new(Mutant {
        machine: machine.expect("what it brings is sound"),
        operations: Mutated {
            inner: NoiseOperations::new(config, world),
            dropped: match mutation {
                Mutation::Drop(tokens) => tokens.clone(),
                _ => Vec::new(),
            },
            trusting: *mutation == Mutation::Unauthorized,
            drawn,
        },
        party: setup.party,
        same: *mutation == Mutation::Same,
    })
}

impl Mutant {
    fn handle(&mut self, event: interpreted::Event<'_>) -> Result<Sent, String> {
        let mut sent = Sent::default();
        for effect in self.machine.handle(event, &mut self.operations) {
            match effect {
                Effect::Send(body) => sent.messages.push(body),
                Effect::Established { .. } => sent.established = true,
                Effect::SendReady => {}
                Effect::Failed { name, .. } => return Err(name),
            }
        }
        Ok(sent)
    }
}

impl Side for Mutant {
    fn start(&mut self) -> Result<Sent, String> {
        self.handle(interpreted::Event::Start)
    }

    fn message(&mut self, body: &[u8]) -> Result<Sent, String> {
        self.handle(interpreted::Event::Message(body))
    }

    fn ready(&mut self) -> Result<Sent, String> {
        self.handle(interpreted::Event::Ready)
    }

    fn session(&mut self) -> Option<Session> {
        let split = self.operations.inner.secrets()?;
        let secrets = SessionSecrets {
            initiator_to_responder: split.initiator_to_responder,
            responder_to_initiator: match self.same {
                true => split.initiator_to_responder,
                false => split.responder_to_initiator,
            },
            handshake_hash: split.handshake_hash,
            cipher: split.cipher,
            provider: Arc::clone(&split.provider),
        };
        Some(Session::new(self.party, &secrets, &Secure::LABELS))
    }

    fn drawn(&self) -> Vec<[u8; 32]> {
        self.operations.drawn.lock().expect("free").clone()
    }
}

struct Mutated {
    inner: NoiseOperations<'static>,
    /// Tokens that do nothing.
    dropped: Vec<String>,
    /// Whether every key is one to talk to.
    trusting: bool,
    drawn: Drawn,
}

impl Mutated {
    fn drops(&self, token: Token) -> bool {
        self.dropped.iter().any(|name| name == token.name())
    }
}

impl Operations for Mutated {
    fn begin(&mut self, role: model::Party, suite: &Suite, context: Option<&[u8; 64]>) {
        let mut suite = suite.clone();
        if self.dropped.iter().any(|name| name == "psk") {
            // Only with this token is the key `e` mixed into the key.
            suite.noise.modifiers.retain(|modifier| !matches!(modifier, Modifier::Psk(_)));
        }
        self.inner.begin(role, &suite, context);
    }

    fn cookie(&mut self, shown: &[u8], suite: u16) -> Cookie {
        self.inner.cookie(shown, suite)
    }

    fn new_cookie(&mut self, first: &[u8; 32], suite: u16) -> Vec<u8> {
        self.inner.new_cookie(first, suite)
    }

    fn write_token(&mut self, token: Token, out: &mut Vec<u8>) -> Result<(), CryptoFailed> {
        if self.drops(token) { Ok(()) } else { self.inner.write_token(token, out) }
    }

    fn read_token(&mut self, token: Token, input: &mut &[u8]) -> Result<(), OpenError> {
        if self.drops(token) { Ok(()) } else { self.inner.read_token(token, input) }
    }

    fn seal_payload(&mut self, payload: &[u8], out: &mut Vec<u8>) -> Result<(), CryptoFailed> {
        self.inner.seal_payload(payload, out)
    }

    fn open_payload(&mut self, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        self.inner.open_payload(sealed)
    }

    fn split(&mut self) {
        self.inner.split();
    }

    fn hash(&mut self, parts: &[&[u8]]) -> [u8; 32] {
        self.inner.hash(parts)
    }

    fn now_ms(&mut self) -> u64 {
        self.inner.now_ms()
    }

    fn random(&mut self, bytes: &mut [u8]) {
        self.inner.random(bytes);
    }

    fn fresh(&mut self, nonce: &[u8], until_ms: u64) -> bool {
        self.inner.fresh(nonce, until_ms)
    }

    fn authorized(&mut self) -> bool {
        self.trusting || self.inner.authorized()
    }

    fn equal(&mut self, left: &[u8], right: &[u8]) -> bool {
        self.inner.equal(left, right)
    }
}

/// A provider whose `MixHash` takes in the prologue and nothing after it.
pub(crate) struct Unbinding(pub(crate) Arc<dyn CryptoProvider>);

impl CryptoProvider for Unbinding {
    fn name(&self) -> &'static str {
        "unbinding"
    }

    fn public_key(&self, secret: &[u8; 32]) -> PublicKey {
        self.0.public_key(secret)
    }

    fn diffie_hellman(
        &self,
        secret: &[u8; 32],
        peer: &PublicKey,
    ) -> Result<SharedSecret, NonContributory> {
        self.0.diffie_hellman(secret, peer)
    }

    fn sha256(&self, parts: &[&[u8]]) -> [u8; 32] {
        match parts {
            [hash, data] if !data.starts_with(b"packetwright/hs\0") => {
                (*hash).try_into().unwrap_or_else(|_| self.0.sha256(parts))
            }
            parts => self.0.sha256(parts),
        }
    }

    fn hmac_sha256(&self, key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
        self.0.hmac_sha256(key, parts)
    }

    fn chacha20_poly1305(&self, key: &[u8; 32]) -> Box<dyn Aead> {
        self.0.chacha20_poly1305(key)
    }

    fn hchacha20(&self, key: &[u8; 32], input: &[u8; 16]) -> [u8; 32] {
        self.0.hchacha20(key, input)
    }

    fn aes256_gcm(&self, key: &[u8; 32]) -> Box<dyn Aead> {
        self.0.aes256_gcm(key)
    }

    fn ml_kem_768_generate(&self, random: &mut dyn FnMut(&mut [u8])) -> Box<dyn Decapsulator> {
        self.0.ml_kem_768_generate(random)
    }

    fn ml_kem_768_encapsulate(
        &self,
        key: &[u8; ENCAPSULATION_KEY_LEN],
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Encapsulated, InvalidEncapsulationKey> {
        self.0.ml_kem_768_encapsulate(key, random)
    }
}
