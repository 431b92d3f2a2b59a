/**
 * Every refusal that Essor gives: its status and when it is thrown. Clients branch on the code.
 * A module adds its own lines here, so that no code is ever used twice.
 */
export const refusals = {
  invalid_input: [400, 'A field of the path, the query or the body is not what it should be.'],
  cursor_invalid: [400, 'The cursor is not one that this list gave.'],
  unauthenticated: [401, 'Nobody is signed in, or the session has ended.'],
  sign_in_failed: [401, 'The address, the password or the link is not right, or the link was used or has expired.'],
  key_refused: [401, 'The API key that was sent is not one, was revoked, or has expired.'],
  key_scope: [403, 'The API key that was sent lacks the scope that opens this.'],
  session_needed: [403, 'An API key was sent, and no key opens this: someone must sign in for it.'],
  forbidden: [403, 'The person signed in has no role that allows this.'],
  cross_site: [403, 'A browser sent this from another site.'],
  not_found: [404, 'There is no such thing, or no such address.'],
  method_not_allowed: [405, 'This address does not answer to this method.'],
  request_timeout: [408, 'The request did not come whole in time.'],
  already_exists: [409, 'Something with this name or address is there already.'],
  last_manager: [409, 'The last person who manages this place; someone from above must take this role back.'],
  invitation_not_open: [409, 'The invitation was used, was revoked, or has expired.'],
  idempotency_in_progress: [409, 'A request with this Idempotency-Key is still under way.'],
  busy: [409, 'Another change of the same thing was under way; send the request again.'],
  season_transition: [409, 'The season cannot go from its state to the one asked.'],
  season_full: [409, 'Every place of the season, of the site or of the category is taken.'],
  capacity_below_confirmed: [409, 'More people have a place than this capacity holds.'],
  season_not_open: [409, 'The season is not published, or is over.'],
  site_in_use: [409, 'Sessions are held on this site, or people come to it.'],
  session_over: [409, 'The session was cancelled, or is over.'],
  registration_not_needed: [409, 'The session needs no registration.'],
  enrolment_closed: [409, 'The season does not take enrolments now.'],
  ticket_unknown: [404, 'No ticket of this season has this code.'],
  ticket_not_confirmed: [409, 'The person has no confirmed place: they wait for an answer, or for a place.'],
  ticket_withdrawn: [409, 'The enrolment was withdrawn.'],
  csv_unreadable: [400, 'The file is no CSV file that can be read; the answer says where and why.'],
  offer_over: [409, 'The time to accept the place has passed.'],
  enrolment_transition: [409, 'The enrolment cannot go from its state to the one asked.'],
  promise_transition: [409, 'The promise cannot go from its state to the one asked.'],
  promise_limit: [409, 'This person has promised as often as one can in a season.'],
  promises_asked: [409, 'The people of this season were thanked and asked already.'],
  promises_none: [409, 'Nobody has promised time that still holds in this season.'],
  season_under_way: [409, 'The last day of the season has not come yet.'],
  given_time_day_full: [409, 'More than 24 hours would be recorded for one day of this person.'],
  given_time_transition: [409, 'This time was confirmed or contested already.'],
  announcement_sent: [409, 'The announcement was sent: it no longer changes, and is not sent again.'],
  announcement_audience_changed: [409, 'The announcement would go to another number of people than was read.'],
  announcement_without_reader: [409, 'Nobody belongs to the groups that the announcement is for.'],
  campaign_transition: [409, 'The campaign or its evening cannot go from its state to the one asked.'],
  campaign_not_open: [409, 'There is no such campaign to join: it is not published, or is over.'],
  call_transition: [409, 'The call cannot go from its state to the one asked.'],
  call_published: [409, 'The call is published: only its deadline, settings and criteria may still change.'],
  call_deadline_past: [409, 'The deadline of the call has passed already; choose a later one before publishing.'],
  call_not_open: [409, 'The call is not open: it has not opened yet, or its deadline has passed.'],
  call_still_open: [409, 'The deadline of the call has not passed yet: holders may still change their files.'],
  access_code_unknown: [404, 'This call has no such code.'],
  access_code_expired: [409, 'The code has expired, or organisers have ended it.'],
  access_code_used_up: [409, 'The code was used by as many people as it is for.'],
  submission_frozen: [409, 'Since the closing, only the title and the summary of the file may change.'],
  criteria_frozen: [409, 'The criteria can no longer change: a review was begun.'],
  submission_transition: [409, 'The submission cannot go from its state to the one asked.'],
  framing_question_answered: [409, 'Somebody answered this question already.'],
  submission_incomplete: [409, 'A field that is needed to submit is still empty, or an answer is not right.'],
  form_invalid: [400, 'The form cannot be published so; the errors say which questions are at fault and why.'],
  form_unchanged: [409, 'The form asks just what its published version asks: there is nothing to publish.'],
  form_not_newest: [409, 'Another version of the form was published since; read what it changes.'],
  review_conflict_of_interest: [409, 'The person is tied to the submission; the answer says how.'],
  conflict_not_dismissable: [409, 'What a person is, or said of themself, is no detection that can be put aside.'],
  assignment_changed: [409, 'Files, reviewers or conflicts changed since the preview; look at a new one.'],
  co_holder_already: [409, 'This person holds the file already.'],
  first_holder_stays: [409, 'The first holder hands the file over before leaving it.'],
  submission_not_restricted: [409, 'The file is not confidential: all who organise the season see it.'],
  confidential_readers_needed: [
    409,
    'Confidential files need a reader who may decide on them: one at least, as long as there is such a file.',
  ],
  review_transition: [409, 'The review is done, or its author has recused themself: it can no longer change.'],
  review_incomplete: [409, 'A mark, the comment or the verdict is missing.'],
  review_started: [409, 'The reviewer has begun this review: it cannot be taken from them.'],
  review_closed: [409, 'The submission is not under review, or no longer.'],
  blind_phase_fixed: [409, 'A review was begun, or the blind phase was lifted: it can no longer be chosen.'],
  blind_phase_over: [409, 'The call has no blind phase, or it was lifted already.'],
  correction_transition: [409, 'No correction is asked for here, or it was answered or cancelled.'],
  correction_over: [409, 'The time to answer the correction has passed.'],
  interview_overlap: [409, 'The same person holds another interview at one of these moments.'],
  interview_taken: [409, 'Somebody has booked this moment already.'],
  interview_too_late: [409, 'It is too late to book, change or cancel this interview.'],
  interview_not_open: [
    409,
    'The moment is not open to this submission: it is not on the shortlist, or has its answer.',
  ],
  decisions_published: [409, 'The decisions of this call are published already.'],
  decisions_incomplete: [409, 'A submission of this call has no decision yet, or there is none to decide on.'],
  waiting_list_changed: [409, 'The waiting list is not the one that was read: read it again.'],
  confirmation_late: [409, 'The time to confirm has passed.'],
  team_problems_under_way: [409, 'As many of your problems wait or are under way as may at once; wait for one to end.'],
  search_too_large: [
    422,
    'A search for these teams would need more people or memory than one may take; the answer says how much.',
  ],
  run_transition: [409, 'The matching run cannot go from its state to the one asked.'],
  matching_empty: [409, 'There is nobody who comes, or no project, to form teams from.'],
  nothing_to_undo: [409, 'No move by hand is left to take back.'],
  nothing_to_redo: [409, 'No move that was taken back is left to make again.'],
  teams_published: [409, 'The teams of this season are published already.'],
  teams_invalid: [409, 'These teams break a rule that must hold, or name someone who no longer comes.'],
  teams_not_published: [409, 'The teams of this season are not published yet.'],
  place_transition: [409, 'The place in this team cannot go from its state to the one asked.'],
  team_closed: [409, 'The project of this team no longer runs.'],
  repair_transition: [409, 'This proposal is not ready, or was accepted already.'],
  repair_stale: [409, 'The teams or the people changed since this proposal was made.'],
  preferences_closed: [409, 'Wishes are no longer taken: the teams are published.'],
  mentor_already_assigned: [409, 'This person already accompanies this team.'],
  help_request_transition: [409, 'The help request cannot go from its state to the one asked.'],
  pitch_transition: [409, 'The pitch or its session cannot go from its state to the one asked.'],
  scoring_closed: [409, 'Scoring is not open for this pitch.'],
  juror_conflict_of_interest: [409, 'The juror has a conflict of interest with this team.'],
  scorecard_sent: [409, 'This score sheet was sent already.'],
  rubric_in_use: [409, 'The rubric can no longer change: a score sheet uses it.'],
  results_published: [409, 'The results of this season are published already.'],
  results_incomplete: [409, 'Something is missing before the results can be published.'],
  too_many_of_these: [409, 'There are as many of these here as there may be; remove one that is no longer needed.'],
  tally_out_of_range: [409, 'The counter would go below zero or too high, or more would come back than was given out.'],
  file_missing: [410, 'The file is no longer in the storage; it was lost or restored without it.'],
  version_conflict: [412, 'Somebody changed this since it was read; read it again.'],
  too_large: [413, 'The body is larger than this address takes.'],
  uri_too_long: [414, 'The address is longer than any that Essor has.'],
  unsupported_media_type: [415, 'The body is not JSON.'],
  file_type_refused: [415, 'The file is none of the types that are taken here, whatever its name says.'],
  idempotency_mismatch: [422, 'This Idempotency-Key was used before with another request.'],
  if_match_required: [428, 'The change needs an If-Match header with the version that was read.'],
  too_many_requests: [429, 'Too many requests in a short time; wait a little.'],
  headers_too_large: [431, 'The address and headers together are longer than the server reads.'],
  internal: [500, 'A fault of ours. It is logged under the request id.'],
  unavailable: [503, 'The database is away, or the server is starting or stopping; try again shortly.'],
} as const satisfies Record<string, readonly [status: number, when: string]>

export type RefusalCode = keyof typeof refusals

export interface FieldError {
  path: string
  message: string
  code: string
}

/** The one error that our code throws on purpose. `detail` is plain English that says what to do. */
export class AppError extends Error {
  readonly code: RefusalCode
  readonly errors: FieldError[] | undefined

  constructor(code: RefusalCode, detail: string, errors?: FieldError[]) {
    super(detail)
    this.code = code
    this.errors = errors
  }

  get status(): number {
    return refusals[this.code][0]
  }
}
