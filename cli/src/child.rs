//! A daemon in a process of its own: `packetwright serve`, started by `demo`
//! and `conform`, and ended with them whatever happens.
//!
//! Every wait has an end.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::failure::Failure;

/// How long a daemon may take to begin, to end, or to tell what happened.
const PATIENCE: Duration = Duration::from_secs(5);

/// A daemon of this program in a second process.
pub(crate) struct ChildDaemon {
    child: Child,
    events: Receiver<Value>,
    /// Where it listens, in the order asked for.
    pub(crate) endpoints: Vec<String>,
    /// Its public key, as hex.
    pub(crate) public_key: String,
}

impl ChildDaemon {
    /// Starts a daemon; when this returns it listens.
    pub(crate) fn start(endpoints: &[String]) -> Result<Self, Failure> {
        let program = std::env::current_exe()
            .map_err(|error| Failure::trouble(format!("cannot find this program: {error}")))?;
        let mut child = Command::new(program)
            .arg("serve")
            .arg("--until-stdin-closes")
            .args(endpoints)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Failure::trouble(format!("cannot start a daemon: {error}")))?;
        let (sender, events) = channel();
        if let Some(output) = child.stdout.take() {
            std::thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    let event = serde_json::from_str(&line).unwrap_or(Value::String(line));
                    if sender.send(event).is_err() {
                        break;
                    }
                }
            });
        }
        let mut daemon =
            ChildDaemon { child, events, endpoints: Vec::new(), public_key: String::new() };
        for _ in endpoints {
            let event = daemon.next_event("listening")?;
            daemon.endpoints.push(text(&event, "endpoint"));
            daemon.public_key = text(&event, "public_key");
        }
        Ok(daemon)
    }

    /// The number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Adds to a failure that the daemon has ended, if it has: that is why.
    pub(crate) fn explain(&mut self, failure: Failure) -> Failure {
        // Its sockets close a moment before its end can be seen.
        std::thread::sleep(Duration::from_millis(50));
        match (failure, self.child.try_wait()) {
            (Failure::Refused(text), Ok(Some(status))) => {
                Failure::Refused(format!("{text}; the daemon's process has ended ({status})"))
            }
            (failure, _) => failure,
        }
    }

    /// The next event of a kind; others before it are dropped.
    pub(crate) fn next_event(&mut self, kind: &str) -> Result<Value, Failure> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.events.recv_timeout(left) {
                Ok(event) if event["event"] == kind => return Ok(event),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => {
                    return Err(Failure::refused(format!(
                        "the daemon did not tell of `{kind}` within {} s",
                        PATIENCE.as_secs()
                    )));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let status = self.child.wait().map(|status| status.to_string());
                    return Err(Failure::refused(format!(
                        "the daemon ended ({}) while `{kind}` was expected of it",
                        status.unwrap_or_else(|error| error.to_string())
                    )));
                }
            }
        }
    }

    /// The next connection that did not end in order.
    pub(crate) fn next_error(&mut self) -> Result<Value, Failure> {
        loop {
            let event = self.next_event("ended")?;
            if !event["error"].is_null() {
                return Ok(event);
            }
        }
    }

    /// Ends it in order. Returns how many connections it had to cut off.
    pub(crate) fn stop(mut self) -> Result<u64, Failure> {
        drop(self.child.stdin.take());
        let event = self.next_event("stopped")?;
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            match self.child.try_wait() {
                Ok(Some(status)) if status.success() => {
                    return Ok(event["cut_off"].as_u64().unwrap_or(0));
                }
                Ok(None) => std::thread::sleep(Duration::from_millis(5)),
                Ok(Some(status)) => {
                    return Err(Failure::refused(format!("the daemon failed: {status}")));
                }
                Err(error) => return Err(Failure::trouble(format!("the daemon: {error}"))),
            }
        }
        Err(Failure::refused("the daemon stopped but did not exit"))
    }
}

impl Drop for ChildDaemon {
    fn drop(&mut self) {
        // Both fail if it is gone already, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn text(event: &Value, field: &str) -> String {
    event[field].as_str().unwrap_or_default().to_owned()
}
