//! The code generated for a batch of random specs, and the interpreter: both
//! read every input alike. `build.rs` writes the code and the tests.

#[path = "../../runtime/tests/support/interpreted.rs"]
mod interpreted;
#[path = "../../runtime/tests/support/knowledge.rs"]
mod knowledge;
#[path = "../../runtime/tests/support/line.rs"]
mod line;
#[path = "../../runtime/tests/support/still_world.rs"]
mod still_world;
mod trial;

use packetwright::codec::Decode;
use trial::{Trial, again, view};

include!(concat!(env!("OUT_DIR"), "/batch.rs"));
