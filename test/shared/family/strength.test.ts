import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'
import { type Family, mergeTwo } from '../../../shared/family/family.ts'
import {
  findStrengths,
  SkillsInput,
  StrengthsInput,
  withSkills,
  withStrengths,
} from '../../../shared/family/strength.ts'
import { holdsUncollected } from '../../../shared/family/uncollected.ts'

const family = (id: string, strengths: Family['strengths']): Family => ({
  id,
  name: id,
  writtenLanguage: 'en',
  spokenLanguage: 'en',
  caregivers: [],
  children: [],
  groups: [],
  bothMustAttend: false,
  sourceIds: [],
  saidThemselves: [],
  links: [],
  revision: 1,
  ...(strengths && { strengths }),
})

describe('what a family brings', () => {
  test('is stored in its own words; empty strengths are dropped', () => {
    const input = StrengthsInput.parse({ makes: { text: ' Sambuus ', hosts: true }, knows: { text: '' } })
    const said = withStrengths(family('rosa', { speaks: { text: 'Somali', hosts: false } }), input)
    expect(said.strengths).toEqual({ makes: { text: 'Sambuus', hosts: true } })
    expect(withStrengths(said, {})).not.toHaveProperty('strengths')
  })

  test('is only for the team by default', () => {
    expect(StrengthsInput.parse({ makes: { text: 'Bread' } }).makes).toEqual({ text: 'Bread', hosts: false })
  })

  test('is found by every word, ignoring case and accents', () => {
    const families = [
      family('ubah', { speaks: { text: 'Somali and English, I interpret', hosts: false } }),
      family('jose', { knows: { text: 'Fracciones', hosts: true }, makes: { text: 'Café', hosts: false } }),
      family('none', undefined),
    ]
    const names = (text: string, forHosts = false) =>
      findStrengths(families, text, { forHosts }).map((one) => one.family.id)
    expect(names('english SOMALI')).toEqual(['ubah'])
    expect(names('cafe fracciones')).toEqual(['jose'])
    expect(names('')).toEqual(['ubah', 'jose'])
    expect(names('somali cafe')).toEqual([])
    expect(findStrengths(families, 'cafe')[0]?.strengths).toEqual([{ kind: 'makes', text: 'Café' }])
  })

  test('may be ticked beside its own words, and neither takes the other away', () => {
    const ticked = withSkills(
      family('rosa', undefined),
      SkillsInput.parse({ skills: ['music', 'sewing', 'music'] }),
    )
    expect(ticked.strengths).toEqual({ skills: ['sewing', 'music'] })
    const said = withStrengths(ticked, { makes: { text: 'Bread', hosts: false } })
    expect(said.strengths).toEqual({ makes: { text: 'Bread', hosts: false }, skills: ['sewing', 'music'] })
    expect(withStrengths(said, {}).strengths).toEqual({ skills: ['sewing', 'music'] })
    expect(withSkills(said, { skills: [] }).strengths).toEqual({ makes: { text: 'Bread', hosts: false } })
    expect(withSkills(ticked, { skills: [] })).not.toHaveProperty('strengths')
    expect(SkillsInput.safeParse({ skills: ['juggling'] }).success).toBe(false)
  })

  test('and was ticked by either of two families is kept where they become one', () => {
    const { strengths } = mergeTwo(
      family('rosa', { skills: ['music'], makes: { text: 'Bread', hosts: false } }),
      family('jose', { skills: ['sewing', 'music'] }),
    )
    expect(strengths).toEqual({ skills: ['music', 'sewing'], makes: { text: 'Bread', hosts: false } })
  })

  test('is found where it was ticked, by the words that name it, and for the team only', () => {
    const families = [family('ana', { skills: ['sewing'] }), family('jose', { skills: ['music'] })]
    const names = (text: string, how: Parameters<typeof findStrengths>[2]) =>
      findStrengths(families, text, how).map((one) => one.family.id)
    expect(names('coser', { named: ['sewing'] })).toEqual(['ana'])
    expect(names('', {})).toEqual(['ana', 'jose'])
    expect(names('coser', {})).toEqual([])
    expect(names('', { forHosts: true })).toEqual([])
    expect(names('coser', { forHosts: true, named: ['sewing'] })).toEqual([])
  })

  test('that is only for the team is not searched for a host', () => {
    const families = [
      family('jose', { knows: { text: 'Maps', hosts: true }, makes: { text: 'Bread', hosts: false } }),
    ]
    expect(findStrengths(families, 'bread', { forHosts: true })).toEqual([])
    expect(findStrengths(families, '', { forHosts: true })[0]?.strengths).toEqual([
      { kind: 'knows', text: 'Maps' },
    ])
  })
})

test.each([
  ['my number is 123-45-6789', true],
  ['They are undocumented', true],
  ['lugar de nacimiento: Puebla', true],
  ['the passport office', true],
  ['Call 651-555-0123 after 5', false],
  ['A stubborn inventor', false],
  ['We documented the garden', false],
])('the text “%s” is refused: %s', (text, refused) => {
  expect(holdsUncollected(text)).toBe(refused)
})

// Field names that would describe what a family lacks, or rank it.
const DEFICIT =
  /deficit|weakness|lack|at.?risk|^risk|score$|^score|grade.?average|unresponsive|hard.?to.?reach|problem(s)?$|truan|delinquen|poverty|behaviou?r/i

test('no field describes what a family lacks, and none rates it', () => {
  const root = fileURLToPath(new URL('../../../shared/', import.meta.url))
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const names = new Set<string>()
  for (const file of files) {
    const { program } = parseSync(file, readFileSync(root + file, 'utf8'))
    collectNames(program, names)
  }
  expect(names.size).toBeGreaterThan(300)
  expect([...names].filter((name) => DEFICIT.test(name))).toEqual([])
  expect(['riskScore', 'deficits', 'hardToReach'].every((name) => DEFICIT.test(name))).toBe(true)
})

function collectNames(node: unknown, names: Set<string>): void {
  if (Array.isArray(node)) for (const part of node) collectNames(part, names)
  else if (node && typeof node === 'object') {
    const { type, key } = node as { type?: string; key?: { name?: string; value?: unknown } }
    if (type === 'Property' || type === 'TSPropertySignature') names.add(key?.name ?? String(key?.value))
    for (const part of Object.values(node)) collectNames(part, names)
  }
}
