//! What content streams call by name: forms, patterns, soft masks, graphics state dictionaries.

use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use crate::colour::space::Space;
use crate::geometry::{Matrix, Rect, number};
use crate::paint::brush::{Brush, Context};
use crate::paint::mark::Blend;
use crate::paint::painter::{DEPTH, Painter};
use crate::paint::state::{Paint, State};
use crate::pdf::file::{dictionary, shown};
use crate::rule::Rule;

impl<'a> Painter<'a, '_> {
    /// Something in the resources by its name, with its object id.
    pub fn look(
        &self,
        context: &Context<'a>,
        kind: &[u8],
        name: &[u8],
    ) -> Option<(Option<ObjectId>, &'a Object)> {
        let all = self.file.dict(context.resources?, kind)?;
        let entry = all.get(name).ok()?;
        match self.file.resolve(entry) {
            Object::Null => None,
            found => Some((entry.as_reference().ok(), found)),
        }
    }

    /// `Do`.
    pub fn external(
        &mut self,
        name: &[u8],
        state: &State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let missing = || format!("the object `{}` is not there", shown(name));
        let (id, object) = self.look(context, b"XObject", name).ok_or_else(missing)?;
        let Object::Stream(stream) = object else {
            return Err(missing());
        };
        match self.file.name(&stream.dict, b"Subtype") {
            Some(b"Image") => self.image(id, stream, state, context),
            Some(b"Form") => self.form(id, stream, state, context),
            _ => Err(format!(
                "the object `{}` is no image and no form",
                shown(name)
            )),
        }
    }

    /// A content stream inside of another one.
    pub fn nested(
        &mut self,
        id: Option<ObjectId>,
        stream: &'a Stream,
        state: State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        if id.is_some_and(|id| self.active.contains(&id)) {
            return Err("a form, pattern or glyph draws itself".to_owned());
        }
        if self.active.len() >= DEPTH {
            return Err("forms are nested too deep".to_owned());
        }
        let content = self.file.shared(id, stream)?;
        self.active.push(id.unwrap_or_default());
        let result = self.run(&content, state, context);
        self.active.pop();
        result
    }

    fn form(
        &mut self,
        id: Option<ObjectId>,
        stream: &'a Stream,
        state: &State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let file = self.file;
        let dict = &stream.dict;
        let mut inner = state.clone();
        self.enter(&mut inner, dict);
        let mut context = Context {
            resources: context.resources_of(file, dict),
            base: inner.matrix,
            ..context.clone()
        };
        if let Some(group) = file.dict(dict, b"Group") {
            let at = inner.clip.unwrap_or(self.page.sheet.media);
            self.group(group, &context, &at);
            context.blend = context.blend.max(state.blend);
            context.soft |= state.soft || state.fill.alpha < 1.0;
            inner.blend = Blend::Normal;
            inner.soft = false;
            inner.fill.alpha = 1.0;
            inner.stroke.alpha = 1.0;
        }
        self.nested(id, stream, inner, &context)
    }

    /// The matrix and the clipping box of a form or a pattern.
    fn enter(&self, state: &mut State<'a>, dict: &Dictionary) {
        let matrix = self.file.array(dict, b"Matrix").and_then(Matrix::read);
        state.matrix = matrix.unwrap_or(Matrix::IDENTITY).then(&state.matrix);
        if let Some(bounds) = self.file.array(dict, b"BBox").and_then(Rect::read) {
            state.narrow(&state.matrix.bounds(&bounds), state.matrix.is_upright());
        }
    }

    /// A group: transparency ones may have a colour space.
    pub fn group(&mut self, group: &Dictionary, context: &Context<'a>, at: &Rect) {
        if self.file.name(group, b"S") != Some(b"Transparency") {
            return;
        }
        self.page.transparent("a transparency group", Some(at));
        if let Some(space) = self.file.get(group, b"CS") {
            let space = Space::read(self.file, space, context.resources);
            self.page.space("a transparency group", &space, at);
            if !space.foreign().is_empty() {
                let why =
                    "a transparency group mixes its inks in a colour space that is none of inks";
                for rule in [Rule::Black, Rule::Overprint, Rule::Ink] {
                    self.page.undecided(rule, why);
                }
            }
        }
    }

    /// An area that is filled with tiles: one is painted, and taken to be everywhere in it.
    pub fn tiles(
        &mut self,
        id: Option<ObjectId>,
        object: &'a Object,
        at: &Rect,
        brush: &Brush<'_, 'a>,
    ) -> Result<(), String> {
        let (state, context) = (brush.state, brush.context);
        let Object::Stream(stream) = object else {
            return Err("a pattern cannot be read".to_owned());
        };
        let dict = &stream.dict;
        let mut inner = state.clone();
        inner.matrix = context.base;
        inner.clip = Some(*at);
        inner.is_clip_exact = false;
        let matrix = self.file.array(dict, b"Matrix").and_then(Matrix::read);
        inner.matrix = matrix.unwrap_or(Matrix::IDENTITY).then(&inner.matrix);
        inner.soft = false;
        let uncoloured = self.file.number(dict, b"PaintType") == Some(2.0);
        let start = match &*brush.side.paint.space {
            Space::Pattern(Some(under)) if uncoloured => Paint {
                space: under.clone(),
                components: brush.side.paint.components.clone(),
                pattern: None,
            },
            _ => Paint::new(Rc::new(Space::Gray)),
        };
        inner.fill.paint = start.clone();
        inner.stroke.paint = start;
        let context = Context {
            resources: context.resources_of(self.file, dict),
            base: inner.matrix,
            cover: Some(*at),
            is_uncoloured: context.is_uncoloured || uncoloured,
            soft: brush.is_soft(),
            blend: brush.blend(),
            ..context.clone()
        };
        self.nested(id, stream, inner, &context)
    }

    /// `gs`.
    pub fn graphics_state(
        &mut self,
        name: &[u8],
        state: &mut State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let file = self.file;
        let found = self.look(context, b"ExtGState", name);
        let dict = found.and_then(|(_, object)| dictionary(object));
        let dict = dict.ok_or_else(|| format!("`{}` is no graphics state", shown(name)))?;
        let flag = |key: &[u8]| file.get(dict, key).and_then(|object| object.as_bool().ok());
        if let Some(width) = file.number(dict, b"LW") {
            state.width = width.abs();
        }
        if let Some(on) = flag(b"OP") {
            state.stroke.overprint = on;
            state.fill.overprint = on;
        }
        if let Some(on) = flag(b"op") {
            state.fill.overprint = on;
        }
        if let Some(mode) = file.number(dict, b"OPM") {
            state.mode1 = mode == 1.0;
        }
        if let Some(alpha) = file.number(dict, b"CA") {
            state.stroke.alpha = alpha;
        }
        if let Some(alpha) = file.number(dict, b"ca") {
            state.fill.alpha = alpha;
        }
        match file.get(dict, b"BM") {
            Some(Object::Name(name)) => state.blend = Blend::named(name),
            Some(Object::Array(names)) => {
                let first = names
                    .first()
                    .and_then(|first| file.resolve(first).as_name().ok());
                state.blend = first.map_or(Blend::Wild, Blend::named);
            }
            _ => {}
        }
        let transfers: [&[u8]; 2] = [b"TR", b"TR2"];
        let plain = |object: &Object| matches!(object.as_name(), Ok(b"Identity" | b"Default"));
        if transfers
            .iter()
            .any(|key| file.get(dict, key).is_some_and(|o| !plain(o)))
        {
            self.page
                .undecided(Rule::Ink, "a transfer function changes the inks");
        }
        if let Some(Object::Array(font)) = file.get(dict, b"Font") {
            let size = font.get(1).and_then(|size| number(file.resolve(size)));
            self.set_font(state, font.first(), size.unwrap_or(0.0))?;
        }
        match dict.get(b"SMask").map(|mask| file.resolve(mask)) {
            Ok(Object::Name(_)) => state.soft = false,
            Ok(Object::Dictionary(mask)) => {
                state.soft = true;
                self.soft_mask(mask, state, context)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The group of a soft mask: it paints no ink, but its colours count.
    fn soft_mask(
        &mut self,
        mask: &'a Dictionary,
        state: &State<'a>,
        context: &Context<'a>,
    ) -> Result<(), String> {
        let id = mask.get(b"G").and_then(Object::as_reference).ok();
        let Some(Object::Stream(stream)) = self.file.get(mask, b"G") else {
            return Err("the group of a soft mask is not there".to_owned());
        };
        if id.is_some_and(|id| !self.seen.insert(id)) {
            return Ok(());
        }
        let clip = state.clip.unwrap_or(self.page.sheet.media);
        let mut inner = State::new(state.matrix, clip);
        self.enter(&mut inner, &stream.dict);
        let context = Context {
            resources: context.resources_of(self.file, &stream.dict),
            base: inner.matrix,
            is_hidden: true,
            ..context.clone()
        };
        if let Some(group) = self.file.dict(&stream.dict, b"Group") {
            self.group(group, &context, &clip);
        }
        self.nested(id, stream, inner, &context)
    }
}
