import {
  Bar,
  CartesianGrid,
  Cell,
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Unit } from '../../shared/domain/indicator.ts';
import { frenchDecimal, frenchMonthShort, frenchQuantity } from '../../shared/domain/words/french-format.ts';
import type { MonthMark, PreparedMonth, PreparedSeries } from './prepare/prepare-month-series.ts';
import './recharts-month-chart.css';

/** What stands on the axis where there is no bar; the key says the words. */
const axisMarks: Partial<Record<MonthMark, string>> = {
  zero: '0',
  masked: 's',
  'gap-missing': '?',
  'gap-not-published': '?',
  'gap-unavailable': '?',
};

const barClasses: Partial<Record<MonthMark, string>> = {
  'estimated-bar': 'recharts-month-estimated',
  'partial-bar': 'recharts-month-partial',
};

interface TooltipContentProps {
  active?: boolean;
  payload?: ReadonlyArray<{ payload?: PreparedMonth }>;
  unit: Unit;
}

function MonthTooltip({ active, payload, unit }: TooltipContentProps) {
  const month = payload?.[0]?.payload;
  if (!active || !month) return null;
  return (
    <div className="recharts-month-tooltip">
      <p className="recharts-month-tooltip-title">{month.longLabel}</p>
      <p>{month.text}</p>
      {month.expected !== null && <p>Attendu&nbsp;: {frenchQuantity(month.expected, unit)}</p>}
      {month.breakLabel && <p>Rupture de série&nbsp;: {month.breakLabel}</p>}
      {month.noteLabel && <p>Note&nbsp;: {month.noteLabel}</p>}
    </div>
  );
}

export interface RechartsMonthChartProps {
  series: PreparedSeries;
  unit: Unit;
}

/**
 * The same prepared months for pointing at. Nothing here is needed for reading: it is hidden from screen readers, that
 * have the sentence and the table, and from print, that has our own drawing.
 */
export default function RechartsMonthChart({ series, unit }: RechartsMonthChartProps) {
  const { min, max, ticks } = series.scale;
  return (
    <div className="recharts-month-chart" aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={series.months}
          margin={{ top: 14, right: 10, bottom: 4, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} className="recharts-month-grid" />
          <XAxis
            dataKey="month"
            // By the month itself: where there is no room for every tick, Recharts counts only those that it draws.
            tickFormatter={frenchMonthShort}
            tickLine={false}
          />
          <YAxis
            domain={[min, max]}
            ticks={ticks}
            tickFormatter={(tick: number) => frenchDecimal(tick, 2)}
            width={46}
            axisLine={false}
            tickLine={false}
          />
          <Tooltip content={<MonthTooltip unit={unit} />} isAnimationActive={false} />
          {series.months
            .filter(({ breakLabel }) => breakLabel !== null)
            .map(({ month }) => (
              <ReferenceLine key={month} x={month} strokeDasharray="2 3" className="recharts-month-break" />
            ))}
          {series.months
            .filter(({ noteLabel }) => noteLabel !== null)
            .map(({ month }) => (
              <ReferenceLine
                key={`note ${month}`}
                x={month}
                strokeDasharray="1 3"
                label={{ value: '▾', position: 'top' }}
              />
            ))}
          {series.months
            .filter(({ mark }) => axisMarks[mark])
            .map(({ month, mark }) => (
              <ReferenceDot key={month} x={month} y={0} r={0} label={{ value: axisMarks[mark], position: 'top' }} />
            ))}
          <Bar dataKey="value" isAnimationActive={false} maxBarSize={40} minPointSize={2}>
            {series.months.map(({ month, mark }) => (
              <Cell key={month} className={barClasses[mark] ?? 'recharts-month-bar'} />
            ))}
          </Bar>
          {series.hasExpected && (
            <Line
              dataKey="expected"
              type="step"
              dot={false}
              connectNulls={false}
              isAnimationActive={false}
              className="recharts-month-expected"
            />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
