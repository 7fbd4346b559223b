//! Samples of several bits each: those of functions (ISO 32000-1, 7.10.2), between which values are interpolated.

use lopdf::Object;

use crate::pdf::file::File;

/// The samples of a function.
#[derive(Clone, Debug)]
pub struct Samples {
    /// How many there are for each input.
    size: Vec<usize>,
    /// From the domain of each input to its samples.
    encode: Vec<(f64, f64)>,
    /// Decoded outputs, the first input varying fastest.
    samples: Vec<f64>,
    /// How many outputs there are.
    outputs: usize,
}

impl Samples {
    /// Reads the samples of a function with this domain and range.
    pub fn read(
        file: &File,
        object: &Object,
        domain: &[(f64, f64)],
        range: &[(f64, f64)],
    ) -> Result<Self, String> {
        let Object::Stream(stream) = object else {
            return Err("a sampled function has no samples".to_owned());
        };
        let dict = &stream.dict;
        let size = file.numbers(dict, b"Size").unwrap_or_default();
        let size: Vec<usize> = size.iter().map(|n| n.clamp(0.0, 1e6) as usize).collect();
        let cells = size
            .iter()
            .try_fold(range.len(), |all, n| all.checked_mul(*n));
        let cells = cells.filter(|n| *n > 0 && *n <= 1 << 22);
        let (Some(cells), true) = (cells, size.len() == domain.len() && size.len() <= 6) else {
            return Err("a sampled function is too large, or has no size".to_owned());
        };
        let bits = file.number(dict, b"BitsPerSample").unwrap_or(8.0) as usize;
        if !matches!(bits, 1 | 2 | 4 | 8 | 12 | 16 | 24 | 32) {
            return Err("the samples of a function have a strange size".to_owned());
        }
        let decode = file.pairs(dict, b"Decode").unwrap_or(range.to_vec());
        let all = size.iter().map(|n| (0.0, *n as f64 - 1.0)).collect();
        let most = (2_f64).powi(bits as i32) - 1.0;
        let data = file.data(stream)?;
        if data.len() < (cells * bits).div_ceil(8) {
            return Err("a sampled function has too few samples".to_owned());
        }
        let samples = (0..cells).map(|at| {
            let (from, to) = decode.get(at % range.len()).copied().unwrap_or((0.0, 1.0));
            from + bits_at(&data, at * bits, bits) as f64 / most * (to - from)
        });
        Ok(Self {
            samples: samples.collect(),
            encode: file.pairs(dict, b"Encode").unwrap_or(all),
            outputs: range.len(),
            size,
        })
    }

    /// Interpolates between the corners of the cell that the inputs are in.
    pub fn at(&self, inputs: &[f64], domain: &[(f64, f64)]) -> Result<Vec<f64>, String> {
        let outputs = self.outputs;
        let mut result = vec![0.0; outputs];
        let axes = domain.iter().zip(&self.size).zip(&self.encode).zip(inputs);
        let places: Vec<(usize, f64, usize)> = axes
            .map(|((((low, high), size), (from, to)), input)| {
                let at = clamp(
                    between(*input, *low, *high, *from, *to),
                    0.0,
                    (*size - 1) as f64,
                );
                (at as usize, at.fract(), *size)
            })
            .collect();
        for corner in 0..1_usize << places.len() {
            let (mut index, mut step, mut weight) = (0, 1, 1.0);
            for (axis, (at, fraction, size)) in places.iter().enumerate() {
                let up = corner >> axis & 1;
                weight *= if up == 1 { *fraction } else { 1.0 - fraction };
                index += (at + up).min(size - 1) * step;
                step *= size;
            }
            if weight > 0.0 {
                let found = self.samples.get(index * outputs..(index + 1) * outputs);
                let found = found.ok_or("a sampled function has too few samples")?;
                for (sum, value) in result.iter_mut().zip(found) {
                    *sum += weight * value;
                }
            }
        }
        Ok(result)
    }
}

/// An unsigned number of up to 32 bits, the highest first; bits beyond the data are 0.
pub fn bits_at(data: &[u8], start: usize, bits: usize) -> u32 {
    let mut value = 0_u64;
    let first = start / 8;
    for byte in first..(start + bits).div_ceil(8) {
        value = value << 8 | u64::from(data.get(byte).copied().unwrap_or_default());
    }
    let behind = (8 - (start + bits) % 8) % 8;
    (value >> behind & ((1 << bits) - 1)) as u32
}

/// Where a value stands between two others, taken to two more.
pub fn between(value: f64, low: f64, high: f64, from: f64, to: f64) -> f64 {
    match high - low {
        0.0 => from,
        width => from + (value - low) / width * (to - from),
    }
}

/// Like `clamp`, whichever bound is the larger one.
pub fn clamp(value: f64, low: f64, high: f64) -> f64 {
    value.max(low.min(high)).min(high.max(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_cross_bytes() {
        let data = [0b1010_0011, 0b1100_0000];
        assert_eq!(bits_at(&data, 0, 4), 0b1010);
        assert_eq!(bits_at(&data, 6, 4), 0b1111);
        assert_eq!(bits_at(&data, 0, 16), 0xA3C0);
        assert_eq!(bits_at(&data, 12, 8), 0, "beyond the end");
    }
}
