# Labels: the layouts' own strings, in French. Type plain spaces before : ; ! ? and inside « »; the compiler makes them no-break.
#
# Variables known when an artifact is compiled, for every label: $title, $date, $authors, $names, $series, $publisher, $minutes (reading time), $words.
# Variables known only when pages are laid out ($page, $total, $part, $parts, $number) must stand alone, without selectors.

## Documents

# Names of the layouts, printed at the head of a document. One message per audience folder.
executive-summary = Note de synthèse
full-analysis = Analyse complète
key-points = Points clés

# The date of publication, on title slides and in mastheads.
# $date (Date): the article's date.
date-text = { DATETIME($date, dateStyle: "long") }

# $minutes (Number): whole minutes of reading, at least 1.
reading-time =
    { $minutes ->
        [one] { $minutes } minute de lecture
       *[other] { $minutes } minutes de lecture
    }

# The word printed across the pages of a draft.
draft = Projet

## Parts of a document

abstract = Résumé
contents = Sommaire

# Heading of the opening paragraphs where a heading is needed, as on a slide.
lede = En bref

# Small heading beside the bottom line.
bottom-line = L’essentiel

## Page numbers and continuations

# $page (Number): this page. $total (Number): the number of pages.
page-of = Page { $page } sur { $total }

# Follows the title of a slide that was split.
# $part (Number): this part. $parts (Number): the number of parts.
part-of = ({ $part }/{ $parts })

# Heads a page that continues the notes of the page before.
continued = Suite

## Elements

# Stands between a label and its text: « Matériel : … ».
term-colon = { " " }:{ " " }

figure = Figure
table = Tableau
source = Source

# Headings of the lists of captions.
figures = Figures
tables = Tableaux

# References in the text, begun with a capital letter at the start of a sentence.
# $number (String): the number of the figure.
see-figure = figure { $number }

# $number (String): the number of the table.
see-table = tableau { $number }

# $number (String): the number of the equation.
see-equation = équation ({ $number })

# $section (String): the title of the section.
see-section = « { $section } »

# A reference in print. $reference (String): one of the three above. $page (String): the page.
with-page = { $reference }, p. { $page }

# Titles of boxes that have none of their own.
callout-note = Remarque
callout-tip = Conseil
callout-important = Important
callout-warning = Attention
callout-caution = Mise en garde

# What the box before a task means: read aloud, not printed.
task-done = fait
task-open = à faire

# The types of charts: the first words of what is read aloud for one.
chart-bar = Diagramme à barres.
chart-stacked = Diagramme à barres empilées.
chart-grouped = Diagramme à barres groupées.
chart-line = Graphique en courbes.
chart-area = Graphique en aires.
chart-dot = Graphique à points.
chart-slope = Graphique de pentes.
chart-share = Diagramme de répartition.

# Read aloud behind the type of a chart, once for each series of numbers; begins with a space where sentences do.
# $series-name (String): its name. $highest, $lowest (String): numbers. $highest-at, $lowest-at (String): where they are, such as a year.
chart-range = { " " }{ $series-name } : maximum { $highest } ({ $highest-at }), minimum { $lowest } ({ $lowest-at }).

# Read aloud behind these, once for each series of a chart with few values.
# $values (String): all values, each as in the next message.
chart-values = { " " }Toutes les valeurs : { $values }.
# One of these values, and what is read between two.
# $value (String): a number. $value-at (String): where it is, such as a year.
chart-value = { $value-at } : { $value }
chart-between = { " ; " }

## End matter

# Heading of the list of the works that are cited.
references = Bibliographie

# Heading of the list of abbreviations.
abbreviations = Abréviations

# Heading of the notes on the authors.
# $authors (Number): how many authors there are.
about-authors =
    { $authors ->
        [one] Notice biographique
       *[other] Notices biographiques
    }

how-to-cite = Comment citer cette publication

# The article as others cite it: a sentence. Where there is nothing to say, $names, $series and $publisher are the word "none".
# $names (String): the authors, as this language lists names. $title (String): the title. $series (String): the series and its
# number. $publisher (String): the name of the brand. $date (Date): the article's date.
citation =
    { $names ->
        [none] { "" }
       *[other] { $names },{ " " }
    }*{ $title }*{ $series ->
        [none] { "" }
       *[other] , { $series }
    }{ $publisher ->
        [none] { "" }
       *[other] , { $publisher }
    }, { DATETIME($date, year: "numeric") }.

# Heading of the imprint: who publishes, and where.
imprint = Mentions légales
contact = Contact

# Heading of the terms under which the text may be used.
licence = Licence

# Heading of a closing slide, above the places where there is more to read.
read-more = Pour en savoir plus

## Speaker notes

notes = Notes de l’orateur

# $number (Number): the number of the slide. $total (Number): how many slides there are.
slide-of = Diapositive { $number } sur { $total }
