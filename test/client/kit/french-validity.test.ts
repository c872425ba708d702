// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest';
import { speakFrench } from '../../../client/lib/words/french-validity.ts';

/** A field that a browser finds at fault. */
function faulty(fault: keyof ValidityState): HTMLInputElement {
  const field = document.createElement('input');
  Object.defineProperty(field, 'validity', { value: { [fault]: true } });
  document.body.append(field);
  field.dispatchEvent(new Event('invalid'));
  return field;
}

beforeAll(() => speakFrench(document));

describe('what a browser says of a field', () => {
  it.each([
    ['valueMissing', 'Remplissez ce champ.'],
    ['typeMismatch', 'Cette valeur n’a pas la forme attendue.'],
    ['badInput', 'Cette valeur n’a pas la forme attendue.'],
    ['tooShort', 'Ce texte est trop court.'],
    ['rangeUnderflow', 'Cette valeur est trop petite.'],
    ['rangeOverflow', 'Cette valeur est trop grande.'],
    ['patternMismatch', 'Cette valeur ne convient pas.'],
  ] as const)('is in French: %s', (fault, words) => {
    expect(faulty(fault).validationMessage).toBe(words);
  });

  it('goes away as soon as one writes', () => {
    const field = faulty('valueMissing');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    expect(field.validationMessage).not.toContain('Remplissez');
  });
});
