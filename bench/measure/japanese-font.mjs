import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * Without one, a browser looks through every font for each of Japanese's characters and draws boxes.
 * @returns what to say of it: nothing where there is one, or where there is no fontconfig to ask
 */
export async function lackOfJapaneseFont() {
  try {
    const { stdout } = await promisify(execFile)('fc-list', [':lang=ja', 'family'])
    if (stdout.trim() !== '') return []
    return [
      'No Japanese font was found (Debian: fonts-noto-cjk): the Japanese pages were drawn as boxes.',
    ]
  } catch {
    return []
  }
}
