import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chartSvg } from '../../server/documents/chart-svg.ts';
import {
  type Block,
  type Cell,
  type Inline,
  markOf,
  type ReportDocument,
  TONE_MARKS,
} from '../../shared/domain/report/report-document.ts';

/** A document as a page for a browser to print: the same words, tables, charts and letters as the PDF. */

const FONTS = path.resolve(import.meta.dirname, '../../server/documents/fonts');
const TONES = { reached: '#0f6b3c', good: '#0f6b3c', watch: '#8a4b08', bad: '#a4161a', neutral: '#56616e' };

const escaped = (words: string) =>
  words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\n', '<br>');

function inline(one: Inline): string {
  if (one.kind === 'note') return `<small>${one.content.map(inline).join('')}</small>`;
  if (one.kind === 'link') return `<a href="${escaped(one.href)}">${escaped(one.text)}</a>`;
  const words = one.bold ? `<strong>${escaped(one.text)}</strong>` : escaped(one.text);
  return one.italic ? `<em>${words}</em>` : words;
}
const inlines = (content: readonly Inline[]) => content.map(inline).join('');

function cellHtml(cell: Cell): string {
  if (typeof cell === 'string') return escaped(cell);
  if (cell.kind === 'rich') return inlines(cell.content);
  return `<b style="color:${TONES[cell.tone]}">${TONE_MARKS[cell.tone]} ${escaped(cell.text)}</b>`;
}

function tableHtml({ caption, columns, rows, compact, rowHeader }: Extract<Block, { kind: 'table' }>): string {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const head = columns
    .map(
      ({ label, width, align }) =>
        `<th scope="col" style="width:${(100 * width) / total}%;text-align:${align ?? 'left'}">${escaped(label)}</th>`,
    )
    .join('');
  const body = rows.map((row) => {
    const cells = row.map((cell, index) => {
      const name = rowHeader && index === 0 ? 'th scope="row"' : 'td';
      return `<${name} style="text-align:${columns[index]?.align ?? 'left'}">${cellHtml(cell)}</${name.slice(0, 2)}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const size = columns.length > 10 ? 'wide' : compact ? 'compact' : '';
  return `<table class="${size}"><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level} id="${block.id}">${escaped(block.text)}</h${block.level}>`;
    case 'para':
      return `<p>${inlines(block.content)}</p>`;
    case 'callout':
      return `<aside><strong>${escaped(block.title ?? '')}</strong><p>${inlines(block.content)}</p></aside>`;
    case 'quote':
      return `<blockquote><p><em>«\u00a0${escaped(block.text)}\u00a0»</em></p><p>${escaped(block.source)}</p></blockquote>`;
    case 'list': {
      const name = block.ordered ? 'ol' : 'ul';
      return `<${name}>${block.items.map((item) => `<li>${inlines(item)}</li>`).join('')}</${name}>`;
    }
    case 'pageBreak':
      return '<div style="break-after:page"></div>';
    case 'toc':
      return `<h1>${escaped(block.title)}</h1>`;
    case 'keyFigures':
      return block.figures.map(({ value, label }) => `<p><b>${escaped(value)}</b> ${escaped(label)}</p>`).join('');
    case 'progress':
      return `<p>${escaped(block.label)}\u00a0: ${escaped(block.text)}</p>`;
    case 'table':
      return tableHtml(block);
    case 'chart':
      return `<figure role="img" aria-label="${escaped(block.alt)}">${chartSvg(block.spec, block.caption)}<figcaption>${escaped(block.caption)}</figcaption></figure>`;
  }
}

const fontFace = (weight: number, style: string, file: string) =>
  `@font-face{font-family:"Source Sans 3";font-weight:${weight};font-style:${style};src:url(data:font/ttf;base64,${readFileSync(path.join(FONTS, file)).toString('base64')})}`;

/** The fonts are in the page, as they are in the PDF: a browser that prints waits for no network. */
export function documentHtml({ meta, body }: ReportDocument, fonts: readonly [number, string, string][]): string {
  const css = `${fonts.map((one) => fontFace(...one)).join('')}
@page{size:A4;margin:2.1cm 2cm 1.9cm}body{font:10pt "Source Sans 3";color:#1d2733;margin:0}
table{width:100%;table-layout:fixed;border-collapse:collapse;font-size:9pt}table.compact{font-size:8.2pt}table.wide{font-size:7.2pt}
caption,figcaption{font-size:8.5pt;color:#56616e;text-align:left}th,td{border-bottom:.4pt solid #cbd3dc;padding:2.7pt 3.5pt;vertical-align:middle}
tr{break-inside:avoid}h1{font-size:17pt;color:#14335c}h2{font-size:12.5pt;color:#14335c}h3{font-size:10.5pt;color:#1f4e8c}figure{margin:0}svg{width:100%;height:auto}`;
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${escaped(meta.title)}</title><style>${css}</style></head><body><header><p>${escaped([meta.title, meta.subject, meta.author, meta.version, markOf(meta)].filter(Boolean).join(' · '))}</p></header>${body.map(blockHtml).join('\n')}</body></html>`;
}
