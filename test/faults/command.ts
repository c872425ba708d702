import { loadOfMachine, table, trial } from './faults.ts';

function optionOf(args: string[], name: string): number | null {
  const rank = args.indexOf(`--${name}`);
  return rank < 0 ? null : Number(args[rank + 1]);
}

/** `npm run faults -- --kills 200 [--seed n] | --load MINUTES [--json]`; answers whether all went well. */
export async function faults(args: string[]): Promise<boolean> {
  const json = args.includes('--json');
  const minutes = optionOf(args, 'load');
  if (minutes !== null) {
    const { load } = await import('./load.ts');
    const result = await load(minutes, optionOf(args, 'seed') ?? 1);
    if (json) console.log(JSON.stringify(result));
    else {
      console.table(result.measures);
      for (const [what, value] of Object.entries(result.notes)) console.log(`  ${what}: ${value}`);
    }
    return result.errors === 0;
  }
  const kills = optionOf(args, 'kills') ?? 20;
  const seed = optionOf(args, 'seed') ?? 1;
  const result = await trial({
    kills,
    seed,
    say({ target, moment, back, faults }, rank) {
      if (json) return;
      console.log(
        `${rank}/${kills} ${target} (${moment}): back in ${Math.round(back)} ms, ${faults.length} faults (work waiting ${loadOfMachine()})`,
      );
      for (const fault of faults) console.log(`  ${fault}`);
    },
  });
  if (json) console.log(JSON.stringify(result));
  else {
    console.table(table(result));
    for (const [what, times] of Object.entries(result.counts).sort()) console.log(`  ${what}: ${times}`);
    console.log(`  a start without a kill: ${Math.round(result.firstStart)} ms; seed ${seed}`);
  }
  return result.strikes.every((strike) => strike.faults.length === 0);
}
