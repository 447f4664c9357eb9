//! Transports: byte streams that carry connections, and what accepts them.
//!
//! A [`Transport`] is a connected stream of bytes, a [`Listener`] accepts
//! them, an [`Endpoint`] names where. Nothing here knows packets or messages,
//! but [`PacketCodec`], for people who bring their own loop. What speaks over
//! a transport is in [`service`](crate::service).

mod endpoint;
mod packet_codec;
mod tcp;
#[cfg(feature = "tls")]
pub mod tls;
#[cfg(unix)]
mod unix;

use std::future::Future;
use std::io;

use tokio::io::{AsyncRead, AsyncWrite, DuplexStream};

pub use endpoint::{Endpoint, ParseEndpointError};
pub use packet_codec::{Packet, PacketCodec, PacketCodecError};
pub use tcp::{TcpListener, connect_tcp};
#[cfg(unix)]
pub use unix::{UnixListener, UnixOptions, connect_unix};

use crate::protocol::handshake::ChannelBinding;
use crate::service::PeerAddress;

/// A connected, ordered, reliable stream of bytes.
pub trait Transport: AsyncRead + AsyncWrite + Unpin + Send + 'static {
    /// Where the peer is.
    fn peer_address(&self) -> PeerAddress;

    /// What a handshake inside the stream is to be bound to. By default
    /// nothing.
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::None
    }
}

impl Transport for DuplexStream {
    fn peer_address(&self) -> PeerAddress {
        PeerAddress::Memory
    }
}

/// What accepts connections at an endpoint.
pub trait Listener: Send + 'static {
    /// What it accepts.
    type Transport: Transport;

    /// A transport that is there but has its own handshake before it, as TLS
    /// has. It is awaited on the connection's task, so that a peer that says
    /// nothing keeps nobody waiting.
    type Opening: Future<Output = io::Result<Self::Transport>> + Send + 'static;

    /// The next connection. Cancel safe: a connection is returned or still
    /// waits.
    ///
    /// # Errors
    /// This connection failed, or there is no room for one now; the listener
    /// lives on.
    fn accept(&mut self) -> impl Future<Output = io::Result<Self::Opening>> + Send;

    /// Where it listens, with the port that was chosen if port 0 was asked for.
    fn local_endpoint(&self) -> &Endpoint;
}
