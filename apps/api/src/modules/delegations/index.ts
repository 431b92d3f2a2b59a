export { delegationScope, delegationsRoutes } from './delegations.routes.ts'
export {
  findDelegation,
  insertDelegation,
  listInvitations,
  listRoles,
  type Delegation,
} from './delegations.repository.ts'
export { delegations, sites } from './delegations.table.ts'
export { invitationsRoutes } from './invitations.routes.ts'
export { invite } from './invitations.service.ts'
