/**
 * The header under which a file is kept by whoever downloads it. A name may bear a code of the territory, in any letters: it is
 * given as it is, and in plain ones for what reads only these. Example: `attachment; filename="fiche-2026-1.2.pdf"`.
 */
export function attachment(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\w.-]/gu, '_');
  const whole = encodeURIComponent(name.replaceAll('/', '_')).replace(
    /['()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${whole}`}`;
}
