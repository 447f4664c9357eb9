//! What the tests believe: reports, and packets read anew by both versions.

use packetwright_spec::evolution::{self, Evidence, Harm, Report, Witness};
use packetwright_spec::interpret::{DecodeFault, Interpreter};
use packetwright_spec::model::Model;
use packetwright_spec::{Checked, Sources};
use serde_json::Value as Json;

/// What stands in front of a spec that has no `protocol` of its own.
const HEAD: &str = "protocol p { edition: 1, version: 1, endian: big }\n";

/// The model of a spec, and its text.
pub(crate) fn compile(text: &str) -> (Checked<Model>, String) {
    let text = if text.contains("protocol ") { text.to_owned() } else { format!("{HEAD}{text}") };
    let model = packetwright_spec::compile(&text);
    (model.unwrap_or_else(|found| panic!("{text}\n{found:#?}")), text)
}

/// Compares two specs; every packet in the report is read again.
pub(crate) fn compare(old: &str, new: &str) -> (Report, String) {
    let ((old, old_text), (new, new_text)) = (compile(old), compile(new));
    let report = evolution::compare(&old, &new);
    for finding in &report.findings {
        for (harm, evidence) in &finding.harms {
            if let Evidence::Witness(witness) = evidence {
                confirm(&old, &new, *harm, witness);
            }
        }
    }
    let text =
        evolution::to_text(&report, &Sources::new("old", old_text), &Sources::new("new", new_text));
    (report, text)
}

/// Reads a packet again, by name, and sees that it shows what it is said to.
fn confirm(old: &Checked<Model>, new: &Checked<Model>, harm: Harm, witness: &Witness) {
    let before = read(old, witness.old.name.as_deref(), &witness.bytes);
    let after = read(new, witness.new.name.as_deref(), &witness.bytes);
    match harm {
        Harm::OldReaders => assert!(before.is_err() && after.is_ok(), "{witness:?}"),
        Harm::OldWriters => assert!(before.is_ok() && after.is_err(), "{witness:?}"),
        Harm::Meaning => assert!(before.is_ok() && after.is_ok(), "{witness:?}"),
    }
    for (said, found) in [(&witness.old.outcome, before), (&witness.new.outcome, after)] {
        match (said, found) {
            (Ok(a), Ok(b)) => assert_eq!(*a, b),
            (Err(a), Err(Some(b))) => assert_eq!(*a, b),
            (Err(a), Err(None)) => assert_eq!(a.code, "undeclared"),
            (said, found) => panic!("{said:?} is not {found:?}"),
        }
    }
}

/// What a version makes of a packet; the inner `None` if it has no such thing.
fn read(
    model: &Checked<Model>,
    name: Option<&str>,
    bytes: &[u8],
) -> Result<Json, Option<DecodeFault>> {
    let Some(name) = name else { return Err(None) };
    let interpreter = Interpreter::new(model);
    if let Some(set) = interpreter.set_by_name(name) {
        let value = interpreter.decode_message(set, bytes).map_err(Some)?;
        return Ok(interpreter.message_to_json(set, &value));
    }
    if let Some(place) = model.structs.iter().position(|found| found.name.text == name) {
        let id = packetwright_spec::model::StructId(place);
        let value = interpreter.decode_struct(id, bytes).map_err(Some)?;
        return Ok(interpreter.struct_to_json(id, &value));
    }
    let union = model.unions.iter().position(|found| found.name.text == name).expect("declared");
    let union = packetwright_spec::model::UnionId(union);
    let value = interpreter.decode_union(union, bytes).map_err(Some)?;
    let ty = packetwright_spec::model::Type::Union { union, selector: None };
    Ok(interpreter.to_json(&ty, &value))
}
