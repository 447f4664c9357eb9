//! How connections end: each direction by itself.

use packetwright::connection::{
    ConnectionConfig, ConnectionError, ConnectionEvent, SendError, TimeoutKind,
};
use packetwright::protocol::{EnvelopeHead, EnvelopeKind};

use crate::pair::{Pair, at, plain_configs, session_configs};
use crate::parcel::{ECHO, Parcel};

/// The client ends its direction after a request, still gets the reply, and
/// both end in order.
#[track_caller]
fn check_half_close(configs: [ConnectionConfig<Parcel>; 2], stream_ends: bool) {
    let mut pair = Pair::established(configs);
    pair.client.send(EnvelopeKind::Request, 1, &[ECHO as u8]);
    pair.client.connection.close(at(1));
    assert_eq!(pair.client.connection.state(), "Closing");
    assert!(pair.client.connection.output().is_finished());
    let head = EnvelopeHead::new(EnvelopeKind::OneWay, 0);
    assert_eq!(pair.client.connection.send_encoded(&head, &[1]), Err(SendError::Closed));
    pair.run(at(2));
    if stream_ends {
        pair.server.connection.handle_end_of_stream(at(2));
        pair.server.poll();
    }
    assert_eq!(pair.server.messages().len(), 1);
    assert_eq!(pair.server.events.last(), Some(&ConnectionEvent::PeerClosed));
    assert_eq!(pair.server.connection.state(), "PeerClosed");
    let age_of_the_key = at(600_000).instant;
    let timeout = pair.server.connection.poll_timeout();
    assert!(timeout.is_none_or(|timeout| timeout == age_of_the_key), "{timeout:?}");

    pair.server.send(EnvelopeKind::Reply, 1, &[ECHO as u8]);
    pair.server.connection.close(at(3));
    pair.server.poll();
    assert_eq!(pair.server.closed(), Some(Ok(())));
    pair.run(at(4));
    if stream_ends {
        pair.client.connection.handle_end_of_stream(at(4));
        pair.client.poll();
    }
    assert_eq!(pair.client.messages(), [(EnvelopeKind::Reply, 1, vec![ECHO as u8])]);
    assert_eq!(pair.client.closed(), Some(Ok(())));
    assert_eq!(pair.client.connection.state(), "Closed");
    pair.client.connection.handle_end_of_stream(at(5));
    pair.client.connection.close(at(5));
    assert!(!pair.client.poll(), "Closed is the last event");
}

#[test]
fn a_half_closed_peer_gets_its_replies() {
    check_half_close(plain_configs(), true);
    check_half_close(session_configs(), false);
    check_half_close(session_configs(), true);
}

/// A stream of a session that ends at any byte before that of the close is truncated.
#[test]
fn an_unauthenticated_end_is_truncation() {
    let bytes = {
        let mut pair = Pair::<Parcel>::established(session_configs());
        pair.client.send(EnvelopeKind::Request, 1, &[ECHO as u8]);
        pair.client.connection.close(at(0));
        pair.client.drain()
    };
    for length in 0..=bytes.len() {
        let mut pair = Pair::<Parcel>::established(session_configs());
        pair.server.feed(&bytes[..length], at(0));
        pair.server.connection.handle_end_of_stream(at(0));
        pair.server.poll();
        if length < bytes.len() {
            assert_eq!(pair.server.error(), Some(ConnectionError::TruncatedStream), "{length}");
        } else {
            assert_eq!(pair.server.events.last(), Some(&ConnectionEvent::PeerClosed));
        }
    }
}

/// In plain mode only an end within a packet can be told from a true one.
#[test]
fn a_plain_end_within_a_packet_is_truncation() {
    let mut pair = Pair::<Parcel>::established(plain_configs());
    pair.client.send(EnvelopeKind::Request, 1, &[ECHO as u8]);
    let bytes = pair.client.drain();
    for length in 0..=bytes.len() {
        let mut server = Pair::<Parcel>::established(plain_configs()).server;
        server.feed(&bytes[..length], at(0));
        server.connection.handle_end_of_stream(at(0));
        server.poll();
        let truncated = length != 0 && length != bytes.len();
        let expected = truncated.then_some(ConnectionError::TruncatedStream);
        assert_eq!(server.error(), expected, "{length}");
    }
}

#[test]
fn a_peer_that_never_ends_its_direction_is_given_up() {
    let mut pair = Pair::<Parcel>::established(session_configs());
    pair.client.connection.close(at(1000));
    pair.run(at(1000));
    assert_eq!(pair.client.connection.poll_timeout(), Some(at(31_000).instant));
    pair.server.send(EnvelopeKind::OneWay, 0, &[ECHO as u8]);
    pair.run(at(20_000));
    assert_eq!(pair.client.connection.poll_timeout(), Some(at(50_000).instant));
    pair.client.connection.handle_timeout(at(49_999));
    pair.client.poll();
    assert_eq!(pair.client.closed(), None);
    pair.client.connection.handle_timeout(at(50_000));
    pair.client.poll();
    assert_eq!(pair.client.error(), Some(ConnectionError::Timeout(TimeoutKind::Close)));
}

/// What follows the close is not looked at, whatever it is.
#[test]
fn bytes_behind_a_close_do_nothing() {
    let mut pair = Pair::<Parcel>::established(session_configs());
    pair.client.connection.close(at(0));
    let bytes = [&pair.client.drain()[..], b"garbage"].concat();
    pair.server.feed(&bytes, at(0));
    assert_eq!(pair.server.events.last(), Some(&ConnectionEvent::PeerClosed));
    assert!(pair.server.input.is_empty());
}

#[test]
fn close_during_the_handshake_gives_up() {
    let mut pair = Pair::<Parcel>::new(session_configs(), at(0));
    pair.client.connection.close(at(0));
    pair.client.poll();
    assert_eq!(pair.client.closed(), Some(Ok(())));
    let head = EnvelopeHead::new(EnvelopeKind::OneWay, 0);
    assert_eq!(pair.server.connection.send_encoded(&head, &[1]), Err(SendError::NotEstablished));
}
