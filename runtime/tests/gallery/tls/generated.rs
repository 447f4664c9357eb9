// Written by `cargo run -- gen` from spec/gallery/tls.wire. Do not edit: change the spec and run the command.

//! The tls protocol. See `spec/gallery/tls.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The structure `KeyShare`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `group` | u16 big-endian |
/// | 2 | 3..=65537 | `key` | 1 to 65535 bytes, their number in front as u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct KeyShare {
    /// On the wire: u16 big-endian.
    pub group: u16,
    /// On the wire: 1 to 65535 bytes, their number in front as u16 big-endian.
    #[serde(with = "::packetwright::codec::hex")]
    pub key: Bytes,
}

impl ::core::cmp::Eq for KeyShare {}

impl codec::Encode for KeyShare {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.key.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.group);
        out.put_prefixed(O::put_u16_be, &self.key, 1, 65_535).within("key")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for KeyShare {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(KeyShareRef::decode(reader)?.own(reader))
    }
}

/// [`KeyShare`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeyShareRef<'a> {
    /// On the wire: u16 big-endian.
    pub group: u16,
    /// On the wire: 1 to 65535 bytes, their number in front as u16 big-endian.
    pub key: &'a [u8],
}

impl ::core::cmp::Eq for KeyShareRef<'_> {}

impl codec::Encode for KeyShareRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.key.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.group);
        out.put_prefixed(O::put_u16_be, self.key, 1, 65_535).within("key")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for KeyShareRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let group = reader.read_u16_be().within("group")?;
        let key = reader.read_prefixed(codec::Reader::read_u16_be, 1, 65_535).within("key")?;
        Ok(Self { group, key })
    }
}

impl<'a> KeyShareRef<'a> {
    /// The [`KeyShare`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> KeyShare {
        KeyShare { group: self.group, key: reader.own(self.key) }
    }
}

/// The union `Name`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Name {
    /// `Host`, tag 0.
    Host {
        /// On the wire: 1 to 65535 bytes of UTF-8, all that is left.
        name: String,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        name: Bytes,
    },
}

impl ::core::cmp::Eq for Name {}

impl codec::Encode for Name {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Host { name } => 3 + name.len(),
            Self::Other { name, .. } => 3 + name.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Host { name } => {
                out.put_u8(0);
                let length: usize = name.len();
                out.put_u16_be(length as u16);
                codec::check_length(name.len(), 1, 65_535).within("name")?;
                out.put(name.as_bytes());
                codec::check_length(length, 0, 65_535)?;
            }
            Self::Other { tag, name } => {
                codec::check_variant(!matches!(*tag, 0), *tag).within("tag")?;
                out.put_u8(*tag);
                let length: usize = name.len();
                out.put_u16_be(length as u16);
                out.put(name);
                codec::check_length(length, 0, 65_535)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Name {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(NameRef::decode(reader)?.own(reader))
    }
}

/// [`Name`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NameRef<'a> {
    /// `Host`, tag 0.
    Host {
        /// On the wire: 1 to 65535 bytes of UTF-8, all that is left.
        name: &'a str,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: bytes, all that is left.
        name: &'a [u8],
    },
}

impl ::core::cmp::Eq for NameRef<'_> {}

impl codec::Encode for NameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Host { name } => 3 + name.len(),
            Self::Other { name, .. } => 3 + name.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Host { name } => {
                out.put_u8(0);
                let length: usize = name.len();
                out.put_u16_be(length as u16);
                codec::check_length(name.len(), 1, 65_535).within("name")?;
                out.put(name.as_bytes());
                codec::check_length(length, 0, 65_535)?;
            }
            Self::Other { tag, name } => {
                codec::check_variant(!matches!(*tag, 0), *tag).within("tag")?;
                out.put_u8(*tag);
                let length: usize = name.len();
                out.put_u16_be(length as u16);
                out.put(name);
                codec::check_length(length, 0, 65_535)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for NameRef<'a> {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        let length = reader.read_u16_be().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            0 => {
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 1, 65_535).within("name")?;
                let name = reader.read_slice(reader.remaining()).within("name")?;
                let name = reader.expect_text(start, name).within("name")?;
                Ok(Self::Host { name })
            }
            tag => {
                let name = reader.read_slice(reader.remaining()).within("name")?;
                Ok(Self::Other { tag, name })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

impl<'a> NameRef<'a> {
    /// The [`Name`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Name {
        match self {
            Self::Host { name } => Name::Host { name: String::from(name) },
            Self::Other { tag, name } => Name::Other { tag, name: reader.own(name) },
        }
    }
}

/// The union `Extension`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Extension {
    /// `ServerName`, tag 0.
    ServerName {
        /// On the wire: 4 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Name`], its tag in front as u8; then 0 to 65535 bytes, their number in front as u16 big-endian.
        names: Vec<Name>,
    },
    /// `SupportedGroups`, tag 10.
    SupportedGroups {
        /// On the wire: 2 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each u16 big-endian.
        groups: Vec<u16>,
    },
    /// `SignatureAlgorithms`, tag 13.
    SignatureAlgorithms {
        /// On the wire: 2 to 65534 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each u16 big-endian.
        schemes: Vec<u16>,
    },
    /// `Protocols`, tag 16.
    Protocols {
        /// On the wire: 2 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each 1 to 255 bytes of UTF-8, their number in front as u8.
        protocols: Vec<String>,
    },
    /// `SupportedVersions`, tag 43.
    SupportedVersions {
        /// On the wire: 2 to 254 bytes, their number in front as u8, filled by: elements, all that is left, each u16 big-endian.
        versions: Vec<u16>,
    },
    /// `KeyExchangeModes`, tag 45.
    KeyExchangeModes {
        /// On the wire: 1 to 255 elements, their number in front as u8, each u8.
        modes: Vec<u8>,
    },
    /// `KeyShares`, tag 51.
    KeyShares {
        /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`KeyShare`].
        shares: Vec<KeyShare>,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u16,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
}

impl ::core::cmp::Eq for Extension {}

impl codec::Encode for Extension {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::ServerName { names } =>
                6 + names.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::SupportedGroups { groups } => 6 + groups.len() * 2,
            Self::SignatureAlgorithms { schemes } => 6 + schemes.len() * 2,
            Self::Protocols { protocols } =>
                6 + protocols.iter().map(|element| 1 + element.len()).sum::<usize>(),
            Self::SupportedVersions { versions } => 5 + versions.len() * 2,
            Self::KeyExchangeModes { modes } => 5 + modes.len(),
            Self::KeyShares { shares } =>
                6 + shares.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::Other { data, .. } => 4 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::ServerName { names } => {
                out.put_u16_be(0);
                let length: usize =
                    2 + names.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u16_be(length as u16);
                {
                    let length: usize = names
                        .iter()
                        .map(|element| element.encoded_len())
                        .sum::<usize>();
                    out.put_u16_be(length as u16);
                    for (index, element) in names.iter().enumerate() {
                        element.encode(out).at(index).within("names")?;
                    }
                    codec::check_length(length, 4, 65_535).within("names")?;
                }
                codec::check_length(length, 0, 65_535)?;
            }
            Self::SupportedGroups { groups } => {
                out.put_u16_be(10);
                let length: usize = 2 + groups.len() * 2;
                out.put_u16_be(length as u16);
                {
                    let length: usize = groups.len() * 2;
                    out.put_u16_be(length as u16);
                    for element in groups {
                        out.put_u16_be(*element);
                    }
                    codec::check_length(length, 2, 65_535).within("groups")?;
                }
                codec::check_length(length, 0, 65_535)?;
            }
            Self::SignatureAlgorithms { schemes } => {
                out.put_u16_be(13);
                let length: usize = 2 + schemes.len() * 2;
                out.put_u16_be(length as u16);
                {
                    let length: usize = schemes.len() * 2;
                    out.put_u16_be(length as u16);
                    for element in schemes {
                        out.put_u16_be(*element);
                    }
                    codec::check_length(length, 2, 65_534).within("schemes")?;
                }
                codec::check_length(length, 0, 65_535)?;
            }
            Self::Protocols { protocols } => {
                out.put_u16_be(16);
                let length: usize =
                    2 + protocols.iter().map(|element| 1 + element.len()).sum::<usize>();
                out.put_u16_be(length as u16);
                {
                    let length: usize = protocols
                        .iter()
                        .map(|element| 1 + element.len())
                        .sum::<usize>();
                    out.put_u16_be(length as u16);
                    for (index, element) in protocols.iter().enumerate() {
                        out
                            .put_prefixed(O::put_u8, element.as_bytes(), 1, 255)
                            .at(index)
                            .within("protocols")?;
                    }
                    codec::check_length(length, 2, 65_535).within("protocols")?;
                }
                codec::check_length(length, 0, 65_535)?;
            }
            Self::SupportedVersions { versions } => {
                out.put_u16_be(43);
                let length: usize = 1 + versions.len() * 2;
                out.put_u16_be(length as u16);
                {
                    let length: usize = versions.len() * 2;
                    out.put_u8(length as u8);
                    for element in versions {
                        out.put_u16_be(*element);
                    }
                    codec::check_length(length, 2, 254).within("versions")?;
                }
                codec::check_length(length, 0, 65_535)?;
            }
            Self::KeyExchangeModes { modes } => {
                out.put_u16_be(45);
                let length: usize = 1 + modes.len();
                out.put_u16_be(length as u16);
                out.put_prefixed(O::put_u8, modes, 1, 255).within("modes")?;
                codec::check_length(length, 0, 65_535)?;
            }
            Self::KeyShares { shares } => {
                out.put_u16_be(51);
                let length: usize =
                    2 + shares.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u16_be(length as u16);
                {
                    let length: usize = shares
                        .iter()
                        .map(|element| element.encoded_len())
                        .sum::<usize>();
                    out.put_u16_be(length as u16);
                    for (index, element) in shares.iter().enumerate() {
                        element.encode(out).at(index).within("shares")?;
                    }
                    codec::check_length(length, 0, 65_535).within("shares")?;
                }
                codec::check_length(length, 0, 65_535)?;
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 0 | 10 | 13 | 16 | 43 | 45 | 51), *tag)
                    .within("tag")?;
                out.put_u16_be(*tag);
                let length: usize = data.len();
                out.put_u16_be(length as u16);
                out.put(data);
                codec::check_length(length, 0, 65_535)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Extension {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u16_be()?;
        let length = reader.read_u16_be().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            0 => {
                let names = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 4, 65_535)
                        .within("names")?;
                    let whole = reader.enter(start, prefix).within("names")?;
                    let inside = reader
                        .read_list_to_end(0, u64::MAX, Name::decode)
                        .within("names")?;
                    reader.leave(whole).within("names")?;
                    inside
                };
                Ok(Self::ServerName { names })
            }
            10 => {
                let groups = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 2, 65_535)
                        .within("groups")?;
                    let whole = reader.enter(start, prefix).within("groups")?;
                    let inside = reader
                        .read_list_to_end(0, u64::MAX, codec::Reader::read_u16_be)
                        .within("groups")?;
                    reader.leave(whole).within("groups")?;
                    inside
                };
                Ok(Self::SupportedGroups { groups })
            }
            13 => {
                let schemes = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 2, 65_534)
                        .within("schemes")?;
                    let whole = reader.enter(start, prefix).within("schemes")?;
                    let inside = reader
                        .read_list_to_end(0, u64::MAX, codec::Reader::read_u16_be)
                        .within("schemes")?;
                    reader.leave(whole).within("schemes")?;
                    inside
                };
                Ok(Self::SignatureAlgorithms { schemes })
            }
            16 => {
                let protocols = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 2, 65_535)
                        .within("protocols")?;
                    let whole = reader.enter(start, prefix).within("protocols")?;
                    let inside = reader
                        .read_list_to_end(
                            0,
                            u64::MAX,
                            |reader| reader
                                .read_prefixed_text(codec::Reader::read_u8, 1, 255)
                                .map(String::from),
                        )
                        .within("protocols")?;
                    reader.leave(whole).within("protocols")?;
                    inside
                };
                Ok(Self::Protocols { protocols })
            }
            43 => {
                let versions = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u8, 2, 254)
                        .within("versions")?;
                    let whole = reader.enter(start, prefix).within("versions")?;
                    let inside = reader
                        .read_list_to_end(0, u64::MAX, codec::Reader::read_u16_be)
                        .within("versions")?;
                    reader.leave(whole).within("versions")?;
                    inside
                };
                Ok(Self::SupportedVersions { versions })
            }
            45 => {
                let prefix = reader.read_length(codec::Reader::read_u8, 1, 255).within("modes")?;
                let modes = reader.read_octets(prefix).map(Vec::from).within("modes")?;
                Ok(Self::KeyExchangeModes { modes })
            }
            51 => {
                let shares = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 0, 65_535)
                        .within("shares")?;
                    let whole = reader.enter(start, prefix).within("shares")?;
                    let inside = reader
                        .read_list_to_end(0, u64::MAX, KeyShare::decode)
                        .within("shares")?;
                    reader.leave(whole).within("shares")?;
                    inside
                };
                Ok(Self::KeyShares { shares })
            }
            tag => {
                let data = reader.read_slice(reader.remaining()).within("data")?;
                let data = reader.own(data);
                Ok(Self::Other { tag, data })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

/// [`Extension`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ExtensionRef<'a> {
    /// `ServerName`, tag 0.
    ServerName {
        /// On the wire: 4 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Name`], its tag in front as u8; then 0 to 65535 bytes, their number in front as u16 big-endian.
        names: codec::List<'a, NameRef<'a>>,
    },
    /// `SupportedGroups`, tag 10.
    SupportedGroups {
        /// On the wire: 2 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each u16 big-endian.
        groups: codec::List<'a, u16>,
    },
    /// `SignatureAlgorithms`, tag 13.
    SignatureAlgorithms {
        /// On the wire: 2 to 65534 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each u16 big-endian.
        schemes: codec::List<'a, u16>,
    },
    /// `Protocols`, tag 16.
    Protocols {
        /// On the wire: 2 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each 1 to 255 bytes of UTF-8, their number in front as u8.
        protocols: codec::List<'a, &'a str>,
    },
    /// `SupportedVersions`, tag 43.
    SupportedVersions {
        /// On the wire: 2 to 254 bytes, their number in front as u8, filled by: elements, all that is left, each u16 big-endian.
        versions: codec::List<'a, u16>,
    },
    /// `KeyExchangeModes`, tag 45.
    KeyExchangeModes {
        /// On the wire: 1 to 255 elements, their number in front as u8, each u8.
        modes: &'a [u8],
    },
    /// `KeyShares`, tag 51.
    KeyShares {
        /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`KeyShare`].
        shares: codec::List<'a, KeyShareRef<'a>>,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u16,
        /// On the wire: bytes, all that is left.
        data: &'a [u8],
    },
}

impl ::core::cmp::Eq for ExtensionRef<'_> {}

impl codec::Encode for ExtensionRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::ServerName { names } =>
                6 + names.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::SupportedGroups { groups } => 6 + groups.len() * 2,
            Self::SignatureAlgorithms { schemes } => 6 + schemes.len() * 2,
            Self::Protocols { protocols } =>
                6 + protocols.iter().map(|element| 1 + element.len()).sum::<usize>(),
            Self::SupportedVersions { versions } => 5 + versions.len() * 2,
            Self::KeyExchangeModes { modes } => 5 + modes.len(),
            Self::KeyShares { shares } =>
                6 + shares.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::Other { data, .. } => 4 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::ServerName { names } => {
                out.put_u16_be(0);
                let length: usize =
                    2 + names.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u16_be(length as u16);
                {
                    let length: usize = names
                        .iter()
                        .map(|element| element.encoded_len())
                        .sum::<usize>();
                    out.put_u16_be(length as u16);
                    for (index, element) in names.iter().enumerate() {
                        element.encode(out).at(index).within("names")?;
                    }
                    codec::check_length(length, 4, 65_535).within("names")?;
                }
                codec::check_length(length, 0, 65_535)?;
            }
            Self::SupportedGroups { groups } => {
                out.put_u16_be(10);
                let length: usize = 2 + groups.len() * 2;
                out.put_u16_be(length as u16);
                {
                    let length: usize = groups.len() * 2;
                    out.put_u16_be(length as u16);
                    for element in groups.iter() {
                        out.put_u16_be(element);
                    }
                    codec::check_length(length, 2, 65_535).within("groups")?;
                }
                codec::check_length(length, 0, 65_535)?;
            }
            Self::SignatureAlgorithms { schemes } => {
                out.put_u16_be(13);
                let length: usize = 2 + schemes.len() * 2;
                out.put_u16_be(length as u16);
                {
                    let length: usize = schemes.len() * 2;
                    out.put_u16_be(length as u16);
                    for element in schemes.iter() {
                        out.put_u16_be(element);
                    }
                    codec::check_length(length, 2, 65_534).within("schemes")?;
                }
                codec::check_length(length, 0, 65_535)?;
            }
            Self::Protocols { protocols } => {
                out.put_u16_be(16);
                let length: usize =
                    2 + protocols.iter().map(|element| 1 + element.len()).sum::<usize>();
                out.put_u16_be(length as u16);
                {
                    let length: usize = protocols
                        .iter()
                        .map(|element| 1 + element.len())
                        .sum::<usize>();
                    out.put_u16_be(length as u16);
                    for (index, element) in protocols.iter().enumerate() {
                        out
                            .put_prefixed(O::put_u8, element.as_bytes(), 1, 255)
                            .at(index)
                            .within("protocols")?;
                    }
                    codec::check_length(length, 2, 65_535).within("protocols")?;
                }
                codec::check_length(length, 0, 65_535)?;
            }
            Self::SupportedVersions { versions } => {
                out.put_u16_be(43);
                let length: usize = 1 + versions.len() * 2;
                out.put_u16_be(length as u16);
                {
                    let length: usize = versions.len() * 2;
                    out.put_u8(length as u8);
                    for element in versions.iter() {
                        out.put_u16_be(element);
                    }
                    codec::check_length(length, 2, 254).within("versions")?;
                }
                codec::check_length(length, 0, 65_535)?;
            }
            Self::KeyExchangeModes { modes } => {
                out.put_u16_be(45);
                let length: usize = 1 + modes.len();
                out.put_u16_be(length as u16);
                out.put_prefixed(O::put_u8, modes, 1, 255).within("modes")?;
                codec::check_length(length, 0, 65_535)?;
            }
            Self::KeyShares { shares } => {
                out.put_u16_be(51);
                let length: usize =
                    2 + shares.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u16_be(length as u16);
                {
                    let length: usize = shares
                        .iter()
                        .map(|element| element.encoded_len())
                        .sum::<usize>();
                    out.put_u16_be(length as u16);
                    for (index, element) in shares.iter().enumerate() {
                        element.encode(out).at(index).within("shares")?;
                    }
                    codec::check_length(length, 0, 65_535).within("shares")?;
                }
                codec::check_length(length, 0, 65_535)?;
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 0 | 10 | 13 | 16 | 43 | 45 | 51), *tag)
                    .within("tag")?;
                out.put_u16_be(*tag);
                let length: usize = data.len();
                out.put_u16_be(length as u16);
                out.put(data);
                codec::check_length(length, 0, 65_535)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ExtensionRef<'a> {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u16_be()?;
        let length = reader.read_u16_be().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            0 => {
                let names = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 4, 65_535)
                        .within("names")?;
                    let whole = reader.enter(start, prefix).within("names")?;
                    let inside = codec::List::read_to_end(reader, 0, u64::MAX, NameRef::decode)
                        .within("names")?;
                    reader.leave(whole).within("names")?;
                    inside
                };
                Ok(Self::ServerName { names })
            }
            10 => {
                let groups = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 2, 65_535)
                        .within("groups")?;
                    let whole = reader.enter(start, prefix).within("groups")?;
                    let inside = codec::List::read_to_end(
                        reader,
                        0,
                        u64::MAX,
                        codec::Reader::read_u16_be,
                    )
                        .within("groups")?;
                    reader.leave(whole).within("groups")?;
                    inside
                };
                Ok(Self::SupportedGroups { groups })
            }
            13 => {
                let schemes = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 2, 65_534)
                        .within("schemes")?;
                    let whole = reader.enter(start, prefix).within("schemes")?;
                    let inside = codec::List::read_to_end(
                        reader,
                        0,
                        u64::MAX,
                        codec::Reader::read_u16_be,
                    )
                        .within("schemes")?;
                    reader.leave(whole).within("schemes")?;
                    inside
                };
                Ok(Self::SignatureAlgorithms { schemes })
            }
            16 => {
                let protocols = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 2, 65_535)
                        .within("protocols")?;
                    let whole = reader.enter(start, prefix).within("protocols")?;
                    let inside = codec::List::read_to_end(
                        reader,
                        0,
                        u64::MAX,
                        |reader| reader.read_prefixed_text(codec::Reader::read_u8, 1, 255),
                    )
                        .within("protocols")?;
                    reader.leave(whole).within("protocols")?;
                    inside
                };
                Ok(Self::Protocols { protocols })
            }
            43 => {
                let versions = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u8, 2, 254)
                        .within("versions")?;
                    let whole = reader.enter(start, prefix).within("versions")?;
                    let inside = codec::List::read_to_end(
                        reader,
                        0,
                        u64::MAX,
                        codec::Reader::read_u16_be,
                    )
                        .within("versions")?;
                    reader.leave(whole).within("versions")?;
                    inside
                };
                Ok(Self::SupportedVersions { versions })
            }
            45 => {
                let prefix = reader.read_length(codec::Reader::read_u8, 1, 255).within("modes")?;
                let modes = reader.read_octets(prefix).within("modes")?;
                Ok(Self::KeyExchangeModes { modes })
            }
            51 => {
                let shares = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 0, 65_535)
                        .within("shares")?;
                    let whole = reader.enter(start, prefix).within("shares")?;
                    let inside = codec::List::read_to_end(reader, 0, u64::MAX, KeyShareRef::decode)
                        .within("shares")?;
                    reader.leave(whole).within("shares")?;
                    inside
                };
                Ok(Self::KeyShares { shares })
            }
            tag => {
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Other { tag, data })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

impl<'a> ExtensionRef<'a> {
    /// The [`Extension`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Extension {
        match self {
            Self::ServerName { names } => {
                Extension::ServerName { names: names.iter().map(|held| held.own(reader)).collect() }
            }
            Self::SupportedGroups { groups } =>
                Extension::SupportedGroups { groups: groups.iter().collect() },
            Self::SignatureAlgorithms { schemes } =>
                Extension::SignatureAlgorithms { schemes: schemes.iter().collect() },
            Self::Protocols { protocols } =>
                Extension::Protocols { protocols: protocols.iter().map(String::from).collect() },
            Self::SupportedVersions { versions } =>
                Extension::SupportedVersions { versions: versions.iter().collect() },
            Self::KeyExchangeModes { modes } =>
                Extension::KeyExchangeModes { modes: Vec::from(modes) },
            Self::KeyShares { shares } => {
                Extension::KeyShares {
                    shares: shares.iter().map(|held| held.own(reader)).collect(),
                }
            }
            Self::Other { tag, data } => Extension::Other { tag, data: reader.own(data) },
        }
    }
}

/// The structure `ClientHello`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `legacy_version` | u16 big-endian, always 0x303 |
/// | 2 | 32 | `random` | 32 bytes |
/// | 34 | 1..=33 | `session` | 0 to 32 bytes, their number in front as u8 |
/// |  | 4..=65536 | `suites` | 2 to 65534 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each u16 big-endian |
/// |  | 2..=256 | `compressions` | 1 to 255 elements, their number in front as u8, each u8 |
/// |  | 10..=65537 | `extensions` | 8 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Extension`], its tag in front as u16 big-endian; then 0 to 65535 bytes, their number in front as u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct ClientHello {
    /// On the wire: 32 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub random: [u8; 32],
    /// On the wire: 0 to 32 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub session: Bytes,
    /// On the wire: 2 to 65534 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each u16 big-endian.
    pub suites: Vec<u16>,
    /// On the wire: 1 to 255 elements, their number in front as u8, each u8.
    pub compressions: Vec<u8>,
    /// On the wire: 8 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Extension`], its tag in front as u16 big-endian; then 0 to 65535 bytes, their number in front as u16 big-endian.
    pub extensions: Vec<Extension>,
}

impl ::core::cmp::Eq for ClientHello {}

impl codec::Encode for ClientHello {
    #[inline]
    fn encoded_len(&self) -> usize {
        40
            + self.session.len()
            + self.suites.len() * 2
            + self.compressions.len()
            + self.extensions.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(0x303);
        out.put(self.random.as_slice());
        out.put_prefixed(O::put_u8, &self.session, 0, 32).within("session")?;
        {
            let length: usize = self.suites.len() * 2;
            out.put_u16_be(length as u16);
            for element in &self.suites {
                out.put_u16_be(*element);
            }
            codec::check_length(length, 2, 65_534).within("suites")?;
        }
        out.put_prefixed(O::put_u8, &self.compressions, 1, 255).within("compressions")?;
        {
            let length: usize = self.extensions
                .iter()
                .map(|element| element.encoded_len())
                .sum::<usize>();
            out.put_u16_be(length as u16);
            for (index, element) in self.extensions.iter().enumerate() {
                element.encode(out).at(index).within("extensions")?;
            }
            codec::check_length(length, 8, 65_535).within("extensions")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ClientHello {
    const MIN_LEN: usize = 51;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let legacy_version = reader.read_u16_be().within("legacy_version")?;
        reader.expect_constant(start, legacy_version, 0x303).within("legacy_version")?;
        let random = reader.read_array::<32>().copied().within("random")?;
        let session = reader.read_prefixed(codec::Reader::read_u8, 0, 32).within("session")?;
        let session = reader.own(session);
        let suites = {
            let start = reader.offset();
            let prefix = reader
                .read_length(codec::Reader::read_u16_be, 2, 65_534)
                .within("suites")?;
            let whole = reader.enter(start, prefix).within("suites")?;
            let inside = reader
                .read_list_to_end(0, u64::MAX, codec::Reader::read_u16_be)
                .within("suites")?;
            reader.leave(whole).within("suites")?;
            inside
        };
        let prefix = reader.read_length(codec::Reader::read_u8, 1, 255).within("compressions")?;
        let compressions = reader.read_octets(prefix).map(Vec::from).within("compressions")?;
        let extensions = {
            let start = reader.offset();
            let prefix = reader
                .read_length(codec::Reader::read_u16_be, 8, 65_535)
                .within("extensions")?;
            let whole = reader.enter(start, prefix).within("extensions")?;
            let inside = reader
                .read_list_to_end(0, u64::MAX, Extension::decode)
                .within("extensions")?;
            reader.leave(whole).within("extensions")?;
            inside
        };
        Ok(Self { random, session, suites, compressions, extensions })
    }
}

/// [`ClientHello`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClientHelloRef<'a> {
    /// On the wire: 32 bytes.
    pub random: &'a [u8; 32],
    /// On the wire: 0 to 32 bytes, their number in front as u8.
    pub session: &'a [u8],
    /// On the wire: 2 to 65534 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each u16 big-endian.
    pub suites: codec::List<'a, u16>,
    /// On the wire: 1 to 255 elements, their number in front as u8, each u8.
    pub compressions: &'a [u8],
    /// On the wire: 8 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Extension`], its tag in front as u16 big-endian; then 0 to 65535 bytes, their number in front as u16 big-endian.
    pub extensions: codec::List<'a, ExtensionRef<'a>>,
}

impl ::core::cmp::Eq for ClientHelloRef<'_> {}

impl codec::Encode for ClientHelloRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        40
            + self.session.len()
            + self.suites.len() * 2
            + self.compressions.len()
            + self.extensions.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(0x303);
        out.put(self.random.as_slice());
        out.put_prefixed(O::put_u8, self.session, 0, 32).within("session")?;
        {
            let length: usize = self.suites.len() * 2;
            out.put_u16_be(length as u16);
            for element in self.suites.iter() {
                out.put_u16_be(element);
            }
            codec::check_length(length, 2, 65_534).within("suites")?;
        }
        out.put_prefixed(O::put_u8, self.compressions, 1, 255).within("compressions")?;
        {
            let length: usize = self.extensions
                .iter()
                .map(|element| element.encoded_len())
                .sum::<usize>();
            out.put_u16_be(length as u16);
            for (index, element) in self.extensions.iter().enumerate() {
                element.encode(out).at(index).within("extensions")?;
            }
            codec::check_length(length, 8, 65_535).within("extensions")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ClientHelloRef<'a> {
    const MIN_LEN: usize = 51;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let legacy_version = reader.read_u16_be().within("legacy_version")?;
        reader.expect_constant(start, legacy_version, 0x303).within("legacy_version")?;
        let random = reader.read_array::<32>().within("random")?;
        let session = reader.read_prefixed(codec::Reader::read_u8, 0, 32).within("session")?;
        let suites = {
            let start = reader.offset();
            let prefix = reader
                .read_length(codec::Reader::read_u16_be, 2, 65_534)
                .within("suites")?;
            let whole = reader.enter(start, prefix).within("suites")?;
            let inside = codec::List::read_to_end(reader, 0, u64::MAX, codec::Reader::read_u16_be)
                .within("suites")?;
            reader.leave(whole).within("suites")?;
            inside
        };
        let prefix = reader.read_length(codec::Reader::read_u8, 1, 255).within("compressions")?;
        let compressions = reader.read_octets(prefix).within("compressions")?;
        let extensions = {
            let start = reader.offset();
            let prefix = reader
                .read_length(codec::Reader::read_u16_be, 8, 65_535)
                .within("extensions")?;
            let whole = reader.enter(start, prefix).within("extensions")?;
            let inside = codec::List::read_to_end(reader, 0, u64::MAX, ExtensionRef::decode)
                .within("extensions")?;
            reader.leave(whole).within("extensions")?;
            inside
        };
        Ok(Self { random, session, suites, compressions, extensions })
    }
}

impl<'a> ClientHelloRef<'a> {
    /// The [`ClientHello`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> ClientHello {
        ClientHello {
            random: *self.random,
            session: reader.own(self.session),
            suites: self.suites.iter().collect(),
            compressions: Vec::from(self.compressions),
            extensions: self.extensions.iter().map(|held| held.own(reader)).collect(),
        }
    }
}

/// The union `Handshake`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Handshake {
    /// `Hello`, tag 1.
    Hello {
        /// On the wire: [`ClientHello`].
        hello: ClientHello,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        body: Bytes,
    },
}

impl ::core::cmp::Eq for Handshake {}

impl codec::Encode for Handshake {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Hello { hello } => 4 + hello.encoded_len(),
            Self::Other { body, .. } => 4 + body.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Hello { hello } => {
                out.put_u8(1);
                let length: usize = hello.encoded_len();
                out.put_u24_be(length as u32);
                hello.encode(out).within("hello")?;
                codec::check_length(length, 0, 16_777_215)?;
            }
            Self::Other { tag, body } => {
                codec::check_variant(!matches!(*tag, 1), *tag).within("tag")?;
                out.put_u8(*tag);
                let length: usize = body.len();
                out.put_u24_be(length as u32);
                out.put(body);
                codec::check_length(length, 0, 16_777_215)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Handshake {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        let length = reader.read_u24_be().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            1 => {
                let hello = ClientHello::decode(reader).within("hello")?;
                Ok(Self::Hello { hello })
            }
            tag => {
                let body = reader.read_slice(reader.remaining()).within("body")?;
                let body = reader.own(body);
                Ok(Self::Other { tag, body })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

/// [`Handshake`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HandshakeRef<'a> {
    /// `Hello`, tag 1.
    Hello {
        /// On the wire: [`ClientHello`].
        hello: ClientHelloRef<'a>,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: bytes, all that is left.
        body: &'a [u8],
    },
}

impl ::core::cmp::Eq for HandshakeRef<'_> {}

impl codec::Encode for HandshakeRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Hello { hello } => 4 + hello.encoded_len(),
            Self::Other { body, .. } => 4 + body.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Hello { hello } => {
                out.put_u8(1);
                let length: usize = hello.encoded_len();
                out.put_u24_be(length as u32);
                hello.encode(out).within("hello")?;
                codec::check_length(length, 0, 16_777_215)?;
            }
            Self::Other { tag, body } => {
                codec::check_variant(!matches!(*tag, 1), *tag).within("tag")?;
                out.put_u8(*tag);
                let length: usize = body.len();
                out.put_u24_be(length as u32);
                out.put(body);
                codec::check_length(length, 0, 16_777_215)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for HandshakeRef<'a> {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        let length = reader.read_u24_be().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            1 => {
                let hello = ClientHelloRef::decode(reader).within("hello")?;
                Ok(Self::Hello { hello })
            }
            tag => {
                let body = reader.read_slice(reader.remaining()).within("body")?;
                Ok(Self::Other { tag, body })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

impl<'a> HandshakeRef<'a> {
    /// The [`Handshake`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Handshake {
        match self {
            Self::Hello { hello } => Handshake::Hello { hello: hello.own(reader) },
            Self::Other { tag, body } => Handshake::Other { tag, body: reader.own(body) },
        }
    }
}

/// The enumeration `ContentType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum ContentType {
    /// `ChangeCipherSpec`, number 20.
    ChangeCipherSpec,
    /// `Alert`, number 21.
    Alert,
    /// `Handshake`, number 22.
    Handshake,
    /// `ApplicationData`, number 23.
    ApplicationData,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl ContentType {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::ChangeCipherSpec => 20,
            Self::Alert => 21,
            Self::Handshake => 22,
            Self::ApplicationData => 23,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            20 => Self::ChangeCipherSpec,
            21 => Self::Alert,
            22 => Self::Handshake,
            23 => Self::ApplicationData,
            number => Self::Unknown(number),
        }
    }

    /// Whether this is the value that its number stands for. An
    /// unknown one whose number has a name, or does not fit, is
    /// refused by encoders.
    pub const fn is_canonical(self) -> bool {
        match self {
            Self::Unknown(number) => matches!(Self::from_number(number), Self::Unknown(_)),
            _ => true,
        }
    }
}

/// The structure `Fragment`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | [`ContentType`] as u8 |
/// | 1 | 2 | `legacy_version` | u16 big-endian, 769 to 771 |
/// | 3 | 2..=16642 | `fragment` | 0 to 16640 bytes, their number in front as u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Fragment {
    /// On the wire: [`ContentType`] as u8.
    pub kind: ContentType,
    /// On the wire: u16 big-endian, 769 to 771.
    pub legacy_version: u16,
    /// On the wire: 0 to 16640 bytes, their number in front as u16 big-endian.
    #[serde(with = "::packetwright::codec::hex")]
    pub fragment: Bytes,
}

impl ::core::cmp::Eq for Fragment {}

impl codec::Encode for Fragment {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.fragment.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.kind.is_canonical(), self.kind.number()).within("kind")?;
        out.put_u8(self.kind.number());
        codec::check_range(self.legacy_version, 769, 771).within("legacy_version")?;
        out.put_u16_be(self.legacy_version);
        out.put_prefixed(O::put_u16_be, &self.fragment, 0, 16_640).within("fragment")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Fragment {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(FragmentRef::decode(reader)?.own(reader))
    }
}

/// [`Fragment`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FragmentRef<'a> {
    /// On the wire: [`ContentType`] as u8.
    pub kind: ContentType,
    /// On the wire: u16 big-endian, 769 to 771.
    pub legacy_version: u16,
    /// On the wire: 0 to 16640 bytes, their number in front as u16 big-endian.
    pub fragment: &'a [u8],
}

impl ::core::cmp::Eq for FragmentRef<'_> {}

impl codec::Encode for FragmentRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.fragment.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.kind.is_canonical(), self.kind.number()).within("kind")?;
        out.put_u8(self.kind.number());
        codec::check_range(self.legacy_version, 769, 771).within("legacy_version")?;
        out.put_u16_be(self.legacy_version);
        out.put_prefixed(O::put_u16_be, self.fragment, 0, 16_640).within("fragment")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FragmentRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let kind = ContentType::from_number(reader.read_u8().within("kind")?);
        let legacy_version = reader
            .read_in_range(codec::Reader::read_u16_be, 769, 771)
            .within("legacy_version")?;
        let fragment = reader
            .read_prefixed(codec::Reader::read_u16_be, 0, 16_640)
            .within("fragment")?;
        Ok(Self { kind, legacy_version, fragment })
    }
}

impl<'a> FragmentRef<'a> {
    /// The [`Fragment`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Fragment {
        Fragment {
            kind: self.kind,
            legacy_version: self.legacy_version,
            fragment: reader.own(self.fragment),
        }
    }
}

/// A record that holds whole handshake messages in clear.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | u8, always 22 |
/// | 1 | 2 | `legacy_version` | u16 big-endian, 769 to 771 |
/// | 3 | 3..=16386 | `messages` | 1 to 16384 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Handshake`], its tag in front as u8; then 0 to 16777215 bytes, their number in front as u24 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct HandshakeRecord {
    /// On the wire: u16 big-endian, 769 to 771.
    pub legacy_version: u16,
    /// On the wire: 1 to 16384 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Handshake`], its tag in front as u8; then 0 to 16777215 bytes, their number in front as u24 big-endian.
    pub messages: Vec<Handshake>,
}

impl ::core::cmp::Eq for HandshakeRecord {}

impl codec::Encode for HandshakeRecord {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.messages.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(22);
        codec::check_range(self.legacy_version, 769, 771).within("legacy_version")?;
        out.put_u16_be(self.legacy_version);
        {
            let length: usize = self.messages
                .iter()
                .map(|element| element.encoded_len())
                .sum::<usize>();
            out.put_u16_be(length as u16);
            for (index, element) in self.messages.iter().enumerate() {
                element.encode(out).at(index).within("messages")?;
            }
            codec::check_length(length, 1, 16_384).within("messages")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for HandshakeRecord {
    const MIN_LEN: usize = 6;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(22, 22);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let kind = reader.read_u8().within("kind")?;
        reader.expect_constant(start, kind, 22).within("kind")?;
        let legacy_version = reader
            .read_in_range(codec::Reader::read_u16_be, 769, 771)
            .within("legacy_version")?;
        let messages = {
            let start = reader.offset();
            let prefix = reader
                .read_length(codec::Reader::read_u16_be, 1, 16_384)
                .within("messages")?;
            let whole = reader.enter(start, prefix).within("messages")?;
            let inside = reader
                .read_list_to_end(0, u64::MAX, Handshake::decode)
                .within("messages")?;
            reader.leave(whole).within("messages")?;
            inside
        };
        Ok(Self { legacy_version, messages })
    }
}

/// [`HandshakeRecord`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HandshakeRecordRef<'a> {
    /// On the wire: u16 big-endian, 769 to 771.
    pub legacy_version: u16,
    /// On the wire: 1 to 16384 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Handshake`], its tag in front as u8; then 0 to 16777215 bytes, their number in front as u24 big-endian.
    pub messages: codec::List<'a, HandshakeRef<'a>>,
}

impl ::core::cmp::Eq for HandshakeRecordRef<'_> {}

impl codec::Encode for HandshakeRecordRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.messages.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(22);
        codec::check_range(self.legacy_version, 769, 771).within("legacy_version")?;
        out.put_u16_be(self.legacy_version);
        {
            let length: usize = self.messages
                .iter()
                .map(|element| element.encoded_len())
                .sum::<usize>();
            out.put_u16_be(length as u16);
            for (index, element) in self.messages.iter().enumerate() {
                element.encode(out).at(index).within("messages")?;
            }
            codec::check_length(length, 1, 16_384).within("messages")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for HandshakeRecordRef<'a> {
    const MIN_LEN: usize = 6;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(22, 22);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let kind = reader.read_u8().within("kind")?;
        reader.expect_constant(start, kind, 22).within("kind")?;
        let legacy_version = reader
            .read_in_range(codec::Reader::read_u16_be, 769, 771)
            .within("legacy_version")?;
        let messages = {
            let start = reader.offset();
            let prefix = reader
                .read_length(codec::Reader::read_u16_be, 1, 16_384)
                .within("messages")?;
            let whole = reader.enter(start, prefix).within("messages")?;
            let inside = codec::List::read_to_end(reader, 0, u64::MAX, HandshakeRef::decode)
                .within("messages")?;
            reader.leave(whole).within("messages")?;
            inside
        };
        Ok(Self { legacy_version, messages })
    }
}

impl<'a> HandshakeRecordRef<'a> {
    /// The [`HandshakeRecord`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> HandshakeRecord {
        HandshakeRecord {
            legacy_version: self.legacy_version,
            messages: self.messages.iter().map(|held| held.own(reader)).collect(),
        }
    }
}
