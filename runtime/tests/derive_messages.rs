//! Sets of messages that derive: on the wire they are the set of a spec with the
//! same declaration, whatever the bytes are.
#![cfg(feature = "derive")]

use bytes::Bytes;
use packetwright::codec::{Decode, DecodeErrorKind, Encode};
use packetwright::{Message, MessageSet, Messages, Request, Wire};
use proptest::prelude::*;

/// A user's own names must not disturb the derived code.
#[allow(dead_code)]
type Result<T> = std::result::Result<T, String>;
#[allow(dead_code)]
trait Future {}

packetwright::protocol! {
    protocol spec { edition: 1, version: 1, endian: big }

    messages Shelf: u16 {
        1 => Get { key: string[u8 in 1..=20], limit: u8 in 1..=9 } -> Found,
        2 => Found { value: bytes[u16], kind: u8 },
        0x0300 => Forget { key: string[u8 in 1..=20] },
        7 => Flush {},
    }

    messages Compact: u8 encoding bincode { 1 => One { numbers: list<u32> }, 2 => Two { at: u64 } }
}

#[derive(Messages, Clone, Debug, PartialEq)]
#[messages(layout = "plain", tag = u16)]
enum Shelf {
    /// What is under a key?
    #[message(1, reply = Found)]
    Get {
        #[message(prefix = u8, length = 1..=20)]
        key: String,
        #[message(range = 1..=9)]
        limit: u8,
    },
    #[message(2)]
    Found(answers::Found),
    #[message(0x0300)]
    Forget {
        #[message(prefix = u8, length = 1..=20)]
        key: String,
    },
    #[message(7, since = 2)]
    Flush,
}

mod answers {
    #[derive(packetwright::Wire, Clone, Debug, PartialEq)]
    #[wire(layout = "plain")]
    pub(crate) struct Found {
        #[wire(prefix = u16)]
        pub(crate) value: bytes::Bytes,
        pub(crate) kind: u8,
    }
}

#[derive(Messages, Clone, Debug, PartialEq)]
#[messages(tag = u8)]
enum Compact {
    #[message(1)]
    One { numbers: Vec<u32> },
    #[message(2)]
    Two { at: u64 },
}

/// Both readings of some bytes: the same value, or the same fault.
#[track_caller]
fn check_like_spec<D, S>(bytes: &[u8]) -> bool
where
    D: Encode + for<'a> Decode<'a>,
    S: Encode + for<'a> Decode<'a>,
{
    match (D::from_slice(bytes), S::from_slice(bytes)) {
        (Ok(derived), Ok(generated)) => {
            assert_eq!(derived.to_vec().expect("was decoded"), bytes);
            assert_eq!(generated.to_vec().expect("was decoded"), bytes);
            assert_eq!(derived.encoded_len(), bytes.len());
            true
        }
        (Err(derived), Err(generated)) => {
            assert_eq!(derived.to_string(), generated.to_string());
            false
        }
        (derived, generated) => {
            panic!("{bytes:?}: derived {}, generated {}", derived.is_ok(), generated.is_ok())
        }
    }
}

fn shelf() -> impl Strategy<Value = Shelf> {
    let key = || "[a-z]{1,20}";
    prop_oneof![
        (key(), 1u8..=9).prop_map(|(key, limit)| Shelf::Get { key, limit }),
        (any::<Vec<u8>>(), any::<u8>()).prop_map(|(value, kind)| {
            Shelf::Found(answers::Found { value: Bytes::from(value), kind })
        }),
        key().prop_map(|key| Shelf::Forget { key }),
        Just(Shelf::Flush),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_derived_set_is_the_set_of_the_spec(message in shelf(), at in any::<usize>(), to in any::<u8>()) {
        let mut bytes = message.to_vec().expect("is within its bounds");
        prop_assert!(check_like_spec::<Shelf, spec::Shelf>(&bytes));
        prop_assert_eq!(&Shelf::from_slice(&bytes).expect("decodes"), &message);
        for end in 0..bytes.len() {
            prop_assert!(!check_like_spec::<Shelf, spec::Shelf>(&bytes[..end]));
        }
        let place = at % bytes.len();
        bytes[place] = to;
        check_like_spec::<Shelf, spec::Shelf>(&bytes);
    }

    #[test]
    fn any_bytes_are_answered_alike(bytes in any::<Vec<u8>>()) {
        check_like_spec::<Shelf, spec::Shelf>(&bytes);
        check_like_spec::<Compact, spec::Compact>(&bytes);
    }

    #[test]
    fn numbers_of_the_bincode_layout_are_laid_out_alike(numbers in any::<Vec<u32>>(), at in any::<u64>()) {
        for message in [Compact::One { numbers }, Compact::Two { at }] {
            let bytes = message.to_vec().expect("encodes");
            prop_assert!(check_like_spec::<Compact, spec::Compact>(&bytes));
        }
    }
}

#[test]
fn a_tag_of_no_message_is_unknown() {
    let error = Shelf::from_slice(&[0, 3, 1]).expect_err("no message has 3");
    assert_eq!(error.kind, DecodeErrorKind::UnknownMessage { tag: 3 });
    assert_eq!(error.offset, 0);
}

#[test]
fn bodies_are_messages_of_their_own() {
    fn check<M: Message>(tag: u64, name: &str) {
        assert_eq!((M::TAG, M::NAME), (tag, name));
    }
    check::<Get>(1, "Get");
    check::<<Get as Request>::Reply>(2, "Found");
    check::<answers::Found>(2, "Found");
    check::<Forget>(0x0300, "Forget");
    check::<Flush>(7, "Flush");
    let get = Get { key: "a".into(), limit: 3 };
    let whole = Shelf::from(get.clone());
    assert_eq!(whole, Shelf::Get { key: "a".into(), limit: 3 });
    assert_eq!((whole.tag(), whole.name()), (1, "Get"));
    assert_eq!(whole.to_vec().expect("encodes")[2..], get.to_vec().expect("encodes"));
    assert_eq!(Shelf::TAGS, spec::Shelf::TAGS);
    assert_eq!(Shelf::TAG_LAYOUT, spec::Shelf::TAG_LAYOUT);
    assert_eq!(Shelf::TAG_LAYOUT, "u16be");
    assert!(Shelf::from(Get { key: String::new(), limit: 3 }).to_vec().is_err());
}

/// Includes a set that was generated and one that derives, which includes
/// nothing.
#[derive(Messages, Clone, Debug, PartialEq)]
#[messages(layout = "plain", tag = u16)]
enum House {
    #[message(0x8000)]
    Knock { loud: bool },
    #[messages(include)]
    Shelf(spec::Shelf),
    #[messages(include)]
    Garden(Garden),
}

#[derive(Messages, Clone, Debug, PartialEq)]
#[messages(layout = "plain", tag = u16)]
enum Garden {
    #[message(0x9000)]
    Water(Water),
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Water {
    minutes: u8,
}

#[test]
fn an_included_set_joins_with_all_its_messages() {
    assert_eq!(House::TAGS, [0x8000, 1, 2, 0x0300, 7, 0x9000]);
    // Types that contain each other are told by their depth: house, garden, water.
    assert_eq!((Water::DEPTH, Garden::DEPTH, House::DEPTH), (1, 2, 3));
    let forget = spec::Shelf::from(spec::Forget { key: "a".into() });
    let messages = [
        (House::Knock { loud: true }, &[0x80, 0, 1][..]),
        (House::from(forget), &[3, 0, 1, b'a']),
        (House::from(Garden::from(Water { minutes: 5 })), &[0x90, 0, 5]),
    ];
    for (message, bytes) in messages {
        assert_eq!(message.to_vec().expect("encodes"), bytes);
        assert_eq!(message.encoded_len(), bytes.len());
        assert_eq!(House::from_slice(bytes).expect("decodes"), message);
    }
    assert_eq!(House::from(Garden::Water(Water { minutes: 5 })).name(), "Water");
    let error = House::from_slice(&[0, 9]).expect_err("no message has 9");
    assert_eq!(error.kind, DecodeErrorKind::UnknownMessage { tag: 9 });
    // A fault inside is where it is, counted from the tag.
    let error = House::from_slice(&[3, 0, 0]).expect_err("the key is empty");
    assert_eq!((error.offset, error.kind.code()), (2, "length"));
}
