//! Connections: two of them with the bytes between under our hands.

#![cfg(any(feature = "aws-lc", feature = "rust-crypto"))]
#![allow(missing_docs, unreachable_pub)]

#[cfg(feature = "network")]
mod downgrade;
mod ends;
mod exporter;
#[cfg(feature = "network")]
mod floors;
#[cfg(feature = "network")]
mod hostile;
mod identities;
mod key_update;
mod pair;
mod parcel;
mod parcel_handshake;
mod plain;
mod session;
