import { type SettingName, type SettingValues, fill } from '../../lib/snippets/placeholders.ts'

/** Original text of filled placeholders. */
const originals = new WeakMap<Element, string>()

function originalOf(element: Element, now: string): string {
  const original = originals.get(element) ?? now
  originals.set(element, original)
  return original
}

/**
 * Fills the placeholders of a code block and the text of its copy button. Without a value the
 * placeholder comes back.
 * @returns whether the block differs from the original
 */
export function fillCodeBlock(block: Element, values: SettingValues): boolean {
  let differs = false
  for (const mark of block.querySelectorAll<HTMLElement>('[data-setting]')) {
    const original = originalOf(mark, mark.textContent)
    const value = values[mark.dataset.setting as SettingName] ?? original
    if (mark.textContent !== value) mark.textContent = value
    mark.toggleAttribute('data-filled', value !== original)
    differs ||= value !== original
  }
  const button = block.querySelector<HTMLElement>('[data-code]')
  if (button) {
    const original = originalOf(button, button.dataset.code ?? '')
    // Expressive Code encodes a line break as U+007F in the attribute.
    const filled = fill(original.replaceAll('\u007f', '\n'), values)
    button.dataset.code = filled.replaceAll('\n', '\u007f')
  }
  return differs
}
