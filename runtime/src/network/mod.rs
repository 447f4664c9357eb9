//! The network protocol that ships with Packetwright: packet, envelope,
//! messages, handshake, and the types that tie them together.
//!
//! All of it is generated from `spec/network.wire` and checked in, so that
//! users of the runtime do not build the generator; a test of
//! the generator, `checked_in`, holds both together. What the bytes mean is said there, in the spec.

#[allow(unused_qualifications)]
#[rustfmt::skip]
mod generated;

pub use generated::*;
