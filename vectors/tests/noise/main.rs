//! The vectors that the crate snow 0.10.0 ships, cacophony's among them: each
//! whose suite the runtime has is run by our symmetric state and tokens, in
//! both roles, by both providers; handshake, hash and what travels afterwards.
//! Counts are pinned by source, and what is left out is counted by its reason.
//!
//! The tokens come from the pattern's name, not from a spec: patterns that a
//! spec cannot declare are run as well. `vectors/select_noise.py` made the files.
#![allow(missing_docs, unreachable_pub)]

mod pattern;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use packetwright::codec::Reader;
use packetwright::crypto::noise::{NoiseError, NoiseState, Party};
use packetwright::crypto::{
    AwsLc, Cipher, CounterCipher, CryptoProvider, PresharedKey, PublicKey, RustCrypto, StaticKey,
};
use packetwright::protocol::handshake::World;
use pattern::{Pattern, Token};
use serde::Deserialize;

/// A file of `vectors/data`.
#[derive(Deserialize)]
struct Source {
    vectors: Vec<Vector>,
    /// The names of the vectors that the selection does not hold.
    left_out: Vec<String>,
}

#[derive(Clone, Deserialize)]
struct Vector {
    protocol_name: String,
    init_prologue: String,
    resp_prologue: String,
    #[serde(default)]
    init_psks: Vec<String>,
    #[serde(default)]
    resp_psks: Vec<String>,
    init_static: Option<String>,
    resp_static: Option<String>,
    init_ephemeral: String,
    resp_ephemeral: Option<String>,
    init_remote_static: Option<String>,
    resp_remote_static: Option<String>,
    handshake_hash: Option<String>,
    messages: Vec<Message>,
}

#[derive(Clone, Deserialize)]
struct Message {
    payload: String,
    ciphertext: String,
}

/// What of a vector was compared.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    vectors: usize,
    with_pre_messages: usize,
    with_psk: usize,
    handshake_messages: usize,
    transport_messages: usize,
    hashes: usize,
}

fn load(name: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/noise-{name}.json"));
    let text = fs::read_to_string(&path).expect("the selection is there");
    serde_json::from_str(&text).expect("the selection has the shape of its kind")
}

fn bytes(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2), "half a byte in {text}");
    let pair = |at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex digits");
    (0..text.len()).step_by(2).map(pair).collect()
}

fn key(text: &str) -> [u8; 32] {
    bytes(text).try_into().expect("a key of 32 bytes")
}

/// Whether and why the runtime has no such suite.
fn missing(name: &str) -> Option<&'static str> {
    let parts: Vec<&str> = name.split('_').collect();
    let &[_, _, agreement, cipher, hash] = &parts[..] else { return Some("no suite name") };
    match (agreement, cipher, hash) {
        ("448", ..) => Some("X448"),
        ("P256", ..) => Some("P-256"),
        (_, _, "BLAKE2s") => Some("BLAKE2s"),
        (_, _, "BLAKE2b") => Some("BLAKE2b"),
        (_, _, "SHA512") => Some("SHA-512"),
        ("25519", "ChaChaPoly" | "AESGCM" | "XChaChaPoly", "SHA256") => None,
        _ => Some("another suite"),
    }
}

/// A world whose only randomness is one key.
struct Fixed([u8; 32]);

impl World for Fixed {
    fn now_ms(&self) -> u64 {
        0
    }
    fn fill_random(&mut self, out: &mut [u8]) {
        out.iter_mut().zip(self.0).for_each(|(byte, key)| *byte = key);
    }
    fn authorized(&mut self, _: &PublicKey) -> bool {
        true
    }
    fn fresh(&mut self, _: &[u8], _: u64) -> bool {
        true
    }
}

/// One side of a vector's handshake.
struct Side {
    party: Party,
    noise: NoiseState,
    world: Fixed,
    /// The keys of its tokens `psk` that are still to come.
    psks: std::vec::IntoIter<String>,
}

impl Side {
    fn new(
        vector: &Vector,
        pattern: &Pattern,
        party: Party,
        provider: Arc<dyn CryptoProvider>,
    ) -> Self {
        let (prologue, own, ephemeral, remote, psks) = match party {
            Party::Initiator => (
                &vector.init_prologue,
                &vector.init_static,
                Some(&vector.init_ephemeral),
                &vector.init_remote_static,
                &vector.init_psks,
            ),
            Party::Responder => (
                &vector.resp_prologue,
                &vector.resp_static,
                vector.resp_ephemeral.as_ref(),
                &vector.resp_remote_static,
                &vector.resp_psks,
            ),
        };
        let cipher = match vector.protocol_name.split('_').nth(3) {
            Some("ChaChaPoly") => Cipher::ChaChaPoly,
            Some("AESGCM") => Cipher::AesGcm,
            Some("XChaChaPoly") => Cipher::XChaChaPoly,
            other => panic!("no such cipher: {other:?}"),
        };
        // A side without a static key in its pattern never uses this one.
        let own = own.as_deref().map_or([1; 32], key);
        let own = StaticKey::from_secret_bytes(own, &*provider);
        let name = &vector.protocol_name;
        let mut noise = NoiseState::named(party, name, cipher, &bytes(prologue), provider, own);
        if pattern.takes_psk() {
            noise = noise.with_psk_pattern();
        }
        let known = [
            (pattern.initiator_known, Party::Initiator),
            (pattern.responder_known, Party::Responder),
        ];
        for owner in known.into_iter().filter_map(|(known, owner)| known.then_some(owner)) {
            if owner == party {
                noise.pre_message_own_s();
            } else {
                let remote = remote.as_deref().expect("the vector gives the peer's key");
                noise.pre_message_remote_s(PublicKey(key(remote)));
            }
        }
        let world = Fixed(ephemeral.map_or([0; 32], |text| key(text)));
        Self { party, noise, world, psks: psks.clone().into_iter() }
    }

    fn write(mut self, tokens: &[Token], payload: &[u8]) -> (Self, Vec<u8>) {
        let mut out = Vec::new();
        for &token in tokens {
            match token {
                Token::E => self.noise.write_e(&mut self.world, &mut out),
                Token::S => self.noise.write_s(&mut out).expect("the own key is written"),
                token => self = self.mix(token).expect("the sender has its keys"),
            }
        }
        self.noise.write_payload(payload, &mut out).expect("the payload is written");
        (self, out)
    }

    fn read(mut self, tokens: &[Token], message: &[u8]) -> Result<(Self, Vec<u8>), NoiseError> {
        let mut reader = Reader::new(message);
        for &token in tokens {
            match token {
                Token::E => self.noise.read_e(&mut reader)?,
                Token::S => self.noise.read_s(&mut reader)?,
                token => self = self.mix(token)?,
            }
        }
        let payload = self.noise.read_payload(&mut reader)?;
        Ok((self, payload))
    }

    /// A token that sends nothing.
    fn mix(mut self, token: Token) -> Result<Self, NoiseError> {
        match token {
            Token::Ee => self.noise.mix_ee()?,
            Token::Es => self.noise.mix_es()?,
            Token::Se => self.noise.mix_se()?,
            Token::Ss => self.noise.mix_ss()?,
            Token::Psk => {
                let psk = self.psks.next().expect("the vector gives a key for each psk");
                let psk = PresharedKey::from_bytes(key(&psk));
                self.noise = self.noise.with_preshared_keys(Some(Arc::new(psk)));
                self.noise.mix_psk(&mut self.world)?;
            }
            Token::E | Token::S => unreachable!("{token:?} is sent"),
        }
        Ok(self)
    }
}

/// Runs a vector, both sides; the first point at which something differs from it.
fn run(
    vector: &Vector,
    providers: [Arc<dyn CryptoProvider>; 2],
    count: &mut Count,
) -> Result<(), String> {
    let name = vector.protocol_name.split('_').nth(1).ok_or("no pattern in the name")?;
    let pattern = Pattern::named(name).ok_or_else(|| format!("no pattern {name}"))?;
    let [initiator, responder] = providers;
    let provider = Arc::clone(&initiator);
    let mut writer = Side::new(vector, &pattern, Party::Initiator, initiator);
    let mut reader = Side::new(vector, &pattern, Party::Responder, responder);
    let (handshake, transport) = vector
        .messages
        .split_at_checked(pattern.messages.len())
        .ok_or("fewer messages than the pattern has")?;
    for (number, (tokens, message)) in pattern.messages.iter().zip(handshake).enumerate() {
        let (payload, expected) = (bytes(&message.payload), bytes(&message.ciphertext));
        let (written, sent) = writer.write(tokens, &payload);
        if sent != expected {
            return Err(format!("message {number} is written differently"));
        }
        // What was published is read, not what was just written.
        let (read, opened) = reader
            .read(tokens, &expected)
            .map_err(|error| format!("message {number} is refused: {error}"))?;
        if opened != payload {
            return Err(format!("message {number} is read differently"));
        }
        (writer, reader) = (read, written);
    }
    let (initiator, responder) = match writer.party {
        Party::Initiator => (writer, reader),
        Party::Responder => (reader, writer),
    };
    if let Some(hash) = &vector.handshake_hash {
        for side in [&initiator, &responder] {
            if side.noise.handshake_hash() != &key(hash) {
                return Err(format!("the hash of the {:?} differs", side.party));
            }
        }
        count.hashes += 1;
    }
    check_transport(&pattern, transport, initiator, responder, &*provider)?;
    count.vectors += 1;
    count.with_pre_messages += usize::from(pattern.initiator_known || pattern.responder_known);
    count.with_psk += usize::from(pattern.takes_psk());
    count.handshake_messages += handshake.len();
    count.transport_messages += transport.len();
    Ok(())
}

/// What travels under the keys of `Split`, in Noise's own way, nonces from 0.
fn check_transport(
    pattern: &Pattern,
    messages: &[Message],
    initiator: Side,
    responder: Side,
    provider: &dyn CryptoProvider,
) -> Result<(), String> {
    let (ours, theirs) = (initiator.noise.split(), responder.noise.split());
    let ciphers = [
        (&ours.initiator_to_responder, &theirs.initiator_to_responder),
        (&ours.responder_to_initiator, &theirs.responder_to_initiator),
    ];
    if ciphers.iter().any(|(left, right)| left != right) {
        return Err("the sides split differently".into());
    }
    let ciphers = ciphers.map(|(key, _)| CounterCipher::handshake(provider, ours.cipher, key));
    let mut numbers = [0, 0];
    for (after, message) in messages.iter().enumerate() {
        let from_initiator =
            pattern.is_one_way() || (pattern.messages.len() + after).is_multiple_of(2);
        let direction = usize::from(!from_initiator);
        let mut text = bytes(&message.payload);
        let tag = ciphers[direction].seal(numbers[direction], &[], &mut text);
        text.extend_from_slice(&tag);
        if text != bytes(&message.ciphertext) {
            return Err(format!("transport message {after} differs"));
        }
        numbers[direction] += 1;
    }
    Ok(())
}

/// Runs a source with each provider on each side.
#[track_caller]
fn check(name: &str, expected: Count, expected_left_out: &[(&str, usize)]) {
    let source = load(name);
    let provider = |which: usize| -> Arc<dyn CryptoProvider> {
        if which == 0 { Arc::new(AwsLc) } else { Arc::new(RustCrypto) }
    };
    for which in [0, 1] {
        let mut count = Count::default();
        for (number, vector) in source.vectors.iter().enumerate() {
            assert_eq!(missing(&vector.protocol_name), None, "{}", vector.protocol_name);
            run(vector, [provider(which), provider(1 - which)], &mut count).unwrap_or_else(
                |error| panic!("{name}, vector {number}, {}: {error}", vector.protocol_name),
            );
        }
        println!("{name}, {} initiates: {count:?}", provider(which).name());
        assert_eq!(count, expected, "{name}");
    }
    let mut left_out = BTreeMap::new();
    for vector in &source.left_out {
        let reason = missing(vector).unwrap_or_else(|| panic!("{vector} could be run"));
        *left_out.entry(reason).or_insert(0) += 1;
    }
    println!("{name}, left out: {left_out:?}");
    assert_eq!(left_out, expected_left_out.iter().copied().collect(), "{name}");
}

#[test]
fn cacophony() {
    check(
        "cacophony",
        Count {
            vectors: 118,
            with_pre_messages: 72,
            with_psk: 42,
            handshake_messages: 286,
            transport_messages: 422,
            hashes: 118,
        },
        &[("BLAKE2b", 118), ("BLAKE2s", 118), ("SHA-512", 118), ("X448", 472)],
    );
}

#[test]
fn snow() {
    check(
        "snow",
        Count {
            vectors: 102,
            with_pre_messages: 54,
            with_psk: 26,
            handshake_messages: 266,
            transport_messages: 198,
            hashes: 0,
        },
        &[("BLAKE2b", 102), ("BLAKE2s", 102), ("SHA-512", 102)],
    );
}

/// All of it is over P-256.
#[test]
fn snow_extended() {
    check("snow-extended", Count::default(), &[("P-256", 204)]);
}

/// Who reads a published message with a byte changed, or without its end,
/// refuses it, or, if the change is in what travels in clear, has another hash
/// than its sender, so that nothing opens from there on.
#[test]
fn a_changed_message_is_refused_or_in_the_hash() {
    let (mut refused, mut hashed) = (0, 0);
    let source = load("cacophony");
    let chacha = |vector: &&Vector| vector.protocol_name.contains("_ChaChaPoly_");
    for vector in source.vectors.iter().filter(chacha) {
        let name = vector.protocol_name.split('_').nth(1).expect("a pattern");
        let pattern = Pattern::named(name).expect("a known pattern");
        for (at, message) in vector.messages[..pattern.messages.len()].iter().enumerate() {
            let sent = bytes(&message.ciphertext);
            let cut = (0..sent.len()).map(|length| sent[..length].to_vec());
            let flipped = (0..sent.len()).step_by(7).map(|place| {
                let mut changed = sent.clone();
                changed[place] ^= 0x80;
                changed
            });
            for changed in cut.chain(flipped) {
                let (sender, reader) = before(vector, &pattern, at);
                let (sender, _) = sender.write(&pattern.messages[at], &bytes(&message.payload));
                match reader.read(&pattern.messages[at], &changed) {
                    Err(_) => refused += 1,
                    Ok((reader, _)) => {
                        let place = format!("{name}, message {at}: {changed:02x?}");
                        let (read, sent) = (reader.noise, sender.noise);
                        assert_ne!(read.handshake_hash(), sent.handshake_hash(), "{place}");
                        hashed += 1;
                    }
                }
            }
        }
    }
    println!("{refused} refused, {hashed} in the hash");
    assert_eq!((refused, hashed), (10_414, 684));
}

/// The sender and the reader of a vector's message, after those before it.
fn before(vector: &Vector, pattern: &Pattern, message: usize) -> (Side, Side) {
    let side = |party| Side::new(vector, pattern, party, Arc::new(AwsLc));
    let (mut sender, mut reader) = (side(Party::Initiator), side(Party::Responder));
    for (tokens, earlier) in pattern.messages.iter().zip(&vector.messages).take(message) {
        let (written, sent) = sender.write(tokens, &bytes(&earlier.payload));
        let (read, _) = reader.read(tokens, &sent).expect("an honest message is read");
        (sender, reader) = (read, written);
    }
    (sender, reader)
}
