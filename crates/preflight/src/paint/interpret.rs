//! Content streams: operator by operator (ISO 32000-1, annex A).

use std::rc::Rc;

use lopdf::{Object, ObjectId};

use crate::colour::space::Space;
use crate::geometry::{Matrix, number};
use crate::paint::brush::{Brush, Coat, Context};
use crate::paint::mark::Kind;
use crate::paint::painter::Painter;
use crate::paint::path::Path;
use crate::paint::state::{Paint, State};
use crate::pdf::file::shown;
use crate::pdf::lexer::{Lexer, Operation};

/// How deep `q` may be nested.
const SAVED: usize = 4096;

/// What a content stream has besides the graphics state.
#[derive(Default)]
struct Stream<'a> {
    saved: Vec<State<'a>>,
    path: Path,
    /// `W` or `W*` was given: the path clips when it is painted.
    clips: bool,
    /// How many compatibility sections are open: unknown operators are allowed in them.
    lenient: usize,
}

impl<'a> Painter<'a, '_> {
    /// Paints a content stream.
    pub fn run(
        &mut self,
        content: &[u8],
        mut state: State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let mut stream = Stream::default();
        for operation in Lexer::new(content) {
            self.burn(1)?;
            self.operation(&operation?, &mut stream, &mut state, context)?;
        }
        Ok(())
    }

    fn operation(
        &mut self,
        operation: &Operation,
        stream: &mut Stream<'a>,
        state: &mut State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let operands = operation.operands.as_slice();
        let at = |index: usize| operands.get(index).and_then(number);
        let n = |index: usize| {
            let missing = || {
                let name = shown(operation.operator);
                format!("the operator `{name}` has not the numbers that it needs")
            };
            at(index).ok_or_else(missing)
        };
        let name = || match operands.last() {
            Some(Object::Name(name)) => Ok(name.as_slice()),
            _ => Err(format!(
                "the operator `{}` has no name",
                shown(operation.operator)
            )),
        };
        let path = &mut stream.path;
        match operation.operator {
            b"q" => {
                if stream.saved.len() >= SAVED {
                    return Err("`q` is nested too deep".to_owned());
                }
                stream.saved.push(state.clone());
            }
            b"Q" => {
                // One too many is ignored, as viewers do.
                if let Some(saved) = stream.saved.pop() {
                    *state = saved;
                }
            }
            b"cm" => {
                let matrix = Matrix::read(operands).ok_or("`cm` has no matrix")?;
                state.matrix = matrix.then(&state.matrix);
            }
            b"w" => state.width = n(0)?.abs(),
            b"gs" => self.graphics_state(name()?, state, context)?,
            b"J" | b"j" | b"M" | b"d" | b"ri" | b"i" => {}

            b"m" => path.move_to(&state.matrix, n(0)?, n(1)?),
            b"l" => path.line_to(&state.matrix, n(0)?, n(1)?),
            b"c" => {
                let points = [(n(0)?, n(1)?), (n(2)?, n(3)?), (n(4)?, n(5)?)];
                path.curve_to(&state.matrix, &points);
            }
            b"v" | b"y" => {
                let points = [(n(0)?, n(1)?), (n(2)?, n(3)?)];
                path.curve_to(&state.matrix, &points);
            }
            b"h" => path.close(),
            b"re" => path.rectangle(&state.matrix, [n(0)?, n(1)?, n(2)?, n(3)?]),
            b"W" | b"W*" => stream.clips = true,
            b"n" => self.painted(stream, state),
            b"f" | b"F" | b"f*" => {
                self.fill(path, state, context)?;
                self.painted(stream, state);
            }
            b"S" | b"s" => {
                self.stroke(path, state, context)?;
                self.painted(stream, state);
            }
            b"B" | b"B*" | b"b" | b"b*" => {
                self.fill(path, state, context)?;
                self.stroke(&stream.path, state, context)?;
                self.painted(stream, state);
            }

            b"g" | b"G" | b"k" | b"K" | b"rg" | b"RG" => {
                let (device, count): (&[u8], _) = match operation.operator {
                    b"g" | b"G" => (b"DeviceGray", 1),
                    b"k" | b"K" => (b"DeviceCMYK", 4),
                    _ => (b"DeviceRGB", 3),
                };
                if context.is_uncoloured {
                    return Ok(());
                }
                let space = Object::Name(device.to_vec());
                let space = Space::read(self.file, &space, context.resources);
                let components = (0..count).map(n).collect::<Result<Vec<_>, _>>()?;
                let side = match operation
                    .operator
                    .first()
                    .is_some_and(u8::is_ascii_uppercase)
                {
                    true => &mut state.stroke,
                    false => &mut state.fill,
                };
                side.paint = Paint {
                    space: Rc::new(space),
                    components,
                    pattern: None,
                };
            }
            b"cs" | b"CS" => {
                let named = Object::Name(name()?.to_vec());
                if context.is_uncoloured {
                    return Ok(());
                }
                let space = Space::read(self.file, &named, context.resources);
                let side = match operation.operator {
                    b"CS" => &mut state.stroke,
                    _ => &mut state.fill,
                };
                side.paint = Paint::new(Rc::new(space));
            }
            b"sc" | b"SC" | b"scn" | b"SCN" => {
                if context.is_uncoloured {
                    return Ok(());
                }
                let pattern =
                    match operands.last() {
                        Some(Object::Name(name)) => {
                            let found = self.look(context, b"Pattern", name);
                            Some(found.ok_or_else(|| {
                                format!("the pattern `{}` is not there", shown(name))
                            })?)
                        }
                        _ => None,
                    };
                let side = match operation.operator.first() {
                    Some(b'S') => &mut state.stroke,
                    _ => &mut state.fill,
                };
                side.paint.components = operands.iter().filter_map(number).collect();
                side.paint.pattern = pattern;
            }
            b"sh" => self.shade(name()?, state, context)?,

            b"Do" => self.external(name()?, state, context)?,
            b"BI" => {
                if let Some(Object::Stream(image)) = operands.first() {
                    self.image(None, image, state, context)?;
                }
            }

            b"BT" => {
                state.text.matrix = Matrix::IDENTITY;
                state.text.line = Matrix::IDENTITY;
            }
            b"ET" => {}
            b"Tc" => state.text.char_space = n(0)?,
            b"Tw" => state.text.word_space = n(0)?,
            b"Tz" => state.text.scale = n(0)? / 100.0,
            b"TL" => state.text.leading = n(0)?,
            b"Ts" => state.text.rise = n(0)?,
            b"Tr" => state.text.mode = n(0)? as i64,
            b"Tf" => {
                let Some(Object::Name(font)) = operands.first() else {
                    return Err("`Tf` has no font".to_owned());
                };
                let fonts = context
                    .resources
                    .and_then(|all| self.file.dict(all, b"Font"));
                let font = fonts.and_then(|fonts| fonts.get(font).ok());
                self.set_font(state, font, n(1)?)?;
            }
            b"Td" => next_line(state, n(0)?, n(1)?),
            b"TD" => {
                state.text.leading = -n(1)?;
                next_line(state, n(0)?, n(1)?);
            }
            b"Tm" => {
                let matrix = Matrix::read(operands).ok_or("`Tm` has no matrix")?;
                state.text.matrix = matrix;
                state.text.line = matrix;
            }
            b"T*" => next_line(state, 0.0, -state.text.leading),
            b"Tj" => self.show(operands, state, context)?,
            b"TJ" => match operands.first() {
                Some(Object::Array(pieces)) => self.show(pieces, state, context)?,
                _ => return Err("`TJ` has no array".to_owned()),
            },
            b"'" => {
                next_line(state, 0.0, -state.text.leading);
                self.show(operands, state, context)?;
            }
            b"\"" => {
                state.text.word_space = n(0)?;
                state.text.char_space = n(1)?;
                next_line(state, 0.0, -state.text.leading);
                self.show(operands.get(2..).unwrap_or_default(), state, context)?;
            }

            // Layers and marked content are painted whether they show on screen or not.
            b"BMC" | b"BDC" | b"EMC" | b"MP" | b"DP" | b"d0" | b"d1" => {}
            b"BX" => stream.lenient += 1,
            b"EX" => stream.lenient = stream.lenient.saturating_sub(1),
            _ if stream.lenient > 0 => {}
            other => return Err(format!("the operator `{}` is not known", shown(other))),
        }
        Ok(())
    }

    /// What painting a path does besides: it may clip, and it is gone.
    fn painted(&mut self, stream: &mut Stream<'a>, state: &mut State<'a>) {
        if stream.clips {
            let alone = stream.path.rectangles().is_some_and(|all| all.len() == 1);
            match stream.path.bounds() {
                Some(bounds) => state.narrow(&bounds, alone),
                None => state.clip = None,
            }
        }
        stream.clips = false;
        stream.path = Path::default();
    }

    /// `sh`: paints all that is not clipped.
    fn shade(
        &mut self,
        name: &[u8],
        state: &State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let found: Option<(Option<ObjectId>, &Object)> = self.look(context, b"Shading", name);
        let (_, object) =
            found.ok_or_else(|| format!("the shading `{}` is not there", shown(name)))?;
        let clip = state.clip.unwrap_or(self.page.sheet.media);
        let (coat, bounds) = self.gradient("a gradient", object, context, &clip);
        let area = bounds.map_or(clip, |bounds| state.matrix.bounds(&bounds));
        let brush = Brush::fill(state, context);
        let (Some(outer), false) = (brush.visible(&area), context.is_hidden) else {
            return Ok(());
        };
        let covers = matches!(&coat, Coat::Ink { covers: true, .. });
        let inner = state.inner(&area).filter(|_| covers);
        self.mark(Kind::Shading, &coat, (outer, inner), &brush)
    }
}

fn next_line(state: &mut State, x: f64, y: f64) {
    state.text.line = Matrix::shift(x, y).then(&state.text.line);
    state.text.matrix = state.text.line;
}
