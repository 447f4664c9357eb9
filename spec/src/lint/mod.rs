//! Lints: what is in order and still likely not meant.
//!
//! A lint judges a spec that the checker accepts. Each has a name, by which it
//! is switched on and off as a whole and allowed in one place
//! (`#[allow(unused)]` in front of something holds for all that is in it), and
//! a code in the catalogue.
//!
//! Read next: one file a family, `unused`, `style`, `fields` and `history`;
//! each reports all it finds, and knows nothing of what is allowed.

mod fields;
mod history;
mod style;
mod unused;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{self, Code, Diagnostic};
use crate::model::{Docs, Model};
use crate::names::{DeclarationId, Names};
use crate::span::Span;
use crate::syntax::tree::{Arm, Body, Documented, Field, File, Item};

/// A lint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lint {
    /// Its name, as `#[allow(…)]` has it.
    pub name: &'static str,
    /// Its entry in the catalogue.
    pub code: Code,
    /// Whether it is on where nothing is said of it.
    pub by_default: bool,
}

/// All lints, in the order of their codes.
pub const LINTS: &[Lint] = &[
    Lint { name: "unused", code: Code::UnusedItem, by_default: true },
    Lint { name: "undocumented", code: Code::Undocumented, by_default: false },
    Lint { name: "name_style", code: Code::NameStyle, by_default: true },
    Lint { name: "no_magic", code: Code::NoMagic, by_default: true },
    Lint { name: "unbounded_length", code: Code::UnboundedLength, by_default: true },
    Lint { name: "open_reserved", code: Code::OpenReserved, by_default: true },
    Lint { name: "deprecated_use", code: Code::DeprecatedUse, by_default: true },
    Lint { name: "newer_part", code: Code::NewerPart, by_default: true },
    Lint { name: "wide_integer", code: Code::WideInteger, by_default: false },
    Lint { name: "unit_in_name", code: Code::UnitInName, by_default: true },
    Lint { name: "redundant_range", code: Code::RedundantRange, by_default: true },
    Lint { name: "unknown_lint", code: Code::UnknownLint, by_default: true },
];

impl Lint {
    /// The lint of this name.
    pub fn named(name: &str) -> Option<Lint> {
        LINTS.iter().copied().find(|lint| lint.name == name)
    }

    /// The lint with this code.
    pub fn of(code: Code) -> Option<Lint> {
        LINTS.iter().copied().find(|lint| lint.code == code)
    }
}

/// Which lints are on.
#[derive(Clone, Debug)]
pub struct Lints(BTreeSet<Code>);

impl Default for Lints {
    /// Those that are on where nothing is said of them.
    fn default() -> Lints {
        Lints(LINTS.iter().filter(|lint| lint.by_default).map(|lint| lint.code).collect())
    }
}

impl Lints {
    /// As before, with one more on or off.
    #[must_use]
    pub fn set(mut self, lint: Lint, on: bool) -> Lints {
        if on {
            self.0.insert(lint.code);
        } else {
            self.0.remove(&lint.code);
        }
        self
    }
}

/// Judges a spec by lints: what they find in the file, in order of place. The
/// model is that of the file, and has no errors. Of a spec in several files, the
/// one compiled is judged; libraries are judged on their own.
///
/// ```
/// use packetwright_spec::lint::{Lints, lint};
///
/// let text = "
///     protocol p { edition: 1, version: 1, endian: big }
///     const MAX = 9;
///     #[allow(unused)]
///     const LEFT_FOR_USERS = 10;
/// ";
/// let (file, _) = packetwright_spec::parse(text);
/// let model = packetwright_spec::compile(text).expect("there are no errors");
/// let found = lint(&file, &model, &Lints::default());
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].code.id(), "PW0801");
/// ```
pub fn lint(file: &File, model: &Model, lints: &Lints) -> Vec<Diagnostic> {
    let mut linter = Linter::new(file, model);
    linter.unused();
    linter.style();
    linter.fields();
    linter.history();
    linter.allowances();
    let Linter { names, findings, .. } = linter;
    let end = file.starts.get(1).copied().unwrap_or(usize::MAX);
    let mut found: Vec<Diagnostic> = findings
        .into_iter()
        .filter(|(_, found)| found.span.start < end)
        .filter(|(at, found)| lints.0.contains(&found.code) && !is_allowed(&names, *at, found.code))
        .map(|(_, found)| found)
        .collect();
    diagnostic::sort(&mut found);
    found
}

/// Whether a declaration, or one around it, allows what a lint finds.
fn is_allowed(names: &Names, at: Option<DeclarationId>, code: Code) -> bool {
    let (Some(at), Some(lint)) = (at, Lint::of(code)) else { return false };
    names.chain(at).any(|around| {
        names.declaration(around).docs.allowed.iter().any(|allowed| allowed.text == lint.name)
    })
}

/// The work under way.
struct Linter<'s> {
    file: &'s File,
    model: &'s Model,
    names: Names,
    /// The declarations by the places of their names.
    declared: BTreeMap<Span, DeclarationId>,
    /// What was found, and in what.
    findings: Vec<(Option<DeclarationId>, Diagnostic)>,
}

impl<'s> Linter<'s> {
    fn new(file: &'s File, model: &'s Model) -> Linter<'s> {
        let names = Names::of(file);
        let declared = names.all().map(|(id, found)| (found.name.span, id)).collect();
        Linter { file, model, names, declared, findings: Vec::new() }
    }

    fn report(&mut self, at: Option<DeclarationId>, found: Diagnostic) {
        self.findings.push((at, found));
    }

    /// Names in `#[allow(…)]` that no lint has.
    fn allowances(&mut self) {
        let unknown: Vec<_> = self
            .names
            .all()
            .flat_map(|(id, found)| found.docs.allowed.iter().map(move |name| (id, name.clone())))
            .filter(|(_, name)| Lint::named(&name.text).is_none())
            .collect();
        for (id, name) in unknown {
            let known: Vec<&str> = LINTS.iter().map(|lint| lint.name).collect();
            let found = Diagnostic::new(
                Code::UnknownLint,
                name.span,
                format!("there is no lint `{name}`"),
                "allows nothing",
            );
            let found = found.help(format!("the lints are {}", known.join(", ")));
            self.report(Some(id), found.did_you_mean(&name.text, known));
        }
    }

    /// Every field of the file, wherever it stands.
    fn all_fields(&self) -> Vec<&'s Documented<Field>> {
        let mut bodies: Vec<&Body> = Vec::new();
        for item in &self.file.items {
            match item {
                Item::Struct(item) | Item::Packet(item) => bodies.push(&item.node.body),
                Item::Union(item) => {
                    bodies.extend(item.node.arms.iter().map(|arm| match &arm.node {
                        Arm::Tagged(_, _, body) | Arm::Selected(_, body) | Arm::Other(_, body) => {
                            body
                        }
                    }))
                }
                Item::Messages(item) => {
                    bodies.extend(item.node.messages.iter().map(|message| &message.node.body));
                }
                Item::Handshake(item) => {
                    bodies.extend(item.node.messages.iter().map(|message| &message.node.body));
                }
                _ => {}
            }
        }
        bodies.into_iter().flat_map(|body| &body.fields).collect()
    }

    /// The version of the protocol that brought something, if that is said of it
    /// or of what is around it.
    fn since(&self, id: DeclarationId) -> Option<u64> {
        let docs = |id| -> &Docs { &self.names.declaration(id).docs };
        self.names.chain(id).find_map(|id| docs(id).since).map(|(version, _)| version)
    }
}
