//! Every claim in every suite, every mutant against its claim.

use std::fmt::Write;

use packetwright_spec::Checked;
use packetwright_spec::model::{ClaimKind, Handshake, Model, Mutant, Party};

use crate::protocol::Protocol;
use crate::search::{Attack, Limits, Outcome, Scenario, search};
use crate::session::Agent;

/// What came of a handshake.
#[derive(Clone, Debug)]
pub struct Report {
    /// The handshake's name.
    pub handshake: String,
    /// One for each suite.
    pub suites: Vec<SuiteResult>,
    /// One for each mutant in each suite that it changes.
    pub mutants: Vec<MutantResult>,
}

/// The claims in a suite.
#[derive(Clone, Debug)]
pub struct SuiteResult {
    /// The suite's Noise name.
    pub suite: String,
    /// What is claimed of it, and the attack if one was found.
    pub claims: Vec<(ClaimKind, Option<Attack>)>,
    /// States looked at.
    pub states: usize,
    /// Whether every scenario was searched to its end.
    pub complete: bool,
    /// Whether sessions can complete at all: without that all claims hold emptily.
    pub reachable: bool,
}

/// A mutant in a suite.
#[derive(Clone, Debug)]
pub struct MutantResult {
    /// The suite's Noise name.
    pub suite: String,
    /// The change.
    pub mutant: String,
    /// The word of the claim it must break.
    pub breaks: String,
    /// The attack on that claim.
    pub attack: Option<Attack>,
    /// States looked at.
    pub states: usize,
}

/// Verifies the claims and mutants of a handshake, by its place in the model.
/// `None` if there is no such handshake.
pub fn verify(model: &Checked<Model>, handshake: usize, limits: Limits) -> Option<Report> {
    let declared = model.handshakes.get(handshake)?;
    let mut report =
        Report { handshake: declared.name.text.clone(), suites: Vec::new(), mutants: Vec::new() };
    for (place, suite) in declared.suites.iter().enumerate() {
        let protocol = Protocol::new(model, handshake, place)?;
        let outcomes = all(&protocol, limits);
        let claims = declared.claims.iter().filter(|claim| claim.holds_for(suite));
        report.suites.push(SuiteResult {
            suite: suite.name.clone(),
            claims: claims.map(|claim| (claim.kind, attack(&outcomes, claim.kind))).collect(),
            states: outcomes.iter().map(|outcome| outcome.states).sum(),
            complete: outcomes.iter().all(|outcome| outcome.complete),
            reachable: outcomes.iter().any(|outcome| outcome.reachable),
        });
        for mutant in &declared.mutants {
            report.mutants.extend(mutated(declared, &protocol, place, mutant, limits));
        }
    }
    Some(report)
}

/// One mutant, by its place, in every suite that it changes.
pub fn verify_mutant(
    model: &Checked<Model>,
    handshake: usize,
    mutant: usize,
    limits: Limits,
) -> Option<Vec<MutantResult>> {
    let declared = model.handshakes.get(handshake)?;
    let mutant = declared.mutants.get(mutant)?;
    let mut found = Vec::new();
    for place in 0..declared.suites.len() {
        let protocol = Protocol::new(model, handshake, place)?;
        found.extend(mutated(declared, &protocol, place, mutant, limits));
    }
    Some(found)
}

/// A mutant in one suite; nothing if the claim is not made of the suite or the
/// suite has nothing of what the mutant drops.
fn mutated(
    declared: &Handshake,
    protocol: &Protocol,
    suite: usize,
    mutant: &Mutant,
    limits: Limits,
) -> Option<MutantResult> {
    let suite = &declared.suites[suite];
    let claims = declared.claims.iter().filter(|claim| claim.holds_for(suite));
    let broken = claims.map(|claim| claim.kind).filter(|kind| kind.word() == mutant.breaks.text);
    let broken: Vec<ClaimKind> = broken.collect();
    let changed = protocol.mutated(&mutant.mutation);
    if broken.is_empty() || changed.is_same(protocol) {
        return None;
    }
    let mut result = MutantResult {
        suite: suite.name.clone(),
        mutant: mutant.mutation.to_string(),
        breaks: mutant.breaks.text.clone(),
        attack: None,
        states: 0,
    };
    // The small scenarios come first; one attack is enough.
    for scenario in scenarios() {
        let mut outcome = search(&changed, &scenario, limits);
        result.states += outcome.states;
        outcome.attacks.retain(|attack| broken.contains(&attack.finding.claim));
        if let Some(attack) = outcome.attacks.into_iter().next() {
            result.attack = Some(attack);
            break;
        }
    }
    Some(result)
}

fn attack(outcomes: &[Outcome], kind: ClaimKind) -> Option<Attack> {
    let mut attacks = outcomes.iter().flat_map(|outcome| &outcome.attacks);
    attacks.find(|attack| attack.finding.claim == kind).cloned()
}

fn all(protocol: &Protocol, limits: Limits) -> Vec<Outcome> {
    scenarios().iter().map(|scenario| search(protocol, scenario, limits)).collect()
}

/// The scenarios, small ones first.
fn scenarios() -> Vec<Scenario> {
    use Agent::{Alice, Bob, Mallory};
    use Party::{Initiator, Responder};
    let pair = vec![(Initiator, Alice, Bob), (Responder, Bob, Alice)];
    let with = |more: &[(Party, Agent, Agent)]| [&pair[..], more].concat();
    let scenario = |name, sessions, compromised| Scenario { name, sessions, compromised };
    vec![
        scenario("one session", pair.clone(), None),
        scenario("Alice's keys known", pair.clone(), Some(Alice)),
        scenario("Bob's keys known", pair.clone(), Some(Bob)),
        scenario(
            "Alice talks to Mallory",
            vec![(Initiator, Alice, Mallory), (Responder, Bob, Alice)],
            None,
        ),
        scenario(
            "Mallory talks to Bob",
            vec![(Initiator, Alice, Bob), (Responder, Bob, Mallory)],
            None,
        ),
        scenario("Alice in both roles", with(&[(Responder, Alice, Bob)]), None),
        scenario("two initiators", with(&[(Initiator, Alice, Bob)]), None),
        scenario("two responders", with(&[(Responder, Bob, Alice)]), None),
    ]
}

impl Report {
    /// Whether every claim holds in scenarios searched to their end, sessions
    /// can complete, and every mutant is attacked.
    pub fn passed(&self) -> bool {
        let suites = self.suites.iter().all(|suite| {
            suite.complete
                && suite.reachable
                && suite.claims.iter().all(|(_, attack)| attack.is_none())
        });
        suites && self.mutants.iter().all(|mutant| mutant.attack.is_some())
    }

    /// The results, a line each, and the sequence of every attack on a claim.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for suite in &self.suites {
            let _ =
                writeln!(text, "{} in {}: {} states", self.handshake, suite.suite, suite.states);
            if !suite.complete {
                text.push_str("  not searched to the end: raise the limit of states\n");
            }
            if !suite.reachable {
                text.push_str("  no session can complete, so the claims say nothing\n");
            }
            for (claim, attack) in &suite.claims {
                match attack {
                    None => {
                        let _ = writeln!(text, "  {}: no attack found", claim.text());
                    }
                    Some(attack) => {
                        let _ = writeln!(
                            text,
                            "  {}: ATTACK ({}): {}",
                            claim.text(),
                            attack.scenario,
                            attack.finding.what
                        );
                        text.push_str(&attack.trace.text());
                    }
                }
            }
            for mutant in self.mutants.iter().filter(|mutant| mutant.suite == suite.suite) {
                text.push_str(&mutant.line());
            }
        }
        text
    }
}

impl MutantResult {
    /// What a picture of the attack is called, if there is one.
    pub fn title(&self) -> Option<String> {
        let attack = self.attack.as_ref()?;
        Some(format!("{} in {}: {}", self.mutant, self.suite, attack.finding.what))
    }

    /// The result in a line.
    pub fn line(&self) -> String {
        let found = match &self.attack {
            Some(attack) => format!("attack found ({}): {}", attack.scenario, attack.finding.what),
            None => "NO ATTACK FOUND, but there must be one".to_owned(),
        };
        format!("  {} breaks {}: {found}\n", self.mutant, self.breaks)
    }
}
