import type { IsoDate } from '../../shared/domain/month.ts';
import { changedMonthsWords } from '../../shared/domain/report/edition-comparison.ts';
import type { Block, DocumentMeta, ReportDocument } from '../../shared/domain/report/report-document.ts';
import { frenchCount, frenchDate } from '../../shared/domain/words/french-format.ts';
import { conventionOf } from '../conventions/service.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { callout, column, heading, para, table, unvalidatedBlocks } from '../reports/report-blocks.ts';
import type { UnvalidatedAct } from '../reports/report-content.ts';
import { comparedOf, comparedToday, explainedChanges, rolesInWords } from './comparison.ts';
import { findEdition, findSealed } from './repository.ts';

/** One figure that says something else than the report did. */
interface Revision {
  code: string;
  label: string;
  from: string;
  to: string;
  months: string;
  cells: number;
  reasons: string[];
  who: string;
}

/** Everything that an addendum says. It is public: figures are those that may be published, then and now. */
export interface AddendumContent {
  form: 1;
  meta: DocumentMeta;
  year: number;
  about: { number: number; frozenOn: IsoDate; sha256: string; deliberation: string | null; votedOn: string | null };
  revisions: Revision[];
  unvalidated?: UnvalidatedAct;
}

const isMasked = (words: string) => words.includes('masqué');

/** The revisions of a year since one of its editions, as they may be published. */
async function revisionsSince(platform: Platform, year: number, since: Date, sealed: string): Promise<Revision[]> {
  const contents = [comparedOf(sealed), await comparedToday(platform, year)] as [
    ReturnType<typeof comparedOf>,
    ReturnType<typeof comparedOf>,
  ];
  const { changes, cells } = await explainedChanges(platform, year, since, contents);
  return (
    changes
      .filter(({ area }) => area === 'figure')
      // What is masked now and was not, with no value changed, is a change of secrecy: no revision.
      .filter((one) => !isMasked(`${one.from} ${one.to}`) || cells.some(({ code }) => code === one.key))
      .map((one) => {
        const found = cells.find(({ code }) => code === one.key);
        // What somebody wrote of a correction may hold the number that is not published.
        const kept = isMasked(`${one.from} ${one.to} ${changedMonthsWords(one)}`);
        return {
          code: one.key,
          label: one.label,
          from: one.from,
          to: one.to,
          months: changedMonthsWords(one),
          cells: found?.cells ?? 0,
          reasons: kept ? ['non publiée (secret statistique)'] : (found?.reasons ?? []),
          who: found ? rolesInWords(found) : '',
        };
      })
  );
}

/** What an addendum to a report would say now. */
export async function addendumContent(
  platform: Platform,
  { year, number, aboutId }: { year: number; number: number; aboutId: number | null },
): Promise<AddendumContent> {
  const id = aboutId ?? 0;
  const [about, sealed, convention] = await Promise.all([
    findEdition(platform.db, id),
    findSealed(platform.db, id),
    conventionOf(platform, year),
  ]);
  if (!about?.frozenAt || !sealed?.sealed) throw new AppError('NOT_FOUND', { entity: 'edition' });
  const today = parisDate(platform.clock.now());
  return {
    form: 1,
    meta: {
      title: `Addendum n°\u00a0${number} au rapport d’exécution ${year}`,
      subject: convention.name,
      author: convention.territory,
      date: today,
      version: `Révisions depuis l’édition n°\u00a0${about.number}`,
      fictitious: platform.demonstration(),
      lang: 'fr',
      cover: 'band',
    },
    year,
    about: {
      number: about.number,
      frozenOn: parisDate(about.frozenAt),
      sha256: about.sha256 ?? '',
      deliberation: about.deliberation,
      votedOn: about.votedOn,
    },
    revisions: await revisionsSince(platform, year, about.frozenAt, sealed.sealed),
  };
}

const whyCell = ({ reasons, who }: Revision) => [reasons.join(' '), who].filter(Boolean).join(' – ') || '–';

function revisionBlocks({ revisions, year }: AddendumContent): Block[] {
  if (revisions.length === 0) return [para(`Aucun chiffre publié de ${year} n’a changé depuis ce rapport.`)];
  const monthly = revisions.filter(({ months }) => months !== '');
  return [
    para(
      `${frenchCount(revisions.length, 'indicateur dit', 'indicateurs disent')} aujourd’hui autre chose que le rapport. La valeur publiée reste citable, avec la date du rapport\u00a0; la valeur révisée la remplace pour tout usage à venir.`,
    ),
    ...table(
      'Chiffres révisés depuis le rapport',
      [column('Indicateur', 26), column('Publié', 22), column('Révisé', 22), column('Raison et origine', 30)],
      revisions.map((one) => [one.label, one.from, one.to, whyCell(one)]),
    ),
    ...table(
      'Mois révisés',
      [column('Indicateur', 30), column('Valeurs publiées → révisées', 70)],
      monthly.map((one) => [one.label, one.months]),
    ),
  ];
}

/** The addendum laid out: the same content gives the same document. */
export function addendumDocument(content: AddendumContent): ReportDocument {
  const { about, year, meta } = content;
  const voted = about.deliberation ? `, délibération ${about.deliberation} du ${frenchDate(about.votedOn ?? '')}` : '';
  return {
    meta,
    body: [
      heading(1, 'revisions', 'Révisions depuis le rapport'),
      para(
        `Cet addendum complète le rapport d’exécution ${year}, édition n°\u00a0${about.number}, figée le ${frenchDate(about.frozenOn)}${voted}. Empreinte SHA-256 de cette édition\u00a0: ${about.sha256}.`,
      ),
      ...unvalidatedBlocks(content),
      ...revisionBlocks(content),
      callout(
        'Secret statistique',
        'Les petits effectifs sont masqués ici comme dans le rapport. Quand les mois masqués ne sont plus les mêmes, aucun mois n’est détaillé\u00a0: leur comparaison rendrait un nombre masqué.',
      ),
    ],
  };
}
