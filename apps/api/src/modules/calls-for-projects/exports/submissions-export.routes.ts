import { Id } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { callScope } from '../call.scope.ts'
import { exportCsv, exportXlsx } from './submissions-export.service.ts'

const tags = ['submissions']
const params = z.object({ callId: Id })
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const description =
  'One row for each submission that came in: the file, its state, its decision and its reviews. What the one asking may not see yet is left empty; restricted submissions are in no export. Who took the file is noted in the audit log.'

export const submissionsExportRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/calls/:callId/submissions.csv', {
    config: { access: can('decision.manage', callScope) },
    schema: {
      operationId: 'exportSubmissionsCsv',
      tags,
      summary: 'What came in, with reviews, as a CSV file',
      description: `${description} UTF-8 with a mark at the start and semicolons. Cells that begin like a formula begin with an apostrophe instead.`,
      params,
      produces: ['text/csv'],
      response: { 200: z.string().describe('A CSV file.') },
    },
    handler: async (request, reply) => {
      const { name, content } = await exportCsv(request.deps, request.params.callId)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(content as unknown as string)
    },
  })

  app.get('/api/v1/calls/:callId/submissions.xlsx', {
    config: { access: can('decision.manage', callScope) },
    schema: {
      operationId: 'exportSubmissionsXlsx',
      tags,
      summary: 'What came in, with reviews, as a workbook',
      description,
      params,
      produces: [xlsx],
      response: { 200: z.string().describe('An XLSX file.') },
    },
    handler: async (request, reply) => {
      const { name, content } = await exportXlsx(request.deps, request.params.callId)
      return reply
        .type(xlsx)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(content as unknown as string)
    },
  })
}
