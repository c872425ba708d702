import { Status } from '../ui/status/status.tsx';
import { disagree, type TwoSources, twoSourcesInShort, twoSourcesWords } from './words/two-sources-words.ts';

/** What the other source of a month says, beside its figure: a check, which moves nothing. */
export function SourcesOfMonth({ twoSources, short = false }: { twoSources: TwoSources; short?: boolean }) {
  const words = short ? twoSourcesInShort(twoSources) : twoSourcesWords(twoSources);
  return disagree(twoSources) ? (
    <Status tone="watch" shape="triangle" variant="plain">
      {words}
    </Status>
  ) : (
    <span>{words}</span>
  );
}
