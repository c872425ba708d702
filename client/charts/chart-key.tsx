import { stateWords } from '../../shared/domain/words/state-words.ts';
import type { MonthMark, PreparedSeries } from './prepare/prepare-month-series.ts';
import './chart-key.css';

const words: Partial<Record<MonthMark, string>> = {
  'estimated-bar': stateWords.estimated,
  'partial-bar': stateWords.partial,
  zero: 'zéro déclaré',
  masked: `s\u00a0: ${stateWords.hiddenFully}`,
  'gap-missing': `?\u00a0: ${stateWords.notReceived}`,
  'gap-not-published': `?\u00a0: ${stateWords.notPublished}`,
  'gap-unavailable': `?\u00a0: ${stateWords.unknown}`,
};

/** Only the marks that the drawing holds. The words are read by everyone, the samples are decoration. */
export function ChartKey({ series, barLabel }: { series: PreparedSeries; barLabel: string }) {
  return (
    <ul className="chart-key" aria-label="Légende">
      <li>
        <span className="chart-key-sample chart-key-bar" />
        {barLabel}
      </li>
      {series.hasExpected && (
        <li>
          <span className="chart-key-sample chart-key-expected" />
          attendu
        </li>
      )}
      {series.months.some(({ noteLabel }) => noteLabel !== null) && <li>▾&nbsp;: note sur le mois</li>}
      {series.marks.map((mark) => {
        const word = words[mark];
        return (
          word && (
            <li key={mark}>
              <span className={`chart-key-sample chart-key-${mark}`} />
              {word}
            </li>
          )
        );
      })}
    </ul>
  );
}
