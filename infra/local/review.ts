import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { LanguageFile } from '../../web/messages/languages.ts'
import { Review, withReview } from '../../web/messages/review.ts'

const USAGE = `npm run review -- <file>…

Takes in what native speakers read over: each file is one that the page of languages in Settings made. Better texts are
written to web/messages/languages/, and all that was read over counts as reviewed there. Look at the difference, run the
tests, and commit it with the names of those who read.`

const pathOf = (language: string) =>
  fileURLToPath(new URL(`../../web/messages/languages/${language}.json`, import.meta.url))

/** Takes a review into the file of its language, and returns how many texts of it were read over so far. */
export function takeIn(review: Review, path = pathOf(review.language)): number {
  const before: LanguageFile = JSON.parse(readFileSync(path, 'utf8'))
  const after = withReview(before, review)
  writeFileSync(path, `${JSON.stringify(after, undefined, 2)}\n`)
  return after.reviewed.length
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = process.argv.slice(2)
  if (files.length === 0) console.log(USAGE)
  for (const file of files) {
    const review = Review.parse(JSON.parse(readFileSync(file, 'utf8')))
    console.log(`${review.language}: ${takeIn(review)} texts are read over now, the last by ${review.by}.`)
  }
}
