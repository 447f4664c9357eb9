//! Codecs: what was generated, what serde does with bincode's layout, and the
//! copy that none of them can beat.
//!
//! Payloads are pseudo-random, every result goes through `black_box`, and each
//! row first shows that it makes the same bytes as the others.

use std::hint::black_box;

use bytes::Bytes;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use packetwright::codec::{Decode, Encode};
use packetwright::network::{Echo, EchoRef, Message, MessageRef};
use packetwright_benches::{random_bytes, record};
use serde::{Deserialize, Serialize};

/// As `Echo`, for serde.
#[derive(Serialize, Deserialize)]
struct SerdeEcho {
    payload: Vec<u8>,
}

/// As `Echo`, for serde, with the help that byte strings need.
#[derive(Serialize, Deserialize)]
struct SerdeBytesEcho {
    #[serde(with = "serde_bytes")]
    payload: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct SerdeLine {
    at: u64,
    level: u8,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct SerdeBatch {
    source: String,
    sequence: u64,
    checked: bool,
    tags: Vec<String>,
    lines: Vec<SerdeLine>,
    #[serde(with = "serde_bytes")]
    digest: Vec<u8>,
}

fn echo(criterion: &mut Criterion) {
    for (name, length) in [("64B", 64), ("1KiB", 1 << 10), ("16KiB", 16 << 10), ("1MiB", 1 << 20)] {
        let payload = random_bytes(length);
        let owned = Message::Echo(Echo { payload: Bytes::from(payload.clone()) });
        let view = MessageRef::Echo(EchoRef { payload: &payload });
        let serde = (1u32, SerdeEcho { payload: payload.clone() });
        let serde_bytes = (1u32, SerdeBytesEcho { payload: payload.clone() });
        let wire = owned.to_vec().expect("encodes");
        assert_eq!(view.to_vec().expect("encodes"), wire);
        assert_eq!(bincode::serialize(&serde).expect("encodes"), wire);
        assert_eq!(bincode::serialize(&serde_bytes).expect("encodes"), wire);
        let shared = Bytes::from(wire.clone());
        let mut out = Vec::with_capacity(wire.len() + 64);

        let mut group = criterion.benchmark_group(format!("echo/{name}/encode"));
        group.throughput(Throughput::Bytes(wire.len() as u64));
        group.bench_function("generated", |bencher| {
            bencher.iter(|| {
                out.clear();
                black_box(&owned).encode_into(&mut out).expect("encodes");
                black_box(out.as_slice());
            });
        });
        group.bench_function("bincode", |bencher| {
            bencher.iter(|| {
                out.clear();
                bincode::serialize_into(&mut out, black_box(&serde)).expect("encodes");
                black_box(out.as_slice());
            });
        });
        group.bench_function("bincode+serde_bytes", |bencher| {
            bencher.iter(|| {
                out.clear();
                bincode::serialize_into(&mut out, black_box(&serde_bytes)).expect("encodes");
                black_box(out.as_slice());
            });
        });
        group.bench_function("memcpy", |bencher| {
            bencher.iter(|| {
                out.clear();
                out.extend_from_slice(black_box(&wire));
                black_box(out.as_slice());
            });
        });
        group.finish();

        let mut group = criterion.benchmark_group(format!("echo/{name}/decode"));
        group.throughput(Throughput::Bytes(wire.len() as u64));
        group.bench_function("generated view", |bencher| {
            bencher.iter(|| black_box(MessageRef::from_slice(black_box(&wire)).expect("decodes")));
        });
        group.bench_function("generated owned", |bencher| {
            bencher.iter(|| black_box(Message::from_slice(black_box(&wire)).expect("decodes")));
        });
        group.bench_function("generated shared", |bencher| {
            bencher.iter(|| black_box(Message::from_bytes(black_box(&shared)).expect("decodes")));
        });
        group.bench_function("bincode", |bencher| {
            bencher.iter(|| {
                black_box(
                    bincode::deserialize::<(u32, SerdeEcho)>(black_box(&wire)).expect("decodes"),
                )
            });
        });
        group.bench_function("bincode+serde_bytes", |bencher| {
            bencher.iter(|| {
                let wire = black_box(&wire);
                black_box(bincode::deserialize::<(u32, SerdeBytesEcho)>(wire).expect("decodes"))
            });
        });
        group.bench_function("memcpy", |bencher| {
            bencher.iter(|| black_box(black_box(&wire)[12..].to_vec()));
        });
        group.finish();
    }
}

fn batch(criterion: &mut Criterion) {
    let text =
        |seed: usize| format!("line {seed}: {}", "something happened; ".repeat(1 + seed % 4));
    let tags: Vec<String> = (0..8).map(|tag| format!("tag-{tag}")).collect();
    let serde = (
        0u32,
        SerdeBatch {
            source: "measurements".to_owned(),
            sequence: 77,
            checked: true,
            tags: tags.clone(),
            lines: (0..50)
                .map(|at| SerdeLine { at: at as u64, level: (at % 5) as u8, text: text(at) })
                .collect(),
            digest: random_bytes(32),
        },
    );
    let owned = record::Message::Batch(record::Batch {
        source: "measurements".to_owned(),
        sequence: 77,
        checked: true,
        tags,
        lines: (0..50)
            .map(|at| record::Line { at: at as u64, level: (at % 5) as u8, text: text(at) })
            .collect(),
        digest: Bytes::from(random_bytes(32)),
    });
    let wire = owned.to_vec().expect("encodes");
    assert_eq!(bincode::serialize(&serde).expect("encodes"), wire);
    let mut out = Vec::with_capacity(wire.len() + 64);

    let mut group = criterion.benchmark_group("batch/encode");
    group.throughput(Throughput::Bytes(wire.len() as u64));
    group.bench_function("generated", |bencher| {
        bencher.iter(|| {
            out.clear();
            black_box(&owned).encode_into(&mut out).expect("encodes");
            black_box(out.as_slice());
        });
    });
    group.bench_function("bincode", |bencher| {
        bencher.iter(|| {
            out.clear();
            bincode::serialize_into(&mut out, black_box(&serde)).expect("encodes");
            black_box(out.as_slice());
        });
    });
    group.finish();

    let mut group = criterion.benchmark_group("batch/decode");
    group.throughput(Throughput::Bytes(wire.len() as u64));
    group.bench_function("generated view", |bencher| {
        bencher
            .iter(|| black_box(record::MessageRef::from_slice(black_box(&wire)).expect("decodes")));
    });
    group.bench_function("generated owned", |bencher| {
        bencher.iter(|| black_box(record::Message::from_slice(black_box(&wire)).expect("decodes")));
    });
    group.bench_function("bincode", |bencher| {
        bencher.iter(|| {
            black_box(bincode::deserialize::<(u32, SerdeBatch)>(black_box(&wire)).expect("decodes"))
        });
    });
    group.finish();
}

criterion_group!(benches, echo, batch);
criterion_main!(benches);
