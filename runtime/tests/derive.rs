//! Derived types as their users have them: on the wire as bincode has the same
//! types, bounded both ways, and answered by a router.
#![cfg(feature = "derive")]

use std::fmt::Debug;

use bytes::Bytes;
use packetwright::codec::{Decode, DecodeErrorKind, Encode, EncodeErrorKind};
use packetwright::{Message, Request, Wire};
use proptest::prelude::*;
use serde::Serialize;

/// A user's own name for results must not disturb the derived code.
#[allow(dead_code)]
type Result<T> = std::result::Result<T, String>;

#[derive(Message, Serialize, Clone, Debug, PartialEq)]
#[message(id = 0x1000, reply = Report)]
struct Order {
    customer: String,
    note: Option<String>,
    items: Vec<Item>,
    first: Option<Item>,
    token: [u8; 16],
    window: [i32; 3],
    blob: Vec<u8>,
    #[message(range = 1..=1000)]
    limit: u16,
    urgent: bool,
    #[message(length = 0..=2)]
    matrix: Vec<Vec<i64>>,
    kind: Kind,
}

#[derive(Wire, Serialize, Clone, Debug, PartialEq)]
struct Item {
    #[wire(length = 0..=8)]
    key: String,
    count: u32,
}

#[derive(Wire, Serialize, Clone, Copy, Debug, PartialEq)]
enum Kind {
    Plain,
    Express,
}

/// One message with a tag for each of its variants.
#[derive(Message, Serialize, Clone, Debug, PartialEq)]
#[message(id = 0x1001)]
enum Report {
    Accepted { number: u64, items: Vec<Item> },
    Refused { kind: Kind, reason: Option<String> },
    Lost,
}

#[derive(Message, Clone, Debug, PartialEq)]
#[message(id = 0x1002, layout = "plain", endian = "big")]
struct Packed {
    #[message(prefix = u8, length = 1..=4)]
    name: String,
    #[message(prefix = u16)]
    data: Bytes,
    r#type: i16,
}

fn item() -> impl Strategy<Value = Item> {
    ("[a-zé]{0,4}", any::<u32>()).prop_map(|(key, count)| Item { key, count })
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::Plain), Just(Kind::Express)]
}

fn order() -> impl Strategy<Value = Order> {
    let text = (".{0,9}", prop::option::of(".{0,9}"));
    let items = (prop::collection::vec(item(), 0..4), prop::option::of(item()));
    let arrays = (any::<[u8; 16]>(), any::<[i32; 3]>(), any::<Vec<u8>>());
    let matrix = prop::collection::vec(any::<Vec<i64>>(), 0..=2);
    (text, items, arrays, (1u16..=1000, any::<bool>(), kind()), matrix).prop_map(
        |(
            (customer, note),
            (items, first),
            (token, window, blob),
            (limit, urgent, kind),
            matrix,
        )| {
            Order { customer, note, items, first, token, window, blob, limit, urgent, matrix, kind }
        },
    )
}

fn report() -> impl Strategy<Value = Report> {
    let items = prop::collection::vec(item(), 0..4);
    prop_oneof![
        (any::<u64>(), items).prop_map(|(number, items)| Report::Accepted { number, items }),
        (kind(), prop::option::of(".{0,9}"))
            .prop_map(|(kind, reason)| Report::Refused { kind, reason }),
        Just(Report::Lost),
    ]
}

/// The value's bytes are those of bincode, and lead back to it; no shorter
/// input does.
fn check_like_bincode<T>(value: &T)
where
    T: Encode + for<'a> Decode<'a> + Serialize + PartialEq + Debug,
{
    let bytes = value.to_vec().expect("is within its bounds");
    assert_eq!(bytes, bincode::serialize(value).expect("bincode takes it"));
    assert_eq!(bytes.len(), value.encoded_len());
    assert!(bytes.len() >= T::MIN_LEN);
    assert_eq!(&T::from_slice(&bytes).expect("decodes"), value);
    assert_eq!(&T::from_bytes(&Bytes::from(bytes.clone())).expect("decodes shared"), value);
    for end in 0..bytes.len() {
        assert!(T::from_slice(&bytes[..end]).is_err(), "{end} of {} bytes", bytes.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn structures_are_laid_out_as_bincode_has_them(value in order()) {
        check_like_bincode(&value);
    }

    #[test]
    fn enumerations_are_laid_out_as_bincode_has_them(value in report()) {
        check_like_bincode(&value);
    }

    #[test]
    fn any_bytes_are_answered(bytes in any::<Vec<u8>>()) {
        if let Ok(order) = Order::from_slice(&bytes) {
            prop_assert_eq!(order.to_vec().expect("was decoded"), bytes);
        } else if let Ok(report) = Report::from_slice(&bytes) {
            prop_assert_eq!(report.to_vec().expect("was decoded"), bytes);
        }
    }
}

fn sample() -> Order {
    Order {
        customer: "Ada".into(),
        note: None,
        items: vec![Item { key: "a".into(), count: 1 }, Item { key: "b".into(), count: 2 }],
        first: None,
        token: [0; 16],
        window: [0; 3],
        blob: vec![],
        limit: 1,
        urgent: true,
        matrix: vec![],
        kind: Kind::Plain,
    }
}

#[track_caller]
fn check_not_encoded(change: impl FnOnce(&mut Order), path: &str, kind: EncodeErrorKind) {
    let mut order = sample();
    change(&mut order);
    let error = order.to_vec().expect_err("is out of its bounds");
    assert_eq!((error.path.to_string().as_str(), error.kind), (path, kind));
}

#[test]
fn a_value_out_of_its_bounds_is_not_encoded() {
    let range = |found| EncodeErrorKind::OutOfRange { found, min: 1, max: 1000 };
    check_not_encoded(|order| order.limit = 0, "limit", range(0));
    check_not_encoded(|order| order.limit = 1001, "limit", range(1001));
    let length = |found, max| EncodeErrorKind::Length { found, min: 0, max };
    check_not_encoded(
        |order| order.items[1].key = "123456789".into(),
        "items[1].key",
        length(9, 8),
    );
    check_not_encoded(|order| order.matrix = vec![vec![]; 3], "matrix", length(3, 2));
}

#[track_caller]
fn check_not_decoded(change: impl FnOnce(&mut Vec<u8>), path: &str, code: &str) {
    let mut bytes = sample().to_vec().expect("is within its bounds");
    change(&mut bytes);
    let error = Order::from_slice(&bytes).expect_err("is no order");
    assert_eq!((error.path.to_string().as_str(), error.kind.code()), (path, code));
}

#[test]
fn bytes_that_are_no_value_are_refused_with_the_path() {
    // customer 11, note 1, items 8, of which each is 8 + 1 + 4.
    let second = 11 + 1 + 8 + 13;
    check_not_decoded(|bytes| bytes[second] = 9, "items[1].key", "length");
    check_not_decoded(|bytes| bytes[second + 8] = 0xFF, "items[1].key", "invalid_utf8");
    check_not_decoded(|bytes| bytes.truncate(second + 10), "items[1].count", "truncated");
    check_not_decoded(|bytes| bytes[11] = 2, "note", "invalid_option");
    check_not_decoded(|bytes| bytes.push(0), "", "trailing_bytes");
    let last = sample().to_vec().expect("is within its bounds").len() - 4;
    check_not_decoded(|bytes| bytes[last] = 2, "kind", "unknown_variant");
    // A count that no input could fill is refused without room made for it.
    let announced = |bytes: &mut Vec<u8>| {
        bytes[19] = 0x7F;
        bytes.truncate(second + 13);
    };
    check_not_decoded(announced, "items[2].key", "truncated");
    let error = Report::from_slice(&[3, 0, 0, 0]).expect_err("there is no fourth variant");
    assert_eq!(error.kind, DecodeErrorKind::UnknownVariant { found: 3 });
}

#[test]
fn the_plain_layout_has_its_own_prefixes_and_byte_order() {
    let packed = Packed { name: "ab".into(), data: Bytes::from_static(&[7; 3]), r#type: -2 };
    let bytes = packed.to_vec().expect("is within its bounds");
    assert_eq!(bytes, [2, b'a', b'b', 0, 3, 7, 7, 7, 0xFF, 0xFE]);
    assert_eq!(Packed::from_slice(&bytes).expect("decodes"), packed);
    assert!(Packed { name: "".into(), ..packed.clone() }.to_vec().is_err());
    assert!(Packed::from_slice(&[5, b'a', b'b', b'c', b'd', b'e', 0, 0, 0, 0]).is_err());
}

#[test]
fn messages_know_their_numbers_and_replies() {
    fn check<M: Message>(tag: u64, name: &str) {
        assert_eq!((M::TAG, M::NAME), (tag, name));
    }
    check::<Order>(0x1000, "Order");
    check::<Report>(0x1001, "Report");
    check::<<Order as Request>::Reply>(0x1001, "Report");
    assert_eq!(Order::DEPTH, 2);
    assert_eq!(Item::MIN_LEN, 12);
}

/// Bits, conditions, constraints, regions and an open choice.
#[derive(Message, Clone, Debug, PartialEq)]
#[message(id = 0x1003, layout = "plain", require = low <= high)]
struct Dense {
    #[message(bits = 3)]
    kind: u8,
    #[message(bits = 1)]
    urgent: bool,
    #[message(bits = 12, range = 0..=3000)]
    width: u16,
    #[message(bits = 24)]
    low: u32,
    #[message(bits = 24)]
    high: u32,
    #[message(if = urgent && kind >= 3)]
    at: Option<u64>,
    #[message(until = 0, length = 0..=9)]
    path: String,
    #[message(within = u16, rest)]
    entries: Vec<Entry>,
    last: Last,
}

/// Entries of unknown kinds are kept.
#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain", tag = u8, within = u16)]
enum Entry {
    Empty,
    #[wire(tag = 7, since = 2)]
    Name {
        #[wire(rest)]
        name: String,
    },
    #[wire(other)]
    Unknown {
        tag: u8,
        #[wire(rest)]
        raw: Bytes,
    },
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Last {
    #[wire(since = 3)]
    #[deprecated(note = "nobody reads it")]
    count: u8,
}

/// A part of another type that is there on a condition.
#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Maybe {
    there: bool,
    #[wire(if = there)]
    last: Option<Last>,
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Maybes {
    #[wire(prefix = u8)]
    all: Vec<Maybe>,
}

#[test]
fn what_may_be_absent_counts_for_nothing() {
    assert_eq!(Maybe::MIN_LEN, 1);
    let all = vec![Maybe { there: false, last: None }; 3];
    let bytes = Maybes { all: all.clone() }.to_vec().expect("encodes");
    assert_eq!(bytes, [3, 0, 0, 0]);
    assert_eq!(Maybes::from_slice(&bytes).expect("decodes").all, all);
}

fn dense() -> impl Strategy<Value = Dense> {
    let bits = (0u8..8, any::<bool>(), 0u16..=3000, 0u32..1 << 23, 0u32..1 << 23, any::<u64>());
    let entry = prop_oneof![
        Just(Entry::Empty),
        "[a-z]{0,5}".prop_map(|name| Entry::Name { name }),
        (8u8.., any::<Vec<u8>>())
            .prop_map(|(tag, raw)| Entry::Unknown { tag, raw: Bytes::from(raw) }),
    ];
    let entries = prop::collection::vec(entry, 0..4);
    (bits, "[a-z]{0,9}", entries, any::<u8>()).prop_map(
        |((kind, urgent, width, low, more, at), path, entries, count)| Dense {
            kind,
            urgent,
            width,
            low,
            high: low + more,
            at: (urgent && kind >= 3).then_some(at),
            path,
            entries,
            #[allow(deprecated, reason = "it is still on the wire")]
            last: Last { count },
        },
    )
}

#[test]
fn bits_regions_and_open_choices_are_laid_out_as_declared() {
    let entries = vec![
        Entry::Name { name: "ab".into() },
        Entry::Unknown { tag: 9, raw: Bytes::from_static(&[1]) },
    ];
    let dense = Dense {
        kind: 5,
        urgent: true,
        width: 0xABC,
        low: 1,
        high: 2,
        at: Some(3),
        path: "x".into(),
        entries,
        #[allow(deprecated, reason = "it is still on the wire")]
        last: Last { count: 4 },
    };
    let bytes = dense.to_vec().expect("is within its bounds");
    let expected = [
        &[0b1011_1010, 0xBC, 0, 0, 1, 0, 0, 2][..],
        &[0, 0, 0, 0, 0, 0, 0, 3, b'x', 0],
        &[0, 9, 7, 0, 2, b'a', b'b', 9, 0, 1, 1],
        &[4],
    ];
    assert_eq!(bytes, expected.concat());
    assert_eq!(Dense::from_slice(&bytes).expect("decodes"), dense);
    let refused = |change: fn(&mut Dense), code: &str| {
        let mut dense = dense.clone();
        change(&mut dense);
        assert_eq!(dense.to_vec().expect_err("out of its bounds").kind.code(), code);
    };
    refused(|dense| dense.kind = 8, "out_of_range");
    refused(|dense| dense.low = 3, "require");
    refused(|dense| dense.path = "\0".into(), "delimiter");
    refused(|dense| dense.at = None, "presence");
    refused(|dense| dense.entries = vec![Entry::Unknown { tag: 7, raw: Bytes::new() }], "variant");
}

/// Whoever moves a type of the derive into a module sees the same.
mod elsewhere {
    pub(crate) mod types {
        #[derive(packetwright::Wire, Debug, PartialEq)]
        pub(crate) struct Inner {
            pub(crate) value: u8,
        }
    }

    #[derive(packetwright::Message, Debug, PartialEq)]
    #[message(id = 1, crate = packetwright)]
    pub(crate) struct Outer {
        pub(crate) inner: types::Inner,
        pub(crate) more: Vec<types::Inner>,
    }
}

#[test]
fn types_of_other_modules_are_found_by_their_paths() {
    use elsewhere::{Outer, types::Inner};
    let outer = Outer { inner: Inner { value: 1 }, more: vec![Inner { value: 2 }] };
    let bytes = outer.to_vec().expect("encodes");
    assert_eq!(bytes, [1, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
    assert_eq!(Outer::from_slice(&bytes).expect("decodes"), outer);
    assert_eq!(Outer::MIN_LEN, 9);
}

packetwright::protocol! {
    //! Asks for the time of day.
    protocol clock { edition: 1, version: 1, endian: big }

    messages Message: u8 {
        /// What time is it?
        1 => Ask { zone: string[u8 in 1..=40] } -> Tell,
        2 => Tell { time: u64 ms },
    }
}

#[test]
fn a_protocol_declared_in_place_is_a_module() {
    let ask = clock::Message::from(clock::Ask { zone: "UTC".into() });
    let bytes = ask.to_vec().expect("encodes");
    assert_eq!(bytes, b"\x01\x03UTC");
    assert_eq!(clock::Message::from_slice(&bytes).expect("decodes"), ask);
    assert_eq!(<clock::Ask as Request>::Reply::TAG, 2);
}

#[cfg(all(feature = "network", feature = "session"))]
mod routed {
    //! Derived messages among those of the network protocol.

    use std::sync::Arc;
    use std::time::Instant;

    use packetwright::network::Network;
    use packetwright::protocol::{EnvelopeHead, EnvelopeKind, Protocol};
    use packetwright::service::{
        Answer, Context, Handler, HandlerError, Peer, PeerAddress, Router,
    };

    use super::*;

    fn context() -> Context {
        let peer = Peer::new(None, PeerAddress::Memory);
        let head = EnvelopeHead::new(EnvelopeKind::Request, 1);
        Context::new(Arc::new(peer), &head, Instant::now())
    }

    fn encoded<M: Message>(message: &M) -> Vec<u8> {
        let mut bytes = Vec::new();
        Network::encode_tag(M::TAG, &mut bytes).expect("the tag fits");
        message.encode_into(&mut bytes).expect("is within its bounds");
        bytes
    }

    #[derive(Message, Clone, Debug, PartialEq)]
    #[message(id = 0x1_0000_1000)]
    struct Wide {}

    #[test]
    fn a_tag_wider_than_the_protocol_has_is_refused() {
        let error = Network::encode_tag(Wide::TAG, &mut Vec::new()).expect_err("33 bits");
        let (found, max) = (0x1_0000_1000, 0xFFFF_FFFF);
        assert_eq!(error.kind, EncodeErrorKind::OutOfRange { found, min: 0, max });
        assert!(Answer::reply::<Network, _>(&Wide {}).is_err(), "no other message is sent instead");
    }

    #[tokio::test]
    async fn a_derived_request_is_answered() {
        let router = Router::<Network>::new()
            .on(|_, order: Order| async move {
                match order.limit {
                    1 => Ok(Report::Accepted { number: 7, items: order.items }),
                    _ => Err(HandlerError::refused("too many")),
                }
            })
            .expect("no other route has the tag");
        let order = Bytes::from(encoded(&sample()));
        assert_eq!(order[..4], [0x00, 0x10, 0, 0]);
        let answer = router.handle(&context(), order.clone()).await.expect("is answered");
        let expected = Report::Accepted { number: 7, items: sample().items };
        assert_eq!(answer.message(), Some(encoded(&expected).as_slice()));
        let refused = encoded(&Order { limit: 2, ..sample() });
        assert!(router.handle(&context(), Bytes::from(refused)).await.is_err());
        assert!(router.handle(&context(), order.slice(..20)).await.is_err());
        let duplicate = router.on(|_, _: Order| async { Ok(Report::Lost) });
        assert!(duplicate.is_err(), "one message has one route");
    }
}

mod exported {
    //! The spec that is exported from this file says what its types do.

    use packetwright_codegen::{ExportOptions, export};
    use packetwright_spec::Checked;
    use packetwright_spec::import::LoadError;
    use packetwright_spec::interpret::Interpreter;
    use packetwright_spec::model::Model;

    use super::*;

    fn model() -> Checked<Model> {
        let files = [("derive.rs".to_owned(), include_str!("derive.rs").to_owned())];
        let options =
            ExportOptions { tag: "u64".to_owned(), version: 3, ..ExportOptions::default() };
        let found = export(&files, &options, &|_| Err(LoadError::NotFound));
        let spec = found.spec.unwrap_or_else(|| panic!("{:#?}", found.diagnostics));
        packetwright_spec::compile(&spec).unwrap_or_else(|found| panic!("{spec}\n{found:#?}"))
    }

    /// Both read the same bytes alike: value for value, fault for fault.
    #[track_caller]
    fn check_alike<T>(model: &Checked<Model>, set: &str, body: &[u8])
    where
        T: Message + PartialEq + Debug,
    {
        let interpreter = Interpreter::new(model);
        let set = interpreter.set_by_name(set).expect("the set is there");
        let input = [&T::TAG.to_le_bytes(), body].concat();
        match (T::from_slice(body), interpreter.decode_message(set, &input)) {
            (Ok(value), Ok(read)) => {
                assert_eq!(value.to_vec().expect("was decoded"), body);
                assert_eq!(interpreter.encode_message(set, &read), Ok(input));
            }
            (Err(error), Err(fault)) => {
                assert_eq!((error.kind.code(), error.offset + 8), (fault.code, fault.offset));
            }
            (derived, read) => panic!("{body:02x?}: {derived:?}, but {read:?}"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn values_and_damaged_values_are_read_alike(
            order in order(),
            report in report(),
            dense in dense(),
            place in any::<proptest::sample::Index>(),
            byte in any::<u8>(),
            random in any::<Vec<u8>>(),
        ) {
            let model = model();
            let order = order.to_vec().expect("is within its bounds");
            let report = report.to_vec().expect("is within its bounds");
            let packed = Packed { name: "ab".into(), data: Bytes::from_static(&[7; 3]), r#type: -2 };
            let packed = packed.to_vec().expect("is within its bounds");
            let dense = dense.to_vec().expect("is within its bounds");
            let damaged = |bytes: &[u8]| {
                let mut bytes = bytes.to_vec();
                let place = place.index(bytes.len());
                bytes[place] = byte;
                (bytes.clone(), bytes[..place].to_vec())
            };
            for bytes in [&order, &damaged(&order).0, &damaged(&order).1, &random] {
                check_alike::<Order>(&model, "Message", bytes);
            }
            for bytes in [&report, &damaged(&report).0, &damaged(&report).1, &random] {
                check_alike::<Report>(&model, "Message", bytes);
            }
            for bytes in [&dense, &damaged(&dense).0, &damaged(&dense).1, &random] {
                check_alike::<Dense>(&model, "PlainMessage", bytes);
            }
            for bytes in [&packed, &damaged(&packed).0, &damaged(&packed).1, &random] {
                check_alike::<Packed>(&model, "PlainMessage", bytes);
            }
        }
    }
}
