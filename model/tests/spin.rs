//! What Spin says of both machines over a bad network: every property holds of
//! the declared machines, and a mutant of them breaks the one that it must.
//!
//! The results are kept with the hash of each model. Where `spin` and a C
//! compiler are installed they are made again and compared.

#[path = "support/results.rs"]
mod results;

use std::path::Path;
use std::process::Command;

use packetwright_model::{Emitted, Language, emit};
use results::Line;

const COMMAND: &str = "UPDATE_RESULTS=1 cargo test -p packetwright-model --test spin";

const HEAD: &str = "What Spin 6.5 said of the models that `packetwright model network --emit promela` writes.
model | SHA-256 of its text | how far | the properties and whether they hold; of mutants, those they must break
Made by: UPDATE_RESULTS=1 cargo test -p packetwright-model --test spin
";

fn models() -> Vec<Emitted> {
    let model = packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is right");
    emit(&model, 0, Language::Promela)
}

/// The properties that are looked at: of a mutant, those it must break.
fn asked(model: &Emitted) -> impl Iterator<Item = (&str, bool)> {
    let queries = model.queries.iter().filter(|query| !model.mutant || query.breaks);
    queries.map(|query| (query.text.as_str(), query.breaks))
}

fn verify(model: &Emitted) -> Line {
    let name = format!("packetwright-spin-{}-{}", std::process::id(), model.file);
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("model.pml"), &model.text).expect("the model can be written");
    results::run(Command::new("spin").args(["-a", "model.pml"]).current_dir(&folder));
    for (program, option) in [("claims", "-DSPIN_CLAIMS"), ("ends", "-DNOCLAIM")] {
        let mut compiler = Command::new("cc");
        compiler.args(["-O1", "-w", "-DNFAIR=4", option, "-o", program, "pan.c"]);
        results::run(compiler.current_dir(&folder));
    }
    let verdicts = asked(model).map(|(property, _)| {
        let holds = if holds(&folder, property) { "holds" } else { "is broken" };
        format!("{property} {holds}")
    });
    let result = verdicts.collect::<Vec<_>>().join(", ");
    println!("{}: {result}", model.file);
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
    Line {
        file: model.file.clone(),
        hash: results::hash(&model.text),
        run: "all states".to_owned(),
        result,
    }
}

/// Looks at all states. A search that does not come to its end says so, and
/// that fails.
fn holds(folder: &Path, property: &str) -> bool {
    let arguments: &[&str] = match property {
        "no_deadlock" => &["-m200000"],
        // Each party gets on in the end if it can.
        "deadlines" => &["-a", "-f", "-m200000", "-N", property],
        property => &["-a", "-m200000", "-N", property],
    };
    let program = folder.join(if property == "no_deadlock" { "ends" } else { "claims" });
    let output = results::run(Command::new(program).args(arguments).current_dir(folder));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = text.lines().find_map(|line| line.split("errors: ").nth(1));
    let errors = errors.unwrap_or_else(|| panic!("{property}: {text}"));
    let holds = errors.trim() == "0";
    let whole = !text.contains("Search not completed") && !text.contains("max search depth");
    assert!(whole || !holds, "{property}: not all states were looked at: {text}");
    holds
}

fn installed() -> bool {
    let works = |program: &str, option: &str| Command::new(program).arg(option).output().is_ok();
    works("spin", "-V") && works("cc", "--version")
}

#[test]
fn results_are_of_these_models_and_as_they_must_be() {
    let models = models();
    let update = std::env::var_os("UPDATE_RESULTS").is_some();
    if update || installed() {
        let found: Vec<Line> = models.iter().map(verify).collect();
        if update {
            results::write("spin", HEAD, &found);
        }
        assert_eq!(found, results::read("spin"), "run: {COMMAND}");
    }
    let lines = results::read("spin");
    let texts = models.iter().map(|model| (model.file.as_str(), model.text.as_str()));
    results::are_current(&lines, texts, COMMAND);
    for (model, line) in models.iter().zip(&lines) {
        let Line { file, result, .. } = line;
        assert_eq!(&model.file, file);
        let broken = |property: &str| {
            let verdicts = result.split(", ").filter_map(|verdict| verdict.split_once(' '));
            let verdict = verdicts.into_iter().find(|(name, _)| *name == property);
            verdict.unwrap_or_else(|| panic!("{file}: {property}: {result}")).1 == "is broken"
        };
        let mut asked = asked(model);
        match model.mutant {
            true => assert!(asked.any(|(property, _)| broken(property)), "{file}: {result}"),
            false => asked.for_each(|(property, must)| {
                assert_eq!(broken(property), must, "{file}: {property}: {result}");
            }),
        }
    }
    assert!(models.len() >= 7);
}
