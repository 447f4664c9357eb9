//! TCP, with small packets sent at once (`TCP_NODELAY`): the layers above
//! gather what belongs together before they write.

use std::future::{Ready, ready};
use std::io;

use tokio::net::{TcpListener as Socket, TcpStream};

use super::{Endpoint, Listener, Transport};
use crate::service::PeerAddress;

/// Accepts TCP connections.
#[derive(Debug)]
pub struct TcpListener {
    socket: Socket,
    endpoint: Endpoint,
}

impl TcpListener {
    /// Listens at a host and port; at port 0 the system chooses one.
    ///
    /// # Errors
    /// The host does not resolve, or the address cannot be had: in use, not of
    /// this machine, reserved. The error names the address and what to do.
    pub async fn bind(host: &str, port: u16) -> io::Result<Self> {
        let socket = Socket::bind((host, port)).await.map_err(|error| {
            let place = Endpoint::tcp(host, port);
            let help = match error.kind() {
                io::ErrorKind::AddrInUse => {
                    "another program listens there; stop it, choose another port, \
                     or port 0 to have a free one chosen"
                }
                io::ErrorKind::AddrNotAvailable => {
                    "no interface of this machine has the address; 0.0.0.0 and :: stand for all"
                }
                io::ErrorKind::PermissionDenied => {
                    "ports below 1024 are reserved; choose a greater one"
                }
                _ => "check the host and port",
            };
            io::Error::new(error.kind(), format!("cannot listen at {place}: {error}; {help}"))
        })?;
        let address = socket.local_addr()?;
        let endpoint = Endpoint::tcp(address.ip().to_string(), address.port());
        Ok(Self { socket, endpoint })
    }

    /// The next connection, ready for use.
    pub(super) async fn accept_stream(&mut self) -> io::Result<TcpStream> {
        let (stream, _) = self.socket.accept().await?;
        // A connection that cannot have it is one that is gone already.
        let _ = stream.set_nodelay(true);
        Ok(stream)
    }
}

impl Listener for TcpListener {
    type Transport = TcpStream;
    type Opening = Ready<io::Result<TcpStream>>;

    async fn accept(&mut self) -> io::Result<Self::Opening> {
        Ok(ready(Ok(self.accept_stream().await?)))
    }

    fn local_endpoint(&self) -> &Endpoint {
        &self.endpoint
    }
}

impl Transport for TcpStream {
    fn peer_address(&self) -> PeerAddress {
        self.peer_addr().map_or(PeerAddress::Unknown, PeerAddress::Tcp)
    }
}

/// Connects to a host and port; the addresses of the host are tried in turn.
///
/// # Errors
/// The host does not resolve, or no address takes the connection.
pub async fn connect_tcp(host: &str, port: u16) -> io::Result<TcpStream> {
    let stream = TcpStream::connect((host, port)).await.map_err(|error| {
        let place = Endpoint::tcp(host, port);
        io::Error::new(error.kind(), format!("cannot connect to {place}: {error}"))
    })?;
    stream.set_nodelay(true)?;
    Ok(stream)
}
