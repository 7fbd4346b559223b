//! Lines that are ended by hand in letters, signatures, plays and lists of notes.

/// Nobody wraps lines that are shorter than this.
pub const TINY: usize = 30;

/// Whether a line begins with a capital letter or a number, or is an address, and is neither a picture, an abbreviation nor the title of a callout.
pub fn begins_anew(line: &str) -> bool {
    let first = line.chars().find(|c| c.is_alphanumeric());
    let is_other = ["![", "*[", "[!"].iter().any(|sign| line.starts_with(sign));
    let is_address = line.contains('@') || line.contains("://") || line.starts_with("www.");
    !is_other && (is_address || first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()))
}

/// The first words of letters.
const GREETINGS: &str = "Dear Hi Hello Liebe Lieber Hallo Cher Chère Chers Bonjour Estimado Estimada Querida Querido Caro Cara Gentile Beste Geachte Kära Käre Szanowny Szanowna Drogi Droga Prezado Prezada";

/// Whether lines are those of a letter, a signature, notes that were numbered by hand, or of a play: `Best,` above a name, `-- `, `[1]` above `[2]`, a name in capitals above a line that is
/// indented as `second` is.
pub fn are_of_letter(lines: &[&str], second: &str) -> bool {
    let (Some(first), Some(next)) = (lines.first(), lines.get(1)) else {
        return false;
    };
    let first = first.trim_end();
    let is_tiny = |line: &str| line.chars().count() <= TINY;
    let is_closing = lines.len() <= 3
        && first.ends_with(',')
        && first.split(' ').count() <= 3
        && lines
            .iter()
            .all(|line| is_tiny(line) && begins_anew(line) && !line.ends_with('.'));
    let greeting = first.split(' ').next().unwrap_or_default();
    let is_greeting = is_tiny(first)
        && first.ends_with(',')
        && first.contains(' ')
        && GREETINGS.split(' ').any(|known| known == greeting);
    let is_speaker = is_tiny(first)
        && first.chars().any(char::is_alphabetic)
        && !first.chars().any(char::is_lowercase)
        && first.ends_with(char::is_alphabetic)
        && second.starts_with("    ");
    let note =
        |line: &str| -> Option<u32> { line.strip_prefix('[')?.split_once("] ")?.0.parse().ok() };
    let are_notes = note(first).zip(note(next)).is_some_and(|(a, b)| a + 1 == b);
    first == "--" || is_closing || is_greeting || is_speaker || are_notes
}
