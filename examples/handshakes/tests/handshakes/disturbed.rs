//! Messages that are changed or cut, and keys that are not those the peer knows.

use std::sync::Arc;

use packetwright::crypto::{PresharedKey, PublicKey, StaticKey, default_provider};
use packetwright::protocol::handshake::{Event, HandshakeConfig, Transmit};
use packetwright_example_handshakes::paired::Paired;
use packetwright_example_handshakes::tunnel::Tunnel;

use crate::own::{Initiator, Local, Own, Responder, each, failure, side, sides, undisturbed};
use crate::still_world::Side;

/// Every byte changed, and every length: no side ends with a session that its
/// peer has as well.
fn disturbed<P: Own>() {
    let (messages, _) = undisturbed::<P>(sides::<P>());
    for (turn, length) in messages.iter().map(Vec::len).enumerate() {
        for place in 0..length * 2 {
            let change = |body: &mut Vec<u8>| match place.checked_sub(length) {
                Some(cut) => body.truncate(cut),
                None => body[place] ^= 0x40,
            };
            let (mut initiator, mut responder) = sides::<P>();
            let mut first = initiator.sends(Event::Start);
            if turn == 0 {
                change(&mut first);
            }
            let Some(mut second) = responder.handle(Event::Message(&first)).messages.pop() else {
                assert!(failure(&responder).is_some(), "{} {turn} {place}", P::NAME);
                continue;
            };
            if turn == 1 {
                change(&mut second);
            }
            initiator.handle(Event::Message(&second));
            assert!(failure(&initiator).is_some(), "{} {turn} {place}", P::NAME);
        }
    }
}

#[test]
fn changed_and_cut_messages_give_no_session() {
    each!(disturbed());
}

/// An initiator whose configuration is changed, and what it opens with.
fn opening<P: Own>(
    change: impl FnOnce(&mut HandshakeConfig<Local<P>>),
) -> (Side<Initiator<P>>, Option<Vec<u8>>) {
    let mut side = side::<P, Initiator<P>>(0, change);
    let sent = side.handle(Event::Start).messages.pop();
    (side, sent)
}

fn responder<P: Own>(change: impl FnOnce(&mut HandshakeConfig<Local<P>>)) -> Side<Responder<P>> {
    side::<P, Responder<P>>(1, change)
}

fn stranger() -> StaticKey {
    StaticKey::from_secret_bytes([7; 32], &*default_provider())
}

/// The responder has another key than the initiator knows, or the initiator
/// knows no key of its peer's.
fn the_responders_key_is_needed<P: Own>() {
    let (_, sent) = opening::<P>(|_| {});
    let mut other = responder::<P>(|config| config.static_key = stranger());
    assert_eq!(other.handle(Event::Message(&sent.expect("sent"))), Transmit::default());
    assert_eq!(failure(&other), Some("Auth"), "{}", P::NAME);

    let (ignorant, sent) = opening::<P>(|config| config.peer_key = None);
    assert_eq!((failure(&ignorant), sent), (Some("UnknownPeer"), None), "{}", P::NAME);
}

#[test]
fn a_responder_known_beforehand_needs_its_key() {
    the_responders_key_is_needed::<Tunnel>();
    the_responders_key_is_needed::<Paired>();
}

/// Nothing is answered, and the session that the initiator would need is not there.
#[test]
fn an_initiator_known_beforehand_needs_its_key() {
    let (_, sent) = opening::<Paired>(|config| config.static_key = stranger());
    let sent = sent.expect("sent");
    let mut expecting = responder::<Paired>(|_| {});
    assert_eq!(expecting.handle(Event::Message(&sent)), Transmit::default());
    assert_eq!(failure(&expecting), Some("Auth"));

    // It would take that opening from the one who sent it, were it whom it knows.
    let mut knowing = responder::<Paired>(|config| config.peer_key = Some(*stranger().public()));
    knowing.world.trusted = Some(*stranger().public());
    assert!(knowing.handle(Event::Message(&sent)).ready);

    let mut ignorant = responder::<Paired>(|config| config.peer_key = None);
    assert_eq!(ignorant.handle(Event::Message(&sent)), Transmit::default());
    assert_eq!(failure(&ignorant), Some("Auth"));
}

/// A key of small order is known to everybody: whoever was given one as the
/// peer's talks to nobody.
#[test]
fn a_known_key_that_contributes_nothing_is_refused() {
    let zeros = PublicKey([0; 32]);
    let mut initiator =
        side::<Paired, Initiator<Paired>>(0, |config| config.peer_key = Some(zeros));
    initiator.world.trusted = Some(zeros);
    let sent = initiator.handle(Event::Start).messages.pop();
    assert_eq!((failure(&initiator), sent), (Some("Auth"), None));
}

#[test]
fn a_tunnel_needs_the_preshared_key() {
    let (mut initiator, sent) = opening::<Tunnel>(|_| {});
    let mut other = responder::<Tunnel>(|config| {
        config.preshared_keys = Some(Arc::new(PresharedKey::from_bytes([1; 32])));
    });
    let answer = other.handle(Event::Message(&sent.expect("sent"))).messages.remove(0);
    initiator.handle(Event::Message(&answer));
    assert_eq!(failure(&initiator), Some("Auth"));
}
