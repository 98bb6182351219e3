import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeIn } from '../../../infra/local/review.ts'

test('a review is written into the file of its language, which stays as it is written by hand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'convite-review-'))
  const path = join(folder, 'es.json')
  const before = { reviewed: [], texts: { 'vote.send': 'Enviar', 'vote.none': 'Ninguno de estos' } }
  writeFileSync(path, `${JSON.stringify(before, undefined, 2)}\n`)
  try {
    const review = { language: 'es', by: 'Rosa', on: '2027-03-01', reviewed: ['vote.none'] }
    expect(takeIn({ ...review, better: { 'vote.send': 'Enviar mi voto' } }, path)).toBe(2)
    expect(readFileSync(path, 'utf8')).toBe(
      `${JSON.stringify({ reviewed: ['vote.send', 'vote.none'], texts: { 'vote.send': 'Enviar mi voto', 'vote.none': 'Ninguno de estos' } }, undefined, 2)}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})
