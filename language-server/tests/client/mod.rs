//! A client of the server in this process, over its real framing, for the tests
//! of sessions.
#![allow(dead_code, reason = "each test uses a part")]
#![allow(unreachable_pub, reason = "shared by tests, each of which is a crate")]

use std::io::{BufReader, PipeReader, PipeWriter, Read, Write, pipe};
use std::path::Path;
use std::thread::JoinHandle;

use packetwright_language_server::server::{Disk, Ended, FoundSpecs, Limits, serve};
use packetwright_spec::import::LoadError;
use serde_json::{Value, json};

/// The document of most tests.
pub const URI: &str = "file:///specs/clock.wire";

/// A client with a server of its own, in this process.
pub struct Client {
    pub to_server: PipeWriter,
    from_server: BufReader<PipeReader>,
    server: JoinHandle<std::io::Result<Ended>>,
    next_id: i64,
    /// All that was said.
    pub transcript: String,
}

impl Client {
    /// A client whose specs import nothing.
    pub fn start(limits: Limits) -> Client {
        Client::start_with(limits, |_, _| Err(LoadError::NotFound))
    }

    /// A client whose specs import what `read` gives.
    pub fn start_with(
        limits: Limits,
        read: impl Fn(&Path, &str) -> Result<String, LoadError> + Send + 'static,
    ) -> Client {
        Client::start_in(limits, read, |_, _| FoundSpecs::default())
    }

    /// A client in whose folders there are the specs that `find` gives.
    pub fn start_in(
        limits: Limits,
        read: impl Fn(&Path, &str) -> Result<String, LoadError> + Send + 'static,
        find: impl Fn(&Path, Limits) -> FoundSpecs + Send + 'static,
    ) -> Client {
        let (server_input, to_server) = pipe().expect("a pipe is made");
        let (from_server, mut server_output) = pipe().expect("a pipe is made");
        let server = std::thread::spawn(move || {
            serve(
                &mut BufReader::new(server_input),
                &mut server_output,
                limits,
                Disk { read: &read, find: &find },
            )
        });
        let from_server = BufReader::new(from_server);
        Client { to_server, from_server, server, next_id: 1, transcript: String::new() }
    }

    /// A client that has said `initialize`.
    pub fn ready(limits: Limits) -> Client {
        let mut client = Client::start(limits);
        client.request("initialize", json!({ "capabilities": {} }));
        client.tell("initialized", json!({}));
        client
    }

    pub fn send(&mut self, body: &str) {
        write!(self.to_server, "Content-Length: {}\r\n\r\n{body}", body.len())
            .expect("the server reads");
    }

    /// The next message of the server.
    pub fn receive(&mut self) -> Value {
        let mut header = Vec::new();
        while !header.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            self.from_server.read_exact(&mut byte).expect("the server writes");
            header.extend(byte);
        }
        let header = String::from_utf8(header).expect("headers are ASCII");
        let length = header.trim().strip_prefix("Content-Length: ").expect("a length is said");
        let mut body = vec![0; length.parse().expect("the length is a number")];
        self.from_server.read_exact(&mut body).expect("the server writes");
        let message: Value = serde_json::from_slice(&body).expect("the server writes JSON");
        self.transcript.push_str(&format!("◀ {:#}\n\n", folded(&message)));
        message
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.transcript.push_str(&format!("▶ {method} {}\n\n", folded(&params)));
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    /// Asks, and gives the answer: the result, or the error.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.next_id;
        self.next_id += 1;
        self.transcript.push_str(&format!("▶ {method} {}\n\n", folded(&params)));
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.send(&message.to_string());
        let mut answer = self.receive();
        assert_eq!(answer["id"], id);
        let key = if answer.get("error").is_some() { "error" } else { "result" };
        answer[key].take()
    }

    pub fn open(&mut self, text: &str) -> Value {
        let document = json!({ "uri": URI, "languageId": "wire", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        self.receive()
    }

    pub fn change(&mut self, version: i32, changes: Value) -> Value {
        let document = json!({ "uri": URI, "version": version });
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
        self.receive()
    }

    /// `shutdown` and `exit`.
    pub fn leave(mut self) -> Ended {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.ended()
    }

    pub fn ended(self) -> Ended {
        drop(self.to_server);
        self.server.join().expect("the server does not panic").expect("the streams are well")
    }
}

/// A message with each position and range in a word, for people: `6:63..6:68`.
pub fn folded(message: &Value) -> Value {
    let word = |value: &Value| value.as_str().map(str::to_owned);
    match message {
        Value::Array(list) => list.iter().map(folded).collect(),
        Value::Object(fields) => {
            let mut fields: serde_json::Map<String, Value> =
                fields.iter().map(|(name, value)| (name.clone(), folded(value))).collect();
            if let (Some(line), Some(character), 2) =
                (fields.get("line"), fields.get("character"), fields.len())
            {
                return format!("{line}:{character}").into();
            }
            if let (Some(Some(start)), Some(Some(end)), 2) =
                (fields.get("start").map(word), fields.get("end").map(word), fields.len())
            {
                return format!("{start}..{end}").into();
            }
            fields.remove("jsonrpc");
            Value::Object(fields)
        }
        other => other.clone(),
    }
}
