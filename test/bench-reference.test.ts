import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { addressOf, pages, wordsAlone } from './bench/pages/page-questions.ts';
import { statementOf, statements } from './bench/pages/page-statements.ts';

/** The bench of pages by its form: nothing is timed here. */

const ROOT = path.resolve(import.meta.dirname, '..');
const place = { code: 'X-1', year: 2025, month: '2025-10', organisationId: 1 };
/** What an answer takes: milliseconds of the processor, and the statements that it sends. */
const spent = z.object({ processor: z.number().positive(), statements: z.number() });
const table = z.object({
  /** When, on what machine, beside what. */
  measured: z.string().min(20),
  questions: z.record(z.string(), z.object({ before: spent, after: spent })),
});
const reference = table.parse(JSON.parse(readFileSync(path.join(ROOT, 'test/bench/pages/reference.json'), 'utf8')));

const asked = Object.entries(pages).flatMap(([page, roles]) =>
  Object.entries(roles).map(([role, asks]) => ({ page, role, questions: asks(place) })),
);

describe('the bench of pages', () => {
  it('knows every route of the router', () => {
    const routes = [...readFileSync(path.join(ROOT, 'client/routes.tsx'), 'utf8').matchAll(/path: '([^']+)'/gu)];
    const known = new Set([...Object.keys(pages).map((page) => page.split('?')[0]), ...wordsAlone]);
    expect(routes.length).toBeGreaterThan(35);
    expect(routes.map(([, route]) => route).filter((route) => !known.has(route))).toEqual([]);
  });

  it('holds each question against a statement', () => {
    const names = asked.flatMap(({ questions }) => questions.map(([name]) => name));
    expect(names.filter((name) => !(name in statements))).toEqual([]);
    expect(Object.keys(statements).filter((name) => !names.includes(name))).toEqual([]);
    for (const { questions } of asked) {
      expect(
        statementOf(
          questions.map(([name]) => name),
          place,
        ),
      ).toMatch(/^SELECT json_build_object\(/u);
      expect(addressOf(questions)).toMatch(/^\/trpc\/[\w.,]+\?/u);
    }
  });

  it('keeps what the questions of pages took, before and after', () => {
    const questions = new Set(asked.flatMap(({ role, questions: own }) => own.map(([name]) => `${role} ${name}`)));
    expect(Object.keys(reference.questions).length).toBeGreaterThan(20);
    expect(Object.keys(reference.questions).filter((row) => !questions.has(row))).toEqual([]);
  });
});
