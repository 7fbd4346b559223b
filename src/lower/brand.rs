//! Lowers the brand to Typst source: colours, name and logo.

use crate::brand::Ink;
use crate::lower::escape::quoted;
use crate::lower::writer::Writer;

impl Writer<'_> {
    pub(super) fn brand(&mut self) {
        let brand = self.job.brand;
        self.out.push('(');
        for (name, color) in &brand.colors {
            let filled = match (self.job.press, &color.press) {
                (Some(_), Some(press)) => ink(press),
                _ => format!("rgb({})", quoted(&color.screen)),
            };
            let is_accent = *name == "accent";
            if is_accent {
                self.out.push_str(&format!("solid: {filled}, "));
            }
            // The accent colour is for areas, and for text and lines too. In print, these are black alone, so `accent`
            // is black and `solid` is the colour of areas.
            match self.job.press {
                Some(_) if is_accent => {
                    let black = ink(&Ink::BLACK);
                    self.out.push_str(&format!("{name}: {black}, "));
                }
                _ => self.out.push_str(&format!("{name}: {filled}, ")),
            }
        }
        self.out.push_str("name: ");
        match &brand.name {
            Some((name, origin)) => {
                self.out.push_str("[#");
                self.mapped(name, None, origin);
                self.out.push(']');
            }
            None => self.out.push_str("none"),
        }
        self.out.push_str(", logo: ");
        match &brand.logo {
            Some((file, origin)) => {
                let alt = brand.name.as_ref().map_or("", |(name, _)| name);
                let file = self.job.images.get(file).unwrap_or(file);
                self.image(file, alt, Some(origin));
            }
            None => self.out.push_str("none"),
        }
        self.out.push(')');
    }
}

/// An ink as a Typst expression.
pub(super) fn ink(ink: &Ink) -> String {
    let process = |[c, m, y, k]: &[f32; 4]| format!("cmyk({c}%, {m}%, {y}%, {k}%)");
    match ink {
        Ink::Process(cmyk) => process(cmyk),
        Ink::Spot { name, cmyk, tint } => {
            let (name, cmyk) = (quoted(name), process(cmyk));
            format!("color.spot({name}, {cmyk}).tint({tint}%)")
        }
    }
}
