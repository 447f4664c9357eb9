//! Random specs, and the laws that each of them keeps.
//!
//! [`generator`] writes the text of a spec from a seed. What must hold of every
//! spec is tested over many of them: `tests/laws.rs` needs no generated code,
//! `tests/agreement.rs` compiles the code that `build.rs` generated for a batch
//! and holds it to the interpreter.
//!
//! [`constructs`] is the table of all constructs, each with a spec of its own.
//!
//! ```
//! let text = packetwright_trials::generator::spec(7);
//! assert_eq!(text, packetwright_trials::generator::spec(7));
//! ```

pub mod constructs;
pub mod generator;
