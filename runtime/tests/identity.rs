//! Files of keys: what is written reads back, and what is not in order is
//! refused with the place and without a word of the secret.
#![cfg(all(feature = "session", feature = "aws-lc"))]

use std::fs;
use std::path::{Path, PathBuf};

use packetwright::connection::{AllowedPeers, PeerPolicy, Policy};
use packetwright::crypto::noise::{NoiseState, Party, SessionSecrets};
use packetwright::crypto::{Cipher, CounterCipher, PublicKey, StaticKey, default_provider};
use packetwright::identity::{
    IdentityError, KnownPeers, MAX_KEY_FILE, MAX_KNOWN_PEERS, PeerCheck, create_key_file,
    load_key_file,
};
use packetwright::protocol::handshake::KeyLabels;
use packetwright::session::Session;

const SECRET: u8 = 0xA7;

fn key() -> StaticKey {
    StaticKey::from_secret_bytes([SECRET; 32], &*default_provider())
}

fn load(path: &Path) -> Result<StaticKey, IdentityError> {
    load_key_file(path, &*default_provider())
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("key")
    }

    /// A file with this text that only its owner reads.
    fn with(&self, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.file();
        fs::write(&path, text).expect("writes");
        set_mode(&path, 0o600);
        path
    }
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("can be set");
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) {}

#[test]
fn a_key_file_reads_back_and_is_never_written_over() {
    let folder = Folder::new();
    create_key_file(&folder.file(), &key()).expect("is made");
    let text = fs::read_to_string(folder.file()).expect("reads");
    assert_eq!(load(&folder.file()).expect("loads").secret_bytes(), &[SECRET; 32]);
    let other = StaticKey::from_secret_bytes([1; 32], &*default_provider());
    let error = create_key_file(&folder.file(), &other).expect_err("it is there");
    assert!(matches!(error, IdentityError::File { action: "create", .. }), "{error}");
    assert_eq!(fs::read_to_string(folder.file()).expect("reads"), text);
}

#[cfg(unix)]
#[test]
fn a_key_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    create_key_file(&folder.file(), &key()).expect("is made");
    let made = fs::metadata(folder.file()).expect("is there").permissions().mode() & 0o7777;
    assert_eq!(made, 0o600);
    for bit in 0..6 {
        let mode = 0o600 | 1 << bit;
        set_mode(&folder.file(), mode);
        let error = load(&folder.file()).expect_err("others may use it");
        assert!(matches!(error, IdentityError::Permissions { mode: found, .. } if found == mode));
        assert!(error.to_string().contains(&format!("mode {mode:04o}, expected 0600")), "{error}");
    }
    for mode in [0o400, 0o600, 0o700] {
        set_mode(&folder.file(), mode);
        load(&folder.file()).expect("nobody else may use it");
    }
}

#[test]
fn a_key_file_that_is_not_in_order_is_refused_at_its_line() {
    #[track_caller]
    fn check(text: &str, line: usize, expected: &str) {
        let folder = Folder::new();
        let error = load(&folder.with(text)).expect_err("not in order").to_string();
        assert!(error.contains(&format!("key, line {line}: expected {expected}")), "{error}");
        assert!(!error.to_lowercase().contains("a7a7"), "{error}");
    }
    let (secret, public) = ("a7".repeat(32), key().public().to_string());
    let whole = format!("packetwright-key 1\npublic {public}\nsecret {secret}\n");
    let folder = Folder::new();
    for text in [whole.clone(), whole.replace('\n', "\r\n"), format!("# a\n\n  {whole}\n#b")] {
        load(&folder.with(text)).expect("in order");
    }
    check("", 1, "`packetwright-key 1`");
    check(&secret, 1, "`packetwright-key 1`");
    check(&whole.replace("key 1", "key 2"), 1, "`packetwright-key 1`");
    check("packetwright-key 1\n", 2, "`public `");
    check(&whole.replace("public", "secret"), 2, "`public `");
    check(&whole.replace(&public, &public[1..]), 2, "`public `");
    check(&whole.replace(&secret, &secret[1..]), 3, "`secret `");
    check(&whole.replace(&secret, &format!("{secret}0")), 3, "`secret `");
    check(&whole.replace(&secret, &secret.replacen('a', "g", 1)), 3, "`secret `");
    check(&whole.replace(&secret, &"00".repeat(32)), 2, "the public key of the secret key");
    check(&format!("{whole}secret {secret}\n"), 4, "nothing behind");
    check(&whole[..19 + 72], 3, "`secret `");
    let binary = Folder::new();
    load(&binary.with([0xFF; 64])).expect_err("no text at all");
}

#[test]
fn files_have_a_greatest_length() {
    let folder = Folder::new();
    create_key_file(&folder.file(), &key()).expect("is made");
    let text = fs::read_to_string(folder.file()).expect("reads");
    let filled = |length: usize| format!("{text}#{}", "x".repeat(length - text.len() - 1));
    load(&folder.with(filled(MAX_KEY_FILE as usize))).expect("as long as may be");
    let error = load(&folder.with(filled(MAX_KEY_FILE as usize + 1))).expect_err("too long");
    assert!(matches!(error, IdentityError::TooLong { max: MAX_KEY_FILE, .. }), "{error}");

    let line = "#".repeat(MAX_KNOWN_PEERS as usize);
    KnownPeers::load(folder.with(&line)).expect("as long as may be");
    let error = KnownPeers::load(folder.with(line + "#")).expect_err("too long");
    assert!(matches!(error, IdentityError::TooLong { max: MAX_KNOWN_PEERS, .. }), "{error}");
}

#[test]
fn known_peers_are_read_added_and_read_again() {
    let folder = Folder::new();
    let [first, second] = [PublicKey([1; 32]), PublicKey([2; 32])];
    let mut known = KnownPeers::load(folder.file()).expect("a missing file knows nobody");
    assert!(!known.knows("db:1"));
    assert_eq!(known.allow("db:1"), AllowedPeers::Keys(Default::default()), "nobody");

    // The last line has no end.
    let path = folder.with(format!("# ours\n\n  db:1 \t {first}"));
    known = KnownPeers::load(&path).expect("in order");
    known.add("db:1", second).expect("is written");
    known.add("db:1", second).expect("is known");
    known.add("web:2", second).expect("is written");
    let text = fs::read_to_string(&path).expect("reads");
    assert_eq!(text.matches(&second.to_string()).count(), 2, "{text}");
    let again = KnownPeers::load(&path).expect("in order");
    assert_eq!(again, known);
    assert!(again.contains("db:1", &first) && again.contains("db:1", &second));
    assert!(again.contains("web:2", &second) && !again.contains("web:2", &first));
    assert_eq!(again.allow("web:2"), AllowedPeers::only(second));
    assert!(again.allow_all().contains(&first) && !again.allow_all().contains(&PublicKey([3; 32])));
}

#[test]
fn known_peers_that_are_not_in_order_are_refused_at_their_line() {
    #[track_caller]
    fn check(line: &[u8], expected: &str) {
        let folder = Folder::new();
        let text = [b"# one\n", line, b"\n"].concat();
        let error = KnownPeers::load(folder.with(text)).expect_err("not in order").to_string();
        assert!(error.contains("line 2: expected") && error.contains(expected), "{error}");
    }
    let key = "01".repeat(32);
    check(key.as_bytes(), "a name, white space and a key");
    check(b"db:1 c0ffee", "a key of 64 hex digits");
    check(format!("db:1 {key} more").as_bytes(), "a key of 64 hex digits");
    check(format!("d\u{fc}b {key}").as_bytes(), "visible ASCII");
    check(format!("{} {key}", "n".repeat(256)).as_bytes(), "1 to 255");
    check(b"\xFF\xFE", "UTF-8");
    let folder = Folder::new();
    let mut known = KnownPeers::load(folder.file()).expect("nobody");
    for name in ["", "#db", "d b", "d\nb", &"n".repeat(256)] {
        let error = known.add(name, PublicKey([1; 32])).expect_err("no name");
        assert!(matches!(error, IdentityError::Name(_)), "{error}");
    }
    assert!(!folder.file().exists(), "nothing was written");
}

#[test]
fn a_callback_narrows_a_set_and_never_widens_it() {
    let [known, stranger] = [PublicKey([1; 32]), PublicKey([2; 32])];
    for answer in [true, false] {
        let inner = PeerPolicy::new(AllowedPeers::only(known));
        let policy = PeerCheck::new(inner, move |_| answer);
        assert_eq!(policy.authorized(&known), answer);
        assert!(!policy.authorized(&stranger));
        let openings = policy.openings();
        assert!(openings.fresh(b"nonce", 10, 0) && !openings.fresh(b"nonce", 10, 0));
    }
}

/// All that holds a secret, shown: none of it is in the text, however bytes are
/// written.
#[test]
fn no_secret_is_in_a_text() {
    let provider = default_provider();
    let secrets = SessionSecrets {
        initiator_to_responder: [SECRET; 32],
        responder_to_initiator: [SECRET; 32],
        handshake_hash: [0; 32],
        cipher: Cipher::XChaChaPoly,
        provider: provider.clone(),
    };
    let labels = KeyLabels { key: b"k", iv: b"i", update: b"u", exporter: b"e" };
    let noise = NoiseState::named(
        Party::Initiator,
        "Noise_XX_25519_ChaChaPoly_SHA256",
        Cipher::ChaChaPoly,
        b"",
        provider.clone(),
        key(),
    );
    let shared = provider.diffie_hellman(&[SECRET; 32], key().public()).expect("contributory");
    let session = Session::new(Party::Initiator, &secrets, &labels);
    let cipher = CounterCipher::extended(&*provider, &[SECRET; 32], &[SECRET; 16]);
    let policy = PeerCheck::new(PeerPolicy::new(AllowedPeers::AnyClient), |_| true);
    let text = format!("{:?} {secrets:?} {noise:?} {session:?} {cipher:?} {policy:?}", key());
    let all = format!("{text} {:#?} {secrets:#?} {noise:#?} {session:#?} {shared:?}", key());
    for secret in [[SECRET; 32], shared.0] {
        let forms = [
            secret.iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
            secret.map(|byte| byte.to_string()).join(", "),
            secret.map(|byte| format!("{byte:x}")).join(", "),
        ];
        for form in forms {
            assert!(!all.to_lowercase().contains(&form[..12]), "{all}");
        }
    }
}
