import { expect, test } from 'vitest'
import { personName } from '../../../shared/roster/person-name.ts'

test.each([
  ['María', 'María', ''],
  ['María de la Cruz', 'María de la', 'Cruz'],
  ['García López, María', 'María', 'García López'],
  ['Lopez , Ana Maria', 'Ana Maria', 'Lopez'],
  ['José Núñez Jr.', 'José Jr.', 'Núñez'],
  ['José Núñez, Jr.', 'José Jr.', 'Núñez'],
  ['Núñez Jr., José', 'José Jr.', 'Núñez'],
  ['Henry Louis Gates II', 'Henry Louis II', 'Gates'],
  ['Jr.', 'Jr.', ''],
  ['Lee,', 'Lee', ''],
  ['王，小明', '小明', '王'],
  ['王小明', '王小明', ''],
  ['فاطمة الزهراء', 'فاطمة', 'الزهراء'],
  ['حسن، علي', 'علي', 'حسن'],
  ['Ana 🌻 Ruiz', 'Ana 🌻', 'Ruiz'],
  ["O'Neil-Diaz, Siobhán", 'Siobhán', "O'Neil-Diaz"],
])('%s is split into the given name %j and the family name %j', (text, givenName, familyName) => {
  expect(personName(text)).toEqual({ givenName, familyName })
})
