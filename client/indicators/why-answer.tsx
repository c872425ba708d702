import {
  coverageWords,
  readingWords,
  statusSentence,
  targetWords,
  valueWords,
} from '../../shared/domain/figures/figure-words.ts';
import {
  frenchDecimal,
  frenchMonth,
  frenchOfMonth,
  frenchQuantity,
  frenchShortDate,
  frenchUnit,
} from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import { useTwoSources } from '../lib/answers/two-sources.ts';
import { disagree, twoSourcesWords } from '../lib/words/two-sources-words.ts';
import { type Definition, DefinitionList } from '../ui/table/definition-list.tsx';
import { Table } from '../ui/table/table.tsx';
import { Inputs, Revisions, type Why } from './why-cells.tsx';
import { amendmentItems, restingItems } from './why-items.ts';

const unquoted = (text: string) => text.replace(/^«\s*|\s*»$/gu, '');

function termsWords({ quantity, hidden }: Why['shown']): string {
  if (hidden || quantity === null || !('numerator' in quantity)) return '';
  return `\u00a0: ${frenchDecimal(quantity.numerator)} ÷ ${frenchDecimal(quantity.denominator)}`;
}

function figureItems(why: Why): Definition[] {
  const { figure, from, shown } = why;
  const said = valueWords({ ...figure, value: shown.value, hidden: shown.hidden });
  const period =
    from === figure.through ? frenchMonth(from) : `${frenchOfMonth(from)} à ${frenchMonth(figure.through)}`;
  return [
    { term: 'Valeur', description: said },
    { term: 'Période', description: period },
    { term: 'Unité', description: frenchUnit(figure.unit) || 'oui ou non' },
    { term: 'Définition', description: `${figure.definition} (version ${figure.version})` },
    { term: 'Calcul', description: `${figure.formula}${termsWords(shown)}` },
    { term: 'Couverture', description: coverageWords(figure) },
    ...restingItems(why),
    {
      term: 'Source',
      description: `${figure.sourceText}${figure.updatedAt ? `. Dernière mise à jour le ${frenchShortDate(figure.updatedAt.slice(0, 10))}` : ''}`,
    },
  ];
}

function targetItems({ figure }: Why): Definition[] {
  const { target } = figure;
  if (!target) return [{ term: 'Cible', description: stateWords.noTarget }];
  const expected =
    figure.expected === null ? '' : `, attendu à date\u00a0: ${frenchQuantity(figure.expected, figure.unit)}`;
  return [
    {
      term: 'Cible',
      description: `${targetWords(figure)}, ${readingWords(figure)}${expected}`,
    },
    {
      term: 'Rythme',
      description: statusSentence(figure),
    },
    {
      term: 'Phrase qui fixe la cible',
      description: (
        <>
          <q>{unquoted(target.quote)}</q> ({target.document}
          {target.reading === 'assumed' ? ', lecture retenue par hypothèse' : ''})
        </>
      ),
    },
    ...(target.note ? [{ term: 'Remarque', description: target.note }] : []),
  ];
}

function publishedItems({ figure }: Why): Definition[] {
  return figure.published
    .filter((one) => one.fromMonth.startsWith(String(figure.year)) || one.toMonth.startsWith(String(figure.year)))
    .map((one) => ({
      key: `publié ${one.fromMonth} ${one.value}`,
      term: 'Chiffre publié',
      description: (
        <>
          {`${frenchQuantity(one.value, figure.unit)}, ${frenchOfMonth(one.fromMonth)} à ${frenchMonth(one.toMonth)}\u00a0: `}
          <q>{unquoted(one.quote)}</q> ({one.document})
        </>
      ),
    }));
}

function ComputedInputs({ inputs }: { inputs: NonNullable<Why['inputs']> }) {
  return (
    <Table
      caption="Indicateurs qui composent ce chiffre"
      dense
      rows={inputs}
      rowKey={(one) => one.code}
      columns={[
        { key: 'label', header: 'Indicateur', rowHeader: true, cell: (one) => `${one.code} ${one.label}` },
        { key: 'value', header: 'Valeur', align: 'number', cell: (one) => one.value },
        { key: 'target', header: 'Cible', align: 'number', cell: (one) => one.target },
        {
          key: 'reached',
          header: 'Compté',
          cell: (one) => (one.counted === 'no' ? `non compté\u00a0: ${one.status}` : one.status),
        },
      ]}
    />
  );
}

/** The months of the figure that another source knows otherwise, of the organisations that the person sees. */
function OtherSources({ why: { figure, from, organisationId } }: { why: Why }) {
  const found = useTwoSources({ organisationId, code: figure.code, from, to: figure.through }).filter(disagree);
  if (found.length === 0) return null;
  return (
    <>
      <h3>L’autre source</h3>
      <ul>
        {found.map((one) => (
          <li key={`${one.organisationId} ${one.month}`}>
            {`${one.organisation}, ${frenchMonth(one.month)}. ${twoSourcesWords(one)}`}
          </li>
        ))}
      </ul>
    </>
  );
}

/** All that explains a figure, from its definition to each of its inputs, the missing ones too. */
export function WhyAnswer({ why }: { why: Why }) {
  const { cells, missing, inputs } = why;
  return (
    <>
      <DefinitionList
        stacked
        items={[...figureItems(why), ...targetItems(why), ...amendmentItems(why), ...publishedItems(why)]}
      />
      {inputs && <ComputedInputs inputs={inputs} />}
      {cells === null && (
        <p>
          Le détail par structure est réservé à la coordination et à la structure elle-même. Les petits nombres sont
          masqués.
        </p>
      )}
      {cells && !inputs && <Inputs cells={cells} />}
      {cells && !inputs && <OtherSources why={why} />}
      {missing && missing.length > 0 && (
        <>
          <h3>Ce qui manque</h3>
          <ul>
            {missing.map((one) => (
              <li key={`${one.organisation} ${one.month}`}>{`${one.organisation}, ${frenchMonth(one.month)}`}</li>
            ))}
          </ul>
        </>
      )}
      {cells && !inputs && (
        <>
          <h3>Modifications</h3>
          <Revisions cells={cells} />
        </>
      )}
    </>
  );
}
