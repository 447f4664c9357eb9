//! Binary protocols from one declarative spec.
#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(feature = "alloc")]
extern crate alloc;

pub mod codec;
#[cfg(feature = "session")]
pub mod compression;
#[cfg(feature = "session")]
pub mod connection;
#[cfg(feature = "session")]
pub mod crypto;
#[cfg(feature = "alloc")]
pub mod protocol;
#[cfg(feature = "session")]
pub mod service;
#[cfg(feature = "session")]
pub mod session;
