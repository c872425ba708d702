import { addDays } from '../../shared/domain/ledger/spell.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { Content } from '../../shared/registers/register.ts';
import type { DemonstrationCell } from './seed-demo-cells.ts';

/** Fictitious sessions and requests, for the months that are counted row by row: they say what the fictitious months say. */

const countOf = (cells: readonly DemonstrationCell[], organisation: string, code: string, month: Month) => {
  const found = cells.find((one) => one.organisation === organisation && one.code === code && one.month === month);
  return found?.quantity && 'value' in found.quantity ? found.quantity.value : 0;
};

const monthsUntil = (cells: readonly DemonstrationCell[], organisation: string, code: string, last: Month) =>
  cells
    .filter((one) => one.organisation === organisation && one.code === code && one.month <= last)
    .map(({ month }) => month);

const themes = ["Économies d'énergie", 'Entretien du logement', 'Installation dans le logement'];
const day = (month: Month, rank: number) => `${month}-${String(rank).padStart(2, '0')}`;

/** The workshops of 2022, with as many people as were counted. */
export function demonstrationWorkshops(cells: readonly DemonstrationCell[]): Content[] {
  return monthsUntil(cells, 'HH', 'IND-18', '2022-12').flatMap((month) => {
    const [sessions, people] = [countOf(cells, 'HH', 'IND-18', month), countOf(cells, 'HH', 'IND-17', month)];
    return Array.from({ length: sessions }, (_, rank) => ({
      ...{ date: day(month, 3 + 2 * rank), month, theme: themes[rank % themes.length] ?? '' },
      participants: Math.floor(people / sessions) + (rank < people % sessions ? 1 : 0),
      structure: 'CCAS',
    }));
  });
}

const measures = ['ASLL accès', 'ASLL maintien', 'AVDL', 'IML'];

/** The requests answered by the CCA until March 2023, one meeting a month. */
export function demonstrationRequestsOfCca(cells: readonly DemonstrationCell[]): Content[] {
  return monthsUntil(cells, 'ADEFO', 'IND-23', '2023-03').flatMap((month) => {
    const meetingDate = day(month, 15);
    const requestDate = addDays(meetingDate, -countOf(cells, 'ADEFO', 'IND-25', month));
    return Array.from({ length: countOf(cells, 'ADEFO', 'IND-23', month) }, (_, rank) => {
      const measure = measures[rank % measures.length] ?? '';
      const accepted = rank % 5 !== 4;
      return {
        ...{ meetingDate, requestDate, month, requestedMeasure: measure },
        ...{ decision: accepted ? 'Accord' : 'Refus', decidedMeasure: accepted ? measure : null },
      };
    });
  });
}
