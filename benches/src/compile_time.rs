//! How long the compiler takes for generated code, with and without views, and
//! for prost's of the same messages, which has none: processor time of `cargo check` and `cargo build` in the profile
//! `dev`, without what they depend on, the least of three rounds.
//!
//! ```text
//! cargo run --release --manifest-path benches/Cargo.toml --bin compile_time [-- MESSAGES…]
//! ```

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use packetwright_benches::scale;
use packetwright_codegen::{Feature, Options, generate};

const HERE: &str = env!("CARGO_MANIFEST_DIR");

fn main() -> Result<(), Box<dyn Error>> {
    let asked: Vec<usize> = env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    println!("| messages | code | lines | check, s | build, s |");
    println!("|---|---|---|---|---|");
    for messages in if asked.is_empty() { vec![100, 300] } else { asked } {
        let runtime = format!(
            "packetwright = {{ path = {:?}, default-features = false, features = [\"std\"] }}",
            Path::new(HERE).join("../runtime"),
        );
        let crates = [
            Crate::new("generated", &ours(messages, true)?, &runtime)?,
            Crate::new("without-views", &ours(messages, false)?, &runtime)?,
            Crate::new("prost", &theirs(messages)?, "prost = \"0.14\"")?,
        ];
        let mut rounds = [[f64::MAX; 2]; 3];
        for _ in 0..3 {
            for (krate, best) in crates.iter().zip(&mut rounds) {
                for (command, best) in ["check", "build"].into_iter().zip(best) {
                    *best = best.min(krate.time(command)?);
                }
            }
        }
        for (krate, [check, build]) in crates.iter().zip(rounds) {
            let (name, lines) = (krate.name, krate.lines);
            println!("| {messages} | {name} | {lines} | {check:.2} | {build:.2} |");
        }
    }
    Ok(())
}

/// The code that is generated from the spec.
fn ours(messages: usize, views: bool) -> Result<String, Box<dyn Error>> {
    let model = packetwright_spec::compile(&scale::spec(messages)).expect("the spec is sound");
    Ok(generate(&model, &Options { session: Feature::Off, views, ..Options::default() }))
}

/// The code that prost generates from the `.proto`.
fn theirs(messages: usize) -> Result<String, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let proto = folder.path().join("scale.proto");
    fs::write(&proto, scale::proto(messages))?;
    let files = protox::compile([&proto], [folder.path()])?;
    prost_build::Config::new().out_dir(folder.path()).compile_fds(files)?;
    Ok(fs::read_to_string(folder.path().join("scale.rs"))?)
}

/// A library of nothing but generated code.
struct Crate {
    name: &'static str,
    folder: PathBuf,
    lines: usize,
}

impl Crate {
    fn new(name: &'static str, code: &str, dependency: &str) -> Result<Self, Box<dyn Error>> {
        let folder = Path::new(HERE).join("target/compile_time").join(name);
        fs::create_dir_all(folder.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"scale-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [workspace]\n\n[dependencies]\n{dependency}\n\n[profile.dev]\nincremental = false\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::write(folder.join("src/lib.rs"), code)?;
        let krate = Crate { name, folder, lines: code.lines().count() };
        // What it depends on is built here, and never again.
        krate.time("check")?;
        krate.time("build")?;
        Ok(krate)
    }

    /// The processor time, in seconds, of a command of Cargo's on this crate.
    fn time(&self, command: &str) -> Result<f64, Box<dyn Error>> {
        let source = self.folder.join("src/lib.rs");
        fs::write(&source, fs::read_to_string(&source)?)?;
        let before = children()?;
        let status = Command::new("cargo")
            .args([command, "--quiet"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .status()?;
        if !status.success() {
            return Err(format!("cargo {command} failed in {}", self.folder.display()).into());
        }
        Ok(children()? - before)
    }
}

/// The processor time of all children that have ended, in seconds.
fn children() -> Result<f64, Box<dyn Error>> {
    // proc(5): the 16th and 17th number, in hundredths of a second; the second
    // is a name in parentheses.
    let stat = fs::read_to_string("/proc/self/stat")?;
    let behind = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 =
        behind.split_whitespace().skip(13).take(2).filter_map(|t| t.parse::<f64>().ok()).sum();
    Ok(ticks / 100.0)
}
