//! A quick digest of words, for comparisons within a run (FNV-1a, 64 bits).

/// The digest of nothing.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// The digest of what `hash` is of, followed by a byte or a character.
#[inline]
pub fn add(hash: u64, next: impl Into<u64>) -> u64 {
    (hash ^ next.into()).wrapping_mul(0x100_0000_01b3)
}
