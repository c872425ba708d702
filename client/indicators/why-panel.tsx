import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage, errorReference } from '../lib/words/error-messages.ts';
import { SidePanel } from '../ui/overlay/side-panel.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { WhyAnswer } from './why-answer.tsx';

/** `IND-23:2023`, `IND-23:2023-05`, `IND-23:2023:SOLIHA`. */
function parseTarget(target: string) {
  const [code = '', period = '', organisation] = target.split(':');
  return {
    code,
    year: Number(period.slice(0, 4)),
    ...(period.length === 7 && { month: period }),
    ...(organisation && { organisation }),
  };
}

/** « Pourquoi ce chiffre ? »: what a figure is made of, over any page, at an address that can be shared. */
export function WhyPanel({ target }: { target: string }) {
  const navigate = useNavigate();
  const trpc = useTRPC();
  const why = useQuery(trpc.indicators.why.queryOptions(parseTarget(target)));
  const close = () =>
    navigate({ to: '.', search: (search: object) => ({ ...search, pourquoi: undefined }), resetScroll: false });
  return (
    <SidePanel
      open
      onOpenChange={(open) => !open && close()}
      title={'Pourquoi ce chiffre\u202f?'}
      lead={why.data ? <strong>{why.data.figure.label}</strong> : undefined}
    >
      {why.isPending && <Loading label="Chargement de l’explication" lines={8} />}
      {why.isError && (
        <ErrorState headingLevel={3} reference={errorReference(why.error)}>
          {errorMessage(why.error)}
        </ErrorState>
      )}
      {why.data && <WhyAnswer why={why.data} />}
    </SidePanel>
  );
}
