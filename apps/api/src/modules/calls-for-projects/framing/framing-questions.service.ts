import { placeOf, type FramingTopic } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell, tellAll } from '../../../platform/realtime/live.ts'
import { findSeason, type Season } from '../../seasons/index.ts'
import { findCall } from '../calls/calls.repository.ts'
import { listHolders } from '../people/holders.repository.ts'
import { readersWantedMail } from '../people/people.mail.ts'
import { listReadersAmong } from '../people/readers.repository.ts'
import { assertEditable } from '../submissions/submission.rules.ts'
import { findSubmission, type Submission } from '../submissions/submissions.repository.ts'
import { answerMail, questionMail } from './framing-questions.mail.ts'
import {
  answerOnce,
  countAskedSince,
  findQuestion,
  insertQuestion,
  listOrganisers,
  listSeasonQuestions,
  type QuestionFilter,
} from './framing-questions.repository.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

const day = 24 * 60 * 60 * 1000
/** So that organisers are helped with, not flooded. */
const mostInADay = 10

const gone = () => new AppError('not_found', 'There is no such question.')

/** Goes to the organisers by mail, with what stands there now: they do not see drafts. */
export async function askOrganisers(
  { db, jobs, actor, now, publicUrl }: Writing,
  submissionId: string,
  { about, text }: { about: FramingTopic; text: string },
) {
  const askedBy = personOf({ actor })
  return db.transaction(async (tx) => {
    const { submission, season } = await placed(tx, submissionId)
    assertEditable(submission.status)
    if ((await countAskedSince(tx, askedBy, new Date(now().getTime() - day))) >= mostInADay)
      throw new AppError('too_many_requests', `At most ${mostInADay} questions in a day. Ask again tomorrow.`)
    const { id } = await insertQuestion(tx, {
      submissionId,
      askedBy,
      about,
      text,
      written: writtenUnder(submission, about),
      createdAt: now(),
    })
    await audit(
      { db: tx, actor },
      { action: 'framing_question.asked', subject: ['submission', submissionId], delegationId: season.delegationId },
    )
    const question = (await findQuestion(tx, id))!
    await sendMails({ db: tx, jobs }, await mailsAbout(tx, season, question, publicUrl))
    await tellBoth(tx, submissionId, season.id, id)
    return question
  })
}

type Asked = NonNullable<Awaited<ReturnType<typeof findQuestion>>>

/** Of a restricted file to those alone who may read it; where none of the organisers may, they are asked to name somebody. */
async function mailsAbout(db: Deps['db'], season: Season, question: Asked, publicUrl: string) {
  const organisers = await listOrganisers(db, season)
  const readers = question.restricted ? await listReadersAmong(db, question.submissionId, organisers) : organisers
  const page = `${publicUrl}/pilotage/saisons/${season.id}/appels/${question.callId}/confidentialite`
  return readers.length > 0
    ? readers.map(({ email }) => questionMail(email, season, question, question.restricted, publicUrl))
    : organisers.map(({ email }) => readersWantedMail(email, season, { callTitle: question.callTitle, page }))
}

/** The first answer is the answer; it is mailed to whoever asked and shown to all who hold the file. */
export async function answerQuestion({ db, jobs, actor, now, publicUrl }: Writing, questionId: string, text: string) {
  const answeredBy = personOf({ actor })
  return db.transaction(async (tx) => {
    const answered = await answerOnce(tx, questionId, { answer: text, answeredBy, answeredAt: now() })
    const question = await findQuestion(tx, questionId)
    if (!question) throw gone()
    if (!answered) throw new AppError('framing_question_answered', 'Somebody answered this question meanwhile.')
    const { season } = await placed(tx, question.submissionId)
    await audit(
      { db: tx, actor },
      {
        action: 'framing_question.answered',
        subject: ['submission', question.submissionId],
        delegationId: season.delegationId,
      },
    )
    const mails = (await listHolders(tx, [question.submissionId]))
      .filter(({ personId }) => personId === question.askedBy)
      .map(({ email }) => answerMail(email, season, question, question.restricted, publicUrl))
    await sendMails({ db: tx, jobs }, mails)
    await tellBoth(tx, question.submissionId, season.id, questionId)
    return question
  })
}

export const readSeasonQuestions = (
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  seasonId: string,
  filter: QuestionFilter & PageOf,
) => listSeasonQuestions(db, seasonId, personOf({ actor }), filter)

async function placed(db: Deps['db'], submissionId: string) {
  const submission = await findSubmission(db, submissionId)
  const call = submission && (await findCall(db, submission.callId))
  const season = call && (await findSeason(db, call.seasonId))
  if (!submission || !season) throw gone()
  return { submission, season }
}

async function tellBoth(db: Deps['db'], submissionId: string, seasonId: string, id: string): Promise<void> {
  const holders = await listHolders(db, [submissionId])
  await tellAll(
    db,
    holders.map((holder) => `person:${holder.personId}` as const),
    'framing_question.changed',
    id,
  )
  await tell(db, `season:${seasonId}`, 'framing_question.changed', id)
}

/** Only what was typed: a list of skills says little out of its place. */
function writtenUnder(submission: Submission, about: FramingTopic): string {
  const written = placeOf(submission, about)
  return typeof written === 'string' && about !== 'framing.horizon' ? written : ''
}
