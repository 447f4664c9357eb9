//! The generated machines of the network protocol's handshake: against each
//! other, against `snow`, against the interpreter, and into every failure.
#![cfg(all(feature = "network", any(feature = "aws-lc", feature = "rust-crypto")))]

mod failures;
#[cfg(feature = "interpret")]
mod lantern;
mod oracle;
mod pair;
#[cfg(feature = "interpret")]
mod script;
#[path = "../support/snow_suites.rs"]
mod snow_suites;
#[cfg(feature = "interpret")]
mod twins;
mod world;
