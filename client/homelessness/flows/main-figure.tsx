import { togetherWords } from '../../../shared/domain/ledger/flow-words.ts';
import { knowledgeWords, stockIn } from '../../../shared/domain/ledger/stock-words.ts';
import { frenchMonth, NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { ChartFigure } from '../../charts/chart-figure.tsx';
import { Terms } from '../../lib/words/term.tsx';
import { ScrollRegion } from '../../ui/table/scroll-region.tsx';
import { Table } from '../../ui/table/table.tsx';
import { flowWords, inflows, type LedgerAnswer, outflows } from '../ledger-words.ts';
import { FlowChart, FlowKey } from './flow-chart.tsx';
import { contactRule } from './prepare-bridge.ts';
import { type PreparedFlows, prepareFlows } from './prepare-flows.ts';

/** What every reader sees first: the stock, the entries and the exits, with what the number is and what it leaves out. */
export function MainFigure({ answer, linkedSince }: { answer: LedgerAnswer; linkedSince: string | null }) {
  const flows = prepareFlows(answer);
  return (
    <section aria-label="Sans domicile, entrées et sorties">
      <ChartFigure
        title="Sans domicile, entrées et sorties"
        sentence={flows.sentence}
        legend={<FlowKey flows={flows} />}
        chart={(sentenceId) => (
          <ScrollRegion label="Sans domicile, entrées et sorties, graphique">
            <FlowChart flows={flows} labelledBy={sentenceId} />
          </ScrollRegion>
        )}
        table={<FlowTable flows={flows} />}
      />
      <Counted answer={answer} linkedSince={linkedSince} />
    </section>
  );
}

/** The same people in the other unit and the other perimeter, who is counted, and what is left out. */
function Counted({ answer, linkedSince }: { answer: LedgerAnswer; linkedSince: string | null }) {
  const { source, stocks } = answer;
  const [insee, convention] = [stockIn(stocks, 'insee'), stockIn(stocks, 'convention')];
  const end = source.through === null ? '' : ` fin ${frenchMonth(source.through)}`;
  return (
    <div className="homelessness-rule homelessness-counted">
      {(insee || convention) && (
        <p>
          {insee && `Au sens de l’Insee (rue, hébergement d’urgence, hôtel, CHRS)${end}${S}: ${insee}. `}
          {convention &&
            `Périmètre de la convention, qui ajoute squats et bidonvilles, hébergés chez un tiers, sorties d’institution et menacés d’expulsion${S}: ${convention}.`}
        </p>
      )}
      {!answer.bridge && <p>{contactRule(source)}</p>}
      <p>
        <Terms>{knowledgeWords(source.firstRow, linkedSince)}</Terms> Une actualisation ou un réexamen n’est pas un
        nouveau ménage{`${S}: le fichier le dit.`}
      </p>
    </div>
  );
}

function FlowTable({ flows }: { flows: PreparedFlows }) {
  const hasTogether = flows.months.some((month) => month.hasTogether);
  return (
    <Table
      caption={`Sans domicile, entrées et sorties, mois par mois${hasTogether ? `. ${togetherWords}` : ''}`}
      dense
      rows={[...flows.months].reverse()}
      rowKey={(month) => month.month}
      columns={[
        { key: 'month', header: 'Mois', rowHeader: true, nowrap: true, cell: (month) => month.longLabel },
        ...[...inflows, ...outflows].map((flow) => ({
          key: flow,
          header: flowWords[flow],
          align: 'number' as const,
          cell: (month: PreparedFlows['months'][number]) => month.cells[flow],
        })),
        { key: 'in', header: 'toutes les entrées', align: 'number', cell: (month) => month.inflow },
        { key: 'out', header: 'toutes les sorties', align: 'number', cell: (month) => month.outflow },
        { key: 'active', header: 'sans domicile en fin de mois', align: 'number', cell: (month) => month.activeText },
        ...(flows.hasObserved
          ? [
              {
                key: 'observed',
                header: 'comptés à part',
                align: 'number' as const,
                cell: (month: PreparedFlows['months'][number]) => month.observedText,
              },
            ]
          : []),
      ]}
    />
  );
}
