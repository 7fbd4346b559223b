//! PDF functions (ISO 32000-1, 7.10): how tints and shadings become colours.

use lopdf::Object;

use crate::colour::calculator::Program;
use crate::colour::samples::{Samples, between, clamp};
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
    Sampled(Samples),
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
        let domain = file
            .pairs(dict, b"Domain")
            .ok_or("a function has no domain")?;
        let range = file.pairs(dict, b"Range").unwrap_or_default();
        if domain.len() > WIDTH || range.len() > WIDTH {
            return Err("a function has too many inputs or outputs".to_owned());
        }
        let kind = match file.number(dict, b"FunctionType").map(|n| n as i64) {
            Some(0) => Kind::Sampled(Samples::read(file, object, &domain, &range)?),
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
                    encode: file.pairs(dict, b"Encode").unwrap_or_default(),
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

    /// The outputs for inputs, clipped to the domain and the range.
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
            Kind::Sampled(samples) => samples.at(&inputs, &self.domain)?,
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
}
