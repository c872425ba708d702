import { type DragEvent, useState } from 'react';
import type { Register } from '../../../shared/registers/register.ts';
import { Select } from '../../ui/form/select.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { Tag } from '../../ui/status/tag.tsx';
import { Table } from '../../ui/table/table.tsx';
import { joinClasses } from '../../ui/text/join-classes.ts';
import type { FileColumn } from '../reading/reading-protocol.ts';
import {
  type Assignment,
  assign,
  assignableColumns,
  encodingWords,
  looksMisread,
  previewWords,
} from './mapping-model.ts';

const howWords: Record<FileColumn['how'], string> = {
  known: 'reconnue',
  guessed: 'devinée, à vérifier',
  mapped: 'comme la dernière fois',
  nominative: 'écartée, ne quitte pas cet ordinateur',
  unknown: 'non reconnue',
};

const DRAGGED = 'text/x-field';

/** The fields that no column gives yet, to be dragged onto one; the lists say the same by keyboard. */
function FreeFields({ register, assignment }: { register: Register; assignment: Assignment }) {
  const given = new Set(Object.values(assignment));
  const free = assignableColumns(register).filter(({ field }) => !given.has(field));
  if (free.length === 0) return null;
  return (
    <div className="mapping-free">
      <p>Données encore sans colonne{'\u00a0'}: glissez-les sur une colonne, ou choisissez-les dans sa liste.</p>
      <ul aria-label="Données encore sans colonne">
        {free.map(({ field, label, required }) => (
          <li
            key={field}
            draggable
            className="mapping-field"
            onDragStart={(event) => {
              event.dataTransfer.setData(DRAGGED, field);
              event.dataTransfer.effectAllowed = 'move';
            }}
          >
            {label}
            {required && <span className="mapping-required"> (nécessaire)</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function FieldChoice({
  column,
  register,
  field,
  onChoose,
}: {
  column: FileColumn;
  register: Register;
  field: string | null;
  onChoose: (field: string | null) => void;
}) {
  const [over, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.getData(DRAGGED);
    if (dropped) onChoose(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the mouse; the list inside is the way.
    <div
      className={joinClasses('mapping-target', over && 'mapping-target-over')}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Select
        label={`Donnée de la colonne ${column.label}`}
        hideLabel
        placeholder="Laisser de côté"
        options={assignableColumns(register).map((one) => ({ value: one.field, label: one.label }))}
        value={field ?? ''}
        onChange={(chosen: string) => onChoose(chosen || null)}
      />
    </div>
  );
}

/** A line a column of the file: what its first rows say, and which data of the register it is. */
export function MappingTable({
  register,
  columns,
  preview,
  encoding,
  assignment,
  onAssign,
}: {
  register: Register;
  columns: readonly FileColumn[];
  preview: readonly string[][];
  encoding?: string | null | undefined;
  assignment: Assignment;
  onAssign: (assignment: Assignment) => void;
}) {
  const titled = columns.map((column, position) => ({ column, position })).filter(({ column }) => column.label !== '');
  const seen = [...columns.map(({ label }) => label), ...preview.flat()];
  const examples = (position: number) =>
    [...new Set(preview.map((row) => previewWords(row[position])).filter((text) => text !== ''))].slice(0, 3);
  return (
    <>
      {looksMisread(seen) ? (
        <Callout tone="warning" title="Les accents semblent abîmés">
          Le fichier a été lu {encoding ? `en ${encodingWords(encoding)}` : 'avec un encodage deviné'}. Si les accents
          ci-dessous sont illisibles, enregistrez-le de nouveau au format .xlsx, ou en CSV UTF-8.
        </Callout>
      ) : (
        encoding && (
          <p className="mapping-encoding">Texte lu en {encodingWords(encoding)}. Vérifiez les accents ci-dessous.</p>
        )
      )}
      <FreeFields register={register} assignment={assignment} />
      <Table
        caption="Colonnes du fichier et données du registre"
        hideCaption
        dense
        cardsOnPhone
        rows={titled}
        rowKey={({ position }) => position}
        rowTone={({ column }) => (column.how === 'nominative' && !assignment[column.label] ? 'muted' : undefined)}
        columns={[
          { key: 'label', header: 'Colonne du fichier', rowHeader: true, cell: ({ column }) => column.label },
          {
            key: 'preview',
            header: 'Premières lignes',
            cell: ({ column, position }) =>
              column.how === 'nominative' ? (
                <span className="mapping-hidden">masquées</span>
              ) : (
                <span className="mapping-examples">{examples(position).join(' · ')}</span>
              ),
          },
          {
            key: 'field',
            header: 'Donnée du registre',
            cell: ({ column }) =>
              column.how === 'nominative' ? (
                'aucune'
              ) : (
                <FieldChoice
                  column={column}
                  register={register}
                  field={assignment[column.label] ?? null}
                  onChoose={(field) => onAssign(assign(assignment, column.label, field))}
                />
              ),
          },
          {
            key: 'how',
            header: 'Comment',
            cell: ({ column }) => (
              <Tag variant={column.how === 'guessed' || column.how === 'mapped' ? 'info' : 'neutral'}>
                {(assignment[column.label] ?? null) === column.field ? howWords[column.how] : 'choisie par vous'}
              </Tag>
            ),
          },
        ]}
      />
    </>
  );
}
