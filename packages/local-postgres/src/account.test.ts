import { expect, it } from 'vitest'
import { existingAccount } from './account.ts'

const SYSTEM = 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin\n'

it('prefers the account made for PostgreSQL', () => {
  expect(existingAccount(`${SYSTEM}postgres:x:101:104::/var/lib/postgresql:/bin/bash\n`)).toEqual({
    uid: 101,
    gid: 104,
  })
})

it('falls back on the account that owns nothing', () => {
  expect(existingAccount(SYSTEM)).toEqual({ uid: 65534, gid: 65533 })
})

it('never settles for root', () => {
  expect(() => existingAccount('root:x:0:0::/root:/bin/sh\npostgres:x:0:0::/:/bin/sh\n')).toThrowError(
    expect.objectContaining({ code: 'unreachable' }),
  )
})
