import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';
import type { StandingPublication } from '../publications/service.ts';
import { dataWords, publicationTitle, withdrawalWords } from './about.ts';
import { fileOf, type OpenFile } from './files.ts';

/** The feed of releases, for programs that wait for the next one (Atom, RFC 4287). */

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML 1.0 has no way to write. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const escaped = (text: string) => text.replace(UNWRITABLE, '').replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

function element(name: string, content: string, attributes: Record<string, string> = {}): string {
  const said = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${escaped(value)}"`);
  return content === '' ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${content}</${name}>`;
}
const text = (name: string, content: string) => element(name, escaped(content));
const link = (rel: string, type: string, href: string) => element('link', '', { rel, type, href });

/** A publication says something new the day it is made, and the day it is withdrawn. */
const updatedAt = ({ madeAt, withdrawnBy }: StandingPublication) => withdrawnBy?.madeAt ?? madeAt;

function entry(publication: StandingPublication, addressOf: (path: string) => string): string {
  const { number, madeAt, note, withdrawnBy } = publication;
  const withdrawn = withdrawalWords(publication);
  const files = `/donnees-ouvertes/publications/${number}`;
  return element(
    'entry',
    [
      text('id', addressOf(`${files}/datapackage.json`)),
      text('title', `${withdrawn ? frenchSpacing('Retirée : ') : ''}${publicationTitle(publication)}`),
      text('published', madeAt.toISOString()),
      text('updated', updatedAt(publication).toISOString()),
      link('alternate', 'text/html', addressOf(`/donnees-ouvertes?publication=${number}`)),
      link('related', 'application/json', addressOf(`${files}/datapackage.json`)),
      link('related', 'application/ld+json', addressOf(`${files}/catalogue.jsonld`)),
      withdrawnBy ? element('category', '', { term: 'retiree', label: 'Retirée' }) : '',
      text('summary', [withdrawn, note].filter(Boolean).join(' ') || publicationTitle(publication)),
    ].join(''),
  );
}

/** `publications`: the latest first, at least one. */
export function releasesFeed(
  territory: string,
  publications: readonly StandingPublication[],
  addressOf: (path: string) => string,
): OpenFile {
  const updated = publications.map((one) => updatedAt(one).toISOString()).sort();
  const own = addressOf('/donnees-ouvertes/publications.atom');
  const feed = element(
    'feed',
    [
      text('id', own),
      text('title', dataWords({ territory, fictitious: publications[0]?.fictitious ?? false }).title),
      text('subtitle', frenchSpacing('Les publications des données ouvertes : nouvelles, corrigées, retirées.')),
      text('updated', updated.at(-1) ?? ''),
      element('author', text('name', territory)),
      link('self', 'application/atom+xml', own),
      link('alternate', 'text/html', addressOf('/donnees-ouvertes')),
      ...publications.map((one) => entry(one, addressOf)),
    ].join('\n'),
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'fr' },
  );
  const bytes = Buffer.from(`<?xml version="1.0" encoding="utf-8"?>\n${feed}\n`, 'utf8');
  return fileOf(bytes, 'application/atom+xml; charset=utf-8');
}
