import { Budget, BudgetLine, BudgetLineDraft, BudgetLineQuery, Id, page, Receipt } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { sendFile } from '../../../platform/files/files.service.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../season.scope.ts'
import { listLines } from './budget.repository.ts'
import { receiptLimits } from './budget.rules.ts'
import { lineScope, receiptScope } from './budget.scope.ts'
import {
  addLine,
  addReceipt,
  budgetAsCsv,
  changeLine,
  fileOfReceipt,
  readBudget,
  removeLine,
  removeReceipt,
} from './budget.service.ts'

const tags = ['seasons']
const params = z.object({ seasonId: Id })
const lineParams = z.object({ lineId: Id })
const receiptParams = z.object({ receiptId: Id })
const download = (description: string, type: string) => ({
  200: { description, content: { [type]: { schema: z.any().meta({ type: 'string', format: 'binary' }) } } },
})

export const budgetRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/budget', {
    config: { access: can('budget.read', seasonScope) },
    schema: {
      operationId: 'readBudget',
      tags,
      summary: 'The budget of a season at a glance',
      description: 'What is given in kind is valued on both sides: it is told apart, and never part of the balance.',
      params,
      response: { 200: Budget },
    },
    handler: (request) => readBudget(request.deps.db, request.params.seasonId),
  })

  app.get('/api/v1/seasons/:seasonId/budget-lines', {
    config: { access: can('budget.read', seasonScope) },
    schema: {
      operationId: 'listBudgetLines',
      tags,
      summary: 'Lines of the budget, the oldest first',
      params,
      querystring: BudgetLineQuery,
      response: { 200: page(BudgetLine) },
    },
    handler: (request) => listLines(request.deps.db, request.params.seasonId, request.query),
  })

  app.get('/api/v1/seasons/:seasonId/budget-lines.csv', {
    config: { access: can('budget.read', seasonScope) },
    schema: {
      operationId: 'exportBudget',
      tags,
      summary: 'The lines of the budget as CSV',
      description: 'UTF-8 with a mark, semicolons, decimal commas. A cell that looks like a formula is shown as text.',
      params,
      response: download('The table, to be saved.', 'text/csv'),
    },
    handler: async (request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="budget.csv"')
        .header('cache-control', 'private, no-store')
        .send(await budgetAsCsv(request.deps.db, request.params.seasonId)),
  })

  app.post('/api/v1/seasons/:seasonId/budget-lines', {
    config: { access: can('budget.manage', seasonScope), refusals: ['too_many_of_these'] },
    schema: {
      operationId: 'addBudgetLine',
      tags,
      summary: 'Add a line to the budget',
      params,
      body: BudgetLineDraft,
      response: { 201: BudgetLine },
    },
    handler: async (request, reply) =>
      withVersion(reply, await addLine(request.deps, request.params.seasonId, request.body)),
  })

  app.put('/api/v1/budget-lines/:lineId', {
    config: { access: can('budget.manage', lineScope), versioned: true },
    schema: {
      operationId: 'changeBudgetLine',
      tags,
      summary: 'Change a line of the budget',
      params: lineParams,
      body: BudgetLineDraft,
      response: { 200: BudgetLine },
    },
    handler: async (request, reply) =>
      withVersion(reply, await changeLine(request.deps, request.params.lineId, versionRead(request), request.body)),
  })

  app.delete('/api/v1/budget-lines/:lineId', {
    config: { access: can('budget.manage', lineScope), versioned: true },
    schema: {
      operationId: 'removeBudgetLine',
      tags,
      summary: 'Remove a line of the budget, and its receipts',
      params: lineParams,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await removeLine(request.deps, request.params.lineId, versionRead(request))
      return reply.code(204).send(null)
    },
  })

  app.post('/api/v1/budget-lines/:lineId/receipts', {
    config: {
      access: can('budget.manage', lineScope),
      refusals: ['too_many_of_these'],
      upload: receiptLimits,
    },
    schema: {
      operationId: 'addReceipt',
      tags,
      summary: 'Attach a receipt to a line',
      description:
        'The body is the file itself: a PDF, JPEG, PNG or WebP of at most 10 MB. Its bytes decide what it is.',
      params: lineParams,
      response: { 201: Receipt },
    },
    handler: (request) => addReceipt(request.deps, request.params.lineId, request.upload),
  })

  app.get('/api/v1/budget-receipts/:receiptId/file', {
    config: { access: can('budget.read', receiptScope), refusals: ['file_missing'] },
    schema: {
      operationId: 'downloadReceipt',
      tags,
      summary: 'Download a receipt',
      params: receiptParams,
      response: download('The file, to be saved.', 'application/octet-stream'),
    },
    handler: async (request, reply) =>
      reply.send(await sendFile(request.deps, reply, await fileOfReceipt(request.deps.db, request.params.receiptId))),
  })

  app.delete('/api/v1/budget-receipts/:receiptId', {
    config: { access: can('budget.manage', receiptScope) },
    schema: {
      operationId: 'removeReceipt',
      tags,
      summary: 'Remove a receipt',
      params: receiptParams,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await removeReceipt(request.deps, request.params.receiptId)
      return reply.code(204).send(null)
    },
  })
}
