import highsModule, { type Highs } from 'highs'

// The package's types describe its CommonJS build; what is imported here is the ES module, whose default is the loader.
const loadHighs = highsModule as unknown as typeof highsModule.default

let loading: Promise<Highs> | undefined

/** WebAssembly memory is never given back: a long-lived process runs each solve in a worker that it ends afterwards. */
export function highs(): Promise<Highs> {
  return (loading ??= loadHighs({ printErr: () => undefined }))
}

/** An interior point method ends in a crash when told to stop: what it ran in cannot be used again. */
export function forgetHighs(): void {
  loading = undefined
}
