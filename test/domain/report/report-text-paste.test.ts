import { describe, expect, it } from 'vitest';
import { cleanDocument } from '../../../shared/domain/report/clean-text.ts';
import { isPrintable } from '../../../shared/domain/report/glyph-coverage.ts';
import { htmlTokens } from '../../../shared/domain/report/html-tokens.ts';
import type { ReportDocument } from '../../../shared/domain/report/report-document.ts';
import {
  plainWords,
  type ReportText,
  resolveReportText,
  tokensOf,
  wordCount,
} from '../../../shared/domain/report/report-text.ts';
import {
  cleanReportText,
  cleanWords,
  removalWords,
  tooLongSentence,
  unprintedCharacters,
} from '../../../shared/domain/report/report-text-cleaning.ts';
import { cleanPastedHtml, cleanPastedPlain, cleanPastedText } from '../../../shared/domain/report/report-text-paste.ts';

const words = (text: string): ReportText => ({ blocks: [{ kind: 'para', content: [{ kind: 'text', text }] }] });

/** What Word 2016 puts in the clipboard, cut down to what it always has. */
const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=FR style='tab-interval:35.4pt'><!--StartFragment-->
<h2 style='margin-top:2.0pt'>Bilan de l&#8217;année<o:p></o:p></h2>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span style='color:red'>Le SIAO
a reçu</span></b> plus de demandes&nbsp;; <i>les équipes</i> ont <a href="https://www.dijon-metropole.fr/lda">tenu</a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>capter des logements<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><!--[endif]-->accompagner<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><!--[if !supportLists]--><span>1.<span>&nbsp;</span></span><!--[endif]-->d’abord</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<h3>Détail</h3>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Axe 1</p></td><td><p class=MsoNormal>12 ménages</p></td></tr></table>
<p class=MsoNormal><span style='mso-no-proof:yes'><!--[if gte vml 1]><v:shape id="i"><v:imagedata src="file:///C:/Users/agnes/image001.png"/></v:shape><![endif]--><img width=10 src="file:///C:/Users/agnes/image001.png"></span></p>
<!--EndFragment--></body></html>`;

describe('what Word puts in the clipboard', () => {
  const { text, removed } = cleanPastedHtml(WORD);

  it('keeps headings, paragraphs, lists, bold, italic and links', () => {
    expect(text.blocks).toEqual([
      { kind: 'heading', level: 3, content: [{ kind: 'text', text: 'Bilan de l’année' }] },
      {
        kind: 'para',
        content: [
          { kind: 'text', text: 'Le SIAO a reçu', bold: true },
          { kind: 'text', text: ' plus de demandes\u00a0; ' },
          { kind: 'text', text: 'les équipes', italic: true },
          { kind: 'text', text: ' ont ' },
          { kind: 'text', text: 'tenu', href: 'https://www.dijon-metropole.fr/lda' },
          { kind: 'text', text: '.' },
        ],
      },
      {
        kind: 'list',
        ordered: false,
        items: [[{ kind: 'text', text: 'capter des logements' }], [{ kind: 'text', text: 'accompagner' }]],
      },
      { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'd’abord' }]] },
      { kind: 'heading', level: 4, content: [{ kind: 'text', text: 'Détail' }] },
      { kind: 'para', content: [{ kind: 'text', text: 'Axe 1' }] },
      { kind: 'para', content: [{ kind: 'text', text: '12 ménages' }] },
    ]);
  });

  it('says in French what is gone: the formatting, the picture, the shape of the table', () => {
    expect(removalWords(removed)).toEqual([
      '1\u00a0image',
      '1\u00a0tableau, ramené à ses mots',
      '1\u00a0mise en forme (polices, couleurs, tailles)',
    ]);
    expect(JSON.stringify(text)).not.toContain('agnes');
  });
});

describe('hostile and odd clipboards', () => {
  it('runs no program and keeps none: scripts, handlers, javascript: addresses, frames', () => {
    const { text, removed } = cleanPastedHtml(
      '<p onclick="alert(1)">Bon<script>document.cookie="<p>"</script>jour <a href="JavaScript:alert(1)">ici</a><svg onload=alert(1)><desc>x</desc></svg><iframe src="//mal.example"></iframe></p>',
    );
    expect(plainWords(text)).toBe('Bonjour ici');
    expect(JSON.stringify(text)).not.toMatch(/script|alert|href/i);
    expect(removalWords(removed)).toEqual([
      '3\u00a0programmes (scripts)',
      '2\u00a0objets incorporés',
      '1\u00a0adresse de lien refusée (ses mots sont gardés)',
    ]);
  });

  it('keeps as words what is typed like markup, a formula or source code', () => {
    for (const hostile of [
      '<script>alert(1)</script>',
      "=cmd|' /C calc'!A0",
      '@SUM(1+1)',
      '#import "a.typ": *',
      '#eval("1")',
      '$x^2$ _a_ *b* `c`',
      '\\input{/etc/passwd}',
    ]) {
      const { text, removed } = cleanPastedPlain(hostile);
      expect(plainWords(text)).toBe(hostile);
      expect(removed).toEqual({});
      expect(resolveReportText(text, () => null).blocks).toEqual([
        { kind: 'para', content: [{ kind: 'text', text: hostile }] },
      ]);
    }
  });

  it('takes out control characters, halves of pairs, marks of direction and fonts’ own signs, and counts them', () => {
    const { text, removed } = cleanWords('a\u0000b\u0007c\ud83dd\u202ee\u2066f\uf0b7g\u200bh\ufeff\tk\u2028l\u000bm');
    expect(text).toBe('abcdefgh k\nl\nm');
    expect(removalWords(removed)).toEqual([
      '4\u00a0caractères invisibles ou de commande',
      '2\u00a0marques de sens d’écriture',
      '1\u00a0moitié de caractère',
      '1\u00a0signe propre à une police',
    ]);
  });

  it('keeps a name written from right to left and an emoji, and says that the documents cannot draw them', () => {
    const text = cleanReportText(words('Merci à محمد\u202e ع. et à 李 🎉👩‍💻')).text;
    expect(plainWords(text)).toContain('محمد ع. et à 李 🎉👩‍💻');
    const unprinted = unprintedCharacters(text);
    expect(unprinted).toEqual(expect.arrayContaining(['م', '李', '🎉']));
    expect(unprinted.some(isPrintable)).toBe(false);
    expect(unprintedCharacters(words('Élève, œuvre, 12 €, « oui »'))).toEqual([]);
  });

  it('reads a figure copied from the editor, or typed between braces, as that figure', () => {
    const copied = cleanPastedHtml('<p>Soit <span data-figure="IND-23.annee">118 demandes</span>.</p>').text;
    expect(copied.blocks).toEqual([
      {
        kind: 'para',
        content: [
          { kind: 'text', text: 'Soit ' },
          { kind: 'figure', token: 'IND-23.annee' },
          { kind: 'text', text: '.' },
        ],
      },
    ]);
    expect(tokensOf(cleanPastedPlain('Soit {{IND-23.annee}} et {{ IND-99.cible }}, {{pas un chiffre}}').text)).toEqual([
      'IND-23.annee',
      'IND-99.cible',
    ]);
  });

  it('takes the markup of a clipboard that has one, else its words, a paragraph a line', () => {
    expect(cleanPastedText({ html: '<b>a</b>', plain: 'a' }).text.blocks).toEqual([
      { kind: 'para', content: [{ kind: 'text', text: 'a', bold: true }] },
    ]);
    expect(cleanPastedText({ html: ' ', plain: 'un\r\ndeux\n' }).text.blocks).toHaveLength(2);
    expect(cleanPastedPlain('un\nsuite\n\ndeux').text.blocks).toHaveLength(2);
  });

  it('reads nested lists as one, and the bold that a web editor wraps around everything as none', () => {
    const { text } = cleanPastedHtml(
      '<b style="font-weight:normal;"><ul><li><p>un</p><ol><li>un et demi</li></ol></li><li><span style="font-weight:700">deux</span></li></ul></b>',
    );
    expect(text.blocks).toEqual([
      {
        kind: 'list',
        ordered: false,
        items: [
          [{ kind: 'text', text: 'un' }],
          [{ kind: 'text', text: 'un et demi' }],
          [{ kind: 'text', text: 'deux', bold: true }],
        ],
      },
    ]);
  });

  it('decodes the entities that it knows, and leaves the others as they are', () => {
    const decoded = cleanPastedHtml('Caf&eacute; &#8364; &#x202F;&lt;b&gt; &valueOf; &toString; &nope; &#0;').text;
    expect(plainWords(decoded)).toBe('Café € \u202f<b> &valueOf; &toString; &nope;');
  });

  it('survives HTML that never closes, and reads a megabyte of it in a moment', () => {
    for (const broken of [
      '<p',
      '<p class="',
      '<!-- a',
      '<script>x',
      '<a href=',
      '< b',
      '&#xffffffff; &#0; &bogus;',
      '<<<>>>',
    ])
      expect(() => cleanPastedHtml(broken)).not.toThrow();
    // What looks through the whole text for each sign would take minutes, and the test would be given up.
    for (const long of [
      '<p>'.repeat(300_000),
      `<p ${'a'.repeat(1_000_000)}`,
      '<'.repeat(1_000_000),
      '<b>x</i>'.repeat(120_000),
      '{{'.repeat(500_000),
    ])
      cleanPastedHtml(long);
    expect(htmlTokens('<'.repeat(1_000_000))).toHaveLength(1);
  });
});

describe('a very long text', () => {
  const long = (count: number) => words('accompagnement '.repeat(count).trim());

  it.each([
    ['stops', '.'.repeat(100_000)],
    ['spaces', `x${' '.repeat(100_000)}x`],
    ['ends of lines', `x${'\n'.repeat(100_000)}x`],
    ['spaces and ends of lines', `x${' \n'.repeat(50_000)}x`],
    ['open braces', '{{ '.repeat(33_000)],
    ['braces that are never shut', `{{${' '.repeat(100_000)}x`],
  ])('of %s is cleaned, counted and set in no more time than it takes to walk through', (_, text) => {
    const title: ReportText = { blocks: [{ kind: 'heading', level: 3, content: [{ kind: 'text', text }] }] };
    const from = performance.now();
    for (const one of [words(text), title]) {
      wordCount(one);
      const { text: clean } = cleanReportText(one);
      resolveReportText(clean, () => null, { idPrefix: 'essai', level: 2 });
    }
    cleanPastedPlain(text);
    cleanPastedHtml(text);
    cleanDocument({ title: text } as unknown as ReportDocument);
    // Read the square of its length, each of these takes ten seconds and more.
    expect(performance.now() - from).toBeLessThan(3000);
  });

  it('of 20 000 words goes through, is counted and cleaned', () => {
    const { text } = cleanPastedPlain('accompagnement social\n'.repeat(10_000));
    expect(wordCount(text)).toBe(20_000);
    expect(tooLongSentence(text)).toBeNull();
    expect(cleanReportText(text)).toEqual({ text, removed: {} });
  });

  it('over 60 000 words is refused by a sentence that gives the way out', () => {
    expect(tooLongSentence(long(60_000))).toBeNull();
    expect(tooLongSentence(long(60_001))).toBe(
      'Ce texte compte 60\u202f001\u00a0mots, au-delà des 60\u202f000 qu’un texte du rapport peut avoir. Répartissez-le entre les actions, ou joignez-le au rapport comme annexe.',
    );
  });
});
