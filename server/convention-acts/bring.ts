import { createHash } from 'node:crypto';
import { monthOf } from '../../shared/domain/month.ts';
import {
  type CatalogueChange,
  type CatalogueDifference,
  catalogueDifference,
  entriesAfter,
} from '../../shared/schemas/catalogue/catalogue-difference.ts';
import {
  assemble,
  type CatalogueEntry,
  entriesOf,
  entryId,
  entryKey,
} from '../../shared/schemas/catalogue/catalogue-entries.ts';
import { catalogueFile } from '../../shared/schemas/catalogue/catalogue-faults.ts';
import { type CatalogueFile, catalogueShape } from '../../shared/schemas/catalogue/catalogue-file.ts';
import { onTheirSpans, takesPlace } from '../../shared/schemas/catalogue/catalogue-spans.ts';
import type { Signature } from '../../shared/schemas/catalogue/convention-act.ts';
import { withEnds } from '../../shared/schemas/catalogue/convention-edits.ts';
import { conventionEffects } from '../../shared/schemas/catalogue/convention-effects.ts';
import { indicatorsWithFigures, withinAct } from '../conventions/acts.ts';

import { catalogueContent } from '../conventions/catalogue-content.ts';
import { recordAudit } from '../platform/audit.ts';
import { AppError } from '../platform/errors.ts';
import { type Acting, type Author, applyChanges, type RuntimeRefusal } from './apply.ts';
import { faultSentences, type Located } from './faults.ts';
import { rollBackTo, savePoint } from './repository.ts';

/** What an act would do, or did: each change, what stays unmentioned, and what it does to those who give figures. */
export interface ActOutcome extends CatalogueDifference {
  effects: string[];
  /** Of what is shown: signed with it, so that nothing else is written than what was seen. */
  print: string;
}

/** Entries that an act asks for, from the catalogue as it stands; `at` says where each stands in a file. */
export type Asked = (now: CatalogueFile) => Located[];

/** A catalogue that comes before anybody can look: the first fill of a folder. */
export const UNSEEN = Symbol('unseen');

interface Bringing {
  signature: Signature;
  /** Amounts and targets come with a signed act. */
  signed: boolean;
  /** Of what was on the screen; null: nothing is written. */
  print: string | typeof UNSEEN | null;
  /** A file is taken in part, what is refused being told; an act of the screen whole or not at all. */
  isWhole: boolean;
}

class Undone extends Error {
  constructor(readonly outcome: ActOutcome) {
    super('nothing is written');
  }
}

/** The group of every commune where a territory has no groups. */
const WHOLE = { code: 'TERRITOIRE', name: 'Ensemble du territoire' };

const isGrouped = ({ value }: Located) => typeof value.group === 'string' && value.group !== '';

/**
 * A group that communes name and no row defines is a group of that name. Communes without a group are of the only one that there
 * is, and of the whole territory where there is none.
 */
function withNamedGroups(now: CatalogueFile, asked: readonly Located[]): Located[] {
  const rows = asked.filter(({ kind }) => kind === 'group').map(({ key }) => key);
  const known = new Set([...now.groups.map(({ code }) => code), ...rows]);
  const communes = asked.filter(({ kind }) => kind === 'commune');
  const named = new Set(communes.filter(isGrouped).map(({ value }) => String(value.group)));
  const all = [...new Set([...known, ...named])];
  const [only = WHOLE.code] = all;
  const placed =
    all.length > 1
      ? [...asked]
      : asked.map((one) =>
          one.kind === 'commune' && !isGrouped(one) ? { ...one, value: { ...one.value, group: only } } : one,
        );
  if (rows.length > 0) return placed;
  const missing = (all.length === 0 && communes.length > 0 ? [WHOLE.code] : [...named]).filter(
    (one) => !known.has(one),
  );
  const name = (code: string) => (code === WHOLE.code ? WHOLE.name : code);
  return [
    ...missing.map((code): Located => ({ kind: 'group', key: code, value: { code, name: name(code) } })),
    ...placed,
  ];
}

/** A convention comes after the one that it follows. */
const inOrder = (entries: readonly CatalogueEntry[]) =>
  entries.toSorted((a, b) =>
    a.kind === 'convention' && b.kind === 'convention' ? Number(a.value.startYear) - Number(b.value.startYear) : 0,
  );

/** The catalogue that some entries make, in its form; what a column may not be is refused with its place. */
function shaped(entries: readonly CatalogueEntry[], asked: readonly Located[]): CatalogueFile {
  const { content, places, orphans } = assemble(entries);
  const parsed = catalogueShape.safeParse(content, { reportInput: true });
  const faults = [
    ...orphans.map((index) => ({
      index,
      words: 'ce dont cette ligne dépend (convention, indicateur ou structure) n’est pas défini',
    })),
  ];
  if (parsed.success && faults.length === 0) return parsed.data;
  throw new AppError('INVALID', {
    faults: faultSentences({ issues: parsed.error?.issues ?? [], places, entries, asked, more: faults }),
  });
}

/** What the parts of a catalogue say of one another. */
function consistent(entries: readonly CatalogueEntry[], asked: readonly Located[]): CatalogueFile {
  const { content, places } = assemble(entries);
  const parsed = catalogueFile.safeParse(content, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new AppError('INVALID', {
    faults: faultSentences({ issues: parsed.error.issues, places, entries, asked, more: [] }),
  });
}

const printOf = (changes: readonly CatalogueChange[]) =>
  createHash('sha256').update(JSON.stringify(changes)).digest('hex').slice(0, 32);

/** A change that a room refused, and the end of a structure of which something does not end. */
function withRefusals(changes: readonly CatalogueChange[], refusals: readonly RuntimeRefusal[]): CatalogueChange[] {
  const whys = new Map(refusals.map(({ id, why }) => [id, why]));
  const stuck = new Set(refusals.map(({ id }) => id.replace(/^\w+ /u, '').split(' / ')[0]));
  return changes.map((one) => {
    const why =
      whys.get(entryId(one)) ??
      (one.kind === 'partner' && one.nature === 'ended' && stuck.has(one.key)
        ? 'ce qui lui est confié ne peut pas finir alors'
        : null);
    return why === null || one.nature === 'refused' ? one : { ...one, nature: 'refused', why };
  });
}

/** Brings entries into the catalogue as one dated act: the one way to write it, whichever door they come by. */
export async function bring(platform: Acting, author: Author, ask: Asked, how: Bringing): Promise<ActOutcome> {
  const { signature, signed, print, isWhole } = how;
  try {
    return await withinAct(platform, author.actor, signature, async (inner, tx) => {
      const now = await catalogueContent({ db: tx });
      const wanted = onTheirSpans(now, withNamedGroups(now, ask(now)));
      const places = new Map(wanted.map((one) => [entryId(one), one]));
      const ended = withEnds(now, wanted);
      const whole = shaped(inOrder(entriesAfter(now, ended)), wanted);
      const typed = new Map(entriesOf(whole).map((one) => [entryId(one), one]));
      const asked = onTheirSpans(
        now,
        ended.flatMap((one) => typed.get(entryId({ kind: one.kind, key: entryKey(one.kind, one.value) })) ?? []),
      );
      const difference = catalogueDifference(now, asked, { withFigures: await indicatorsWithFigures(inner), signed });
      let { changes } = difference;
      let after = now;
      const isTaken = (one: CatalogueChange) => one.nature !== 'refused';
      for (;;) {
        const taken = new Set(changes.filter(isTaken).map(entryId));
        const entries = asked.filter((one) => taken.has(entryId(one)));
        after = consistent(inOrder(entriesAfter(now, entries).filter(takesPlace)), [...places.values()]);
        const plan = {
          now,
          after,
          changes: changes.filter(isTaken),
          entries: new Map(entries.map((one) => [entryId(one), one])),
          signature,
        };
        await savePoint(tx);
        const refusals = await applyChanges(inner, tx, author, plan);
        if (refusals.length === 0) break;
        await rollBackTo(tx);
        changes = withRefusals(changes, refusals);
      }
      const outcome = {
        ...difference,
        changes,
        effects: conventionEffects(now, after, monthOf(platform.referenceDate())),
        print: printOf(changes),
      };
      if (print === null) throw new Undone(outcome);
      if (print !== UNSEEN && print !== outcome.print) throw new AppError('CONFLICT', { reason: 'other-difference' });
      const refused = changes.filter(({ nature }) => nature === 'refused');
      if (isWhole && refused.length > 0)
        throw new AppError('INVALID', { faults: refused.map(({ title, why }) => `${title}\u00a0: ${why}.`) });
      if (!changes.some(isTaken)) throw new Undone(outcome);
      await recordAudit(tx, author.actor, {
        action: 'convention.act',
        entity: 'catalogue',
        entityId: signature.effectiveDate,
        after: {
          changes: changes
            .filter(isTaken)
            .slice(0, 200)
            .map(({ nature, title }) => `${nature} ${title}`),
          refused: refused.length,
          act: signature.act,
          actDate: signature.actDate,
        },
        reason: signature.reason,
      });
      return outcome;
    });
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    throw error;
  }
}
