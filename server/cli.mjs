// The commands of package.json other than `start`: makes what is missing, then runs one of command-line.ts.
import { setFlagsFromString } from 'node:v8';
import { build, commands, renderer } from './build.mjs';

// A reader that has seen enough (`| head`) closes the pipe: that is no error.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});

process.env.NODE_ENV ??= 'production';
// What a library will change one day is told to developers, by the tests: not to whoever runs a command.
process.noDeprecation = true;
await build({ client: false, documents: process.argv[2] === 'report', commandLine: true });
process.env.RENDER_CHILD ??= renderer;
// A command asks the database too little for the query compiler to be compiled twice, which takes 40 MB.
setFlagsFromString('--liftoff-only');
const { run } = await import(commands);
process.exitCode = await run(process.argv[2] ?? '', process.argv.slice(3));
