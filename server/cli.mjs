// The commands of package.json other than `start`: makes what is missing, then runs one of command-line.ts.
import { register } from 'tsx/esm/api';
import { build, renderer } from './build.mjs';

// A reader that has seen enough (`| head`) closes the pipe: that is no error.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});

process.env.NODE_ENV ??= 'production';
await build({ client: false, documents: process.argv[2] === 'report' });
process.env.RENDER_CHILD ??= renderer;
register();
const { run } = await import('./command-line.ts');
process.exitCode = await run(process.argv[2] ?? '', process.argv.slice(3));
