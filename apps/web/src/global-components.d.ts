// Types of the library's components that templates may use: one missing here fails the type check.
import type { RouterLink, RouterView } from 'vue-router'
import type { Translation } from 'vue-i18n'

declare module 'vue' {
  interface GlobalComponents {
    RouterLink: typeof RouterLink
    RouterView: typeof RouterView
    'i18n-t': typeof Translation
    UAccordion: (typeof import('@nuxt/ui/components/Accordion.vue'))['default']
    UAlert: (typeof import('@nuxt/ui/components/Alert.vue'))['default']
    UApp: (typeof import('@nuxt/ui/components/App.vue'))['default']
    UAvatar: (typeof import('@nuxt/ui/components/Avatar.vue'))['default']
    UBadge: (typeof import('@nuxt/ui/components/Badge.vue'))['default']
    UBreadcrumb: (typeof import('@nuxt/ui/components/Breadcrumb.vue'))['default']
    UButton: (typeof import('@nuxt/ui/components/Button.vue'))['default']
    UCalendar: (typeof import('@nuxt/ui/components/Calendar.vue'))['default']
    UCard: (typeof import('@nuxt/ui/components/Card.vue'))['default']
    UCheckbox: (typeof import('@nuxt/ui/components/Checkbox.vue'))['default']
    UCheckboxGroup: (typeof import('@nuxt/ui/components/CheckboxGroup.vue'))['default']
    UCollapsible: (typeof import('@nuxt/ui/components/Collapsible.vue'))['default']
    UDropdownMenu: (typeof import('@nuxt/ui/components/DropdownMenu.vue'))['default']
    UFileUpload: (typeof import('@nuxt/ui/components/FileUpload.vue'))['default']
    UForm: (typeof import('@nuxt/ui/components/Form.vue'))['default']
    UFormField: (typeof import('@nuxt/ui/components/FormField.vue'))['default']
    UIcon: (typeof import('@nuxt/ui/components/Icon.vue'))['default']
    UInput: (typeof import('@nuxt/ui/components/Input.vue'))['default']
    UInputDate: (typeof import('@nuxt/ui/components/InputDate.vue'))['default']
    UInputMenu: (typeof import('@nuxt/ui/components/InputMenu.vue'))['default']
    UInputNumber: (typeof import('@nuxt/ui/components/InputNumber.vue'))['default']
    UInputTags: (typeof import('@nuxt/ui/components/InputTags.vue'))['default']
    UInputTime: (typeof import('@nuxt/ui/components/InputTime.vue'))['default']
    ULink: (typeof import('@nuxt/ui/components/Link.vue'))['default']
    UModal: (typeof import('@nuxt/ui/components/Modal.vue'))['default']
    UNavigationMenu: (typeof import('@nuxt/ui/components/NavigationMenu.vue'))['default']
    UPagination: (typeof import('@nuxt/ui/components/Pagination.vue'))['default']
    UPinInput: (typeof import('@nuxt/ui/components/PinInput.vue'))['default']
    UPopover: (typeof import('@nuxt/ui/components/Popover.vue'))['default']
    UProgress: (typeof import('@nuxt/ui/components/Progress.vue'))['default']
    URadioGroup: (typeof import('@nuxt/ui/components/RadioGroup.vue'))['default']
    USelect: (typeof import('@nuxt/ui/components/Select.vue'))['default']
    USelectMenu: (typeof import('@nuxt/ui/components/SelectMenu.vue'))['default']
    USeparator: (typeof import('@nuxt/ui/components/Separator.vue'))['default']
    USkeleton: (typeof import('@nuxt/ui/components/Skeleton.vue'))['default']
    USlideover: (typeof import('@nuxt/ui/components/Slideover.vue'))['default']
    USlider: (typeof import('@nuxt/ui/components/Slider.vue'))['default']
    UStepper: (typeof import('@nuxt/ui/components/Stepper.vue'))['default']
    USwitch: (typeof import('@nuxt/ui/components/Switch.vue'))['default']
    UTable: (typeof import('@nuxt/ui/components/Table.vue'))['default']
    UTabs: (typeof import('@nuxt/ui/components/Tabs.vue'))['default']
    UTextarea: (typeof import('@nuxt/ui/components/Textarea.vue'))['default']
    UTimeline: (typeof import('@nuxt/ui/components/Timeline.vue'))['default']
    UTooltip: (typeof import('@nuxt/ui/components/Tooltip.vue'))['default']
  }
}

export {}
