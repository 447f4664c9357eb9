//! Messages declared on Rust types, in a sealed session of the network protocol.

use std::io;
use std::sync::Arc;

use packetwright::Message;
use packetwright::connection::{AllowedPeers, ConnectionConfig, PeerPolicy};
use packetwright::crypto::{PublicKey, StaticKey, SystemRandom, default_provider};
use packetwright::network::Network;
use packetwright::service::{Client, ClientOptions, ConnectError, Daemon, DuplicateRoute, Router};
use packetwright::transport::Endpoint;

/// Asks for the sum of some numbers.
#[derive(Clone, Debug, PartialEq, Message)]
#[message(id = 0x1000, reply = Sum)]
pub struct Add {
    /// What to add up; at most a thousand.
    #[message(length = 0..=1000)]
    pub numbers: Vec<u32>,
}

/// The answer to [`Add`].
#[derive(Clone, Debug, PartialEq, Message)]
#[message(id = 0x1001)]
pub struct Sum {
    /// The sum.
    pub total: u64,
}

/// What answers [`Add`].
///
/// # Errors
/// Two messages have one id.
pub fn router() -> Result<Router<Network>, DuplicateRoute> {
    Router::new().on(|_context, add: Add| async move {
        Ok(Sum { total: add.numbers.iter().map(|&number| u64::from(number)).sum() })
    })
}

/// A new key pair, to be kept; its public half is what the other side is told.
pub fn new_key() -> StaticKey {
    StaticKey::generate(&*default_provider(), &SystemRandom)
}

/// Serves sums to every client, in sessions under this key.
///
/// # Errors
/// The endpoint cannot be had.
pub async fn serve(key: StaticKey, endpoint: Endpoint) -> io::Result<Daemon<Network>> {
    let policy = Arc::new(PeerPolicy::new(AllowedPeers::AnyClient));
    let config = ConnectionConfig::session(default_provider(), key, policy);
    let router = router().map_err(io::Error::other)?;
    Daemon::builder(config, router).listen(endpoint).start().await
}

/// Connects to the server that has this key, and to no other.
///
/// # Errors
/// It cannot be reached, or somebody else answers.
pub async fn connect(
    server: PublicKey,
    endpoint: &Endpoint,
) -> Result<Client<Network>, ConnectError> {
    let policy = Arc::new(PeerPolicy::new(AllowedPeers::only(server)));
    let config = ConnectionConfig::session(default_provider(), new_key(), policy);
    Client::connect(endpoint, ClientOptions::new(config)).await
}
