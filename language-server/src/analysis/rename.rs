//! Renaming, or the reason why not.
//!
//! What a new name would do is not guessed: the renamed texts are read again,
//! and must declare the same things, lead each use to the same place and have
//! no mistake that they had not before.

use std::collections::BTreeMap;
use std::fmt;

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::import::{LoadError, ParsedFile, compile_files};
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
        written(new_name, |name| self.try_rename(offset, name))
    }

    /// The spans that a name, as it is written, is to be put into, in order; in
    /// whatever file.
    ///
    /// # Errors
    /// As [`rename`](Self::rename).
    pub fn try_rename(&self, offset: usize, written: &str) -> Result<Vec<Span>, Refusal> {
        let Some((id, _)) = self.names.target_at(offset) else {
            return Err(Refusal("there is no name of the spec's own here to rename".into()));
        };
        let mut spans = self.names.occurrences(id);
        spans.sort();
        spans.dedup();
        self.means_the_same(id, &spans, written)?;
        Ok(spans)
    }

    /// Whether the spec means the same with the name in these places.
    fn means_the_same(
        &self,
        id: DeclarationId,
        spans: &[Span],
        written: &str,
    ) -> Result<(), Refusal> {
        let texts: Vec<(&str, String)> = self
            .sources
            .files()
            .iter()
            .map(|file| {
                let here =
                    spans.iter().filter(|span| self.sources.file_of(**span).start == file.start);
                let here: Vec<Span> = here.map(|span| self.sources.local(*span)).collect();
                (file.path.as_str(), replaced(&file.text, &here, written))
            })
            .collect();
        let Some((path, own)) = texts.first() else { return Ok(()) };
        let load = |path: &str| {
            let known = texts.iter().skip(1).find(|(known, _)| *known == path);
            known.map(|(_, text)| text.clone()).ok_or(LoadError::NotFound)
        };
        let mut found = compile_files(path, own, &load);
        if let Some(new) = first_new(&self.diagnostics, &found.diagnostics) {
            return Err(Refusal(format!("with this name, {} ({})", new.message, new.code)));
        }
        if found.files.is_empty() {
            found.files.push(ParsedFile { tree: parse(own).0, imports: Vec::new() });
        }
        let names = Names::of_files(&found.files);
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

/// What comes of a new name written as it is, or else with `r#` in front; and how
/// it was written.
///
/// # Errors
/// It is no name of the language, or refused both ways.
pub fn written<T>(
    new_name: &str,
    attempt: impl Fn(&str) -> Result<T, Refusal>,
) -> Result<(T, String), Refusal> {
    is_name(new_name)?;
    match attempt(new_name) {
        Ok(found) => Ok((found, new_name.to_owned())),
        Err(refusal) => {
            let raw = format!("r#{}", new_name.trim_start_matches("r#"));
            attempt(&raw).map(|found| (found, raw)).map_err(|_| refusal)
        }
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
