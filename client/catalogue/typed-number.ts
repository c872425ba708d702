/** A number as it is typed in French: spaces between thousands, a decimal comma; null when it is none. */
export function typedNumber(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/gu, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

export const asTyped = (value: number) => String(value).replace('.', ',');
