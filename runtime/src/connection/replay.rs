//! The nonces of opening messages, so that none is taken twice.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Remembers nonces for as long as their timestamps are accepted.
///
/// A filter that makes replayed openings cheap to refuse: secrecy and
/// authentication do not rest on it. An entry is forgotten once the latest
/// time ever seen is later than its end; a clock that steps back does not
/// bring forgotten nonces back, because what has ended by the latest time is
/// not fresh.
///
/// **Weakness.** A full cache refuses every opening until entries end, which
/// takes ten seconds at most. Whoever can send [`capacity`](Self::new) valid
/// openings in ten seconds (13,000 a second by default) keeps everybody else
/// out meanwhile. Cookies, which tie an opening to an address, are the answer
/// and do not exist yet. [`refused_full`](Self::refused_full) counts what was
/// refused so. A cache starts empty: an opening recorded just before a restart
/// can be replayed once within its ten seconds.
#[derive(Debug)]
pub struct ReplayCache {
    entries: Mutex<Entries>,
    capacity: usize,
}

#[derive(Debug, Default)]
struct Entries {
    nonces: HashSet<Arc<[u8]>>,
    ends: BinaryHeap<Reverse<(u64, Arc<[u8]>)>>,
    latest_ms: u64,
    refused_full: u64,
}

impl ReplayCache {
    /// The default capacity.
    pub const DEFAULT_CAPACITY: usize = 131_072;

    /// An empty cache for so many nonces; about 150 bytes each.
    pub fn new(capacity: usize) -> Self {
        Self { entries: Mutex::default(), capacity }
    }

    /// Remembers a nonce until `until_ms`, inclusive. Returns whether it is
    /// fresh: not seen before, not ended, and there is room to remember it.
    pub fn insert(&self, nonce: &[u8], until_ms: u64, now_ms: u64) -> bool {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.latest_ms = entries.latest_ms.max(now_ms);
        entries.forget_ended();
        if until_ms < entries.latest_ms || entries.nonces.contains(nonce) {
            return false;
        }
        if entries.nonces.len() >= self.capacity {
            entries.refused_full += 1;
            return false;
        }
        let nonce: Arc<[u8]> = nonce.into();
        entries.nonces.insert(Arc::clone(&nonce));
        entries.ends.push(Reverse((until_ms, nonce)));
        true
    }

    /// The number of nonces remembered.
    pub fn len(&self) -> usize {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).nonces.len()
    }

    /// Whether none is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many fresh nonces were refused because the cache was full.
    pub fn refused_full(&self) -> u64 {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).refused_full
    }
}

impl Entries {
    fn forget_ended(&mut self) {
        while let Some(Reverse((until_ms, _))) = self.ends.peek()
            && *until_ms < self.latest_ms
        {
            if let Some(Reverse((_, nonce))) = self.ends.pop() {
                self.nonces.remove(&nonce);
            }
        }
    }
}

impl Default for ReplayCache {
    fn default() -> Self {
        Self::new(Self::DEFAULT_CAPACITY)
    }
}

#[cfg(test)]
mod tests {
    use super::ReplayCache;

    #[track_caller]
    fn check(cache: &ReplayCache, nonce: u8, until_ms: u64, now_ms: u64, expected: bool) {
        assert_eq!(cache.insert(&[nonce; 24], until_ms, now_ms), expected);
    }

    #[test]
    fn a_nonce_is_fresh_once_until_its_end() {
        let cache = ReplayCache::default();
        check(&cache, 1, 6000, 1000, true);
        check(&cache, 1, 6000, 1000, false);
        check(&cache, 2, 6000, 1000, true);
        check(&cache, 1, 9000, 6000, false);
        assert_eq!(cache.len(), 2);
        check(&cache, 1, 9000, 6001, true);
        assert_eq!(cache.len(), 1);
    }

    #[test]
    fn a_clock_that_steps_back_brings_nothing_back() {
        let cache = ReplayCache::default();
        check(&cache, 1, 6000, 1000, true);
        check(&cache, 2, 20_000, 15_000, true);
        check(&cache, 1, 6000, 1000, false);
        check(&cache, 3, 14_999, 1000, false);
        check(&cache, 3, 15_000, 1000, true);
    }

    #[test]
    fn a_full_cache_refuses_and_counts() {
        let cache = ReplayCache::new(2);
        check(&cache, 1, 6000, 1000, true);
        check(&cache, 2, 7000, 1000, true);
        check(&cache, 3, 7000, 6000, false);
        assert_eq!((cache.len(), cache.refused_full()), (2, 1));
        check(&cache, 3, 7000, 6001, true);
        assert_eq!((cache.len(), cache.refused_full()), (2, 1));
    }
}
