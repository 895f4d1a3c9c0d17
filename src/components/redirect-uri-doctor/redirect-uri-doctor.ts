import type { Diagnosis } from '../../lib/redirect-uri/diagnose.ts'
import type { Pasted } from '../../lib/redirect-uri/pasted-uris.ts'

type Doctor = typeof import('./doctor-module.ts')
type Side = 'registered' | 'sent'

/** Diagnoses both fields on each input. */
class RedirectUriDoctor extends HTMLElement {
  /** Lazily imported. */
  #doctor: Promise<Doctor> | undefined
  /** Content of both fields after an example was filled in. */
  #example = ''

  connectedCallback() {
    this.addEventListener('input', this.#onInput)
    this.addEventListener('click', this.#onClick)
    // The browser may have restored the fields after a reload.
    if (this.#typed !== '') void this.#examine()
  }

  disconnectedCallback() {
    this.removeEventListener('input', this.#onInput)
    this.removeEventListener('click', this.#onClick)
  }

  readonly #onInput = () => void this.#examine()

  readonly #onClick = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest('button') : null
    if (button?.dataset.example !== undefined) this.#fill(JSON.parse(button.dataset.example))
    else if (button?.dataset.clear !== undefined) {
      this.#fill({ registered: '', sent: '' })
      this.#field('registered').focus()
    }
  }

  #fill(texts: Record<Side, string>) {
    this.#field('registered').value = texts.registered
    this.#field('sent').value = texts.sent
    this.#example = this.#typed
    void this.#examine()
  }

  #field(side: Side): HTMLTextAreaElement {
    return this.querySelector(`[data-side=${side}]`) as HTMLTextAreaElement
  }

  get #typed(): string {
    return this.#field('registered').value + this.#field('sent').value
  }

  async #examine() {
    this.#doctor ??= import('./doctor-module.ts')
    const { diagnose, readPasted, showDiagnosis } = await this.#doctor
    // An example must not overwrite what the reader typed.
    const own = this.#typed !== '' && this.#typed !== this.#example
    for (const button of this.querySelectorAll<HTMLElement>('[data-example]')) button.hidden = own
    const clear = this.querySelector<HTMLElement>('[data-clear]')
    if (clear) clear.hidden = this.#typed === ''
    const registered = readPasted(this.#field('registered').value)
    const sent = readPasted(this.#field('sent').value)
    const first = sent.uris[0]
    const diagnosis = first === undefined ? undefined : diagnose(registered.uris, first)
    this.#say(noticeOf(diagnosis) ?? this.#lack(registered, sent))
    showDiagnosis(this, diagnosis, { registered: registered.uris.length, sent: sent.uris.length })
  }

  /** Why there is nothing to compare. */
  #lack(registered: Pasted, sent: Pasted): string {
    if (registered.tooLong || sent.tooLong) return 'too-long'
    const isMissing = (side: Side, { uris }: Pasted) =>
      this.#field(side).value.trim() !== '' && uris.length === 0
    if (isMissing('registered', registered)) return 'none-registered'
    if (isMissing('sent', sent)) return 'none-sent'
    const isCompared = registered.uris.length === 0 || sent.uris.length === 0
    return isCompared ? 'waiting' : 'sent-too-long'
  }

  #say(kind: string) {
    const notice = this.querySelector<HTMLElement>('[data-notice]')
    const text = this.querySelector('[data-notices]')?.getAttribute(`data-${kind}`) ?? ''
    // Writing the same text again would make a screen reader repeat it.
    if (!notice || notice.textContent === text) return
    notice.dataset.kind = kind
    notice.textContent = text
  }
}

function noticeOf(diagnosis: Diagnosis | undefined): string | undefined {
  if (!diagnosis) return undefined
  if (!diagnosis.match) return 'mismatch'
  return diagnosis.change === 'nothing' ? 'match' : 'refused'
}

customElements.define('redirect-uri-doctor', RedirectUriDoctor)
