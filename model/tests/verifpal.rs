//! What Verifpal said of the models made for it: every query holds of the good
//! ones, and the query that a mutant must break is broken.
//!
//! The results are kept with the hash of each model. The command below runs
//! the checker again and writes them anew.

#[path = "support/results.rs"]
mod results;

use std::process::Command;

use packetwright_model::{Emitted, Language, emit};
use results::Line;

const COMMAND: &str =
    "VERIFPAL=verifpal UPDATE_RESULTS=1 cargo test -p packetwright-model --test verifpal";

const HEAD: &str = "What Verifpal 1.6.7 said of the models that `packetwright model network --emit verifpal` writes.
model | SHA-256 of its text | sessions of each party | result code: a letter and a digit a query, 1 if it was broken
Made by: VERIFPAL=verifpal UPDATE_RESULTS=1 cargo test -p packetwright-model --test verifpal
";

fn models() -> Vec<Emitted> {
    let model = packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is right");
    emit(&model, 0, Language::Verifpal)
}

/// Mutants are broken in one session. Good models are searched with two, but
/// those of an attacker with keys from the start, which take minutes then.
fn sessions(model: &Emitted) -> u32 {
    if model.mutant || model.file.contains("_kci_") { 1 } else { 2 }
}

fn verify(program: &str, model: &Emitted) -> Line {
    let folder = std::env::temp_dir().join(format!("packetwright-verifpal-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(&model.file);
    std::fs::write(&path, &model.text).expect("the model can be written");
    let sessions = sessions(model).to_string();
    let mut command = Command::new(program);
    command.args(["verify", "--result-code", "--quiet", "--sessions", &sessions]).arg(&path);
    let output = results::run(&mut command);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let result = text.lines().last().unwrap_or_default().trim().to_owned();
    println!("{} {sessions} {result}", model.file);
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
    Line { file: model.file.clone(), hash: results::hash(&model.text), run: sessions, result }
}

/// Whether each query was broken.
fn broken(code: &str) -> Vec<bool> {
    let digits = code.chars().skip(1).step_by(2);
    digits.map(|digit| digit == '1').collect()
}

#[test]
fn results_are_of_these_models_and_as_they_must_be() {
    let models = models();
    if std::env::var_os("UPDATE_RESULTS").is_some() {
        let program = std::env::var("VERIFPAL").unwrap_or_else(|_| "verifpal".to_owned());
        let lines: Vec<Line> = models.iter().map(|model| verify(&program, model)).collect();
        results::write("verifpal", HEAD, &lines);
    }
    let lines = results::read("verifpal");
    let texts = models.iter().map(|model| (model.file.as_str(), model.text.as_str()));
    results::are_current(&lines, texts, COMMAND);
    for (model, line) in models.iter().zip(&lines) {
        assert_eq!((&model.file, sessions(model).to_string()), (&line.file, line.run.clone()));
        let broken = broken(&line.result);
        assert_eq!(broken.len(), model.queries.len(), "{}: a verdict a query", model.file);
        let (file, code) = (&line.file, &line.result);
        let must: Vec<bool> = model.queries.iter().map(|query| query.breaks).collect();
        let attacked = broken.iter().zip(&must).any(|(broken, must)| *broken && *must);
        match model.mutant {
            true => assert!(attacked, "{file}: {code}: the mutant was not attacked"),
            false => {
                assert!(!broken.contains(&true), "{file}: {code}: the good model was attacked")
            }
        }
    }
    assert!(models.iter().filter(|model| model.mutant).count() >= 6);
}

#[test]
fn suites_with_the_same_tokens_have_one_model() {
    let good: Vec<String> =
        models().into_iter().filter(|model| !model.mutant).map(|model| model.file).collect();
    for file in ["xx.vp", "xxhfs.vp", "xxpsk3.vp", "xxhfs_psk3.vp"] {
        assert!(good.iter().any(|name| name == file), "{file} is not in {good:?}");
    }
    let plain = good.iter().filter(|name| !name.contains("kci") && !name.contains("quantum"));
    assert_eq!(plain.count(), 4, "{good:?}");
}

/// The text of a small model, read by people.
#[test]
fn the_model_of_the_plain_pattern() {
    let models = models();
    let xx = models.iter().find(|model| model.file == "xx.vp").expect("it is there");
    insta::assert_snapshot!(xx.text);
}
