//! The Packetwright spec language: one declarative description of a protocol,
//! parsed, resolved and checked.
//!
//! ```text
//! text ─► tokens ─► tree ─► model ─► checked model ─► emitters, interpreter
//! ```

pub mod check;
pub mod diagnostic;
#[cfg(feature = "interpret")]
pub mod interpret;
pub mod lex;
pub mod lower;
pub mod model;
pub mod span;
pub mod syntax;

pub use check::{Checked, check};
pub use syntax::parse;

use diagnostic::{Code, Diagnostic};
use model::Model;

/// Compiles a source text: parses, lowers and checks it.
///
/// # Errors
/// Everything wrong with the spec, in order of place; at least one of it is an
/// error rather than a warning.
pub fn compile(source: &str) -> Result<Checked<Model>, Vec<Diagnostic>> {
    let (file, mut diagnostics) = parse(source);
    let whole = !diagnostics.iter().any(Diagnostic::is_error);
    let (model, mut of_names) = lower::lower(&file);
    if !whole {
        // What could not be read is missing; that alone must not be held against the rest.
        of_names.retain(|found| stands_alone(found.code));
        diagnostics.append(&mut of_names);
        diagnostic::sort(&mut diagnostics);
        return Err(diagnostics);
    }
    diagnostics.append(&mut of_names);
    let checked = check(model);
    if !diagnostics.iter().any(Diagnostic::is_error)
        && let Ok(model) = checked
    {
        return Ok(model);
    }
    diagnostics.extend(checked.err().into_iter().flatten());
    diagnostic::sort(&mut diagnostics);
    Err(diagnostics)
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
