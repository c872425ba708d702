#!/usr/bin/env node
// Stands in for Prisma's native schema engine: same arguments, same JSON-RPC by lines on standard input and output, the
// work being done by @prisma/schema-engine-wasm through a driver adapter.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { openAdapter } from './adapter.mjs';

const VERSION = 'schema-engine-wasm 7.10.0';
const options = { datamodels: [], datasource: undefined, words: [] };
const given = process.argv.slice(2);
for (let word = given.shift(); word !== undefined; word = given.shift()) {
  if (word === '--version') {
    console.log(VERSION);
    process.exit(0);
  } else if (word === '--datamodels') options.datamodels.push(given.shift());
  else if (word === '--datasource') options.datasource = JSON.parse(given.shift());
  else if (word === '--enabled-preview-features' || word === '--extension-types') given.shift();
  else options.words.push(word);
}

function log(level, message, more = {}) {
  const line = {
    timestamp: new Date().toISOString(),
    level,
    fields: { message, ...more },
    target: 'schema_engine::logger',
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => log('ERROR', message) };

async function loadEngine() {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const module = new WebAssembly.Module(readFileSync(path.join(folder, 'schema_engine_bg.wasm')));
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue.SchemaEngine;
}

let loaded;
let adapter;

/** An engine for each request: it gives its throwaway database out only once. */
async function newEngine() {
  loaded ??= await loadEngine();
  adapter ??= openAdapter(options.datasource?.url, options.datasource?.shadowDatabaseUrl);
  // An empty list makes the engine panic where none at all does not.
  const datamodels =
    options.datamodels.length > 0 ? options.datamodels.map((file) => [file, readFileSync(file, 'utf8')]) : undefined;
  return loaded.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter.factory));
}

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

function rpcError(error) {
  let data;
  try {
    data = JSON.parse(error.message);
  } catch {
    data = { is_panic: false, message: error.message, backtrace: null };
  }
  return { code: 4466, message: data.message ?? error.message, data };
}

async function answer({ id, method, params }) {
  if (method === 'createDatabase')
    return send({ id, result: { databaseName: await openAdapter(options.datasource.url).createDatabase() } });
  const engine = await newEngine();
  // 7.10.0 cannot replay the history in these two; a diagnosis can, and leaves the replayed schema in the engine's cache.
  if (method === 'evaluateDataLoss' || method === 'createMigration') {
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  const result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params);
  if (method === 'diff' && result?.stdout != null) {
    send({ id: 1_000_000, method: 'print', params: { content: result.stdout } });
    return send({ id, result: { exitCode: result.exitCode, stdout: null } });
  }
  return send({ id, result: result ?? {} });
}

/** `cli can-connect-to-database` and `cli create-database`: one question, answered by the exit code. */
async function runCommand(name) {
  const codes = { DatabaseDoesNotExist: 'P1003', AuthenticationFailed: 'P1000' };
  try {
    const { factory, createDatabase } = openAdapter(options.datasource.url);
    if (name === 'create-database') await createDatabase();
    else await (await factory.connect()).dispose();
    return 0;
  } catch (error) {
    log('ERROR', error.message, { error_code: codes[error?.cause?.kind] ?? 'P1001' });
    return 1;
  }
}

if (options.words[0] === 'cli') process.exit(await runCommand(options.words[1]));

const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
let queue = Promise.resolve();
lines.on('line', (line) => {
  queue = queue.then(async () => {
    const request = line.trim() ? JSON.parse(line) : {};
    if (!request.method) return;
    await answer(request).catch((error) => send({ id: request.id, error: rpcError(error) }));
  });
});
lines.on('close', () => queue.then(() => process.exit(0)));
