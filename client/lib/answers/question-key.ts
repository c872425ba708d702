/** The key that the screen's own query has: see `queryKey` of the library. */
export const keyOf = ({ procedure, input }: { procedure: string; input?: object }) => [
  procedure.split('.'),
  { ...(input && { input }), type: 'query' },
];
