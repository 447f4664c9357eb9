//! The documents that the client has open: their text as the client has it,
//! and what is known of it. Beside them, while one question is answered, specs
//! that are not open.
//!
//! What is open here is what importers see, saved or not; everything else they
//! import is read. A change is followed by whoever imports the document.
//! Read next: `addresses` for what a document is called.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use lsp_types::{TextDocumentContentChangeEvent, Uri};
use packetwright_spec::import::LoadError;

use super::addresses::{path_of, relative};
use super::position::Lines;
use super::{Limits, ReadImport};
use crate::analysis::Analysis;

/// The open documents, by the address that the client gave.
pub(super) struct Documents<'r> {
    limits: Limits,
    read: &'r ReadImport<'r>,
    open: BTreeMap<Uri, Document>,
    /// Specs of the client's folders that are not open, while one question is
    /// answered.
    closed: BTreeMap<Uri, Document>,
}

/// One document.
pub(super) struct Document {
    /// The number that the client gave this text.
    pub(super) version: i32,
    pub(super) lines: Lines,
    pub(super) content: Content,
    /// Its file; empty if it is none.
    path: PathBuf,
    /// The folder that it may import from.
    folder: PathBuf,
    /// The files that its imports lead to, whether they are there or not.
    imports: BTreeSet<PathBuf>,
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
        Documents { limits, read, open: BTreeMap::new(), closed: BTreeMap::new() }
    }

    /// Opens a document. False if too many are open.
    pub(super) fn open(&mut self, uri: Uri, version: i32, text: String) -> bool {
        if self.open.len() >= self.limits.documents && !self.open.contains_key(&uri) {
            return false;
        }
        self.put(uri, version, text);
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
        let mut text = document.analysis().map(|analysis| analysis.text().to_owned());
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
            self.put(uri.clone(), version, text);
        }
        true
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        if let Some(closed) = self.open.remove(uri) {
            self.follow(&closed.path, &closed.imports);
        }
    }

    /// Reads anew what imports files that are others now, and are not open.
    pub(super) fn changed_outside(&mut self, files: &[Uri]) {
        for path in files.iter().map(path_of) {
            if self.at(&path).is_none() {
                self.follow(&path, &BTreeSet::new());
            }
        }
    }

    pub(super) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.open.get(uri)
    }

    /// The document of a file, with its address, if it is open or looked at.
    pub(super) fn at(&self, path: &Path) -> Option<(&Uri, &Document)> {
        self.seen().find(|(_, document)| document.is_at(path))
    }

    /// All that are open.
    pub(super) fn all(&self) -> impl Iterator<Item = (&Uri, &Document)> {
        self.open.iter()
    }

    /// All that are open or looked at.
    pub(super) fn seen(&self) -> impl Iterator<Item = (&Uri, &Document)> {
        self.open.iter().chain(&self.closed)
    }

    /// Reads a file that is not open.
    pub(super) fn look_at(&mut self, uri: Uri, text: String) {
        let document = self.document(&uri, 0, text);
        self.closed.insert(uri, document);
    }

    /// Forgets all that is not open.
    pub(super) fn forget(&mut self) {
        self.closed.clear();
    }

    /// Keeps a text, reads it, and has those follow whom it concerns.
    fn put(&mut self, uri: Uri, version: i32, text: String) {
        let document = self.document(&uri, version, text);
        let (path, imports) = (document.path.clone(), document.imports.clone());
        self.open.insert(uri, document);
        self.follow(&path, &imports);
    }

    /// Reads anew the documents that import a file, and those that it imports:
    /// it is their importer that says from which folder they may import.
    fn follow(&mut self, path: &Path, imports: &BTreeSet<PathBuf>) {
        if path.as_os_str().is_empty() {
            return;
        }
        let concerned = |document: &Document| {
            !document.is_at(path)
                && (document.imports.contains(path) || imports.contains(&document.path))
        };
        let concerned: Vec<(Uri, i32, String)> = self
            .open
            .iter()
            .filter(|(_, document)| concerned(document))
            .filter_map(|(uri, document)| {
                let text = document.analysis()?.text().to_owned();
                Some((uri.clone(), document.version, text))
            })
            .collect();
        for (uri, version, text) in concerned {
            let document = self.document(&uri, version, text);
            self.open.insert(uri, document);
        }
    }

    /// A document as it is with this text.
    fn document(&self, uri: &Uri, version: i32, text: String) -> Document {
        let path = path_of(uri);
        let folder = self.folder(&path);
        let (lines, asked) = (Lines::of(&text), RefCell::new(BTreeSet::new()));
        let content = match text.len() {
            bytes if bytes > self.limits.document => Content::TooLarge(bytes),
            _ => Content::Known(Box::new(match relative(&path, &folder) {
                Some(name) => Analysis::of_file(&name, text, &|import| {
                    asked.borrow_mut().insert(folder.join(import));
                    self.load(&folder, import)
                }),
                // What is no file can import none.
                None => Analysis::new(text),
            })),
        };
        Document { version, lines, content, path, folder, imports: asked.into_inner() }
    }

    /// The folder that a file may import from: its own, or that of the open spec
    /// that imports it and lies highest.
    fn folder(&self, path: &Path) -> PathBuf {
        let own = path.parent().unwrap_or(Path::new(""));
        let importers = self.open.values().filter(|open| open.imports.contains(path));
        let folders = importers.map(|open| open.folder.as_path());
        let above = folders.filter(|folder| own.starts_with(folder));
        above.chain([own]).min_by_key(|folder| folder.components().count()).unwrap_or(own).into()
    }

    /// The text of an imported file: as it is open, or else as it is kept.
    fn load(&self, folder: &Path, import: &str) -> Result<String, LoadError> {
        match self.at(&folder.join(import)).map(|(_, document)| &document.content) {
            Some(Content::Known(analysis)) => Ok(analysis.text().to_owned()),
            Some(Content::TooLarge(bytes)) => {
                let most = self.limits.document;
                Err(LoadError::Unreadable(format!("it has {bytes} bytes; at most {most} are read")))
            }
            None => (self.read)(folder, import),
        }
    }
}

impl Document {
    /// What is known of the text, if it is not too large.
    pub(super) fn analysis(&self) -> Option<&Analysis> {
        match &self.content {
            Content::Known(analysis) => Some(analysis),
            Content::TooLarge(_) => None,
        }
    }

    /// The file of a text that the analysis read, by its path.
    pub(super) fn file(&self, path: &str) -> PathBuf {
        match self.path.as_os_str().is_empty() {
            true => PathBuf::new(),
            false => self.folder.join(path),
        }
    }

    /// Whether the document is this file.
    fn is_at(&self, path: &Path) -> bool {
        !path.as_os_str().is_empty() && self.path == path
    }
}
