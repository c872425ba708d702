import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { verdicts } from '../../../shared/domain/figures/judgement.ts';
import { stateWords, verdictWords, whyWords } from '../../../shared/domain/words/state-words.ts';

/** A state has one word wherever somebody reads; the words that were used beside it are refused. */

const root = path.resolve(import.meta.dirname, '../../..');

const refused: readonly [RegExp, string][] = [
  [/non renseign/iu, `« ${stateWords.notReceived} », ou « ${stateWords.unknown} »`],
  [/\bsans cible\b/iu, `« ${stateWords.noTarget} »`],
  [/\bmanquante?s?\b/iu, `« ${stateWords.notReceived} »`],
  [/\ben recul\b/iu, `« ${verdictWords['going-backwards']} »`],
  [/pire qu/iu, `« ${verdictWords['going-backwards']} »`],
  [/données incomplètes/iu, `« ${stateWords.partial} »`],
  [/hors collecte/iu, `« ${stateWords.notAsked} »`],
  [/\bindisponible\b/iu, `« ${stateWords.unknown} »`],
  [/\b(?:allure|cadence)\b/iu, '« rythme »'],
  [/envoyé, à valider/iu, `« ${stateWords.awaiting} »`],
  // Alone, they would name a state; one still sends a month, and has months to validate.
  [/^['"`>]\s*(?:envoyés?|à valider)\s*['"`<]$/iu, `« ${stateWords.awaiting} »`],
  // Owed now is « en retard »; what came after its day was sent late.
  [/\btardi(?:f|ve)s?\b/iu, '« envoyé en retard »'],
  [/\bsans donnée\b/iu, `« ${stateWords.notReceived} »`],
  [/\bnon disponible\b/iu, `« ${stateWords.unknown} »`],
  [/\((?:estimation|valeur estimée)\)/iu, `« ${stateWords.estimated} »`],
];

/** What partners write in their files is read there, not said; the audit of accessibility has the words of its standard. */
const readers = [
  'shared/reading/',
  'shared/domain/site/rgaa',
  'shared/domain/entry/typed-figure.ts',
  'shared/domain/finance/finance-cents.ts',
  // A mail is sent.
  'client/mails/',
  // The SIAO's own categories.
  'shared/registers/siao-spell.ts',
];

const withoutComments = (source: string) =>
  source.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/(^|[^:'"`])\/\/.*$/gmu, '$1');

/** The French of a source: what stands between quotes, and the text of elements. */
const spoken = (source: string) =>
  [...withoutComments(source).matchAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|>[^<>{}]*</gu)].map(
    ([text]) => text,
  );

const files = ['client', 'server', 'shared'].flatMap((room) =>
  readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .map((file) => `${room}/${file}`)
    .filter((file) => /\.tsx?$/u.test(file) && !readers.some((one) => file.startsWith(one))),
);

describe('a state or a verdict', () => {
  it('has one word on every page, in every document and in the help', () => {
    expect(files.length).toBeGreaterThan(500);
    const found = files.flatMap((file) =>
      spoken(readFileSync(path.join(root, file), 'utf8')).flatMap((text) =>
        refused
          .filter(([word]) => word.test(text))
          .map(([, better]) => `${file}: ${text.slice(0, 80)} — dire ${better}`),
      ),
    );
    expect(found).toEqual([]);
  });

  it('has its word here, and no other file says one of its own', () => {
    for (const verdict of verdicts) expect(verdictWords[verdict]).toMatch(/^[a-zà-ü’ ]+$/u);
    const words = [...Object.values(verdictWords), ...Object.values(stateWords), ...Object.values(whyWords)];
    expect(words.filter((word) => refused.some(([pattern]) => pattern.test(word)))).toEqual([]);
  });

  it('is found by the search that refuses it', () => {
    const source = `// en recul\nconst a = 'en recul';\n/* sans cible */ <p>sans cible</p>`;
    expect(spoken(source)).toEqual([`'en recul'`, '>sans cible<']);
    const isRefused = (text: string) => refused.some(([word]) => word.test(text));
    expect([`'Envoyé'`, '> À valider <', `'envoyé'`].map(isRefused)).toEqual([true, true, true]);
    expect([`'Envoyé le 3 mars'`, `'9 mois à valider'`].map(isRefused)).toEqual([false, false]);
  });
});
