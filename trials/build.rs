//! Generates the code of a batch of specs, for `tests/agreement.rs`: of one with
//! odd names, and of the random specs from `TRIALS_SEED` on, `TRIALS_COUNT` of them; and that of the rows of
//! the table of constructs, for `tests/constructs.rs`.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

use packetwright_codegen::emit::Emitter;
use packetwright_codegen::emit::types::Form;
use packetwright_codegen::naming::{self, camel_case};
use packetwright_codegen::{Feature, Options, generate};
use packetwright_spec::model::{Item, Model};
use packetwright_spec::{Checked, compile};

// What has to be built before the crate is.
#[path = "src/constructs/mod.rs"]
#[allow(unreachable_pub, dead_code, reason = "public in the crate itself")]
mod constructs;
#[path = "src/generator/mod.rs"]
#[allow(unreachable_pub, reason = "public in the crate itself")]
mod generator;

use constructs::{Column, ROWS, Row};

/// How many specs of a batch are compiled.
const COUNT: u64 = 40;

/// Names that random specs do not give, because they are too much alike.
const NAMES: &str = include_str!("src/names.wire");

fn main() -> io::Result<()> {
    for name in ["TRIALS_SEED", "TRIALS_COUNT"] {
        println!("cargo:rerun-if-env-changed={name}");
    }
    println!("cargo:rerun-if-changed=src/generator");
    println!("cargo:rerun-if-changed=src/constructs");
    println!("cargo:rerun-if-changed=src/names.wire");
    println!("cargo:rerun-if-changed=build.rs");
    let number = |name: &str| env::var(name).ok().map(|text| text.parse().expect("a number"));
    let first: u64 = number("TRIALS_SEED").unwrap_or(0);
    let seeds = first..first + number("TRIALS_COUNT").unwrap_or(COUNT);
    let folder = env::var("OUT_DIR").expect("cargo sets it");
    let mut batch = trial(
        Path::new(&folder),
        "names",
        NAMES,
        &compile(NAMES).expect("the spec of odd names is sound"),
        &options(true),
    )?;
    for seed in seeds {
        let text = generator::spec(seed);
        // How many are refused is for `tests/laws.rs` to judge.
        let Ok(model) = compile(&text) else { continue };
        let name = format!("spec_{seed}");
        batch.push_str(&trial(Path::new(&folder), &name, &text, &model, &options(true))?);
    }
    fs::write(Path::new(&folder).join("batch.rs"), batch)?;
    rows(Path::new(&folder))
}

/// Writes the code of the rows of the table, and which have some; a second time
/// without views where it has any. A row that does not compile is for the tests
/// to judge.
fn rows(folder: &Path) -> io::Result<()> {
    let (mut batch, mut names, mut without_views) = (String::new(), Vec::new(), Vec::new());
    for row in ROWS.iter().filter(|row| row.held(Column::Owned).is_none()) {
        let text = Row::text(row.spec);
        let Ok(model) = compile(&text) else { continue };
        let [with, without] = [true, false].map(options);
        batch.push_str(&trial(folder, &row.slug(), &text, &model, &with)?);
        names.push(row.name);
        if generate(&model, &with) != generate(&model, &without) {
            let name = format!("{}_without_views", row.slug());
            batch.push_str(&trial(folder, &name, &text, &model, &without)?);
            without_views.push(row.name);
        }
    }
    writeln!(batch, "const GENERATED: &[&str] = &{names:?};").expect("a string takes all");
    writeln!(batch, "const WITHOUT_VIEWS: &[&str] = &{without_views:?};")
        .expect("a string takes all");
    fs::write(folder.join("constructs.rs"), batch)
}

fn options(views: bool) -> Options {
    Options { serde: Feature::On, session: Feature::On, views, ..Options::default() }
}

/// Writes a spec and its code; the module and the test of it.
fn trial(
    folder: &Path,
    name: &str,
    text: &str,
    model: &Checked<Model>,
    options: &Options,
) -> io::Result<String> {
    let (spec, code) = (folder.join(format!("{name}.wire")), folder.join(format!("{name}.rs")));
    fs::write(&spec, text)?;
    fs::write(&code, generate(model, options))?;
    let mut test = format!(
        "#[deny(warnings)]\n\
         #[allow(unreachable_pub, unused_qualifications, dead_code, deprecated, clippy::all)]\n\
         mod {name} {{ include!({code:?}); }}\n\
         #[test]\nfn {name}_agrees() {{\n    \
         let trial = Trial::new(include_str!({spec:?}), include_str!({code:?}), {});\n",
        options.views
    );
    let emitter = Emitter::new(model, options);
    for item in &model.order {
        if let Item::Handshake(id) = item {
            let declared = &model[*id].name.text;
            let (module, ty) = (naming::module(declared), camel_case(declared));
            writeln!(test, "    trial.handshake::<{name}::{module}::{ty}>({declared:?});")
                .expect("a string takes all");
            continue;
        }
        let (kind, declared, [owned, view]) = match item {
            Item::Struct(id) => {
                let names = [Form::Owned, Form::View].map(|form| emitter.struct_name(*id, form));
                ("structure", &model[*id].name.text, names)
            }
            Item::Messages(place) => {
                let set = &model.message_sets[*place];
                let names = [Form::Owned, Form::View].map(|form| emitter.set_name(set, form));
                ("set", &set.name.text, names)
            }
            _ => continue,
        };
        let round_trip = match owned == view {
            true => format!("|input| {name}::{view}::from_slice(input).map(|view| again(&view))"),
            false => format!("view!({name}::{view})"),
        };
        writeln!(test, "    trial.{kind}::<{name}::{owned}>({declared:?}, {round_trip});")
            .expect("a string takes all");
    }
    if let Some(layers) = &model.layers {
        let protocol = emitter.protocol_name();
        let packet = &model[layers.packet].name.text;
        let envelope = &model[layers.envelope.structure].name.text;
        writeln!(test, "    trial.layers::<{name}::{protocol}>({packet:?}, {envelope:?});")
            .expect("a string takes all");
    }
    test.push_str("}\n");
    Ok(test)
}
