//! Tries many random specs, a batch at a time:
//!
//! ```text
//! cargo run -p packetwright-trials -- --seed 1000 --count 500 [--batch 50]
//! ```
//!
//! Each batch is a run of this crate's tests, so that the code of its specs is
//! generated, compiled and held to the interpreter. The run goes on behind a
//! batch that fails, and says at the end which did.

use std::process::{Command, ExitCode};

/// What was asked for.
struct Asked {
    seed: u64,
    count: u64,
    batch: u64,
}

fn main() -> ExitCode {
    let asked = match asked(std::env::args().skip(1)) {
        Ok(asked) => asked,
        Err(mistake) => {
            eprintln!("{mistake}\nusage: packetwright-trials [--seed N] [--count N] [--batch N]");
            return ExitCode::from(2);
        }
    };
    let end = asked.seed.saturating_add(asked.count);
    let mut failed = Vec::new();
    let mut first = asked.seed;
    while first < end {
        let count = asked.batch.min(end - first);
        if !batch(first, count) {
            failed.push(format!("--seed {first} --count {count}"));
        }
        first += count;
    }
    println!("{} specs tried from {}", asked.count, asked.seed);
    for batch in &failed {
        println!("FAILED: {batch}");
    }
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut asked = Asked { seed: 0, count: 40, batch: 40 };
    while let Some(argument) = arguments.next() {
        let slot = match argument.as_str() {
            "--seed" => &mut asked.seed,
            "--count" => &mut asked.count,
            "--batch" => &mut asked.batch,
            _ => return Err(format!("`{argument}` is not known")),
        };
        let number = arguments.next().and_then(|text| text.parse().ok());
        *slot = number.ok_or(format!("a number is expected behind `{argument}`"))?;
    }
    if asked.batch == 0 {
        return Err("a batch has at least one spec".to_owned());
    }
    Ok(asked)
}

/// Whether the tests hold for so many specs.
fn batch(first: u64, count: u64) -> bool {
    println!("== specs {first} to {}", first + count - 1);
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["test", "--quiet", "-p", "packetwright-trials", "--no-fail-fast", "--tests"])
        .env("TRIALS_SEED", first.to_string())
        .env("TRIALS_COUNT", count.to_string())
        .status();
    match status {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!("cargo cannot be run: {error}");
            false
        }
    }
}
