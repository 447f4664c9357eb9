//! How long the tools take for large specs: reading and checking, laying out,
//! generating Rust. Processor time of this process, and for Rust, which threads
//! share, also the time that passes; the least of five rounds.
//!
//! ```text
//! cargo run --release --manifest-path benches/Cargo.toml --bin tools [-- MESSAGES…]
//! ```

use std::hint::black_box;
use std::time::Instant;

use packetwright_benches::scale::spec;
use packetwright_codegen::{Options, generate};
use packetwright_spec::{compile, format};
use rustix::time::{ClockId, clock_gettime};

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![100, 1_000, 10_000] } else { asked };
    println!("| messages | spec, KB | check, ms | fmt, ms | gen, ms | gen, ms passed | Rust, KB |");
    println!("|---|---|---|---|---|---|---|");
    for messages in sizes {
        let text = spec(messages);
        let rounds = if messages > 2_000 { 1 } else { 5 };
        let ([check, _], model) = least(rounds, || compile(&text).expect("the spec is sound"));
        let ([layout, _], _) = least(rounds, || format(&text).expect("the spec is sound"));
        let ([code, passed], rust) = least(rounds, || generate(&model, &Options::default()));
        println!(
            "| {messages} | {} | {check:.1} | {layout:.1} | {code:.1} | {passed:.1} | {} |",
            text.len() / 1000,
            rust.len() / 1000
        );
    }
}

/// The least milliseconds of a few rounds, of the processors and passed, and
/// what came out of the last.
fn least<T>(rounds: usize, mut work: impl FnMut() -> T) -> ([f64; 2], T) {
    let mut measured = || {
        let (start, before) = (Instant::now(), processor_time());
        let outcome = black_box(work());
        ([processor_time() - before, start.elapsed().as_secs_f64() * 1e3], outcome)
    };
    let (mut best, mut outcome) = measured();
    for _ in 1..rounds {
        let ([time, passed], next) = measured();
        best = [best[0].min(time), best[1].min(passed)];
        outcome = next;
    }
    (best, outcome)
}

/// The processor time of this process, in milliseconds.
fn processor_time() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}
