/** Loaded into a server ahead of everything else: makes it tell the time of a {@link TestClock}. */
import { readFileSync } from 'node:fs'

const file = process.env['TEST_CLOCK']
if (file === undefined) throw new Error('TEST_CLOCK is not set')

const read = (last: number) => Number(readFileSync(file, 'utf8')) || last
let time = read(Date.now())
// A file that is being written is empty for a moment: the time before stays until it is not.
Date.now = () => (time = read(time))
