//! Compressed bytes that tell the truth, and such that do not.

use super::*;

const MAX: usize = 16 << 20;

fn text(length: usize) -> Vec<u8> {
    b"the quick brown fox ".iter().copied().cycle().take(length).collect()
}

fn compressed(compression: Compression, plain: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    assert!(compress(compression, plain, &mut out));
    out
}

#[track_caller]
fn check(compression: Compression, input: &[u8], expected: Result<&[u8], DecompressError>) {
    let found = decompress(compression, input, MAX);
    assert_eq!(found.as_deref().map_err(|error| *error), expected);
}

fn lz4(declared: u32, plain: &[u8]) -> Vec<u8> {
    let mut out = compressed(Compression::Lz4, plain);
    out[..4].copy_from_slice(&declared.to_le_bytes());
    out
}

#[test]
fn what_is_compressed_decompresses() {
    for compression in [Compression::Lz4, Compression::Zstd] {
        for length in [1, 2, 511, 512, 65_536, 1 << 20, MAX] {
            let plain = text(length);
            let compressed = compressed(compression, &plain);
            check(compression, &compressed, Ok(&plain));
            for cut in 0..compressed.len().min(64) {
                assert!(decompress(compression, &compressed[..cut], MAX).is_err(), "{cut}");
            }
        }
    }
}

#[test]
fn lz4_sizes_are_checked_before_memory_is_taken() {
    use Compression::Lz4;
    let plain = text(1000);
    let declared = |declared| Err(DecompressError::WrongSize { declared });
    check(Lz4, &lz4(1000, &plain), Ok(&plain));
    check(Lz4, &lz4(999, &plain), declared(999));
    check(Lz4, &lz4(1001, &plain), declared(1001));
    check(Lz4, &lz4(MAX as u32, &plain), declared(MAX as u64));
    let (over, max) = (MAX as u64 + 1, MAX as u64);
    check(Lz4, &lz4(over as u32, &plain), Err(DecompressError::TooLarge { declared: over, max }));
    check(Lz4, &[0xE8, 3, 0], Err(DecompressError::Truncated));
}

#[test]
fn a_zstandard_payload_is_one_plain_frame() {
    use Compression::Zstd;
    let plain = text(1000);
    let frame = compressed(Zstd, &plain);
    // magic, then: two bytes of content size (256 too little), single segment.
    assert_eq!(frame[..7], [0x28, 0xB5, 0x2F, 0xFD, 0x60, 0xE8, 0x02]);
    let forbidden = |found| Err(DecompressError::Forbidden { found });
    check(Zstd, &[&frame[..], &frame[..]].concat(), forbidden("more than one frame"));
    check(Zstd, &[&frame[..], &[0]].concat(), forbidden("more than one frame"));
    let skippable = [0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0];
    check(Zstd, &[&skippable[..], &frame[..]].concat(), forbidden("a skippable frame"));
    check(Zstd, &[&frame[..], &skippable[..]].concat(), forbidden("more than one frame"));

    let with_header = |header: &[u8]| [&frame[..4], header, &frame[7..]].concat();
    check(Zstd, &with_header(&[0x00, 0x58]), forbidden("a frame without content size"));
    check(Zstd, &with_header(&[0x61, 7, 0xE8, 2]), forbidden("a frame with a dictionary"));
    let size = 1000u32.to_le_bytes();
    let window = |descriptor: u8| with_header(&[&[0x80, descriptor][..], &size].concat());
    check(Zstd, &window(13 << 3), Ok(&plain));
    check(Zstd, &window(13 << 3 | 1), forbidden("a frame with a window over 8 MiB"));
    check(
        Zstd,
        &with_header(&[&[0xA0][..], &(9u32 << 20).to_le_bytes()].concat()),
        forbidden("a frame with a window over 8 MiB"),
    );
    let (declared, max) = (MAX as u64 + 1, MAX as u64);
    check(
        Zstd,
        &with_header(&[&[0xA0][..], &(declared as u32).to_le_bytes()].concat()),
        Err(DecompressError::TooLarge { declared, max }),
    );
    for lie in [999u16, 1001] {
        let input = with_header(&[&[0x60][..], &(lie - 256).to_le_bytes()].concat());
        assert!(decompress(Zstd, &input, MAX).is_err(), "{lie}");
    }
    check(Zstd, b"not a frame at all", Err(DecompressError::Corrupt));
}
