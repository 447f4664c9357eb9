//! The generated machines of the network protocol's handshake: against each
//! other, against `snow`, against the interpreter, and into every failure.
#![cfg(all(feature = "network", any(feature = "aws-lc", feature = "rust-crypto")))]

mod failures;
#[cfg(feature = "interpret")]
#[path = "../support/interpreted.rs"]
mod interpreted;
#[cfg(feature = "interpret")]
mod lantern;
#[cfg(feature = "interpret")]
#[path = "../support/line.rs"]
mod line;
mod oracle;
mod pair;
#[cfg(feature = "interpret")]
mod script;
#[path = "../support/snow_suites.rs"]
mod snow_suites;
#[path = "../support/still_world.rs"]
mod still_world;
#[cfg(feature = "interpret")]
mod twins;
mod world;
