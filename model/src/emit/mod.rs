//! Models for other checkers, from the same abstraction as the search of this
//! crate: a file each, with what must come of it.
//!
//! One good model for each shape of suite (suites with the same tokens are one
//! shape) and attacker, and one for each mutant that changes it. Read next:
//! one file a language.

mod promela;
mod proverif;
mod verifpal;

use packetwright_spec::Checked;
use packetwright_spec::model::{ClaimKind, Handshake, Model, Party, Suite};

use crate::protocol::Protocol;
use crate::script::{Attacker, Query, Script};

/// A checker's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Verifpal: secrecy and authentication, bounded.
    Verifpal,
    /// ProVerif: secrecy and agreement, for any number of sessions.
    ProVerif,
    /// Promela, for Spin: both machines over a bad network.
    Promela,
}

/// A model as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emitted {
    /// The file's name.
    pub file: String,
    /// The whole text.
    pub text: String,
    /// What is asked, in order.
    pub queries: Vec<Asked>,
    /// Whether it is a mutant, of which a query must fail.
    pub mutant: bool,
}

/// A query of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// As the model has it.
    pub text: String,
    /// Whether this is one of the queries that the mutant must fail.
    pub breaks: bool,
}

/// How scripts are printed in a language.
struct Printer {
    extension: &'static str,
    text: fn(&Script, &str) -> String,
    query: fn(&Script, &Query) -> String,
}

/// All models of a handshake in a language, by its place in the model. Empty
/// if there is no such handshake.
pub fn emit(model: &Checked<Model>, handshake: usize, language: Language) -> Vec<Emitted> {
    let Some(declared) = model.handshakes.get(handshake) else { return Vec::new() };
    match language {
        Language::Verifpal => of_shapes(model, handshake, &verifpal::PRINTER),
        Language::ProVerif => of_shapes(model, handshake, &proverif::PRINTER),
        Language::Promela => promela::models(declared),
    }
}

fn of_shapes(model: &Checked<Model>, handshake: usize, printer: &Printer) -> Vec<Emitted> {
    let declared = &model.handshakes[handshake];
    let mut emitted = Vec::new();
    let mut shapes: Vec<Vec<Vec<&'static str>>> = Vec::new();
    for (place, suite) in declared.suites.iter().enumerate() {
        let Some(protocol) = Protocol::new(model, handshake, place) else { continue };
        let shape = protocol.messages.iter().map(|message| message.tokens.clone()).collect();
        if shapes.contains(&shape) {
            continue;
        }
        shapes.push(shape);
        emitted.extend(of_shape(declared, suite, &protocol, printer));
    }
    emitted
}

fn of_shape(
    declared: &Handshake,
    suite: &Suite,
    protocol: &Protocol,
    printer: &Printer,
) -> Vec<Emitted> {
    let shape = suite.name.split('_').nth(1).unwrap_or("suite").replace('+', "_");
    let file = |rest: &str| format!("{shape}{rest}").to_lowercase();
    let claims: Vec<ClaimKind> =
        declared.claims.iter().filter(|claim| claim.holds_for(suite)).map(|c| c.kind).collect();
    let mut emitted = Vec::new();
    for (name, attacker) in attackers(&claims) {
        let script = Script::new(protocol, attacker);
        let about = format!("{}: every query must hold.", describe(attacker));
        emitted.push(print(&script, printer, file(name), &about, &[]));
    }
    for mutant in &declared.mutants {
        let broken = claims.iter().copied().filter(|kind| kind.word() == mutant.breaks.text);
        let broken: Vec<ClaimKind> = broken.collect();
        let changed = protocol.mutated(&mutant.mutation);
        if broken.is_empty() || changed.is_same(protocol) {
            continue;
        }
        let about = format!(
            "Mutant `{}`: a query about `{}` must fail.",
            mutant.mutation, mutant.breaks.text
        );
        let name: String = mutant.mutation.to_string().replace(", ", "_");
        let name: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect::<String>()
            .trim_matches('_')
            .to_owned();
        let attackers = attackers(&broken);
        let (_, attacker) = attackers.last().copied().unwrap_or(("", Attacker::Late));
        let script = Script::new(&changed, attacker);
        emitted.push(print(&script, printer, file(&format!("_mutant_{name}")), &about, &broken));
    }
    emitted
}

/// The attackers that claims are about, with what their files' names end with.
fn attackers(claims: &[ClaimKind]) -> Vec<(&'static str, Attacker)> {
    let mut attackers = Vec::new();
    let special = [ClaimKind::Kci, ClaimKind::PqSecret];
    if claims.iter().any(|claim| !special.contains(claim)) {
        attackers.push(("", Attacker::Late));
    }
    if claims.contains(&ClaimKind::Kci) {
        attackers.push(("_kci_responder", Attacker::Knows(Party::Responder)));
        attackers.push(("_kci_initiator", Attacker::Knows(Party::Initiator)));
    }
    if claims.contains(&ClaimKind::PqSecret) {
        attackers.push(("_quantum", Attacker::Quantum));
    }
    attackers
}

fn describe(attacker: Attacker) -> &'static str {
    match attacker {
        Attacker::Late => "Long-term keys are learnt when the sessions are over",
        Attacker::Quantum => "Every Diffie-Hellman key is learnt when the sessions are over",
        Attacker::Knows(Party::Initiator) => {
            "The initiator's long-term keys are known from the start"
        }
        Attacker::Knows(Party::Responder) => {
            "The responder's long-term keys are known from the start"
        }
    }
}

fn print(
    script: &Script,
    printer: &Printer,
    name: String,
    about: &str,
    broken: &[ClaimKind],
) -> Emitted {
    let queries = script.queries.iter().map(|(query, claims)| Asked {
        text: (printer.query)(script, query),
        breaks: claims.iter().any(|claim| broken.contains(claim)),
    });
    Emitted {
        file: format!("{name}.{}", printer.extension),
        text: (printer.text)(script, about),
        queries: queries.collect(),
        mutant: !broken.is_empty(),
    }
}
