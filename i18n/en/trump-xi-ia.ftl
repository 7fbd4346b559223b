### trump-xi-ia in English. Translators edit this file; the French text of each id is in i18n/fr/trump-xi-ia.ftl.

## The front matter and the footnotes

meta-title = Trump, Xi, and the new balance of power in artificial intelligence

## lede

lede-les-etats-unis-conservent = The United States retains a lead on many fronts (notably computing power, leading companies, talent, and ecosystem), but China is catching up fast and shifting the contest toward deployment, ecosystems, and standard-setting rather than algorithmic novelty alone.
lede-slides-avance-americaine-demeure-calcul = The U.S. lead endures: compute, leading companies, talent, ecosystem
lede-slides-la-chine-rattrape-rapidement = China is catching up fast
lede-slides-la-competition-se-deplace = The contest is shifting toward deployment, ecosystems, and standards
lede-notes-essentiel-tient-en-une = The gist fits in one sentence: the U.S. lead endures, but China is shifting the terrain of the contest. What counts is no longer algorithmic novelty alone but deployment, ecosystems, and standard-setting.

## evidence

evidence-title = What the evidence shows
evidence-materiel-et-infrastructures = The United States retains a clear lead in advanced chips, data centers, and the training of very large models. A recent study notes that the United States and China are both seeking dominance in AI, but that China still lags well behind in hardware and dual-use technologies.
    .label = Hardware and infrastructure
evidence-autres-dimensions = In research output, models, ecosystem deployment, and access to vast domestic data sets, China is advancing at great speed. One article states:
    .label = Other dimensions
evidence-les-recents-progres-des = “Recent progress by Chinese AI companies is rapidly narrowing the performance gap with the United States.”
# fluentpress: allow end-punctuation The French paragraph ends without its full stop; English sets it.
evidence-cadre-strategique = Both powers now see AI not only as a technological frontier but also as an arena of economic, military, and normative power (standards, governance, global uses).
    .label = Strategic framing
evidence-autonomie-technologique = China is betting on self-sufficiency (semiconductors, chips) and exporting its model, creating dependencies.
    .label = Technological autonomy
evidence-gouvernance-et-influence-mondiale = China presents itself as a “norm-setter,” offering AI as an international public good, notably to the Global South, and challenging the U.S.-centered model built on open innovation and liberal norms.
    .label = Governance and global influence
evidence-executive-summary-brief-materiel = The U.S. lead is clear: advanced chips, data centers, very large models. China still lags well behind.
    .label = Hardware
evidence-executive-summary-brief-recherche-modeles-donnees = China is advancing at great speed and rapidly narrowing the performance gap.
    .label = Research, models, data
evidence-executive-summary-brief-strategie = AI is now an arena of economic, military, and normative power.
    .label = Strategy
evidence-executive-summary-brief-autonomie = China is betting on self-sufficiency and exporting its model, creating dependencies.
    .label = Autonomy
evidence-executive-summary-brief-gouvernance = China presents itself as a “norm-setter,” notably to the Global South.
    .label = Governance
evidence-slides-materiel-avance-americaine-nette = **Hardware:** The U.S. lead is clear (chips, data centers, very large models)
evidence-slides-recherche-modeles-donnees-la = **Research, models, data:** China is advancing at great speed
evidence-slides-strategie-un-champ-de = **Strategy:** AI is an arena of economic, military, and normative power
evidence-slides-autonomie-la-chine-mise = **Autonomy:** China is betting on self-sufficiency and exporting its model
evidence-slides-gouvernance-la-chine-faiseur = **Governance:** China presents itself as a “norm-setter” to the Global South

## balance

balance-title = Mapping the balance of power
balance-innovation-technique = The United States retains the advantage in frontier breakthroughs (large models, advanced computing), but the margin is narrowing.
    .label = Technical innovation
balance-puissance-de-calcul-infrastructures = The United States has a clear advantage, but China is investing heavily to close the gap.
    .label = Computing power and infrastructure
balance-ecosysteme-deploiement-standardisation = China is gaining ground and could overtake the United States in some areas (domestic deployment, integration of AI into the economy, export of its technology stack).
    .label = Ecosystem, deployment, standardization
balance-influence-et-adoption-mondiales = The key question becomes: which technology, and which model, will the rest of the world choose? As one analyst notes:
    .label = Global influence and adoption
balance-le-facteur-ndeg-1 = “The No. 1 factor is which technology is most widely adopted worldwide.”
balance-gouvernance-et-normes = The United States retains a moral advantage (open research, liberal democracy), but the Chinese model (state-led, data-rich, infrastructure-oriented) appeals to many emerging countries.
    .label = Governance and norms
balance-slides-innovation-avantage-americain-dans = **Innovation:** The U.S. edge in frontier breakthroughs holds, but the margin is narrowing
balance-slides-calcul-avantage-americain-net = **Compute:** The U.S. edge is clear; China is investing heavily to close the gap
balance-slides-deploiement-la-chine-gagne = **Deployment:** China is gaining ground and could overtake the United States
balance-slides-influence-quelle-technologie-quel = **Influence:** Which technology, which model will the rest of the world choose?
balance-slides-normes-atout-moral-americain = **Norms:** The U.S. moral edge holds, but China’s model attracts emerging countries

## outlook

outlook-title = Outlook
outlook-dans-les-3-5 = Over the next three to five years, the gap in computing power and frontier models is likely to narrow further, and the contest will shift sharply toward deployment, ecosystem lock-in, and international adoption.
outlook-les-etats-unis-conserveront = The United States may keep an early lead in breakthrough models, but China could reach parity—or even superiority—in aggregate capabilities and in the global reach of its AI stack.
outlook-si-la-chine-parvient = If China manages to export a full stack (chips, models, deployment, governance) to many countries, infrastructure lock-in could determine the balance of power in the medium term.
outlook-la-bataille-des-regles = The battle over rules and standards will become crucial: dominance will depend less on “who has the largest model” than on “whose ecosystem and governance model are adopted.”
outlook-meme-si-les-etats = Even if the United States keeps a technical lead, strategic power could shift if its models fail to prevail globally or its governance loses some of its normative appeal.
outlook-executive-summary-brief-dans-les-3-5 = Over the next three to five years, the gap in computing power and frontier models is likely to narrow further.
outlook-executive-summary-brief-la-chine-pourrait-atteindre = China could reach parity, or even superiority, in aggregate capabilities and global reach.
outlook-executive-summary-brief-exportation-une-pile-complete = The export of a full stack to many countries could determine the balance of power in the medium term.
outlook-executive-summary-brief-la-bataille-des-regles = The battle over rules and standards will become crucial.
outlook-slides-ici-3-5-ans = Within three to five years, the compute and model gap is likely to narrow
outlook-slides-la-chine-pourrait-atteindre = China could reach parity, or even superiority, in aggregate capabilities
outlook-slides-une-pile-chinoise-complete = A full Chinese stack, widely exported, could determine the balance of power
outlook-slides-la-bataille-des-regles = The battle over rules and standards will become crucial
outlook-slides-sans-adoption-ni-attrait = Without adoption or normative appeal, the U.S. technical lead may not suffice

## domestic

domestic-title = U.S. domestic factors: conciliatory executives, uneasy researchers
domestic-deux-dynamiques-internes-meritent = Two domestic dynamics deserve attention:

## executives

executives-title = (1) Executives seeking to accommodate Trump or align with political power
executives-les-grandes-firmes-americaines = Major U.S. AI companies cooperate closely with the government and with political leaders (including Donald Trump).
executives-cela-leur-garantit-un = This guarantees them privileged access to resources, regulation, subsidies, and skilled labor. Such intertwining of state and business strengthens the U.S. position: it aligns private innovation with the state’s strategic capabilities.
executives-mais-ce-lien-comporte = But this tie carries a risk: if companies become too cautious, seeking political safety above all, they can slow breakthrough innovation and open research.
executives-slides-les-grandes-firmes-ia = Major AI companies cooperate closely with the government
executives-slides-acces-privilegie-ressources = They enjoy privileged access to resources, regulation, subsidies, and skilled labor
executives-slides-innovation-privee-aligne-sur = Private innovation aligns with the state’s strategic capabilities
executives-slides-le-risque-trop-de = The risk: too much caution slows breakthrough innovation and open research

## researchers

researchers-title = (2) Worried researchers, some considering exile amid a perceived retreat of democracy and academic freedom
researchers-des-temoignages-evoquent-une = Firsthand accounts speak of growing concern: funding cuts, unstable policies, departures abroad.
researchers-cette-fragilite-du-climat = This fragile intellectual climate could, in time, weaken U.S. research. In a field where talent, networks, and the freedom to explore are decisive, that is far from trivial.
researchers-slides-financements-reduits-politiques-instables = Concern is growing: funding cuts, unstable policies, departures abroad
researchers-slides-terme-cette-fragilite-pourrait = In time, this fragility could weaken U.S. research
researchers-slides-talent-reseaux-et-liberte = Talent, networks, and the freedom to explore are decisive in this field

## interaction

interaction-title = How the two dynamics interact
interaction-alignement-des-entreprises-sur = Corporate alignment with political power favors controllable, quick-return projects at the expense of high-risk research.
interaction-le-malaise-des-chercheurs = Researchers’ unease could therefore sap the vitality of the U.S. “scientific engine”—or drive it elsewhere.
interaction-ecosysteme-americain-demeure-fort = The U.S. ecosystem remains strong, but its advantage could erode if creativity and boldness wane.
interaction-slides-alignement-politique-favorise-les = Political alignment favors controllable projects at the expense of high-risk research
interaction-slides-le-moteur-scientifique-americain = The U.S. “scientific engine” could lose its vitality or move elsewhere
interaction-slides-avantage-pourrait-eroder-si = The U.S. advantage could erode if creativity and boldness wane

## perspective

perspective-title = In perspective
perspective-les-etats-unis-conservent = The United States retains a quantitative and qualitative lead on many fronts (compute, large models, major companies, depth of ecosystem).
perspective-la-chine-accelere-surtout = China is accelerating above all in deployment, infrastructure, and international influence. The gap is narrowing: the contest is shifting to “whose standards and AI stack will be adopted.”
perspective-alignement-politico-industriel-americain = The alignment of politics and industry in the United States is a short-term strength but a long-term risk if creativity withers.
perspective-la-chine-avec-son = China, with its strategist-state model and its vast domestic market, could catch up with or overtake the United States in the medium term, notably in normative influence and global adoption.
perspective-executive-summary-ecart-se-reduit-enjeu = The gap is narrowing: the contest is shifting to “whose standards and AI stack will be adopted.” In the medium term, China could catch up with or overtake the United States, notably in normative influence and global adoption.
perspective-slides-avance-americaine-demeure-quantitative = The U.S. lead endures in both quantity and quality
perspective-slides-la-chine-accelere-deploiement = China is accelerating in deployment, infrastructure, and international influence
perspective-slides-alignement-politico-industriel-force = Political-industrial alignment is a short-term strength but a long-term risk
perspective-slides-la-chine-pourrait-rattraper = China could catch up with or overtake the United States in the medium term

## key-points

key-points-title = Key points
key-points-fin-du-mythe-de = The myth of absolute U.S. dominance is over.
key-points-la-suprematie-devient-multidimensionnelle = Supremacy is becoming multidimensional: hardware, talent, deployment, governance, standards.
key-points-la-resilience-interne-est = Domestic resilience is strategic: without intellectual freedom, technology alone is not enough.
key-points-alignement-etat-entreprises-force = State-business alignment is both a strength and a weakness.
key-points-adoption-mondiale-determinera-le = Global adoption will determine the real winner: China is moving its pieces into place through infrastructure exports and the rhetoric of the “public good.”
key-points-le-lien-entre-democratie = The link between democracy and innovation is central: openness nurtures creativity.
key-points-la-decennie-venir-sera = The coming decade will be decisive.
key-points-prospective-avance-americaine-pourrait = **Outlook:** The U.S. lead could become a “first-mover advantage” that China will neutralize through scale, cost, and alternative governance—in other words, the United States may have “the largest models,” but China will have “the most widely used models.”
key-points-slides-fin-du-mythe-de = The myth of absolute U.S. dominance is over
key-points-slides-une-suprematie-desormais = Supremacy is now multidimensional
key-points-slides-sans-liberte-intellectuelle-la = Without intellectual freedom, technology alone is not enough
key-points-slides-alignement-etat-entreprises-force = State-business alignment is both a strength and a weakness
key-points-slides-adoption-mondiale-determinera-le = Global adoption will determine the real winner
key-points-slides-ouverture-nourrit-la-creativite = Openness nurtures creativity
key-points-slides-la-decennie-venir-sera = The coming decade will be decisive
key-points-slides-prospective-aux-etats-unis = **Outlook:** Will the United States have the largest models, China the most used?
key-points-executive-summary-brief-la-suprematie-devient-multidimensionnelle = Supremacy is becoming multidimensional: hardware, talent, deployment, governance, standards.
key-points-executive-summary-brief-sans-liberte-intellectuelle-la = Without intellectual freedom, technology alone is not enough.
key-points-executive-summary-brief-adoption-mondiale-determinera-le = Global adoption will determine the real winner.
