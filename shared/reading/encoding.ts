export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** UTF-16 without a mark: in French text nearly one byte in two is zero, always on the same side. */
function utf16WithoutMark(bytes: Uint8Array): Encoding | undefined {
  const length = Math.min(bytes.length, 2048) & ~1;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  if (length >= 4 && odd > length * 0.35 && even < length * 0.05) return 'utf-16le';
  if (length >= 4 && even > length * 0.35 && odd < length * 0.05) return 'utf-16be';
  return undefined;
}

/** Text that is UTF-8 but for a byte or two (a cut end, a pasted character) is still UTF-8. */
function isNearlyUtf8(text: string): boolean {
  let broken = 0;
  let wide = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0xfffd) broken += 1;
    else if (code > 0x7f) wide += 1;
  }
  return broken > 0 && wide >= broken * 20;
}

/** The encoding of a text file: its mark, else strict UTF-8 over the whole file, else windows-1252 as Excel writes it in France. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const unmarked = utf16WithoutMark(bytes);
  if (unmarked !== undefined) return unmarked;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return isNearlyUtf8(new TextDecoder('utf-8').decode(bytes)) ? 'utf-8' : 'windows-1252';
  }
}

/**
 * The text of a file, without its mark. The streaming form is used on purpose: in one shot, Node 20 reads the bytes 80–9F of
 * windows-1252 as control characters and loses € œ ’ (nodejs/node#56542).
 */
export function decodeText(bytes: Uint8Array): string {
  const decoder = new TextDecoder(detectEncoding(bytes));
  const text = decoder.decode(bytes, { stream: true }) + decoder.decode();
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
