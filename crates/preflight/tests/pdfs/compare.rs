//! Where two files differ: one change is named, and nothing else.

use crate::support::sound::small;
use crate::support::sound::{Sound, saved, text};
use lopdf::{Dictionary, Object};
use preflight::compare::{Kind, differences};
use proptest::prelude::*;

/// A file whose codes stand for the characters that they are in ASCII.
fn readable() -> Sound {
    let mut sound = Sound::x4();
    let map = "1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange <20> <7E> <0020> endbfrange";
    let map = sound.stream(Dictionary::new(), map);
    let fonts = sound.resources.get(b"Font").and_then(Object::as_dict);
    let font = fonts.and_then(|fonts| fonts.get(b"F1"));
    let font = font.and_then(Object::as_reference).expect("a font");
    let font = sound.document.get_dictionary_mut(font).expect("a font");
    font.set("ToUnicode", map);
    sound.paint("BT /F1 12 Tf 40 50 Td 0 0 0 1 k (Said in so many words) Tj ET");
    sound
}

/// What differs after a change, as `kind: message`.
fn changed(change: impl Fn(&mut Sound)) -> Vec<String> {
    let mut other = readable();
    change(&mut other);
    let found = differences(&other.bytes(), &readable().bytes());
    let line = found
        .iter()
        .map(|one| format!("{}: {}", one.kind.name(), one.message));
    line.collect()
}

fn replace(sound: &mut Sound, what: &str, with: &str) {
    let content = String::from_utf8_lossy(&sound.content).replace(what, with);
    sound.content = content.into_bytes();
}

#[test]
fn the_same_bytes_do_not_differ() {
    assert_eq!(changed(|_| {}), [""; 0]);
}

#[test]
fn one_change_is_named() {
    for (change, wanted) in [
        (
            &(|sound: &mut Sound| replace(sound, "many", "few")) as &dyn Fn(&mut Sound),
            "text: on page 1, “Said in so few words”, rebuilt “Said in so many words”",
        ),
        (
            &|sound: &mut Sound| replace(sound, "0.2 0.1 0 0 k", "0.3 0.1 0 0 k"),
            "pages: page 1 looks different with the same words",
        ),
        (
            &|sound: &mut Sound| sound.info.set("Title", text("Another")),
            "metadata: Title is “Another”, rebuilt “A title”",
        ),
        (
            &|sound: &mut Sound| {
                sound.xmp = sound.xmp.replace(
                    "<rdf:li xml:lang=\"x-default\">A title",
                    "<rdf:li xml:lang=\"x-default\">Another",
                )
            },
            "metadata: XMP title is “Another”, rebuilt “A title”",
        ),
        (
            &|sound: &mut Sound| sound.profile.push(0),
            "structure: what it says and shows is the same: its tags, or the order of its objects differ",
        ),
    ] {
        assert_eq!(changed(change), [wanted]);
    }
}

#[test]
fn fonts_and_pages() {
    let other = changed(|sound| {
        let font = sound.font(false);
        sound.resource("Font", "F1", font);
    });
    assert!(
        other[0].starts_with("text: on page 1, nothing, rebuilt “Black"),
        "{other:?}"
    );
    let mut document = readable().finish();
    let tree = document.catalog().and_then(|c| c.get(b"Pages")).cloned();
    let tree = tree.and_then(|tree| tree.as_reference()).expect("a tree");
    let tree = document.get_dictionary_mut(tree).expect("a tree");
    let kids = tree.get(b"Kids").and_then(Object::as_array);
    let page = kids.expect("pages")[0].clone();
    tree.set("Kids", vec![page.clone(), page.clone()]);
    let twice = differences(&saved(document), &readable().bytes());
    // One page in a tree may stand there once: the second time, the tree leads back.
    assert_eq!(twice[0].kind, Kind::Unreadable);
}

#[test]
fn what_cannot_be_read_is_said() {
    let good = readable().bytes();
    for (bytes, why) in [
        (
            &b"text"[..],
            "not readable as PDF: it does not begin as one",
        ),
        (&good[..good.len() / 2], "not readable as PDF: "),
    ] {
        let found = differences(bytes, &good);
        assert_eq!((found.len(), found[0].kind), (1, Kind::Unreadable));
        assert!(found[0].message.starts_with(why), "{found:?}");
        // The other way round, that they differ is all that is sure.
        assert_eq!(differences(&good, bytes)[0].kind, Kind::Structure);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_fail(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let good = small();
        let mut bytes = good.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        prop_assert_eq!(differences(&bytes, &good).is_empty(), bytes == good);
        differences(&good, &bytes);
    }
}
