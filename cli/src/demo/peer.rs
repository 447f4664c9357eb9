//! A client driven by hand: a blocking socket, and a connection that does no
//! I/O of its own. Packets can be looked at, held back and changed on the way.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use bytes::{Bytes, BytesMut};
use packetwright::codec::Encode;
use packetwright::connection::{Connection, ConnectionConfig, ConnectionEvent, Now};
use packetwright::network::{Echo, Network, Packet};
use packetwright::protocol::{EnvelopeHead, EnvelopeKind, Message, PacketFormat, Protocol};
use packetwright::transport::Endpoint;

use crate::failure::Failure;

/// How long any read or write may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// A byte stream.
trait Stream: Read + Write {
    /// Ends this side's direction.
    fn hang_up(&self) -> std::io::Result<()>;
}

impl Stream for TcpStream {
    fn hang_up(&self) -> std::io::Result<()> {
        self.shutdown(Shutdown::Write)
    }
}

#[cfg(unix)]
impl Stream for UnixStream {
    fn hang_up(&self) -> std::io::Result<()> {
        self.shutdown(Shutdown::Write)
    }
}

/// A client driven by hand.
pub(super) struct Peer {
    stream: Box<dyn Stream>,
    connection: Connection<Network>,
    /// Read, and not handed in yet.
    received: BytesMut,
}

impl Peer {
    /// Connects; the handshake's first packet waits to be sent.
    pub(super) fn open(
        endpoint: &Endpoint,
        config: &Arc<ConnectionConfig<Network>>,
    ) -> Result<Self, Failure> {
        let connect = || -> std::io::Result<Box<dyn Stream>> {
            match endpoint {
                Endpoint::Tcp { host, port } => {
                    let stream = TcpStream::connect((host.as_str(), *port))?;
                    stream.set_nodelay(true)?;
                    stream.set_read_timeout(Some(PATIENCE))?;
                    stream.set_write_timeout(Some(PATIENCE))?;
                    Ok(Box::new(stream))
                }
                #[cfg(unix)]
                Endpoint::Unix { path } => {
                    let stream = UnixStream::connect(path)?;
                    stream.set_read_timeout(Some(PATIENCE))?;
                    stream.set_write_timeout(Some(PATIENCE))?;
                    Ok(Box::new(stream))
                }
                _ => Err(ErrorKind::Unsupported.into()),
            }
        };
        let stream = connect().map_err(|error| {
            Failure::refused(format!("no connection to the daemon at {endpoint}: {error}"))
        })?;
        let connection = Connection::client(Arc::clone(config), now());
        Ok(Self { stream, connection, received: BytesMut::new() })
    }

    /// Connects and completes the handshake.
    pub(super) fn establish(
        endpoint: &Endpoint,
        config: &Arc<ConnectionConfig<Network>>,
    ) -> Result<Self, Failure> {
        let mut peer = Self::open(endpoint, config)?;
        peer.flush()?;
        while !matches!(peer.event()?, Some(ConnectionEvent::Established { .. })) {
            peer.receive()?;
            peer.flush()?;
        }
        Ok(peer)
    }

    /// The connection's state.
    pub(super) fn state(&self) -> &'static str {
        self.connection.state()
    }

    /// What happened; an end that is not in order is an error.
    pub(super) fn event(&mut self) -> Result<Option<ConnectionEvent>, Failure> {
        match self.connection.poll_event() {
            Some(ConnectionEvent::Closed(Err(error))) => {
                Err(Failure::refused(format!("the connection ended: {error}")))
            }
            event => Ok(event),
        }
    }

    /// The packets that wait to be sent, not sent.
    pub(super) fn take_output(&mut self) -> Result<Vec<Bytes>, Failure> {
        let output = self.connection.output();
        let mut bytes = BytesMut::new();
        while !output.is_empty() {
            bytes.extend_from_slice(output.bytes());
            output.advance(output.bytes().len());
        }
        let mut packets = Vec::new();
        while let Some(packet) = split_packet(&mut bytes)? {
            packets.push(packet);
        }
        Ok(packets)
    }

    /// Sends what waits to be sent, and returns its packets.
    pub(super) fn flush(&mut self) -> Result<Vec<Bytes>, Failure> {
        let packets = self.take_output()?;
        for packet in &packets {
            self.write(packet)?;
        }
        Ok(packets)
    }

    /// Sends bytes as they are.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.stream.write_all(bytes).map_err(|error| stream_failure(&error))
    }

    /// Ends this side's direction of the stream, without a word.
    pub(super) fn hang_up(&mut self) -> Result<(), Failure> {
        self.stream.hang_up().map_err(|error| stream_failure(&error))
    }

    /// Reads one packet, hands it to the connection and returns it.
    pub(super) fn receive(&mut self) -> Result<Bytes, Failure> {
        loop {
            if let Some(packet) = split_packet(&mut self.received)? {
                self.connection.handle_input(&mut BytesMut::from(&packet[..]), now());
                return Ok(packet);
            }
            let mut chunk = [0; 4096];
            match self.stream.read(&mut chunk) {
                Ok(0) => return Err(Failure::refused("the daemon hung up")),
                Ok(count) => self.received.extend_from_slice(&chunk[..count]),
                Err(error) => return Err(stream_failure(&error)),
            }
        }
    }

    /// Reads until the daemon hangs up, and returns how many bytes came.
    pub(super) fn read_to_end(&mut self) -> Result<usize, Failure> {
        let mut rest = Vec::new();
        match self.stream.read_to_end(&mut rest) {
            // A stream that is closed with bytes unread is reset.
            Err(error) if error.kind() != ErrorKind::ConnectionReset => Err(stream_failure(&error)),
            _ => Ok(rest.len()),
        }
    }

    /// Queues an `Echo` request.
    pub(super) fn ask(&mut self, id: u64, echo: &Echo) -> Result<(), Failure> {
        self.connection
            .send(&request(id), Echo::TAG, |out| echo.encode(out))
            .map_err(Failure::refused)
    }

    /// Sends an `Echo` request and checks its reply.
    pub(super) fn echo(&mut self, id: u64) -> Result<(), Failure> {
        let echo = Echo { payload: Bytes::from(format!("request {id}")) };
        self.ask(id, &echo)?;
        self.flush()?;
        let expected = message(&echo)?;
        self.receive()?;
        match self.event()? {
            Some(ConnectionEvent::Message { head, message })
                if head.id == id && head.kind == EnvelopeKind::Reply && message == expected =>
            {
                Ok(())
            }
            other => Err(Failure::refused(format!("expected the reply to {id}, found {other:?}"))),
        }
    }

    /// Ends the connection in order.
    pub(super) fn close(mut self) -> Result<(), Failure> {
        self.connection.close(now());
        self.flush()?;
        self.receive()?;
        while let Some(event) = self.event()? {
            if event == ConnectionEvent::Closed(Ok(())) {
                return Ok(());
            }
        }
        Err(Failure::refused("the connection was not closed in order"))
    }
}

/// The head of a request.
pub(super) fn request(id: u64) -> EnvelopeHead {
    EnvelopeHead::new(EnvelopeKind::Request, id)
}

/// A message as it travels in an envelope: tag, then body.
pub(super) fn message(echo: &Echo) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    Network::encode_tag(Echo::TAG, &mut bytes).map_err(Failure::refused)?;
    echo.encode(&mut bytes).map_err(Failure::refused)?;
    Ok(bytes)
}

/// The packet at the front, if it is complete.
fn split_packet(bytes: &mut BytesMut) -> Result<Option<Bytes>, Failure> {
    let head = Packet::decode_header(bytes).map_err(Failure::refused)?;
    let length = head.map(|head| Packet::HEADER_LEN + head.payload_len);
    Ok(length.filter(|length| bytes.len() >= *length).map(|length| bytes.split_to(length).freeze()))
}

fn stream_failure(error: &std::io::Error) -> Failure {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => Failure::refused(format!(
            "the daemon neither answered nor hung up within {} s",
            PATIENCE.as_secs()
        )),
        _ => Failure::refused(format!("the connection to the daemon failed: {error}")),
    }
}

fn now() -> Now {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let unix_ms = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
    Now { instant: Instant::now(), unix_ms }
}
