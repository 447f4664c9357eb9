//! Compression of one payload: LZ4 and Zstandard, with the size declared.
//!
//! Says nothing about when to compress; a connection decides that. A
//! declared size is checked before memory is taken for it.
//!
//! | | bytes |
//! |---|---|
//! | LZ4 | size u32 little-endian, then one block |
//! | Zstandard | one frame (RFC 8878) with content size, without dictionary, window ≤ 8 MiB |

#[cfg(feature = "lz4")]
mod lz4;
#[cfg(feature = "zstd")]
mod zstd;

use crate::protocol::Compression;

/// Whether this build can compress and decompress so.
pub const fn is_available(compression: Compression) -> bool {
    match compression {
        Compression::Lz4 => cfg!(feature = "lz4"),
        Compression::Zstd => cfg!(feature = "zstd"),
    }
}

/// Appends the compressed `plain` to `out`. Returns whether that worked; if
/// not, `out` is as it was, and `plain` has to travel as it is.
pub fn compress(compression: Compression, plain: &[u8], out: &mut Vec<u8>) -> bool {
    let start = out.len();
    let done = match compression {
        #[cfg(feature = "lz4")]
        Compression::Lz4 => lz4::compress(plain, out),
        #[cfg(feature = "zstd")]
        Compression::Zstd => zstd::compress(plain, out),
        #[allow(unreachable_patterns)]
        _ => {
            let _ = plain;
            false
        }
    };
    if !done {
        out.truncate(start);
    }
    done
}

/// The plain bytes, at most `max` of them.
///
/// # Errors
/// The declared size is over `max` or not true, or the bytes are not what the
/// table of this module says.
pub fn decompress(
    compression: Compression,
    input: &[u8],
    max: usize,
) -> Result<Vec<u8>, DecompressError> {
    match compression {
        #[cfg(feature = "lz4")]
        Compression::Lz4 => lz4::decompress(input, max),
        #[cfg(feature = "zstd")]
        Compression::Zstd => zstd::decompress(input, max),
        #[allow(unreachable_patterns)]
        other => {
            let _ = (input, max);
            Err(DecompressError::Unavailable { compression: other })
        }
    }
}

/// Why compressed bytes are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecompressError {
    /// There is no room for a declared size.
    #[error("the compressed payload ends before its size is declared")]
    Truncated,
    /// More is declared than may be.
    #[error("the compressed payload declares {declared} bytes, at most {max} are allowed")]
    TooLarge {
        /// The declared size, bytes.
        declared: u64,
        /// The most allowed, bytes.
        max: u64,
    },
    /// The declared size is not the true one.
    #[error("the compressed payload declares {declared} bytes and does not hold so many")]
    WrongSize {
        /// The declared size, bytes.
        declared: u64,
    },
    /// The bytes are no block or frame.
    #[error("the compressed payload is corrupt")]
    Corrupt,
    /// A frame of a kind that is not allowed.
    #[error("the compressed payload is {found}, which is not allowed")]
    Forbidden {
        /// What it is.
        found: &'static str,
    },
    /// This build has no such algorithm.
    #[error("this build cannot decompress {compression:?}; enable the feature of that name")]
    Unavailable {
        /// The algorithm.
        compression: Compression,
    },
}

#[cfg(all(test, feature = "lz4", feature = "zstd"))]
mod tests;
