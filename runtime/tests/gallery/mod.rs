//! The protocols of `spec/gallery`: generated code and interpreter read packets
//! of other software alike, whole, cut and with each bit changed.

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "bgp/generated.rs"]
mod bgp;
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
#[path = "http2/generated.rs"]
mod http2;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "ipv4/generated.rs"]
mod ipv4;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "modbus/generated.rs"]
mod modbus;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "mqtt/generated.rs"]
mod mqtt;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "ntp/generated.rs"]
mod ntp;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "postgres/generated.rs"]
mod postgres;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "quic/generated.rs"]
mod quic;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "radius/generated.rs"]
mod radius;
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
#[path = "websocket/generated.rs"]
mod websocket;
#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
#[path = "wireguard/generated.rs"]
mod wireguard;

use std::path::Path;

use crate::agreement::{Agreement, ViewRoundTrip, view};
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
        let text = text.expect("the spec is there");
        let model = packetwright_spec::compile(&text).expect("the spec is sound");
        let agreement = Agreement::of_struct(&model, ty);
        let agreement = if text.contains(" malleable") { agreement.malleable() } else { agreement };
        check_vector(spec, ty, &agreement, &bytes_of(hex));
    }
}

/// Checks the bytes as an owned type and its view, if it has one of its own.
macro_rules! check_as {
    ($agreement:ident, $bytes:ident, $owned:ty) => {
        check::<$owned>($agreement, $bytes, |input| {
            <$owned>::from_slice(input).map(|value| value.to_vec().expect("was decoded"))
        })
    };
    ($agreement:ident, $bytes:ident, $owned:ty, $view:ty) => {
        check::<$owned>($agreement, $bytes, view!($view))
    };
}

fn check_vector(spec: &str, ty: &str, agreement: &Agreement<'_>, bytes: &[u8]) {
    match (spec, ty) {
        ("tftp", "Datagram") => check_as!(agreement, bytes, tftp::Datagram, tftp::DatagramRef),
        ("ntp", "Header") => check_as!(agreement, bytes, ntp::Header, ntp::HeaderRef),
        ("rtp", "Data") => check_as!(agreement, bytes, rtp::Data, rtp::DataRef),
        ("modbus", "RequestFrame") => {
            check_as!(agreement, bytes, modbus::RequestFrame, modbus::RequestFrameRef)
        }
        ("modbus", "ResponseFrame") => {
            check_as!(agreement, bytes, modbus::ResponseFrame, modbus::ResponseFrameRef)
        }
        ("socks5", "Greeting") => {
            check_as!(agreement, bytes, socks5::Greeting, socks5::GreetingRef)
        }
        ("socks5", "Login") => check_as!(agreement, bytes, socks5::Login, socks5::LoginRef),
        ("socks5", "Request") => check_as!(agreement, bytes, socks5::Request, socks5::RequestRef),
        ("socks5", "Selection") => {
            check_as!(agreement, bytes, socks5::Selection)
        }
        ("socks5", "LoginOutcome") => {
            check_as!(agreement, bytes, socks5::LoginOutcome)
        }
        ("socks5", "Reply") => check_as!(agreement, bytes, socks5::Reply, socks5::ReplyRef),
        ("tls", "HandshakeRecord") => {
            check_as!(agreement, bytes, tls::HandshakeRecord, tls::HandshakeRecordRef)
        }
        ("wireguard", "Datagram") => {
            check_as!(agreement, bytes, wireguard::Datagram, wireguard::DatagramRef)
        }
        ("dns", "Message") => check_as!(agreement, bytes, dns::Message, dns::MessageRef),
        ("dhcp", "Datagram") => check_as!(agreement, bytes, dhcp::Datagram, dhcp::DatagramRef),
        ("mqtt", "Packet") => check_as!(agreement, bytes, mqtt::Packet, mqtt::PacketRef),
        ("ipv4", "Datagram") => check_as!(agreement, bytes, ipv4::Datagram, ipv4::DatagramRef),
        ("ipv4", "Icmp") => check_as!(agreement, bytes, ipv4::Icmp, ipv4::IcmpRef),
        ("ipv4", "Udp") => check_as!(agreement, bytes, ipv4::Udp, ipv4::UdpRef),
        ("ipv4", "Tcp") => check_as!(agreement, bytes, ipv4::Tcp, ipv4::TcpRef),
        ("radius", "Packet") => check_as!(agreement, bytes, radius::Packet, radius::PacketRef),
        ("bgp", "Frame") => check_as!(agreement, bytes, bgp::Frame, bgp::FrameRef),
        ("http2", "Frame") => check_as!(agreement, bytes, http2::Frame, http2::FrameRef),
        ("http2", "AnyFrame") => check_as!(agreement, bytes, http2::AnyFrame, http2::AnyFrameRef),
        ("websocket", "ShortFrame") => {
            check_as!(agreement, bytes, websocket::ShortFrame, websocket::ShortFrameRef)
        }
        ("websocket", "MediumFrame") => {
            check_as!(agreement, bytes, websocket::MediumFrame, websocket::MediumFrameRef)
        }
        ("quic", "Datagram") => check_as!(agreement, bytes, quic::Datagram, quic::DatagramRef),
        ("quic", "Retry") => check_as!(agreement, bytes, quic::Retry, quic::RetryRef),
        ("quic", "VersionNegotiation") => {
            check_as!(agreement, bytes, quic::VersionNegotiation, quic::VersionNegotiationRef)
        }
        ("postgres", "Startup") => {
            check_as!(agreement, bytes, postgres::Startup, postgres::StartupRef)
        }
        ("postgres", "FrontendMessage") => {
            check_as!(agreement, bytes, postgres::FrontendMessage, postgres::FrontendMessageRef)
        }
        ("postgres", "BackendMessage") => {
            check_as!(agreement, bytes, postgres::BackendMessage, postgres::BackendMessageRef)
        }
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

fn bytes_of(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().map(|digit| digit.to_digit(16).expect("hex") as u8).collect();
    digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect()
}
