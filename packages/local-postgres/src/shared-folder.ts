/** Where root keeps what the unprivileged account must reach when the checkout stands in a root-only folder. */
export const SHARED_FOLDER = '/var/lib/essor'
