# Labels: the layouts' own strings, in Dutch.
#
# Variables known when an artifact is compiled, for every label: $title, $date, $authors, $names, $series, $publisher, $minutes (reading time), $words.
# Variables known only when pages are laid out ($page, $total, $part, $parts, $number) must stand alone, without selectors.

## Documents

# Names of the layouts, printed at the head of a document. One message per audience folder.
executive-summary = Samenvatting
full-analysis = Volledige analyse
key-points = Kernpunten

# The date of publication, on title slides and in mastheads.
# $date (Date): the article's date.
date-text = { DATETIME($date, dateStyle: "long") }

# $minutes (Number): whole minutes of reading, at least 1.
reading-time =
    { $minutes ->
        [one] { $minutes } minuut leestijd
       *[other] { $minutes } minuten leestijd
    }

# The word printed across the pages of a draft.
draft = Concept

## Parts of a document

abstract = Abstract
contents = Inhoud

# Heading of the opening paragraphs where a heading is needed, as on a slide.
lede = In het kort

# Small heading beside the bottom line.
bottom-line = Conclusie

## Page numbers and continuations

# $page (Number): this page. $total (Number): the number of pages.
page-of = Pagina { $page } van { $total }

# Follows the title of a slide that was split.
# $part (Number): this part. $parts (Number): the number of parts.
part-of = ({ $part }/{ $parts })

# Heads a page that continues the notes of the page before.
continued = Vervolg

## Elements

# Stands between a label and its text: "Hardware: …".
term-colon = :{ " " }

figure = Figuur
table = Tabel
source = Bron

# Headings of the lists of captions.
figures = Figuren
tables = Tabellen

# References in the text, begun with a capital letter at the start of a sentence.
# $number (String): the number of the figure.
see-figure = figuur { $number }

# $number (String): the number of the table.
see-table = tabel { $number }

# $number (String): the number of the equation.
see-equation = vergelijking ({ $number })

# $section (String): the title of the section.
see-section = “{ $section }”

# A reference in print. $reference (String): one of the three above. $page (String): the page.
with-page = { $reference }, p. { $page }

# Titles of boxes that have none of their own.
callout-note = Opmerking
callout-tip = Tip
callout-important = Belangrijk
callout-warning = Waarschuwing
callout-caution = Let op

# What the box before a task means: read aloud, not printed.
task-done = gedaan
task-open = te doen

# The types of charts: the first words of what is read aloud for one.
chart-bar = Staafdiagram.
chart-stacked = Gestapeld staafdiagram.
chart-grouped = Gegroepeerd staafdiagram.
chart-line = Lijndiagram.
chart-area = Vlakdiagram.
chart-dot = Puntdiagram.
chart-slope = Hellingsdiagram.
chart-share = Diagram van aandelen.

# Read aloud behind the type of a chart, once for each series of numbers; begins with a space where sentences do.
# $series-name (String): its name. $highest, $lowest (String): numbers. $highest-at, $lowest-at (String): where they are, such as a year.
chart-range = { " " }{ $series-name }: hoogste waarde { $highest } ({ $highest-at }), laagste waarde { $lowest } ({ $lowest-at }).

# Read aloud behind these, once for each series of a chart with few values.
# $values (String): all values, each as in the next message.
chart-values = { " " }Alle waarden: { $values }.
# One of these values, and what is read between two.
# $value (String): a number. $value-at (String): where it is, such as a year.
chart-value = { $value-at }: { $value }
chart-between = { "; " }

## End matter

# Heading of the list of the works that are cited.
references = Literatuur

# Heading of the list of abbreviations.
abbreviations = Afkortingen

# Heading of the notes on the authors.
# $authors (Number): how many authors there are.
about-authors =
    { $authors ->
        [one] Over de auteur
       *[other] Over de auteurs
    }

how-to-cite = Citeren als

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
imprint = Colofon
contact = Contact

# Heading of the terms under which the text may be used.
licence = Licentie

# Heading of a closing slide, above the places where there is more to read.
read-more = Meer informatie

## Speaker notes

notes = Sprekersnotities

# $number (Number): the number of the slide. $total (Number): how many slides there are.
slide-of = Dia { $number } van { $total }
