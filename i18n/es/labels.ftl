# Labels: the layouts' own strings, in Spanish.
#
# Variables known when an artifact is compiled, for every label: $title, $date, $authors, $names, $series, $publisher, $minutes (reading time), $words.
# Variables known only when pages are laid out ($page, $total, $part, $parts, $number) must stand alone, without selectors.

## Documents

# Names of the layouts, printed at the head of a document. One message per audience folder.
executive-summary = Resumen ejecutivo
full-analysis = Análisis completo
key-points = Puntos clave

# The date of publication, on title slides and in mastheads.
# $date (Date): the article's date.
date-text = { DATETIME($date, dateStyle: "long") }

# $minutes (Number): whole minutes of reading, at least 1.
reading-time =
    { $minutes ->
        [one] { $minutes } minuto de lectura
       *[other] { $minutes } minutos de lectura
    }

# The word printed across the pages of a draft.
draft = Borrador

## Parts of a document

abstract = Resumen
contents = Índice

# Heading of the opening paragraphs where a heading is needed, as on a slide.
lede = En síntesis

# Small heading beside the bottom line.
bottom-line = Conclusión

## Page numbers and continuations

# $page (Number): this page. $total (Number): the number of pages.
page-of = Página { $page } de { $total }

# Follows the title of a slide that was split.
# $part (Number): this part. $parts (Number): the number of parts.
part-of = ({ $part }/{ $parts })

# Heads a page that continues the notes of the page before.
continued = Continuación

## Elements

# Stands between a label and its text: "Hardware: …".
term-colon = :{ " " }

figure = Figura
table = Tabla
source = Fuente

# Headings of the lists of captions.
figures = Figuras
tables = Tablas

# References in the text, begun with a capital letter at the start of a sentence.
# $number (String): the number of the figure.
see-figure = figura { $number }

# $number (String): the number of the table.
see-table = tabla { $number }

# $number (String): the number of the equation.
see-equation = ecuación ({ $number })

# $section (String): the title of the section.
see-section = “{ $section }”

# A reference in print. $reference (String): one of the three above. $page (String): the page.
with-page = { $reference }, p. { $page }

# Titles of boxes that have none of their own.
callout-note = Nota
callout-tip = Consejo
callout-important = Importante
callout-warning = Advertencia
callout-caution = Precaución

# What the box before a task means: read aloud, not printed.
task-done = hecho
task-open = pendiente

# The types of charts: the first words of what is read aloud for one.
chart-bar = Gráfico de barras.
chart-stacked = Gráfico de barras apiladas.
chart-grouped = Gráfico de barras agrupadas.
chart-line = Gráfico de líneas.
chart-area = Gráfico de áreas.
chart-dot = Gráfico de puntos.
chart-slope = Gráfico de pendientes.
chart-share = Gráfico de proporciones.

# Read aloud behind the type of a chart, once for each series of numbers; begins with a space where sentences do.
# $series-name (String): its name. $highest, $lowest (String): numbers. $highest-at, $lowest-at (String): where they are, such as a year.
chart-range = { " " }{ $series-name }: máximo { $highest } ({ $highest-at }), mínimo { $lowest } ({ $lowest-at }).

# Read aloud behind these, once for each series of a chart with few values.
# $values (String): all values, each as in the next message.
chart-values = { " " }Todos los valores: { $values }.
# One of these values, and what is read between two.
# $value (String): a number. $value-at (String): where it is, such as a year.
chart-value = { $value-at }: { $value }
chart-between = { "; " }

## End matter

# Heading of the list of the works that are cited.
references = Referencias

# Heading of the list of abbreviations.
abbreviations = Abreviaturas

# Heading of the notes on the authors.
# $authors (Number): how many authors there are.
about-authors =
    { $authors ->
        [one] Nota biográfica
       *[other] Notas biográficas
    }

how-to-cite = Cómo citar

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
imprint = Información editorial
contact = Contacto

# Heading of the terms under which the text may be used.
licence = Licencia

# Heading of a closing slide, above the places where there is more to read.
read-more = Más información

## Speaker notes

notes = Notas del orador

# $number (Number): the number of the slide. $total (Number): how many slides there are.
slide-of = Diapositiva { $number } de { $total }
