import {
  Announcement,
  AnnouncementDraft,
  AnnouncementPreview,
  AnnouncementSending,
  AnnouncementStatus,
  Id,
  OwnAnnouncement,
  page,
  PageQuery,
  PublicAnnouncement,
  Slug,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, can, signedIn } from '../../../platform/access/access.ts'
import { personOf } from '../../../platform/deps.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../season.scope.ts'
import { listAnnouncements, listOwnAnnouncements } from './announcements.repository.ts'
import {
  changeAnnouncement,
  draftAnnouncement,
  previewAnnouncement,
  readAnnouncement,
  readPublicAnnouncements,
  removeAnnouncement,
  sendAnnouncement,
} from './announcements.service.ts'
import type { TeamReaders } from './audience.repository.ts'

const tags = ['announcements']
const params = z.object({ seasonId: Id })
const one = params.extend({ announcementId: Id })

/** Who is in which team is known to a later module, which gives `teamReaders`. */
export const announcementsRoutes =
  (teamReaders: TeamReaders): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/v1/public/seasons/:slug/announcements', {
      config: { access: anyone, refusals: ['not_found'] },
      schema: {
        operationId: 'listPublicAnnouncements',
        tags,
        summary: 'Announcements on the page of a season, the latest first',
        params: z.object({ slug: Slug }),
        querystring: PageQuery,
        response: { 200: page(PublicAnnouncement) },
      },
      handler: (request) => readPublicAnnouncements(request.deps.db, request.params.slug, request.query),
    })

    app.get('/api/v1/me/announcements', {
      config: { access: signedIn },
      schema: {
        operationId: 'listMyAnnouncements',
        tags,
        summary: 'Announcements that were sent to me, the latest first',
        querystring: PageQuery,
        response: { 200: page(OwnAnnouncement) },
      },
      handler: (request) => listOwnAnnouncements(request.deps.db, personOf(request.deps), request.query),
    })

    app.get('/api/v1/seasons/:seasonId/announcements', {
      config: { access: can('season.manage', seasonScope) },
      schema: {
        operationId: 'listAnnouncements',
        tags,
        summary: 'Announcements of a season, drafts too, newest first',
        params,
        querystring: PageQuery.extend({ status: AnnouncementStatus.optional() }),
        response: { 200: page(Announcement) },
      },
      handler: (request) => listAnnouncements(request.deps.db, request.params.seasonId, request.query),
    })

    app.post('/api/v1/seasons/:seasonId/announcements', {
      config: { access: can('season.manage', seasonScope) },
      schema: {
        operationId: 'draftAnnouncement',
        tags,
        summary: 'Write an announcement; nothing is sent yet',
        params,
        body: AnnouncementDraft,
        response: { 201: Announcement },
      },
      handler: (request) => draftAnnouncement(request.deps, request.params.seasonId, request.body),
    })

    app.get('/api/v1/seasons/:seasonId/announcements/:announcementId', {
      config: { access: can('season.manage', seasonScope), refusals: ['not_found'] },
      schema: {
        operationId: 'readAnnouncement',
        tags,
        summary: 'An announcement as organisers see it',
        params: one,
        response: { 200: Announcement },
      },
      handler: async (request, reply) =>
        withVersion(
          reply,
          await readAnnouncement(request.deps.db, request.params.seasonId, request.params.announcementId),
        ),
    })

    app.put('/api/v1/seasons/:seasonId/announcements/:announcementId', {
      config: { access: can('season.manage', seasonScope), versioned: true, refusals: ['announcement_sent'] },
      schema: {
        operationId: 'changeAnnouncement',
        tags,
        summary: 'Change an announcement that was not sent yet',
        params: one,
        body: AnnouncementDraft,
        response: { 200: Announcement },
      },
      handler: async (request, reply) =>
        withVersion(
          reply,
          await changeAnnouncement(
            request.deps,
            request.params.seasonId,
            request.params.announcementId,
            versionRead(request),
            request.body,
          ),
        ),
    })

    app.delete('/api/v1/seasons/:seasonId/announcements/:announcementId', {
      config: { access: can('season.manage', seasonScope), refusals: ['announcement_sent'] },
      schema: {
        operationId: 'removeAnnouncement',
        tags,
        summary: 'Throw a draft away',
        params: one,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await removeAnnouncement(request.deps, request.params.seasonId, request.params.announcementId)
        return reply.code(204).send(null)
      },
    })

    app.get('/api/v1/seasons/:seasonId/announcements/:announcementId/preview', {
      config: { access: can('season.manage', seasonScope), refusals: ['not_found'] },
      schema: {
        operationId: 'previewAnnouncement',
        tags,
        summary: 'How many people would get it now, and the mail as they would read it',
        params: one,
        response: { 200: AnnouncementPreview },
      },
      handler: async (request, reply) =>
        withVersion(
          reply,
          await previewAnnouncement(request.deps, teamReaders, request.params.seasonId, request.params.announcementId),
        ),
    })

    app.post('/api/v1/seasons/:seasonId/announcements/:announcementId/send', {
      config: {
        access: can('season.manage', seasonScope),
        versioned: true,
        refusals: [
          'announcement_sent',
          'announcement_audience_changed',
          'announcement_without_reader',
          'season_not_open',
        ],
      },
      schema: {
        operationId: 'sendAnnouncement',
        tags,
        summary: 'Send an announcement, once, to as many people as the preview told',
        params: one,
        body: AnnouncementSending,
        response: { 200: Announcement },
      },
      handler: async (request, reply) =>
        withVersion(
          reply,
          await sendAnnouncement(request.deps, teamReaders, request.params.seasonId, request.params.announcementId, {
            version: versionRead(request),
            recipients: request.body.recipients,
          }),
        ),
    })
  }
