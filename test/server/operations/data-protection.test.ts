import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allRegisters, registerOf } from '../../../shared/registers/all-registers.ts';
import type { Content } from '../../../shared/registers/register.ts';
import { dump, handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld();
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
/** As partners write them; nothing else in the database looks like this. */
const NUMBER = 'ZZQ-77123';

const request = (more: Content = {}): Content => ({
  requestDate: '2025-03-10',
  situation: 'Hôtel',
  commune: '21231',
  composition: 'Homme seul',
  persons: 1,
  minors: 0,
  ...more,
});

const asked = () => ({ organisationId: world.idOf('SIAO'), source: 'siao-request' as const, number: NUMBER });
const acts = () => world.as(coordinator).dataProtection;

describe('a person asks what is kept of them', () => {
  it('the number of their file finds the row, and what it was before', async () => {
    await world.take(handMade('siao-request', [request(), request({ requestDate: '2025-04-01' })], [NUMBER, 'OTHER']));
    await world.take(handMade('siao-request', [request({ situation: 'Rue - abri de fortune' })], [NUMBER]));
    const { rows, former } = await acts().findPerson(asked());
    expect(rows).toHaveLength(1);
    expect(rows[0]?.cells).toContainEqual({
      field: 'situation',
      label: 'Situation résidentielle',
      value: 'Rue - abri de fortune',
    });
    expect(rows[0]?.cells[0]).toEqual({ field: 'requestDate', label: 'Date de la demande', value: '2025-03-10' });
    expect(rows[0]?.cells).toContainEqual({ field: 'commune', label: 'Commune', value: 'Dijon' });
    expect(former[0]).toContainEqual({ field: 'situation', label: 'Situation résidentielle', value: 'Hôtel' });
    expect((await acts().findPerson({ ...asked(), number: 'UNKNOWN' })).rows).toEqual([]);
  });

  it('finds a request examined at two meetings, though each row has a key of its own', async () => {
    const meeting = (meetingDate: string): Content => ({
      meetingDate,
      month: meetingDate.slice(0, 7),
      decision: 'Accord',
    });
    const contents = [meeting('2025-02-11'), meeting('2025-03-11')];
    const keys = contents.map((content) => registerOf('cca-request').key(NUMBER, content, 1));
    await world.take(handMade('cca-request', contents, keys));
    const { rows } = await acts().findPerson({
      ...asked(),
      source: 'cca-request',
      organisationId: world.idOf('ADEFO'),
    });
    expect(rows).toHaveLength(2);
  });

  it('finds the rows of the same identity in other registers, once people are linked', async () => {
    await world.as(coordinator).homelessness.recordAssessment({ date: '2025-10-01', reference: 'AIPD 2025-3' });
    const identity = 'a'.repeat(64);
    const linked = (file: ReturnType<typeof handMade>) => ({
      ...file,
      rows: [...(file.rows as Iterable<object>)].map((row) => ({ ...row, identity })),
    });
    await world.take(linked(handMade('siao-request', [request()], [NUMBER])) as ReturnType<typeof handMade>);
    const procedure = { commandementDate: '2025-02-03', stock: 'Privé', commune: '21231', debtCents: 150_050 };
    await world.take(linked(handMade('eviction-procedure', [procedure], ['EXP-1'])) as ReturnType<typeof handMade>);
    const { rows } = await acts().findPerson(asked());
    expect(rows.map(({ source, linked }) => [source, linked])).toEqual([
      ['siao-request', false],
      ['eviction-procedure', true],
    ]);
    expect(rows[1]?.cells).toContainEqual({ field: 'debtCents', label: 'Montant de la dette', value: 1500.5 });
    await acts().erasePerson({ ...asked(), linked: true, reason: 'Demande de la personne' });
    expect(
      (
        await acts().findPerson({
          ...asked(),
          source: 'eviction-procedure',
          organisationId: world.idOf('DDETS'),
          number: 'EXP-1',
        })
      ).rows,
    ).toEqual([]);
  });

  it('hands it over as a file; a text never becomes a formula there', async () => {
    await world.take(handMade('siao-request', [request({ service: '=HYPERLINK("http://x")' })], [NUMBER]));
    const csv = await acts().exportPerson({ ...asked(), format: 'csv' });
    expect(csv.text).toContain(`"'=HYPERLINK(""http://x"")"`);
    const json = JSON.parse((await acts().exportPerson({ ...asked(), format: 'json' })).text);
    expect(json.rows[0].cells).toContainEqual({ field: 'persons', label: 'Nombre de personnes', value: 1 });
  });
});

describe('a person asks to be erased', () => {
  it('the row goes, the figures stay, and the next file does not bring it back', async () => {
    await world.take(handMade('siao-request', [request(), request()], [NUMBER, 'OTHER']));
    const figure = async () => (await world.cell('SIAO', 'SIAO-01', '2025-03'))?.value;
    const ledger = async () => {
      const filters = { unit: 'households', perimeter: 'convention' } as const;
      const { months, totals, compositions } = await world.as(coordinator).homelessness.ledger(filters);
      return { months, totals, compositions };
    };
    const before = [await figure(), await ledger()];
    expect(await acts().erasePerson({ ...asked(), linked: false, reason: 'Demande de la personne' })).toEqual({
      rows: 1,
    });
    expect([await figure(), await ledger()]).toEqual(before);
    const again = await world.take(handMade('siao-request', [request(), request()], [NUMBER, 'OTHER']));
    expect(again).toMatchObject({ accepted: 0, identical: 1, leftOut: 1 });
    expect([await figure(), await ledger()]).toEqual(before);
    await expect(acts().erasePerson({ ...asked(), linked: false, reason: 'encore' })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
  });

  it('nothing of a fictitious row is anybody’s: it is not found', async () => {
    const { rows } = await world.pool.query<{ n: string }>(
      `SELECT count(*) AS n FROM "RegisterRow" WHERE source = 'siao-request'`,
    );
    expect(Number(rows[0]?.n)).toBeGreaterThan(0);
    expect((await acts().findPerson({ ...asked(), number: 'DEMO-1' })).rows).toEqual([]);
  });
});

describe('the number of a file', () => {
  it('is in no table, no error and no answer, whatever is asked with it', async () => {
    await world.take(handMade('siao-request', [request()], [NUMBER]));
    const said: string[] = [];
    const keep = async (answer: Promise<unknown>) => {
      said.push(JSON.stringify(await answer.catch((error: Error) => [error.message, error.stack, error])));
    };
    await keep(acts().findPerson(asked()));
    await keep(acts().exportPerson({ ...asked(), format: 'csv' }));
    await keep(acts().erasePerson({ ...asked(), linked: false, reason: 'Demande de la personne' }));
    await keep(acts().erasePerson({ ...asked(), linked: false, reason: 'encore' }));
    await keep(acts().findPerson({ ...asked(), source: 'residence' }));
    await keep(acts().exportPerson({ ...asked(), organisationId: -1, format: 'json' }));
    await keep(world.as({ role: 'reader' }).dataProtection.findPerson(asked()));
    expect(said.filter((text) => text.includes(NUMBER))).toEqual([]);
    const tables = await dump(world.pool);
    expect(Object.entries(tables).filter(([, rows]) => rows.some((row) => row.includes(NUMBER)))).toEqual([]);
    const lines = await world.db.auditEvent.findMany({
      where: { action: { startsWith: 'person.' } },
      orderBy: { id: 'asc' },
    });
    expect(lines.map(({ action, after }) => [action, (after as { rows: number }).rows])).toEqual([
      ['person.read', 1],
      ['person.export', 1],
      ['person.erase', 1],
    ]);
    const pseudonym = world.platform.pseudonym('siao-request', NUMBER);
    expect(JSON.stringify(lines)).not.toContain(pseudonym);
  });
});

describe('the record of processing activities', () => {
  it('says the very columns, durations and keys of the product', async () => {
    const { processings, aboutNobody } = await world.as({ role: 'reader' }).dataProtection.record();
    const ofPeople = allRegisters.filter(({ contact }) => contact);
    expect(processings.slice(0, ofPeople.length).map(({ key }) => key)).toEqual(ofPeople.map(({ source }) => source));
    for (const { source, columns } of ofPeople) {
      const said = processings.find(({ key }) => key === source);
      const labels = columns.filter(({ kind }) => kind === 'nominative').map(({ label }) => label);
      expect(said?.dropped).toEqual(labels);
      expect(said?.data.filter((label) => labels.includes(label))).toEqual([]);
      expect(said?.duration).toContain('2\u00a0ans');
    }
    expect(aboutNobody.map(({ label }) => label)).toContain(registerOf('residence').label);
  });

  it('tells the keys apart without telling them', async () => {
    await world.db.setting.deleteMany({ where: { name: 'pseudonymKeys' } });
    const before = await world.as(coordinator).dataProtection.record();
    expect(before.keys).toBeNull();
    await world.db.setting.create({
      data: { name: 'pseudonymKeys', value: '0123456789abcdef', updatedAt: new Date('2025-11-04T10:00:00Z') },
    });
    const { keys } = await world.as({ role: 'reader' }).dataProtection.record();
    expect(keys).toEqual({ fingerprint: '0123456789abcdef', since: '2025-11-04', days: 10 });
  });

  it('counts rows by age for the coordination only, and says when the next ones go', async () => {
    // The demonstration's rows stay beside those of the file: they have no age, and no purge takes them.
    const source = 'siao-request';
    const fictitious = await world.db.registerRow.count({ where: { source, organisationId: world.idOf('SIAO') } });
    expect(fictitious).toBeGreaterThan(0);
    await world.take(
      handMade(
        source,
        [request(), request({ requestDate: '2024-01-05' }), request({ requestDate: '2023-01-05' })],
        ['a', 'b', 'c'],
      ),
    );
    // A row that waits is kept until it is validated.
    await world.validateMonths('SIAO', '2023-01', '2025-10');
    const ages = await acts().ages();
    const siao = ages.registers.find((one) => one.source === source);
    expect(siao).toMatchObject({ lasting: 0, underAYear: 1, underTwoYears: 1, over: 1, fictitious });
    expect([ages.limit, ages.due, ages.next]).toEqual(['2023-11-14', 1, '2026-01-06']);
    expect(await acts().purge({ reason: 'essai' })).toEqual({ rows: 1 });
    expect((await acts().ages()).due).toBe(0);
    await expect(world.as({ role: 'reader' }).dataProtection.ages()).rejects.toMatchObject({ message: 'FORBIDDEN' });
  });
});
