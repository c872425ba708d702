import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const needsPage = ({ moduleId }: TestSpecification) =>
  readFileSync(moduleId, 'utf8').slice(0, 200).includes('@vitest-environment');

/** Files that want a page stand together: a worker goes on from file to file, and begins anew for another environment. */
export class GroupedFiles extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = (file: TestSpecification) => `${file.project.name} ${needsPage(file) ? 2 : 1}`;
    return sorted
      .map((file, index) => ({ file, index, rank: rank(file) }))
      .sort((a, b) => a.rank.localeCompare(b.rank) || a.index - b.index)
      .map(({ file }) => file);
  }
}
