//! Writes the seeds of the fuzz targets into `fuzz/corpus`:
//! `fuzz/run --seeds`.
//!
//! Seeds of decoders are the boundary values of every type and the packets of
//! the runtime's vectors; seeds of sessions are conversations, each with one
//! thing that goes wrong; seeds of the language are the specs, cut at items.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

// What counts coverage, which this program is built with as the targets are.
use libfuzzer_sys as _;
use packetwright_fuzz::CABINET;
use packetwright_fuzz::decode::Oracle;
use packetwright_fuzz::operation::{Party, What, write};
use packetwright_spec::NETWORK;
use packetwright_spec::interpret::Interpreter;
use packetwright_spec::interpret::sample::{boundary_messages, boundary_values};
use packetwright_spec::model::{Item, StructId};

/// The longest seed, in bytes.
const LONGEST: usize = 1200;

/// The most seeds of one structure or message set.
const MOST: usize = 6;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut network = boundaries(NETWORK);
    network.extend(vectors(&root.join("../runtime/tests/vectors"))?);
    store(root, "network_decode", network)?;
    store(root, "cabinet_decode", boundaries(CABINET))?;
    // Bits of the setup: sessions on both sides, real cryptography, short
    // queues, eager compression.
    store(root, "network_session", conversations(&[0b0, 0b1, 0b11, 0b111, 0b01011, 0b10011]))?;
    store(root, "cabinet_session", conversations(&[0b0]))?;
    let mut specs: Vec<Vec<u8>> = [NETWORK, CABINET].into_iter().flat_map(items).collect();
    for folder in ["../spec/gallery", "../codegen/tests/specs"] {
        for file in fs::read_dir(root.join(folder))? {
            let text = fs::read_to_string(file?.path())?;
            specs.push(text.clone().into_bytes());
            specs.extend(items(&text));
        }
    }
    store(root, "spec_text", specs)
}

fn store(root: &Path, target: &str, seeds: Vec<Vec<u8>>) -> io::Result<()> {
    let folder = root.join("corpus").join(target);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let seeds: BTreeSet<Vec<u8>> =
        seeds.into_iter().filter(|seed| seed.len() <= LONGEST && !seed.is_empty()).collect();
    for (number, seed) in seeds.iter().enumerate() {
        fs::write(folder.join(format!("{number:03}")), seed)?;
    }
    println!("{target}: {} seeds", seeds.len());
    Ok(())
}

/// The boundary values of every type that decoders are tried on.
fn boundaries(text: &str) -> Vec<Vec<u8>> {
    let oracle = Oracle::new(text);
    let model = oracle.model();
    let interpreter = Interpreter::new(model);
    let structure = |id: StructId| -> Vec<Vec<u8>> {
        let values = boundary_values(model, id);
        spread(values.iter().filter_map(|value| interpreter.encode_struct(id, value).ok()))
    };
    let mut seeds = Vec::new();
    for item in &model.order {
        match item {
            Item::Struct(id) => seeds.extend(structure(*id)),
            Item::Messages(set) => {
                let values = boundary_messages(model, *set);
                let bytes =
                    values.iter().filter_map(|value| interpreter.encode_message(*set, value).ok());
                seeds.extend(spread(bytes));
            }
            Item::Handshake(id) => {
                let messages = &model[*id].messages;
                seeds.extend(messages.iter().flat_map(|message| structure(message.payload)));
            }
            _ => {}
        }
    }
    seeds
}

/// At most so many as one type may have, taken evenly.
fn spread(values: impl Iterator<Item = Vec<u8>>) -> Vec<Vec<u8>> {
    let fitting: Vec<Vec<u8>> = values.filter(|value| value.len() <= LONGEST).collect();
    let step = fitting.len().div_ceil(MOST).max(1);
    fitting.into_iter().step_by(step).collect()
}

/// Packets and plaintexts of the vectors: every long string of hex digits.
fn vectors(folder: &Path) -> io::Result<Vec<Vec<u8>>> {
    let mut seeds = Vec::new();
    for file in ["plain.json", "suite-0001.json", "suite-0003.json"] {
        let text = fs::read_to_string(folder.join(file))?;
        for line in
            text.lines().filter(|line| line.contains("\"bytes\"") || line.contains("\"plaintext\""))
        {
            let digits = line.split('"').nth(3).unwrap_or("");
            let bytes = digits
                .as_bytes()
                .chunks_exact(2)
                .filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
            seeds.push(bytes.collect());
        }
    }
    Ok(seeds)
}

/// A conversation for each setup, undisturbed and with one disturbance each.
fn conversations(setups: &[u8]) -> Vec<Vec<u8>> {
    use Party::{Client, Server};
    let disturbances: [(Party, What<'static>); 17] = [
        (Client, What::Run),
        (Server, What::Flip { packet: 0, place: 12, mask: 1 }),
        (Client, What::Flip { packet: 0, place: 5, mask: 1 }),
        (Client, What::Cut { packet: 0, place: 20, count: 3 }),
        (Client, What::Drop(0)),
        (Client, What::Replay(0)),
        (Client, What::Replay(2)),
        (Server, What::Reflect(1)),
        (Client, What::Swap(0)),
        (Client, What::Advance(2000)),
        (Server, What::Advance(700)),
        (Server, What::Goodbye),
        (Client, What::EndOfStream),
        (Server, What::DeliverPart(7)),
        (Server, What::Stall),
        (Client, What::Forge { layers: 2, payload: b"\x00sixteen bytes of a tag" }),
        (Server, What::Inject(b"\xde\xad\xbe\xef\x01\x00\x00\x00\x00\x00")),
    ];
    let mut seeds = Vec::new();
    for setup in setups {
        for (party, what) in disturbances {
            for early in [false, true] {
                let mut seed = vec![*setup];
                let mut then = |party, what| write(&mut seed, party, what);
                if early {
                    then(party, what);
                }
                then(Client, What::Run);
                then(Client, What::Send { kind: 1, id: 8, length: 40 });
                then(Client, What::Send { kind: 0, id: 17, length: 700 });
                then(Server, What::Send { kind: 2, id: 8, length: 40 });
                if !early {
                    then(party, what);
                }
                then(Client, What::Deliver);
                then(Client, What::Close);
                then(Server, What::Run);
                then(Server, What::Send { kind: 5, id: 33, length: 9 });
                then(Server, What::Close);
                seeds.push(seed);
            }
        }
    }
    // As many as may be checked in, taken evenly.
    let step = seeds.len().div_ceil(40);
    seeds.into_iter().step_by(step.max(1)).collect()
}

/// A spec's items, each with the head of the spec in front.
fn items(text: &str) -> Vec<Vec<u8>> {
    let head = text.lines().find(|line| line.starts_with("protocol ")).unwrap_or_default();
    let items = text.split_inclusive("\n}\n").map(|item| match item.contains(head) {
        true => item.as_bytes().to_vec(),
        false => format!("{head}\n{item}").into_bytes(),
    });
    items.collect()
}
