//! Who may open a handshake without showing a cookie, and the cookies.
//!
//! A cookie proves that whoever shows it receives at the address it comes
//! from. It costs the responder two hashes and no memory. Read next:
//! [`Policy`](super::Policy), which says when one is asked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use zeroize::Zeroizing;

use crate::crypto::{CryptoProvider, Random, SystemRandom, equal};
use crate::protocol::handshake::Cookie;

/// How long a cookie is valid, inclusive, in milliseconds.
pub const COOKIE_LIFETIME_MS: u64 = 10_000;

const MAC_LEN: usize = 16;

/// When openings need a cookie, and the key that cookies are made with.
///
/// The key is random, one for a daemon's life: a cookie is told to be stale by
/// its time, not by its key.
pub struct Admission {
    key: Zeroizing<[u8; 32]>,
    max_handshakes: usize,
    hard_limit: usize,
    startup_ms: u64,
    /// Openings need a cookie before this time.
    quiet_until_ms: AtomicU64,
    handshakes: Arc<AtomicUsize>,
    demanded: AtomicU64,
    admitted: AtomicU64,
    refused: AtomicU64,
}

impl Admission {
    /// The default of [`with_max_handshakes`](Self::with_max_handshakes).
    pub const DEFAULT_MAX_HANDSHAKES: usize = 256;

    /// The default of [`with_hard_limit`](Self::with_hard_limit).
    pub const DEFAULT_HARD_LIMIT: usize = 1024;

    /// The default of [`with_startup`](Self::with_startup), in milliseconds.
    pub const DEFAULT_STARTUP_MS: u64 = 10_000;

    /// With a random key and the defaults.
    pub fn new() -> Self {
        Self::with_random(&SystemRandom)
    }

    /// With a key from a source of randomness.
    pub fn with_random(random: &dyn Random) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        random.fill(&mut *key);
        Self {
            key,
            max_handshakes: Self::DEFAULT_MAX_HANDSHAKES,
            hard_limit: Self::DEFAULT_HARD_LIMIT,
            startup_ms: Self::DEFAULT_STARTUP_MS,
            quiet_until_ms: AtomicU64::new(0),
            handshakes: Arc::default(),
            demanded: AtomicU64::new(0),
            admitted: AtomicU64::new(0),
            refused: AtomicU64::new(0),
        }
    }

    /// While more handshakes than this are in progress, openings need a cookie.
    #[must_use]
    pub fn with_max_handshakes(mut self, handshakes: usize) -> Self {
        self.max_handshakes = handshakes;
        self
    }

    /// While more handshakes than this are in progress, openings are refused as
    /// busy, whether they show a cookie or not.
    #[must_use]
    pub fn with_hard_limit(mut self, handshakes: usize) -> Self {
        self.hard_limit = handshakes;
        self
    }

    /// For so long after a daemon's start openings need a cookie, in
    /// milliseconds: what was recorded before the start is not in the cache
    /// any more, but it shows no cookie of this daemon. 0 for never.
    #[must_use]
    pub fn with_startup(mut self, milliseconds: u64) -> Self {
        self.startup_ms = milliseconds;
        self
    }

    /// Notes that a daemon starts, at a time in milliseconds since the Unix epoch.
    pub fn start(&self, now_ms: u64) {
        let until = now_ms.saturating_add(self.startup_ms);
        self.quiet_until_ms.fetch_max(until, Ordering::Relaxed);
    }

    /// How many openings were asked for a cookie.
    pub fn demanded(&self) -> u64 {
        self.demanded.load(Ordering::Relaxed)
    }

    /// How many openings went on because of their cookie.
    pub fn admitted(&self) -> u64 {
        self.admitted.load(Ordering::Relaxed)
    }

    /// How many openings were refused because this side was busy.
    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }

    /// Handshakes in progress at this time.
    pub fn handshakes(&self) -> usize {
        self.handshakes.load(Ordering::Relaxed)
    }

    /// Whether the start or the load asks for cookies. `now_ms` is in
    /// milliseconds since the Unix epoch.
    pub fn demands(&self, now_ms: u64) -> bool {
        now_ms < self.quiet_until_ms.load(Ordering::Relaxed)
            || self.handshakes() > self.max_handshakes
    }

    /// Whether one more handshake can be taken on, the one that asks included
    /// in those in progress; counts those that cannot.
    pub(super) fn has_capacity(&self) -> bool {
        let has = self.handshakes() <= self.hard_limit;
        if !has {
            self.count_refused();
        }
        has
    }

    pub(super) fn count_refused(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a handshake until the place is dropped.
    pub(super) fn enter(&self) -> InProgress {
        self.handshakes.fetch_add(1, Ordering::Relaxed);
        InProgress(Arc::clone(&self.handshakes))
    }

    /// Judges a cookie; `demanded` says whether one is asked for now.
    pub(super) fn judge(&self, seen: &Seen<'_>, shown: &[u8], demanded: bool) -> Cookie {
        if shown.is_empty() && !demanded {
            return Cookie::NotNeeded;
        }
        match self.open(seen, shown) {
            Some(first) => {
                self.admitted.fetch_add(1, Ordering::Relaxed);
                Cookie::Valid(first)
            }
            None => Cookie::Demanded,
        }
    }

    /// `time u64 | SHA-256 of the first message's body | MAC`, big-endian.
    pub(super) fn seal(&self, seen: &Seen<'_>, first: &[u8; 32]) -> Vec<u8> {
        self.demanded.fetch_add(1, Ordering::Relaxed);
        let time = seen.now_ms.to_be_bytes();
        let mac = self.mac(seen, &time, first);
        [&time[..], first, &mac].concat()
    }

    fn open(&self, seen: &Seen<'_>, shown: &[u8]) -> Option<[u8; 32]> {
        let (time, rest) = shown.split_first_chunk::<8>()?;
        let (first, mac) = rest.split_first_chunk::<32>()?;
        let age = seen.now_ms.checked_sub(u64::from_be_bytes(*time))?;
        let made_here = equal(mac, &self.mac(seen, time, first));
        (made_here && age <= COOKIE_LIFETIME_MS).then_some(*first)
    }

    fn mac(&self, seen: &Seen<'_>, time: &[u8; 8], first: &[u8; 32]) -> [u8; MAC_LEN] {
        let suite = seen.suite.to_be_bytes();
        let parts: [&[u8]; 4] = [time, first, seen.address, &suite];
        let whole = seen.provider.hmac_sha256(&*self.key, &parts);
        whole.first_chunk().copied().unwrap_or_default()
    }
}

impl Default for Admission {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Admission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Admission")
            .field("max_handshakes", &self.max_handshakes)
            .field("hard_limit", &self.hard_limit)
            .field("startup_ms", &self.startup_ms)
            .field("handshakes", &self.handshakes())
            .field("demanded", &self.demanded())
            .field("admitted", &self.admitted())
            .field("refused", &self.refused())
            .finish_non_exhaustive()
    }
}

/// Where and when a cookie is shown, and for which suite.
pub(super) struct Seen<'a> {
    pub(super) provider: &'a dyn CryptoProvider,
    pub(super) now_ms: u64,
    pub(super) address: &'a [u8],
    pub(super) suite: u16,
}

/// A handshake in progress.
#[derive(Debug)]
pub(super) struct InProgress(Arc<AtomicUsize>);

impl Drop for InProgress {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::{Admission, Cookie, Seen};
    use crate::crypto::{CryptoProvider, default_provider};

    const FIRST: [u8; 32] = [7; 32];

    fn seen(provider: &dyn CryptoProvider, now_ms: u64) -> Seen<'_> {
        Seen { provider, now_ms, address: b"here", suite: 1 }
    }

    #[test]
    fn a_cookie_holds_for_exactly_ten_seconds() {
        let (admission, provider) = (Admission::new(), default_provider());
        let cookie = admission.seal(&seen(&*provider, 50_000), &FIRST);
        assert_eq!(cookie.len(), 56);
        for (now, valid) in [(49_999, false), (50_000, true), (60_000, true), (60_001, false)] {
            let judged = admission.judge(&seen(&*provider, now), &cookie, false);
            let expected = if valid { Cookie::Valid(FIRST) } else { Cookie::Demanded };
            assert_eq!(judged, expected, "at {now}");
        }
        assert_eq!((admission.demanded(), admission.admitted()), (1, 2));
    }

    #[test]
    fn a_cookie_of_another_address_suite_or_key_is_refused() {
        let (admission, provider) = (Admission::new(), default_provider());
        let here = seen(&*provider, 1);
        let cookie = admission.seal(&here, &FIRST);
        assert_eq!(admission.judge(&here, &cookie, true), Cookie::Valid(FIRST));
        let away = Seen { address: b"away", ..seen(&*provider, 1) };
        assert_eq!(admission.judge(&away, &cookie, true), Cookie::Demanded);
        let other = Seen { suite: 3, ..seen(&*provider, 1) };
        assert_eq!(admission.judge(&other, &cookie, true), Cookie::Demanded);
        assert_eq!(Admission::new().judge(&here, &cookie, true), Cookie::Demanded);
    }

    #[test]
    fn a_cookie_with_any_bit_changed_cut_or_longer_is_refused() {
        let (admission, provider) = (Admission::new(), default_provider());
        let here = seen(&*provider, u64::MAX);
        let cookie = admission.seal(&seen(&*provider, u64::MAX), &FIRST);
        for bit in 0..cookie.len() * 8 {
            let mut changed = cookie.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(admission.judge(&here, &changed, false), Cookie::Demanded, "bit {bit}");
        }
        for length in 1..cookie.len() {
            assert_eq!(admission.judge(&here, &cookie[..length], false), Cookie::Demanded);
        }
        let longer = [&cookie[..], &[0]].concat();
        assert_eq!(admission.judge(&here, &longer, false), Cookie::Demanded);
        assert_eq!(admission.judge(&here, &[], true), Cookie::Demanded);
        assert_eq!(admission.judge(&here, &[], false), Cookie::NotNeeded);
    }

    #[test]
    fn cookies_are_asked_for_after_a_start_and_under_load() {
        let admission = Admission::new().with_max_handshakes(1);
        assert!(!admission.demands(0), "nothing was started");
        admission.start(1_000);
        assert!(admission.demands(10_999));
        assert!(!admission.demands(11_000));
        let first = admission.enter();
        assert!(!admission.demands(11_000));
        let second = admission.enter();
        assert!(admission.demands(11_000));
        drop((first, second));
        assert_eq!(admission.handshakes(), 0);
    }

    #[test]
    fn handshakes_over_the_hard_limit_are_refused_and_counted() {
        let admission = Admission::new().with_hard_limit(2);
        let held = [admission.enter(), admission.enter()];
        assert!(admission.has_capacity());
        let third = admission.enter();
        assert!(!admission.has_capacity());
        assert_eq!(admission.refused(), 1);
        drop(third);
        assert!(admission.has_capacity());
        drop(held);
        assert_eq!(admission.refused(), 1);
    }
}
