//! Derived lists that end at a byte: what the same spec has, and of which types.
#![cfg(feature = "derive")]

use bytes::Bytes;
use packetwright::Wire;
use packetwright::codec::{Decode, Encode, FirstBytes, List};
use proptest::prelude::*;

packetwright::protocol! {
    protocol spec { edition: 1, version: 1, endian: big }

    struct Label { text: string[u8 in 1..=63] }
    struct Host { label: Label, hops: u8 }
    union Option: u8 { 1 => Size { size: u16 }, 2 => Nothing {} }

    struct Name {
        labels: [Label; until 0 in 0..=4],
        hosts: [Host; until 0x40],
        options: [Option; until 255],
        last: u8,
    }
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Label {
    #[wire(prefix = u8, length = 1..=63)]
    text: String,
}

/// Begins as its first field does.
#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Host {
    label: Label,
    hops: u8,
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain", tag = u8)]
enum Choice {
    #[wire(tag = 1)]
    Size { size: u16 },
    #[wire(tag = 2)]
    Nothing,
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Name {
    #[wire(until = 0, length = 0..=4)]
    labels: Vec<Label>,
    #[wire(until = 0x40)]
    hosts: Vec<Host>,
    #[wire(until = 255)]
    options: Vec<Choice>,
    last: u8,
}

#[derive(Wire, Clone, Copy, Debug, PartialEq)]
#[wire(layout = "plain")]
struct LabelView<'a> {
    #[wire(prefix = u8, length = 1..=63)]
    text: &'a str,
}

#[derive(Wire, Clone, Copy, Debug, PartialEq)]
#[wire(layout = "plain")]
struct NameView<'a> {
    #[wire(until = 0, length = 0..=4)]
    labels: List<'a, LabelView<'a>>,
    #[wire(within = u8, rest)]
    raw: &'a [u8],
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct NameOwned {
    #[wire(until = 0, length = 0..=4)]
    labels: Vec<Label>,
    #[wire(within = u8, rest)]
    raw: Bytes,
}

fn name() -> impl Strategy<Value = Name> {
    let label = || "[a-z]{1,9}".prop_map(|text| Label { text });
    let host = (label(), any::<u8>()).prop_map(|(label, hops)| Host { label, hops });
    let choice =
        prop_oneof![any::<u16>().prop_map(|size| Choice::Size { size }), Just(Choice::Nothing)];
    (
        prop::collection::vec(label(), 0..=4),
        prop::collection::vec(host, 0..4),
        prop::collection::vec(choice, 0..4),
        any::<u8>(),
    )
        .prop_map(|(labels, hosts, options, last)| Name { labels, hosts, options, last })
}

/// The derived type and the spec's read the same.
fn check_like_spec(bytes: &[u8]) {
    match (Name::from_slice(bytes), spec::Name::from_slice(bytes)) {
        (Ok(derived), Ok(generated)) => {
            assert_eq!(derived.to_vec().expect("was decoded"), bytes);
            assert_eq!(generated.to_vec().expect("was decoded"), bytes);
        }
        (Err(derived), Err(generated)) => assert_eq!(derived.to_string(), generated.to_string()),
        (derived, generated) => panic!("{bytes:?}: {derived:?}, but {generated:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn lists_end_as_those_of_the_spec_do(name in name(), at in any::<usize>(), to in any::<u8>()) {
        let mut bytes = name.to_vec().expect("is within its bounds");
        prop_assert_eq!(&Name::from_slice(&bytes).expect("decodes"), &name);
        for end in 0..bytes.len() {
            check_like_spec(&bytes[..end]);
        }
        let place = at % bytes.len();
        bytes[place] = to;
        check_like_spec(&bytes);
    }

    #[test]
    fn a_view_of_a_list_reads_what_the_list_does(bytes in any::<Vec<u8>>()) {
        match (NameView::from_slice(&bytes), NameOwned::from_slice(&bytes)) {
            (Ok(view), Ok(owned)) => {
                let labels: Vec<&str> = view.labels.iter().map(|label| label.text).collect();
                let owned: Vec<&str> =
                    owned.labels.iter().map(|label| label.text.as_str()).collect();
                prop_assert_eq!(labels, owned);
                prop_assert_eq!(view.to_vec().expect("was decoded"), bytes);
            }
            (Err(view), Err(owned)) => prop_assert_eq!(view.to_string(), owned.to_string()),
            (view, owned) => panic!("{bytes:?}: {view:?}, but {owned:?}"),
        }
    }
}

#[test]
fn a_list_is_its_elements_and_the_byte_behind_them() {
    let label = |text: &str| Label { text: text.to_owned() };
    let name = Name {
        labels: vec![label("ab"), label("c")],
        hosts: vec![],
        options: vec![Choice::Size { size: 3 }],
        last: 9,
    };
    let bytes = name.to_vec().expect("is within its bounds");
    assert_eq!(bytes, b"\x02ab\x01c\0\x40\x01\0\x03\xff\x09");
    let many = Name { labels: vec![label("a"); 5], ..name };
    assert_eq!(many.to_vec().expect_err("at most four").kind.code(), "length");
}

#[test]
fn types_say_what_they_may_begin_with() {
    let begins = |first: FirstBytes| (0..=255).filter(|byte| first.has(*byte)).collect::<Vec<u8>>();
    assert_eq!(begins(Label::BEGINS), (1..=63).collect::<Vec<u8>>());
    assert_eq!(Host::BEGINS, Label::BEGINS);
    assert_eq!(begins(Choice::BEGINS), [1, 2]);
    assert_eq!(Name::BEGINS, FirstBytes::ANY);
}
