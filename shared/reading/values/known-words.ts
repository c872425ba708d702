import { allRegisters } from '../../registers/all-registers.ts';
import { fold } from '../text.ts';

/** Words of organisations, measures and places of the field, which name nobody. Anything else may be somebody's name. */
const vocabulary = `
115 abord abri abris accalmie acces accession accompagnement accompagnements accompagnee accord accorde accordee accueil acor
acte actif action actions active actualisation adapte adaptee adaptees ademe adefo adil adli adoma adosol agence aide aides ailleurs aire ajourne ajournee
ajournement al alt aml amli amp amicale ancre anef ap apf appartement appui are arrete asll aslm asso association associations associatif
assurance atelier ateliers attente attribution aucun aucune autonome autonomes autre autres avdl avis bail baux bailleur bailleurs bas bdf bien bilan boutique budget bureau
cada caes caf cafpi caisse campement cap capacite carence cas ccapex ccas cchp centre cha chantier charges chauffage chef chez chomage chrs chs chu chambre
cias cite ciss civil clas clinique clos close cloture cloturee cllaj cmp cms cmu coallia collectif collectifs colocation comite commission commune communes
compagnons compagnie complet composition comptes concours conseil conseiller conseils consommation contentieux contrat convention coordination
corse couple couples cote courrier cph cpam cpef credit creche croix csapa cse csst culture cesf dal dalo danger date ddcs ddets deces decision defavorable
delegation demande demandes demenagement demarche demarches departement departemental departementale depot detention dette dettes diagnostic direct
directe direction directrice dispositif divers domicile domiciliation domino don droit droits dsf dt eau eco ecole economie economies education effectif elan
electricite elementaire embauche emmaus emploi enfance enfant enfants energie energies energetique ensemble entreprise entretien epicerie equipe errance espace esat
estime etablissement etat etude etudiant etudiants europe evs examen exterieur exterieure ext externe facture factures fait familial familiale familiales famille familles favorable femme
femmes fin fjt fnars fondation foncier formation formations force forum foyer foyers france francais francaise frais fsl fuite garantie garanties gens gestes
gestion gestionnaire gla globale grand grande gratuit groupe groupes guichet habitat habitants handicap haut hebergement heberge hebergee hh hlm homme hommes hopital hors
hospitalier hospitalisation hotel hud hu huda humanisme hygiene icf identifie iml impaye impayes incomplet inclusion individuel information insertion installation
institution integration intercommunal intermediation interne isole isolee jeune jeunes jeunesse judiciaire juge jugement juridique justice laep lhss lam laverie ligne lien liens liste litige local locale locales location
locatif locative locaux logement logements logis loyer loyers ludotheque maintien mairie maison maisons mal malade mandat mandats maraude maraudes mediation medical medico medecin
medecins menage menages mensuel mensuelle mere mesure mesures metropole meuble meublee mg mgen mijec militaire mineur mineurs ministere mission missions mna mob mobile mobilite moderation
monoparentale mousse msa mutualite mutuelle na national neant nettoyage non nord nuit nuitee nuitees oeuvre offre ofii operateur opah ophlm orange orientation orientations oriente orientee
ouest oui ouvert ouverte parc paris parent parents parental parentalite part particulier partenaire partenaires partenariat partiel passerelle pass pays pcb pension pensions periode permanence perdu perdue personne
personnes petit petite physique piece pieces place places plai plan plateforme pls plui plus pmi point pole politique portage pref prefecture premier premiere preparation
prescripteur presence prevention prison prive privee prives privees professionnel professionnelle programme projet propriete propriétaire proprietaire protection provisoire proximite psychiatrie psychiatrique
public publique publics puma puv quartier quartiers qpv rdv reorientation reoriente reorientee reexamen referent refuge refugie refugies refus refuse refusee region regional reglement regie rejet
relais relogement remise renouvellement rencontre rencontree repit reponse reporte reportee report requerant residence residences residentielle resources ressource ressources restos retour reunion
retraite risque rouge rsa rue saap sacs samu samusocial sans sante savs samsah scolaire securite secours secteur sejour semaine semaines service services sessad seul seule seuls siao sian signalement
siae simple situation situations social sociale sociales sociaux societe soleil solibail soliha solidaire solidaires solidarite solidarites sort sortant sortants sortie sous sous-location soutien spada spip
squat stabilisation stage standard stop studio sud suite suivi suivis surendettement suspendu syndic syndicat tarif telephone temporaire terrain territoire territorial territoriale
theme tiers toit toute toutes tous traitement trajectoire tri transfert transition transitoire transmise travail travaux tremplin tri tribunal tutelle tutelles ucsa ucsda udaf uhr uie unite
urgence urgences usage utilisation utile vacances vacant valide validee vente vers vie ville violences visale visite vue vivre voisinage voisins voiture vouloir zone
habellis orvitis cdc chartreuse blanqui cllaj catholique armee salut secours populaire francaise terre restaurants coeur coeurs ademas sdat pep pep21 acodege herriot mutualiste
orphelins apprentis auteuil cimade forum refugies viltais coallia logeo emmaus abbe pierre habitation moderne neolia scic adali maisonnee trait union
unis vers cites carmi mfr greta afpa plie sauvegarde icaunaise bourguignonne bourgogne or franche comte etang iris fnath
refere charte solidarites lgt log ind col gr mens ad ma hum econome recyclage tri dechets bricolage cuisine menager menagers menagere alimentation jardin jardinage peinture numerique numeriques
lecture compteur eaux fluides ecogestes gestes geste savoir etre faire decoration couture hygiene nuisibles punaises conso droits devoirs locataire locataires proprietaires
sphere quotidien quotidienne assainissement aeration ventilation humidite isolation securiser petits travaux
`;

/** Small words that never name anybody on their own. */
const links = 'a au aux avec de des du d dans en et l la le les ou par pour s sur un une sous chez';

/** « Chez » is followed by somebody: what comes after it says who. */
const common = new Set([...vocabulary.split(/\s+/), ...links.split(' ')].filter(Boolean));

let all: Set<string> | undefined;

/** Every word that the registers themselves use, and those of the field. */
function knownWords(): Set<string> {
  if (all) return all;
  const own = allRegisters.flatMap(({ columns, label }) => [
    label,
    ...columns.flatMap((column) => (column.kind === 'nominative' ? [] : [column.label, ...column.aliases])),
    ...columns.flatMap(({ choices }) => Object.entries(choices ?? {}).flatMap(([name, others]) => [name, ...others])),
  ]);
  all = new Set([...common, ...own.flatMap((text) => fold(text).split(' '))]);
  for (const word of ['m', 'mme', 'mr', 'monsieur', 'madame', 'nom', 'prenom']) all.delete(word);
  return all;
}

const someone =
  /(^|[\s(])(m\.|mr\.?|mme\.?|melle|mlle|monsieur|madame|né\(?e?\)?|née) |\d{2}[ .]\d{2}[ .]\d{2}[ .]\d{2}|@|\b(0[1-9]|[12]\d|3[01])[/.-](0[1-9]|1[0-2])[/.-]\d{2,4}/i;

/** True when a text shows that it speaks of somebody: a title, a telephone number, an address of mail, a full date. */
export function showsSomeone(text: string): boolean {
  return someone.test(text);
}

/** A surname in capitals beside a first name: `MARTIN Anne`, `Anne MARTIN`. Known words may have that shape too (`CDC Habitat`). */
export function looksLikeName(text: string): boolean {
  return /(^|\s)(\p{Lu}[\p{Lu}'’-]{2,} \p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+ \p{Lu}[\p{Lu}'’-]{2,})(\s|$)/u.test(text);
}

/** A short number belongs to what it numbers (« T2 », « 115 », « Emploi 21 »); groups of digits are telephones and dates. */
function keptNumbers(words: string[]): boolean {
  return words.filter((word) => /^\d+$/.test(word)).length <= 1;
}

const answers = new WeakMap<Set<string>, Map<string, { words: string; whole: boolean }>>();
const nowhere = new Set<string>();

/**
 * What may be kept of a free text: the words that are known to name nobody. `whole`: all of it, as it is written.
 * Example: `CCAS de Dijon (Mme Martin)` keeps `CCAS de Dijon`.
 */
export function knownWordsOf(text: string, placeWords: Set<string> = nowhere): { words: string; whole: boolean } {
  const remembered = answers.get(placeWords) ?? new Map<string, { words: string; whole: boolean }>();
  answers.set(placeWords, remembered);
  const before = remembered.get(text);
  if (before) return before;
  const known = knownWords();
  const pieces = text.split(/([^\p{L}\p{N}]+)/u);
  const spoken = pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece));
  const numbers = keptNumbers(spoken);
  const isKnown = (piece: string) => {
    const words = fold(piece).split(' ').filter(Boolean);
    return words.every((word) =>
      /^\d+$/.test(word)
        ? numbers && word.length <= 3
        : known.has(word) ||
          placeWords.has(word) ||
          known.has(word.replace(/[sx]$/, '')) ||
          /^[tf]\d$/.test(word) ||
          /^\d+(er|re|e|eme|ere)$/.test(word),
    );
  };
  const whole = spoken.every(isKnown) && !showsSomeone(text);
  const words = whole ? text : withoutLooseEnds(spoken.filter(isKnown));
  if (remembered.size < 20_000 && text.length < 200) remembered.set(text, { words, whole });
  return { words, whole };
}

/** Link words at either end join nothing any more. */
function withoutLooseEnds(words: string[]): string {
  const linking = new Set(links.split(' '));
  const isLoose = (word: string | undefined) => word !== undefined && (linking.has(fold(word)) || /^\d+$/.test(word));
  const kept = [...words];
  while (isLoose(kept.at(-1))) kept.pop();
  while (isLoose(kept[0])) kept.shift();
  return kept.join(' ');
}
