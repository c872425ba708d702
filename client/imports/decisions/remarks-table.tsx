import { useState } from 'react';
import { frenchInteger } from '../../../shared/domain/words/french-format.ts';
import type { CellRemark } from '../../../shared/schemas/import.ts';
import { Button } from '../../ui/form/button.tsx';
import { Card } from '../../ui/layout/card.tsx';
import { Table } from '../../ui/table/table.tsx';
import { placeWords } from './prepare-decisions.ts';

const AT_ONCE = 50;

/** Cells that kept their row out, or that deserved a look: where, what, why and what to do. */
export function RemarksTable({
  title,
  caption,
  remarks,
}: {
  title: string;
  caption: string;
  remarks: readonly CellRemark[];
}) {
  const [shown, setShown] = useState(AT_ONCE);
  if (remarks.length === 0) return null;
  return (
    <Card title={title} headingLevel={3} flush>
      <Table
        caption={caption}
        hideCaption
        dense
        cardsOnPhone
        rows={remarks.slice(0, shown)}
        rowKey={(_one, index) => index}
        columns={[
          { key: 'row', header: 'Ligne', rowHeader: true, nowrap: true, cell: placeWords },
          { key: 'column', header: 'Colonne', cell: (one) => one.column },
          { key: 'value', header: 'Valeur', cell: (one) => (one.value ? `«\u00a0${one.value}\u00a0»` : 'non retenue') },
          { key: 'reason', header: 'Raison, et que faire', cell: (one) => one.reason },
        ]}
      />
      {remarks.length > shown && (
        <p className="receipt-more">
          <Button size="small" onClick={() => setShown(shown + AT_ONCE)}>
            Charger la suite
          </Button>{' '}
          {frenchInteger(shown)} sur {frenchInteger(remarks.length)}
        </p>
      )}
    </Card>
  );
}
