//! LZ4: the size as u32, little-endian, then one block.

use lz4_flex::block::{compress_into, decompress_into, get_maximum_output_size};

use super::DecompressError;

/// A byte of a block stands for at most 255 bytes of plain text.
const MAX_RATIO: u64 = 255;

/// Appends size and block.
pub(super) fn compress(plain: &[u8], out: &mut Vec<u8>) -> bool {
    let Ok(size) = u32::try_from(plain.len()) else { return false };
    out.extend_from_slice(&size.to_le_bytes());
    let start = out.len();
    out.resize(start + get_maximum_output_size(plain.len()), 0);
    match compress_into(plain, &mut out[start..]) {
        Ok(length) => {
            out.truncate(start + length);
            true
        }
        Err(_) => false,
    }
}

/// Reads size and block.
pub(super) fn decompress(input: &[u8], max: usize) -> Result<Vec<u8>, DecompressError> {
    let Some((size, block)) = input.split_first_chunk::<4>() else {
        return Err(DecompressError::Truncated);
    };
    let declared = u64::from(u32::from_le_bytes(*size));
    if declared > max as u64 {
        return Err(DecompressError::TooLarge { declared, max: max as u64 });
    }
    if declared > MAX_RATIO * block.len() as u64 {
        return Err(DecompressError::WrongSize { declared });
    }
    let mut plain = vec![0; declared as usize];
    match decompress_into(block, &mut plain) {
        Ok(length) if length as u64 == declared => Ok(plain),
        Ok(_) | Err(lz4_flex::block::DecompressError::OutputTooSmall { .. }) => {
            Err(DecompressError::WrongSize { declared })
        }
        Err(_) => Err(DecompressError::Corrupt),
    }
}
