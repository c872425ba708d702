/**
 * HTML cut into words and tags, in one pass and without a browser: what comes from a clipboard is read, never executed.
 * It is no parser of whole pages: it keeps what a text is made of, and says where programs and objects were.
 */

export type HtmlToken =
  | { kind: 'text'; text: string }
  | { kind: 'open'; name: string; attributes: Record<string, string> }
  | { kind: 'close'; name: string }
  /** Word's bullet or number, written between two conditional marks. */
  | { kind: 'label'; on: boolean };

/** Elements whose content is not words. */
const RAW = new Set([
  'script',
  'style',
  'xml',
  'title',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'textarea',
  'select',
]);

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  nbsp: '\u00a0',
  laquo: '«',
  raquo: '»',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  euro: '€',
  deg: '°',
  middot: '·',
  bull: '•',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  euml: 'ë',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  icirc: 'î',
  iuml: 'ï',
  ocirc: 'ô',
  ugrave: 'ù',
  ucirc: 'û',
  oelig: 'œ',
  Eacute: 'É',
  Egrave: 'È',
  Agrave: 'À',
  Ccedil: 'Ç',
  OElig: 'Œ',
};

/** Words with their entities decoded; one that is unknown stays as it is. Example: `Caf&eacute; &#8364;` → `Café €`. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi, (all, decimal, hex, name) => {
    if (name) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? all) : all;
    const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** Where a tag ends: the first `>` outside quotation marks, or the end of the text. */
function endOfTag(html: string, from: number): number {
  let quote = '';
  for (let index = from; index < html.length; index += 1) {
    const character = html.charAt(index);
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '>') return index;
    else if ((character === '"' || character === "'") && html.charAt(index - 1) === '=') quote = character;
  }
  return html.length;
}

function attributesOf(source: string): Record<string, string> {
  const found: Record<string, string> = {};
  // An image's whole content may be in there: what matters comes first, and the search stays short.
  for (const match of source.slice(0, 4000).matchAll(/([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g))
    found[(match[1] ?? '').toLowerCase()] = decodeEntities(match[2] ?? match[3] ?? match[4] ?? '');
  return found;
}

/** After the element whose content is not words: its closing tag, or the end of the text. */
function afterRaw(html: string, lower: string, name: string, from: number): number {
  const close = lower.indexOf(`</${name}`, from);
  return close < 0 ? html.length : endOfTag(html, close) + 1;
}

function declaration(html: string, at: number): { tokens: HtmlToken[]; next: number } {
  const comment = html.startsWith('<!--', at);
  const close = html.indexOf(comment ? '-->' : '>', at + 2);
  const next = close < 0 ? html.length : close + (comment ? 3 : 1);
  const words = html.slice(at, next);
  if (/\[if !supportLists\]/.test(words)) return { tokens: [{ kind: 'label', on: true }], next };
  return { tokens: /\[endif\]/.test(words) ? [{ kind: 'label', on: false }] : [], next };
}

/** A `<` that begins something; any other is a word's. */
const BEGINNING = /<(?:\/?[a-z]|[!?])/gi;

/** The tokens of a fragment of HTML, in order. Example: `<p>a<br>b` gives `open p`, `a`, `open br`, `b`. */
export function htmlTokens(html: string): HtmlToken[] {
  const lower = html.toLowerCase();
  const tokens: HtmlToken[] = [];
  let at = 0;
  while (at < html.length) {
    BEGINNING.lastIndex = at;
    const open = BEGINNING.exec(html)?.index ?? html.length;
    if (open > at) tokens.push({ kind: 'text', text: decodeEntities(html.slice(at, open)) });
    if (open === html.length) break;
    const tag = /^<(\/?)([a-z][a-z0-9:-]*)/i.exec(html.slice(open, open + 60));
    if (tag) {
      const name = (tag[2] ?? '').toLowerCase();
      const close = endOfTag(html, open);
      at = close + 1;
      if (tag[1]) tokens.push({ kind: 'close', name });
      else tokens.push({ kind: 'open', name, attributes: attributesOf(html.slice(open + tag[0].length, close)) });
      if (!tag[1] && RAW.has(name)) at = afterRaw(html, lower, name, at);
    } else {
      const skipped = declaration(html, open);
      tokens.push(...skipped.tokens);
      at = skipped.next;
    }
  }
  return tokens;
}
