import { fireEvent } from '@testing-library/react';
import { settle } from './open-page.tsx';

/**
 * What a person reads of a page and does on it. Things are found by the words that name them, whole, and a fault says which
 * are there. Spaces are all written as plain ones: those that may not be broken are looked after by `page-faults.ts`.
 */

const textOf = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
export const textsOf = (elements: Iterable<Element>): string[] => [...elements].map(textOf);

type Named = string | RegExp;
type Place = ParentNode;

const fits = (name: Named, text: string): boolean => (typeof name === 'string' ? text === name : name.test(text));

/** The only one of these that is named so. */
function oneOf<One extends Element>(
  what: string,
  candidates: Iterable<One>,
  name: Named,
  wordsOf: (one: One) => string,
) {
  const all = [...candidates];
  const [found, ...others] = all.filter((one) => fits(name, wordsOf(one)));
  if (found && others.length === 0) return found;
  const count = found ? others.length + 1 : 0;
  throw new Error(`${count} ${what} named ${name}; there are: ${[...new Set(all.map(wordsOf))].join(' | ')}`);
}

function only(selector: string, where: Place = document): HTMLElement {
  const [found, ...others] = where.querySelectorAll<HTMLElement>(selector);
  if (!found || others.length > 0) throw new Error(`${found ? others.length + 1 : 0} of ${selector} in the page`);
  return found;
}

/** What the page is, beside the menu. */
export const page = (): HTMLElement => only('main');
/** The words of the page, to look for a sentence in. */
export const words = (where: Element = page()): string => textOf(where);
export const title = (): string => textOf(only('h1', page()));
export const titles = (level = 2, where: Place = page()): string[] => textsOf(where.querySelectorAll(`h${level}`));
export const dialog = (): HTMLElement => only('dialog[open]');
export const isDialogOpen = (): boolean => document.querySelector('dialog[open]') !== null;
/** What is said aloud when it appears: a refusal, or the end of an act. */
export const alert = (): string => textOf(only('[role=alert]'));
export const said = (): string[] => textsOf(document.querySelectorAll('[role=status]'));

export function tableOf(caption: Named): HTMLTableElement {
  return oneOf('tables', document.querySelectorAll('caption'), caption, textOf).parentElement as HTMLTableElement;
}

/** The rows of a table by its caption: each a list of its cells. */
export function rowsOf(caption: Named): string[][] {
  return [...tableOf(caption).querySelectorAll('tbody > tr')].map((row) => textsOf(row.children));
}

export const headersOf = (caption: Named): string[] => textsOf(tableOf(caption).querySelectorAll('thead th'));

/** Terms and what is said of each, of every list of definitions in there. */
export function factsOf(where: Place = page()): Record<string, string> {
  const terms = [...where.querySelectorAll('dt')];
  return Object.fromEntries(
    terms.map((term) => [textOf(term), term.nextElementSibling ? textOf(term.nextElementSibling) : '']),
  );
}

/** What the name of a control or of a link is made of. */
const nameOf = (element: Element): string =>
  element.getAttribute('aria-label')?.replace(/\s+/g, ' ') ?? textOf(element);

export const button = (name: Named, where: Place = document): HTMLButtonElement =>
  oneOf('buttons', where.querySelectorAll<HTMLButtonElement>('button'), name, nameOf);
export const buttons = (where: Place = page()): string[] => [...where.querySelectorAll('button')].map(nameOf);
export const link = (name: Named, where: Place = page()): HTMLAnchorElement =>
  oneOf('links', where.querySelectorAll<HTMLAnchorElement>('a'), name, nameOf);
/** Where a link leads. */
export const target = (name: Named, where: Place = page()): string | null => link(name, where).getAttribute('href');

export async function press(name: Named, where?: Place): Promise<void> {
  fireEvent.click(button(name, where));
  await settle();
}

export async function follow(name: Named, where?: Place): Promise<void> {
  fireEvent.click(link(name, where));
  await settle();
}

/** Opens a tab of the page, by the keyboard's way: the mouse's has no effect here. */
export async function openTab(name: Named): Promise<void> {
  const tab = oneOf('tabs', document.querySelectorAll<HTMLElement>('[role=tab]'), name, textOf);
  tab.focus();
  fireEvent.keyDown(tab, { key: 'Enter' });
  await settle();
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
/** A field by its label; « (obligatoire) » is no part of the name. */
export function field<One extends Control = HTMLInputElement>(label: Named, where: Place = document): One {
  const controls = [...where.querySelectorAll<Control>('input, select, textarea')];
  const labelOf = (control: Control) =>
    control.getAttribute('aria-label') ??
    textsOf(control.labels ?? [])
      .join(' ')
      .replace(' (obligatoire)', '');
  return oneOf('fields', controls, label, labelOf) as One;
}

/** What is said under a field: its hint, its error. */
export function besideField(label: Named, where?: Place): string[] {
  const ids = field(label, where).getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)).flatMap((one) => (one ? [textOf(one)] : []));
}

/** Types a text, or chooses an option by its value. */
export async function fill(label: Named, value: string, where?: Place): Promise<void> {
  const control = field<Control>(label, where);
  fireEvent.change(control, { target: { value } });
  fireEvent.blur(control);
  await settle();
}

/** Chooses an option of a list by its words. */
export async function choose(label: Named, option: string, where?: Place): Promise<void> {
  const list = field<HTMLSelectElement>(label, where);
  await fill(label, oneOf('options', list.options, option, textOf).value, where);
}

/** Ticks a box, or a choice among several. */
export async function tick(label: Named, where?: Place): Promise<void> {
  fireEvent.click(field(label, where));
  await settle();
}
