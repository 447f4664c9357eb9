//! A message has fields once it was opened, and only its machine opens it.

use packetwright::crypto::noise::{NoiseState, Suite};
use packetwright::network::secure::Response;
use packetwright::network::secure::initiator::Initiator;
use packetwright::protocol::handshake::Incoming;

fn fields_of_what_arrived(message: Incoming<'_>) -> [u8; 32] {
    message.challenge
}

fn opened_by_hand(message: Incoming<'_>, suite: &Suite, noise: &mut NoiseState) {
    let _ = Response::open(message, suite, noise);
}

fn what_a_state_keeps(machine: &Initiator) -> u32 {
    match machine {
        Initiator::AwaitReady(state) => state.response_max_record,
        _ => 0,
    }
}

fn main() {}
