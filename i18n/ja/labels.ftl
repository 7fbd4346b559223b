# Labels: the layouts' own strings, in Japanese.
#
# Variables known when an artifact is compiled, for every label: $title, $date, $authors, $names, $series, $publisher, $minutes (reading time), $words.
# Variables known only when pages are laid out ($page, $total, $part, $parts, $number) must stand alone, without selectors.

## Documents

# Names of the layouts, printed at the head of a document. One message per audience folder.
executive-summary = エグゼクティブサマリー
full-analysis = 詳細分析
key-points = 要点

# The date of publication, on title slides and in mastheads.
# $date (Date): the article's date.
date-text = { DATETIME($date, dateStyle: "long") }

# $minutes (Number): whole minutes of reading, at least 1.
reading-time = 読了目安：{ $minutes }分

# The word printed across the pages of a draft.
draft = 草稿

## Parts of a document

abstract = 概要
contents = 目次

# Heading of the opening paragraphs where a heading is needed, as on a slide.
lede = 要約

# Small heading beside the bottom line.
bottom-line = 結論

## Page numbers and continuations

# $page (Number): this page. $total (Number): the number of pages.
page-of = { $page }／{ $total }ページ

# Follows the title of a slide that was split.
# $part (Number): this part. $parts (Number): the number of parts.
part-of = （{ $part }／{ $parts }）

# Heads a page that continues the notes of the page before.
continued = 続き

## Elements

# Stands between a label and its text: "Hardware: …".
term-colon = ：

figure = 図
table = 表
source = 出典

# Headings of the lists of captions.
figures = 図一覧
tables = 表一覧

# References in the text, begun with a capital letter at the start of a sentence.
# $number (String): the number of the figure.
see-figure = 図{ $number }

# $number (String): the number of the table.
see-table = 表{ $number }

# $number (String): the number of the equation.
see-equation = 式 ({ $number })

# $section (String): the title of the section.
see-section = 「{ $section }」

# A reference in print. $reference (String): one of the three above. $page (String): the page.
with-page = { $reference }（{ $page }ページ）

# Titles of boxes that have none of their own.
callout-note = 注記
callout-tip = ヒント
callout-important = 重要
callout-warning = 警告
callout-caution = 注意

# What the box before a task means: read aloud, not printed.
task-done = 完了
task-open = 未完了

# The types of charts: the first words of what is read aloud for one.
chart-bar = 棒グラフ。
chart-stacked = 積み上げ棒グラフ。
chart-grouped = 集合棒グラフ。
chart-line = 折れ線グラフ。
chart-area = 面グラフ。
chart-dot = ドットプロット。
chart-slope = スロープグラフ。
chart-share = 構成比のグラフ。

# Read aloud behind the type of a chart, once for each series of numbers; begins with a space where sentences do.
# $series-name (String): its name. $highest, $lowest (String): numbers. $highest-at, $lowest-at (String): where they are, such as a year.
chart-range = { $series-name }：最大 { $highest }（{ $highest-at }）、最小 { $lowest }（{ $lowest-at }）。

# Read aloud behind these, once for each series of a chart with few values.
# $values (String): all values, each as in the next message.
chart-values = すべての値：{ $values }。
# One of these values, and what is read between two.
# $value (String): a number. $value-at (String): where it is, such as a year.
chart-value = { $value-at }：{ $value }
chart-between = { "；" }

## End matter

# Heading of the list of the works that are cited.
references = 参考文献

# Heading of the list of abbreviations.
abbreviations = 略語

# Heading of the notes on the authors.
about-authors = 著者紹介

how-to-cite = 引用方法

# The article as others cite it: a sentence. Where there is nothing to say, $names, $series and $publisher are the word "none".
# $names (String): the authors, as this language lists names. $title (String): the title. $series (String): the series and its
# number. $publisher (String): the name of the brand. $date (Date): the article's date.
# fluentpress: allow emphasis-lost Titles stand between brackets.
citation =
    { $names ->
        [none] { "" }
       *[other] { $names }
    }『{ $title }』{ $series ->
        [none] { "" }
       *[other] { $series }
    }{ $publisher ->
        [none] { "" }
       *[other] 、{ $publisher }
    }、{ DATETIME($date, year: "numeric") }。

# Heading of the imprint: who publishes, and where.
imprint = 奥付
contact = お問い合わせ先

# Heading of the terms under which the text may be used.
licence = 利用許諾

# Heading of a closing slide, above the places where there is more to read.
read-more = さらに詳しく

## Speaker notes

notes = 発表者ノート

# $number (Number): the number of the slide. $total (Number): how many slides there are.
slide-of = スライド{ $number }／{ $total }
