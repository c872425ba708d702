import {
  comparisonWords,
  coverageWords,
  statusSentence,
  targetWords,
  valueWords,
} from '../../shared/domain/figures/figure-words.ts';
import { WhyLink } from '../lib/why-link.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Table } from '../ui/table/table.tsx';
import type { Page } from './indicator-data.ts';

/** « 171 demandes en 2024, 166 demandes en 2023 ». */
const yearsAnswer = ({ earlier }: Page) =>
  `${earlier.map((figure) => `${valueWords(figure)} en ${figure.year}`).join(', ')}.`;

/** The same months of three years, with what was expected of each. */
export function YearsSection({ page, organisation }: { page: Page; organisation: string | undefined }) {
  const rows = [page.figure, ...page.earlier];
  return (
    <Section
      title="D’une année à l’autre"
      folded={yearsAnswer(page)}
      lead={`Chaque année est comptée jusqu’au même mois que ${page.figure.year}.`}
    >
      <Table
        caption="Valeur de l’indicateur par année, jusqu’au même mois"
        hideCaption
        rows={rows}
        rowKey={(row) => row.year}
        columns={[
          { key: 'year', header: 'Année', rowHeader: true, cell: (row) => row.year },
          { key: 'value', header: 'Valeur', align: 'number', cell: (row) => valueWords(row) },
          { key: 'target', header: 'Cible', align: 'number', cell: (row) => targetWords(row) },
          { key: 'status', header: 'Rythme', cell: (row) => statusSentence(row) },
          {
            key: 'comparison',
            header: `${page.figure.year} à périmètre égal`,
            cell: (row) => (row.year === page.figure.year ? '–' : comparisonWords(page.figure, row.year)),
          },
          { key: 'coverage', header: 'Couverture', cell: (row) => coverageWords(row) },
          {
            key: 'why',
            header: 'Explication',
            cell: (row) => (
              <WhyLink
                code={row.code}
                period={String(row.year)}
                label={`${row.label}, ${row.year}`}
                organisation={organisation}
              />
            ),
          },
        ]}
      />
    </Section>
  );
}
