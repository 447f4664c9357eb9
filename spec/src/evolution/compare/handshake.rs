//! Handshakes: what both sides must do alike to get the same keys.
//!
//! Everything that enters the transcript or the key schedule must be equal to
//! the byte, and none of it is seen in one packet. Payloads are structures and
//! are compared as such.

use super::{Comparer, Entry, Place, Suspects, Whole, became};
use crate::evolution::matching::{Fate, Numbered, fates};
use crate::evolution::rules::Rule;
use crate::model::{
    Agreed, Claim, Handshake, HandshakeExpression, HandshakeMessage, Model, Mutant, Party,
    PatternToken, Records, State, Step, Suite, Target, Trigger,
};
use crate::span::Span;

const KEYS: &str = "the two sides compute different keys, which no packet shows";
const RUNS: &str = "it shows in how a handshake runs, not in what one packet holds";
const SESSION: &str = "it shows in packets that are sealed";

impl<'m> Comparer<'m> {
    /// All handshakes: paired by name, or by being the only one.
    pub(super) fn handshakes(&mut self) {
        let mut gone: Vec<&Handshake> = Vec::new();
        let mut come: Vec<&Handshake> = self.new.handshakes.iter().collect();
        let mut pairs: Vec<(&Handshake, &Handshake)> = Vec::new();
        for old in &self.old.handshakes {
            match come.iter().position(|new| new.name.text == old.name.text) {
                Some(place) => pairs.push((old, come.remove(place))),
                None => gone.push(old),
            }
        }
        if let ([old], [new]) = (&gone[..], &come[..]) {
            pairs.push((*old, *new));
            (gone, come) = (Vec::new(), Vec::new());
        }
        for old in gone {
            let (rule, spans) = (Rule::HandshakeRemoved, (Some(old.name.span), None));
            self.report_beyond(rule, &old.name.text, "removed", spans, Suspects::WRITERS, RUNS);
        }
        for new in come {
            let (rule, spans) = (Rule::HandshakeAdded, (None, Some(new.name.span)));
            self.report(rule, &new.name.text, "added", spans, Suspects::NONE, Place::NOWHERE);
            self.check_since(&new.docs, &new.name.text, new.name.span);
        }
        for (old, new) in pairs {
            self.handshake(old, new);
        }
    }

    fn handshake(&mut self, old: &'m Handshake, new: &'m Handshake) {
        let spans = (Some(old.name.span), Some(new.name.span));
        let name = &new.name.text;
        self.declaration((&old.name, &old.docs), (&new.name, &new.docs));
        self.prologue(old, new, spans);
        self.suites(old, new);
        self.handshake_messages(old, new);
        self.labels(old, new, spans);
        self.claims(old, new);
        let (a, b) = (records(&old.records), records(&new.records));
        if a != b {
            let (rule, message) = (Rule::HandshakeRecordsChanged, became(a, b));
            self.report_beyond(rule, name, message, spans, Suspects::BOTH, SESSION);
        }
        if old.limit != new.limit {
            let message = format!("{} bytes", became(old.limit, new.limit));
            let grows = new.limit > old.limit;
            let suspects = if grows { Suspects::READERS } else { Suspects::WRITERS };
            let rule = Rule::HandshakeLimitChanged;
            self.report_beyond(rule, name, message, spans, suspects, RUNS);
        }
        if old.deadline_ms != new.deadline_ms {
            let message = format!("{} ms", became(old.deadline_ms, new.deadline_ms));
            let (rule, place) = (Rule::HandshakeDeadlineChanged, Place::NOWHERE);
            self.report(rule, name, message, spans, Suspects::NONE, place);
        }
        self.second_attempts(old, new, spans);
        // Where only one side knows second attempts, that is told above.
        let attempts = old.demands_cookies() == new.demands_cookies();
        let machines = (machine(self.old, old, attempts), machine(self.new, new, attempts));
        for (what, message) in differences(&machines.0, &machines.1) {
            let (rule, subject) = (Rule::HandshakeMachineChanged, format!("{name}.{what}"));
            self.report_beyond(rule, subject, message, spans, Suspects::BOTH, RUNS);
        }
    }

    /// Whether a responder may ask for a cookie, and an initiator answers it.
    fn second_attempts(
        &mut self,
        old: &Handshake,
        new: &Handshake,
        spans: (Option<Span>, Option<Span>),
    ) {
        let asking = |handshake: &Handshake| {
            let mut transitions = handshake.responder.iter().flat_map(|state| &state.transitions);
            let notice = transitions.find_map(|transition| transition.demand())?.2;
            Some(format!("by {}", message_name(handshake, notice)))
        };
        let (rule, message, suspects) = match (asking(old), asking(new)) {
            (None, Some(message)) => (Rule::HandshakeRetryAdded, message, Suspects::READERS),
            (Some(message), None) => (Rule::HandshakeRetryRemoved, message, Suspects::WRITERS),
            (Some(_), Some(_)) | (None, None) => return,
        };
        self.report_beyond(rule, &new.name.text, message, spans, suspects, RUNS);
    }

    /// What both mix into the transcript before the first message.
    fn prologue(&mut self, old: &Handshake, new: &Handshake, spans: (Option<Span>, Option<Span>)) {
        let label = |handshake: &Handshake| format!("b\"{}\"", handshake.prologue.escape_ascii());
        let parts = [
            ("label", label(old), label(new)),
            ("protocol", self.old.name.text.clone(), self.new.name.text.clone()),
            ("version", self.old.version.to_string(), self.new.version.to_string()),
        ];
        for (part, a, b) in parts {
            if a != b {
                let subject = format!("{}.prologue", new.name);
                let message = format!("{part} {}", became(a, b));
                let rule = Rule::HandshakePrologueChanged;
                self.report_beyond(rule, subject, message, spans, Suspects::BOTH, KEYS);
            }
        }
    }

    fn suites(&mut self, old: &Handshake, new: &Handshake) {
        for suite in &old.suites {
            let subject = format!("{}.{:#06x}", new.name, suite.id);
            match new.suites.iter().find(|other| other.id == suite.id) {
                None => {
                    let spans = (Some(suite.span), None);
                    let (rule, suspects) = (Rule::HandshakeSuiteRemoved, Suspects::WRITERS);
                    self.report_beyond(rule, subject, &suite.name, spans, suspects, RUNS);
                }
                Some(other) if other.name != suite.name => {
                    let spans = (Some(suite.span), Some(other.span));
                    let message =
                        became(&suite.name, &other.name) + &known_beforehand(suite, other);
                    let (rule, suspects) = (Rule::HandshakeSuiteChanged, Suspects::BOTH);
                    self.report_beyond(rule, subject, message, spans, suspects, KEYS);
                }
                Some(_) => {}
            }
        }
        for suite in &new.suites {
            if !old.suites.iter().any(|other| other.id == suite.id) {
                let subject = format!("{}.{:#06x}", new.name, suite.id);
                let spans = (None, Some(suite.span));
                let (rule, suspects) = (Rule::HandshakeSuiteAdded, Suspects::READERS);
                self.report_beyond(rule, subject, &suite.name, spans, suspects, RUNS);
            }
        }
    }

    /// What is verified, and what shows that the verification can fail.
    fn claims(&mut self, old: &Handshake, new: &Handshake) {
        let text = |claim: &Claim| match &claim.only {
            Some(only) => format!("{} if {only}", claim.kind.text()),
            None => claim.kind.text().to_owned(),
        };
        let subject = format!("{}.claims", new.name);
        let gone = old.claims.iter().filter(|a| !new.claims.iter().any(|b| text(a) == text(b)));
        for claim in gone {
            let (rule, spans) = (Rule::HandshakeClaimDropped, (Some(claim.span), None));
            self.report(rule, &subject, text(claim), spans, Suspects::NONE, Place::NOWHERE);
        }
        let come = new.claims.iter().filter(|b| !old.claims.iter().any(|a| text(a) == text(b)));
        for claim in come {
            let (rule, spans) = (Rule::HandshakeClaimAdded, (None, Some(claim.span)));
            self.report(rule, &subject, text(claim), spans, Suspects::NONE, Place::NOWHERE);
        }
        let subject = format!("{}.mutants", new.name);
        let same =
            |a: &Mutant, b: &Mutant| a.mutation == b.mutation && a.breaks.text == b.breaks.text;
        for mutant in old.mutants.iter().filter(|a| !new.mutants.iter().any(|b| same(a, b))) {
            let (rule, spans) = (Rule::HandshakeMutantDropped, (Some(mutant.span), None));
            let text = format!("{} breaks {}", mutant.mutation, mutant.breaks);
            self.report(rule, &subject, text, spans, Suspects::NONE, Place::NOWHERE);
        }
    }

    fn handshake_messages(&mut self, old: &'m Handshake, new: &'m Handshake) {
        // Messages of a handshake have roles by their names; numbers are bytes.
        let by_number = |handshake: &'m Handshake| -> Numbered<'m> {
            let messages = handshake.messages.iter();
            messages.map(|message| (i128::from(message.id), message.name.text.as_str())).collect()
        };
        for fate in fates(&by_number(old), &by_number(new)) {
            match fate {
                Fate::Kept(from, to) | Fate::Renamed(from, to) | Fate::Moved(from, to) => {
                    self.handshake_message(&new.name.text, &old.messages[from], &new.messages[to]);
                }
                Fate::Added(to) => {
                    let message = &new.messages[to];
                    let subject = format!("{}.{}", new.name, message.name);
                    let spans = (None, Some(message.name.span));
                    let (rule, text) = (Rule::HandshakeMessageAdded, format!("= {}", message.id));
                    self.report_beyond(rule, &subject, text, spans, Suspects::READERS, RUNS);
                    self.check_since(&message.docs, &subject, message.name.span);
                }
                Fate::Removed(from) => {
                    let message = &old.messages[from];
                    let subject = format!("{}.{}", new.name, message.name);
                    let spans = (Some(message.name.span), None);
                    let rule = Rule::HandshakeMessageRemoved;
                    let text = format!("was {}", message.id);
                    self.report_beyond(rule, subject, text, spans, Suspects::WRITERS, RUNS);
                }
            }
        }
    }

    fn handshake_message(
        &mut self,
        handshake: &str,
        old: &'m HandshakeMessage,
        new: &'m HandshakeMessage,
    ) {
        let label = format!("{handshake}.{}", new.name);
        let spans = (Some(old.name.span), Some(new.name.span));
        self.history(&old.docs, &new.docs, &label, (old.name.span, new.name.span));
        let sender = |message: &HandshakeMessage| match message.from {
            Party::Initiator => "from the initiator",
            Party::Responder => "from the responder",
        };
        let seal = |message: &HandshakeMessage| if message.sealed { "sealed" } else { "clear" };
        let parts = [
            (format!("number {}", old.id), format!("number {}", new.id), RUNS),
            (sender(old).to_owned(), sender(new).to_owned(), RUNS),
            (tokens(&old.tokens), tokens(&new.tokens), KEYS),
            (seal(old).to_owned(), seal(new).to_owned(), KEYS),
        ];
        for (a, b, why) in parts {
            if a != b {
                let (rule, message) = (Rule::HandshakeMessageChanged, became(a, b));
                self.report_beyond(rule, &label, message, spans, Suspects::BOTH, why);
            }
        }
        if old.name.text != new.name.text {
            let message = became(&old.name, &new.name);
            let (rule, suspects) = (Rule::MessageRenamed, Suspects::SOURCE);
            self.report(rule, &label, message, spans, suspects, Place::NOWHERE);
        }
        let node = self.structures(old.payload, new.payload, &label, None);
        self.wholes.push(Whole {
            old: Some(Entry::Struct(old.payload)),
            new: Some(Entry::Struct(new.payload)),
            node: Some(node),
            root: true,
        });
    }

    fn labels(&mut self, old: &Handshake, new: &Handshake, spans: (Option<Span>, Option<Span>)) {
        let labels = [
            ("key", &old.keys.key, &new.keys.key),
            ("iv", &old.keys.iv, &new.keys.iv),
            ("update", &old.keys.update, &new.keys.update),
            ("exporter", &old.keys.exporter, &new.keys.exporter),
        ];
        for (which, a, b) in labels {
            if a != b {
                let subject = format!("{}.keys.{which}", new.name);
                let message = became(
                    format!("b\"{}\"", a.escape_ascii()),
                    format!("b\"{}\"", b.escape_ascii()),
                );
                let rule = Rule::HandshakeKeysChanged;
                self.report_beyond(rule, subject, message, spans, Suspects::BOTH, KEYS);
            }
        }
    }
}

/// Whose keys a new suite has known beforehand and the old has not, or the
/// other way round: that is no byte of any message, but a setting of the peer.
fn known_beforehand(old: &Suite, new: &Suite) -> String {
    let mut told = String::new();
    for (party, owner) in [(Party::Initiator, "initiator's"), (Party::Responder, "responder's")] {
        let known = [old, new].map(|suite| suite.pre_messages().contains(&party));
        told += &match known {
            [false, true] => format!("; the {owner} key has to be known beforehand"),
            [true, false] => format!("; the {owner} key is known beforehand no more"),
            [true, true] | [false, false] => continue,
        };
    }
    told
}

fn tokens(tokens: &[PatternToken]) -> String {
    let names = tokens.iter().map(|token| token.to_string());
    format!("tokens [{}]", names.collect::<Vec<_>>().join(", "))
}

fn records(records: &Records) -> String {
    let kinds = records.kinds.iter().map(|(kind, number, _)| format!("{number} {kind:?}"));
    format!("u{}: {}", records.tag.bits, kinds.collect::<Vec<_>>().join(", "))
}

/// What the machines do, part by part, in the words of the spec; `attempts` says
/// whether second attempts are a part.
fn machine(model: &Model, handshake: &Handshake, attempts: bool) -> Vec<(String, String)> {
    let text = |value: &HandshakeExpression| model.handshake_expression_text(handshake, value);
    let mut parts: Vec<(String, String)> = Vec::new();
    for binding in &handshake.bindings {
        parts.push((binding.name.text.clone(), text(&binding.value)));
    }
    for failure in &handshake.failures {
        let notice = failure.reply.as_ref().map_or("no notice".to_owned(), |(message, fields)| {
            let fields: Vec<String> = fields.iter().map(|(_, value)| text(value)).collect();
            format!("notice {} {{ {} }}", message_name(handshake, *message), fields.join(", "))
        });
        parts.push((failure.name.text.clone(), notice));
    }
    let otherwise = handshake.otherwise;
    let by_default = [
        ("crypto", otherwise.crypto),
        ("malformed", otherwise.malformed),
        ("unexpected", otherwise.unexpected),
        ("timeout", otherwise.timeout),
        ("suite", otherwise.suite),
    ];
    for (what, failure) in by_default {
        parts.push((format!("otherwise.{what}"), failure_name(handshake, failure)));
    }
    for (party, states) in
        [("initiator", &handshake.initiator), ("responder", &handshake.responder)]
    {
        for state in states {
            let known = state.transitions.iter().filter(|each| attempts || !each.once);
            for transition in known {
                let mut event = match transition.trigger {
                    Trigger::Start => "start".to_owned(),
                    Trigger::Ready => "ready".to_owned(),
                    Trigger::Message(place) => message_name(handshake, place),
                };
                if transition.once {
                    event.push_str(" once");
                }
                let steps = transition.steps.iter();
                let steps = steps.filter(|s| attempts || !matches!(s, Step::Demand { .. }));
                let mut steps: Vec<String> = steps.map(|s| step(handshake, s, &text)).collect();
                steps.push(target(handshake, states, &transition.target, &text));
                parts.push((format!("{party}.{}.{event}", state.name), steps.join("; ")));
            }
        }
    }
    parts
}

fn step(
    handshake: &Handshake,
    step: &Step,
    text: &dyn Fn(&HandshakeExpression) -> String,
) -> String {
    match step {
        Step::Check { condition, failure, .. } => {
            format!("check {} else {}", text(condition), failure_name(handshake, *failure))
        }
        Step::Let { name, value, failure } => {
            let other =
                failure.map(|failure| format!(" else {}", failure_name(handshake, failure)));
            format!("let {name} = {}{}", text(value), other.unwrap_or_default())
        }
        Step::Send { message, fields, .. } => {
            let fields: Vec<String> = fields.iter().map(text).collect();
            format!("send {} {{ {} }}", message_name(handshake, *message), fields.join(", "))
        }
        Step::Demand { shown, suite, notice, .. } => format!(
            "check cookie({}, {}) else {}",
            text(&HandshakeExpression::MessageField(shown.0, shown.1)),
            text(suite),
            message_name(handshake, *notice)
        ),
        Step::SendReady => "send ready".to_owned(),
    }
}

fn target(
    handshake: &Handshake,
    states: &[State],
    target: &Target,
    text: &dyn Fn(&HandshakeExpression) -> String,
) -> String {
    match target {
        Target::State(place) => {
            format!("-> {}", states.get(*place).map_or("", |state| &state.name.text))
        }
        Target::Failed(failure) => format!("-> failed({})", failure_name(handshake, *failure)),
        Target::Established(Agreed { compression, max_record }) => {
            let value = |value: &Option<HandshakeExpression>| {
                value.as_ref().map_or("none".to_owned(), text)
            };
            format!(
                "-> established, compression {}, max_record {}",
                value(compression),
                value(max_record)
            )
        }
    }
}

fn message_name(handshake: &Handshake, place: usize) -> String {
    handshake.messages.get(place).map_or_else(String::new, |message| message.name.text.clone())
}

fn failure_name(handshake: &Handshake, place: usize) -> String {
    handshake.failures.get(place).map_or_else(String::new, |failure| failure.name.text.clone())
}

/// The parts that are not alike.
fn differences(old: &[(String, String)], new: &[(String, String)]) -> Vec<(String, String)> {
    let find = |side: &[(String, String)], part: &str| {
        side.iter().find(|(name, _)| name == part).map(|(_, text)| text.clone())
    };
    let mut found = Vec::new();
    for (part, text) in old {
        match find(new, part) {
            Some(other) if other == *text => {}
            Some(other) => found.push((part.clone(), steps_changed(text, &other))),
            None => found.push((part.clone(), format!("gone: {text}"))),
        }
    }
    let added = new.iter().filter(|(part, _)| find(old, part).is_none());
    found.extend(added.map(|(part, text)| (part.clone(), format!("new: {text}"))));
    found
}

/// Which of some steps are gone, and which are new.
fn steps_changed(old: &str, new: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (old.split("; ").collect(), new.split("; ").collect());
    if let ([old], [new]) = (&before[..], &after[..]) {
        return became(old, new);
    }
    let gone =
        before.iter().filter(|step| !after.contains(step)).map(|step| format!("without `{step}`"));
    let come =
        after.iter().filter(|step| !before.contains(step)).map(|step| format!("with `{step}`"));
    let changed: Vec<String> = gone.chain(come).collect();
    if changed.is_empty() { "in another order".to_owned() } else { changed.join(", ") }
}
