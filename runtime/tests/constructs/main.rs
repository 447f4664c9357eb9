//! The constructs of the language, one module each: what is generated from a
//! spec that has them in every position, held to the interpreter; and the
//! protocols of others that are made of them.

#[path = "../agreement/mod.rs"]
mod agreement;

mod bits;
mod checksums;
mod choices;
mod compact;
mod constants;
mod delimited;
mod floats;
#[path = "../gallery/mod.rs"]
mod gallery;
mod headers;
mod malleable;
mod padding;
mod regions;
mod rest;
mod sizes;
mod units;
mod varints;
