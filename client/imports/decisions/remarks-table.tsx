import { useState } from 'react';
import { frenchInteger } from '../../../shared/domain/words/french-format.ts';
import type { SourceName } from '../../../shared/registers/register.ts';
import type { PlacedRemark } from '../../../shared/schemas/import.ts';
import { Button } from '../../ui/form/button.tsx';
import { Card } from '../../ui/layout/card.tsx';
import { Table } from '../../ui/table/table.tsx';
import { remarkWords, useFileWords } from '../reading/use-file-words.ts';
import { placeWords } from './prepare-decisions.ts';

const AT_ONCE = 50;

/** Cells that kept their row out, were set aside, or deserved a look: where, what, why and what to do. */
export function RemarksTable({
  importId,
  source,
  title,
  caption,
  remarks,
}: {
  importId: number;
  source: SourceName;
  title: string;
  caption: string;
  remarks: readonly PlacedRemark[];
}) {
  const [count, setCount] = useState(AT_ONCE);
  const shown = remarks.slice(0, count);
  const file = useFileWords(importId, shown);
  if (remarks.length === 0) return null;
  const rows = shown.map((remark) => {
    const sheet = file.sheetName(remark.sheet);
    return {
      place: placeWords({ row: remark.row, ...(sheet && { sheet }) }),
      ...remarkWords(source, remark, file.wordsAt(remark)),
    };
  });
  const hasFile = rows.some(({ value }) => value !== undefined);
  return (
    <Card title={title} headingLevel={3} flush>
      <Table
        caption={caption}
        hideCaption
        dense
        cardsOnPhone
        rows={rows}
        rowKey={(_one, index) => index}
        columns={[
          { key: 'row', header: 'Ligne', rowHeader: true, nowrap: true, cell: (one) => one.place },
          { key: 'column', header: 'Colonne', cell: (one) => one.column },
          ...(hasFile
            ? [
                {
                  key: 'value',
                  header: 'Valeur',
                  cell: (one: (typeof rows)[number]) => (one.value ? `«\u00a0${one.value}\u00a0»` : ''),
                },
              ]
            : []),
          { key: 'reason', header: 'Raison, et que faire', cell: (one) => one.reason },
        ]}
      />
      {remarks.length > count && (
        <p className="receipt-more">
          <Button size="small" onClick={() => setCount(count + AT_ONCE)}>
            Charger la suite
          </Button>{' '}
          {frenchInteger(count)} sur {frenchInteger(remarks.length)}
        </p>
      )}
    </Card>
  );
}
