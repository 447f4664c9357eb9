//! Zstandard: exactly one frame with its content size (RFC 8878).

use std::cell::RefCell;

use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::{compress_bound, find_frame_compressed_size};

use super::DecompressError;

/// The level of compression. 3 is the library's default.
const LEVEL: i32 = 3;

/// The largest window accepted, bytes.
const MAX_WINDOW: u64 = 8 << 20;

thread_local! {
    /// One context a thread: each is over 100 KiB, and some are over 1 MiB.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Appends a frame.
pub(super) fn compress(plain: &[u8], out: &mut Vec<u8>) -> bool {
    COMPRESSOR.with_borrow_mut(|context| {
        if context.is_none() {
            *context = Compressor::new(LEVEL).ok();
        }
        let Some(context) = context else { return false };
        let start = out.len();
        out.resize(start + compress_bound(plain.len()), 0);
        match context.compress_to_buffer(plain, &mut out[start..]) {
            Ok(length) => {
                out.truncate(start + length);
                true
            }
            Err(_) => false,
        }
    })
}

/// Reads a frame.
pub(super) fn decompress(input: &[u8], max: usize) -> Result<Vec<u8>, DecompressError> {
    let header = FrameHeader::read(input)?;
    let declared = header.content_size;
    if declared > max as u64 {
        return Err(DecompressError::TooLarge { declared, max: max as u64 });
    }
    if header.window > MAX_WINDOW {
        return Err(DecompressError::Forbidden { found: "a frame with a window over 8 MiB" });
    }
    match find_frame_compressed_size(input) {
        Ok(length) if length == input.len() => {}
        Ok(_) => return Err(DecompressError::Forbidden { found: "more than one frame" }),
        Err(_) => return Err(DecompressError::Corrupt),
    }
    let mut plain = vec![0; declared as usize];
    let result = DECOMPRESSOR.with_borrow_mut(|context| {
        if context.is_none() {
            *context = Decompressor::new().ok();
        }
        let context = context.as_mut().ok_or(DecompressError::Corrupt)?;
        context
            .decompress_to_buffer(input, plain.as_mut_slice())
            .map_err(|_| DecompressError::Corrupt)
    });
    match result? {
        length if length as u64 == declared => Ok(plain),
        _ => Err(DecompressError::WrongSize { declared }),
    }
}

/// What section 3.1.1.1 of RFC 8878 puts in front of a frame.
struct FrameHeader {
    content_size: u64,
    window: u64,
}

impl FrameHeader {
    fn read(input: &[u8]) -> Result<Self, DecompressError> {
        let Some((magic, rest)) = input.split_first_chunk::<4>() else {
            return Err(DecompressError::Truncated);
        };
        match u32::from_le_bytes(*magic) {
            0xFD2F_B528 => {}
            0x184D_2A50..=0x184D_2A5F => {
                return Err(DecompressError::Forbidden { found: "a skippable frame" });
            }
            _ => return Err(DecompressError::Corrupt),
        }
        let (&descriptor, mut rest) = rest.split_first().ok_or(DecompressError::Truncated)?;
        let single_segment = descriptor & 0x20 != 0;
        let mut window = 0;
        if !single_segment {
            let (&window_descriptor, behind) =
                rest.split_first().ok_or(DecompressError::Truncated)?;
            let base = 1u64 << (10 + (window_descriptor >> 3));
            window = base + base / 8 * u64::from(window_descriptor & 7);
            rest = behind;
        }
        if descriptor & 0x03 != 0 {
            return Err(DecompressError::Forbidden { found: "a frame with a dictionary" });
        }
        let (length, offset) = match descriptor >> 6 {
            0 if !single_segment => {
                return Err(DecompressError::Forbidden { found: "a frame without content size" });
            }
            0 => (1, 0),
            1 => (2, 256),
            2 => (4, 0),
            _ => (8, 0),
        };
        let mut size = [0; 8];
        size[..length].copy_from_slice(rest.get(..length).ok_or(DecompressError::Truncated)?);
        let content_size = u64::from_le_bytes(size).saturating_add(offset);
        if single_segment {
            window = content_size;
        }
        Ok(Self { content_size, window })
    }
}
