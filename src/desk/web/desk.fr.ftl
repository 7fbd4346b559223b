# Les mots du pupitre en français. Messages simples seulement : du texte et { $name }.

## Cadre

browse = Parcourir
pages = Pages
message = Texte
parts-of-desk = Parties du pupitre
help = Aide
close = Fermer
language-of-interface = Langue de l’interface
read-only = Lecture seule
busy = Composition en cours…
unsaved-count = Non enregistrés : { $n }
conflict-count = conflits : { $n }
request-failed = Échec : { $reason }

## Le serveur

server-gone = Le serveur ne répond plus.
server-gone-do = Relancez-le dans un terminal et ouvrez l’adresse qu’il affiche ; cette page s’y reconnectera d’elle-même :
server-other = Le serveur a été relancé.
server-other-do = Ouvrez l’adresse qu’il a affichée ; cette page s’y reconnectera d’elle-même.
server-nothing-lost = Ce que vous saisissez entre-temps est conservé dans ce navigateur.

## Parcourir

tab-documents = Documents
tab-messages = Textes
tab-findings = Remarques
search = Rechercher
filters = N’afficher que
filter-stale = Périmés : { $n }
filter-missing = Manquants : { $n }
filter-unconfirmed = À confirmer : { $n }
filter-findings = Avec remarques : { $n }
filter-unsaved = Non enregistrés : { $n }
filter-error = Erreurs : { $n }
filter-warning = Avertissements : { $n }
filter-note = Notes : { $n }
count-stale = périmés : { $n }
count-missing = manquants : { $n }
count-unconfirmed = à confirmer : { $n }
count-errors = erreurs : { $n }
count-warnings = avertissements : { $n }
nothing-open = rien à faire
language-of-documents = Langue
all-languages = Toute langue
format = Format
all-formats = Tout format
article = Article
all-articles = Tous les articles
labels = Libellés des maquettes
format-brief = Note
format-slides = Diaporama
pages-count = pages : { $n }
no-documents = Aucun document ne correspond.
messages-of = Textes en { $language }
no-messages = Aucun texte ne correspond.
no-findings = Rien à signaler.
no-message = N’appartient à aucun texte
excerpt = La ligne du fichier
page-short = p.
unsaved-short = non enregistré

## États, genres, gravités

state-current = À jour
state-stale = Périmé
state-missing = Manquant
state-unconfirmed = À confirmer
severity-error = Erreur
severity-warning = Avertissement
severity-note = Note
kind-paragraph = paragraphe
kind-heading = intertitre
kind-title = titre
kind-label = libellé
kind-caption = légende
kind-list-item = élément de liste
kind-labelled-point = point à libellé
kind-table-cell = cellule de tableau
kind-footnote = note de bas de page
part-label = Libellé
part-alt = Texte de remplacement
part-caption = Légende
part-short = Forme courte
part-title = Titre

## Pages

pages-tools = Affichage
pages-of = Pages de { $name }
page-number = Page { $n }
page-of = { $n } sur { $total }
percent = { $n } %
zoom-in = Agrandir
zoom-out = Réduire
fit-width = Largeur
fit-width-long = Toute la largeur
fit-page = Page
fit-page-long = La page entière
source-beside = Source en regard
present = Présenter
choose-artifact = Choisissez un document pour en voir les pages.

## Texte

choose-message = Cliquez sur un mot d’une page.
choose-message-how = Son texte s’ouvre ici, le curseur à la lettre choisie. F1 donne la liste des touches.
foreign = Ces mots ne sont pas un message : ils figurent dans un fichier du projet.
source-language = Langue source
source-text = Texte source, { $language }
article-text = Texte de l’article, { $language }
translation = Traduction, { $language }
text = Texte
changed = Ce qui a changé depuis la traduction
added = ajouté :
removed = supprimé :
previous = Texte précédent
following = Texte suivant
cannot-source = Ce texte appartient à l’article. Ouvrez sa ligne pour l’y modifier.
cannot-parent = Ce texte vient de la langue dont cette variante régionale dépend. Modifiez-le là.
cannot-broken = Le fichier n’est pas un fichier Fluent valide. Réparez-le d’abord.
cannot-readonly = Le serveur a été lancé en lecture seule.
inherited-label = Le projet n’a pas encore de texte pour ce libellé. Ce que vous enregistrez est écrit dans { $file } et remplace celui qui s’affiche.
open-in-editor = Ouvrir { $place } dans l’éditeur
opened-in-editor = Ouvert dans l’éditeur
save = Enregistrer
save-and-confirm = Enregistrer et confirmer
confirm-as-is = Toujours juste : confirmer
take-back = Annuler la saisie
saved = Enregistré
saved-confirmed = Enregistré et confirmé
confirmed = Confirmé
unsaved = Visible, mais pas encore enregistré
kept-here = Conservé dans ce navigateur, pas encore envoyé
nothing-to-save = Rien à enregistrer
not-saved-gone = Non enregistré : le serveur ne répond plus. Le texte est conservé dans ce navigateur.
refused = Non enregistré : ce n’est pas du Fluent valide. Les remarques disent où.
taken-back = Saisie annulée
undo = Rétablir
next-work = Suivant :
next-short-stale = périmé
next-short-missing = manquant
next-short-unconfirmed = à confirmer
next-stale = Périmé suivant
next-missing = Manquant suivant
next-unconfirmed = À confirmer suivant
no-next-stale = Aucun autre texte périmé
no-next-missing = Aucun autre texte manquant
no-next-unconfirmed = Aucun autre texte à confirmer
all-done = Aucun texte de cette langue n’est périmé, manquant ni à confirmer.
findings-now = Remarques : { $n }. { $first }
no-findings-now = Aucune remarque
glossary = Glossaire
elsewhere = Traduit ailleurs
before = Traduction précédente
shown = Sur les pages
shown-nowhere = Ce texte ne figure sur aucune page.
insert = Insérer
use = Reprendre
go-there = Y aller
same-source = Même texte source
similar-source = Texte source proche

## Conflit

conflict-title = Deux versions de ce texte
conflict-what = Quelqu’un d’autre a modifié ce texte pendant que vous écriviez. Rien n’est perdu : gardez l’une, ou faites-en une des deux.
theirs = La leur
theirs-hint = telle qu’elle est maintenant
mine = La mienne
mine-hint = telle que je l’ai saisie
keep-mine = Garder la mienne
take-theirs = Prendre la leur
edit-mine = Modifier la mienne d’abord
conflict-elsewhere = Un autre texte que vous avez saisi existe maintenant en deux versions.
show = Voir
text-lost = Le texte { $id } ne figure plus dans le projet. Votre saisie est conservée.
lost-title = Un texte qui a perdu sa place
lost-what = Son message a été supprimé pendant l’absence du serveur. Copiez ce dont vous avez besoin.
discard = Supprimer
took-theirs = Leur version a été reprise.

## Touches

help-title = Touches
help-mouse = Un clic sur un mot d’une page ouvre son texte à cette lettre.
help-lists = Dans les listes, les flèches passent d’un élément à l’autre. Tab passe à la partie suivante du pupitre.
key-ctrl = Ctrl
key-shift = Maj
key-save = Enregistrer
key-confirm = Enregistrer et confirmer
key-take-back = Annuler la saisie
key-next-stale = Texte périmé suivant
key-next-missing = Texte manquant suivant
key-next-unconfirmed = Texte à confirmer suivant
key-previous = Texte précédent
key-following = Texte suivant
key-search = Chercher dans les textes
key-to-text = Aller à la traduction
key-to-pages = Aller aux pages
key-beside = Source en regard de la traduction
key-help = Cette liste

## Vue du présentateur

presenter = Vue du présentateur
current-slide = Diapositive en cours
next-slide = Diapositive suivante
last-slide = C’est la dernière diapositive.
slide-of = Diapositive { $n } sur { $total }
slide-number = Diapositive { $n }
notes = Notes
no-notes = Pas de notes pour cette diapositive.
clock = Heure
elapsed = Temps écoulé
start = Démarrer
pause = Suspendre
reset = Remettre à zéro
previous-slide = Précédente
following-slide = Suivante
audience-window = Ouvrir la fenêtre du public
larger-notes = Agrandir les notes
smaller-notes = Réduire les notes
present-keys = ← → changent de diapositive. Alt + P démarre ou suspend le temps, Alt + R le remet à zéro. Un double clic dans la fenêtre du public occupe tout l’écran.
