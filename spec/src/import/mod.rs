//! Imports: a spec that is written in several files.
//!
//! ```text
//! file ─► graph (which files) ─► names (what each sees) ─► one tree ─► lower ─► check
//! ```
//!
//! Nothing here reads a disk: texts come from a loader. Behind this stage only
//! [`Sources`] know that there were files.

mod graph;
mod names;
mod path;
mod uses;

use crate::diagnostic::{self, Diagnostic};
use crate::model::Model;
use crate::sources::Sources;
use crate::syntax::tree::{File, Item};
use crate::syntax::{parse, parse_at};
use crate::{Checked, judge, lower};

/// The most files that a spec imports, directly or not.
pub const MAX_FILES: usize = 256;

/// How deep imports may lead: the file compiled imports at depth 1.
pub const MAX_DEPTH: usize = 16;

/// The most bytes of all imported files together.
pub const MAX_BYTES: usize = 16 << 20;

/// What gives the text of an imported file.
///
/// It gets the path from the root, with `/` between its parts and without `.`
/// and `..`. It is asked once for each path that it has a text for.
pub type Load<'l> = dyn Fn(&str) -> Result<String, LoadError> + 'l;

/// Why there is no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// There is no such file.
    NotFound,
    /// There is one that cannot be read or may not be; why, in a few words.
    Unreadable(String),
}

/// What came of a spec in one or several files.
#[derive(Clone, Debug)]
pub struct Compilation {
    /// All files that were read; the spans of diagnostics and model lead into
    /// them.
    pub sources: Sources,
    /// The items of all files in one tree.
    pub tree: File,
    /// The files one by one, in the order of `sources`; none if the spec imports
    /// nothing, and `tree` is all there is.
    pub files: Vec<ParsedFile>,
    /// Everything that was found, in order of place; warnings do not refuse a
    /// spec.
    pub diagnostics: Vec<Diagnostic>,
    /// What was compiled, unless a diagnostic is an error.
    pub outcome: Option<Compiled>,
}

/// A file as it was parsed.
#[derive(Clone, Debug)]
pub struct ParsedFile {
    /// All that stands in it, its imports included.
    pub tree: File,
    /// For each of its imports, in order, the file that was found, by its place
    /// among all.
    pub imports: Vec<Option<usize>>,
}

/// What a file without errors is.
#[derive(Clone, Debug)]
pub enum Compiled {
    /// A protocol, with all that it imports.
    Protocol(Box<Checked<Model>>),
    /// A library, checked on its own. A library is no protocol, so there is
    /// nothing to generate or run; its name.
    Library(String),
}

impl Compilation {
    /// The protocol, if it is one and in order.
    pub fn protocol(self) -> Option<Checked<Model>> {
        match self.outcome {
            Some(Compiled::Protocol(model)) => Some(*model),
            Some(Compiled::Library(_)) | None => None,
        }
    }
}

/// Compiles a file and what it imports. `path` is the file's own from the root
/// that imports may be read from, with `/` between its parts.
///
/// ```
/// use packetwright_spec::import::{LoadError, compile_files};
///
/// let main = "
///     protocol weather { edition: 1, version: 1, endian: big }
///     import \"common.wire\" { Place };
///     struct Report { at: Place, degrees: i16 }
/// ";
/// let load = |path: &str| match path {
///     "common.wire" => Ok("
///         library common { edition: 1, endian: big }
///         struct Place { latitude: i32, longitude: i32 }
///     ".to_owned()),
///     _ => Err(LoadError::NotFound),
/// };
/// let found = compile_files("main.wire", main, &load);
/// assert_eq!(found.diagnostics, []);
/// assert_eq!(found.sources.files()[1].path, "common.wire");
/// let model = found.protocol().expect("a protocol");
/// let names: Vec<&str> = model.structs.iter().map(|item| item.name.text.as_str()).collect();
/// assert_eq!(names, ["Place", "Report"]);
/// ```
pub fn compile_files(path: &str, text: &str, load: &Load<'_>) -> Compilation {
    let (file, diagnostics) = parse(text);
    compile_parsed(file, diagnostics, path, Sources::new(path, text), load)
}

/// As [`compile_files`], for so many tokens that were parsed already;
/// `diagnostics` are those of the parser. The paths of imports are relative to
/// the root.
pub fn compile_token_files(
    file: File,
    diagnostics: Vec<Diagnostic>,
    tokens: usize,
    load: &Load<'_>,
) -> Compilation {
    compile_parsed(file, diagnostics, "", Sources::of_tokens(tokens), load)
}

/// Parses the text of a spec that starts somewhere among `sources`, and all
/// that it imports, whose texts are put behind the others: the items of all in
/// one tree. Nothing is judged but imports. `path` is the spec's own, as in
/// [`compile_files`].
pub fn parse_among(
    sources: &mut Sources,
    (path, text, start): (&str, &str, usize),
    load: &Load<'_>,
) -> (File, Vec<Diagnostic>) {
    let (tree, mut diagnostics) = parse_at(text, start);
    if graph::imports(&tree).next().is_none() {
        return (tree, diagnostics);
    }
    let mut graph = graph::read(path, tree, sources.clone(), load);
    diagnostics.append(&mut graph.diagnostics);
    let (whole, found) = names::assemble(&graph);
    diagnostics.extend(found);
    *sources = graph.sources;
    (whole, diagnostics)
}

/// The places in a tree of the items that some names and all that stands behind
/// them lead to, in order.
pub fn used_by<'t>(tree: &'t File, names: impl IntoIterator<Item = &'t str>) -> Vec<usize> {
    let mut wanted: Vec<&str> = names.into_iter().collect();
    let mut found = std::collections::BTreeSet::new();
    while let Some(name) = wanted.pop() {
        let named = |item: &Item| lower::item_name(item).is_some_and(|own| own.text == name);
        if let Some(place) = tree.items.iter().position(named)
            && found.insert(place)
        {
            let used = uses::uses(&tree.items[place]);
            wanted.extend(used.into_iter().map(|name| name.text.as_str()));
        }
    }
    found.into_iter().collect()
}

fn compile_parsed(
    file: File,
    mut diagnostics: Vec<Diagnostic>,
    path: &str,
    mut sources: Sources,
    load: &Load<'_>,
) -> Compilation {
    let (mut tree, mut files) = (file, Vec::new());
    if graph::imports(&tree).next().is_some() {
        let mut graph = graph::read(path, tree, sources, load);
        diagnostics.append(&mut graph.diagnostics);
        let (whole, mut found) = names::assemble(&graph);
        if diagnostics.iter().any(Diagnostic::is_error) {
            // What was not read may be what is missing or would be used.
            found.retain(|found| found.is_error() && !names::needs_all(found.code));
        }
        diagnostics.append(&mut found);
        (tree, sources) = (whole, graph.sources);
        let parsed = |file: graph::Loaded| ParsedFile { tree: file.tree, imports: file.targets };
        files = graph.files.into_iter().map(parsed).collect();
    }
    let library = tree.items.iter().find_map(|item| match item {
        Item::Library(library) if sources.file_of(library.span).start == 0 => {
            Some(library.name.text.clone())
        }
        _ => None,
    });
    let (model, mut diagnostics) = judge(&tree, diagnostics, lower::lower(&tree));
    diagnostic::sort(&mut diagnostics);
    let outcome = model.map(|model| match library {
        Some(name) => Compiled::Library(name),
        None => Compiled::Protocol(Box::new(model)),
    });
    Compilation { sources, tree, files, diagnostics, outcome }
}
