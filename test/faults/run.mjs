// `npm run faults -- --kills 200 [--seed n] [--json]` kills the product, its database or one connection at random moments of
// a mixed load, and holds the database against what was acknowledged. `-- --load 10`: ten minutes without a kill.
import { register } from 'tsx/esm/api';
import { build } from '../../server/build.mjs';

process.env.NODE_ENV = 'production';
await build({ say: console.log });
register();
const { faults } = await import('./command.ts');
process.exit((await faults(process.argv.slice(2))) ? 0 : 1);
