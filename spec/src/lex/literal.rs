//! Reads numbers and strings: how long the literal in front of a text is, what
//! it means, and what is wrong with it.
//!
//! Accepts the literals of Rust; those without a meaning in a spec are read
//! whole and reported. Knows nothing of the text around the literal.

use std::ops::Range;

use super::token::{Number, TokenKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Name;
use crate::span::Span;

/// A literal that was read.
pub(super) struct Read {
    /// Its bytes.
    pub(super) length: usize,
    /// What it is; [`TokenKind::Invalid`] if something is wrong with it.
    pub(super) kind: TokenKind,
    /// What is wrong with it.
    pub(super) faults: Vec<Fault>,
}

/// Something wrong with a literal, at bytes counted from the literal's start.
pub(super) struct Fault {
    pub(super) range: Range<usize>,
    code: Code,
    message: String,
    label: &'static str,
    help: &'static str,
}

impl Fault {
    /// The diagnostic, at this place.
    pub(super) fn at(self, span: Span) -> Diagnostic {
        Diagnostic::new(self.code, span, self.message, self.label).help(self.help)
    }

    /// A literal of Rust that means nothing in a spec.
    pub(super) fn unsupported(range: Range<usize>, what: &str) -> Fault {
        Fault {
            range,
            code: Code::UnsupportedLiteral,
            message: format!("{what} has no meaning in a spec"),
            label: "not an integer, string or byte string",
            help: "specs have integers (`16 KiB`), strings (`\"text\"`) and byte strings (`b\"bytes\"`)",
        }
    }
}

/// Reads the literal in front of the text, if one begins there.
pub(super) fn read(text: &str) -> Option<Read> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() {
        return Some(number(text));
    }
    if first == '\'' {
        return Some(unsupported_quote(text, 0, "a character or lifetime"));
    }
    let prefix = text.find(|character: char| !character.is_ascii_lowercase())?;
    let (prefix, rest) = text.split_at(prefix);
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let quoted = rest.get(hashes..)?.starts_with('"');
    match (prefix, quoted) {
        ("" | "b", true) if hashes == 0 => Some(string(text, prefix == "b")),
        ("r" | "br", true) => Some(raw_string(text, prefix, hashes)),
        ("c", true) if hashes == 0 => Some(c_string(text, prefix, hashes)),
        ("cr", true) => Some(c_string(text, prefix, hashes)),
        ("b", false) if rest.starts_with('\'') => Some(unsupported_quote(text, 1, "a byte")),
        _ => None,
    }
}

/// Whether a name may begin with this character. Letters outside ASCII are
/// taken along, so that the whole of a wrong name is reported.
pub(super) fn is_name_start(character: char) -> bool {
    character == '_' || character.is_ascii_alphabetic() || non_ascii_letter(character)
}

/// Whether a name may go on with this character.
pub(super) fn is_name_continue(character: char) -> bool {
    is_name_start(character) || character.is_ascii_digit()
}

fn non_ascii_letter(character: char) -> bool {
    !character.is_ascii() && character.is_alphanumeric()
}

/// A number: base, digits, glued unit.
fn number(text: &str) -> Read {
    let (prefix, radix, base) = match text.get(..2) {
        Some("0x") => (2, 16, "hexadecimal"),
        Some("0o") => (2, 8, "octal"),
        Some("0b") => (2, 2, "binary"),
        _ => (0, 10, "decimal"),
    };
    let after_prefix = text.get(prefix..).unwrap_or("");
    let digit =
        |c: char| c == '_' || if radix == 16 { c.is_ascii_hexdigit() } else { c.is_ascii_digit() };
    let digits = &after_prefix[..length_while(after_prefix, digit)];
    let digits_end = prefix + digits.len();
    if let Some(length) = float_length(text, digits_end, radix) {
        let fault = Fault::unsupported(0..length, "a floating-point number");
        return Read { length, kind: TokenKind::Invalid, faults: vec![fault] };
    }
    let rest = &text[digits_end..];
    let unit = if rest.starts_with(is_name_start) {
        &rest[..length_while(rest, is_name_continue)]
    } else {
        ""
    };
    let length = digits_end + unit.len();
    let mut faults = Vec::new();
    if !digits.contains(|c: char| c != '_') {
        faults.push(malformed(
            0..length,
            format!("this {base} number has no digits"),
            "digits are missing",
        ));
    } else if let Some((place, bad)) =
        digits.char_indices().find(|(_, c)| *c != '_' && !c.is_digit(radix))
    {
        let place = prefix + place;
        faults.push(malformed(
            place..place + 1,
            format!("`{bad}` is not a {base} digit"),
            "not a digit of this base",
        ));
    } else if radix != 16 && unit.starts_with(['e', 'E']) {
        faults.push(Fault {
            help: "leave a space in front of a unit that begins with `e` or `E`: `16 EiB`",
            ..malformed(
                0..length,
                format!("`{}` is read as an exponent without digits", &text[..length]),
                "an exponent must have digits",
            )
        });
    } else if radix != 10 && !unit.is_empty() {
        faults.push(based_unit(digits_end..length, unit));
    } else if !unit.is_ascii() {
        faults.push(malformed(
            digits_end..length,
            format!("`{unit}` is not a unit: names are ASCII"),
            "has letters outside ASCII",
        ));
    }
    let plain: String = digits.chars().filter(|c| *c != '_').collect();
    let value = u128::from_str_radix(&plain, radix);
    if faults.is_empty() && value.is_err() {
        faults.push(Fault {
            range: 0..length,
            code: Code::NumberTooLarge,
            message: "this number is too large".to_owned(),
            label: "not less than 2^128",
            help: "fields hold at most 64 bits; split the value, or use a byte string",
        });
    }
    let kind = match value {
        Ok(value) if faults.is_empty() => TokenKind::Number(Number {
            value,
            text: text[..digits_end].to_owned(),
            unit: (!unit.is_empty()).then(|| Name {
                text: unit.to_owned(),
                span: Span { start: digits_end, end: length },
            }),
        }),
        _ => TokenKind::Invalid,
    };
    Read { length, kind, faults }
}

/// The length of a floating-point number with these leading digits, if it is one.
fn float_length(text: &str, digits_end: usize, radix: u32) -> Option<usize> {
    let mut end = digits_end;
    let mut rest = text.get(end..)?.chars();
    if rest.next() == Some('.') && !rest.next().is_some_and(|c| c == '.' || is_name_start(c)) {
        end += 1;
        end += length_while(text.get(end..)?, |c| c == '_' || c.is_ascii_digit());
    }
    if radix != 16 && text.get(end..)?.starts_with(['e', 'E']) {
        let exponent = text.get(end + 1..)?;
        let sign = usize::from(exponent.starts_with(['+', '-']));
        let digits = exponent.get(sign..)?;
        if digits.trim_start_matches('_').starts_with(|c: char| c.is_ascii_digit()) {
            end += 1 + sign + length_while(digits, |c| c == '_' || c.is_ascii_digit());
        }
    }
    (end > digits_end).then(|| end + length_while(&text[end..], is_name_continue))
}

/// A string or byte string with escapes.
fn string(text: &str, bytes: bool) -> Read {
    let start = if bytes { 2 } else { 1 };
    let Some(end) = closing_quote(text, start, '"') else { return unterminated(text, start) };
    let mut value = Vec::new();
    let mut faults = Vec::new();
    let body = &text[..end];
    let mut place = start;
    while let Some(character) = body.get(place..).and_then(|rest| rest.chars().next()) {
        if character == '\\' {
            let escape = escape(body, place, bytes, &mut value);
            let range = place..place + escape.0;
            place = range.end;
            faults.extend(escape.1.map(|message| bad_escape(range, message, bytes)));
            continue;
        }
        let range = place..place + character.len_utf8();
        place = range.end;
        if let Some(message) = bad_character(body, range.clone(), character, bytes) {
            faults.push(bad_escape(range, message, bytes));
        } else if !(character == '\r' && body[place..].starts_with('\n')) {
            value.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
    finish_string(text, end + 1, bytes, value, faults)
}

/// A raw string: `r"…"`, `r#"…"#`, `br"…"`.
fn raw_string(text: &str, prefix: &str, hashes: usize) -> Read {
    let start = prefix.len() + hashes + 1;
    let bytes = prefix == "br";
    let close = format!("\"{}", "#".repeat(hashes));
    let Some(length) = text[start..].find(&close) else { return unterminated(text, start) };
    let end = start + length;
    let mut faults = Vec::new();
    for (place, character) in text[start..end].char_indices() {
        let range = start + place..start + place + character.len_utf8();
        if let Some(message) = bad_character(&text[..end], range.clone(), character, bytes) {
            faults.push(bad_escape(range, message, bytes));
        }
    }
    let value = text[start..end].replace("\r\n", "\n").into_bytes();
    finish_string(text, end + close.len(), bytes, value, faults)
}

/// A C string, which Rust knows and specs don't.
fn c_string(text: &str, prefix: &str, hashes: usize) -> Read {
    let mut read = match prefix {
        "c" => match closing_quote(text, 2, '"') {
            Some(end) => finish_string(text, end + 1, false, Vec::new(), Vec::new()),
            None => return unterminated(text, 2),
        },
        _ => raw_string(text, prefix, hashes),
    };
    if read.faults.is_empty() {
        read.faults.push(Fault::unsupported(0..read.length, "a C string"));
    }
    read.kind = TokenKind::Invalid;
    read
}

/// The token of a string that ends at this byte; a suffix is refused.
fn finish_string(
    text: &str,
    end: usize,
    bytes: bool,
    value: Vec<u8>,
    mut faults: Vec<Fault>,
) -> Read {
    let rest = text.get(end..).unwrap_or("");
    let suffix =
        if rest.starts_with(is_name_start) { length_while(rest, is_name_continue) } else { 0 };
    if suffix > 0 {
        faults.push(Fault::unsupported(end..end + suffix, "a suffix of a string"));
    }
    let kind = match String::from_utf8(value) {
        _ if !faults.is_empty() => TokenKind::Invalid,
        Ok(text) if !bytes => TokenKind::Text(text),
        Ok(text) => TokenKind::Bytes(text.into_bytes()),
        Err(error) => TokenKind::Bytes(error.into_bytes()),
    };
    Read { length: end + suffix, kind, faults }
}

/// Reads the escape at this byte: its length, and what is wrong with it.
fn escape(text: &str, place: usize, bytes: bool, value: &mut Vec<u8>) -> (usize, Option<String>) {
    let rest = &text[place + 1..];
    let Some(letter) = rest.chars().next() else {
        return (1, Some("the escape is cut short".to_owned()));
    };
    let simple = match letter {
        'n' => Some(b'\n'),
        'r' => Some(b'\r'),
        't' => Some(b'\t'),
        '0' => Some(0),
        '\\' | '\'' | '"' => u8::try_from(letter).ok(),
        _ => None,
    };
    if let Some(byte) = simple {
        value.push(byte);
        return (2, None);
    }
    if letter == '\n' || rest.starts_with("\r\n") {
        // A line continued: the line feed and all white space behind it vanish.
        return (1 + length_while(rest, |c| matches!(c, ' ' | '\t' | '\n' | '\r')), None);
    }
    match letter {
        'x' => hexadecimal_escape(rest, bytes, value),
        'u' if !bytes => unicode_escape(rest, value),
        'u' => (2, Some("byte strings have no `\\u{…}`".to_owned())),
        _ => (1 + letter.len_utf8(), Some(format!("unknown escape `\\{}`", letter.escape_debug()))),
    }
}

/// `\x41`; `rest` begins with the `x`.
fn hexadecimal_escape(rest: &str, bytes: bool, value: &mut Vec<u8>) -> (usize, Option<String>) {
    let digits = rest[1..].chars().take(2).take_while(char::is_ascii_hexdigit).count();
    match u8::from_str_radix(rest.get(1..3).unwrap_or(""), 16) {
        Ok(byte) if digits == 2 && (bytes || byte < 0x80) => {
            value.push(byte);
            (4, None)
        }
        Ok(_) if digits == 2 => (4, Some("in a string `\\x` goes up to `\\x7f`".to_owned())),
        _ => (2 + digits, Some("`\\x` needs two hexadecimal digits".to_owned())),
    }
}

/// `\u{1f600}`; `rest` begins with the `u`.
fn unicode_escape(rest: &str, value: &mut Vec<u8>) -> (usize, Option<String>) {
    let Some((digits, _)) = rest.strip_prefix("u{").and_then(|rest| rest.split_once('}')) else {
        return (2, Some("`\\u` needs one to six hexadecimal digits in braces".to_owned()));
    };
    if !digits.chars().all(|c| c == '_' || c.is_ascii_hexdigit()) {
        return (2, Some("`\\u` needs one to six hexadecimal digits in braces".to_owned()));
    }
    let plain: String = digits.chars().filter(|c| *c != '_').collect();
    let character = u32::from_str_radix(&plain, 16).ok().and_then(char::from_u32);
    let length = "\\u{}".len() + digits.len();
    match character {
        Some(character) if plain.len() <= 6 && !digits.starts_with('_') => {
            value.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            (length, None)
        }
        _ => (length, Some(format!("`\\u{{{digits}}}` is not a Unicode scalar value"))),
    }
}

/// Why a character may not stand unescaped in a string, if so.
fn bad_character(text: &str, range: Range<usize>, character: char, bytes: bool) -> Option<String> {
    if character == '\r' && !text[range.end..].starts_with('\n') {
        return Some("a carriage return stands alone".to_owned());
    }
    (bytes && !character.is_ascii())
        .then(|| format!("`{character}` is outside ASCII and can't stand in a byte string"))
}

/// A character, byte or lifetime: read whole and refused. `start` is the quote's place.
fn unsupported_quote(text: &str, start: usize, what: &str) -> Read {
    let inner = start + 1;
    let body = text.get(inner..).unwrap_or("");
    let first = body.chars().next();
    let name = length_while(body, is_name_continue);
    let after_name = body.get(name..).is_some_and(|rest| rest.starts_with('\''));
    let after_first =
        first.is_some_and(|c| body.get(c.len_utf8()..).is_some_and(|rest| rest.starts_with('\'')));
    let length = match first {
        Some('\\') => closing_quote(text.split('\n').next().unwrap_or(text), inner, '\'')
            .map_or(inner + 1, |end| end + 1),
        Some(_) if name > 0 => inner + name + usize::from(after_name),
        Some(character) if after_first => inner + character.len_utf8() + 1,
        _ => inner,
    };
    Read { length, kind: TokenKind::Invalid, faults: vec![Fault::unsupported(0..length, what)] }
}

/// Where the first closing quote behind `start` stands that is not escaped.
fn closing_quote(text: &str, start: usize, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (place, character) in text.get(start..)?.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return Some(start + place),
            _ => {}
        }
    }
    None
}

/// A string without end: its line is lost, the text behind it is read on.
fn unterminated(text: &str, open: usize) -> Read {
    let fault = Fault {
        range: 0..open,
        code: Code::UnterminatedString,
        message: "this string is not closed".to_owned(),
        label: "no closing quote for this",
        help: "close it, and write a quote inside a string as `\\\"`",
    };
    let length = text.find('\n').unwrap_or(text.len()).max(open);
    Read { length, kind: TokenKind::Invalid, faults: vec![fault] }
}

fn malformed(range: Range<usize>, message: String, label: &'static str) -> Fault {
    let help = "numbers are `42`, `0xFF`, `0o17` or `0b1010`, with `_` between digits";
    Fault { range, code: Code::InvalidNumber, message, label, help }
}

fn based_unit(range: Range<usize>, unit: &str) -> Fault {
    Fault {
        range,
        code: Code::UnitOfBasedNumber,
        message: format!("the unit `{unit}` stands behind a number that is not decimal"),
        label: "units follow decimal numbers only",
        help: "write the number in decimal",
    }
}

fn bad_escape(range: Range<usize>, message: String, bytes: bool) -> Fault {
    let help = if bytes {
        "write `\\\\` for a backslash and `\\x00` to `\\xff` for any byte"
    } else {
        "write `\\\\` for a backslash and `\\u{1f600}` for any character"
    };
    Fault { range, code: Code::InvalidEscape, message, label: "not allowed in this string", help }
}

fn length_while(text: &str, holds: impl Fn(char) -> bool) -> usize {
    text.find(|character| !holds(character)).unwrap_or(text.len())
}
