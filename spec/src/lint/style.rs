//! How things are called, and whether something is said of them.

use super::Linter;
use crate::diagnostic::{Code, Diagnostic};
use crate::names::{Declaration, DeclarationKind as Kind};

/// How a name is written.
#[derive(Clone, Copy)]
enum Style {
    /// `EchoReply`
    Camel,
    /// `echo_reply`
    Snake,
    /// `ECHO_REPLY`
    Screaming,
}

impl Style {
    fn of(kind: Kind) -> Style {
        match kind {
            Kind::Constant => Style::Screaming,
            Kind::Protocol | Kind::Field | Kind::Flag | Kind::Binding => Style::Snake,
            _ => Style::Camel,
        }
    }

    fn fits(self, name: &str) -> bool {
        match self {
            Style::Camel => {
                name.starts_with(|c: char| c.is_ascii_uppercase()) && !name.contains('_')
            }
            Style::Snake => !name.contains(|c: char| c.is_ascii_uppercase()),
            Style::Screaming => !name.contains(|c: char| c.is_ascii_lowercase()),
        }
    }

    /// The name in this style.
    fn write(self, name: &str) -> String {
        let words = words(name);
        let camel = |word: &String| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_ascii_uppercase() + rest
        };
        match self {
            Style::Camel => words.iter().map(camel).collect(),
            Style::Snake => words.join("_"),
            Style::Screaming => words.join("_").to_ascii_uppercase(),
        }
    }

    fn described(self) -> &'static str {
        match self {
            Style::Camel => "types, variants and messages are written `LikeThis`",
            Style::Snake => "fields, flags and values are written `like_this`",
            Style::Screaming => "constants are written `LIKE_THIS`",
        }
    }
}

impl Linter<'_> {
    pub(super) fn style(&mut self) {
        let mut findings = Vec::new();
        for (id, declaration) in self.names.all() {
            findings.extend(misnamed(declaration).map(|found| (Some(id), found)));
            findings.extend(undocumented(declaration).map(|found| (Some(id), found)));
        }
        self.findings.extend(findings);
    }
}

fn misnamed(declaration: &Declaration) -> Option<Diagnostic> {
    let (name, style) = (&declaration.name, Style::of(declaration.kind));
    if style.fits(&name.text) {
        return None;
    }
    let message = format!("`{name}` is not written as such names are");
    let found = Diagnostic::new(Code::NameStyle, name.span, message, style.described());
    Some(found.help(format!("write `{}`", style.write(&name.text))))
}

fn undocumented(declaration: &Declaration) -> Option<Diagnostic> {
    let told = declaration.docs.lines.iter().any(|line| !line.trim().is_empty());
    let wanted = !matches!(
        declaration.kind,
        Kind::Variant | Kind::Flag | Kind::Arm | Kind::State | Kind::Failure | Kind::Binding
    );
    if told || !wanted {
        return None;
    }
    let help = match declaration.kind {
        Kind::Protocol => "say at the top what the protocol is for, behind `//!`",
        _ => "say what it is for, in a line above it that begins with `///`",
    };
    let name = &declaration.name;
    let message = format!("`{name}` has no documentation");
    Some(Diagnostic::new(Code::Undocumented, name.span, message, "says nothing").help(help))
}

/// The words of a name, in small letters: `MaxHTTPSize` and `max_http_size` have
/// the same.
fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (place, letter) in letters.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| letters.get(before));
        let small = |c: Option<&char>| c.is_some_and(char::is_ascii_lowercase);
        let after_digit = before.is_some_and(char::is_ascii_digit);
        let begins = letter.is_ascii_uppercase()
            && (small(before) || after_digit || small(letters.get(place + 1)));
        if *letter == '_' || begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| *letter != '_') {
            word.push(letter.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::Style;

    #[test]
    fn names_are_written_in_each_style() {
        for (name, camel, snake, screaming) in [
            ("echo_reply", "EchoReply", "echo_reply", "ECHO_REPLY"),
            ("EchoReply", "EchoReply", "echo_reply", "ECHO_REPLY"),
            ("MAX_SIZE", "MaxSize", "max_size", "MAX_SIZE"),
            ("MaxHTTPSize", "MaxHttpSize", "max_http_size", "MAX_HTTP_SIZE"),
            ("lz4", "Lz4", "lz4", "LZ4"),
            ("_a__b_", "AB", "a_b", "A_B"),
        ] {
            assert_eq!(Style::Camel.write(name), camel);
            assert_eq!(Style::Snake.write(name), snake);
            assert_eq!(Style::Screaming.write(name), screaming);
        }
    }
}
