import { type FoundFile, openDataFile } from '../../server/open-data/service.ts';
import type { Platform } from '../../server/platform/context.ts';

/** The files of a publication (the latest unless it is named) that its package names, those for a spreadsheet beside them. */
export async function openDataFiles(
  platform: Pick<Platform, 'readers'>,
  number: number | null = null,
): Promise<Map<string, FoundFile['file']>> {
  const files = new Map<string, FoundFile['file']>();
  const take = async (name: string) => {
    const found = await openDataFile(platform, { number, name, addressOf: (path) => path });
    if (found) files.set(name, found.file);
    return found?.file;
  };
  const described = await take('datapackage.json');
  const { resources } = JSON.parse(described?.bytes.toString() ?? '{"resources":[]}');
  for (const { path } of resources) {
    await take(path);
    await take(path.replace('.csv', '-excel.csv'));
  }
  return files;
}
