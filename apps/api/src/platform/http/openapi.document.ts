import type { OpenAPIV3_1 } from 'openapi-types'
import { refusals, type RefusalCode } from '../errors.ts'
import { addExamples, answersOf } from './openapi.examples.ts'
import { titles } from './problems.ts'

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
const fileNameHeader: OpenAPIV3_1.ParameterObject = {
  name: 'File-Name',
  in: 'header',
  required: false,
  description: 'The name of the file, percent-encoded UTF-8. In a header, so that no log of addresses keeps it.',
  schema: { type: 'string', maxLength: 1000 },
  example: 'Facture%20traiteur.pdf',
}

/** Adds what follows from the routes' declarations, and drops the schemas that nothing refers to. */
export function completed(given: unknown): Document {
  const document = withPlainNames(dropUnreferenced(given as Document))
  for (const path of Object.values(document.paths ?? {})) {
    for (const method of methods) {
      const operation = path?.[method]
      if (!operation) continue
      describeAnswers(operation)
      addExamples(document, operation)
      addRefusals(operation)
    }
  }
  return document
}

/** Where the route does not say it itself, what an answer is follows from its shape. */
function describeAnswers(operation: OpenAPIV3_1.OperationObject): void {
  for (const [status, answer] of answersOf(operation)) {
    if (answer.description !== 'Default Response') continue
    const schema = answer.content?.['application/json']?.schema as AnswerSchema | undefined
    const items = schema?.properties?.items ?? schema
    const name = (items?.items ?? schema)?.$ref?.split('/').at(-1)
    if (status === '201') answer.description = name ? `Made: the new ${name}.` : 'Made.'
    else if (schema?.properties?.nextCursor)
      answer.description = `One page${name ? ` of ${name}` : ''}; nextCursor is null on the last one.`
    else if (schema?.type === 'array') answer.description = `Each ${name ?? 'one'}, in a list that is short.`
    else answer.description = name ? `The ${name}, as it is now.` : 'What was asked for.'
  }
}

interface AnswerSchema {
  $ref?: string
  type?: string
  items?: AnswerSchema
  properties?: Record<string, AnswerSchema>
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
            type: `urn:essor:problem:${here[0]}`,
            title: titles[status] ?? 'Error',
            status,
            code: here[0],
            detail: refusals[here[0]!][1],
            instance: '0b8f6b1e-6a3e-4b2e-9d7c-2f7b1a0c9e55',
          },
        },
      },
    }
  }
  const parameters = (operation.parameters ??= [])
  if (codes.includes('idempotency_mismatch')) parameters.push(idempotencyHeader)
  if (codes.includes('if_match_required')) parameters.push(versionHeader)
  if (codes.includes('file_type_refused')) parameters.push(fileNameHeader)
  if (parameters.length === 0) delete operation.parameters
}

/** zod writes each named schema twice, as read and as written (`Call`, `CallInput`); mostly one of the two serves nothing. */
function dropUnreferenced(document: Document): Document {
  const schemas = { ...document.components?.schemas }
  for (;;) {
    const text = JSON.stringify({ paths: document.paths, schemas })
    const idle = Object.keys(schemas).filter((name) => !text.includes(reference(name)) && name !== 'Problem')
    if (idle.length === 0) return { ...document, components: { ...document.components, schemas } }
    for (const name of idle) delete schemas[name]
  }
}

const reference = (name: string) => `"#/components/schemas/${name}"`

/** `CallInput` is simply `Call` where it stands alone, and where both are the same, down to what they refer to. */
function withPlainNames(document: Document): Document {
  const schemas = document.components?.schemas ?? {}
  const plain = (name: string) => name.slice(0, -'Input'.length)
  const inPlainNames = (json: string, names: readonly string[]) =>
    names.reduce((text, name) => text.replaceAll(reference(name), reference(plain(name))), json)
  let renamed = Object.keys(schemas).filter((name) => name.endsWith('Input'))
  for (let before = -1; before !== renamed.length;) {
    before = renamed.length
    const names = renamed
    renamed = names.filter((name) => {
      const other = schemas[plain(name)]
      return !other || inPlainNames(JSON.stringify(schemas[name]), names) === JSON.stringify(other)
    })
  }
  const text = inPlainNames(JSON.stringify(document), renamed)
  const result = JSON.parse(text) as Document
  const named = result.components?.schemas ?? {}
  for (const name of renamed) {
    named[plain(name)] ??= named[name]!
    delete named[name]
  }
  return result
}
