//! The model and the code say the same: connections of the network protocol run
//! over a provider that records terms, and every key, transcript, number and
//! associated data that it saw is held to what the model computes, in every suite.

#[path = "support/recorder.rs"]
mod recorder;

use std::sync::{Arc, Mutex};
use std::time::Instant;

use bytes::BytesMut;
use packetwright::connection::{
    Connection, ConnectionConfig, ConnectionEvent, Mode, Now, Openings, Policy, SessionConfig,
};
use packetwright::crypto::noise::prologue;
use packetwright::crypto::{CryptoProvider, PresharedKey, PublicKey, StaticKey};
use packetwright::network::{Network, Offers};
use packetwright::protocol::handshake::ChannelBinding;
use packetwright::protocol::{EnvelopeHead, EnvelopeKind};
use packetwright_model::{HonestRun, Node, Protocol, Term, Terms};
use packetwright_spec::Checked;
use packetwright_spec::model::{Handshake, Model, RecordKind, Suite};
use recorder::{Recorder, Table, Use};

const NOW: u64 = 1_700_000_000_000;
/// Of a packet's header.
const HEADER: usize = 10;

fn spec() -> Checked<Model> {
    packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is right")
}

/// Trusts everybody; the other checks are not what is looked at here.
struct Trusting;

impl Policy for Trusting {
    fn authorized(&self, _: &PublicKey) -> bool {
        true
    }

    fn openings(&self) -> &dyn Openings {
        self
    }
}

impl Openings for Trusting {
    fn fresh(&self, _: &[u8], _: u64, _: u64) -> bool {
        true
    }
}

/// A client and a server over recorders.
struct Pair {
    table: Arc<Mutex<Table>>,
    sides: [Connection<Network>; 2],
    now: Now,
    /// The header and type of every sealed record, with the side that wrote it.
    fronts: Vec<(usize, Vec<u8>)>,
}

impl Pair {
    fn new(suite: &Suite) -> Self {
        let mut table = Table::default();
        let binding = ChannelBinding::None;
        let opening = prologue(b"packetwright/hs\0", "network", 1, suite.id, &binding);
        table.name(&opening, "prologue");
        table.name(b"pw1 confirm", "pw1 confirm");
        table.name(suite.name.as_bytes(), suite.name.as_str());
        let mut padded = suite.name.clone().into_bytes();
        padded.resize(padded.len().max(32), 0);
        table.name(&padded, suite.name.as_str());
        let table = Arc::new(Mutex::new(table));
        let now = Now { instant: Instant::now(), unix_ms: NOW };
        let side = |place: usize, name: &str| {
            let provider: Arc<dyn CryptoProvider> = Arc::new(Recorder::new(&table, place + 1));
            let secret = [0x50 + u8::try_from(place).expect("two sides"); 32];
            table.lock().expect("free").name(&secret, format!("s({name})"));
            let key = StaticKey::from_secret_bytes(secret, &*provider);
            let mut session = SessionConfig::new(provider, key, Arc::new(Trusting));
            session.local = Some(Offers {
                versions: vec![1],
                suites: vec![suite.id],
                compressions: vec![0],
                max_record: 1 << 20,
            });
            session.preshared_keys = Some(Arc::new(PresharedKey::from_bytes([0x70; 32])));
            let mut config = ConnectionConfig::<Network>::plain();
            config.mode = Mode::Session(session);
            config.random = random(&table, place + 1);
            config.key_limits.records = 2;
            Arc::new(config)
        };
        table.lock().expect("free").name(&[0x70; 32], "psk(Alice, Bob)");
        let client = Connection::client(side(0, "Alice"), now);
        let server = Connection::server(side(1, "Bob"), now);
        Self { table, sides: [client, server], now, fronts: Vec::new() }
    }

    /// Moves packets until nothing is left to write.
    fn run(&mut self) {
        let mut quiet = 0;
        for side in [0, 1].into_iter().cycle() {
            let output = self.sides[side].output();
            let mut bytes = Vec::new();
            while !output.is_empty() {
                let part = output.bytes().to_vec();
                output.advance(part.len());
                bytes.extend(part);
            }
            quiet = if bytes.is_empty() { quiet + 1 } else { 0 };
            if quiet == 2 {
                return;
            }
            let mut rest = &bytes[..];
            while !rest.is_empty() {
                let length: [u8; 4] = rest[6..HEADER].try_into().expect("four bytes");
                let length = HEADER + usize::try_from(u32::from_be_bytes(length)).expect("fits");
                let (packet, after) = rest.split_at(length);
                if packet[5] & 0x80 != 0 {
                    self.fronts.push((side + 1, packet[..=HEADER].to_vec()));
                }
                rest = after;
            }
            let mut input = BytesMut::from(&bytes[..]);
            self.sides[1 - side].handle_input(&mut input, self.now);
        }
    }
}

/// Random bytes that are told apart: a nonce has 24, and 32 are a challenge
/// unless they become a key.
fn random(table: &Arc<Mutex<Table>>, side: usize) -> Arc<dyn packetwright::crypto::Random> {
    let table = Arc::clone(table);
    let count = std::sync::atomic::AtomicU8::new(0);
    Arc::new(move |out: &mut [u8]| {
        let number = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        out.fill(number ^ if side == 1 { 0x90 } else { 0xa0 });
        let what = if out.len() == 24 { "nonce" } else { "challenge" };
        table.lock().expect("free").name(out, format!("{what}{side}"));
    })
}

/// How the model's terms are called here: as what the functions of the code give.
struct Names<'a> {
    terms: &'a Terms,
    /// The payloads that are not looked into, by the term they are.
    payloads: Vec<(Term, String)>,
}

impl<'a> Names<'a> {
    fn new(run: &'a HonestRun, protocol: &Protocol) -> Self {
        let terms = &run.terms;
        let payloads =
            run.messages.iter().zip(&protocol.messages).filter_map(|(parts, message)| {
                let payload = *parts.last()?;
                let payload = match terms.node(payload) {
                    Node::Sealed(.., text) => *text,
                    _ => payload,
                };
                (message.fields.len() > 1)
                    .then(|| (payload, format!("payload of {}", message.name)))
            });
        Self { terms, payloads: payloads.collect() }
    }

    fn name(&self, term: Term) -> String {
        if let Some((_, name)) = self.payloads.iter().find(|(payload, _)| *payload == term) {
            return name.clone();
        }
        let list = |parts: &[Term]| parts.iter().map(|part| self.name(*part)).collect::<Vec<_>>();
        match self.terms.node(term) {
            Node::Name(name) | Node::Public(name) => name.clone(),
            Node::Power(exponents) => {
                let mut exponents = list(exponents);
                exponents.sort_unstable();
                format!("g^{}", exponents.join("·"))
            }
            Node::Tuple(parts) => list(parts).join(", "),
            Node::Sealed(key, number, data, text) => {
                let number = self.name(*number).replace('n', "");
                let [key, data, text] = [key, data, text].map(|part| self.name(*part));
                format!("sealed({key}, {number}, {data}, {text})")
            }
            Node::KemKey(private) => format!("ek({})", self.name(*private)),
            Node::KemCipher(key, random) => {
                format!("encapsulate({})", list(&[*key, *random]).join(", "))
            }
            Node::KemShared(key, random) => {
                format!("shared({})", list(&[*key, *random]).join(", "))
            }
            Node::Function("split", parts) => {
                let block = if self.name(parts[1]) == "i2r" { 1 } else { 2 };
                format!("hkdf{block}({}; )", self.name(parts[0]))
            }
            Node::Function("extract", parts) => format!("extract({})", list(parts).join("; ")),
            Node::Function(name @ ("chain" | "key" | "bind"), parts) => {
                // HKDF gives two blocks to `MixKey`, and three to `MixKeyAndHash`.
                let preshared = self.name(parts[1]).starts_with("psk(");
                let block = match (*name, preshared) {
                    ("chain", _) => 1,
                    ("key", true) => 3,
                    _ => 2,
                };
                format!("hkdf{block}({})", list(parts).join("; "))
            }
            Node::Function(name, parts) => format!("{name}({})", list(parts).join(", ")),
        }
    }
}

/// Bytes that nobody has a name for, by their length: one entry in each list of
/// Init and no cookie; Response's fields.
fn readable(term: &str) -> String {
    let lengths =
        [(8 + 24 + 2 + 3 + 2 + 4 + 1, "payload of Init"), (8 + 32 + 8, "payload of Response")];
    let mut out = String::new();
    for word in term.split_inclusive(|c: char| !c.is_ascii_hexdigit()) {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
        match lengths.iter().find(|(length, _)| digits.len() == 2 * length) {
            Some((_, name)) => out.push_str(&word.replace(digits, name)),
            None => out.push_str(word),
        }
    }
    out
}

/// What both sides must do with ciphers while they shake hands.
fn handshake_uses(run: &HonestRun, protocol: &Protocol, names: &Names<'_>) -> Vec<Use> {
    let mut uses = Vec::new();
    for (parts, message) in run.messages.iter().zip(&protocol.messages) {
        let from = if run.sessions[0].role == message.from { 1 } else { 2 };
        for (side, seals) in [(from, true), (3 - from, false)] {
            for part in parts {
                if let Node::Sealed(key, number, data, text) = *run.terms.node(*part) {
                    let [key, data, text] = [key, data, text].map(|term| names.name(term));
                    let number = names.name(number).replace('n', "").parse().expect("a number");
                    uses.push(Use { side, seals, key, number, data, text });
                }
            }
        }
    }
    uses
}

/// A record: its sender, what it is, generation and number.
type Record = (usize, RecordKind, u32, u64);

/// The records of `play`, in the order in which they are sealed.
const RECORDS: [Record; 7] = [
    (2, RecordKind::Ready, 0, 0),
    (1, RecordKind::Data, 0, 0),
    (1, RecordKind::KeyUpdate, 0, 1),
    (1, RecordKind::Data, 1, 0),
    (2, RecordKind::KeyUpdate, 0, 1),
    (2, RecordKind::Data, 1, 0),
    (2, RecordKind::KeyUpdate, 1, 1),
];

/// What each record must be sealed and opened with: key, fixed nonce, number and
/// associated data.
fn record_uses(
    declared: &Handshake,
    run: &HonestRun,
    names: &Names<'_>,
    fronts: &[(usize, Vec<u8>)],
) -> Vec<(usize, String, u64, String)> {
    let label = |bytes: &[u8]| format!("{:?}", String::from_utf8_lossy(bytes));
    let [key, iv, update] =
        [&declared.keys.key, &declared.keys.iv, &declared.keys.update].map(|bytes| label(bytes));
    RECORDS
        .iter()
        .zip(fronts)
        .map(|((sender, kind, generation, number), (wrote, front))| {
            assert_eq!(sender, wrote, "{kind:?}");
            let (_, type_byte, _) =
                declared.records.kinds.iter().find(|(known, ..)| known == kind).expect("declared");
            assert_eq!(u64::from(front[HEADER]), *type_byte, "{kind:?}");
            let (sends, _) = run.sessions[sender - 1].traffic.expect("the keys were split");
            let Node::Function("expand", base) = run.terms.node(sends) else { panic!("a key") };
            let mut base = names.name(base[0]);
            for _ in 0..*generation {
                base = format!("expand({base}, {update})");
            }
            let data = [&front[..], &generation.to_be_bytes(), &number.to_be_bytes()].concat();
            let data = data.iter().map(|byte| format!("{byte:02x}")).collect();
            let key = format!("expand({base}, {key}), nonce expand({base}, {iv})");
            (*sender, key, *number, data)
        })
        .collect()
}

/// Three messages after the handshake; each side renews its key meanwhile.
fn play(pair: &mut Pair) {
    let head = EnvelopeHead::new(EnvelopeKind::OneWay, 0);
    pair.run();
    for side in &mut pair.sides {
        let event = side.poll_event();
        assert!(matches!(event, Some(ConnectionEvent::Established { .. })), "{event:?}");
    }
    for side in [0, 0, 1] {
        pair.sides[side].send_encoded(&head, b"text").expect("the session is up");
        pair.run();
    }
}

#[test]
fn the_code_computes_what_the_model_says() {
    let spec = spec();
    let declared = &spec.handshakes[0];
    for (place, suite) in declared.suites.iter().enumerate() {
        let protocol = Protocol::new(&spec, 0, place).expect("the suite is declared");
        let model = HonestRun::new(&protocol).expect("an honest run completes");
        let names = Names::new(&model, &protocol);
        let mut pair = Pair::new(suite);
        play(&mut pair);
        let suite = &suite.name;

        let table = pair.table.lock().expect("free");
        let found = table.uses.iter().map(|used| Use {
            side: used.side,
            seals: used.seals,
            key: readable(&used.key),
            number: used.number,
            data: readable(&used.data),
            text: readable(&used.text),
        });
        let found: Vec<Use> = found.collect();
        let expected = handshake_uses(&model, &protocol, &names);
        assert!(found.len() > expected.len(), "{suite}: {found:#?}");
        let (handshake, records) = found.split_at(expected.len());
        assert_eq!(handshake, expected, "{suite}");

        let expected = record_uses(declared, &model, &names, &pair.fronts);
        for seals in [true, false] {
            let records = records.iter().filter(|used| used.seals == seals).map(|used| {
                let sender = if seals { used.side } else { 3 - used.side };
                (sender, used.key.clone(), used.number, used.data.clone())
            });
            assert_eq!(records.collect::<Vec<_>>(), expected, "{suite}, seals: {seals}");
        }
        drop(table);
        check_exporter(&pair, declared, &model, &names);
    }
}

/// Exported material depends on the transcript, both keys and what it is for.
fn check_exporter(pair: &Pair, declared: &Handshake, model: &HonestRun, names: &Names<'_>) {
    let split = |sends: Term| match model.terms.node(sends) {
        Node::Function("expand", base) => match model.terms.node(base[0]) {
            Node::Function("extract", parts) => names.name(parts[1]),
            other => panic!("a base: {other:?}"),
        },
        other => panic!("a key: {other:?}"),
    };
    let (there, back) = model.sessions[0].traffic.expect("the keys were split");
    let hash = names.name(model.sessions[0].hash);
    let info = [&declared.keys.exporter[..], &[0, 32, 2], b"us"].concat();
    let expected = format!(
        "expand(extract({hash}; {}, {}), {:?})",
        split(there),
        split(back),
        String::from_utf8_lossy(&info)
    );
    for side in &pair.sides {
        let mut out = [0; 32];
        assert_eq!(side.export(b"us", &mut out), Ok(true));
        assert_eq!(readable(&pair.table.lock().expect("free").term(&out)), expected);
    }
}
