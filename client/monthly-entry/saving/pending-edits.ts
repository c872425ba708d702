import { forgetAhead, leftAhead, type PendingEdit, writeAhead } from './write-ahead.ts';

/** Where unsaved edits wait: they outlive a reload, a network cut and a closed tab, and the tabs of a browser share them. */
export interface PendingEdits {
  /** False when the browser keeps nothing (private window, storage refused): edits live as long as the page. */
  lasting(): boolean;
  /** Those of an organisation; of all when it is null. */
  all(organisationId: number | null): Promise<PendingEdit[]>;
  get(key: string): Promise<PendingEdit | undefined>;
  put(edits: readonly PendingEdit[]): Promise<void>;
  /** Ends the wait of an edit that the server has. What was typed since stays, over the revision that the server now holds. */
  settle(sent: PendingEdit, revision: number): Promise<PendingEdit | null>;
  remove(key: string): Promise<void>;
  /** Runs one work at a time for a cell, in this tab or another. */
  alone(key: string, work: () => Promise<void>): Promise<void>;
}

/** What is left of the wait of a cell once an edit of it is on the server. */
function leftAfter(waiting: PendingEdit | undefined, sent: PendingEdit, revision: number): PendingEdit | null {
  if (!waiting || waiting.stamp === sent.stamp) return null;
  return { ...waiting, revision: Math.max(waiting.revision, revision) };
}

const isOf = (organisationId: number | null) => (edit: PendingEdit) =>
  organisationId === null || edit.organisationId === organisationId;

/** Edits in the page's own memory. */
export function memoryEdits(): PendingEdits {
  const edits = new Map<string, PendingEdit>();
  return {
    lasting: () => false,
    all: async (organisationId) => [...edits.values()].filter(isOf(organisationId)),
    get: async (key) => edits.get(key),
    put: async (changed) => {
      for (const edit of changed) edits.set(edit.key, edit);
    },
    settle: async (sent, revision) => {
      const left = leftAfter(edits.get(sent.key), sent, revision);
      if (left) edits.set(sent.key, left);
      else edits.delete(sent.key);
      return left;
    },
    remove: async (key) => void edits.delete(key),
    alone: (_key, work) => work(),
  };
}

const STORE = 'edits';

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Before Web Locks (or on an address that is not secure) two tabs may send the same edit: the server takes it once. */
function aloneInBrowser(key: string, work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? locks.request(`observatoire-saisie ${key}`, work) : work();
}

function storedEdits(database: IDBDatabase): PendingEdits {
  const store = (mode: IDBTransactionMode) => database.transaction(STORE, mode).objectStore(STORE);
  async function put(edits: readonly PendingEdit[]): Promise<void> {
    writeAhead(edits);
    const written = store('readwrite');
    await Promise.all(edits.map((edit) => settled(written.put(edit))));
    forgetAhead(edits);
  }
  return {
    lasting: () => true,
    async all(organisationId) {
      const edits: PendingEdit[] = await settled(store('readonly').getAll());
      const kept = edits.filter(isOf(organisationId));
      const ahead = leftAhead(organisationId, kept);
      if (ahead.length > 0) await put(ahead);
      const renewed = new Set(ahead.map((edit) => edit.key));
      return [...kept.filter((edit) => !renewed.has(edit.key)), ...ahead];
    },
    get: (key) => settled(store('readonly').get(key)),
    put,
    async settle(sent, revision) {
      const written = store('readwrite');
      const left = leftAfter(await settled(written.get(sent.key)), sent, revision);
      await (left ? settled(written.put(left)) : settled(written.delete(sent.key)));
      return left;
    },
    remove: async (key) => void (await settled(store('readwrite').delete(key))),
    alone: aloneInBrowser,
  };
}

async function openEdits(): Promise<PendingEdits> {
  try {
    // A browser told to keep nothing has no store, or throws at its very name.
    if (typeof indexedDB === 'undefined') return memoryEdits();
    const request = indexedDB.open('observatoire-saisie', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
    return storedEdits(await settled(request));
  } catch {
    return memoryEdits();
  }
}

/** The browser's own store, or the page's memory when the browser refuses, even later (a full disk). Opened at once. */
export function browserEdits(): PendingEdits {
  const memory = memoryEdits();
  let current: PendingEdits | null = null;
  const opened = openEdits().then((edits) => {
    current = edits;
  });
  async function ask<Result>(work: (edits: PendingEdits) => Promise<Result>): Promise<Result> {
    await opened;
    try {
      return await work(current ?? memory);
    } catch {
      current = memory;
      return work(memory);
    }
  }
  return {
    lasting: () => current === null || current.lasting(),
    all: (organisationId) => ask((edits) => edits.all(organisationId)),
    get: (key) => ask((edits) => edits.get(key)),
    put: (changed) => ask((edits) => edits.put(changed)),
    settle: (sent, revision) => ask((edits) => edits.settle(sent, revision)),
    remove: (key) => ask((edits) => edits.remove(key)),
    alone: async (key, work) => {
      await opened;
      return (current ?? memory).alone(key, work);
    },
  };
}
