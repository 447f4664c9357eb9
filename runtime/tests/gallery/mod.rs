//! The protocols of `spec/gallery`: generated code and interpreter read packets
//! of other software alike, whole, cut and with each bit changed.

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "dhcp/generated.rs"]
mod dhcp;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "dns/generated.rs"]
mod dns;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "modbus/generated.rs"]
mod modbus;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "ntp/generated.rs"]
mod ntp;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "rtp/generated.rs"]
mod rtp;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "socks5/generated.rs"]
mod socks5;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "tftp/generated.rs"]
mod tftp;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "tls/generated.rs"]
mod tls;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "wireguard/generated.rs"]
mod wireguard;

use std::path::Path;

use crate::agreement::{Agreement, ViewRoundTrip};
use packetwright::codec::{Decode, Encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

#[test]
fn packets_of_other_software_are_read_alike() {
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/gallery");
    let vectors = std::fs::read_to_string(gallery.join("vectors.tsv")).expect("it is there");
    for line in vectors.lines().filter(|line| !line.starts_with('#')) {
        let [spec, ty, _, hex] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line}");
        };
        let text = std::fs::read_to_string(gallery.join(format!("{spec}.wire")));
        let model = packetwright_spec::compile(&text.expect("the spec is there"));
        let model = model.expect("the spec is sound");
        check_vector(spec, ty, &Agreement::of_struct(&model, ty), &bytes_of(hex));
    }
}

fn check_vector(spec: &str, ty: &str, agreement: &Agreement<'_>, bytes: &[u8]) {
    match (spec, ty) {
        ("tftp", "Datagram") => check::<tftp::Datagram>(agreement, bytes, |input| {
            tftp::DatagramRef::from_slice(input).map(|view| again(&view))
        }),
        ("ntp", "Header") => check::<ntp::Header>(agreement, bytes, |input| {
            ntp::HeaderRef::from_slice(input).map(|view| again(&view))
        }),
        ("rtp", "Data") => check::<rtp::Data>(agreement, bytes, |input| {
            rtp::DataRef::from_slice(input).map(|view| again(&view))
        }),
        ("modbus", "RequestFrame") => check::<modbus::RequestFrame>(agreement, bytes, |input| {
            modbus::RequestFrameRef::from_slice(input).map(|view| again(&view))
        }),
        ("modbus", "ResponseFrame") => check::<modbus::ResponseFrame>(agreement, bytes, |input| {
            modbus::ResponseFrameRef::from_slice(input).map(|view| again(&view))
        }),
        ("socks5", "Greeting") => check::<socks5::Greeting>(agreement, bytes, |input| {
            socks5::GreetingRef::from_slice(input).map(|view| again(&view))
        }),
        ("socks5", "Login") => check::<socks5::Login>(agreement, bytes, |input| {
            socks5::LoginRef::from_slice(input).map(|view| again(&view))
        }),
        ("socks5", "Request") => check::<socks5::Request>(agreement, bytes, |input| {
            socks5::RequestRef::from_slice(input).map(|view| again(&view))
        }),
        ("socks5", "Selection") => check::<socks5::Selection>(agreement, bytes, |input| {
            socks5::Selection::from_slice(input).map(|view| again(&view))
        }),
        ("socks5", "LoginOutcome") => check::<socks5::LoginOutcome>(agreement, bytes, |input| {
            socks5::LoginOutcome::from_slice(input).map(|view| again(&view))
        }),
        ("socks5", "Reply") => check::<socks5::Reply>(agreement, bytes, |input| {
            socks5::ReplyRef::from_slice(input).map(|view| again(&view))
        }),
        ("tls", "HandshakeRecord") => check::<tls::HandshakeRecord>(agreement, bytes, |input| {
            tls::HandshakeRecordRef::from_slice(input).map(|view| again(&view))
        }),
        ("wireguard", "Datagram") => check::<wireguard::Datagram>(agreement, bytes, |input| {
            wireguard::DatagramRef::from_slice(input).map(|view| again(&view))
        }),
        ("dns", "Message") => check::<dns::Message>(agreement, bytes, |input| {
            dns::MessageRef::from_slice(input).map(|view| again(&view))
        }),
        ("dhcp", "Datagram") => check::<dhcp::Datagram>(agreement, bytes, |input| {
            dhcp::DatagramRef::from_slice(input).map(|view| again(&view))
        }),
        _ => panic!("no generated type for {ty} of {spec}"),
    }
}

fn check<T>(agreement: &Agreement<'_>, bytes: &[u8], view: ViewRoundTrip)
where
    T: for<'a> Decode<'a> + Encode + Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    T::from_slice(bytes).expect("it is a packet");
    agreement.check_decode::<T>(bytes, view);
    for length in 0..bytes.len() {
        agreement.check_decode::<T>(&bytes[..length], view);
    }
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        agreement.check_decode::<T>(&changed, view);
    }
}

/// Encodes a view that was decoded, which must succeed.
fn again(view: &impl Encode) -> Vec<u8> {
    view.to_vec().expect("what was decoded can be encoded")
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().map(|digit| digit.to_digit(16).expect("hex") as u8).collect();
    digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect()
}
