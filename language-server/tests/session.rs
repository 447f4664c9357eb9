//! The server, over its protocol: a whole session as a transcript, what is
//! said to messages that are wrong, and what is bounded.

use std::io::{BufReader, PipeReader, PipeWriter, Read, Write, pipe};
use std::path::Path;
use std::thread::JoinHandle;

use packetwright_language_server::server::{Ended, Limits, serve};
use packetwright_spec::import::LoadError;
use serde_json::{Value, json};

const URI: &str = "file:///specs/clock.wire";

/// A spec with one mistake, a name that is not declared, behind characters
/// that UTF-16 counts otherwise than UTF-8.
const SPEC: &str = "\
//! Tells the time. 🕰
protocol clock { edition: 1, version: 1, endian: big }

/// The longest zone, in bytes: \u{201c}Zürich\u{201d} has 7.
const MAX_ZONE = 40;

struct Note { /* 🕰 */ zone: string[u8 in 1..=MAX_ZONE], kind: Kindd }
enum  Kind: u8 { Short = 0, Long = 1 }
";

/// A client with a server of its own, in this process.
struct Client {
    to_server: PipeWriter,
    from_server: BufReader<PipeReader>,
    server: JoinHandle<std::io::Result<Ended>>,
    next_id: i64,
    /// All that was said.
    transcript: String,
}

/// The one library that specs in this test may import.
fn read_import(folder: &Path, path: &str) -> Result<String, LoadError> {
    match (folder.to_str(), path) {
        (Some("/specs"), "common.wire") => Ok("library common { edition: 1, endian: big }\n\
                                               struct Place { x: u8, y: u8 }\n"
            .into()),
        (Some("/specs"), "wrong.wire") => {
            Ok("library wrong { edition: 1, endian: big }\nstruct Place { x: Absent }\n".into())
        }
        _ => Err(LoadError::NotFound),
    }
}

impl Client {
    fn start(limits: Limits) -> Client {
        let (server_input, to_server) = pipe().expect("a pipe is made");
        let (from_server, mut server_output) = pipe().expect("a pipe is made");
        let server = std::thread::spawn(move || {
            serve(&mut BufReader::new(server_input), &mut server_output, limits, &read_import)
        });
        let from_server = BufReader::new(from_server);
        Client { to_server, from_server, server, next_id: 1, transcript: String::new() }
    }

    /// A client that has said `initialize`.
    fn ready(limits: Limits) -> Client {
        let mut client = Client::start(limits);
        client.request("initialize", json!({ "capabilities": {} }));
        client.tell("initialized", json!({}));
        client
    }

    fn send(&mut self, body: &str) {
        write!(self.to_server, "Content-Length: {}\r\n\r\n{body}", body.len())
            .expect("the server reads");
    }

    /// The next message of the server.
    fn receive(&mut self) -> Value {
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

    fn tell(&mut self, method: &str, params: Value) {
        self.transcript.push_str(&format!("▶ {method} {}\n\n", folded(&params)));
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    /// Asks, and gives the answer: the result, or the error.
    fn request(&mut self, method: &str, params: Value) -> Value {
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

    fn open(&mut self, text: &str) -> Value {
        let document = json!({ "uri": URI, "languageId": "wire", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        self.receive()
    }

    fn change(&mut self, version: i32, changes: Value) -> Value {
        let document = json!({ "uri": URI, "version": version });
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
        self.receive()
    }

    /// `shutdown` and `exit`.
    fn leave(mut self) -> Ended {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.ended()
    }

    fn ended(self) -> Ended {
        drop(self.to_server);
        self.server.join().expect("the server does not panic").expect("the streams are well")
    }
}

/// A message with each position and range in a word, for people: `6:63..6:68`.
fn folded(message: &Value) -> Value {
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

fn document() -> Value {
    json!({ "uri": URI })
}

fn at(line: u32, character: u32) -> Value {
    json!({ "textDocument": document(), "position": { "line": line, "character": character } })
}

#[test]
fn a_session_from_initialize_to_exit() {
    let mut client = Client::ready(Limits::default());
    let published = client.open(SPEC);
    assert_eq!(published["params"]["diagnostics"][0]["code"], "PW0201");
    client.request("textDocument/hover", at(6, 46));
    client.request("textDocument/definition", at(6, 46));
    let mut all = at(4, 6);
    all["context"] = json!({ "includeDeclaration": true });
    client.request("textDocument/references", all);
    client.request("textDocument/prepareRename", at(4, 8));
    let mut rename = at(4, 8);
    rename["newName"] = "MAX_NAME".into();
    client.request("textDocument/rename", rename.clone());
    rename["newName"] = "string".into();
    let refused = client.request("textDocument/rename", rename);
    assert_eq!(refused["code"], -32803);
    client.request("textDocument/completion", at(6, 66));
    client.request("textDocument/documentSymbol", json!({ "textDocument": document() }));
    // The letter too many goes away, and with it the mistake.
    let range = json!({
        "start": { "line": 6, "character": 67 }, "end": { "line": 6, "character": 68 }
    });
    let published = client.change(2, json!([{ "range": range, "text": "" }]));
    assert_eq!(published["params"]["diagnostics"], json!([]));
    assert_eq!(published["params"]["version"], 2);
    client.request(
        "textDocument/formatting",
        json!({ "textDocument": document(), "options": { "tabSize": 4, "insertSpaces": true } }),
    );
    client.tell("textDocument/didClose", json!({ "textDocument": document() }));
    client.receive();
    let transcript = client.transcript.clone();
    assert_eq!(client.leave(), Ended::InOrder);
    insta::assert_snapshot!(transcript);
}

#[test]
fn diagnostics_say_all_that_is_known() {
    let mut client = Client::ready(Limits::default());
    let published = client.open("struct A { a: u8 }\n/*🕰*/ struct A { b: u8 }\n");
    let diagnostics = published["params"]["diagnostics"].as_array().expect("there is a list");
    assert_eq!(diagnostics.len(), 2, "{diagnostics:?}");
    let twice = diagnostics.iter().find(|found| found["code"] == "PW0202").expect("it is there");
    insta::assert_snapshot!(format!("{:#}", folded(twice)));
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn lints_are_told_of_specs_without_errors() {
    let mut client = Client::ready(Limits::default());
    let head = "protocol p { edition: 1, version: 1, endian: big }\n";
    let published = client.open(&format!("{head}const MAX = 5;\n"));
    let found = &published["params"]["diagnostics"][0];
    assert_eq!((&found["code"], &found["severity"]), (&json!("PW0801"), &json!(2)));
    assert_eq!(found["tags"], json!([1]), "editors draw it as unnecessary");
    let published = client.change(2, json!([{ "text": format!("{head}const MAX = ;\n") }]));
    let codes: Vec<&Value> = published["params"]["diagnostics"]
        .as_array()
        .expect("there is a list")
        .iter()
        .map(|found| &found["code"])
        .collect();
    assert_eq!(codes, ["PW0111"]);
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn imports_are_read_from_the_folder_of_the_spec() {
    let spec = |path: &str| {
        format!(
            "protocol p {{ edition: 1, version: 1, endian: big }}\n\
             import \"{path}\" {{ Place }};\nstruct A {{ at: Place }}\n"
        )
    };
    let mut client = Client::ready(Limits::default());
    assert_eq!(client.open(&spec("common.wire"))["params"]["diagnostics"], json!([]));
    // What is wrong there is told where this spec imports it.
    for (path, code) in [("wrong.wire", "PW0201"), ("absent.wire", "PW0221")] {
        let published = client.change(2, json!([{ "text": spec(path) }]));
        let found = &published["params"]["diagnostics"][0];
        assert_eq!((&found["code"], &found["range"]["start"]["line"]), (&json!(code), &json!(1)));
    }
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn positions_count_utf16_units() {
    let mut client = Client::ready(Limits::default());
    client.open(SPEC);
    // `MAX_ZONE` in the line with a character of two units in front of it.
    let line = SPEC.lines().nth(6).expect("the line is there");
    let before = line.split("MAX_ZONE").next().expect("the name is there");
    let start = before.encode_utf16().count();
    assert_ne!(start, before.len());
    assert_ne!(start, before.chars().count());
    let hover = client.request("textDocument/hover", at(6, start as u32));
    assert_eq!(
        hover["range"],
        json!({
            "start": { "line": 6, "character": start },
            "end": { "line": 6, "character": start + "MAX_ZONE".len() }
        })
    );
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn changes_apply_in_order_and_whole_texts_replace() {
    let mut client = Client::ready(Limits::default());
    client.open("struct A { a: u8 }\nstruct B { a: Aa }\n");
    let range = |line: u32, from: u32, to: u32| {
        json!({
            "start": { "line": line, "character": from }, "end": { "line": line, "character": to }
        })
    };
    client.change(
        2,
        json!([
            { "range": range(0, 7, 8), "text": "Long" },
            { "range": range(0, 0, 0), "text": "const C = 1;\n" },
            { "range": range(2, 14, 16), "text": "Long" },
        ]),
    );
    let hover = client.request("textDocument/definition", at(2, 15));
    assert_eq!(hover["range"], range(1, 7, 11));
    client.change(3, json!([{ "text": "struct Whole { a: u8 }\n" }]));
    let hover = client.request("textDocument/definition", at(0, 9));
    assert_eq!(hover["range"], range(0, 7, 12));
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn wrong_messages_get_errors_and_the_session_goes_on() {
    let mut client = Client::ready(Limits::default());
    for (body, code) in [
        ("{", -32700),
        ("\u{0}", -32700),
        ("[]", -32600),
        ("17", -32600),
        ("{}", -32600),
        (r#"{"jsonrpc":"1.0","id":1,"method":"shutdown"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":[1],"method":"shutdown"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":7}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":"workspace/symbol"}"#, -32601),
        (r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{}}"#, -32602),
        (r#"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover"}"#, -32602),
    ] {
        client.send(body);
        assert_eq!(client.receive()["error"]["code"], code, "{body}");
    }
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    client.send(&nested);
    assert_eq!(client.receive()["error"]["code"], -32700);
    let unknown = client.request("textDocument/hover", at(0, 0));
    assert_eq!(unknown["code"], -32602, "the document is not open");
    // Notifications have no answers: one that cannot be read is told to people.
    client.tell("textDocument/didOpen", json!({ "textDocument": 1 }));
    assert_eq!(client.receive()["method"], "window/showMessage");
    // Unknown ones, and answers to questions never asked, are dropped.
    client.tell("$/setTrace", json!({ "value": "off" }));
    client.send(r#"{"jsonrpc":"2.0","id":9,"result":null}"#);
    client.open("struct A { a: u8 }\n");
    let nowhere = client.request("textDocument/definition", at(9_999, 9_999));
    assert_eq!(nowhere, Value::Null);
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn the_stages_of_a_session_are_kept() {
    let mut client = Client::start(Limits::default());
    assert_eq!(client.request("shutdown", Value::Null)["code"], -32002);
    assert_eq!(client.request("textDocument/hover", at(0, 0))["code"], -32002);
    client.tell("textDocument/didOpen", json!({ "dropped": true }));
    client.request("initialize", json!({ "capabilities": {} }));
    assert_eq!(client.request("shutdown", Value::Null), Value::Null);
    assert_eq!(client.request("textDocument/hover", at(0, 0))["code"], -32600);
    client.tell("exit", Value::Null);
    assert_eq!(client.ended(), Ended::InOrder);
    let mut client = Client::ready(Limits::default());
    client.tell("exit", Value::Null);
    assert_eq!(client.ended(), Ended::Abruptly);
}

#[test]
fn the_server_ends_with_the_stream() {
    assert_eq!(Client::ready(Limits::default()).ended(), Ended::Abruptly);
    let mut client = Client::ready(Limits::default());
    client.to_server.write_all(b"Content-Length: 100\r\n\r\n{").expect("the server reads");
    assert_eq!(client.ended(), Ended::Abruptly);
}

#[test]
fn what_is_larger_than_its_limit_is_refused() {
    let limits = Limits { message: 2000, document: 100, documents: 2 };
    let mut client = Client::ready(limits);
    client.send(&" ".repeat(2001));
    let refused = client.receive();
    assert_eq!(refused["error"]["code"], -32600);
    assert_eq!(refused["error"]["message"], "the message has 2001 bytes; at most 2000 are read");
    // A document too large gets one diagnostic and no answers, until it is replaced.
    let published = client.open(&format!("struct A {{ a: u8 }} // {}", "x".repeat(100)));
    let message = &published["params"]["diagnostics"][0]["message"];
    assert!(message.to_string().contains("the document has 122 bytes; at most 100"), "{message}");
    assert_eq!(client.request("textDocument/hover", at(0, 7)), Value::Null);
    let range = json!({
        "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 1 }
    });
    client.change(2, json!([{ "range": range, "text": "" }]));
    client.change(3, json!([{ "text": "struct A { a: u8 }" }]));
    assert_ne!(client.request("textDocument/hover", at(0, 7)), Value::Null);
    // As many documents as are allowed, and one more.
    for (name, method) in [
        ("b", "textDocument/publishDiagnostics"),
        ("c", "window/showMessage"),
        ("b", "textDocument/publishDiagnostics"),
    ] {
        let uri = format!("file:///{name}.wire");
        let document = json!({ "uri": uri, "languageId": "wire", "version": 1, "text": "" });
        client.tell("textDocument/didOpen", json!({ "textDocument": document }));
        assert_eq!(client.receive()["method"], method, "{name}");
    }
    assert_eq!(client.leave(), Ended::InOrder);
}
