//! The Packetwright spec language: one declarative description of a protocol,
//! parsed, resolved and checked.
//!
//! ```text
//! text ─► tokens ─► tree ─► model ─► checked model ─► emitters, interpreter
//! ```
//!
//! [`compile`] goes all the way for a spec in one file, [`import`] for one in
//! several; [`lex`](mod@lex), [`syntax`], [`lower`] and
//! [`check`](mod@check) are the stages, [`diagnostic`] is what they say.
//!
//! ```
//! let spec = "
//!     //! Asks for the time of day.
//!     protocol clock { edition: 1, version: 1, endian: big }
//!
//!     messages Message: u8 {
//!         /// What time is it?
//!         1 => Ask { zone: string[u8 in 1..=40] } -> Tell,
//!         2 => Tell { time: u64 ms },
//!     }
//! ";
//! let model = packetwright_spec::compile(spec).expect("the spec makes sense");
//! assert_eq!(model.message_sets[0].messages[0].name.text, "Ask");
//!
//! // One run reports every mistake: here a misspelt item and a missing colon.
//! let spec = "mesages Message: u8 {} struct Answer { time u64 }";
//! let mistakes = packetwright_spec::compile(spec).expect_err("the spec is wrong");
//! let codes: Vec<_> = mistakes.iter().map(|mistake| mistake.code.id()).collect();
//! assert_eq!(codes, ["PW0112", "PW0111"]);
//! assert_eq!(mistakes[0].help.as_deref(), Some("did you mean `messages`?"));
//! ```

pub mod check;
pub mod diagnostic;
#[cfg(feature = "evolution")]
pub mod evolution;
mod format;
pub mod import;
#[cfg(feature = "interpret")]
pub mod interpret;
pub mod lex;
pub mod lint;
pub mod lower;
pub mod model;
pub mod names;
mod sources;
pub mod span;
pub mod syntax;

pub use check::{Checked, check};
pub use format::format;
pub use sources::{Source, Sources};
pub use syntax::parse;

use std::collections::BTreeSet;

use diagnostic::{Code, Diagnostic};
use model::{Endian, Model};
use span::Span;
use syntax::tree::{File, Item};

/// Compiles a source text: parses, lowers and checks it. The text is the whole
/// spec: an import is a mistake here, see [`import::compile_files`].
///
/// # Errors
/// Everything wrong with the spec, in order of place; at least one of it is an
/// error rather than a warning.
pub fn compile(source: &str) -> Result<Checked<Model>, Vec<Diagnostic>> {
    let (file, diagnostics) = parse(source);
    compile_tree(&file, diagnostics)
}

/// Compiles a spec that was parsed already, from tokens of any source;
/// `diagnostics` are those of the parser, and are reported with the others.
///
/// # Errors
/// As [`compile`].
pub fn compile_tree(
    file: &File,
    mut diagnostics: Vec<Diagnostic>,
) -> Result<Checked<Model>, Vec<Diagnostic>> {
    diagnostics.extend(file.items.iter().filter_map(alone));
    result(judge(file, diagnostics, lower::lower(file)))
}

/// Compiles items that stand without a `protocol`, as derive makes them;
/// see [`lower::lower_fragment`]. `diagnostics` are those of their maker.
///
/// # Errors
/// As [`compile`].
pub fn compile_fragment(
    file: &File,
    endian: Endian,
    diagnostics: Vec<Diagnostic>,
) -> Result<Checked<Model>, Vec<Diagnostic>> {
    result(judge(file, diagnostics, lower::lower_fragment(file, endian)))
}

/// What is wrong with an item of a spec that is compiled alone, as a protocol.
fn alone(item: &Item) -> Option<Diagnostic> {
    match item {
        Item::Import(import) => {
            let message = "this spec is compiled alone and can import nothing";
            let found =
                Diagnostic::new(Code::ImportUnreadable, import.span, message, "cannot be read");
            Some(found.help("compile it as a file, or put what it needs into it"))
        }
        Item::Library(library) => {
            let message = "a library is no protocol";
            let found =
                Diagnostic::new(Code::ProtocolItem, library.span, message, "says that it is one");
            Some(found.help("import it into a spec that has a `protocol`"))
        }
        _ => None,
    }
}

/// The model, or everything that is wrong; warnings alone are dropped.
fn result(
    (model, mut diagnostics): (Option<Checked<Model>>, Vec<Diagnostic>),
) -> Result<Checked<Model>, Vec<Diagnostic>> {
    model.ok_or_else(|| {
        diagnostic::sort(&mut diagnostics);
        diagnostics
    })
}

/// Checks what was lowered, and puts together what the stages found; the model
/// if none of that is an error.
fn judge(
    file: &File,
    mut diagnostics: Vec<Diagnostic>,
    (model, mut later): (Model, Vec<Diagnostic>),
) -> (Option<Checked<Model>>, Vec<Diagnostic>) {
    let whole = !diagnostics.iter().any(Diagnostic::is_error);
    let checked = check(model);
    // An item that could not be lowered whole is judged when it can be.
    let mistaken: BTreeSet<usize> = later.iter().map(|found| item_at(file, found.span)).collect();
    let findings = checked.as_ref().err().into_iter().flatten();
    let told = findings
        .filter(|found| always_told(found.code) || !mistaken.contains(&item_at(file, found.span)));
    later.extend(told.cloned());
    if !whole {
        // What could not be read is missing; that alone must not be held against the rest.
        later.retain(|found| stands_alone(found.code));
    }
    diagnostics.append(&mut later);
    let wrong = diagnostics.iter().any(Diagnostic::is_error);
    (checked.ok().filter(|_| !wrong), diagnostics)
}

/// The place of the item that a span lies in: the last whose name is not behind it.
fn item_at(file: &File, span: Span) -> usize {
    let starts = file.items.iter().map(|item| match item {
        Item::Protocol(head) | Item::Library(head) => head.span.start,
        Item::Import(import) => import.span.start,
        Item::Layers(layers) => layers.span.start,
        item => lower::item_name(item).map_or(0, |name| name.span.start),
    });
    starts.filter(|start| *start <= span.start).count()
}

/// Whether a mistake of this kind does not depend on the rest of its item.
fn always_told(code: Code) -> bool {
    use Code::*;
    matches!(code, DuplicateName | CollidingName | ReservedName | NotOneFlag | OverlappingFlags)
}

/// Whether a mistake of this kind is one even if parts of the spec are missing.
fn stands_alone(code: Code) -> bool {
    use Code::*;
    matches!(
        code,
        DuplicateName
            | ReservedName
            | UnsupportedEdition
            | DuplicateTag
            | TagDoesNotFit
            | NotOneFlag
            | OverlappingFlags
            | EmptyRange
            | ValueDoesNotFit
    )
}

/// The text of the network protocol that ships with Packetwright.
pub const NETWORK: &str = include_str!("../network.wire");
