//! A place in a document, and what stands there as all open documents see it:
//! references and renames across files.
#![expect(clippy::mutable_key_type, reason = "addresses are compared by their text")]

use std::collections::HashMap;
use std::path::PathBuf;

use lsp_types::{Location, TextEdit, Uri};
use packetwright_spec::span::Span;

use super::addresses::path_of;
use super::answers::Answers;
use crate::analysis::{self, Analysis};

/// What is at a place, as a document sees it.
struct View<'s> {
    at: At<'s>,
    /// The file that it is declared in; empty for the document that was asked.
    declared_in: PathBuf,
    /// Whether the document read another text of that file.
    stale: bool,
}

/// A place in a document, and what is known of it. A place behind its text is
/// one in a file that it imports.
#[derive(Clone, Copy)]
pub(super) struct At<'s> {
    pub(super) answers: Answers<'s>,
    pub(super) analysis: &'s Analysis,
    pub(super) offset: usize,
}

impl At<'_> {
    pub(super) fn text(&self) -> &str {
        self.analysis.text()
    }
}

impl<'s> At<'s> {
    /// The edits that give another name to what is at a place, in all documents
    /// that are open or looked at and all they import; or why there are none.
    pub(super) fn renamed(&self, new_name: &str) -> Result<HashMap<Uri, Vec<TextEdit>>, String> {
        let views = self.views();
        if let Some(stale) = views.iter().find(|view| view.stale) {
            return Err(format!(
                "{} has another text than when {} was read; save it, and change that document",
                stale.declared_in.display(),
                stale.at.answers.uri.as_str(),
            ));
        }
        let in_all = |name: &str| -> Result<Vec<Vec<Span>>, analysis::Refusal> {
            views.iter().map(|view| view.at.analysis.try_rename(view.at.offset, name)).collect()
        };
        let (spans, written) =
            analysis::written(new_name, in_all).map_err(|refusal| refusal.to_string())?;
        let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
        for (view, spans) in views.iter().zip(spans) {
            for span in spans {
                let Location { uri, range } = view.at.answers.location(view.at.analysis, span);
                let edit = TextEdit { range, new_text: written.clone() };
                // A file may be called differently by those who see it.
                let known = changes.keys().find(|known| path_of(known) == path_of(&uri));
                let uri = known.filter(|_| !path_of(&uri).as_os_str().is_empty()).unwrap_or(&uri);
                let edits = changes.entry(uri.clone()).or_default();
                if !edits.contains(&edit) {
                    edits.push(edit);
                }
            }
        }
        Ok(changes)
    }

    /// Where what is at a place is named, in all documents that are open or looked
    /// at and all they import.
    pub(super) fn references(&self, with_declaration: bool) -> Vec<Location> {
        let mut locations = Vec::new();
        for view in self.views().iter().filter(|view| !view.stale) {
            for span in view.at.analysis.references(view.at.offset, with_declaration) {
                let location = view.at.answers.location(view.at.analysis, span);
                if !locations.contains(&location) {
                    locations.push(location);
                }
            }
        }
        locations
    }

    /// What is at a place, as each document that is seen sees it: this one first,
    /// then all others that read the file that it is declared in.
    fn views(&self) -> Vec<View<'s>> {
        let own = View { at: *self, declared_in: PathBuf::new(), stale: false };
        let Some(declared) = self.analysis.definition(self.offset) else { return vec![own] };
        let sources = self.analysis.sources();
        let (file, local) = (sources.file_of(declared), sources.local(declared));
        let path = self.answers.document.file(&file.path);
        let documents = self.answers.documents;
        let mut views = vec![own];
        for (uri, document) in documents.seen().filter(|(uri, _)| *uri != self.answers.uri) {
            let Some(analysis) = document.analysis() else { continue };
            let mut files = analysis.sources().files().iter();
            let found = files.find(|file| document.file(&file.path) == path);
            if let Some(found) = found.filter(|_| !path.as_os_str().is_empty()) {
                let answers = Answers { uri, document, documents };
                let at = At { answers, analysis, offset: found.start + local.start };
                let stale = found.text != file.text;
                views.push(View { at, declared_in: path.clone(), stale });
            }
        }
        views
    }
}
