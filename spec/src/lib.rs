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

/// The text of the network protocol that ships with Packetwright.
pub const NETWORK: &str = include_str!("../network.wire");
