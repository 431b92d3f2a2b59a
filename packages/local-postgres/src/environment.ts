/** Nothing of ours leaks into the server: PG* variables would change what it does, LC_* what it says. */
export const SERVER_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
