import { keepBoth, mergeThree, withPlace, type SubmissionFile } from '@essor/contracts'
import { expect, it } from 'vitest'
import { insertCall, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { coHolders } from '../people/submission-people.table.ts'

const t = useTestApp()

const rounds = 100

const fileOf = ({ title, structure, summary, framing, wantedSkills, answers }: SubmissionFile): SubmissionFile => ({
  title,
  structure,
  summary,
  framing,
  wantedSkills,
  answers,
})

/** Writes as a page does: saves by the version that it knows, and after a conflict brings both sides together and tries again. */
async function write(who: TestPerson, path: string, name: string): Promise<string[]> {
  const acknowledged: string[] = []
  const read = async () => {
    const { body } = await who.get(path).expect(200)
    return { file: fileOf(body), version: body.version as number }
  }
  let base = await read()
  for (let round = 0; round < rounds; round += 1) {
    const word = `${name}${round}`
    // Both write under the same question at the same time, and each under one of their own.
    const mine: SubmissionFile = {
      ...base.file,
      framing: { ...base.file.framing, problem: `${base.file.framing.problem} ${word}` },
      [name === 'a' ? 'summary' : 'title']: word,
    }
    let sent = mine
    for (;;) {
      const saved = await who.put(path).set('if-match', `"${base.version}"`).send(sent)
      if (saved.status === 200) {
        base = { file: fileOf(saved.body), version: saved.body.version }
        acknowledged.push(word)
        break
      }
      expect(saved.status).toBe(412)
      const theirs = await read()
      const { merged, clashes } = mergeThree(base.file, sent, theirs.file)
      sent = clashes.reduce((file, clash) => withPlace(file, clash.path, keepBoth(clash)), merged)
      base = theirs
    }
  }
  return acknowledged
}

it('lets two people write one file at once, and loses no word that was acknowledged', async () => {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  const holder = await t.person()
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft', title: '', summary: '' })
  const together = await t.person()
  await t.db.insert(coHolders).values({ submissionId: draft.id, personId: together.id })
  const path = `/api/v1/submissions/${draft.id}`

  const [first, second] = await Promise.all([write(holder, path, 'a'), write(together, path, 'b')])

  const { body } = await holder.get(path).expect(200)
  const words = body.framing.problem.split(/\s+/)
  expect(first.length + second.length).toBe(2 * rounds)
  expect([...first, ...second].filter((word) => !words.includes(word))).toEqual([])
  expect(new Set(words).size).toBe(words.length)
  expect(body).toMatchObject({ title: `b${rounds - 1}`, summary: `a${rounds - 1}`, version: 2 * rounds + 1 })
})
