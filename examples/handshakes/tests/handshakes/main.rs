//! Each handshake against `snow`, byte for byte; changed and cut; beside the
//! interpreter; and with a client and a daemon.

mod disturbed;
#[path = "../../../../runtime/tests/support/interpreted.rs"]
mod interpreted;
#[path = "../../../../runtime/tests/support/knowledge.rs"]
mod knowledge;
#[path = "../../../../runtime/tests/support/line.rs"]
mod line;
mod oracle;
mod own;
mod served;
#[path = "../../../../runtime/tests/support/still_world.rs"]
mod still_world;
mod twins;
