//! PostScript calculator functions (ISO 32000-1, 7.10.5): small programs that turn tints into colours.

/// How many steps one evaluation may take; there are no loops, so this bounds the program's length.
const STEPS: usize = 100_000;
/// How many values the stack may hold (ISO 32000-1, annex C).
const STACK: usize = 100;
/// How deep procedures may be nested.
const DEPTH: usize = 32;

/// A program: numbers, operators, and procedures for `if` and `ifelse`.
#[derive(Clone, Debug)]
pub struct Program(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    Number(f64),
    Operator(String),
    Procedure(Vec<Step>),
}

impl Program {
    /// Reads a program in braces.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let text = String::from_utf8_lossy(bytes);
        let spaced = text.replace('{', " { ").replace('}', " } ");
        let mut words = spaced.split_whitespace();
        match words.next() {
            Some("{") => Ok(Self(procedure(&mut words, 0)?)),
            _ => Err("a calculator function does not start with a brace".to_owned()),
        }
    }

    /// What the program leaves on the stack.
    pub fn run(&self, inputs: &[f64]) -> Result<Vec<f64>, String> {
        let mut machine = Machine {
            stack: inputs.to_vec(),
            left: STEPS,
        };
        match machine.run(&self.0) {
            Some(()) => Ok(machine.stack),
            None => Err("a calculator function cannot be evaluated".to_owned()),
        }
    }
}

fn procedure<'a>(
    words: &mut impl Iterator<Item = &'a str>,
    depth: usize,
) -> Result<Vec<Step>, String> {
    if depth > DEPTH {
        return Err("a calculator function is nested too deep".to_owned());
    }
    let mut steps = Vec::new();
    loop {
        match words.next() {
            Some("}") => return Ok(steps),
            Some("{") => steps.push(Step::Procedure(procedure(words, depth + 1)?)),
            Some(word) => steps.push(match word.parse::<f64>() {
                Ok(number) if number.is_finite() => Step::Number(number),
                _ => Step::Operator(word.to_owned()),
            }),
            None => return Err("a calculator function has no end".to_owned()),
        }
    }
}

struct Machine {
    stack: Vec<f64>,
    left: usize,
}

impl Machine {
    fn run(&mut self, steps: &[Step]) -> Option<()> {
        for (at, step) in steps.iter().enumerate() {
            self.left = self.left.checked_sub(1)?;
            let before = |back: usize| match steps.get(at.checked_sub(back)?)? {
                Step::Procedure(steps) => Some(steps),
                _ => None,
            };
            match step {
                Step::Number(number) => self.push(*number)?,
                Step::Procedure(_) => {}
                Step::Operator(name) => match name.as_str() {
                    "if" => {
                        if self.pop()? != 0.0 {
                            self.run(before(1)?)?;
                        }
                    }
                    "ifelse" => {
                        let back = if self.pop()? != 0.0 { 2 } else { 1 };
                        self.run(before(back)?)?;
                    }
                    name => self.operator(name)?,
                },
            }
        }
        Some(())
    }

    fn push(&mut self, value: f64) -> Option<()> {
        let fits = self.stack.len() < STACK && !value.is_nan();
        fits.then(|| self.stack.push(value.clamp(-1e30, 1e30)))
    }

    fn pop(&mut self) -> Option<f64> {
        self.stack.pop()
    }

    /// A count from the stack that is not larger than what is below it.
    fn count(&mut self) -> Option<usize> {
        let count = self.pop()?;
        let fits = (0.0..=STACK as f64).contains(&count);
        let count = count as usize;
        (fits && count <= self.stack.len()).then_some(count)
    }

    fn one(&mut self, f: impl Fn(f64) -> f64) -> Option<()> {
        let a = self.pop()?;
        self.push(f(a))
    }

    fn two(&mut self, f: impl Fn(f64, f64) -> f64) -> Option<()> {
        let (b, a) = (self.pop()?, self.pop()?);
        self.push(f(a, b))
    }

    fn truth(&mut self, f: impl Fn(&f64, &f64) -> bool) -> Option<()> {
        self.two(|a, b| f64::from(u8::from(f(&a, &b))))
    }

    /// Booleans are 0 and 1, which bit operations treat alike.
    fn bits(&mut self, f: impl Fn(i64, i64) -> i64) -> Option<()> {
        self.two(|a, b| f(a as i64, b as i64) as f64)
    }

    fn operator(&mut self, name: &str) -> Option<()> {
        match name {
            "abs" => self.one(f64::abs),
            "neg" => self.one(|a| -a),
            "ceiling" => self.one(f64::ceil),
            "floor" => self.one(f64::floor),
            "round" => self.one(|a| (a + 0.5).floor()),
            "truncate" | "cvi" => self.one(f64::trunc),
            "cvr" => self.one(|a| a),
            "sqrt" => self.one(|a| a.max(0.0).sqrt()),
            "sin" => self.one(|a| a.to_radians().sin()),
            "cos" => self.one(|a| a.to_radians().cos()),
            "ln" => self.one(|a| a.max(1e-30).ln()),
            "log" => self.one(|a| a.max(1e-30).log10()),
            "not" => self.one(|a| f64::from(u8::from(a == 0.0))),
            "add" => self.two(|a, b| a + b),
            "sub" => self.two(|a, b| a - b),
            "mul" => self.two(|a, b| a * b),
            "div" => self.two(|a, b| if b == 0.0 { 0.0 } else { a / b }),
            "idiv" => self.two(|a, b| if b == 0.0 { 0.0 } else { (a / b).trunc() }),
            "mod" => self.two(|a, b| if b == 0.0 { 0.0 } else { a % b }),
            "exp" => self.two(|a, b| {
                if a < 0.0 {
                    a.powf(b.trunc())
                } else {
                    a.powf(b)
                }
            }),
            "atan" => self.two(|a, b| a.atan2(b).to_degrees().rem_euclid(360.0)),
            "and" => self.bits(|a, b| a & b),
            "or" => self.bits(|a, b| a | b),
            "xor" => self.bits(|a, b| a ^ b),
            "bitshift" => self.bits(|a, b| match b {
                0..=31 => a << b,
                -31..=-1 => a >> -b,
                _ => 0,
            }),
            "eq" => self.truth(f64::eq),
            "ne" => self.truth(f64::ne),
            "gt" => self.truth(f64::gt),
            "ge" => self.truth(f64::ge),
            "lt" => self.truth(f64::lt),
            "le" => self.truth(f64::le),
            "true" => self.push(1.0),
            "false" => self.push(0.0),
            "pop" => self.pop().map(|_| ()),
            "dup" => {
                let top = *self.stack.last()?;
                self.push(top)
            }
            "exch" => {
                let (b, a) = (self.pop()?, self.pop()?);
                self.push(b)?;
                self.push(a)
            }
            "copy" => {
                let count = self.count()?;
                let from = self.stack.len() - count;
                let top = self.stack.get(from..)?.to_vec();
                top.into_iter().try_for_each(|value| self.push(value))
            }
            "index" => {
                let count = self.count()?;
                let at = self.stack.len().checked_sub(count + 1)?;
                let value = *self.stack.get(at)?;
                self.push(value)
            }
            "roll" => {
                let by = self.pop()?;
                let count = self.count()?;
                let from = self.stack.len() - count;
                if count > 0 {
                    let by = by.rem_euclid(count as f64) as usize;
                    self.stack.get_mut(from..)?.rotate_right(by % count);
                }
                Some(())
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(program: &str, inputs: &[f64]) -> Result<Vec<f64>, String> {
        Program::read(program.as_bytes())?.run(inputs)
    }

    #[test]
    fn tint_transforms_are_evaluated() {
        let tint = "{dup 0.84 mul exch 0 exch dup 0.44 mul exch 0.21 mul}";
        assert_eq!(run(tint, &[1.0]), Ok(vec![0.84, 0.0, 0.44, 0.21]));
        assert_eq!(run("{2 copy gt {exch} if pop}", &[3.0, 2.0]), Ok(vec![2.0]));
        assert_eq!(run("{0.5 le {1} {2} ifelse}", &[0.4]), Ok(vec![1.0]));
        assert_eq!(run("{3 1 roll}", &[1.0, 2.0, 3.0]), Ok(vec![3.0, 1.0, 2.0]));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for program in [
            "",
            "{",
            "{pop pop}",
            "{nonsense}",
            "{1 if}",
            "{-1 copy}",
            "{99 index}",
        ] {
            assert!(run(program, &[1.0]).is_err(), "{program}");
        }
        assert!(run(&"{".repeat(500), &[]).is_err());
    }
}
