import { expect, it } from 'vitest'
import { useTestApp } from '../../test/harness.ts'
import { demoAccounts } from './demo-accounts.ts'

const t = useTestApp()

it('shows the accounts to try, where the demo runs and nowhere else', async () => {
  const real = await t.appWith({ config: { demo: false } })

  expect((await t.anonymous.get('/api/v1/demo')).body).toEqual({
    enabled: true,
    keepsMails: true,
    accounts: demoAccounts,
  })
  expect((await real.anonymous.get('/api/v1/demo')).body).toMatchObject({ status: 404, code: 'not_found' })
})
