import type * as z from 'zod';
import { catalogueFile } from './catalogue-faults.ts';
import type { CatalogueFile } from './catalogue-file.ts';

/** Reads a catalogue from a file: the catalogue, or the list of its faults, each a French sentence that says where it is. */

const MOST_FAULTS = 50;

export type CatalogueReading = { catalogue: CatalogueFile; faults: null } | { catalogue: null; faults: string[] };

function withoutComments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !name.startsWith('_'));
  return Object.fromEntries(entries.map(([name, one]) => [name, withoutComments(one)]));
}

/** The place of a fault: what stands in a list is named by its own code rather than by its rank. */
function placeOf(content: unknown, path: readonly PropertyKey[]): string {
  let here: unknown = content;
  const words: string[] = [];
  for (const step of path) {
    here = typeof here === 'object' && here !== null ? (here as Record<PropertyKey, unknown>)[step] : undefined;
    if (typeof step !== 'number') words.push(String(step));
    else {
      const named = (here ?? {}) as Record<string, unknown>;
      const name = ['code', 'key', 'inseeCode', 'number', 'year', 'indicator', 'version'].find(
        (key) => named[key] !== undefined,
      );
      words.push(name ? String(named[name]) : `n°\u00a0${step + 1}`);
    }
  }
  return words.join(' › ');
}

const kinds: Record<string, string> = {
  string: 'un texte',
  number: 'un nombre',
  int: 'un nombre entier',
  boolean: 'true ou false',
  array: 'une liste',
  object: 'un groupe entre accolades',
  record: 'un groupe entre accolades',
};

/** What is wrong, in words that follow the place. */
export function sentenceOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `il manque ${kinds[issue.expected] ?? 'une valeur'}`
        : `il faut ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `il faut ${issue.values.length > 1 ? 'une de ces valeurs' : 'la valeur'}\u00a0: ${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return `rubrique inconnue\u00a0: ${issue.keys.join(', ')} (un commentaire commence par « _ »)`;
    case 'too_small':
      return issue.origin === 'string' ? 'ce texte est vide' : `il faut au moins ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `ce texte dépasse ${issue.maximum} signes`
        : `il faut au plus ${issue.maximum}`;
    case 'custom':
      return issue.message;
    case 'invalid_format':
      return issue.message.startsWith('il faut') ? issue.message : 'cette écriture ne convient pas';
    default:
      return 'cette valeur ne convient pas';
  }
}

export function readCatalogueFile(source: string): CatalogueReading {
  let content: unknown;
  try {
    content = withoutComments(JSON.parse(source.replace(/^\ufeff/u, '')));
  } catch (error) {
    const where = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    const line = where ? ` à la ligne ${source.slice(0, Number(where)).split('\n').length}` : '';
    return {
      catalogue: null,
      faults: [
        `Ce fichier n’est pas du JSON lisible${line}\u00a0: une virgule, un guillemet ou une accolade manque sans doute.`,
      ],
    };
  }
  const parsed = catalogueFile.safeParse(content, { reportInput: true });
  if (parsed.success) return { catalogue: parsed.data, faults: null };
  const { issues } = parsed.error;
  const faults = issues
    .slice(0, MOST_FAULTS)
    .map((issue) => `${placeOf(content, issue.path) || 'fichier'}\u00a0: ${sentenceOf(issue)}.`);
  if (issues.length > MOST_FAULTS) faults.push(`Et ${issues.length - MOST_FAULTS} autres.`);
  return { catalogue: null, faults };
}
