import { useState } from 'react';
import { neededEachMonth } from '../../shared/domain/figures/figure-path.ts';
import { comparisonWords, pathFinding, valueWords } from '../../shared/domain/figures/figure-words.ts';
import { frenchMonth, frenchQuantity } from '../../shared/domain/words/french-format.ts';
import type { ChartView } from '../charts/chart-figure.tsx';
import { InteractiveMonthFigure } from '../charts/interactive-month-figure.tsx';
import { InteractivePlotFigure } from '../charts/interactive-plot-figure.tsx';
import { chartSentence } from '../charts/prepare/chart-sentence.ts';
import { keyWords, type Plot } from '../charts/prepare/plot.ts';
import { prepareControl } from '../charts/prepare/prepare-control.ts';
import { preparePath } from '../charts/prepare/prepare-path.ts';
import { prepareSources } from '../charts/prepare/prepare-sources.ts';
import { prepareYears } from '../charts/prepare/prepare-years.ts';
import { seriesOf } from '../lib/answers/figure-series.ts';
import { Segmented } from '../ui/form/segmented.tsx';
import { useWindow } from '../ui/layout/use-window.ts';
import { ChartSection } from './chart-section.tsx';
import { longSeries, type Page, yearSeries } from './indicator-data.ts';

interface ChartsProps {
  page: Page;
  /** In words; null: the whole territory. */
  organisation: string | null;
}

function PlotSection({
  plot,
  name,
  lead,
  folded,
  page,
  organisation,
}: ChartsProps & { plot: Plot; name: string; lead?: string; folded?: string }) {
  return (
    <ChartSection
      title={plot.title}
      lead={lead}
      folded={folded}
      figure={page.figure}
      organisation={organisation}
      words={[plot.sentence, `Légende\u00a0: ${keyWords(plot)}.`]}
      name={name}
    >
      <InteractivePlotFigure plot={plot} subject={page.figure.label} />
    </ChartSection>
  );
}

const views = [
  { value: 'chart', label: 'Graphique' },
  { value: 'table', label: 'Tableau' },
] as const;

/** The chart that answers: the whole width, its finding as a title, and the same months as a table. */
function MainChart({ path, page, organisation }: ChartsProps & { path: Plot }) {
  const [view, setView] = useState<ChartView>('chart');
  const wide = useWindow('(min-width: 72rem)');
  const { figure } = page;
  return (
    <ChartSection
      title={pathFinding(figure) ?? path.title}
      figure={figure}
      organisation={organisation}
      words={[path.sentence, `Légende\u00a0: ${keyWords(path)}.`]}
      name="depuis-janvier"
      choice={<Segmented legend="Montrer" hideLegend options={views} value={view} onChange={setView} />}
    >
      <InteractivePlotFigure plot={path} subject={figure.label} view={view} size={wide ? 'wide' : 'usual'} />
    </ChartSection>
  );
}

/** The first sentence of what a chart says: enough to know whether to open it. */
const answerOf = (sentence: string) => `${sentence.split('. ')[0]?.replace(/\.$/u, '')}.`;

/** Three years of months: is the last one out of the ordinary, and can the process as it is reach the target? */
function Control(props: ChartsProps) {
  const { figure } = props.page;
  const { timeRule, direction } = figure;
  const plot = prepareControl({ series: longSeries(props.page), timeRule, direction, needed: neededEachMonth(figure) });
  if (typeof plot === 'string') return null;
  return <PlotSection {...props} plot={plot} name="variation" folded={answerOf(plot.sentence)} />;
}

function yearsPlot({ figure, earlier, history, breaks }: Page): Plot | null {
  const [before] = earlier;
  if (!before) return null;
  const whole = { ...figure, months: history.slice(12), through: `${before.year}-12` };
  const now = seriesOf(figure);
  return prepareYears({
    unit: figure.unit,
    nature: now.nature,
    now: {
      year: figure.year,
      points: now.points,
      value: figure.value,
      hidden: figure.hidden,
      visibility: figure.visibility,
    },
    before: {
      year: before.year,
      points: seriesOf(whole).points,
      value: before.value,
      hidden: before.hidden,
      visibility: before.visibility,
    },
    comparison: comparisonWords(figure, before.year),
    broken: breaks.some(({ month }) => month > `${before.year}-01` && month <= figure.through),
  });
}

function sourcesVerdict({ figure, otherSource }: Page): string {
  if (!otherSource) return '';
  const { figure: other, gap, tolerancePercent } = otherSource;
  const said = (one: typeof other) => {
    return valueWords(one);
  };
  const both = `${figure.sourceText}\u00a0: ${said(figure)}. ${other.sourceText}\u00a0: ${said(other)}.`;
  if (!gap) return `${both} L’écart ne peut pas être calculé.`;
  const verdict = gap.within ? 'dans la tolérance' : 'au-delà de la tolérance';
  return `${both} Écart de ${frenchQuantity(Math.abs(gap.gap), figure.unit)} jusqu’à ${frenchMonth(figure.through)}, ${verdict} de ${tolerancePercent}\u202f%.`;
}

function Sources(props: ChartsProps) {
  const { figure, otherSource } = props.page;
  if (!otherSource) return null;
  const plot = prepareSources({
    unit: figure.unit,
    first: { label: figure.code, points: seriesOf(figure).points },
    second: { label: otherSource.figure.code, points: seriesOf(otherSource.figure).points },
    verdict: sourcesVerdict(props.page),
  });
  return (
    <PlotSection
      {...props}
      plot={plot}
      name="deux-sources"
      folded={answerOf(plot.sentence)}
      lead={`${figure.code}\u00a0: ${figure.label}. ${otherSource.figure.code}\u00a0: ${otherSource.figure.label}. Les deux ne s’additionnent pas.`}
    />
  );
}

/** Every chart of the page, from one set of figures; this file and what it draws with come after the figures. */
export function IndicatorCharts(props: ChartsProps) {
  const { page, organisation } = props;
  const { figure } = page;
  const series = yearSeries(page);
  const path = preparePath(figure, series.breaks);
  const years = yearsPlot(page);
  return (
    <>
      {path && <MainChart {...props} path={path} />}
      <ChartSection
        title={`Mois par mois en ${figure.year}`}
        folded={path ? answerOf(chartSentence(series)) : undefined}
        figure={figure}
        organisation={organisation}
        words={[chartSentence(series)]}
        name="mois"
      >
        <InteractiveMonthFigure series={series} />
      </ChartSection>
      <Control {...props} />
      {years && <PlotSection {...props} plot={years} name="annees" folded={answerOf(years.sentence)} />}
      <Sources {...props} />
    </>
  );
}
