// Written by `cargo run -- gen` from spec/gallery/rtp.wire. Do not edit: change the spec and run the command.

//! The rtp protocol. See `spec/gallery/rtp.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The structure `Extension`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `profile` | u16 big-endian |
/// | 2 | 2..=262142 | `words` | 0 to 65535 elements, their number in front as u16 big-endian, each u32 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Extension {
    /// On the wire: u16 big-endian.
    pub profile: u16,
    /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each u32 big-endian.
    pub words: Vec<u32>,
}

impl ::core::cmp::Eq for Extension {}

impl codec::Encode for Extension {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.words.len() * 4
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.profile);
        out.put_length(O::put_u16_be, self.words.len(), 0, 65_535).within("words")?;
        for element in &self.words {
            out.put_u32_be(*element);
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Extension {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ExtensionRef::decode(reader)?.own(reader))
    }
}

/// [`Extension`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExtensionRef<'a> {
    /// On the wire: u16 big-endian.
    pub profile: u16,
    /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each u32 big-endian.
    pub words: codec::List<'a, u32>,
}

impl ::core::cmp::Eq for ExtensionRef<'_> {}

impl codec::Encode for ExtensionRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.words.len() * 4
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.profile);
        out.put_length(O::put_u16_be, self.words.len(), 0, 65_535).within("words")?;
        for element in self.words.iter() {
            out.put_u32_be(element);
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ExtensionRef<'a> {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let profile = reader.read_u16_be().within("profile")?;
        let prefix = reader.read_length(codec::Reader::read_u16_be, 0, 65_535).within("words")?;
        let words = codec::List::read_numbers::<4>(reader, prefix, codec::Reader::read_u32_be)
            .within("words")?;
        Ok(Self { profile, words })
    }
}

impl<'a> ExtensionRef<'a> {
    /// The [`Extension`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Extension {
        Extension { profile: self.profile, words: self.words.own(u32::from_be_bytes) }
    }
}

/// The structure `Data`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | 2 bits, always 2 |
/// | 1 | 0 | `padding` | one bit |
/// | 1 | 0 | `extended` | one bit |
/// | 1 | 0 | `sources` | 4 bits, the elements of `contributing` |
/// | 1 | 1 | `marker` | one bit |
/// | 2 | 0 | `payload_type` | 7 bits |
/// | 2 | 2 | `sequence` | u16 big-endian |
/// | 4 | 4 | `timestamp` | u32 big-endian |
/// | 8 | 4 | `synchronization_source` | u32 big-endian |
/// | 12 | 0..=60 | `contributing` | 0 to 15 elements, as `sources` says, each u32 big-endian |
/// |  | 0..=262144 | `extension` | [`Extension`]; there if `extended` |
/// |  | 0.. | `payload` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Data {
    /// On the wire: one bit.
    pub padding: bool,
    /// On the wire: one bit.
    pub extended: bool,
    /// On the wire: one bit.
    pub marker: bool,
    /// On the wire: 7 bits.
    pub payload_type: u8,
    /// On the wire: u16 big-endian.
    pub sequence: u16,
    /// On the wire: u32 big-endian.
    pub timestamp: u32,
    /// On the wire: u32 big-endian.
    pub synchronization_source: u32,
    /// On the wire: 0 to 15 elements, as `sources` says, each u32 big-endian.
    pub contributing: Vec<u32>,
    /// On the wire: [`Extension`]; there if `extended`.
    pub extension: Option<Extension>,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub payload: Bytes,
}

impl ::core::cmp::Eq for Data {}

impl codec::Encode for Data {
    #[inline]
    fn encoded_len(&self) -> usize {
        12
            + self.contributing.len() * 4
            + (match &self.extension {
                Some(extension) => extension.encoded_len(),
                None => 0,
            })
            + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.contributing.len(), 0, 15).within("sources")?;
        out.put_u8(
            u8::from(self.padding) << 5
                | u8::from(self.extended) << 4
                | self.contributing.len() as u8
                | 0x80,
        );
        codec::check_range(self.payload_type, 0, 127).within("payload_type")?;
        out.put_u8(u8::from(self.marker) << 7 | self.payload_type);
        out.put_u16_be(self.sequence);
        out.put_u32_be(self.timestamp);
        out.put_u32_be(self.synchronization_source);
        for element in &self.contributing {
            out.put_u32_be(*element);
        }
        codec::check_presence(self.extension.is_some(), self.extended).within("extension")?;
        if let Some(extension) = &self.extension {
            extension.encode(out).within("extension")?;
        }
        out.put(&self.payload);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Data {
    const MIN_LEN: usize = 12;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(DataRef::decode(reader)?.own(reader))
    }
}

/// [`Data`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DataRef<'a> {
    /// On the wire: one bit.
    pub padding: bool,
    /// On the wire: one bit.
    pub extended: bool,
    /// On the wire: one bit.
    pub marker: bool,
    /// On the wire: 7 bits.
    pub payload_type: u8,
    /// On the wire: u16 big-endian.
    pub sequence: u16,
    /// On the wire: u32 big-endian.
    pub timestamp: u32,
    /// On the wire: u32 big-endian.
    pub synchronization_source: u32,
    /// On the wire: 0 to 15 elements, as `sources` says, each u32 big-endian.
    pub contributing: codec::List<'a, u32>,
    /// On the wire: [`Extension`]; there if `extended`.
    pub extension: Option<ExtensionRef<'a>>,
    /// On the wire: bytes, all that is left.
    pub payload: &'a [u8],
}

impl ::core::cmp::Eq for DataRef<'_> {}

impl codec::Encode for DataRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        12
            + self.contributing.len() * 4
            + (match &self.extension {
                Some(extension) => extension.encoded_len(),
                None => 0,
            })
            + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.contributing.len(), 0, 15).within("sources")?;
        out.put_u8(
            u8::from(self.padding) << 5
                | u8::from(self.extended) << 4
                | self.contributing.len() as u8
                | 0x80,
        );
        codec::check_range(self.payload_type, 0, 127).within("payload_type")?;
        out.put_u8(u8::from(self.marker) << 7 | self.payload_type);
        out.put_u16_be(self.sequence);
        out.put_u32_be(self.timestamp);
        out.put_u32_be(self.synchronization_source);
        for element in self.contributing.iter() {
            out.put_u32_be(element);
        }
        codec::check_presence(self.extension.is_some(), self.extended).within("extension")?;
        if let Some(extension) = &self.extension {
            extension.encode(out).within("extension")?;
        }
        out.put(self.payload);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for DataRef<'a> {
    const MIN_LEN: usize = 12;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u8().within("version")?;
        let start = reader.offset() - 1;
        let version = run >> 6;
        reader.expect_constant(start, version, 2).within("version")?;
        let padding = run >> 5 & 1 != 0;
        let extended = run >> 4 & 1 != 0;
        let start = reader.offset() - 1;
        let sources = run & 0x0f;
        reader.expect_length(start, sources, 0, 15).within("sources")?;
        let run = reader.read_u8().within("marker")?;
        let marker = run >> 7 & 1 != 0;
        let payload_type = run & 0x7f;
        let sequence = reader.read_u16_be().within("sequence")?;
        let timestamp = reader.read_u32_be().within("timestamp")?;
        let synchronization_source = reader.read_u32_be().within("synchronization_source")?;
        let contributing = codec::List::read_numbers::<4>(
            reader,
            sources.into(),
            codec::Reader::read_u32_be,
        )
            .within("contributing")?;
        let extension = if extended {
            Some(ExtensionRef::decode(reader).within("extension")?)
        } else {
            None
        };
        let payload = reader.read_slice(reader.remaining()).within("payload")?;
        Ok(Self {
            padding,
            extended,
            marker,
            payload_type,
            sequence,
            timestamp,
            synchronization_source,
            contributing,
            extension,
            payload,
        })
    }
}

impl<'a> DataRef<'a> {
    /// The [`Data`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Data {
        Data {
            padding: self.padding,
            extended: self.extended,
            marker: self.marker,
            payload_type: self.payload_type,
            sequence: self.sequence,
            timestamp: self.timestamp,
            synchronization_source: self.synchronization_source,
            contributing: self.contributing.own(u32::from_be_bytes),
            extension: self.extension.map(|held| held.own(reader)),
            payload: reader.own(self.payload),
        }
    }
}
