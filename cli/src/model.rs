//! `packetwright model`: do the claims of a handshake hold, and do its mutants
//! break?

use std::path::{Path, PathBuf};

use packetwright_model::{
    Attack, Language, Limits, MutantResult, Report, emit, verify, verify_mutant,
};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;
use serde_json::{Value, json};

use crate::check::Format;
use crate::failure::Failure;
use crate::source::{self, ImportRoot};

/// What to verify, and how to say what came of it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The spec; `-` is standard input, `network` the built-in spec
    spec: PathBuf,
    #[command(flatten)]
    root: ImportRoot,
    /// The handshake; without it, the first that makes claims
    #[arg(long, value_name = "NAME")]
    handshake: Option<String>,
    /// Search for attacks
    #[arg(long, required_unless_present = "emit")]
    check: bool,
    /// Write models for another checker, a file each
    #[arg(long, value_enum, value_name = "LANGUAGE", requires = "output", conflicts_with_all = ["check", "mutant", "svg"])]
    emit: Option<Emission>,
    /// The folder for the models
    #[arg(long, short, value_name = "FOLDER", requires = "emit")]
    output: Option<PathBuf>,
    /// One mutant alone, as the spec writes it, such as `drop(es)`: print the attack on it
    #[arg(long, value_name = "MUTANT")]
    mutant: Option<String>,
    /// Draw the first attack that was found as an SVG picture
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Most states looked at in one scenario
    #[arg(long, default_value_t = Limits::default().states, value_name = "COUNT")]
    states: usize,
}

/// The languages of other checkers.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Emission {
    Verifpal,
    Promela,
    #[value(name = "proverif")]
    ProVerif,
}

/// Searches; refuses if a claim is attacked, or a mutant is not.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let model = source::model(&arguments.spec, &arguments.root)?;
    let place = handshake(&model, arguments.handshake.as_deref())?;
    if let (Some(language), Some(folder)) = (arguments.emit, &arguments.output) {
        return write_models(&model, place, language, folder);
    }
    let limits = Limits { states: arguments.states };
    match &arguments.mutant {
        Some(mutant) => one_mutant(arguments, &model, place, mutant, limits),
        None => everything(arguments, &model, place, limits),
    }
}

fn handshake(model: &Checked<Model>, name: Option<&str>) -> Result<usize, Failure> {
    let found = match name {
        Some(name) => model.handshakes.iter().position(|h| h.name.text == name),
        None => model.handshakes.iter().position(|h| !h.claims.is_empty()),
    };
    found.ok_or_else(|| {
        let names: Vec<&str> = model.handshakes.iter().map(|h| h.name.text.as_str()).collect();
        let known = match names.as_slice() {
            [] => "the spec has no handshake".to_owned(),
            names => format!("the spec has {}", names.join(", ")),
        };
        match name {
            Some(name) => Failure::trouble(format!("there is no handshake `{name}`: {known}")),
            None => Failure::trouble(format!(
                "no handshake makes claims: {known}; add `claims {{ … }}` and `mutants {{ … }}`"
            )),
        }
    })
}

fn write_models(
    model: &Checked<Model>,
    place: usize,
    language: Emission,
    folder: &Path,
) -> Result<(), Failure> {
    let language = match language {
        Emission::Verifpal => Language::Verifpal,
        Emission::ProVerif => Language::ProVerif,
        Emission::Promela => Language::Promela,
    };
    let models = emit(model, place, language);
    if models.is_empty() {
        return Err(Failure::trouble(
            "the handshake makes no claims, so there is nothing to ask; add `claims { … }`",
        ));
    }
    std::fs::create_dir_all(folder).map_err(|error| Failure::file("make", folder, &error))?;
    for emitted in models {
        let path = folder.join(&emitted.file);
        std::fs::write(&path, &emitted.text)
            .map_err(|error| Failure::file("write", &path, &error))?;
        source::print(format!("{}\n", path.display()).as_bytes())?;
    }
    Ok(())
}

fn everything(
    arguments: &Arguments,
    model: &Checked<Model>,
    place: usize,
    limits: Limits,
) -> Result<(), Failure> {
    let report = verify(model, place, limits)
        .ok_or_else(|| Failure::trouble("the handshake has no suite to verify"))?;
    let claims = report.suites.iter().flat_map(|suite| &suite.claims);
    let first = claims.filter_map(|(_, attack)| attack.as_ref()).next();
    let first = first.map(|attack| (attack.finding.what.clone(), attack));
    draw(arguments, first)?;
    let text = match arguments.format {
        Format::Json => format!("{}\n", report_json(&report)),
        Format::Text => report.text(),
    };
    source::print(text.as_bytes())?;
    if report.passed() { Ok(()) } else { Err(Failure::refused("the model does not pass")) }
}

fn one_mutant(
    arguments: &Arguments,
    model: &Checked<Model>,
    place: usize,
    asked: &str,
    limits: Limits,
) -> Result<(), Failure> {
    let mutants = &model.handshakes[place].mutants;
    let chosen: Vec<usize> =
        (0..mutants.len()).filter(|place| mutants[*place].mutation.to_string() == asked).collect();
    if chosen.is_empty() {
        let known: Vec<String> = mutants.iter().map(|m| m.mutation.to_string()).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return Err(Failure::trouble(format!("there is no mutant `{asked}`; there are: {known}")));
    }
    let results: Vec<MutantResult> = chosen
        .into_iter()
        .flat_map(|mutant| verify_mutant(model, place, mutant, limits).unwrap_or_default())
        .collect();
    let first = results.iter().find_map(|result| Some((result.title()?, result.attack.as_ref()?)));
    draw(arguments, first)?;
    let text = match arguments.format {
        Format::Json => format!("{}\n", json!(results.iter().map(mutant_json).collect::<Vec<_>>())),
        Format::Text => results.iter().map(mutant_text).collect(),
    };
    source::print(text.as_bytes())?;
    match results.iter().all(|result| result.attack.is_some()) {
        true => Ok(()),
        false => Err(Failure::refused("no attack was found on the mutant")),
    }
}

fn draw(arguments: &Arguments, attack: Option<(String, &Attack)>) -> Result<(), Failure> {
    let (Some(path), Some((title, attack))) = (&arguments.svg, attack) else { return Ok(()) };
    let picture = attack.trace.svg(&title);
    std::fs::write(path, picture).map_err(|error| Failure::file("write", path, &error))
}

fn mutant_text(result: &MutantResult) -> String {
    let trace = result.attack.as_ref().map(|attack| attack.trace.text()).unwrap_or_default();
    format!("{}\n{}{trace}", result.suite, result.line())
}

fn report_json(report: &Report) -> Value {
    let suites = report.suites.iter().map(|suite| {
        let claims = suite.claims.iter().map(|(claim, attack)| {
            json!({ "claim": claim.text(), "attack": attack.as_ref().map(attack_json) })
        });
        json!({
            "suite": suite.suite,
            "states": suite.states,
            "complete": suite.complete,
            "reachable": suite.reachable,
            "claims": claims.collect::<Vec<_>>(),
        })
    });
    json!({
        "handshake": report.handshake,
        "passed": report.passed(),
        "suites": suites.collect::<Vec<_>>(),
        "mutants": report.mutants.iter().map(mutant_json).collect::<Vec<_>>(),
    })
}

fn mutant_json(result: &MutantResult) -> Value {
    json!({
        "suite": result.suite,
        "mutant": result.mutant,
        "breaks": result.breaks,
        "states": result.states,
        "attack": result.attack.as_ref().map(attack_json),
    })
}

fn attack_json(attack: &Attack) -> Value {
    let arrows = attack.trace.arrows.iter().map(|arrow| {
        json!({
            "party": attack.trace.parties[arrow.party],
            "sends": arrow.sends,
            "message": arrow.name,
            "parts": arrow.parts,
        })
    });
    json!({
        "claim": attack.finding.claim.text(),
        "what": attack.finding.what,
        "scenario": attack.scenario,
        "messages": arrows.collect::<Vec<_>>(),
    })
}
