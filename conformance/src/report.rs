//! Reports: what was found, for people and as JSON.

use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

use crate::case::{Case, Level, Rule};

/// What came of one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The implementation does what it must.
    Pass,
    /// It does what it must in another manner than it should.
    NonStrict,
    /// It does something else.
    Fail,
    /// It neither answers nor closes.
    Hang,
}

/// One case and what came of it.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// The case's name.
    pub id: String,
    /// The rule.
    pub rule: Rule,
    /// How binding it is.
    pub level: Level,
    /// The verdict.
    pub verdict: Verdict,
    /// What was expected, in words.
    pub expected: String,
    /// What was observed, in words.
    pub observed: String,
    /// What was sent, as hex, one string a write; left out of passed cases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sent: Vec<String>,
    /// What was received, as hex; left out of passed cases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub received: Vec<String>,
}

impl Outcome {
    /// The outcome of a case, without bytes.
    pub fn new(case: &Case, verdict: Verdict, expected: String, observed: String) -> Self {
        Outcome {
            id: case.id.clone(),
            rule: case.rule.clone(),
            level: case.level,
            verdict,
            expected,
            observed,
            sent: Vec::new(),
            received: Vec::new(),
        }
    }
}

/// What was found about an implementation.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The protocol's name.
    pub protocol: String,
    /// The implementation's address.
    pub target: String,
    /// Why the run ended early, if it did: a healthy peer is no longer served.
    pub aborted: Option<String>,
    /// The cases, in the order played.
    pub outcomes: Vec<Outcome>,
}

impl Report {
    /// How many cases have the verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.verdict == verdict).count()
    }

    /// Whether the implementation conforms: nothing failed, nothing hung, and
    /// the run went to its end.
    pub fn conforms(&self) -> bool {
        self.aborted.is_none() && self.count(Verdict::Fail) == 0 && self.count(Verdict::Hang) == 0
    }

    /// The report as JSON.
    ///
    /// # Errors
    /// Those of the JSON writer; none for a report made by a run.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} at {}", self.protocol, self.target)?;
        let mut families: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
        for outcome in &self.outcomes {
            let family = outcome.id.split('/').next().unwrap_or_default();
            families.entry(family).or_default()[outcome.verdict as usize] += 1;
        }
        writeln!(f, "  {:<14} {:>6} {:>10} {:>6} {:>6}", "", "pass", "non-strict", "fail", "hang")?;
        for (family, [pass, non_strict, fail, hang]) in families {
            writeln!(f, "  {family:<14} {pass:>6} {non_strict:>10} {fail:>6} {hang:>6}")?;
        }
        for outcome in &self.outcomes {
            if outcome.verdict == Verdict::Pass {
                continue;
            }
            let verdict = match outcome.verdict {
                Verdict::Pass => continue,
                Verdict::NonStrict => "NON-STRICT",
                Verdict::Fail => "FAIL",
                Verdict::Hang => "HANG",
            };
            writeln!(f, "\n{verdict} {}", outcome.id)?;
            let Rule { text, file, line } = &outcome.rule;
            let file = file.as_ref().map_or(String::new(), |file| format!("{file}, "));
            writeln!(f, "  rule ({file}line {line}): {text}")?;
            writeln!(f, "  expected: {}", outcome.expected)?;
            writeln!(f, "  observed: {}", outcome.observed)?;
            for (place, bytes) in outcome.sent.iter().enumerate() {
                writeln!(f, "  sent {place}: {}", shortened(bytes))?;
            }
            for (place, bytes) in outcome.received.iter().enumerate() {
                writeln!(f, "  received {place}: {}", shortened(bytes))?;
            }
        }
        if let Some(reason) = &self.aborted {
            writeln!(f, "\nended early: {reason}")?;
        }
        writeln!(
            f,
            "\n{} cases: {} passed, {} non-strict, {} failed, {} hung",
            self.outcomes.len(),
            self.count(Verdict::Pass),
            self.count(Verdict::NonStrict),
            self.count(Verdict::Fail),
            self.count(Verdict::Hang),
        )
    }
}

/// Long hex strings are cut in the terminal; the JSON has them whole.
fn shortened(hex: &str) -> String {
    const SHOWN: usize = 96;
    match hex.get(..SHOWN) {
        Some(start) if hex.len() > SHOWN => format!("{start}… ({} bytes)", hex.len() / 2),
        _ => hex.to_owned(),
    }
}
