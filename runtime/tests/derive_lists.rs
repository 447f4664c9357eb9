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
    union Choice: u8 { 1 => Size { size: u16 }, 2 => Nothing {} }

    struct Name {
        labels: [Label; until 0 in 0..=4],
        hosts: [Host; until 0x40],
        options: [Choice; until 255],
        last: u8,
    }

    packet Chunk { magic: bytes[2] = b"CK", length: u8 = len(payload), payload: bytes[0..=9] }

    messages Command: u16 { 0x0101 => Go { to: u8 }, 0x0301 => Stop {} }
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

/// Lists whose elements come from the spec, in the layout of its `Name`.
#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct NameOfSpec {
    #[wire(until = 0, length = 0..=4)]
    labels: Vec<spec::Label>,
    #[wire(until = 0x40)]
    hosts: Vec<spec::Host>,
    #[wire(until = 255)]
    options: Vec<spec::Choice>,
    last: u8,
}

#[derive(Wire, Clone, Copy, Debug, PartialEq)]
#[wire(layout = "plain")]
struct NameOfSpecView<'a> {
    #[wire(until = 0, length = 0..=4)]
    labels: List<'a, spec::LabelRef<'a>>,
    #[wire(until = 0x40)]
    hosts: List<'a, spec::HostRef<'a>>,
    #[wire(until = 255)]
    options: List<'a, spec::Choice>,
    last: u8,
}

/// Packets and messages of the spec, one after the other.
#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Script {
    #[wire(until = 0)]
    chunks: Vec<spec::Chunk>,
    #[wire(until = 2)]
    commands: Vec<spec::Command>,
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

/// The derived types and the spec's read the same.
fn check_like_spec(bytes: &[u8]) {
    let expected = reread::<spec::Name>(bytes);
    assert_eq!(reread::<Name>(bytes), expected);
    assert_eq!(reread::<NameOfSpec>(bytes), expected);
    assert_eq!(reread::<NameOfSpecView<'_>>(bytes), expected);
}

/// The bytes, read and written by a type, or what is wrong with them.
fn reread<'a, T: Decode<'a> + Encode>(bytes: &'a [u8]) -> Result<Vec<u8>, String> {
    let value = T::from_slice(bytes).map_err(|error| error.to_string())?;
    Ok(value.to_vec().expect("was decoded"))
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
fn packets_and_messages_of_a_spec_stand_in_lists() {
    let script = Script {
        chunks: vec![spec::Chunk { payload: Bytes::from_static(b"a") }],
        commands: vec![spec::Go { to: 2 }.into(), spec::Stop {}.into()],
    };
    let bytes = script.to_vec().expect("is within its bounds");
    assert_eq!(bytes, b"CK\x01a\0\x01\x01\x02\x03\x01\x02");
    assert_eq!(Script::from_slice(&bytes).expect("decodes"), script);
}

#[test]
fn types_say_what_they_may_begin_with() {
    let begins = |first: FirstBytes| (0..=255).filter(|byte| first.has(*byte)).collect::<Vec<u8>>();
    assert_eq!(begins(Label::BEGINS), (1..=63).collect::<Vec<u8>>());
    assert_eq!(Host::BEGINS, Label::BEGINS);
    assert_eq!(begins(Choice::BEGINS), [1, 2]);
    assert_eq!(Name::BEGINS, FirstBytes::ANY);
}

#[test]
fn types_of_a_spec_say_it_too() {
    assert_eq!(spec::Label::BEGINS, Label::BEGINS);
    assert_eq!(spec::LabelRef::BEGINS, Label::BEGINS);
    assert_eq!(spec::Host::BEGINS, Label::BEGINS);
    assert_eq!(spec::Choice::BEGINS, Choice::BEGINS);
    assert_eq!(spec::Name::BEGINS, FirstBytes::ANY);
    assert_eq!(spec::Chunk::BEGINS, FirstBytes::range(b'C', b'C'));
    assert_eq!(spec::Command::BEGINS, FirstBytes::range(1, 1).and(3, 3));
    assert_eq!(spec::Go::BEGINS, FirstBytes::ANY);
}
