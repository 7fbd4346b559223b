//! Lowers the brand to Typst source: colours, name and logo.

use crate::brand::Ink;
use crate::lower::escape::quoted;
use crate::lower::writer::Writer;

impl Writer<'_> {
    pub(super) fn brand(&mut self) {
        let brand = &self.job.project.brand;
        self.out.push('(');
        let is_press = self.job.press.is_some();
        let screen = |hex: &str| format!("rgb({})", quoted(hex));
        for (name, color) in &brand.colors {
            let filled = match &color.press {
                Some(press) if is_press => ink(press),
                _ => screen(&color.screen),
            };
            // The accent is for areas, and for text and lines too. In print, these are black alone, and on screens they are
            // dark enough to be read; `solid` is the colour of areas.
            let of_text = match is_press {
                _ if *name != "accent" => filled.clone(),
                true => ink(&Ink::BLACK),
                false => screen(&brand.accent()),
            };
            self.out.push_str(&format!("{name}: {of_text}, "));
            if *name == "accent" {
                self.out.push_str(&format!("solid: {filled}, "));
            }
        }
        // In print, light words are what is left bare.
        let on_solid = match brand.on_accent() {
            words if !is_press => screen(words),
            words if words == brand.screen("paper") => ink(&Ink::Process([0.0; 4])),
            _ => ink(&Ink::BLACK),
        };
        self.out.push_str(&format!("on-solid: {on_solid}, "));
        self.paints(is_press);
        self.out.push_str("name: ");
        match &brand.name {
            Some((name, origin)) => self.name(name, origin),
            None => self.out.push_str("none"),
        }
        self.out.push_str(", logo: ");
        match &brand.logo {
            Some((file, origin)) => {
                let alt = brand.name.as_ref().map_or("", |(name, _)| name);
                let file = self.job.images.get(file).unwrap_or(file);
                self.image(file, (alt, None), Some(origin));
            }
            None => self.out.push_str("none"),
        }
        self.out.push(')');
    }
}

impl Writer<'_> {
    /// Writes how the series of charts are told apart: by colours on screens; in print by parts of the accent's ink,
    /// hatching, and dashes of black lines.
    fn paints(&mut self, is_press: bool) {
        let brand = &self.job.project.brand;
        self.out.push_str("series: (");
        if is_press {
            let accent = brand.colors.get("accent").and_then(|c| c.press.clone());
            let accent = accent.unwrap_or(Ink::BLACK);
            let black = ink(&Ink::BLACK);
            for (share, hatch, dash) in PRINTED {
                let fill = ink(&accent.part(share));
                self.out.push_str(&format!(
                    "(fill: {fill}, hatch: {hatch}, line: {black}, dash: {dash}), "
                ));
            }
        } else {
            for hex in brand.series() {
                let fill = format!("rgb({})", quoted(&hex));
                self.out.push_str(&format!(
                    "(fill: {fill}, hatch: none, line: {fill}, dash: none), "
                ));
            }
        }
        self.out.push_str("), ");
    }
}

/// The series of charts in print: the part of the accent's ink, the hatching of areas, and the dashes of lines.
const PRINTED: [(f32, &str, &str); 6] = [
    (1.0, "none", "none"),
    (0.28, "none", "\"dashed\""),
    (1.0, "\"rising\"", "\"dotted\""),
    (0.6, "none", "\"dash-dotted\""),
    (1.0, "\"falling\"", "\"densely-dashed\""),
    (1.0, "\"dense\"", "\"loosely-dashed\""),
];

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
