//! Hashes that are kept between builds: SipHash-1-3 with a zero key (Jean-Philippe Aumasson and Daniel J. Bernstein,
//! "SipHash: a fast short-input PRF", 2012). The algorithm of the standard library's `DefaultHasher` may change.

use std::hash::{Hash, Hasher};

use siphasher::sip::SipHasher13;

/// Hashes numbers in the same byte order and width on every machine.
#[derive(Default)]
pub(super) struct StableHasher(SipHasher13);

impl Hasher for StableHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    fn write_u16(&mut self, number: u16) {
        self.write(&number.to_le_bytes());
    }

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        self.write(&number.to_le_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0.finish()
    }
}

pub(super) fn hash(thing: impl Hash) -> u64 {
    let mut hasher = StableHasher::default();
    thing.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn hashes_do_not_change() {
        // Computed with an independent implementation of the paper.
        assert_eq!(hash(42_u64), 0x7b3e_724b_36eb_df51);
        assert_eq!(hash(42_usize), 0x7b3e_724b_36eb_df51);
        assert_eq!(hash("dossier"), 0xdddd_0d09_7a1d_b7ea);
    }
}
