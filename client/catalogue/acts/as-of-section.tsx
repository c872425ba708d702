import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isWithin } from '../../../shared/domain/expectation.ts';
import { isDate, monthOf, yearOf } from '../../../shared/domain/month.ts';
import { frenchDate, frenchQuantity } from '../../../shared/domain/words/french-format.ts';
import type { CatalogueFile } from '../../../shared/schemas/catalogue/catalogue-file.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { errorMessage } from '../../lib/words/error-messages.ts';
import { TextInput } from '../../ui/form/text-input.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { Table } from '../../ui/table/table.tsx';

/** Who took part on a day, and what each was asked for in its month. */
function PartnersThen({ file, date }: { file: CatalogueFile; date: string }) {
  const month = monthOf(date);
  const labels = new Map(file.indicators.map(({ code, label }) => [code, label]));
  const partners = file.organisations.filter(({ untilMonth }) => untilMonth === null || untilMonth >= month);
  return (
    <Table
      caption={`Structures au ${frenchDate(date)}`}
      cardsOnPhone
      rows={partners}
      rowKey={({ code }) => code}
      empty="Aucune structure."
      columns={[
        { key: 'name', header: 'Structure', rowHeader: true, cell: ({ name }) => name },
        {
          key: 'gives',
          header: 'Transmet',
          cell: ({ assignments }) =>
            assignments
              .filter((one) => isWithin(one, month))
              .map(({ indicator }) => labels.get(indicator) ?? indicator)
              .join(' · ') || 'rien ce mois-là',
        },
      ]}
    />
  );
}

function TargetsThen({ file, date }: { file: CatalogueFile; date: string }) {
  const year = yearOf(date);
  const rows = file.indicators.flatMap(({ code, label, unit, targets }) =>
    targets
      .filter((one) => one.year === year && one.supersededAt === null)
      .map((one) => ({ code, label, text: frenchQuantity(one.value, one.unit ?? unit) })),
  );
  return (
    <Table
      caption={`Cibles ${year}, au ${frenchDate(date)}`}
      cardsOnPhone
      rows={rows}
      rowKey={({ code }) => code}
      empty="Aucune cible."
      columns={[
        { key: 'code', header: 'Code', nowrap: true, cell: ({ code }) => code },
        { key: 'label', header: 'Indicateur', rowHeader: true, cell: ({ label }) => label },
        { key: 'target', header: 'Cible', align: 'number', cell: ({ text }) => text },
      ]}
    />
  );
}

function LinesThen({ file, date }: { file: CatalogueFile; date: string }) {
  const year = yearOf(date);
  const convention = file.conventions.find(({ startYear, endYear }) => startYear <= year && year <= endYear);
  return (
    <Table
      caption={convention ? `${convention.name}, au ${frenchDate(date)}` : `Lignes au ${frenchDate(date)}`}
      cardsOnPhone
      rows={convention?.actions ?? []}
      rowKey={({ key }) => key}
      empty="Aucune convention ne couvre cette année, ou son annexe n’est pas connue."
      columns={[
        { key: 'key', header: 'Clé', nowrap: true, cell: ({ key }) => key },
        { key: 'title', header: 'Ligne de l’annexe', rowHeader: true, cell: ({ title }) => title },
        { key: 'indicators', header: 'Indicateurs', cell: ({ indicators }) => indicators.join(', ') },
      ]}
    />
  );
}

/** « Au 1er juillet 2025 » : the convention as it was on a day. */
export function AsOfSection({ today }: { today: string }) {
  const trpc = useTRPC();
  const [date, setDate] = useState(today);
  const asked = isDate(date) ? date : today;
  // Another day is another convention: meanwhile none is shown under its date.
  const file = useQuery(trpc.conventionActs.asOf.queryOptions({ date: asked }));
  return (
    <Section
      title="La convention un autre jour"
      lead={'Les actes qui ont pris effet depuis sont défaits\u00a0: la convention se lit telle qu’elle était.'}
    >
      <TextInput label="Au" type="date" width="medium" value={date} onChange={(event) => setDate(event.target.value)} />
      {file.isPending && <Loading label="Chargement de la convention" lines={6} />}
      {file.isError && <Callout tone="danger">{errorMessage(file.error)}</Callout>}
      {file.data && (
        <>
          <LinesThen file={file.data} date={asked} />
          <PartnersThen file={file.data} date={asked} />
          <TargetsThen file={file.data} date={asked} />
        </>
      )}
    </Section>
  );
}
