//! Evolution: what a change of a spec does to peers in the field.
//!
//! Two versions of a spec are compared by meaning, not by text: what is the
//! same thing on both sides, what changed about it, and whom that hurts. Every
//! harm is shown by a packet that both versions were given through the
//! interpreter, or is said to be without one.
//!
//! ```text
//! old model ─┐                              ┌─► samples, embedded ─► both interpreters
//!            ├─► compare ─► changes ─► witness ─────────────────────► findings
//! new model ─┘              (suspicions)
//! ```
//!
//! ```
//! use packetwright_spec::evolution::{self, Harm, Verdict};
//!
//! let head = "protocol clock { edition: 1, version: 1, endian: big }";
//! let old = format!("{head} messages Message: u8 {{ 1 => Ask {{ zone: string[u8 in 1..=40] }} }}");
//! let new = format!("{head} messages Message: u8 {{ 1 => Ask {{ zone: string[u8 in 1..=5] }} }}");
//! let (old, new) = (packetwright_spec::compile(&old)?, packetwright_spec::compile(&new)?);
//!
//! let report = evolution::compare(&old, &new);
//! let finding = &report.findings[0];
//! assert_eq!((finding.rule.name(), finding.verdict()), ("length_narrowed", Verdict::Breaking));
//! let Some(evolution::Evidence::Witness(witness)) = finding.evidence(Harm::OldWriters) else {
//!     panic!("there is a packet that shows it");
//! };
//! assert_eq!(witness.bytes, b"\x01\x06aaaaaa");
//! # Ok::<(), Vec<packetwright_spec::diagnostic::Diagnostic>>(())
//! ```
//!
//! Read next: [`rules`] for the catalogue, `compare` for what is suspected,
//! `witness` for how packets are found, `meaning` for when two values are the
//! same. What may be done about findings is for the caller to say.

mod compare;
mod finding;
mod matching;
mod meaning;
mod report;
pub mod rules;
mod witness;

pub use finding::{Evidence, Finding, Harm, Reading, Report, Verdict, Witness};
pub use report::{to_json, to_text};
pub use rules::Rule;
pub use witness::{Comparison, LONGEST_WITNESS, MOST_CANDIDATES, MOST_SAMPLES};

use crate::check::Checked;
use crate::model::Model;

/// Compares two versions of a protocol. The same report for the same models,
/// on every machine.
pub fn compare(old: &Checked<Model>, new: &Checked<Model>) -> Report {
    Comparison::new(old, new).report()
}
