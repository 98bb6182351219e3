import { beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, type School } from '../../../shared/school/school.ts'
import { groupName, groupNames, kindName } from '../../../web/components/group-name.ts'
import { learn, loadLanguages, translator } from '../../../web/messages/catalogue.ts'
import { en } from '../../../web/messages/school/en.ts'

beforeAll(async () => {
  learn(en)
  await loadLanguages()
})

function words(language: 'en' | 'es', given: School['settings']['groupNames'] = {}) {
  const settings = { ...DEFAULT_SETTINGS, groupNames: given }
  return { t: translator(language), language, school: { settings } as School } // only the settings are read
}

describe('a group is shown', () => {
  test.each([
    ['shift:night', 'Night shift'],
    ['shift:early', 'Early shift'],
    ['bus:4', 'Bus 4'],
    ['neighborhood:river', 'River neighborhood'],
    ['neighborhood:eastSide', 'East side neighborhood'],
    ['language:so', 'Somali'],
    ['language:sign language', 'Sign language'],
    ['grade:3', 'Grade 3'],
    ['after-school_club:chess', 'After school club: Chess'],
    ['constructor:prototype', 'Constructor: Prototype'],
    ['time:8:00', 'Time: 8:00'],
  ])('%s as %s', (group, name) => {
    expect(groupName(words('en'), group)).toBe(name)
  })

  test('in the language of the reader', () => {
    expect(groupNames(words('es'), ['shift:night', 'bus:4'])).toBe('Turno de noche y Autobús 4')
  })

  test('that the school gave it, in the best language there is', () => {
    const given = {
      'shift:night': { en: 'Nights at the mill', es: 'Noches en la fábrica' },
      bus: { en: 'Route' },
    }
    expect(groupName(words('es', given), 'shift:night')).toBe('Noches en la fábrica')
    expect(groupName(words('en', given), 'bus:4')).toBe('Route: 4')
    expect(kindName(words('es', given), 'bus')).toBe('Route')
    expect(kindName(words('es', given), 'shift')).toBe('Turno de trabajo')
  })
})
