import type { PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import {
  frenchCount,
  frenchDecimal,
  frenchInteger,
  frenchOfMonth,
  frenchPercent,
  frenchQuantity,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import type { Answers } from '../lib/trpc.ts';
import type { LedgerAnswer, PathsAnswer } from './ledger-words.ts';
import { returnWords } from './prepare-delays.ts';

type Funnel = Answers['evictions']['funnel'];

/** One of the four aims, as numbers: what is counted, by which version of the definition, and what it lacks. */
export interface Measure {
  key: 'rare' | 'brief' | 'non-recurring' | 'prevented';
  title: string;
  lines: string[];
  definition: string;
  lacks: string;
}

/** Of how many inhabitants a rate is given. */
const PER = 100_000;

/** « 335 pour 100 000 habitants ». Example: 851 of 254 000 inhabitants: 335. */
export function perInhabitants(count: number, inhabitants: number): string {
  const rate = (PER * count) / inhabitants;
  const said = rate < 10 ? frenchDecimal(rate) : frenchInteger(Math.round(rate));
  return `${said} pour ${frenchInteger(PER)}${S}habitants`;
}

function rated(count: PublishedCount, words: string, inhabitants: number): string {
  if (typeof count !== 'number') return `${words}${S}: ${count === 'hidden' ? stateWords.hidden : stateWords.unknown}`;
  const said = `${words}${S}: ${frenchQuantity(count, 'persons')}`;
  return inhabitants > 0 ? `${said}, soit ${perInhabitants(count, inhabitants)}` : said;
}

function rare({ totals, stocks, source }: LedgerAnswer, inhabitants: number): Measure {
  const now = stocks.find(({ unit, perimeter }) => unit === 'persons' && perimeter === 'insee')?.count ?? null;
  const until = source.through === null ? '' : ` à la fin ${frenchOfMonth(source.through)}`;
  return {
    key: 'rare',
    title: 'Rare',
    lines: [
      rated(now, `Sans domicile${until}`, inhabitants),
      rated(totals.newlyIdentified ?? null, 'Nouvelles en douze mois', inhabitants),
    ],
    definition: `Personnes sans domicile au sens de l’Insee${S}; nouvelles${S}: première demande, ou plus vues depuis 24${S}mois.`,
    lacks: 'Qui n’a rien demandé au SIAO n’y est pas. La population est celle des communes du catalogue.',
  };
}

/** The share of those who still wait who have been waiting for six months; null when a band is not said. */
function longWait({ seniority }: PathsAnswer): number | null {
  const counts = seniority.map(({ count }) => count);
  if (counts.length === 0 || counts.some((count) => typeof count !== 'number')) return null;
  const sum = (some: readonly PublishedCount[]) => some.reduce<number>((total, count) => total + Number(count), 0);
  const whole = sum(counts);
  return whole === 0 ? null : sum(counts.slice(2)) / whole;
}

function brief(paths: PathsAnswer): Measure {
  const { all } = paths.delays;
  const days = (count: number) => frenchCount(Math.round(count), 'jour', 'jours');
  const waiting = longWait(paths);
  return {
    key: 'brief',
    title: 'Bref',
    lines: [
      all
        ? `Relogés en douze mois${S}: la moitié en moins de ${days(all.median)} (un quart en moins de ${days(all.first)}, un quart en plus de ${days(all.third)})`
        : 'Trop peu de relogements pour dire un délai',
      waiting === null
        ? `Attente de six mois ou plus${S}: ${stateWords.unknown}`
        : `${frenchPercent(waiting)} de ceux qui attendent encore attendent depuis six mois ou plus`,
    ],
    definition:
      'Ménages, de la demande au relogement, par la médiane et les quartiles. Par composition dans «\u00a0Délais d’accès au logement\u00a0».',
    lacks:
      'Le temps d’avant la demande n’est pas connu. Le délai de ceux qui attendent encore n’est pas dans la médiane.',
  };
}

function nonRecurring(paths: PathsAnswer): Measure {
  const { title, lead } = returnWords(paths);
  return {
    key: 'non-recurring',
    title: 'Sans retour',
    lines: [title],
    definition:
      'Ménages relogés, revus par le SIAO dans les 6, 12 et 24 mois. Par année de relogement dans «\u00a0Délais d’accès au logement\u00a0».',
    lacks: lead,
  };
}

/** Procedures that ended before the eviction, by the stage at which they did. */
function prevented({ view, year }: Funnel): Measure {
  const ended = view.ended ?? [];
  const isKnown = ended.length > 0 && ended.every((count) => typeof count === 'number');
  const sum = (counts: typeof ended) => counts.reduce<number>((total, one) => total + Number(one), 0);
  const period = year === null ? '' : ` de ${year}`;
  const name = `Procédures${period} closes avant l’expulsion${S}:`;
  // No procedure ended in any way: the file does not say ends, which is not that nobody was spared.
  const said =
    sum(ended) === 0 ? `${stateWords.unknown}, aucune n’a de date de fin` : frenchInteger(sum(ended.slice(0, -1)));
  return {
    key: 'prevented',
    title: 'Évité',
    lines: [isKnown ? `${name} ${said}` : `Procédures closes avant l’expulsion${S}: ${stateWords.notPublished}`],
    definition:
      'Procédures d’expulsion dont le commandement de payer est de l’année, et qui ont une date de fin sans expulsion.',
    lacks:
      'Le fichier ne dit pas pourquoi une procédure finit\u00a0: dette réglée, relogement ou départ n’y sont pas distingués.',
  };
}

/** The four aims of England's Ending Rough Sleeping Data Framework, from what the rooms say. */
export function prepareMeasures(ledger: LedgerAnswer, paths: PathsAnswer, funnel: Funnel): Measure[] {
  const inhabitants = funnel.territory.reduce((sum, { population }) => sum + population, 0);
  return [prevented(funnel), rare(ledger, inhabitants), brief(paths), nonRecurring(paths)];
}
