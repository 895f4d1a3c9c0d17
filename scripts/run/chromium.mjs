import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { StepFailure, runQuietly, step } from './processes.mjs'
import { canUseApt, installWithApt } from './programs.mjs'
import { commandFile } from './project.mjs'

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const macApplications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

function usualPlaces() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)))
  if (process.platform === 'darwin') return [...onPath, ...macApplications]
  if (process.platform !== 'win32') return onPath
  const programs = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((name) => process.env[name])
    .filter(Boolean)
  const ends = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe']
  return programs.flatMap((folder) => ends.map((end) => join(folder, end)))
}

/** Whether a browser is there and starts: Ubuntu's chromium-browser may be a stub for a snap. */
function works(file) {
  try {
    accessSync(file, constants.X_OK)
    // On Windows chrome.exe opens a window instead of answering.
    if (process.platform === 'win32') return true
    const answer = execFileSync(file, ['--version'], {
      encoding: 'utf8',
      timeout: 20_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return /\d+\.\d+/.test(answer)
  } catch {
    return false
  }
}

/** The path of an installed Chromium, or undefined. A wrong CHROME_PATH is refused. */
export function findChromium() {
  const named = process.env.CHROME_PATH
  if (!named) return usualPlaces().find(works)
  if (works(named)) return named
  throw new StepFailure('CHROME_PATH does not name a browser that starts: correct it or unset it.')
}

/** The path of Playwright's own Chromium, or undefined where it was not downloaded. */
async function findOfPlaywright() {
  const { chromium } = await import('playwright-core')
  const path = chromium.executablePath()
  return works(path) ? path : undefined
}

async function downloadWithPlaywright() {
  const command = [commandFile('playwright-core'), 'install', 'chromium']
  const { output } = await runQuietly(process.execPath, command)
  const path = await findOfPlaywright()
  if (path) return path
  throw new StepFailure(
    'No Chromium for the browser tests. Install Chromium or Chrome, or set CHROME_PATH to its executable, then run this again.',
    { output },
  )
}

/** The path of a Chromium for the browser tests, got from the system or Playwright if need be. */
export async function obtainChromium() {
  const found = findChromium() ?? (await findOfPlaywright())
  if (found) {
    console.log(`▸ Chromium: ${found}`)
    return found
  }
  return step('Getting Chromium for the browser tests', async () => {
    // Japanese fonts matter to the eye only.
    if (canUseApt()) await installWithApt(['chromium', 'fonts-noto-cjk'])
    return findChromium() ?? downloadWithPlaywright()
  })
}
