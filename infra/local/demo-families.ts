import { FamilyInput } from '../../shared/family/family.ts'

/** Names of one language's families: given names of caregivers and family names, in the order of use. */
type Names = { language: string; given: string[]; family: string[]; groups: string[] }

// Invented people. Where a language has no family names, the father's name is used.
const NAMES: readonly Names[] = [
  {
    language: 'en',
    given:
      'Diane Marcus Ruth Tyrone Ellen Jamal Grace Owen Keisha Peter Alma Curtis June Andre Faye Leroy Nina Walt'.split(
        ' ',
      ),
    family:
      'Whitaker Johnson Olson Freeman Lindgren Carter Novak Sullivan Brooks Hanson Greene Baker Swenson Ellis Murphy Coleman Dahl Price'.split(
        ' ',
      ),
    groups: [],
  },
  {
    language: 'es',
    given:
      'Rosa Miguel Lucía José Carmen Ana Luis Marisol Héctor Yolanda Ramón Pilar Diego Elena Óscar Teresa Andrés Inés'.split(
        ' ',
      ),
    family:
      'Núñez Ramírez Ortega Castillo Morales Ibáñez Vargas Peña Salazar Ríos Mendoza Cárdenas Fuentes Aguilar Soto Guzmán Navarro Vega'.split(
        ' ',
      ),
    groups: ['shift:night'],
  },
  {
    language: 'so',
    given: 'Faadumo Cabdi Hodan Maxamed Sahra Xaliimo Yuusuf Caasha'.split(' '),
    family: 'Warsame Nuur Jaamac Cilmi Faarax Cabdullaahi Xasan Aadan'.split(' '),
    groups: ['neighborhood:river'],
  },
  {
    language: 'ar',
    given: ['ليلى', 'يوسف', 'هدى', 'كريم', 'سلمى', 'نور'],
    family: ['حداد', 'النجار', 'خليل', 'منصور', 'العلي', 'صالح'],
    groups: ['neighborhood:river'],
  },
  {
    language: 'vi',
    given: ['Lan', 'Linh', 'Hương', 'Tuấn', 'Thảo', 'Bình'],
    family: ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Đặng', 'Võ'],
    groups: ['bus:4'],
  },
  {
    language: 'zh-Hans',
    given: ['秀英', '伟', '敏', '建国'],
    family: ['王', '李', '张', '陈'],
    groups: ['bus:4'],
  },
]

const AGES = ['infant', 'toddler', 'three', 'preschool', 'early', 'older'] as const
const GRADES = ['K', '1', '2', '3', '4', '5']

/** Sixty families of six languages, the same each time: their channels, children and groups differ. */
export function demoFamilies(): FamilyInput[] {
  const families = NAMES.flatMap(({ language, given, family, groups }) =>
    given.map((name, place) => ({ language, name, family: family[place] ?? '', groups, place })),
  )
  return families.map(({ language, name, family, groups, place }, number) =>
    FamilyInput.parse({
      writtenLanguage: language,
      spokenLanguage: language,
      caregivers: [
        { givenName: name, familyName: family, channels: channelsOf(number) },
        ...(number % 3 === 0 ? [{ givenName: partnerOf(language, place), familyName: family }] : []),
      ],
      children: [
        { grade: GRADES[number % GRADES.length] },
        ...(number % 2 === 0 ? [{ ageBand: AGES[(number / 2) % AGES.length] }] : []),
      ],
      groups: [`language:${language}`, ...(place % 2 === 0 ? groups : [])],
    }),
  )
}

function partnerOf(language: string, place: number): string {
  const names = NAMES.find((one) => one.language === language)?.given ?? []
  return names[(place + 1) % names.length] ?? ''
}

// Numbers and addresses that are reserved for examples and reach nobody.
function channelsOf(number: number) {
  const sms = { kind: 'sms', address: `+1651555${String(100 + number).padStart(4, '0')}` }
  const email = { kind: 'email', address: `family-${number + 1}@example.org` }
  const kinds = [[sms], [sms, email], [email], [{ ...sms, kind: 'phone' }], [{ kind: 'paper' }]]
  return kinds[number % kinds.length] ?? [sms]
}
