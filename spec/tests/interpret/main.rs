//! The interpreter against tables of bytes and JSON, against its laws, and
//! against a handshake walked by hand.

mod attempts;
mod codecs;
mod faults;
mod handshake;
mod laws;
mod random;
mod shipped;
mod specs;
mod toy;
mod typical;
mod units;
mod whole;
mod zoo;
