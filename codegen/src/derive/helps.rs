//! Helps in Rust: what the checker advises in the words of specs, in those of
//! attributes.

use packetwright_spec::diagnostic::Diagnostic;

/// Parts of helps, as specs and as attributes say them.
const WORDS: [(&str, &str); 6] = [
    (
        "let it begin with a number that is never this byte: `string[u8 in 1..=63]`, `kind: u8 in 1..=9`",
        "let it be a type that begins with a number that is never this byte: `range = 1..=9` on a `u8`, `prefix = u8, length = 1..=63` on text",
    ),
    ("`until 0`", "`until = 0`"),
    ("`until b\"\\r\\n\"`", "`until = b\"\\r\\n\"`"),
    ("is bounded in its brackets: `bytes[u8 in 1..=64]`", "is bounded by `length = 1..=64`"),
    (
        "measure it, or let all that follows have a fixed size: `tag: bytes[16]`",
        "add `within = u16`, or let all that follows have a fixed size: `tag: [u8; 16]`",
    ),
    ("(`field: u64 in 0..=1000`)", "(`range = 0..=1000`)"),
];

/// Diagnostics with their helps in the words of attributes.
pub fn in_rust(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for help in diagnostics.iter_mut().filter_map(|found| found.help.as_mut()) {
        for (spec, rust) in WORDS {
            if help.contains(spec) {
                *help = help.replace(spec, rust);
            }
        }
        let required =
            help.strip_prefix("write `require ").and_then(|h| h.strip_suffix(",` above"));
        if let Some(condition) = required {
            *help = format!("write `require = {condition}` in front of it");
        }
        let spare = help.strip_prefix("add `spare: u").and_then(|h| h.split_once(" = 0,` behind "));
        if let Some((bits, field)) = spare {
            *help = format!("add a field `spare` with `bits = {bits}` behind {field}");
        }
    }
    diagnostics
}
