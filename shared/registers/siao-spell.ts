import { sizeNeeded, wishOf } from '../domain/ledger/dwelling-need.ts';
import type { EthosCode } from '../domain/ledger/ethos.ts';
import type { LedgerCase } from '../domain/ledger/ledger-tally.ts';
import type { ExitKind, Spell } from '../domain/ledger/spell.ts';
import type { IsoDate } from '../domain/month.ts';
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

/** The fields that the ledger looks at. Nothing else of a row changes it. */
export const spellFields = [
  'requestDate',
  'requestType',
  'orientationDate',
  'admissionDate',
  'updateDate',
  'closingDate',
  'closingReason',
  'status',
  'situation',
  'composition',
  'persons',
  'minors',
  'recommendation',
  'commune',
  'unreadable',
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

function exitOf(content: Content, lastContact: string): Spell['exit'] {
  const date = textIn(content, 'closingDate');
  const reason = textIn(content, 'closingReason');
  const status = textIn(content, 'status') ?? '';
  if (date !== null) {
    const said = reason ?? undatedEnds[status] ?? 'Motif non renseigné';
    return { date, kind: exitKinds[said] ?? 'other', reason: said };
  }
  const undated = undatedEnds[status];
  return undated === undefined ? null : { date: lastContact, kind: 'other', reason: undated };
}

/** What is not a first request: its household was known before. */
const renewals: ReadonlySet<string> = new Set(['Actualisation', 'Réexamen']);

/**
 * What the ledger knows of one SI-SIAO row, or null when it has no date. The file number tells nothing of a household
 * across requests, and nothing nominative is kept: each request is one spell of one household. An « Actualisation » has a
 * number of its own too: it is nobody new, and a household may be there twice until people are linked. `heldOn`: the day of the
 * latest full export that holds the row, where that counts as contact.
 * Example: a row of 2023-05-07, in a squat in Longvic, still open: requested 2023-05-07, E5, group LARGE.
 */
export function siaoCase(
  content: Content,
  groupOf: (commune: string) => string | undefined,
  heldOn: IsoDate | null = null,
): LedgerCase | null {
  const requested = textIn(content, 'requestDate');
  // A closing that says something unreadable is over, nobody knows when: it is neither in nor out of a stock.
  if (requested === null || isUnreadable(content, 'closingDate')) return null;
  const admitted = textIn(content, 'admissionDate');
  const steps = [textIn(content, 'orientationDate'), admitted].filter((date) => date !== null);
  const updated = textIn(content, 'updateDate');
  const contacts = updated === null ? steps : [...steps, updated];
  const lastContact = [requested, ...contacts].sort().at(-1) ?? requested;
  const composition = textIn(content, 'composition') ?? NOT_GIVEN;
  const persons = Math.max(1, numberIn(content, 'persons') ?? fewest[composition] ?? 1);
  const situation = textIn(content, 'situation') ?? NOT_GIVEN;
  return {
    spell: {
      requested,
      contacts,
      admitted,
      heldOn,
      isRenewal: renewals.has(textIn(content, 'requestType') ?? ''),
      exit: exitOf(content, lastContact),
    },
    persons,
    ethos: ethosOf[situation] ?? null,
    situation,
    composition,
    group: groupOf(textIn(content, 'commune') ?? '') ?? NOT_GIVEN,
    wish: wishOf(textIn(content, 'recommendation')),
    size: sizeNeeded({ persons, minors: numberIn(content, 'minors') ?? likelyMinors(composition, persons) }),
  };
}

/** ETHOS Light code of a situation that SI-SIAO names; null when it is not given or not known. */
export function ethosOfSituation(situation: string): EthosCode | null {
  return ethosOf[situation] ?? null;
}
