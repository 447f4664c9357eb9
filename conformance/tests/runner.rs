//! The runner against servers that are right, and wrong in one way each.
//!
//! The server here is written by hand for the cabinet protocol, with the
//! interpreter for bodies alone, so that nothing of the runtime judges itself.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use packetwright_conformance::{Extent, Report, RunOptions, Target, Verdict, derive, run};
use packetwright_spec::Checked;
use packetwright_spec::interpret::{Interpreter, Value};
use packetwright_spec::model::Model;

const CABINET: &str = include_str!("../../spec/cabinet.wire");

/// What a server does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    /// Any magic will do.
    MagicUnchecked,
    /// The reserved byte may be anything.
    SpareUnchecked,
    /// A length beyond the limit is waited for.
    LengthUnchecked,
    /// Bytes behind a body are not looked at.
    TrailingAccepted,
    /// An unknown tag ends the connection.
    UnknownTagFatal,
    /// A wrong header is never answered and never closed.
    Silent,
    /// The answer has another nonce.
    WrongAnswer,
    /// Every connection is closed at once.
    ClosesAtOnce,
    /// Whatever comes is sent back.
    Echo,
}

fn compile() -> Checked<Model> {
    packetwright_spec::compile(CABINET).expect("the spec is in order")
}

/// Starts a server that runs until the test's process ends.
fn serve(fault: Fault) -> Target {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound listener has an address");
    std::thread::spawn(move || {
        let model = compile();
        for stream in listener.incoming().flatten() {
            let _the_peer_left = talk(stream, fault, &model);
        }
    });
    Target::Tcp(address)
}

fn talk(mut stream: TcpStream, fault: Fault, model: &Checked<Model>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    if fault == Fault::ClosesAtOnce {
        return Ok(());
    }
    let mut buffer = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let count = stream.read(&mut chunk)?;
        if count == 0 {
            return Ok(());
        }
        if fault == Fault::Echo {
            stream.write_all(&chunk[..count])?;
            continue;
        }
        buffer.extend_from_slice(&chunk[..count]);
        while let Some(body) = match take_frame(&mut buffer, fault) {
            Ok(body) => body,
            Err(()) if fault == Fault::Silent => {
                while stream.read(&mut chunk)? != 0 {}
                return Ok(());
            }
            Err(()) => return Ok(()),
        } {
            match answer(&body, fault, model) {
                Some(slip) => stream.write_all(&frame(&slip))?,
                None => return Ok(()),
            }
        }
    }
}

/// A frame's body, nothing if more bytes are needed, an error if it is wrong.
fn take_frame(buffer: &mut Vec<u8>, fault: Fault) -> Result<Option<Vec<u8>>, ()> {
    let header = [0xB1, 0xCA, 3, 0];
    for (place, (found, expected)) in buffer.iter().zip(header).enumerate() {
        let unchecked = match place {
            0 | 1 => fault == Fault::MagicUnchecked,
            3 => fault == Fault::SpareUnchecked,
            _ => false,
        };
        if *found != expected && !unchecked {
            return Err(());
        }
    }
    let Some(length) = buffer.get(4..8) else { return Ok(None) };
    let length = u32::from_le_bytes(length.try_into().map_err(|_| ())?) as usize;
    let beyond = length > 40 * 1024 + 8 && fault != Fault::LengthUnchecked;
    if length < 8 || beyond {
        return Err(());
    }
    if buffer.len() < length {
        return Ok(None);
    }
    Ok(Some(buffer.drain(..length).skip(8).collect()))
}

fn frame(slip: &[u8]) -> Vec<u8> {
    let length = (slip.len() as u32 + 8).to_le_bytes();
    [&[0xB1, 0xCA, 3, 0][..], &length, slip].concat()
}

/// The slip that answers a slip; none to close.
fn answer(slip: &[u8], fault: Fault, model: &Checked<Model>) -> Option<Vec<u8>> {
    const REQUEST: u8 = 0x10;
    const REPLY: u8 = 0x11;
    const ERROR: u8 = 0x12;
    const PING: u8 = 9;
    const PONG: u8 = 10;
    const TAGS: std::ops::RangeInclusive<u8> = 1..=10;

    let (head, message) = slip.split_at_checked(5)?;
    if head[4] != REQUEST {
        return None;
    }
    let interpreter = Interpreter::new(model);
    let decoded = interpreter.decode_message(0, message);
    let known = message.first().is_some_and(|tag| TAGS.contains(tag));
    if !known && fault == Fault::UnknownTagFatal {
        return None;
    }
    let trailing = matches!(&decoded, Err(found) if found.code == "trailing_bytes");
    let (kind, body) = match decoded {
        Ok(Value::Union { .. }) if message[0] == PING => {
            let mut body = message.to_vec();
            body[0] = PONG;
            if fault == Fault::WrongAnswer {
                body[1] ^= 1;
            }
            (REPLY, body)
        }
        _ if trailing && fault == Fault::TrailingAccepted => (REPLY, vec![6, 0]),
        // Nothing is kept here: every other request fails.
        _ => (ERROR, vec![7, 2, 0, 0]),
    };
    Some([&head[..4], &[kind], &body].concat())
}

fn play(fault: Fault) -> Report {
    let model = compile();
    let cases = derive(&model, CABINET, Extent::Quick).expect("the spec has layers");
    let options = RunOptions { patience: Duration::from_millis(150), only: None };
    run(&model, &cases, &serve(fault), &options).expect("the spec can be put on a wire")
}

/// The families in which a server with this fault fails, and how.
#[track_caller]
fn check(fault: Fault, verdict: Verdict, expected: &[&str]) {
    let report = play(fault);
    assert_eq!(report.aborted, None, "{report}");
    let mut found: Vec<&str> = report
        .outcomes
        .iter()
        .filter(|outcome| outcome.verdict != Verdict::Pass)
        .map(|outcome| {
            assert_eq!(outcome.verdict, verdict, "{report}");
            outcome.id.rsplit_once('/').map_or("", |(start, _)| start)
        })
        .collect();
    found.dedup();
    assert_eq!(found, expected, "{report}");
    assert!(!report.conforms());
}

#[test]
fn a_server_that_is_right_conforms() {
    let report = play(Fault::None);
    assert!(report.conforms(), "{report}");
    assert_eq!(report.count(Verdict::Pass), report.outcomes.len(), "{report}");
}

#[test]
fn a_header_that_is_not_checked_is_found() {
    check(Fault::MagicUnchecked, Verdict::Hang, &["header/magic"]);
    check(Fault::SpareUnchecked, Verdict::Hang, &["header/spare"]);
    check(Fault::LengthUnchecked, Verdict::Hang, &["header/length"]);
}

#[test]
fn a_body_that_is_not_checked_is_found() {
    check(Fault::TrailingAccepted, Verdict::Fail, &["body/Get", "body/Put", "body/Scan"]);
    check(Fault::UnknownTagFatal, Verdict::Fail, &["message"]);
}

#[test]
fn a_silent_server_is_told_from_one_that_refuses() {
    let report = play(Fault::Silent);
    assert!(!report.conforms());
    assert!(report.count(Verdict::Hang) > 3, "{report}");
}

#[test]
fn servers_that_do_nothing_right_get_no_case_at_all() {
    for fault in [Fault::WrongAnswer, Fault::ClosesAtOnce, Fault::Echo] {
        let report = play(fault);
        assert!(report.aborted.is_some(), "{fault:?}: {report}");
        assert_eq!(report.count(Verdict::Pass), 0, "{fault:?}: {report}");
        assert!(!report.conforms());
    }
}

#[test]
fn reports_read_well() {
    let report = play(Fault::UnknownTagFatal);
    let json = report.to_json().expect("a report is JSON");
    assert!(json.contains("\"id\": \"message/unknown-tag\""), "{json}");
    let text = report.to_string().replace(&report.target, "tcp://127.0.0.1:PORT");
    insta::assert_snapshot!(text);
}
