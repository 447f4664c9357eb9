//! A conversation with the MQTT broker mosquitto: a client that has nothing but
//! `mqtt.wire` connects, subscribes, publishes and hears itself.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use packetwright_spec::Checked;
use packetwright_spec::interpret::Interpreter;
use packetwright_spec::model::Model;
use serde_json::{Value as Json, json};

/// Debian has it where only root looks for programs.
const PROGRAMS: [&str; 2] = ["mosquitto", "/usr/sbin/mosquitto"];

/// The most that is waited for: the broker to listen, or an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Ports that are tried.
const MOST_PORTS: usize = 5;

/// More than any answer of this conversation has, in bytes.
const LONGEST_ANSWER: usize = 1024;

/// A broker on a port of its own, which ends with the test.
struct Broker {
    process: Child,
    port: u16,
}

impl Broker {
    /// A broker that runs, and a connection to it. The port that is found free may
    /// be taken before the broker has it; then another one is tried.
    fn start() -> Option<(Self, TcpStream)> {
        for _ in 0..MOST_PORTS {
            let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
            let port = free.local_addr().expect("it has an address").port();
            drop(free);
            let process = PROGRAMS.iter().find_map(|program| {
                let mut command = Command::new(program);
                command.args(["-p", &port.to_string()]);
                command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
                command.spawn().ok()
            })?;
            let mut broker = Broker { process, port };
            if let Some(stream) = broker.connect() {
                return Some((broker, stream));
            }
        }
        panic!("no broker on any of {MOST_PORTS} ports");
    }

    /// A connection, unless the broker ended because somebody else has its port.
    fn connect(&mut self) -> Option<TcpStream> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(50));
            let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).ok();
            // A socket can be connected to itself while nobody listens.
            let stream =
                stream.filter(|stream| stream.local_addr().ok() != stream.peer_addr().ok());
            std::thread::sleep(Duration::from_millis(50));
            if self.process.try_wait().expect("it can be asked").is_some() {
                return None;
            }
            if stream.is_some() {
                return stream;
            }
        }
        None
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

struct Client {
    model: Checked<Model>,
    stream: TcpStream,
}

impl Client {
    fn send(&mut self, packet: &Json) {
        let bytes = super::encode(&self.model, "Packet", &json!({ "packet": packet }));
        self.stream.write_all(&bytes).expect("the broker reads");
    }

    /// The next packet. Bytes are added one by one until they are a whole one.
    fn receive(&mut self) -> Json {
        let interpreter = Interpreter::new(&self.model);
        let id = interpreter.struct_by_name("Packet").expect("the spec declares it");
        let mut bytes = Vec::new();
        while bytes.len() < LONGEST_ANSWER {
            let mut byte = [0];
            self.stream.read_exact(&mut byte).expect("the broker answers");
            bytes.extend(byte);
            match interpreter.decode_struct(id, &bytes) {
                Ok(value) => return interpreter.struct_to_json(id, &value)["packet"].take(),
                Err(fault) if fault.code == "truncated" => {}
                Err(fault) => panic!("{bytes:02x?}: {fault}"),
            }
        }
        panic!("no packet in {LONGEST_ANSWER} bytes: {bytes:02x?}");
    }
}

fn publish(identifier: Option<u16>, payload: &str) -> Json {
    let quality = u8::from(identifier.is_some());
    json!({ "Publish": {
        "duplicate": false, "quality": quality, "retain": false,
        "topic": "room/1/light", "identifier": identifier, "payload": payload,
    } })
}

#[test]
fn mosquitto_converses() {
    let Some((_broker, stream)) = Broker::start() else {
        super::skipped("mosquitto is not installed");
        return;
    };
    stream.set_read_timeout(Some(PATIENCE)).expect("it is more than zero");
    let mut client = Client { model: super::model("mqtt"), stream };

    client.send(&json!({ "Connect": {
        "has_user_name": false, "has_password": false, "has_will": true, "will_quality": 1,
        "will_retain": false, "clean_session": true, "keep_alive": 60, "client": "lamp",
        "will": { "topic": "lamp/state", "message": "676f6e65" },
        "user_name": null, "password": null,
    } }));
    let accepted = json!({ "session_present": false, "outcome": "Accepted" });
    assert_eq!(client.receive(), json!({ "ConnectAcknowledgement": accepted }));

    client.send(&json!({ "Subscribe": { "identifier": 9, "subscriptions": [
        { "filter": "room/+/light", "quality": 0 }, { "filter": "lamp/#", "quality": 2 },
    ] } }));
    let granted = json!({ "identifier": 9, "granted": ["AtMostOnce", "ExactlyOnce"] });
    assert_eq!(client.receive(), json!({ "SubscribeAcknowledgement": granted }));

    // Longer than 127 bytes, so that its length takes two.
    let payload = "6f6e".repeat(100);
    client.send(&publish(None, &payload));
    assert_eq!(client.receive(), publish(None, &payload));

    client.send(&publish(Some(10), "6f6666"));
    let answers = [client.receive(), client.receive()];
    assert!(answers.contains(&publish(None, "6f6666")), "{answers:?}");
    let acknowledged = json!({ "PublishAcknowledgement": { "identifier": 10 } });
    assert!(answers.contains(&acknowledged), "{answers:?}");

    client.send(&json!({ "Unsubscribe": { "identifier": 11, "filters": ["room/+/light"] } }));
    let unsubscribed = json!({ "UnsubscribeAcknowledgement": { "identifier": 11 } });
    assert_eq!(client.receive(), unsubscribed);

    client.send(&json!({ "PingRequest": {} }));
    assert_eq!(client.receive(), json!({ "PingResponse": {} }));

    client.send(&json!({ "Disconnect": {} }));
    assert_eq!(client.stream.read(&mut [0]).expect("the broker closes"), 0);
}
