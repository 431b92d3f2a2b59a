import { checkForm, formChanges, questionsOf, type CallForm, type FormSection } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell, tellAll } from '../../../platform/realtime/live.ts'
import { findSeason } from '../../seasons/index.ts'
import { lockCall, type Call } from '../calls/calls.repository.ts'
import {
  countDraftsBehind,
  findFormDraft,
  findPublishedForm,
  insertFormDraft,
  listFormVersions,
  listHoldersBehind,
  updateFormDraft,
  type StoredForm,
} from './forms.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor' | 'now'>

/** Where nothing is being written, writing begins from what is published. */
export async function readForm({ db }: Pick<Deps, 'db'>, callId: string): Promise<CallForm> {
  const published = await findPublishedForm(db, callId)
  const current = (await findFormDraft(db, callId)) ?? published
  return {
    callId,
    sections: current?.sections ?? [],
    published: published?.sections ?? [],
    nextVersion: (published?.version ?? 0) + 1,
    publishedVersion: published?.version ?? null,
    draftsBehind: published ? await countDraftsBehind(db, callId, published.version) : 0,
    version: current?.revision ?? 0,
  }
}

/** Anything may be missing while a form is being written; publishing it says what is. */
export async function saveForm(deps: Writing, callId: string, version: number, sections: FormSection[]) {
  return change(deps, callId, version, 'call_form.saved', async ({ db, draft, published }) => {
    const revision = version + 1
    if (draft) await updateFormDraft(db, draft.id, { sections, revision })
    else await insertFormDraft(db, { callId, version: (published?.version ?? 0) + 1, sections, revision })
  })
}

/** From here on it never changes. Whoever holds a draft hears of it, and reads what it changes for them. */
export async function publishForm(deps: Writing, callId: string, version: number) {
  return change(deps, callId, version, 'call_form.published', async ({ db, draft, published }) => {
    if (!draft || JSON.stringify(draft.sections) === JSON.stringify(published?.sections))
      throw new AppError('form_unchanged', 'Change the form first: this is what is published already.')
    const errors = checkForm(draft.sections)
    if (errors.length > 0)
      throw new AppError('form_invalid', 'The form is saved, and cannot be published yet: mend what is named.', errors)
    await updateFormDraft(db, draft.id, { publishedAt: deps.now(), revision: version + 1 })
    const holders = await listHoldersBehind(db, callId, draft.version)
    await tellAll(
      db,
      holders.map((holder) => `person:${holder}` as const),
      'submission.changed',
      callId,
    )
  })
}

export async function readFormVersions({ db }: Pick<Deps, 'db'>, callId: string, page: PageOf) {
  const { items, nextCursor } = await listFormVersions(db, callId, page)
  return {
    items: items.map(({ form, before, files }) => ({
      id: form.id,
      version: form.version,
      publishedAt: form.publishedAt!,
      questions: questionsOf(form.sections).length,
      files,
      changes: formChanges(before, form.sections),
    })),
    nextCursor,
  }
}

interface Found {
  db: Deps['db']
  draft: StoredForm | undefined
  published: StoredForm | undefined
}

/** One organiser after the other: the call is held. */
async function change(
  { db, actor }: Writing,
  callId: string,
  version: number,
  action: string,
  write: (found: Found) => Promise<void>,
): Promise<CallForm> {
  return db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    if (!call) throw new AppError('not_found', 'There is no such call.')
    const [draft, published] = [await findFormDraft(tx, callId), await findPublishedForm(tx, callId)]
    if (version !== ((draft ?? published)?.revision ?? 0))
      throw new AppError('version_conflict', 'Somebody changed this form in the meantime. Read it again.')
    await write({ db: tx, draft, published })
    await record({ db: tx, actor }, call, action)
    return readForm({ db: tx }, callId)
  })
}

async function record({ db, actor }: Pick<Deps, 'db' | 'actor'>, call: Call, action: string): Promise<void> {
  const season = await findSeason(db, call.seasonId)
  await audit({ db, actor }, { action, subject: ['call', call.id], delegationId: season?.delegationId ?? null })
  await tell(db, `season:${call.seasonId}`, 'call.changed', call.id)
}
