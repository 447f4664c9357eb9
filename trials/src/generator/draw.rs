//! Numbers from a seed: the same seed draws the same on every machine.

/// A source of numbers (SplitMix64).
#[derive(Clone, Debug)]
pub struct Draw(u64);

impl Draw {
    /// The source of a seed.
    pub fn new(seed: u64) -> Self {
        Draw(seed)
    }

    /// Any 64 bits.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit; 0 if the limit is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.number() % (limit.max(1) as u64)) as usize
    }

    /// Whether something happens that does so often, in percent.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a few.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// A number from the first to the last, often one at or near an end.
    pub fn between(&mut self, low: i128, high: i128) -> i128 {
        let span = (high - low).max(0);
        match self.below(6) {
            0 => low,
            1 => low + span,
            2 => low + span.min(i128::from(self.number() % 16)),
            3 => low + span - span.min(i128::from(self.number() % 16)),
            _ => low + i128::from(self.number()) % (span + 1),
        }
    }
}
