//! Padding in derived types: read and written as the same spec does, in types that
//! own and that borrow, and in sets of messages.
#![cfg(feature = "derive")]

use std::fmt::Debug;

use bytes::Bytes;
use packetwright::codec::{Decode, Encode};
use packetwright::{Message, Messages, Wire};
use proptest::prelude::*;

packetwright::protocol! {
    protocol spec { edition: 1, version: 1, endian: big }

    messages Message: u8 {
        1 => Hello {
            ready: bool, padding_before_name: padding[3], name: string[u8],
            padding_after_name: padding[to 4], at: u16, padding_after_at: padding[2] malleable,
        },
        2 => Parts { first: Part, padding_before_second: padding[to 8] malleable, second: Part },
        3 => Choices { mark: bool, value: Choice, padding_before_late: padding[1], late: u8 if mark },
    }

    struct Part { value: bytes[u8], padding_after_value: padding[to 4] }

    union Choice: u8 {
        1 => Size { padding_before_size: padding[1], size: u8, padding_after_size: padding[to 4] },
        .. => Unknown { padding_after_tag: padding[2] malleable, more: u8 },
    }
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Part {
    #[wire(prefix = u8, align_after = 4)]
    value: Bytes,
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain", tag = u8)]
enum Choice {
    #[wire(tag = 1)]
    Size {
        #[wire(padding_before = 1, align_after = 4)]
        size: u8,
    },
    #[wire(other)]
    Unknown {
        #[wire(padding_after = malleable(2))]
        tag: u8,
        more: u8,
    },
}

#[derive(Message, Clone, Debug, PartialEq)]
#[message(id = 1, layout = "plain")]
struct Hello {
    ready: bool,
    #[message(padding_before = 3, prefix = u8, align_after = 4)]
    name: String,
    #[message(padding_after = malleable(2))]
    at: u16,
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Parts {
    first: Part,
    #[wire(align_before = malleable(8))]
    second: Part,
}

/// The messages of the spec.
#[derive(Messages, Clone, Debug, PartialEq)]
#[messages(layout = "plain", tag = u8)]
enum Derived {
    #[message(1)]
    Greeting {
        ready: bool,
        #[message(padding_before = 3, prefix = u8, align_after = 4)]
        name: String,
        #[message(padding_after = malleable(2))]
        at: u16,
    },
    #[message(2)]
    Parts(Parts),
    #[message(3)]
    Choices {
        mark: bool,
        value: Choice,
        #[message(padding_before = 1, if = mark)]
        late: Option<u8>,
    },
}

#[derive(Wire, Clone, Copy, Debug, PartialEq)]
#[wire(layout = "plain")]
struct HelloView<'a> {
    ready: bool,
    #[wire(padding_before = 3, prefix = u8, align_after = 4)]
    name: &'a str,
    #[wire(padding_after = malleable(2))]
    at: u16,
}

/// What a type makes of bytes: what it writes of them, or the fault.
fn reread<'a, T: Decode<'a> + Encode + Debug>(bytes: &'a [u8]) -> Result<Vec<u8>, String> {
    let value = T::from_slice(bytes).map_err(|error| error.to_string())?;
    let written = value.to_vec().expect("was decoded");
    assert_eq!(written.len(), value.encoded_len());
    Ok(written)
}

/// Bytes that are mostly zeros, as padding is.
fn body() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop_oneof![9 => Just(0), 1 => 1..=5u8], 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn all_bytes_are_read_as_by_the_spec(tag in 0..=4u8, body in body()) {
        let message = [&[tag][..], &body].concat();
        prop_assert_eq!(reread::<Derived>(&message), reread::<spec::Message>(&message));
        prop_assert_eq!(reread::<Hello>(&body), reread::<spec::Hello>(&body));
        prop_assert_eq!(reread::<HelloView<'_>>(&body), reread::<spec::Hello>(&body));
        prop_assert_eq!(reread::<Parts>(&body), reread::<spec::Parts>(&body));
        prop_assert_eq!(reread::<Part>(&body), reread::<spec::Part>(&body));
        prop_assert_eq!(reread::<Choice>(&body), reread::<spec::Choice>(&body));
    }

    #[test]
    fn values_survive(ready: bool, name in "[a-zé]{0,20}", at: u16, first in body(), second in body()) {
        let hello = Hello { ready, name: name.clone(), at };
        let bytes = hello.to_vec().expect("is within its bounds");
        prop_assert_eq!(bytes.len(), hello.encoded_len());
        prop_assert_eq!(Hello::from_slice(&bytes).expect("was written"), hello);
        let view = HelloView::from_slice(&bytes).expect("was written");
        prop_assert_eq!(view, HelloView { ready, name: &name, at });
        prop_assert_eq!(view.to_vec().expect("was decoded"), bytes);

        let [first, second] = [first, second].map(|value| Part { value: value.into() });
        let parts = Derived::Parts(Parts { first, second });
        let bytes = parts.to_vec().expect("is within its bounds");
        prop_assert_eq!(bytes.len(), parts.encoded_len());
        prop_assert_eq!(Derived::from_slice(&bytes).expect("was written"), parts);
    }
}

#[test]
fn padding_is_zeros_that_are_checked_unless_malleable() {
    let hello = Hello { ready: true, name: "ab".into(), at: 0x0102 };
    let bytes = hello.to_vec().expect("is within its bounds");
    assert_eq!(bytes, b"\x01\0\0\0\x02ab\0\x01\x02\0\0");
    for (place, field) in
        [(1, "padding_before_name"), (3, "padding_before_name"), (7, "padding_after_name")]
    {
        let mut wrong = bytes.clone();
        wrong[place] = 9;
        let fault = Hello::from_slice(&wrong).expect_err("is not zero");
        assert_eq!(fault.kind.code(), "padding");
        assert!(fault.to_string().contains(field), "{fault}");
    }
    for place in [10, 11] {
        let mut other = bytes.clone();
        other[place] = 9;
        assert_eq!(Hello::from_slice(&other).expect("any bytes"), hello);
    }
}

#[test]
fn alignment_counts_from_the_type_and_in_variants_from_behind_the_tag() {
    let part = |value: &'static [u8]| Part { value: Bytes::from_static(value) };
    let parts = Derived::Parts(Parts { first: part(b"a"), second: part(b"bcd") });
    assert_eq!(parts.to_vec().expect("encodes"), b"\x02\x01a\0\0\0\0\0\0\x03bcd");
    let size = Choice::Size { size: 7 };
    assert_eq!(size.to_vec().expect("encodes"), b"\x01\0\x07\0\0");
    let unknown = Choice::Unknown { tag: 8, more: 9 };
    assert_eq!(unknown.to_vec().expect("encodes"), b"\x08\0\0\x09");
    let absent = Derived::Choices { mark: false, value: unknown, late: None };
    assert_eq!(absent.to_vec().expect("encodes"), b"\x03\0\x08\0\0\x09\0");
}
