import { useQuery } from '@tanstack/react-query';
import { frenchMonth, frenchQuantity } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Section } from '../ui/layout/section.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import type { IndicatorFigure } from './indicator-data.ts';
import { amendmentItems, restingItems } from './why-items.ts';

const unquoted = (text: string) => text.replace(/^«\s*|\s*»$/gu, '');

function targetItems({ target }: IndicatorFigure) {
  if (!target) return [{ term: 'Cible', description: 'La convention ne fixe pas de valeur pour cette année.' }];
  return [
    {
      term: `Cible ${target.year}`,
      description: (
        <>
          <q>{unquoted(target.quote)}</q> ({target.document}){target.note && <p>{target.note}</p>}
        </>
      ),
    },
  ];
}

/** What the figure rests on today, the sentences that set the target and publish figures, how it is computed and from where. */
export function OriginSection({ figure, organisation }: { figure: IndicatorFigure; organisation: string | undefined }) {
  const trpc = useTRPC();
  const { code, year, through } = figure;
  const { data } = useQuery(trpc.indicators.why.queryOptions({ code, year, ...(organisation && { organisation }) }));
  // The page may stop at an earlier month than the explanation of the year.
  const why = data && { ...data, cells: data.cells?.filter(({ month }) => month <= through) ?? null };
  const published = figure.published.map((one) => ({
    key: one.fromMonth + one.value,
    term: (
      <>
        {frenchQuantity(one.value, figure.unit)} <Tag variant="published" />
      </>
    ),
    description: (
      <>
        {`${frenchMonth(one.fromMonth)} à ${frenchMonth(one.toMonth)}\u00a0: `}
        <q>{unquoted(one.quote)}</q> ({one.document})
      </>
    ),
  }));
  return (
    <Section id="origine" title="D’où viennent ces chiffres">
      <DefinitionList
        items={[
          ...(why ? restingItems(why) : []),
          ...targetItems(figure),
          ...(why ? amendmentItems(why) : []),
          ...published,
          { term: 'Calcul', description: figure.formula },
          { term: 'Source', description: figure.sourceText },
          {
            term: 'Actions de l’annexe',
            description: figure.actions.map((action) => action.title).join(' · ') || 'hors annexe',
          },
        ]}
      />
    </Section>
  );
}
