//! Both machines of a handshake in Promela, the language of Spin
//! (<https://spinroot.com>), over a network that loses, repeats, reorders and
//! changes messages.
//!
//! States, triggers, steps and targets are the declared ones. A check may
//! always fail; what is sealed opens if both sides have the same transcript,
//! which is the numbers of the two keys, the suite and the first attempt. Time
//! is a deadline that comes at some time. Who attacks with more than that is
//! looked for elsewhere; see `verifpal`.

use std::fmt::Write;

use packetwright_spec::model::{
    Handshake, HandshakeMessage, Party, State, Step, Target, Transition, Trigger,
};

use super::{Asked, Emitted};
use crate::script::letter;

/// The properties, by their names in a model, and what they say; a deadlock is
/// looked for without a formula.
const PROPERTIES: [(&str, &str); 7] = [
    ("no_deadlock", ""),
    ("same_keys", "[] ((state_i == ESTABLISHED && state_r == ESTABLISHED) -> (key_i == key_r))"),
    (
        "failed_absorbs",
        "([] (state_i == FAILED -> [] (state_i == FAILED))) && ([] (state_r == FAILED -> [] (state_r == FAILED)))",
    ),
    ("deadlines", "([] (due_i -> <> over_i)) && ([] (due_r -> <> over_r))"),
    ("two_attempts", "[] (attempts <= 2)"),
    (NEVER_UP, "[] (!(state_i == ESTABLISHED && state_r == ESTABLISHED))"),
    (NEVER_UP_AGAIN, "[] (!(state_i == ESTABLISHED && state_r == ESTABLISHED && attempts == 2))"),
];

/// What must be broken: sessions come up, with the first attempt and the second.
/// Without it every other property would hold of machines that do nothing.
const NEVER_UP: &str = "never_up";
const NEVER_UP_AGAIN: &str = "never_up_again";

/// A change to the machines, and the properties of which it must break one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    /// No deadline in the last state of a party.
    NoDeadline(Party),
    /// A failed party begins anew.
    FailureForgotten(Party),
    /// `once` is not looked at.
    NotOnce,
    /// What is sealed opens, whatever the transcript is.
    Unbound,
}

impl Fault {
    fn breaks(self, handshake: &Handshake) -> &'static [&'static str] {
        match self {
            Self::None if has_second_attempt(handshake) => &[NEVER_UP, NEVER_UP_AGAIN],
            Self::None => &[NEVER_UP],
            Self::NoDeadline(_) => &["no_deadlock", "deadlines"],
            Self::FailureForgotten(_) => &["failed_absorbs"],
            Self::NotOnce => &["two_attempts"],
            Self::Unbound => &["same_keys"],
        }
    }

    fn file(self) -> String {
        match self {
            Self::None => "machines.pml".to_owned(),
            Self::NoDeadline(party) => format!("mutant_no_deadline_{}.pml", party.name()),
            Self::FailureForgotten(party) => {
                format!("mutant_failure_forgotten_{}.pml", party.name())
            }
            Self::NotOnce => "mutant_not_once.pml".to_owned(),
            Self::Unbound => "mutant_unbound.pml".to_owned(),
        }
    }
}

/// The machines and their mutants.
pub(super) fn models(handshake: &Handshake) -> Vec<Emitted> {
    use Fault::{FailureForgotten, NoDeadline, None, NotOnce, Unbound};
    use Party::{Initiator, Responder};
    let mut faults = vec![
        None,
        NoDeadline(Initiator),
        NoDeadline(Responder),
        FailureForgotten(Initiator),
        FailureForgotten(Responder),
        Unbound,
    ];
    if has_second_attempt(handshake) {
        faults.push(NotOnce);
    }
    let models = faults.into_iter().map(|fault| Emitted {
        file: fault.file(),
        text: Writer { handshake, fault, out: String::new() }.text(),
        queries: PROPERTIES
            .iter()
            .map(|(name, _)| Asked {
                text: (*name).to_owned(),
                breaks: fault.breaks(handshake).contains(name),
            })
            .collect(),
        mutant: fault != None,
    });
    models.collect()
}

fn has_second_attempt(handshake: &Handshake) -> bool {
    let states = handshake.initiator.iter().chain(&handshake.responder);
    states.flat_map(|state| &state.transitions).any(|transition| transition.once)
}

struct Writer<'h> {
    handshake: &'h Handshake,
    fault: Fault,
    out: String,
}

impl Writer<'_> {
    fn text(mut self) -> String {
        self.head();
        self.out.push_str(NETWORK);
        for party in [Party::Initiator, Party::Responder] {
            self.machine(party);
        }
        for (name, formula) in PROPERTIES.iter().filter(|(_, formula)| !formula.is_empty()) {
            let _ = writeln!(self.out, "ltl {name} {{ {formula} }}");
        }
        self.out
    }

    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{}{text}", "    ".repeat(depth));
    }

    fn states(&self, party: Party) -> &[State] {
        match party {
            Party::Initiator => &self.handshake.initiator,
            Party::Responder => &self.handshake.responder,
        }
    }

    fn head(&mut self) {
        let name = &self.handshake.name.text;
        let what = match self.fault {
            Fault::None => "every property must hold but those named never".to_owned(),
            fault => format!(
                "a mutant; broken must be one of: {}",
                fault.breaks(self.handshake).join(", ")
            ),
        };
        self.line(0, &format!("/* The machines of {name}: {what}. */"));
        let messages = self.handshake.messages.iter().map(|message| message.name.text.clone());
        let messages: Vec<String> = messages.chain(["ready".to_owned()]).collect();
        self.line(0, &format!("mtype = {{ {} }}", messages.join(", ")));
        let mut number = 0;
        for party in [Party::Initiator, Party::Responder] {
            let names: Vec<String> =
                self.states(party).iter().map(|state| state.name.text.clone()).collect();
            for name in names {
                self.line(0, &format!("#define {} {number}", constant(party, &name)));
                number += 1;
            }
        }
        self.line(0, &format!("#define ESTABLISHED {number}"));
        self.line(0, &format!("#define FAILED {}", number + 1));
        self.out.push_str(HEAD);
        for party in [Party::Initiator, Party::Responder] {
            let (own, first) = (letter(party), &self.states(party)[0].name.text);
            let first = constant(party, first);
            self.line(0, &format!("byte state_{own} = {first};"));
            self.line(0, &format!("bool due_{own}, over_{own};"));
            self.line(0, &format!("byte mine_{own}, theirs_{own}, suite_{own}, first_{own};"));
            self.line(0, &format!("short key_{own};"));
            self.line(0, &format!("bool runs_{own}, again_{own};"));
        }
    }

    fn machine(&mut self, party: Party) {
        let own = letter(party);
        let name = party.name();
        let _ = writeln!(self.out, "\nactive proctype {name}() {{");
        self.line(1, "mtype kind; byte i, r, suite, first, cookie;");
        self.line(0, "live:");
        self.line(1, "do");
        let count = self.states(party).len();
        for place in 0..count {
            self.state(party, place, place + 1 == count);
        }
        self.line(1, &format!(":: state_{own} >= ESTABLISHED -> break"));
        self.line(1, "od;");
        self.line(1, &format!("over_{own} = true;"));
        // What comes after the end: a further message ends a session, and nothing else matters.
        self.line(0, "end_over:");
        self.line(1, "do");
        self.line(1, &format!(":: atomic {{ to_{own} ? kind, i, r, suite, first, cookie ->"));
        self.line(2, "if");
        self.line(
            2,
            &format!(":: state_{own} == ESTABLISHED && kind != ready -> state_{own} = FAILED"),
        );
        if self.fault == Fault::FailureForgotten(party) {
            let first = constant(party, &self.states(party)[0].name.text);
            let line = format!(
                ":: state_{own} == FAILED -> state_{own} = {first}; over_{own} = false; goto live"
            );
            self.line(2, &line);
        }
        self.line(2, ":: else -> skip");
        self.line(2, "fi }");
        self.line(1, "od");
        self.out.push_str("}\n");
    }

    fn state(&mut self, party: Party, place: usize, last: bool) {
        let own = letter(party);
        let state = self.states(party)[place].clone();
        let here = format!("state_{own} == {}", constant(party, &state.name.text));
        for transition in &state.transitions {
            if transition.trigger == Trigger::Start {
                self.line(1, &format!(":: atomic {{ {here} ->"));
                self.line(2, &format!("if :: suite_{own} = 0 :: suite_{own} = 1 fi;"));
                self.line(2, &format!("runs_{own} = true;"));
                self.steps(party, transition);
                self.line(1, "}");
            }
        }
        self.line(1, &format!(":: atomic {{ {here} && len(to_{own}) > 0 ->"));
        self.line(2, &format!("to_{own} ? kind, i, r, suite, first, cookie;"));
        self.line(2, "if");
        for transition in &state.transitions {
            match transition.trigger {
                Trigger::Start => {}
                Trigger::Ready => {
                    self.line(2, &format!(":: kind == ready && {} ->", self.opens(party)));
                    self.steps(party, transition);
                }
                Trigger::Message(message) => self.arrival(party, transition, message),
            }
        }
        self.line(2, &format!(":: else -> state_{own} = FAILED"));
        self.line(2, "fi }");
        if !(last && self.fault == Fault::NoDeadline(party)) {
            self.line(1, &format!(":: {here} && due_{own} -> state_{own} = FAILED"));
        }
    }

    /// Whether what arrived has this side's transcript, as far as it has one.
    fn opens(&self, party: Party) -> String {
        if self.fault == Fault::Unbound {
            return "true".to_owned();
        }
        let own = letter(party);
        let (mine, theirs) = match party {
            Party::Initiator => ("i", "r"),
            Party::Responder => ("r", "i"),
        };
        format!(
            "{mine} == mine_{own} && (theirs_{own} == 0 || {theirs} == theirs_{own}) && first == first_{own}"
        )
    }

    fn arrival(&mut self, party: Party, transition: &Transition, message: usize) {
        let own = letter(party);
        let declared: &HandshakeMessage = &self.handshake.messages[message];
        let name = &declared.name.text;
        let opening = self.is_opening(message);
        if declared.tokens.is_empty() {
            let guard = match (transition.once, self.fault) {
                (true, Fault::NotOnce) | (false, _) => String::new(),
                (true, _) => format!(" && !again_{own}"),
            };
            self.line(2, &format!(":: kind == {name}{guard} ->"));
            if transition.once {
                // The handshake begins anew with the suite that the notice names.
                self.line(
                    3,
                    &format!("if :: first_{own} == 0 -> first_{own} = mine_{own} :: else fi;"),
                );
                let line = format!("again_{own} = true; suite_{own} = suite; theirs_{own} = 0;");
                self.line(3, &line);
            }
        } else if opening {
            self.line(2, &format!(":: kind == {name} && (!runs_{own} || suite == suite_{own}) ->"));
            let line = format!(
                "runs_{own} = true; suite_{own} = suite; theirs_{own} = i; first_{own} = first;"
            );
            self.line(3, &line);
        } else {
            let opens = self.opens(party);
            self.line(2, &format!(":: kind == {name} && suite == suite_{own} && {opens} ->"));
            let theirs = if party == Party::Initiator { "r" } else { "i" };
            self.line(3, &format!("theirs_{own} = {theirs};"));
        }
        self.steps(party, transition);
    }

    fn is_opening(&self, message: usize) -> bool {
        self.handshake.first_message() == Some(message)
    }

    /// Steps and target, in the scope of an event.
    fn steps(&mut self, party: Party, transition: &Transition) {
        let own = letter(party);
        let mut open = 0;
        let mut ready = false;
        for step in &transition.steps {
            match step {
                Step::Check { failure, .. } | Step::Let { failure: Some(failure), .. } => {
                    // The check may fail; what follows is in the other branch.
                    self.line(3, "if");
                    let reply = self.handshake.failures[*failure].reply.as_ref();
                    let reply = reply
                        .map(|(message, _)| *message)
                        .filter(|message| self.handshake.messages[*message].from == party);
                    let notice = reply.map(|m| self.send(party, m)).unwrap_or_default();
                    self.line(3, &format!(":: true -> state_{own} = FAILED;{notice}"));
                    self.line(3, ":: true ->");
                    open += 1;
                }
                Step::Let { .. } => {}
                Step::Demand { notice, .. } => {
                    let asks = self.send(party, *notice);
                    self.line(3, "if");
                    // Asked before: neither a missing cookie nor one less will do.
                    let line = format!(
                        ":: again_{own} && (cookie == 0 || suite != 1) -> state_{own} = FAILED"
                    );
                    self.line(3, &line);
                    let line = format!(":: !again_{own} && (suite != 1 || demands) ->");
                    self.line(3, &line);
                    let line =
                        format!("again_{own} = true; runs_{own} = false; suite_{own} = 1;{asks}");
                    self.line(4, &line);
                    self.line(3, ":: else ->");
                    open += 1;
                }
                Step::Send { message, .. } => {
                    let sends = self.send(party, *message);
                    self.line(3, sends.trim_start());
                }
                Step::SendReady => ready = true,
            }
        }
        let target = match &transition.target {
            Target::State(place) => constant(party, &self.states(party)[*place].name.text),
            Target::Established(_) => "ESTABLISHED".to_owned(),
            Target::Failed(_) => "FAILED".to_owned(),
        };
        if matches!(transition.target, Target::Established(_)) {
            let (i, r) = numbers(party);
            self.line(3, &format!("key_{own} = KEY({i}, {r}, suite_{own}, first_{own});"));
        }
        self.line(3, &format!("state_{own} = {target};"));
        if ready {
            let (i, r) = numbers(party);
            let peer = letter(party.other());
            self.line(3, &format!("SEND(to_{peer}, ready, {i}, {r}, suite_{own}, first_{own}, 0)"));
        }
        (0..open).for_each(|_| self.line(3, "fi"));
    }

    fn send(&self, party: Party, message: usize) -> String {
        let (own, peer) = (letter(party), letter(party.other()));
        let declared = &self.handshake.messages[message];
        let name = &declared.name.text;
        let mut text = String::new();
        if !declared.tokens.is_empty() {
            // The first message of a side, and so of an attempt, has a key of its own.
            if self.is_opening(message) {
                let _ = write!(text, " attempts++; fresh++; mine_{own} = fresh; theirs_{own} = 0;");
            } else {
                let _ = write!(
                    text,
                    " if :: mine_{own} == 0 -> fresh++; mine_{own} = fresh :: else fi;"
                );
            }
        }
        let (i, r) = numbers(party);
        let cookie = if self.is_opening(message) { format!("first_{own}") } else { "0".to_owned() };
        let _ =
            write!(text, " SEND(to_{peer}, {name}, {i}, {r}, suite_{own}, first_{own}, {cookie})");
        text
    }
}

/// The numbers of both keys as a party knows them, the initiator's first.
fn numbers(party: Party) -> (&'static str, &'static str) {
    match party {
        Party::Initiator => ("mine_i", "theirs_i"),
        Party::Responder => ("theirs_r", "mine_r"),
    }
}

fn constant(party: Party, state: &str) -> String {
    format!("{}_{}", letter(party).to_uppercase(), state.to_uppercase())
}

const HEAD: &str = "
/* What both must have in common: the two keys, the suite, the first attempt. */
#define KEY(i, r, suite, first) (1 + i + 8 * (r + 8 * (suite + 2 * first)))

/* Kind, the numbers of the two keys, the suite, the first attempt, the cookie. */
chan to_i = [4] of { mtype, byte, byte, byte, byte, byte };
chan to_r = [4] of { mtype, byte, byte, byte, byte, byte };

/* The network may do so much harm. */
byte repeats = 1, changes = 1;
/* Whether the responder asks for cookies. It prefers suite 1. */
bool demands;
byte fresh, attempts;

inline SEND(channel, kind, i, r, suite, first, cookie) {
    if
    :: nfull(channel) -> channel ! kind, i, r, suite, first, cookie
    :: true /* lost */
    :: repeats > 0 && len(channel) < 3 ->
        repeats--;
        channel ! kind, i, r, suite, first, cookie;
        channel ! kind, i, r, suite, first, cookie
    :: changes > 0 && nfull(channel) ->
        changes--;
        channel ! kind, 7, r, suite, first, cookie
    fi;
}
";

const NETWORK: &str = "
active proctype network() {
    mtype kind; byte i, r, suite, first, cookie;
end_quiet:
    do
    :: atomic { len(to_i) > 1 -> to_i ? kind, i, r, suite, first, cookie; to_i ! kind, i, r, suite, first, cookie }
    :: atomic { len(to_r) > 1 -> to_r ? kind, i, r, suite, first, cookie; to_r ! kind, i, r, suite, first, cookie }
    od
}

active proctype world() {
    if :: demands = true :: true fi;
    due_i = true;
    due_r = true
}
";
