//! `snow` for all suites of the network protocol: with ML-KEM-768 in the place
//! of the KEM that it knows, and a pre-shared key where the name takes one.
//!
//! Its KEM has no chance of its own, so that messages can be compared.

use ml_kem::kem::{Decapsulate, KeyExport};
use ml_kem::ml_kem_768::{DecapsulationKey, EncapsulationKey};
use snow::params::{CipherChoice, DHChoice, HashChoice, KemChoice};
use snow::resolvers::{CryptoResolver, DefaultResolver};
use snow::types::{Cipher, Dh, Hash, Kem, Random};

/// The name that snow knows a KEM by, in the place of ours.
const KNOWN: &str = "Kyber1024";

/// What the KEM is made of: the seed of its key pair, and what it encapsulates.
#[derive(Clone, Copy)]
pub(crate) struct KemChance {
    pub seed: [u8; 64],
    pub message: [u8; 32],
}

/// Builds a handshake of a suite by its name.
pub(crate) fn builder<'a>(name: &str, psk: &'a [u8; 32], chance: KemChance) -> snow::Builder<'a> {
    let mut parameters: snow::params::NoiseParams =
        name.replace("MLKEM768", KNOWN).parse().expect("snow knows the suite");
    // The name enters the transcript.
    parameters.name = name.to_owned();
    let builder = snow::Builder::with_resolver(parameters, Box::new(Resolver(chance)));
    if name.contains("psk3") { builder.psk(3, psk).expect("given once") } else { builder }
}

struct Resolver(KemChance);

impl CryptoResolver for Resolver {
    fn resolve_rng(&self) -> Option<Box<dyn Random>> {
        DefaultResolver.resolve_rng()
    }

    fn resolve_dh(&self, choice: &DHChoice) -> Option<Box<dyn Dh>> {
        DefaultResolver.resolve_dh(choice)
    }

    fn resolve_hash(&self, choice: &HashChoice) -> Option<Box<dyn Hash>> {
        DefaultResolver.resolve_hash(choice)
    }

    fn resolve_cipher(&self, choice: &CipherChoice) -> Option<Box<dyn Cipher>> {
        DefaultResolver.resolve_cipher(choice)
    }

    fn resolve_kem(&self, _: &KemChoice) -> Option<Box<dyn Kem>> {
        Some(Box::new(MlKem768 { chance: self.0, own: None, public: Vec::new() }))
    }
}

struct MlKem768 {
    chance: KemChance,
    own: Option<DecapsulationKey>,
    public: Vec<u8>,
}

impl Kem for MlKem768 {
    fn name(&self) -> &'static str {
        "MLKEM768"
    }

    fn pub_len(&self) -> usize {
        1184
    }

    fn ciphertext_len(&self) -> usize {
        1088
    }

    fn shared_secret_len(&self) -> usize {
        32
    }

    fn generate(&mut self, _: &mut dyn Random) {
        let own = DecapsulationKey::from_seed(self.chance.seed.into());
        self.public = own.encapsulation_key().to_bytes().to_vec();
        self.own = Some(own);
    }

    fn pubkey(&self) -> &[u8] {
        &self.public
    }

    fn encapsulate(
        &self,
        public: &[u8],
        secret_out: &mut [u8],
        ciphertext_out: &mut [u8],
    ) -> Result<(usize, usize), snow::Error> {
        let public: [u8; 1184] = public.try_into().map_err(|_| snow::Error::Kem)?;
        let public = EncapsulationKey::new(&public.into()).map_err(|_| snow::Error::Kem)?;
        let (ciphertext, secret) = public.encapsulate_deterministic(&self.chance.message.into());
        secret_out[..32].copy_from_slice(&secret);
        ciphertext_out[..1088].copy_from_slice(&ciphertext);
        Ok((32, 1088))
    }

    fn decapsulate(&self, ciphertext: &[u8], secret_out: &mut [u8]) -> Result<usize, snow::Error> {
        let ciphertext: [u8; 1088] = ciphertext.try_into().map_err(|_| snow::Error::Kem)?;
        let own = self.own.as_ref().ok_or(snow::Error::Kem)?;
        secret_out[..32].copy_from_slice(&own.decapsulate(&ciphertext.into()));
        Ok(32)
    }
}
