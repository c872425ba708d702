import { frenchMonth, frenchQuantity } from '../../shared/domain/words/french-format.ts';
import { Section } from '../ui/layout/section.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import type { IndicatorFigure } from './indicator-data.ts';

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

/** What is counted: a draft never is. */
const validationWords = ({ visibility }: IndicatorFigure) =>
  visibility === 'validated'
    ? 'valeurs validées, telles que publiées'
    : 'valeurs envoyées, validées ou en attente de validation\u202f; un brouillon ne compte pas';

/** The sentences that set the target and publish figures, how it is computed and from where. */
export function OriginSection({ figure }: { figure: IndicatorFigure }) {
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
          ...targetItems(figure),
          ...published,
          { term: 'Calcul', description: figure.formula },
          { term: 'Source', description: figure.sourceText },
          { term: 'Validation', description: validationWords(figure) },
          {
            term: 'Actions de l’annexe',
            description: figure.actions.map((action) => action.title).join(' · ') || 'hors annexe',
          },
        ]}
      />
    </Section>
  );
}
