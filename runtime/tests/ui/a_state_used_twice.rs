//! An event takes the machine: no state is left to go on from a second time.

use packetwright::network::secure::Initiator;
use packetwright::protocol::handshake::{Event, Machine, Transmit, World};

fn two_openings(machine: Initiator, world: &mut dyn World, transmit: &mut Transmit) {
    let _ = machine.handle(Event::Start, world, transmit);
    let _ = machine.handle(Event::Start, world, transmit);
}

fn the_keys_of_a_session_twice(machine: Initiator) {
    let _ = machine.into_established();
    let _ = machine.into_established();
}

fn a_copy(machine: &Initiator) -> Initiator {
    machine.clone()
}

fn main() {}
