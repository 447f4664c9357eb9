//! bincode 2's standard layout, held to the interpreter and to bincode itself.
//!
//! The spec is `codegen/tests/specs/compact.wire`.

use packetwright::codec::{Bytes, Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{Beyond, BeyondRef, Everything, EverythingRef, Message, MessageRef};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/compact.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_struct(&model, "Everything").hold::<Everything>(view!(EverythingRef));
    Agreement::of_struct(&model, "Beyond").malleable().hold::<Beyond>(view!(BeyondRef));
    Agreement::of_set(&model, "Message").malleable().hold::<Message>(view!(MessageRef));
}

/// The types as a user of bincode would declare them.
mod theirs {
    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub(super) struct Inner {
        pub(super) low: u16,
        pub(super) high: u16,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub(super) enum Level {
        Low,
        Middle,
        High,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub(super) enum Shape {
        Dot,
        Line { length: u32 },
        Named { name: String, at: Option<Inner> },
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub(super) struct Everything {
        pub(super) a: u8,
        pub(super) b: i8,
        pub(super) c: u16,
        pub(super) d: u32,
        pub(super) e: u64,
        pub(super) f: i16,
        pub(super) g: i32,
        pub(super) h: i64,
        pub(super) flag: bool,
        pub(super) single: f32,
        pub(super) double: f64,
        pub(super) name: String,
        pub(super) data: Vec<u8>,
        pub(super) numbers: Vec<u32>,
        pub(super) signed: Vec<i64>,
        pub(super) maybe: Option<i64>,
        pub(super) three: [u16; 3],
        pub(super) inner: Inner,
        pub(super) level: Level,
        pub(super) shapes: Vec<Shape>,
    }
}

fn encoded<T: Serialize>(value: &T) -> Vec<u8> {
    bincode2::serde::encode_to_vec(value, bincode2::config::standard()).expect("bincode takes it")
}

/// A number of every length, and any at all.
fn unsigned() -> impl Strategy<Value = u64> {
    (any::<u64>(), 0u32..64).prop_map(|(number, down)| number >> down)
}

fn signed() -> impl Strategy<Value = i64> {
    (any::<i64>(), 0u32..64).prop_map(|(number, down)| number >> down)
}

fn inner() -> impl Strategy<Value = theirs::Inner> {
    (unsigned(), unsigned())
        .prop_map(|(low, high)| theirs::Inner { low: low as u16, high: high as u16 })
}

fn shape() -> impl Strategy<Value = theirs::Shape> {
    prop_oneof![
        Just(theirs::Shape::Dot),
        unsigned().prop_map(|length| theirs::Shape::Line { length: length as u32 }),
        (".{0,5}", prop::option::of(inner()))
            .prop_map(|(name, at)| theirs::Shape::Named { name, at }),
    ]
}

fn everything() -> impl Strategy<Value = theirs::Everything> {
    let numbers = (unsigned(), signed(), any::<(f32, f64, bool)>(), any::<(u8, i8)>());
    let lists = (
        "[a-é]{0,100}",
        prop::collection::vec(any::<u8>(), 0..300),
        prop::collection::vec(unsigned(), 0..5),
        prop::collection::vec(signed(), 0..5),
        prop::option::of(signed()),
        prop::collection::vec(shape(), 0..4),
    );
    let level = prop_oneof![
        Just(theirs::Level::Low),
        Just(theirs::Level::Middle),
        Just(theirs::Level::High)
    ];
    (numbers, lists, inner(), level).prop_map(
        |((u, s, (single, double, flag), (a, b)), lists, inner, level)| {
            let (name, data, numbers, signed, maybe, shapes) = lists;
            theirs::Everything {
                a,
                b,
                c: u as u16,
                d: u as u32,
                e: u,
                f: s as i16,
                g: s as i32,
                h: s,
                flag,
                single,
                double,
                name,
                data,
                numbers: numbers.into_iter().map(|number| number as u32).collect(),
                signed,
                maybe,
                three: [u as u16, 250, 251],
                inner,
                level,
                shapes,
            }
        },
    )
}

fn ours(inner: &theirs::Inner) -> generated::Inner {
    generated::Inner { low: inner.low, high: inner.high }
}

impl From<&theirs::Shape> for generated::Shape {
    fn from(shape: &theirs::Shape) -> Self {
        match shape {
            theirs::Shape::Dot => Self::Dot {},
            theirs::Shape::Line { length } => Self::Line { length: *length },
            theirs::Shape::Named { name, at } => {
                Self::Named { name: name.clone(), at: at.as_ref().map(ours) }
            }
        }
    }
}

impl From<&theirs::Everything> for Everything {
    fn from(value: &theirs::Everything) -> Self {
        Everything {
            a: value.a,
            b: value.b,
            c: value.c,
            d: value.d,
            e: value.e,
            f: value.f,
            g: value.g,
            h: value.h,
            flag: value.flag,
            single: value.single,
            double: value.double,
            name: value.name.clone(),
            data: Bytes::from(value.data.clone()),
            numbers: value.numbers.clone(),
            signed: value.signed.clone(),
            maybe: value.maybe,
            three: value.three,
            inner: ours(&value.inner),
            level: match value.level {
                theirs::Level::Low => generated::Level::Low,
                theirs::Level::Middle => generated::Level::Middle,
                theirs::Level::High => generated::Level::High,
            },
            shapes: value.shapes.iter().map(generated::Shape::from).collect(),
        }
    }
}

proptest! {
    #[test]
    fn bincode_writes_and_reads_the_same_bytes(value in everything()) {
        let ours = Everything::from(&value);
        let bytes = ours.to_vec().expect("is valid");
        prop_assert_eq!(&bytes, &encoded(&value));
        prop_assert_eq!(ours.encoded_len(), bytes.len());
        prop_assert_eq!(Everything::from_slice(&bytes), Ok(ours));
        let (read, length): (theirs::Everything, usize) =
            bincode2::serde::decode_from_slice(&bytes, bincode2::config::standard())
                .expect("bincode reads it");
        prop_assert_eq!((&read, length), (&value, bytes.len()));
    }

    /// bincode accepts numbers in more bytes than they ask for, and we do not;
    /// what we accept, it reads alike.
    #[test]
    fn what_is_accepted_bincode_accepts(
        value in everything(),
        changes in prop::collection::vec((0usize..60, any::<u8>()), 1..3),
    ) {
        let mut bytes = encoded(&value);
        for (place, byte) in changes {
            if let Some(slot) = bytes.get_mut(place) {
                *slot = byte;
            }
        }
        // Without a limit it allocates whatever a length says.
        let theirs = bincode2::serde::decode_from_slice::<theirs::Everything, _>(
            &bytes,
            bincode2::config::standard().with_limit::<{ 1 << 20 }>(),
        );
        match (Everything::from_slice(&bytes), theirs) {
            (Ok(ours), Ok((theirs, length))) if length == bytes.len() => {
                prop_assert_eq!(ours.to_vec(), Ok(encoded(&theirs)));
            }
            (Ok(ours), theirs) => prop_assert!(false, "{ours:?}, and not {theirs:?}"),
            (Err(error), Ok((theirs, length))) if length == bytes.len() => {
                // What it reads is longer than it writes, or than the spec allows.
                let longer = encoded(&theirs).len() < bytes.len();
                let code = error.kind.code();
                prop_assert!(
                    longer && code == "overlong" || code == "length",
                    "{code} of {theirs:?}"
                );
            }
            (Err(_), _) => {}
        }
    }
}

#[test]
fn tags_of_every_length() {
    let inner = theirs::Inner { low: 250, high: 251 };
    let body = encoded(&inner);
    for (tag, message) in [
        (250u32, Message::Last1(generated::Last1 { inner: ours(&inner) })),
        (251, Message::First3(generated::First3 { inner: ours(&inner) })),
    ] {
        let expected = [encoded(&tag), body.clone()].concat();
        assert_eq!(message.to_vec().as_ref(), Ok(&expected));
        assert_eq!(Message::from_slice(&expected), Ok(message));
    }
    let error = Message::from_slice(&[251, 250, 0]).expect_err("250 fits one byte");
    assert_eq!((error.kind.code(), error.offset), ("overlong", 0));
    let error = Message::from_slice(&[253]).expect_err("a tag has 32 bits");
    assert_eq!((error.kind.code(), error.offset), ("overflow", 0));
}
