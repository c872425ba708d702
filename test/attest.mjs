// `npm run attest`: what is known of the packages that the product runs. Advisories are asked of the registry that npm uses; where it
// does not answer them (a mirror, no network) that is said, and is no failure. Licences that are not permissive are named.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const run = Object.entries(packages).filter(([place, { dev }]) => place !== '' && !dev);
const nameOf = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

const permissive = /^(MIT(-0)?|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense)$/;
const others = run.filter(
  ([, { license }]) => !(license ?? '').split(/ and /i).every((one) => permissive.test(one.replace(/[()]/g, ''))),
);
console.log(`${run.length} packages run; not under a plainly permissive licence, or saying none in their manifest:`);
for (const [place, { version, license }] of others)
  console.log(`  ${nameOf(place)} ${version}  ${license ?? '(see test/licences.test.ts)'}`);

const unsealed = Object.entries(packages).filter(([place, { integrity, link }]) => place !== '' && !integrity && !link);
console.log(`Entries of the lock without an integrity: ${unsealed.length}`);

const asked = spawnSync('npm', ['audit', '--package-lock-only', '--omit=dev', '--json'], {
  cwd: new URL('..', import.meta.url),
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
let found = null;
try {
  found = JSON.parse(asked.stdout).metadata?.vulnerabilities ?? null;
} catch {
  found = null;
}
if (found === null)
  console.log('Advisories: the registry does not answer them here; ask again where it is reached whole.');
else
  console.log(
    `Advisories: ${Object.entries(found)
      .map(([level, count]) => `${count} ${level}`)
      .join(', ')}`,
  );
process.exitCode = unsealed.length > 0 || (found?.high ?? 0) + (found?.critical ?? 0) > 0 ? 1 : 0;
