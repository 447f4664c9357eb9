//! Noise protocols: the tokens of messages, and what a suite's name says.
//!
//! The names are those of the Noise Protocol Framework, revision 34; `hfs`,
//! `e1` and `ekem1` are those of its extension for hybrid forward secrecy
//! (draft, revision 1). What a handshake declares is in
//! [`handshake`](super::handshake); whether both agree is judged by the checker.

use std::fmt;
use std::str::FromStr;

use super::Party;
use crate::span::Span;

/// A Noise protocol under the number it has on the wire.
#[derive(Clone, Debug)]
pub struct Suite {
    /// Its number.
    pub id: u16,
    /// Its full Noise name, as it enters the transcript.
    pub name: String,
    /// What the name says.
    pub noise: NoiseName,
    /// Where it stands.
    pub span: Span,
}

impl Suite {
    /// Whether its pattern has a modifier.
    pub fn has(&self, modifier: Modifier) -> bool {
        self.noise.modifiers.contains(&modifier)
    }

    /// The parties whose static key the other knows beforehand, the
    /// initiator's first.
    pub fn pre_messages(&self) -> &'static [Party] {
        self.noise.pattern.pre_messages()
    }

    /// Whether it takes a pre-shared key.
    pub fn takes_psk(&self) -> bool {
        self.noise.modifiers.iter().any(|modifier| matches!(modifier, Modifier::Psk(_)))
    }
}

/// The cipher of a suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cipher {
    /// `XChaChaPoly`: XChaCha20-Poly1305, nonce 16 zero bytes ‖ LE64 n.
    XChaChaPoly,
    /// `ChaChaPoly`: ChaCha20-Poly1305, nonce 4 zero bytes ‖ LE64 n.
    ChaChaPoly,
    /// `AESGCM`: AES-256-GCM, nonce 4 zero bytes ‖ BE64 n.
    AesGcm,
}

/// What a Noise name adds to its pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Modifier {
    /// `hfs`: a KEM beside the ephemeral keys.
    Hfs,
    /// `psk0` to `psk4`: a pre-shared key at the start of the first message (0)
    /// or at the end of the message with this number, from 1 up.
    Psk(u8),
}

impl Modifier {
    /// The greatest number of a `psk` modifier.
    pub const MAX_PSK: u8 = 4;

    /// All there are, in the order in which they are listed to people.
    pub const NAMES: [&str; 6] = ["hfs", "psk0", "psk1", "psk2", "psk3", "psk4"];
}

impl fmt::Display for Modifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hfs => f.write_str("hfs"),
            Self::Psk(place) => write!(f, "psk{place}"),
        }
    }
}

/// A text names no modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownModifier;

impl FromStr for Modifier {
    type Err = UnknownModifier;

    fn from_str(text: &str) -> Result<Self, UnknownModifier> {
        match text.strip_prefix("psk").map(str::as_bytes) {
            Some([digit @ b'0'..=b'4']) => Ok(Self::Psk(digit - b'0')),
            None if text == "hfs" => Ok(Self::Hfs),
            _ => Err(UnknownModifier),
        }
    }
}

/// A token of a Noise message pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Token {
    /// A fresh ephemeral public key.
    E,
    /// The static public key, sealed if there is a key.
    S,
    /// DH of both ephemerals.
    Ee,
    /// DH of the initiator's ephemeral and the responder's static.
    Es,
    /// DH of the initiator's static and the responder's ephemeral.
    Se,
    /// DH of both statics.
    Ss,
    /// A fresh encapsulation key of a KEM, sealed if there is a key.
    E1,
    /// A ciphertext for the other side's `e1`, sealed if there is a key; then
    /// what it encapsulates is mixed.
    Ekem1,
    /// The pre-shared key.
    Psk,
}

impl Token {
    /// All there are.
    pub const ALL: [Self; 9] = [
        Self::E,
        Self::S,
        Self::Ee,
        Self::Es,
        Self::Se,
        Self::Ss,
        Self::E1,
        Self::Ekem1,
        Self::Psk,
    ];

    /// As in the Noise specification.
    pub const fn name(self) -> &'static str {
        match self {
            Token::E => "e",
            Token::S => "s",
            Token::Ee => "ee",
            Token::Es => "es",
            Token::Se => "se",
            Token::Ss => "ss",
            Token::E1 => "e1",
            Token::Ekem1 => "ekem1",
            Token::Psk => "psk",
        }
    }

    /// Whether it mixes a secret into the key: a Diffie–Hellman result, what a
    /// KEM encapsulates, a pre-shared key.
    pub const fn mixes_secret(self) -> bool {
        match self {
            Token::E | Token::S | Token::E1 => false,
            Token::Ee | Token::Es | Token::Se | Token::Ss | Token::Ekem1 | Token::Psk => true,
        }
    }
}

/// A token of a declared message.
#[derive(Clone, Copy, Debug)]
pub struct PatternToken {
    /// The token.
    pub token: Token,
    /// The modifier without which a suite's messages go without it.
    pub only: Option<Modifier>,
    /// Where it stands.
    pub span: Span,
}

impl PatternToken {
    /// Whether the messages of a suite have it.
    pub fn is_in(&self, suite: &Suite) -> bool {
        self.only.is_none_or(|modifier| suite.has(modifier))
    }
}

/// As in a spec: `e1 if hfs`.
impl fmt::Display for PatternToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.token.name())?;
        match self.only {
            Some(modifier) => write!(f, " if {modifier}"),
            None => Ok(()),
        }
    }
}

/// The public and secret keys that tokens need and make, in bytes.
pub mod size {
    /// A public key of X25519, and so `e` and `s` in clear.
    pub const KEY: u64 = 32;
    /// What sealing adds.
    pub const TAG: u64 = 16;
    /// An encapsulation key of ML-KEM-768, and so `e1` in clear.
    pub const ENCAPSULATION_KEY: u64 = 1184;
    /// A ciphertext of ML-KEM-768, and so `ekem1` in clear.
    pub const KEM_CIPHERTEXT: u64 = 1088;
}

/// What both sides of a Noise handshake have after some tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyProgress {
    /// Something was mixed into the key, so what follows is sealed in form.
    pub has_key: bool,
    /// A secret was mixed into it, so that only its owners can open it.
    pub has_secret: bool,
}

impl KeyProgress {
    /// Takes a token of a suite; how many bytes it takes in the message.
    pub fn take(&mut self, token: Token, suite_takes_psk: bool) -> u64 {
        let around = if self.has_key { size::TAG } else { 0 };
        let bytes = match token {
            Token::E => size::KEY,
            Token::S => size::KEY + around,
            Token::E1 => size::ENCAPSULATION_KEY + around,
            Token::Ekem1 => size::KEM_CIPHERTEXT + around,
            Token::Ee | Token::Es | Token::Se | Token::Ss | Token::Psk => 0,
        };
        // With a pre-shared key in the pattern, `e` is mixed as well (§9.2).
        self.has_key |= token.mixes_secret() || token == Token::E && suite_takes_psk;
        self.has_secret |= token.mixes_secret();
        bytes
    }
}

/// The interactive patterns in which no static key travels in clear, by the
/// letters of the Noise specification (§7.5): the first for the initiator's
/// static key, the second for the responder's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BasePattern {
    /// No static keys.
    NN,
    /// The responder sends its static key.
    NX,
    /// The initiator sends its static key.
    XN,
    /// Both do.
    XX,
    /// The initiator knows the responder's static key beforehand.
    NK,
    /// The same, and the initiator sends its own in its third message.
    XK,
    /// The same, and the initiator sends its own at once.
    IK,
    /// The responder knows the initiator's static key beforehand.
    KN,
    /// The same, and the responder sends its own.
    KX,
    /// Both know the other's static key beforehand.
    KK,
}

impl BasePattern {
    const ALL: [(&'static str, Self); 10] = [
        ("NN", Self::NN),
        ("NX", Self::NX),
        ("XN", Self::XN),
        ("XX", Self::XX),
        ("NK", Self::NK),
        ("XK", Self::XK),
        ("IK", Self::IK),
        ("KN", Self::KN),
        ("KX", Self::KX),
        ("KK", Self::KK),
    ];

    /// The parties whose static key the other knows beforehand: its
    /// pre-messages (§7.1), the initiator's first.
    pub const fn pre_messages(self) -> &'static [Party] {
        match self {
            Self::NN | Self::NX | Self::XN | Self::XX => &[],
            Self::NK | Self::XK | Self::IK => &[Party::Responder],
            Self::KN | Self::KX => &[Party::Initiator],
            Self::KK => &[Party::Initiator, Party::Responder],
        }
    }

    /// The tokens of its messages, the initiator's first (§7.5).
    const fn messages(self) -> &'static [&'static [Token]] {
        use Token::{E, Ee, Es, S, Se, Ss};
        match self {
            Self::NN => &[&[E], &[E, Ee]],
            Self::NX => &[&[E], &[E, Ee, S, Es]],
            Self::XN => &[&[E], &[E, Ee], &[S, Se]],
            Self::XX => &[&[E], &[E, Ee, S, Es], &[S, Se]],
            Self::NK => &[&[E, Es], &[E, Ee]],
            Self::XK => &[&[E, Es], &[E, Ee], &[S, Se]],
            Self::IK => &[&[E, Es, S, Ss], &[E, Ee, Se]],
            Self::KN => &[&[E], &[E, Ee, Se]],
            Self::KX => &[&[E], &[E, Ee, Se, S, Es]],
            Self::KK => &[&[E, Es, Ss], &[E, Ee, Se]],
        }
    }
}

/// What the name of a Noise protocol says (§8). X25519 and SHA-256 are in all
/// that are supported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoiseName {
    /// The pattern without modifiers.
    pub pattern: BasePattern,
    /// The modifiers, in the order of the name.
    pub modifiers: Vec<Modifier>,
    /// The cipher.
    pub cipher: Cipher,
}

impl NoiseName {
    /// The messages that the name stands for: the sender and the tokens of each.
    pub fn messages(&self) -> Vec<(Party, Vec<Token>)> {
        let parties = [Party::Initiator, Party::Responder].into_iter().cycle();
        let mut messages: Vec<(Party, Vec<Token>)> =
            parties.zip(self.pattern.messages().iter().map(|tokens| tokens.to_vec())).collect();
        if self.modifiers.contains(&Modifier::Hfs) {
            insert_e1(&mut messages);
            insert_behind(&mut messages, Token::Ee, Token::Ekem1);
        }
        for modifier in &self.modifiers {
            match modifier {
                Modifier::Hfs => {}
                Modifier::Psk(0) => {
                    if let Some((_, tokens)) = messages.first_mut() {
                        tokens.insert(0, Token::Psk);
                    }
                }
                Modifier::Psk(place) => {
                    if let Some((_, tokens)) = messages.get_mut(usize::from(*place) - 1) {
                        tokens.push(Token::Psk);
                    }
                }
            }
        }
        messages
    }
}

/// The pattern, modifiers included, that has just these tokens, one list a
/// message, such as `NXpsk2`; none if no supported one has.
pub(crate) fn spelled_pattern(messages: &[Vec<Token>]) -> Option<String> {
    let psks = 0..=messages.len().min(Modifier::MAX_PSK.into());
    let psks: Vec<Modifier> =
        psks.filter_map(|place| u8::try_from(place).ok()).map(Modifier::Psk).collect();
    for (base, pattern) in BasePattern::ALL {
        for chosen in 0_u32..1 << (psks.len() + 1) {
            let offered = std::iter::once(Modifier::Hfs).chain(psks.iter().copied());
            let modifiers: Vec<Modifier> = offered
                .enumerate()
                .filter(|(place, _)| chosen >> place & 1 == 1)
                .map(|(_, modifier)| modifier)
                .collect();
            let name = NoiseName { pattern, modifiers, cipher: Cipher::ChaChaPoly };
            if name.messages().iter().map(|(_, tokens)| tokens).eq(messages) {
                let modifiers: Vec<String> =
                    name.modifiers.iter().map(Modifier::to_string).collect();
                return Some(format!("{base}{}", modifiers.join("+")));
            }
        }
    }
    None
}

/// Puts `e1` behind the first `e`, or behind the first Diffie–Hellman of its
/// message, which then seals it: as the implementations of `hfs` do.
fn insert_e1(messages: &mut [(Party, Vec<Token>)]) {
    for (_, tokens) in messages {
        if let Some(place) = tokens.iter().position(|token| *token == Token::E) {
            let mixed = tokens
                .iter()
                .position(|token| matches!(token, Token::Ee | Token::Es | Token::Se | Token::Ss));
            tokens.insert(mixed.unwrap_or(place) + 1, Token::E1);
            return;
        }
    }
}

/// Puts a token behind the first one of a kind.
fn insert_behind(messages: &mut [(Party, Vec<Token>)], first: Token, added: Token) {
    for (_, tokens) in messages {
        if let Some(place) = tokens.iter().position(|token| *token == first) {
            tokens.insert(place + 1, added);
            return;
        }
    }
}

/// Why a name is not one of a Noise protocol that can run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoiseNameError(String);

impl fmt::Display for NoiseNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for NoiseName {
    type Err = NoiseNameError;

    /// Reads `Noise_XXhfs+psk3_25519+MLKEM768_XChaChaPoly_SHA256`.
    fn from_str(text: &str) -> Result<Self, NoiseNameError> {
        let error = |message: String| Err(NoiseNameError(message));
        let parts: Vec<&str> = text.split('_').collect();
        let ["Noise", pattern, exchange, cipher, hash] = parts[..] else {
            return error("it has another form than `Noise_PATTERN_DH_CIPHER_HASH`".into());
        };
        let (pattern, modifiers) = pattern_and_modifiers(pattern)?;
        let hybrid = match exchange {
            "25519" => false,
            "25519+MLKEM768" => true,
            _ => {
                return error(format!(
                    "the key exchange `{exchange}` is not `25519` or `25519+MLKEM768`"
                ));
            }
        };
        if hybrid != modifiers.contains(&Modifier::Hfs) {
            return error("the modifier `hfs` and a KEM behind the DH go together".into());
        }
        let cipher = match cipher {
            "XChaChaPoly" => Cipher::XChaChaPoly,
            "ChaChaPoly" => Cipher::ChaChaPoly,
            "AESGCM" => Cipher::AesGcm,
            _ => {
                return error(format!(
                    "the cipher `{cipher}` is not `XChaChaPoly`, `ChaChaPoly` or `AESGCM`"
                ));
            }
        };
        if hash != "SHA256" {
            return error(format!("the hash `{hash}` is not `SHA256`"));
        }
        Ok(NoiseName { pattern, modifiers, cipher })
    }
}

fn pattern_and_modifiers(text: &str) -> Result<(BasePattern, Vec<Modifier>), NoiseNameError> {
    let letters = text.find(|letter: char| !letter.is_ascii_uppercase()).unwrap_or(text.len());
    let (pattern, rest) = text.split_at(letters);
    let known = BasePattern::ALL.iter().find(|(name, _)| *name == pattern);
    let Some(&(_, base)) = known else {
        return Err(NoiseNameError(format!(
            "the pattern `{pattern}` is not one of `NN`, `NX`, `NK`, `XN`, `XX`, `XK`, `KN`, `KX`, `KK` and `IK`, which have several messages and send no static key in clear"
        )));
    };
    let mut modifiers = Vec::new();
    for name in rest.split('+').filter(|_| !rest.is_empty()) {
        let Ok(modifier) = name.parse() else {
            let names = Modifier::NAMES.join("`, `");
            return Err(NoiseNameError(format!("the modifier `{name}` is not one of `{names}`")));
        };
        let messages = base.messages().len();
        match modifier {
            _ if modifiers.contains(&modifier) => {
                return Err(NoiseNameError(format!("it has the modifier `{modifier}` twice")));
            }
            Modifier::Psk(place) if usize::from(place) > messages => {
                return Err(NoiseNameError(format!(
                    "`{modifier}` stands for message {place}, and `{pattern}` has {messages}"
                )));
            }
            _ => modifiers.push(modifier),
        }
    }
    Ok((base, modifiers))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages of a name, apart by `;`.
    fn tokens(name: &str) -> String {
        let name: NoiseName = name.parse().expect("a name");
        let messages = name.messages();
        let messages = messages.iter().map(|(_, tokens)| {
            tokens.iter().map(|token| token.name()).collect::<Vec<_>>().join(" ")
        });
        messages.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_name_says_which_tokens_come_when() {
        assert_eq!(tokens("Noise_XX_25519_AESGCM_SHA256"), "e; e ee s es; s se");
        assert_eq!(tokens("Noise_XXpsk3_25519_ChaChaPoly_SHA256"), "e; e ee s es; s se psk");
        assert_eq!(
            tokens("Noise_XXhfs+psk0_25519+MLKEM768_XChaChaPoly_SHA256"),
            "psk e e1; e ee ekem1 s es; s se"
        );
        assert_eq!(tokens("Noise_NNpsk0+psk2_25519_ChaChaPoly_SHA256"), "psk e; e ee psk");
        assert_eq!(tokens("Noise_NXpsk1_25519_ChaChaPoly_SHA256"), "e psk; e ee s es");
        assert_eq!(tokens("Noise_IKpsk2_25519_ChaChaPoly_SHA256"), "e es s ss; e ee se psk");
        assert_eq!(
            tokens("Noise_IKhfs_25519+MLKEM768_ChaChaPoly_SHA256"),
            "e es e1 s ss; e ee ekem1 se"
        );
    }

    /// Every pattern and choice of modifiers spells itself, and nothing else does.
    #[test]
    fn tokens_spell_the_name_they_come_from() {
        let mut names = 0;
        for (base, pattern) in BasePattern::ALL {
            let messages = pattern.messages().len();
            for chosen in 0_u32..1 << (messages + 2) {
                let all = std::iter::once("hfs".to_owned())
                    .chain((0..=messages).map(|place| format!("psk{place}")));
                let modifiers: Vec<String> = all
                    .enumerate()
                    .filter(|(place, _)| chosen >> place & 1 == 1)
                    .map(|(_, modifier)| modifier)
                    .collect();
                let kem = if chosen & 1 == 1 { "+MLKEM768" } else { "" };
                let name = format!("{base}{}", modifiers.join("+"));
                let full = format!("Noise_{name}_25519{kem}_ChaChaPoly_SHA256");
                let parsed: NoiseName = full.parse().expect("a name");
                let tokens: Vec<Vec<Token>> =
                    parsed.messages().into_iter().map(|(_, tokens)| tokens).collect();
                assert_eq!(spelled_pattern(&tokens), Some(name), "{full}");
                names += 1;
            }
        }
        assert_eq!(names, 7 * 16 + 3 * 32);
        use Token::{E, Ee, Es, S, Ss};
        assert_eq!(spelled_pattern(&[vec![E], vec![E, Ee, S]]), None);
        assert_eq!(spelled_pattern(&[vec![E, Es, S, Ss], vec![E, Ee]]), None);
        assert_eq!(spelled_pattern(&[]), None);
    }

    #[test]
    fn what_cannot_run_is_refused_with_the_part_at_fault() {
        let refused = |name: &str| name.parse::<NoiseName>().expect_err("refused").to_string();
        for (name, part) in [
            ("XX", "another form"),
            ("Noise_XX_25519_AESGCM_SHA256_", "another form"),
            ("Noise_IX_25519_AESGCM_SHA256", "the pattern `IX`"),
            ("Noise_X1X_25519_AESGCM_SHA256", "the pattern `X`"),
            ("Noise_XXpsk5_25519_AESGCM_SHA256", "the modifier `psk5`"),
            ("Noise_XXpsk_25519_AESGCM_SHA256", "the modifier `psk`"),
            ("Noise_XXpsk4_25519_AESGCM_SHA256", "`psk4` stands for message 4"),
            ("Noise_XXpsk3+psk3_25519_AESGCM_SHA256", "twice"),
            ("Noise_XXhfs_25519_AESGCM_SHA256", "go together"),
            ("Noise_XX_25519+MLKEM768_AESGCM_SHA256", "go together"),
            ("Noise_XX_448_AESGCM_SHA256", "`448`"),
            ("Noise_XX_25519_AES_SHA256", "`AES`"),
            ("Noise_XX_25519_AESGCM_BLAKE2s", "`BLAKE2s`"),
        ] {
            assert!(refused(name).contains(part), "{name}: {}", refused(name));
        }
    }
}
