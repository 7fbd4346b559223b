//! Huffman tables of a JPEG, and the reader of its entropy-coded bits (ITU-T T.81, annexes C and F.2.2).

/// Why a code cannot be decoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unread {
    /// The bits end within the code.
    Short,
    /// The table has no such code.
    Wrong,
}

/// The bits of an entropy-coded segment, up to the next marker.
pub struct Bits<'b> {
    bytes: &'b [u8],
    at: usize,
    /// The bits read ahead, left-aligned.
    buffer: u64,
    /// The number of valid bits in `buffer`.
    count: u32,
}

impl<'b> Bits<'b> {
    /// Starts at the byte with index `at`.
    pub fn new(bytes: &'b [u8], at: usize) -> Self {
        Self {
            bytes,
            at,
            buffer: 0,
            count: 0,
        }
    }

    /// Fills the buffer up to the next marker. A data byte 0xFF is followed by a stuffed 0x00; further 0xFF bytes
    /// before a marker are fill bytes.
    fn fill(&mut self) {
        while self.count <= 56 {
            let byte = match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
                (Some(0xFF), Some(0)) => {
                    self.at += 2;
                    0xFF
                }
                (None | Some(0xFF), _) => return,
                (Some(byte), _) => {
                    self.at += 1;
                    *byte
                }
            };
            self.buffer |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    /// The next 16 bits, padded with zeros after the end.
    fn peek(&mut self) -> u16 {
        if self.count < 16 {
            self.fill();
        }
        (self.buffer >> 48) as u16
    }

    /// Consumes `count` bits, at most 16, and returns them as a number.
    pub fn take(&mut self, count: u8) -> Result<u16, Unread> {
        let count = u32::from(count.min(16));
        let bits = self.peek();
        if self.count < count {
            return Err(Unread::Short);
        }
        self.buffer <<= count;
        self.count -= count;
        Ok(bits.checked_shr(16 - count).unwrap_or(0))
    }

    /// Discards the remaining bits, skips to the next marker, and returns its code. Reading continues after it.
    pub fn marker(&mut self) -> Option<u8> {
        (self.buffer, self.count) = (0, 0);
        loop {
            let code = *self.bytes.get(self.at + 1)?;
            if self.bytes[self.at] == 0xFF && !matches!(code, 0 | 0xFF) {
                self.at += 2;
                return Some(code);
            }
            self.at += 1;
        }
    }

    /// The index of the next byte. Only meaningful right after [`Bits::marker`], as bits are read ahead.
    pub fn at(&self) -> usize {
        self.at
    }
}

/// A Huffman table, as a lookup table for codes of up to 8 bits and a search by length for longer ones.
#[derive(Clone)]
pub struct Huffman {
    /// By the next 8 bits: the length of the code (0 if it is longer than 8 bits) and its value.
    short: [(u8, u8); 256],
    /// By length: the first code that is longer, left-aligned in 16 bits.
    ends: [u32; 17],
    /// By length: the offset from a code to the index of its value.
    offsets: [i32; 17],
    values: Vec<u8>,
}

impl Huffman {
    /// Parses a table: the numbers of codes of each length, then their values. Also returns the number of bytes
    /// consumed.
    pub fn read(bytes: &[u8]) -> Option<(Self, usize)> {
        let counts = bytes.get(..16)?;
        let total: usize = counts.iter().map(|count| usize::from(*count)).sum();
        let values = bytes.get(16..16 + total)?.to_vec();
        let mut table = Self {
            short: [(0, 0); 256],
            ends: [0; 17],
            offsets: [0; 17],
            values,
        };
        let (mut code, mut place) = (0u32, 0usize);
        for (length, count) in (1..=16u8).zip(counts) {
            let at = usize::from(length);
            table.offsets[at] = i32::try_from(place).ok()? - i32::try_from(code).ok()?;
            for _ in 0..*count {
                if length <= 8 {
                    let first = usize::try_from(code << (8 - length)).ok()?;
                    let same = table.short.get_mut(first..first + (1 << (8 - length)))?;
                    same.fill((length, table.values[place]));
                }
                code += 1;
                place += 1;
            }
            table.ends[at] = code << (16 - length);
            code <<= 1;
        }
        Some((table, 16 + total))
    }

    /// Decodes the next code and returns its value.
    pub fn next(&self, bits: &mut Bits) -> Result<u8, Unread> {
        let ahead = bits.peek();
        let (length, value) = self.short[usize::from(ahead >> 8)];
        if length > 0 {
            bits.take(length)?;
            return Ok(value);
        }
        let longer = (1..=16u8).find(|length| u32::from(ahead) < self.ends[usize::from(*length)]);
        let Some(length) = longer else {
            // The zeros padded after the end begin a valid code, so this is not a lack of bits.
            return Err(Unread::Wrong);
        };
        let code = i32::from(bits.take(length)?);
        let place = usize::try_from(code + self.offsets[usize::from(length)]);
        let value = place.ok().and_then(|place| self.values.get(place));
        value.copied().ok_or(Unread::Wrong)
    }
}
