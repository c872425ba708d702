import { describe, expect, it } from 'vitest';
import type { insertCell } from '../../../server/monthly-entry/repository.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../../../server/platform/access.ts';

const karim: Viewer = { id: 'karim', name: 'Karim', email: 'k@exemple.fr', role: 'contributor', organisationId: 7 };

/** What a repository that writes cells asks for, as its signature says it. */
type WritingScope = Parameters<typeof insertCell>[0];
const takesWriting = (scope: WritingScope) => scope.allows;
const takesAny = (scope: OrganisationScope) => scope.organisationId;

describe('a proof', () => {
  it('carries the action that it allows', () => {
    const scope = organisationScope(karim, 'entry.write', 7);
    expect([scope.organisationId, scope.allows]).toEqual([7, 'entry.write']);
    expect(takesWriting(scope)).toBe('entry.write');
  });

  it('for reading opens reading, and does not compile where something is written', () => {
    const scope = organisationScope(karim, 'entry.read', 7);
    expect(takesAny(scope)).toBe(7);
    // @ts-expect-error: a proof for reading is no proof for writing.
    expect(takesWriting(scope)).toBe('entry.read');
  });

  it('is not made by hand', () => {
    // @ts-expect-error: only `access.ts` makes one.
    expect(takesAny({ organisationId: 7, allows: 'entry.write' })).toBe(7);
  });

  it('is refused for another organisation', () => {
    expect(() => organisationScope(karim, 'entry.write', 8)).toThrow('FORBIDDEN');
  });
});
