//! From a checked model to Rust.
//!
//! ```text
//! Checked<Model> ─► emit (one file a shape) ─► tokens ─► print ─► files
//! ```
//!
//! This crate knows how generated code looks; it does not read specs beyond
//! calling `packetwright-spec`, and knows nothing of how the runtime does its
//! work, only its names.
//!
//! In a `build.rs`:
//!
//! ```no_run
//! packetwright_codegen::build("cabinet.wire");
//! ```
//!
//! and where the code is wanted: `packetwright::include_protocol!("cabinet");`.
//!
//! Read next: [`emit`] for the emitters, [`Options`] for what can be chosen.

pub mod comment;
pub mod derive;
mod door;
pub mod emit;
mod export;
mod files;
mod folder;
mod fuzz;
mod layout;
pub mod naming;
mod options;
mod print;
#[cfg(feature = "reference")]
mod reference;

pub use door::{Build, BuildError, build};
pub use export::{Export, ExportOptions, export};
pub use files::{GeneratedFile, StaleFile};
pub use folder::SpecFolder;
pub use fuzz::{FuzzOptions, FuzzTarget, fuzz_targets};
pub use options::{Feature, Options};
#[cfg(feature = "reference")]
pub use reference::{reference, reference_html};

use packetwright_spec::Checked;
use packetwright_spec::model::Model;
use proc_macro2::TokenStream;

/// The Rust text of a protocol: constants, types, codecs, dispatcher and
/// handshake machines, laid out as rustfmt would.
///
/// The same model and options give the same text on every machine.
pub fn generate(model: &Checked<Model>, options: &Options) -> String {
    // Item by item: the tokens and the tree of a large protocol are large.
    let mut items = String::new();
    let imports = emit::each_item(model, options, |item| items.push_str(&print::print(item)));
    finished(&(print::print(imports) + &items))
}

/// Items as text, laid out much as rustfmt would.
pub fn render(items: TokenStream) -> String {
    finished(&print::print(items))
}

/// Printed items with blank lines between them, and comments.
fn finished(printed: &str) -> String {
    let text = layout::with_blank_lines(printed);
    // Only comments still hold them: literals have them escaped.
    if text.contains(TURNS) { text.replace(TURNS, "\u{fffd}") } else { text }
}

/// Characters that change the direction of the text around them, so that code
/// could look like what it is not. The compiler refuses them in comments.
const TURNS: [char; 9] = [
    '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];
