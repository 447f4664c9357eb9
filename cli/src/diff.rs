//! `packetwright diff`: what a change of a spec does to peers in the field.
//!
//! Exit codes: 0 if nothing fails, 1 if a finding does, 2 if there was nothing
//! to compare: a file that cannot be read, a spec with errors.

use std::path::PathBuf;

use clap::ValueEnum;
use packetwright_spec::diagnostic::closest;
use packetwright_spec::evolution::{self, Evidence, Finding, Harm, Report, Rule, Verdict};
use packetwright_spec::import::Compilation;
use packetwright_spec::model::Model;
use packetwright_spec::{Checked, Sources};

use crate::failure::Failure;
use crate::lock::{LOCK, Lock};
use crate::source::{self, ImportRoot};

/// What to compare, and what fails.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The old and the new spec; `network` is the built-in one. With --lock: the
    /// specs of today, all that are kept if none is named
    #[arg(required_unless_present_any = ["lock", "explain"])]
    specs: Vec<PathBuf>,
    /// Compare with what `packetwright lock` kept
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = LOCK)]
    lock: Option<PathBuf>,
    #[command(flatten)]
    root: ImportRoot,
    /// The folder that imports of the old spec may be read from, if it is
    /// another than --root
    #[arg(long, value_name = "FOLDER", conflicts_with = "lock")]
    old_root: Option<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// What fails, separated by commas
    #[arg(
        long,
        value_enum,
        value_name = "KIND",
        value_delimiter = ',',
        default_value = "old-readers,old-writers,meaning,unproven"
    )]
    fail_on: Vec<Kind>,
    /// Rules that do not fail, separated by commas: `message_added`, or of one
    /// thing alone `message_added:Message.Pong`
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    allow: Vec<String>,
    /// Nothing fails if the protocol's version is higher than it was
    #[arg(long)]
    unless_new_version: bool,
    /// Explain a rule, such as `field_moved`, and exit
    #[arg(long, value_name = "RULE", conflicts_with_all = ["specs", "lock"])]
    explain: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the lines of both specs
    Text,
    /// One JSON object for each comparison
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Old readers refuse what new ones write
    OldReaders,
    /// New readers refuse what old ones write
    OldWriters,
    /// Both accept, and read something else
    Meaning,
    /// Of the three above also what no packet shows
    Unproven,
    /// Something that is likely not meant
    Warning,
    /// Names in JSON or generated code change
    Source,
    /// Nothing fails
    Nothing,
}

/// Compares the specs; refuses if a finding fails.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(rule) = &arguments.explain {
        let rule = known(rule)?;
        return source::print(
            format!("{rule}: {}\n\n{}\n", rule.title(), rule.explanation()).as_bytes(),
        );
    }
    for allowed in &arguments.allow {
        known(allowed.split(':').next().unwrap_or_default())?;
    }
    let mut failing = 0;
    for pair in pairs(arguments)? {
        failing += compare(arguments, pair)?;
    }
    match failing {
        0 => Ok(()),
        1 => Err(Failure::refused("1 change fails")),
        count => Err(Failure::refused(format!("{count} changes fail"))),
    }
}

/// The rule of a name.
fn known(name: &str) -> Result<Rule, Failure> {
    Rule::from_name(name).ok_or_else(|| {
        let names = Rule::ALL.iter().map(|rule| rule.name());
        let hint = match closest(name, names.clone()) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("there are {}", names.collect::<Vec<_>>().join(", ")),
        };
        Failure::trouble(format!("no rule has the name {name}; {hint}"))
    })
}

/// Two specs to compare, each with all that it imports.
struct Pair {
    old: Side,
    new: Side,
}

/// A spec that was read, and what it is called.
struct Side {
    path: PathBuf,
    found: Compilation,
}

fn pairs(arguments: &Arguments) -> Result<Vec<Pair>, Failure> {
    let read = |path: &PathBuf, root: &ImportRoot| {
        source::compiled(path, root).map(|found| Side { path: path.clone(), found })
    };
    let Some(path) = &arguments.lock else {
        let [old, new] = &arguments.specs[..] else {
            return Err(Failure::trouble("expected two specs: the old one and the new one"));
        };
        let old_root = arguments.old_root.clone().map(|root| ImportRoot { root: Some(root) });
        let old = read(old, &old_root.unwrap_or_else(|| arguments.root.clone()))?;
        return Ok(vec![Pair { old, new: read(new, &arguments.root)? }]);
    };
    let lock = Lock::read(path)?;
    let specs = match arguments.specs.is_empty() {
        true => lock.released.iter().map(|kept| PathBuf::from(&kept.spec)).collect(),
        false => arguments.specs.clone(),
    };
    let pair = |spec: PathBuf| {
        let Some(kept) = lock.find(&spec) else {
            return Err(Failure::trouble(format!(
                "{} does not keep {}; `packetwright lock {1}` does that",
                path.display(),
                spec.display()
            )));
        };
        let name = PathBuf::from(format!("{}:{}", path.display(), kept.spec));
        let old = Side { path: name, found: kept.compiled(path) };
        Ok(Pair { old, new: read(&spec, &arguments.root)? })
    };
    specs.into_iter().map(pair).collect()
}

/// Compares a pair and says what was found; how many findings fail.
fn compare(arguments: &Arguments, pair: Pair) -> Result<usize, Failure> {
    let ((old, before), (new, after)) = (model(pair.old)?, model(pair.new)?);
    let report = evolution::compare(&old, &new);
    let lenient = arguments.unless_new_version && new.version > old.version;
    let fails = |finding: &Finding| !lenient && fails(arguments, finding);
    let failing = report.findings.iter().filter(|finding| fails(finding)).count();
    let text = match arguments.format {
        Format::Text => evolution::to_text(&report, &before, &after),
        Format::Json => format!("{:#}\n", json(&report, &before, &after, &fails)),
    };
    source::print(text.as_bytes())?;
    Ok(failing)
}

/// The model and the sources of one side. Errors in it are no finding.
fn model(side: Side) -> Result<(Checked<Model>, Sources), Failure> {
    source::protocol(side.found, &side.path).map_err(|failure| match failure {
        Failure::Refused(why) if why.is_empty() => Failure::trouble(format!(
            "{} has errors; there is nothing to compare",
            side.path.display()
        )),
        Failure::Refused(why) | Failure::Trouble(why) => Failure::trouble(why),
    })
}

/// The report as JSON, with what fails.
fn json(
    report: &Report,
    old: &Sources,
    new: &Sources,
    fails: &dyn Fn(&Finding) -> bool,
) -> serde_json::Value {
    let mut json = evolution::to_json(report, old, new);
    let judged: Vec<bool> = report.findings.iter().map(fails).collect();
    json["failing"] = judged.iter().filter(|fails| **fails).count().into();
    for (finding, fails) in json["findings"].as_array_mut().into_iter().flatten().zip(judged) {
        finding["fails"] = fails.into();
    }
    json
}

/// Whether a finding is one of those that fail.
fn fails(arguments: &Arguments, finding: &Finding) -> bool {
    let allowed = arguments.allow.iter().any(|allowed| {
        let (rule, subject) = allowed.split_once(':').unwrap_or((allowed, &finding.subject));
        finding.rule.name() == rule && finding.subject == subject
    });
    let on = |kind: Kind| arguments.fail_on.contains(&kind);
    let harm_fails = |(harm, evidence): &(Harm, Evidence)| {
        let listed = match harm {
            Harm::OldReaders => on(Kind::OldReaders),
            Harm::OldWriters => on(Kind::OldWriters),
            Harm::Meaning => on(Kind::Meaning),
        };
        listed && (evidence.is_certain() || on(Kind::Unproven))
    };
    let fails = finding.harms.iter().any(harm_fails)
        || (on(Kind::Warning) && finding.verdict() == Verdict::Warning)
        || (on(Kind::Source) && finding.source);
    fails && !allowed && !on(Kind::Nothing)
}
