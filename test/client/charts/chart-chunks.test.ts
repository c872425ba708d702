import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../../client');

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/u.test(file));
const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const importers = (of: RegExp) => files.filter((file) => of.test(textOf(file))).sort();

it('asks for Recharts in its own two drawings only', () => {
  expect(importers(/from 'recharts'/u)).toEqual(['charts/recharts-month-chart.tsx', 'charts/recharts-plot.tsx']);
});

it('asks for those drawings lazily, and never otherwise', () => {
  expect(importers(/from '[^']*recharts-(month-chart|plot)\.tsx'/u)).toEqual([]);
  expect(importers(/import\('[^']*recharts-(month-chart|plot)\.tsx'\)/u)).toEqual([
    'charts/interactive-month-figure.tsx',
    'charts/interactive-plot-figure.tsx',
  ]);
});

it('draws on the page of an indicator after its figures: its charts and its map come lazily', () => {
  expect(importers(/from '[^']*interactive-(month|plot)-figure\.tsx'/u)).toEqual(['indicators/indicator-charts.tsx']);
  expect(importers(/from '\.\/(indicator-charts|breakdown-section)\.tsx'/u)).toEqual([]);
  expect(textOf('indicators/indicator-page.tsx')).toMatch(/lazy\(\(\) =>\s+import\('\.\/indicator-charts\.tsx'\)/u);
});
