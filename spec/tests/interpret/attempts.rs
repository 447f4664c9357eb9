//! Second attempts of the network protocol's handshake, walked by hand: rules 23
//! and 24 of the interpreter's page, and the order in which a responder judges.

use packetwright_spec::Checked;
use packetwright_spec::interpret::handshake::{Effect, Event};
use packetwright_spec::model::{Model, Party};
use serde_json::{Value as Json, json};

use crate::handshake::{CONFIRM, INIT, REJECT, RESPONSE, Side, initiator, responder};
use crate::specs::{network, noticed};

const RETRY: u8 = 4;

fn only(suites: &[u16]) -> Json {
    json!({"versions": [1], "suites": suites, "compressions": [0], "max_record": 4096})
}

fn demanding(model: &Checked<Model>) -> Side<'_> {
    let mut server = responder(model);
    server.toy.demands = true;
    server
}

/// A client and its second Init, and the Retry that asked for it.
fn asked(model: &Checked<Model>) -> (Side<'_>, Vec<u8>, Vec<u8>) {
    let mut client = initiator(model);
    let retry = demanding(model).sends(Event::Message(&client.sends(Event::Start)));
    assert_eq!(retry[..4], [RETRY, 0, 1, 56]);
    let again = client.sends(Event::Message(&retry));
    (client, again, retry)
}

/// The machines run a second attempt to its end, on the same connection or on
/// another, under the context of both messages.
#[test]
fn a_second_attempt_to_its_end() {
    let model = network();
    for same in [true, false] {
        let (mut client, mut server) = (initiator(model), demanding(model));
        let first = client.sends(Event::Start);
        let retry = server.sends(Event::Message(&first));
        assert_eq!(server.machine.state_name(), "Listen");
        assert_eq!(server.machine.suite(), None, "no suite runs any more");
        assert!(server.toy.seen.is_empty(), "a nonce without its cookie is not remembered");
        let again = client.sends(Event::Message(&retry));
        assert_eq!(again[..3], [INIT, 0, 1]);
        assert_ne!(again[3..43], first[3..43], "key, timestamp and nonce are fresh");
        assert_eq!(client.machine.state_name(), "AwaitResponse");
        if !same {
            server = demanding(model);
        }
        let response = server.sends(Event::Message(&again));
        assert_eq!(response[0], RESPONSE);
        let confirm = client.sends(Event::Message(&response));
        assert_eq!(confirm[0], CONFIRM);
        let effects = server.handle(Event::Message(&confirm));
        assert!(matches!(effects[..], [Effect::SendReady, Effect::Established { .. }]));
        client.handle(Event::Ready);
        assert_eq!(client.machine.state_name(), "Established");
        let begun = |side: &Side<'_>| side.toy.log.iter().filter(|entry| *entry == "again").count();
        assert_eq!((begun(&client), begun(&server)), (1, 1), "bound once on each side");
    }
}

/// 24: a notice in front of the first message is no part of the context.
#[test]
fn a_second_attempt_is_bound_to_the_first_message_behind_a_notice() {
    const HINT: u8 = 6;
    let model = noticed();
    for same in [true, false] {
        let (mut client, mut server) = (initiator(model), demanding(model));
        let reads = |server: &mut Side<'_>, effects: Vec<Effect>| {
            let [Effect::Send(hint), Effect::Send(init)] = effects.as_slice() else {
                panic!("expected two messages, found {effects:?}");
            };
            assert_eq!((hint[0], init[0]), (HINT, INIT));
            assert!(server.handle(Event::Message(hint)).is_empty());
            server.sends(Event::Message(init))
        };
        let retry = reads(&mut server, client.handle(Event::Start));
        assert_eq!(retry[0], RETRY);
        if !same {
            server = demanding(model);
        }
        let response = reads(&mut server, client.handle(Event::Message(&retry)));
        assert_eq!(response[0], RESPONSE);
        assert_eq!(client.sends(Event::Message(&response))[0], CONFIRM);
    }
}

/// 23 (a) and (b): the number that is wanted, and the one that runs.
#[test]
fn the_responder_leads_to_its_own_choice() {
    let model = network();
    let choose = |local: &[u16], offered: &[u16]| {
        let mut server = Side::new(model, Party::Responder, &only(local));
        let mut client = Side::new(model, Party::Initiator, &only(offered));
        let init = client.sends(Event::Start);
        server.handle(Event::Message(&init)).into_iter().next()
    };
    let retry = |effect: Option<Effect>| match effect {
        Some(Effect::Send(body)) if body[0] == RETRY => Some(body[2]),
        _ => None,
    };
    assert_eq!(retry(choose(&[3, 1], &[1, 3])), Some(3));
    assert_eq!(retry(choose(&[1, 3], &[1, 3])), None, "its choice runs already");
    // A number that both have and nobody declares cannot run.
    let refused = choose(&[7, 1], &[1, 7]);
    let name = match &refused {
        Some(Effect::Failed { name, .. }) => name.as_str(),
        other => panic!("{other:?}"),
    };
    assert_eq!(name, "NoCommonSuite");
}

/// 23 (b) and (c): whoever was asked and shows nothing, or something else.
#[test]
fn a_responder_asks_once() {
    let model = network();
    for still in [true, false] {
        let mut server = demanding(model);
        server.sends(Event::Message(&initiator(model).sends(Event::Start)));
        server.toy.demands = still;
        let other = initiator(model).sends(Event::Start);
        assert_eq!(server.fails(Event::Message(&other)), ("Unexpected".into(), None));
    }
    let (_, mut again, _) = asked(model);
    let mut server = demanding(model);
    server.sends(Event::Message(&initiator(model).sends(Event::Start)));
    // The suite in a toy's cookie.
    let suite = again.len() - 23;
    again[suite] ^= 1;
    assert_eq!(server.fails(Event::Message(&again)).0, "Unexpected");
}

/// 23 (d): a cookie that the notice cannot hold.
#[test]
fn a_cookie_of_the_wrong_size_is_not_sent() {
    let model = network();
    for (length, fits) in [(0, false), (1, true), (64, true), (65, false)] {
        let mut server = demanding(model);
        server.toy.cookie_length = length;
        let init = initiator(model).sends(Event::Start);
        if fits {
            assert_eq!(server.sends(Event::Message(&init)).len(), 4 + length);
        } else {
            assert_eq!(server.fails(Event::Message(&init)), ("Malformed".into(), None));
        }
    }
}

/// 24: once, before the payload is looked at; the payload before the suite.
#[test]
fn what_an_initiator_refuses_in_retry() {
    let model = network();
    let (mut client, _, retry) = asked(model);
    assert_eq!(client.fails(Event::Message(&retry)).0, "Unexpected");
    let (mut client, ..) = asked(model);
    assert_eq!(client.fails(Event::Message(&[RETRY, 0, 9])).0, "Unexpected");
    for (body, name) in [
        (&[RETRY, 0, 1][..], "Malformed"),
        (&[RETRY, 0, 1, 0], "Malformed"),
        (&[RETRY, 0, 9, 2, 1], "Malformed"),
        // Declared, but not offered; declared by nobody.
        (&[RETRY, 0, 4, 1, 7], "Downgrade"),
        (&[RETRY, 0x77, 0x77, 1, 7], "Downgrade"),
    ] {
        let mut client = initiator(model);
        client.sends(Event::Start);
        let log = client.toy.log.len();
        assert_eq!(client.fails(Event::Message(body)).0, name, "{body:?}");
        assert_eq!(client.toy.log.len(), log, "nothing begins: {body:?}");
    }
    let mut client = initiator(model);
    client.sends(Event::Start);
    assert_eq!(client.sends(Event::Message(&[RETRY, 0, 3, 1, 7]))[..3], [INIT, 0, 3]);
}

/// The clock in front of the room, the room in front of the cookie, the cookie
/// in front of the nonce.
#[test]
fn the_order_in_which_an_opening_is_judged() {
    let model = network();
    let check = |arrange: &dyn Fn(&mut Side<'_>), name: &str, code: u8| {
        let mut server = demanding(model);
        arrange(&mut server);
        let init = initiator(model).sends(Event::Start);
        let reply = Some(vec![REJECT, 0, 1, code]);
        assert_eq!(server.fails(Event::Message(&init)), (name.to_owned(), reply));
        assert!(server.toy.seen.is_empty());
    };
    check(
        &|server| {
            server.toy.full = true;
            server.toy.now += 5_001;
        },
        "ClockSkew",
        1,
    );
    check(&|server| server.toy.full = true, "Busy", 4);
    let (_, again, _) = asked(model);
    let mut server = demanding(model);
    assert_eq!(server.sends(Event::Message(&again))[0], RESPONSE);
    let mut server = Side { toy: server.toy, ..demanding(model) };
    assert_eq!(server.fails(Event::Message(&again)), ("Replay".into(), None));
}
