//! Operations: what may happen to two connections and the wire between them,
//! as bytes that a fuzzer can change and a seed can spell out.

/// One of the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// The client.
    Client,
    /// The server.
    Server,
}

impl Party {
    /// Its place in an array of two.
    pub fn place(self) -> usize {
        self as usize
    }

    /// The other one.
    pub fn peer(self) -> Self {
        match self {
            Party::Client => Party::Server,
            Party::Server => Party::Client,
        }
    }
}

/// Something that happens. `from` says whose wire it happens on: the bytes
/// that this side sent and its peer has not read. Packets on a wire are
/// counted from its front, modulo how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// The wires carry everything both ways until nothing moves.
    Run,
    /// A side sends a message.
    Send {
        /// Chooses the kind of envelope.
        kind: u8,
        /// Numbers the exchange, and chooses the tag.
        id: u8,
        /// Bytes of the body.
        length: u16,
    },
    /// A side says goodbye.
    Goodbye,
    /// A side ends its direction.
    Close,
    /// The first packet arrives.
    Deliver,
    /// The first bytes arrive.
    DeliverPart(u8),
    /// Everything arrives, and nobody polls the peer's events.
    Stall,
    /// The stream ends, whatever is on the wire.
    EndOfStream,
    /// A bit changes.
    Flip {
        /// In which packet.
        packet: u8,
        /// At which byte, modulo the packet's length.
        place: u16,
        /// Which bits.
        mask: u8,
    },
    /// Bytes are lost.
    Cut {
        /// From which packet.
        packet: u8,
        /// From which byte on, modulo the packet's length.
        place: u16,
        /// How many.
        count: u8,
    },
    /// A packet is lost.
    Drop(u8),
    /// A packet that was once on this wire comes again.
    Replay(u8),
    /// A packet that was once on the other wire comes back.
    Reflect(u8),
    /// A packet and the one behind it change places.
    Swap(u8),
    /// Time passes, in units of 16 ms.
    Advance(u16),
    /// A packet made by a stranger: flags of its header, then the payload.
    Forge {
        /// Bit 0: handshake, 1: sealed, 2: LZ4, 3: Zstandard.
        layers: u8,
        /// The payload.
        payload: &'a [u8],
    },
    /// Bytes of a stranger.
    Inject(&'a [u8]),
}

/// The first byte of each input: how both sides are set up.
#[derive(Clone, Copy, Debug)]
pub struct Setup(pub u8);

impl Setup {
    /// Whether a side is in session mode.
    pub fn in_session(self, party: Party) -> bool {
        self.0 & 1 << party.place() != 0
    }

    /// Whether cryptography is real.
    pub fn real_crypto(self) -> bool {
        self.0 & 4 != 0
    }

    /// Whether queues are as short as can be.
    pub fn short_queues(self) -> bool {
        self.0 & 8 != 0
    }

    /// Whether messages are compressed from the first byte on.
    pub fn eager_compression(self) -> bool {
        self.0 & 16 != 0
    }
}

/// Reads operations until the input ends; missing bytes are zero.
pub struct Operations<'a>(pub &'a [u8]);

impl<'a> Iterator for Operations<'a> {
    type Item = (Party, What<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let code = self.byte();
        let party = if code & 0x80 == 0 { Party::Client } else { Party::Server };
        let what = match code & 0x1f {
            1 => What::Send { kind: self.byte(), id: self.byte(), length: self.short() },
            2 => What::Goodbye,
            3 => What::Close,
            4 => What::Deliver,
            5 => What::DeliverPart(self.byte()),
            6 => What::Stall,
            7 => What::EndOfStream,
            8 => What::Flip { packet: self.byte(), place: self.short(), mask: self.byte() },
            9 => What::Cut { packet: self.byte(), place: self.short(), count: self.byte() },
            10 => What::Drop(self.byte()),
            11 => What::Replay(self.byte()),
            12 => What::Reflect(self.byte()),
            13 => What::Swap(self.byte()),
            14 => What::Advance(self.short()),
            15 => What::Forge { layers: self.byte(), payload: self.bytes() },
            16 => What::Inject(self.bytes()),
            _ => What::Run,
        };
        Some((party, what))
    }
}

impl<'a> Operations<'a> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn short(&mut self) -> u16 {
        u16::from_le_bytes([self.byte(), self.byte()])
    }

    /// A length of two bytes, then so many, as far as they are there.
    fn bytes(&mut self) -> &'a [u8] {
        let length = usize::from(self.short()).min(self.0.len());
        let (bytes, rest) = self.0.split_at(length);
        self.0 = rest;
        bytes
    }
}

/// Appends the bytes that read as an operation.
pub fn write(out: &mut Vec<u8>, party: Party, what: What<'_>) {
    let side = if party == Party::Server { 0x80 } else { 0 };
    let mut put = |code: u8, parts: &[&[u8]]| {
        out.push(side | code);
        parts.iter().for_each(|part| out.extend_from_slice(part));
    };
    match what {
        What::Run => put(0, &[]),
        What::Send { kind, id, length } => put(1, &[&[kind, id], &length.to_le_bytes()]),
        What::Goodbye => put(2, &[]),
        What::Close => put(3, &[]),
        What::Deliver => put(4, &[]),
        What::DeliverPart(count) => put(5, &[&[count]]),
        What::Stall => put(6, &[]),
        What::EndOfStream => put(7, &[]),
        What::Flip { packet, place, mask } => {
            put(8, &[&[packet], &place.to_le_bytes(), &[mask]]);
        }
        What::Cut { packet, place, count } => {
            put(9, &[&[packet], &place.to_le_bytes(), &[count]]);
        }
        What::Drop(packet) => put(10, &[&[packet]]),
        What::Replay(packet) => put(11, &[&[packet]]),
        What::Reflect(packet) => put(12, &[&[packet]]),
        What::Swap(packet) => put(13, &[&[packet]]),
        What::Advance(units) => put(14, &[&units.to_le_bytes()]),
        What::Forge { layers, payload } => {
            put(15, &[&[layers], &(payload.len() as u16).to_le_bytes(), payload]);
        }
        What::Inject(bytes) => put(16, &[&(bytes.len() as u16).to_le_bytes(), bytes]),
    }
}
