// The component library writes the types of its theme while Vite reads its configuration: reading it is enough,
// so that a fresh checkout is checked as strictly as one that was already built.
import { resolveConfig } from 'vite'

await resolveConfig({ root: import.meta.dirname, logLevel: 'error' }, 'build')
