import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isKeyOf } from '../../../shared/domain/record-of.ts';
import type { Theme } from '../../../shared/domain/site/theme.ts';

export interface FirstScreen {
  /** What the screen would ask for at once, in JSON, by the name that the client knows it under. */
  answers: Record<string, string>;
  /** The first words of the page, shown before any script has come. */
  heading?: { title: string; lead: string };
  /** Written in the page itself: no script has to run before the first colour is right. */
  theme?: Theme;
}

const inScript = (json: string) => json.replaceAll('<', '\\u003c');
const inText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const WAITING_TITLE = '<span class="loading-block loading-title"></span>';

function headingTags({ title, lead }: { title: string; lead: string }): string {
  return `<div class="page-header"><h1 class="page-header-title">${inText(title)}</h1><p class="page-header-lead">${inText(lead)}</p></div>`;
}

const tagOf = {
  '.css': (file: string) => `<link rel="stylesheet" crossorigin href="/${file}">`,
  '.js': (file: string) => `<link rel="modulepreload" fetchpriority="low" crossorigin href="/${file}">`,
  '.woff2': (file: string) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="/${file}">`,
};

const schemeOf = { clair: 'light', sombre: 'dark' };

/** The head of the page, lit as the person asked. */
function litHead(head: string, theme: Theme): string {
  if (theme === 'systeme') return head;
  return head
    .replace('<html lang="fr"', `<html lang="fr" data-theme="${theme}"`)
    .replace('content="light dark"', `content="${schemeOf[theme]}"`);
}

function fileTags(files: readonly string[]): string {
  const tags = files.map((file) => {
    const kind = path.extname(file);
    return isKeyOf(tagOf, kind) ? tagOf[kind](file) : '';
  });
  return tags.join('');
}

function matcherOf(route: string): RegExp {
  return new RegExp(`^${route.replace(/\$\w+/g, '[^/]+')}/?$`);
}

/**
 * The built page, with what its address needs already named or inside: the files of the page (`pages.json`, written by
 * the build) and the answers that its first screen waits for. One journey over a slow line instead of four.
 */
export function firstPage(clientRoot: string) {
  // Scripts after styles: the frame of the page is drawn while they are still on the line.
  const html = readFileSync(path.join(clientRoot, 'index.html'), 'utf8').replaceAll(
    /<(script type="module"|link rel="modulepreload")/g,
    '<$1 fetchpriority="low"',
  );
  const pages: Record<string, string[]> = JSON.parse(readFileSync(path.join(clientRoot, 'pages.json'), 'utf8'));
  const routes = Object.entries(pages).map(([route, files]) => ({
    matcher: matcherOf(route),
    tags: fileTags(files.filter((file) => !html.includes(`/${file}"`))),
  }));
  const head = html.indexOf('</head>');
  const end = html.indexOf('</body>');
  return (address: string, { answers, heading, theme = 'systeme' }: FirstScreen): string => {
    const tags = routes.find(({ matcher }) => matcher.test(address))?.tags ?? '';
    const pairs = Object.entries(answers).map(([name, json]) => `${JSON.stringify(name)}:${json}`);
    const data = `<script type="application/json" id="first-answers">${inScript(`{${pairs.join()}}`)}</script>`;
    const body = html.slice(head, end);
    const begun = heading ? body.replace(WAITING_TITLE, () => headingTags(heading)) : body;
    return litHead(html.slice(0, head), theme) + tags + begun + data + html.slice(end);
  };
}
