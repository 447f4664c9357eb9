//! A set of messages declared on one enumeration, beside those of the network
//! protocol and in its sessions.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use packetwright::connection::{AllowedPeers, ConnectionConfig, PeerPolicy};
use packetwright::crypto::{StaticKey, default_provider};
use packetwright::network::{self, Data, Echo, MessageHandler, Network};
use packetwright::service::{Context, Daemon, HandlerError};
use packetwright::transport::Endpoint;
use packetwright::{Messages, Wire};

/// What a tally is asked, and answers.
#[derive(Clone, Debug, PartialEq, Messages)]
pub enum Tally {
    /// Counts a thing once more.
    #[message(0x1100, reply = Count)]
    Record {
        /// What is counted.
        #[message(length = 1..=40)]
        name: String,
    },
    /// How often the thing was counted.
    #[message(0x1101)]
    Count(Count),
    /// All messages of the network protocol.
    #[messages(include)]
    Network(network::Message),
}

/// How often a thing was counted.
#[derive(Clone, Debug, PartialEq, Wire)]
pub struct Count {
    /// This time included.
    pub times: u64,
}

/// The most things that are counted.
const MOST: usize = 1000;

/// Counts in memory.
#[derive(Debug, Default)]
pub struct Counts(Mutex<BTreeMap<String, u64>>);

impl TallyHandler for Counts {
    async fn record(&self, _context: &Context, request: Record) -> Result<Count, HandlerError> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() == MOST && !counts.contains_key(&request.name) {
            return Err(HandlerError::refused(format!("{MOST} things are counted already")));
        }
        let times = counts.entry(request.name).or_default();
        *times += 1;
        Ok(Count { times: *times })
    }
}

/// Answers what the network protocol leaves to applications.
#[derive(Clone, Copy, Debug)]
pub struct Echoes;

impl MessageHandler for Echoes {
    async fn data(&self, _context: &Context, _message: Data) -> Result<(), HandlerError> {
        Ok(())
    }

    async fn echo(&self, _context: &Context, request: Echo) -> Result<Echo, HandlerError> {
        Ok(request)
    }
}

/// Serves a tally to every client, in sessions under this key.
///
/// # Errors
/// The endpoint cannot be had.
pub async fn serve(key: StaticKey, endpoint: Endpoint) -> io::Result<Daemon<Network>> {
    let policy = Arc::new(PeerPolicy::new(AllowedPeers::AnyClient));
    let config = ConnectionConfig::session(default_provider(), key, policy);
    let handler = TallyDispatcher(Counts::default(), network::MessageDispatcher(Echoes));
    Daemon::builder(config, handler).listen(endpoint).start().await
}
