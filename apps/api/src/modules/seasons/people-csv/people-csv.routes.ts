import { EnrolmentExportQuery, Id, PeopleImport, PeopleImportQuery } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { seasonScope } from '../season.scope.ts'
import { exportEnrolments } from './enrolments-export.service.ts'
import { importPeople } from './people-import.service.ts'

const tags = ['enrolments']
const params = z.object({ seasonId: Id })
const megabyte = 1024 * 1024
const largestFile = 5 * megabyte

/** Bytes, because the encoding is found out from them; the document calls them what they are, text. */
const CsvFile: z.ZodType<Uint8Array> = z
  .any()
  .meta({ type: 'string', examples: ['Nom;E-mail;Catégorie\r\nCamille Martin;camille@example.org;Étudiant·e\r\n'] })
  .transform((body: unknown) => (body instanceof Uint8Array ? body : new Uint8Array()))

/** People come and go as CSV files. */
export const peopleCsvRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: largestFile }, (_request, bytes, done) =>
    done(null, bytes),
  )

  app.post('/api/v1/seasons/:seasonId/people-imports', {
    bodyLimit: largestFile,
    config: { access: can('enrolment.manage', seasonScope), refusals: ['csv_unreadable', 'season_not_open'] },
    schema: {
      operationId: 'importPeople',
      tags,
      summary: 'Enrol the people of a CSV file, or see first what that would do',
      description: [
        'A file of at most 5 MB and 10 000 rows, as any spreadsheet writes it: UTF-8, UTF-16 or Windows-1252, with semicolons, commas or tabs.',
        'The first row names the columns, in French or English: name (or first and last name), e-mail, and, if wanted, category, origin, site.',
        'Rows with a mistake are told and left out; people enrolled already, known by their e-mail address, stay as they are, so sending a file twice adds nobody twice.',
        'While the season is a draft, people can be imported with `mail=false` only.',
      ].join('\n\n'),
      params,
      querystring: PeopleImportQuery,
      consumes: ['text/csv'],
      body: CsvFile,
      response: { 200: PeopleImport },
    },
    handler: async (request, reply) => {
      const done = await importPeople(request.deps, request.params.seasonId, request.body, request.query)
      // Looking through ten thousand lines again, to leave out what is not there, would keep everybody else waiting.
      return reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send(done)
    },
  })

  app.get('/api/v1/seasons/:seasonId/enrolments.csv', {
    config: { access: can('enrolment.manage', seasonScope) },
    schema: {
      operationId: 'exportEnrolments',
      tags,
      summary: 'Everybody enrolled, as a CSV file',
      description:
        'UTF-8 with a mark at the start and semicolons. Cells that begin like a formula begin with an apostrophe instead. What people told in private is never in it; who took the file is noted in the audit log.',
      params,
      querystring: EnrolmentExportQuery,
      produces: ['text/csv'],
      response: { 200: z.string().describe('A CSV file.') },
    },
    handler: async (request, reply) => {
      const { name, content } = await exportEnrolments(request.deps, request.params.seasonId, request.query)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(content as unknown as string)
    },
  })
}
