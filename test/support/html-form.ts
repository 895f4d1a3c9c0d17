import type { HTMLElement } from 'node-html-parser'

export interface FormChoice {
  readonly form?: string
  readonly button?: string
  readonly values?: Readonly<Record<string, string>>
}

export interface FormSubmission {
  readonly action: string
  readonly method: 'GET' | 'POST'
  readonly fields: [name: string, value: string][]
}

/** What a browser would send for a form of a page (HTML, 4.10.21, for the fields we use). */
export function formSubmission(
  page: HTMLElement,
  pageUrl: string,
  choice: FormChoice,
): FormSubmission {
  const selector = choice.form ?? 'form'
  const form = page.querySelector(selector)
  if (form === null) throw new Error(`No form ${selector} on ${pageUrl}`)
  const button = choice.button === undefined ? undefined : pressed(form, choice.button)
  const fields = new Map([...ownFields(form), ...Object.entries(choice.values ?? {})])
  const buttonName = button?.getAttribute('name')
  if (buttonName) fields.set(buttonName, button?.getAttribute('value') ?? '')
  const action = button?.getAttribute('formaction') ?? form.getAttribute('action') ?? pageUrl
  const method = form.getAttribute('method')?.toUpperCase() === 'POST' ? 'POST' : 'GET'
  return { action: new URL(action, pageUrl).href, method, fields: [...fields] }
}

function pressed(form: HTMLElement, selector: string): HTMLElement {
  const button = form.querySelector(selector)
  if (button === null) throw new Error(`No button ${selector} in the form`)
  return button
}

function ownFields(form: HTMLElement): [string, string][] {
  return form
    .querySelectorAll('input[name], textarea[name], select[name]')
    .filter((field) => !field.hasAttribute('disabled') && isSent(field))
    .map((field) => [field.getAttribute('name') ?? '', valueOf(field)])
}

function isSent(field: HTMLElement): boolean {
  const type = field.getAttribute('type')
  if (type === 'checkbox' || type === 'radio') return field.hasAttribute('checked')
  return type !== 'submit' && type !== 'button' && type !== 'image'
}

function valueOf(field: HTMLElement): string {
  if (field.tagName === 'TEXTAREA') return field.text
  if (field.tagName !== 'SELECT')
    return field.getAttribute('value') ?? (field.getAttribute('type') === 'checkbox' ? 'on' : '')
  const options = field.querySelectorAll('option')
  const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0]
  return chosen?.getAttribute('value') ?? chosen?.text ?? ''
}
