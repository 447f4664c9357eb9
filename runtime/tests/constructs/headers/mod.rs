//! A packet whose header shares bytes between its fields.
//!
//! The spec is `codegen/tests/specs/headers.wire`.

use packetwright::codec::{Decode, DecodeError, Encode};
use packetwright::protocol::{Compression, PacketFormat, PacketHead};
use packetwright_spec::Checked;
use packetwright_spec::interpret::Interpreter;
use packetwright_spec::model::Model;
use serde_json::json;

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{Channel, Class, Marks, Packet, PacketRef};

/// A header that announces two bytes of payload, field by field: `magic` and
/// `version`, then `marks`, `class` and `spare`, then 64 bits of `stream`, `channel`
/// and `filler`, then `hops` and `length` in little-endian order, then `check`.
const HEADER: [u8; 15] =
    [0xca, 0xb3, 0x1b, 0x00, 0x00, 0x00, 0x03, 0x86, 0xaa, 0xaa, 0x01, 0xde, 0x00, 0x00, 0xfe];

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/headers.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

/// Code and offset of what is wrong with a header.
fn fault(found: Result<Option<PacketHead>, DecodeError>) -> Option<(&'static str, usize, String)> {
    found.err().map(|error| (error.kind.code(), error.offset, error.path.to_string()))
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_struct(&model, "Packet").hold::<Packet>(view!(PacketRef));
    let packets = Agreement::of_struct(&model, "Packet");
    let packet = |version, stream: u64, hops, payload: usize| {
        json!({"version": version, "marks": ["zstd"], "class": "Bulk", "spare": false, "stream": stream,
               "channel": 31, "hops": hops, "payload": "00".repeat(payload)})
    };
    packets.check_encode::<Packet>(&packet(4, 5, 0, 1));
    packets.check_encode::<Packet>(&packet(3, 1 << 33, 0, 1));
    packets.check_encode::<Packet>(&packet(3, 4, 0, 1));
    packets.check_encode::<Packet>(&packet(3, 5, -4, 1));
    packets.check_encode::<Packet>(&packet(3, 5, -3, 0));
    packets.check_encode::<Packet>(&packet(3, 5, -3, (60 << 10) + 1));
}

#[test]
fn fields_lie_where_the_spec_draws_them() {
    let bytes = [&HEADER[..], b"hi"].concat();
    let packet = Packet::from_slice(&bytes).expect("is a packet");
    let expected = Packet {
        version: 3,
        marks: Marks::LZ4,
        class: Class::Urgent,
        spare: true,
        stream: 7,
        channel: Channel::Control,
        hops: -2,
        payload: b"hi".to_vec().into(),
    };
    assert_eq!(packet, expected);
    assert_eq!(packet.to_vec().as_deref(), Ok(&bytes[..]));
    let head = Packet::decode_header(&HEADER).expect("is a header").expect("is whole");
    let expected =
        PacketHead { payload_len: 2, compression: Some(Compression::Lz4), ..PacketHead::default() };
    assert_eq!(head, expected);
}

#[test]
fn a_header_is_judged_as_the_packet_however_it_is_cut() {
    let model = model();
    let interpreter = Interpreter::new(&model);
    let id = interpreter.struct_by_name("Packet").expect("the spec declares it");
    for place in 0..HEADER.len() {
        for byte in 0..=255 {
            let mut header = HEADER;
            header[place] = byte;
            let whole = Packet::decode_header(&header);
            let length = whole.as_ref().map_or(2, |head| head.expect("it is whole").payload_len);
            let mut packet = header.to_vec();
            packet.resize(packet.len() + length, 0);
            let found = interpreter.decode_struct(id, &packet).err();
            let found = found.map(|fault| (fault.code, fault.offset, fault.path));
            let judged = fault(whole.clone());
            assert_eq!(
                judged.as_ref().map(|(code, offset, _)| (*code, *offset)),
                found.as_ref().map(|(code, offset, _)| (*code, *offset)),
                "byte {place} as {byte:#04x}"
            );
            for cut in 0..HEADER.len() {
                match Packet::decode_header(&header[..cut]) {
                    Ok(None) => {}
                    Ok(Some(head)) => panic!("{head:?} of {cut} bytes"),
                    early => {
                        assert_eq!(fault(early), judged, "{cut} bytes");
                        assert!(cut > place, "refused before the wrong byte arrived");
                    }
                }
            }
        }
    }
}

#[test]
fn fields_are_refused_as_soon_as_their_bits_are_there() {
    for (bytes, code, offset, path) in [
        // Of a constant the first byte is enough, and of two bytes all.
        (&[0xcb][..], "constant", 0, "magic"),
        (&[0xca, 0xc3], "constant", 0, "magic"),
        (&[0xca, 0xb4], "out_of_range", 1, "version"),
        (&[0xca, 0xb3, 0x2b], "reserved_bits", 2, "marks"),
        (&[0xca, 0xb3, 0x9b], "require", 2, "marks"),
        (&[0xca, 0xb3, 0x11], "unknown_variant", 2, "class"),
        (&[0xca, 0xb3, 0x1b, 0, 0, 0, 2, 0x06], "out_of_range", 3, "stream"),
        (&[0xca, 0xb3, 0x1b, 0, 0, 0, 3, 0x87], "constant", 7, "filler"),
        (&[0xca, 0xb3, 0x1b, 0, 0, 0, 3, 0x86, 0xab], "constant", 7, "filler"),
        (&[0xca, 0xb3, 0x1b, 0, 0, 0, 3, 0x86, 0xaa, 0xaa, 1, 0x1c], "out_of_range", 11, "hops"),
    ] {
        let found = fault(Packet::decode_header(bytes));
        assert_eq!(found, Some((code, offset, path.to_owned())), "{bytes:02x?}");
        let before = Packet::decode_header(&bytes[..bytes.len() - 1]);
        assert_eq!(before, Ok(None), "{bytes:02x?} without its last byte");
    }
    let mut header = HEADER;
    header[11..14].copy_from_slice(&[0x9e, 0, 0]);
    assert_eq!(fault(Packet::decode_header(&header[..14])), Some(("length", 11, "length".into())));
}

#[test]
fn a_written_header_is_that_of_the_packet() {
    for (payload_len, compression, marks) in [
        (1, None, Marks::empty()),
        (60 << 10, Some(Compression::Lz4), Marks::LZ4),
        (300, Some(Compression::Zstd), Marks::ZSTD),
    ] {
        let head = PacketHead { payload_len, compression, ..PacketHead::default() };
        // What was there before does not shine through.
        let mut header = [0xff; Packet::HEADER_LEN];
        Packet::encode_header(&head, &mut header).expect("it fits");
        assert_eq!(Packet::decode_header(&header), Ok(Some(head)));
        let packet = Packet {
            version: 2,
            marks,
            class: Class::Bulk,
            spare: false,
            stream: 5,
            channel: Channel::Unknown(0),
            hops: 0,
            payload: vec![0; payload_len].into(),
        };
        let bytes = packet.to_vec().expect("is a packet");
        assert_eq!(header, bytes[..Packet::HEADER_LEN]);
    }
    let mut header = [0; Packet::HEADER_LEN];
    for payload_len in [0, (100 << 10) + 1] {
        let head = PacketHead { payload_len, ..PacketHead::default() };
        assert!(Packet::encode_header(&head, &mut header).is_err(), "{payload_len} bytes");
    }
}

#[test]
fn a_header_that_a_condition_refuses_is_refused_as_the_packet() {
    let model = model();
    let interpreter = Interpreter::new(&model);
    let id = interpreter.struct_by_name("Packet").expect("the spec declares it");
    for (payload_len, compression, fine) in [
        (60 << 10, None, true),
        ((60 << 10) + 1, None, false),
        // Of a packet that is compressed, and not of others, more is asked.
        (1, Some(Compression::Lz4), true),
        (1, Some(Compression::Zstd), false),
        (2, Some(Compression::Zstd), true),
    ] {
        let marks = match compression {
            None => json!([]),
            Some(Compression::Lz4) => json!(["lz4"]),
            Some(Compression::Zstd) => json!(["zstd"]),
        };
        let packet = json!({"version": 2, "marks": marks, "class": "Bulk", "spare": false,
            "stream": 5, "channel": 0, "hops": 0, "payload": "00".repeat(payload_len)});
        let packet = interpreter.struct_from_json(id, &packet).expect("is one");
        let expected = interpreter.encode_struct(id, &packet).map_err(|f| (f.code, f.path));
        let head = PacketHead { payload_len, compression, ..PacketHead::default() };
        let mut header = [0; Packet::HEADER_LEN];
        let found = Packet::encode_header(&head, &mut header);
        let found = found.map_err(|error| (error.kind.code(), error.path.to_string()));
        assert_eq!(found.is_ok(), fine, "{head:?}");
        match expected {
            Ok(bytes) => assert_eq!((found, &header[..]), (Ok(()), &bytes[..header.len()])),
            Err(fault) => assert_eq!(found, Err(fault), "{head:?}"),
        }
    }
}
