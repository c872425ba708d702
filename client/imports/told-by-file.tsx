import { frenchCount, frenchMonth } from '../../shared/domain/words/french-format.ts';
import { isReasonCode, reasonWithout } from '../../shared/reading/reasons.ts';
import type { ToldByFile } from '../../shared/schemas/import.ts';
import { Card } from '../ui/layout/card.tsx';
import { Table } from '../ui/table/table.tsx';
import { placeWords } from './decisions/prepare-decisions.ts';
import { useFileWords } from './reading/use-file-words.ts';

const reasonOf = (code: string) => (isReasonCode(code) ? reasonWithout(code) : '');

const periodWhy = {
  title: 'd’après son titre',
  extraction: 'd’après sa date d’extraction',
  answer: 'd’après la réponse donnée',
  rows: 'd’après ses lignes',
};

/** What the file holds beside the rows of its register: nothing of it is passed over in silence. */
export function ToldByTheFile({ importId, told }: { importId: number; told: ToldByFile }) {
  const { skipped, unread, period } = told;
  const file = useFileWords(importId, []);
  return (
    <>
      {period && (
        <p>
          Période du fichier{'\u00a0'}: {frenchMonth(period.from)}
          {period.to !== period.from && ` à ${frenchMonth(period.to)}`}, {periodWhy[period.why]}.
        </p>
      )}
      {unread.length > 0 && (
        <Card title="Feuilles non lues" headingLevel={3} flush>
          <Table
            caption="Feuilles du classeur dont rien n’est lu, et pourquoi"
            hideCaption
            dense
            cardsOnPhone
            rows={unread}
            rowKey={(one) => one.position}
            columns={[
              { key: 'sheet', header: 'Feuille', rowHeader: true, cell: (one) => file.sheetName(one.position) },
              { key: 'rows', header: 'Contenu', cell: (one) => frenchCount(one.rows, 'ligne', 'lignes') },
              { key: 'reason', header: 'Raison, et que faire', cell: (one) => reasonOf(one.code) },
            ]}
          />
        </Card>
      )}
      {skipped.length > 0 && (
        <Card title="Lignes passées" headingLevel={3} flush>
          <Table
            caption="Lignes qui ne sont pas des données, et pourquoi"
            hideCaption
            dense
            cardsOnPhone
            rows={skipped.slice(0, 50)}
            rowKey={(_one, index) => index}
            columns={[
              {
                key: 'row',
                header: 'Ligne',
                rowHeader: true,
                nowrap: true,
                cell: (one) => {
                  const sheet = file.sheetName(one.sheet);
                  return placeWords({ row: one.row, ...(sheet && { sheet }) });
                },
              },
              { key: 'reason', header: 'Raison', cell: (one) => reasonOf(one.code) },
            ]}
          />
          {skipped.length > 50 && (
            <p className="receipt-more">{frenchCount(skipped.length, 'ligne', 'lignes')} en tout</p>
          )}
        </Card>
      )}
    </>
  );
}
