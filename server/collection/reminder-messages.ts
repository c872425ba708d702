import { daysBetween, type IsoDate } from '../../shared/domain/month.ts';
import {
  frenchCount,
  frenchDate,
  frenchList,
  frenchMonth,
  NARROW_SPACE as N,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/words/french-format.ts';
import type { Outstanding, WaitingCell, WaitingMonth } from './outstanding.ts';

/** What every message says of where it comes from. */
export interface Letterhead {
  siteAddress: string;
  today: IsoDate;
  demonstration: boolean;
}

export interface Words {
  subject: string;
  text: string;
  html: string;
}

/** A message as paragraphs, lists and one link each: both forms are written from it, so that they say the same. */
type Block =
  | { kind: 'title' | 'paragraph' | 'small'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'link'; label: string; href: string };

const PRODUCT = 'Observatoire Logement d’abord';
/** A digest that nobody reads to the end helps nobody: what is beyond is counted. */
const MONTHS_TOLD = 6;
const CELLS_TOLD = 12;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

function blockText(block: Block): string {
  if (block.kind === 'list') return block.items.map((item) => `- ${item}`).join('\n');
  return block.kind === 'link' ? `${block.label}${S}:\n${block.href}` : block.text;
}

const styles = {
  title: 'font-size:18px;margin:24px 0 4px',
  paragraph: 'margin:0 0 12px',
  small: 'margin:16px 0 0;font-size:14px;color:#4a4f5c',
  link: 'display:inline-block;padding:10px 16px;background:#1f3a8a;color:#ffffff;text-decoration:none;border-radius:4px',
};

function blockHtml(block: Block): string {
  if (block.kind === 'list')
    return `<ul style="margin:0 0 12px">${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
  if (block.kind === 'link')
    return `<p style="margin:0 0 12px"><a href="${escaped(block.href)}" style="${styles.link}">${escaped(block.label)}</a></p>`;
  const tag = block.kind === 'title' ? 'h2' : 'p';
  return `<${tag} style="${styles[block.kind]}">${escaped(block.text)}</${tag}>`;
}

function pageOf(subject: string, blocks: readonly Block[]): string {
  const body = blocks.map(blockHtml).join('\n');
  return [
    `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="font:16px/1.5 sans-serif;color:#1b1f2a;max-width:600px;margin:0 auto;padding:16px">',
    `${body}\n</body></html>`,
  ].join('\n');
}

function write(subject: string, blocks: Block[], { demonstration }: Letterhead): Words {
  const marked = demonstration ? `[DÉMONSTRATION] ${subject}` : subject;
  const warning: Block = {
    kind: 'paragraph',
    text: `Message de démonstration${S}: les données et les personnes sont fictives.`,
  };
  const all = demonstration ? [warning, ...blocks] : blocks;
  return { subject: marked, text: all.map(blockText).join('\n\n'), html: pageOf(marked, all) };
}

function dueWords({ dueDate }: WaitingMonth, today: IsoDate): string {
  const days = daysBetween(dueDate, today);
  if (days < 0) return `attendu pour le ${frenchDate(dueDate)}`;
  if (days === 0) return 'attendu aujourd’hui';
  return `attendu le ${frenchDate(dueDate)}, il y a ${frenchCount(days, 'jour', 'jours')}`;
}

const cellWords = ({ label, question }: WaitingCell) =>
  question === null ? label : `${label}${S}: question de la coordination, «${S}${question}${S}»`;

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);

/** The address of a month: its page opens on the first cell that waits, a question before an empty one. */
const addressOf = (month: WaitingMonth, siteAddress: string) => new URL(`/mon-mois/${month.month}`, siteAddress).href;

function monthBlocks(month: WaitingMonth, { siteAddress, today }: Letterhead): Block[] {
  const hasQuestion = month.cells.some(({ question }) => question !== null);
  const items = month.cells.slice(0, CELLS_TOLD).map(cellWords);
  const beyond = month.cells.length - items.length;
  const more = beyond > 0 ? [`et ${frenchCount(beyond, 'autre indicateur', 'autres indicateurs')}`] : [];
  const title = `${capital(frenchMonth(month.month))}${hasQuestion ? '' : `, ${dueWords(month, today)}`}`;
  const ready: Block = { kind: 'paragraph', text: `Tout est rempli${S}: il reste à envoyer le mois.` };
  return [
    { kind: 'title', text: title },
    items.length > 0 ? { kind: 'list', items: [...items, ...more] } : ready,
    {
      kind: 'link',
      label: items.length > 0 ? 'Aller à la première case qui attend' : 'Ouvrir le mois et l’envoyer',
      href: addressOf(month, siteAddress),
    },
  ];
}

function digestSubject({ months }: Outstanding, today: IsoDate): string {
  const late = months.filter(({ dueDate }) => dueDate < today);
  const questions = months.flatMap(({ cells }) => cells).filter(({ question }) => question !== null).length;
  const [only] = months;
  if (questions > 0 && months.every(({ standing }) => standing === 'returned'))
    return `${frenchCount(questions, 'question attend', 'questions attendent')} votre réponse`;
  if (months.length === 1 && only) return `${frenchMonth(only.month)}, ${dueWords(only, today)}`;
  return late.length > 0
    ? `${frenchCount(months.length, 'mois attend', 'mois attendent')} vos chiffres`
    : `${frenchMonth(months.at(-1)?.month ?? '')} et ${months.length - 1} autres mois`;
}

export interface Digest extends Outstanding {
  /** The lines of the annex that cannot be filled without these figures. */
  lines: string[];
  /** Names of those who receive it. */
  recipients: string[];
}

/** One message to an organisation: only what is missing, with a link straight to it. */
export function digestWords(digest: Digest, letterhead: Letterhead): Words {
  const { organisation, months, lines, recipients } = digest;
  const told = months.slice(-MONTHS_TOLD);
  const older = months.length - told.length;
  const blocks: Block[] = [
    { kind: 'paragraph', text: 'Bonjour,' },
    { kind: 'paragraph', text: `Voici ce que l’observatoire attend encore de votre structure, ${organisation.name}.` },
    ...told.flatMap((month) => monthBlocks(month, letterhead)),
  ];
  if (older > 0)
    blocks.push(
      {
        kind: 'paragraph',
        text: `${capital(frenchCount(older, 'mois plus ancien attend', 'mois plus anciens attendent'))} aussi.`,
      },
      { kind: 'link', label: 'Voir tous vos mois', href: new URL('/mon-mois', letterhead.siteAddress).href },
    );
  if (lines.length > 0)
    blocks.push(
      { kind: 'title', text: 'À quoi servent ces chiffres' },
      { kind: 'paragraph', text: `Sans eux, ces lignes du rapport d’exécution restent incomplètes${S}:` },
      { kind: 'list', items: lines },
    );
  blocks.push({
    kind: 'small',
    text: `Vous n’avez pas le chiffre${N}? «${S}Non connu${S}» avec une raison est une réponse. Vous vous absentez${N}? Désignez un relais dans «${S}Mon compte${S}» (${new URL('/compte', letterhead.siteAddress).href}). Ce message est adressé à ${frenchList(recipients)}${S}; il s’arrête dès que tout a sa réponse.`,
  });
  return write(`${PRODUCT}${S}: ${digestSubject(digest, letterhead.today)}`, blocks, letterhead);
}

/** What the coordinator hears of one organisation. */
export interface LateOrganisation extends Outstanding {
  /** Names of those who were written to; none: nobody has an account. */
  recipients: string[];
  away: string[];
  lines: string[];
}

function lateItem({ organisation, months, recipients, away }: LateOrganisation): string {
  const cells = months.reduce((sum, month) => sum + month.cells.length, 0);
  const first = months[0] ? frenchMonth(months[0].month) : '';
  const who = recipients.length > 0 ? `rappels adressés à ${frenchList(recipients)}` : 'personne n’a de compte';
  const absent = away.length > 0 ? `, en congé${S}: ${frenchList(away)}` : '';
  const waiting = `${frenchCount(months.length, 'mois', 'mois')} depuis ${first}, ${frenchCount(cells, 'chiffre', 'chiffres')}`;
  return `${organisation.name}${S}: ${waiting}${S}; ${who}${absent}`;
}

/** One message to the coordination: who is late, who was written to, what it holds back. */
export function escalationWords(late: readonly LateOrganisation[], days: number, letterhead: Letterhead): Words {
  const lines = [...new Set(late.flatMap((one) => one.lines))];
  const count = frenchCount(late.length, 'organisation n’a pas', 'organisations n’ont pas');
  const blocks: Block[] = [
    { kind: 'paragraph', text: 'Bonjour,' },
    {
      kind: 'paragraph',
      text: `${count} envoyé des chiffres dus depuis ${frenchCount(days, 'jour', 'jours')} ou plus.`,
    },
    { kind: 'list', items: late.map(lateItem) },
    { kind: 'link', label: 'Ouvrir la collecte', href: new URL('/collecte', letterhead.siteAddress).href },
  ];
  if (lines.length > 0)
    blocks.push({ kind: 'title', text: 'Lignes du rapport qui en dépendent' }, { kind: 'list', items: lines });
  const subject = `${PRODUCT}${S}: ${frenchCount(late.length, 'organisation en retard', 'organisations en retard')}`;
  return write(subject, blocks, letterhead);
}
