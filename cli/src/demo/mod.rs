//! `packetwright demo`: from one spec to sealed echoes between two programs,
//! and what bad peers get.
//!
//! One file an act: [`spec`](mod@spec), [`conversation`] (a connection driven
//! by hand), [`traffic`], [`bad_peers`]. Every act checks what it shows; the
//! first thing that does not hold ends the demo with an error.

mod bad_peers;
mod conversation;
mod peer;
mod screen;
mod spec;
mod traffic;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use packetwright::connection::{AllowedPeers, ConnectionConfig, PeerPolicy};
use packetwright::crypto::{PublicKey, StaticKey, SystemRandom, default_provider};
use packetwright::network::Network;
use packetwright::transport::Endpoint;
use packetwright_spec::Checked;
use packetwright_spec::model::Model;

use crate::child::ChildDaemon;
use crate::failure::Failure;
use screen::Screen;

/// Shows the whole house at work.
#[derive(clap::Args)]
pub(crate) struct Arguments {}

/// Runs all acts.
pub(crate) fn run(_: &Arguments) -> Result<(), Failure> {
    let started = Instant::now();
    let screen = Screen::new();
    let model = spec::show(&screen)?;

    screen.act("A daemon in a second process");
    let folder = Folder::new()?;
    let socket = format!("unix://{}", folder.path.join("demo.sock").display());
    let mut daemon = ChildDaemon::start(&["tcp://127.0.0.1:0".to_owned(), socket])?;
    screen.fact("process", &format!("{} (this one is {})", daemon.process(), std::process::id()));
    let mut endpoints = Vec::new();
    for endpoint in &daemon.endpoints {
        screen.fact("listens at", endpoint);
        endpoints.push(endpoint.parse::<Endpoint>().map_err(Failure::refused)?);
    }
    screen.fact("public key", &daemon.public_key);
    let config = config(&daemon.public_key)?;
    let acts = with_daemon(&screen, &model, &mut daemon, &endpoints, &config);
    let (exchanges, refused) = acts.map_err(|failure| daemon.explain(failure))?;

    screen.act("The end");
    let cut_off = daemon.stop()?;
    if cut_off > 0 {
        return Err(Failure::refused(format!("the daemon had to cut off {cut_off} connections")));
    }
    screen.held("the daemon stopped in order, with no connection left");
    screen.close(&format!(
        "{} replies checked byte for byte, {refused} bad peers refused, {:.1} s in all",
        screen::grouped(exchanges),
        started.elapsed().as_secs_f64()
    ));
    Ok(())
}

/// The acts that need the daemon; returns how many replies were checked, and
/// how many bad peers refused.
fn with_daemon(
    screen: &Screen,
    model: &Checked<Model>,
    daemon: &mut ChildDaemon,
    endpoints: &[Endpoint],
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<(u64, usize), Failure> {
    for endpoint in endpoints {
        conversation::show(screen, model, endpoint, config)?;
    }
    let mut exchanges = 0;
    for endpoint in endpoints {
        exchanges += traffic::show(screen, endpoint, config)?;
    }
    let refused = bad_peers::show(screen, daemon, endpoints, config)?;
    Ok((exchanges, refused))
}

/// How this side connects: with a key of its own, to the daemon's key alone.
fn config(daemon: &str) -> Result<Arc<ConnectionConfig<Network>>, Failure> {
    let daemon: PublicKey = daemon.parse().map_err(Failure::refused)?;
    let provider = default_provider();
    let key = StaticKey::generate(&*provider, &SystemRandom);
    let policy = Arc::new(PeerPolicy::new(AllowedPeers::only(daemon)));
    let mut config = ConnectionConfig::session(provider, key, policy);
    // Large enough for a burst to be queued at once.
    config.max_queued_output = 4 << 20;
    Ok(Arc::new(config))
}

/// A folder for the socket that only this user sees; gone with the demo.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new() -> Result<Self, Failure> {
        let name = format!("packetwright-demo-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path).map_err(|error| Failure::file("make", &path, &error))?;
        Ok(Self { path })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is left in the system's temporary folder.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}
