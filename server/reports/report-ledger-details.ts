import { ethosLabels } from '../../shared/domain/ledger/ethos.ts';
import type { Block } from '../../shared/domain/report/report-document.ts';
import type { PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import { frenchCount, frenchInteger } from '../../shared/domain/words/french-format.ts';
import { column, countCell, heading, numbers, para, table } from './report-blocks.ts';
import type { GroupNames } from './report-content.ts';
import type { HomelessnessPart, LedgerView } from './report-rooms.ts';

/** What stands behind the ledger: who waits and where, how long a home takes, what is needed, how far it can be trusted. */

/** The name of a group of communes, as the catalogue says it. */
export const groupNamer =
  (groups: GroupNames = []) =>
  (key: string): string =>
    key === '' ? 'Commune non précisée' : (groups.find(({ code }) => code === key)?.name ?? key);

/** A breakdown of the active, in both units side by side. */
function sharesTable(
  caption: string,
  header: string,
  part: HomelessnessPart,
  of: (view: LedgerView) => { value: string; count: PublishedCount }[],
  name: (value: string) => string,
): Block[] {
  const persons = of(part.persons);
  return table(
    caption,
    [column(header, 60), numbers('Ménages', 20), numbers('Personnes', 20)],
    of(part.households).map(({ value, count }) => [
      name(value),
      countCell(count),
      countCell(persons.find((one) => one.value === value)?.count ?? null),
    ]),
    { compact: true },
  );
}

export function situationsBlocks(part: HomelessnessPart, groups: GroupNames): Block[] {
  const codes = new Map(part.households.situationsNow.map(({ value, ethos }) => [value, ethos]));
  const named = (value: string) => {
    const ethos = codes.get(value);
    return `${value || 'Situation non précisée'}${ethos ? ` (${ethos}, ${ethosLabels[ethos].charAt(0).toLowerCase()}${ethosLabels[ethos].slice(1)})` : ''}`;
  };
  const tables = [
    ...sharesTable(
      'Actifs par situation, avec sa classe ETHOS Light',
      'Situation',
      part,
      (view) => view.situationsNow,
      named,
    ),
    ...sharesTable(
      'Actifs par composition du ménage',
      'Composition',
      part,
      (view) => view.compositions,
      (value) => value || 'Non précisée',
    ),
    ...sharesTable('Actifs par groupe de communes', 'Communes', part, (view) => view.groups, groupNamer(groups)),
  ];
  return tables.length === 0 ? [] : [heading(2, 'situations', 'Qui attend, et où'), ...tables];
}

export function delaysBlocks({ paths }: HomelessnessPart): Block[] {
  const { all, byComposition, hidden } = paths.delays;
  const day = (value: number) => frenchInteger(value);
  const row = (name: string, { first, median, third }: { first: number; median: number; third: number }) => [
    name,
    day(first),
    day(median),
    day(third),
  ];
  const few =
    hidden > 0
      ? ` ${frenchCount(hidden, 'composition', 'compositions')} de moins de onze ménages ne sont pas dites.`
      : '';
  return [
    heading(2, 'delais', 'Le temps d’accès au logement'),
    para(
      all
        ? `De la demande au relogement, la moitié des ménages relogés sur douze mois ont attendu moins de ${frenchCount(Math.round(all.median), 'jour', 'jours')}.${few}`
        : 'Trop peu de relogements sont connus pour dire un délai.',
    ),
    ...table(
      'Jours de la demande au relogement',
      [
        column('Composition', 46),
        numbers('Premier quartile', 18),
        numbers('Médiane', 18),
        numbers('Troisième quartile', 18),
      ],
      [
        ...byComposition.map(({ composition, quartiles }) => row(composition || 'Non précisée', quartiles)),
        ...(all ? [row('Ensemble', all)] : []),
      ],
      { compact: true },
    ),
    ...table(
      'Demandes actives par ancienneté',
      [column('Ancienneté de la demande', 70), numbers('Ménages', 30)],
      paths.seniority.map(({ value, count }) => [value, countCell(count)]),
      { compact: true },
    ),
    para(
      'Les retours après un logement ne sont pas calculables\u00a0: ils demandent de rapprocher les demandes d’un même ménage, et que tout le délai soit écoulé.',
    ),
  ];
}

export function needsBlocks({ needs: part }: HomelessnessPart): Block[] {
  const offer = (count: number) => (part.anyDwelling ? frenchInteger(count) : 'non connu');
  return [
    heading(2, 'besoins', 'Les besoins et les offres'),
    para(
      'La taille vient de la composition du ménage\u00a0: une pièce de vie, une chambre pour une personne seule ou un couple, une pour deux mineurs. C’est une lecture de l’observatoire\u202f; chaque bailleur a la sienne.',
    ),
    ...table(
      'Ménages actifs et logements captés en douze mois, par taille',
      [
        column('Taille', 22),
        numbers('Ménages actifs', 26),
        numbers('Captés en un an', 26),
        numbers('Captés et libres', 26),
      ],
      part.sizes.map(({ size, waiting, captured, free }) => [
        size === 'T5' ? 'T5 et plus' : size,
        countCell(waiting),
        offer(captured),
        offer(free),
      ]),
      { compact: true },
    ),
    ...table(
      'Ménages actifs par préconisation',
      [column('Préconisation', 70), numbers('Ménages', 30)],
      part.wishes.map(({ value, count }) => [value, countCell(count)]),
      { compact: true },
    ),
  ];
}
