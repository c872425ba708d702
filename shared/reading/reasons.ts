import { type CellRefusalCode, refusalSentence } from '../domain/entry/cell-rules.ts';
import { NOT_FED_THEN } from '../registers/feeding-words.ts';
import { UNCOMPUTED } from './grid.ts';
import { quoted } from './text.ts';

/**
 * Why a cell, a row or a sheet is not taken as it is, by a code that may be stored. The first sentence quotes the file (`{v}` its
 * value, `{p}` what is proposed) and is said where the file is; the second, when there is one, quotes nothing.
 */
const sentences = {
  'date-impossible': [
    'La date {v} n’existe pas dans le calendrier\u00a0: écrivez-la jour/mois/année.',
    'Cette date n’existe pas dans le calendrier\u00a0: écrivez-la jour/mois/année.',
  ],
  'date-text': [
    'Une date est attendue et la cellule contient un texte, {v}\u00a0: écrivez-la jour/mois/année, ou laissez la cellule vide.',
    'Une date est attendue et la cellule contient un texte\u00a0: écrivez-la jour/mois/année, ou laissez la cellule vide.',
  ],
  'date-partial': [
    '{v} ne dit pas quel jour ni quel mois\u00a0: écrivez la date, jour/mois/année.',
    'La cellule ne dit pas quel jour ni quel mois\u00a0: écrivez la date, jour/mois/année.',
  ],
  'date-several': [
    'La cellule contient plusieurs dates, {v}\u00a0: n’en gardez qu’une, ou faites une ligne par date.',
    'La cellule contient plusieurs dates\u00a0: n’en gardez qu’une, ou faites une ligne par date.',
  ],
  'date-old': [
    'La date {v} est trop ancienne pour être juste\u00a0: vérifiez l’année.',
    'Cette date est trop ancienne pour être juste\u00a0: vérifiez l’année.',
  ],
  'date-future': [
    'La date {v} est dans le futur\u00a0: vérifiez l’année et le mois.',
    'Cette date est dans le futur\u00a0: vérifiez l’année et le mois.',
  ],
  'date-swapped': [
    'La date {v} n’existe pas dans l’ordre jour/mois\u202f; dans l’ordre mois/jour, c’est le {p}\u00a0: acceptez cette lecture, ou corrigez la date.',
    'Cette date n’existe que dans l’ordre mois/jour\u00a0: acceptez cette lecture, ou corrigez la date.',
  ],
  'date-short-year': [
    'L’année de {v} n’a que deux chiffres, elle est lue {p}\u00a0: confirmez-le, ou écrivez l’année entière.',
    'L’année n’a que deux chiffres\u00a0: confirmez la lecture, ou écrivez l’année entière.',
  ],
  'date-two-ways': [
    'D’autres dates de cette colonne sont écrites mois/jour\u00a0: {v} est lue {p} (jour/mois)\u202f; confirmez-le, ou corrigez la colonne.',
    'D’autres dates de cette colonne sont écrites mois/jour\u00a0: confirmez la lecture jour/mois, ou corrigez la colonne.',
  ],
  'date-marked': [
    '{v} porte une marque de doute ou de note, la date est lue {p}\u00a0: confirmez-la, ou corrigez-la.',
    'La date porte une marque de doute ou de note\u00a0: confirmez-la, ou corrigez-la.',
  ],
  'date-month-only': [
    '{v} ne dit pas quel jour, lu {p}\u00a0: confirmez-le, ou écrivez la date entière.',
    'La cellule ne dit pas quel jour\u00a0: confirmez le premier du mois, ou écrivez la date entière.',
  ],
  'waits-for-answer': [
    'La question posée sur cette colonne attend sa réponse\u00a0: {v} n’est pas repris d’ici là.',
    'La question posée sur cette colonne attend sa réponse\u00a0: la cellule n’est pas reprise d’ici là.',
  ],
  'number-masked': [
    'La valeur {v} est masquée\u00a0: donnez le nombre exact, ou «\u00a0NC\u00a0» s’il n’est pas connu.',
    'La valeur est masquée\u00a0: donnez le nombre exact, ou «\u00a0NC\u00a0» s’il n’est pas connu.',
  ],
  'number-text': [refusalSentence('not-a-number')],
  'number-negative': [refusalSentence('negative')],
  'number-whole': [refusalSentence('not-an-integer')],
  'number-large': [refusalSentence('too-large')],
  'number-percent': [refusalSentence('percent-sign')],
  'number-unit': [refusalSentence('other-unit')],
  'number-several': [
    'La cellule contient plusieurs nombres, {v}\u00a0: donnez-en un seul.',
    'La cellule contient plusieurs nombres\u00a0: donnez-en un seul.',
  ],
  'number-thousands': [
    '{v} est lu {p}\u00a0: confirmez-le, ou écrivez le nombre sans point ni virgule.',
    'Les trois chiffres après le point sont lus comme des milliers\u00a0: confirmez-le, ou écrivez le nombre sans point ni virgule.',
  ],
  'number-about': [
    '{v} est une valeur approchée, lue {p}\u00a0: confirmez-le, ou donnez le nombre exact.',
    'La valeur est approchée\u00a0: confirmez la lecture, ou donnez le nombre exact.',
  ],
  'number-note': [
    '{v} est lu {p}, sans la note qui suit\u00a0: confirmez-le, ou écrivez le nombre seul.',
    'Le nombre est suivi d’une note\u00a0: confirmez la lecture, ou écrivez le nombre seul.',
  ],
  'number-marked': [
    '{v} porte une marque de doute\u00a0: confirmez {p}, ou corrigez le nombre.',
    'Le nombre porte une marque de doute\u00a0: confirmez-le, ou corrigez-le.',
  ],
  'number-words': [
    '{v} est écrit en lettres\u00a0: confirmez {p}, ou écrivez-le en chiffres.',
    'Le nombre est écrit en lettres\u00a0: confirmez-le, ou écrivez-le en chiffres.',
  ],
  'part-over-whole': [refusalSentence('part-greater-than-whole')],
  'commune-unknown': [
    'La commune {v} n’est pas reconnue\u00a0: la ligne est gardée sans commune\u202f; précisez-la.',
    'La commune n’est pas reconnue\u00a0: la ligne est gardée sans commune\u202f; précisez-la.',
  ],
  'commune-typo': [
    'La commune {v} n’est pas reconnue, s’agit-il de {p}\u202f? La ligne est gardée sans commune en attendant.',
    'La commune n’est pas reconnue mais ressemble à une autre\u00a0: la ligne est gardée sans commune en attendant.',
  ],
  'commune-postal': [
    'Le code postal {v} ne suffit pas à désigner une commune\u00a0: la ligne est gardée sans commune\u202f; écrivez son nom.',
    'Un code postal ne suffit pas à désigner une commune\u00a0: la ligne est gardée sans commune\u202f; écrivez son nom.',
  ],
  'yes-no': [
    '«\u00a0Oui\u00a0» ou «\u00a0non\u00a0» est attendu, et la cellule contient {v}\u00a0: corrigez-la.',
    '«\u00a0Oui\u00a0» ou «\u00a0non\u00a0» est attendu\u00a0: corrigez la cellule.',
  ],
  'cell-error': [
    'La cellule contient l’erreur {v} du tableur\u00a0: corrigez la formule.',
    'La cellule contient une erreur du tableur\u00a0: corrigez la formule.',
  ],
  'formula-blank': [
    'Cette formule n’a pas de résultat enregistré\u00a0: ouvrez et enregistrez le classeur dans votre tableur, puis redéposez-le.',
  ],
  'number-spoilt': [
    'Le numéro {v} a été abîmé par le tableur, qui en a perdu des chiffres\u00a0: mettez la colonne des numéros au format texte et exportez de nouveau.',
    'Le numéro a été abîmé par le tableur, qui en a perdu des chiffres\u00a0: mettez la colonne des numéros au format texte et exportez de nouveau.',
  ],
  needed: ['Cette cellule est nécessaire et elle est vide\u00a0: complétez-la, puis redéposez le fichier.'],
  undated: [
    'La date manque et ni la feuille ni son titre ne disent le mois\u00a0: complétez-la, puis redéposez le fichier.',
  ],
  slid: [
    'La ligne compte plus de cellules que l’en-tête\u00a0: un séparateur s’est glissé dans un texte, mettez ce texte entre guillemets.',
  ],
  'row-other-titles': [
    'Cette ligne est sous d’autres titres, qui ne suffisent pas à la lire\u00a0: mettez ce tableau dans un fichier à part, avec les titres du registre.',
  ],
  'unknown-line': [
    'Cet indicateur n’est pas attendu dans un relevé mensuel\u00a0: vérifiez son libellé ou ajoutez son code.',
  ],
  'month-future': [refusalSentence('future-month')],
  'counted-crosses': [
    'Les présents sont comptés d’après les croix des colonnes de participants\u00a0: vérifiez le nombre, ou donnez-le dans une colonne.',
  ],
  'not-assigned': [refusalSentence('not-assigned')],
  'not-fed': [NOT_FED_THEN],
  'parts-exceed-whole': [refusalSentence('parts-exceed-whole')],
  'wrong-shape': [refusalSentence('wrong-shape')],
  'whole-is-zero': [refusalSentence('whole-is-zero')],
  'percent-over-100': [refusalSentence('percent-over-100')],
  'neither-yes-nor-no': [refusalSentence('neither-yes-nor-no')],
  'two-numbers': [refusalSentence('two-numbers')],
  doubt: ['Cette valeur est possible mais étonnante\u00a0: vérifiez-la.'],
  'words-only': ['Ce texte libre peut contenir un nom\u00a0: seuls les mots connus de l’observatoire en sont gardés.'],
  'choice-unknown': [
    'La valeur {v} n’est pas l’une de celles attendues\u00a0: corrigez-la, ou laissez la cellule vide.',
    'La valeur n’est pas l’une de celles attendues\u00a0: corrigez-la, ou laissez la cellule vide.',
  ],
  'row-total': ['Ligne de total\u00a0: elle ne compte pas.'],
  'row-note': ['Titre ou note, sans donnée\u00a0: la ligne ne compte pas.'],
  'row-header': ['En-tête répété\u00a0: la ligne ne compte pas.'],
  'row-example': ['Ligne d’exemple du modèle\u00a0: elle ne compte pas.'],
  moved: [
    'Cette ligne ressemble à une ligne déjà connue, à une autre date\u00a0: dites si c’est la même, corrigée, ou une autre.',
  ],
  'moved-year': [
    'Ce numéro est déjà celui d’une ligne d’une autre année\u00a0: dites si c’est le même dossier, corrigé, ou si la numérotation recommence.',
  ],
  'moved-month': ['La ligne quitte un mois déjà validé\u00a0: dites si elle doit le quitter.'],
  expired: ['La durée de conservation de cette ligne est dépassée, ou elle a été effacée à la demande de la personne.'],
  'left-out': ['La ligne a été laissée de côté.'],
  'unread-titles': [
    'Ses titres ne sont pas ceux du registre\u00a0: reprenez les titres des autres feuilles, ou dites ce que contiennent ses colonnes.',
  ],
  'unread-no-table': ['Aucune ligne de titres connue n’y a été trouvée.'],
  'row-hidden': [
    'Cette ligne est masquée dans le classeur (à la main, ou par un filtre) et elle est prise comme les autres\u00a0: supprimez-la du fichier si elle ne doit pas compter.',
  ],
  'sheet-hidden': [
    'Cette feuille est masquée dans le classeur, et c’est elle qui est lue, faute d’une autre\u00a0: vérifiez que c’est bien celle qui compte.',
  ],
  'sheet-overlaps': [
    'Plusieurs lignes de cette feuille sont aussi, à l’identique, dans une autre\u00a0: si l’une est une copie de l’autre, supprimez-la du classeur, car elles comptent deux fois.',
  ],
  cancelled: [
    'La ligne dit que la séance est annulée ou reportée, et elle est prise\u00a0: laissez-la de côté, ou supprimez-la du fichier, si rien n’a eu lieu.',
  ],
  'unread-missing': [
    'Le classeur nomme cette feuille, et son contenu manque dans le fichier\u00a0: ouvrez et enregistrez le classeur de nouveau, puis redéposez-le.',
  ],
  'unread-hidden': ['Feuille masquée\u00a0: affichez-la pour qu’elle soit lue.'],
  'unread-repeats': [
    'Toutes ses lignes répètent celles d’autres feuilles (récapitulatif)\u00a0: elles ne comptent qu’une fois.',
  ],
  'unread-other': [
    'Cette feuille appartient à une autre source, {v}\u00a0: importez-la avec cette source.',
    'Cette feuille appartient à une autre source\u00a0: importez-la avec cette source.',
  ],
  'unread-table': [
    'Un autre tableau s’y trouve, au-dessus ou à côté de celui qui est lu\u00a0: mettez chaque tableau dans sa feuille, ou l’un sous l’autre.',
  ],
  'unread-planned': [
    'La feuille donne des objectifs ou des prévisions, d’après son nom, et non ce qui a été fait\u00a0: elle ne compte pas.',
  ],
  'unread-month': [
    'Ni son nom ni son titre ne disent de quel mois il s’agit\u00a0: écrivez-le, par exemple «\u00a0Juillet 2024\u00a0».',
  ],
  'layout-pivot': [
    'C’est un tableau croisé dynamique, qui ne donne que des totaux\u00a0: déposez la liste d’où il est tiré, une ligne par dossier.',
  ],
  'layout-attendance': [
    'C’est une feuille de présence (émargement), une personne par ligne\u00a0: déposez la liste des ateliers, une ligne par séance avec sa date, son thème et le nombre de participants, sans les noms.',
  ],
  'layout-quarters': [
    'Les valeurs y sont données par trimestre, ou pour plusieurs mois à la fois, et ne peuvent pas être réparties entre les mois\u00a0: donnez un relevé où chaque mois a sa colonne.',
  ],
  'layout-counts': [
    'Ce tableau ne donne que des nombres, par mois ou par année, et aucun de ses titres n’est un indicateur connu\u00a0: déposez la liste d’où ils sont tirés, une ligne par dossier, ou un relevé dont les lignes portent le nom des indicateurs.',
  ],
  'layout-transposed': [
    'Les titres y sont écrits les uns sous les autres, dans la première colonne\u00a0: transposez le tableau, un dossier par ligne et un titre par colonne.',
  ],
  'layout-two-headers': [
    'Les titres y sont écrits sur deux lignes, les mois au-dessus des indicateurs, et plusieurs lignes suivent\u00a0: mettez les indicateurs en lignes et les mois en colonnes, avec un seul total.',
  ],
} satisfies Record<string, [quoting: string, bare?: string]>;

export type ReasonCode = keyof typeof sentences;

/** The code under which a file tells a refusal of the rules of cells. */
const reasonOfRefusal = {
  'not-a-number': 'number-text',
  'percent-sign': 'number-percent',
  'other-unit': 'number-unit',
  negative: 'number-negative',
  'not-an-integer': 'number-whole',
  'too-large': 'number-large',
  'not-finite': 'number-large',
  'part-greater-than-whole': 'part-over-whole',
  'future-month': 'month-future',
} satisfies Partial<Record<CellRefusalCode, ReasonCode>>;

/** The code that a refusal of a cell is stored under. */
export const refusalReason = (code: CellRefusalCode): ReasonCode =>
  code in reasonOfRefusal ? reasonOfRefusal[code as keyof typeof reasonOfRefusal] : (code as ReasonCode);

/** True for a code that has a sentence. */
export const isReasonCode = (code: string): code is ReasonCode => code in sentences;

const MOST_SHOWN = 60;

/** A sentence with the words of the file. Example: `reasonWith('date-future', '12/03/2204')`. */
export function reasonWith(code: ReasonCode, value = '', proposed = ''): string {
  const shown = (text: string) => quoted(text.slice(0, MOST_SHOWN));
  return sentences[code][0].replace('{v}', () => shown(value)).replace('{p}', () => shown(proposed));
}

/** The same sentence for whoever does not have the file: it quotes nothing of it. */
export function reasonWithout(code: ReasonCode): string {
  const [quoting, bare] = sentences[code] as [string, string?];
  return bare ?? quoting;
}

/** What is wrong with a formula: its result is an error, or nobody ever computed it. */
export const codeOfError = (error: string): ReasonCode => (error === UNCOMPUTED ? 'formula-blank' : 'cell-error');
export const errorReason = (error: string): string => reasonWith(codeOfError(error), error);
