//! From the Noise handshake to sealed records: HKDF, keys per direction, AEAD.
//!
//! Written from docs/WIRE.md on RustCrypto's primitives. It knows no packet
//! but the header it is given.

use aes_gcm::Aes256Gcm;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, XChaCha20Poly1305};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use super::vectors::Keys;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cipher {
    XChaChaPoly,
    ChaChaPoly,
    AesGcm,
}

pub fn sha256(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().to_vec()
}

/// HKDF-Extract, RFC 5869 §2.2.
pub fn extract(salt: &[u8], secret: &[u8]) -> Vec<u8> {
    hmac(salt, &[secret])
}

/// HKDF-Expand, RFC 5869 §2.3.
pub fn expand(key: &[u8], info: &[u8], length: usize) -> Vec<u8> {
    let (mut output, mut block) = (Vec::new(), Vec::new());
    for counter in 1.. {
        if output.len() >= length {
            break;
        }
        block = hmac(key, &[&block, info, &[counter]]);
        output.extend_from_slice(&block);
    }
    output.truncate(length);
    output
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes any key");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

/// The first `generations` generations of one direction.
pub fn direction(cipher: Cipher, hash: &[u8], split: &[u8], generations: usize) -> Vec<Keys> {
    let iv_len = if cipher == Cipher::XChaChaPoly { 16 } else { 12 };
    let first = extract(hash, split);
    std::iter::successors(Some(first), |base| Some(expand(base, b"pw1 upd", 32)))
        .take(generations)
        .map(|base| Keys {
            key: expand(&base, b"pw1 key", 32),
            iv: expand(&base, b"pw1 iv", iv_len),
            base,
        })
        .collect()
}

/// `Expand(Extract(h, t_i2r | t_r2i), "pw1 exp" | L u16 | u8 n, context, L)`.
pub fn exporter(hash: &[u8], split: [&[u8]; 2], context: &[u8], length: u16) -> Vec<u8> {
    let mut info = b"pw1 exp".to_vec();
    info.extend_from_slice(&length.to_be_bytes());
    info.push(context.len() as u8);
    info.extend_from_slice(context);
    expand(&extract(hash, &split.concat()), &info, length.into())
}

/// Ciphertext and tag of a record.
pub fn seal(cipher: Cipher, keys: &Keys, sequence: u64, aad: &[u8], plaintext: &[u8]) -> Vec<u8> {
    let payload = Payload { msg: plaintext, aad };
    let key: [u8; 32] = keys.key.as_slice().try_into().expect("32 bytes of key");
    match cipher {
        Cipher::XChaChaPoly => {
            let nonce = [keys.iv.as_slice(), &sequence.to_le_bytes()].concat();
            let nonce: [u8; 24] = nonce.try_into().expect("16 bytes of iv");
            XChaCha20Poly1305::new(&key.into()).encrypt(&nonce.into(), payload)
        }
        Cipher::ChaChaPoly => {
            let nonce = masked_nonce(keys, sequence);
            ChaCha20Poly1305::new(&key.into()).encrypt(&nonce.into(), payload)
        }
        Cipher::AesGcm => {
            let nonce = masked_nonce(keys, sequence);
            Aes256Gcm::new(&key.into()).encrypt(&nonce.into(), payload)
        }
    }
    .expect("a small message can be sealed")
}

/// `iv (12) XOR (4 zero bytes | sequence u64)`.
fn masked_nonce(keys: &Keys, sequence: u64) -> [u8; 12] {
    let mut nonce: [u8; 12] = keys.iv.as_slice().try_into().expect("12 bytes of iv");
    for (byte, count) in nonce[4..].iter_mut().zip(sequence.to_be_bytes()) {
        *byte ^= count;
    }
    nonce
}

#[test]
fn hkdf_gives_the_first_test_case_of_rfc_5869() {
    let salt: Vec<u8> = (0x00..=0x0c).collect();
    let info: Vec<u8> = (0xf0..=0xf9).collect();
    let okm = expand(&extract(&salt, &[0x0b; 22]), &info, 42);
    assert_eq!(
        super::vectors::hex(&okm),
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    );
}
