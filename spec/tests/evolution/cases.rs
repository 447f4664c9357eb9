//! The table of pairs: the rules that are named, and the report as it reads.

use std::collections::BTreeSet;
use std::fmt::Write;

use packetwright_spec::evolution::Rule;

use crate::judge::compare;
use crate::pairs::{CHOICES, FIELDS, HISTORY, LENGTHS, MESSAGES, Pair};
use crate::sessions;

/// Compares each pair, sees that it names the rules, and gives all reports.
fn check(pairs: &[Pair]) -> String {
    let mut page = String::new();
    let mut wrong = Vec::new();
    for (name, old, new, expected) in pairs {
        let (report, text) = compare(old, new);
        let found: Vec<&str> = report.findings.iter().map(|found| found.rule.name()).collect();
        if found != *expected {
            wrong.push(format!("{name}: expected {expected:?}, found {found:?}"));
        }
        let _ = writeln!(page, "== {name}\n{text}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    page
}

#[test]
fn changes_of_messages_read_well() {
    insta::assert_snapshot!(check(MESSAGES));
}

#[test]
fn changes_of_fields_read_well() {
    insta::assert_snapshot!(check(FIELDS));
}

#[test]
fn changes_of_lengths_read_well() {
    insta::assert_snapshot!(check(LENGTHS));
}

#[test]
fn changes_of_choices_read_well() {
    insta::assert_snapshot!(check(CHOICES));
}

#[test]
fn changes_of_history_read_well() {
    insta::assert_snapshot!(check(HISTORY));
}

#[test]
fn a_spec_compared_with_itself_has_not_changed() {
    for pair in [MESSAGES, FIELDS, LENGTHS, CHOICES, HISTORY].into_iter().flatten() {
        for spec in [pair.1, pair.2] {
            let (report, text) = compare(spec, spec);
            assert!(report.findings.is_empty(), "{text}");
        }
    }
}

#[test]
fn every_rule_has_a_case() {
    let tables = [MESSAGES, FIELDS, LENGTHS, CHOICES, HISTORY];
    let mut covered: BTreeSet<&str> =
        tables.into_iter().flatten().flat_map(|pair| pair.3.iter().copied()).collect();
    covered.extend(sessions::PAIRS.iter().flat_map(|(_, _, _, rules)| rules.iter().copied()));
    covered.extend(sessions::COMING.iter().flat_map(|rules| rules.iter().copied()));
    // A test inside the crate takes away what explains a packet.
    covered.insert(Rule::Unexplained.name());
    let missing: Vec<&str> =
        Rule::ALL.iter().map(|rule| rule.name()).filter(|name| !covered.contains(name)).collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}
