import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { inferRouterOutputs } from '@trpc/server';
import { coverageWords, progressWords, targetWords, valueWords } from '../../shared/domain/figure-words.ts';
import { frenchDecimal, frenchMonth, frenchShortDate } from '../../shared/domain/french-format.ts';
import { errorMessage, errorReference } from '../lib/error-messages.ts';
import { type AppRouter, useTRPC } from '../lib/trpc.ts';
import { DefinitionList } from '../ui/definition-list.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Link } from '../ui/link.tsx';
import { Loading } from '../ui/loading.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { Table } from '../ui/table.tsx';

type Why = inferRouterOutputs<AppRouter>['indicators']['why'];
type Cell = NonNullable<Why['cells']>[number];

const stages: Record<string, string> = {
  draft: 'brouillon, non compté',
  submitted: 'envoyé, à valider',
  validated: 'validé',
};
const origins: Record<string, string> = {
  entry: 'saisie',
  register: 'calculé du registre',
  workbook: 'classeur importé',
  demo: 'démonstration (fictif)',
};
const states: Record<string, string> = {
  missing: 'non renseigné',
  unavailable: 'non disponible',
  'not-applicable': 'sans objet',
};

function cellText({
  state,
  value,
  numerator,
  denominator,
}: Pick<Cell, 'state' | 'value' | 'numerator' | 'denominator'>): string {
  if (value !== null) return frenchDecimal(value);
  if (numerator !== null && denominator !== null) return `${frenchDecimal(numerator)} / ${frenchDecimal(denominator)}`;
  return states[state] ?? state;
}

/** `IND-23:2023`, `IND-23:2023-05`, `IND-23:2023:SOLIHA`. */
function parseTarget(target: string) {
  const [code = '', period = '', organisation] = target.split(':');
  return {
    code,
    year: Number(period.slice(0, 4)),
    ...(period.length === 7 && { month: period }),
    ...(organisation && { organisation }),
  };
}

function Inputs({ cells }: { cells: Cell[] }) {
  return (
    <Table
      caption="Valeurs qui composent ce chiffre"
      dense
      rows={cells}
      rowKey={(cell) => cell.id}
      empty="Aucune valeur n’a été transmise."
      columns={[
        { key: 'month', header: 'Mois', rowHeader: true, nowrap: true, cell: (cell) => frenchMonth(cell.month) },
        { key: 'organisation', header: 'Structure', cell: (cell) => cell.organisation },
        {
          key: 'value',
          header: 'Valeur',
          align: 'number',
          cell: (cell) => cellText(cell) + (cell.state === 'estimated' ? ' (estimé)' : ''),
        },
        { key: 'stage', header: 'État', cell: (cell) => stages[cell.stage] ?? cell.stage },
        {
          key: 'origin',
          header: 'Source',
          cell: (cell) => (
            <>
              {cell.file ? (
                <Link href={`/imports/${cell.file.id}`}>{cell.file.fileName}</Link>
              ) : (
                (origins[cell.origin] ?? cell.origin)
              )}
              {`, le ${frenchShortDate(cell.updatedAt.slice(0, 10))}`}
              {cell.writtenBy && `, par ${cell.writtenBy}`}
              {(cell.reason || cell.comment) && ` (${[cell.reason, cell.comment].filter(Boolean).join(' ; ')})`}
            </>
          ),
        },
      ]}
    />
  );
}

function Revisions({ cells }: { cells: Cell[] }) {
  const revisions = cells.flatMap((cell) =>
    cell.revisions.map((revision) => ({ ...revision, month: cell.month, organisation: cell.organisation })),
  );
  if (revisions.length === 0) return <p>Aucune valeur n’a été modifiée depuis son premier enregistrement.</p>;
  return (
    <ul>
      {revisions.map((one) => (
        <li key={`${one.organisation} ${one.month} ${one.revision}`}>
          {`${frenchMonth(one.month)}, ${one.organisation}\u00a0: valait ${cellText(one)} jusqu’au ${frenchShortDate(one.changedAt.slice(0, 10))}`}
          {one.changedBy && `, modifié par ${one.changedBy}`}
          {one.why && ` (${one.why})`}
        </li>
      ))}
    </ul>
  );
}

function Answer({ why }: { why: Why }) {
  const { figure } = why;
  const { target } = figure;
  return (
    <>
      <DefinitionList
        stacked
        items={[
          {
            term: 'Valeur',
            description: `${valueWords(figure)}, de ${frenchMonth(why.from)} à ${frenchMonth(figure.through)}`,
          },
          { term: 'Définition', description: `${figure.definition} (version ${figure.version})` },
          { term: 'Calcul', description: figure.formula },
          { term: 'Couverture', description: coverageWords(figure) },
          { term: 'Source', description: figure.sourceText },
          {
            term: 'Cible',
            description: target
              ? `${targetWords(figure)} en ${frenchMonth(target.endMonth)}, ${progressWords(figure)}`
              : 'aucune pour cette année',
          },
          ...(target
            ? [
                {
                  term: 'Phrase qui fixe la cible',
                  description: (
                    <>
                      <q>{target.quote.replace(/^«\s*|\s*»$/gu, '')}</q> ({target.document}
                      {target.reading === 'assumed' ? ', lecture retenue par hypothèse' : ''})
                    </>
                  ),
                },
              ]
            : []),
          ...(target?.note ? [{ term: 'Remarque', description: target.note }] : []),
        ]}
      />
      {why.cells === null && (
        <p>
          Le détail par structure est réservé à la coordination et à la structure elle-même. Les petits nombres sont
          masqués.
        </p>
      )}
      {why.cells && <Inputs cells={why.cells} />}
      {why.missing && why.missing.length > 0 && (
        <>
          <h3>Ce qui manque</h3>
          <ul>
            {why.missing.map((one) => (
              <li key={`${one.organisation} ${one.month}`}>{`${one.organisation}, ${frenchMonth(one.month)}`}</li>
            ))}
          </ul>
        </>
      )}
      {why.cells && (
        <>
          <h3>Modifications</h3>
          <Revisions cells={why.cells} />
        </>
      )}
    </>
  );
}

/** « Pourquoi ce chiffre ? »: what a figure is made of, over any page, at an address that can be shared. */
export function WhyPanel({ target }: { target: string }) {
  const navigate = useNavigate();
  const trpc = useTRPC();
  const why = useQuery(trpc.indicators.why.queryOptions(parseTarget(target)));
  const close = () =>
    navigate({ to: '.', search: (search: object) => ({ ...search, pourquoi: undefined }), resetScroll: false });
  return (
    <SidePanel
      open
      onOpenChange={(open) => !open && close()}
      title={'Pourquoi ce chiffre\u202f?'}
      lead={why.data ? <strong>{why.data.figure.label}</strong> : undefined}
    >
      {why.isPending && <Loading label="Chargement de l’explication" lines={8} />}
      {why.isError && (
        <ErrorState headingLevel={3} reference={errorReference(why.error)}>
          {errorMessage(why.error)}
        </ErrorState>
      )}
      {why.data && <Answer why={why.data} />}
    </SidePanel>
  );
}
