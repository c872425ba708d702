// `npm start`: makes what is missing, then starts the product. TypeScript is read as it is, by tsx.
import { register } from 'tsx/esm/api';
import { build, renderer } from './build.mjs';

const development = process.argv.includes('--dev');
process.env.NODE_ENV ??= development ? 'development' : 'production';
// What a library will change one day is told to developers, by the tests: not to whoever starts the product.
process.noDeprecation = !development;
await build({ client: !development, documents: !development, say: console.log });
if (!development) process.env.RENDER_CHILD ??= renderer;
register();
await import('./main.ts');
