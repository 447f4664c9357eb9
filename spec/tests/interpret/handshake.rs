//! The handshake of the network protocol, walked by hand: to its end, out of
//! order, and into each of its failures.

use packetwright_spec::Checked;
use packetwright_spec::interpret::handshake::{Effect, Event, Operations};
use packetwright_spec::interpret::{HandshakeMachine, Interpreter};
use packetwright_spec::model::{Handshake, HandshakeId, Model, Party, Suite};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::specs::network;
use crate::toy::{KEY, TAG, Toy};

pub(crate) const SECURE: HandshakeId = HandshakeId(0);
pub(crate) const INIT: u8 = 1;
pub(crate) const RESPONSE: u8 = 2;
pub(crate) const CONFIRM: u8 = 3;
pub(crate) const REJECT: u8 = 5;

/// One party and its world.
pub(crate) struct Side<'m> {
    pub(crate) machine: HandshakeMachine<'m>,
    pub(crate) toy: Toy,
}

impl<'m> Side<'m> {
    pub(crate) fn new(model: &'m Checked<Model>, role: Party, local: &Json) -> Self {
        let interpreter = Interpreter::new(model);
        let local = interpreter.struct_from_json(model[SECURE].local, local).expect("offers");
        let machine = HandshakeMachine::new(model, SECURE, role, local).expect("valid offers");
        Side { machine, toy: Toy::new(if role == Party::Initiator { 1 } else { 2 }) }
    }

    pub(crate) fn handle(&mut self, event: Event<'_>) -> Vec<Effect> {
        self.machine.handle(event, &mut self.toy)
    }

    /// The one body that an event makes it send, the first of its effects.
    pub(crate) fn sends(&mut self, event: Event<'_>) -> Vec<u8> {
        match self.handle(event).into_iter().next() {
            Some(Effect::Send(body)) => body,
            other => panic!("expected a message to send, found {other:?}"),
        }
    }

    /// The name of the failure that an event is, and the reply.
    pub(crate) fn fails(&mut self, event: Event<'_>) -> (String, Option<Vec<u8>>) {
        let effects = self.handle(event);
        assert_eq!(self.machine.state_name(), "Failed", "{effects:?}");
        match effects.as_slice() {
            [Effect::Failed { name, reply, .. }] => (name.clone(), reply.clone()),
            other => panic!("expected one failure, found {other:?}"),
        }
    }

    /// A body with a payload of one's own, sealed as this side would.
    fn craft(&mut self, message: usize, payload: &Json) -> Vec<u8> {
        let model = network();
        let interpreter = Interpreter::new(model);
        let declared = &model[SECURE].messages[message];
        let value = interpreter.struct_from_json(declared.payload, payload).expect("a payload");
        let bytes = interpreter.encode_struct(declared.payload, &value).expect("a valid payload");
        self.craft_bytes(message, &bytes)
    }

    fn craft_bytes(&mut self, message: usize, payload: &[u8]) -> Vec<u8> {
        let model = network();
        let declared = &model[SECURE].messages[message];
        let suite = self.machine.suite().expect("a running suite");
        let mut body = vec![declared.id, (suite >> 8) as u8, suite as u8];
        let running = model[SECURE].suites.iter().find(|known| known.id == suite);
        for token in declared.tokens_in(running.expect("a declared suite")) {
            self.toy.write_token(token, &mut body).expect("toys do not fail");
        }
        self.toy.seal_payload(payload, &mut body).expect("toys do not fail");
        body
    }
}

fn offers() -> Json {
    json!({"versions": [1], "suites": [1, 3], "compressions": [2, 1, 0], "max_record": 65536})
}

pub(crate) fn initiator(model: &Checked<Model>) -> Side<'_> {
    Side::new(model, Party::Initiator, &offers())
}

pub(crate) fn responder(model: &Checked<Model>) -> Side<'_> {
    Side::new(model, Party::Responder, &offers())
}

/// Both sides after Init and Response, and the Response.
fn after_response(model: &Checked<Model>) -> (Side<'_>, Side<'_>, Vec<u8>) {
    let (mut client, mut server) = (initiator(model), responder(model));
    let init = client.sends(Event::Start);
    let response = server.sends(Event::Message(&init));
    (client, server, response)
}

fn response_payload() -> Json {
    json!({"timestamp": 0, "challenge": "00".repeat(32), "version": 1, "suite": 1,
           "compression": 0, "max_record": 4096})
}

#[test]
fn to_its_end() {
    let model = network();
    let mut client = initiator(model);
    let local =
        json!({"versions": [9, 1], "suites": [1, 3], "compressions": [1, 2], "max_record": 4096});
    let mut server = Side::new(model, Party::Responder, &local);
    assert_eq!((client.machine.state_name(), server.machine.state_name()), ("Idle", "Listen"));

    let init = client.sends(Event::Start);
    assert_eq!(init[..3], [INIT, 0, 1]);
    assert_eq!(client.machine.state_name(), "AwaitResponse");

    let response = server.sends(Event::Message(&init));
    assert_eq!(response[..3], [RESPONSE, 0, 1]);
    assert_eq!(server.machine.state_name(), "AwaitConfirm");
    let (nonce, until) = server.toy.seen.first().expect("the nonce is remembered");
    assert_eq!((nonce.len(), *until), (24, 1_005_000));

    let confirm = client.sends(Event::Message(&response));
    assert_eq!(confirm[..3], [CONFIRM, 0, 1]);
    assert_eq!(client.machine.state_name(), "AwaitReady");
    assert!(client.machine.keys_split(), "the record `ready` has to be opened");

    // The responder's first offer that the other has: LZ4.
    let established = Effect::Established { compression: Some(1), max_record: Some(65536) };
    let effects = server.handle(Event::Message(&confirm));
    assert_eq!(effects, [Effect::SendReady, established]);
    let established = Effect::Established { compression: Some(1), max_record: Some(4096) };
    assert_eq!(client.handle(Event::Ready), [established]);
    assert_eq!(
        (client.machine.state_name(), server.machine.state_name()),
        ("Established", "Established")
    );

    insta::assert_snapshot!("operations_of_the_initiator", client.toy.log.join("\n"));
    insta::assert_snapshot!("operations_of_the_responder", server.toy.log.join("\n"));
}

#[test]
fn every_event_in_every_state() {
    let model = network();
    let (mut client, _, response) = after_response(model);
    let confirm = client.sends(Event::Message(&response));
    let init = initiator(model).sends(Event::Start);
    let unknown = [9, 0, 1, 0, 0];
    let reject = [REJECT, 0, 1, 4];
    let retry = [4, 0, 3, 1, 7];
    let events: [(&str, Event<'_>); 11] = [
        ("start", Event::Start),
        ("ready", Event::Ready),
        ("timeout", Event::Timeout),
        ("two bytes", Event::Message(&[INIT, 0])),
        ("unknown type", Event::Message(&unknown)),
        ("Init", Event::Message(&init)),
        ("Response", Event::Message(&response)),
        ("Confirm", Event::Message(&confirm)),
        ("Retry", Event::Message(&retry)),
        ("Reject", Event::Message(&reject)),
        ("Reject, suite 0xffff", Event::Message(&[REJECT, 0xff, 0xff, 4])),
    ];
    let mut table = String::new();
    for (role, states) in [("initiator", 5), ("responder", 4)] {
        for depth in 0..states {
            for (name, event) in events {
                let mut side = walked(model, role, depth);
                let before = side.machine.state_name();
                let effects: Vec<String> = side.handle(event).iter().map(brief).collect();
                let after = side.machine.state_name();
                table +=
                    &format!("{role} {before:13} {name:20} -> {after:13} {}\n", effects.join(", "));
            }
        }
    }
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();
    insta::assert_snapshot!("every_event_in_every_state", table.join("\n"));
}

/// A side some steps into a good handshake; one step more and it has failed.
fn walked<'m>(model: &'m Checked<Model>, role: &str, depth: usize) -> Side<'m> {
    let (mut client, mut server) = (initiator(model), responder(model));
    let mut body = Vec::new();
    for step in 0..depth {
        match (role, step) {
            ("initiator", 0) | ("responder", 0) => {
                body = client.sends(Event::Start);
                body = server.sends(Event::Message(&body));
            }
            ("initiator", 1) | ("responder", 1) => {
                body = client.sends(Event::Message(&body));
                if role == "responder" {
                    server.handle(Event::Message(&body));
                }
            }
            ("initiator", 2) => drop(client.handle(Event::Ready)),
            ("initiator", _) => drop(client.handle(Event::Message(&[]))),
            _ => drop(server.handle(Event::Message(&[]))),
        }
    }
    if role == "initiator" { client } else { server }
}

fn brief(effect: &Effect) -> String {
    match effect {
        Effect::Send(body) => format!("send {} ({} bytes)", body[0], body.len()),
        Effect::SendReady => "send ready".to_string(),
        Effect::Established { compression, max_record } => {
            format!("established {compression:?} {max_record:?}")
        }
        Effect::Failed { name, reply, .. } => match reply {
            Some(reply) => format!("failed {name}, reply {reply:02x?}"),
            None => format!("failed {name}"),
        },
    }
}

#[test]
fn what_a_responder_refuses_in_init() {
    let model = network();
    let check =
        |name: &str, reply: Option<Vec<u8>>, arrange: &dyn Fn(&mut Side<'_>, &mut Vec<u8>)| {
            let mut server = responder(model);
            let mut init = initiator(model).sends(Event::Start);
            arrange(&mut server, &mut init);
            assert_eq!(server.fails(Event::Message(&init)), (name.to_string(), reply));
            // A failed machine absorbs whatever comes.
            assert_eq!(server.handle(Event::Message(&init)), []);
            assert_eq!(server.handle(Event::Timeout), []);
        };
    let reject = |suite: u8, code: u8| Some(vec![REJECT, 0, suite, code]);
    // Init: type, suite, e, timestamp (8), nonce (24), versions (1 + 1), …
    let versions = 3 + KEY + 8 + 24;
    check("UnsupportedVersion", reject(1, 3), &|_, init| init[versions + 1] = 7);
    check("NoCommonSuite", reject(7, 2), &|_, init| init[2] = 7);
    // Declared and allowed here, but not among the sender's own offers.
    check("NoCommonSuite", reject(3, 2), &|_, init| {
        init[2] = 3;
        init[versions + 2 + 4] = 9;
    });
    check("ClockSkew", reject(1, 1), &|server, _| server.toy.now += 5001);
    check("ClockSkew", reject(1, 1), &|server, _| server.toy.now -= 5001);
    check("ClockSkew", reject(1, 1), &|server, _| server.toy.now = u64::MAX);
    // The version is judged before the clock, and the clock before the nonce.
    check("UnsupportedVersion", reject(1, 3), &|server, init| {
        server.toy.now = 0;
        init[versions + 1] = 7;
    });
    check("Replay", None, &|server, init| {
        let nonce = init[3 + KEY + 8..3 + KEY + 32].to_vec();
        server.toy.seen.push((nonce, 0));
    });
    check("Malformed", None, &|_, init| init.push(0));
    check("Malformed", None, &|_, init| init[versions] = 9);
    check("Auth", None, &|server, _| server.toy.fails_dh = true);
}

#[test]
fn a_clock_may_be_off_by_five_seconds() {
    let model = network();
    for now in [1_005_000, 995_000] {
        let mut server = responder(model);
        server.toy.now = now;
        let init = initiator(model).sends(Event::Start);
        assert_eq!(server.sends(Event::Message(&init))[0], RESPONSE);
    }
}

#[test]
fn suites_that_are_not_this_sides() {
    let model = network();
    let only = |suite: u16| json!({"versions": [1], "suites": [suite], "compressions": [0], "max_record": 4096});
    let mut server = Side::new(model, Party::Responder, &only(3));
    let init = Side::new(model, Party::Initiator, &only(1)).sends(Event::Start);
    let reply = Some(vec![REJECT, 0, 1, 2]);
    assert_eq!(server.fails(Event::Message(&init)), ("NoCommonSuite".to_string(), reply));
    assert!(!server.toy.log.iter().any(|entry| entry.starts_with("write")), "nothing is sent");
    let mut server = Side::new(model, Party::Responder, &only(3));
    let undeclared = [&[INIT, 0, 7][..], &init[3..]].concat();
    let reply = Some(vec![REJECT, 0, 7, 2]);
    assert_eq!(server.fails(Event::Message(&undeclared)), ("NoCommonSuite".to_string(), reply));
    assert_eq!(server.toy.log, [""; 0], "no operation for a suite that is not declared");

    // Nothing to start with.
    let mut client = Side::new(model, Party::Initiator, &only(7));
    assert_eq!(client.fails(Event::Start), ("NoCommonSuite".to_string(), None));

    // A different suite in the middle.
    let (mut client, _, mut response) = after_response(model);
    response[2] = 3;
    assert_eq!(client.fails(Event::Message(&response)).0, "Unexpected");
}

#[test]
fn what_an_initiator_refuses_in_response() {
    let model = network();
    let check = |name: &str, field: &str, value: Json| {
        let (mut client, mut server) = (initiator(model), responder(model));
        let init = client.sends(Event::Start);
        // What the responder did with Init, without its answer.
        server.sends(Event::Message(&init));
        let mut server = Side { toy: Toy::new(3), ..server };
        replay(&mut server.toy, &init);
        let mut payload = response_payload();
        payload[field] = value;
        let response = server.craft(1, &payload);
        let effects = client.handle(Event::Message(&response));
        let found = effects.first().map(brief).unwrap_or_default();
        assert!(found.starts_with(name), "{field}: expected {name}, found {found}");
    };
    check("send 3", "version", json!(1));
    check("failed Downgrade", "version", json!(2));
    check("failed Downgrade", "suite", json!(3));
    check("failed Downgrade", "compression", json!(3));

    let (mut client, _, response) = after_response(model);
    client.toy.authorized = false;
    let log = client.toy.log.len();
    assert_eq!(client.fails(Event::Message(&response)).0, "UnknownPeer");
    assert!(!client.toy.log[log..].iter().any(|entry| entry.starts_with("write")));
}

/// The suite that these tests run.
fn running(handshake: &Handshake) -> &Suite {
    handshake.suites.iter().find(|suite| suite.id == 1).expect("the network protocol has suite 1")
}

/// Brings a responder's world to where Init was read.
fn replay(toy: &mut Toy, init: &[u8]) {
    let model = network();
    let handshake = &model[SECURE];
    toy.begin(Party::Responder, running(handshake), None);
    let mut rest = &init[3..];
    for token in handshake.messages[0].tokens_in(running(handshake)) {
        toy.read_token(token, &mut rest).expect("a good Init");
    }
    toy.open_payload(rest).expect("a good Init");
}

#[test]
fn what_a_responder_refuses_in_confirm() {
    let model = network();
    // The proof is another.
    let (mut client, mut server, response) = after_response(model);
    let mut other = Side { toy: Toy::new(9), machine: client.machine.clone() };
    // The client's world up to Confirm: what it wrote and what it read.
    std::mem::swap(&mut other.toy, &mut client.toy);
    read_response(&mut other.toy, &response);
    let confirm = other.craft(2, &json!({"proof": "00".repeat(32)}));
    assert_eq!(server.fails(Event::Message(&confirm)), ("BadConfirm".to_string(), None));

    let (mut client, mut server, response) = after_response(model);
    let confirm = client.sends(Event::Message(&response));
    server.toy.authorized = false;
    assert_eq!(server.fails(Event::Message(&confirm)).0, "UnknownPeer");
    assert!(!server.toy.log.iter().any(|entry| entry == "equal?"), "the list comes first");
    assert!(!server.machine.keys_split());
}

fn read_response(toy: &mut Toy, response: &[u8]) {
    let model = network();
    let mut rest = &response[3..];
    for token in model[SECURE].messages[1].tokens_in(running(&model[SECURE])) {
        toy.read_token(token, &mut rest).expect("a good Response");
    }
    toy.open_payload(rest).expect("a good Response");
}

#[test]
fn every_cut_and_every_flip() {
    let model = network();
    let (mut client, _, response) = after_response(model);
    let confirm = client.sends(Event::Message(&response));
    let cases = [("initiator", 1, &response), ("responder", 1, &confirm)];
    for (role, depth, body) in cases {
        for end in 0..body.len() {
            let name = walked(model, role, depth).fails(Event::Message(&body[..end])).0;
            // A payload that keeps enough bytes for a tag does not open.
            let keys = if body[0] == RESPONSE { 2 * KEY + TAG } else { KEY + TAG };
            let expected = if end < 3 + keys + TAG { "Malformed" } else { "Auth" };
            assert_eq!(name, expected, "{role}, {end} of {} bytes", body.len());
        }
        for bit in 24..body.len() * 8 {
            let mut flipped = body.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let name = walked(model, role, depth).fails(Event::Message(&flipped)).0;
            assert_eq!(name, "Auth", "{role}, bit {bit}");
        }
    }
    let init = initiator(model).sends(Event::Start);
    for end in 0..init.len() {
        let name = responder(model).fails(Event::Message(&init[..end])).0;
        assert_eq!(name, "Malformed", "Init, {end} of {} bytes", init.len());
    }
}

#[test]
fn payloads_with_trailing_bytes_are_malformed() {
    let model = network();
    let (mut client, mut server) = (initiator(model), responder(model));
    let init = client.sends(Event::Start);
    server.sends(Event::Message(&init));
    let mut server = Side { toy: Toy::new(3), ..server };
    replay(&mut server.toy, &init);
    let interpreter = Interpreter::new(model);
    let payload = model[SECURE].messages[1].payload;
    let value = interpreter.struct_from_json(payload, &response_payload()).expect("a payload");
    let mut bytes = interpreter.encode_struct(payload, &value).expect("a valid payload");
    bytes.push(0);
    let response = server.craft_bytes(1, &bytes);
    assert_eq!(client.fails(Event::Message(&response)).0, "Malformed");

    // A notice is in clear; so is what follows it.
    let mut client = walked(model, "initiator", 1);
    assert_eq!(client.fails(Event::Message(&[REJECT, 0, 1, 4, 0])).0, "Malformed");
    let mut client = walked(model, "initiator", 1);
    assert_eq!(client.fails(Event::Message(&[REJECT, 0, 1])).0, "Malformed");
    let mut client = walked(model, "initiator", 1);
    assert_eq!(client.fails(Event::Message(&[REJECT, 0, 1, 200])).0, "Rejected");
}

#[test]
fn offers_that_break_their_own_bounds_are_refused() {
    let model = network();
    let local = json!({"versions": [], "suites": [1], "compressions": [0], "max_record": 4096});
    let value = Interpreter::new(model).struct_from_json(model[SECURE].local, &local);
    let fault = HandshakeMachine::new(model, SECURE, Party::Initiator, value.expect("offers"))
        .expect_err("no versions");
    assert_eq!((fault.code, fault.path.as_str()), ("length", "versions"));
}

/// One thing that happens to a side of a handshake between two.
#[derive(Clone, Copy, Debug)]
enum Happening {
    Start,
    Ready,
    Timeout,
    /// The peer's latest message arrives.
    Deliver,
    /// One of all messages so far arrives, of either side.
    Replay(usize),
    /// The peer's latest message arrives with a bit flipped.
    Flip(usize),
    /// The peer's latest message arrives cut short.
    Cut(usize),
}

fn happenings() -> impl Strategy<Value = Vec<(bool, Happening)>> {
    let one = prop_oneof![
        2 => Just(Happening::Start),
        2 => Just(Happening::Ready),
        1 => Just(Happening::Timeout),
        12 => Just(Happening::Deliver),
        2 => any::<usize>().prop_map(Happening::Replay),
        1 => any::<usize>().prop_map(Happening::Flip),
        1 => any::<usize>().prop_map(Happening::Cut),
    ];
    proptest::collection::vec((any::<bool>(), one), 0..24)
}

proptest! {
    #[test]
    fn whatever_happens_is_answered(events in happenings()) {
        let model = network();
        let mut sides = [initiator(model), responder(model)];
        let mut latest: [Vec<u8>; 2] = [Vec::new(), Vec::new()];
        let mut all: Vec<Vec<u8>> = Vec::new();
        for (to_responder, happening) in events {
            let receiver = usize::from(to_responder);
            let mut body = latest[1 - receiver].clone();
            let event = match happening {
                Happening::Start => Event::Start,
                Happening::Ready => Event::Ready,
                Happening::Timeout => Event::Timeout,
                Happening::Deliver => Event::Message(&body),
                Happening::Replay(place) => {
                    body = all.get(place % all.len().max(1)).cloned().unwrap_or_default();
                    Event::Message(&body)
                }
                Happening::Flip(bit) => {
                    if let Some(byte) = body.get_mut(bit / 8 % 64) {
                        *byte ^= 1 << (bit % 8);
                    }
                    Event::Message(&body)
                }
                Happening::Cut(end) => {
                    body.truncate(end % 64);
                    Event::Message(&body)
                }
            };
            let side = &mut sides[receiver];
            let before = side.machine.state_name();
            let effects = side.handle(event);
            for effect in &effects {
                if let Effect::Send(sent) = effect {
                    latest[receiver].clone_from(sent);
                    all.push(sent.clone());
                }
            }
            keeps_its_word(before, side, &effects);
        }
    }
}

/// What holds of every answer.
fn keeps_its_word(before: &str, side: &Side<'_>, effects: &[Effect]) {
    let after = side.machine.state_name();
    match effects {
        [] => assert!(["Failed", "Established"].contains(&before) && before == after, "{before}"),
        [Effect::Failed { .. }] => assert!(before != "Failed" && after == "Failed", "{before}"),
        effects => {
            assert!(!["Failed", "Established"].contains(&before), "{before}");
            assert!(!effects.iter().any(|effect| matches!(effect, Effect::Failed { .. })));
        }
    }
    let established = matches!(effects.last(), Some(Effect::Established { .. }));
    assert_eq!(established, before != after && after == "Established");
    assert!(side.toy.log.iter().filter(|entry| *entry == "split").count() <= 1);
    assert!(side.toy.log.iter().filter(|entry| entry.starts_with("begin")).count() <= 1);
    assert!(after != "Established" || side.machine.keys_split());
}
