import { z } from 'zod'
import { Instant } from './platform.ts'

const createdAt = '2026-03-02T09:00:00.000Z'

/** Whether the person signed in has a private calendar address, and since when; the address itself is not kept. */
export const OwnCalendar = z
  .object({ createdAt: Instant.nullable() })
  .meta({ id: 'OwnCalendar', examples: [{ createdAt }] })

/** Shown this once: whoever has the address sees the calendar. */
export const OwnCalendarAddress = z.object({ address: z.string(), createdAt: Instant }).meta({
  id: 'OwnCalendarAddress',
  examples: [
    { address: 'https://essor.example/api/v1/calendars/4xYVn8_0eX9tq1uUeYb2rAq3bC5dE7fG9hJ1kL3mN5p.ics', createdAt },
  ],
})
