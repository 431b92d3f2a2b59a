export type MoveKind = 'move' | 'undo' | 'redo'

/** A move by hand; `at` is an instant in RFC 3339. Those of the first version say no `kind`: they are moves. */
export interface StoredMove {
  kind?: MoveKind
  personId: string
  from: string | null
  to: string | null
  delta: number
  at: string
}

export interface Past {
  /** Moves that hold, the last one last. */
  done: StoredMove[]
  /** Moves taken back that may be made again, the next one last; a new move forgets them. */
  undone: StoredMove[]
}

/** Reads the history from its beginning: nothing in it is ever struck out. */
export function pastOf(moves: readonly StoredMove[]): Past {
  const past: Past = { done: [], undone: [] }
  for (const move of moves) {
    const kind = kindOf(move)
    if (kind === 'undo') past.undone.push(past.done.pop()!)
    else if (kind === 'redo') past.done.push(past.undone.pop()!)
    else {
      past.done.push(move)
      past.undone = []
    }
  }
  return past
}

/** Those of the first version do not say what they are. */
export const kindOf = ({ kind }: StoredMove): MoveKind => kind ?? 'move'

export const movedByHand = (moves: readonly StoredMove[]): Set<string> =>
  new Set(pastOf(moves).done.map(({ personId }) => personId))
