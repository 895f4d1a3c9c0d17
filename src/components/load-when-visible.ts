/** Events that count as interaction. A touch begins with `pointerdown`. */
const interactions = ['pointermove', 'pointerdown', 'keydown', 'scroll']

/**
 * Lazy loading: calls `load` once the element is in view or near it, and the reader has interacted
 * with the page. A page that only lies open loads nothing, however tall its screen.
 * @param rootMargin around the viewport, as for an IntersectionObserver
 * @param load called each time that the element comes near
 * @returns stops waiting
 */
export function loadWhenVisible(
  element: Element,
  rootMargin: string,
  load: () => void,
): () => void {
  const interacted = new AbortController()
  let visible = false
  const onInteraction = () => {
    interacted.abort()
    if (visible) load()
  }
  const observer = new IntersectionObserver(
    (entries) => {
      visible = entries.at(-1)?.isIntersecting ?? false
      // A link to a fragment, or a reload further down, scrolled before any script ran. Read
      // `scrollY` in this callback, after layout: reading it earlier would force one.
      if (scrollY > 0) interacted.abort()
      if (visible && interacted.signal.aborted) load()
    },
    { rootMargin },
  )
  observer.observe(element)
  for (const type of interactions) {
    addEventListener(type, onInteraction, { signal: interacted.signal })
  }
  return () => {
    interacted.abort()
    observer.disconnect()
  }
}
