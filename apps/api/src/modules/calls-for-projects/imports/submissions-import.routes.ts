import { Id, SubmissionImport, SubmissionImportQuery } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { callScope } from '../call.scope.ts'
import { importSubmissions } from './submissions-import.service.ts'

const largestFile = 5 * 1024 * 1024

/** Bytes, because the encoding is found out from them; the document calls them what they are, text. */
const CsvFile: z.ZodType<Uint8Array> = z
  .any()
  .meta({ type: 'string', examples: ['Titre;Structure;E-mail\r\nUn jardin;Amicale;camille@example.org\r\n'] })
  .transform((body: unknown) => (body instanceof Uint8Array ? body : new Uint8Array()))

export const submissionsImportRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: largestFile }, (_request, bytes, done) =>
    done(null, bytes),
  )

  app.post('/api/v1/calls/:callId/submission-imports', {
    bodyLimit: largestFile,
    config: {
      access: can('decision.manage', callScope),
      refusals: ['csv_unreadable', 'call_not_open', 'decisions_published'],
    },
    schema: {
      operationId: 'importSubmissions',
      tags: ['submissions'],
      summary: 'Take up the submissions of a CSV file, or see first what that would do',
      description: [
        'A file of at most 5 MB and 1 000 rows, as any spreadsheet writes it: UTF-8, UTF-16 or Windows-1252, with semicolons, commas or tabs.',
        'The first row names the columns, in French or English: title, structure, e-mail and, if wanted, name, summary, problem, beneficiaries, users, payers, benefit, deliverable, skills.',
        'Rows with a mistake are told and left out. A submission is known by the address of its holder and its title, so sending a file twice adds nothing twice.',
        'They count as submitted. Whoever had no account gets one with that address; the answer never says who had one.',
      ].join('\n\n'),
      params: z.object({ callId: Id }),
      querystring: SubmissionImportQuery,
      consumes: ['text/csv'],
      body: CsvFile,
      response: { 200: SubmissionImport },
    },
    handler: (request) => importSubmissions(request.deps, request.params.callId, request.body, request.query),
  })
}
