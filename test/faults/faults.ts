import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { type Chance, chanceOf } from './chance.ts';
import { checkActs, checkCells, checkJournal, checkReturns, settled } from './checker.ts';
import { checkEditions, checkFigures, checkImports } from './checker-figures.ts';
import { startMixedLoad } from './mixed-load.ts';
import { openProduct, type Product, type Target, until } from './product.ts';
import { openWorld, type World } from './world.ts';

/** Restarts of the product cost seconds, those of the database tenths: both are struck about as often as they are told apart. */
const TARGETS: readonly Target[] = ['product', 'product', 'database', 'database', 'connection', 'both'];

export interface Strike {
  target: Target;
  /** What was in the middle of happening. */
  moment: string;
  /** Milliseconds until the product answers a signed-in reader again. */
  back: number;
  /** How much work waited for the machine's processors then. */
  load: number;
  faults: string[];
}

export interface Trial {
  strikes: Strike[];
  counts: Record<string, number>;
  /** Milliseconds of a start on a quiet folder, the first of the run. */
  firstStart: number;
}

interface Memory {
  since: number;
  editions: Set<number>;
}

/** Everything that the ledger says, held against the database. */
async function checked(world: World, memory: Memory): Promise<string[]> {
  const { product, ledger } = world;
  return product.withDatabase(async (db) => {
    await settled(db);
    const check = { db, ledger, since: memory.since };
    const { faults, resolved } = await checkCells(check);
    const found = [
      ...faults,
      ...(await checkJournal(check, resolved)),
      ...(await checkReturns(check)),
      ...(await checkActs(check)),
      ...(await checkImports(check)),
      ...(await checkFigures(check)),
      ...(await checkEditions(check, memory.editions)),
      ...ledger.faults.splice(0).map((fault) => explained(product, fault)),
    ];
    memory.since = await lastLine(db);
    return found;
  });
}

/** A fault of the server with what the product's log says of it. */
function explained(product: Product, fault: string): string {
  const reference = /"reference":"(\w+)"/.exec(fault)?.[1];
  const line =
    reference &&
    product
      .words()
      .split('\n')
      .find((one) => one.includes(reference));
  return line ? `${fault}\n    ${line.slice(0, 1500)}` : fault;
}

async function lastLine(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ id: number }>('SELECT coalesce(max(id), 0)::int AS id FROM "AuditEvent"');
  return rows[0]?.id ?? 0;
}

const LONGEST_WAIT_MS = 15_000;

/** Any moment; often one in the middle of an import, or of the freezing of an edition, which are the longest acts. */
async function waitForMoment(chance: Chance, load: ReturnType<typeof startMixedLoad>): Promise<string> {
  const draw = chance.next();
  if (draw < 0.5) {
    await pause(chance.between(50, 2500));
    return 'any moment';
  }
  const [name, longest] = draw < 0.75 ? (['import', 400] as const) : (['freeze', 4000] as const);
  const instant = chance.between(0, longest);
  const from = performance.now();
  while (!load.isUnderWay(name) && performance.now() - from < LONGEST_WAIT_MS) await pause(5);
  await pause(instant);
  return load.isUnderWay(name) ? `during ${name}` : 'any moment';
}

/** The product answers a signed-in reader: session, rights and database are there. */
async function comesBack({ product, coordinator }: World): Promise<string[]> {
  let ended = false;
  await until('a signed-in answer', async () => {
    if (!product.isRunning()) {
      ended = true;
      await product.start();
    }
    const outcome = await coordinator.query<{ viewer: unknown }>('session.me');
    return outcome.kind === 'done' && outcome.data.viewer !== null;
  });
  return ended ? [`the product ended by itself:\n${product.words().slice(-1500)}`] : [];
}

async function strikeOnce(world: World, chance: Chance, target: Target): Promise<Strike> {
  const { product } = world;
  const load = startMixedLoad(world, chance);
  const moment = await waitForMoment(chance, load);
  load.alarm();
  await product.strike(target, chance);
  const from = performance.now();
  let back = 0;
  if (target === 'product' || target === 'both') back = await product.start();
  const faults = await comesBack(world);
  if (back === 0) back = performance.now() - from;
  await load.stop();
  return { target, moment, back, load: os.loadavg()[0] ?? 0, faults };
}

/** A product with its people and its ledger, to be struck and checked as often as wanted. */
export async function openTrial(seed: number) {
  const chance = chanceOf(seed);
  const product = await openProduct();
  try {
    await product.firstStart();
    const world = await openWorld(product);
    const memory: Memory = { since: await product.withDatabase(lastLine), editions: new Set() };
    const check = () => checked(world, memory);
    return {
      world,
      check,
      async strike(target: Target = chance.pick(TARGETS)): Promise<Strike> {
        const strike = await strikeOnce(world, chance, target);
        return { ...strike, faults: [...strike.faults, ...(await check())] };
      },
      close: product.close,
    };
  } catch (error) {
    await product.close();
    throw error;
  }
}

interface Wanted {
  kills: number;
  seed: number;
  say?: (strike: Strike, rank: number) => void;
}

/** Opens a product of its own, loads it, kills it as often as wanted, and holds the database against what was acknowledged. */
export async function trial({ kills, seed, say = () => {} }: Wanted): Promise<Trial> {
  const { world, strike, close } = await openTrial(seed);
  try {
    const firstStart = await restarted(world.product);
    const strikes: Strike[] = [];
    for (let rank = 1; rank <= kills; rank += 1) {
      const one = await strike();
      strikes.push(one);
      say(one, rank);
    }
    return { strikes, counts: world.ledger.counts, firstStart };
  } finally {
    await close();
  }
}

/** A start on a folder that was left as it should be. */
async function restarted(product: Product): Promise<number> {
  const pid = product.pid();
  process.kill(pid, 'SIGTERM');
  await until('the product to stop', async () => !product.isRunning());
  return product.start();
}

const quantile = (numbers: number[], share: number) =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? 0;

/** What a trial found, by what was killed. */
export function table({ strikes }: Trial) {
  return [...new Set(strikes.map(({ target }) => target)), 'all'].map((target) => {
    const own = strikes.filter((one) => target === 'all' || one.target === target);
    const back = own.map((one) => Math.round(one.back));
    const load = own.map((one) => one.load);
    return {
      killed: target,
      times: own.length,
      'faults found': own.reduce((sum, { faults }) => sum + faults.length, 0),
      'back, median ms': quantile(back, 0.5),
      'back, p95 ms': quantile(back, 0.95),
      'back, worst ms': Math.max(...back),
      'load, median': Number(quantile(load, 0.5).toFixed(1)),
    };
  });
}

/** Work that waits, and the processors that it waits for. */
export const loadOfMachine = () => `${os.loadavg()[0]?.toFixed(1)} of ${os.availableParallelism()}`;
