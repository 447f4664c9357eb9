//! Symbolic models of the handshakes that specs declare.
//!
//! The checked model that code is generated from gives an abstraction of each
//! handshake in each suite ([`Protocol`]); an attacker who is the network runs
//! against honest sessions of it ([`search`](search::search)); [`verify`] says
//! for every claim whether an attack was found, and for every mutant whether
//! the attack it must allow was.
//!
//! [`emit`] writes the same abstraction in the languages of other checkers;
//! [`HonestRun`] and [`Replay`] are for tests that hold code to the model and
//! carry attacks out against it.
//!
//! A search that finds nothing is no proof: it is bounded by its scenarios.
//! What is modelled and what is not stands in `docs/MODEL.md`.
//!
//! ```
//! use packetwright_model::{Limits, verify};
//!
//! let spec = packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is right");
//! let report = verify(&spec, 0, Limits::default()).expect("the handshake is there");
//! assert!(report.passed(), "{}", report.text());
//! ```

mod emit;
mod honest;
mod knowledge;
mod protocol;
mod replay;
mod report;
mod script;
pub mod search;
mod session;
mod term;
mod trace;
mod verdict;

pub use emit::{Asked, Emitted, Language, emit};
pub use honest::HonestRun;
pub use knowledge::Knowledge;
pub use protocol::{Message, Protocol};
pub use replay::{Delivery, Replay};
pub use report::{MutantResult, Report, SuiteResult, verify, verify_mutant};
pub use search::{Attack, Limits, Outcome, Scenario};
pub use session::{Agent, Phase, Session};
pub use term::{Node, Term, Terms};
pub use trace::{Arrow, Trace};
pub use verdict::Finding;
