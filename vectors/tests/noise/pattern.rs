//! Patterns by their names: what each sends and mixes (Noise, revision 34,
//! sections 7.4, 7.5 and 18.1), with the modifiers `psk` of section 9.4.
//!
//! Transcribed from the specification and knows nothing of the code under test.

/// A token of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    E,
    S,
    Ee,
    Es,
    Se,
    Ss,
    Psk,
}

/// A pattern with its modifiers put in.
#[derive(Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Whether the responder has the initiator's static key beforehand.
    pub initiator_known: bool,
    /// Whether the initiator has the responder's static key beforehand.
    pub responder_known: bool,
    /// The tokens of each message; the initiator sends the first, then they
    /// take turns.
    pub messages: Vec<Vec<Token>>,
}

impl Pattern {
    /// The pattern of a name such as `IKpsk2`; nothing if the specification has
    /// no such pattern, or the modifier is none of `psk`, or names no message.
    pub fn named(name: &str) -> Option<Self> {
        let at = name.find(|c: char| c.is_ascii_lowercase()).unwrap_or(name.len());
        let (base, modifiers) = name.split_at(at);
        let &(_, known, text) = BASES.iter().find(|&&(known_as, ..)| known_as == base)?;
        let mut messages: Vec<Vec<Token>> = text.split('/').map(tokens).collect();
        for modifier in modifiers.split('+').filter(|modifier| !modifier.is_empty()) {
            let number: usize = modifier.strip_prefix("psk")?.parse().ok()?;
            match number.checked_sub(1) {
                None => messages.first_mut()?.insert(0, Token::Psk),
                Some(message) => messages.get_mut(message)?.push(Token::Psk),
            }
        }
        Some(Self {
            initiator_known: known.contains('i'),
            responder_known: known.contains('r'),
            messages,
        })
    }

    /// Whether only the initiator sends (section 7.4).
    pub fn is_one_way(&self) -> bool {
        self.messages.len() == 1
    }

    /// Whether a token `psk` is in it.
    pub fn takes_psk(&self) -> bool {
        self.messages.iter().flatten().any(|&token| token == Token::Psk)
    }
}

fn tokens(message: &str) -> Vec<Token> {
    let token = |word| match word {
        "e" => Token::E,
        "s" => Token::S,
        "ee" => Token::Ee,
        "es" => Token::Es,
        "se" => Token::Se,
        "ss" => Token::Ss,
        _ => panic!("the table has a token {word}"),
    };
    message.split_whitespace().map(token).collect()
}

/// Name, whose static key is known beforehand (`i`, `r`), messages.
const BASES: [(&str, &str, &str); 38] = [
    ("N", "r", "e es"),
    ("K", "ir", "e es ss"),
    ("X", "r", "e es s ss"),
    ("NN", "", "e / e ee"),
    ("NK", "r", "e es / e ee"),
    ("NX", "", "e / e ee s es"),
    ("KN", "i", "e / e ee se"),
    ("KK", "ir", "e es ss / e ee se"),
    ("KX", "i", "e / e ee se s es"),
    ("XN", "", "e / e ee / s se"),
    ("XK", "r", "e es / e ee / s se"),
    ("XX", "", "e / e ee s es / s se"),
    ("IN", "", "e s / e ee se"),
    ("IK", "r", "e es s ss / e ee se"),
    ("IX", "", "e s / e ee se s es"),
    ("NK1", "r", "e / e ee es"),
    ("NX1", "", "e / e ee s / es"),
    ("X1N", "", "e / e ee / s / se"),
    ("X1K", "r", "e es / e ee / s / se"),
    ("XK1", "r", "e / e ee es / s se"),
    ("X1K1", "r", "e / e ee es / s / se"),
    ("X1X", "", "e / e ee s es / s / se"),
    ("XX1", "", "e / e ee s / es s se"),
    ("X1X1", "", "e / e ee s / es s / se"),
    ("K1N", "i", "e / e ee / se"),
    ("K1K", "ir", "e es / e ee / se"),
    ("KK1", "ir", "e / e ee se es"),
    ("K1K1", "ir", "e / e ee es / se"),
    ("K1X", "i", "e / e ee s es / se"),
    ("KX1", "i", "e / e ee se s / es"),
    ("K1X1", "i", "e / e ee s / se es"),
    ("I1N", "", "e s / e ee / se"),
    ("I1K", "r", "e es s / e ee / se"),
    ("IK1", "r", "e s / e ee se es"),
    ("I1K1", "r", "e s / e ee es / se"),
    ("I1X", "", "e s / e ee s es / se"),
    ("IX1", "", "e s / e ee se s / es"),
    ("I1X1", "", "e s / e ee s / se es"),
];
