/** What a version brought, in the users' words. */
export interface Release {
  version: string;
  entries: string[];
}

/**
 * The news as CHANGELOG.md tells them: a title of level 2 for each version, the latest first, and a line each. A line may
 * run on, indented, over several.
 */
export function readNews(changelog: string): Release[] {
  const releases: Release[] = [];
  for (const line of changelog.split('\n')) {
    const release = releases.at(-1);
    if (line.startsWith('## ')) releases.push({ version: line.slice(3).trim(), entries: [] });
    else if (!release) continue;
    else if (line.startsWith('- ')) release.entries.push(line.slice(2).trim());
    else if (/^\s+\S/.test(line) && release.entries.length > 0)
      release.entries.push(`${release.entries.pop()} ${line.trim()}`);
  }
  return releases;
}
