/** For the test to call: what the worker of this page answers. */
export function answersOfTheWorker(): Promise<string> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<string>) => resolve(data))
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
  })
}

Object.assign(globalThis, { answersOfTheWorker })
