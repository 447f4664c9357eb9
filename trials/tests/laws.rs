//! What holds of every spec, without generated code: the checker takes it, its
//! layout is settled and means the same, the interpreter keeps its laws.

#[path = "trial/sessions.rs"]
mod sessions;
#[path = "../../runtime/tests/support/still_world.rs"]
mod still_world;
#[path = "../../spec/tests/interpret/whole.rs"]
mod whole;

use std::collections::BTreeSet;

use packetwright_codegen::{Feature, Options, generate};
use packetwright_spec::interpret::Interpreter;
use packetwright_spec::lex::{TokenKind, lex};
use packetwright_spec::model::{HandshakeId, Model};
use packetwright_spec::{Checked, compile, format};
use packetwright_trials::constructs::{ROWS, variants};
use packetwright_trials::generator::{Draw, spec};
use whole::{Whole, accepted_is_canonical, mutate, refuses_every_cut, there_and_back};

/// How many specs are tried; `TRIALS_COUNT` and `TRIALS_SEED` try others.
const COUNT: u64 = 60;

/// The most samples of one type that are cut and changed.
const MOST: usize = 24;

/// The longest sample that is cut at every byte.
const LONGEST: usize = 600;

fn seeds() -> std::ops::Range<u64> {
    let set = |name: &str| std::env::var(name).ok().map(|text| text.parse().expect("a number"));
    let first = set("TRIALS_SEED").unwrap_or(0);
    first..first + set("TRIALS_COUNT").unwrap_or(COUNT)
}

/// The specs that the checker takes.
fn models() -> Vec<(u64, String, Checked<Model>)> {
    seeds()
        .filter_map(|seed| {
            let text = spec(seed);
            let model = compile(&text).ok()?;
            Some((seed, text, model))
        })
        .collect()
}

#[test]
fn nearly_all_are_taken() {
    let taken = models().len();
    let all = seeds().count();
    println!("{taken} of {all} random specs are taken");
    // One in a thousand is refused, as a rule; in a small number one may always be.
    assert!(all - taken <= 1 + all / 200, "only {taken} of {all} are taken");
}

/// The model without the places where things stand.
fn meaning(model: &Checked<Model>) -> String {
    let told = format!("{model:?}");
    let mut parts = told.split("Span { ");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |told, part| told + part.split_once('}').map_or("", |(_, rest)| rest))
}

#[test]
fn layout_is_settled_and_means_the_same() {
    for (seed, text, model) in models() {
        let once = format(&text).unwrap_or_else(|found| panic!("spec {seed}: {found:?}"));
        assert_eq!(format(&once).as_deref(), Ok(once.as_str()), "spec {seed} a second time");
        let again = compile(&once).unwrap_or_else(|found| panic!("spec {seed}: {found:?}"));
        assert_eq!(meaning(&again), meaning(&model), "spec {seed} in its layout");
    }
}

/// What is accepted encodes to the same bytes; if something in the spec is
/// malleable, to bytes of the same value.
fn accepted_is_stable(interpreter: Interpreter<'_>, whole: Whole, bytes: &[u8], text: &str) {
    if !text.contains(" malleable") {
        return accepted_is_canonical(interpreter, whole, bytes);
    }
    if let Ok(value) = whole.decode(interpreter, bytes) {
        let encoded = whole.encode(interpreter, &value).expect("what was decoded");
        assert_eq!(whole.decode(interpreter, &encoded), Ok(value), "{whole:?} {bytes:02x?}");
    }
}

#[test]
fn interpreters_keep_the_laws() {
    let (mut types, mut without) = (0, 0);
    for (seed, text, model) in models() {
        let interpreter = Interpreter::new(&model);
        let mut draw = Draw::new(seed);
        println!("spec {seed}");
        for whole in Whole::all(&model) {
            let samples = whole.samples(&model);
            types += 1;
            without += usize::from(samples.is_empty());
            for _ in 0..4 {
                let noise: Vec<u8> = (0..draw.below(40)).map(|_| draw.number() as u8).collect();
                accepted_is_stable(interpreter, whole, &noise, &text);
            }
            for sample in samples.iter().step_by(samples.len().div_ceil(MOST).max(1)) {
                let bytes = there_and_back(interpreter, whole, sample);
                if bytes.len() <= LONGEST {
                    refuses_every_cut(interpreter, whole, &bytes);
                }
                for _ in 0..4 {
                    let changed = mutate(&bytes, |limit| draw.below(limit));
                    accepted_is_stable(interpreter, whole, &changed, &text);
                }
            }
        }
    }
    println!("{without} of {types} types have no samples");
    assert!(without * 100 <= types * 8, "{without} of {types} types have no samples");
}

fn options() -> Options {
    Options {
        serde: Feature::On,
        arbitrary: Feature::On,
        session: Feature::Off,
        ..Options::default()
    }
}

/// The text with one token removed, doubled, or in the place of another.
fn changed(text: &str, draw: &mut Draw) -> String {
    let (tokens, _) = lex(text);
    let count = (0..).take_while(|place| tokens.get(*place).kind != TokenKind::End).count();
    let of = |place: usize| tokens.get(place).span;
    let (at, other) = (of(draw.below(count)), of(draw.below(count)));
    let instead = match draw.below(4) {
        0 => String::new(),
        1 => format!("{0} {0}", &text[at.start..at.end]),
        _ => text[other.start..other.end].to_owned(),
    };
    format!("{} {instead} {}", &text[..at.start], &text[at.end..])
}

#[test]
fn changed_specs_are_refused_or_generate_code() {
    let (mut taken, mut all) = (0, 0);
    for seed in seeds() {
        let (text, mut draw) = (spec(seed), Draw::new(seed));
        for _ in 0..8 {
            all += 1;
            let changed = changed(&text, &mut draw);
            if let Ok(layout) = format(&changed) {
                assert_eq!(format(&layout).as_deref(), Ok(layout.as_str()), "of\n{changed}");
            }
            if let Ok(model) = compile(&changed) {
                taken += 1;
                // The code of one in four: printing takes longest.
                if draw.chance(25) {
                    assert!(!generate(&model, &options()).is_empty());
                }
            }
        }
    }
    println!("{taken} of {all} changed specs are taken");
    assert!(taken > 0 && taken < all, "{taken} of {all}");
}

#[test]
fn most_handshakes_come_to_a_session() {
    let (mut come, mut all) = (0, 0);
    for (seed, _, model) in models() {
        for place in 0..model.handshakes.len() {
            all += 1;
            let established = sessions::is_established(&model, HandshakeId(place));
            come += usize::from(established);
            println!("spec {seed}: {established}");
        }
    }
    println!("{come} of {all} handshakes come to a session");
    // Three in five, as a rule; a check may also be one that never holds.
    assert!(come * 5 + 5 >= all * 2, "only {come} of {all}");
}

/// Constructs that no random spec has, with the reason.
const NEVER: &[(&str, &str)] = &[
    ("checksums by functions of one's own", "the functions are written by hand"),
    ("imports", "a random spec is one file"),
];

#[test]
fn every_construct_comes_up() {
    let mut seen = BTreeSet::new();
    for seed in 0..200 {
        if let Ok(model) = compile(&spec(seed)) {
            seen.extend(variants::rows(&model));
        }
    }
    // A construct whose row is gone is in no spec of the table; others have it.
    let shipped = compile(packetwright_spec::NETWORK).expect("it ships");
    for found in seen.iter().copied().chain(variants::rows(&shipped)) {
        assert!(ROWS.iter().any(|row| row.name == found), "there is no row `{found}`");
    }
    let missing: Vec<&str> =
        ROWS.iter().map(|row| row.name).filter(|name| !seen.contains(name)).collect();
    assert_eq!(missing, NEVER.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn generation_is_deterministic() {
    for (seed, text, model) in models().iter().take(40) {
        let again = compile(text).expect("it was taken before");
        assert!(generate(model, &options()) == generate(&again, &options()), "spec {seed}");
    }
}
