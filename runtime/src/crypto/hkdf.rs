//! HKDF with SHA-256 (RFC 5869), over any provider.

use super::CryptoProvider;

/// The key that [`expand`] starts from (RFC 5869, section 2.2).
pub fn extract(provider: &dyn CryptoProvider, salt: &[u8], material: &[&[u8]]) -> [u8; 32] {
    provider.hmac_sha256(salt, material)
}

/// Fills `out` with key material (RFC 5869, section 2.3). `info` is given in
/// parts that follow one another.
///
/// # Errors
/// `out` is longer than 255 × 32 = 8,160 bytes.
pub fn expand(
    provider: &dyn CryptoProvider,
    key: &[u8; 32],
    info: &[&[u8]],
    out: &mut [u8],
) -> Result<(), TooLong> {
    if out.len() > 255 * 32 {
        return Err(TooLong);
    }
    let mut block: Option<[u8; 32]> = None;
    for (chunk, counter) in out.chunks_mut(32).zip(1..=u8::MAX) {
        let number = [counter];
        let mut parts: Vec<&[u8]> = Vec::with_capacity(info.len() + 2);
        parts.extend(block.as_ref().map(|block| block.as_slice()));
        parts.extend_from_slice(info);
        parts.push(&number);
        let next = provider.hmac_sha256(key, &parts);
        chunk.copy_from_slice(&next[..chunk.len()]);
        block = Some(next);
    }
    Ok(())
}

/// 32 bytes of key material: one block, which always fits.
pub fn expand_key(provider: &dyn CryptoProvider, key: &[u8; 32], info: &[u8]) -> [u8; 32] {
    provider.hmac_sha256(key, &[info, &[1]])
}

/// More key material is asked for than HKDF gives: 8,160 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("HKDF gives at most 8,160 bytes")]
pub struct TooLong;
