import { describe, expect, it } from 'vitest';
import {
  type CellMove,
  type CellReview,
  moveCell,
  moveReturn,
  type ReturnMove,
  type ReturnStatus,
} from '../../../shared/domain/entry/return-status.ts';

const statuses: ReturnStatus[] = ['draft', 'submitted', 'validated', 'published'];
const reviews: CellReview[] = ['none', 'returned', 'answered'];

describe('the life of a return', () => {
  it.each<[ReturnMove, (ReturnStatus | null)[]]>([
    ['submit', ['submitted', 'submitted', null, null]],
    ['validate', [null, 'validated', null, null]],
    ['publish', [null, null, 'published', 'published']],
    ['reopen', [null, null, 'submitted', 'submitted']],
  ])('%s moves exactly the statuses that it may', (move, expected) => {
    const reached = statuses.map((status) => {
      const moved = moveReturn(status, move, 'coordinator', 'erreur de saisie signalée');
      return moved.ok ? moved.status : null;
    });
    expect(reached).toEqual(expected);
  });

  it('lets an organisation send its month and nothing more', () => {
    expect(moveReturn('draft', 'submit', 'contributor')).toEqual({ ok: true, status: 'submitted' });
    for (const move of ['validate', 'publish', 'reopen'] as const) {
      expect(moveReturn('validated', move, 'contributor', 'raison')).toEqual({ ok: false, code: 'FORBIDDEN' });
    }
  });

  it('takes a step back only with a reason, and blanks are none', () => {
    expect(moveReturn('published', 'reopen', 'coordinator')).toEqual({ ok: false, code: 'NEEDS_REASON' });
    expect(moveReturn('published', 'reopen', 'coordinator', '  ')).toEqual({ ok: false, code: 'NEEDS_REASON' });
  });

  it('says that a move is impossible before it asks why', () => {
    expect(moveReturn('draft', 'reopen', 'coordinator')).toEqual({ ok: false, code: 'NOT_ALLOWED' });
  });
});

describe('the review of a cell', () => {
  it.each<[CellMove, (CellReview | null)[]]>([
    ['return', ['returned', 'returned', 'returned']],
    ['answer', [null, 'answered', 'answered']],
    ['accept', ['none', null, 'none']],
  ])('%s moves exactly the reviews that it may', (move, expected) => {
    const reached = reviews.map((review) => {
      const moved = moveCell(review, move, 'coordinator', 'Hausse confirmée ?');
      return moved.ok ? moved.status : null;
    });
    expect(reached).toEqual(expected);
  });

  it('returns a cell with a question, from the coordinator only', () => {
    expect(moveCell('none', 'return', 'coordinator')).toEqual({ ok: false, code: 'NEEDS_REASON' });
    expect(moveCell('none', 'return', 'contributor', 'pourquoi ?')).toEqual({ ok: false, code: 'FORBIDDEN' });
    expect(moveCell('returned', 'answer', 'contributor')).toEqual({ ok: true, status: 'answered' });
  });
});
