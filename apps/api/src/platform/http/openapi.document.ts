import type { OpenAPIV3_1 } from 'openapi-types'
import { refusals, type RefusalCode } from '../errors.ts'

type Document = Partial<OpenAPIV3_1.Document>

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const
const idempotencyHeader: OpenAPIV3_1.ParameterObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Any text of your own, new for each thing to make. Sent again, it gives the first answer.',
  schema: { type: 'string', maxLength: 200 },
}
const versionHeader: OpenAPIV3_1.ParameterObject = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The ETag that was read.',
  schema: { type: 'string' },
  example: '"1"',
}

/** Adds what follows from the routes' declarations, and drops the schemas that nothing refers to. */
export function pruned(given: unknown): Document {
  const document = given as Document
  for (const path of Object.values(document.paths ?? {})) {
    for (const method of methods) {
      const operation = path?.[method]
      if (operation) addRefusals(operation)
    }
  }
  return dropUnreferenced(document)
}

function addRefusals(operation: OpenAPIV3_1.OperationObject & { 'x-refusals'?: RefusalCode[] }): void {
  const codes = operation['x-refusals'] ?? []
  const responses = (operation.responses ??= {})
  for (const status of new Set(codes.map((code) => refusals[code][0]))) {
    const here = codes.filter((code) => refusals[code][0] === status)
    responses[status] = {
      description: here.map((code) => `\`${code}\`: ${refusals[code][1]}`).join('\n\n'),
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          example: {
            type: `/api/docs#problem-${here[0]}`,
            title: '',
            status,
            code: here[0],
            detail: refusals[here[0]!][1],
            instance: 'req-1',
          },
        },
      },
    }
  }
  const parameters = (operation.parameters ??= [])
  if (codes.includes('idempotency_mismatch')) parameters.push(idempotencyHeader)
  if (codes.includes('if_match_required')) parameters.push(versionHeader)
  if (parameters.length === 0) delete operation.parameters
}

/** zod writes each named schema twice, as read and as written (`Call`, `CallInput`); mostly one of the two serves nothing. */
function dropUnreferenced(document: Document): Document {
  const schemas = document.components?.schemas ?? {}
  for (;;) {
    const text = JSON.stringify({ paths: document.paths, schemas })
    const idle = Object.keys(schemas).filter((name) => !text.includes(reference(name)))
    if (idle.length === 0) return withPlainNames(document)
    for (const name of idle) delete schemas[name]
  }
}

const reference = (name: string) => `"#/components/schemas/${name}"`

/** `CallInput` alone is simply `Call`. */
function withPlainNames(document: Document): Document {
  const names = Object.keys(document.components?.schemas ?? {})
  const alone = names.filter((name) => name.endsWith('Input') && !names.includes(name.slice(0, -5)))
  let text = JSON.stringify(document)
  for (const name of alone) text = text.replaceAll(reference(name), reference(name.slice(0, -5)))
  const renamed = JSON.parse(text) as Document
  const schemas = renamed.components?.schemas ?? {}
  for (const name of alone) {
    schemas[name.slice(0, -5)] = schemas[name]!
    delete schemas[name]
  }
  return renamed
}
