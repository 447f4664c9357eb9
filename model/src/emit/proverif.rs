//! Scripts in the typed pi calculus of ProVerif,
//! <https://bblanche.gitlabpages.inria.fr/proverif/>, for any number of sessions.
//!
//! Each party is a process; what is asked of authenticity is a correspondence
//! of events, not injective. Whether sessions complete at all is asked as well:
//! that one must be false.

use std::fmt::Write;

use packetwright_spec::model::Party;

use super::Printer;
use crate::script::{
    Attacker, Block, Line, Query, Script, Value, letter, place, static_private, static_public,
};

pub(super) const PRINTER: Printer = Printer { extension: "pv", text, query };

const PARTIES: [Party; 2] = [Party::Initiator, Party::Responder];

const THEORY: &str = "
free net: channel.

(* Diffie-Hellman: the order of exponents does not matter. *)
const g: bitstring.
fun exp(bitstring, bitstring): bitstring.
equation forall x: bitstring, y: bitstring; exp(exp(g, x), y) = exp(exp(g, y), x).

(* A KEM shares its secret with the holder of the private key alone. *)
fun kem_public(bitstring): bitstring.
fun kem_cipher(bitstring, bitstring): bitstring.
fun kem_shared(bitstring, bitstring): bitstring.
reduc forall dk: bitstring, r: bitstring;
    kem_open(dk, kem_cipher(kem_public(dk), r)) = kem_shared(kem_public(dk), r).

fun hash(bitstring): bitstring.
(* The blocks of HKDF of a salt and an input. *)
fun hkdf1(bitstring, bitstring): bitstring.
fun hkdf2(bitstring, bitstring): bitstring.
fun hkdf3(bitstring, bitstring): bitstring.

(* Key, number, text, associated data. *)
fun seal(bitstring, bitstring, bitstring, bitstring): bitstring.
reduc forall k: bitstring, n: bitstring, t: bitstring, a: bitstring;
    open(k, n, seal(k, n, t, a), a) = t.
";

/// The model.
fn text(script: &Script, about: &str) -> String {
    let mut out = format!("(* {}\n   {about} *)\n{THEORY}\n", script.suite);
    for constant in &script.constants {
        let _ = writeln!(out, "const {constant}: bitstring.");
    }
    for name in secrets(script) {
        let _ = writeln!(out, "free {name}: bitstring [private].");
    }
    if script.attacker == Attacker::Quantum {
        out.push_str("free broken: channel [private].\n");
    }
    out.push('\n');
    for (_, name) in authentic(script) {
        let _ = writeln!(out, "event sent_{name}(bitstring).\nevent taken_{name}(bitstring).");
    }
    out.push_str("event chosen_i(bitstring, bitstring).\nevent chosen_r(bitstring, bitstring).\n");
    out.push_str("event completed().\n\n");
    for (query, _) in &script.queries {
        let _ = writeln!(out, "{}", self::query(script, query));
    }
    out.push_str("(* Must be false: sessions complete. *)\nquery event(completed()).\n");
    PARTIES.into_iter().for_each(|party| process(&mut out, script, party));
    main(&mut out, script);
    out
}

/// The texts that must stay secret.
fn secrets(script: &Script) -> Vec<&str> {
    let secrets = script.queries.iter().filter_map(|(query, _)| match query {
        Query::Secret(name) => Some(name.as_str()),
        _ => None,
    });
    // Against who has keys from the start nothing is asked of secrecy, but there are texts.
    let secrets: Vec<&str> = secrets.collect();
    if secrets.is_empty() { vec!["m_i", "m_r"] } else { secrets }
}

fn authentic(script: &Script) -> impl Iterator<Item = (Party, &str)> {
    script.queries.iter().filter_map(|(query, _)| match query {
        Query::Authentic(from, name) => Some((*from, name.as_str())),
        _ => None,
    })
}

/// What a party is told: its own keys, and the other's public one if it is known.
fn parameters(script: &Script, party: Party) -> Vec<String> {
    let mut names = Vec::new();
    if script.has_static(party) {
        names.push(static_private(party));
    }
    if script.has_static(party.other()) && script.pinned[place(party.other())] {
        names.push(static_public(party.other()));
    }
    if script.preshared {
        names.push("psk".to_owned());
    }
    names
}

fn process(out: &mut String, script: &Script, party: Party) {
    let own = letter(party);
    let typed = |names: &[String]| {
        let typed: Vec<String> = names.iter().map(|name| format!("{name}: bitstring")).collect();
        typed.join(", ")
    };
    let parameters = parameters(script, party);
    let _ = writeln!(out, "\nlet {}({}) =", party.name(), typed(&parameters));
    if script.has_static(party) {
        let (public, private) = (static_public(party), static_private(party));
        let _ = writeln!(out, "    let {public} = exp(g, {private}) in");
    }
    let other = static_public(party.other());
    if script.has_static(party.other()) && !parameters.contains(&other) {
        let _ = writeln!(out, "    in(net, {other}: bitstring);");
    }
    for block in &script.blocks {
        match block {
            Block::Run(who, lines) if *who == party => {
                lines.iter().for_each(|line| print_line(out, script, line));
            }
            Block::Run(..) => {}
            Block::Wire(from, values) if *from == party => {
                for (_, name) in
                    authentic(script).filter(|(_, name)| values.iter().any(|v| v == name))
                {
                    let _ = writeln!(out, "    event sent_{name}({name});");
                }
                let _ = writeln!(out, "    out(net, ({}));", values.join(", "));
            }
            Block::Wire(_, values) => {
                let _ = writeln!(out, "    in(net, ({}));", typed(values));
            }
        }
    }
    // Values in clear are taken when the session is up.
    for (from, name) in authentic(script).filter(|(from, _)| *from != party) {
        if !opened(script, from.other()).any(|sealed| sealed == name) {
            let _ = writeln!(out, "    event taken_{name}({name});");
        }
    }
    if script.queries.iter().any(|(query, _)| matches!(query, Query::Same(..))) {
        let _ = writeln!(out, "    event chosen_{own}(k_i2r_{own}, choice_{own});");
    }
    out.push_str("    event completed().\n");
}

/// What a party opens.
fn opened(script: &Script, party: Party) -> impl Iterator<Item = &str> {
    let lines = script.blocks.iter().flat_map(move |block| match block {
        Block::Run(who, lines) if *who == party => lines.as_slice(),
        _ => &[],
    });
    lines.filter_map(|line| match line {
        Line::Open(_, _, _, sealed, _) => Some(sealed.as_str()),
        _ => None,
    })
}

fn print_line(out: &mut String, script: &Script, line: &Line) {
    match line {
        Line::Fresh(name) if secrets(script).contains(&name.as_str()) => {}
        Line::Fresh(name) => {
            let _ = writeln!(out, "    new {name}: bitstring;");
            if script.attacker == Attacker::Quantum && script.ephemerals.concat().contains(name) {
                // A copy waits until curves are broken.
                let _ = writeln!(out, "    out(broken, {name});");
            }
        }
        Line::Let(name, value) => {
            let _ = writeln!(out, "    let {name} = {} in", expression(value));
        }
        Line::Derive(names, salt, input) => {
            for (place, name) in names.iter().enumerate() {
                let _ = writeln!(out, "    let {name} = hkdf{}({salt}, {input}) in", place + 1);
            }
        }
        Line::Encapsulate(shared, cipher, key, random) => {
            let _ = writeln!(out, "    let {shared} = kem_shared({key}, {random}) in");
            let _ = writeln!(out, "    let {cipher} = kem_cipher({key}, {random}) in");
        }
        Line::Open(names, key, number, sealed, data) => {
            let typed: Vec<String> =
                names.iter().map(|name| format!("{name}: bitstring")).collect();
            let pattern = match typed.as_slice() {
                [one] => one.clone(),
                many => format!("({})", many.join(", ")),
            };
            let data = data.join(", ");
            let _ = writeln!(out, "    let {pattern} = open({key}, {number}, {sealed}, {data}) in");
            if authentic(script).any(|(_, name)| name == sealed) {
                let _ = writeln!(out, "    event taken_{sealed}({sealed});");
            }
        }
        Line::Require(name, value) => {
            let _ = writeln!(out, "    if {name} = {} then", expression(value));
        }
    }
}

fn expression(value: &Value) -> String {
    let list = |values: &[Value]| match values {
        [one] => expression(one),
        values => {
            let values: Vec<String> = values.iter().map(expression).collect();
            format!("({})", values.join(", "))
        }
    };
    match value {
        Value::Name(name) => name.clone(),
        Value::Hash(parts) => format!("hash({})", list(parts)),
        Value::Public(private) => format!("exp(g, {private})"),
        Value::KemPublic(private) => format!("kem_public({private})"),
        Value::Agree(public, private) => format!("exp({public}, {private})"),
        Value::Decapsulate(private, cipher) => format!("kem_open({private}, {cipher})"),
        Value::Seal(key, number, texts, data) => {
            format!("seal({key}, {number}, {}, {})", list(texts), data.join(", "))
        }
    }
}

fn main(out: &mut String, script: &Script) {
    out.push_str("\nprocess\n");
    let mut published = Vec::new();
    let mut leaked = Vec::new();
    for party in PARTIES {
        if script.has_static(party) {
            let private = static_private(party);
            let _ = writeln!(out, "    new {private}: bitstring;");
            published.push(format!("exp(g, {private})"));
            match script.attacker {
                Attacker::Knows(known) if known == party => published.push(private),
                Attacker::Knows(_) => {}
                _ => leaked.push(private),
            }
        }
    }
    if script.preshared {
        out.push_str("    new psk: bitstring;\n");
        match script.attacker {
            Attacker::Knows(_) => published.push("psk".to_owned()),
            _ => leaked.push("psk".to_owned()),
        }
    }
    for value in published {
        let _ = writeln!(out, "    out(net, {value});");
    }
    let call = |party: Party| {
        let arguments = parameters(script, party).into_iter().map(|name| {
            match PARTIES.into_iter().find(|party| static_public(*party) == name) {
                Some(party) => format!("exp(g, {})", static_private(party)),
                None => name,
            }
        });
        format!("(!{}({}))", party.name(), arguments.collect::<Vec<_>>().join(", "))
    };
    let _ = write!(out, "    ({} | {}", call(Party::Initiator), call(Party::Responder));
    if script.attacker == Attacker::Quantum {
        // Curves are broken when the sessions are over.
        out.push_str(" | (!(in(broken, e: bitstring); phase 1; out(net, e)))");
    }
    if !leaked.is_empty() {
        let _ = write!(out, " | (phase 1; out(net, ({})))", leaked.join(", "));
    }
    out.push_str(")\n");
}

/// A query.
fn query(_: &Script, query: &Query) -> String {
    match query {
        Query::Secret(name) => format!("query attacker({name})."),
        Query::Authentic(_, name) => {
            format!("query x: bitstring; event(taken_{name}(x)) ==> event(sent_{name}(x)).")
        }
        Query::Same(..) => "query k: bitstring, x: bitstring, y: bitstring; \
             event(chosen_i(k, x)) && event(chosen_r(k, y)) ==> x = y."
            .to_owned(),
    }
}
