//! Words that stay with their neighbour on a display line, which breaks by sense: articles, prepositions, conjunctions,
//! possessives and negations stay with the next word, some negations with the one before. The rule is that of book design (R.
//! Bringhurst, The Elements of Typographic Style, 2.4; Imprimerie nationale, Lexique des règles typographiques, “coupures”).

use crate::locale::Locale;

/// By language. Each is a closed class of the language's grammar: short words that carry no meaning by themselves; and the words for powers of ten.
/// Elided forms (l’, dell’) are attached anyway.
const BOUND: &[(&str, &str)] = &[
    (
        "de",
        "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner ab am an ans auf aus bei beim bis durch \
         für gegen im in ins mit nach ohne seit über um unter vom von vor wie zu zum zur zwischen und oder nicht sein seine ihr ihre \
         million millionen milliarde milliarden",
    ),
    (
        "en",
        "a an the about as at between by for from in into of off on onto over than through to under via with without and but nor or if \
         no not its his her our their your my this that these those \
         hundred thousand million billion trillion",
    ),
    (
        "es",
        "el la los las un una unos unas a al ante con contra de del desde en entre hacia hasta para por según sin sobre tras e o u y ni \
         no que si se su sus mi mis nuestro nuestra",
    ),
    (
        "fr",
        "le la les un une des du de à au aux avec chez contre dans dès en entre envers hors malgré par pour sans selon sous sur vers \
         voire et ou ni mais si ne non que qui ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs se \
         mille million millions milliard milliards",
    ),
    (
        "it",
        "il lo la i gli le un uno una a ad al allo alla ai agli alle con contro da dal dallo dalla dai dagli dalle di del dello della dei \
         degli delle fra in nel nello nella nei negli nelle per su sul sullo sulla sui sugli sulle tra e ed o né non che se si",
    ),
    (
        "nl",
        "de het een aan bij door in met naar om onder op over per te ten ter tot tussen uit van voor zonder en of maar niet geen zijn \
         haar hun ons onze",
    ),
    (
        "pl",
        "a i o u w z ale bez czy dla do ku lub na nad nie od oraz po pod przed przez przy się we za ze",
    ),
    (
        "pt",
        "o a os as um uma uns umas ao à aos às com contra da das de do dos em entre na nas no nos para pela pelas pelo pelos por sem \
         sob sobre e ou nem não que se seu sua seus suas",
    ),
    (
        "uk",
        "а в від до з за зі і із й на над не ні о об по під при про та у чи що як",
    ),
];

/// By language: words that stay with the one before.
const ATTACHED: &[(&str, &str)] = &[("fr", "pas jamais guère")];

/// The words that stay with the next one, in lower case; none of a language that is not known.
pub fn bound(locale: &Locale) -> Vec<&'static str> {
    of(BOUND, locale)
}

/// The words that stay with the one before.
pub fn attached(locale: &Locale) -> Vec<&'static str> {
    of(ATTACHED, locale)
}

fn of(lists: &[(&str, &'static str)], locale: &Locale) -> Vec<&'static str> {
    let known = lists.iter().find(|(l, _)| *l == locale.language());
    known
        .into_iter()
        .flat_map(|(_, words)| words.split_whitespace())
        .collect()
}
