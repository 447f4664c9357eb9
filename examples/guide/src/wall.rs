//! The clock protocol answered: a handler, and how it is served.

use std::io;
use std::time::{SystemTime, UNIX_EPOCH};

use packetwright::connection::ConnectionConfig;
use packetwright::service::{Context, Daemon, HandlerError};
use packetwright::transport::Endpoint;

use crate::clock::{Ask, Clock, MessageDispatcher, MessageHandler, Tell};

/// The clock on the wall, which knows one zone.
#[derive(Clone, Copy, Debug)]
pub struct Wall;

impl MessageHandler for Wall {
    async fn ask(&self, _context: &Context, ask: Ask) -> Result<Tell, HandlerError> {
        if ask.zone != "UTC" {
            return Err(HandlerError::refused(format!("no clock for {}", ask.zone)));
        }
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Tell { time: since.as_millis() as u64 })
    }
}

/// Serves the clock at an endpoint; whoever holds the daemon keeps it up.
///
/// # Errors
/// The endpoint cannot be had.
pub async fn serve(endpoint: Endpoint) -> io::Result<Daemon<Clock>> {
    Daemon::builder(ConnectionConfig::plain(), MessageDispatcher(Wall))
        .listen(endpoint)
        .start()
        .await
}
