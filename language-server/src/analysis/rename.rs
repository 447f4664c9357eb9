//! Renaming, or the reason why not.
//!
//! What a new name would do is not guessed: the renamed text is read again,
//! and must declare the same things, lead each use to the same place and have
//! no mistake that it had not before.

use std::collections::BTreeMap;
use std::fmt;

use packetwright_spec::compile;
use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::lex::{TokenKind, lex};
use packetwright_spec::names::{DeclarationId, Names};
use packetwright_spec::parse;
use packetwright_spec::span::Span;

use super::Analysis;

/// Why something is not renamed, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

impl Analysis {
    /// The name at a place that can be renamed, and where it is.
    pub fn renamable(&self, offset: usize) -> Option<(Span, &str)> {
        let (_, span) = self.names.target_at(offset)?;
        Some((span, self.slice(span)))
    }

    /// The spans that another name is to be written into, in order, and what is
    /// written: the name, with `r#` where the language needs it.
    ///
    /// # Errors
    /// There is nothing of the spec's own at the place; the name is none; or
    /// the spec would mean something else with it.
    pub fn rename(&self, offset: usize, new_name: &str) -> Result<(Vec<Span>, String), Refusal> {
        let Some((id, _)) = self.names.target_at(offset) else {
            return Err(Refusal("there is no name of the spec's own here to rename".into()));
        };
        is_name(new_name)?;
        let mut spans = self.names.occurrences(id);
        spans.sort();
        spans.dedup();
        let plain = self.try_rename(id, &spans, new_name);
        match plain {
            Ok(()) => Ok((spans, new_name.to_owned())),
            Err(refusal) => {
                let raw = format!("r#{}", new_name.trim_start_matches("r#"));
                match self.try_rename(id, &spans, &raw) {
                    Ok(()) => Ok((spans, raw)),
                    Err(_) => Err(refusal),
                }
            }
        }
    }

    /// Whether the spec means the same with the name in these places.
    fn try_rename(&self, id: DeclarationId, spans: &[Span], written: &str) -> Result<(), Refusal> {
        let renamed = replaced(&self.text, spans, written);
        let names = Names::of(&parse(&renamed).0);
        let diagnostics = compile(&renamed).err().unwrap_or_default();
        if let Some(new) = first_new(&self.diagnostics, &diagnostics) {
            return Err(Refusal(format!("with this name, {} ({})", new.message, new.code)));
        }
        let declared = |names: &Names| -> Vec<_> {
            names.declarations.iter().map(|found| (found.kind, found.parent)).collect()
        };
        let targets = |names: &Names| -> Vec<_> {
            names.uses.iter().map(|found| (found.place, found.target)).collect()
        };
        if declared(&self.names) != declared(&names) || targets(&self.names) != targets(&names) {
            let name = &self.names.declaration(id).name;
            return Err(Refusal(format!(
                "with the name `{written}` for `{name}`, a name in this spec would stand for something else"
            )));
        }
        Ok(())
    }
}

/// Whether a text is one name of the language.
fn is_name(text: &str) -> Result<(), Refusal> {
    let (tokens, diagnostics) = lex(text);
    let one = matches!(&tokens.get(0).kind, TokenKind::Name { .. })
        && tokens.get(0).span == Span { start: 0, end: text.len() }
        && tokens.get(1).kind == TokenKind::End;
    match diagnostics.first() {
        Some(found) => Err(Refusal(format!("{} ({})", found.message, found.code))),
        None if one => Ok(()),
        None => Err(Refusal(format!(
            "`{text}` is no name: names are ASCII letters, digits and `_`, no digit first"
        ))),
    }
}

/// The text with something else in these places, which are in order.
fn replaced(text: &str, spans: &[Span], written: &str) -> String {
    let mut renamed = String::with_capacity(text.len());
    let mut end = 0;
    for span in spans {
        renamed.push_str(text.get(end..span.start).unwrap_or_default());
        renamed.push_str(written);
        end = span.end;
    }
    renamed.push_str(text.get(end..).unwrap_or_default());
    renamed
}

/// The first diagnostic of a code that there are more of than before.
fn first_new<'d>(before: &[Diagnostic], after: &'d [Diagnostic]) -> Option<&'d Diagnostic> {
    let mut known: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in before.iter().filter(|found| found.is_error()) {
        *known.entry(diagnostic.code).or_default() += 1;
    }
    after.iter().filter(|found| found.is_error()).find(|diagnostic| {
        match known.get_mut(&diagnostic.code) {
            Some(left @ 1..) => {
                *left -= 1;
                false
            }
            _ => true,
        }
    })
}
