//! Witnesses: packets that show what a change does, found by trying.
//!
//! Inputs are the boundary values of both versions, and for each change the
//! values of what changed, varied about the old and the new bounds and put into
//! the smallest packets that hold it. Each is encoded by one version and read
//! by both. Of those that show the change the shortest is kept.
//!
//! The search is bounded by counts alone ([`MOST_SAMPLES`],
//! [`MOST_CANDIDATES`], [`LONGEST_WITNESS`]), so it finds the same on every
//! machine.
//!
//! Read next: `trial` for what a packet shows, `candidates` and `variation` for
//! the values tried.

mod candidates;
mod embed;
mod trial;
mod variation;

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{Change, Comparer, Entry, Seat, Whole};
use super::finding::{Evidence, Finding, Harm, Reading, Report, Witness};
use super::meaning::Sides;
use super::rules::Rule;
use crate::check::Checked;
use crate::interpret::Interpreter;
use crate::model::{Model, Size};
use candidates::Known;
use trial::Trial;

/// The boundary values of one version that are tried of each packet, message,
/// structure or union, the shortest first.
pub const MOST_SAMPLES: usize = 2048;

/// The values of what changed that are tried for one harm of one change.
pub const MOST_CANDIDATES: usize = 4096;

/// The longest input that is tried, in bytes.
pub const LONGEST_WITNESS: usize = 64 * 1024;

/// The longest byte string, string or list of a boundary value, unless its
/// least length is greater.
const LONGEST_SAMPLE: u64 = 64;

/// A version of the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Old,
    New,
}

/// Two versions of a protocol, compared.
pub struct Comparison<'m> {
    comparer: Comparer<'m>,
    old: &'m Checked<Model>,
    new: &'m Checked<Model>,
    known: Known,
}

impl<'m> Comparison<'m> {
    /// Compares two versions by their models; no packet is tried yet.
    pub fn new(old: &'m Checked<Model>, new: &'m Checked<Model>) -> Self {
        Comparison { comparer: Comparer::new(old, new), old, new, known: Known::default() }
    }

    /// Whatever is a packet of its own in both versions, or may be: the name it
    /// is read by in the old and in the new spec.
    pub fn wholes(&self) -> impl Iterator<Item = (Option<&'m str>, Option<&'m str>)> + '_ {
        self.comparer.wholes.iter().map(|whole| {
            (self.entry_name(Side::Old, whole.old), self.entry_name(Side::New, whole.new))
        })
    }

    /// What an input shows when both versions read it as one of
    /// [`wholes`](Self::wholes), by its place: whom it hurts, and how. None if
    /// both read the same, both refuse it, or there is no such whole.
    pub fn read(&self, whole: usize, bytes: &[u8]) -> Option<(Harm, Witness)> {
        let harm = self.trial(whole, bytes.to_vec())?.harm?;
        Some((harm, self.witness(whole, bytes)))
    }

    /// All changes, with packets that show them.
    pub fn report(&self) -> Report {
        let mut search =
            Search { comparison: self, samples: BTreeMap::new(), tried: BTreeSet::new() };
        let changes = &self.comparer.changes;
        let mut findings: Vec<Finding> =
            changes.iter().map(|change| search.finding(change)).collect();
        let unexplained = search.unexplained(&findings);
        findings.extend(unexplained);
        findings.sort_by_key(|finding| {
            let place = finding.new.or(finding.old).map(|span| span.start);
            (finding.verdict(), finding.old.is_none() && finding.new.is_none(), place)
        });
        Report {
            findings,
            tried: search.tried.len(),
            old: (self.old.name.text.clone(), self.old.version),
            new: (self.new.name.text.clone(), self.new.version),
        }
    }

    fn model(&self, side: Side) -> &'m Checked<Model> {
        match side {
            Side::Old => self.old,
            Side::New => self.new,
        }
    }

    fn interpreter(&self, side: Side) -> Interpreter<'m> {
        Interpreter::new(self.model(side))
    }

    fn sides(&self) -> Sides<'m> {
        Sides { old: self.old, new: self.new }
    }

    fn entry(&self, side: Side, whole: &Whole) -> Option<Entry> {
        match side {
            Side::Old => whole.old,
            Side::New => whole.new,
        }
    }

    fn entry_name(&self, side: Side, entry: Option<Entry>) -> Option<&'m str> {
        let model: &'m Model = self.model(side);
        Some(match entry? {
            Entry::Struct(id) => &model[id].name.text,
            Entry::Union(id) => &model[id].name.text,
            Entry::Message { set, .. } => &model.message_sets.get(set)?.name.text,
        })
    }

    fn witness(&self, whole: usize, bytes: &[u8]) -> Witness {
        let declared = &self.comparer.wholes[whole];
        let reading = |side: Side| {
            let entry = self.entry(side, declared);
            let outcome = entry.map(|entry| self.json(side, entry, bytes));
            Reading {
                name: self.entry_name(side, entry).map(str::to_owned),
                outcome: outcome.unwrap_or_else(trial::undeclared),
            }
        };
        let parts = self.trial(whole, bytes.to_vec()).and_then(|trial| trial.parting);
        Witness {
            bytes: bytes.to_vec(),
            old: reading(Side::Old),
            new: reading(Side::New),
            parts: parts.map(|parting| parting.path),
        }
    }

    /// Whether both versions may accept the same bytes at all, by their lengths.
    fn may_meet(&self, whole: usize) -> bool {
        let whole = &self.comparer.wholes[whole];
        let size = |side: Side| -> Option<Size> {
            let model = self.model(side);
            match self.entry(side, whole)? {
                Entry::Struct(id) => Some(model.struct_size(id)),
                Entry::Union(id) => Some(model.union_size(id)),
                Entry::Message { set, message } => {
                    let set = model.message_sets.get(set)?;
                    let body = set.messages.get(message?)?.body;
                    Some(Size::of(set.tag).then(model.struct_size(body)))
                }
            }
        };
        let below = |a: Size, b: Size| a.max.is_some_and(|max| max < b.min);
        match (size(Side::Old), size(Side::New)) {
            (Some(old), Some(new)) => !below(old, new) && !below(new, old),
            _ => false,
        }
    }
}

/// A search under way.
struct Search<'c, 'm> {
    comparison: &'c Comparison<'m>,
    /// What the boundary values of each whole showed.
    samples: BTreeMap<usize, Vec<Trial>>,
    /// Every input that was read, by its whole.
    tried: BTreeSet<(usize, Vec<u8>)>,
}

impl Search<'_, '_> {
    fn finding(&mut self, change: &Change) -> Finding {
        let wholes = self.comparison.comparer.wholes_of(change.place.seat);
        let mut harms = Vec::new();
        for harm in Harm::ALL.into_iter().filter(|harm| change.suspects.has(*harm)) {
            let evidence = match change.beyond {
                Some(why) => {
                    let certain = change.rule != Rule::HandshakeMachineChanged;
                    Some(Evidence::BeyondPackets { why, certain })
                }
                None => self.evidence(change, harm, &wholes),
            };
            harms.extend(evidence.map(|evidence| (harm, evidence)));
        }
        Finding {
            rule: change.rule,
            subject: change.subject.clone(),
            message: change.message.clone(),
            old: change.old,
            new: change.new,
            harms,
            source: change.suspects.source,
            wholes,
        }
    }

    /// The shortest packet that shows the harm. None if no packet can.
    fn evidence(&mut self, change: &Change, harm: Harm, wholes: &[usize]) -> Option<Evidence> {
        let possible: Vec<usize> = match harm {
            Harm::Meaning => {
                wholes.iter().copied().filter(|w| self.comparison.may_meet(*w)).collect()
            }
            Harm::OldReaders | Harm::OldWriters => wholes.to_vec(),
        };
        let (roots, inner): (Vec<usize>, Vec<usize>) =
            possible.iter().partition(|whole| self.comparison.comparer.wholes[**whole].root);
        let mut tried = 0;
        for group in [roots, inner] {
            let mut best: Option<(usize, Vec<u8>)> = None;
            for whole in group {
                let found = self.shortest(change, harm, whole, &mut tried);
                best = match (best, found) {
                    (Some((_, a)), Some(b)) if (b.len(), &b) < (a.len(), &a) => Some((whole, b)),
                    (None, Some(b)) => Some((whole, b)),
                    (best, _) => best,
                };
            }
            if let Some((whole, bytes)) = best {
                let witness = self.comparison.witness(whole, &bytes);
                return Some(Evidence::Witness(Box::new(witness)));
            }
        }
        (!possible.is_empty()).then_some(Evidence::Unproven { tried })
    }

    fn shortest(
        &mut self,
        change: &Change,
        harm: Harm,
        whole: usize,
        tried: &mut usize,
    ) -> Option<Vec<u8>> {
        let targeted = self.comparison.candidates(change, harm, whole);
        let mut best: Option<Vec<u8>> = None;
        let mut look = |comparison: &Comparison<'_>, trial: &Trial| {
            let shorter = best
                .as_ref()
                .is_none_or(|best| (trial.bytes.len(), &trial.bytes) < (best.len(), best));
            if trial.harm == Some(harm) && shorter && comparison.shows(change, trial) {
                best = Some(trial.bytes.clone());
            }
        };
        // What moves everything behind it is told apart only by what holds it.
        let attributed = targeted.is_empty() || !candidates::is_sweeping(change);
        if attributed || matches!(change.place.seat, Seat::Wholes(..) | Seat::Set(..)) {
            self.sample(whole);
            let samples = self.samples.get(&whole).map_or(&[][..], Vec::as_slice);
            *tried += samples.len();
            samples.iter().for_each(|trial| look(self.comparison, trial));
        }
        *tried += targeted.len();
        for bytes in targeted {
            self.tried.insert((whole, bytes.clone()));
            if let Some(trial) = self.comparison.trial(whole, bytes) {
                look(self.comparison, &trial);
            }
        }
        best
    }

    /// Reads the boundary values of a whole, once.
    fn sample(&mut self, whole: usize) {
        if self.samples.contains_key(&whole) {
            return;
        }
        let mut inputs: BTreeSet<(usize, Vec<u8>)> = BTreeSet::new();
        for side in [Side::Old, Side::New] {
            let samples = self.comparison.samples(side, whole);
            inputs.extend(samples.iter().map(|(bytes, _)| (bytes.len(), bytes.clone())));
        }
        let trials: Vec<Trial> = inputs
            .into_iter()
            .filter_map(|(_, bytes)| self.comparison.trial(whole, bytes))
            .collect();
        self.tried.extend(trials.iter().map(|trial| (whole, trial.bytes.clone())));
        self.samples.insert(whole, trials);
    }

    /// Packets that are read differently where no finding says so.
    fn unexplained(&mut self, findings: &[Finding]) -> Vec<Finding> {
        let mut found = Vec::new();
        for whole in 0..self.comparison.comparer.wholes.len() {
            self.sample(whole);
            for harm in Harm::ALL {
                let told = |finding: &Finding| {
                    finding.wholes.contains(&whole) && finding.evidence(harm).is_some()
                };
                if findings.iter().any(told) {
                    continue;
                }
                let samples = self.samples.get(&whole).map_or(&[][..], Vec::as_slice);
                let Some(trial) = samples.iter().find(|trial| trial.harm == Some(harm)) else {
                    continue;
                };
                let witness = self.comparison.witness(whole, &trial.bytes);
                let name = witness.new.name.clone().or(witness.old.name.clone());
                found.push(Finding {
                    rule: Rule::Unexplained,
                    subject: name.unwrap_or_default(),
                    message: "read differently".to_owned(),
                    old: None,
                    new: None,
                    harms: vec![(harm, Evidence::Witness(Box::new(witness)))],
                    source: false,
                    wholes: vec![whole],
                });
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Comparison, Harm};
    use crate::evolution::Rule;

    #[test]
    fn a_packet_that_no_rule_explains_is_reported() {
        let spec = |most: u32| {
            let head = "protocol p { edition: 1, version: 1, endian: big }";
            crate::compile(&format!("{head} struct A {{ x: u8 in 0..={most} }}")).expect("good")
        };
        let (old, new) = (spec(9), spec(8));
        let mut comparison = Comparison::new(&old, &new);
        comparison.comparer.changes.clear();
        let findings = comparison.report().findings;
        let [found] = &findings[..] else { panic!("{findings:?}") };
        assert_eq!((found.rule, found.subject.as_str()), (Rule::Unexplained, "A"));
        assert!(found.evidence(Harm::OldWriters).is_some_and(|evidence| evidence.is_certain()));
    }
}
