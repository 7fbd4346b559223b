//! Decodes the coefficients of one JPEG block, only to check that they are complete (ITU-T T.81, F.2 and G.1).

use crate::picture::huffman::{Bits, Huffman, Unread};

/// The parameters of a scan, from its header (B.2.3).
pub struct Scan {
    /// Whether the frame is progressive: each block is coded in several scans.
    pub is_progressive: bool,
    /// For each component of the scan: its index in the frame, and the indexes of its DC and AC tables.
    pub parts: Vec<(usize, usize, usize)>,
    /// The first and the last coefficient (Ss and Se), 0–63 in zigzag order.
    pub band: (usize, usize),
    /// The successive approximation positions: that of the scan before (Ah, 0 in the first one), and that of this scan
    /// (Al).
    pub bits: (u8, u8),
}

/// The Huffman tables of a component. `None` where the file does not define the table that the scan header names.
#[derive(Clone, Copy)]
pub struct Tables<'h> {
    /// For coefficient 0.
    pub dc: Option<&'h Huffman>,
    /// For coefficients 1–63.
    pub ac: Option<&'h Huffman>,
}

/// Decodes one block of a scan. `coded` has a bit for each coefficient that is not zero so far. `run` is the number of
/// following blocks of the band without a new coefficient (EOBRUN). Fails if the bits end, or if a code is invalid.
pub fn block(
    scan: &Scan,
    tables: Tables,
    coded: Option<&mut u64>,
    run: &mut u32,
    bits: &mut Bits,
) -> Result<(), Unread> {
    let Tables { dc, ac } = tables;
    let ((first, last), (before, _)) = (scan.band, scan.bits);
    if first == 0 {
        if before > 0 {
            return bits.take(1).map(drop);
        }
        let length = dc.ok_or(Unread::Wrong)?.next(bits)?;
        bits.take(length)?;
    }
    match (scan.is_progressive, coded) {
        (false, _) => band(ac, (1, last), &mut 0, &mut 0, bits),
        (true, _) if first == 0 => Ok(()),
        (true, Some(coded)) if before == 0 => band(ac, (first, last), coded, run, bits),
        (true, Some(coded)) => refined(ac, (first, last), coded, run, bits),
        (true, None) => Err(Unread::Wrong),
    }
}

/// Decodes coefficients in their first scan (F.2.2.2, G.1.2.2).
fn band(
    ac: Option<&Huffman>,
    (first, last): (usize, usize),
    coded: &mut u64,
    run: &mut u32,
    bits: &mut Bits,
) -> Result<(), Unread> {
    if *run > 0 {
        *run -= 1;
        return Ok(());
    }
    let ac = ac.ok_or(Unread::Wrong)?;
    let mut at = first;
    while at <= last {
        let code = ac.next(bits)?;
        let (zeros, length) = (code >> 4, code & 15);
        match (zeros, length) {
            (15, 0) => at += 16,
            (_, 0) => {
                *run = (1 << zeros) - 1 + u32::from(bits.take(zeros)?);
                return Ok(());
            }
            _ => {
                at += usize::from(zeros);
                bits.take(length)?;
                *coded |= 1u64.checked_shl(at as u32).unwrap_or(0);
                at += 1;
            }
        }
    }
    Ok(())
}

/// Decodes one more bit of coefficients that an earlier scan coded (G.1.2.3).
fn refined(
    ac: Option<&Huffman>,
    (first, last): (usize, usize),
    coded: &mut u64,
    run: &mut u32,
    bits: &mut Bits,
) -> Result<(), Unread> {
    let ac = ac.ok_or(Unread::Wrong)?;
    let mut at = first;
    while *run == 0 && at <= last {
        let code = ac.next(bits)?;
        let (mut zeros, is_new) = (code >> 4, code & 15 > 0);
        if is_new {
            bits.take(1)?;
        } else if zeros < 15 {
            *run = (1 << zeros) + u32::from(bits.take(zeros)?);
            break;
        }
        while at <= last {
            if *coded >> at & 1 == 1 {
                bits.take(1)?;
            } else if zeros == 0 {
                break;
            } else {
                zeros -= 1;
            }
            at += 1;
        }
        if is_new && at <= last {
            *coded |= 1 << at;
        }
        at += 1;
    }
    if *run > 0 {
        for at in at..=last {
            if *coded >> at & 1 == 1 {
                bits.take(1)?;
            }
        }
        *run -= 1;
    }
    Ok(())
}
