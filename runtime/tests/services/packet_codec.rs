//! Packets through tokio-util's codec, whole and byte by byte.

use bytes::{Bytes, BytesMut};
use packetwright::protocol::PacketHead;
use packetwright::transport::{Packet, PacketCodec, PacketCodecError};
use tokio_util::codec::{Decoder, Encoder};

use crate::plain::Plain;

fn packet(payload: &'static [u8]) -> Packet {
    let head = PacketHead { payload_len: payload.len(), ..PacketHead::default() };
    Packet { head, payload: Bytes::from_static(payload) }
}

#[test]
fn packets_come_out_as_they_went_in_however_they_are_cut() {
    let mut codec = PacketCodec::<Plain>::new();
    let mut bytes = BytesMut::new();
    let packets = [packet(b"first"), packet(b""), packet(b"third")];
    for packet in packets.clone() {
        codec.encode(packet, &mut bytes).unwrap();
    }
    assert_eq!(&bytes[..], b"\xa5\0\0\x05first\xa5\0\0\0\xa5\0\0\x05third");
    let (mut input, mut found) = (BytesMut::new(), Vec::new());
    for byte in bytes {
        input.extend_from_slice(&[byte]);
        found.extend(codec.decode(&mut input).unwrap());
    }
    assert_eq!(found, packets);
    assert_eq!(codec.decode_eof(&mut input).unwrap(), None);
}

#[test]
fn what_is_no_packet_is_refused_and_what_is_promised_is_not_allocated() {
    let mut codec = PacketCodec::<Plain>::with_max_payload(10);
    let mut decode = |bytes: &[u8]| codec.decode_eof(&mut BytesMut::from(bytes)).unwrap_err();
    assert!(matches!(decode(b"G"), PacketCodecError::Header(_)));
    assert!(matches!(decode(b"\xa5\0\0\x0b"), PacketCodecError::TooLarge { len: 11, max: 10 }));
    assert!(matches!(decode(b"\xa5\0\0\x05hell"), PacketCodecError::Truncated { available: 8 }));
    let mut large = BytesMut::from(&b"\xa5\xff\xff\xff"[..]);
    assert!(PacketCodec::<Plain>::new().decode(&mut large).unwrap().is_none());
    assert!(large.capacity() < 1 << 20, "{}", large.capacity());
}
