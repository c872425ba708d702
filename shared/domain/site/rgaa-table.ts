/**
 * The 106 criteria of the RGAA 4.1.2 (accessibilite.numerique.gouv.fr, Licence Ouverte), each on a line: number | state | what
 * it asks, shortened | the proof. C: conforme; NC: non conforme; NA: non applicable, with the reason why. The proof names the
 * test that fails the day the criterion no longer holds, or says what was looked at. What nobody has tried is not conforme.
 */
export const rgaaTable = `
# Images
1.1 | C | Chaque image porteuse d’information a une alternative textuelle. | test/e2e/accessibility.test.ts (axe : svg-img-alt, image-alt) : les graphiques sont des SVG nommés par leur titre.
1.2 | C | Chaque image de décoration est ignorée par les technologies d’assistance. | Les pictogrammes portent aria-hidden (client/ui/text/icon.tsx). test/e2e/accessibility.test.ts
1.3 | C | Chaque alternative d’image est pertinente. | Chaque graphique est nommé par une phrase calculée de ses propres chiffres. test/client/charts/chart-sentence.test.ts
1.4 | NA | Alternative des CAPTCHA et des images-tests. | Le site n’a pas de CAPTCHA.
1.5 | NA | Solution de remplacement des CAPTCHA. | Le site n’a pas de CAPTCHA.
1.6 | C | Chaque image porteuse d’information a, si nécessaire, une description détaillée. | Chaque graphique a son tableau, aux mêmes chiffres. test/client/charts/prepared-charts.test.ts
1.7 | C | La description détaillée est pertinente. | Le tableau et le dessin sont faits des mêmes valeurs. test/client/charts/prepared-charts.test.ts
1.8 | C | Pas d’image de texte sans mécanisme de remplacement. | Les textes des graphiques sont du texte ; le seul dessin de code, le code QR, a sa clé écrite dessous.
1.9 | C | Chaque légende d’image est reliée à son image. | Les graphiques sont dans des éléments figure nommés par figcaption. test/e2e/accessibility.test.ts
# Cadres
2.1 | C | Chaque cadre a un titre. | Un seul cadre : le message mis en page des courriels, titré. test/e2e/accessibility.test.ts (axe : frame-title)
2.2 | C | Chaque titre de cadre est pertinent. | « Message mis en page » (client/mails/mail-panel.tsx).
# Couleurs
3.1 | C | L’information n’est pas donnée par la couleur seule. | Un rythme se dit par un mot et une forme (client/ui/status/status.tsx), une série par un motif (client/charts/chart-key.tsx) ; relu sur les pages imprimées en noir.
3.2 | C | Le contraste des textes est de 4,5 au moins. | test/client/kit/contrast.test.ts, en clair et en sombre ; test/e2e/accessibility.test.ts (axe : color-contrast)
3.3 | C | Le contraste des composants et des graphiques est de 3 au moins. | test/client/kit/contrast.test.ts, en clair et en sombre
# Multimédia
4.1 | NA | Transcription ou audiodescription des médias temporels. | Le site n’a ni son ni vidéo.
4.2 | NA | Pertinence de la transcription ou de l’audiodescription. | Le site n’a ni son ni vidéo.
4.3 | NA | Sous-titres synchronisés. | Le site n’a ni son ni vidéo.
4.4 | NA | Pertinence des sous-titres. | Le site n’a ni son ni vidéo.
4.5 | NA | Audiodescription synchronisée. | Le site n’a ni son ni vidéo.
4.6 | NA | Pertinence de l’audiodescription. | Le site n’a ni son ni vidéo.
4.7 | NA | Identification des médias temporels. | Le site n’a ni son ni vidéo.
4.8 | NA | Alternative des médias non temporels. | Le site n’a ni objet ni contenu embarqué.
4.9 | NA | Pertinence de l’alternative des médias non temporels. | Le site n’a ni objet ni contenu embarqué.
4.10 | NA | Contrôle des sons déclenchés automatiquement. | Le site n’émet aucun son.
4.11 | NA | Consultation des médias temporels au clavier. | Le site n’a ni son ni vidéo.
4.12 | NA | Consultation des médias non temporels au clavier. | Le site n’a ni objet ni contenu embarqué.
4.13 | NA | Compatibilité des médias avec les technologies d’assistance. | Le site n’a pas de média.
# Tableaux
5.1 | C | Chaque tableau complexe a un résumé. | Les tableaux à deux niveaux d’en-têtes ont une légende qui dit leur construction. test/client/kit/table.test.tsx
5.2 | C | Le résumé est pertinent. | Légendes relues ; elles nomment les lignes, les colonnes et l’unité.
5.3 | NA | Contenu linéarisé des tableaux de mise en forme. | Aucun tableau ne sert à mettre en forme.
5.4 | C | Chaque titre de tableau est associé à son tableau. | Par caption. test/client/kit/table.test.tsx
5.5 | C | Le titre du tableau est pertinent. | Légendes relues page par page.
5.6 | C | Chaque en-tête de colonne et de ligne est déclaré. | Par th. test/client/kit/table.test.tsx
5.7 | C | Chaque cellule est associée à ses en-têtes. | Par scope. test/client/kit/table.test.tsx ; test/e2e/accessibility.test.ts (axe : td-headers-attr, scope-attr-valid)
5.8 | NA | Pas d’éléments propres aux tableaux de données dans la mise en forme. | Aucun tableau ne sert à mettre en forme.
# Liens
6.1 | C | Chaque lien est explicite. | test/e2e/accessibility.test.ts (axe : link-name) ; les liens répétés des tableaux nomment leur ligne.
6.2 | C | Chaque lien a un intitulé. | test/e2e/accessibility.test.ts (axe : link-name)
# Scripts
7.1 | NC | Chaque script est compatible avec les technologies d’assistance. | Les noms, les rôles et les états sont vérifiés dans l’arbre d’accessibilité (test/e2e/announcements.test.ts) ; leur restitution par un lecteur d’écran n’a pas encore été essayée.
7.2 | C | L’alternative d’un script est pertinente. | Sans JavaScript, la page dit qu’il le faut et comment l’activer. test/e2e/resilience.test.ts
7.3 | C | Chaque script se contrôle au clavier et par tout dispositif de pointage. | test/e2e/accessibility.test.ts (parcours au clavier), test/e2e/entry.test.ts (grille)
7.4 | C | Chaque changement de contexte est annoncé ou voulu. | Un choix change les chiffres de la page et non la page ; le titre du document suit. test/e2e/announcements.test.ts
7.5 | NC | Les messages de statut sont restitués par les technologies d’assistance. | Les messages sont dans des zones role=status et role=alert (test/e2e/announcements.test.ts) ; leur restitution par un lecteur d’écran n’a pas encore été essayée.
# Éléments obligatoires
8.1 | C | Chaque page a un type de document. | client/index.html
8.2 | C | Le code généré est valide selon le type de document. | test/e2e/accessibility.test.ts (axe : duplicate-id-aria, list, listitem, definition-list, aria-allowed-attr)
8.3 | C | La langue par défaut est présente. | test/e2e/accessibility.test.ts (axe : html-has-lang)
8.4 | C | Le code de langue est pertinent. | « fr », la langue de tous les textes. test/e2e/accessibility.test.ts (axe : html-lang-valid)
8.5 | C | Chaque page a un titre. | test/e2e/accessibility.test.ts (un titre par page)
8.6 | C | Le titre de la page est pertinent. | test/e2e/accessibility.test.ts (deux pages n’ont pas le même titre)
8.7 | C | Chaque changement de langue est indiqué. | Aucun passage n’est dans une autre langue ; les noms propres et les termes techniques sont exemptés.
8.8 | NA | Le code des changements de langue est valide et pertinent. | Aucun passage n’est dans une autre langue.
8.9 | C | Les balises ne servent pas seulement à présenter. | Relu ; test/e2e/accessibility.test.ts (axe : empty-heading, p-as-heading)
8.10 | NA | Les changements de sens de lecture sont signalés. | Tout se lit de gauche à droite.
# Structuration
9.1 | C | L’information est structurée par des titres. | test/e2e/accessibility.test.ts (axe : heading-order ; un seul h1 par page)
9.2 | C | La structure du document est cohérente. | test/e2e/accessibility.test.ts (axe : region, landmark-one-main, landmark-unique)
9.3 | C | Chaque liste est structurée. | test/e2e/accessibility.test.ts (axe : list, listitem, definition-list)
9.4 | C | Chaque citation est indiquée. | Les textes des délibérations sont dans q ou blockquote.
# Présentation
10.1 | C | Des feuilles de styles contrôlent la présentation. | Aucun attribut de présentation ; la politique de sécurité refuse les feuilles écrites dans la page (server/app.ts).
10.2 | C | Le contenu visible reste présent sans feuille de styles. | test/e2e/reflow.test.ts (sans style)
10.3 | C | L’information reste compréhensible sans feuille de styles. | L’ordre du code est celui de l’écran. test/e2e/reflow.test.ts (sans style)
10.4 | C | Le texte reste lisible à 200 %. | test/e2e/reflow.test.ts (400 %)
10.5 | C | Les couleurs de fond et de texte sont déclarées ensemble. | client/styles/base.css déclare les deux pour le corps de la page.
10.6 | C | Chaque lien dans un texte se voit. | Les liens d’un texte sont soulignés. test/e2e/accessibility.test.ts (axe : link-in-text-block)
10.7 | C | La prise de focus est visible. | test/e2e/reflow.test.ts (chaque arrêt du clavier, sur chaque page)
10.8 | C | Les contenus cachés ont vocation à être ignorés. | hidden, ou retirés de la page. test/e2e/accessibility.test.ts (axe : aria-hidden-focus)
10.9 | C | L’information n’est pas donnée par la forme, la taille ou la position seules. | Chaque forme est doublée d’un mot (client/ui/status/status.tsx).
10.10 | C | Cette information est donnée d’une autre manière pertinente. | Les mots des statuts sont ceux du domaine (shared/domain/figures/figure-words.ts).
10.11 | C | Pas de défilement à deux dimensions pour 320 px de large. | test/e2e/reflow.test.ts ; les tableaux de données et la grille, exemptés, défilent dans leur cadre.
10.12 | C | L’espacement du texte peut être redéfini. | test/e2e/reflow.test.ts (espacement)
10.13 | C | Les contenus au survol ou au focus se contrôlent. | Les sigles : Échap les ferme, le pointeur peut aller dessus (client/ui/text/abbreviation.tsx).
10.14 | C | Les contenus apparus par CSS seul se montrent au clavier. | Aucun contenu n’apparaît par le seul survol en CSS ; le lien d’évitement paraît au focus. test/e2e/accessibility.test.ts
# Formulaires
11.1 | C | Chaque champ a une étiquette. | test/e2e/accessibility.test.ts (axe : label, select-name)
11.2 | C | Chaque étiquette est pertinente. | test/client/kit/field.test.tsx ; étiquettes relues
11.3 | C | Les étiquettes de même fonction sont cohérentes. | Un seul composant par sorte de champ (client/ui/form/field.tsx).
11.4 | C | L’étiquette et son champ sont accolés. | client/ui/form/field.tsx et client/ui/form/field.css
11.5 | C | Les champs de même nature sont regroupés. | Par fieldset (client/ui/form/segmented.tsx, client/ui/form/checkbox.tsx).
11.6 | C | Chaque regroupement a une légende. | client/ui/form/segmented.tsx
11.7 | C | Chaque légende est pertinente. | Légendes relues.
11.8 | NA | Les éléments de liste de choix sont regroupés. | Aucune liste de choix n’a besoin de groupes.
11.9 | C | L’intitulé de chaque bouton est pertinent. | test/e2e/accessibility.test.ts (axe : button-name, label-content-name-mismatch)
11.10 | C | Le contrôle de saisie est utilisé de manière pertinente. | Champs obligatoires écrits, erreurs reliées par aria-describedby. test/client/kit/field.test.tsx
11.11 | C | Le contrôle de saisie propose, si nécessaire, des corrections. | Les refus disent la valeur lue, la forme attendue et un exemple. test/client/entry/entry-range.test.tsx
11.12 | C | Les données modifiables ont une confirmation ou une reprise. | Effacer se confirme, un import s’annule (test/server/imports/undo.test.ts), une valeur garde son histoire.
11.13 | C | La finalité des champs personnels se déduit. | autocomplete sur le nom, l’adresse électronique et le mot de passe (client/account).
# Navigation
12.1 | C | Chaque ensemble de pages a deux systèmes de navigation. | Le menu et le plan du site. test/e2e/announcements.test.ts
12.2 | C | Le menu est toujours à la même place. | Un seul cadre pour toutes les pages (client/ui/layout/app-shell.tsx).
12.3 | C | La page « plan du site » est pertinente. | Elle est faite de la même liste que le menu (client/lib/routing/rooms.ts). test/e2e/announcements.test.ts
12.4 | C | La page « plan du site » est atteignable de la même manière. | Par le pied de chaque page. test/e2e/announcements.test.ts
12.5 | NA | Le moteur de recherche est atteignable de la même manière. | Le site n’a pas de moteur de recherche.
12.6 | C | Les zones de regroupement peuvent être atteintes ou évitées. | En-tête, navigation, contenu et pied sont des régions. test/e2e/accessibility.test.ts (axe : region)
12.7 | C | Un lien d’évitement mène au contenu. | test/e2e/accessibility.test.ts (par le clavier)
12.8 | C | L’ordre de tabulation est cohérent. | Aucun tabindex positif ; test/e2e/accessibility.test.ts (axe : tabindex)
12.9 | C | Pas de piège au clavier. | test/e2e/reflow.test.ts (le clavier fait le tour de chaque page), test/e2e/accessibility.test.ts (Échap ferme les dialogues)
12.10 | C | Les raccourcis d’une touche se contrôlent. | Ils se coupent dans la liste des raccourcis (client/help/shortcut-dialog.tsx).
12.11 | C | Les contenus apparus au survol ou au focus s’atteignent au clavier. | Les sigles s’ouvrent au focus (client/ui/text/abbreviation.tsx) ; les menus au clavier. test/e2e/first-load.test.ts
# Consultation
13.1 | NC | L’utilisateur contrôle chaque limite de temps. | Une session se ferme après huit heures sans activité (douze au plus), sans prévenir avant. Rien n’est perdu : on se reconnecte sur place. test/e2e/entry.test.ts
13.2 | C | Pas de nouvelle fenêtre sans action de l’utilisateur. | Aucun lien n’ouvre de fenêtre.
13.3 | NC | Chaque document téléchargeable a, si nécessaire, une version accessible. | Le rapport est un PDF balisé (test/server/reports/render-pdf.test.ts) et ses chiffres sont en CSV ; les documents Word et les classeurs n’ont pas été audités.
13.4 | NC | La version accessible offre la même information. | Vrai du PDF du rapport ; les documents Word et les classeurs n’ont pas été audités.
13.5 | C | Les contenus cryptiques ont une alternative. | Aucun dessin de caractères ; les sigles ont leurs mots (client/ui/text/abbreviation.tsx).
13.6 | C | L’alternative des contenus cryptiques est pertinente. | Le glossaire donne les mots et le sens (shared/help/glossary.ts).
13.7 | C | Pas de changement brusque de luminosité ni de flash. | Rien ne clignote ; les animations durent moins de 0,3 s et cessent à la demande. test/e2e/reflow.test.ts (mouvement réduit)
13.8 | C | Les contenus en mouvement se contrôlent. | Seule tourne l’attente d’une réponse ; elle s’arrête à la demande. test/e2e/reflow.test.ts (mouvement réduit)
13.9 | C | Le contenu se consulte dans les deux orientations. | Aucune orientation imposée. test/e2e/reflow.test.ts
13.10 | C | Les gestes complexes ont une alternative simple. | Aucun geste à plusieurs doigts ni tracé ; un fichier se dépose ou se choisit (client/ui/form/drop-zone.tsx).
13.11 | C | Les actions du pointeur peuvent être annulées. | Elles se font au relâchement, par les boutons et les liens du navigateur.
13.12 | NA | Les mouvements de l’appareil ont une alternative. | Aucune fonction ne suit les mouvements de l’appareil.
`;
