//! What the tests of the vectors share: every file with every provider.

use std::sync::Arc;

use packetwright::crypto::CryptoProvider;

use crate::vectors::{self, Vectors};

/// The providers that are compiled in.
fn providers() -> Vec<Arc<dyn CryptoProvider>> {
    vec![
        #[cfg(feature = "aws-lc")]
        Arc::new(packetwright::crypto::AwsLc),
        #[cfg(feature = "rust-crypto")]
        Arc::new(packetwright::crypto::RustCrypto),
    ]
}

/// Whether the provider makes the handshake messages of the vectors: aws-lc-rs
/// draws the randomness of a KEM itself.
#[allow(dead_code, reason = "the records of a session take no chance")]
pub fn is_predictable(vectors: &Vectors, provider: &dyn CryptoProvider) -> bool {
    vectors.inputs.initiator.kem_random.is_empty() || provider.name() == "rust-crypto"
}

/// Runs a check on each file of vectors with each provider.
pub fn check_each(check: impl Fn(&Vectors, &Arc<dyn CryptoProvider>)) {
    let providers = providers();
    assert!(!providers.is_empty(), "no provider is compiled in");
    for name in vectors::FILES {
        let vectors: Vectors = vectors::read(name);
        for provider in &providers {
            check(&vectors, provider);
        }
    }
}
