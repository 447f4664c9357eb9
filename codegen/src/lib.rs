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
pub mod tokens;

pub use door::{Build, BuildError, build};
pub use export::{Export, ExportOptions, export};
pub use files::{GeneratedFile, StaleFile};
pub use folder::SpecFolder;
pub use fuzz::{FuzzOptions, FuzzTarget, fuzz_targets};
pub use options::{Feature, Options};
#[cfg(feature = "reference")]
pub use reference::{reference, reference_html};

use std::thread;

use emit::{Emitter, Part, Used};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;
use tokens::TokenStream;

/// The Rust text of a protocol: constants, types, codecs, dispatcher and
/// handshake machines, laid out as rustfmt would.
///
/// The same model and options give the same text on every machine.
pub fn generate(model: &Checked<Model>, options: &Options) -> String {
    let parts = emit::parts(model);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = parts.len().div_ceil(workers).max(PARTS_OF_A_THREAD);
    let printed: Vec<(String, Used)> = thread::scope(|scope| {
        let shares: Vec<_> = parts.chunks(share).collect();
        let (first, others) =
            shares.split_first().map_or((&[][..], &[][..]), |(first, others)| (*first, others));
        let threads: Vec<_> =
            others.iter().map(|parts| scope.spawn(|| text_of(parts, model, options))).collect();
        let mut printed = vec![text_of(first, model, options)];
        printed.extend(
            threads.into_iter().map(|thread| thread.join().expect("emitters do not panic")),
        );
        printed
    });
    let mut used = Used::default();
    let mut texts = vec![String::new()];
    for (text, names) in printed {
        used.add(names);
        texts.push(text);
    }
    texts[0] = finished(&print::print(&Emitter::new(model, options).imports_of(&used)));
    layout::join(&texts)
}

/// So many parts are not worth a thread.
const PARTS_OF_A_THREAD: usize = 32;

/// Parts of a module as text, and what they use of its imports.
fn text_of(parts: &[Part], model: &Checked<Model>, options: &Options) -> (String, Used) {
    let emitter = Emitter::new(model, options);
    let (mut text, mut used) = (String::new(), Used::default());
    let mut press = print::Press::default();
    for part in parts {
        // Item by item: the tokens of a large protocol are large.
        emitter.part(*part, |item| text += press.print(&item, |name| used.name(name)));
    }
    (finished(&text), used)
}

/// Items as text, laid out much as rustfmt would.
pub fn render(items: TokenStream) -> String {
    finished(&print::print(&items))
}

/// Printed items with blank lines between them, and comments.
fn finished(printed: &str) -> String {
    let text = layout::with_blank_lines(printed);
    // Only comments still hold them: literals have them escaped.
    let may_turn = text.as_bytes().contains(&FIRST_OF_TURNS);
    if may_turn && text.contains(TURNS) { text.replace(TURNS, "\u{fffd}") } else { text }
}

/// The first byte of each of [`TURNS`].
const FIRST_OF_TURNS: u8 = 0xe2;

/// Characters that change the direction of the text around them, so that code
/// could look like what it is not. The compiler refuses them in comments.
const TURNS: [char; 9] = [
    '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];
