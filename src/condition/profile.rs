//! Checks ICC profiles of printing conditions.

use moxcms::{ColorProfile, Layout, RenderingIntent, TransformOptions};
use preflight::Standard;

/// The reason why a file cannot be the profile of a printing condition for this standard; `None` if it can. Checks the
/// header (ICC.1:2022, 7.2) and the tag table (7.3), and tries conversions.
pub fn not_for_print(bytes: &[u8], standard: Standard) -> Option<String> {
    let field = |at: usize| bytes.get(at..at + 4).unwrap_or_default();
    let number = |at: usize| {
        field(at)
            .iter()
            .fold(0, |n: usize, b| n << 8 | usize::from(*b))
    };
    if bytes.len() < 132 || field(36) != b"acsp" || number(0) != bytes.len() {
        return Some("it is not an ICC profile, or not a whole one".to_owned());
    }
    let name = |at| String::from_utf8_lossy(field(at)).trim().to_owned();
    if field(12) != b"prtr" {
        return Some(format!(
            "it is of the class `{}`, not an output profile (`prtr`)",
            name(12)
        ));
    }
    if field(16) != b"CMYK" {
        return Some(format!("its colours are `{}`, not CMYK", name(16)));
    }
    let tags = (0..number(128).min(1000)).map(|n| field(132 + n * 12));
    let tags: Vec<_> = tags.collect();
    for tag in [&b"A2B0"[..], b"B2A0"] {
        if !tags.contains(&tag) {
            let tag = String::from_utf8_lossy(tag);
            return Some(format!("it has no table `{tag}`"));
        }
    }
    // PDF/X-1a is based on PDF 1.4, which is older than version 4 of ICC profiles.
    let version = bytes.get(8).copied().unwrap_or_default();
    if standard == Standard::X1a && version > 2 {
        return Some(format!(
            "it is of version {version}, and PDF/X-1a takes version 2"
        ));
    }
    if version > 4 {
        return Some(format!(
            "it is of version {version}, which PDF does not know"
        ));
    }
    unreadable(bytes)
}

/// The reason why colours cannot be converted with a profile, in either direction.
fn unreadable(bytes: &[u8]) -> Option<String> {
    let srgb = ColorProfile::new_srgb();
    let tried = ColorProfile::new_from_slice(bytes).and_then(|own| {
        for rendering_intent in [
            RenderingIntent::Perceptual,
            RenderingIntent::RelativeColorimetric,
        ] {
            let options = TransformOptions {
                rendering_intent,
                ..TransformOptions::default()
            };
            srgb.create_transform_8bit(Layout::Rgb, &own, Layout::Rgba, options)?;
            own.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgb, options)?;
        }
        Ok(())
    });
    let error = tried.err()?;
    Some(format!("its tables cannot be read ({error})"))
}
