//! A protocol declared in place. What the spec documents is documented in the
//! code, and so is everything else, in the spec's own terms: nothing here lacks
//! documentation.
#![deny(missing_docs)]

packetwright::protocol! {
    //! Tells who is at the door.
    protocol doorbell { edition: 1, version: 1, endian: big }

    const MOST = 40;

    packet Packet { magic: u16 = 0xD00B, length: u16 = len(payload), payload: bytes[0..=1 KiB] }

    enum Kind: u8 { Request = 0, Reply = 1, Error = 2 }
    struct Envelope { kind: Kind, id: u32, content: Content(kind) }
    union Content(kind: Kind) { Request, Reply, Error => { message: bytes[rest] } }

    flags Chimes: u8 { loud = 1, long = 2, reserved = 0 }

    /// How a visitor is known.
    union Visitor: u8 {
        1 => Stranger {},
        2 => Friend { name: string[u8 in 1..=MOST] },
    }

    messages Bell: u8 {
        /// Somebody rings.
        1 => Ring { visitor: Visitor, chimes: Chimes } -> Heard,
        2 => Heard { seconds: u16 s },
        3 => Failure { code: u16, detail: string[u8 in 0..=200] },
    }

    layers { Packet -> Envelope -> Bell { error Failure } }
}
