//! The code of docs/GUIDE.md and README.md, which quote it: a test holds them to it.

/// A protocol of our own, in clear.
pub mod clock {
    #![allow(unused_qualifications)]
    packetwright::include_protocol!("clock");
}

pub mod doorbell;
pub mod sums;
pub mod tally;
pub mod wall;
