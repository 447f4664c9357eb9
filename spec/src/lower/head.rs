//! Heads: the `protocol` of a spec, and the `library` of a file that it imports.
//!
//! A head says what holds in its whole file: the edition and the byte order.
//! The version is the protocol's alone.

use std::collections::BTreeMap;

use super::{EDITION, Lowering, item_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Endian;
use crate::span::Span;
use crate::syntax::tree;

impl Lowering<'_> {
    /// The one head of each file and its settings.
    pub(super) fn heads(&mut self) {
        let mut heads: BTreeMap<usize, &tree::Protocol> = BTreeMap::new();
        for item in &self.file.items {
            let (head, is_library) = match item {
                tree::Item::Protocol(head) => (head, false),
                tree::Item::Library(head) => (head, true),
                _ => continue,
            };
            let file = self.file_at(head.span);
            if let Some(first) = heads.get(&file) {
                self.second(first, head);
                continue;
            }
            heads.insert(file, head);
            if file == 0 {
                self.model.name = head.name.clone();
            }
            if file == 0 && is_library {
                // A library alone counts no versions: whatever it says came with one.
                self.model.version = u8::MAX;
            }
            self.head_settings(head, is_library, file);
        }
        if !heads.contains_key(&0) {
            self.no_protocol();
        }
    }

    /// The byte order of the file that a place is in.
    pub(super) fn endian_at(&self, span: Span) -> Endian {
        self.orders.get(&self.file_at(span)).copied().unwrap_or(self.model.endian)
    }

    /// The place of a file among all, by a span in it.
    fn file_at(&self, span: Span) -> usize {
        self.file.starts.partition_point(|start| *start <= span.start).saturating_sub(1)
    }

    fn second(&mut self, first: &tree::Protocol, second: &tree::Protocol) {
        self.report(
            Diagnostic::new(
                Code::ProtocolItem,
                second.name.span,
                "a file has one `protocol` or `library` item",
                "the second one",
            )
            .related(first.name.span, "the first one")
            .help("keep one item `protocol`, or `library`, at the top of the file"),
        );
    }

    fn head_settings(&mut self, head: &tree::Protocol, is_library: bool, file: usize) {
        let needed: &[&str] =
            if is_library { &["edition", "endian"] } else { &["edition", "version", "endian"] };
        self.once(head.settings.iter().map(|(name, _)| name));
        for (name, value) in &head.settings {
            match name.text.as_str() {
                "edition" => self.edition(value),
                "version" if !is_library => {
                    if let Some(version) = self.integer_in(value, 0, 255, "the version") {
                        self.model.version = version as u8;
                    }
                }
                "endian" => {
                    let endian = self.endian(value);
                    match file {
                        0 => self.model.endian = endian,
                        _ => {
                            self.orders.insert(file, endian);
                        }
                    }
                }
                "version" => self.report(
                    Diagnostic::new(
                        Code::UnknownName,
                        name.span,
                        "a library has no version of its own",
                        "not known here",
                    )
                    .help("remove it: `#[since]` counts the versions of the protocol that imports"),
                ),
                _ => {
                    let what = if is_library { "the library" } else { "the protocol" };
                    self.unknown(name, &format!("setting of {what}"), needed.iter().copied());
                }
            }
        }
        for setting in needed {
            if !head.settings.iter().any(|(name, _)| name.text == *setting) {
                let (what, example) = match is_library {
                    true => ("library", "library name { edition: 1, endian: big }"),
                    false => ("protocol", "protocol name { edition: 1, version: 1, endian: big }"),
                };
                self.report(
                    Diagnostic::new(
                        Code::MissingSetting,
                        head.name.span,
                        format!("the {what} does not say its {setting}"),
                        format!("`{setting}` is missing"),
                    )
                    .help(format!("write `{example}`")),
                );
            }
        }
    }

    fn no_protocol(&mut self) {
        if !self.fragment {
            let start = Span { start: 0, end: 0 };
            self.report(
                Diagnostic::new(
                    Code::ProtocolItem,
                    start,
                    "the spec has no `protocol` item",
                    "expected here",
                )
                .help("begin with `protocol name { edition: 1, version: 1, endian: big }`"),
            );
        } else if let Some(name) = self.file.items.first().and_then(item_name) {
            self.model.name = name.clone();
        }
    }

    fn edition(&mut self, value: &tree::Expression) {
        let edition = self.integer_in(value, 0, i128::from(u32::MAX), "the edition");
        if edition.is_some_and(|edition| edition != i128::from(EDITION)) {
            self.report(
                Diagnostic::new(
                    Code::UnsupportedEdition,
                    value.span,
                    format!(
                        "this is not an edition of the language: it has only edition {EDITION}"
                    ),
                    "unknown edition",
                )
                .help(format!("write `edition: {EDITION}`")),
            );
        }
    }

    /// `big` or `little`; big if it is neither, which is reported.
    fn endian(&mut self, value: &tree::Expression) -> Endian {
        match &value.kind {
            tree::ExpressionKind::Name(name) if name.text == "big" => return Endian::Big,
            tree::ExpressionKind::Name(name) if name.text == "little" => return Endian::Little,
            _ => {}
        }
        self.report(
            Diagnostic::new(
                Code::TypeMismatch,
                value.span,
                "the byte order is `big` or `little`",
                "neither of them",
            )
            .help("write `endian: big` for network order"),
        );
        Endian::Big
    }
}
