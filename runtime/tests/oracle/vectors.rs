//! The shape of the files under `tests/vectors`: inputs and outputs of one
//! whole conversation.
//!
//! Data only. The oracle beside this file fills it; tests of the runtime read
//! it and share nothing else with the oracle.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// One conversation under one suite, every byte of it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vectors {
    /// What the file is.
    pub about: String,
    /// What writes it.
    pub command: String,
    pub suite: Suite,
    pub inputs: Inputs,
    pub handshake: Handshake,
    /// The directions' keys, generation 0 first.
    pub initiator_to_responder: Vec<Keys>,
    pub responder_to_initiator: Vec<Keys>,
    pub exporter: Exporter,
    /// The packets, in the order in which they travel.
    pub transcript: Vec<Packet>,
    /// Other ways to go on after `Pong`, instead of `Close`.
    pub branches: Vec<Branch>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suite {
    pub id: u16,
    pub name: String,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    pub protocol: String,
    pub version: u8,
    /// 0: the handshake is bound to nothing but its own bytes.
    pub binding_kind: u8,
    /// The pre-shared key, of suites that take one.
    #[serde(default, with = "hex_bytes", skip_serializing_if = "Vec::is_empty")]
    pub preshared_key: Vec<u8>,
    pub initiator: Side,
    pub responder: Side,
}

/// What one side brings, chance and clock included.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    #[serde(with = "hex_bytes")]
    pub static_secret: Vec<u8>,
    #[serde(with = "hex_bytes")]
    pub static_public: Vec<u8>,
    #[serde(with = "hex_bytes")]
    pub ephemeral_secret: Vec<u8>,
    #[serde(with = "hex_bytes")]
    pub ephemeral_public: Vec<u8>,
    /// The clock when this side sends its first message.
    pub timestamp_ms: u64,
    /// The initiator's nonce (24 bytes), the responder's challenge (32).
    #[serde(with = "hex_bytes")]
    pub random: Vec<u8>,
    /// Of suites with a KEM: the seed of the initiator's key pair (64 bytes),
    /// the message that the responder encapsulates (32).
    #[serde(default, with = "hex_bytes", skip_serializing_if = "Vec::is_empty")]
    pub kem_random: Vec<u8>,
    pub versions: Vec<u8>,
    pub suites: Vec<u16>,
    pub compressions: Vec<u8>,
    pub max_record: u32,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handshake {
    #[serde(with = "hex_bytes")]
    pub prologue: Vec<u8>,
    /// The compression that both sides settle on.
    pub compression: u8,
    #[serde(with = "hex_bytes")]
    pub proof: Vec<u8>,
    #[serde(with = "hex_bytes")]
    pub hash: Vec<u8>,
    /// The two outputs of Noise's `Split`.
    #[serde(with = "hex_bytes")]
    pub split_initiator_to_responder: Vec<u8>,
    #[serde(with = "hex_bytes")]
    pub split_responder_to_initiator: Vec<u8>,
}

/// The keys of one direction in one generation.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    #[serde(with = "hex_bytes")]
    pub base: Vec<u8>,
    #[serde(with = "hex_bytes")]
    pub key: Vec<u8>,
    #[serde(with = "hex_bytes")]
    pub iv: Vec<u8>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exporter {
    #[serde(with = "hex_bytes")]
    pub context: Vec<u8>,
    #[serde(with = "hex_bytes")]
    pub value: Vec<u8>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packet {
    pub name: String,
    /// `initiator` or `responder`.
    pub from: String,
    /// Of a record: which it is in its direction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Record>,
    /// Before sealing and compression: a handshake message's payload, or what
    /// a record holds.
    #[serde(with = "hex_bytes")]
    pub plaintext: Vec<u8>,
    /// What travels, from the first header byte to the last of the tag.
    #[serde(with = "hex_bytes")]
    pub bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub kind: u8,
    pub generation: u32,
    pub sequence: u64,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    pub name: String,
    pub packets: Vec<Packet>,
}

/// The same messages in plain mode.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainVectors {
    pub about: String,
    pub command: String,
    pub packets: Vec<Packet>,
}

/// The files of conversations, one a suite.
pub const FILES: [&str; 6] = [
    "suite-0001.json",
    "suite-0002.json",
    "suite-0003.json",
    "suite-0004.json",
    "suite-0011.json",
    "suite-0012.json",
];

impl Side {
    /// What this side draws, in order: nonce or challenge, ephemeral secret, KEM,
    /// and the key in the place of one that it may not have (not drawn by
    /// suites without a pre-shared key, and not on the wire).
    #[allow(dead_code, reason = "the oracle itself hands keys to snow")]
    pub fn chance(&self) -> Vec<u8> {
        [&self.random[..], &self.ephemeral_secret, &self.kem_random, &[0; 32]].concat()
    }
}

/// Where a file of vectors lies.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)
}

/// Reads a file of vectors.
pub fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let path = path(name);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
    serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{} has another shape: {error}", path.display()))
}

/// Bytes as lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hex digits, blanks between them allowed, as bytes.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_digit(16))
        .collect::<Option<_>>()?;
    let pairs = digits.chunks_exact(2);
    pairs.remainder().is_empty().then(|| pairs.map(|pair| (pair[0] * 16 + pair[1]) as u8).collect())
}

mod hex_bytes {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::hex(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        super::unhex(&text).ok_or_else(|| D::Error::custom(format!("no hex string: {text}")))
    }
}
