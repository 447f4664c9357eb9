//! A conversation with a server of PostgreSQL: a client that has nothing but
//! `postgres.wire` starts a session, asks simple and prepared queries, makes an
//! error and goes.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use packetwright_spec::Checked;
use packetwright_spec::interpret::Interpreter;
use packetwright_spec::model::Model;
use serde_json::{Value as Json, json};

/// Debian has a folder for each version in it, and none of them is looked for by shells.
const VERSIONS: &str = "/usr/lib/postgresql";

/// The most that is waited for: the server to listen, to end, or an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Ports that are tried.
const MOST_PORTS: usize = 5;

/// More than any message of this conversation has, in bytes.
const LONGEST_MESSAGE: usize = 4096;

/// Messages of the server until it is ready, at most.
const MOST_MESSAGES: usize = 100;

/// Whom the programs run as: they refuse to do so as root.
#[derive(Clone, Copy)]
struct User {
    user: u32,
    group: u32,
}

/// A server with a database of its own, which ends with the test.
struct Server<'a> {
    installation: &'a Installation,
    folder: PathBuf,
    process: Option<Child>,
}

/// What there is to start a server with.
struct Installation {
    programs: PathBuf,
    /// The user that Debian has for it, if we are root.
    user: Option<User>,
}

impl Installation {
    fn find() -> Option<Self> {
        let versions = fs::read_dir(VERSIONS).ok()?;
        let programs = versions.filter_map(|version| Some(version.ok()?.path().join("bin")));
        let programs = programs.filter(|programs| programs.join("initdb").exists()).max()?;
        Some(Installation { programs, user: root().then(postgres_user).flatten() })
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir("/").env_clear().env("LC_ALL", "C");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some(user) = self.user {
            command.uid(user.user).gid(user.group);
        }
        command
    }
}

/// Whether we are root, who owns what we make.
fn root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|about| about.uid() == 0)
}

fn postgres_user() -> Option<User> {
    let users = fs::read_to_string("/etc/passwd").ok()?;
    let columns = users.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let of_postgres = columns.into_iter().find(|columns| columns[0] == "postgres")?;
    Some(User { user: of_postgres[2].parse().ok()?, group: of_postgres[3].parse().ok()? })
}

impl<'a> Server<'a> {
    /// A server that runs, and a connection to it. The port that is found free may be
    /// taken before the server has it; then another one is tried.
    fn start(installation: &'a Installation) -> (Self, TcpStream) {
        let folder = std::env::temp_dir().join(format!("gallery-postgres-{}", std::process::id()));
        fs::create_dir(&folder).expect("the folder is new");
        let mut server = Server { installation, folder, process: None };
        if let Some(User { user, group }) = installation.user {
            let owner = std::os::unix::fs::chown(&server.folder, Some(user), Some(group));
            owner.expect("root gives away what it has");
        }
        let mut initialize = installation.command("initdb");
        initialize.args(["--auth=trust", "--username=lamp", "--encoding=UTF8", "--no-sync"]);
        let done = initialize.arg("-D").arg(server.data()).status().expect("initdb runs");
        assert!(done.success(), "initdb failed: {done}");
        for _ in 0..MOST_PORTS {
            if let Some(stream) = server.listen() {
                return (server, stream);
            }
        }
        panic!("no server on any of {MOST_PORTS} ports");
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn listen(&mut self) -> Option<TcpStream> {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
        let port = free.local_addr().expect("it has an address").port();
        drop(free);
        let mut command = self.installation.command("postgres");
        command.args(["-h", "127.0.0.1", "-k", "", "-F", "-p", &port.to_string()]);
        let process = command.arg("-D").arg(self.data()).spawn().expect("postgres runs");
        let process = self.process.insert(process);
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if process.try_wait().expect("it can be asked").is_some() {
                return None;
            }
            // Its last line says that it is ready, also to those who cannot ask yet.
            if ready(&self.folder.join("data/postmaster.pid")) {
                return TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok();
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the server is not ready after {PATIENCE:?}");
    }
}

fn ready(status: &Path) -> bool {
    fs::read_to_string(status)
        .is_ok_and(|text| text.lines().last().is_some_and(|line| line.trim() == "ready"))
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            // At once, but with its own children, and what they share is given back.
            let mut end = self.installation.command("pg_ctl");
            let _ = end.args(["kill", "QUIT", &process.id().to_string()]).status();
            let start = Instant::now();
            while start.elapsed() < PATIENCE && matches!(process.try_wait(), Ok(None)) {
                std::thread::sleep(Duration::from_millis(20));
            }
            // It has ended by itself, unless it hangs.
            let _ = process.kill();
            let _ = process.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

struct Client {
    model: Checked<Model>,
    stream: TcpStream,
}

impl Client {
    fn send(&mut self, ty: &str, value: &Json) {
        let bytes = super::encode(&self.model, ty, value);
        self.stream.write_all(&bytes).expect("the server reads");
    }

    fn say(&mut self, messages: &[Json]) {
        for message in messages {
            self.send("FrontendMessage", &json!({ "message": message }));
        }
    }

    /// What the server says until it is ready for more.
    fn hear(&mut self) -> Vec<Json> {
        let mut messages = Vec::new();
        while messages.len() < MOST_MESSAGES {
            let message = self.receive();
            let last = message.get("ReadyForQuery").is_some();
            messages.push(message);
            if last {
                return messages;
            }
        }
        panic!("more than {MOST_MESSAGES} messages: {messages:?}");
    }

    /// The next message. The length behind its type counts itself.
    fn receive(&mut self) -> Json {
        let mut bytes = vec![0; 5];
        self.stream.read_exact(&mut bytes).expect("the server answers");
        let length = u32::from_be_bytes([bytes[1], bytes[2], bytes[3], bytes[4]]) as usize;
        assert!((4..LONGEST_MESSAGE).contains(&length), "a length of {length}");
        bytes.resize(1 + length, 0);
        self.stream.read_exact(&mut bytes[5..]).expect("the server answers");
        let interpreter = Interpreter::new(&self.model);
        let id = interpreter.struct_by_name("BackendMessage").expect("the spec declares it");
        let value = interpreter.decode_struct(id, &bytes);
        let value = value.unwrap_or_else(|fault| panic!("{bytes:02x?}: {fault}"));
        let again = interpreter.encode_struct(id, &value).expect("what was read can be written");
        assert_eq!(again, bytes, "the same bytes again");
        interpreter.struct_to_json(id, &value)["message"].take()
    }
}

fn present(text: &str) -> Json {
    let digits: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    json!({ "Present": { "value": digits } })
}

fn column(name: &str, type_identifier: u32, type_size: i16) -> Json {
    json!({
        "name": name, "table": 0, "number": 0, "type_identifier": type_identifier,
        "type_size": type_size, "type_modifier": -1, "format": "Text",
    })
}

fn complete(tag: &str) -> Json {
    json!({ "CommandComplete": { "tag": tag } })
}

/// The rows are 41 + 1 and a text that is absent, as `SELECT` gives them.
fn row() -> Json {
    json!({ "DataRow": { "values": [present("42"), { "Null": {} }, present("")] } })
}

fn columns() -> Json {
    let columns = [column("sum", 23, 4), column("nothing", 25, -1), column("empty", 25, -1)];
    json!({ "RowDescription": { "columns": columns } })
}

#[test]
fn postgresql_converses() {
    let Some(installation) = Installation::find() else {
        super::skipped("PostgreSQL is not installed");
        return;
    };
    if root() && installation.user.is_none() {
        super::skipped("PostgreSQL does not run as root, and has no user here");
        return;
    }
    let (_server, stream) = Server::start(&installation);
    stream.set_read_timeout(Some(PATIENCE)).expect("it is more than zero");
    let mut client = Client { model: super::model("postgres"), stream };
    let idle = json!({ "ReadyForQuery": { "status": "Idle" } });

    client.send("EncryptionRequest", &json!({}));
    let mut answer = [0];
    client.stream.read_exact(&mut answer).expect("the server answers");
    assert_eq!(&answer, b"N", "it has no certificate");

    let parameters = [("user", "lamp"), ("database", "postgres"), ("application_name", "gallery")];
    let parameters = parameters.map(|(name, value)| json!({ "name": name, "value": value }));
    client.send("Startup", &json!({ "parameters": parameters }));
    let greeting = client.hear();
    assert_eq!(greeting[0], json!({ "Authenticate": { "request": { "Done": {} } } }));
    let name = json!({ "ParameterStatus": { "name": "application_name", "value": "gallery" } });
    assert!(greeting.contains(&name), "{greeting:?}");
    assert!(greeting.iter().any(|message| message.get("KeyData").is_some()), "{greeting:?}");

    let query = "SELECT 41 + 1 AS sum, NULL::text AS nothing, ''::text AS empty";
    client.say(&[json!({ "Query": { "query": query } })]);
    assert_eq!(client.hear(), [columns(), row(), complete("SELECT 1"), idle.clone()]);

    client.say(&[json!({ "Query": { "query": "" } })]);
    assert_eq!(client.hear(), [json!({ "EmptyQuery": {} }), idle.clone()]);

    let query = "SELECT $1 + 1 AS sum, $2 AS nothing, $3 AS empty";
    let values = [present("41"), json!({ "Null": {} }), present("")];
    client.say(&[
        json!({ "Parse": { "statement": "add", "query": query, "types": [23, 25, 25] } }),
        json!({ "Describe": { "target": "Statement", "name": "add" } }),
        json!({ "Bind": {
            "portal": "", "statement": "add", "formats": [], "values": values, "results": [],
        } }),
        json!({ "Execute": { "portal": "", "limit": 0 } }),
        json!({ "Close": { "target": "Statement", "name": "add" } }),
        json!({ "Sync": {} }),
    ]);
    let expected = [
        json!({ "ParseComplete": {} }),
        json!({ "ParameterDescription": { "types": [23, 25, 25] } }),
        columns(),
        json!({ "BindComplete": {} }),
        row(),
        complete("SELECT 1"),
        json!({ "CloseComplete": {} }),
        idle.clone(),
    ];
    assert_eq!(client.hear(), expected);

    client.say(&[json!({ "Query": { "query": "BEGIN" } })]);
    let active = json!({ "ReadyForQuery": { "status": "Active" } });
    assert_eq!(client.hear(), [complete("BEGIN"), active]);
    client.say(&[json!({ "Query": { "query": "SELECT lamp" } })]);
    let failure = client.hear();
    // 42703 is an undefined column, and 'C' stands before it.
    let details = failure[0]["ErrorResponse"]["details"].as_array().expect("an error");
    assert!(details.contains(&json!({ "code": 0x43, "text": "42703" })), "{failure:?}");
    assert_eq!(failure[1..], [json!({ "ReadyForQuery": { "status": "Failed" } })]);

    client.say(&[json!({ "Query": { "query": "ROLLBACK" } })]);
    assert_eq!(client.hear(), [complete("ROLLBACK"), idle]);

    client.say(&[json!({ "Terminate": {} })]);
    assert_eq!(client.stream.read(&mut [0]).expect("the server closes"), 0);
}
