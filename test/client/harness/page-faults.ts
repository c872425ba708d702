/** What no page may show, whatever it says: looked for in every page that a test leaves behind. */

const isNamed = (one: Element): boolean =>
  Boolean(one.textContent?.trim() || one.getAttribute('aria-label') || one.getAttribute('aria-labelledby'));

function nameless(root: ParentNode): string[] {
  const buttons = [...root.querySelectorAll('button, a[href], [role=tab]')].filter((one) => !isNamed(one));
  const controls = [
    ...root.querySelectorAll<HTMLInputElement>(
      'input:not([type=hidden], [hidden], [aria-hidden=true]), select, textarea',
    ),
  ].filter(
    (one) => (one.labels?.length ?? 0) === 0 && !one.getAttribute('aria-label') && !one.getAttribute('aria-labelledby'),
  );
  return [...buttons, ...controls].map((one) => `nothing names ${one.outerHTML.slice(0, 120)}`);
}

function twiceNamed(root: ParentNode): string[] {
  const ids = [...root.querySelectorAll('[id]')].map(({ id }) => id);
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two elements have the id ${id}`);
}

function describedByNothing(root: ParentNode): string[] {
  const described = [...root.querySelectorAll('[aria-describedby], [aria-labelledby]:not(dialog:not([open]))')];
  const named = described.flatMap((one) =>
    ['aria-describedby', 'aria-labelledby'].flatMap((name) => one.getAttribute(name)?.split(' ') ?? []),
  );
  return named
    .filter((id) => id && !document.getElementById(id))
    .map((id) => `${id} should describe, and is not there`);
}

/** Titles of the page go down one step at a time, from the only one of the first level. */
function titleFaults(root: ParentNode): string[] {
  const levels = [...root.querySelectorAll('h1, h2, h3, h4')]
    .filter((one) => !one.closest('dialog'))
    .map(({ tagName }) => Number(tagName[1]));
  const main = levels.filter((level) => level === 1).length;
  const jump = levels.find((level, at) => level > (levels[at - 1] ?? 0) + 1);
  return [
    ...(main > 1 ? [`${main} titles of the first level`] : []),
    ...(jump === undefined || main === 0
      ? []
      : [`a title of level ${jump} without the one above: ${levels.join(' ')}`]),
  ];
}

export function pageFaults(root: ParentNode = document.body): string[] {
  return [nameless, twiceNamed, describedByNothing, titleFaults].flatMap((look) => look(root));
}
