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
}

impl Default for Limits {
    /// 16 MiB a message, 1 MiB a document, 256 documents.
    fn default() -> Limits {
        Limits { message: 16 << 20, document: 1 << 20, documents: 256 }
    }
}

/// What gives the text of an imported file: the folder that imports may be read
/// from, and the path from there.
pub type ReadImport<'r> = dyn Fn(&Path, &str) -> Result<String, LoadError> + 'r;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The client said `shutdown`, then `exit`.
    InOrder,
    /// The client said `exit` without `shutdown`, or its stream ended.
    Abruptly,
}

/// Serves one client until it says `exit` or its stream ends. What the specs
/// that are open import comes from `read`, unless that is open as well; their
/// folder is that of the spec.
///
/// # Errors
/// The stream cannot be read or written, or holds a header that never ends.
pub fn serve(
    reader: &mut impl BufRead,
    writer: &mut impl Write,
    limits: Limits,
    read: &ReadImport<'_>,
) -> io::Result<Ended> {
    let mut session = Session::new(limits, read);
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
