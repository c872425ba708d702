import { usualDays } from '../../shared/domain/deadline.ts';
import { isAssigned } from '../../shared/domain/expectation.ts';
import { monthOf, yearOf } from '../../shared/domain/month.ts';
import { contributorGuide, coordinatorGuide, type GuideFacts, type GuideName } from '../../shared/help/guides.ts';
import { findConventionOf } from '../conventions/service.ts';
import { renderInProcess } from '../documents/render-process.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { findOrganisationName, listAsked, listCoordinators } from './repository.ts';

/** What a guide says of this observatory and of whoever reads it. `address`: where its pages are. */
export async function guideFacts(
  { db, referenceDate }: Pick<Platform, 'db' | 'referenceDate'>,
  { organisationId }: Pick<Viewer, 'organisationId'>,
  address: string,
): Promise<GuideFacts> {
  const coordinators = (await listCoordinators(db)).map(({ name }) => name);
  const days = (await findConventionOf({ db }, yearOf(referenceDate()))) ?? usualDays;
  if (organisationId === null) return { address, coordinators, organisation: null, indicators: [], days };
  const [organisation, asked] = await Promise.all([
    findOrganisationName(db, organisationId),
    listAsked(db, organisationId),
  ]);
  const month = monthOf(referenceDate());
  const indicators = asked.filter((one) => isAssigned(one, month)).map(({ indicator }) => indicator.label);
  return { address, coordinators, organisation: organisation?.name ?? null, indicators, days };
}

/** The same words give the same bytes: a guide is made once a start for those of whom it says the same. */
const made = new Map<string, Promise<Buffer>>();
/** As many associations as a territory has, and more. */
const MOST_MADE = 60;

/** A guide as an accessible PDF. */
export function guidePdf(name: GuideName, facts: GuideFacts): Promise<Buffer> {
  const { days, ...own } = facts;
  const key = JSON.stringify([name, name === 'contributeur' ? own : [days.reportDue, days.paymentDue]]);
  const known = made.get(key);
  if (known) return known;
  if (made.size >= MOST_MADE) made.clear();
  const document = name === 'contributeur' ? contributorGuide(facts) : coordinatorGuide(facts.days);
  const making = renderInProcess({ format: 'pdf', document });
  made.set(key, making);
  making.catch(() => made.delete(key));
  return making;
}
