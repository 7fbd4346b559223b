# Labels: the layouts' own strings, in Polish.
#
# Variables known when an artifact is compiled, for every label: $title, $date, $authors, $names, $series, $publisher, $minutes (reading time), $words.
# Variables known only when pages are laid out ($page, $total, $part, $parts, $number) must stand alone, without selectors.

## Documents

# Names of the layouts, printed at the head of a document. One message per audience folder.
executive-summary = Streszczenie
full-analysis = Pełna analiza
key-points = Kluczowe punkty

# The date of publication, on title slides and in mastheads.
# $date (Date): the article's date.
date-text = { DATETIME($date, dateStyle: "long") }

# $minutes (Number): whole minutes of reading, at least 1.
reading-time =
    { $minutes ->
        [one] { $minutes } minuta czytania
        [few] { $minutes } minuty czytania
        [many] { $minutes } minut czytania
       *[other] { $minutes } minuty czytania
    }

# The word printed across the pages of a draft.
draft = Wersja robocza

## Parts of a document

abstract = Abstrakt
contents = Spis treści

# Heading of the opening paragraphs where a heading is needed, as on a slide.
lede = W skrócie

# Small heading beside the bottom line.
bottom-line = Wniosek

## Page numbers and continuations

# $page (Number): this page. $total (Number): the number of pages.
page-of = Strona { $page } z { $total }

# Follows the title of a slide that was split.
# $part (Number): this part. $parts (Number): the number of parts.
part-of = ({ $part }/{ $parts })

# Heads a page that continues the notes of the page before.
continued = Ciąg dalszy

## Elements

# Stands between a label and its text: "Hardware: …".
term-colon = :{ " " }

figure = Rysunek
table = Tabela
source = Źródło

# Headings of the lists of captions.
figures = Rysunki
tables = Tabele

# References in the text, begun with a capital letter at the start of a sentence.
# $number (String): the number of the figure.
see-figure = rysunek { $number }

# $number (String): the number of the table.
see-table = tabela { $number }

# $number (String): the number of the equation.
see-equation = równanie ({ $number })

# $section (String): the title of the section.
see-section = „{ $section }”

# A reference in print. $reference (String): one of the three above. $page (String): the page.
with-page = { $reference }, s. { $page }

# Titles of boxes that have none of their own.
callout-note = Uwaga
callout-tip = Wskazówka
callout-important = Ważne
callout-warning = Ostrzeżenie
callout-caution = Ostrożnie

# What the box before a task means: read aloud, not printed.
task-done = zrobione
task-open = do zrobienia

# The types of charts: the first words of what is read aloud for one.
chart-bar = Wykres słupkowy.
chart-stacked = Skumulowany wykres słupkowy.
chart-grouped = Grupowany wykres słupkowy.
chart-line = Wykres liniowy.
chart-area = Wykres warstwowy.
chart-dot = Wykres punktowy.
chart-slope = Wykres nachyleń.
chart-share = Wykres udziałów.

# Read aloud behind the type of a chart, once for each series of numbers; begins with a space where sentences do.
# $series-name (String): its name. $highest, $lowest (String): numbers. $highest-at, $lowest-at (String): where they are, such as a year.
chart-range = { " " }{ $series-name }: najwięcej { $highest } ({ $highest-at }), najmniej { $lowest } ({ $lowest-at }).

# Read aloud behind these, once for each series of a chart with few values.
# $values (String): all values, each as in the next message.
chart-values = { " " }Wszystkie wartości: { $values }.
# One of these values, and what is read between two.
# $value (String): a number. $value-at (String): where it is, such as a year.
chart-value = { $value-at }: { $value }
chart-between = { "; " }

## End matter

# Heading of the list of the works that are cited.
references = Bibliografia

# Heading of the list of abbreviations.
abbreviations = Skróty

# Heading of the notes on the authors.
# $authors (Number): how many authors there are.
about-authors =
    { $authors ->
        [one] Nota biograficzna
        [few] Noty biograficzne
        [many] Noty biograficzne
       *[other] Noty biograficzne
    }

how-to-cite = Sposób cytowania

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
imprint = Stopka redakcyjna
contact = Kontakt

# Heading of the terms under which the text may be used.
licence = Licencja

# Heading of a closing slide, above the places where there is more to read.
read-more = Więcej informacji

## Speaker notes

notes = Notatki prelegenta

# $number (Number): the number of the slide. $total (Number): how many slides there are.
slide-of = Slajd { $number } z { $total }
