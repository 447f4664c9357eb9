//! The runner: plays cases against an address and judges what it sees.
//!
//! Every case has a connection of its own. A verdict other than a pass is
//! confirmed by a second try with twice the patience. After every case that
//! is meant to be refused a healthy peer must still be served.
//!
//! A refusal is what the spec asks for; a hang is not one. A connection that
//! is reset counts as closed, because a system resets a connection that is
//! closed with unread input.

mod opening;
mod operations;
mod peer;
mod play;

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use packetwright_spec::Checked;
use packetwright_spec::model::Model;

pub(crate) use opening::{cookie_at, noise_len, offers, opening_payload, running_suite};

use crate::case::{Again, Case, Change, Expected, Notice, Play, family_of};
use crate::report::{Outcome, Report, Verdict};
use crate::wire::{Wire, WireError};
use play::{Observed, Player};

/// Where the implementation listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A TCP address.
    Tcp(SocketAddr),
    /// A Unix socket.
    Unix(PathBuf),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Tcp(address) => write!(f, "tcp://{address}"),
            Target::Unix(path) => write!(f, "unix://{}", path.display()),
        }
    }
}

impl std::str::FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(address) = text.strip_prefix("tcp://") {
            let parsed = address.parse();
            return parsed.map(Target::Tcp).map_err(|_| {
                format!("expected tcp://ADDRESS:PORT with an IP address, found {text}")
            });
        }
        match text.strip_prefix("unix://") {
            Some(path) if !path.is_empty() => Ok(Target::Unix(path.into())),
            _ => Err(format!("expected tcp://ADDRESS:PORT or unix://PATH, found {text}")),
        }
    }
}

/// How cases are played.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// How long to wait for an answer or a close before a case counts as hung.
    /// Default 1 s.
    pub patience: Duration,
    /// Play only the cases whose name starts so.
    pub only: Option<String>,
}

impl Default for RunOptions {
    fn default() -> Self {
        RunOptions { patience: Duration::from_secs(1), only: None }
    }
}

/// After so many hangs the rest of a family is not played.
const HANGS_A_FAMILY: usize = 3;

/// Plays the cases in order and reports.
///
/// # Errors
/// The spec cannot be put on a wire. Whatever the implementation does is in
/// the report, never an error.
pub fn run(
    model: &Checked<Model>,
    cases: &[Case],
    target: &Target,
    options: &RunOptions,
) -> Result<Report, WireError> {
    let wire = Wire::new(model)?;
    let player = Player::new(wire, target)?;
    let mut report = Report {
        protocol: model.name.text.clone(),
        target: target.to_string(),
        aborted: None,
        outcomes: Vec::new(),
    };
    if let Err(reason) = healthy(&player, options.patience) {
        report.aborted = Some(format!("a healthy peer is not served: {reason}"));
        return Ok(report);
    }
    for case in cases {
        if options.only.as_ref().is_some_and(|start| !case.id.starts_with(start)) {
            continue;
        }
        if hangs_of(&report, case.family()) >= HANGS_A_FAMILY {
            let reason = "not played: three cases of this family hung".to_owned();
            report.outcomes.push(Outcome::new(
                case,
                Verdict::Hang,
                in_words(&case.expected),
                reason,
            ));
            continue;
        }
        let outcome = judge(&player, case, options.patience);
        report.outcomes.push(outcome);
        if case.expected == Expected::Answer {
            continue;
        }
        if let Err(reason) = healthy(&player, options.patience) {
            report.aborted =
                Some(format!("after {} a healthy peer is not served: {reason}", case.id));
            break;
        }
    }
    Ok(report)
}

fn hangs_of(report: &Report, family: &str) -> usize {
    let outcomes = report.outcomes.iter();
    let hung = outcomes.filter(|outcome| outcome.verdict == Verdict::Hang);
    hung.filter(|outcome| family_of(&outcome.id) == family).count()
}

/// Whether a peer that does nothing wrong is served.
fn healthy(player: &Player<'_>, patience: Duration) -> Result<(), String> {
    let mut last = String::new();
    for attempt in 1..=2 {
        let (observed, _) = player.play(&player.healthy_play(), patience * attempt);
        match observed {
            Observed::Answer => return Ok(()),
            other => last = other.to_string(),
        }
    }
    Err(last)
}

/// Plays a case, a second time if it does not pass.
fn judge(player: &Player<'_>, case: &Case, patience: Duration) -> Outcome {
    let (observed, log) = player.play(&case.play, patience);
    let verdict = verdict(case, &observed);
    if verdict == Verdict::Pass {
        return Outcome::new(case, verdict, in_words(&case.expected), observed.to_string());
    }
    let (second, second_log) = player.play(&case.play, patience * 2);
    let second_verdict = self::verdict(case, &second);
    // What is wrong once may be the machine's fault; what is wrong twice is not.
    let (verdict, observed, log) = if second_verdict < verdict {
        (second_verdict, second, second_log)
    } else {
        (verdict, observed, log)
    };
    let mut outcome = Outcome::new(case, verdict, in_words(&case.expected), observed.to_string());
    if verdict != Verdict::Pass {
        outcome.sent = log.sent;
        outcome.received = log.received;
    }
    outcome
}

fn verdict(case: &Case, observed: &Observed) -> Verdict {
    match (&case.expected, observed) {
        (_, Observed::Silence) => Verdict::Hang,
        (Expected::Answer, Observed::Answer) | (Expected::ErrorReply, Observed::ErrorReply) => {
            Verdict::Pass
        }
        (Expected::Refusal { notice: expected }, Observed::Closed { notice }) => {
            let right = match expected {
                Notice::Silence => notice.is_none(),
                Notice::Named(name) => notice.as_ref() == Some(name),
                Notice::Any => true,
            };
            if right { Verdict::Pass } else { Verdict::NonStrict }
        }
        // The bytes that the implementation saw are not those that this side
        // sent, so that this side cannot go on is what must happen.
        (Expected::Refusal { .. }, Observed::Refused(_))
            if matches!(
                case.play,
                Play::Handshake(
                    Change::Flip { .. } | Change::Attempt { again: Again::Flip { .. }, .. }
                )
            ) =>
        {
            Verdict::Pass
        }
        _ => Verdict::Fail,
    }
}

fn in_words(expected: &Expected) -> String {
    match expected {
        Expected::Answer => "the keepalive question is answered".into(),
        Expected::Refusal { notice: Notice::Silence } => {
            "the connection is closed without an answer".into()
        }
        Expected::Refusal { notice: Notice::Any } => {
            "the connection is closed, perhaps after a notice".into()
        }
        Expected::Refusal { notice: Notice::Named(name) } => {
            format!("the notice {name}, and then the connection is closed")
        }
        Expected::ErrorReply => {
            "an error for the request, and a keepalive question after it is answered".into()
        }
    }
}
