//! The documents that the client has open: their text as the client has it,
//! and what is known of it.

use std::collections::BTreeMap;

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::Limits;
use super::position::Lines;
use crate::analysis::Analysis;

/// The open documents, by the address that the client gave.
pub(super) struct Documents {
    limits: Limits,
    open: BTreeMap<Uri, Document>,
}

/// One document.
pub(super) struct Document {
    /// The number that the client gave this text.
    pub(super) version: i32,
    pub(super) lines: Lines,
    pub(super) content: Content,
}

/// What is known of a document.
pub(super) enum Content {
    /// Its text was read.
    Known(Box<Analysis>),
    /// It has so many bytes, more than are looked at; the text is not kept.
    TooLarge(usize),
}

impl Documents {
    pub(super) fn new(limits: Limits) -> Documents {
        Documents { limits, open: BTreeMap::new() }
    }

    /// Opens a document. False if too many are open.
    pub(super) fn open(&mut self, uri: Uri, version: i32, text: String) -> bool {
        if self.open.len() >= self.limits.documents && !self.open.contains_key(&uri) {
            return false;
        }
        self.open.insert(uri, Document::new(version, text, self.limits.document));
        true
    }

    /// Applies changes in order. False if the document is not open.
    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) -> bool {
        let Some(document) = self.open.get_mut(uri) else { return false };
        let mut text = match &document.content {
            Content::Known(analysis) => Some(analysis.text().to_owned()),
            Content::TooLarge(_) => None,
        };
        for change in changes {
            match (change.range, &mut text) {
                (None, _) => text = Some(change.text),
                (Some(range), Some(text)) => {
                    let lines = Lines::of(text);
                    let start = lines.offset(text, range.start);
                    let end = lines.offset(text, range.end).max(start);
                    text.replace_range(start..end, &change.text);
                }
                // Part of a text that was not kept: only a whole one helps.
                (Some(_), None) => {}
            }
        }
        document.version = version;
        if let Some(text) = text {
            *document = Document::new(version, text, self.limits.document);
        }
        true
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        self.open.remove(uri);
    }

    pub(super) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.open.get(uri)
    }
}

impl Document {
    fn new(version: i32, text: String, most: usize) -> Document {
        let lines = Lines::of(&text);
        let content = match text.len() {
            bytes if bytes > most => Content::TooLarge(bytes),
            _ => Content::Known(Box::new(Analysis::new(text))),
        };
        Document { version, lines, content }
    }

    /// What is known of the text, if it is not too large.
    pub(super) fn analysis(&self) -> Option<&Analysis> {
        match &self.content {
            Content::Known(analysis) => Some(analysis),
            Content::TooLarge(_) => None,
        }
    }
}
