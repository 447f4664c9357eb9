//! Handshakes of one's own, through the same runtime as the network protocol's.
//!
//! Four specs that share all but the handshake: [`tunnel`], [`paired`], [`kiosk`]
//! and [`unauthenticated`]. `tests/handshakes` holds each to an independent
//! implementation of Noise and to the interpreter, and serves a client in each.

/// IKpsk2: peers that know each other, and have a key in common.
pub mod tunnel {
    #![allow(unused_qualifications)]
    packetwright::include_protocol!("tunnel");
}

/// KK: two devices that know each other.
pub mod paired {
    #![allow(unused_qualifications)]
    packetwright::include_protocol!("paired");
}

/// NX: a known server, an anonymous client.
pub mod kiosk {
    #![allow(unused_qualifications)]
    packetwright::include_protocol!("kiosk");
}

/// NN: encryption without authentication.
pub mod unauthenticated {
    #![allow(unused_qualifications)]
    packetwright::include_protocol!("unauthenticated");
}
