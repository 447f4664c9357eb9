//! Runs the machine of a handshake, and makes the session of what comes out.

use std::sync::Arc;
use std::time::Instant;

use super::admission::{Admission, InProgress, Seen};
use super::output::Layer;
use super::{Connection, ConnectionError, Now, Phase, Policy, Role, SessionConfig};
use crate::compression::is_available;
use crate::crypto::noise::{SessionSecrets, Suite};
use crate::crypto::{CryptoProvider, PublicKey, Random};
use crate::protocol::handshake::{
    ChannelBinding, Cookie, Established, Event, Handshake, HandshakeConfig, Machine, Status,
    Transmit, World,
};
use crate::protocol::{PacketFormat, Protocol};
use crate::session::Session;

/// A handshake under way.
pub(super) struct Handshaking<H: Handshake> {
    machine: Either<H>,
    deadline: Instant,
    policy: Arc<dyn Policy>,
    random: Arc<dyn Random>,
    provider: Arc<dyn CryptoProvider>,
    /// Where the peer is.
    source: Box<[u8]>,
    /// Whether there is no room for the peer, whatever the policy says.
    refusing: bool,
    #[cfg(feature = "key-log")]
    key_log: Option<Arc<crate::key_log::KeyLog>>,
    /// The initiator's ephemeral key of the latest opening.
    #[cfg(feature = "key-log")]
    ephemeral: [u8; 32],
    /// Counted as long as the handshake lasts.
    _in_progress: Option<InProgress>,
}

/// The machine of one party; `Taken` only while it handles an event.
enum Either<H: Handshake> {
    Initiator(H::Initiator),
    Responder(H::Responder),
    Taken,
}

impl<H: Handshake> Handshaking<H> {
    pub(super) fn deadline(&self) -> Instant {
        self.deadline
    }

    pub(super) fn set_source(&mut self, source: &[u8]) {
        self.source = source.into();
    }

    pub(super) fn refuse(&mut self) {
        self.refusing = true;
    }

    pub(super) fn state(&self) -> &'static str {
        match &self.machine {
            Either::Initiator(machine) => machine.state(),
            Either::Responder(machine) => machine.state(),
            Either::Taken => "Failed",
        }
    }

    fn status(&self) -> Status<'_> {
        match &self.machine {
            Either::Initiator(machine) => machine.status(),
            Either::Responder(machine) => machine.status(),
            Either::Taken => Status::Failed("Unexpected"),
        }
    }

    fn handle(&mut self, event: Event<'_>, now: Now) -> Transmit {
        let mut transmit = Transmit::default();
        let mut world = HandshakeWorld {
            now_ms: now.unix_ms,
            policy: &*self.policy,
            random: &*self.random,
            provider: &*self.provider,
            source: &self.source,
            refusing: self.refusing,
            cookie: false,
        };
        self.machine = match std::mem::replace(&mut self.machine, Either::Taken) {
            Either::Initiator(machine) => {
                Either::Initiator(machine.handle(event, &mut world, &mut transmit))
            }
            Either::Responder(machine) => {
                Either::Responder(machine.handle(event, &mut world, &mut transmit))
            }
            Either::Taken => Either::Taken,
        };
        transmit
    }

    /// Keeps what a log of keys finds the session by. An opening leads to a state
    /// without keys; what the initiator sends later leads to one with them.
    #[cfg(feature = "key-log")]
    fn note_opening(&mut self, event: Event<'_>, transmit: &Transmit) {
        let opening = match (&self.machine, event) {
            (Either::Initiator(_), _) => transmit.messages.last().map(Vec::as_slice),
            (_, Event::Message(body)) => Some(body),
            _ => None,
        };
        let in_progress = matches!(self.status(), Status::InProgress);
        // Behind the head: type u8, suite u16.
        if let Some(key) = opening.and_then(|body| body.get(3..)?.first_chunk())
            && (in_progress || self.ephemeral == [0; 32])
        {
            self.ephemeral = *key;
        }
    }

    fn into_established(self) -> Option<Established> {
        match self.machine {
            Either::Initiator(machine) => machine.into_established(),
            Either::Responder(machine) => machine.into_established(),
            Either::Taken => None,
        }
    }
}

impl<P: Protocol> Connection<P> {
    pub(super) fn begin_handshake(
        &mut self,
        session: &SessionConfig<P::Handshake>,
        binding: ChannelBinding,
        now: Now,
    ) {
        let max_record = u32::try_from(self.config.accepted_payload()).unwrap_or(u32::MAX);
        let offered: Vec<_> =
            self.config.compression.iter().copied().filter(|&each| is_available(each)).collect();
        let mut local = match &session.local {
            Some(local) => local.clone(),
            None => P::Handshake::local(&offered, max_record),
        };
        let rank = |suite: &Suite| session.rank(self.role, suite);
        let something_left = P::Handshake::restrict(&mut local, &rank, session.min_version);
        let config = HandshakeConfig {
            protocol: P::NAME,
            version: P::VERSION,
            provider: Arc::clone(&session.provider),
            static_key: session.static_key.clone(),
            local,
            peer_key: session.peer_key,
            preshared_keys: session.preshared_keys.clone(),
            binding,
        };
        let machine = match self.role {
            Role::Client => Either::Initiator(Machine::new(config)),
            Role::Server => Either::Responder(Machine::new(config)),
        };
        let deadline = now.instant.checked_add(P::Handshake::DEADLINE).unwrap_or(now.instant);
        self.phase = Phase::Handshaking(Box::new(Handshaking {
            machine,
            deadline,
            policy: Arc::clone(&session.policy),
            random: Arc::clone(&self.config.random),
            provider: Arc::clone(&session.provider),
            source: Box::default(),
            refusing: false,
            #[cfg(feature = "key-log")]
            key_log: session.key_log.clone(),
            #[cfg(feature = "key-log")]
            ephemeral: [0; 32],
            _in_progress: match self.role {
                Role::Client => None,
                Role::Server => {
                    session.policy.openings().admission().map(|admission| admission.enter())
                }
            },
        }));
        match self.role {
            _ if !P::Handshake::AVAILABLE => {
                self.finish(Err(ConnectionError::Handshake("Unavailable")));
            }
            _ if !something_left => {
                self.finish(Err(ConnectionError::NothingToOffer));
            }
            Role::Client => self.handle_handshake(Event::Start, now),
            Role::Server => {}
        }
    }

    pub(super) fn handle_handshake_timeout(&mut self, now: Now) {
        self.handle_handshake(Event::Timeout, now);
    }

    /// Gives the machine an event and does what it asks for.
    pub(super) fn handle_handshake(&mut self, event: Event<'_>, now: Now) {
        let Phase::Handshaking(handshaking) = &mut self.phase else { return };
        let transmit = handshaking.handle(event, now);
        let party = self.role.party();
        #[cfg(feature = "key-log")]
        handshaking.note_opening(event, &transmit);
        let start = |secrets: &SessionSecrets| {
            #[cfg(feature = "key-log")]
            if let Some(log) = &handshaking.key_log {
                log.log(&handshaking.ephemeral, secrets);
            }
            Session::new(party, secrets, &P::Handshake::LABELS)
        };
        let failure = match handshaking.status() {
            Status::InProgress => None,
            Status::KeysReady(secrets) => {
                self.session.get_or_insert_with(|| start(secrets));
                None
            }
            Status::Established(established) => {
                self.session.get_or_insert_with(|| start(&established.secrets));
                None
            }
            Status::Failed(failure) => Some(failure),
        };
        if !self.write_handshake(&transmit) {
            return self.finish(Err(ConnectionError::Handshake("Unexpected")));
        }
        if let Some(failure) = failure {
            let hint = match event {
                Event::Message(body) => P::Handshake::hint(body),
                _ => None,
            };
            return self.finish(Err(match hint {
                Some((answer, hint)) if answer == failure => {
                    ConnectionError::Rejected { failure, hint }
                }
                _ => ConnectionError::Handshake(failure),
            }));
        }
        self.enter_session_if_established(now);
    }

    /// Writes what the machine wants sent. Returns whether all of it could be.
    fn write_handshake(&mut self, transmit: &Transmit) -> bool {
        let messages = transmit.messages.iter().all(|message| {
            let write = |out: &mut Vec<u8>| {
                out.extend_from_slice(message);
                Ok(())
            };
            self.write_packet(Layer::Handshake, write).is_ok()
        });
        let ready = Layer::Record(P::Handshake::RECORDS.ready);
        messages
            && (!transmit.ready
                || (self.session.is_some() && self.write_packet(ready, |_| Ok(())).is_ok()))
    }

    fn enter_session_if_established(&mut self, now: Now) {
        let Phase::Handshaking(handshaking) = &self.phase else { return };
        if !matches!(handshaking.status(), Status::Established(_)) {
            return;
        }
        let open = Phase::Open { closed: false, peer_closed: false };
        let Phase::Handshaking(handshaking) = std::mem::replace(&mut self.phase, open) else {
            return;
        };
        let Some(established) = handshaking.into_established() else {
            return self.finish(Err(ConnectionError::Handshake("Unexpected")));
        };
        self.peer = established.peer;
        self.compression =
            P::Handshake::compression(established.compression).filter(|&each| is_available(each));
        let accepted = established.max_record.map_or(usize::MAX, |max| max as usize);
        self.peer_max_payload = accepted.min(P::Packet::MAX_PAYLOAD);
        self.keepalive.received(now.instant);
        self.key_since = now.instant;
        self.push_established(Some(established.suite));
    }
}

/// What a machine asks of the world.
struct HandshakeWorld<'a> {
    now_ms: u64,
    policy: &'a dyn Policy,
    random: &'a dyn Random,
    provider: &'a dyn CryptoProvider,
    source: &'a [u8],
    refusing: bool,
    /// Whether the opening at hand showed a valid cookie.
    cookie: bool,
}

impl HandshakeWorld<'_> {
    fn seen(&self, suite: u16) -> Seen<'_> {
        Seen { provider: self.provider, now_ms: self.now_ms, address: self.source, suite }
    }
}

impl World for HandshakeWorld<'_> {
    fn now_ms(&self) -> u64 {
        self.now_ms
    }

    fn fill_random(&mut self, out: &mut [u8]) {
        self.random.fill(out);
    }

    fn authorized(&mut self, peer: &PublicKey) -> bool {
        self.policy.authorized(peer)
    }

    fn fresh(&mut self, nonce: &[u8], until_ms: u64) -> bool {
        self.policy.openings().fresh_from(nonce, until_ms, self.now_ms, self.source, self.cookie)
    }

    fn capacity(&mut self) -> bool {
        let admission = self.policy.openings().admission();
        if self.refusing {
            if let Some(admission) = admission {
                admission.count_refused();
            }
            return false;
        }
        admission.is_none_or(Admission::has_capacity)
    }

    fn cookie(&mut self, shown: &[u8], suite: u16) -> Cookie {
        let Some(admission) = self.policy.openings().admission() else {
            return if shown.is_empty() { Cookie::NotNeeded } else { Cookie::Demanded };
        };
        let demanded = self.policy.openings().demands_cookie(self.source, self.now_ms);
        let judged = admission.judge(&self.seen(suite), shown, demanded);
        self.cookie = matches!(judged, Cookie::Valid(_));
        judged
    }

    fn new_cookie(&mut self, first: &[u8; 32], suite: u16) -> Vec<u8> {
        let admission = self.policy.openings().admission();
        admission.map_or_else(Vec::new, |admission| admission.seal(&self.seen(suite), first))
    }
}
