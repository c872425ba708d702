import { expect, it } from 'vitest';
import { emptyProduct } from './empty-product.ts';
import { toFirstFigure } from './first-figure.ts';

const empty = emptyProduct('figure');

it('from an empty folder to a first validated figure: no file, no JSON, less than half an hour of acts', async () => {
  const { browser, link } = await empty.begin();
  const { acts, shown, errors } = await toFirstFigure(browser, link, new Date().toISOString().slice(0, 10));
  expect(shown.replace(/\s+/gu, ' ')).toMatch(/12\sménages/u);
  expect(errors).toEqual([]);
  const { clicks, fields, choices, keys } = acts.count;
  console.info(
    `${clicks} clicks, ${fields} fields, ${choices} choices, ${keys} keys: ${acts.minutes.toFixed(1)} minutes by the model`,
  );
  expect(acts.minutes).toBeLessThan(30);
});
