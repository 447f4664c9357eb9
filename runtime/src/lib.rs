//! Binary protocols from one declarative spec.
//!
//! A message is a Rust type that derives [`Message`](macro@Message), or a
//! declaration in a spec; both get their codec from the same generator.
//!
#![cfg_attr(feature = "derive", doc = "```")]
#![cfg_attr(not(feature = "derive"), doc = "```ignore")]
//! use packetwright::codec::{Decode, Encode};
//! use packetwright::{Message, Wire};
//!
//! /// Asks for the entries of a shelf.
//! #[derive(Message, Debug, PartialEq)]
//! #[message(id = 0x1000, reply = Entries)]
//! struct List {
//!     #[message(length = 1..=40)]
//!     shelf: String,
//!     #[message(range = 1..=1000)]
//!     limit: u16,
//! }
//!
//! #[derive(Message, Debug, PartialEq)]
//! #[message(id = 0x1001)]
//! struct Entries {
//!     entries: Vec<Entry>,
//! }
//!
//! #[derive(Wire, Debug, PartialEq)]
//! struct Entry {
//!     key: String,
//!     value: Vec<u8>,
//! }
//!
//! let list = List { shelf: "tools".into(), limit: 10 };
//! let bytes = list.to_vec().unwrap();
//! assert_eq!(bytes, b"\x05\0\0\0\0\0\0\0tools\x0a\0");
//! assert_eq!(List::from_slice(&bytes).unwrap(), list);
//!
//! // What its declaration refuses is refused on both ways, and the field is named.
//! let error = List { shelf: "tools".into(), limit: 0 }.to_vec().unwrap_err();
//! assert!(error.to_string().contains("limit"), "{error}");
//! let error = List::from_slice(&bytes[..3]).unwrap_err();
//! assert!(error.to_string().contains("shelf"), "{error}");
//! ```
//!
//! Messages that belong together are the variants of a set, [`Messages`](macro@Messages):
//!
#![cfg_attr(feature = "derive", doc = "```")]
#![cfg_attr(not(feature = "derive"), doc = "```ignore")]
//! use packetwright::codec::{Decode, Encode};
//! use packetwright::{Message, Messages, Request, Wire};
//!
//! #[derive(Messages, Debug, PartialEq)]
//! #[messages(tag = u16)]
//! enum Shop {
//!     #[message(1, reply = Price)]
//!     Ask { article: String },
//!     #[message(2)]
//!     Price(Price),
//! }
//!
//! #[derive(Wire, Debug, PartialEq)]
//! struct Price {
//!     cents: u32,
//! }
//!
//! let price = Shop::from(Price { cents: 250 });
//! assert_eq!(price.to_vec().unwrap(), [2, 0, 250, 0, 0, 0]);
//! assert_eq!(Shop::from_slice(&[2, 0, 250, 0, 0, 0]).unwrap(), price);
//! assert_eq!((Ask::TAG, <Ask as Request>::Reply::NAME), (1, "Price"));
//! assert!(Shop::from_slice(&[3, 0]).is_err(), "no message has this tag");
//! ```
//!
//! A whole protocol can be declared in place, too:
//!
#![cfg_attr(feature = "derive", doc = "```")]
#![cfg_attr(not(feature = "derive"), doc = "```ignore")]
//! use packetwright::codec::{Decode, Encode};
//!
//! packetwright::protocol! {
//!     protocol clock { edition: 1, version: 1, endian: big }
//!
//!     messages Message: u8 {
//!         /// What time is it there?
//!         1 => Ask { zone: string[u8 in 1..=40] } -> Tell,
//!         2 => Tell { time: u64 ms },
//!     }
//! }
//!
//! let ask = clock::Message::from(clock::Ask { zone: "UTC".into() });
//! assert_eq!(ask.to_vec().unwrap(), b"\x01\x03UTC");
//! assert_eq!(clock::Message::from_slice(b"\x01\x03UTC").unwrap(), ask);
//! ```
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
#[cfg(feature = "session")]
pub mod identity;
#[cfg(feature = "interpret")]
pub mod interpret;
#[cfg(feature = "key-log")]
pub mod key_log;
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

#[cfg(feature = "derive")]
pub use packetwright_macros::{Message, Messages, Wire, protocol};
#[cfg(feature = "alloc")]
pub use protocol::{Message, MessageSet, Request};

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
