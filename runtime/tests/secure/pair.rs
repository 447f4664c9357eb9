//! Both machines against each other.

use packetwright::network::Offers;
use packetwright::network::secure::Secure;
use packetwright::protocol::Compression;
use packetwright::protocol::handshake::{Event, Handshake, Machine, Status};

use crate::world::{client, offers, server, static_key};

fn check_to_its_end(client_local: Offers, server_local: Offers, suite: u16, compression: u8) {
    let (mut client, mut server) = (client(client_local.clone()), server(server_local.clone()));
    let init = client.sends(Event::Start);
    let response = server.sends(Event::Message(&init));
    let confirm = client.sends(Event::Message(&response));
    let Status::KeysReady(early) = client.machine().status() else {
        panic!("the record `ready` has to be opened");
    };
    let early = [early.handshake_hash, early.initiator_to_responder, early.responder_to_initiator];
    let accepted = server.handle(Event::Message(&confirm));
    assert!(accepted.ready && accepted.messages.is_empty());
    let nothing = client.handle(Event::Ready);
    assert!(!nothing.ready && nothing.messages.is_empty());
    assert_eq!(client.visited, ["Idle", "AwaitResponse", "AwaitReady", "Established"]);
    assert_eq!(server.visited, ["Listen", "AwaitConfirm", "Established"]);

    let ours = client.into_machine().into_established().expect("established");
    let theirs = server.into_machine().into_established().expect("established");
    for secrets in [&ours.secrets, &theirs.secrets] {
        assert_eq!(early[0], secrets.handshake_hash);
        assert_eq!(early[1], secrets.initiator_to_responder);
        assert_eq!(early[2], secrets.responder_to_initiator);
    }
    assert_ne!(ours.secrets.initiator_to_responder, ours.secrets.responder_to_initiator);
    assert_eq!(ours.peer, Some(*static_key(100).public()));
    assert_eq!(theirs.peer, Some(*static_key(10).public()));
    assert_eq!((ours.suite, theirs.suite), (suite, suite));
    assert_eq!((ours.compression, theirs.compression), (compression, compression));
    assert_eq!(ours.max_record, Some(server_local.max_record));
    assert_eq!(theirs.max_record, Some(client_local.max_record));
}

#[test]
fn to_the_end_in_every_suite() {
    for suite in [1, 2, 3, 4, 0x11, 0x12] {
        check_to_its_end(offers(suite), offers(suite), suite, 2);
    }
}

/// Both have the same suite first; of compressions the responder's first counts.
#[test]
fn the_choice_is_of_the_order_that_the_spec_says() {
    let theirs = Offers { compressions: vec![0, 1], max_record: 4096, ..offers(3) };
    check_to_its_end(offers(3), theirs, 3, 0);
}

#[test]
fn what_a_side_brings_if_not_told_otherwise() {
    let local = Secure::local(&[Compression::Zstd, Compression::Lz4], 1);
    let expected = Offers {
        versions: vec![1],
        suites: vec![2, 1, 3, 4, 0x12, 0x11],
        compressions: vec![2, 1, 0],
        max_record: 4096,
    };
    assert_eq!(local, expected);
    assert_eq!(Secure::local(&[], u32::MAX).max_record, 16 << 20);
    assert_eq!(Secure::compression(1), Some(Compression::Lz4));
    assert_eq!(Secure::compression(2), Some(Compression::Zstd));
    assert_eq!((Secure::compression(0), Secure::compression(3)), (None, None));
}
