//! The gallery, dissected by Wireshark: what the interpreter encodes stands in a
//! capture file, and tshark reads the fields out of it that were put in.
//! `spec/gallery/dissected.json` has the values, and what tshark calls them.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value as Json, json};

use super::gallery;

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

/// Columns of every packet: whether tshark gave up on it, and what it took it for.
const MALFORMED: &str = "_ws.malformed";
const PROTOCOLS: &str = "frame.protocols";

/// A value, how it travels, and what tshark says of it.
struct Case {
    name: String,
    datagram: Vec<u8>,
    dissected: Vec<(String, String)>,
}

#[test]
fn tshark_reads_what_is_written() {
    if !tshark_is_installed() {
        println!("skipped: tshark is not installed");
        return;
    }
    let cases = cases();
    let asked = cases.iter().flat_map(|case| case.dissected.iter().map(|(field, _)| &**field));
    let fields: BTreeSet<&str> = [MALFORMED, PROTOCOLS].into_iter().chain(asked).collect();
    let rows = dissect(&cases, &fields);
    assert_eq!(rows.len(), cases.len(), "one row for each packet: {rows:#?}");
    let pairs = cases.iter().zip(&rows);
    let wrong: Vec<String> =
        pairs.flat_map(|(case, row)| differences(case, &fields, row)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What tshark says of a packet that it should not.
fn differences(case: &Case, fields: &BTreeSet<&str>, row: &[String]) -> Vec<String> {
    let of = |name: &str| {
        let column = fields.iter().position(|field| *field == name);
        row[column.expect("the column was asked for")].as_str()
    };
    let (name, protocols) = (&case.name, of(PROTOCOLS));
    let malformed = (!of(MALFORMED).is_empty()).then(|| format!("{name}: malformed {protocols}"));
    let others = case.dissected.iter().filter(|(field, expected)| of(field) != expected);
    let others = others.map(|(field, expected)| {
        format!("{name}: {field} is {expected:?}, {:?} in tshark's {protocols}", of(field))
    });
    malformed.into_iter().chain(others).collect()
}

fn tshark_is_installed() -> bool {
    let mut version = Command::new("tshark");
    version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    version.status().is_ok_and(|status| status.success())
}

fn cases() -> Vec<Case> {
    let text = std::fs::read_to_string(gallery().join("dissected.json")).expect("it is there");
    let cases: Vec<Json> = serde_json::from_str(&text).expect("it is JSON");
    cases.iter().enumerate().map(|(index, case)| read_case(index, case)).collect()
}

fn read_case(index: usize, case: &Json) -> Case {
    let text = |name: &str| case[name].as_str().unwrap_or_else(|| panic!("{name}: {case}"));
    let bytes = encode(text("spec"), text("type"), &case["value"]);
    // Of its own, so that tshark takes no two cases for one conversation.
    let own_port = 40_000 + index as u64;
    let datagram = match text("over").split(' ').collect::<Vec<_>>()[..] {
        ["nothing"] => bytes,
        ["ip", protocol] => datagram(number(protocol), &bytes),
        ["udp", port] => udp(own_port, number(port), &bytes),
        ["tcp", port] => tcp(own_port, number(port), &bytes),
        ["tcp", "from", port] => tcp(number(port), own_port, &bytes),
        ref other => panic!("no such way to travel: {other:?}"),
    };
    let dissected = case["dissected"].as_object().expect("fields by name").iter();
    let dissected = dissected.map(|(field, value)| {
        (field.clone(), value.as_str().expect("what tshark prints is text").to_owned())
    });
    Case {
        name: format!("{} {} (case {index})", text("spec"), text("type")),
        datagram,
        dissected: dissected.collect(),
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

/// A row for each packet, with a column for each field.
fn dissect(cases: &[Case], fields: &BTreeSet<&str>) -> Vec<Vec<String>> {
    let mut tshark = Command::new("tshark");
    tshark.args(["-n", "-r", "-", "-T", "fields", "-E", "separator=/t"]);
    tshark.args(SETTINGS.iter().flat_map(|setting| ["-o", setting]));
    tshark.args(DECODE_AS.iter().flat_map(|rule| ["-d", rule]));
    tshark.args(fields.iter().flat_map(|field| ["-e", field]));
    tshark.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = tshark.spawn().expect("tshark runs");
    let mut input = running.stdin.take().expect("it is a pipe");
    input.write_all(&capture(cases)).expect("tshark reads the capture");
    drop(input);
    let output = running.wait_with_output().expect("tshark ends");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "tshark failed: {complaint}");
    let text = String::from_utf8(output.stdout).expect("tshark prints text");
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// A capture file of the classic format, of bare IPv4 datagrams.
fn capture(cases: &[Case]) -> Vec<u8> {
    const LINKTYPE_IPV4: u32 = 228;
    let mut file = Vec::new();
    for word in [0xa1b2_c3d4, 0x0002_0004, 0, 0, 65_535, LINKTYPE_IPV4] {
        file.extend(u32::to_be_bytes(word));
    }
    for (second, case) in (0..).zip(cases) {
        let length = case.datagram.len() as u32;
        for word in [second, 0, length, length] {
            file.extend(u32::to_be_bytes(word));
        }
        file.extend(&case.datagram);
    }
    file
}
