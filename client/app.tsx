import { Navigate, Outlet, useLocation, useMatches, useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useEffect, useEffectEvent, useState } from 'react';
import { usePlaceChoices } from './lib/acting-places.ts';
import { useLiveFigures } from './lib/answers/live-figures.ts';
import { OutdatedNotice } from './lib/answers/outdated-notice.tsx';
import { useConfirmationAsked } from './lib/confirmation.ts';
import { meetNewcomer, useSingleKeys, useUnreadNews } from './lib/newcomer.ts';
import { forgetOfflineCopy } from './lib/offline/offline-copy.ts';
import { choosePublication, chosenPublication, keepChoice } from './lib/publications/publication-choice.ts';
import { ReadingBand } from './lib/publications/reading-band.tsx';
import { useAddressFault } from './lib/routing/address-fault.ts';
import { useFocusOnNewPage } from './lib/routing/new-page-focus.ts';
import { PageFooter } from './lib/routing/page-footer.tsx';
import { menuOf, type Role } from './lib/routing/rooms.ts';
import { AddressFaultPage, LoadingPage } from './lib/routing/route-states.tsx';
import { RouterLink } from './lib/routing/router-link.tsx';
import { useSession } from './lib/session.ts';
import { useShortcuts, useShortcutsShown } from './lib/shortcuts.ts';
import { signOut } from './lib/sign-in.ts';
import { queryClient } from './lib/trpc.ts';
import { errorMessage, errorReference } from './lib/words/error-messages.ts';
import { lazyPart } from './lib/words/missing-part.ts';
import type { NavItem } from './ui/layout/app-navigation.tsx';
import { AppShell } from './ui/layout/app-shell.tsx';
import type { MenuItem } from './ui/overlay/menu.tsx';
import { ErrorState } from './ui/state/error-state.tsx';
import { HelpProvider } from './ui/text/help-link.tsx';

const ConfirmIdentity = lazyPart(() =>
  import('./account/sign-in/confirm-identity-dialog.tsx').then((module) => module.ConfirmIdentityDialog),
);
const LeavingDialog = lazyPart(
  () => import('./monthly-entry/saving/leaving.tsx').then((module) => module.LeavingDialog),
  LeaveAtOnce,
);
const ShortcutDialog = lazyPart(() => import('./help/shortcut-dialog.tsx').then((module) => module.ShortcutDialog));
const Visit = lazyPart(() => import('./visit/visit.tsx').then((module) => module.Visit));
const WhyPanel = lazyPart(() => import('./indicators/why-panel.tsx').then((module) => module.WhyPanel));

const roleNames: Record<Role, string> = {
  coordinator: 'Coordination',
  contributor: 'Structure partenaire',
  reader: 'Lecture',
};

const openToAll = (path: string) =>
  path === '/connexion' ||
  path === '/donnees-ouvertes' ||
  path === '/mot-de-passe-oublie' ||
  path === '/accessibilite' ||
  path === '/plan' ||
  path.startsWith('/aide') ||
  path.startsWith('/invitation/');

/** Without the script that asks (a new version, a cut line), one signs out all the same. */
function LeaveAtOnce({ onLeave }: { onLeave: () => Promise<void> }) {
  const leave = useEffectEvent(() => onLeave().catch(() => {}));
  useEffect(() => void leave(), []);
  return null;
}

/** The frame of every page: who is signed in decides what is offered; the server decides what is answered. */
export function App() {
  const session = useSession();
  const location = useLocation();
  const navigate = useNavigate();
  const { pourquoi, visite } = useSearch({ from: '__root__' });
  const path = location.pathname;
  const fault = useAddressFault();
  useFocusOnNewPage();
  useDocumentTitle();
  const role = session.data?.viewer?.role;
  // A publication never changes.
  useLiveFigures(role !== undefined && role !== 'reader' && chosenPublication() === null);
  const isConfirmationAsked = useConfirmationAsked();
  const unread = useNewcomer(session.data?.viewer?.id);
  const shortcutsShown = useShortcutsShown();
  const places = usePlaceChoices(session.data?.viewer?.places ?? []);
  const [isLeaving, setLeaving] = useState(false);

  if (session.isPending) return <LoadingPage />;
  // What is known stays on screen when it cannot be asked again: a page being filled is never taken away.
  if (session.isError && !session.data) {
    return (
      <ErrorState headingLevel={1} onRetry={() => session.refetch()} reference={errorReference(session.error)}>
        {errorMessage(session.error)}
      </ErrorState>
    );
  }
  const { viewer, territory, demonstration, referenceDate } = session.data;
  if (!viewer && !openToAll(path)) return <Navigate to="/connexion" search={{ retour: location.href }} replace />;

  const leave = async () => {
    await signOut();
    forgetOfflineCopy();
    setLeaving(false);
    keepChoice(null);
    queryClient.clear();
    await navigate({ to: '/connexion', search: {} });
  };
  const page = fault ? <AddressFaultPage fault={fault} path={path} /> : <Outlet />;
  // Thrown on a wall: no navigation around it.
  if (viewer && path === '/reunion') return page;
  return (
    <AppShell
      territory={territory}
      items={viewer ? withNews(menuOf(viewer.role), unread) : []}
      currentPath={path}
      LinkComponent={RouterLink}
      {...(viewer && {
        user: {
          name: viewer.name,
          role: roleNames[viewer.role],
          organisation: viewer.organisationName ?? undefined,
          onSignOut: () => setLeaving(true),
          items: [...places, ...readingChoices(viewer.role)],
        },
      })}
      {...(demonstration && { demo: { href: demonstrationHelp(viewer?.role) } })}
      band={viewer && <ReadingBand role={viewer.role} path={path} />}
      footer={<PageFooter day={demonstration ? referenceDate : null} unread={unread} />}
    >
      <HelpProvider value={helpOf(path)}>
        <OutdatedNotice />
        {page}
      </HelpProvider>
      {shortcutsShown && (
        <Suspense fallback={null}>
          <ShortcutDialog />
        </Suspense>
      )}
      {viewer && isLeaving && (
        <Suspense fallback={null}>
          <LeavingDialog person={viewer.id} onLeave={leave} onStay={() => setLeaving(false)} />
        </Suspense>
      )}
      {viewer && visite && (
        <Suspense fallback={null}>
          <Visit viewer={viewer} referenceDate={referenceDate} />
        </Suspense>
      )}
      {viewer && isConfirmationAsked && (
        <Suspense fallback={null}>
          <ConfirmIdentity />
        </Suspense>
      )}
      {viewer && pourquoi && (
        <Suspense fallback={null}>
          <WhyPanel target={pourquoi} />
        </Suspense>
      )}
    </AppShell>
  );
}

/** What there is to know of the demonstration, for each: how to end it, what is real in it, how to come in. */
function demonstrationHelp(role: Role | undefined): string {
  if (role === undefined) return '/aide/connexion';
  return role === 'coordinator' ? '/commencer' : '/catalogue';
}

/** Beside « Mon compte »: the publication in the place of one's own figures, and back. Readers have nothing else to read. */
function readingChoices(role: Role): MenuItem[] {
  if (role === 'reader') return [];
  if (chosenPublication() !== null)
    return [{ key: 'own', label: 'Vos chiffres', icon: 'undo', onSelect: () => choosePublication(null) }];
  const label = role === 'coordinator' ? 'Ce que voit l’État' : 'La publication';
  return [{ key: 'publication', label, icon: 'eye', onSelect: () => choosePublication('latest') }];
}

/** The help of a page is named after the first part of its address; help itself needs none. */
function helpOf(path: string): string | null {
  const room = path.split('/')[1];
  return room === 'aide' ? null : `/aide/${room || 'vue-d-ensemble'}`;
}

function withNews(rooms: readonly NavItem[], unread: number): NavItem[] {
  const badge = { text: '•', label: 'nouveautés à lire' };
  return rooms.map((room) => (room.href === '/aide' && unread > 0 ? { ...room, badge } : room));
}

/** What the frame does for whoever is new to it: the keys, and how many news they have not read. */
function useNewcomer(person: string | undefined): number {
  useShortcuts(useSingleKeys(person));
  useEffect(() => {
    if (person !== undefined) meetNewcomer(person);
  }, [person]);
  return useUnreadNews(person);
}

/** Each page has its own name in tabs, history and bookmarks; the deepest route knows it. */
function useDocumentTitle() {
  const page = useMatches({
    select: (matches) => {
      const match = matches.at(-1);
      const title = match?.staticData.title;
      return typeof title === 'function' ? title(match?.params ?? {}) : title;
    },
  });
  useEffect(() => {
    document.title = [page, 'Observatoire Logement d’abord'].filter(Boolean).join(' – ');
  }, [page]);
}
