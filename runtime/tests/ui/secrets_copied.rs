//! Secrets of a session are not copied.

use packetwright::crypto::SharedSecret;
use packetwright::crypto::noise::{NoiseState, SessionSecrets};
use packetwright::session::Session;

fn copies(
    shared: &SharedSecret,
    noise: &NoiseState,
    secrets: &SessionSecrets,
    session: &Session,
) -> (SharedSecret, NoiseState, SessionSecrets, Session) {
    (shared.clone(), noise.clone(), secrets.clone(), session.clone())
}

fn main() {}
