//! Wireshark's tshark: packets stand in a capture file, and it says what is in
//! them. `written` asks it of what the interpreter encodes, `read` of what other
//! software wrote.

mod read;
mod written;

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};

/// Ports that tshark does not know, and the protocols behind them.
const DECODE_AS: [&str; 5] = [
    "tcp.port==8080,websocket",
    "tcp.port==8081,http2",
    "udp.port==443,quic",
    "udp.port==5004,rtp",
    "udp.port==51820,wg",
];

const SETTINGS: [&str; 4] = [
    "ip.check_checksum:TRUE",
    "tcp.check_checksum:FALSE",
    "tcp.relative_sequence_numbers:FALSE",
    "mqtt.default_version:MQTT v3.1.1",
];

/// The most that tshark may take for a capture.
const PATIENCE: Duration = Duration::from_secs(60);

/// Columns of every packet: whether tshark gave up on it, what it took it for, and
/// how grave what it noticed is.
const MALFORMED: &str = "_ws.malformed";
const PROTOCOLS: &str = "frame.protocols";
const SEVERITY: &str = "_ws.expert.severity";
const REMARKS: &str = "_ws.expert.message";

/// Wireshark's `PI_WARN`; below are chats and notes, above are errors.
const WARNING: u32 = 0x0060_0000;

/// What tshark says of one packet.
struct Dissection {
    columns: Vec<(String, String)>,
}

impl Dissection {
    fn of(&self, field: &str) -> &str {
        let column = self.columns.iter().find(|(name, _)| name == field);
        &column.unwrap_or_else(|| panic!("{field} was not asked for")).1
    }

    fn is_malformed(&self) -> bool {
        !self.of(MALFORMED).is_empty()
    }

    /// What tshark finds wrong with the packet, or warns of.
    fn complaint(&self) -> Option<String> {
        let (protocols, remarks) = (self.of(PROTOCOLS), self.of(REMARKS));
        if self.is_malformed() {
            return Some(format!("malformed {protocols}: {remarks}"));
        }
        let severities = self.of(SEVERITY).split(',').filter(|severity| !severity.is_empty());
        let gravest = severities.map(|severity| severity.parse::<u32>().expect("a number")).max();
        let grave = gravest.is_some_and(|severity| severity >= WARNING);
        grave.then(|| format!("{protocols}: {remarks}"))
    }
}

/// Whether there is a tshark to ask; if not, the test is said to be skipped.
fn tshark_is_installed() -> bool {
    let mut version = Command::new("tshark");
    version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    let installed = version.status().is_ok_and(|status| status.success());
    if !installed {
        super::skipped("tshark is not installed");
    }
    installed
}

/// A packet in a datagram, over what `over` says. Each has a port of its own, so
/// that tshark takes no two packets for one conversation.
fn travel(index: usize, over: &str, bytes: Vec<u8>) -> Vec<u8> {
    let own_port = 40_000 + index as u64;
    match over.split(' ').collect::<Vec<_>>()[..] {
        ["nothing"] => bytes,
        ["ip", protocol] => datagram(number(protocol), &bytes),
        ["udp", port] => udp(own_port, number(port), &bytes),
        ["udp", "from", port] => udp(number(port), own_port, &bytes),
        ["tcp", port] => tcp(own_port, number(port), &bytes),
        ["tcp", "from", port] => tcp(number(port), own_port, &bytes),
        ref other => panic!("no such way to travel: {other:?}"),
    }
}

fn number(text: &str) -> u64 {
    text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
}

fn encode(spec: &str, ty: &str, json: &Json) -> Vec<u8> {
    super::encode(&super::model(spec), ty, json)
}

fn datagram(protocol: u64, payload: &[u8]) -> Vec<u8> {
    let protocol = match protocol {
        1 => json!("Icmp"),
        6 => json!("Tcp"),
        17 => json!("Udp"),
        other => json!(other),
    };
    let value = json!({
        "differentiated_services": 0, "congestion": 0, "identification": 1,
        "do_not_fragment": true, "more_fragments": false, "fragment_offset": 0,
        "time_to_live": 64, "protocol": protocol,
        "source": "c0000201", "destination": "c6336407",
        "settings": [], "payload": hex(payload),
    });
    encode("ipv4", "Datagram", &value)
}

/// In a datagram; the checksum is left out, as UDP allows.
fn udp(from: u64, to: u64, data: &[u8]) -> Vec<u8> {
    let value = json!({
        "source_port": from, "destination_port": to, "checksum": 0, "data": hex(data),
    });
    datagram(17, &encode("ipv4", "Udp", &value))
}

/// In a datagram; tshark does not look at the checksum, which is out of the spec's reach.
fn tcp(from: u64, to: u64, data: &[u8]) -> Vec<u8> {
    let value = json!({
        "source_port": from, "destination_port": to, "sequence": 1, "acknowledgement": 1,
        "reserved": 0, "control": ["psh", "ack"], "window": 8192, "checksum": 0, "urgent": 0,
        "settings": [], "data": hex(data),
    });
    datagram(6, &encode("ipv4", "Tcp", &value))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What tshark says of each packet.
fn dissect(datagrams: &[Vec<u8>], fields: &BTreeSet<&str>) -> Vec<Dissection> {
    let always = [MALFORMED, PROTOCOLS, SEVERITY, REMARKS];
    let fields: BTreeSet<&str> = always.into_iter().chain(fields.iter().copied()).collect();
    let mut tshark = Command::new("tshark");
    tshark.args(["-n", "-r", "-", "-T", "fields", "-E", "separator=/t"]);
    tshark.args(SETTINGS.iter().flat_map(|setting| ["-o", setting]));
    tshark.args(DECODE_AS.iter().flat_map(|rule| ["-d", rule]));
    tshark.args(fields.iter().flat_map(|field| ["-e", field]));
    let text = run(tshark, capture(datagrams));
    let rows: Vec<_> = text.lines().map(|line| line.split('\t').collect::<Vec<_>>()).collect();
    assert_eq!(rows.len(), datagrams.len(), "one row for each packet: {text}");
    let dissections = rows.iter().map(|row| {
        assert_eq!(row.len(), fields.len(), "one column for each field: {row:?}");
        let names = fields.iter().map(|field| String::from(*field));
        Dissection { columns: names.zip(row.iter().map(|text| String::from(*text))).collect() }
    });
    dissections.collect()
}

/// What a program prints that reads `input`; it is ended when it takes too long.
fn run(mut program: Command, input: Vec<u8>) -> String {
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = program.spawn().expect("it runs");
    let mut sink = running.stdin.take().expect("it is a pipe");
    // A program that fails may not read to the end; its status tells.
    let writer = thread::spawn(move || drop(sink.write_all(&input)));
    let (mut printed, mut complained) = (running.stdout.take(), running.stderr.take());
    let printed = thread::spawn(move || all_of(printed.as_mut().expect("it is a pipe")));
    let complained = thread::spawn(move || all_of(complained.as_mut().expect("it is a pipe")));
    let succeeded = ends_well(&mut running);
    writer.join().expect("it writes");
    let printed = printed.join().expect("it reads");
    let complaint = complained.join().expect("it reads");
    match succeeded {
        Some(true) => printed,
        Some(false) => panic!("{program:?} failed: {complaint}"),
        None => panic!("{program:?} took longer than {PATIENCE:?}: {complaint}"),
    }
}

fn all_of(source: &mut impl Read) -> String {
    let mut text = String::new();
    source.read_to_string(&mut text).expect("it prints text");
    text
}

/// Whether it succeeded, or nothing if it had to be ended.
fn ends_well(running: &mut Child) -> Option<bool> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = running.try_wait().expect("it can be asked") {
            return Some(status.success());
        }
        thread::sleep(Duration::from_millis(20));
    }
    running.kill().and_then(|()| running.wait()).expect("it can be ended");
    None
}

/// A capture file of the classic format, of bare IPv4 datagrams.
fn capture(datagrams: &[Vec<u8>]) -> Vec<u8> {
    const LINKTYPE_IPV4: u32 = 228;
    let mut file = Vec::new();
    for word in [0xa1b2_c3d4, 0x0002_0004, 0, 0, 65_535, LINKTYPE_IPV4] {
        file.extend(u32::to_be_bytes(word));
    }
    for (second, datagram) in (0_u32..).zip(datagrams) {
        let length = datagram.len() as u32;
        for word in [second, 0, length, length] {
            file.extend(u32::to_be_bytes(word));
        }
        file.extend(datagram);
    }
    file
}
