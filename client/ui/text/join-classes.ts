/** Joins class names and leaves out what is false, so that a component can say `joinClasses('button', busy && 'button-busy')`. */
export function joinClasses(...names: ReadonlyArray<string | false | null | undefined>): string {
  return names.filter(Boolean).join(' ');
}
