//! What each file sees, and the one list of items that all files make.
//!
//! A file sees its own items and those it imports, by name. The spec is made
//! of the items of the file compiled, those it imports, and what these use in
//! turn; all of them stand side by side in generated code, so no two have one
//! name.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Graph, imports};
use super::uses::uses;
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::item_name;
use crate::model::Name;
use crate::span::Span;
use crate::syntax::tree::{File, Item};

/// An item, by its file and its place there.
type At = (usize, usize);

/// The items of all files as one tree, and what is wrong with the imports.
pub(super) fn assemble(graph: &Graph) -> (File, Vec<Diagnostic>) {
    let mut assembly = Assembly { graph, seen: Vec::new(), diagnostics: Vec::new() };
    assembly.seen = (0..graph.files.len()).map(|file| assembly.seen_by(file)).collect();
    let edges = assembly.edges();
    let wanted = assembly.wanted(&edges);
    assembly.unused(&edges);
    let mut tree = File {
        docs: graph.files[0].tree.docs.clone(),
        items: Vec::new(),
        starts: graph.sources.files().iter().map(|file| file.start).collect(),
    };
    let mut names: BTreeMap<&str, &Name> = BTreeMap::new();
    for file in graph.order.iter().copied() {
        for (place, item) in graph.files[file].tree.items.iter().enumerate() {
            let stays = match item {
                Item::Import(_) => false,
                Item::Library(_) => true,
                _ => wanted.contains(&(file, place)),
            };
            if stays && assembly.is_new(item, &mut names) {
                tree.items.push(item.clone());
            }
        }
    }
    (tree, assembly.diagnostics)
}

/// Whether a mistake of this kind is one only if every file could be read.
pub(super) fn needs_all(code: Code) -> bool {
    matches!(code, Code::UnknownName | Code::UnusedImport)
}

/// A name that an import brings into a file.
#[derive(Clone, Copy)]
struct Seen {
    item: At,
    /// Where the import says so.
    span: Span,
}

struct Assembly<'g> {
    graph: &'g Graph,
    /// Of each file, what its imports bring.
    seen: Vec<BTreeMap<&'g str, Seen>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'g> Assembly<'g> {
    /// The items that a file declares, by name; of two with one name, the first.
    fn declared(&self, file: usize) -> BTreeMap<&'g str, At> {
        let mut declared = BTreeMap::new();
        for (place, item) in self.graph.files[file].tree.items.iter().enumerate() {
            if let Some(name) = item_name(item) {
                declared.entry(name.text.as_str()).or_insert((file, place));
            }
        }
        declared
    }

    fn name(&self, (file, place): At) -> Option<&'g Name> {
        self.graph.files[file].tree.items.get(place).and_then(item_name)
    }

    /// What the imports of a file bring into it.
    fn seen_by(&mut self, file: usize) -> BTreeMap<&'g str, Seen> {
        let graph = self.graph;
        let own = self.declared(file);
        let mut seen: BTreeMap<&str, Seen> = BTreeMap::new();
        let loaded = &graph.files[file];
        for (import, target) in imports(&loaded.tree).zip(&loaded.targets) {
            let Some(target) = *target else { continue };
            let declared = self.declared(target);
            let brought: Vec<(&'g str, At, Span)> = match &import.names {
                None => {
                    declared.into_iter().map(|(name, at)| (name, at, import.path_span)).collect()
                }
                Some(names) => self.named(names, target, &declared),
            };
            for (name, item, span) in brought {
                if let Some(at) = own.get(name) {
                    self.clash(span, name, *at, item);
                    continue;
                }
                match seen.get(name) {
                    Some(first) if first.item != item => self.clash(span, name, first.item, item),
                    Some(first) if import.names.is_some() => {
                        self.given_twice(span, name, first.span)
                    }
                    Some(_) => {}
                    None => {
                        seen.insert(name, Seen { item, span });
                    }
                }
            }
        }
        seen
    }

    /// The items that an import names; a name that the file does not have is
    /// reported.
    fn named(
        &mut self,
        names: &'g [Name],
        target: usize,
        declared: &BTreeMap<&'g str, At>,
    ) -> Vec<(&'g str, At, Span)> {
        let mut brought = Vec::new();
        for name in names {
            if let Some(at) = declared.get(name.text.as_str()) {
                brought.push((name.text.as_str(), *at, name.span));
                continue;
            }
            let path = &self.graph.files[target].path;
            let diagnostic = Diagnostic::new(
                Code::UnknownName,
                name.span,
                format!("`{path}` has no item `{name}`"),
                "not declared there",
            );
            let diagnostic = match self.elsewhere(&name.text) {
                Some(file) => {
                    diagnostic.help(format!("it is declared in `{file}`: import it from there"))
                }
                None => diagnostic
                    .help(format!("declare it in `{path}`, or import another file"))
                    .did_you_mean(&name.text, declared.keys().copied()),
            };
            self.diagnostics.push(diagnostic);
        }
        brought
    }

    /// The path of the first file that declares a name.
    fn elsewhere(&self, name: &str) -> Option<&'g str> {
        let files = &self.graph.files;
        let declares = |file: &usize| self.declared(*file).contains_key(name);
        (0..files.len()).find(declares).map(|file| files[file].path.as_str())
    }

    /// For each item, the items it uses; uses of what a file does not see are
    /// reported.
    fn edges(&mut self) -> BTreeMap<At, Vec<At>> {
        let mut everywhere: BTreeMap<&str, At> = BTreeMap::new();
        let declared: Vec<_> = (0..self.graph.files.len()).map(|f| self.declared(f)).collect();
        for (name, at) in declared.iter().flatten() {
            everywhere.entry(name).or_insert(*at);
        }
        let mut edges: BTreeMap<At, Vec<At>> = BTreeMap::new();
        for (file, own) in declared.iter().enumerate() {
            for (place, item) in self.graph.files[file].tree.items.iter().enumerate() {
                let mut used = Vec::new();
                for name in uses(item) {
                    let text = name.text.as_str();
                    let seen = self.seen[file].get(text).map(|seen| seen.item);
                    if let Some(at) = own.get(text).copied().or(seen) {
                        used.push(at);
                    } else if let Some(at) = everywhere.get(text) {
                        self.not_imported(name, file, *at);
                    }
                }
                edges.insert((file, place), used);
            }
        }
        edges
    }

    fn not_imported(&mut self, name: &Name, file: usize, at: At) {
        let path = &self.graph.files[at.0].path;
        let mut diagnostic = Diagnostic::new(
            Code::NotImported,
            name.span,
            format!("`{name}` is declared in `{path}`, but not imported here"),
            "not known in this file",
        );
        let loaded = &self.graph.files[file];
        let import = imports(&loaded.tree).zip(&loaded.targets).find(|(_, t)| **t == Some(at.0));
        if let Some((import, _)) = import {
            diagnostic = diagnostic.related(import.span, "imports other items of that file");
        }
        let there = self.name(at).map(|there| there.span);
        if let Some(there) = there {
            diagnostic = diagnostic.related(there, "declared here");
        }
        self.diagnostics.push(diagnostic.help(match import {
            Some(_) => format!("add `{name}` to the names of that import"),
            None => format!("import `{name}` from `{path}` in this file"),
        }));
    }

    /// The items of the spec: those of the file compiled, those it imports, and
    /// what they use.
    fn wanted(&self, edges: &BTreeMap<At, Vec<At>>) -> BTreeSet<At> {
        let own = (0..self.graph.files[0].tree.items.len()).map(|place| (0, place));
        let mut next: Vec<At> = own.chain(self.seen[0].values().map(|seen| seen.item)).collect();
        let mut wanted = BTreeSet::new();
        while let Some(at) = next.pop() {
            if wanted.insert(at) {
                next.extend(edges.get(&at).into_iter().flatten());
            }
        }
        wanted
    }

    /// Warns of what a library imports and does not use. The file compiled
    /// imports in order to have.
    fn unused(&mut self, edges: &BTreeMap<At, Vec<At>>) {
        for (file, loaded) in self.graph.files.iter().enumerate().skip(1) {
            let used: BTreeSet<At> = edges
                .range((file, 0)..(file + 1, 0))
                .flat_map(|(_, used)| used.iter().copied())
                .collect();
            for (import, target) in imports(&loaded.tree).zip(&loaded.targets) {
                let Some(target) = *target else { continue };
                let unused: Vec<(Span, String)> = match &import.names {
                    Some(names) => {
                        let seen = |name: &Name| self.seen[file].get(name.text.as_str()).copied();
                        let is_unused =
                            |name: &&Name| seen(name).is_some_and(|s| !used.contains(&s.item));
                        let unused = names.iter().filter(is_unused);
                        unused.map(|name| (name.span, format!("`{name}`"))).collect()
                    }
                    None if used.iter().any(|(of, _)| *of == target) => Vec::new(),
                    None => {
                        let path = &self.graph.files[target].path;
                        vec![(import.path_span, format!("anything of `{path}`"))]
                    }
                };
                for (span, what) in unused {
                    let message = format!("this library does not use {what}");
                    let diagnostic =
                        Diagnostic::new(Code::UnusedImport, span, message, "imported for nothing");
                    self.diagnostics.push(diagnostic.help("remove it"));
                }
            }
        }
    }

    /// Whether no other file has the names of an item; else both are reported.
    fn is_new(&mut self, item: &'g Item, names: &mut BTreeMap<&'g str, &'g Name>) -> bool {
        let messages = match item {
            Item::Messages(set) => set.node.messages.as_slice(),
            _ => &[],
        };
        let messages = messages.iter().map(|message| &message.node.name);
        let mut is_new = true;
        for name in item_name(item).into_iter().chain(messages) {
            let here = self.graph.sources.file_of(name.span).start;
            match names.get(name.text.as_str()) {
                // Twice in one file is for the checker.
                Some(first) if self.graph.sources.file_of(first.span).start == here => {}
                Some(first) => {
                    is_new = false;
                    if self.known_clash(name) {
                        continue;
                    }
                    let message = format!("two files of the spec declare `{name}`");
                    let diagnostic =
                        Diagnostic::new(Code::DuplicateName, name.span, message, "declared again");
                    let diagnostic = diagnostic.related(first.span, "first declared here");
                    self.diagnostics.push(diagnostic.help(
                        "rename one of them: the items of all files stand side by side in generated code",
                    ));
                }
                None => {
                    names.insert(&name.text, name);
                }
            }
        }
        is_new
    }

    /// Whether an import was reported for bringing this name.
    fn known_clash(&self, name: &Name) -> bool {
        self.diagnostics.iter().any(|found| {
            found.code == Code::DuplicateName
                && found.related.iter().any(|(span, _)| *span == name.span)
        })
    }

    /// An import brings a name that means something else already.
    fn clash(&mut self, span: Span, name: &str, first: At, second: At) {
        let mut diagnostic = Diagnostic::new(
            Code::DuplicateName,
            span,
            format!("this imports a second `{name}`"),
            format!("brings `{name}`"),
        );
        for (at, label) in [(first, "known already"), (second, "the one imported here")] {
            if let Some(name) = self.name(at) {
                diagnostic = diagnostic.related(name.span, label);
            }
        }
        self.diagnostics
            .push(diagnostic.help("rename one of them, or name only other items in the import"));
    }

    fn given_twice(&mut self, span: Span, name: &str, first: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::Repeated,
                span,
                format!("`{name}` is imported twice"),
                "imported again",
            )
            .related(first, "first imported here")
            .help("remove one of the two"),
        );
    }
}
