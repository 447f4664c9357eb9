//! Conformance: cases derived from a spec, and a runner that plays them
//! against an implementation in any language.
//!
//! ```text
//! Checked<Model> ─► cases ─► runner ── socket ──► implementation
//!                              └─► report: terminal, JSON
//! ```
//!
//! An implementation needs no adapter: whoever listens at an address, speaks
//! the protocol as a server and answers keepalive questions can be tested.
//! The runner speaks through the interpreter, never through generated code, so
//! an error in the generator is not repeated here.
//!
//! ```
//! use packetwright_conformance::{Extent, derive};
//!
//! let spec = packetwright_spec::NETWORK;
//! let model = packetwright_spec::compile(spec).expect("the network protocol is in order");
//! let cases = derive(&model, spec, Extent::Quick).expect("it has layers");
//! assert!(cases.iter().any(|case| case.id == "header/magic/bit-07"));
//! ```

pub mod case;
pub mod cases;
pub mod report;
pub mod runner;
mod wire;

pub use cases::{Extent, derive, derive_from};
pub use report::{Report, Verdict};
pub use runner::{RunOptions, Target, run};
pub use wire::{Wire, WireError};
