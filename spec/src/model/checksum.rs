//! Checksums: the algorithms that the language knows, by name, and those that a
//! user supplies.
//!
//! Names and parameters of cyclic redundancy checks are those of the catalogue
//! of parametrised CRC algorithms (G. Cook); what they compute is for the
//! readings of a spec to do.

use super::{Coverage, FieldValue, Model, Struct};

macro_rules! algorithms {
    ($($(#[$doc:meta])* $algorithm:ident, $name:literal, $bits:literal;)*) => {
        /// How a checksum is computed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ChecksumAlgorithm {
            $($(#[$doc])* $algorithm,)*
            /// `extern name(…)`: by a function that the user supplies, by its place
            /// in [`Model::functions`].
            Supplied(usize),
        }

        impl ChecksumAlgorithm {
            /// All that the language knows, in the order of this list.
            pub const KNOWN: &'static [ChecksumAlgorithm] = &[$(ChecksumAlgorithm::$algorithm),*];

            /// Its name in a spec; none if the user supplies it.
            pub const fn name(self) -> Option<&'static str> {
                match self {
                    $(ChecksumAlgorithm::$algorithm => Some($name),)*
                    ChecksumAlgorithm::Supplied(_) => None,
                }
            }

            /// The bits of what it gives; none if those are its field's.
            pub const fn bits(self) -> Option<u8> {
                match self {
                    $(ChecksumAlgorithm::$algorithm => Some($bits),)*
                    ChecksumAlgorithm::Supplied(_) => None,
                }
            }
        }
    };
}

algorithms! {
    /// CRC-32/ISO-HDLC: Ethernet, ZIP, PNG.
    Crc32, "crc32", 32;
    /// CRC-32/ISCSI (Castagnoli): SCTP, iSCSI.
    Crc32c, "crc32c", 32;
    /// CRC-32/MPEG-2: MPEG transport streams.
    Crc32Mpeg2, "crc32_mpeg2", 32;
    /// CRC-16/ARC.
    Crc16Arc, "crc16_arc", 16;
    /// CRC-16/MODBUS: Modbus RTU.
    Crc16Modbus, "crc16_modbus", 16;
    /// CRC-16/XMODEM.
    Crc16Xmodem, "crc16_xmodem", 16;
    /// CRC-16/IBM-3740, known as CCITT-FALSE.
    Crc16Ibm3740, "crc16_ibm_3740", 16;
    /// CRC-16/KERMIT, known as CCITT.
    Crc16Kermit, "crc16_kermit", 16;
    /// CRC-16/IBM-SDLC, known as X-25: HDLC, PPP.
    Crc16IbmSdlc, "crc16_ibm_sdlc", 16;
    /// CRC-16/USB.
    Crc16Usb, "crc16_usb", 16;
    /// CRC-8/SMBUS.
    Crc8, "crc8", 8;
    /// CRC-64/XZ.
    Crc64Xz, "crc64_xz", 64;
    /// The Internet checksum (RFC 1071): IP, ICMP, UDP, TCP. An odd last byte is
    /// the high half of a word.
    Internet, "internet", 16;
    /// Adler-32 (RFC 1950): zlib.
    Adler32, "adler32", 32;
}

impl ChecksumAlgorithm {
    /// The algorithm of a name.
    pub fn named(name: &str) -> Option<ChecksumAlgorithm> {
        Self::KNOWN.iter().copied().find(|algorithm| algorithm.name() == Some(name))
    }
}

/// A checksum of a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checksum {
    /// The place of its field.
    pub place: usize,
    /// How it is computed.
    pub algorithm: ChecksumAlgorithm,
    /// The fields that it covers.
    pub of: Coverage,
}

impl Checksum {
    /// The place of the field behind which it and all it covers are there.
    pub fn complete(&self) -> usize {
        self.place.max(self.of.last)
    }
}

impl Struct {
    /// The checksums among the fields, in wire order.
    pub fn checksums(&self) -> Vec<Checksum> {
        let fields = self.fields.iter().enumerate();
        let checksums = fields.filter_map(|(place, field)| match field.value {
            FieldValue::Checksum { algorithm, of } => Some(Checksum { place, algorithm, of }),
            _ => None,
        });
        checksums.collect()
    }
}

impl Model {
    /// An algorithm as a spec writes it: `crc32`, `extern fletcher`.
    pub fn checksum_text(&self, algorithm: ChecksumAlgorithm) -> String {
        match algorithm {
            ChecksumAlgorithm::Supplied(place) => {
                let name = self.functions.get(place).map_or("", |name| name.text.as_str());
                format!("extern {name}")
            }
            known => known.name().unwrap_or_default().to_owned(),
        }
    }
}
