import { frenchMonth } from '../../../shared/domain/words/french-format.ts';
import type { Measures } from '../../../shared/registers/register.ts';
import { effectSentence, type FigureChange, figureWords } from '../../lib/words/figure-changes.ts';
import { Card } from '../../ui/layout/card.tsx';
import { Table } from '../../ui/table/table.tsx';
import { MeasuresTable } from './measures-table.tsx';

function ChangesTable({
  caption,
  changes,
  after,
}: {
  caption: string;
  changes: readonly FigureChange[];
  after: string;
}) {
  return (
    <Table
      caption={caption}
      hideCaption
      dense
      scrollRows
      rows={changes}
      rowKey={(one) => `${one.code} ${one.month}`}
      columns={[
        { key: 'code', header: 'Indicateur', rowHeader: true, cell: (one) => `${one.label} (${one.code})` },
        { key: 'month', header: 'Mois', nowrap: true, cell: (one) => frenchMonth(one.month) },
        { key: 'before', header: 'Avant', align: 'number', cell: (one) => figureWords(one.before) },
        {
          key: 'after',
          header: after,
          align: 'number',
          cell: (one) => <strong>{one.after === null ? 'retiré' : figureWords(one.after)}</strong>,
        },
      ]}
    />
  );
}

/** Which indicators, which months, from what to what; the corrections of validated figures, which wait, are told apart. */
export function EffectTables({ changes, done }: { changes: readonly FigureChange[]; done: boolean }) {
  const beside = changes.filter(({ typed }) => typed);
  const open = changes.filter(({ waits, typed }) => !waits && !typed);
  const waiting = changes.filter(({ waits }) => waits);
  return (
    <div className="receipt-effect">
      <Card title={done ? 'Chiffres changés' : 'Chiffres qui changeraient'} headingLevel={3} flush>
        <p className="receipt-sentence">{effectSentence(open)}</p>
        {open.length > 0 && (
          <ChangesTable
            caption="Effet de l’import, indicateur par indicateur et mois par mois"
            changes={open}
            after="Après"
          />
        )}
      </Card>
      {waiting.length > 0 && (
        <Card title="Corrections de mois validés, en attente de validation" headingLevel={3} flush>
          <p className="receipt-sentence">
            {effectSentence(waiting)} Le chiffre validé reste celui que chacun lit, jusqu’à ce que la coordination
            valide la correction.
          </p>
          <ChangesTable caption="Chiffres validés que l’import corrige" changes={waiting} after="Correction" />
        </Card>
      )}
      {beside.length > 0 && (
        <Card title={'Mois donnés autrement\u00a0: rien n’y change'} headingLevel={3} flush>
          <p className="receipt-sentence">
            Par accord, le chiffre de ces mois est donné d’une autre manière. Il reste{'\u202f'}; ce que dit le fichier
            est montré à côté, pour contrôle.
          </p>
          <ChangesTable caption="Ce que dit le fichier des mois donnés autrement" changes={beside} after="Fichier" />
        </Card>
      )}
    </div>
  );
}

/** What the file itself says, whatever was known before. */
export function OwnMeasures({ measures }: { measures: Measures }) {
  return (
    <details className="receipt-measures">
      <summary>Ce que dit le fichier à lui seul, mois par mois</summary>
      <MeasuresTable measures={measures} />
    </details>
  );
}
