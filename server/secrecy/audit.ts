import type { OpenComponent, OpenGuard, OpenRow, OpenSystem } from '../../shared/domain/secrecy/open-components.ts';
import type { SecretSystem } from '../../shared/domain/secrecy/secret-system.ts';
import { isWhole, type LinearSolver, type Optimum } from './linear-solver.ts';
import { changeIn, NearbyWorld, type World } from './nearby-world.ts';

/**
 * Audit: can a guarded count have another value? A second world of whole numbers that agrees with all that is known is the
 * proof that it can; two linear programs at their best below 1 are the proof that it cannot, and name what proves it.
 */

export interface Pinned {
  /** Of the system's guards. */
  index: number;
  by: string | null;
  /** The shown decisions that pin it: one of them at least must be hidden. */
  rests: Set<number>;
  /** Hidden decisions whose reason, were it told, helps to pin it. */
  reasons: Set<number>;
}

/** How far from the truth a second world is looked for. */
const FAR = 1000;
const NEAR = 1e-6;

/** What is left of a guarded count for an organisation that takes its own part away: of nobody, there is nothing to find. */
function restOf({ atoms }: SecretSystem, { columns, times }: OpenGuard, owner: string): number {
  return columns.reduce((sum, column, at) => {
    const atom = atoms[column];
    return !atom || atom.owner === owner ? sum : sum + (times[at] ?? 0) * atom.value;
  }, 0);
}

/** Who attacks a part, and what each must not find: those who gave a share of it, or anyone when nobody did. */
function attacksOn(system: SecretSystem, component: OpenComponent): Map<string | null, OpenGuard[]> {
  const ownerOf = (column: number) => system.atoms[column]?.owner;
  const owners = new Set(component.columns.flatMap((column) => ownerOf(column) ?? []));
  const attacks = new Map<string | null, OpenGuard[]>();
  const add = (by: string | null, guard: OpenGuard) => attacks.set(by, [...(attacks.get(by) ?? []), guard]);
  for (const open of component.guards) {
    const from = system.guards[open.index]?.guard.from;
    const rivals = [...owners].filter((owner) => restOf(system, open, owner) > 0);
    const attackers = from !== undefined ? [from] : rivals.length > 0 ? rivals : [null];
    for (const by of attackers) add(by, open);
  }
  return attacks;
}

/** How many worlds are remembered of a guard. */
const REMEMBERED = 6;

/**
 * Worlds in which guarded counts have another value: one that still agrees, for whoever attacks, is proof enough. What moves
 * nothing of an organisation's own is a world for that organisation too.
 */
export class KnownWorlds {
  private readonly worlds = new Map<number, World[]>();

  of(guard: number): readonly World[] {
    return this.worlds.get(guard) ?? [];
  }

  keep(guard: number, world: World): void {
    this.worlds.set(guard, [world, ...this.of(guard).filter((one) => one !== world)].slice(0, REMEMBERED));
  }
}

class Attack {
  private readonly solver: LinearSolver;
  private readonly component: OpenComponent;
  private readonly at: Map<number, number>;
  private readonly lower: ReadonlyMap<number, number>;
  private readonly worlds: KnownWorlds;
  private isTaken = false;

  constructor(
    solver: LinearSolver,
    system: SecretSystem,
    component: OpenComponent,
    by: string | null,
    worlds: KnownWorlds,
  ) {
    this.solver = solver;
    this.component = component;
    this.worlds = worlds;
    this.at = new Map(component.columns.map((column, index) => [column, index]));
    const others = component.columns.filter((column) => by === null || system.atoms[column]?.owner !== by);
    this.lower = new Map(
      others.map((column) => [column, Math.max(-FAR, Math.ceil((system.floors[column] ?? 0) - NEAR))]),
    );
  }

  private take(): void {
    if (this.isTaken) return;
    this.isTaken = true;
    const { columns, rows } = this.component;
    this.solver.take({
      lower: Float64Array.from(columns, (column) => this.lower.get(column) ?? 0),
      upper: Float64Array.from(columns, (column) => (this.lower.has(column) ? FAR : 0)),
      rows: rows.map((row) => ({ ...row, columns: this.local(row.columns) })),
    });
  }

  private local(columns: readonly number[]): number[] {
    return columns.map((column) => this.at.get(column) ?? 0);
  }

  private maximise(guards: readonly { guard: OpenGuard; sign: number }[], whole = false): Optimum | null {
    this.take();
    const columns = guards.flatMap(({ guard }) => this.local(guard.columns));
    const times = guards.flatMap(({ guard, sign }) => guard.times.map((many) => sign * many));
    return whole ? this.solver.maximiseWhole(columns, times) : this.solver.maximise(columns, times);
  }

  private worldOf({ values }: Optimum): World {
    const moved = this.component.columns.map((column, index) => [column, Math.round(values[index] ?? 0)] as const);
    return new Map(moved.filter(([, by]) => by !== 0));
  }

  /** The guards that do not move in a world; the others keep it. */
  private left(guards: readonly OpenGuard[], found: Optimum | null): OpenGuard[] {
    if (!found || !isWhole(found.values)) return [...guards];
    const world = this.worldOf(found);
    return guards.filter((guard) => !this.keep(guard, world));
  }

  private keep(guard: OpenGuard, world: World): boolean {
    if (changeIn(guard, world) === 0) return false;
    this.worlds.keep(guard.index, world);
    return true;
  }

  /** The guards that no world known from before moves any more, nor one near by. */
  private unproved(guards: readonly OpenGuard[]): OpenGuard[] {
    const nearby = new NearbyWorld(this.component, this.lower);
    const asked = new Map<World, boolean>();
    const holds = (world: World) => {
      const known = asked.get(world) ?? nearby.holds(world);
      asked.set(world, known);
      return known;
    };
    return guards.filter((guard) => {
      if (this.worlds.of(guard.index).some((world) => holds(world) && changeIn(guard, world) !== 0)) return false;
      const near = nearby.near(guard);
      return !near || !this.keep(guard, near);
    });
  }

  /** The rows that an optimum rests upon. */
  private priced(found: Optimum): OpenRow[] {
    return this.component.rows.filter((_, index) => Math.abs(found.prices[index] ?? 0) > NEAR);
  }

  /** What proves that a guard cannot move one way; a world in which it does; or nothing, when whole numbers alone tell. */
  private oneWay(guard: OpenGuard, sign: number): { world: Optimum } | { rows: OpenRow[] } {
    const found = this.maximise([{ guard, sign }]);
    if (found && found.objective < 1 - NEAR) return { rows: this.priced(found) };
    if (found && isWhole(found.values)) return { world: found };
    const whole = this.maximise([{ guard, sign }], true);
    if (whole && whole.objective > 1 - NEAR) return { world: whole };
    return { rows: this.component.rows };
  }

  pinned(guards: readonly OpenGuard[]): { guard: OpenGuard; rows: OpenRow[] }[] {
    let open = this.unproved(guards);
    for (const turn of [1, -1, 0])
      if (open.length > 1) {
        const signed = open.map((guard, rank) => ({ guard, sign: turn === 0 ? (rank % 2 === 0 ? 1 : -1) : turn }));
        open = this.left(open, this.maximise(signed));
      }
    const pinned: { guard: OpenGuard; rows: OpenRow[] }[] = [];
    for (let guard = open.shift(); guard; guard = open.shift()) {
      const rows: OpenRow[] = [];
      let isOpen = false;
      for (const sign of [1, -1]) {
        const way = this.oneWay(guard, sign);
        if ('world' in way) {
          this.left([guard], way.world);
          open = this.left(open, way.world);
          isOpen = true;
          break;
        }
        rows.push(...way.rows);
      }
      if (!isOpen) pinned.push({ guard, rows });
    }
    return pinned;
  }
}

/** The guarded counts of a part that have one value only, for one of those who read it. `worlds`: what earlier audits proved. */
export function auditComponent(
  solver: LinearSolver,
  system: SecretSystem,
  open: OpenSystem,
  component: OpenComponent,
  worlds: KnownWorlds,
): Pinned[] {
  return [...attacksOn(system, component)].flatMap(([by, guards]) =>
    new Attack(solver, system, component, by, worlds).pinned(guards).map(({ guard, rows }) => ({
      index: guard.index,
      by,
      rests: open.restsOn(rows, guard.index),
      reasons: open.reasonsOn(rows),
    })),
  );
}
