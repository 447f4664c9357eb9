//! Handshakes: a module of messages and the machines of both parties.

use packetwright_spec::model::HandshakeId;
use proc_macro2::TokenStream;

use super::Emitter;

/// The module of a handshake: its messages, the machines of both parties and
/// the type that stands for it.
pub fn emit(_emitter: &Emitter<'_>, _id: HandshakeId) -> TokenStream {
    TokenStream::new()
}
