//! Echo through a client and a daemon, sealed and in clear, beside an echo of
//! bare TCP, all in one run.
//!
//! `cargo run --release --bin sealed_echo [-- ROUNDS]`. Every round runs every
//! case once, so that whatever else the machine does hits all alike; printed
//! are medians, and ratios to bare TCP with one write a message. CPU time is
//! that of the whole process, both ends.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use packetwright::connection::{AllowedPeers, ConnectionConfig, PeerPolicy};
use packetwright::crypto::{StaticKey, default_provider};
use packetwright::network::{Data, Echo, MessageDispatcher, MessageHandler, Network};
use packetwright::service::{Client, ClientOptions, Context, Daemon, HandlerError};
use packetwright::transport::Endpoint;
use packetwright_benches::random_bytes;
use rustix::time::{ClockId, clock_gettime};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Requests under way at a time where they are pipelined.
const OUTSTANDING: usize = 64;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Outcome<()> {
    let rounds = std::env::args().nth(1).map_or(Ok(5), |argument| argument.parse())?;
    let folder = tempfile::tempdir()?;
    let mut peers = vec![("TCP, bare", Peer::Bare(bare_echo().await?))];
    let mut daemons = Vec::new();
    for (name, sealed, unix) in [
        ("TCP, plain mode", false, false),
        ("TCP, session", true, false),
        ("Unix, plain mode", false, true),
        ("Unix, session", true, true),
    ] {
        let (daemon, client) = service(sealed, unix.then_some(folder.path())).await?;
        peers.push((name, Peer::Service(client)));
        daemons.push(daemon);
    }
    println!("| payload | requests | peer | wall, µs | CPU, µs | wall, ratio | CPU, ratio |");
    println!("|---|---|---|---|---|---|---|");
    for (size, pipelined, count) in
        [(64, false, 2000), (64, true, 32_000), (64 << 10, false, 500), (64 << 10, true, 2048)]
    {
        let mut samples = vec![Vec::new(); peers.len()];
        for _ in 0..rounds {
            for ((_, peer), samples) in peers.iter_mut().zip(&mut samples) {
                samples.push(measure(peer, size, pipelined, count).await?);
            }
        }
        let medians: Vec<(f64, f64)> = samples.iter().map(|samples| medians(samples)).collect();
        let (bare_wall, bare_cpu) = medians[0];
        for ((name, _), (wall, cpu)) in peers.iter().zip(&medians) {
            let requests = if pipelined { "64 at a time" } else { "one by one" };
            let (wall_ratio, cpu_ratio) = (wall / bare_wall, cpu / bare_cpu);
            println!(
                "| {size} B | {requests} | {name} | {wall:.2} | {cpu:.2} | {wall_ratio:.2} | {cpu_ratio:.2} |"
            );
        }
    }
    Ok(())
}

enum Peer {
    Bare(TcpStream),
    Service(Client<Network>),
}

/// Microseconds a message, of wall and of CPU time.
async fn measure(
    peer: &mut Peer,
    size: usize,
    pipelined: bool,
    count: usize,
) -> Outcome<(f64, f64)> {
    let payload = Bytes::from(random_bytes(size));
    let (started, cpu) = (Instant::now(), cpu_time());
    match (peer, pipelined) {
        (Peer::Bare(stream), false) => bare_one_by_one(stream, &payload, count).await?,
        (Peer::Bare(stream), true) => bare_pipelined(stream, &payload, count).await?,
        (Peer::Service(client), false) => requests(client, payload, count).await?,
        (Peer::Service(client), true) => {
            let mut tasks = JoinSet::new();
            for _ in 0..OUTSTANDING {
                let (client, payload) = (client.clone(), payload.clone());
                tasks.spawn(async move { requests(&client, payload, count / OUTSTANDING).await });
            }
            while let Some(result) = tasks.join_next().await {
                result??;
            }
        }
    }
    let each = |time: Duration| time.as_secs_f64() * 1e6 / count as f64;
    Ok((each(started.elapsed()), each(cpu_time() - cpu)))
}

async fn requests(client: &Client<Network>, payload: Bytes, count: usize) -> Outcome<()> {
    let echo = Echo { payload };
    for _ in 0..count {
        if client.request(&echo).await? != echo {
            return Err("the echo is another".into());
        }
    }
    Ok(())
}

async fn bare_one_by_one(stream: &mut TcpStream, payload: &[u8], count: usize) -> Outcome<()> {
    let mut answer = vec![0; payload.len()];
    for _ in 0..count {
        stream.write_all(payload).await?;
        stream.read_exact(&mut answer).await?;
        if answer != payload {
            return Err("the echo is another".into());
        }
    }
    Ok(())
}

/// Writes each message by itself, at most so many ahead of what was read.
async fn bare_pipelined(stream: &mut TcpStream, payload: &[u8], count: usize) -> Outcome<()> {
    let window = tokio::sync::Semaphore::new(OUTSTANDING);
    let (mut reader, mut writer) = stream.split();
    let write = async {
        for _ in 0..count {
            window.acquire().await?.forget();
            writer.write_all(payload).await?;
        }
        Outcome::Ok(())
    };
    let read = async {
        let mut answer = vec![0; payload.len()];
        for _ in 0..count {
            reader.read_exact(&mut answer).await?;
            if answer != payload {
                return Err("the echo is another".into());
            }
            window.add_permits(1);
        }
        Outcome::Ok(())
    };
    tokio::try_join!(write, read)?;
    Ok(())
}

/// A connection to a task that sends back what it reads.
async fn bare_echo() -> Outcome<TcpStream> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let mut buffer = vec![0; 64 << 10];
        loop {
            let length = stream.read(&mut buffer).await?;
            if length == 0 {
                return Outcome::Ok(());
            }
            stream.write_all(&buffer[..length]).await?;
        }
    });
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

struct Echoing;

impl MessageHandler for Echoing {
    async fn data(&self, _: &Context, _: Data) -> Result<(), HandlerError> {
        Ok(())
    }

    async fn echo(&self, _: &Context, request: Echo) -> Result<Echo, HandlerError> {
        Ok(request)
    }
}

async fn service(
    sealed: bool,
    folder: Option<&Path>,
) -> Outcome<(Daemon<Network>, Client<Network>)> {
    let endpoint = match folder {
        Some(folder) => Endpoint::unix(folder.join(if sealed { "sealed" } else { "plain" })),
        None => Endpoint::tcp("127.0.0.1", 0),
    };
    let (server, client) = (config(sealed, 1, 2), config(sealed, 2, 1));
    let handler = MessageDispatcher(Echoing);
    let daemon = Daemon::builder(server, handler).listen(endpoint).start().await?;
    let client = Client::connect(&daemon.endpoints()[0], ClientOptions::new(client)).await?;
    Ok((daemon, client))
}

fn config(sealed: bool, own: u8, peer: u8) -> ConnectionConfig<Network> {
    let provider = default_provider();
    let key = |seed: u8| StaticKey::from_secret_bytes([seed; 32], &*provider);
    if !sealed {
        return ConnectionConfig::plain();
    }
    let policy = PeerPolicy::new(AllowedPeers::only(*key(peer).public()));
    ConnectionConfig::session(provider.clone(), key(own), Arc::new(policy))
}

fn medians(samples: &[(f64, f64)]) -> (f64, f64) {
    let median = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let (wall, cpu) = samples.iter().copied().unzip();
    (median(wall), median(cpu))
}

fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}
