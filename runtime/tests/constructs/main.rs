//! The constructs of the language, one module each: what is generated from a
//! spec that has them in every position, held to the interpreter.

#[path = "../agreement/mod.rs"]
mod agreement;

mod bits;
mod choices;
mod delimited;
mod regions;
