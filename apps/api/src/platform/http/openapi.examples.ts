import type { OpenAPIV3_1 } from 'openapi-types'

type Document = Partial<OpenAPIV3_1.Document>
type Schema = OpenAPIV3_1.SchemaObject & { $ref?: string; items?: unknown }
type Content = Record<string, OpenAPIV3_1.MediaTypeObject>

const exampleId = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const ofFormat: Record<string, string> = {
  uuid: exampleId,
  'date-time': '2026-03-02T09:00:00.000Z',
  date: '2026-03-02',
  email: 'camille@example.org',
}

type Operation = OpenAPIV3_1.OperationObject & { 'x-body-example'?: unknown }

/** Gives each body and each answer in JSON one whole example, made from those that the contracts give to their schemas. */
export function addExamples(document: Document, operation: Operation): void {
  const exampleOf = examplesOf(document)
  const { 'x-body-example': ofBody } = operation
  delete operation['x-body-example']
  addTo(operation.requestBody, (schema) => ofBody ?? exampleOf(schema))
  for (const [, answer] of answersOf(operation)) addTo(answer, exampleOf)
}

function addTo(holder: object | undefined, exampleOf: (schema: Schema) => unknown): void {
  const media = (holder as { content?: Content } | undefined)?.content?.['application/json']
  const example = media && exampleOf(media.schema as Schema)
  if (media && example !== undefined) media.example = example
}

export const answersOf = ({ responses = {} }: OpenAPIV3_1.OperationObject) =>
  Object.entries(responses).filter(([status]) => status.startsWith('2')) as [string, OpenAPIV3_1.ResponseObject][]

/** Undefined where a schema has no example of its own and its parts do not give one: words cannot be made up. */
function examplesOf(document: Document) {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>

  return function exampleOf(schema: Schema | undefined): unknown {
    if (!schema) return undefined
    const {
      $ref,
      const: only,
      examples,
      default: usual,
      enum: choices,
      anyOf,
      oneOf,
      items,
      properties,
      format,
    } = schema
    if ($ref) return exampleOf(schemas[$ref.split('/').at(-1)!])
    const given = [examples?.[0], only, usual, choices?.[0], ofFormat[format ?? '']].find(
      (value) => value !== undefined,
    )
    if (given !== undefined) return given
    const [choice] = (anyOf ?? oneOf ?? []) as Schema[]
    if (choice) return exampleOf(choice) ?? (isNullable(schema) ? null : undefined)
    if (items) {
      const item = exampleOf(items as Schema)
      return item === undefined ? undefined : [item]
    }
    if (properties) return whole(properties as Record<string, Schema>, schema.required ?? [], exampleOf)
    if (schema.type === 'boolean') return true
    if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1)
    return isNullable(schema) ? null : undefined
  }
}

const isNullable = ({ type, anyOf = [] }: Schema) =>
  (Array.isArray(type) && type.includes('null')) || (anyOf as Schema[]).some((choice) => choice.type === 'null')

function whole(
  properties: Record<string, Schema>,
  required: string[],
  exampleOf: (schema: Schema) => unknown,
): object | undefined {
  const parts = Object.entries(properties).map(([name, schema]) => [name, exampleOf(schema)] as const)
  if (parts.some(([name, part]) => part === undefined && required.includes(name))) return undefined
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined))
}
