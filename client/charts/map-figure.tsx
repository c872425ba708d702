import { useId } from 'react';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Table } from '../ui/table/table.tsx';
import { ChartFigure } from './chart-figure.tsx';
import type { MapSymbol, PreparedMap } from './prepare/prepare-map.ts';
import './map-figure.css';

function FigureSymbol({ symbol, hatch }: { symbol: MapSymbol; hatch: string }) {
  const { x, y, radius, mark } = symbol;
  const fill = mark === 'masked' ? `url(#${hatch})` : undefined;
  return <circle className={`map-symbol map-${mark}`} fill={fill} cx={x} cy={y} r={radius.toFixed(1)} />;
}

/** The value is written in its circle where there is room, else the table says it. */
const fits = ({ mark, radius, text }: MapSymbol) =>
  mark === 'circle' && radius > (text.split('\u00a0')[0] ?? '').length * 4 + 4;

function MapChart({ map, labelledBy }: { map: PreparedMap; labelledBy: string }) {
  const hatch = useId();
  const { width, height } = map;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the sentence of the figure is its name; a title would also become a tooltip.
    <svg className="map-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={labelledBy}>
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="map-hatch" d="M0 0V5" />
        </pattern>
      </defs>
      {map.symbols.map((symbol) => (
        <FigureSymbol key={symbol.key} symbol={symbol} hatch={hatch} />
      ))}
      {map.places.map(({ key, x, y }) => (
        <circle key={key} className="map-place" cx={x} cy={y} r="2.2" />
      ))}
      {map.places.map(
        ({ key, name, x, nameY }) =>
          name && (
            <text key={key} x={x} y={nameY} textAnchor="middle">
              {name}
            </text>
          ),
      )}
      {map.symbols.filter(fits).map(({ key, x, y, radius, text }) => (
        <text key={key} className="map-value" x={x} y={y + (radius < 30 ? 5 : 16)} textAnchor="middle">
          {text.split('\u00a0')[0]}
        </text>
      ))}
      <Key map={map} />
    </svg>
  );
}

function Key({ map }: { map: PreparedMap }) {
  const wide = map.key[0]?.radius ?? 0;
  const bottom = map.height - 8;
  return map.key.map(({ radius, text }) => (
    <g key={text} className="map-key">
      <circle cx={wide + 4} cy={bottom - radius} r={radius} />
      <path d={`M${wide + 4} ${bottom - 2 * radius}H${2 * wide + 14}`} />
      <text x={2 * wide + 18} y={bottom - 2 * radius + 4}>
        {text}
      </text>
    </g>
  ));
}

/** Proportional symbols on the communes, with the same figures in a table. */
export function MapFigure({ map, header }: { map: PreparedMap; header: string }) {
  const marks = new Set(map.symbols.map(({ mark }) => mark));
  return (
    <ChartFigure
      title={map.title}
      sentence={map.sentence}
      tableOpen
      legend={
        <p className="map-legend">
          La surface du cercle suit la valeur. Chaque point est une commune.
          {marks.has('masked') && ' Un cercle hachuré est une valeur masquée.'}
          {marks.has('zero') && ' Un cercle vide est un zéro.'}
        </p>
      }
      chart={(sentenceId) => (
        <ScrollRegion label={`${map.title}, carte`}>
          <MapChart map={map} labelledBy={sentenceId} />
        </ScrollRegion>
      )}
      table={
        <Table
          caption={`Valeurs ${map.title.toLowerCase()}`}
          dense
          rows={map.rows}
          rowKey={(row) => row.key}
          columns={[
            { key: 'label', header, rowHeader: true, cell: (row) => row.label },
            { key: 'value', header: 'Valeur', align: 'number', cell: (row) => row.text },
          ]}
        />
      }
    />
  );
}
