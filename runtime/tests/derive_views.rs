//! Derived types that borrow from the input, held to types of the same layout
//! that own; and numbers in other forms, held to a spec.
#![cfg(feature = "derive")]

use std::fmt::Debug;

use bytes::Bytes;
use packetwright::Wire;
use packetwright::codec::{Decode, Encode, List};
use proptest::prelude::*;

#[derive(Wire, Clone, Debug, PartialEq)]
struct Letter {
    to: String,
    token: [u8; 4],
    window: [i32; 2],
    blob: Bytes,
    #[wire(length = 0..=3)]
    lines: Vec<Line>,
    numbers: Vec<u16>,
    note: Option<String>,
    first: Option<Line>,
    kind: Kind,
    choice: Choice,
}

#[derive(Wire, Clone, Copy, Debug, PartialEq)]
struct LetterView<'b> {
    to: &'b str,
    token: &'b [u8; 4],
    window: [i32; 2],
    blob: &'b [u8],
    #[wire(length = 0..=3)]
    lines: List<'b, LineView<'b>>,
    numbers: List<'b, u16>,
    note: Option<&'b str>,
    first: Option<LineView<'b>>,
    kind: Kind,
    choice: ChoiceView<'b>,
}

#[derive(Wire, Clone, Debug, PartialEq)]
struct Line {
    #[wire(length = 0..=8)]
    text: String,
    count: u32,
}

#[derive(Wire, Clone, Copy, Debug, PartialEq)]
struct LineView<'input> {
    #[wire(length = 0..=8)]
    text: &'input str,
    count: u32,
}

#[derive(Wire, Clone, Copy, Debug, PartialEq)]
enum Kind {
    Plain,
    Express,
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain", tag = u8, within = u16)]
enum Choice {
    Empty,
    Named {
        #[wire(prefix = u8)]
        name: String,
        #[wire(rest)]
        rest: Bytes,
    },
    #[wire(other)]
    Unknown {
        tag: u8,
        #[wire(rest)]
        raw: Bytes,
    },
}

#[derive(Wire, Clone, Copy, Debug, PartialEq)]
#[wire(layout = "plain", tag = u8, within = u16)]
enum ChoiceView<'a> {
    Empty,
    Named {
        #[wire(prefix = u8)]
        name: &'a str,
        #[wire(rest)]
        rest: &'a [u8],
    },
    #[wire(other)]
    Unknown {
        tag: u8,
        #[wire(rest)]
        raw: &'a [u8],
    },
}

/// Only a part of it borrows.
#[derive(Wire, Clone, Copy, Debug, PartialEq)]
struct Around<'a> {
    line: LineView<'a>,
}

fn line() -> impl Strategy<Value = Line> {
    ("[a-zé]{0,4}", any::<u32>()).prop_map(|(text, count)| Line { text, count })
}

fn choice() -> impl Strategy<Value = Choice> {
    prop_oneof![
        Just(Choice::Empty),
        ("[a-z]{0,5}", any::<Vec<u8>>())
            .prop_map(|(name, rest)| Choice::Named { name, rest: rest.into() }),
        (2u8.., any::<Vec<u8>>()).prop_map(|(tag, raw)| Choice::Unknown { tag, raw: raw.into() }),
    ]
}

fn letter() -> impl Strategy<Value = Letter> {
    let texts = (".{0,9}", prop::option::of(".{0,9}"));
    let bytes = (any::<[u8; 4]>(), any::<[i32; 2]>(), any::<Vec<u8>>(), any::<Vec<u16>>());
    let lines = (prop::collection::vec(line(), 0..=3), prop::option::of(line()));
    (texts, bytes, lines, any::<bool>(), choice()).prop_map(
        |((to, note), (token, window, blob, numbers), (lines, first), express, choice)| Letter {
            to,
            token,
            window,
            blob: blob.into(),
            lines,
            numbers,
            note,
            first,
            kind: if express { Kind::Express } else { Kind::Plain },
            choice,
        },
    )
}

/// Both types give the same verdict: the same bytes back, or the same fault at
/// the same place.
fn check_same<'a, O, V>(bytes: &'a [u8]) -> Option<V>
where
    O: for<'b> Decode<'b> + Encode,
    V: Decode<'a> + Encode,
{
    match (O::from_slice(bytes), V::from_slice(bytes)) {
        (Ok(owned), Ok(view)) => {
            assert_eq!(view.to_vec().expect("was decoded"), bytes);
            assert_eq!(owned.to_vec().expect("was decoded"), bytes);
            assert_eq!(view.encoded_len(), bytes.len());
            Some(view)
        }
        (Err(owned), Err(view)) => {
            assert_eq!(format!("{owned:?}"), format!("{view:?}"));
            None
        }
        (owned, view) => panic!("owned: {:?}, view: {:?}", owned.err(), view.err()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_borrows_reads_what_owns_wrote(letter in letter()) {
        let bytes = letter.to_vec().expect("is within its bounds");
        let view: LetterView<'_> = check_same::<Letter, _>(&bytes).expect("is a letter");
        prop_assert_eq!(view.to, &letter.to);
        prop_assert_eq!(view.blob, &letter.blob);
        prop_assert_eq!(view.numbers.iter().collect::<Vec<_>>(), letter.numbers);
        prop_assert_eq!(view.note, letter.note.as_deref());
        prop_assert_eq!(view.lines.len(), letter.lines.len());
        for (found, line) in view.lines.iter().zip(&letter.lines) {
            prop_assert_eq!((found.text, found.count), (line.text.as_str(), line.count));
        }
        let inside = bytes.as_ptr_range();
        prop_assert!(view.blob.is_empty() || inside.contains(&view.blob.as_ptr()), "no copy");
        for end in 0..bytes.len() {
            prop_assert_eq!(check_same::<Letter, LetterView<'_>>(&bytes[..end]), None);
        }
    }

    #[test]
    fn what_borrows_and_what_owns_find_the_same_faults(
        letter in letter(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = letter.to_vec().expect("is within its bounds");
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        check_same::<Letter, LetterView<'_>>(&bytes);
        check_same::<Choice, ChoiceView<'_>>(&bytes);
        check_same::<Line, LineView<'_>>(&bytes);
    }
}

#[test]
fn a_view_out_of_its_bounds_is_not_encoded() {
    let long = LineView { text: "123456789", count: 0 };
    let owned = Line { text: "123456789".into(), count: 0 };
    let errors = [long.to_vec(), owned.to_vec()].map(|written| written.expect_err("too long"));
    assert_eq!(format!("{:?}", errors[0]), format!("{:?}", errors[1]));
    assert_eq!(Around { line: LineView { text: "a", count: 1 } }.encoded_len(), 13);
    assert_eq!((Around::DEPTH, LetterView::MIN_LEN), (2, Letter::MIN_LEN));
}

/// Numbers in all forms.
#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Numbers {
    single: f32,
    double: f64,
    pair: [f32; 2],
    #[wire(varint = "leb128")]
    plain: u32,
    #[wire(varint = "leb128", bits = 28)]
    bounded: u32,
    #[wire(varint = "zigzag", range = -1000..=1000)]
    signed: i64,
    #[wire(varint = "quic")]
    stream: u64,
    #[wire(varint = "quic", malleable)]
    short: u16,
    #[wire(prefix = u14quic, length = 0..=100)]
    text: String,
}

packetwright::protocol! {
    protocol forms { edition: 1, version: 1, endian: big }

    struct Numbers {
        single: f32,
        double: f64,
        pair: [f32; 2],
        plain: u32leb128,
        bounded: u28leb128,
        signed: i64zigzag in -1000..=1000,
        stream: u62quic,
        short: u14quic malleable,
        text: string[u14quic in 0..=100],
    }
}

fn numbers() -> impl Strategy<Value = Numbers> {
    let floats = (any::<u32>(), any::<u64>(), any::<[u32; 2]>());
    let integers =
        (any::<u32>(), 0u32..1 << 28, -1000i64..=1000, 0u64..1 << 62, 0u16..1 << 14, ".{0,20}");
    (floats, integers).prop_map(
        |((single, double, pair), (plain, bounded, signed, stream, short, text))| Numbers {
            single: f32::from_bits(single),
            double: f64::from_bits(double),
            pair: pair.map(f32::from_bits),
            plain,
            bounded,
            signed,
            stream,
            short,
            text,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn numbers_have_the_forms_that_a_spec_gives_them(
        value in numbers(),
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = value.to_vec().expect("is within its bounds");
        let declared = forms::Numbers::from_slice(&bytes).expect("has the same layout");
        prop_assert_eq!(declared.to_vec().expect("was decoded"), bytes.clone());
        let same = (declared.plain, declared.bounded, declared.signed, declared.stream);
        prop_assert_eq!(same, (value.plain, value.bounded, value.signed, value.stream));
        prop_assert_eq!(declared.double.to_bits(), value.double.to_bits());
        let place = place.index(bytes.len());
        bytes[place] = byte;
        match (Numbers::from_slice(&bytes), forms::Numbers::from_slice(&bytes)) {
            (Ok(derived), Ok(declared)) => {
                prop_assert_eq!(derived.to_vec().ok(), declared.to_vec().ok());
            }
            (Err(derived), Err(declared)) => {
                prop_assert_eq!(format!("{derived:?}"), format!("{declared:?}"));
            }
            (derived, declared) => {
                prop_assert!(false, "derived {:?}, declared {:?}", derived.err(), declared.err());
            }
        }
    }
}

#[test]
fn numbers_that_do_not_fit_their_form_are_not_encoded() {
    let value = Numbers {
        single: 0.0,
        double: f64::NAN,
        pair: [0.0; 2],
        plain: 0,
        bounded: 1 << 28,
        signed: 0,
        stream: 0,
        short: 0,
        text: String::new(),
    };
    let path = |value: &Numbers| value.to_vec().expect_err("does not fit").path.to_string();
    assert_eq!(path(&value), "bounded");
    let value = Numbers { bounded: 0, stream: 1 << 62, ..value };
    assert_eq!(path(&value), "stream");
    let value = Numbers { stream: 0, short: 1 << 14, ..value };
    assert_eq!(path(&value), "short");
    assert_eq!(Numbers { short: 3, ..value }.to_vec().expect("fits").len(), 26);
}
