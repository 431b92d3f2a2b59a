export interface DemoAccount {
  email: string
  password: string
  name: string
  role: string
}

/** Invented people; anyone may sign in as one of them on an instance that runs the demo. */
export const demoAccounts: DemoAccount[] = []
