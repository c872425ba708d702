import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const sheet = readFileSync(path.resolve(import.meta.dirname, '../../../client/styles/tokens.css'), 'utf8');
const [ordinary = '', more = ''] = sheet.split('@media (prefers-contrast: more)');

type Mode = 'light' | 'dark';
type Tokens = Map<string, Record<Mode, string>>;

/** The colours of a part of the sheet, one for each light. */
function tokensOf(css: string, before: Tokens = new Map()): Tokens {
  const tokens = new Map(before);
  for (const [, name, light, dark] of css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/gu))
    if (name && light && dark) tokens.set(name, { light, dark });
  for (const [, name, both] of css.matchAll(/--([\w-]+): (#\w{6});/gu))
    if (name && both) tokens.set(name, { light: both, dark: both });
  return tokens;
}

/** WCAG 2.1, « relative luminance » and « contrast ratio ». */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'surface', 'surface-sunk'];
const texts = ['ink', 'ink-soft', 'primary', 'link', 'target', 'good', 'watch', 'bad', 'info', 'neutral'];
const onGrounds = grounds.flatMap((ground) => texts.map((text) => [text, ground] as const));

/** What is read: 4.5:1, and 7:1 where more contrast is asked for. */
const textPairs = [
  ...onGrounds,
  ['ink', 'surface-hover'],
  ['link', 'surface-hover'],
  ['on-primary', 'primary'],
  ['on-primary', 'primary-strong'],
  ['link', 'primary-soft'],
  ['ink', 'primary-soft'],
  ['on-header', 'header'],
  ['on-header', 'header-hover'],
  ['on-header-soft', 'header'],
  ...['target', 'good', 'watch', 'bad', 'info', 'neutral'].flatMap((state) => [
    [state, `${state}-soft`] as const,
    ['ink', `${state}-soft`] as const,
  ]),
] as const;

/** What is only seen (edges of controls, bars, focus): 3:1. */
const markPairs = grounds.flatMap((ground) =>
  ['line-strong', 'bar', 'focus', 'target', 'good', 'watch', 'bad'].map((mark) => [mark, ground] as const),
);

function faintPairs(tokens: Tokens, pairs: readonly (readonly [string, string])[], least: number): string[] {
  return pairs.flatMap(([front, back]) =>
    (['light', 'dark'] as const).flatMap((mode) => {
      const [one, other] = [tokens.get(front)?.[mode], tokens.get(back)?.[mode]];
      if (!one || !other) return [`${front} or ${back} has no colour in the ${mode}`];
      const ratio = contrast(one, other);
      return ratio < least ? [`${front} on ${back}, ${mode}: ${ratio.toFixed(2)}`] : [];
    }),
  );
}

describe('the contrast of the tokens', () => {
  const usual = tokensOf(ordinary);
  const stronger = tokensOf(more, usual);

  it('is measured as WCAG measures it: black on white is 21, and #767676 the lightest grey that is read', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
  });

  it('finds each colour of the sheet, so that none escapes', () => {
    const named = new Set([...sheet.matchAll(/--([\w-]+): (?:light-dark\(#|#)/gu)].map(([, name]) => name));
    expect([...named].filter((name) => !usual.has(name ?? ''))).toEqual([]);
    expect(usual.size).toBeGreaterThan(25);
  });

  it('is 4.5 for every text, in the light and in the dark', () => {
    expect(faintPairs(usual, textPairs, 4.5)).toEqual([]);
  });

  it('is 3 for every edge, bar and focus ring, in the light and in the dark', () => {
    expect(faintPairs(usual, markPairs, 3)).toEqual([]);
  });

  it('is 7 for every text where the person asks for more contrast', () => {
    const read = textPairs.filter(([, ground]) => !ground.endsWith('-soft') && !/hover|strong/u.test(ground));
    expect(faintPairs(stronger, read, 7)).toEqual([]);
  });
});
