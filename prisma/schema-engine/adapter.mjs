import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const CATALOG_CHAR = 18;
const BPCHAR = 1042;

/**
 * Two repairs of @prisma/adapter-pg 7.10.0: it cuts a script at every semicolon, inside a function's body too; and it
 * refuses the one-byte "char" type that PostgreSQL's own catalogs use.
 */
function repaired(adapter) {
  const original = Object.getPrototypeOf(adapter).queryRaw;
  adapter.executeScript = (script) =>
    adapter
      .underlyingDriver()
      .query(script)
      .then(
        () => {},
        (error) => adapter.onError(error),
      );
  adapter.queryRaw = async (query) => {
    const chars = [];
    const performIO = async (asked) => {
      const result = await adapter.performIO(asked);
      result.fields.forEach((field, index) => {
        if (field.dataTypeID !== CATALOG_CHAR) return;
        chars.push(index);
        field.dataTypeID = BPCHAR;
      });
      return result;
    };
    const answer = await original.call(Object.create(adapter, { performIO: { value: performIO } }), query);
    for (const index of chars) answer.columnTypes[index] = ColumnTypeEnum.Character;
    return answer;
  };
  return adapter;
}

const connectTo = async (connectionString, schema) =>
  repaired(await new PrismaPg({ connectionString }, { schema }).connect());

async function runOn(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function withDatabase(url, name) {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.toString();
}

async function connectToThrowaway(url, schema) {
  const name = `prisma_shadow_${randomUUID().replaceAll('-', '')}`;
  await runOn(url, `CREATE DATABASE ${name}`);
  const adapter = await connectTo(withDatabase(url, name), schema);
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await runOn(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return adapter;
}

/** What the engine asks of a database: a connection, a throwaway one to replay the history in, and its creation. */
export function openAdapter(address, shadowAddress) {
  const url = new URL(address);
  const schema = url.searchParams.get('schema') ?? undefined;
  url.searchParams.delete('schema');
  const base = new PrismaPg({ connectionString: url.toString() }, { schema });
  return {
    factory: {
      provider: base.provider,
      adapterName: base.adapterName,
      connect: () => connectTo(url.toString(), schema),
      connectToShadowDb: () =>
        shadowAddress ? connectTo(shadowAddress, schema) : connectToThrowaway(url.toString(), schema),
    },
    async createDatabase() {
      const name = decodeURIComponent(url.pathname.slice(1));
      await runOn(withDatabase(url, 'postgres'), `CREATE DATABASE "${name.replaceAll('"', '""')}"`);
      return name;
    },
  };
}
