# The words of the desk in English. Simple messages only: text with { $name } in it.

## Frame

browse = Browse
pages = Pages
message = Message
parts-of-desk = Parts of the desk
help = Help
close = Close
language-of-interface = Language of the interface
read-only = Read-only
busy = Making pages…
unsaved-count = Unsaved: { $n }
conflict-count = conflicts: { $n }
request-failed = That did not work: { $reason }

## The server

server-gone = The desk’s server is not running.
server-gone-do = Start it again in a terminal and open the address that it prints; this page then reconnects by itself:
server-other = The desk was started again.
server-other-do = Open the address that it printed; this page then reconnects by itself.
server-nothing-lost = What you type meanwhile is kept in this browser.

## Browse

tab-documents = Documents
tab-messages = Texts
tab-findings = Findings
search = Search
filters = Show only
filter-stale = Stale: { $n }
filter-missing = Missing: { $n }
filter-unconfirmed = Unconfirmed: { $n }
filter-findings = With findings: { $n }
filter-unsaved = Unsaved: { $n }
filter-error = Errors: { $n }
filter-warning = Warnings: { $n }
filter-note = Notes: { $n }
count-stale = stale: { $n }
count-missing = missing: { $n }
count-unconfirmed = unconfirmed: { $n }
count-errors = errors: { $n }
count-warnings = warnings: { $n }
nothing-open = nothing open
language-of-documents = Language
all-languages = Any language
format = Format
all-formats = Any format
article = Article
all-articles = All articles
labels = Labels of the layouts
format-brief = Brief
format-slides = Slides
pages-count = pages: { $n }
no-documents = No document matches.
messages-of = Texts in { $language }
no-messages = No text matches.
no-findings = Nothing found. All is well.
no-message = Belongs to no text
excerpt = The line in the file
page-short = p.
unsaved-short = unsaved

## States, kinds, severities

state-current = Current
state-stale = Stale
state-missing = Missing
state-unconfirmed = Unconfirmed
severity-error = Error
severity-warning = Warning
severity-note = Note
kind-paragraph = paragraph
kind-heading = heading
kind-title = title
kind-label = label
kind-caption = caption
kind-list-item = list item
kind-labelled-point = labelled point
kind-table-cell = table cell
kind-footnote = footnote
part-label = Label
part-alt = Alternative text
part-caption = Caption
part-short = Short form
part-title = Title

## Pages

pages-tools = View
pages-of = Pages of { $name }
page-number = Page { $n }
page-of = { $n } of { $total }
percent = { $n }%
zoom-in = Enlarge
zoom-out = Reduce
fit-width = Width
fit-width-long = As wide as the view
fit-page = Page
fit-page-long = The whole page
source-beside = Source beside
present = Present
choose-artifact = Choose a document to see its pages.

## Message

choose-message = Click a word on a page.
choose-message-how = Its text opens here, with the caret at the letter you clicked. F1 lists the keys.
foreign = These words are no message: they stand in a file of the project.
source-language = Source language
source-text = Source text, { $language }
article-text = Text of the article, { $language }
translation = Translation, { $language }
text = Text
changed = What has changed since it was translated
added = added:
removed = removed:
previous = Previous text
following = Next text
cannot-source = This text belongs to the article. Open its line to change it there.
cannot-parent = This text comes from the language that this region is based on. Change it there.
cannot-broken = The file cannot be read as Fluent. Repair it first.
cannot-readonly = The desk was started read-only.
inherited-label = The project has no text of its own for this label. What you save is written into { $file } and replaces the one shown.
open-in-editor = Open { $place } in the editor
opened-in-editor = Opened in the editor
save = Save
save-and-confirm = Save and confirm
confirm-as-is = Still right: confirm
take-back = Take back
saved = Saved
saved-confirmed = Saved and confirmed
confirmed = Confirmed
unsaved = Shown on the pages, not yet saved
kept-here = Kept in this browser, not sent yet
nothing-to-save = Nothing to save
not-saved-gone = Not saved: the server is not running. The text is kept in this browser.
refused = Not saved: this is not valid Fluent. The findings say where.
taken-back = Taken back
undo = Undo
next-work = Next:
next-short-stale = stale
next-short-missing = missing
next-short-unconfirmed = unconfirmed
next-stale = Next stale
next-missing = Next missing
next-unconfirmed = Next unconfirmed
no-next-stale = No other stale text
no-next-missing = No other missing text
no-next-unconfirmed = No other unconfirmed text
all-done = No text of this language is stale, missing or unconfirmed.
findings-now = Findings: { $n }. { $first }
no-findings-now = No findings
glossary = Glossary
elsewhere = Translated elsewhere
before = Earlier translation
shown = On pages
shown-nowhere = This text stands on no page.
insert = Insert
use = Use
go-there = Go there
same-source = Same source text
similar-source = Similar source text

## Conflict

conflict-title = Two versions of this text
conflict-what = Somebody else changed this text while you were typing. Nothing is lost: choose one, or make one of both.
theirs = Theirs
theirs-hint = as it stands now
mine = Mine
mine-hint = as I typed it
keep-mine = Keep mine
take-theirs = Take theirs
edit-mine = Edit mine first
conflict-elsewhere = Another text that you typed has two versions now.
show = Show
text-lost = The text { $id } is no longer in the project. What you typed for it is kept.
lost-title = A text that has lost its place
lost-what = Its message was removed while the server was away. Copy what you need.
discard = Discard
took-theirs = Their text was taken.

## Keys

help-title = Keys
help-mouse = A click on a word of a page opens its text at that letter.
help-lists = In the lists, the arrow keys move from one to the next. Tab moves on to the next part of the desk.
key-ctrl = Ctrl
key-shift = Shift
key-save = Save
key-confirm = Save and confirm
key-take-back = Take back what was typed
key-next-stale = Next stale text
key-next-missing = Next missing text
key-next-unconfirmed = Next unconfirmed text
key-previous = Previous text
key-following = Next text
key-search = Search the texts
key-to-text = To the translation
key-to-pages = To the pages
key-beside = Source beside the translation
key-help = This list

## Presenter view

presenter = Presenter view
current-slide = Current slide
next-slide = Next slide
last-slide = This is the last slide.
slide-of = Slide { $n } of { $total }
slide-number = Slide { $n }
notes = Notes
no-notes = No notes for this slide.
clock = Time
elapsed = Elapsed
start = Start
pause = Pause
reset = Reset
previous-slide = Previous
following-slide = Next
audience-window = Open audience window
larger-notes = Larger notes
smaller-notes = Smaller notes
present-keys = ← → change the slide. Alt + P starts and pauses the time, Alt + R resets it. A double click in the audience window fills the screen.
