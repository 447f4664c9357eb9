//! Reports: for people, with the lines of both specs, and for programs, as JSON.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use super::finding::{Evidence, Finding, Harm, Reading, Report, Verdict, Witness};
use crate::sources::Sources;
use crate::span::Span;

/// The most bytes of a packet that are shown to people.
const SHOWN_BYTES: usize = 32;
/// The most characters of a value or of a line of a spec that are shown to people.
const SHOWN_CHARACTERS: usize = 100;
/// The version of the JSON form.
const SCHEMA: u32 = 1;

/// A report as people read it: each finding with its lines and packets, then
/// the count. The lines of each finding are taken from the sources of both
/// specs.
pub fn to_text(report: &Report, old: &Sources, new: &Sources) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        finding_text(&mut text, finding, old, new);
        text.push('\n');
    }
    text + &summary(report)
}

/// How many findings of each kind there are, and what the versions say.
fn summary(report: &Report) -> String {
    const KINDS: [Verdict; 6] = [
        Verdict::Breaking,
        Verdict::Silent,
        Verdict::Unproven,
        Verdict::Warning,
        Verdict::Source,
        Verdict::Compatible,
    ];
    let counts = KINDS.iter().filter_map(|kind| {
        let count = report.findings.iter().filter(|finding| finding.verdict() == *kind).count();
        (count > 0).then(|| format!("{count} {}", kind.name()))
    });
    let mut counts: Vec<String> = counts.collect();
    if counts.is_empty() {
        counts.push("no change".to_owned());
    }
    let harmful = report.findings.iter().any(|finding| !finding.harms.is_empty());
    let (before, after) = (report.old.1, report.new.1);
    let version = match after.cmp(&before) {
        std::cmp::Ordering::Equal if harmful => {
            format!("; the version stays {after}, so peers cannot tell the two apart")
        }
        std::cmp::Ordering::Equal => String::new(),
        _ => format!("; version {before} → {after}"),
    };
    format!("{}: {}; {} inputs tried{version}\n", report.new.0, counts.join(", "), report.tried)
}

fn finding_text(text: &mut String, finding: &Finding, old: &Sources, new: &Sources) {
    let (verdict, rule) = (finding.verdict().name(), finding.rule);
    let _ = writeln!(text, "{verdict}: {} {} [{rule}]", finding.subject, finding.message);
    for (source, span) in [(old, finding.old), (new, finding.new)] {
        let Some(span) = span else { continue };
        let (file, line) = (&source.file_of(span).path, source.line(span));
        let _ = writeln!(text, "  {file}:{line}: {}", cut(source.line_text(span).trim()));
    }
    for (harm, evidence) in &finding.harms {
        let _ = writeln!(text, "  {}", sentence(*harm, evidence));
        if let Evidence::Witness(witness) = evidence {
            witness_text(text, witness);
        }
    }
}

fn sentence(harm: Harm, evidence: &Evidence) -> String {
    let who = match (harm, evidence.is_certain()) {
        (Harm::OldReaders, true) => "old readers refuse what new ones write",
        (Harm::OldReaders, false) => "old readers may refuse what new ones write",
        (Harm::OldWriters, true) => "new readers refuse what old ones write",
        (Harm::OldWriters, false) => "new readers may refuse what old ones write",
        (Harm::Meaning, true) => "both sides accept the same bytes and read something else",
        (Harm::Meaning, false) => "both sides may read the same bytes otherwise",
    };
    match evidence {
        Evidence::Witness(_) => format!("{who}:"),
        Evidence::Unproven { tried } => {
            format!("{who}; no packet was found that shows it, among {tried} tried")
        }
        Evidence::BeyondPackets { why, .. } => format!("{who}; {why}"),
    }
}

fn witness_text(text: &mut String, witness: &Witness) {
    let bytes = &witness.bytes;
    let shown = hex(bytes.get(..SHOWN_BYTES).unwrap_or(bytes));
    let more = if bytes.len() > SHOWN_BYTES {
        format!("… ({} bytes)", bytes.len())
    } else {
        String::new()
    };
    let name = witness.new.name.as_deref().or(witness.old.name.as_deref()).unwrap_or("");
    let _ = writeln!(text, "    {name} {shown}{more}");
    for (side, reading) in [("old", &witness.old), ("new", &witness.new)] {
        let outcome = match &reading.outcome {
            Ok(value) => cut(&value.to_string()),
            Err(fault) => format!("refused: {fault}"),
        };
        let _ = writeln!(text, "      {side}: {outcome}");
    }
    if let Some(path) = witness.parts.as_ref().filter(|path| !path.is_empty()) {
        let _ = writeln!(text, "      they part at {path}");
    }
}

/// A report as JSON; docs/EVOLUTION.md has its schema.
pub fn to_json(report: &Report, old: &Sources, new: &Sources) -> Json {
    let findings = report.findings.iter().map(|finding| {
        let harms: Vec<Json> =
            finding.harms.iter().map(|(harm, evidence)| harm_json(*harm, evidence)).collect();
        json!({
            "rule": finding.rule.name(),
            "verdict": finding.verdict().name(),
            "subject": finding.subject,
            "message": finding.message,
            "old": place_json(old, finding.old),
            "new": place_json(new, finding.new),
            "source": finding.source,
            "harms": harms,
        })
    });
    let side = |source: &Sources, (protocol, version): &(String, u8)| {
        let file = source.files().first().map(|file| &file.path);
        json!({ "file": file, "protocol": protocol, "version": version })
    };
    json!({
        "schema": SCHEMA,
        "old": side(old, &report.old),
        "new": side(new, &report.new),
        "inputs_tried": report.tried,
        "findings": findings.collect::<Vec<_>>(),
    })
}

fn harm_json(harm: Harm, evidence: &Evidence) -> Json {
    let to = harm.name();
    match evidence {
        Evidence::Witness(witness) => json!({
            "to": to,
            "evidence": "witness",
            "witness": {
                "hex": hex(&witness.bytes),
                "parts_at": witness.parts,
                "old": reading_json(&witness.old),
                "new": reading_json(&witness.new),
            },
        }),
        Evidence::Unproven { tried } => {
            json!({ "to": to, "evidence": "none_found", "inputs_tried": tried })
        }
        Evidence::BeyondPackets { why, certain } => {
            json!({ "to": to, "evidence": "beyond_packets", "why": why, "certain": certain })
        }
    }
}

fn reading_json(reading: &Reading) -> Json {
    match &reading.outcome {
        Ok(value) => json!({ "name": reading.name, "value": value }),
        Err(fault) => json!({
            "name": reading.name,
            "fault": {
                "code": fault.code,
                "offset": fault.offset,
                "path": fault.path,
                "message": fault.message,
            },
        }),
    }
}

fn place_json(source: &Sources, span: Option<Span>) -> Json {
    let Some(span) = span else { return Json::Null };
    json!({
        "file": source.file_of(span).path,
        "line": source.line(span),
        "column": source.column(span),
        "text": source.line_text(span).trim(),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
