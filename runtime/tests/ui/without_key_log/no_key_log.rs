//! Without the feature `key-log` nothing writes keys down.

use packetwright::connection::SessionConfig;
use packetwright::key_log::KeyLog;
use packetwright::network::secure::Secure;

fn asked_for(session: &mut SessionConfig<Secure>) {
    session.key_log = None;
}

fn main() {}
