/** The header of a request, whatever the HTTP library keeps it in. */
export type RawHeaders = NodeJS.Dict<string | string[]>;

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/**
 * True when a request comes from a page of the product itself: its Origin names the Host that it is sent to, or the
 * configured address (a proxy may rewrite Host). Without Origin it is no browser's cross-site request.
 */
export function sameOrigin(headers: RawHeaders, baseUrl: string | undefined): boolean {
  const origin = one(headers.origin);
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === one(headers.host) || (baseUrl !== undefined && from.origin === new URL(baseUrl).origin);
}
