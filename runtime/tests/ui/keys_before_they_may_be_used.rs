//! Keys are in the states that may use them, and no state can be made up.

use packetwright::crypto::PublicKey;
use packetwright::network::secure::initiator::{self, Initiator};
use packetwright::network::secure::responder::Responder;
use packetwright::protocol::handshake::{Authorized, Established};

fn none_before_the_split(machine: &Initiator) {
    match machine {
        Initiator::Idle(state) => drop(&state.secrets),
        Initiator::AwaitResponse(state) => drop(&state.secrets),
        _ => {}
    }
}

fn none_for_who_has_not_confirmed(machine: &Responder) {
    if let Responder::AwaitConfirm(state) = machine {
        drop(&state.secrets);
    }
}

fn none_for_the_owner_of_the_machine(machine: &Initiator) {
    if let Initiator::AwaitReady(state) = machine {
        drop(&state.secrets);
    }
}

fn no_peer_is_authorized_without_the_check() -> Authorized {
    Authorized(PublicKey([0; 32]))
}

fn no_session_without_a_handshake(authorized: Authorized, outcome: Established) -> Initiator {
    Initiator::Established(initiator::Established { authorized, outcome })
}

fn main() {}
