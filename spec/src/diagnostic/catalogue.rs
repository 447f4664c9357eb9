//! The catalogue: every mistake that a spec can make, once.
//!
//! One entry a code: its name in Rust, its stable number, its severity, its
//! title and the page that `packetwright explain` prints. Numbers are never
//! reused. The catalogue doesn't know the wording of a single diagnostic; that
//! stands where the mistake is found, because only there is it known what was
//! expected.
//!
//! | numbers | stage |
//! |---------|-------|
//! | PW01xx | tokens and syntax |
//! | PW02xx | names |
//! | PW03xx | types and layout |
//! | PW04xx | sizes and arithmetic |
//! | PW05xx | layers |
//! | PW06xx | handshakes |

/// Whether a diagnostic refuses the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The spec is refused.
    Error,
    /// The spec is accepted; something in it is likely not meant.
    Warning,
}

macro_rules! codes {
    ($($name:ident $id:literal $severity:ident $title:literal $explanation:literal)*) => {
        /// The kind of a mistake, by its entry in the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!($id, ": ", $title, ".\n\n", $explanation)] $name,)*
        }

        impl Code {
            /// All codes, in order of the catalogue.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The stable number: `PW0101`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id),* }
            }

            /// What kind of mistake it is, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title),* }
            }

            /// Why it is a mistake and how to put it right, in a few paragraphs.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$name => $explanation),* }
            }

            /// Whether it refuses the spec.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }
        }
    };
}

impl Code {
    /// The code with this number (`PW0101`, in either case), if there is one.
    pub fn from_id(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

codes! {
    // PW01xx: tokens and syntax.

    UnexpectedCharacter "PW0101" Error "unexpected character"
    "The language is made of the tokens of Rust: ASCII names, numbers, strings and punctuation. \
     Any other character outside comments and strings is refused, so that a spec can stand inside \
     a macro unchanged."

    UnterminatedComment "PW0102" Error "comment is not closed"
    "Block comments nest: every `/*` needs its own `*/`."

    UnterminatedString "PW0103" Error "string is not closed"
    "A string runs from one `\"` to the next that has no `\\` in front of it; it may span lines."

    InvalidEscape "PW0104" Error "invalid escape or character in a string"
    "Strings know `\\n \\r \\t \\\\ \\0 \\' \\\"`, `\\x00` to `\\x7f` and `\\u{1f600}`. Byte strings know \
     `\\x00` to `\\xff` instead, have no `\\u{…}` and hold only ASCII characters otherwise. A carriage \
     return stands in neither, except in front of a line feed."

    InvalidNumber "PW0105" Error "malformed number"
    "Numbers are decimal, hexadecimal (`0x`), octal (`0o`) or binary (`0b`), with `_` anywhere between \
     the digits. Every digit must exist in its base, and there must be at least one."

    NumberTooLarge "PW0106" Error "number is too large"
    "Numbers in a spec are less than 2^128. No field of a packet holds more than 64 bits."

    InvalidName "PW0107" Error "not a usable name"
    "Names are ASCII letters, digits and `_`, and don't begin with a digit. `self`, `Self`, `super`, \
     `crate` and `_` are no names, because generated code could not spell them; every other keyword of \
     Rust is a fine name, with or without `r#`."

    ReservedPrefix "PW0108" Error "reserved prefix"
    "A name directly in front of a quote or `#`, as in `hex\"00\"`, is reserved by Rust and could not be \
     written in a macro. Only `b` and `r` may stand there."

    UnclosedDelimiter "PW0109" Error "bracket is not closed"
    "Every `(`, `[` and `{` needs its partner. Where one is missing, the reader takes the next item \
     that starts a line as the end of what was open."

    UnexpectedClose "PW0110" Error "closing bracket without an opening one"
    "This `)`, `]` or `}` closes nothing. Often the opening one was removed or closed earlier."

    UnexpectedToken "PW0111" Error "unexpected token"
    "Something else must stand here. The message says what would have been understood; the reader goes on \
     behind the next `,`, `;` or `}`."

    ExpectedItem "PW0112" Error "not an item"
    "A spec is a sequence of items: `protocol`, `const`, `enum`, `flags`, `struct`, `packet`, `union`, \
     `messages`, `layers` and `handshake`."

    UnsupportedLiteral "PW0113" Error "literal without a meaning here"
    "Specs have integers, strings and byte strings. Floating-point numbers, characters, C strings, \
     lifetimes and suffixes of strings mean nothing in them. A size such as `1.5 MiB` is written \
     `1536 KiB`."

    NestingTooDeep "PW0114" Error "nested too deeply"
    "Brackets, types and expressions nest at most 64 levels deep, and so many operators may follow one \
     another in one expression. The limit keeps every stage within its stack; name a part by `const` or \
     declare it as a `struct` to stay below."

    MisplacedDoc "PW0115" Error "documentation of nothing"
    "A `///` comment documents the item, field, variant, message or state behind it, and `//!` at the top \
     the protocol. Anywhere else it would be lost; write `//` for a remark."

    UnitOfBasedNumber "PW0116" Error "unit behind a number that is not decimal"
    "Units stand behind decimal numbers only. `0x10B` is the number 267, not sixteen bytes; to keep that \
     from being misread, no unit follows a hexadecimal, octal or binary number."

    ChainedComparison "PW0117" Error "chained comparison"
    "`a < b < c` has no agreed meaning. Write `a < b && b < c`."

    Repeated "PW0118" Error "given more than once"
    "This part may be given once. Given twice, it would not be clear which one counts."

    // PW02xx: names.

    // PW03xx: types and layout.

    // PW04xx: sizes and arithmetic.

    // PW05xx: layers.

    // PW06xx: handshakes.
}

#[cfg(test)]
mod tests {
    use super::Code;
    use std::collections::BTreeSet;

    #[test]
    fn every_number_is_unique_well_formed_and_found_by_its_text() {
        let mut seen = BTreeSet::new();
        for code in Code::ALL.iter().copied() {
            let id = code.id();
            assert!(seen.insert(id), "{id} is given twice");
            assert!(
                id.len() == 6
                    && id.starts_with("PW0")
                    && id.bytes().skip(2).all(|b| b.is_ascii_digit()),
                "{id}"
            );
            assert_eq!(Code::from_id(&id.to_lowercase()), Some(code));
            assert!(!code.title().ends_with('.') && code.explanation().ends_with('.'), "{id}");
        }
        assert_eq!(Code::from_id("PW9999"), None);
    }
}
