import type { FastifyInstance } from 'fastify'
import type { OpenAPIV3_1 } from 'openapi-types'
import type { RefusalCode } from '../../src/platform/errors.ts'

export interface Operation extends OpenAPIV3_1.OperationObject {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  operationId: string
  'x-refusals': RefusalCode[]
  responses: Record<string, OpenAPIV3_1.ResponseObject>
  requestBody?: OpenAPIV3_1.RequestBodyObject
  parameters?: OpenAPIV3_1.ParameterObject[]
}

export type Document = OpenAPIV3_1.Document

export const documentOf = (app: FastifyInstance): Document => app.swagger() as Document

export function operationsOf({ paths = {} }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as object).map(([method, operation]) => ({ ...operation, method, path }) as Operation),
  )
}
