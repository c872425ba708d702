import { useState } from 'react';
import { conventionOfYear } from '../../shared/domain/convention-year.ts';
import { knownTotal } from '../../shared/domain/finance/finance-cents.ts';
import { amountWords, totalWords } from '../../shared/domain/finance/finance-words.ts';
import { frenchEuros, frenchMonth, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { Button } from '../ui/form/button.tsx';
import { Select } from '../ui/form/select.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import { type Amount, AmountDialog } from './amount-dialog.tsx';
import { ConfirmLinesDialog } from './confirm-lines-dialog.tsx';
import type { Convention } from './convention.ts';

type Line = Convention['actions'][number];

/** A cell of the annex as it is printed; a blank one says that it is. */
const printed = (words: string | null) => (words ? <q>{words}</q> : 'vide dans l’annexe');

const columns: TableColumn<Line>[] = [
  { key: 'number', header: 'N°', nowrap: true, cell: (action) => action.annexNumber ?? '' },
  {
    key: 'title',
    header: 'Action',
    rowHeader: true,
    cell: ({ title, toConfirm, untilMonth }) => (
      <>
        {title} {toConfirm && <Tag variant="assumption">à confirmer</Tag>}
        {untilMonth && <span className="catalogue-help">{`Terminée fin ${frenchMonth(untilMonth)}`}</span>}
      </>
    ),
  },
  { key: 'description', header: 'Description', cell: ({ description }) => printed(description) },
  { key: 'objective', header: 'Objectif', cell: ({ objectiveText }) => printed(objectiveText) },
  { key: 'expected', header: 'Résultats attendus et indicateurs', cell: ({ expectedText }) => printed(expectedText) },
  {
    key: 'indicators',
    header: 'Indicateurs suivis',
    cell: ({ indicators }) => (
      <ul className="plain-list">
        {indicators.map(({ indicator }) => (
          <li key={indicator.code}>
            <Link href={`/indicateurs/${indicator.code}`}>{indicator.label}</Link>
          </li>
        ))}
      </ul>
    ),
  },
];

/** What a line asks, the acts that set it, and the way to set it. */
function amountColumn(onAmend: ((line: Line) => void) | null): TableColumn<Line> {
  return {
    key: 'amount',
    header: 'Demandé',
    align: 'number',
    cell: (line) => (
      <>
        {amountWords(line.requestedCents, 'à fixer par avenant')}
        {onAmend && (
          <Button variant="quiet" size="small" icon="edit" iconOnly onClick={() => onAmend(line)}>
            {`Modifier par avenant le montant demandé\u00a0: ${line.title}`}
          </Button>
        )}
        {line.requests.map(({ id, beforeCents, afterCents, act, actDate }) => (
          <span key={id} className="catalogue-help">
            {`${amountWords(beforeCents, 'non fixé')} → ${frenchEuros(afterCents)}, ${act} du ${frenchShortDate(actDate)}`}
          </span>
        ))}
      </>
    ),
  };
}

interface AnnexTableProps {
  /** Those whose annex is known, the latest first. */
  conventions: readonly Convention[];
  /** The annex of this year is shown first. */
  year: number;
  canAmend: boolean;
}

/** The annex's lines in its order and its words, blanks and duplicate numbers kept; each convention has its own. */
export function AnnexTable({ conventions, year, canAmend }: AnnexTableProps) {
  const [code, setCode] = useState<string | null>(null);
  const [amended, setAmended] = useState<Amount | null>(null);
  const [confirming, setConfirming] = useState(false);
  const convention = conventions.find((one) => one.code === code) ?? conventionOfYear(conventions, year);
  if (!convention) return null;
  const { actions, startYear, endYear } = convention;
  const amend = ({ key, title, requestedCents }: Line) =>
    setAmended({
      ...{ convention: convention.code, field: 'requested', year: null, action: key },
      ...{ label: `Montant demandé, ${title}`, cents: requestedCents },
    });
  const waiting = actions.some(({ toConfirm }) => toConfirm);
  return (
    <Section
      title={`Annexe 1, dans son ordre, ${startYear}-${endYear}`}
      lead={'Les numéros sont ceux de l’annexe\u00a0: certains manquent, un est double, deux lignes n’en ont pas.'}
      actions={
        <div className="catalogue-acts">
          {canAmend && waiting && <Button onClick={() => setConfirming(true)}>Confirmer des lignes</Button>}
          {conventions.length > 1 && (
            <Select
              label="Convention"
              options={conventions.map((one) => ({ value: one.code, label: `${one.startYear}-${one.endYear}` }))}
              value={convention.code}
              onChange={setCode}
            />
          )}
        </div>
      }
    >
      <Table
        caption={`Lignes de l’annexe 1 et financement demandé la première année, ${convention.name}`}
        hideCaption
        cardsOnPhone
        rows={actions}
        rowKey={(action) => action.key}
        columns={[...columns, amountColumn(canAmend ? amend : null)]}
        footer={{
          title: `Total des ${actions.length} lignes`,
          amount: totalWords(knownTotal(actions.map((action) => action.requestedCents)), 'à fixer par avenant'),
        }}
      />
      {amended && <AmountDialog amount={amended} onClose={() => setAmended(null)} />}
      {confirming && <ConfirmLinesDialog convention={convention} onClose={() => setConfirming(false)} />}
    </Section>
  );
}
