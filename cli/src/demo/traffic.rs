//! Real input through a client: files small and large, compressible and not,
//! then many small requests at once. Every reply is checked byte for byte.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use packetwright::connection::ConnectionConfig;
use packetwright::network::{Echo, Network};
use packetwright::protocol::handshake::ChannelBinding;
use packetwright::service::{Client, ClientOptions, PeerAddress};
use packetwright::transport::{Endpoint, Transport, connect_tcp};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::task::JoinSet;

use super::screen::{Screen, Style, grouped, size};
use crate::failure::Failure;

/// The longest message sent: under the 16 MiB of a packet, envelope included.
const MAX_MESSAGE: usize = 15 << 20;

/// Requests of a burst, over all its tasks, and bytes of each.
const BURST: u64 = 20_000;
const BURST_TASKS: u64 = 250;
const BURST_BYTES: usize = 64;

/// Requests made one after the other to learn how long one takes.
const SINGLE: usize = 2_000;

/// The whole act at one endpoint.
const DEADLINE: Duration = Duration::from_secs(30);

/// Sends everything to an endpoint; returns how many replies were checked.
pub(super) fn show(
    screen: &Screen,
    endpoint: &Endpoint,
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<u64, Failure> {
    screen.act(&format!("Real input through a client: {endpoint}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(Failure::trouble)?;
    runtime.block_on(async {
        let act = play(screen, endpoint, config);
        tokio::time::timeout(DEADLINE, act).await.unwrap_or_else(|_| {
            Err(Failure::refused(format!(
                "the daemon did not answer everything within {} s",
                DEADLINE.as_secs()
            )))
        })
    })
}

async fn play(
    screen: &Screen,
    endpoint: &Endpoint,
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<u64, Failure> {
    let counters = Arc::new(Counters::default());
    let options = ClientOptions::new(Arc::clone(config));
    let client = match endpoint {
        Endpoint::Tcp { host, port } => {
            let stream = connect_tcp(host, *port).await.map_err(Failure::refused)?;
            Client::over(Counting::new(stream, &counters), options).await
        }
        #[cfg(unix)]
        Endpoint::Unix { path } => {
            let stream = packetwright::transport::connect_unix(path).await;
            let stream = stream.map_err(Failure::refused)?;
            Client::over(Counting::new(stream, &counters), options).await
        }
        other => return Err(Failure::refused(format!("the demo has no input for {other}"))),
    };
    let client = client.map_err(Failure::refused)?;
    let mut replies = 0;
    let head = format!(
        "  {:<40}{:>11}{:>14}{:>8}{:>12}{:>13}",
        "", "size", "on the wire", "", "there+back", "both ways"
    );
    screen.line(&screen.paint(Style::Dim, &head));
    for (name, bytes) in input()? {
        replies += file(screen, &client, &counters, &name, bytes).await?;
    }
    replies += single(screen, &client).await?;
    replies += burst(screen, &client).await?;
    client.close().await.map_err(Failure::refused)?;
    screen.held(&format!("{} replies, each the bytes that were sent", grouped(replies)));
    Ok(replies)
}

/// What is sent: names and bytes.
fn input() -> Result<Vec<(String, Bytes)>, Failure> {
    let program = std::env::current_exe().map_err(Failure::trouble)?;
    let program =
        std::fs::read(&program).map_err(|error| Failure::file("read", &program, &error))?;
    let program = Bytes::from(program);
    let shown = program.slice(..program.len().min(MAX_MESSAGE));
    let whole = if shown.len() == program.len() { "" } else { ", its start" };
    let spec = packetwright_spec::NETWORK.as_bytes();
    let licence = include_bytes!("../../../LICENSE-APACHE");
    let lock = include_bytes!("../../../Cargo.lock");
    let code = include_bytes!("../../../runtime/src/network/generated.rs");
    Ok(vec![
        ("nothing at all".into(), Bytes::new()),
        ("LICENSE-APACHE".into(), Bytes::from_static(licence)),
        ("spec/network.wire".into(), Bytes::from_static(spec)),
        ("Cargo.lock".into(), Bytes::from_static(lock)),
        ("runtime/src/network/generated.rs".into(), Bytes::from_static(code)),
        (format!("this program{whole}"), shown),
        ("noise, which does not compress".into(), noise(8 << 20)),
    ])
}

/// Bytes without any pattern that compression finds, the same in every run:
/// xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift
/// generators, scrambled").
fn noise(length: usize) -> Bytes {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let words = std::iter::repeat_with(|| {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D).to_le_bytes()
    });
    words.flatten().take(length).collect::<Vec<u8>>().into()
}

/// One input, several times.
async fn file(
    screen: &Screen,
    client: &Client<Network>,
    counters: &Counters,
    name: &str,
    bytes: Bytes,
) -> Result<u64, Failure> {
    let times = if bytes.len() < 1 << 20 { 20 } else { 3 };
    let length = bytes.len() as u64;
    let before = counters.written.load(Ordering::Relaxed);
    let started = Instant::now();
    for _ in 0..times {
        exchange(client, bytes.clone()).await?;
    }
    let each = started.elapsed().as_secs_f64() / times as f64;
    let wire = (counters.written.load(Ordering::Relaxed) - before) / times;
    let share = match length {
        0 => String::new(),
        _ => format!("{:.0} %", wire as f64 * 100.0 / length as f64),
    };
    let rate = match length {
        0..1024 => String::new(),
        _ => format!("{:.0} MiB/s", 2.0 * length as f64 / each / 1_048_576.0),
    };
    let (length, wire) = (size(length), size(wire));
    screen.line(&format!(
        "  {name:<40}{length:>11}{wire:>14}{share:>8}{:>12}{rate:>13}",
        format!("{:.2} ms", each * 1e3)
    ));
    Ok(times)
}

/// Requests one after the other: how long one takes.
async fn single(screen: &Screen, client: &Client<Network>) -> Result<u64, Failure> {
    let mut times = Vec::with_capacity(SINGLE);
    for number in 0..SINGLE as u64 {
        let started = Instant::now();
        exchange(client, small(number)).await?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    let at = |part: usize| times[part * (SINGLE - 1) / 100].as_secs_f64() * 1e6;
    screen.line("");
    screen.fact(
        "one at a time",
        &format!(
            "{} requests of {BURST_BYTES} B: half within {:.0} µs, 99 % within {:.0} µs",
            grouped(SINGLE as u64),
            at(50),
            at(99)
        ),
    );
    Ok(SINGLE as u64)
}

/// Many requests at once on one connection.
async fn burst(screen: &Screen, client: &Client<Network>) -> Result<u64, Failure> {
    let started = Instant::now();
    let mut tasks = JoinSet::new();
    for task in 0..BURST_TASKS {
        let client = client.clone();
        tasks.spawn(async move {
            for number in (task..BURST).step_by(BURST_TASKS as usize) {
                exchange(&client, small(number)).await?;
            }
            Ok::<_, Failure>(())
        });
    }
    while let Some(result) = tasks.join_next().await {
        result.map_err(Failure::trouble)??;
    }
    let rate = BURST as f64 / started.elapsed().as_secs_f64();
    screen.fact(
        "pipelined",
        &format!(
            "{} requests of {BURST_BYTES} B on one connection: {} a second",
            grouped(BURST),
            grouped(rate as u64)
        ),
    );
    Ok(BURST)
}

/// A request's bytes that no other request has.
fn small(number: u64) -> Bytes {
    let mut bytes = vec![0x5A; BURST_BYTES];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    bytes.into()
}

/// A request whose reply has to be what was sent.
async fn exchange(client: &Client<Network>, payload: Bytes) -> Result<(), Failure> {
    let echo = Echo { payload };
    let reply = client.request(&echo).await.map_err(Failure::refused)?;
    match reply == echo {
        true => Ok(()),
        false => Err(Failure::refused(format!(
            "the reply of {} is not the {} that were sent",
            size(reply.payload.len() as u64),
            size(echo.payload.len() as u64)
        ))),
    }
}

/// Bytes that went over a stream.
#[derive(Default)]
struct Counters {
    written: AtomicU64,
}

/// A stream whose bytes are counted.
struct Counting<T> {
    stream: T,
    counters: Arc<Counters>,
}

impl<T> Counting<T> {
    fn new(stream: T, counters: &Arc<Counters>) -> Self {
        Self { stream, counters: Arc::clone(counters) }
    }

    fn counted(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(count)) = &written {
            self.counters.written.fetch_add(*count as u64, Ordering::Relaxed);
        }
        written
    }
}

impl<T: Transport> Transport for Counting<T> {
    fn peer_address(&self) -> PeerAddress {
        self.stream.peer_address()
    }

    fn channel_binding(&self) -> ChannelBinding {
        self.stream.channel_binding()
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Counting<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Counting<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.counted(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.counted(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
