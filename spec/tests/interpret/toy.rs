//! Operations that look like Noise from outside and hide nothing: keys are
//! sums over the transcript, sealing is XOR, a tag is a checksum.

use packetwright_spec::interpret::handshake::{Cookie, CryptoFailed, OpenError, Operations};
use packetwright_spec::model::{Party, Suite, Token};

use crate::random::Random;

/// Bytes of a public key.
pub(crate) const KEY: usize = 4;
/// Bytes of a tag.
pub(crate) const TAG: usize = 2;

/// One side's world. Its log is what the machine asked for, in order.
pub(crate) struct Toy {
    transcript: u64,
    has_key: bool,
    random: Random,
    pub(crate) now: u64,
    pub(crate) authorized: bool,
    pub(crate) fails_dh: bool,
    /// Whether a first message needs a cookie.
    pub(crate) demands: bool,
    /// The bytes of a new cookie.
    pub(crate) cookie_length: usize,
    /// Whether there is no room for another handshake.
    pub(crate) full: bool,
    pub(crate) seen: Vec<(Vec<u8>, u64)>,
    pub(crate) log: Vec<String>,
}

impl Toy {
    pub(crate) fn new(seed: u64) -> Self {
        Toy {
            transcript: 0,
            has_key: false,
            random: Random(seed),
            now: 1_000_000,
            authorized: true,
            fails_dh: false,
            demands: false,
            cookie_length: 56,
            full: false,
            seen: Vec::new(),
            log: Vec::new(),
        }
    }

    fn mix(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.transcript = (self.transcript ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn mask(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = Random(self.transcript);
        bytes.iter().map(|byte| byte ^ stream.next() as u8).collect()
    }

    fn tag(&self, plain: &[u8]) -> [u8; TAG] {
        let sum = plain
            .iter()
            .fold(self.transcript as u16, |sum, byte| sum.rotate_left(3) ^ u16::from(*byte));
        sum.to_be_bytes()
    }

    fn seal(&mut self, plain: &[u8], out: &mut Vec<u8>) {
        let start = out.len();
        if self.has_key {
            out.extend(self.mask(plain));
            out.extend(self.tag(plain));
        } else {
            out.extend_from_slice(plain);
        }
        let sealed = out[start..].to_vec();
        self.mix(&sealed);
    }

    fn open(&mut self, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        let plain = if self.has_key {
            let (body, tag) = sealed.split_last_chunk::<TAG>().ok_or(OpenError::Truncated)?;
            let plain = self.mask(body);
            if self.tag(&plain) != *tag {
                return Err(OpenError::Crypto);
            }
            plain
        } else {
            sealed.to_vec()
        };
        self.mix(sealed);
        Ok(plain)
    }

    fn diffie_hellman(&mut self, token: Token) -> bool {
        self.mix(format!("{token:?}").as_bytes());
        self.has_key = true;
        !self.fails_dh
    }
}

impl Operations for Toy {
    fn begin(&mut self, _role: Party, suite: &Suite, context: Option<&[u8; 64]>) {
        self.log.push(format!("begin {:#06x}", suite.id));
        (self.transcript, self.has_key) = (0, false);
        if let Some(context) = context {
            self.log.push("again".to_string());
            self.mix(context);
        }
        self.mix(suite.name.as_bytes());
    }

    /// A toy cookie is the hash of the first message, the suite, and filler.
    fn cookie(&mut self, shown: &[u8], suite: u16) -> Cookie {
        match shown.split_first_chunk::<32>() {
            Some((first, rest)) if rest[..2] == suite.to_be_bytes() => Cookie::Valid(*first),
            None if shown.is_empty() && !self.demands => Cookie::NotNeeded,
            _ => Cookie::Demanded,
        }
    }

    fn new_cookie(&mut self, first: &[u8; 32], suite: u16) -> Vec<u8> {
        let mut cookie = [&first[..], &suite.to_be_bytes()].concat();
        cookie.resize(self.cookie_length, 0);
        cookie
    }

    fn capacity(&mut self) -> bool {
        !self.full
    }

    fn write_token(&mut self, token: Token, out: &mut Vec<u8>) -> Result<(), CryptoFailed> {
        self.log.push(format!("write {token:?}"));
        let mut key = [0; KEY];
        match token {
            Token::E | Token::S | Token::E1 => self.random(&mut key),
            _ => return if self.diffie_hellman(token) { Ok(()) } else { Err(CryptoFailed) },
        }
        self.seal(&key, out);
        Ok(())
    }

    fn read_token(&mut self, token: Token, input: &mut &[u8]) -> Result<(), OpenError> {
        self.log.push(format!("read {token:?}"));
        if !matches!(token, Token::E | Token::S | Token::E1) {
            return if self.diffie_hellman(token) { Ok(()) } else { Err(OpenError::Crypto) };
        }
        let length = if self.has_key { KEY + TAG } else { KEY };
        let (key, rest) = input.split_at_checked(length).ok_or(OpenError::Truncated)?;
        *input = rest;
        self.open(key).map(drop)
    }

    fn seal_payload(&mut self, payload: &[u8], out: &mut Vec<u8>) -> Result<(), CryptoFailed> {
        self.log.push("seal".to_string());
        self.seal(payload, out);
        Ok(())
    }

    fn open_payload(&mut self, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        self.log.push("open".to_string());
        self.open(sealed)
    }

    fn split(&mut self) {
        self.log.push("split".to_string());
    }

    fn hash(&mut self, parts: &[&[u8]]) -> [u8; 32] {
        let mut hasher = Toy::new(0);
        for part in parts {
            hasher.mix(part);
        }
        let mut hash = [0; 32];
        Random(hasher.transcript).fill(&mut hash);
        hash
    }

    fn now_ms(&mut self) -> u64 {
        self.now
    }

    fn random(&mut self, bytes: &mut [u8]) {
        self.random.fill(bytes);
    }

    fn fresh(&mut self, nonce: &[u8], until_ms: u64) -> bool {
        let seen = self.seen.iter().any(|(known, _)| known == nonce);
        self.seen.push((nonce.to_vec(), until_ms));
        !seen
    }

    fn authorized(&mut self) -> bool {
        self.log.push("authorized?".to_string());
        self.authorized
    }

    fn equal(&mut self, left: &[u8], right: &[u8]) -> bool {
        self.log.push("equal?".to_string());
        left == right
    }
}
