//! The Language Server Protocol over a byte stream, one message at a time.
//!
//! There is one thread and no queue: a message is read, answered and forgotten
//! before the next is read, so that a client that is too fast waits in its
//! pipe. What a message may be large is bounded by [`Limits`].
//!
//! The framing is our own: the `lsp-server` crate reads messages of any size
//! and ends at the first that is malformed. The types are those of `lsp-types`.
//!
//! Read next: `session` says what answers what, `framing` reads and writes,
//! `position` turns the protocol's UTF-16 positions into bytes, `answers`
//! writes what [`analysis`](crate::analysis) found in the protocol's terms.

mod addresses;
mod answers;
mod documents;
mod framing;
mod position;
mod rpc;
mod session;
mod views;
mod workspace;

use std::io::{self, BufRead, Write};
use std::path::Path;

use packetwright_spec::import::LoadError;

use framing::Incoming;
use rpc::{Error, ErrorCode};
use session::{Next, Session};

/// What a client may ask of the server at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The largest message, in bytes, its header excluded. A larger one is
    /// skipped and answered with an error.
    pub message: usize,
    /// The largest document, in bytes of UTF-8. A larger one gets one
    /// diagnostic, which says so, and no answers.
    pub document: usize,
    /// The most documents that are open at once. Others are not looked at.
    pub documents: usize,
    /// The most specs of the client's folders that are looked at for a rename or
    /// for references, those that are open excluded.
    pub specs: usize,
    /// The most bytes that these have together.
    pub spec_bytes: usize,
    /// The most files and folders among which specs are looked for, in each of
    /// the client's folders.
    pub entries: usize,
}

impl Default for Limits {
    /// 16 MiB a message, 1 MiB a document, 256 documents; 1,000 specs that are
    /// not open, with 16 MiB together, among 100,000 files.
    fn default() -> Limits {
        Limits {
            message: 16 << 20,
            document: 1 << 20,
            documents: 256,
            specs: 1000,
            spec_bytes: 16 << 20,
            entries: 100_000,
        }
    }
}

/// What gives the text of an imported file: the folder that imports may be read
/// from, and the path from there.
pub type ReadImport<'r> = dyn Fn(&Path, &str) -> Result<String, LoadError> + 'r;

/// What finds the specs in a folder and below it, within
/// [`specs`](Limits::specs) and [`entries`](Limits::entries).
pub type FindSpecs<'r> = dyn Fn(&Path, Limits) -> FoundSpecs + 'r;

/// Specs in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundSpecs {
    /// Their paths from there, with `/` between the parts.
    pub paths: Vec<String>,
    /// Whether there are no others.
    pub is_all: bool,
}

/// The files that are not open in the editor.
#[derive(Clone, Copy)]
pub struct Disk<'r> {
    /// What gives the text of one.
    pub read: &'r ReadImport<'r>,
    /// What finds those in the folders that the client works in.
    pub find: &'r FindSpecs<'r>,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The client said `shutdown`, then `exit`.
    InOrder,
    /// The client said `exit` without `shutdown`, or its stream ended.
    Abruptly,
}

/// Serves one client until it says `exit` or its stream ends. What the specs
/// that are open import comes from the disk, unless that is open as well; their
/// folder is that of the spec.
///
/// # Errors
/// The stream cannot be read or written, or holds a header that never ends.
pub fn serve(
    reader: &mut impl BufRead,
    writer: &mut impl Write,
    limits: Limits,
    disk: Disk<'_>,
) -> io::Result<Ended> {
    let mut session = Session::new(limits, disk);
    loop {
        let next = match framing::read(reader, limits.message)? {
            Incoming::End => return Ok(Ended::Abruptly),
            Incoming::Message(body) => session.handle(&body),
            Incoming::Malformed(why) => {
                Next::Send(vec![rpc::failure(None, &Error::new(ErrorCode::Parse, why))])
            }
            Incoming::TooLarge(bytes) => {
                let most = limits.message;
                let why = format!("the message has {bytes} bytes; at most {most} are read");
                Next::Send(vec![rpc::failure(None, &Error::new(ErrorCode::InvalidRequest, why))])
            }
        };
        match next {
            Next::Send(messages) => {
                for message in &messages {
                    framing::write(writer, message)?;
                }
            }
            Next::Exit(ended) => return Ok(ended),
        }
    }
}
