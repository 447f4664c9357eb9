//! Noise XX as the parcel protocol has it, written by hand: payloads of fixed
//! size, one suite, no proof.
//!
//! Init: timestamp u64, nonce 24, compression u8, largest payload u32.
//! Response: compression u8, largest payload u32. Confirm: nothing.

use std::cell::RefCell;
use std::time::Duration;

use packetwright::codec::Reader;
use packetwright::crypto::Cipher;
use packetwright::crypto::noise::{NoiseError, NoiseState, Party, SessionSecrets, Suite};
use packetwright::protocol::Compression;
use packetwright::protocol::handshake::{
    Established, Event, Handshake, HandshakeConfig, KeyLabels, Machine, RecordNumbers, Status,
    Transmit, World,
};

static SUITE: Suite = Suite {
    id: 1,
    name: "Noise_XX_25519_ChaChaPoly_SHA256",
    modifiers: &[],
    pre_messages: &[],
    cipher: Cipher::ChaChaPoly,
};

pub enum ParcelHandshake {}

thread_local! {
    /// What the last handshake on this thread came to, for tests that seal
    /// records no honest side would.
    pub static SECRETS: RefCell<Option<SessionSecrets>> = const { RefCell::new(None) };
}

/// What a side brings: the compression it would use, and its largest payload.
#[derive(Clone, Debug)]
pub struct Offer {
    pub compression: u8,
    pub max_record: u32,
}

impl Handshake for ParcelHandshake {
    type Local = Offer;
    type Initiator = Side<true>;
    type Responder = Side<false>;
    const DEADLINE: Duration = Duration::from_secs(10);
    const MAX_PAYLOAD: usize = 4096;
    const RECORDS: RecordNumbers = RecordNumbers { data: 40, ready: 41, close: 42, key_update: 43 };
    const LABELS: KeyLabels = KeyLabels { key: b"k", iv: b"i", update: b"u", exporter: b"e" };
    const AVAILABLE: bool = true;

    fn compression(number: u8) -> Option<Compression> {
        match number {
            1 => Some(Compression::Lz4),
            2 => Some(Compression::Zstd),
            _ => None,
        }
    }

    fn restrict(_: &mut Offer, rank: &dyn Fn(&Suite) -> Option<u8>, _: u8) -> bool {
        rank(&SUITE).is_some()
    }

    fn local(compressions: &[Compression], max_record: u32) -> Offer {
        let compression = match compressions.first() {
            None => 0,
            Some(Compression::Lz4) => 1,
            Some(Compression::Zstd) => 2,
        };
        Offer { compression, max_record }
    }
}

/// The machine of the initiator (`true`) or of the responder.
pub struct Side<const INITIATOR: bool> {
    local: Offer,
    state: State,
}

enum State {
    Start(Box<NoiseState>),
    AwaitResponse(Box<NoiseState>),
    AwaitConfirm(Box<NoiseState>, u8, u32),
    AwaitReady(Established),
    Established(Established),
    Failed(&'static str),
}

impl From<NoiseError> for State {
    fn from(error: NoiseError) -> Self {
        Self::Failed(match error {
            NoiseError::Truncated => "Malformed",
            NoiseError::Failed => "Auth",
        })
    }
}

fn established(noise: NoiseState, compression: u8, max_record: u32) -> Established {
    let peer = noise.remote_static().copied();
    let secrets: SessionSecrets = noise.split();
    SECRETS.set(Some(copy(&secrets)));
    Established { secrets, peer, suite: 1, compression, max_record: Some(max_record) }
}

/// A copy for tests; secrets are never copied otherwise.
pub fn copy(secrets: &SessionSecrets) -> SessionSecrets {
    SessionSecrets {
        initiator_to_responder: secrets.initiator_to_responder,
        responder_to_initiator: secrets.responder_to_initiator,
        handshake_hash: secrets.handshake_hash,
        cipher: secrets.cipher,
        provider: std::sync::Arc::clone(&secrets.provider),
    }
}

fn choice(payload: &[u8]) -> Result<(u8, u32), State> {
    let mut reader = Reader::new(payload);
    let malformed = |_| State::Failed("Malformed");
    let choice = (reader.read_u8().map_err(malformed)?, reader.read_u32_be().map_err(malformed)?);
    reader.finish().map_err(malformed)?;
    Ok(choice)
}

impl<const INITIATOR: bool> Side<INITIATOR> {
    fn message(
        &mut self,
        state: State,
        body: &[u8],
        world: &mut dyn World,
        transmit: &mut Transmit,
    ) -> Result<State, State> {
        let [kind, 0, 1, rest @ ..] = body else { return Err(State::Failed("Malformed")) };
        let mut reader = Reader::new(rest);
        let own = [&[self.local.compression][..], &self.local.max_record.to_be_bytes()].concat();
        match (state, kind) {
            (State::Start(mut noise), 1) if !INITIATOR => {
                noise.read_e(&mut reader)?;
                let payload = noise.read_payload(&mut reader)?;
                let Some((timestamp, rest)) = payload.split_first_chunk::<8>() else {
                    return Err(State::Failed("Malformed"));
                };
                let timestamp = u64::from_be_bytes(*timestamp);
                let Some((nonce, rest)) = rest.split_first_chunk::<24>() else {
                    return Err(State::Failed("Malformed"));
                };
                let (_, max_record) = choice(rest)?;
                if timestamp.abs_diff(world.now_ms()) > 5000 {
                    transmit.messages.push(vec![5, 0, 1, 1]);
                    return Err(State::Failed("ClockSkew"));
                }
                if !world.fresh(nonce, timestamp.saturating_add(5000)) {
                    return Err(State::Failed("Replay"));
                }
                let mut out = vec![2, 0, 1];
                noise.write_e(world, &mut out);
                noise.mix_ee()?;
                noise.write_s(&mut out)?;
                noise.mix_es()?;
                noise.write_payload(&own, &mut out)?;
                transmit.messages.push(out);
                Ok(State::AwaitConfirm(noise, self.local.compression, max_record))
            }
            (State::AwaitResponse(mut noise), 2) => {
                noise.read_e(&mut reader)?;
                noise.mix_ee()?;
                noise.read_s(&mut reader)?;
                noise.mix_es()?;
                let (compression, max_record) = choice(&noise.read_payload(&mut reader)?)?;
                if !noise.remote_static().is_some_and(|peer| world.authorized(peer)) {
                    return Err(State::Failed("UnknownPeer"));
                }
                let mut out = vec![3, 0, 1];
                noise.write_s(&mut out)?;
                noise.mix_se()?;
                noise.write_payload(&[], &mut out)?;
                transmit.messages.push(out);
                Ok(State::AwaitReady(established(*noise, compression, max_record)))
            }
            (State::AwaitResponse(_), 5) => Err(State::Failed("Rejected")),
            (State::AwaitConfirm(mut noise, compression, max_record), 3) => {
                noise.read_s(&mut reader)?;
                noise.mix_se()?;
                noise.read_payload(&mut reader)?;
                if !noise.remote_static().is_some_and(|peer| world.authorized(peer)) {
                    return Err(State::Failed("UnknownPeer"));
                }
                transmit.ready = true;
                Ok(State::Established(established(*noise, compression, max_record)))
            }
            _ => Err(State::Failed("Unexpected")),
        }
    }

    fn start(
        &self,
        mut noise: Box<NoiseState>,
        world: &mut dyn World,
    ) -> Result<(State, Vec<u8>), State> {
        let mut payload = world.now_ms().to_be_bytes().to_vec();
        let mut nonce = [0; 24];
        world.fill_random(&mut nonce);
        payload.extend_from_slice(&nonce);
        payload.push(self.local.compression);
        payload.extend_from_slice(&self.local.max_record.to_be_bytes());
        let mut out = vec![1, 0, 1];
        noise.write_e(world, &mut out);
        noise.write_payload(&payload, &mut out)?;
        Ok((State::AwaitResponse(noise), out))
    }
}

impl<const INITIATOR: bool> Machine for Side<INITIATOR> {
    type Local = Offer;

    fn new(config: HandshakeConfig<Offer>) -> Self {
        let party = if INITIATOR { Party::Initiator } else { Party::Responder };
        let (local, noise) = config.begin(party, &SUITE, b"parcel\0");
        Self { local, state: State::Start(Box::new(noise)) }
    }

    fn handle(mut self, event: Event<'_>, world: &mut dyn World, transmit: &mut Transmit) -> Self {
        let state = std::mem::replace(&mut self.state, State::Failed("Unexpected"));
        let next = match (event, state) {
            (_, State::Failed(failure)) => Err(State::Failed(failure)),
            (Event::Timeout, _) => Err(State::Failed("Timeout")),
            (Event::Start, State::Start(noise)) if INITIATOR => {
                self.start(noise, world).map(|(state, out)| {
                    transmit.messages.push(out);
                    state
                })
            }
            (Event::Ready, State::AwaitReady(established)) => Ok(State::Established(established)),
            (Event::Message(body), state) => self.message(state, body, world, transmit),
            _ => Err(State::Failed("Unexpected")),
        };
        self.state = next.unwrap_or_else(|failed| failed);
        self
    }

    fn state(&self) -> &'static str {
        match &self.state {
            State::Start(_) if INITIATOR => "Idle",
            State::Start(_) => "Listen",
            State::AwaitResponse(_) => "AwaitResponse",
            State::AwaitConfirm(..) => "AwaitConfirm",
            State::AwaitReady(_) => "AwaitReady",
            State::Established(_) => "Established",
            State::Failed(_) => "Failed",
        }
    }

    fn status(&self) -> Status<'_> {
        match &self.state {
            State::AwaitReady(established) => Status::KeysReady(&established.secrets),
            State::Established(established) => Status::Established(established),
            State::Failed(failure) => Status::Failed(failure),
            _ => Status::InProgress,
        }
    }

    fn into_established(self) -> Option<Established> {
        match self.state {
            State::Established(established) => Some(established),
            _ => None,
        }
    }
}
