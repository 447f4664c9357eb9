//! `packetwright watch`: specs checked again, and files generated again, as
//! they change.
//!
//! That something happened in a folder only wakes the loop; what is due is told
//! by the texts, compared with those seen last. So it does not matter how an
//! editor saves, how many events that makes, or what else changes there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::check;
use crate::failure::Failure;
use crate::generate;
use crate::manifest::{MANIFEST, Manifest};
use crate::source::{self, ImportRoot};
use crate::stop::Stop;

/// How long nothing must happen before the texts are looked at.
const QUIET: Duration = Duration::from_millis(50);

/// After so long they are looked at even if something happens all the time.
const PATIENCE: Duration = Duration::from_secs(2);

/// What to watch.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Spec files to check; without any, everything that packetwright.toml
    /// lists is generated
    specs: Vec<PathBuf>,
    #[command(flatten)]
    root: ImportRoot,
    /// The list of generated files; their paths are relative to its folder
    #[arg(long, value_name = "FILE", default_value = MANIFEST, conflicts_with = "specs")]
    config: PathBuf,
    /// Stop when standard input ends, besides SIGINT and SIGTERM
    #[arg(long)]
    until_stdin_closes: bool,
}

/// Does all once, then what changes, until told to stop. What is wrong with a
/// file is told and ends nothing.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let task = match arguments.specs.as_slice() {
        [] => Task::Generate { config: arguments.config.clone(), manifest: None },
        specs => Task::Check { specs: specs.to_vec(), root: arguments.root.clone() },
    };
    let mut work = Work { task, needs: BTreeMap::new() };
    let mut bell = Bell::new(arguments.until_stdin_closes)?;
    let mut seen = Seen::default();
    loop {
        // Watched first and read then, so that no change falls in between.
        bell.watch(&work.files())?;
        let mut changed = seen.changed(&work.files());
        if work.reload(&changed, &seen) {
            bell.watch(&work.files())?;
            changed.extend(seen.changed(&work.files()));
        }
        if !changed.is_empty() {
            work.round(&changed, &mut seen);
            let files = work.files();
            println!("watching {} file{}; Ctrl-C ends", files.len(), plural(files.len()));
            // Files that were not known before may have changed since they were read.
            if bell.watch(&files)? {
                bell.ring();
            }
        }
        if !bell.wait() {
            return Ok(());
        }
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// What is done when files change, and which files that are.
struct Work {
    task: Task,
    /// For each spec that is checked and each file that is generated, the files
    /// that it was made from last.
    needs: BTreeMap<PathBuf, Vec<PathBuf>>,
}

enum Task {
    /// These specs are checked.
    Check { specs: Vec<PathBuf>, root: ImportRoot },
    /// What a list of generated files has is generated; the list is not known
    /// as long as it cannot be read.
    Generate { config: PathBuf, manifest: Option<Manifest> },
}

impl Work {
    /// Reads the list again if it changed; whether it is another one now.
    fn reload(&mut self, changed: &BTreeSet<PathBuf>, seen: &Seen) -> bool {
        let Task::Generate { config, manifest } = &mut self.task else { return false };
        if !changed.contains(config) {
            return false;
        }
        let found = match seen.text(config) {
            Some(text) => Manifest::parse(text)
                .map_err(|error| Failure::refused(format!("{}: {error}", config.display()))),
            None => Manifest::read(config),
        };
        match found {
            Ok(found) => {
                *manifest = Some(found);
                self.needs.clear();
                true
            }
            // The old list holds until the new one can be read.
            Err(failure) => {
                failure.report();
                false
            }
        }
    }

    /// The files that it depends on.
    fn files(&self) -> BTreeSet<PathBuf> {
        let mut files: BTreeSet<PathBuf> = self.needs.values().flatten().cloned().collect();
        match &self.task {
            Task::Check { specs, .. } => files.extend(specs.iter().cloned()),
            Task::Generate { config, manifest } => {
                let artefacts = manifest.iter().flat_map(|manifest| &manifest.artefacts);
                files.extend(artefacts.map(|artefact| folder_of(config).join(&artefact.spec)));
                files.insert(config.clone());
            }
        }
        files
    }

    /// Does what is due when these files have changed; failures are told.
    fn round(&mut self, changed: &BTreeSet<PathBuf>, seen: &mut Seen) {
        let needs = &mut self.needs;
        match &self.task {
            Task::Check { specs, root } => {
                for spec in specs {
                    if !is_due(needs, spec, spec, changed) {
                        continue;
                    }
                    match check::one(spec, root) {
                        Ok(found) => {
                            if found.outcome.is_none() {
                                println!("{}: refused", spec.display());
                            }
                            needs.insert(spec.clone(), seen.note(source::files(&found)));
                        }
                        Err(failure) => drop(failure.report()),
                    }
                }
            }
            Task::Generate { config, manifest } => {
                let artefacts = manifest.iter().flat_map(|manifest| {
                    manifest.artefacts.iter().map(move |artefact| (manifest, artefact))
                });
                for (manifest, artefact) in artefacts {
                    let (path, folder) = (&artefact.path, folder_of(config));
                    let spec = folder.join(&artefact.spec);
                    if !changed.contains(config) && !is_due(needs, path, &spec, changed) {
                        continue;
                    }
                    let written = generate::refresh(manifest, artefact, folder).and_then(|found| {
                        needs.insert(path.clone(), seen.note(found.sources));
                        found.written
                    });
                    match written {
                        Ok(true) => println!("{}: written", path.display()),
                        Ok(false) => println!("{}: up to date", path.display()),
                        Err(failure) => {
                            failure.report();
                            println!("{}: left as it is", path.display());
                        }
                    }
                }
            }
        }
    }
}

/// Whether something must be done again: its spec changed, or a file that it was
/// made from last.
fn is_due(
    needs: &BTreeMap<PathBuf, Vec<PathBuf>>,
    made: &Path,
    spec: &Path,
    changed: &BTreeSet<PathBuf>,
) -> bool {
    changed.contains(spec)
        || needs.get(made).into_iter().flatten().any(|file| changed.contains(file))
}

/// The folder that the paths of a list are relative to.
fn folder_of(config: &Path) -> &Path {
    config.parent().unwrap_or(Path::new(""))
}

/// The texts seen last; none of a file that could not be read.
#[derive(Default)]
struct Seen(BTreeMap<PathBuf, Option<String>>);

impl Seen {
    /// Which of the files have another text than before; they are seen now.
    fn changed(&mut self, files: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        self.0.retain(|path, _| files.contains(path));
        let mut changed = BTreeSet::new();
        for path in files {
            let text = source::spec_text(path).ok();
            if self.0.get(path) != Some(&text) {
                self.0.insert(path.clone(), text);
                changed.insert(path.clone());
            }
        }
        changed
    }

    /// Takes the texts of files that were not known before; the paths of all.
    fn note(&mut self, files: Vec<(PathBuf, String)>) -> Vec<PathBuf> {
        let take = |(path, text): (PathBuf, String)| {
            self.0.entry(path.clone()).or_insert(Some(text));
            path
        };
        files.into_iter().map(take).collect()
    }

    /// The text of a file that was seen last.
    fn text(&self, path: &Path) -> Option<&str> {
        self.0.get(path)?.as_deref()
    }
}

/// Rings when something happens in the folders of the files, and when it is
/// time to stop.
struct Bell {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
    ring: SyncSender<()>,
    rings: Receiver<()>,
    stopped: Arc<AtomicBool>,
}

impl Bell {
    fn new(until_stdin_closes: bool) -> Result<Bell, Failure> {
        // One ring is enough: it says that there is something to look at.
        let (ring, rings) = sync_channel::<()>(1);
        let of_watcher = ring.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if !event.is_ok_and(|event| event.kind.is_access()) {
                let _ = of_watcher.try_send(());
            }
        });
        let watcher =
            watcher.map_err(|error| Failure::trouble(format!("cannot watch files: {error}")))?;
        let stopped = Arc::new(AtomicBool::new(false));
        ring_on_stop(until_stdin_closes, ring.clone(), stopped.clone())?;
        Ok(Bell { watcher, folders: BTreeSet::new(), ring, rings, stopped })
    }

    /// Watches the folders of these files, besides those that it watches already;
    /// whether there was one more.
    fn watch(&mut self, files: &BTreeSet<PathBuf>) -> Result<bool, Failure> {
        let before = self.folders.len();
        for path in files {
            // A file that is a link changes where it leads to, as well.
            let real = path.canonicalize().unwrap_or_else(|_| path.clone());
            for path in [path, &real] {
                let folder = match path.parent() {
                    Some(folder) if !folder.as_os_str().is_empty() => folder,
                    _ => Path::new("."),
                };
                if self.folders.contains(folder) {
                    continue;
                }
                self.watcher
                    .watch(folder, RecursiveMode::NonRecursive)
                    .map_err(|error| Failure::trouble(format!("cannot watch files: {error}")))?;
                self.folders.insert(folder.to_owned());
            }
        }
        Ok(self.folders.len() > before)
    }

    /// Rings itself, so that the next wait is short.
    fn ring(&self) {
        // A ring that waits already will do.
        let _ = self.ring.try_send(());
    }

    /// Waits until something has happened and nothing more happens; false when
    /// it is time to stop.
    fn wait(&self) -> bool {
        let rung = self.rings.recv();
        let until = Instant::now() + PATIENCE;
        while !self.stopped.load(Ordering::Acquire) && Instant::now() < until {
            if self.rings.recv_timeout(QUIET) != Ok(()) {
                break;
            }
        }
        rung.is_ok() && !self.stopped.load(Ordering::Acquire)
    }
}

/// Rings the bell once more when it is time to stop.
fn ring_on_stop(
    until_stdin_closes: bool,
    ring: SyncSender<()>,
    stopped: Arc<AtomicBool>,
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::trouble(format!("cannot wait for signals: {error}")))?;
    let stop = {
        let _inside = runtime.enter();
        Stop::new(until_stdin_closes)?
    };
    std::thread::spawn(move || {
        runtime.block_on(stop.wait());
        stopped.store(true, Ordering::Release);
        // A ring that waits already will do.
        let _ = ring.try_send(());
    });
    Ok(())
}
