import { sizeNeeded, wishOf } from '../domain/ledger/dwelling-need.ts';
import type { EthosCode } from '../domain/ledger/ethos.ts';
import type { HouseholdProfile, LedgerCase } from '../domain/ledger/ledger-tally.ts';
import type { ExitKind, Spell } from '../domain/ledger/spell.ts';
import type { IsoDate } from '../domain/month.ts';
import { recordOf } from '../domain/record-of.ts';
import { type Content, isUnreadable } from './register.ts';
import { undatedEnds } from './siao-labels.ts';

/** SI-SIAO's situations in ETHOS Light. A hotel room paid by the 115 is emergency shelter, for Insee too. */
const ethosOf: Record<string, EthosCode> = {
  'Rue - abri de fortune': 'E1',
  "Hébergement d'urgence": 'E2',
  Hôtel: 'E2',
  'CHRS / stabilisation': 'E3',
  "Sortie d'institution": 'E4',
  'Squat - bidonville': 'E5',
  'Hébergé chez un tiers': 'E6',
  'Logement (risque de perte)': 'X7',
};

/** What a closing means. A reason that is not listed is another exit; silence, said by a closing or not, is never a success. */
const exitKinds: Record<string, ExitKind> = {
  'Relogement parc social': 'housed',
  'Relogement parc privé': 'housed',
  'Intermédiation locative': 'housed',
  'Pension de famille': 'housed',
  'Sans nouvelles': 'lost',
  'Non actualisée': 'lost',
};

/** The fewest persons that a composition can have, when their number is not given. */
const fewest: Record<string, number> = {
  'Femme seule avec enfant(s)': 2,
  'Homme seul avec enfant(s)': 2,
  'Couple sans enfant': 2,
  'Couple avec enfant(s)': 3,
  'Groupe avec enfant(s)': 3,
};

/** The fields that the ledger looks at: the dates of a request, how it stands, and of whom. Nothing else of a row changes it. */
export const dateFields = ['requestDate', 'orientationDate', 'admissionDate', 'updateDate', 'closingDate'] as const;
export const standingFields = ['requestType', 'closingReason', 'status', 'unreadable'] as const;
export const profileFields = [
  'situation',
  'composition',
  'persons',
  'minors',
  'recommendation',
  'commune',
  'sex',
] as const;

/** Everybody but the adults that the composition names, when the minors are not counted. */
function likelyMinors(composition: string, persons: number): number {
  if (!composition.includes('enfant(s)')) return 0;
  return Math.max(1, persons - (/^(Couple|Groupe)/.test(composition) ? 2 : 1));
}

export const NOT_GIVEN = 'Non renseigné';

const textIn = (content: Content, field: string) => {
  const value = content[field];
  return typeof value === 'string' && value !== '' ? value : null;
};
const numberIn = (content: Content, field: string) => {
  const value = content[field];
  return value === null || value === undefined || value === '' ? null : Number(value);
};

/** The dates of a request, an absent one empty. */
export type SiaoDates = Record<(typeof dateFields)[number], string>;

/** How a request stands, beside its dates. */
export interface SiaoStanding {
  isRenewal: boolean;
  /** What a closing with a date means. */
  closing: { kind: ExitKind; reason: string };
  /** What a status says is over, without a date. */
  undated: string | undefined;
  /** The closing says something unreadable: the request is over, nobody knows when. */
  isClosingUnreadable: boolean;
}

/** What is not a first request: its household was known before. */
const renewals: ReadonlySet<string> = new Set(['Actualisation', 'Réexamen']);

export function siaoStanding(content: Content): SiaoStanding {
  const undated = undatedEnds[textIn(content, 'status') ?? ''];
  const reason = textIn(content, 'closingReason') ?? undated ?? 'Motif non renseigné';
  return {
    isRenewal: renewals.has(textIn(content, 'requestType') ?? ''),
    closing: { kind: exitKinds[reason] ?? 'other', reason },
    undated,
    isClosingUnreadable: isUnreadable(content, 'closingDate'),
  };
}

/** Whose request it is, by what figures are divided by. Nothing nominative is kept. */
export function siaoProfile(content: Content, groupOf: (commune: string) => string | undefined): HouseholdProfile {
  const composition = textIn(content, 'composition') ?? NOT_GIVEN;
  const persons = Math.max(1, numberIn(content, 'persons') ?? fewest[composition] ?? 1);
  const situation = textIn(content, 'situation') ?? NOT_GIVEN;
  return {
    persons,
    ethos: ethosOf[situation] ?? null,
    situation,
    composition,
    group: groupOf(textIn(content, 'commune') ?? '') ?? NOT_GIVEN,
    sex: textIn(content, 'sex') ?? NOT_GIVEN,
    wish: wishOf(textIn(content, 'recommendation')),
    size: sizeNeeded({ persons, minors: numberIn(content, 'minors') ?? likelyMinors(composition, persons) }),
  };
}

/**
 * The spell of a request, or null when it has no date: the file number tells nothing of a household across requests, so that
 * each is one spell of one household. `heldOn`: the day of the latest full export that holds it, where that counts as contact.
 */
export function siaoSpell(dates: SiaoDates, standing: SiaoStanding, heldOn: IsoDate | null): Spell | null {
  const { requestDate: requested, orientationDate, admissionDate, updateDate, closingDate } = dates;
  // A closing that says something unreadable is neither in nor out of a stock.
  if (requested === '' || standing.isClosingUnreadable) return null;
  const contacts: IsoDate[] = [];
  let lastContact = requested;
  for (const date of [orientationDate, admissionDate, updateDate]) {
    if (date === '') continue;
    contacts.push(date);
    if (date > lastContact) lastContact = date;
  }
  let exit: Spell['exit'] = null;
  if (closingDate !== '') exit = { date: closingDate, kind: standing.closing.kind, reason: standing.closing.reason };
  else if (standing.undated !== undefined) exit = { date: lastContact, kind: 'other', reason: standing.undated };
  const admitted = admissionDate === '' ? null : admissionDate;
  return { requested, contacts, admitted, heldOn, isRenewal: standing.isRenewal, exit };
}

/**
 * What the ledger knows of one SI-SIAO row, or null when it has no date. An « Actualisation » has a number of its own too: it
 * is nobody new, and a household may be there twice until people are linked.
 * Example: a row of 2023-05-07, in a squat in Longvic, still open: requested 2023-05-07, E5, group LARGE.
 */
export function siaoCase(
  content: Content,
  groupOf: (commune: string) => string | undefined,
  heldOn: IsoDate | null = null,
): LedgerCase | null {
  const dates = recordOf(dateFields, (field) => textIn(content, field) ?? '');
  const spell = siaoSpell(dates, siaoStanding(content), heldOn);
  return spell && { spell, profile: siaoProfile(content, groupOf) };
}

/** ETHOS Light code of a situation that SI-SIAO names; null when it is not given or not known. */
export function ethosOfSituation(situation: string): EthosCode | null {
  return ethosOf[situation] ?? null;
}
