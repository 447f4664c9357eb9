//! What is accepted in more forms than the one that is written.
//!
//! The spec is `codegen/tests/specs/malleable.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;

use crate::agreement::Agreement;

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{
    Attribute, AttributeRef, Compact, CompactRef, Entry, Message, MessageRef, Open, Record,
    RecordRef, Regions, RegionsRef, Sealed, SealedRef, Truths, TruthsRef,
};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/malleable.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

macro_rules! agree {
    ($agreement:expr, $owned:ty, $view:ident) => {
        $agreement.malleable().hold::<$owned>(|input| {
            $view::from_slice(input).map(|view| view.to_vec().expect("was decoded"))
        })
    };
}

#[test]
fn both_readings_agree() {
    let model = model();
    agree!(Agreement::of_set(&model, "Message"), Message, MessageRef);
    agree!(Agreement::of_set(&model, "Compact"), Compact, CompactRef);
    agree!(Agreement::of_struct(&model, "Attribute"), Attribute, AttributeRef);
    agree!(Agreement::of_struct(&model, "Truths"), Truths, TruthsRef);
    agree!(Agreement::of_struct(&model, "Record"), Record, RecordRef);
    agree!(Agreement::of_struct(&model, "Sealed"), Sealed, SealedRef);
    agree!(Agreement::of_struct(&model, "Regions"), Regions, RegionsRef);
}

/// Decodes bytes, and gives back the value and what it is written to.
fn read<T: for<'a> Decode<'a> + Encode>(input: &[u8]) -> (T, Vec<u8>) {
    let value = T::from_slice(input).expect("is accepted");
    let written = value.to_vec().expect("was decoded");
    (value, written)
}

/// The attribute SOFTWARE of the sample request in RFC 5769, §2.1, whose padding
/// is spaces.
#[test]
fn padding_is_whatever_it_is_and_written_as_zeros() {
    let (value, written) = read::<Attribute>(b"\x00\x06\x00\x09evtj:h6vY \xff\x01");
    assert_eq!(value.value, &b"evtj:h6vY"[..]);
    assert_eq!(written, b"\x00\x06\x00\x09evtj:h6vY\0\0\0");
    let error = Attribute::from_slice(b"\x00\x06\x00\x09evtj:h6vY  ").expect_err("cut short");
    assert_eq!((error.kind.code(), error.offset), ("truncated", 13));
}

#[test]
fn any_number_but_zero_is_true_and_written_as_one() {
    // plain; nibble, shared, rest, bit; list; some; here, maybe, strict
    let input = [7, 0x3f, 0xf5, 2, 0, 9, 1, 1, 0x80, 5, 0xaa, 0];
    let (value, written) = read::<Truths>(&input);
    assert!(value.plain && value.shared && value.bit);
    assert_eq!((value.nibble, value.rest), (3, 2));
    assert_eq!((value.list, &value.some[..]), ([true, false, true], &[Some(true)][..]));
    assert_eq!((value.here, value.maybe), (Some(5), Some(true)));
    assert_eq!(written, [1, 0x30, 0x15, 1, 0, 1, 1, 1, 1, 5, 1, 0]);
    let strict = [&input[..11], &[2]].concat();
    let error = Truths::from_slice(&strict).expect_err("is strict");
    assert_eq!((error.kind.code(), error.offset), ("invalid_bool", 11));
    let mark = [&input[..7], &[2], &input[8..]].concat();
    let error = Truths::from_slice(&mark).expect_err("the mark of an option is strict");
    assert_eq!((error.kind.code(), error.offset), ("invalid_option", 7));
}

#[test]
fn what_follows_the_known_fields_is_skipped() {
    let (value, written) = read::<Open>(&[5, 1, 2, 3]);
    assert_eq!((value.low, &written[..]), (5, &[5][..]));
    // A structure that ends in a checksum of all in front of it, 100 bytes of
    // which are of a later version, and one byte too many.
    let sealed = |newer: usize| {
        let mut bytes = [&[1, 2, b'o', b'k'][..], &vec![0xab; newer]].concat();
        let sum = packetwright::codec::checksum::crc32(&[&bytes]);
        bytes.extend(sum.to_be_bytes());
        bytes
    };
    let (value, written) = read::<Sealed>(&sealed(100));
    assert_eq!((value.kind, value.name.as_str()), (1, "ok"));
    assert_eq!(written, sealed(0));
    let error = Sealed::from_slice(&sealed(101)).expect_err("is too much");
    assert_eq!((error.kind.code(), error.offset), ("length", 4));
    assert_eq!(error.path.to_string(), "newer");
}

#[test]
fn regions_end_where_their_size_says() {
    let input = [
        // length, first, second, two bytes more
        0, 6, 0, 1, 1, b'x', 0xde, 0xad, // two entries, a byte more in the first
        2, 0, 5, 0, 0, 0, 9, 0xff, 1, 0, // an inner one of three bytes, two more; the end
        3, 7, 0xee, 0xee, 0xe0,
    ];
    let (value, written) = read::<Regions>(&input);
    assert_eq!(value.entries[0], Entry::Word { value: 9 });
    assert_eq!(value.inner, Open { low: 7 });
    let without = [0, 4, 0, 1, 1, b'x', 2, 0, 4, 0, 0, 0, 9, 1, 0, 1, 7, 0xe0];
    assert_eq!(written, without);
    assert_eq!(read::<Regions>(&without).0, value);
}
