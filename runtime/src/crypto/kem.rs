//! ML-KEM-768 (FIPS 203): what providers give of it, and the check of a key
//! that is the same for all of them.

use super::SharedSecret;

/// The length of an encapsulation key, in bytes (FIPS 203, table 3).
pub const ENCAPSULATION_KEY_LEN: usize = 1184;

/// The length of a ciphertext, in bytes (FIPS 203, table 3).
pub const KEM_CIPHERTEXT_LEN: usize = 1088;

/// The modulus of ML-KEM's coefficients.
const Q: u16 = 3329;

/// The coefficients of an encapsulation key take 12 bits each; behind them is
/// a seed of 32 bytes.
const COEFFICIENTS_LEN: usize = ENCAPSULATION_KEY_LEN - 32;

/// A decapsulation key, wiped on drop.
pub trait Decapsulator: Send + Sync {
    /// The encapsulation key that goes with it.
    fn encapsulation_key(&self) -> [u8; ENCAPSULATION_KEY_LEN];

    /// The secret in a ciphertext. A ciphertext that was not made for this key
    /// gives a secret nobody knows (FIPS 203, section 6.3: implicit rejection).
    fn decapsulate(&self, ciphertext: &[u8; KEM_CIPHERTEXT_LEN]) -> SharedSecret;
}

/// A ciphertext, and the secret that it carries.
pub struct Encapsulated {
    /// What the owner of the decapsulation key is sent.
    pub ciphertext: Box<[u8; KEM_CIPHERTEXT_LEN]>,
    /// What it will find in it.
    pub secret: SharedSecret,
}

/// Bytes are no encapsulation key: a coefficient is not below the modulus
/// (FIPS 203, section 7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are no encapsulation key of ML-KEM-768")]
pub struct InvalidEncapsulationKey;

/// The modulus check of FIPS 203, section 7.2: it costs about as much as to
/// copy the key, so it can come before everything else.
///
/// # Errors
/// A coefficient is not below 3329.
pub fn check_encapsulation_key(
    key: &[u8; ENCAPSULATION_KEY_LEN],
) -> Result<(), InvalidEncapsulationKey> {
    let coefficients = key[..COEFFICIENTS_LEN].chunks_exact(3).flat_map(|three| {
        let [low, middle, high] = [three[0], three[1], three[2]].map(u16::from);
        [low | (middle & 0x0f) << 8, middle >> 4 | high << 4]
    });
    // The key is public; still, no branch depends on where it is wrong.
    let wrong = coefficients.fold(false, |wrong, coefficient| wrong | (coefficient >= Q));
    if wrong { Err(InvalidEncapsulationKey) } else { Ok(()) }
}
