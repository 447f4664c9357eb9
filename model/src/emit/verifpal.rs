//! Scripts in the language of Verifpal, <https://verifpal.com>.
//!
//! A value has one name among all principals there, so what a principal opens
//! has a name of its own. Numbers of handshake messages are the constant
//! `zero`: each key seals one text.

use std::fmt::Write;

use packetwright_spec::model::Party;

use super::Printer;
use crate::script::{Attacker, Block, Line, Query, Script, Value, static_private, static_public};

pub(super) const PRINTER: Printer = Printer { extension: "vp", text, query };

const fn principal(party: Party) -> &'static str {
    match party {
        Party::Initiator => "Initiator",
        Party::Responder => "Responder",
    }
}

/// The model.
fn text(script: &Script, about: &str) -> String {
    let mut out = format!("// {}\n// {about}\n\nattacker[active]\n", script.suite);
    for party in [Party::Initiator, Party::Responder] {
        let _ = writeln!(out, "\nprincipal {}[", principal(party));
        let _ = writeln!(out, "\tknows public {}", script.constants.join(", "));
        if script.has_static(party) {
            let _ = writeln!(out, "\tknows private {}", static_private(party));
            let _ = writeln!(out, "\t{} = PUBKEY({})", static_public(party), static_private(party));
        }
        if script.preshared {
            out.push_str("\tknows private psk\n");
        }
        if script.attacker == Attacker::Knows(party) {
            let _ = writeln!(out, "\tleaks {}", long_term(script, party).join(", "));
        }
        out.push_str("]\n");
    }
    out.push('\n');
    for (place, party) in [Party::Initiator, Party::Responder].into_iter().enumerate() {
        if script.has_static(party) {
            // In brackets the attacker cannot replace it.
            let key = static_public(party);
            let key = if script.pinned[place] { format!("[{key}]") } else { key };
            let _ = writeln!(out, "{} -> {}: {key}", principal(party), principal(party.other()));
        }
    }
    for block in &script.blocks {
        match block {
            Block::Run(party, lines) => {
                let _ = writeln!(out, "\nprincipal {}[", principal(*party));
                lines.iter().for_each(|line| print_line(&mut out, line));
                out.push_str("]\n");
            }
            Block::Wire(from, values) => {
                let (from, to) = (principal(*from), principal(from.other()));
                let _ = writeln!(out, "\n{from} -> {to}: {}", values.join(", "));
            }
        }
    }
    leaks(&mut out, script);
    out.push_str("\nqueries[\n");
    for (query, _) in &script.queries {
        let _ = writeln!(out, "\t{}", self::query(script, query));
    }
    out.push_str("]\n");
    out
}

fn long_term(script: &Script, party: Party) -> Vec<String> {
    let own = script.has_static(party).then(|| static_private(party));
    own.into_iter().chain(script.preshared.then(|| "psk".to_owned())).collect()
}

/// What becomes known when the sessions are over.
fn leaks(out: &mut String, script: &Script) {
    if let Attacker::Knows(_) = script.attacker {
        return;
    }
    out.push_str("\nphase[1]\n");
    for (place, party) in [Party::Initiator, Party::Responder].into_iter().enumerate() {
        let mut leaked = long_term(script, party);
        if script.attacker == Attacker::Quantum {
            leaked.extend(script.ephemerals[place].iter().cloned());
        }
        if !leaked.is_empty() {
            let _ = writeln!(
                out,
                "\nprincipal {}[\n\tleaks {}\n]",
                principal(party),
                leaked.join(", ")
            );
        }
    }
}

fn print_line(out: &mut String, line: &Line) {
    let _ = match line {
        Line::Fresh(name) => writeln!(out, "\tgenerates {name}"),
        Line::Let(name, value) => writeln!(out, "\t{name} = {}", expression(value)),
        Line::Derive(names, salt, input) => {
            writeln!(out, "\t{} = HKDF({salt}, {input}, nil)", names.join(", "))
        }
        Line::Encapsulate(shared, cipher, key, random) => {
            writeln!(out, "\t{shared}, {cipher} = KEM_ENCAP({key}, {random})")
        }
        Line::Open(names, key, number, sealed, data) => {
            let opened = |name: &str| {
                format!("\t{name} = AEAD_DEC({key}, {number}, {sealed}, {})?\n", data.join(", "))
            };
            match names.as_slice() {
                [name] => {
                    out.push_str(&opened(name));
                    Ok(())
                }
                names => {
                    let whole = format!("{sealed}_text");
                    out.push_str(&opened(&whole));
                    writeln!(out, "\t{} = SPLIT({whole})?", names.join(", "))
                }
            }
        }
        Line::Require(name, value) => {
            writeln!(out, "\t_ = ASSERT({name}, {})?", expression(value))
        }
    };
}

fn expression(value: &Value) -> String {
    let list = |values: &[Value]| values.iter().map(expression).collect::<Vec<_>>().join(", ");
    match value {
        Value::Name(name) => name.clone(),
        Value::Hash(parts) => format!("HASH({})", list(parts)),
        Value::Public(private) | Value::KemPublic(private) => format!("PUBKEY({private})"),
        Value::Agree(public, private) => format!("DH_KEX({public}, {private})"),
        Value::Decapsulate(private, cipher) => format!("KEM_DECAP({private}, {cipher})"),
        Value::Seal(key, number, texts, data) => {
            let text = match texts.as_slice() {
                [one] => expression(one),
                texts => format!("CONCAT({})", list(texts)),
            };
            format!("AEAD_ENC({key}, {number}, {text}, {})", data.join(", "))
        }
    }
}

/// A query.
fn query(_: &Script, query: &Query) -> String {
    match query {
        Query::Secret(name) => format!("confidentiality? {name}"),
        Query::Authentic(from, name) => {
            format!("authentication? {} -> {}: {name}", principal(*from), principal(from.other()))
        }
        Query::Same(one, other) => format!("equivalence? {one}, {other}"),
    }
}
