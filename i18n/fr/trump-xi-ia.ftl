### trump-xi-ia: the source catalogue, written by `fluentpress sync` from seeds/trump-xi-ia.md.
### Authors edit the article; translators edit the catalogues of the other languages.

## The front matter and the footnotes

# title
# Shown in: executive-summary (brief, slides), full-analysis (brief, slides), key-points (brief, slides)
# Digest: 044189bc
meta-title = Trump, Xi et le nouveau rapport de force en matière d’intelligence artificielle

## lede: before the first heading

# paragraph
# Shown in: executive-summary (brief), full-analysis (brief), key-points (brief)
# Digest: 62542344
lede-les-etats-unis-conservent = Les États-Unis conservent une avance sur de nombreux plans (notamment la puissance de calcul, les entreprises de pointe, les talents et l’écosystème), mais la Chine rattrape rapidement son retard et déplace le terrain de la compétition vers le déploiement, les écosystèmes et la définition des standards plutôt que vers la seule nouveauté algorithmique.

# list item
# Shown in: executive-summary (slides), full-analysis (slides), key-points (slides)
# Digest: 0f18be74
lede-slides-avance-americaine-demeure-calcul = L’avance américaine demeure : calcul, entreprises de pointe, talents, écosystème

# list item
# Shown in: executive-summary (slides), full-analysis (slides), key-points (slides)
# Digest: 88743a80
lede-slides-la-chine-rattrape-rapidement = La Chine rattrape rapidement son retard

# list item
# Shown in: executive-summary (slides), full-analysis (slides), key-points (slides)
# Digest: 36d08c6a
lede-slides-la-competition-se-deplace = La compétition se déplace vers le déploiement, les écosystèmes et les standards

# paragraph
# Shown in: executive-summary (slides), full-analysis (slides), key-points (slides)
# Digest: 434c7380
lede-notes-essentiel-tient-en-une = L’essentiel tient en une phrase : l’avance américaine demeure, mais la Chine déplace le terrain de la compétition. Ce n’est plus la seule nouveauté algorithmique qui compte, ce sont le déploiement, les écosystèmes et la définition des standards.

## evidence: Ce que montrent les faits

# heading
# Shown in: executive-summary (brief, slides), full-analysis (brief, slides)
# Digest: f331c748
evidence-title = Ce que montrent les faits

# labelled point
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: 619fd31f
evidence-materiel-et-infrastructures = Les États-Unis gardent une avance nette dans les domaines des puces avancées, des centres de données et de l’entraînement des modèles de très grande taille. Une étude récente note que les États-Unis et la Chine visent la domination dans l’IA, mais que la Chine conserve encore un retard important sur le plan du matériel et des technologies à double usage.
    .label = Matériel et infrastructures

# labelled point
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: 40603434
evidence-autres-dimensions = Sur la production de recherche, les modèles, le déploiement des écosystèmes et l’accès à de vastes ensembles de données domestiques, la Chine progresse à grande vitesse. Un article affirme :
    .label = Autres dimensions

# paragraph
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: 10985159
evidence-les-recents-progres-des = « Les récents progrès des entreprises chinoises en IA réduisent rapidement l’écart de performance avec les États-Unis ».

# labelled point
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: 976579e2
evidence-cadre-strategique = Les deux puissances voient désormais l’IA non seulement comme une frontière technologique, mais aussi comme un champ de puissance économique, militaire et normative (standards, gouvernance, usages mondiaux)
    .label = Cadre stratégique

# labelled point
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: 68575b52
evidence-autonomie-technologique = La Chine mise sur l’autosuffisance (semi-conducteurs, puces) et exporte son modèle, créant des dépendances.
    .label = Autonomie technologique

# labelled point
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: 8d0bbdc5
evidence-gouvernance-et-influence-mondiale = La Chine se présente comme un « faiseur de normes » proposant l’IA comme bien public international, notamment auprès du Sud global, remettant en question le modèle américano-centré fondé sur l’innovation ouverte et les normes libérales.
    .label = Gouvernance et influence mondiale

# labelled point
# Shown in: executive-summary (brief)
# Digest: 16e8f6e4
evidence-executive-summary-brief-materiel = Avance américaine nette : puces avancées, centres de données, très grands modèles. Le retard chinois reste important.
    .label = Matériel

# labelled point
# Shown in: executive-summary (brief)
# Digest: 4c29116e
evidence-executive-summary-brief-recherche-modeles-donnees = La Chine progresse à grande vitesse et réduit rapidement l’écart de performance.
    .label = Recherche, modèles, données

# labelled point
# Shown in: executive-summary (brief)
# Digest: b91ea1fa
evidence-executive-summary-brief-strategie = L’IA est désormais un champ de puissance économique, militaire et normative.
    .label = Stratégie

# labelled point
# Shown in: executive-summary (brief)
# Digest: bbefa730
evidence-executive-summary-brief-autonomie = La Chine mise sur l’autosuffisance et exporte son modèle, créant des dépendances.
    .label = Autonomie

# labelled point
# Shown in: executive-summary (brief)
# Digest: d4c51977
evidence-executive-summary-brief-gouvernance = La Chine se pose en « faiseur de normes », notamment auprès du Sud global.
    .label = Gouvernance

# list item
# Shown in: executive-summary (slides), full-analysis (slides)
# Digest: 30142a18
evidence-slides-materiel-avance-americaine-nette = **Matériel :** avance américaine nette (puces, centres de données, très grands modèles)

# list item
# Shown in: executive-summary (slides), full-analysis (slides)
# Digest: c82ed08e
evidence-slides-recherche-modeles-donnees-la = **Recherche, modèles, données :** la Chine progresse à grande vitesse

# list item
# Shown in: executive-summary (slides), full-analysis (slides)
# Digest: 334f0302
evidence-slides-strategie-un-champ-de = **Stratégie :** un champ de puissance économique, militaire et normative

# list item
# Shown in: executive-summary (slides), full-analysis (slides)
# Digest: a32613bc
evidence-slides-autonomie-la-chine-mise = **Autonomie :** la Chine mise sur l’autosuffisance et exporte son modèle

# list item
# Shown in: executive-summary (slides), full-analysis (slides)
# Digest: 66793df9
evidence-slides-gouvernance-la-chine-faiseur = **Gouvernance :** la Chine, « faiseur de normes » auprès du Sud global

## balance: Cartographier le rapport de force

# heading
# Shown in: full-analysis (brief, slides)
# Digest: d0c98d08
balance-title = Cartographier le rapport de force

# labelled point
# Shown in: full-analysis (brief, slides)
# Digest: 0c7e3884
balance-innovation-technique = Les États-Unis conservent l’avantage dans les percées de pointe (grands modèles, calcul avancé), mais la marge se resserre.
    .label = Innovation technique

# labelled point
# Shown in: full-analysis (brief, slides)
# Digest: 6426e63f
balance-puissance-de-calcul-infrastructures = Avantage net pour les États-Unis, mais la Chine investit massivement pour combler l’écart.
    .label = Puissance de calcul / infrastructures

# labelled point
# Shown in: full-analysis (brief, slides)
# Digest: 631fcb14
balance-ecosysteme-deploiement-standardisation = La Chine gagne du terrain et pourrait dépasser les États-Unis dans certains domaines (déploiement domestique, intégration de l’IA dans l’économie, exportation de sa pile technologique).
    .label = Écosystème, déploiement, standardisation

# labelled point
# Shown in: full-analysis (brief, slides)
# Digest: 1cb331af
balance-influence-et-adoption-mondiales = La question clé devient : de quelle technologie et de quel modèle le reste du monde fera-t-il le choix ? Comme le note un analyste :
    .label = Influence et adoption mondiales

# paragraph
# Shown in: full-analysis (brief, slides)
# Digest: 329658b1
balance-le-facteur-ndeg-1 = « Le facteur n° 1, c’est la technologie la plus largement adoptée à l’échelle mondiale. »

# labelled point
# Shown in: full-analysis (brief, slides)
# Digest: b96d3050
balance-gouvernance-et-normes = Les États-Unis gardent un atout moral (recherche ouverte, démocratie libérale), mais le modèle chinois (piloté par l’État, riche en données, orienté infrastructures) séduit de nombreux pays émergents.
    .label = Gouvernance et normes

# list item
# Shown in: full-analysis (slides)
# Digest: 0dfaeb42
balance-slides-innovation-avantage-americain-dans = **Innovation :** avantage américain dans les percées de pointe, mais la marge se resserre

# list item
# Shown in: full-analysis (slides)
# Digest: b5f6eded
balance-slides-calcul-avantage-americain-net = **Calcul :** avantage américain net ; la Chine investit massivement pour combler l’écart

# list item
# Shown in: full-analysis (slides)
# Digest: fbabc234
balance-slides-deploiement-la-chine-gagne = **Déploiement :** la Chine gagne du terrain et pourrait dépasser les États-Unis

# list item
# Shown in: full-analysis (slides)
# Digest: fef23e75
balance-slides-influence-quelle-technologie-quel = **Influence :** quelle technologie, quel modèle le reste du monde choisira-t-il ?

# list item
# Shown in: full-analysis (slides)
# Digest: 443fd1f5
balance-slides-normes-atout-moral-americain = **Normes :** atout moral américain, mais le modèle chinois séduit des pays émergents

## outlook: Prospective

# heading
# Shown in: executive-summary (brief, slides), full-analysis (brief, slides)
# Digest: 1ae07445
outlook-title = Prospective

# paragraph
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: 675eadb3
outlook-dans-les-3-5 = Dans les 3 à 5 prochaines années, l’écart en puissance de calcul et en modèles de pointe devrait encore se réduire, et le terrain se déplacera fortement vers le déploiement, la verrouillage d’écosystèmes et l’adoption internationale.

# paragraph
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: 5b3c020e
outlook-les-etats-unis-conserveront = Les États-Unis conserveront peut-être une avance initiale sur les modèles de rupture, mais la Chine pourrait atteindre la parité — voire la supériorité — en capacités agrégées et en portée mondiale de sa pile d’IA.

# paragraph
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: 8989b01e
outlook-si-la-chine-parvient = Si la Chine parvient à exporter une pile complète (puces, modèles, déploiement, gouvernance) vers de nombreux pays, le verrouillage d’infrastructure pourrait déterminer le rapport de force à moyen terme.

# paragraph
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: f2987aaf
outlook-la-bataille-des-regles = La bataille des règles et standards deviendra cruciale : la domination dépendra moins de « qui a le plus grand modèle » que de « qui voit son écosystème et son modèle de gouvernance adoptés ».

# paragraph
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: 78e078da
outlook-meme-si-les-etats = Même si les États-Unis gardent une avance technique, le pouvoir stratégique pourrait basculer si leurs modèles ne s’imposent pas globalement ou si leur gouvernance perd de son attrait normatif.

# list item
# Shown in: executive-summary (brief)
# Digest: 2ac5c3f9
outlook-executive-summary-brief-dans-les-3-5 = Dans les 3 à 5 prochaines années, l’écart en puissance de calcul et en modèles de pointe devrait encore se réduire.

# list item
# Shown in: executive-summary (brief)
# Digest: ddf1a861
outlook-executive-summary-brief-la-chine-pourrait-atteindre = La Chine pourrait atteindre la parité, voire la supériorité, en capacités agrégées et en portée mondiale.

# list item
# Shown in: executive-summary (brief)
# Digest: 03aac07b
outlook-executive-summary-brief-exportation-une-pile-complete = L’exportation d’une pile complète vers de nombreux pays pourrait déterminer le rapport de force à moyen terme.

# list item
# Shown in: executive-summary (brief)
# Digest: 853c3f44
outlook-executive-summary-brief-la-bataille-des-regles = La bataille des règles et des standards deviendra cruciale.

# list item
# Shown in: executive-summary (slides), full-analysis (slides)
# Digest: 4c330570
outlook-slides-ici-3-5-ans = D’ici 3 à 5 ans, l’écart de calcul et de modèles devrait se réduire

# list item
# Shown in: executive-summary (slides), full-analysis (slides)
# Digest: 93298fea
outlook-slides-la-chine-pourrait-atteindre = La Chine pourrait atteindre la parité, voire la supériorité, en capacités agrégées

# list item
# Shown in: executive-summary (slides), full-analysis (slides)
# Digest: 34c8ec8c
outlook-slides-une-pile-chinoise-complete = Une pile chinoise complète, largement exportée, pourrait déterminer le rapport de force

# list item
# Shown in: executive-summary (slides), full-analysis (slides)
# Digest: b25785ae
outlook-slides-la-bataille-des-regles = La bataille des règles et des standards deviendra cruciale

# list item
# Shown in: executive-summary (slides), full-analysis (slides)
# Digest: 2d087cde
outlook-slides-sans-adoption-ni-attrait = Sans adoption ni attrait normatif, l’avance technique américaine pourrait ne pas suffire

## domestic: Facteurs internes américains : conciliation des dirigeants et malaise des chercheurs

# heading
# Shown in: full-analysis (brief, slides)
# Digest: 765ee6b2
domestic-title = Facteurs internes américains : conciliation des dirigeants et malaise des chercheurs

# paragraph
# Shown in: full-analysis (brief, slides)
# Digest: a6982fa3
domestic-deux-dynamiques-internes-meritent = Deux dynamiques internes méritent attention :

## executives: (1) Les dirigeants d’entreprises cherchant à ménager Trump ou à s’aligner sur le pouvoir politique

# heading
# Shown in: full-analysis (brief, slides)
# Digest: 7c48cd98
executives-title = (1) Les dirigeants d’entreprises cherchant à ménager Trump ou à s’aligner sur le pouvoir politique

# paragraph
# Shown in: full-analysis (brief, slides)
# Digest: 00053618
executives-les-grandes-firmes-americaines = Les grandes firmes américaines d’IA coopèrent étroitement avec les pouvoirs publics et les dirigeants politiques (y compris Donald Trump).

# paragraph
# Shown in: full-analysis (brief, slides)
# Digest: f2e09e15
executives-cela-leur-garantit-un = Cela leur garantit un accès privilégié aux ressources, à la réglementation, aux subventions, et à la main-d’œuvre qualifiée. Cette imbrication entre État et entreprises renforce la position américaine : elle aligne l’innovation privée sur les capacités stratégiques de l’État.

# paragraph
# Shown in: full-analysis (brief, slides)
# Digest: c9f9d2f3
executives-mais-ce-lien-comporte = Mais ce lien comporte un risque : si les entreprises deviennent trop prudentes, cherchant avant tout la sécurité politique, elles peuvent freiner l’innovation de rupture et la recherche ouverte.

# list item
# Shown in: full-analysis (slides)
# Digest: 053f60e1
executives-slides-les-grandes-firmes-ia = Les grandes firmes d’IA coopèrent étroitement avec les pouvoirs publics

# list item
# Shown in: full-analysis (slides)
# Digest: 980576d3
executives-slides-acces-privilegie-ressources = Accès privilégié : ressources, réglementation, subventions, main-d’œuvre qualifiée

# list item
# Shown in: full-analysis (slides)
# Digest: 957b3890
executives-slides-innovation-privee-aligne-sur = L’innovation privée s’aligne sur les capacités stratégiques de l’État

# list item
# Shown in: full-analysis (slides)
# Digest: c7dc2aed
executives-slides-le-risque-trop-de = Le risque : trop de prudence freine l’innovation de rupture et la recherche ouverte

## researchers: (2) Les chercheurs inquiets, certains envisageant l’exil face à un recul perçu de la démocratie et de la liberté académique

# heading
# Shown in: full-analysis (brief, slides)
# Digest: dbdbdd45
researchers-title = (2) Les chercheurs inquiets, certains envisageant l’exil face à un recul perçu de la démocratie et de la liberté académique

# paragraph
# Shown in: full-analysis (brief, slides)
# Digest: e4338756
researchers-des-temoignages-evoquent-une = Des témoignages évoquent une inquiétude croissante : réduction des financements, instabilité des politiques, départs vers l’étranger.

# paragraph
# Shown in: full-analysis (brief, slides)
# Digest: de1600fb
researchers-cette-fragilite-du-climat = Cette fragilité du climat intellectuel pourrait, à terme, affaiblir la recherche américaine. Dans un domaine où le talent, les réseaux et la liberté d’exploration sont décisifs, c’est loin d’être anodin.

# list item
# Shown in: full-analysis (slides)
# Digest: 438c42fe
researchers-slides-financements-reduits-politiques-instables = Financements réduits, politiques instables, départs vers l’étranger : l’inquiétude croît

# list item
# Shown in: full-analysis (slides)
# Digest: 81095d81
researchers-slides-terme-cette-fragilite-pourrait = À terme, cette fragilité pourrait affaiblir la recherche américaine

# list item
# Shown in: full-analysis (slides)
# Digest: 656c6353
researchers-slides-talent-reseaux-et-liberte = Talent, réseaux et liberté d’exploration sont décisifs dans ce domaine

## interaction: Interaction entre ces deux dynamiques

# heading
# Shown in: full-analysis (brief, slides)
# Digest: 00d53bdf
interaction-title = Interaction entre ces deux dynamiques

# paragraph
# Shown in: full-analysis (brief, slides)
# Digest: cd5bce16
interaction-alignement-des-entreprises-sur = L’alignement des entreprises sur le pouvoir politique favorise les projets contrôlables et à rendement rapide, au détriment de la recherche à haut risque.

# paragraph
# Shown in: full-analysis (brief, slides)
# Digest: 6b0ce084
interaction-le-malaise-des-chercheurs = Le malaise des chercheurs pourrait donc réduire la vitalité du « moteur scientifique » américain — ou le pousser à migrer ailleurs.

# paragraph
# Shown in: full-analysis (brief, slides)
# Digest: 636ddf52
interaction-ecosysteme-americain-demeure-fort = L’écosystème américain demeure fort, mais son avantage pourrait s’éroder si la créativité et l’audace reculent.

# list item
# Shown in: full-analysis (slides)
# Digest: 075a4336
interaction-slides-alignement-politique-favorise-les = L’alignement politique favorise les projets contrôlables, au détriment de la recherche à haut risque

# list item
# Shown in: full-analysis (slides)
# Digest: 3bfb593b
interaction-slides-le-moteur-scientifique-americain = Le « moteur scientifique » américain pourrait perdre sa vitalité ou migrer ailleurs

# list item
# Shown in: full-analysis (slides)
# Digest: b9dab3fc
interaction-slides-avantage-pourrait-eroder-si = L’avantage pourrait s’éroder si la créativité et l’audace reculent

## perspective: Mise en perspective

# heading
# Shown in: executive-summary (brief, slides), full-analysis (brief, slides)
# Digest: e31bb779
perspective-title = Mise en perspective

# paragraph
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: 2906e655
perspective-les-etats-unis-conservent = Les États-Unis conservent une avance quantitative et qualitative sur de nombreux plans (calcul, grands modèles, entreprises majeures, profondeur de l’écosystème).

# paragraph
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: f961bc3c
perspective-la-chine-accelere-surtout = La Chine accélère surtout dans le déploiement, les infrastructures et l’influence internationale. L’écart se réduit : l’enjeu se déplace vers « qui fera adopter ses standards et sa pile d’IA ».

# paragraph
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: 4b80c9fc
perspective-alignement-politico-industriel-americain = L’alignement politico-industriel américain est une force à court terme mais un risque à long terme si la créativité s’étiole.

# paragraph
# Shown in: executive-summary (slides), full-analysis (brief, slides)
# Digest: c6cfc0c9
perspective-la-chine-avec-son = La Chine, avec son modèle d’État stratège et son immense marché domestique, pourrait rattraper ou dépasser les États-Unis à moyen terme, notamment sur l’influence normative et l’adoption mondiale.

# paragraph
# Shown in: executive-summary (brief, slides)
# Digest: 68cbccdb
perspective-executive-summary-ecart-se-reduit-enjeu = L’écart se réduit : l’enjeu se déplace vers « qui fera adopter ses standards et sa pile d’IA ». À moyen terme, la Chine pourrait rattraper ou dépasser les États-Unis, notamment sur l’influence normative et l’adoption mondiale.

# list item
# Shown in: full-analysis (slides)
# Digest: d40b2115
perspective-slides-avance-americaine-demeure-quantitative = L’avance américaine demeure, quantitative et qualitative

# list item
# Shown in: full-analysis (slides)
# Digest: bcb30edf
perspective-slides-la-chine-accelere-deploiement = La Chine accélère : déploiement, infrastructures, influence internationale

# list item
# Shown in: full-analysis (slides)
# Digest: 707ea4d0
perspective-slides-alignement-politico-industriel-force = L’alignement politico-industriel : force à court terme, risque à long terme

# list item
# Shown in: full-analysis (slides)
# Digest: eae9f031
perspective-slides-la-chine-pourrait-rattraper = La Chine pourrait rattraper ou dépasser les États-Unis à moyen terme

## key-points: Points clés

# heading
# Shown in: executive-summary (brief, slides), full-analysis (brief, slides), key-points (brief, slides)
# Digest: ad63f351
key-points-title = Points clés

# list item
# Shown in: executive-summary (slides), full-analysis (brief, slides), key-points (brief, slides)
# Digest: def9f490
key-points-fin-du-mythe-de = Fin du mythe de la domination américaine absolue.

# list item
# Shown in: executive-summary (slides), full-analysis (brief, slides), key-points (brief, slides)
# Digest: 01f794f1
key-points-la-suprematie-devient-multidimensionnelle = La suprématie devient multidimensionnelle : matériel, talent, déploiement, gouvernance, standards.

# list item
# Shown in: executive-summary (slides), full-analysis (brief, slides), key-points (brief, slides)
# Digest: 05ae1a31
key-points-la-resilience-interne-est = La résilience interne est stratégique : sans liberté intellectuelle, la technologie seule ne suffit pas.

# list item
# Shown in: executive-summary (slides), full-analysis (brief, slides), key-points (brief, slides)
# Digest: e8325d26
key-points-alignement-etat-entreprises-force = L’alignement État-entreprises : force et faiblesse à la fois.

# list item
# Shown in: executive-summary (slides), full-analysis (brief, slides), key-points (brief, slides)
# Digest: 1c2e3cb5
key-points-adoption-mondiale-determinera-le = L’adoption mondiale déterminera le véritable vainqueur : la Chine avance ses pions via l’exportation d’infrastructures et la rhétorique du « bien public ».

# list item
# Shown in: executive-summary (slides), full-analysis (brief, slides), key-points (brief, slides)
# Digest: 56ec912f
key-points-le-lien-entre-democratie = Le lien entre démocratie et innovation est central : l’ouverture nourrit la créativité.

# list item
# Shown in: executive-summary (slides), full-analysis (brief, slides), key-points (brief, slides)
# Digest: 858c18fd
key-points-la-decennie-venir-sera = La décennie à venir sera décisive.

# list item
# Shown in: executive-summary (slides), full-analysis (brief, slides), key-points (brief, slides)
# Digest: eb2ecc21
key-points-prospective-avance-americaine-pourrait = **Prospective :** l’avance américaine pourrait devenir une « prime de premier entrant » que la Chine neutralisera par l’échelle, les coûts et une gouvernance alternative — autrement dit : les États-Unis auront peut-être « les plus grands modèles », mais la Chine aura « les modèles les plus utilisés ».

# list item
# Shown in: executive-summary (slides), full-analysis (slides), key-points (slides)
# Digest: bdd93bf1
key-points-slides-fin-du-mythe-de = Fin du mythe de la domination américaine absolue

# list item
# Shown in: executive-summary (slides), full-analysis (slides), key-points (slides)
# Digest: 131fd54a
key-points-slides-une-suprematie-desormais = Une suprématie désormais multidimensionnelle

# list item
# Shown in: executive-summary (slides), full-analysis (slides), key-points (slides)
# Digest: 0f5b9a0a
key-points-slides-sans-liberte-intellectuelle-la = Sans liberté intellectuelle, la technologie seule ne suffit pas

# list item
# Shown in: executive-summary (slides), full-analysis (slides), key-points (slides)
# Digest: 6cb2ac18
key-points-slides-alignement-etat-entreprises-force = L’alignement État-entreprises : force et faiblesse à la fois

# list item
# Shown in: executive-summary (slides), full-analysis (slides), key-points (slides)
# Digest: f87d92e0
key-points-slides-adoption-mondiale-determinera-le = L’adoption mondiale déterminera le véritable vainqueur

# list item
# Shown in: executive-summary (slides), full-analysis (slides), key-points (slides)
# Digest: 8d997169
key-points-slides-ouverture-nourrit-la-creativite = L’ouverture nourrit la créativité

# list item
# Shown in: executive-summary (slides), full-analysis (slides), key-points (slides)
# Digest: 2ea7998d
key-points-slides-la-decennie-venir-sera = La décennie à venir sera décisive

# list item
# Shown in: executive-summary (slides), full-analysis (slides), key-points (slides)
# Digest: 29aac7e4
key-points-slides-prospective-aux-etats-unis = **Prospective :** aux États-Unis les plus grands modèles, à la Chine les plus utilisés ?

# list item
# Shown in: executive-summary (brief)
# Digest: 136a4c28
key-points-executive-summary-brief-la-suprematie-devient-multidimensionnelle = La suprématie devient multidimensionnelle : matériel, talent, déploiement, gouvernance, standards.

# list item
# Shown in: executive-summary (brief)
# Digest: 30fb3489
key-points-executive-summary-brief-sans-liberte-intellectuelle-la = Sans liberté intellectuelle, la technologie seule ne suffit pas.

# list item
# Shown in: executive-summary (brief)
# Digest: b6318817
key-points-executive-summary-brief-adoption-mondiale-determinera-le = L’adoption mondiale déterminera le véritable vainqueur.
