//! The cryptography of this side's handshakes, and what is changed in it.

use std::time::{SystemTime, UNIX_EPOCH};

use packetwright::crypto::noise::SessionSecrets;
use packetwright::crypto::{
    CryptoProvider, PublicKey, Random, StaticKey, SystemRandom, default_provider,
};
use packetwright::interpret::{InterpretedConfig, NoiseOperations};
use packetwright::protocol::handshake::World;
use packetwright_spec::interpret::handshake::{Cookie, CryptoFailed, OpenError, Operations};
use packetwright_spec::model::{Handshake, HandshakeExpression, Model, Party, Suite, Token};

use crate::case::{Again, Change, Edit};

/// This side's configuration: a throw-away static key.
pub(super) fn config(model: &Model, handshake: &Handshake) -> InterpretedConfig {
    let provider = default_provider();
    let key = StaticKey::generate(&*provider as &dyn CryptoProvider, &SystemRandom);
    InterpretedConfig::new(model, handshake, provider, key)
}

/// The system's clock and randomness; every server is trusted, because the
/// suite tests whoever listens.
#[derive(Default)]
pub(super) struct Client;

impl World for Client {
    fn now_ms(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    fn fill_random(&mut self, out: &mut [u8]) {
        SystemRandom.fill(out);
    }

    fn authorized(&mut self, _: &PublicKey) -> bool {
        true
    }

    fn fresh(&mut self, _: &[u8], _: u64) -> bool {
        true
    }
}

/// Operations with one change on the way.
pub(super) struct Tampering<'w, 'c> {
    inner: NoiseOperations<'w>,
    /// The edit of a payload, counted down to it over the messages sent.
    edit: Option<(usize, &'c Edit)>,
    /// What is done with a second attempt.
    again: Option<&'c Again>,
    /// Where the first message shows a cookie: only what stands before it is
    /// where it was in a second attempt.
    cookie_at: usize,
    second: bool,
    /// The labels whose hashes come out wrong.
    labels: Vec<&'c [u8]>,
    sent: usize,
}

impl<'w, 'c> Tampering<'w, 'c> {
    pub(super) fn new(
        inner: NoiseOperations<'w>,
        handshake: &'c Handshake,
        change: &'c Change,
        cookie_at: usize,
    ) -> Self {
        let again = match change {
            Change::Attempt { again, .. } => Some(again),
            _ => None,
        };
        let edit = match change {
            Change::Payload { message, edit } => {
                let earlier = handshake.messages.iter().take(*message).filter(|earlier| {
                    earlier.from == Party::Initiator && !earlier.tokens.is_empty()
                });
                Some((earlier.count(), edit))
            }
            Change::Attempt { shown, .. } => Some((0, shown)),
            _ => None,
        };
        let labels = match change {
            Change::Hash => labels(handshake),
            _ => Vec::new(),
        };
        Tampering { inner, edit, again, cookie_at, second: false, labels, sent: 0 }
    }

    pub(super) fn secrets(&self) -> Option<&SessionSecrets> {
        self.inner.secrets()
    }
}

/// What the spec's hashes begin with. What binds a second attempt to the first
/// has no label, and stays right.
fn labels(handshake: &Handshake) -> Vec<&[u8]> {
    let bindings = handshake.bindings.iter();
    let labels = bindings.filter_map(|binding| match &binding.value {
        HandshakeExpression::Hash(label, _) => Some(label.as_slice()),
        _ => None,
    });
    labels.collect()
}

impl Operations for Tampering<'_, '_> {
    fn begin(&mut self, role: Party, suite: &Suite, context: Option<&[u8; 64]>) {
        self.second = context.is_some();
        self.sent = 0;
        self.inner.begin(role, suite, context);
    }

    fn cookie(&mut self, shown: &[u8], suite: u16) -> Cookie {
        self.inner.cookie(shown, suite)
    }

    fn new_cookie(&mut self, first: &[u8; 32], suite: u16) -> Vec<u8> {
        self.inner.new_cookie(first, suite)
    }

    fn write_token(&mut self, token: Token, out: &mut Vec<u8>) -> Result<(), CryptoFailed> {
        self.inner.write_token(token, out)
    }

    fn read_token(&mut self, token: Token, input: &mut &[u8]) -> Result<(), OpenError> {
        self.inner.read_token(token, input)
    }

    fn seal_payload(&mut self, payload: &[u8], out: &mut Vec<u8>) -> Result<(), CryptoFailed> {
        let place = self.sent;
        self.sent += 1;
        if let (true, 0, Some(Again::Other { byte, bit })) = (self.second, place, self.again) {
            let mut payload = payload.to_vec();
            // The length stands in front.
            let length = payload.get(self.cookie_at).copied().unwrap_or(0);
            let cookie = self.cookie_at + 1;
            let place = byte.checked_rem(usize::from(length)).map(|byte| cookie + byte);
            if let Some(byte) = place.and_then(|place| payload.get_mut(place)) {
                *byte ^= 1 << bit;
            }
            return self.inner.seal_payload(&payload, out);
        }
        let stays = |edit: &Edit| !self.second || place > 0 || edit.end() <= self.cookie_at;
        match self.edit {
            Some((edited, edit)) if edited == place && stays(edit) => {
                self.inner.seal_payload(&edit.apply(payload), out)
            }
            _ => self.inner.seal_payload(payload, out),
        }
    }

    fn open_payload(&mut self, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        self.inner.open_payload(sealed)
    }

    fn split(&mut self) {
        self.inner.split();
    }

    fn hash(&mut self, parts: &[&[u8]]) -> [u8; 32] {
        let mut hash = self.inner.hash(parts);
        if parts.first().is_some_and(|label| self.labels.contains(label)) {
            hash[0] ^= 1;
        }
        hash
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

    fn capacity(&mut self) -> bool {
        self.inner.capacity()
    }

    fn authorized(&mut self) -> bool {
        self.inner.authorized()
    }

    fn equal(&mut self, left: &[u8], right: &[u8]) -> bool {
        self.inner.equal(left, right)
    }
}
