//! The cabinet: a small key-value store, and the second protocol of the
//! repository, quite unlike the network protocol.
//!
//! Its spec is `spec/cabinet.wire`; the code in [`protocol`] is generated from
//! it by `build.rs`.

/// The protocol's types, codecs and dispatcher.
#[allow(unused_qualifications)]
pub mod protocol {
    packetwright::include_protocol!("cabinet");
}
