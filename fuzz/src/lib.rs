//! What the fuzz targets stand on: how two readings are compared, and what a
//! pair of connections must hold to.
//!
//! The targets themselves, in `fuzz_targets`, are generated from the specs and
//! only name types. Nothing here knows a protocol.
//!
//! Read next: [`decode`], then [`session`].

pub mod decode;
pub mod operation;
pub mod provider;
pub mod session;

/// The text of the cabinet protocol.
pub const CABINET: &str = include_str!("../../spec/cabinet.wire");

/// The cabinet protocol, which is as unlike the network protocol as can be.
#[allow(missing_docs, unused_qualifications)]
pub mod cabinet {
    packetwright::include_protocol!("cabinet");
}
