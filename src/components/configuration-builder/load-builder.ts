import { loadWhenVisible } from '../load-when-visible.ts'
import { hasSettings } from '../your-settings/settings-watch.ts'

// Loaded lazily: the builder is most of its page's JavaScript, and far below the fold.
const builder = document.querySelector<HTMLElement>('configuration-builder')

/** Fields changed and the button pressed before the builder was loaded; replayed by `handOver`. */
const typed = new Map<HTMLInputElement, { value: string; checked: boolean }>()
let pressed: HTMLButtonElement | null = null

const remember = ({ target }: Event): void => {
  if (target instanceof HTMLInputElement) {
    typed.set(target, { value: target.value, checked: target.checked })
  }
  load()
}
const rememberPress = ({ target }: Event): void => {
  pressed = target instanceof Element ? target.closest('button') : null
  load()
}
const hold = (event: Event): void => event.preventDefault()

let loading: Promise<void> | undefined
function load(): void {
  loading ??= import('./configuration-builder.ts').then(handOver, () => {
    // Offline: the next interaction tries again.
    loading = undefined
  })
}

function handOver(): void {
  stopWaiting?.()
  builder?.removeEventListener('focusin', load)
  builder?.removeEventListener('input', remember)
  builder?.removeEventListener('click', rememberPress)
  builder?.removeEventListener('submit', hold)
  for (const [field, { value, checked }] of typed) {
    field.value = value
    field.checked = checked
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  if (pressed && !pressed.closest('.copy')) pressed.click()
}

let stopWaiting: (() => void) | undefined
if (builder) {
  // Stored settings must show immediately, even if a link leads elsewhere on the page.
  if (hasSettings()) load()
  else stopWaiting = loadWhenVisible(builder, '100% 0%', load)
  builder.addEventListener('focusin', load)
  builder.addEventListener('input', remember)
  builder.addEventListener('click', rememberPress)
  builder.addEventListener('submit', hold)
}
