//! Handshakes of both sides in memory: ours, `snow` and `rustls`, in turn, on one thread.
//!
//! Each is mutually authenticated with keys that both sides know, resumes
//! nothing, and ends when both sides can send. What is measured is CPU time of
//! the thread; no socket and no other task has a part in it.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use bytes::BytesMut;
use packetwright::connection::{AllowedPeers, Connection, ConnectionConfig, Mode, Now, PeerPolicy};
use packetwright::crypto::{AwsLc, CryptoProvider, RustCrypto, StaticKey, SystemRandom};
use packetwright::network::secure::Secure;
use packetwright::network::{Network, Offers};
use packetwright::protocol::handshake::Handshake;
use rustls::client::Resumption;
use rustls::crypto::{SupportedKxGroup, aws_lc_rs};
use rustls::pki_types::{PrivateKeyDer, ServerName};
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, ClientConnection, RootCertStore, ServerConfig, ServerConnection};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// One of those that are compared: its name, and a handshake.
type Peer = (String, Box<dyn FnMut() -> Result<()>>);

const ROUNDS: usize = 31;
const PER_ROUND: u32 = 40;

fn main() -> Result<()> {
    let mut peers = Vec::new();
    for suite in [0x0002, 0x0001, 0x0003, 0x0004] {
        for provider in [Arc::new(AwsLc) as Arc<dyn CryptoProvider>, Arc::new(RustCrypto)] {
            peers.push(ours(suite, provider));
        }
    }
    for name in ["Noise_XX_25519_XChaChaPoly_SHA256", "Noise_XX_25519_ChaChaPoly_SHA256"] {
        peers.push(snow(name)?);
    }
    peers.push(tls("X25519MLKEM768", aws_lc_rs::kx_group::X25519MLKEM768)?);
    peers.push(tls("X25519", aws_lc_rs::kx_group::X25519)?);

    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); peers.len()];
    for round in 0..=ROUNDS {
        for ((_, handshake), times) in peers.iter_mut().zip(&mut times) {
            let before = cpu_time();
            for _ in 0..PER_ROUND {
                handshake()?;
            }
            // The first round fills caches.
            if round > 0 {
                times.push((cpu_time() - before) / PER_ROUND);
            }
        }
    }
    println!("| handshake, both sides | CPU, µs (median) | least | a second |");
    println!("|---|---|---|---|");
    for ((name, _), times) in peers.iter().zip(&mut times) {
        times.sort();
        let (median, least) = (times[times.len() / 2].as_secs_f64(), times[0].as_secs_f64());
        let per_second = 1.0 / median;
        println!("| {name} | {:.0} | {:.0} | {per_second:.0} |", median * 1e6, least * 1e6);
    }
    Ok(())
}

/// CPU time that this thread has taken.
fn cpu_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

fn ours(suite: u16, provider: Arc<dyn CryptoProvider>) -> Peer {
    let keys = [(), ()].map(|()| StaticKey::generate(&*provider, &SystemRandom));
    let publics = [*keys[1].public(), *keys[0].public()];
    let mut configs = keys.into_iter().zip(publics).map(|(key, peer)| {
        let policy = Arc::new(PeerPolicy::new(AllowedPeers::only(peer)));
        let mut config = ConnectionConfig::<Network>::session(Arc::clone(&provider), key, policy);
        if let Mode::Session(session) = &mut config.mode {
            let suites = vec![suite];
            session.local = Some(Offers { suites, ..Secure::local(&[], 1 << 20) });
        }
        Arc::new(config)
    });
    let (client, server) = (configs.next(), configs.next());
    let (Some(client), Some(server)) = (client, server) else { unreachable!("two of them") };
    let name = format!("packetwright, suite 0x{suite:04x}, {}", provider.name());
    let handshake = move || {
        let unix_ms = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_millis();
        let now = Now { instant: Instant::now(), unix_ms: u64::try_from(unix_ms)? };
        let mut client = Connection::client(Arc::clone(&client), now);
        let mut server = Connection::server(Arc::clone(&server), now);
        let mut packet = BytesMut::new();
        for _ in 0..2 {
            carry(&mut client, &mut server, &mut packet, now);
            carry(&mut server, &mut client, &mut packet, now);
        }
        match (client.state(), server.state()) {
            ("Established", "Established") => Ok(()),
            states => Err(format!("no session: {states:?}").into()),
        }
    };
    (name, Box::new(handshake))
}

fn carry(
    from: &mut Connection<Network>,
    to: &mut Connection<Network>,
    packet: &mut BytesMut,
    now: Now,
) {
    let output = from.output();
    while !output.is_empty() {
        let count = output.bytes().len();
        packet.extend_from_slice(output.bytes());
        output.advance(count);
    }
    to.handle_input(packet, now);
}

/// `snow` with its default, pure-Rust primitives. It checks no key against a
/// list, and the payloads are empty.
fn snow(name: &'static str) -> Result<Peer> {
    let params: snow::params::NoiseParams = name.parse()?;
    let keys = [
        snow::Builder::new(params.clone()).generate_keypair()?,
        snow::Builder::new(params.clone()).generate_keypair()?,
    ];
    let handshake = move || {
        let builder = |key| snow::Builder::new(params.clone()).local_private_key(key);
        let mut client = builder(&keys[0].private)?.build_initiator()?;
        let mut server = builder(&keys[1].private)?.build_responder()?;
        let (mut message, mut payload) = ([0; 1024], [0; 1024]);
        let length = client.write_message(&[], &mut message)?;
        server.read_message(&message[..length], &mut payload)?;
        let length = server.write_message(&[], &mut message)?;
        client.read_message(&message[..length], &mut payload)?;
        let length = client.write_message(&[], &mut message)?;
        server.read_message(&message[..length], &mut payload)?;
        (client.into_transport_mode()?, server.into_transport_mode()?);
        Ok(())
    };
    Ok((format!("snow, {name}"), Box::new(handshake)))
}

/// TLS 1.3 by `rustls` over aws-lc-rs, Ed25519 certificates of both sides that
/// are their own roots.
fn tls(name: &str, group: &'static dyn SupportedKxGroup) -> Result<Peer> {
    let mut provider = aws_lc_rs::default_provider();
    provider.kx_groups = vec![group];
    let provider = Arc::new(provider);
    let mut sides = Vec::new();
    for _ in 0..2 {
        let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_ED25519)?;
        let certificate =
            rcgen::CertificateParams::new(vec!["localhost".to_owned()])?.self_signed(&key)?;
        let mut roots = RootCertStore::empty();
        roots.add(certificate.der().clone())?;
        let secret = PrivateKeyDer::try_from(key.serialize_der())?;
        sides.push((certificate.der().clone(), secret, Arc::new(roots)));
    }
    let (Some(server_side), Some(client_side)) = (sides.pop(), sides.pop()) else {
        unreachable!("two of them")
    };
    let mut client = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_root_certificates(server_side.2)
        .with_client_auth_cert(vec![client_side.0], client_side.1)?;
    client.resumption = Resumption::disabled();
    let verifier =
        WebPkiClientVerifier::builder_with_provider(client_side.2, Arc::clone(&provider))
            .build()?;
    let mut server = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_client_cert_verifier(verifier)
        .with_single_cert(vec![server_side.0], server_side.1)?;
    server.send_tls13_tickets = 0;
    let (client, server) = (Arc::new(client), Arc::new(server));
    let host = ServerName::try_from("localhost")?;
    let handshake = move || {
        let mut client = ClientConnection::new(Arc::clone(&client), host.clone())?;
        let mut server = ServerConnection::new(Arc::clone(&server))?;
        let mut bytes = Vec::new();
        while client.is_handshaking() || server.is_handshaking() {
            bytes.clear();
            while client.wants_write() {
                client.write_tls(&mut bytes)?;
            }
            let mut up = &bytes[..];
            while !up.is_empty() {
                server.read_tls(&mut up)?;
                server.process_new_packets()?;
            }
            bytes.clear();
            while server.wants_write() {
                server.write_tls(&mut bytes)?;
            }
            let mut down = &bytes[..];
            while !down.is_empty() {
                client.read_tls(&mut down)?;
                client.process_new_packets()?;
            }
        }
        Ok(())
    };
    Ok((format!("rustls, TLS 1.3, {name}"), Box::new(handshake)))
}
