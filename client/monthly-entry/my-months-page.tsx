import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { isMissingReturn } from '../../shared/domain/entry/return-standing.ts';
import {
  frenchCount,
  frenchDate,
  frenchMonth,
  frenchRelativeDays,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/words/french-format.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { Select } from '../ui/form/select.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { ReturnStatusBadge } from '../ui/status/return-status-badge.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { MonthLink } from './month-link.tsx';
import { nextOf, toDo } from './next-month.ts';

type MonthLine = Answers['monthlyEntry']['myMonths']['months'][number];

function columnsFor(organisation: number | undefined): Array<TableColumn<MonthLine>> {
  return [
    { key: 'month', header: 'Mois', rowHeader: true, nowrap: true, cell: (line) => frenchMonth(line.month) },
    { key: 'status', header: 'État', cell: (line) => <ReturnStatusBadge status={line.status} variant="plain" /> },
    {
      key: 'filled',
      header: 'Rempli',
      align: 'number',
      cell: (line) => (line.expected === 0 ? 'rien d’attendu' : `${line.filled} sur ${line.expected}`),
    },
    {
      key: 'returned',
      header: 'Questions',
      cell: (line) => (line.returned > 0 ? frenchCount(line.returned, 'question', 'questions') : ''),
    },
    {
      key: 'due',
      header: 'À envoyer au plus tard le',
      cell: (line) =>
        toDo.includes(line.status)
          ? `${frenchDate(line.dueDate)} (${frenchRelativeDays(line.daysLeft)})`
          : frenchDate(line.dueDate),
    },
    {
      key: 'open',
      header: 'Saisie',
      cell: (line) => (
        <MonthLink size="small" month={line.month} organisation={organisation}>
          {`${toDo.includes(line.status) ? 'Remplir' : 'Voir'} ${frenchMonth(line.month)}`}
        </MonthLink>
      ),
    },
  ];
}

function NextStep({ line, organisation }: { line: MonthLine | undefined; organisation: number | undefined }) {
  if (!line)
    return (
      <Callout tone="success" title="Rien ne manque">
        Tout ce qui était attendu est envoyé. Merci.
      </Callout>
    );
  const left = line.expected - line.filled;
  const action =
    line.status === 'returned'
      ? 'Répondre aux questions'
      : left > 0
        ? 'Aller à la première cellule vide'
        : 'Relire et envoyer';
  return (
    <Callout
      tone={isMissingReturn(line.status) ? 'warning' : 'info'}
      title={`À faire d’abord${S}: ${frenchMonth(line.month)}`}
      actions={
        <MonthLink variant="primary" month={line.month} organisation={organisation}>
          {action}
        </MonthLink>
      }
    >
      {line.returned > 0
        ? `La coordination pose ${frenchCount(line.returned, 'question', 'questions')} sur ce mois.`
        : `Il reste ${frenchCount(left, 'cellule', 'cellules')} à remplir${line.minutes ? `, environ ${line.minutes}${S}min à votre rythme habituel` : ''}.`}
    </Callout>
  );
}

/** A year: what is older is seldom looked at, and takes three screens of a phone. */
const MONTHS_SHOWN = 12;

/** `/mon-mois`: what is due, late, returned. */
export function MyMonthsPage() {
  const { organisation } = useSearch({ from: '/mon-mois' });
  const navigate = useNavigate();
  const [shown, setShown] = useState(MONTHS_SHOWN);
  const trpc = useTRPC();
  const query = useQuery(trpc.monthlyEntry.myMonths.queryOptions({ organisationId: organisation }));
  if (!query.data) return <PageState query={query} label="Chargement des mois" lines={6} />;
  const { organisations, organisation: chosen } = query.data;
  const lines: MonthLine[] = query.data.months;
  return (
    <>
      <PageHeader
        title={chosen ? `Mes mois, ${chosen.name}` : 'Mes mois'}
        lead="Ce qui est attendu, en retard ou renvoyé avec une question."
      />
      {organisations.length > 1 && (
        <Select
          label="Organisation"
          placeholder="Choisir une organisation"
          options={organisations.map((one) => ({ value: String(one.id), label: one.name }))}
          value={chosen ? String(chosen.id) : ''}
          onChange={(id) => void navigate({ to: '/mon-mois', search: { organisation: Number(id) } })}
        />
      )}
      {!chosen && <EmptyState title="Choisissez une organisation pour voir ses mois" headingLevel={2} />}
      {chosen && lines.length === 0 && (
        <EmptyState title="Rien n’est demandé à cette organisation" headingLevel={2}>
          Le catalogue dit quel partenaire transmet quel indicateur, et depuis quel mois.
        </EmptyState>
      )}
      {chosen && lines.length > 0 && (
        <>
          <NextStep line={nextOf(lines)} organisation={organisation} />
          <Table
            caption="Mois, du plus récent au plus ancien"
            columns={columnsFor(organisation)}
            rows={lines.slice(0, shown)}
            rowKey={(line) => line.month}
            cardsOnPhone
          />
          {lines.length > shown && (
            <Button onClick={() => setShown(lines.length)}>
              {frenchCount(lines.length - shown, 'mois plus ancien', 'mois plus anciens')}
            </Button>
          )}
        </>
      )}
    </>
  );
}
