//! Services: what answers messages, and what carries them there.
//!
//! Begin with [`Handler`]; generated dispatchers and [`Router`] implement it.
//! Nothing here names a protocol: everything is generic over
//! [`Protocol`](crate::protocol::Protocol).

mod context;
mod handler;
mod router;

pub use context::{Context, Credentials, Peer, PeerAddress};
pub use handler::{Answer, Handler, HandlerError};
pub use router::{DuplicateRoute, Router};
