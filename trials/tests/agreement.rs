//! The code generated for a batch of random specs, and the interpreter: both
//! read every input alike. `build.rs` writes the code and the tests.

mod trial;

use packetwright::codec::Decode;
use trial::{Trial, again, view};

include!(concat!(env!("OUT_DIR"), "/batch.rs"));
