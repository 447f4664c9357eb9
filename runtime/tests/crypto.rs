//! Primitives: known answers for each provider, and both against each other.

#![cfg(all(feature = "aws-lc", feature = "rust-crypto"))]
#![allow(missing_docs)]

use std::sync::Arc;

use packetwright::crypto::hkdf::{TooLong, expand, expand_key, extract};
use packetwright::crypto::kem::{ENCAPSULATION_KEY_LEN, check_encapsulation_key};
use packetwright::crypto::{
    AwsLc, CounterCipher, CryptoProvider, NonContributory, OpenFailed, PublicKey, RustCrypto,
    StaticKey,
};
use proptest::prelude::*;

const PROVIDERS: [&dyn CryptoProvider; 2] = [&AwsLc, &RustCrypto];

const SUNSCREEN: &[u8] = b"Ladies and Gentlemen of the class of '99: If I could offer you only \
    one tip for the future, sunscreen would be it.";

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        text.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

fn key(text: &str) -> [u8; 32] {
    hex(text).try_into().expect("32 bytes")
}

fn counting<const N: usize>(first: u8) -> [u8; N] {
    std::array::from_fn(|index| first + index as u8)
}

/// RFC 7748, section 5.2.
#[test]
fn x25519_known_answers() {
    #[track_caller]
    fn check(secret: &str, point: &str, expected: &str) {
        for provider in PROVIDERS {
            let shared = provider.diffie_hellman(&key(secret), &PublicKey(key(point)));
            assert_eq!(shared.expect("contributory").0, key(expected), "{}", provider.name());
        }
    }
    check(
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
    );
    // The high bit of the point is set, and masked.
    check(
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
    );
    for provider in PROVIDERS {
        let nine = key(&format!("09{}", "00".repeat(31)));
        assert_eq!(
            provider.public_key(&nine).to_string(),
            "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"
        );
        let (mut k, mut u) = (nine, nine);
        for _ in 0..1000 {
            (k, u) = (provider.diffie_hellman(&k, &PublicKey(u)).expect("contributory").0, k);
        }
        assert_eq!(k, key("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"));
    }
}

/// The points of small order, with and without the bit that is masked.
#[test]
fn results_that_are_not_contributory_are_refused() {
    let points = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ];
    for provider in PROVIDERS {
        for point in points {
            for high_bit in [0, 0x80] {
                let mut point = key(point);
                point[31] |= high_bit;
                let shared = provider.diffie_hellman(&counting(1), &PublicKey(point));
                assert_eq!(shared.err(), Some(NonContributory), "{}", provider.name());
            }
        }
    }
}

#[track_caller]
fn check_seal(cipher: &CounterCipher, number: u64, expected: &str) {
    let associated = hex("50515253c0c1c2c3c4c5c6c7");
    let mut text = SUNSCREEN.to_vec();
    let tag = cipher.seal(number, &associated, &mut text);
    text.extend_from_slice(&tag);
    assert_eq!(text, hex(expected));
    for (place, bit) in [(0, 1), (60, 0x80), (text.len() - 1, 1)] {
        let mut changed = text.clone();
        changed[place] ^= bit;
        assert_eq!(cipher.open(number, &associated, &mut changed), Err(OpenFailed));
    }
    assert_eq!(cipher.open(number ^ 1, &associated, &mut text.clone()), Err(OpenFailed));
    assert_eq!(cipher.open(number, &associated[1..], &mut text.clone()), Err(OpenFailed));
    for length in [0, 15] {
        let short = &mut text.clone()[..length];
        assert_eq!(cipher.open(number, &associated, short), Err(OpenFailed));
    }
    assert_eq!(cipher.open(number, &associated, &mut text), Ok(()));
    assert_eq!(&text[..SUNSCREEN.len()], SUNSCREEN);
}

/// RFC 8439, section 2.8.2.
#[test]
fn chacha20_poly1305_known_answer() {
    // The nonce 07000000 4041424344454647 is this fixed part and number 0.
    let iv = hex("070000004041424344454647").try_into().expect("12 bytes");
    for provider in PROVIDERS {
        check_seal(
            &CounterCipher::masked(provider, &counting(0x80), iv),
            0,
            "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6
             3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36
             92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc
             3ff4def08e4b7a9de576d26586cec64b6116 1ae10b594f09e26a7e902ecbd0600691",
        );
    }
}

/// draft-irtf-cfrg-xchacha-03, sections 2.2.1 and A.3.1.
#[test]
fn xchacha20_poly1305_known_answers() {
    for provider in PROVIDERS {
        let input = hex("000000090000004a0000000031415927").try_into().expect("16 bytes");
        assert_eq!(
            provider.hchacha20(&counting(0), &input),
            key("82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc")
        );
        // The nonce is 0x40, 0x41, … 0x57: 16 bytes, then a number.
        let number = u64::from_le_bytes(counting(0x50));
        check_seal(
            &CounterCipher::extended(provider, &counting(0x80), &counting(0x40)),
            number,
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb
             731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452
             2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9
             21f9664c97637da9768812f615c68b13b52e c0875924c1c7987947deafd8780acf49",
        );
    }
}

/// RFC 5869, A.1.
#[test]
fn hkdf_known_answer() {
    for provider in PROVIDERS {
        let key = extract(provider, &counting::<13>(0), &[&[0x0b; 22]]);
        assert_eq!(
            key.to_vec(),
            hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5")
        );
        let (front, back) = (counting::<4>(0xf0), counting::<6>(0xf4));
        let mut out = [0; 42];
        assert_eq!(expand(provider, &key, &[&front, &back], &mut out), Ok(()));
        assert_eq!(
            out.to_vec(),
            hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf
                 34007208d5b887185865")
        );
        assert_eq!(expand_key(provider, &key, &counting::<10>(0xf0)), out[..32]);
        assert_eq!(expand(provider, &key, &[], &mut [0; 8160]), Ok(()));
        assert_eq!(expand(provider, &key, &[], &mut [0; 8161]), Err(TooLong));
    }
}

/// RFC 5869, A.2 and A.3: longer inputs, and neither salt nor info.
#[test]
fn hkdf_known_answers_of_other_lengths() {
    #[track_caller]
    fn check(salt: &[u8], secret: &[u8], info: &[u8], expected: &str) {
        for provider in PROVIDERS {
            let mut out = vec![0; hex(expected).len()];
            let key = extract(provider, salt, &[secret]);
            assert_eq!(expand(provider, &key, &[info], &mut out), Ok(()));
            assert_eq!(out, hex(expected), "{}", provider.name());
        }
    }
    check(
        &counting::<80>(0x60),
        &counting::<80>(0),
        &counting::<80>(0xb0),
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c
         59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71
         cc30c58179ec3e87c14c01d5c1f3434f1d87",
    );
    check(
        &[],
        &[0x0b; 22],
        &[],
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d
         9d201395faa4b61a96c8",
    );
}

/// RFC 7748, section 6.1: the keys of both sides, and what they share.
#[test]
fn x25519_exchange_known_answer() {
    let alice = key("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    let bob = key("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    for provider in PROVIDERS {
        let publics = [alice, bob].map(|secret| provider.public_key(&secret));
        assert_eq!(
            publics.map(|public| public.to_string()),
            [
                "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
                "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
            ]
        );
        for (secret, public) in [(alice, publics[1]), (bob, publics[0])] {
            assert_eq!(
                provider.diffie_hellman(&secret, &public).expect("contributory").0,
                key("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")
            );
        }
    }
}

#[test]
fn secrets_are_not_shown_and_public_keys_are_read_back() {
    let secret = StaticKey::from_secret_bytes([0xAB; 32], &RustCrypto);
    let shown = format!("{secret:?}");
    assert!(!shown.contains("abab") && !shown.contains("171, 171"), "{shown}");
    assert!(shown.contains(&secret.public().to_string()), "{shown}");
    assert_eq!(secret.public().to_string().parse(), Ok(*secret.public()));
    for wrong in ["", "00", &"0g".repeat(32), &"é".repeat(32), &"0".repeat(65)] {
        assert!(wrong.parse::<PublicKey>().is_err(), "{wrong}");
    }
    assert_eq!(packetwright::crypto::default_provider().name(), "aws-lc");
}

proptest! {
    #[test]
    fn providers_agree(
        secret: [u8; 32],
        point: [u8; 32],
        iv: [u8; 16],
        number: u64,
        associated: Vec<u8>,
        text in prop::collection::vec(any::<u8>(), 0..300),
        parts: Vec<Vec<u8>>,
    ) {
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        let point = PublicKey(point);
        let all = PROVIDERS.map(|provider| {
            let mut sealed = [text.clone(), text.clone()];
            let short_iv = iv[..12].try_into().expect("12 bytes");
            let tags = [
                CounterCipher::extended(provider, &secret, &iv)
                    .seal(number, &associated, &mut sealed[0]),
                CounterCipher::masked(provider, &secret, short_iv)
                    .seal(number, &associated, &mut sealed[1]),
            ];
            let hashes = [provider.sha256(&parts), provider.hmac_sha256(&secret, &parts),
                provider.hmac_sha256(&associated, &parts), provider.hchacha20(&secret, &iv)];
            let shared = provider.diffie_hellman(&secret, &point).map(|shared| shared.0);
            (provider.public_key(&secret), shared, sealed, tags, hashes)
        });
        prop_assert_eq!(&all[0], &all[1]);
    }

    /// The subkey and ChaCha20-Poly1305 give the bytes of XChaCha20-Poly1305.
    #[test]
    fn xchacha20_is_what_an_independent_implementation_makes(
        secret: [u8; 32],
        iv: [u8; 16],
        number: u64,
        associated: Vec<u8>,
        text in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        use chacha20poly1305::aead::{Aead, KeyInit, Payload};
        let nonce: [u8; 24] = [&iv[..], &number.to_le_bytes()].concat().try_into().expect("24");
        let expected = chacha20poly1305::XChaCha20Poly1305::new(&secret.into())
            .encrypt(&nonce.into(), Payload { msg: &text, aad: &associated })
            .expect("encrypts");
        for provider in PROVIDERS {
            let mut sealed = text.clone();
            let cipher = CounterCipher::extended(provider, &secret, &iv);
            let tag = cipher.seal(number, &associated, &mut sealed);
            prop_assert_eq!([&sealed[..], &tag].concat(), &expected[..]);
        }
    }
}

#[test]
fn a_provider_can_be_shared() {
    let provider: Arc<dyn CryptoProvider> = Arc::new(AwsLc);
    let key = StaticKey::generate(&*provider, &|out: &mut [u8]| out.fill(7));
    assert_eq!(key.secret_bytes(), &[7; 32]);
    assert_eq!(key.public(), &RustCrypto.public_key(&[7; 32]));
}

/// NIST's test case 15 of "The Galois/Counter Mode of Operation (GCM)".
#[test]
fn aes_256_gcm_known_answer() {
    let secret = key("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    let nonce: [u8; 12] = hex("cafebabefacedbaddecaf888").try_into().expect("12 bytes");
    let text = hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
         1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255");
    for provider in PROVIDERS {
        let mut sealed = text.clone();
        let tag = provider.aes256_gcm(&secret).seal(&nonce, &[], &mut sealed);
        assert_eq!(tag.to_vec(), hex("b094dac5d93471bdec1a502270e3cc6c"), "{}", provider.name());
        assert_eq!(sealed[..16], hex("522dc1f099567d07f47f37a32a84427d"));
    }
}

/// Each provider opens what each encapsulates, and gives another secret, never
/// an error, for a ciphertext that was changed.
#[test]
fn kem_secrets_cross_between_providers() {
    for owner in PROVIDERS {
        for sender in PROVIDERS {
            for seed in 0..16 {
                let mut random = |out: &mut [u8]| out.fill(seed);
                let pair = owner.ml_kem_768_generate(&mut random);
                let public = pair.encapsulation_key();
                assert_eq!(check_encapsulation_key(&public), Ok(()));
                let mut made =
                    sender.ml_kem_768_encapsulate(&public, &mut random).expect("a good key");
                assert_eq!(pair.decapsulate(&made.ciphertext).0, made.secret.0);
                made.ciphertext[usize::from(seed) * 60] ^= 1;
                assert_ne!(pair.decapsulate(&made.ciphertext).0, made.secret.0);
            }
        }
    }
}

/// FIPS 203, section 7.2: coefficients are below 3329, at every place.
#[test]
fn encapsulation_keys_are_checked_to_the_last_coefficient() {
    for provider in PROVIDERS {
        for place in [0, 1, 383, 767] {
            for (coefficient, good) in [(3328_u16, true), (3329, false), (4095, false)] {
                let mut key = [0; ENCAPSULATION_KEY_LEN];
                let at = place / 2 * 3;
                let [low, high] = [coefficient as u8, (coefficient >> 8) as u8];
                if place % 2 == 0 {
                    (key[at], key[at + 1]) = (low, high);
                } else {
                    (key[at + 1], key[at + 2]) = (low << 4, high << 4 | low >> 4);
                }
                let made = provider.ml_kem_768_encapsulate(&key, &mut |out| out.fill(1));
                assert_eq!(made.is_ok(), good, "{} {place} {coefficient}", provider.name());
            }
        }
    }
}
