//! What differs from handshake to handshake, and the two sides of each.

use std::sync::Arc;

use packetwright::crypto::{PresharedKey, PresharedKeys, PublicKey, StaticKey, default_provider};
use packetwright::protocol::Protocol;
use packetwright::protocol::handshake::{
    ChannelBinding, Event, Handshake, HandshakeConfig, Machine, Status,
};
use packetwright_example_handshakes::{kiosk, paired, tunnel, unauthenticated};

use crate::still_world::{Side, StillWorld};

pub(crate) const MAX_RECORD: u32 = 16_384;

/// A handshake of this folder.
pub(crate) trait Own: Protocol {
    /// The spec's file and its text.
    const SPEC: (&'static str, &'static str);
    /// The label that opens its prologue.
    const PROLOGUE: &'static [u8];
    /// The Noise protocol of its suite.
    const NOISE: &'static str;
    /// Whether each side, the initiator first, knows the other's static key beforehand.
    const KNOWN: [bool; 2];
    /// Whether each side has its peer's static key in the end.
    const SHOWN: [bool; 2];

    fn offer(suites: Vec<u16>, max_record: u32) -> Local<Self>;
}

pub(crate) type Local<P> = <<P as Protocol>::Handshake as Handshake>::Local;
pub(crate) type Initiator<P> = <<P as Protocol>::Handshake as Handshake>::Initiator;
pub(crate) type Responder<P> = <<P as Protocol>::Handshake as Handshake>::Responder;

macro_rules! own {
    ($protocol:ident, $module:ident, $noise:literal, $known:expr, $shown:expr) => {
        impl Own for $module::$protocol {
            const SPEC: (&'static str, &'static str) = (
                concat!(stringify!($module), ".wire"),
                include_str!(concat!("../../", stringify!($module), ".wire")),
            );
            const PROLOGUE: &'static [u8] = stringify!($module).as_bytes();
            const NOISE: &'static str = $noise;
            const KNOWN: [bool; 2] = $known;
            const SHOWN: [bool; 2] = $shown;

            fn offer(suites: Vec<u16>, max_record: u32) -> $module::Offer {
                $module::Offer { suites, max_record }
            }
        }
    };
}

own!(Tunnel, tunnel, "Noise_IKpsk2_25519_ChaChaPoly_SHA256", [true, false], [true, true]);
own!(Paired, paired, "Noise_KK_25519_ChaChaPoly_SHA256", [true, true], [true, true]);
own!(Kiosk, kiosk, "Noise_NX_25519_ChaChaPoly_SHA256", [false, false], [true, false]);
own!(
    Unauthenticated,
    unauthenticated,
    "Noise_NN_25519_ChaChaPoly_SHA256",
    [false, false],
    [false, false]
);

/// Calls a check that is generic over [`Own`] for each handshake.
macro_rules! each {
    ($check:ident($($argument:expr),*)) => {{
        use packetwright_example_handshakes::{kiosk, paired, tunnel, unauthenticated};
        $check::<tunnel::Tunnel>($($argument),*);
        $check::<paired::Paired>($($argument),*);
        $check::<kiosk::Kiosk>($($argument),*);
        $check::<unauthenticated::Unauthenticated>($($argument),*);
    }};
}
pub(crate) use each;

/// All that is secret in a handshake, the initiator's first.
#[derive(Clone, Debug)]
pub(crate) struct Secrets {
    pub statics: [[u8; 32]; 2],
    pub psk: [u8; 32],
    /// What ephemeral keys and nonces follow from.
    pub seeds: [[u8; 32]; 2],
}

impl Secrets {
    /// Of every test that asks for no others.
    pub(crate) const FIXED: Self =
        Self { statics: [[10; 32], [100; 32]], psk: [0x42; 32], seeds: [[11; 32], [101; 32]] };

    pub(crate) fn static_key(&self, side: usize) -> StaticKey {
        StaticKey::from_secret_bytes(self.statics[side], &*default_provider())
    }

    /// The public half of the peer's key.
    pub(crate) fn peer(&self, side: usize) -> PublicKey {
        *self.static_key(1 - side).public()
    }

    pub(crate) fn preshared_keys(&self) -> Option<Arc<dyn PresharedKeys>> {
        Some(Arc::new(PresharedKey::from_bytes(self.psk)))
    }

    /// What a side is made with, 0 the initiator.
    pub(crate) fn config<P: Own>(&self, side: usize, local: Local<P>) -> HandshakeConfig<Local<P>> {
        HandshakeConfig {
            protocol: P::NAME,
            version: P::VERSION,
            provider: default_provider(),
            static_key: self.static_key(side),
            local,
            peer_key: P::KNOWN[side].then_some(self.peer(side)),
            preshared_keys: self.preshared_keys(),
            binding: ChannelBinding::None,
        }
    }

    /// The world of a side, which talks to its peer alone.
    pub(crate) fn world(&self, side: usize) -> StillWorld {
        let mut world = StillWorld::seeded(self.seeds[side]);
        world.trusted = Some(self.peer(side));
        world
    }
}

/// A side with the secrets of every test, changed.
pub(crate) fn side<P: Own, M: Machine<Local = Local<P>>>(
    side: usize,
    change: impl FnOnce(&mut HandshakeConfig<Local<P>>),
) -> Side<M> {
    let secrets = Secrets::FIXED;
    let mut config = secrets.config::<P>(side, P::offer(vec![1], MAX_RECORD));
    change(&mut config);
    Side::of(config, secrets.world(side))
}

pub(crate) type Sides<P> = (Side<Initiator<P>>, Side<Responder<P>>);

pub(crate) fn sides<P: Own>() -> Sides<P> {
    (side::<P, _>(0, |_| {}), side::<P, _>(1, |_| {}))
}

/// Both messages of a handshake that nobody disturbs, and what both sides have.
pub(crate) fn undisturbed<P: Own>(
    (mut initiator, mut responder): Sides<P>,
) -> ([Vec<u8>; 2], Sides<P>) {
    let first = initiator.sends(Event::Start);
    let mut answer = responder.handle(Event::Message(&first));
    assert!(answer.ready, "the responder is ready in {}", responder.machine().state());
    let second = answer.messages.pop().expect("it answers");
    initiator.handle(Event::Message(&second));
    initiator.handle(Event::Ready);
    ([first, second], (initiator, responder))
}

/// The failure that a side ended with.
pub(crate) fn failure<M: Machine>(side: &Side<M>) -> Option<&'static str> {
    match side.machine().status() {
        Status::Failed(name) => Some(name),
        _ => None,
    }
}
