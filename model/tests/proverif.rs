//! The text for ProVerif, which is not run here: what can be said of it without.

use std::collections::HashSet;

use packetwright_model::{Emitted, Language, emit};

fn models() -> Vec<Emitted> {
    let model = packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is right");
    emit(&model, 0, Language::ProVerif)
}

#[test]
fn the_model_of_the_plain_pattern() {
    let models = models();
    let xx = models.iter().find(|model| model.file == "xx.pv").expect("it is there");
    insta::assert_snapshot!(xx.text);
}

/// Words of the language and of the theory's functions.
const KNOWN: &str = "free net channel const bitstring fun equation forall reduc private event query \
    attacker let in if then out new phase process completed exp kem_public kem_cipher kem_shared \
    kem_open hash hkdf1 hkdf2 hkdf3 seal open initiator responder g broken";

/// The words of a text outside comments.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("(*") {
        plain.push_str(before);
        rest = comment.split_once("*)").expect("comments end").1;
    }
    plain.push_str(rest);
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let words = words.filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
    words.map(str::to_owned).collect()
}

#[test]
fn names_are_bound_before_they_are_used() {
    for model in models() {
        let processes = model.text.find("\nlet initiator").expect("processes");
        let (head, body) = model.text.split_at(processes);
        let mut global: HashSet<String> = KNOWN.split_whitespace().map(str::to_owned).collect();
        for line in head.lines() {
            let first = line.split(|c: char| " :(.".contains(c)).collect::<Vec<_>>();
            if let ["free" | "const" | "event" | "fun", name, ..] = first[..] {
                global.insert(name.to_owned());
            }
        }
        for process in body.split("\n\n") {
            let mut bound = global.clone();
            for line in process.lines() {
                let (binds, uses) = match line.split_once(" = ") {
                    Some((left, right)) if left.trim_start().starts_with("let ") => (left, right),
                    _ if line.contains("in(net, ") || line.starts_with("let ") => (line, ""),
                    _ if line.trim_start().starts_with("new ") => (line, ""),
                    _ => ("", line),
                };
                // What is bound in one line by a process of the last block is used in it.
                let (binds, uses) = match line.split_once("in(broken, ") {
                    Some(_) => ("e", line),
                    None => (binds, uses),
                };
                bound.extend(words(binds).into_iter().filter(|_| line.contains("in(broken")));
                for word in words(uses) {
                    assert!(bound.contains(&word), "{}: {word} in: {line}", model.file);
                }
                bound.extend(words(binds));
            }
        }
        let count = |c| model.text.matches(c).count();
        assert_eq!(count('('), count(')'), "{}", model.file);
        assert_eq!(model.text.matches("\nquery ").count(), model.queries.len() + 1);
    }
}

#[test]
fn every_shape_and_mutant_has_a_model() {
    let verifpal = {
        let spec = packetwright_spec::compile(packetwright_spec::NETWORK).expect("it is right");
        emit(&spec, 0, Language::Verifpal)
    };
    let names = |models: &[Emitted]| -> Vec<String> {
        models.iter().map(|m| m.file.split('.').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(names(&models()), names(&verifpal));
}
