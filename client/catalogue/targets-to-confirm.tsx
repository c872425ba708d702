import { targetsToConfirm } from '../../shared/domain/finance/renewal.ts';
import { frenchList } from '../../shared/domain/words/french-format.ts';
import type { Answers } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Table } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import type { TargetRow } from './amend-dialog.tsx';
import { type Convention, codesOf } from './convention.ts';

type Target = Answers['catalogue']['targetsInForce'][number];

interface TargetsToConfirmProps {
  conventions: readonly Convention[];
  targets: readonly Target[];
  /** Null: this person sets no target. */
  onFix: ((target: TargetRow) => void) | null;
}

const firstOf = (former: Target, year: number): TargetRow => ({
  ...former,
  ...{
    year,
    value: null,
    start: null,
    startMonth: `${year}-01`,
    endMonth: `${year}-12`,
    profile: 'linear',
    weights: [],
  },
  text: `aucune cible, ${former.text} en ${former.year}`,
});

/** The targets that a renewed convention does not have: the former ones are recalled, and count for nothing until an act sets new ones. */
export function TargetsToConfirm({ conventions, targets, onFix }: TargetsToConfirmProps) {
  return conventions.map((convention) => {
    const former = conventions.find(({ code }) => code === convention.predecessor?.code);
    const waiting = former ? targetsToConfirm(codesOf(convention), targets, former, convention) : [];
    if (waiting.length === 0) return null;
    return (
      <Section
        key={convention.code}
        title={`Cibles à confirmer, ${convention.startYear}-${convention.endYear}`}
        lead="La convention a été reprise sans ses cibles : tant qu’un acte ne les fixe pas, ces années n’en ont aucune."
      >
        <Table
          caption={`Indicateurs qui n’ont aucune cible, ${convention.name}`}
          hideCaption
          cardsOnPhone
          rows={waiting}
          rowKey={({ code }) => code}
          columns={[
            {
              key: 'label',
              header: 'Indicateur',
              rowHeader: true,
              cell: (one) => <Link href={`/indicateurs/${one.code}`}>{one.former.label}</Link>,
            },
            { key: 'former', header: 'Dernière cible', cell: (one) => `${one.former.text} en ${one.former.year}` },
            ...(onFix
              ? []
              : [
                  {
                    key: 'years',
                    header: 'Années qui n’ont aucune cible',
                    cell: (one: (typeof waiting)[number]) => frenchList(one.years.map(String)),
                  },
                ]),
            ...(onFix
              ? [
                  {
                    key: 'fix',
                    header: 'Avenant',
                    cell: (one: (typeof waiting)[number]) => (
                      <span className="catalogue-acts">
                        {one.years.map((year) => (
                          <Button
                            key={year}
                            size="small"
                            variant="quiet"
                            icon="edit"
                            onClick={() => onFix(firstOf(one.former, year))}
                          >
                            {`Fixer la cible ${year}`}
                          </Button>
                        ))}
                      </span>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Section>
    );
  });
}
