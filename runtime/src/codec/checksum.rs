//! Checksums over bytes in several pieces, for generated codecs.
//!
//! Parameters and names of cyclic redundancy checks are those of the catalogue
//! of parametrised CRC algorithms, as the spec language names them.

use crc::{Crc, Table};

/// The bytes `begin..end` of `bytes`, those at `hole` (of which there are
/// `width`, at most 8) replaced by zeros if they are among them.
///
/// # Panics
/// If the places are not in order within `bytes`; a codec takes them from what
/// it has read or written.
#[must_use]
pub fn pieces(bytes: &[u8], begin: usize, end: usize, hole: usize, width: usize) -> [&[u8]; 3] {
    if (begin..end).contains(&hole) {
        [&bytes[begin..hole], &[0; 8][..width], &bytes[hole + width..end]]
    } else {
        [&bytes[begin..end], &[], &[]]
    }
}

macro_rules! cyclic {
    ($($(#[$doc:meta])* $name:ident: $width:ty = $algorithm:ident;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name(pieces: &[&[u8]]) -> $width {
            static CRC: Crc<$width, Table<16>> = Crc::<$width, Table<16>>::new(&crc::$algorithm);
            let mut digest = CRC.digest();
            pieces.iter().for_each(|piece| digest.update(piece));
            digest.finalize()
        }
    )*};
}

cyclic! {
    /// CRC-32/ISO-HDLC: Ethernet, ZIP, PNG.
    crc32: u32 = CRC_32_ISO_HDLC;
    /// CRC-32/ISCSI (Castagnoli): SCTP, iSCSI.
    crc32c: u32 = CRC_32_ISCSI;
    /// CRC-32/MPEG-2: MPEG transport streams.
    crc32_mpeg2: u32 = CRC_32_MPEG_2;
    /// CRC-16/ARC.
    crc16_arc: u16 = CRC_16_ARC;
    /// CRC-16/MODBUS: Modbus RTU.
    crc16_modbus: u16 = CRC_16_MODBUS;
    /// CRC-16/XMODEM.
    crc16_xmodem: u16 = CRC_16_XMODEM;
    /// CRC-16/IBM-3740, known as CCITT-FALSE.
    crc16_ibm_3740: u16 = CRC_16_IBM_3740;
    /// CRC-16/KERMIT, known as CCITT.
    crc16_kermit: u16 = CRC_16_KERMIT;
    /// CRC-16/IBM-SDLC, known as X-25: HDLC, PPP.
    crc16_ibm_sdlc: u16 = CRC_16_IBM_SDLC;
    /// CRC-16/USB.
    crc16_usb: u16 = CRC_16_USB;
    /// CRC-8/SMBUS.
    crc8: u8 = CRC_8_SMBUS;
    /// CRC-64/XZ.
    crc64_xz: u64 = CRC_64_XZ;
}

/// Adler-32 (RFC 1950): zlib.
#[must_use]
pub fn adler32(pieces: &[&[u8]]) -> u32 {
    let mut adler = adler2::Adler32::new();
    pieces.iter().for_each(|piece| adler.write_slice(piece));
    adler.checksum()
}

/// The Internet checksum (RFC 1071): IP, ICMP, UDP, TCP. An odd last byte is the
/// high half of a word.
#[must_use]
pub fn internet(pieces: &[&[u8]]) -> u16 {
    let mut sum = 0u64;
    // The first half of a word whose second begins the next piece.
    let mut half = None;
    for piece in pieces {
        let mut rest = *piece;
        if let (Some(high), Some((low, behind))) = (half, rest.split_first()) {
            sum += u64::from(u16::from_be_bytes([high, *low]));
            (half, rest) = (None, behind);
        }
        let (words, odd) = rest.as_chunks::<2>();
        sum += words.iter().map(|word| u64::from(u16::from_be_bytes(*word))).sum::<u64>();
        half = odd.first().copied().or(half);
    }
    if let Some(high) = half {
        sum += u64::from(u16::from_be_bytes([high, 0]));
    }
    while sum > 0xFFFF {
        sum = (sum & 0xFFFF) + (sum >> 16);
    }
    !(sum as u16)
}
