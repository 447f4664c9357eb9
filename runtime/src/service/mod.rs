//! Services: what answers messages, and what carries them there.
//!
//! Begin with [`Handler`]; generated dispatchers and [`Router`] implement it.
//! Nothing here names a protocol: everything is generic over
//! [`Protocol`](crate::protocol::Protocol).

#[cfg(feature = "tokio")]
mod client;
mod context;
#[cfg(feature = "tokio")]
mod daemon;
mod handler;
#[cfg(feature = "tokio")]
mod in_flight;
#[cfg(feature = "tokio")]
mod limits;
mod router;
#[cfg(feature = "tokio")]
mod serve;
#[cfg(feature = "tokio")]
mod wire;

#[cfg(feature = "tokio")]
pub use client::{Client, ClientOptions, ConnectError, Ended, RequestError, RequestOptions};
pub use context::{Context, Credentials, Peer, PeerAddress};
#[cfg(feature = "tokio")]
pub use daemon::{Daemon, DaemonBuilder, DaemonEvent, DrainDeadline};
pub use handler::{Answer, Handler, HandlerError};
#[cfg(feature = "tokio")]
pub use limits::{ClientLimits, DaemonLimits, MAX_REFUSALS};
pub use router::{DuplicateRoute, Router};
#[cfg(feature = "tokio")]
pub use serve::ServeError;
