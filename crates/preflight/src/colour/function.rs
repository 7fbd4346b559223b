//! PDF functions (ISO 32000-1, 7.10): how tints and shadings become colours.

use lopdf::{Dictionary, Object};

use crate::colour::calculator::Program;
use crate::pdf::file::{File, dictionary};

/// How deep stitching functions may be nested.
const DEPTH: usize = 8;
/// How many inputs and outputs a function may have.
const WIDTH: usize = 64;
/// How many functions a stitching function may join.
const PARTS: usize = 4096;

/// A function that can be evaluated.
#[derive(Clone, Debug)]
pub struct Function {
    domain: Vec<(f64, f64)>,
    range: Vec<(f64, f64)>,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Sampled {
        size: Vec<usize>,
        encode: Vec<(f64, f64)>,
        /// Decoded outputs, the first input varying fastest.
        samples: Vec<f64>,
        outputs: usize,
    },
    Exponential {
        c0: Vec<f64>,
        c1: Vec<f64>,
        n: f64,
    },
    Stitching {
        parts: Vec<Function>,
        bounds: Vec<f64>,
        encode: Vec<(f64, f64)>,
    },
    Calculator(Program),
    /// Several functions of one output each.
    Side(Vec<Function>),
}

/// What outputs a function gives with several functions side by side, as shadings have them.
pub fn read(file: &File, object: &Object) -> Result<Function, String> {
    match file.resolve(object) {
        Object::Array(all) if all.len() <= WIDTH => {
            let all = all.iter().map(|part| Function::read(file, part, 0));
            let parts = all.collect::<Result<Vec<_>, _>>()?;
            Ok(Function {
                domain: Vec::new(),
                range: Vec::new(),
                kind: Kind::Side(parts),
            })
        }
        one => Function::read(file, one, 0),
    }
}

impl Function {
    fn read(file: &File, object: &Object, depth: usize) -> Result<Self, String> {
        let object = file.resolve(object);
        let dict = dictionary(object).ok_or("a function is not there")?;
        if depth > DEPTH {
            return Err("its functions are nested too deep".to_owned());
        }
        let domain = pairs(file, dict, b"Domain").ok_or("a function has no domain")?;
        let range = pairs(file, dict, b"Range").unwrap_or_default();
        if domain.len() > WIDTH || range.len() > WIDTH {
            return Err("a function has too many inputs or outputs".to_owned());
        }
        let kind = match file.number(dict, b"FunctionType").map(|n| n as i64) {
            Some(0) => sampled(file, object, dict, &domain, &range)?,
            Some(2) => Kind::Exponential {
                c0: file.numbers(dict, b"C0").unwrap_or(vec![0.0]),
                c1: file.numbers(dict, b"C1").unwrap_or(vec![1.0]),
                n: file.number(dict, b"N").unwrap_or(1.0),
            },
            Some(3) => {
                let parts = file.array(dict, b"Functions").unwrap_or_default();
                if parts.len() > PARTS {
                    return Err("a function joins too many others".to_owned());
                }
                let parts = parts.iter().map(|part| Self::read(file, part, depth + 1));
                Kind::Stitching {
                    parts: parts.collect::<Result<_, _>>()?,
                    bounds: file.numbers(dict, b"Bounds").unwrap_or_default(),
                    encode: pairs(file, dict, b"Encode").unwrap_or_default(),
                }
            }
            Some(4) => match object {
                Object::Stream(stream) => Kind::Calculator(Program::read(&file.data(stream)?)?),
                _ => return Err("a calculator function has no program".to_owned()),
            },
            _ => return Err("the type of a function is not known".to_owned()),
        };
        Ok(Self {
            domain,
            range,
            kind,
        })
    }

    /// The outputs for inputs, both clipped to what the function says.
    pub fn eval(&self, inputs: &[f64]) -> Result<Vec<f64>, String> {
        let mut inputs = inputs.to_vec();
        for (input, (low, high)) in inputs.iter_mut().zip(&self.domain) {
            *input = clamp(*input, *low, *high);
        }
        let first = inputs.first().copied().unwrap_or_default();
        let mut outputs = match &self.kind {
            Kind::Side(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    all.extend(part.eval(&inputs)?);
                }
                all
            }
            Kind::Calculator(program) => program.run(&inputs)?,
            Kind::Exponential { c0, c1, n } => {
                let power = if first <= 0.0 && *n <= 0.0 {
                    1.0
                } else {
                    first.powf(*n)
                };
                let both = c0.iter().zip(c1);
                both.map(|(from, to)| from + power * (to - from)).collect()
            }
            Kind::Stitching {
                parts,
                bounds,
                encode,
            } => {
                let at = bounds.iter().take_while(|bound| first >= **bound).count();
                let at = at.min(parts.len().saturating_sub(1));
                let part = parts.get(at).ok_or("a function joins no others")?;
                let (low, high) = self.domain.first().copied().unwrap_or((0.0, 1.0));
                let low = at
                    .checked_sub(1)
                    .and_then(|i| bounds.get(i))
                    .copied()
                    .unwrap_or(low);
                let high = bounds.get(at).copied().unwrap_or(high);
                let (from, to) = encode.get(at).copied().unwrap_or((0.0, 1.0));
                part.eval(&[between(first, low, high, from, to)])?
            }
            Kind::Sampled {
                size,
                encode,
                samples,
                outputs,
            } => self.sample(&inputs, size, encode, samples, *outputs)?,
        };
        if outputs.iter().any(|value| !value.is_finite()) {
            return Err("a function gives what is no number".to_owned());
        }
        for (output, (low, high)) in outputs.iter_mut().zip(&self.range) {
            *output = clamp(*output, *low, *high);
        }
        Ok(outputs)
    }

    /// The inputs at which a function of one input may bend: where stitched functions meet.
    pub fn knots(&self) -> Vec<f64> {
        match &self.kind {
            Kind::Stitching { bounds, .. } => bounds.clone(),
            Kind::Side(parts) => parts.iter().flat_map(Self::knots).collect(),
            _ => Vec::new(),
        }
    }

    /// Interpolates between the corners of the cell that the inputs are in.
    fn sample(
        &self,
        inputs: &[f64],
        size: &[usize],
        encode: &[(f64, f64)],
        samples: &[f64],
        outputs: usize,
    ) -> Result<Vec<f64>, String> {
        let mut result = vec![0.0; outputs];
        let axes = self.domain.iter().zip(size).zip(encode).zip(inputs);
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
                let found = samples.get(index * outputs..(index + 1) * outputs);
                let found = found.ok_or("a sampled function has too few samples")?;
                for (sum, value) in result.iter_mut().zip(found) {
                    *sum += weight * value;
                }
            }
        }
        Ok(result)
    }
}

fn sampled(
    file: &File,
    object: &Object,
    dict: &Dictionary,
    domain: &[(f64, f64)],
    range: &[(f64, f64)],
) -> Result<Kind, String> {
    let Object::Stream(stream) = object else {
        return Err("a sampled function has no samples".to_owned());
    };
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
    let decode = pairs(file, dict, b"Decode").unwrap_or(range.to_vec());
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
    Ok(Kind::Sampled {
        samples: samples.collect(),
        encode: pairs(file, dict, b"Encode").unwrap_or(all),
        outputs: range.len(),
        size,
    })
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

/// The entries of an array two by two.
pub fn pairs(file: &File, dict: &Dictionary, key: &[u8]) -> Option<Vec<(f64, f64)>> {
    let all = file.numbers(dict, key)?;
    let pairs = all.chunks_exact(2).map(|pair| match pair {
        [low, high] => (*low, *high),
        _ => (0.0, 0.0),
    });
    Some(pairs.collect())
}

fn between(value: f64, low: f64, high: f64, from: f64, to: f64) -> f64 {
    match high - low {
        0.0 => from,
        width => from + (value - low) / width * (to - from),
    }
}

/// Like `clamp`, whichever bound is the larger one.
fn clamp(value: f64, low: f64, high: f64) -> f64 {
    value.max(low.min(high)).min(high.max(low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Stream, dictionary};

    /// A file with nothing in it.
    fn file() -> File {
        let mut document = lopdf::Document::with_version("1.6");
        let root = document.add_object(dictionary! { "Type" => "Catalog" });
        document.trailer.set("Root", root);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("a file");
        File::read(&bytes).expect("a file")
    }

    fn unit() -> Vec<Object> {
        vec![0.into(), 1.into()]
    }

    #[test]
    fn samples_are_interpolated() {
        let dict = dictionary! {
            "FunctionType" => 0, "Domain" => unit(), "Range" => [unit(), unit()].concat(),
            "Size" => vec![3.into()], "BitsPerSample" => 8,
        };
        let stream = Stream::new(dict, vec![0, 255, 255, 0, 0, 255]);
        let function = read(&file(), &stream.into()).expect("a function");
        assert_eq!(function.eval(&[0.5]), Ok(vec![1.0, 0.0]));
        assert_eq!(function.eval(&[0.75]), Ok(vec![0.5, 0.5]));
        assert_eq!(function.eval(&[7.0]), Ok(vec![0.0, 1.0]));
    }

    #[test]
    fn stitched_functions_meet_at_their_bounds() {
        let part = |from: f32, to: f32| -> Object {
            let ends = (vec![from.into()], vec![to.into()]);
            dictionary! { "FunctionType" => 2, "Domain" => unit(), "N" => 1, "C0" => ends.0, "C1" => ends.1 }.into()
        };
        let dict = dictionary! {
            "FunctionType" => 3, "Domain" => unit(), "Bounds" => vec![0.25.into()],
            "Functions" => vec![part(0.0, 1.0), part(0.5, 0.0)], "Encode" => [unit(), unit()].concat(),
        };
        let function = read(&file(), &dict.into()).expect("a function");
        let near = |t: f64, value: f64| {
            let found = function.eval(&[t]).expect("a value");
            assert!((found[0] - value).abs() < 1e-6, "{t}: {found:?}");
        };
        near(0.125, 0.5);
        near(0.25, 0.5);
        near(1.0, 0.0);
        assert_eq!(function.knots(), [0.25]);
    }

    #[test]
    fn bits_cross_bytes() {
        let data = [0b1010_0011, 0b1100_0000];
        assert_eq!(bits_at(&data, 0, 4), 0b1010);
        assert_eq!(bits_at(&data, 6, 4), 0b1111);
        assert_eq!(bits_at(&data, 0, 16), 0xA3C0);
        assert_eq!(bits_at(&data, 12, 8), 0, "beyond the end");
    }
}
