/** The parts of the page that the script uses: fields, outputs, texts and templates. */
export class PageParts {
  readonly #root: HTMLElement
  readonly #words: ReadonlyMap<string, string>

  constructor(root: HTMLElement) {
    this.#root = root
    const words = this.copyOf('words').querySelectorAll<HTMLElement>('[data-word]')
    this.#words = new Map([...words].map((word) => [word.dataset.word ?? '', textOf(word)]))
  }

  /** @throws Error where the page lacks it, which is a bug */
  one<E extends HTMLElement = HTMLElement>(selector: string): E {
    return only<E>(this.#root, selector)
  }

  field(name: 'token' | 'issuer' | 'client' | 'nonce' | 'jwks'): HTMLInputElement {
    return this.one<HTMLInputElement>(`[data-field="${name}"]`)
  }

  copyOf(template: 'words' | 'runs' | 'member' | 'ladder'): DocumentFragment {
    const element = this.one<HTMLTemplateElement>(`template[data-template="${template}"]`)
    return document.importNode(element.content, true)
  }

  word(key: string): string | undefined {
    return this.#words.get(key)
  }

  /** A text with its `{{name}}` filled in. */
  sentence(key: string, parameters: Readonly<Record<string, string>> = {}): string {
    return (this.word(key) ?? '').replace(
      /\{\{(\w+)\}\}/g,
      (whole, name: string) => parameters[name] ?? whole,
    )
  }
}

/** @throws Error where there is none */
export function only<E extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): E {
  const element = root.querySelector<E>(selector)
  if (!element) throw new Error(`The page lacks ${selector}`)
  return element
}

function textOf(element: Element): string {
  return element.textContent.trim()
}
