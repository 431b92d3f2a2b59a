import type { ConflictKind, PitchStatus } from '@essor/contracts'

interface Conflict {
  jurorId: string
  teamId: string
  kind: ConflictKind
}

/** One reason for each team is enough; what follows from facts comes before what was declared. */
export function conflictsOf(conflicts: readonly Conflict[], jurorId: string): Map<string, ConflictKind> {
  const found = new Map<string, ConflictKind>()
  for (const { jurorId: juror, teamId, kind } of conflicts) {
    if (juror === jurorId && (!found.has(teamId) || found.get(teamId) === 'declared')) found.set(teamId, kind)
  }
  return found
}

interface BegunPitch {
  id: string
  teamId: string
  teamName: string
  status: PitchStatus
  startedAt: Date | null
}

/** How far each juror is with the pitches that have begun. */
export function progressOf(
  jury: readonly { id: string; name: string }[],
  pitches: readonly BegunPitch[],
  scorecards: readonly { pitchId: string; jurorId: string; status: 'draft' | 'sent' }[],
  conflicts: readonly Conflict[],
) {
  const begun = pitches.filter(({ startedAt }) => startedAt !== null)
  return jury.map(({ id, name }) => {
    const barred = conflictsOf(conflicts, id)
    const expected = begun.filter(({ teamId }) => !barred.has(teamId))
    const own = new Map(
      scorecards.filter(({ jurorId }) => jurorId === id).map(({ pitchId, status }) => [pitchId, status]),
    )
    const missing = expected.filter((pitch) => own.get(pitch.id) !== 'sent')
    return {
      personId: id,
      name,
      expected: expected.length,
      sent: expected.length - missing.length,
      drafts: missing.filter((pitch) => own.has(pitch.id)).length,
      missing: missing.map((pitch) => ({ pitchId: pitch.id, teamName: pitch.teamName })),
    }
  })
}
