# Labels: the layouts' own strings, in Chinese.
#
# Variables known when an artifact is compiled, for every label: $title, $date, $authors, $names, $series, $publisher, $minutes (reading time), $words.
# Variables known only when pages are laid out ($page, $total, $part, $parts, $number) must stand alone, without selectors.

## Documents

# Names of the layouts, printed at the head of a document. One message per audience folder.
executive-summary = 执行摘要
full-analysis = 完整分析
key-points = 要点

# The date of publication, on title slides and in mastheads.
# $date (Date): the article's date.
date-text = { DATETIME($date, dateStyle: "long") }

# $minutes (Number): whole minutes of reading, at least 1.
reading-time = 阅读时间：{ $minutes } 分钟

# The word printed across the pages of a draft.
draft = 草稿

## Parts of a document

abstract = 摘要
contents = 目录

# Heading of the opening paragraphs where a heading is needed, as on a slide.
lede = 简述

# Small heading beside the bottom line.
bottom-line = 结论

## Page numbers and continuations

# $page (Number): this page. $total (Number): the number of pages.
page-of = 第 { $page } 页，共 { $total } 页

# Follows the title of a slide that was split.
# $part (Number): this part. $parts (Number): the number of parts.
part-of = （{ $part }/{ $parts }）

# Heads a page that continues the notes of the page before.
continued = 续

## Elements

# Stands between a label and its text: "Hardware: …".
term-colon = ：

figure = 图
table = 表
source = 来源

# Headings of the lists of captions.
figures = 图目录
tables = 表目录

# References in the text, begun with a capital letter at the start of a sentence.
# $number (String): the number of the figure.
see-figure = 图{ $number }

# $number (String): the number of the table.
see-table = 表{ $number }

# $number (String): the number of the equation.
see-equation = 式 ({ $number })

# $section (String): the title of the section.
see-section = “{ $section }”

# A reference in print. $reference (String): one of the three above. $page (String): the page.
with-page = { $reference }（第{ $page }页）

# Titles of boxes that have none of their own.
callout-note = 说明
callout-tip = 提示
callout-important = 重要
callout-warning = 警告
callout-caution = 注意

# What the box before a task means: read aloud, not printed.
task-done = 已完成
task-open = 未完成

# The types of charts: the first words of what is read aloud for one.
chart-bar = 条形图。
chart-stacked = 堆积条形图。
chart-grouped = 分组条形图。
chart-line = 折线图。
chart-area = 面积图。
chart-dot = 点图。
chart-slope = 斜率图。
chart-share = 构成图。

# Read aloud behind the type of a chart, once for each series of numbers; begins with a space where sentences do.
# $series-name (String): its name. $highest, $lowest (String): numbers. $highest-at, $lowest-at (String): where they are, such as a year.
chart-range = { $series-name }：最高 { $highest }（{ $highest-at }），最低 { $lowest }（{ $lowest-at }）。

# Read aloud behind these, once for each series of a chart with few values.
# $values (String): all values, each as in the next message.
chart-values = 全部数值：{ $values }。
# One of these values, and what is read between two.
# $value (String): a number. $value-at (String): where it is, such as a year.
chart-value = { $value-at }：{ $value }
chart-between = { "；" }

## End matter

# Heading of the list of the works that are cited.
references = 参考文献

# Heading of the list of abbreviations.
abbreviations = 缩略语

# Heading of the notes on the authors.
about-authors = 作者简介

how-to-cite = 引用格式

# The article as others cite it: a sentence. Where there is nothing to say, $names, $series and $publisher are the word "none".
# $names (String): the authors, as this language lists names. $title (String): the title. $series (String): the series and its
# number. $publisher (String): the name of the brand. $date (Date): the article's date.
# fluentpress: allow emphasis-lost Titles stand between brackets.
citation =
    { $names ->
        [none] { "" }
       *[other] { $names }：
    }《{ $title }》{ $series ->
        [none] { "" }
       *[other] ，{ $series }
    }{ $publisher ->
        [none] { "" }
       *[other] ，{ $publisher }
    }，{ DATETIME($date, year: "numeric") }。

# Heading of the imprint: who publishes, and where.
imprint = 出版信息
contact = 联系方式

# Heading of the terms under which the text may be used.
licence = 许可协议

# Heading of a closing slide, above the places where there is more to read.
read-more = 了解更多

## Speaker notes

notes = 演讲者备注

# $number (Number): the number of the slide. $total (Number): how many slides there are.
slide-of = 第 { $number } 张，共 { $total } 张
