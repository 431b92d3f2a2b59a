import { useToast } from '@nuxt/ui/composables'
import { computed, watch } from 'vue'
import { useQuery } from '@pinia/colada'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { api } from '../../../platform/api.ts'
import { publicCampaignQuery, type CampaignCard } from './campaigns.queries.ts'

/** The campaign named by the address (`?campagne=printemps`), whose season is to be made. */
export function useCampaignSuggestion(suggest: (campaign: CampaignCard) => void) {
  const { t } = useI18n({ useScope: 'global' })
  const toast = useToast()
  const route = useRoute()
  const slug = computed(() => (typeof route.query['campagne'] === 'string' ? route.query['campagne'] : ''))
  const query = useQuery(() => ({ ...publicCampaignQuery(slug.value), enabled: slug.value !== '' }))
  const chosen = computed(() => {
    const campaign = slug.value ? query.data.value : undefined
    return campaign?.status === 'published' ? campaign : undefined
  })
  watch(chosen, (campaign, before) => campaign && campaign.id !== before?.id && suggest(campaign), { immediate: true })

  /** The season is there already: where joining fails, it is done from its settings. */
  async function join(seasonId: string): Promise<void> {
    if (!chosen.value) return
    try {
      const campaignId = chosen.value.id
      await api.put('/api/v1/seasons/{seasonId}/campaign', { campaignId }, { path: { seasonId } })
    } catch {
      toast.add({
        title: t('seasons.campaigns.suggestion.notJoined'),
        color: 'warning',
        icon: 'i-lucide-triangle-alert',
      })
    }
  }

  return { chosen, join }
}
