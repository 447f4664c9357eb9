//! Application data is sent by a `Client`, and there is one when its session is up.

use packetwright::network::secure::initiator::Initiator;
use packetwright::network::{Data, Network};
use packetwright::protocol::handshake::Status;
use packetwright::service::{Client, ClientOptions};
use packetwright::session::Session;
use packetwright::transport::Endpoint;

async fn before_it_is_connected(endpoint: Endpoint, options: ClientOptions<Network>, data: Data) {
    let connecting = Client::connect(&endpoint, options);
    let _ = connecting.send(&data).await;
}

fn made_without_a_connection() -> Client<Network> {
    Client {}
}

fn by_the_machine(machine: &Initiator, data: &mut [u8]) {
    if let Initiator::AwaitResponse(state) = machine {
        let _ = state.seal(&[], data);
    }
}

fn with_keys_of_a_handshake_in_progress(status: Status<'_>) -> Option<Session> {
    match status {
        Status::InProgress(secrets) => Some(secrets),
        _ => None,
    }
}

fn main() {}
