//! The interpreter: any checked spec, at run time, without generated code.
//!
//! It is the second reading of a spec beside generated code, and its oracle.
//! It knows the model alone: no Rust types of messages, no cryptography, no
//! transport.
//!
//! Read next: [`handshake`] for the meaning of handshakes.

pub mod handshake;
