//! What bad peers get from the live daemon: the error each earned, in the
//! daemon's own words, and that the next connection is served all the same.

use std::sync::Arc;

use bytes::Bytes;
use packetwright::connection::{ConnectionConfig, ConnectionEvent};
use packetwright::network::{Echo, Network, Packet};
use packetwright::protocol::{PacketFormat, PacketHead};
use packetwright::transport::Endpoint;

use super::peer::{Peer, message};
use super::screen::{Screen, Style};
use crate::child::ChildDaemon;
use crate::failure::Failure;

/// How a bad peer is set up.
type Play = fn(&Endpoint, &Arc<ConnectionConfig<Network>>) -> Result<Peer, Failure>;

/// A bad peer.
struct Case {
    name: &'static str,
    /// The error's code, and the handshake's failure if it is one.
    earned: (&'static str, Option<&'static str>),
    play: Play,
}

const CASES: [Case; 7] = [
    Case { name: "wrong magic, a web browser's", earned: ("packet", None), play: wrong_magic },
    Case { name: "a payload over 16 MiB", earned: ("packet", None), play: oversized },
    Case {
        name: "an Init recorded before",
        earned: ("handshake", Some("Replay")),
        play: replayed_init,
    },
    Case { name: "a record with one bit flipped", earned: ("record", None), play: flipped_bit },
    Case { name: "a record sent twice", earned: ("record", None), play: replayed_record },
    Case { name: "a packet in clear", earned: ("cleartext_in_session", None), play: cleartext },
    Case { name: "half a packet, then the end", earned: ("truncated_stream", None), play: half },
];

/// Plays all of them at all endpoints; returns how many were refused.
pub(super) fn show(
    screen: &Screen,
    daemon: &mut ChildDaemon,
    endpoints: &[Endpoint],
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<usize, Failure> {
    screen.act("What bad peers get, in the daemon's own words");
    for (place, endpoint) in endpoints.iter().enumerate() {
        for case in &CASES {
            let detail = refuse(case, daemon, endpoint, config)
                .map_err(|failure| failure.within(case.name))?;
            if place == 0 {
                let name = screen.paint(Style::Bold, &format!("{:<31}", case.name));
                let cross = screen.paint(Style::Bad, "✗");
                let (code, failure) = case.earned;
                let failure = failure.map_or(String::new(), |failure| format!(" {failure}"));
                screen.line(&format!("  {cross} {name}{code}{failure}"));
                for line in wrapped(&detail) {
                    screen.line(&screen.paint(Style::Dim, &format!("    {:31}{line}", "")));
                }
            }
        }
        screen.held(&format!("all refused, and each time the next one served: {endpoint}"));
    }
    Ok(CASES.len() * endpoints.len())
}

/// Plays a bad peer; returns what the daemon says of it.
fn refuse(
    case: &Case,
    daemon: &mut ChildDaemon,
    endpoint: &Endpoint,
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<String, Failure> {
    let mut peer = (case.play)(endpoint, config)?;
    peer.read_to_end()?;
    drop(peer);
    let event = daemon.next_error()?;
    let (code, failure) = (event["error"].as_str(), event["failure"].as_str());
    if (code, failure) != (Some(case.earned.0), case.earned.1) {
        return Err(Failure::refused(format!(
            "expected the daemon to tell of {:?}, it told {event}",
            case.earned
        )));
    }
    let mut next = Peer::establish(endpoint, config)?;
    next.echo(1)?;
    next.close()?;
    Ok(event["detail"].as_str().unwrap_or_default().to_owned())
}

fn wrong_magic(
    endpoint: &Endpoint,
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<Peer, Failure> {
    let mut peer = Peer::open(endpoint, config)?;
    peer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
    Ok(peer)
}

fn oversized(
    endpoint: &Endpoint,
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<Peer, Failure> {
    let mut peer = Peer::open(endpoint, config)?;
    let mut header = header(PacketHead { handshake: true, ..PacketHead::default() })?;
    // The length is the header's last field.
    let length = header.len() - 4;
    header[length..].copy_from_slice(&(16_777_217_u32).to_be_bytes());
    peer.write(&header)?;
    Ok(peer)
}

fn replayed_init(
    endpoint: &Endpoint,
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<Peer, Failure> {
    let mut first = Peer::open(endpoint, config)?;
    let mut init = first.flush()?;
    let waiting = first.state();
    while !matches!(first.event()?, Some(ConnectionEvent::Established { .. })) {
        first.receive()?;
        let sent = first.flush()?;
        // Asked for a cookie, it waits as before, and the Init that counts is the second.
        if first.state() == waiting {
            init = sent;
        }
    }
    first.echo(1)?;
    first.close()?;
    let mut second = Peer::open(endpoint, config)?;
    for packet in init {
        second.write(&packet)?;
    }
    Ok(second)
}

fn flipped_bit(
    endpoint: &Endpoint,
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<Peer, Failure> {
    let (mut peer, record) = with_record(endpoint, config)?;
    let mut record = record.to_vec();
    let middle = (Packet::HEADER_LEN + record.len()) / 2;
    record[middle] ^= 1;
    peer.write(&record)?;
    Ok(peer)
}

fn replayed_record(
    endpoint: &Endpoint,
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<Peer, Failure> {
    let (mut peer, record) = with_record(endpoint, config)?;
    peer.write(&record)?;
    // Once it is answered.
    peer.receive()?;
    peer.write(&record)?;
    Ok(peer)
}

fn cleartext(
    endpoint: &Endpoint,
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<Peer, Failure> {
    let mut peer = Peer::establish(endpoint, config)?;
    let text = message(&Echo { payload: Bytes::from_static(b"in clear") })?;
    let packet = header(PacketHead { payload_len: text.len(), ..PacketHead::default() })?;
    peer.write(&[packet, text].concat())?;
    Ok(peer)
}

fn half(endpoint: &Endpoint, config: &Arc<ConnectionConfig<Network>>) -> Result<Peer, Failure> {
    let (mut peer, record) = with_record(endpoint, config)?;
    peer.write(&record[..record.len() / 2])?;
    peer.hang_up()?;
    Ok(peer)
}

/// A peer in its session, and a request of its, sealed and not sent.
fn with_record(
    endpoint: &Endpoint,
    config: &Arc<ConnectionConfig<Network>>,
) -> Result<(Peer, Bytes), Failure> {
    let mut peer = Peer::establish(endpoint, config)?;
    peer.ask(1, &Echo { payload: Bytes::from_static(b"a request") })?;
    let record = peer.take_output()?.pop();
    let record = record.ok_or_else(|| Failure::refused("a request made no packet"))?;
    Ok((peer, record))
}

fn header(head: PacketHead) -> Result<Vec<u8>, Failure> {
    let mut bytes = vec![0; Packet::HEADER_LEN];
    Packet::encode_header(&head, &mut bytes).map_err(Failure::refused)?;
    Ok(bytes)
}

/// A sentence in lines that fit behind the names.
fn wrapped(text: &str) -> Vec<String> {
    const WIDTH: usize = 64;
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last().map_or(0, |line| line.chars().count());
        if line > 0 && line + 1 + word.chars().count() > WIDTH {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
