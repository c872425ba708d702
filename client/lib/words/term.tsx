import { useEffect, useState } from 'react';
import { frenchSpacing } from '../../../shared/domain/words/french-spacing.ts';
import { Abbreviation } from '../../ui/text/abbreviation.tsx';

let meanings: ReadonlyMap<string, string> | null = null;

/** The glossary comes after the page: until then the term is plain text of the same width. */
async function readMeanings(): Promise<ReadonlyMap<string, string>> {
  const { glossary } = await import('../../../shared/help/glossary.ts');
  meanings ??= new Map(
    glossary.map(({ term, full, meaning }) => [
      term,
      frenchSpacing(meaning ? `${full}. ${meaning}` : full).replace(/^./u, (first) => first.toUpperCase()),
    ]),
  );
  return meanings;
}

/** A term of the glossary, with its words on hover and on focus. */
function Term({ children }: { children: string }) {
  const [known, setKnown] = useState(meanings);
  useEffect(() => {
    let here = true;
    if (!known) void readMeanings().then((all) => here && setKnown(all));
    return () => {
      here = false;
    };
  }, [known]);
  const meaning = known?.get(children);
  return meaning === undefined ? children : <Abbreviation meaning={meaning}>{children}</Abbreviation>;
}

/** A sentence whose acronyms have their words, each the first time that it comes. */
export function Terms({ children }: { children: string }) {
  const parts = children.split(/(?<![\p{L}\d-])(\p{Lu}{2,})(?![\p{L}\d-])/u);
  return parts.map((part, rank) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence, in its order.
    rank % 2 === 1 && parts.indexOf(part) === rank ? <Term key={rank}>{part}</Term> : part,
  );
}
