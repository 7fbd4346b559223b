# Labels: the layouts' own strings, in Arabic.
#
# Variables known when an artifact is compiled, for every label: $title, $date, $authors, $names, $series, $publisher, $minutes (reading time), $words.
# Variables known only when pages are laid out ($page, $total, $part, $parts, $number) must stand alone, without selectors.

## Documents

# Names of the layouts, printed at the head of a document. One message per audience folder.
executive-summary = ملخص تنفيذي
full-analysis = التحليل الكامل
key-points = النقاط الرئيسية

# The date of publication, on title slides and in mastheads.
# $date (Date): the article's date.
date-text = { DATETIME($date, dateStyle: "long") }

# $minutes (Number): whole minutes of reading, at least 1.
reading-time =
    { $minutes ->
        [zero] { $minutes } دقيقة للقراءة
        [one] دقيقة واحدة للقراءة
        [two] دقيقتان للقراءة
        [few] { $minutes } دقائق للقراءة
        [many] { $minutes } دقيقة للقراءة
       *[other] { $minutes } دقيقة للقراءة
    }

# The word printed across the pages of a draft.
draft = مسودة

## Parts of a document

abstract = ملخص
contents = المحتويات

# Heading of the opening paragraphs where a heading is needed, as on a slide.
lede = باختصار

# Small heading beside the bottom line.
bottom-line = الخلاصة

## Page numbers and continuations

# $page (Number): this page. $total (Number): the number of pages.
page-of = صفحة { $page } من { $total }

# Follows the title of a slide that was split.
# $part (Number): this part. $parts (Number): the number of parts.
part-of = ({ $part } من { $parts })

# Heads a page that continues the notes of the page before.
continued = تابع

## Elements

# Stands between a label and its text: "Hardware: …".
term-colon = :{ " " }

figure = شكل
table = جدول
source = المصدر

# Headings of the lists of captions.
figures = الأشكال
tables = الجداول

# References in the text, begun with a capital letter at the start of a sentence.
# $number (String): the number of the figure.
see-figure = الشكل { $number }

# $number (String): the number of the table.
see-table = الجدول { $number }

# $number (String): the number of the equation.
see-equation = المعادلة ({ $number })

# $section (String): the title of the section.
see-section = «{ $section }»

# A reference in print. $reference (String): one of the three above. $page (String): the page.
with-page = { $reference }، ص { $page }

# Titles of boxes that have none of their own.
callout-note = ملاحظة
callout-tip = نصيحة
callout-important = مهم
callout-warning = تحذير
callout-caution = تنبيه

# What the box before a task means: read aloud, not printed.
task-done = تم
task-open = لم يتم بعد

# The types of charts: the first words of what is read aloud for one.
chart-bar = مخطط أعمدة.
chart-stacked = مخطط أعمدة مكدسة.
chart-grouped = مخطط أعمدة مجمعة.
chart-line = مخطط خطي.
chart-area = مخطط مساحات.
chart-dot = مخطط نقاط.
chart-slope = مخطط انحدار.
chart-share = مخطط حصص.

# Read aloud behind the type of a chart, once for each series of numbers; begins with a space where sentences do.
# $series-name (String): its name. $highest, $lowest (String): numbers. $highest-at, $lowest-at (String): where they are, such as a year.
chart-range = { " " }{ $series-name }: الأعلى { $highest } ({ $highest-at })، الأدنى { $lowest } ({ $lowest-at }).

# Read aloud behind these, once for each series of a chart with few values.
# $values (String): all values, each as in the next message.
chart-values = { " " }جميع القيم: { $values }.
# One of these values, and what is read between two.
# $value (String): a number. $value-at (String): where it is, such as a year.
chart-value = { $value-at }: { $value }
chart-between = { "؛ " }

## End matter

# Heading of the list of the works that are cited.
references = المراجع

# Heading of the list of abbreviations.
abbreviations = الاختصارات

# Heading of the notes on the authors.
about-authors = نبذة تعريفية

how-to-cite = طريقة الاستشهاد

# The article as others cite it: a sentence. Where there is nothing to say, $names, $series and $publisher are the word "none".
# $names (String): the authors, as this language lists names. $title (String): the title. $series (String): the series and its
# number. $publisher (String): the name of the brand. $date (Date): the article's date. U+200F lets a part without words of
# its own run from right to left.
# fluentpress: allow emphasis-lost Titles stand between quotes.
citation =
    { $names ->
        [none] { "" }
       *[other] { "\u200F" }{ $names }،{ " " }
    }«{ $title }»{ $series ->
        [none] { "" }
       *[other] { "\u200F" }، { $series }
    }{ $publisher ->
        [none] { "" }
       *[other] { "\u200F" }، { $publisher }
    }، { DATETIME($date, year: "numeric") }.

# Heading of the imprint: who publishes, and where.
imprint = بيانات النشر
contact = للتواصل

# Heading of the terms under which the text may be used.
licence = الترخيص

# Heading of a closing slide, above the places where there is more to read.
read-more = لمزيد من المعلومات

## Speaker notes

notes = ملاحظات المتحدث

# $number (Number): the number of the slide. $total (Number): how many slides there are.
slide-of = شريحة { $number } من { $total }
