import { beforeAll, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { standingToken } from '../../../shared/family/standing-link.ts'
import { readBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { COOKIE_KEY } from '../../support/form-token.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let workshop: string
let option: string
let family: Awaited<ReturnType<typeof addFamily>>
const TIMES = [{ startLocal: '2027-03-10T18:00' }, { startLocal: '2027-03-11T18:00' }]
const closesAt = '2027-03-08T09:00'

beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  workshop = (await createWorkshop(site.context, site.school.id, READING)).id
  const poll = await putPoll(site.context, workshop, { options: TIMES, closesAt })
  option = poll.options[0]?.id ?? ''
  family = await familyNamed('Warsame')
})

async function familyNamed(familyName: string) {
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Faadumo', familyName }] })
  return addFamily(site.context, site.school.id, input)
}

const tokenOf = (one: typeof family, school = site.school.id) =>
  standingToken(COOKIE_KEY, { school, family: one.id }, one)

const hold = (token: string, of = `${workshop}-1`) =>
  dana.post(schoolRoutes.recordSheet(workshop), { code: `https://convite.example.org/f/${token}?b=${of}` })

test('a sheet opens its family’s ballot; what is tapped is recorded as from paper, and the page waits for the next', async () => {
  const { status, page } = await hold(tokenOf(family))
  expect(status).toBe(200)
  expect(page).toContain('Found: Warsame. Now tap what they ticked.')
  expect(page).toContain(`name="answers.${option}"`)
  const fields = {
    family: family.id,
    'version:int': '0',
    [`answers.${option}`]: 'yes',
    'couldComeIf:list': 'ride',
  }
  const sent = await dana.post(schoolRoutes.recordCamera(workshop), fields)
  expect(sent.status).toBe(200)
  expect(sent.page).toContain('Recorded for Warsame. Hold up the next sheet.')
  expect(await readBallot(site.context, workshop, family.id)).toMatchObject({
    ...{ via: 'paper', couldComeIf: ['ride'], version: 1 },
    answers: { [option]: { answer: 'yes' } },
  })
})

test('a family that has voted shows its vote, and another change meanwhile is not overwritten', async () => {
  const { page } = await hold(tokenOf(family))
  expect(page).toContain('This family has voted already.')
  expect(page).toMatch(/name="version:int" value="1"/)
  const fields = { family: family.id, 'version:int': '0', [`answers.${option}`]: 'no' }
  const late = await dana.post(schoolRoutes.recordCamera(workshop), fields)
  expect(late.status).toBe(422)
  expect(late.page).toContain('The vote of this family was changed while you were here')
})

test('none of these is a no to each time', async () => {
  const other = await familyNamed('Cilmi')
  const fields = {
    family: other.id,
    'version:int': '0',
    'noneWork:flag': 'yes',
    [`answers.${option}`]: 'yes',
  }
  expect((await dana.post(schoolRoutes.recordCamera(workshop), fields)).status).toBe(200)
  const ballot = await readBallot(site.context, workshop, other.id)
  expect(Object.values(ballot?.answers ?? {}).map(({ answer }) => answer)).toEqual(['no', 'no'])
})

test('an empty sheet is asked for again, and records nothing', async () => {
  const other = await familyNamed('Empty')
  const sent = await dana.post(schoolRoutes.recordCamera(workshop), { family: other.id, 'version:int': '0' })
  expect(sent.status).toBe(422)
  expect(await readBallot(site.context, workshop, other.id)).toBeUndefined()
})

test('what is no sheet of this vote says why, and opens nothing', async () => {
  const { id: other } = await createWorkshop(site.context, site.school.id, {
    ...READING,
    title: { en: 'Old one' },
  })
  const ended = await familyNamed('Ended')
  const before = tokenOf(ended)
  await issueLink(site.context, site.school.id, ended.id)
  const said = [
    [
      await dana.post(schoolRoutes.recordSheet(workshop), { code: 'https://example.org/menu' }),
      'not from one of our',
    ],
    [await hold(tokenOf(family, 'anotherschool')), 'from another school'],
    [await hold(tokenOf(family), `${other}-1`), 'from another vote: Old one'],
    [await hold(tokenOf(family), `${site.school.id}-zzzzzzzzzzzz-1`), 'from another vote. Put it aside'],
    [await hold(before), 'no longer works'],
    [await hold(`${tokenOf(family).slice(0, -1)}!`), 'not from one of our'],
  ] as const
  for (const [{ status, page }, text] of said) {
    expect(status).toBe(200)
    expect(page).toContain(text)
    expect(page).not.toContain('data-open')
  }
})

test('a sheet that was printed before the times changed asks to compare them', async () => {
  expect((await hold(tokenOf(family), `${workshop}-9`)).page).toContain('The times changed after this sheet')
})

test('only this page may use the camera, and its scripts come from our own host', async () => {
  const camera = await dana.get(schoolRoutes.recordCamera(workshop))
  expect(camera.headers.get('permissions-policy')).toBe('camera=(self), microphone=(), geolocation=()')
  expect(camera.headers.get('content-security-policy')).toContain("script-src 'self'")
  const keyboard = await dana.get(schoolRoutes.record(workshop))
  expect(keyboard.headers.get('permissions-policy')).toBe('camera=(), microphone=(), geolocation=()')
  const library = /data-library="([^"]+)"/.exec(camera.page)?.[1] ?? ''
  const script = await dana.get(library)
  expect(script.headers.get('content-type')).toContain('text/javascript')
  expect(script.page).toContain('BarcodeDetector')
  expect((await dana.get(schoolRoutes.codeLibrary('0000000000000000.js'))).status).toBe(404)
})
