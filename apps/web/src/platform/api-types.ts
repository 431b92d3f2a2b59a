import type { paths } from '@essor/api-client'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

type Operation<Path extends keyof paths, Verb extends Method> = NonNullable<paths[Path][Verb]>

type JsonOf<Answer> = Answer extends { content: { 'application/json': infer Body } } ? Body : undefined

type Success<Responses> = {
  [Status in keyof Responses]: Status extends 200 | 201 | 202 | 204 ? JsonOf<Responses[Status]> : never
}[keyof Responses]

/** The paths of the API that answer to this verb. */
export type PathOf<Verb extends Method> = {
  [Path in keyof paths]: paths[Path][Verb] extends { responses: unknown } ? Path : never
}[keyof paths]

/** What an operation answers when all goes well. */
export type AnswerOf<Path extends keyof paths, Verb extends Method> =
  Operation<Path, Verb> extends { responses: infer Responses } ? Success<Responses> : never

/** What an operation takes as its body. */
export type BodyOf<Path extends keyof paths, Verb extends Method> =
  Operation<Path, Verb> extends { requestBody?: { content: { 'application/json': infer Body } } } ? Body : undefined
