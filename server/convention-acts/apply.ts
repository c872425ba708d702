import type { Prisma } from '../../prisma/generated/client.ts';
import { addMonths } from '../../shared/domain/month.ts';
import { frenchMonth, frenchOfMonth } from '../../shared/domain/words/french-format.ts';
import type { CatalogueChange } from '../../shared/schemas/catalogue/catalogue-difference.ts';
import { type CatalogueEntry, entryId } from '../../shared/schemas/catalogue/catalogue-entries.ts';
import type { CatalogueFile } from '../../shared/schemas/catalogue/catalogue-file.ts';
import type { Signature } from '../../shared/schemas/catalogue/convention-act.ts';
import { countedSource, sourceName } from '../../shared/schemas/import.ts';
import { changeAssignment } from '../agreements/assignment.ts';
import { changeAgreement } from '../agreements/service.ts';
import { amendAmount, replaceTarget } from '../catalogue/amendments.ts';
import { changeEntries, createEntries, isAmong } from '../conventions/service.ts';
import { noteOnSeries } from '../indicators/discussion.ts';
import type { OrganisationScope } from '../platform/access.ts';
import type { Actor } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { isSettingName, writeSetting } from '../platform/settings.ts';
import { refusalSentence } from './refusals.ts';

export interface Acting extends Pick<Platform, 'db' | 'clock' | 'referenceDate'> {}

/** Who acts, and the proof that opens an organisation's rows to the act. */
export interface Author {
  actor: Actor;
  scopeOf: (organisationId: number) => OrganisationScope<'imports.write'>;
}

/** What is to be written: the catalogue before, after, and the changes that lead from one to the other. */
export interface Plan {
  now: CatalogueFile;
  after: CatalogueFile;
  changes: readonly CatalogueChange[];
  entries: ReadonlyMap<string, CatalogueEntry>;
  signature: Signature;
}

export interface RuntimeRefusal {
  id: string;
  why: string;
}

type Tx = Prisma.TransactionClient;

const asksFor = ({ now }: Plan, organisation: unknown, indicator: unknown) =>
  now.organisations.some(
    (one) => one.code === organisation && one.assignments.some((given) => given.indicator === indicator),
  );

/** What a structure that is there already is asked for goes through the acts that count its rows. */
function createdWhole(plan: Plan): CatalogueFile {
  const known = new Set(plan.now.organisations.map(({ code }) => code));
  const organisations = plan.after.organisations.map((one) => {
    if (!known.has(one.code)) return one;
    const fresh = one.assignments.filter(({ indicator }) => !asksFor(plan, one.code, indicator));
    return { ...one, registers: [], assignments: fresh.map((given) => ({ ...given, agreements: [] })) };
  });
  return { ...plan.after, organisations };
}

const asText = (value: unknown) => String(value ?? '');
const asMonth = (value: unknown) => (typeof value === 'string' ? value : null);

/** One act after the other, each with the rules of its own room; what these refuse is told and the rest goes on. */
class Writer {
  readonly refusals: RuntimeRefusal[] = [];

  constructor(
    readonly platform: Acting,
    readonly tx: Tx,
    readonly author: Author,
    readonly plan: Plan,
  ) {}

  private of(kind: CatalogueEntry['kind'], ...natures: CatalogueChange['nature'][]): CatalogueEntry[] {
    return this.plan.changes
      .filter((one) => one.kind === kind && natures.includes(one.nature))
      .flatMap((one) => this.plan.entries.get(entryId(one)) ?? []);
  }

  private isNewPartner(code: unknown): boolean {
    return !this.plan.now.organisations.some((one) => one.code === code);
  }

  private async each(entries: readonly CatalogueEntry[], write: (entry: CatalogueEntry) => Promise<unknown>) {
    for (const entry of entries)
      try {
        await write(entry);
      } catch (error) {
        const why = refusalSentence(error);
        if (why === null) throw error;
        this.refusals.push({ id: entryId(entry), why });
      }
  }

  private register = ({ value }: CatalogueEntry) =>
    changeAssignment(this.platform, this.author.actor, {
      organisation: asText(value.organisation),
      of: { register: sourceOf(value.source) },
      fromMonth: asText(value.fromMonth),
      toMonth: asMonth(value.toMonth),
      reason: this.plan.signature.reason,
    });

  private assignment = ({ value }: CatalogueEntry) =>
    changeAssignment(this.platform, this.author.actor, {
      organisation: asText(value.organisation),
      of: { indicator: asText(value.indicator) },
      fromMonth: asText(value.fromMonth),
      toMonth: asMonth(value.toMonth),
      reason: this.plan.signature.reason,
    });

  private agreement = ({ value }: CatalogueEntry) =>
    changeAgreement(this.platform, this.author.actor, this.author.scopeOf, {
      organisation: asText(value.organisation),
      indicator: asText(value.indicator),
      fromMonth: asText(value.fromMonth),
      register: value.register === null ? null : countedOf(value.register),
      reason: this.plan.signature.reason,
    });

  /** Registers that begin or last longer first, those that end last: no indicator is counted in one that nobody feeds meanwhile. */
  private async assignments(): Promise<void> {
    const old = ({ value }: CatalogueEntry) => !this.isNewPartner(value.organisation);
    await this.each(this.of('register', 'added', 'changed').filter(old), this.register);
    await this.each(this.of('assignment', 'changed', 'ended').filter(old), this.assignment);
    const begunAgain = ({ value }: CatalogueEntry) => asksFor(this.plan, value.organisation, value.indicator);
    await this.each(this.of('assignment', 'added').filter(begunAgain), this.assignment);
    await this.each(this.of('agreement', 'added', 'changed').filter(old), this.agreement);
    await this.each(this.of('register', 'ended').filter(old), this.register);
  }

  private async amounts(): Promise<void> {
    const { act, actDate, reason } = this.plan.signature;
    const asked = this.plan.changes
      .filter(({ nature }) => nature === 'changed')
      .flatMap((change) => amountsOf(change, this.plan));
    for (const { id, ...amount } of asked) {
      if (amount.euros === null)
        this.refusals.push({ id, why: 'un montant se remplace par un autre et ne s’efface pas' });
      else if (act === null || actDate === null) throw new AppError('INVALID', { fields: ['act', 'actDate'] });
      else {
        const { euros, ...of } = amount;
        await amendAmount(this.platform, this.author.actor, {
          ...of,
          cents: Math.round(euros * 100),
          act,
          actDate,
          reason,
        });
      }
    }
  }

  private async targets(): Promise<void> {
    const { act, actDate, reason } = this.plan.signature;
    for (const { value } of this.of('target', 'changed')) {
      const code = asText(value.indicator);
      const target = this.plan.after.indicators
        .find((one) => one.code === code)
        ?.targets.find((one) => one.year === value.year && one.supersededAt === null);
      if (target) await replaceTarget(this.platform, this.author.actor, code, { ...target, act, actDate, reason });
    }
  }

  /** The series say who answers for them from then on. */
  private async notes(): Promise<void> {
    const names = new Map(this.plan.after.organisations.map(({ code, name }) => [code, name]));
    const at = { actor: this.author.actor, at: this.platform.clock.now() };
    for (const { value } of this.of('succession', 'added')) {
      const [former, next] = [asText(value.former), asText(value.organisation)];
      const month = asText(value.fromMonth);
      const codesOf = (code: string) =>
        this.plan.after.organisations
          .find((one) => one.code === code)
          ?.assignments.filter(({ toMonth }) => toMonth === null || toMonth >= addMonths(month, -1)) ?? [];
      const shared = codesOf(former).filter(({ indicator }) =>
        codesOf(next).some((one) => one.indicator === indicator),
      );
      const text = `À partir ${frenchOfMonth(month)}, ${names.get(next) ?? next} répond de ce que donnait ${names.get(former) ?? former}.`;
      await noteOnSeries(
        this.tx,
        at,
        shared.map(({ indicator: code }) => ({ code, month, text })),
      );
    }
    for (const { value } of this.of('indicator', 'ended')) {
      const month = asText(value.untilMonth);
      const text = `L’indicateur n’est plus suivi après ${frenchMonth(month)}.`;
      await noteOnSeries(this.tx, at, [{ code: asText(value.code), month, text }]);
    }
  }

  async write(): Promise<RuntimeRefusal[]> {
    const { changes, after, signature } = this.plan;
    const added = changes.filter(({ nature }) => nature === 'added');
    await createEntries(this.tx, createdWhole(this.plan), isAmong(added));
    await changeEntries(
      this.tx,
      after,
      isAmong(changes.filter(({ nature }) => nature === 'changed' || nature === 'ended')),
    );
    await this.each(this.of('setting', 'added', 'changed'), ({ value }) => {
      const name = asText(value.name);
      if (!isSettingName(name)) throw new AppError('INVALID', { setting: name });
      return writeSetting(this.tx, this.author.actor, { name, value: value.value, reason: signature.reason });
    });
    await this.amounts();
    await this.targets();
    await this.assignments();
    await this.notes();
    return this.refusals;
  }
}

const sourceOf = (value: unknown) => sourceName.parse(value);
const countedOf = (value: unknown) => countedSource.parse(value);

/** The amounts that a change moves, each as its own amendment. */
function amountsOf({ kind, key, fields, ...change }: CatalogueChange, { entries }: Plan) {
  const id = entryId({ kind, key });
  const value = entries.get(id)?.value ?? {};
  const euros = (field: string) => (typeof value[field] === 'number' ? value[field] : null);
  const moved = (field: string) => fields.some((one) => one.field === field);
  const of = (
    field: 'grant' | 'maximum' | 'eligible-cost' | 'requested',
    column: string,
    more: { year: number | null; action?: string; convention: string },
  ) => (change.nature === 'changed' && moved(column) ? [{ id, field, euros: euros(column), ...more }] : []);
  const convention = asText(kind === 'convention' ? value.code : value.convention);
  if (kind === 'convention')
    return [
      ...of('maximum', 'maximumAnnualEuros', { convention, year: null }),
      ...of('eligible-cost', 'eligibleCostEuros', { convention, year: null }),
    ];
  if (kind === 'grant') return of('grant', 'amountEuros', { convention, year: Number(value.year) });
  return kind === 'line'
    ? of('requested', 'requestedEuros', { convention, year: null, action: asText(value.key) })
    : [];
}

/** Writes the changes of an act in its transaction; what a room refuses on the way is answered, and the caller starts again without it. */
export function applyChanges(platform: Acting, tx: Tx, author: Author, plan: Plan): Promise<RuntimeRefusal[]> {
  return new Writer(platform, tx, author, plan).write();
}
