//! The files of a spec: each read once, in the order in which they are needed.
//!
//! Knows paths, limits and what a file must be to be imported. What the names
//! in an import mean is for `names`.

use std::collections::BTreeMap;

use super::path;
use super::{Load, LoadError, MAX_BYTES, MAX_DEPTH, MAX_FILES};
use crate::diagnostic::{Code, Diagnostic};
use crate::sources::Sources;
use crate::span::Span;
use crate::syntax::parse_at;
use crate::syntax::tree::{File, Import, Item};

/// A file that was read and parsed.
pub(super) struct Loaded {
    /// Its path from the root.
    pub(super) path: String,
    pub(super) tree: File,
    /// For each of its imports, in order, the file that was found.
    pub(super) targets: Vec<Option<usize>>,
}

/// All files that could be read; the first is the one compiled.
pub(super) struct Graph {
    pub(super) files: Vec<Loaded>,
    /// The files, each behind those it imports.
    pub(super) order: Vec<usize>,
    pub(super) sources: Sources,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads all that a file imports. `sources` holds that file alone, at 0.
pub(super) fn read(path: &str, tree: File, sources: Sources, load: &Load<'_>) -> Graph {
    let root = Loaded { path: path.to_owned(), tree, targets: Vec::new() };
    let graph = Graph { files: vec![root], order: Vec::new(), sources, diagnostics: Vec::new() };
    let known = BTreeMap::from([(path.to_owned(), 0)]);
    let mut reader = Reader { load, graph, known, chain: Vec::new(), bytes: 0 };
    reader.follow(0);
    reader.graph
}

struct Reader<'l> {
    load: &'l Load<'l>,
    graph: Graph,
    /// Files by their paths.
    known: BTreeMap<String, usize>,
    /// The files that lead here, each with the place of the import that leads on.
    chain: Vec<(usize, Span)>,
    /// The bytes imported so far.
    bytes: usize,
}

impl Reader<'_> {
    /// Reads what a file imports, and what that imports.
    fn follow(&mut self, file: usize) {
        let imports: Vec<Import> = imports(&self.graph.files[file].tree).cloned().collect();
        for import in imports {
            self.chain.push((file, import.path_span));
            let target = self.target(file, &import);
            self.chain.pop();
            self.graph.files[file].targets.push(target);
        }
        self.graph.order.push(file);
    }

    /// The file that an import means; `None` once it is reported why there is none.
    fn target(&mut self, from: usize, import: &Import) -> Option<usize> {
        let path = match path::resolve(&self.graph.files[from].path, &import.path) {
            Ok(path) => path,
            Err(fault) => {
                self.report(Code::ImportPath, import, fault.message, "not followed", fault.help);
                return None;
            }
        };
        if let Some(known) = self.known.get(&path).copied() {
            if self.chain.iter().any(|(file, _)| *file == known) {
                self.cycle(known, import);
                return None;
            }
            return self.is_library(known, import).then_some(known);
        }
        let text = self.text(&path, import)?;
        let start = self.graph.sources.add(path.clone(), text.clone());
        let (tree, mut found) = parse_at(&text, start);
        let broken = found.iter().any(Diagnostic::is_error);
        self.graph.diagnostics.append(&mut found);
        let file = self.graph.files.len();
        self.known.insert(path.clone(), file);
        self.graph.files.push(Loaded { path, tree, targets: Vec::new() });
        self.follow(file);
        // A file that could not be read whole may have lost its head.
        (broken || self.is_library(file, import)).then_some(file)
    }

    /// The text of a file, if it is there and within the limits.
    fn text(&mut self, path: &str, import: &Import) -> Option<String> {
        let limit = if self.chain.len() > MAX_DEPTH {
            Some(format!("files import each other more than {MAX_DEPTH} deep"))
        } else if self.graph.files.len() > MAX_FILES {
            Some(format!("a spec imports at most {MAX_FILES} files"))
        } else {
            None
        };
        if let Some(message) = limit {
            let help = "put together what belongs together";
            self.report(Code::ImportLimit, import, message, "one too many", help);
            return None;
        }
        match (self.load)(path) {
            Ok(text) if self.bytes + text.len() > MAX_BYTES => {
                let most = MAX_BYTES >> 20;
                let message = format!("the imported files have more than {most} MiB together");
                let help = "import less, or smaller files";
                self.report(Code::ImportLimit, import, message, "does not fit any more", help);
                None
            }
            Ok(text) => {
                self.bytes += text.len();
                Some(text)
            }
            Err(LoadError::NotFound) => {
                let message = format!("there is no file `{path}`");
                let help = "paths are relative to the file that imports";
                self.report(Code::ImportUnreadable, import, message, "not found", help);
                None
            }
            Err(LoadError::Unreadable(why)) => {
                let message = format!("`{path}` cannot be read: {why}");
                let help = "an import leads to a text file that can be read";
                self.report(Code::ImportUnreadable, import, message, "not readable", help);
                None
            }
        }
    }

    /// Whether a file is what can be imported; else it is reported why not.
    fn is_library(&mut self, file: usize, import: &Import) -> bool {
        let items = &self.graph.files[file].tree.items;
        let foreign = items.iter().find_map(|item| match item {
            Item::Protocol(item) => Some((item.span, "a `protocol`")),
            Item::Layers(item) => Some((item.span, "`layers`")),
            _ => None,
        });
        let is_library = items.iter().any(|item| matches!(item, Item::Library(_)));
        let path = &self.graph.files[file].path;
        let diagnostic = if let Some((span, what)) = foreign {
            Diagnostic::new(
                Code::NotALibrary,
                import.path_span,
                format!("`{path}` has {what} of its own"),
                "not a library",
            )
            .related(span, "a library has none")
            .help("move what both need into a library, and import that one from both")
        } else if !is_library {
            Diagnostic::new(
                Code::NotALibrary,
                import.path_span,
                format!("`{path}` does not say that it is a library"),
                "not a library",
            )
            .help("begin that file with `library name { edition: 1, endian: big }`")
        } else {
            return true;
        };
        self.graph.diagnostics.push(diagnostic);
        false
    }

    /// Reports an import that leads back, with all the imports on the way.
    fn cycle(&mut self, back_to: usize, import: &Import) {
        let first = self.chain.iter().position(|(file, _)| *file == back_to).unwrap_or(0);
        let way = &self.chain[first..];
        let name = |file: usize| format!("`{}`", self.graph.files[file].path);
        let names: Vec<String> = way.iter().map(|(file, _)| name(*file)).collect();
        let message = match names.as_slice() {
            [one] => format!("{one} imports itself"),
            names => format!("{} imports {} again", names.join(" imports "), name(back_to)),
        };
        let mut diagnostic =
            Diagnostic::new(Code::ImportCycle, import.path_span, message, "leads back");
        for pair in way.windows(2) {
            if let [(file, span), (next, _)] = pair {
                diagnostic =
                    diagnostic.related(*span, format!("{} imports {}", name(*file), name(*next)));
            }
        }
        let help = match names.len() {
            1 => "remove it: a file knows its own items",
            _ => "move what both need into a third file that imports neither",
        };
        self.graph.diagnostics.push(diagnostic.help(help));
    }

    fn report(&mut self, code: Code, import: &Import, message: String, label: &str, help: &str) {
        let diagnostic = Diagnostic::new(code, import.path_span, message, label);
        self.graph.diagnostics.push(diagnostic.help(help));
    }
}

/// The imports of a file.
pub(super) fn imports(tree: &File) -> impl Iterator<Item = &Import> {
    tree.items.iter().filter_map(|item| match item {
        Item::Import(import) => Some(import),
        _ => None,
    })
}
