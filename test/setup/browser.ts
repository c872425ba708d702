import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Installed {
  executable: string;
  env: Record<string, string>;
}

/** A browser with a fresh profile: CHROME_PATH, else Debian's Chromium, else the one that npm carries. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = systemBrowser() ?? (await carriedBrowser());
  return chromium.launch({ executablePath: executable, args: flags, env: { ...inherited(), ...env } });
}

function systemBrowser(): Installed | undefined {
  const named = process.env.CHROME_PATH;
  if (named) return { executable: named, env: {} };
  const debian = '/usr/bin/chromium';
  return fs.existsSync(debian) ? { executable: debian, env: {} } : undefined;
}

/** Chromium from @sparticuz/chromium with its own system libraries and Open Sans; needs nothing of the machine but glibc. */
export async function carriedBrowser(): Promise<Installed> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser for the journeys: set CHROME_PATH to a Chrome or a Chromium.');
  }
  const folder = path.join(os.tmpdir(), `observatoire-chromium-${carriedVersion()}-${os.userInfo().uid}`);
  if (!fs.existsSync(folder)) await unpack(folder);
  if (fs.statSync(folder).uid !== os.userInfo().uid) throw new Error(`${folder} belongs to somebody else`);
  return {
    executable: path.join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: path.join(folder, 'fonts.conf') },
  };
}

/**
 * The package unpacks into TMPDIR and skips what it finds there, even a half-written browser. So: a folder of our own, put in
 * place only when complete, and a process of its own: others make their folders meanwhile.
 */
async function unpack(folder: string): Promise<void> {
  const staging = fs.mkdtempSync(`${folder}.`);
  const env = { ...process.env, TMPDIR: staging, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
  await run(process.execPath, [path.join(import.meta.dirname, 'unpack-browser.mjs')], { env });
  // its own fonts.conf names /tmp/fonts whatever the folder: without this page texts have no glyph at all
  fs.writeFileSync(
    path.join(staging, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`,
  );
  putInPlace(staging, folder);
}

function putInPlace(staging: string, folder: string): void {
  try {
    fs.renameSync(staging, folder);
  } catch (error) {
    fs.rmSync(staging, { recursive: true, force: true });
    if (!fs.existsSync(folder)) throw error;
  }
}

function carriedVersion(): string {
  const manifest = path.resolve(import.meta.dirname, '../../node_modules/@sparticuz/chromium/package.json');
  return JSON.parse(fs.readFileSync(manifest, 'utf8')).version;
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
