//! Binary protocols from one declarative spec.
#![cfg_attr(not(feature = "std"), no_std)]
// Without a heap an error holds its fault in place.
#![cfg_attr(not(feature = "alloc"), allow(clippy::result_large_err))]

#[cfg(feature = "alloc")]
extern crate alloc;

pub mod codec;
#[cfg(feature = "session")]
pub mod compression;
#[cfg(feature = "session")]
pub mod connection;
#[cfg(feature = "session")]
pub mod crypto;
#[cfg(feature = "interpret")]
pub mod interpret;
#[cfg(feature = "network")]
pub mod network;
#[cfg(feature = "alloc")]
pub mod protocol;
#[cfg(feature = "session")]
pub mod service;
#[cfg(feature = "session")]
pub mod session;
#[cfg(feature = "tokio")]
pub mod transport;

/// The code of a protocol that the crate's `build.rs` generated, by the
/// protocol's name: `packetwright::include_protocol!("cabinet");`.
///
/// Its items land where the macro stands, best in a module of their own.
#[macro_export]
macro_rules! include_protocol {
    ($name:literal) => {
        include!(concat!(env!("OUT_DIR"), "/", $name, ".rs"));
    };
}
