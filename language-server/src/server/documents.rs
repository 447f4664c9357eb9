//! The documents that the client has open: their text as the client has it,
//! and what is known of it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::position::Lines;
use super::{Limits, ReadImport};
use crate::analysis::Analysis;

/// The open documents, by the address that the client gave.
pub(super) struct Documents<'r> {
    limits: Limits,
    read: &'r ReadImport<'r>,
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

impl<'r> Documents<'r> {
    pub(super) fn new(limits: Limits, read: &'r ReadImport<'r>) -> Documents<'r> {
        Documents { limits, read, open: BTreeMap::new() }
    }

    /// Opens a document. False if too many are open.
    pub(super) fn open(&mut self, uri: Uri, version: i32, text: String) -> bool {
        if self.open.len() >= self.limits.documents && !self.open.contains_key(&uri) {
            return false;
        }
        let document = Document::new(&uri, version, text, self.limits.document, self.read);
        self.open.insert(uri, document);
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
            *document = Document::new(uri, version, text, self.limits.document, self.read);
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
    fn new(uri: &Uri, version: i32, text: String, most: usize, read: &ReadImport<'_>) -> Document {
        let lines = Lines::of(&text);
        let content = match text.len() {
            bytes if bytes > most => Content::TooLarge(bytes),
            _ => {
                let path = path_of(uri);
                let (folder, name) =
                    (path.parent(), path.file_name().and_then(|name| name.to_str()));
                Content::Known(Box::new(match (folder, name) {
                    (Some(folder), Some(name)) => {
                        Analysis::of_file(name, text, &|path| read(folder, path))
                    }
                    // What is no file can import none.
                    _ => Analysis::new(text),
                }))
            }
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

/// The path of a `file:` address; empty for any other.
fn path_of(uri: &Uri) -> PathBuf {
    let Some(written) = uri.as_str().strip_prefix("file://") else { return PathBuf::new() };
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.bytes();
    while let Some(byte) = rest.next() {
        let escaped = (byte == b'%').then(|| {
            let digit = |byte: Option<u8>| char::from(byte.unwrap_or_default()).to_digit(16);
            let mut ahead = rest.clone();
            let (high, low) = (digit(ahead.next())?, digit(ahead.next())?);
            rest = ahead;
            u8::try_from(high * 16 + low).ok()
        });
        bytes.push(escaped.flatten().unwrap_or(byte));
    }
    let path = String::from_utf8(bytes).unwrap_or_default();
    // `/c:/specs` of Windows.
    let drive = path.get(1..3).is_some_and(|drive| drive.ends_with(':'));
    PathBuf::from(if cfg!(windows) && drive { path.get(1..).unwrap_or_default() } else { &path })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::path_of;

    #[test]
    fn addresses_of_files_are_paths() {
        for (uri, path) in [
            ("file:///specs/clock.wire", "/specs/clock.wire"),
            ("file:///a%20b/%C3%A4.wire", "/a b/ä.wire"),
            ("file:///100%25.wire", "/100%.wire"),
            ("untitled:Untitled-1", ""),
        ] {
            assert_eq!(path_of(&uri.parse().expect(uri)), Path::new(path), "{uri}");
        }
    }
}
