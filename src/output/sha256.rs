//! SHA-256 (FIPS 180-4), written as everywhere: 64 hexadecimal digits in lower case.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The digest of some bytes.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Whether this is a digest.
pub fn is_hex(text: &str) -> bool {
    let digits = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == 64 && text.bytes().all(digits)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_digest_of_the_standard() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(super::hex(b"abc"), abc);
        assert!(super::is_hex(abc) && !super::is_hex(&abc.to_uppercase()));
    }
}
