//! How long the tools take for large specs: reading and checking, laying out,
//! generating Rust. Processor time of this process, the least of three rounds.
//!
//! ```text
//! cargo run --release --manifest-path benches/Cargo.toml --bin tools [-- MESSAGES…]
//! ```

use std::hint::black_box;

use packetwright_benches::scale::spec;
use packetwright_codegen::{Options, generate};
use packetwright_spec::{compile, format};
use rustix::time::{ClockId, clock_gettime};

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![100, 1_000, 10_000] } else { asked };
    println!("| messages | spec, KB | check, ms | fmt, ms | gen, ms | Rust, KB |");
    println!("|---|---|---|---|---|---|");
    for messages in sizes {
        let text = spec(messages);
        let rounds = if messages > 2_000 { 1 } else { 3 };
        let (check, model) = least(rounds, || compile(&text).expect("the spec is sound"));
        let (layout, _) = least(rounds, || format(&text).expect("the spec is sound"));
        let (code, rust) = least(rounds, || generate(&model, &Options::default()));
        println!(
            "| {messages} | {} | {check:.1} | {layout:.1} | {code:.1} | {} |",
            text.len() / 1000,
            rust.len() / 1000
        );
    }
}

/// The least milliseconds of a few rounds, and what came out of the last.
fn least<T>(rounds: usize, mut work: impl FnMut() -> T) -> (f64, T) {
    let mut measured = || {
        let before = processor_time();
        let outcome = black_box(work());
        (processor_time() - before, outcome)
    };
    let (mut best, mut outcome) = measured();
    for _ in 1..rounds {
        let (time, next) = measured();
        best = best.min(time);
        outcome = next;
    }
    (best, outcome)
}

/// The processor time of this process, in milliseconds.
fn processor_time() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}
