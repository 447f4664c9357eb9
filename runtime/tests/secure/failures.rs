//! Every failure of the spec, by its cause: what the machine is called
//! afterwards and what the peer is told.

use packetwright::codec::{Encode, Reader};
use packetwright::crypto::noise::Party;
use packetwright::network::Offers;
use packetwright::network::secure::{Confirm, Init, Initiator, Responder, Response};
use packetwright::protocol::handshake::{Event, Machine, Status};

use crate::world::{NOW, Puppet, Side, client, offers, server};

/// The failure that an event is, and the code of the `Reject` that is sent.
fn fails<M: Machine<Local = Offers>>(
    side: &mut Side<M>,
    body: &[u8],
) -> (&'static str, Option<u8>) {
    let transmit = side.handle(Event::Message(body));
    let Status::Failed(name) = side.machine().status() else {
        panic!("expected a failure, found {}", side.machine().state());
    };
    assert!(!transmit.ready);
    let code = match transmit.messages.as_slice() {
        [] => None,
        [reject] => {
            assert_eq!((reject[0], &reject[1..3], reject.len()), (5, &body[1..3], 4), "a Reject");
            Some(reject[3])
        }
        more => panic!("one message at most, found {}", more.len()),
    };
    assert!(side.handle(Event::Message(body)).messages.is_empty(), "failed absorbs");
    (name, code)
}

fn offer() -> Init {
    Init {
        timestamp: NOW,
        nonce: [9; 24],
        versions: vec![1],
        suites: vec![1],
        compressions: vec![0],
        max_record: 4096,
        cookie: Vec::new().into(),
    }
}

/// An Init with a payload of one's own.
fn init(offer: &Init) -> (Puppet, Vec<u8>) {
    let mut peer = Puppet::new(Party::Initiator, 1, 10);
    let mut body = peer.head(1);
    peer.noise.write_e(&mut peer.world, &mut body);
    peer.noise.write_payload(&offer.to_vec().expect("valid"), &mut body).expect("clear");
    (peer, body)
}

#[test]
fn what_a_responder_refuses_in_init() {
    let check = |offer: Init, local: Offers, now: u64, expected: (&str, Option<u8>)| {
        let mut server = server(local);
        server.world.now.set(now);
        assert_eq!(fails(&mut server, &init(&offer).1), expected, "{offer:?} at {now}");
    };
    let version = ("UnsupportedVersion", Some(3));
    let suite = ("NoCommonSuite", Some(2));
    let skew = ("ClockSkew", Some(1));
    check(Init { versions: vec![2, 3], ..offer() }, offers(1), NOW, version);
    check(Init { suites: vec![3], ..offer() }, offers(1), NOW, suite);
    check(offer(), Offers { suites: vec![3], ..offers(1) }, NOW, suite);
    check(Init { compressions: vec![7], ..offer() }, offers(1), NOW, suite);
    check(offer(), offers(1), NOW + 5_001, skew);
    check(offer(), offers(1), NOW - 5_001, skew);
    check(Init { timestamp: u64::MAX, ..offer() }, offers(1), NOW, skew);
    check(Init { timestamp: 0, ..offer() }, offers(1), NOW, skew);
    check(Init { timestamp: 5_001, ..offer() }, offers(1), 0, skew);
    // The version is looked at first, the time last.
    check(
        Init { versions: vec![2], suites: vec![3], timestamp: 0, ..offer() },
        offers(1),
        NOW,
        version,
    );
}

#[test]
fn the_edges_of_time_are_inside() {
    let check = |timestamp: u64, now: u64| {
        let mut server = server(offers(1));
        server.world.now.set(now);
        server.sends(Event::Message(&init(&Init { timestamp, ..offer() }).1));
        assert_eq!(server.machine().state(), "AwaitConfirm", "{timestamp} at {now}");
    };
    check(NOW, NOW + 5_000);
    check(NOW, NOW - 5_000);
    check(0, 5_000);
    check(5_000, 0);
    check(u64::MAX, u64::MAX);
    check(u64::MAX - 5_000, u64::MAX);
    check(u64::MAX, u64::MAX - 5_000);
}

#[test]
fn a_nonce_counts_once_for_all_machines_of_a_world() {
    let body = init(&offer()).1;
    let mut first = server(offers(1));
    first.sends(Event::Message(&body));
    let mut second = server(offers(1));
    second.world = first.world.clone();
    assert_eq!(fails(&mut second, &body), ("Replay", None));
}

#[test]
fn suites_that_do_not_run() {
    let mut unknown = init(&offer()).1;
    unknown[2] = 9;
    assert_eq!(fails(&mut server(offers(1)), &unknown), ("NoCommonSuite", Some(2)));
    // Declared, but not the one under way.
    let (mut client, mut server, response) = after_response();
    let mut other = response;
    other[2] = 3;
    assert_eq!(fails(&mut client, &other), ("Unexpected", None));
    let mut confirm = vec![3, 0, 3];
    confirm.resize(99, 0);
    assert_eq!(fails(&mut server, &confirm), ("Unexpected", None));
    let mut without = Side::<Initiator>::new(10, Offers { suites: vec![9], ..offers(1) });
    assert!(without.handle(Event::Start).messages.is_empty());
    assert!(matches!(without.machine().status(), Status::Failed("NoCommonSuite")));
}

fn after_response() -> (Side<Initiator>, Side<Responder>, Vec<u8>) {
    let (mut client, mut server) = (client(offers(1)), server(offers(1)));
    let init = client.sends(Event::Start);
    let response = server.sends(Event::Message(&init));
    (client, server, response)
}

#[test]
fn a_choice_that_was_not_offered_is_a_downgrade() {
    let check = |change: fn(&mut Response)| {
        let mut client = client(offers(1));
        let init = client.sends(Event::Start);
        let mut peer = Puppet::new(Party::Responder, 1, 100);
        let mut reader = Reader::new(&init[3..]);
        peer.noise.read_e(&mut reader).expect("a key");
        peer.noise.read_payload(&mut reader).expect("clear");
        let mut answer = Response {
            timestamp: 0,
            challenge: [0; 32],
            version: 1,
            suite: 1,
            compression: 0,
            max_record: 4096,
        };
        change(&mut answer);
        let mut body = peer.head(2);
        peer.noise.write_e(&mut peer.world, &mut body);
        peer.noise.mix_ee().expect("contributory");
        peer.noise.write_s(&mut body).expect("sealed");
        peer.noise.mix_es().expect("contributory");
        peer.noise.write_payload(&answer.to_vec().expect("valid"), &mut body).expect("sealed");
        assert_eq!(fails(&mut client, &body), ("Downgrade", None), "{answer:?}");
    };
    check(|answer| answer.version = 2);
    check(|answer| answer.suite = 3);
    check(|answer| answer.compression = 7);
}

#[test]
fn peers_that_a_side_does_not_talk_to() {
    let (mut client, mut server, response) = after_response();
    client.world.authorized = false;
    let transmit = client.handle(Event::Message(&response));
    assert!(transmit.messages.is_empty(), "no Confirm for a stranger");
    assert!(matches!(client.machine().status(), Status::Failed("UnknownPeer")));

    let (mut client, _, _) = after_response();
    let confirm = client.sends(Event::Message(&response));
    server.world.authorized = false;
    assert_eq!(fails(&mut server, &confirm), ("UnknownPeer", None));
}

#[test]
fn a_wrong_proof() {
    let (mut peer, body) = init(&offer());
    let mut server = server(offers(1));
    let response = server.sends(Event::Message(&body));
    let mut reader = Reader::new(&response[3..]);
    peer.noise.read_e(&mut reader).expect("a key");
    peer.noise.mix_ee().expect("contributory");
    peer.noise.read_s(&mut reader).expect("opens");
    peer.noise.mix_es().expect("contributory");
    peer.noise.read_payload(&mut reader).expect("opens");
    let mut confirm = peer.head(3);
    peer.noise.write_s(&mut confirm).expect("sealed");
    peer.noise.mix_se().expect("contributory");
    let payload = Confirm { proof: [0; 32] }.to_vec().expect("valid");
    peer.noise.write_payload(&payload, &mut confirm).expect("sealed");
    assert_eq!(fails(&mut server, &confirm), ("BadConfirm", None));
}

#[test]
fn a_reject_ends_it() {
    let (mut client, _, _) = after_response();
    assert_eq!(fails(&mut client, &[5, 0, 1, 4]), ("Rejected", None));
    let (mut client, _, _) = after_response();
    assert_eq!(fails(&mut client, &[5, 0, 1]), ("Malformed", None), "cut short");
    let (mut client, _, _) = after_response();
    assert_eq!(fails(&mut client, &[5, 0, 1, 4, 0]), ("Malformed", None), "too long");
}

#[test]
fn messages_cut_anywhere() {
    let (mut first, mut second, response) = after_response();
    let confirm = first.sends(Event::Message(&response));
    let body = client(offers(1)).sends(Event::Start);
    for length in 0..body.len() {
        let found = fails(&mut server(offers(1)), &padded(&body[..length]));
        assert_eq!(found, ("Malformed", None), "Init cut to {length}");
    }
    for length in 3..response.len() {
        let (mut client, _, _) = after_response();
        let (found, told) = fails(&mut client, &response[..length]);
        // Cut behind the static key, what is left does not open.
        let expected = if length < 3 + 32 + 48 + 16 { "Malformed" } else { "Auth" };
        assert_eq!((found, told), (expected, None), "Response cut to {length}");
    }
    for length in 3..confirm.len() {
        let (_, mut server, _) = after_response();
        let (found, told) = fails(&mut server, &confirm[..length]);
        let expected = if length < 3 + 48 + 16 { "Malformed" } else { "Auth" };
        assert_eq!((found, told), (expected, None), "Confirm cut to {length}");
    }
    assert!(second.handle(Event::Message(&confirm)).ready, "and whole it is accepted");
}

/// `fails` compares the suite in a reply; of nothing there is none.
fn padded(body: &[u8]) -> Vec<u8> {
    if body.len() < 3 { vec![0xff, 0, 1] } else { body.to_vec() }
}

#[test]
fn every_flipped_bit_of_a_sealed_message_is_found() {
    let (mut first, _, response) = after_response();
    let confirm = first.sends(Event::Message(&response));
    for (place, byte) in response.iter().enumerate().skip(3) {
        let mut flipped = response.clone();
        flipped[place] = byte ^ 1 << (place % 8);
        let (mut client, _, _) = after_response();
        assert_eq!(fails(&mut client, &flipped), ("Auth", None), "Response, byte {place}");
    }
    for (place, byte) in confirm.iter().enumerate().skip(3) {
        let mut flipped = confirm.clone();
        flipped[place] = byte ^ 0x80;
        let (_, mut server, _) = after_response();
        assert_eq!(fails(&mut server, &flipped), ("Auth", None), "Confirm, byte {place}");
    }
}

/// What is in clear is found as soon as something is sealed.
#[test]
fn every_flipped_bit_of_init_is_found_at_the_latest_in_response() {
    let body = client(offers(1)).sends(Event::Start);
    for place in 3..body.len() {
        let mut flipped = body.clone();
        flipped[place] ^= 0x40;
        let (mut client, mut server) = (client(offers(1)), server(offers(1)));
        client.sends(Event::Start);
        let answered = server.handle(Event::Message(&flipped));
        if server.machine().state() == "AwaitConfirm" {
            assert_eq!(fails(&mut client, &answered.messages[0]), ("Auth", None), "byte {place}");
        }
    }
}

#[test]
fn deadlines_and_strangers() {
    let mut late = client(offers(1));
    late.sends(Event::Start);
    late.handle(Event::Timeout);
    assert!(matches!(late.machine().status(), Status::Failed("Timeout")));
    assert_eq!(fails(&mut client(offers(1)), &[5, 0, 1, 1]), ("Unexpected", None));
    assert_eq!(fails(&mut server(offers(1)), &[7, 0, 1, 1]), ("Malformed", None));
    assert_eq!(fails(&mut server(offers(1)), &[2, 0, 1]), ("Unexpected", None), "reflected");
}

#[test]
fn established_takes_no_more_messages_and_no_notice_of_time() {
    let (mut client, mut server, response) = after_response();
    let confirm = client.sends(Event::Message(&response));
    server.handle(Event::Message(&confirm));
    for event in [Event::Start, Event::Ready, Event::Timeout] {
        server.handle(event);
        assert_eq!(server.machine().state(), "Established", "{event:?}");
    }
    assert_eq!(fails(&mut server, &confirm), ("Unexpected", None));
}

/// A public key of small order: the result of the DH is all zero.
#[test]
fn a_key_that_contributes_nothing() {
    let mut body = init(&offer()).1;
    body[3..35].fill(0);
    assert_eq!(fails(&mut server(offers(1)), &body), ("Auth", None));
}
