//! Futures of one connection that wait: each is found by its key, dropped at
//! its deadline, and polled when it was woken and not otherwise.
//!
//! Does not bound itself: who inserts looks at [`InFlight::len`] first.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::future::Future;
use std::hash::Hash;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;

/// Room for a future that is used again when it is empty.
pub(super) type Slot<F> = Pin<Box<Option<F>>>;

/// Futures under keys.
pub(super) struct InFlight<K, F> {
    entries: HashMap<K, Entry<K, F>>,
    deadlines: BTreeSet<(Instant, K)>,
    /// Woken since the last round.
    woken: Arc<Woken<K>>,
    /// Left to poll in this round.
    round: VecDeque<K>,
}

struct Entry<K, F> {
    future: Slot<F>,
    waker: Waker,
    key_waker: Arc<KeyWaker<K>>,
    deadline: Option<Instant>,
}

impl<K, F> InFlight<K, F>
where
    K: Copy + Ord + Hash + Send + Sync + 'static,
    F: Future,
{
    pub(super) fn new() -> Self {
        let woken = Woken { keys: Mutex::default(), owner: Mutex::new(Waker::noop().clone()) };
        Self {
            entries: HashMap::new(),
            deadlines: BTreeSet::new(),
            woken: Arc::new(woken),
            round: VecDeque::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn contains(&self, key: K) -> bool {
        self.entries.contains_key(&key)
    }

    /// Takes in a future that was polled without a waker of its own; it joins
    /// the round, to be polled with one.
    pub(super) fn insert(&mut self, key: K, future: Slot<F>, deadline: Option<Instant>) {
        self.remove(key);
        let woken = Arc::clone(&self.woken);
        let key_waker = Arc::new(KeyWaker { key, woken, listed: AtomicBool::new(true) });
        let waker = Waker::from(Arc::clone(&key_waker));
        self.round.push_back(key);
        self.deadlines.extend(deadline.map(|deadline| (deadline, key)));
        self.entries.insert(key, Entry { future, waker, key_waker, deadline });
    }

    /// Drops a future; whether it was there.
    pub(super) fn remove(&mut self, key: K) -> bool {
        let Some(entry) = self.entries.remove(&key) else { return false };
        if let Some(deadline) = entry.deadline {
            self.deadlines.remove(&(deadline, key));
        }
        true
    }

    /// Drops all futures.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.deadlines.clear();
    }

    /// The earliest deadline.
    pub(super) fn next_deadline(&self) -> Option<Instant> {
        self.deadlines.first().map(|(deadline, _)| *deadline)
    }

    /// Drops a future whose deadline has passed, and returns its key.
    pub(super) fn remove_expired(&mut self, now: Instant) -> Option<K> {
        let (deadline, key) = *self.deadlines.first()?;
        (deadline <= now && self.remove(key)).then_some(key)
    }

    /// Begins a round: every future woken by now will be polled once, and
    /// `waker` is told of those woken later.
    pub(super) fn begin_round(&mut self, waker: &Waker) {
        self.woken.owner.lock().unwrap_or_else(PoisonError::into_inner).clone_from(waker);
        let mut keys = self.woken.keys.lock().unwrap_or_else(PoisonError::into_inner);
        self.round.extend(keys.drain(..));
    }

    /// Goes on with the round until a future is done: its key, what `poll`
    /// made of it, and its room.
    pub(super) fn next_done<T>(
        &mut self,
        mut poll: impl FnMut(&mut Slot<F>, &mut Context<'_>) -> Poll<T>,
    ) -> Option<(K, T, Slot<F>)> {
        while let Some(key) = self.round.pop_front() {
            // A key without a future was removed after it was woken.
            let Some(entry) = self.entries.get_mut(&key) else { continue };
            entry.key_waker.listed.store(false, Ordering::Release);
            let mut context = Context::from_waker(&entry.waker);
            if let Poll::Ready(output) = poll(&mut entry.future, &mut context) {
                let entry = self.entries.remove(&key)?;
                self.deadlines.remove(&(entry.deadline.unwrap_or_else(Instant::now), key));
                return Some((key, output, entry.future));
            }
        }
        None
    }
}

struct Woken<K> {
    keys: Mutex<Vec<K>>,
    owner: Mutex<Waker>,
}

struct KeyWaker<K> {
    key: K,
    woken: Arc<Woken<K>>,
    /// In `woken` or in the round already, so that it is not listed twice.
    listed: AtomicBool,
}

impl<K: Copy + Send + Sync + 'static> Wake for KeyWaker<K> {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.listed.swap(true, Ordering::AcqRel) {
            return;
        }
        self.woken.keys.lock().unwrap_or_else(PoisonError::into_inner).push(self.key);
        let owner = self.woken.owner.lock().unwrap_or_else(PoisonError::into_inner).clone();
        owner.wake();
    }
}
