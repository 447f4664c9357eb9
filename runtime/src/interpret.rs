//! The runtime's cryptography for handshakes that the interpreter executes.
//!
//! [`packetwright_spec::interpret`] plays any declared handshake without
//! generated code, and leaves the cryptography to its [`Operations`]. Here they
//! are, over the same Noise state that generated machines use. The conformance
//! suite speaks so, and tests hold generated machines equal to it.

use std::sync::Arc;

use packetwright_spec::interpret::handshake::{
    self as interpreted, CryptoFailed, OpenError, Operations,
};
use packetwright_spec::model::{self, Token};

use crate::codec::Reader;
use crate::crypto::noise::{NoiseError, NoiseState, Party, SessionSecrets, prologue_again};
use crate::crypto::{self, Cipher, CryptoProvider, PresharedKeys, PublicKey, StaticKey};
use crate::protocol::handshake::{ChannelBinding, Cookie, World};

/// What the operations are made with.
#[derive(Clone)]
pub struct InterpretedConfig {
    /// The protocol's name, for the prologue.
    pub protocol: String,
    /// The protocol's version, for the prologue.
    pub version: u8,
    /// The label that opens the prologue.
    pub prologue: Vec<u8>,
    /// Where the primitives come from.
    pub provider: Arc<dyn CryptoProvider>,
    /// This side's long-term key.
    pub static_key: StaticKey,
    /// The peer's long-term key, for suites in which it is known beforehand.
    pub peer_key: Option<PublicKey>,
    /// The pre-shared keys, for suites that take one.
    pub preshared_keys: Option<Arc<dyn PresharedKeys>>,
    /// What the handshake is bound to besides its own bytes.
    pub binding: ChannelBinding,
}

impl InterpretedConfig {
    /// The configuration of a handshake of a model, bound to nothing else.
    pub fn new(
        model: &model::Model,
        handshake: &model::Handshake,
        provider: Arc<dyn CryptoProvider>,
        static_key: StaticKey,
    ) -> Self {
        Self {
            protocol: model.name.text.clone(),
            version: model.version,
            prologue: handshake.prologue.clone(),
            provider,
            static_key,
            peer_key: None,
            preshared_keys: None,
            binding: ChannelBinding::None,
        }
    }
}

/// The operations of one handshake: Noise, and a world for all else.
pub struct NoiseOperations<'w> {
    config: InterpretedConfig,
    world: &'w mut dyn World,
    noise: Option<NoiseState>,
    /// The peer's key, once the Noise state that read it is gone.
    peer: Option<PublicKey>,
    secrets: Option<SessionSecrets>,
}

impl<'w> NoiseOperations<'w> {
    /// Operations of a handshake that has not begun.
    pub fn new(config: InterpretedConfig, world: &'w mut dyn World) -> Self {
        Self { config, world, noise: None, peer: None, secrets: None }
    }

    /// The secrets of the session, once the keys were split.
    pub fn secrets(&self) -> Option<&SessionSecrets> {
        self.secrets.as_ref()
    }

    /// The state of the handshake, from its beginning to the split.
    pub fn noise(&self) -> Option<&NoiseState> {
        self.noise.as_ref()
    }

    fn begun(&mut self) -> Result<(&mut NoiseState, &mut dyn World), NoiseError> {
        match &mut self.noise {
            Some(noise) => Ok((noise, self.world)),
            None => Err(NoiseError::Failed),
        }
    }
}

fn party_of(party: model::Party) -> Party {
    match party {
        model::Party::Initiator => Party::Initiator,
        model::Party::Responder => Party::Responder,
    }
}

impl Operations for NoiseOperations<'_> {
    fn begin(&mut self, role: model::Party, suite: &model::Suite, context: Option<&[u8; 64]>) {
        let config = self.config.clone();
        let party = party_of(role);
        let cipher = match suite.noise.cipher {
            model::Cipher::XChaChaPoly => Cipher::XChaChaPoly,
            model::Cipher::ChaChaPoly => Cipher::ChaChaPoly,
            model::Cipher::AesGcm => Cipher::AesGcm,
        };
        let prologue = prologue_again(
            &config.prologue,
            &config.protocol,
            config.version,
            suite.id,
            &config.binding,
            context.map_or(&[][..], |context| context),
        );
        let noise = NoiseState::named(
            party,
            &suite.name,
            cipher,
            &prologue,
            config.provider,
            config.static_key,
        );
        let noise = if suite.takes_psk() { noise.with_psk_pattern() } else { noise };
        let known: Vec<Party> = suite.pre_messages().iter().map(|known| party_of(*known)).collect();
        let noise = noise.with_pre_messages(&known, config.peer_key);
        self.noise = Some(noise.with_preshared_keys(config.preshared_keys));
    }

    fn cookie(&mut self, shown: &[u8], suite: u16) -> interpreted::Cookie {
        match self.world.cookie(shown, suite) {
            Cookie::Valid(first) => interpreted::Cookie::Valid(first),
            Cookie::NotNeeded => interpreted::Cookie::NotNeeded,
            Cookie::Demanded => interpreted::Cookie::Demanded,
        }
    }

    fn capacity(&mut self) -> bool {
        self.world.capacity()
    }

    fn new_cookie(&mut self, first: &[u8; 32], suite: u16) -> Vec<u8> {
        self.world.new_cookie(first, suite)
    }

    fn write_token(&mut self, token: Token, out: &mut Vec<u8>) -> Result<(), CryptoFailed> {
        let (noise, world) = self.begun().map_err(|_| CryptoFailed)?;
        match token {
            Token::E => {
                noise.write_e(world, out);
                Ok(())
            }
            Token::S => noise.write_s(out),
            Token::Ee => noise.mix_ee(),
            Token::Es => noise.mix_es(),
            Token::Se => noise.mix_se(),
            Token::Ss => noise.mix_ss(),
            Token::E1 => noise.write_e1(world, out),
            Token::Ekem1 => noise.write_ekem1(world, out),
            Token::Psk => noise.mix_psk(world),
        }
        .map_err(|_| CryptoFailed)
    }

    fn read_token(&mut self, token: Token, input: &mut &[u8]) -> Result<(), OpenError> {
        let (noise, world) = self.begun().map_err(open_error)?;
        let mut reader = Reader::new(input);
        match token {
            Token::E => noise.read_e(&mut reader),
            Token::S => noise.read_s(&mut reader),
            Token::Ee => noise.mix_ee(),
            Token::Es => noise.mix_es(),
            Token::Se => noise.mix_se(),
            Token::Ss => noise.mix_ss(),
            Token::E1 => noise.read_e1(&mut reader),
            Token::Ekem1 => noise.read_ekem1(&mut reader),
            Token::Psk => noise.mix_psk(world),
        }
        .map_err(open_error)?;
        *input = reader.rest();
        Ok(())
    }

    fn seal_payload(&mut self, payload: &[u8], out: &mut Vec<u8>) -> Result<(), CryptoFailed> {
        let (noise, _) = self.begun().map_err(|_| CryptoFailed)?;
        noise.write_payload(payload, out).map_err(|_| CryptoFailed)
    }

    fn open_payload(&mut self, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        let (noise, _) = self.begun().map_err(open_error)?;
        noise.read_payload(&mut Reader::new(sealed)).map_err(open_error)
    }

    fn split(&mut self) {
        if let Some(noise) = self.noise.take() {
            self.peer = noise.remote_static().copied();
            self.secrets = Some(noise.split());
        }
    }

    fn hash(&mut self, parts: &[&[u8]]) -> [u8; 32] {
        self.config.provider.sha256(parts)
    }

    fn now_ms(&mut self) -> u64 {
        self.world.now_ms()
    }

    fn random(&mut self, bytes: &mut [u8]) {
        self.world.fill_random(bytes);
    }

    fn fresh(&mut self, nonce: &[u8], until_ms: u64) -> bool {
        self.world.fresh(nonce, until_ms)
    }

    fn authorized(&mut self) -> bool {
        let running = self.noise.as_ref().and_then(NoiseState::remote_static);
        let peer = running.or(self.peer.as_ref()).copied();
        peer.is_some_and(|peer| self.world.authorized(&peer))
    }

    fn equal(&mut self, left: &[u8], right: &[u8]) -> bool {
        crypto::equal(left, right)
    }
}

fn open_error(error: NoiseError) -> OpenError {
    match error {
        NoiseError::Truncated => OpenError::Truncated,
        NoiseError::Failed => OpenError::Crypto,
    }
}
