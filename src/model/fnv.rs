//! Fowler, Noll and Vo's hash (FNV-1a, 64 bits): short, and the same on every machine and in every build.
//!
//! For keys that are looked up and never shown; it is not meant to withstand attackers.

pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// A hash, one value further.
pub fn mix(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x0000_0100_0000_01b3)
}

pub fn of(values: impl IntoIterator<Item = u64>) -> u64 {
    values.into_iter().fold(START, mix)
}
