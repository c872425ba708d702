// `npm run bench [-- SECTION…] [--large] [--json]`: makes what is missing, then measures. Every figure is a ratio to a
// baseline of the same run.
import { register } from 'tsx/esm/api';
import { build, renderer } from '../../server/build.mjs';

process.env.NODE_ENV = 'production';
await build({ client: false });
process.env.RENDER_CHILD ??= renderer;
register();
const { bench } = await import('./bench.ts');
await bench(process.argv.slice(2));
