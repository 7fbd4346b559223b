//! Font selection for drawings, by the same rules as the engine's. Records the font families that are not available.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use typst::text::{FontStretch, FontStyle, FontVariant, FontWeight};
use usvg::{FontFamily, fontdb};

use crate::typeset::fonts::Fonts;

/// The fallback family for text whose fonts are not available: the body font of the default layouts.
const BODY: &str = "libertinus serif";

/// Selects fonts for one drawing, as the callbacks of usvg's font resolver. Locks are needed because these callbacks
/// take `&self`.
pub struct Chooser<'a> {
    fonts: &'a Fonts,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The faces that were loaded, by their index in the engine's font book.
    loaded: BTreeMap<usize, fontdb::ID>,
    missed: BTreeSet<String>,
}

impl<'a> Chooser<'a> {
    /// A selector without loaded faces.
    pub fn new(fonts: &'a Fonts) -> Self {
        Self {
            fonts,
            state: Mutex::default(),
        }
    }

    /// The `font-family` lists of which no family is available, each once and in alphabetical order.
    pub fn missed(self) -> BTreeSet<String> {
        let state = self.state.into_inner();
        state.unwrap_or_else(PoisonError::into_inner).missed
    }

    /// The face for a font request: the first available family of its list, or else the fallback family. Loads it into
    /// `database`.
    pub fn select(
        &self,
        font: &usvg::Font,
        database: &mut Arc<fontdb::Database>,
    ) -> Option<fontdb::ID> {
        let style = match font.style() {
            usvg::FontStyle::Normal => FontStyle::Normal,
            usvg::FontStyle::Italic => FontStyle::Italic,
            usvg::FontStyle::Oblique => FontStyle::Oblique,
        };
        let weight = FontWeight::from_number(font.weight());
        let variant = FontVariant::new(style, weight, FontStretch::NORMAL);
        let book = self.fonts.book();
        let named = font.families().iter().filter_map(|family| match family {
            FontFamily::Named(name) if !name.is_empty() => Some(name.as_str()),
            // The engine resolves no generic families such as `serif`.
            _ => None,
        });
        let found = named
            .clone()
            .find_map(|name| book.select(&name.to_lowercase(), variant));
        let names: Vec<String> = font.families().iter().map(FontFamily::to_string).collect();
        let is_named = names.iter().any(|name| !name.trim_matches('"').is_empty());
        if found.is_none() && is_named {
            self.lock().missed.insert(names.join(", ").replace('"', ""));
        }
        let index = found.or_else(|| book.select(BODY, variant))?;
        self.load(index, database)
    }

    /// The face for a character that none of the `used` faces has, as similar to the first of them as possible.
    pub fn fallback(
        &self,
        character: char,
        used: &[fontdb::ID],
        database: &mut Arc<fontdb::Database>,
    ) -> Option<fontdb::ID> {
        let like = used.first().and_then(|first| {
            let state = self.lock();
            let (index, _) = state.loaded.iter().find(|(_, id)| *id == first)?;
            self.fonts.book().info(*index)
        });
        let variant = like.map(|info| info.variant).unwrap_or_default();
        let text = character.to_string();
        let index = self.fonts.book().select_fallback(like, variant, &text)?;
        self.load(index, database).filter(|id| !used.contains(id))
    }

    fn load(&self, index: usize, database: &mut Arc<fontdb::Database>) -> Option<fontdb::ID> {
        let mut state = self.lock();
        if let Some(id) = state.loaded.get(&index) {
            return Some(*id);
        }
        let font = self.fonts.font(index)?;
        let source = fontdb::Source::Binary(Arc::new(font.data().clone()));
        let ids = Arc::make_mut(database).load_font_source(source);
        let id = ids.get(font.index() as usize).or(ids.first()).copied()?;
        state.loaded.insert(index, id);
        Some(id)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
