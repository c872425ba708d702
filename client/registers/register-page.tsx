import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import { type SourceName, sourceNames } from '../../shared/registers/register.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { NotFoundPage } from '../lib/routing/route-states.tsx';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorMessage, errorReference } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { ForbiddenState } from '../ui/state/forbidden-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { MovedFigures, type MovedReceipt } from './moved-figures.tsx';
import { RegisterFilters, validMonth } from './register-filters.tsx';
import { RegisterTable, type StoredRow } from './register-table.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RowDialog } from './row-dialog.tsx';
import './register.css';

type Help = Answers['imports']['help'];

const ROWS_ON_A_PAGE = 50;

/** Whose register: the one that is asked, else a structure that feeds it, else the only one there is. */
function organisationOf(help: Help, source: SourceName, asked: number | undefined): number | null {
  const { organisations } = help;
  const usual = organisations.find(({ feeds }) => feeds.includes(source));
  return asked ?? usual?.id ?? organisations[0]?.id ?? null;
}

type Open = { dialog: 'add' } | { dialog: 'correct' | 'remove'; row: StoredRow } | null;

function Rows({ help, source, organisationId }: { help: Help; source: SourceName; organisationId: number }) {
  const trpc = useTRPC();
  const navigate = useNavigate({ from: '/registres/$source' });
  const { de, a, texte, page = 0 } = useSearch({ from: '/registres/$source' });
  const [open, setOpen] = useState<Open>(null);
  const [moved, setMoved] = useState<MovedReceipt | null>(null);
  const register = registerOf(source);
  const typed = register.layout === 'rows';
  const filters = {
    ...(validMonth(de) && { from: validMonth(de) }),
    ...(validMonth(a) && { to: validMonth(a) }),
    ...(texte && { text: texte }),
  };
  const query = useQuery(
    trpc.registers.rows.queryOptions(
      { source, organisationId, page, ...filters },
      { placeholderData: keepPreviousData },
    ),
  );
  const done = (receipt: MovedReceipt) => {
    setOpen(null);
    setMoved(receipt);
  };
  const total = query.data?.total ?? 0;
  const lastPage = Math.max(0, Math.ceil(total / ROWS_ON_A_PAGE) - 1);
  const goTo = (wanted: number) =>
    navigate({ to: '.', search: (former: object) => ({ ...former, page: wanted || undefined }), resetScroll: false });
  return (
    <>
      <PageHeader
        title={register.label}
        lead={
          typed
            ? register.dropped
            : 'Ces lignes viennent du relevé mensuel de la structure. Elles se corrigent dans la saisie du mois.'
        }
        breadcrumbs={[{ label: 'Registres', href: '/registres' }]}
        actions={
          typed && (
            <Button variant="primary" icon="plus" onClick={() => setOpen({ dialog: 'add' })}>
              Saisir une ligne
            </Button>
          )
        }
      />
      <RegisterFilters
        help={help}
        organisationId={organisationId}
        summary={query.data && frenchCount(total, 'ligne', 'lignes')}
      />
      {moved && <MovedFigures receipt={moved} />}
      {query.isPending && <Loading shape="table" label="Chargement des lignes" />}
      {query.isError && (
        <ErrorState reference={errorReference(query.error)} onRetry={() => query.refetch()}>
          {errorMessage(query.error)}
        </ErrorState>
      )}
      {query.data && (
        <RegisterTable
          source={source}
          rows={query.data.rows}
          filtered={Object.keys(filters).length > 0}
          onCorrect={typed ? (row) => setOpen({ dialog: 'correct', row }) : undefined}
          onRemove={typed ? (row) => setOpen({ dialog: 'remove', row }) : undefined}
        />
      )}
      {lastPage > 0 && (
        <nav className="register-pages" aria-label="Pages du registre">
          <Button size="small" icon="chevron-left" disabled={page === 0} onClick={() => goTo(page - 1)}>
            Page précédente
          </Button>
          <span>
            Page {page + 1} sur {lastPage + 1}
          </span>
          <Button size="small" icon="chevron-right" disabled={page >= lastPage} onClick={() => goTo(page + 1)}>
            Page suivante
          </Button>
        </nav>
      )}
      {open && open.dialog !== 'remove' && (
        <RowDialog
          source={source}
          organisationId={organisationId}
          row={open.dialog === 'correct' ? open.row : null}
          onDone={done}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.dialog === 'remove' && (
        <RemoveDialog
          source={source}
          organisationId={organisationId}
          row={open.row}
          onDone={done}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

/** The rows of one register: browsed, filtered, corrected with a reason, typed by hand. */
export function RegisterPage() {
  const { source } = useParams({ from: '/registres/$source' });
  const { organisation } = useSearch({ from: '/registres/$source' });
  const trpc = useTRPC();
  const help = useQuery(trpc.imports.help.queryOptions());
  const known = sourceNames.find((one) => one === source);
  if (!known) return <NotFoundPage />;
  if (!help.data) return <PageState query={help} label="Chargement du registre" />;
  const organisationId = organisationOf(help.data, known, organisation);
  if (organisationId === null) return <ForbiddenState />;
  return <Rows key={`${known} ${organisationId}`} help={help.data} source={known} organisationId={organisationId} />;
}
