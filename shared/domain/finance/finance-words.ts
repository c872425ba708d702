import { frenchCount, frenchDate, frenchDecimal, frenchEuros, frenchPercent } from '../words/french-format.ts';
import type { KnownTotal } from './finance-cents.ts';
import type { Exposure, PaymentStanding, ShareVerdict } from './finance-rules.ts';
import type { ConventionAmounts, TotalGap } from './finance-totals.ts';
import type { PartnerMoney, PartnerSums } from './finance-year.ts';
import type { Cents } from './money.ts';

/** The sentences of the money, for the screen, the files and the report alike. */

/** An amount, or the word for its absence. Example: `amountWords(null)` is `non connu`. */
export function amountWords(cents: Cents | null, absent = 'non connu'): string {
  return cents === null ? absent : frenchEuros(cents);
}

/** A total that says what it lacks. Example: of 24 000 € and one unknown, `24 000 € (1 montant non connu)`. */
export function totalWords({ cents, missing }: KnownTotal, absent = 'non connu'): string {
  if (cents === null) return absent;
  const lacking = frenchCount(missing, 'montant non connu', 'montants non connus');
  return missing === 0 ? frenchEuros(cents) : `${frenchEuros(cents)} (${lacking})`;
}

/** What is paid of conventions, and of how many nothing is recorded. Example: `23 000 € (1 convention sans versement enregistré)`. */
export function partnerPaidWords({ paidCents, unrecorded = 0 }: PartnerSums): string {
  if (paidCents === null) return 'aucun versement enregistré';
  const lacking = frenchCount(
    unrecorded,
    'convention sans versement enregistré',
    'conventions sans versement enregistré',
  );
  return unrecorded === 0 ? frenchEuros(paidCents) : `${frenchEuros(paidCents)} (${lacking})`;
}

/** The year's conventions with partners in a sentence. */
export function partnerSumsWords(sums: PartnerSums): string {
  const paid =
    sums.paidCents === null ? 'aucun versement enregistré' : `versements enregistrés\u00a0: ${partnerPaidWords(sums)}`;
  const left = sums.leftCents === null ? 'reste à verser non connu' : `${frenchEuros(sums.leftCents)} à verser`;
  return `${frenchEuros(sums.amountCents)} conventionnés\u202f; ${paid}\u202f; ${left}.`;
}

/** What is left of one convention. Examples: `3 000 € à verser`, `aucun versement enregistré`. */
export const partnerLeftWords = ({ leftCents }: Pick<PartnerMoney, 'leftCents'>): string =>
  leftCents === null ? 'aucun versement enregistré' : `${frenchEuros(leftCents)} à verser`;

/** What one convention comes to. Example: `30 000 €, dont 12 000 € versés et 18 000 € à verser`. */
export function partnerAmountWords({
  amountCents,
  paidCents,
  leftCents,
}: Pick<PartnerMoney, 'amountCents' | 'paidCents' | 'leftCents'>): string {
  if (paidCents === null || leftCents === null) return `${frenchEuros(amountCents)}, aucun versement enregistré`;
  return `${frenchEuros(amountCents)}, dont ${frenchEuros(paidCents)} versés et ${frenchEuros(leftCents)} à verser`;
}

/** What each total is called. */
export const totalNames: Record<keyof ConventionAmounts, string> = {
  requestedCents: 'Demandé dans l’annexe',
  eligibleCostCents: 'Coût éligible de la convention',
  maximumAnnualCents: 'Soutien annuel maximal de l’État',
  grantedCents: 'Accordé par l’État',
};

const inSentence: Record<keyof ConventionAmounts, string> = {
  requestedCents: 'le demandé de l’annexe',
  eligibleCostCents: 'le coût éligible',
  maximumAnnualCents: 'le maximum annuel',
  grantedCents: 'l’accordé',
};

/** A gap between two totals. Example: `Entre le demandé de l’annexe et le coût éligible : 129 761 €.` */
export function gapWords({ from, to, gapCents }: TotalGap): string {
  return `Entre ${inSentence[from]} et ${inSentence[to]}\u00a0: ${frenchEuros(gapCents)}.`;
}

/**
 * Why the totals differ, and why no line receives a part of the grant. `addUp`: whether some of the lines add up to one of
 * the other totals (null: not looked for, there is nothing to compare or too many lines).
 */
export function totalsWords(lines: number, addUp: boolean | null): string[] {
  const fixed =
    'L’annexe liste ce qui est demandé, ligne par ligne, pour la première année\u202f; la convention fixe un coût éligible et un soutien annuel maximal\u202f; l’État arrête ensuite, chaque année, le montant qu’il accorde.';
  const none = `Aucune combinaison des ${lines} lignes ne donne l’un des autres totaux\u00a0: rien ne dit quelles lignes l’État finance.`;
  const some = 'Certaines lignes donnent bien l’un des totaux, ce qui ne prouve pas que l’État finance celles-là.';
  const never =
    'Le soutien de l’État n’est donc jamais réparti entre les actions, sauf acte qui l’affecte à une ligne.';
  return [fixed, ...(addUp === null ? [] : [addUp ? some : none]), never];
}

/** What the co-financing rule of a line says, as a sentence. */
export function shareWords(verdict: ShareVerdict, maxPercent: number): string {
  const rule = `au plus ${frenchPercent(maxPercent / 100)} par l’État`;
  if (verdict.kind === 'unknown') {
    const lacking =
      verdict.missing === 'state'
        ? 'ce que l’État accorde à cette ligne n’est pas connu'
        : 'la part des autres financeurs n’est pas connue';
    return `Règle non vérifiable (${rule})\u00a0: ${lacking}.`;
  }
  const { kind, statePercent, stateCents, totalCents } = verdict;
  const part = `${frenchDecimal(statePercent)}\u202f% (${frenchEuros(stateCents)} sur ${frenchEuros(totalCents)})`;
  return kind === 'held'
    ? `Règle respectée (${rule})\u00a0: l’État accorde ${part}.`
    : `Règle dépassée (${rule})\u00a0: l’État accorde ${part}.`;
}

const days = (count: number) => frenchCount(Math.abs(count), 'jour', 'jours');

/** Where the State's payment stands, as a sentence. Example: `Versement de l’État attendu au plus tard le 30 novembre 2025, dans 16 jours : 406 614 €.` */
export function paymentWords({ kind, deadline, daysLeft, paidCents, leftCents }: PaymentStanding): string {
  const by = `le ${frenchDate(deadline)}`;
  const when =
    daysLeft < 0 ? `dépassé de ${days(daysLeft)}` : daysLeft === 0 ? 'aujourd’hui' : `dans ${days(daysLeft)}`;
  const paid = paidCents > 0 ? ` ${frenchEuros(paidCents)} déjà versés.` : '';
  switch (kind) {
    case 'paid':
      return `L’État a versé les ${frenchEuros(paidCents)} accordés.`;
    case 'late':
      return `Versement de l’État attendu au plus tard ${by}, ${when}\u00a0: ${amountWords(leftCents)}.${paid}`;
    case 'not-granted':
      return daysLeft < 0
        ? `Le montant accordé par l’État n’est pas renseigné\u202f; le versement était attendu au plus tard ${by}.`
        : `Le montant accordé par l’État n’est pas fixé\u202f; le versement est attendu au plus tard ${by}, ${when}.`;
    default:
      return leftCents === null
        ? `Le montant accordé par l’État n’est pas fixé.${paid}`
        : `Versement de l’État attendu au plus tard ${by}, ${when}\u00a0: ${frenchEuros(leftCents)}.${paid}`;
  }
}

/** What the convention says of what may be taken back. */
export interface ClawbackTerms {
  clawbackPercent: number | null;
  clawbackArticle?: string | null;
  /** What that article says, word for word. */
  clawbackQuote?: string | null;
}

/** What is at risk, as a sentence that predicts nothing. `article`: of the convention, where it is known. */
export function exposureWords(
  exposure: Exposure | null,
  terms: { article: string | null; percent: number | null },
): string {
  if (!exposure)
    return terms.percent === null
      ? 'Le montant exposé ne peut pas être calculé\u00a0: la convention ne fixe aucun taux de reversement.'
      : 'Le montant exposé ne peut pas être calculé\u00a0: ni le montant versé par l’État pour l’année, ni celui qu’il a accordé ne sont connus.';
  const { percent, basis, basisCents, exposureCents } = exposure;
  const on = basis === 'paid' ? 'versés' : 'accordés, faute de versement enregistré';
  const read = terms.article === null ? 'de la convention' : `de l’article ${terms.article}`;
  return `Au plus ${frenchPercent(percent / 100)} des ${frenchEuros(basisCents)} ${on}\u00a0: ${frenchEuros(exposureCents)}. C’est un maximum selon la lecture retenue ${read}, non une prévision.`;
}

/** « Il peut également demander… »: the share may bound the whole, or only what comes on top. */
const hasTwoReadings = (quote: string) => quote.includes('également');

/** What the convention lets the Préfet take back, in its own words, and the two ways to read them where there are two; null: nothing. */
export function clawbackRule({ clawbackPercent, clawbackArticle, clawbackQuote }: ClawbackTerms): string | null {
  if (clawbackPercent === null) return null;
  const by = clawbackArticle ? `L’article ${clawbackArticle}` : 'La convention';
  if (!clawbackQuote) return `${by} permet un reversement d’au maximum ${clawbackPercent}\u202f% des crédits versés.`;
  return [
    `${by} prévoit\u00a0: «\u00a0${clawbackQuote}\u00a0»`,
    ...(hasTwoReadings(clawbackQuote)
      ? [
          `Deux lectures sont possibles\u00a0: les ${clawbackPercent}\u202f% plafonnent ce reversement (lecture retenue pour le montant exposé)\u00a0; ou ils s’y ajoutent, et le texte ne fixe alors aucun plafond en cas de manquement substantiel.`,
        ]
      : []),
    'Le Préfet s’appuie sur le rapport d’exécution\u00a0; la décision lui appartient.',
  ].join(' ');
}
