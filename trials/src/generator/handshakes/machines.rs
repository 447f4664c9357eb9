//! The machines of a handshake: states of both parties, written along the way that
//! the messages take, so that each is reached, has a way out, and uses what is known
//! on every way to it.

use std::collections::BTreeSet;

use super::super::Generator;
use super::super::names::{FIELDS, Names, TYPES};
use super::Handshake;
use super::messages::{For, Message};
use super::values::{Kind, Value};

/// A party under way.
struct Party {
    names: Names,
    states: Vec<State>,
    /// What it knows here.
    known: Vec<Value>,
    /// The messages that it sent or received.
    seen: BTreeSet<String>,
    /// Whether it has its peer's static key.
    has_key: bool,
    /// Whether a suite runs.
    began: bool,
}

struct State {
    docs: String,
    name: String,
    transitions: Vec<String>,
    /// Whether only an opening may lead here.
    closed: bool,
}

/// What comes next: the event, and what the receiver may find of it.
struct Event {
    name: String,
    found: Vec<String>,
}

impl Party {
    /// The values it knows and the messages that it has them from.
    fn knowledge(&self) -> (Vec<Value>, BTreeSet<String>) {
        (self.known.clone(), self.seen.clone())
    }

    /// Back to what it knew before.
    fn forget(&mut self, before: (Vec<Value>, BTreeSet<String>)) {
        (self.known, self.seen) = before;
    }

    fn state(&mut self) -> &mut State {
        self.states.last_mut().expect("a party has a state")
    }

    /// From here on a suite runs.
    fn begin(&mut self, handshake: &Handshake) {
        if !self.began {
            self.began = true;
            self.known.push(handshake.suite());
        }
    }

    /// Takes in a message, which it sent or received.
    fn take(&mut self, handshake: &Handshake, message: &Message) {
        if !self.seen.insert(message.name.clone()) {
            return;
        }
        if handshake.pattern.iter().any(|other| other.name == message.name) {
            self.begin(handshake);
        }
        self.known.extend(message.fields.iter().cloned());
        for (value, needs) in &handshake.bindings {
            if needs.contains(&message.name) && needs.is_subset(&self.seen) {
                self.known.push(value.clone());
            }
        }
    }
}

impl Generator {
    /// The machines of both parties. The first `told` notices tell of failures.
    pub(super) fn machines(&mut self, handshake: &mut Handshake, told: usize) -> [String; 2] {
        let mut parties = [0, 1].map(|party| {
            let free = handshake.bindings.iter().filter(|(_, needs)| needs.is_empty());
            let free = free.map(|(value, _)| value.clone());
            Party {
                names: self.names_clear_of(&[&handshake.local_name]),
                states: Vec::new(),
                known: handshake.local.iter().cloned().chain(free).collect(),
                seen: BTreeSet::new(),
                has_key: handshake.known[1 - party],
                began: false,
            }
        });
        for party in &mut parties {
            let first = self.state(party);
            party.states.push(first);
        }
        parties[0].begin(handshake);
        let mut event = Event { name: "start".to_owned(), found: Vec::new() };
        let count = handshake.pattern.len();
        let waits = self.draw.chance(70);
        for place in 0..count {
            let from = place % 2;
            let mut steps = self.judge(handshake, &mut parties[from], &event);
            if place == 1 {
                self.demand(handshake, &mut steps);
            }
            let messages = self.sent(handshake, place);
            let mut events = Vec::new();
            for message in &messages {
                let before = parties[from].knowledge();
                let (step, event) = self.send(handshake, &mut parties[from], *message, false);
                if passes_by(handshake, place, *message) {
                    parties[from].forget(before);
                }
                steps.push(step);
                events.push(event);
            }
            let last = place + 1 == count;
            if last && from == 1 {
                self.complete(&mut parties[1], &event.name, steps, waits);
            } else if last && !waits {
                self.establish(&mut parties[0], &event.name, &steps);
            } else {
                self.goes_on(&mut parties[from], &event.name, &steps);
                if place == 0 {
                    self.again(handshake, &mut parties[0], &messages);
                }
            }
            event = self.received(handshake, &mut parties[1 - from], place, &messages, events);
        }
        let receiver = count % 2;
        let steps = self.judge(handshake, &mut parties[receiver], &event);
        match receiver {
            1 => self.complete(&mut parties[1], &event.name, steps, waits),
            _ if waits => self.goes_on(&mut parties[0], &event.name, &steps),
            _ => self.establish(&mut parties[0], &event.name, &steps),
        }
        if waits {
            let ready = Event { name: "ready".to_owned(), found: Vec::new() };
            let steps = self.judge(handshake, &mut parties[0], &ready);
            self.establish(&mut parties[0], "ready", &steps);
        }
        let retry = handshake.retry;
        for place in (0..told).filter(|place| retry != Some(*place)) {
            self.answer_told(handshake, &mut parties, place);
        }
        let [initiator, responder] = parties;
        [written("initiator", &initiator), written("responder", &responder)]
    }

    /// Another state.
    fn state(&mut self, party: &mut Party) -> State {
        let docs = self.docs("        ");
        let name = party.names.fresh(&mut self.draw, TYPES);
        State { docs, name, transitions: Vec::new(), closed: false }
    }

    fn transition(&mut self, party: &mut Party, trigger: &str, steps: &[String], target: &str) {
        let steps = match steps {
            [] if self.draw.chance(70) => String::new(),
            steps => format!(" {{ {} }}", steps.concat()),
        };
        let text = format!("            on {trigger}{steps} -> {target}\n");
        party.state().transitions.push(text);
    }

    /// A transition to another state, which the party is then in.
    fn goes_on(&mut self, party: &mut Party, trigger: &str, steps: &[String]) {
        let next = self.state(party);
        self.transition(party, trigger, steps, &next.name);
        party.states.push(next);
    }

    /// The responder's last transition.
    fn complete(&mut self, party: &mut Party, trigger: &str, mut steps: Vec<String>, waits: bool) {
        if waits || self.draw.chance(20) {
            steps.push("send ready; ".to_owned());
        }
        self.establish(party, trigger, &steps);
    }

    /// A transition to the session.
    fn establish(&mut self, party: &mut Party, trigger: &str, steps: &[String]) {
        let target = format!("established{}", self.agreed(party));
        self.transition(party, trigger, steps, &target);
    }

    /// The messages that a party sends where that of the pattern is due: it, and a
    /// notice before or behind it, each by its place.
    fn sent(&mut self, handshake: &mut Handshake, place: usize) -> Vec<Place> {
        let mut messages = vec![Place::Pattern(place)];
        let answered = place == 0 && handshake.retry.is_some();
        if self.draw.chance(if answered { 40 } else { 15 }) {
            let notice = Place::Notice(self.notice(handshake, place % 2, For::Values));
            // A first message that a cookie is asked for is answered at once.
            let behind = if answered { 0 } else { self.draw.below(2) };
            messages.insert(behind, notice);
        }
        messages
    }

    /// A step that sends a message, and the event that it is.
    fn send(
        &mut self,
        handshake: &Handshake,
        party: &mut Party,
        message: Place,
        again: bool,
    ) -> (String, Event) {
        let message = message.of(handshake);
        let (mut values, mut found) = (Vec::new(), Vec::new());
        for field in &message.fields {
            let name = field.text.split_once('.').map_or("", |(_, name)| name);
            let (value, shared) = match &handshake.retry {
                Some(retry) if field.text == message.cookie() => match again {
                    true => (handshake.notices[*retry].fields[0].text.clone(), false),
                    false => ("empty".to_owned(), false),
                },
                _ => self.fill(handshake, &party.known, &field.kind),
            };
            match value.as_str() {
                "now" => found.push(format!("within({}, now, 5 s)", field.text)),
                text if shared && field.kind != Kind::Truth => {
                    found.push(format!("{} == {text}", field.text));
                }
                _ => {}
            }
            values.push(format!("{name}: {value}"));
        }
        if self.draw.chance(30) {
            values.reverse();
        }
        party.take(handshake, message);
        let step = format!("send {} {{ {} }}; ", message.name, values.join(", "));
        (step, Event { name: message.name.clone(), found })
    }

    /// What a party does with all messages that arrive but the last one, which is the
    /// event to come.
    fn received(
        &mut self,
        handshake: &mut Handshake,
        party: &mut Party,
        due: usize,
        messages: &[Place],
        events: Vec<Event>,
    ) -> Event {
        let count = messages.len();
        let mut last = None;
        for (place, (message, event)) in messages.iter().zip(events).enumerate() {
            let passes_by = passes_by(handshake, due, *message);
            let message = message.of(handshake);
            let before = party.knowledge();
            party.has_key |= message.shows_key;
            party.take(handshake, message);
            if place + 1 == count {
                last = Some(event);
            } else {
                let steps = self.judge(handshake, party, &event);
                if passes_by {
                    let state = party.state().name.clone();
                    self.transition(party, &event.name, &steps, &state);
                    party.forget(before);
                } else {
                    self.goes_on(party, &event.name, &steps);
                }
            }
        }
        last.expect("a message is sent")
    }

    /// The steps in front of what is sent: checks and named values.
    fn judge(
        &mut self,
        handshake: &mut Handshake,
        party: &mut Party,
        event: &Event,
    ) -> Vec<String> {
        let mut steps = Vec::new();
        for found in &event.found {
            let early = found.ends_with("== suite") && !party.began;
            if !early && self.draw.chance(50) {
                let failure = self.failure(handshake);
                steps.push(format!("check {found} else {failure}; "));
            }
        }
        for _ in 0..self.draw.pick(&[0, 0, 1, 1, 2]) {
            if self.draw.chance(50) {
                steps.push(self.name_value(handshake, party));
                continue;
            }
            let condition = self.checked(handshake, &party.known, party.has_key);
            handshake.authorizes |= condition == "authorized(rs)";
            let failure = self.failure(handshake);
            steps.push(format!("check {condition} else {failure}; "));
        }
        steps
    }

    /// `let name = value;`
    fn name_value(&mut self, handshake: &mut Handshake, party: &mut Party) -> String {
        let (text, kind, missing) = self.named(handshake, &party.known, false);
        let name = handshake.values.fresh(&mut self.draw, FIELDS);
        party.known.push(Value { text: name.clone(), kind });
        match missing {
            true => format!("let {name} = {text} else {}; ", self.failure(handshake)),
            false => format!("let {name} = {text}; "),
        }
    }

    fn failure(&mut self, handshake: &Handshake) -> String {
        handshake.failures[self.draw.below(handshake.failures.len())].clone()
    }

    /// The step that asks for a second attempt, where the handshake has one.
    fn demand(&mut self, handshake: &Handshake, steps: &mut Vec<String>) {
        let Some(retry) = handshake.retry.map(|place| &handshake.notices[place]) else { return };
        let cookie = handshake.pattern[0].cookie();
        let step = format!("check cookie({cookie}, suite) else {}; ", retry.name);
        steps.insert(self.draw.below(steps.len() + 1), step);
    }

    /// The transition of the initiator that makes a second attempt, in the state that
    /// waits.
    fn again(&mut self, handshake: &Handshake, party: &mut Party, messages: &[Place]) {
        let Some(retry) = handshake.retry.map(|place| &handshake.notices[place]) else { return };
        let failure = self.failure(handshake);
        let mut steps = vec![format!("check suite in local.suites else {failure}; ")];
        let before = party.knowledge();
        let repeats = self.draw.chance(50);
        for message in messages.iter().filter(|place| repeats || !place.is_notice()) {
            steps.push(self.send(handshake, party, *message, true).0);
        }
        party.forget(before);
        let state = party.state().name.clone();
        self.transition(party, &format!("{} once", retry.name), &steps, &state);
        party.state().closed = true;
    }

    /// What the receiver of a notice that tells of a failure does with it.
    fn answer_told(&mut self, handshake: &mut Handshake, parties: &mut [Party; 2], place: usize) {
        let notice = &handshake.notices[place];
        let name = notice.name.clone();
        let party = &mut parties[1 - notice.from];
        let at = self.draw.below(party.states.len());
        let failure = self.failure(handshake);
        let check = match notice.fields.get(self.draw.below(notice.fields.len())) {
            Some(field) if self.draw.chance(40) => {
                let known = [field.clone()];
                let condition = self.checked(handshake, &known, false);
                format!(" {{ check {condition} else {failure}; }}")
            }
            _ => String::new(),
        };
        let state = &mut party.states[at];
        let target = match !state.closed && self.draw.chance(30) {
            true => state.name.clone(),
            false => format!("failed({})", self.failure(handshake)),
        };
        state.transitions.push(format!("            on {name}{check} -> {target}\n"));
    }

    /// What both agreed on.
    fn agreed(&mut self, party: &Party) -> String {
        let mut values = Vec::new();
        for (name, most) in [("compression", 0xff), ("max_record", i128::from(u64::MAX))] {
            let fits = |value: &&Value| match value.kind {
                Kind::Number { low, high } => low >= 0 && high <= most,
                Kind::Enumeration(_) => true,
                _ => false,
            };
            let usable: Vec<&Value> = party.known.iter().filter(fits).collect();
            if let Some(value) = usable.get(self.draw.below(usable.len() * 3 / 2)) {
                values.push(format!("{name}: {}", value.text));
            } else if self.draw.chance(20) {
                values.push(format!("{name}: {}", self.draw.below(256)));
            }
        }
        match values.is_empty() {
            true => String::new(),
            false => format!(" {{ {} }}", values.join(", ")),
        }
    }
}

/// Whether a message that is sent where that of the pattern is due leaves nothing
/// behind: a notice in front of a first message that may come again, which the
/// responder takes any number of times, or not at all.
fn passes_by(handshake: &Handshake, due: usize, message: Place) -> bool {
    due == 0 && handshake.retry.is_some() && message.is_notice()
}

/// A message, by its place.
#[derive(Clone, Copy)]
enum Place {
    Pattern(usize),
    Notice(usize),
}

impl Place {
    fn of(self, handshake: &Handshake) -> &Message {
        match self {
            Place::Pattern(place) => &handshake.pattern[place],
            Place::Notice(place) => &handshake.notices[place],
        }
    }

    fn is_notice(self) -> bool {
        matches!(self, Place::Notice(_))
    }
}

fn written(name: &str, party: &Party) -> String {
    let states = party.states.iter().map(|state| {
        let transitions = state.transitions.concat();
        format!("{}        {} {{\n{transitions}        }}\n", state.docs, state.name)
    });
    format!("    {name} {{\n{}    }}\n", states.collect::<String>())
}
