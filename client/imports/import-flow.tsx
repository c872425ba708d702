import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { ColumnAnswers } from '../../shared/reading/column-questions.ts';
import { mappingToKeep } from '../../shared/reading/layout/kept-titles.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import { formatOf } from '../../shared/schemas/import.ts';
import { useTRPC, useTRPCClient } from '../lib/trpc.ts';
import { sourceOptions } from '../lib/words/register-words.ts';
import { DropZone } from '../ui/form/drop-zone.tsx';
import { Select } from '../ui/form/select.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { ProgressSteps } from '../ui/status/progress-steps.tsx';
import { type ImportState, importSteps, ratioOf } from './import-state.ts';
import { type Help, importErrorMessage } from './import-words.ts';
import { MappingPanel } from './mapping/mapping-panel.tsx';
import { answersGiven, hasOpenQuestion, QuestionPanel } from './questions/question-panel.tsx';
import { FileSession } from './reading/file-session.ts';
import { dropFile, holdFile, takeReview } from './reading/open-files.ts';
import { openRemembering, type Understood } from './reading/open-remembering.ts';
import { isRefused } from './reading/reading-protocol.ts';
import { Stopped, sendFile } from './reading/send-file.ts';
import { openOtherParts, type Part, sheetsOfPart, toldByPart } from './reading/workbook-parts.ts';
import './mapping/mapping.css';

/** A file taken back from its decision table, for its columns to be seen again. */
function firstState(help: Help): ImportState {
  const review = takeReview();
  if (!review) return { step: 'idle' };
  const { session, opened, organisationId } = review;
  const remembered =
    help.mappings.find((one) => one.organisationId === organisationId && one.source === opened.source) ?? null;
  return { step: 'mapping', session, understood: { read: opened, organisationId, remembered } };
}

/** What the file needs before it can be sent: nobody to ask, or a look at its columns. */
function readyOf(session: FileSession, { read, organisationId, remembered }: Understood): Part | null {
  if (isRefused(read) || !read.sure || organisationId === null) return null;
  return { session, opened: read, organisationId, version: remembered?.version ?? null };
}

/** The desk's movements: a file is read here, mapped if need be, then sent row by row to be judged. */
function useFlow(help: Help) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [state, setState] = useState<ImportState>(() => firstState(help));
  const stop = useRef<AbortController | null>(null);

  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      setState(error instanceof Stopped ? { step: 'idle' } : { step: 'failed', message: importErrorMessage(error) });
    }
  };

  /** A question of a column comes before anything is sent: what it touches would stay out. */
  const ask = (parts: Part[], from = 0) => {
    const at = parts.findIndex(({ opened }, rank) => rank >= from && hasOpenQuestion(opened.questions));
    return at < 0 ? send(parts) : setState({ step: 'asking', parts, at });
  };

  /** A workbook may feed other registers too: they are asked about, and sent, with the first. */
  const askOrSend = (first: Part) => attempt(async () => ask([first, ...(await openOtherParts(help, first))]));

  const sendPart = async (parts: Part[], part: Part, signal: AbortSignal, workbook: number | undefined) => {
    const { session, opened, organisationId, mapping, version } = part;
    const { source, droppedToSend } = opened;
    const answers = answersGiven(opened.questions);
    const { id, sameFile } = await sendFile(client, {
      file: {
        ...{ organisationId, source, format: formatOf(session.file.name), droppedColumns: droppedToSend },
        ...(Object.keys(answers).length > 0 && { answers }),
        ...(mapping && Object.keys(mapping).length > 0 && { mapping: mappingToKeep(mapping, help.printKey) }),
        ...(workbook !== undefined && { workbook }),
      },
      ...{ session, signal, tellOnly: toldByPart(parts, part) },
      onProgress: (rows, ratio) => setState({ step: 'sending', rows, ratio }),
    });
    holdFile(id, { session, opened, organisationId, sameFile, mappingVersion: version });
    return id;
  };

  const send = (parts: Part[]) =>
    attempt(async () => {
      stop.current = new AbortController();
      setState({ step: 'sending', rows: 0, ratio: 0 });
      let first: number | undefined;
      try {
        for (const part of parts) {
          const id = await sendPart(parts, part, stop.current.signal, first);
          first ??= id;
        }
      } catch (error) {
        if (first !== undefined) await client.imports.discard.mutate({ id: first }).catch(() => {});
        throw error;
      }
      if (first === undefined) return;
      setState({ step: 'judging' });
      await queries.prefetchQuery(trpc.imports.preview.queryOptions({ id: first }));
      await queries.invalidateQueries(trpc.imports.list.queryFilter());
      if (parts.some(({ mapping }) => mapping)) await queries.invalidateQueries(trpc.imports.help.queryFilter());
      await navigate({ to: '/imports/$id', params: { id: String(first) } });
    });

  /** Reads a part again with the answers; those left open are asked by the receipt. */
  const answer = (parts: Part[], at: number, answers: ColumnAnswers) =>
    attempt(async () => {
      const part = parts[at];
      if (!part) return;
      const { session, opened: before, organisationId, mapping } = part;
      const sheets = parts.length > 1 && parts[0] ? sheetsOfPart(parts[0].opened, before.source) : null;
      const said = { source: before.source, answers, ...(mapping && { mapping }), ...(sheets && { sheets }) };
      const { read: opened } = await openRemembering(session, help, organisationId, said);
      if (isRefused(opened)) return setState({ step: 'failed', message: opened.message, refused: true });
      // Asked for by its source, a part no longer says which others there are.
      const answered = { ...part, opened: { ...opened, also: before.also } };
      await ask(
        parts.map((one, rank) => (rank === at ? answered : one)),
        at + 1,
      );
    });

  const read = (file: File, chosen: number | null, source: SourceName | null) =>
    attempt(async () => {
      dropFile();
      setState({ step: 'reading', fileName: file.name });
      const session = new FileSession(file);
      const understood = await openRemembering(session, help, chosen, source ? { source } : {});
      const ready = readyOf(session, understood);
      if (ready) return askOrSend(ready);
      const { read: said } = understood;
      if (isRefused(said) && said.code !== 'unknown-columns') {
        session.close();
        return setState({ step: 'failed', message: said.message, refused: true });
      }
      setState({ step: 'mapping', session, understood });
    });

  return { state, setState, read, askOrSend, answer, cancel: () => stop.current?.abort() };
}

/** From the file to the decision: read on this computer, compared by the server, written only on request. */
export function ImportFlow({ help }: { help: Help }) {
  const { state, setState, read, askOrSend, answer, cancel } = useFlow(help);
  const [source, setSource] = useState<SourceName | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const working = state.step === 'reading' || state.step === 'sending' || state.step === 'judging';
  if (state.step === 'mapping') {
    return (
      <MappingPanel
        help={help}
        session={state.session}
        understood={state.understood}
        onApply={askOrSend}
        onGiveUp={() => {
          state.session.close();
          setState({ step: 'idle' });
        }}
      />
    );
  }
  if (state.step === 'asking') {
    const { parts, at } = state;
    const part = parts[at];
    return (
      <QuestionPanel
        key={at}
        fileName={part?.session.file.name ?? ''}
        questions={part?.opened.questions ?? []}
        onAnswer={(answers) => answer(parts, at, answers)}
        onGiveUp={() => {
          for (const { session } of parts) session.close();
          setState({ step: 'idle' });
        }}
      />
    );
  }
  return (
    <Section title="Déposer un fichier">
      {help.organisations.length > 1 && (
        <div className="import-organisation">
          <Select
            label="Pour la structure"
            placeholder="D’après le fichier"
            disabled={working}
            options={help.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            value={chosen === null ? '' : String(chosen)}
            onChange={(id: string) => setChosen(id === '' ? null : Number(id))}
          />
        </div>
      )}
      <div className="import-organisation">
        <Select
          label="Ce que contient le fichier"
          placeholder="D’après le fichier"
          disabled={working}
          options={sourceOptions}
          value={source ?? ''}
          onChange={(value: string) => setSource(value === '' ? null : (value as SourceName))}
        />
      </div>
      {working ? (
        <ProgressSteps
          label="Préparation de l’import"
          steps={importSteps(state)}
          ratio={ratioOf(state)}
          {...(state.step === 'sending' && { onCancel: cancel })}
        />
      ) : (
        <DropZone
          label="Glissez ici un fichier, tel qu’il est"
          hint="CSV, Excel (.xlsx) ou OpenDocument (.ods). Il est lu sur cet ordinateur."
          accept=".csv,.txt,.tsv,.xlsx,.xlsm,.ods"
          onFiles={([file]) => file && read(file, chosen, source)}
        />
      )}
      {state.step === 'failed' && (
        <div className="import-message">
          <Callout
            tone="danger"
            live="assertive"
            title={state.refused ? 'Ce fichier n’a pas pu être lu' : 'L’import n’a pas abouti'}
          >
            {state.message}
          </Callout>
        </div>
      )}
    </Section>
  );
}
