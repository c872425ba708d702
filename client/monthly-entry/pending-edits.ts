import type { CellContent } from './cell-text.ts';

/** A cell typed and not yet known to be on the server: what it says, and the revision that it was typed over. */
export interface PendingEdit {
  /** `organisation/indicator/month` */
  key: string;
  organisationId: number;
  indicatorId: number;
  month: string;
  revision: number;
  content: CellContent;
}

/** Where unsaved edits wait: they outlive a reload, a network cut and a closed tab. */
export interface PendingEdits {
  all(organisationId: number): Promise<PendingEdit[]>;
  put(edit: PendingEdit): Promise<void>;
  remove(key: string): Promise<void>;
}

/** For a browser that keeps nothing (private window, storage refused): edits live as long as the page. */
export function memoryEdits(): PendingEdits {
  const edits = new Map<string, PendingEdit>();
  return {
    all: async (organisationId) => [...edits.values()].filter((edit) => edit.organisationId === organisationId),
    put: async (edit) => void edits.set(edit.key, edit),
    remove: async (key) => void edits.delete(key),
  };
}

const STORE = 'edits';

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function storedEdits(database: IDBDatabase): PendingEdits {
  const store = (mode: IDBTransactionMode) => database.transaction(STORE, mode).objectStore(STORE);
  return {
    async all(organisationId) {
      const edits: PendingEdit[] = await settled(store('readonly').getAll());
      return edits.filter((edit) => edit.organisationId === organisationId);
    },
    put: async (edit) => void (await settled(store('readwrite').put(edit))),
    remove: async (key) => void (await settled(store('readwrite').delete(key))),
  };
}

async function openEdits(): Promise<PendingEdits> {
  if (typeof indexedDB === 'undefined') return memoryEdits();
  try {
    const request = indexedDB.open('observatoire-saisie', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
    return storedEdits(await settled(request));
  } catch {
    return memoryEdits();
  }
}

/** The browser's own store, or the page's memory when the browser refuses. Opened on first use. */
export function browserEdits(): PendingEdits {
  let opened: Promise<PendingEdits> | undefined;
  const edits = () => {
    opened ??= openEdits();
    return opened;
  };
  return {
    all: async (organisationId) => (await edits()).all(organisationId),
    put: async (edit) => (await edits()).put(edit),
    remove: async (key) => (await edits()).remove(key),
  };
}
