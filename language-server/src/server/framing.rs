//! Messages on a byte stream: `Content-Length: N`, an empty line, N bytes.
//!
//! Knows nothing of what messages say. (LSP 3.17, Base Protocol)

use std::io::{self, BufRead, Read, Write};

use serde_json::Value;

/// The longest line of a header, and the most lines, that are read.
const MAX_HEADER_LINE: u64 = 1024;
const MAX_HEADER_LINES: usize = 32;

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Incoming {
    /// The body of a message.
    Message(Vec<u8>),
    /// A message of so many bytes, which were skipped.
    TooLarge(usize),
    /// A header that says no length; the stream goes on behind it.
    Malformed(String),
    /// The stream ended between two messages, or within one.
    End,
}

/// Reads the next message, of at most so many bytes.
pub(super) fn read(reader: &mut impl BufRead, most: usize) -> io::Result<Incoming> {
    let mut length = None;
    for _ in 0..MAX_HEADER_LINES {
        let mut line = Vec::new();
        reader.by_ref().take(MAX_HEADER_LINE).read_until(b'\n', &mut line)?;
        if line.last() != Some(&b'\n') {
            if line.len() as u64 == MAX_HEADER_LINE {
                return Err(endless_header());
            }
            return Ok(Incoming::End);
        }
        let line = line.trim_ascii();
        if line.is_empty() {
            return match length {
                Some(Ok(length)) => body(reader, length, most),
                Some(Err(found)) => {
                    Ok(Incoming::Malformed(format!("`Content-Length` is no number: {found}")))
                }
                None => Ok(Incoming::Malformed("the header has no `Content-Length`".into())),
            };
        }
        if let Some(value) = content_length(line) {
            let value = String::from_utf8_lossy(value).trim().to_owned();
            length = Some(value.parse::<usize>().map_err(|_| value));
        }
    }
    Err(endless_header())
}

fn endless_header() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the header of a message does not end")
}

/// The value of a `Content-Length` line.
fn content_length(line: &[u8]) -> Option<&[u8]> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = line.split_at(colon);
    name.trim_ascii().eq_ignore_ascii_case(b"content-length").then(|| &value[1..])
}

fn body(reader: &mut impl BufRead, length: usize, most: usize) -> io::Result<Incoming> {
    let mut content = reader.by_ref().take(length as u64);
    if length > most {
        let skipped = io::copy(&mut content, &mut io::sink())?;
        let whole = skipped == length as u64;
        return Ok(if whole { Incoming::TooLarge(length) } else { Incoming::End });
    }
    // What has arrived is kept, not what the header promises.
    let mut body = Vec::new();
    content.read_to_end(&mut body)?;
    Ok(if body.len() == length { Incoming::Message(body) } else { Incoming::End })
}

/// Writes a message.
pub(super) fn write(writer: &mut impl Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    write!(writer, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::{Incoming, read};

    #[track_caller]
    fn check(stream: &[u8], expected: &[Incoming]) {
        let mut reader = stream;
        for expected in expected {
            assert_eq!(&read(&mut reader, 10).expect("the stream is read"), expected);
        }
        assert_eq!(reader, b"", "nothing is left");
    }

    #[test]
    fn messages_are_told_apart_and_the_others_named() {
        let message = |text: &str| Incoming::Message(text.into());
        check(b"", &[Incoming::End]);
        check(b"Content-Length: 2\r\n\r\n{}", &[message("{}"), Incoming::End]);
        check(
            b"content-length:2\nContent-Type: x\n\nabContent-Length: 0\r\n\r\n",
            &[message("ab"), message("")],
        );
        check(
            b"Content-Length: 11\r\n\r\n12345678901Content-Length: 1\r\n\r\na",
            &[Incoming::TooLarge(11), message("a")],
        );
        check(
            b"Content-Length: ten\r\n\r\nContent-Length: 1\r\n\r\na",
            &[Incoming::Malformed("`Content-Length` is no number: ten".into()), message("a")],
        );
        check(b"\r\n", &[Incoming::Malformed("the header has no `Content-Length`".into())]);
        check(b"Content-Length: 5\r\n\r\nabc", &[Incoming::End]);
        check(b"Content-Length: 99999999999\r\n\r\nabc", &[Incoming::End]);
        check(b"Content-Le", &[Incoming::End]);
    }

    #[test]
    fn a_header_without_end_ends_the_session() {
        let line = vec![b'a'; 5000];
        read(&mut line.as_slice(), 10).expect_err("no line is so long");
        let lines = b"a: b\r\n".repeat(5000);
        read(&mut lines.as_slice(), 10).expect_err("no header has so many lines");
    }
}
