//! One connection: bytes out, packets in, everything noted.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use super::Target;
use crate::wire::Wire;

/// The most bytes that are read of one connection.
const MAX_RECEIVED: usize = 32 << 20;

/// What went over a connection, as hex.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    pub(super) sent: Vec<String>,
    pub(super) received: Vec<String>,
}

/// What came of waiting for a packet.
#[derive(Clone, Debug)]
pub(super) enum Arrival {
    /// A packet: the whole of it, and the flags in its header.
    Packet { bytes: Vec<u8>, flags: u64 },
    /// The other side closed.
    End,
    /// Nothing came.
    Silence,
    /// Bytes that are no packet.
    Garbage(String),
}

enum Stream {
    Tcp(TcpStream),
    Unix(UnixStream),
}

/// A connection to the implementation.
pub(super) struct Peer<'m> {
    wire: Wire<'m>,
    stream: Stream,
    buffer: Vec<u8>,
    received: usize,
    pub(super) log: Log,
}

impl<'m> Peer<'m> {
    pub(super) fn connect(wire: Wire<'m>, target: &Target, patience: Duration) -> io::Result<Self> {
        let stream = match target {
            Target::Tcp(address) => {
                let stream = TcpStream::connect_timeout(address, patience)?;
                stream.set_nodelay(true)?;
                stream.set_write_timeout(Some(patience))?;
                Stream::Tcp(stream)
            }
            Target::Unix(path) => {
                let stream = UnixStream::connect(path)?;
                stream.set_write_timeout(Some(patience))?;
                Stream::Unix(stream)
            }
        };
        Ok(Peer { wire, stream, buffer: Vec::new(), received: 0, log: Log::default() })
    }

    /// Sends bytes. A connection that the other side has closed already takes
    /// none; that it is closed is seen on receiving.
    pub(super) fn send(&mut self, bytes: &[u8]) {
        self.log.sent.push(hex(bytes));
        let _closed_already = match &mut self.stream {
            Stream::Tcp(stream) => stream.write_all(bytes),
            Stream::Unix(stream) => stream.write_all(bytes),
        };
    }

    /// Ends this side's direction.
    pub(super) fn end(&mut self) {
        let _closed_already = match &self.stream {
            Stream::Tcp(stream) => stream.shutdown(Shutdown::Write),
            Stream::Unix(stream) => stream.shutdown(Shutdown::Write),
        };
    }

    /// Waits for a packet, a close, or the end of patience.
    pub(super) fn receive(&mut self, patience: Duration) -> Arrival {
        let deadline = Instant::now() + patience;
        loop {
            match self.take_packet() {
                Ok(Some(arrival)) => return arrival,
                Ok(None) => {}
                Err(error) => return Arrival::Garbage(error),
            }
            match self.fill(deadline) {
                Ok(0) => return Arrival::End,
                Ok(_) => {}
                Err(error) if is_timeout(&error) => return Arrival::Silence,
                Err(_) => return Arrival::End,
            }
        }
    }

    fn fill(&mut self, deadline: Instant) -> io::Result<usize> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() || self.received > MAX_RECEIVED {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let mut chunk = [0; 16 << 10];
        let count = match &mut self.stream {
            Stream::Tcp(stream) => {
                stream.set_read_timeout(Some(left))?;
                stream.read(&mut chunk)?
            }
            Stream::Unix(stream) => {
                stream.set_read_timeout(Some(left))?;
                stream.read(&mut chunk)?
            }
        };
        self.received += count;
        self.buffer.extend_from_slice(&chunk[..count]);
        Ok(count)
    }

    fn take_packet(&mut self) -> Result<Option<Arrival>, String> {
        let header_len = self.wire.header_len();
        let Some(header) = self.buffer.get(..header_len) else { return Ok(None) };
        let (payload, flags) = self.wire.read_header(header).map_err(|error| error.0)?;
        let end = header_len.saturating_add(payload);
        if self.buffer.len() < end {
            return Ok(None);
        }
        let bytes: Vec<u8> = self.buffer.drain(..end).collect();
        self.log.received.push(hex(&bytes));
        Ok(Some(Arrival::Packet { bytes, flags }))
    }
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
