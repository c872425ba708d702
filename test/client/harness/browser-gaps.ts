const filled = new WeakSet<Document>();

/** happy-dom does not know `<search>` yet, and React says so on the console as if the tag were a slip. */
export function fillBrowserGaps(): void {
  if (filled.has(document)) return;
  filled.add(document);
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (name === 'search') Object.defineProperty(element, Symbol.toStringTag, { value: 'HTMLElement' });
    return element;
  }) as typeof document.createElement;
}
