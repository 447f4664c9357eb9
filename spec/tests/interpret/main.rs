//! The interpreter against tables of bytes and JSON, against its laws, and
//! against a handshake walked by hand.

mod codecs;
mod faults;
mod laws;
mod random;
mod zoo;
