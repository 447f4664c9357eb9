//! What checksums compute, over bytes in several pieces.

use std::ops::Range;

use adler2::Adler32;
use crc::{Algorithm, Crc};

use crate::model::{ChecksumAlgorithm, Coverage, Name};

/// A function that computes a checksum over bytes in several pieces, one after
/// another; what it gives fits the checksum's field.
pub type ChecksumFunction = fn(&[&[u8]]) -> u64;

/// The functions that a user supplied, by name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Supplied<'m> {
    pub(super) names: &'m [Name],
    pub(super) functions: &'m [(&'m str, ChecksumFunction)],
}

impl Supplied<'_> {
    /// The function of this place in the model; its name if nobody supplied it.
    fn function(&self, place: usize) -> Result<ChecksumFunction, String> {
        let name = self.names.get(place).map_or("", |name| name.text.as_str());
        let found = self.functions.iter().find(|(known, _)| *known == name);
        found.map(|(_, function)| *function).ok_or_else(|| name.to_owned())
    }
}

/// The checksum of bytes; the function's name if it is not there.
fn checksum(
    supplied: Supplied<'_>,
    algorithm: ChecksumAlgorithm,
    pieces: &[&[u8]],
) -> Result<u64, String> {
    match algorithm {
        ChecksumAlgorithm::Supplied(place) => Ok(supplied.function(place)?(pieces)),
        known => Ok(known_checksum(known, pieces)),
    }
}

fn known_checksum(algorithm: ChecksumAlgorithm, pieces: &[&[u8]]) -> u64 {
    match algorithm {
        ChecksumAlgorithm::Supplied(_) => 0,
        ChecksumAlgorithm::Crc32 => crc32(&crc::CRC_32_ISO_HDLC, pieces),
        ChecksumAlgorithm::Crc32c => crc32(&crc::CRC_32_ISCSI, pieces),
        ChecksumAlgorithm::Crc32Mpeg2 => crc32(&crc::CRC_32_MPEG_2, pieces),
        ChecksumAlgorithm::Crc16Arc => crc16(&crc::CRC_16_ARC, pieces),
        ChecksumAlgorithm::Crc16Modbus => crc16(&crc::CRC_16_MODBUS, pieces),
        ChecksumAlgorithm::Crc16Xmodem => crc16(&crc::CRC_16_XMODEM, pieces),
        ChecksumAlgorithm::Crc16Ibm3740 => crc16(&crc::CRC_16_IBM_3740, pieces),
        ChecksumAlgorithm::Crc16Kermit => crc16(&crc::CRC_16_KERMIT, pieces),
        ChecksumAlgorithm::Crc16IbmSdlc => crc16(&crc::CRC_16_IBM_SDLC, pieces),
        ChecksumAlgorithm::Crc16Usb => crc16(&crc::CRC_16_USB, pieces),
        ChecksumAlgorithm::Crc8 => {
            let crc = Crc::<u8>::new(&crc::CRC_8_SMBUS);
            let mut digest = crc.digest();
            pieces.iter().for_each(|piece| digest.update(piece));
            digest.finalize().into()
        }
        ChecksumAlgorithm::Crc64Xz => {
            let crc = Crc::<u64>::new(&crc::CRC_64_XZ);
            let mut digest = crc.digest();
            pieces.iter().for_each(|piece| digest.update(piece));
            digest.finalize()
        }
        ChecksumAlgorithm::Internet => internet(pieces),
        ChecksumAlgorithm::Adler32 => {
            let mut adler = Adler32::new();
            pieces.iter().for_each(|piece| adler.write_slice(piece));
            adler.checksum().into()
        }
    }
}

/// The checksum of some fields in bytes that end no earlier than they do;
/// `starts` is where fields begin, `hole` the checksum's own bytes. The name of
/// the function if it is not there.
pub(super) fn covered_checksum(
    supplied: Supplied<'_>,
    algorithm: ChecksumAlgorithm,
    bytes: &[u8],
    of: Coverage,
    starts: &[usize],
    hole: Range<usize>,
) -> Result<u64, String> {
    let begin = starts.get(of.first).copied().unwrap_or(0);
    let end = starts.get(of.last + 1).copied().unwrap_or(bytes.len());
    let piece = |range: Range<usize>| bytes.get(range).unwrap_or_default();
    if (begin..end).contains(&hole.start) {
        let zeros = [0; 8];
        let zeros = zeros.get(..hole.len()).unwrap_or_default();
        checksum(supplied, algorithm, &[piece(begin..hole.start), zeros, piece(hole.end..end)])
    } else {
        checksum(supplied, algorithm, &[piece(begin..end)])
    }
}

fn crc32(algorithm: &'static Algorithm<u32>, pieces: &[&[u8]]) -> u64 {
    let crc = Crc::<u32>::new(algorithm);
    let mut digest = crc.digest();
    pieces.iter().for_each(|piece| digest.update(piece));
    digest.finalize().into()
}

fn crc16(algorithm: &'static Algorithm<u16>, pieces: &[&[u8]]) -> u64 {
    let crc = Crc::<u16>::new(algorithm);
    let mut digest = crc.digest();
    pieces.iter().for_each(|piece| digest.update(piece));
    digest.finalize().into()
}

/// The complement of the one's complement sum of all words (RFC 1071).
fn internet(pieces: &[&[u8]]) -> u64 {
    let bytes = pieces.iter().flat_map(|piece| piece.iter());
    let sum: u64 = bytes
        .enumerate()
        .map(|(place, byte)| u64::from(*byte) << if place % 2 == 0 { 8 } else { 0 })
        .sum();
    let mut folded = sum;
    while folded > 0xFFFF {
        folded = (folded & 0xFFFF) + (folded >> 16);
    }
    !folded & 0xFFFF
}

#[cfg(test)]
mod tests {
    use super::known_checksum;
    use crate::model::ChecksumAlgorithm;

    /// Of the nine digits `123456789`, in one piece and in three.
    #[track_caller]
    fn check(name: &str, expected: u64) {
        let algorithm = ChecksumAlgorithm::named(name).expect("known");
        assert_eq!(known_checksum(algorithm, &[b"123456789"]), expected, "{name}");
        assert_eq!(
            known_checksum(algorithm, &[b"123", b"4", b"56789"]),
            expected,
            "{name} in pieces"
        );
    }

    #[test]
    fn check_values_are_those_of_the_catalogue() {
        check("crc32", 0xCBF4_3926);
        check("crc32c", 0xE306_9283);
        check("crc32_mpeg2", 0x0376_E6E7);
        check("crc16_arc", 0xBB3D);
        check("crc16_modbus", 0x4B37);
        check("crc16_xmodem", 0x31C3);
        check("crc16_ibm_3740", 0x29B1);
        check("crc16_kermit", 0x2189);
        check("crc16_ibm_sdlc", 0x906E);
        check("crc16_usb", 0xB4C8);
        check("crc8", 0xF4);
        check("crc64_xz", 0x995D_C9BB_DF19_39FA);
        check("adler32", 0x091E_01DE);
        // 0x3132 + 0x3334 + 0x3536 + 0x3738 + 0x3900 = 0x109D4, folded 0x09D5.
        check("internet", 0xF62A);
    }

    #[test]
    fn the_example_of_rfc_1071_holds() {
        let bytes = [0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7];
        assert_eq!(known_checksum(ChecksumAlgorithm::Internet, &[&bytes]), !0xddf2 & 0xFFFF);
    }
}
