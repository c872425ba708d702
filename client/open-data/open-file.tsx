import { frenchInteger } from '../../shared/domain/words/french-format.ts';
import { fieldTypeWords } from '../../shared/schemas/open-data.ts';
import type { Answers } from '../lib/trpc.ts';
import { Section } from '../ui/layout/section.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';

type OpenFile = Answers['openData']['state']['files'][number];

const fieldColumns: TableColumn<OpenFile['fields'][number]>[] = [
  { key: 'name', header: 'Colonne', rowHeader: true, cell: ({ name }) => <code>{name}</code> },
  { key: 'type', header: 'Type', cell: ({ type }) => fieldTypeWords[type] },
  { key: 'description', header: 'Ce qu’elle contient', cell: ({ title, description }) => `${title}. ${description}` },
];

const kilobytes = (bytes: number) => `${frenchInteger(Math.max(1, Math.round(bytes / 1024)))} Ko`;

/** A table to take away, in its two forms, and what its columns mean. */
export function OpenFileSection({ file, folder }: { file: OpenFile; folder: string }) {
  return (
    <Section title={file.title} lead={file.description}>
      <ul>
        <li>
          <Link href={`${folder}/${file.excelPath}`} download>
            {file.excelPath} (pour Excel, {kilobytes(file.excelBytes)})
          </Link>
        </li>
        <li>
          <Link href={`${folder}/${file.path}`} download>
            {file.path} (CSV standard, {frenchInteger(file.rows)} lignes, {kilobytes(file.bytes)})
          </Link>
        </li>
      </ul>
      <Table
        caption={`Colonnes de ${file.path}`}
        hideCaption
        columns={fieldColumns}
        rows={file.fields}
        rowKey={({ name }) => name}
        cardsOnPhone
        dense
      />
    </Section>
  );
}
