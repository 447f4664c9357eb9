//! Derived types that take all that is left, and those that skip it: what the same
//! spec does, and where they may stand.
#![cfg(feature = "derive")]

use std::fmt::Debug;

use bytes::Bytes;
use packetwright::codec::{Decode, Encode};
use packetwright::{Message, Messages, Wire};
use proptest::prelude::*;

packetwright::protocol! {
    protocol spec { edition: 1, version: 1, endian: big }

    messages Message: u8 {
        1 => Hello { ready: bool, name: string[u8], newer: padding[rest in ..=3] malleable },
        2 => Sealed { kind: u8, content: bytes[rest in 1..=9], tag: bytes[4] },
        3 => Set { value: Choice },
        4 => Parts { measured: within[u8]<Open>, last: Open },
        5 => Plain { kind: u8 },
    }

    struct Open { at: u16, newer: padding[rest] malleable }

    union Choice: u8 {
        1 => Size { size: u16, newer: padding[rest] malleable },
        2 => Nothing {},
        .. => Unknown { newer: padding[rest in ..=2] malleable },
    }
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain", newer)]
struct Open {
    at: u16,
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain", tag = u8)]
enum Choice {
    #[wire(tag = 1, newer)]
    Size { size: u16 },
    #[wire(tag = 2)]
    Nothing,
    #[wire(other, newer = ..=2)]
    Unknown { tag: u8 },
}

/// What a later version appends is skipped; version 1 writes none of it.
#[derive(Message, Clone, Debug, PartialEq)]
#[message(id = 1, layout = "plain", newer = ..=3)]
struct Hello {
    ready: bool,
    #[message(prefix = u8)]
    name: String,
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Parts {
    #[wire(within = u8)]
    measured: Open,
    last: Open,
}

/// The messages of the spec, some of them as types of their own.
#[derive(Messages, Clone, Debug, PartialEq)]
#[messages(layout = "plain", tag = u8)]
enum Derived {
    #[message(1, newer = ..=3)]
    Greeting {
        ready: bool,
        #[message(prefix = u8)]
        name: String,
    },
    #[message(2)]
    Sealed {
        kind: u8,
        #[message(rest, length = 1..=9)]
        content: Bytes,
        tag: [u8; 4],
    },
    #[message(3)]
    Set { value: Choice },
    #[message(4)]
    Parts(Parts),
    #[message(5)]
    Plain { kind: u8 },
}

#[derive(Wire, Clone, Copy, Debug, PartialEq)]
#[wire(layout = "plain", newer = ..=3)]
struct HelloView<'a> {
    ready: bool,
    #[wire(prefix = u8)]
    name: &'a str,
}

/// What a type makes of bytes: what it writes of them, or the fault.
fn reread<'a, T: Decode<'a> + Encode + Debug>(bytes: &'a [u8]) -> Result<Vec<u8>, String> {
    let value = T::from_slice(bytes).map_err(|error| error.to_string())?;
    let written = value.to_vec().expect("was decoded");
    assert_eq!(written.len(), value.encoded_len());
    Ok(written)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn all_bytes_are_read_as_by_the_spec(tag in 0..=6u8, body in prop::collection::vec(0..=5u8, 0..12)) {
        let message = [&[tag][..], &body].concat();
        prop_assert_eq!(reread::<Derived>(&message), reread::<spec::Message>(&message));
        prop_assert_eq!(reread::<Hello>(&body), reread::<spec::Hello>(&body));
        prop_assert_eq!(reread::<HelloView<'_>>(&body), reread::<spec::Hello>(&body));
        prop_assert_eq!(reread::<Choice>(&body), reread::<spec::Choice>(&body));
        prop_assert_eq!(reread::<Parts>(&body), reread::<spec::Parts>(&body));
    }
}

#[test]
fn what_is_appended_is_skipped_up_to_its_bound() {
    let hello = Hello { ready: true, name: "ab".into() };
    let bytes = hello.to_vec().expect("is within its bounds");
    assert_eq!(bytes, b"\x01\x02ab");
    let longer = |more: &[u8]| Hello::from_slice(&[&bytes, more].concat());
    assert_eq!(longer(b"new").expect("a later version"), hello);
    assert_eq!(longer(b"more").expect_err("too much").kind.code(), "length");
    let strict = Parts::from_slice(b"\x02\0\x01\0\x02").expect("decodes");
    assert_eq!(Parts::from_slice(b"\x04\0\x01xx\0\x02yyy").expect("decodes"), strict);
}

#[test]
fn types_say_whether_they_take_all_that_is_left() {
    assert_eq!([Open::TAKES_REST, Hello::TAKES_REST, HelloView::TAKES_REST], [true; 3]);
    assert_eq!([Choice::TAKES_REST, Parts::TAKES_REST, Derived::TAKES_REST], [true; 3]);
    assert_eq!([Sealed::TAKES_REST, Set::TAKES_REST, Plain::TAKES_REST], [true, true, false]);
    assert_eq!([spec::Open::TAKES_REST, spec::Choice::TAKES_REST], [true; 2]);
    assert_eq!([spec::Parts::TAKES_REST, spec::Plain::TAKES_REST], [true, false]);
    assert_eq!([spec::Message::TAKES_REST, spec::MessageRef::TAKES_REST], [true; 2]);
}
