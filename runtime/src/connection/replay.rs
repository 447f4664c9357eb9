//! The nonces of opening messages, so that none is taken twice.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Remembers nonces for as long as their timestamps are accepted.
///
/// A filter that makes replayed openings cheap to refuse: secrecy and
/// authentication do not rest on it. An entry is forgotten once the latest
/// time ever seen is later than its end; a clock that steps back does not
/// bring forgotten nonces back, because what has ended by the latest time is
/// not fresh.
///
/// A full cache, or one in which a source has its share, keeps nobody out: an
/// opening then needs a [cookie](super::Admission) and goes on with it, though
/// its nonce is not remembered, so that it can be replayed from its own
/// address for the seconds its cookie lasts.
/// [`admitted_full`](Self::admitted_full) counts those,
/// [`refused_full`](Self::refused_full) the openings that showed none. A cache
/// starts empty: an opening recorded just before a restart is kept out by the
/// cookies that are asked for after a start.
#[derive(Debug)]
pub struct ReplayCache {
    entries: Mutex<Entries>,
    capacity: usize,
    quota: usize,
}

/// When an entry ends, its nonce and its source.
type End = (u64, Arc<[u8]>, Arc<[u8]>);

#[derive(Debug, Default)]
struct Entries {
    nonces: HashSet<Arc<[u8]>>,
    ends: BinaryHeap<Reverse<End>>,
    /// Entries by source.
    sources: HashMap<Arc<[u8]>, usize>,
    latest_ms: u64,
    refused_full: u64,
    admitted_full: u64,
}

impl ReplayCache {
    /// The default capacity.
    pub const DEFAULT_CAPACITY: usize = 131_072;

    /// An empty cache for so many nonces; about 150 bytes each.
    pub fn new(capacity: usize) -> Self {
        Self { entries: Mutex::default(), capacity, quota: capacity.div_ceil(8) }
    }

    /// How many entries one source may have. Default: an eighth of the capacity.
    #[must_use]
    pub fn with_quota(mut self, quota: usize) -> Self {
        self.quota = quota;
        self
    }

    /// Remembers a nonce until `until_ms`, inclusive. Returns whether it is
    /// fresh: not seen before, not ended, and there is room to remember it.
    pub fn insert(&self, nonce: &[u8], until_ms: u64, now_ms: u64) -> bool {
        self.insert_from(nonce, until_ms, now_ms, &[], false)
    }

    /// As [`insert`](Self::insert), for a source; an empty one has no quota. An
    /// opening that showed a valid cookie is fresh even if there is no room.
    pub fn insert_from(
        &self,
        nonce: &[u8],
        until_ms: u64,
        now_ms: u64,
        source: &[u8],
        cookie: bool,
    ) -> bool {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.latest_ms = entries.latest_ms.max(now_ms);
        entries.forget_ended();
        if until_ms < entries.latest_ms || entries.nonces.contains(nonce) {
            return false;
        }
        if entries.is_full(self, source) {
            if cookie {
                entries.admitted_full += 1;
            } else {
                entries.refused_full += 1;
            }
            return cookie;
        }
        let (nonce, source): (Arc<[u8]>, Arc<[u8]>) = (nonce.into(), source.into());
        entries.nonces.insert(Arc::clone(&nonce));
        *entries.sources.entry(Arc::clone(&source)).or_default() += 1;
        entries.ends.push(Reverse((until_ms, nonce, source)));
        true
    }

    /// Whether there is no room for another nonce from this source.
    pub fn is_full(&self, source: &[u8], now_ms: u64) -> bool {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.latest_ms = entries.latest_ms.max(now_ms);
        entries.forget_ended();
        entries.is_full(self, source)
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

    /// How many openings went on without being remembered, because the cache
    /// was full and they showed a cookie.
    pub fn admitted_full(&self) -> u64 {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).admitted_full
    }
}

impl Entries {
    fn is_full(&self, cache: &ReplayCache, source: &[u8]) -> bool {
        let share = self.sources.get(source).copied().unwrap_or(0);
        self.nonces.len() >= cache.capacity || (!source.is_empty() && share >= cache.quota)
    }

    fn forget_ended(&mut self) {
        while let Some(Reverse((until_ms, ..))) = self.ends.peek()
            && *until_ms < self.latest_ms
        {
            let Some(Reverse((_, nonce, source))) = self.ends.pop() else { return };
            self.nonces.remove(&nonce);
            if let Some(share) = self.sources.get_mut(&source) {
                *share -= 1;
                if *share == 0 {
                    self.sources.remove(&source);
                }
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
    fn whoever_shows_a_cookie_is_served_when_the_cache_is_full() {
        let cache = ReplayCache::new(1);
        check(&cache, 1, 6000, 1000, true);
        assert!(cache.insert_from(&[2; 24], 6000, 1000, b"good", true));
        assert!(!cache.insert_from(&[1; 24], 6000, 1000, b"good", true), "a replay");
        assert_eq!((cache.len(), cache.admitted_full(), cache.refused_full()), (1, 1, 0));
    }

    #[test]
    fn a_source_has_its_share_and_no_more() {
        let cache = ReplayCache::new(16);
        for nonce in 0..3 {
            let expected = nonce < 2;
            assert_eq!(cache.is_full(b"greedy", 1000), !expected);
            assert_eq!(cache.insert_from(&[nonce; 24], 6000, 1000, b"greedy", false), expected);
        }
        assert!(!cache.is_full(b"other", 1000));
        assert!(cache.insert_from(&[9; 24], 6000, 1000, b"other", false));
        assert!(!cache.is_full(b"greedy", 6001), "its entries have ended");
        assert_eq!(cache.entries.lock().expect("no panic").sources.len(), 0);
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
