import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsNamed } from '../../../shared/reading/layout/column-names.ts';
import { registerOf } from '../../../shared/registers/all-registers.ts';
import type { SourceName } from '../../../shared/registers/register.ts';
import type { ColumnMapping } from '../../../shared/schemas/import.ts';
import { Button } from '../../ui/form/button.tsx';
import { Select } from '../../ui/form/select.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { type Help, importErrorMessage } from '../import-words.ts';
import type { FileSession } from '../reading/file-session.ts';
import { openRemembering, organisationFor, type Understood } from '../reading/open-remembering.ts';
import { type FileColumn, isRefused, type Opened, type Refused } from '../reading/reading-protocol.ts';
import { SourceChooser } from '../reading/source-chooser.tsx';
import { assignmentOf, isReady, mappingToRemember, needsOf } from './mapping-model.ts';
import { MappingNeeds } from './mapping-needs.tsx';
import { MappingTable } from './mapping-table.tsx';
import './mapping.css';

/** The columns of a file, whether it was understood or not: those about people are told even then. */
function columnsOf(read: Opened | Refused, source: SourceName | ''): FileColumn[] {
  if (!isRefused(read)) return read.columns;
  return (read.columns ?? []).map((label) => unknownColumn(label, source));
}

function unknownColumn(label: string, source: SourceName | ''): FileColumn {
  const best = source === '' ? undefined : columnsNamed(label, registerOf(source))[0];
  return { label, field: null, how: best?.column.kind === 'nominative' ? 'nominative' : 'unknown' };
}

const sourceOf = (read: Opened | Refused): SourceName | '' =>
  isRefused(read) ? (read.candidates?.[0]?.source ?? '') : read.source;

interface Applied {
  session: FileSession;
  opened: Opened;
  organisationId: number;
  mapping: ColumnMapping;
  version: number | null;
}

/** What someone says of the columns, and the file read again with it. */
function useMapping(help: Help, session: FileSession, first: Understood, onApply: (applied: Applied) => void) {
  const [read, setRead] = useState(first.read);
  const [source, setSource] = useState<SourceName | ''>(() => sourceOf(first.read));
  const [assignment, setAssignment] = useState(() => assignmentOf(columnsOf(first.read, source)));
  const [organisationId, setOrganisationId] = useState(first.organisationId);
  const columns = columnsOf(read, source);
  const another = useMutation({
    mutationFn: (wanted: SourceName) => openRemembering(session, help, organisationId, { source: wanted }),
    onSuccess: ({ read: again, organisationId: whom }, wanted) => {
      // A refusal names its columns too; one that does not keeps those that were on the screen.
      const kept =
        isRefused(again) && !again.columns ? { ...again, columns: columns.map(({ label }) => label) } : again;
      setRead(isRefused(kept) ? { ...kept, preview: kept.preview ?? read.preview ?? [] } : kept);
      setSource(wanted);
      setAssignment(assignmentOf(columnsOf(kept, wanted)));
      setOrganisationId(whom ?? organisationFor(help, wanted, null));
    },
  });
  const apply = useMutation({
    mutationFn: async () => {
      if (source === '' || organisationId === null) return;
      const mapping = mappingToRemember(columns, assignment);
      const said = { ...first.remembered?.columns, ...mapping };
      const { read: again } = await openRemembering(session, help, organisationId, { source, mapping: said });
      if (isRefused(again)) throw new Error(again.message);
      onApply({ session, opened: again, organisationId, mapping, version: first.remembered?.version ?? null });
    },
  });
  return {
    ...{ read, source, columns, assignment, organisationId, another, apply },
    ...{ setAssignment, setOrganisationId },
  };
}

/** « Que contient ce fichier ? »: its source, its columns, what is missing. Nothing is sent before it is clear. */
export function MappingPanel({
  help,
  session,
  understood,
  onApply,
  onGiveUp,
}: {
  help: Help;
  session: FileSession;
  understood: Understood;
  onApply: (applied: Applied) => void;
  onGiveUp: () => void;
}) {
  const mapping = useMapping(help, session, understood, onApply);
  const { read, source, columns, assignment, organisationId, another, apply } = mapping;
  const register = source === '' ? null : registerOf(source);
  const needs = register ? needsOf(register, assignment) : [];
  const failure = apply.error ?? another.error;
  return (
    <Section
      title={`Que contient «\u00a0${session.file.name}\u00a0»\u202f?`}
      lead="Le fichier reste sur cet ordinateur tant que ce n’est pas clair. Ce que vous dites ici sera retenu pour les prochains fichiers de la même structure."
    >
      <div className="mapping">
        {isRefused(read) && (
          <Callout tone="warning" title="Les colonnes ne sont pas toutes reconnues">
            {source === ''
              ? read.message
              : 'Dites ci-dessous ce que contient chaque colonne utile. Les autres restent de côté.'}
          </Callout>
        )}
        {understood.remembered && (
          <Callout title={`Colonnes comprises comme la dernière fois (version ${understood.remembered.version})`} />
        )}
        <div className="mapping-choices">
          <SourceChooser read={read} source={source} busy={another.isPending} onChoose={(one) => another.mutate(one)} />
          {help.organisations.length > 1 && (
            <Select
              label="Pour la structure"
              required
              placeholder="Choisir…"
              options={help.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
              value={organisationId === null ? '' : String(organisationId)}
              onChange={(id: string) => mapping.setOrganisationId(id === '' ? null : Number(id))}
            />
          )}
        </div>
        {register?.layout === 'rows' && (
          <>
            <MappingNeeds needs={needs} />
            <MappingTable
              register={register}
              columns={columns}
              preview={read.preview ?? []}
              encoding={read.encoding}
              assignment={assignment}
              onAssign={mapping.setAssignment}
            />
          </>
        )}
        {failure && (
          <Callout tone="danger" live="assertive" title="Le fichier n’est pas encore lisible ainsi">
            {importErrorMessage(failure)}
          </Callout>
        )}
        <div className="mapping-actions">
          <Button onClick={onGiveUp}>Abandonner</Button>
          <Button
            variant="primary"
            icon="check"
            busy={apply.isPending}
            disabled={source === '' || organisationId === null || !isReady(needs)}
            onClick={() => apply.mutate()}
          >
            Lire le fichier ainsi
          </Button>
        </div>
      </div>
    </Section>
  );
}
