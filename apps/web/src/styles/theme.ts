import type { NuxtUIOptions } from '@nuxt/ui/vite'

/** How the component library is dressed; the colours themselves stand in tokens.css. */
const COLOURS = ['primary', 'secondary', 'success', 'info', 'warning', 'error'] as const

// A tenth of a dark colour over paper is mud: the tints are chosen by hand.
const TINTS = {
  primary: 'bg-(--essor-tint-primary)',
  secondary: 'bg-(--essor-tint-secondary)',
  success: 'bg-(--essor-tint-success)',
  info: 'bg-(--essor-tint-info)',
  warning: 'bg-(--essor-tint-warning)',
  error: 'bg-(--essor-tint-error)',
}

export const theme = {
  theme: {
    colors: [...COLOURS],
    defaultVariants: { size: 'xl' },
  },
  ui: {
    colors: {
      primary: 'essor',
      secondary: 'terre',
      success: 'feuille',
      info: 'ciel',
      warning: 'ocre',
      error: 'brique',
      // The library's type lists Tailwind's own greys; any palette of the theme works.
      neutral: 'sable' as 'stone',
    },
    button: {
      slots: { base: 'font-semibold justify-center', label: 'whitespace-normal text-start' },
      variants: { size: { lg: { base: 'min-h-11 px-4' }, xl: { base: 'min-h-11 px-5' } } },
      compoundVariants: [
        {
          color: 'primary',
          variant: 'solid',
          class: 'hover:bg-(--essor-primary-strong) active:bg-(--essor-primary-strong)',
        },
        { size: 'xl', square: true, class: 'min-w-11 px-2.5' },
        { size: 'lg', square: true, class: 'min-w-11 px-2.5' },
        { variant: 'link', class: 'px-0 underline underline-offset-4' },
      ],
    },
    input: { slots: { root: 'w-full', base: 'min-h-12' } },
    textarea: { slots: { root: 'w-full' } },
    select: { slots: { base: 'w-full min-h-12' } },
    selectMenu: { slots: { base: 'w-full min-h-12' } },
    inputMenu: { slots: { root: 'w-full', base: 'min-h-12' } },
    formField: {
      slots: {
        label: 'font-semibold text-highlighted',
        error: 'font-medium',
        help: 'text-muted text-[0.94em]',
        description: 'text-[0.94em]',
      },
      variants: { required: { true: { label: 'after:content-none' } } },
    },
    badge: {
      slots: { base: 'font-semibold' },
      variants: { size: { lg: { base: 'rounded-full px-3' }, xl: { base: 'rounded-full px-3' } } },
      compoundVariants: COLOURS.map((color) => ({ color, variant: 'subtle' as const, class: TINTS[color] })),
    },
    card: { slots: { root: 'rounded-2xl shadow-(--essor-shadow)' } },
    modal: {
      slots: {
        overlay: 'bg-(--essor-veil)',
        content: 'rounded-2xl',
        title: 'font-heading text-xl',
        description: 'text-base',
      },
    },
    slideover: { slots: { overlay: 'bg-(--essor-veil)' } },
    alert: {
      slots: {
        root: 'rounded-xl',
        title: 'text-base font-semibold',
        description: 'text-base opacity-100 text-default',
      },
      compoundVariants: COLOURS.map((color) => ({ color, variant: 'subtle' as const, class: { root: TINTS[color] } })),
    },
    checkbox: {
      slots: { root: 'min-h-11 items-center' },
      variants: { size: { xl: { base: 'size-6', container: 'h-6', wrapper: 'text-base' } } },
    },
    radioGroup: {
      slots: { item: 'min-h-11 items-center', legend: 'font-semibold' },
      variants: { size: { xl: { base: 'size-6', container: 'h-6' } } },
    },
    switch: { slots: { root: 'min-h-11 items-center' } },
    table: { slots: { th: 'text-base', td: 'text-base text-default' } },
    tabs: { slots: { trigger: 'min-h-11 text-base' } },
    dropdownMenu: { slots: { item: 'min-h-11 items-center text-base', label: 'text-base' } },
    toast: { slots: { title: 'text-base', description: 'text-base' } },
  },
} satisfies NuxtUIOptions
