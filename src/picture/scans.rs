//! Checks that the entropy-coded data of a JPEG is complete (ITU-T T.81, annexes B, F and G). Decoders fill in missing
//! data without an error if an end-of-image marker follows.

use crate::picture::coefficients::{Scan, Tables, block};
use crate::picture::fault::Fault;
use crate::picture::huffman::{Bits, Huffman, Unread};

/// The value of [`Component::low`] for a coefficient that no scan has coded.
const ABSENT: u8 = u8::MAX;

/// A component of the frame.
struct Component {
    id: u8,
    /// The sampling factors: blocks in an MCU, horizontally and vertically. 1–4.
    size: (usize, usize),
    /// For each coefficient, the number of low bits that are still to be coded.
    low: [u8; 64],
    /// For each block of a progressive image, a bit for each coefficient that is not zero.
    coded: Vec<u64>,
    /// The number of blocks in a row of `coded`.
    stride: usize,
}

/// The state of the decoder.
#[derive(Default)]
struct Image {
    is_progressive: bool,
    /// Width and height, in samples.
    size: (usize, usize),
    components: Vec<Component>,
    dc: [Option<Huffman>; 4],
    ac: [Option<Huffman>; 4],
    /// The number of MCUs between two restart markers; 0 for none.
    interval: usize,
}

/// Decodes all scans up to the end of the image. Coding processes other than Huffman-coded baseline, extended
/// sequential and progressive are not checked here; the decoder rejects those that it does not support.
pub fn check(bytes: &[u8]) -> Result<(), Fault> {
    let mut image = Image::default();
    let mut bits = Bits::new(bytes, 2);
    while let Some(marker) = bits.marker() {
        let start = bits.at();
        let segment = || {
            let length = usize::from(u16::from_be_bytes([
                *bytes.get(start)?,
                *bytes.get(start + 1)?,
            ]));
            bytes.get(start + 2..start + length.max(2))
        };
        match marker {
            0xD9 => return image.complete(),
            0x01 | 0xD0..=0xD8 => continue,
            _ => {}
        }
        let Some(content) = segment() else {
            return Ok(());
        };
        bits = Bits::new(bytes, start + 2 + content.len());
        let understood = match marker {
            0xC0..=0xC2 => image.frame(marker == 0xC2, content),
            0xC4 => image.tables(content),
            0xDD => content.first_chunk().map(|two| {
                image.interval = usize::from(u16::from_be_bytes(*two));
            }),
            0xDA => match image.scan(content) {
                Some(scan) => {
                    image.read(&scan, &mut bits)?;
                    Some(())
                }
                None => None,
            },
            _ => Some(()),
        };
        if understood.is_none() {
            return Ok(());
        }
    }
    Ok(())
}

impl Image {
    /// Parses the frame header (B.2.2). A second one is rejected: the image size was checked for the first one only.
    fn frame(&mut self, is_progressive: bool, content: &[u8]) -> Option<()> {
        if !self.components.is_empty() {
            return None;
        }
        let &[_, h1, h0, w1, w0, ref parts @ ..] = content else {
            return None;
        };
        let size = |high, low| usize::from(u16::from_be_bytes([high, low]));
        self.size = (size(w1, w0), size(h1, h0));
        self.is_progressive = is_progressive;
        let component = |part: &[u8]| Component {
            id: part[0],
            size: (usize::from(part[1] >> 4), usize::from(part[1] & 15)),
            low: [ABSENT; 64],
            coded: Vec::new(),
            stride: 0,
        };
        self.components = parts.get(1..)?.chunks_exact(3).map(component).collect();
        let is_sound =
            |part: &Component| (1..=4).contains(&part.size.0) && (1..=4).contains(&part.size.1);
        if self.size.0 == 0 || self.size.1 == 0 || !self.components.iter().all(is_sound) {
            return None;
        }
        let (across, down) = self.units();
        for part in &mut self.components {
            part.stride = across * part.size.0;
            if is_progressive {
                part.coded = vec![0; part.stride * down * part.size.1];
            }
        }
        Some(())
    }

    /// The largest sampling factors of all components.
    fn most(&self) -> (usize, usize) {
        let sizes = self.components.iter().map(|part| part.size);
        sizes.fold((1, 1), |most, size| {
            (most.0.max(size.0), most.1.max(size.1))
        })
    }

    /// The number of MCUs, across and down, in a scan of several components.
    fn units(&self) -> (usize, usize) {
        let most = self.most();
        (
            self.size.0.div_ceil(8 * most.0),
            self.size.1.div_ceil(8 * most.1),
        )
    }

    /// Parses Huffman tables (B.2.4.2).
    fn tables(&mut self, mut content: &[u8]) -> Option<()> {
        while let Some((which, rest)) = content.split_first() {
            let (table, length) = Huffman::read(rest)?;
            let tables = if which >> 4 == 0 {
                &mut self.dc
            } else {
                &mut self.ac
            };
            *tables.get_mut(usize::from(which & 15))? = Some(table);
            content = &rest[length..];
        }
        Some(())
    }

    /// Parses a scan header (B.2.3), and records which bits the scan codes.
    fn scan(&mut self, content: &[u8]) -> Option<Scan> {
        let (count, rest) = content.split_first()?;
        let (parts, rest) = rest.split_at_checked(2 * usize::from(*count))?;
        let part = |two: &[u8]| {
            let number = self.components.iter().position(|part| part.id == two[0])?;
            Some((
                number,
                usize::from(two[1] >> 4) & 3,
                usize::from(two[1] & 3),
            ))
        };
        let parts = parts
            .chunks_exact(2)
            .map(part)
            .collect::<Option<Vec<_>>>()?;
        let (band, bits) = match (self.is_progressive, rest) {
            (true, &[first, last, bits, ..]) => (
                (usize::from(first), usize::from(last).min(63)),
                (bits >> 4, bits & 15),
            ),
            (true, _) => return None,
            (false, _) => ((0, 63), (0, 0)),
        };
        for (number, ..) in &parts {
            self.components[*number]
                .low
                .get_mut(band.0..=band.1)?
                .fill(bits.1);
        }
        Some(Scan {
            is_progressive: self.is_progressive,
            parts,
            band,
            bits,
        })
    }

    /// Decodes the blocks of a scan.
    fn read(&mut self, scan: &Scan, bits: &mut Bits) -> Result<(), Fault> {
        let (units, is_alone) = match &scan.parts[..] {
            // A scan of one component has only the blocks that cover its samples, without those that pad an MCU
            // (A.2.2).
            [(number, ..)] => {
                let (part, most) = (&self.components[*number], self.most());
                let blocks = |size: usize, part: usize, most: usize| {
                    (size * part).div_ceil(most).div_ceil(8)
                };
                let across = blocks(self.size.0, part.size.0, most.0);
                ((across, blocks(self.size.1, part.size.1, most.1)), true)
            }
            _ => (self.units(), false),
        };
        let mut run = 0;
        for unit in 0..units.0 * units.1 {
            if self.interval > 0 && unit > 0 && unit % self.interval == 0 {
                run = 0;
                if !matches!(bits.marker(), Some(0xD0..=0xD7)) {
                    return Err(fault(Unread::Short));
                }
            }
            let (x, y) = (unit % units.0, unit / units.0);
            for &(number, dc, ac) in &scan.parts {
                let (across, down) = match is_alone {
                    true => (1, 1),
                    false => self.components[number].size,
                };
                for at in 0..across * down {
                    let (column, row) = (x * across + at % across, y * down + at / across);
                    let place = row * self.components[number].stride + column;
                    let tables = Tables {
                        dc: self.dc[dc].as_ref(),
                        ac: self.ac[ac].as_ref(),
                    };
                    let coded = self.components[number].coded.get_mut(place);
                    block(scan, tables, coded, &mut run, bits).map_err(fault)?;
                }
            }
        }
        Ok(())
    }

    /// Whether every coefficient was coded to its last bit. The standard does not require that, but all encoders do it.
    fn complete(&self) -> Result<(), Fault> {
        let is_complete = |part: &Component| part.low.iter().all(|low| *low == 0);
        match self.components.iter().all(is_complete) {
            true => Ok(()),
            false => Err(Fault::damaged("is cut off: its last scans are missing")),
        }
    }
}

fn fault(unread: Unread) -> Fault {
    Fault::damaged(match unread {
        Unread::Short => "is cut off: a part of its samples is missing",
        Unread::Wrong => "is damaged: its samples cannot be decoded",
    })
}
