import { beforeAll, describe, expect, test } from 'vitest'
import { RATE_LIMITS } from '../../../shared/access/rate-limit.ts'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { announce } from '../../../shared/workshop/interest.operations.ts'
import { MOST_PICTURE_BYTES } from '../../../shared/workshop/picture-header.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'
import { jpegFile, pngChunk, pngFile, pngRows, tellsPlace, withExif } from '../../support/picture-files.ts'
import { READING } from '../../support/puente.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
let workshop: string
let linh: ReturnType<typeof device>
let rosa: ReturnType<typeof device>
let photo: Uint8Array<ArrayBuffer>

async function family(name: string, app: Pick<typeof site.app, 'request'> = site.app) {
  const input = FamilyInput.parse({ caregivers: [{ givenName: name }] })
  const { id } = await addFamily(site.context, site.school.id, input)
  const phone = device(app as typeof site.app)
  await phone.get(routes.familyLink((await issueLink(site.context, site.school.id, id)).token))
  return { id, phone }
}

beforeAll(async () => {
  site = await schoolSite()
  const host = await family('Linh')
  linh = host.phone
  rosa = (await family('Rosa')).phone
  workshop = (await createWorkshop(site.context, site.school.id, { ...READING, hostFamily: host.id })).id
  await announce(site.context, workshop, true)
  photo = withExif(await jpegFile({ width: 300, height: 200 }), 1)
})

const fileOf = (bytes: Uint8Array<ArrayBuffer> | string, name = 'me.jpg') => new File([bytes], name)
const seenByAll = async () => (await device(site.app).get(routes.publicWorkshop(workshop))).page
const addressIn = (page: string) => /src="(\/picture\/[^"]+)"/.exec(page)?.[1] ?? ''

describe('A host', () => {
  const path = () => familyRoutes.hostPicture(workshop, 'host')

  test('reads beside the field what is read, how much, and that no children are shown', async () => {
    const { page } = await linh.get(path())
    expect(page).toContain('Never a picture of children, please')
    expect(page).toContain('at most 4 MB')
    expect(page).toContain('accept="image/jpeg,image/png,image/webp"')
    expect(page).toContain('enctype="multipart/form-data"')
    const [script] = /\/me\/workshop\/picture\/[0-9a-f]+\.js/.exec(page) ?? []
    expect((await linh.get(script ?? '')).page).toContain('createImageBitmap')
    expect((await linh.get(familyRoutes.hosting(workshop))).page).toContain(`href="${path()}"`)
    expect((await rosa.get(path())).status).toBe(404)
    expect((await linh.get(familyRoutes.hostPicture(workshop, 'child'))).status).toBe(404)
  })

  test('shows a picture after a yes alone, on the public page, without what the phone noted', async () => {
    const fields = { picture: fileOf(photo), alt: 'Linh <reads>' }
    const unsure = await linh.upload(path(), fields)
    expect(unsure.status).toBe(422)
    expect(unsure.page).toContain('Please tick that everybody may see it.')
    expect(unsure.page).toContain('Please choose the picture once more')
    expect(unsure.page).toContain('Linh &lt;reads&gt;')
    expect(await seenByAll()).not.toContain('/picture/')
    expect((await linh.upload(path(), { ...fields, 'shown:flag': 'yes' })).to).toBe(`${path()}?saved`)
    expect((await linh.get(`${path()}?saved`)).page).toContain('The picture is on the page now.')
    const page = await seenByAll()
    expect(page).toMatch(/<img class="portrait"[^>]* alt="Linh &lt;reads&gt;"[^>]* width="300" height="200"/)
    const answer = await site.app.request(addressIn(page))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
    expect([tellsPlace(photo), tellsPlace(bytes)]).toEqual([true, false])
  })

  test('takes it back, and its address is not found any more', async () => {
    const address = addressIn(await seenByAll())
    expect((await rosa.post(familyRoutes.withdrawPicture(workshop, 'host'), {})).status).toBe(404)
    expect((await linh.post(familyRoutes.withdrawPicture(workshop, 'host'), {})).to).toBe(`${path()}?saved`)
    expect((await linh.get(`${path()}?saved`)).page).toContain('The picture is gone.')
    expect(await seenByAll()).not.toContain('/picture/')
    const gone = await site.app.request(address)
    expect(gone.status).toBe(404)
    expect(gone.headers.get('cache-control')).toBe('no-store')
  })

  const grey = (width: number, height: number, before: Buffer[] = []) =>
    pngFile({ width, height, depth: 8, colours: 0, rows: pngRows(1, [0]), before })
  test.each([
    ['none', () => undefined, 'Please choose a picture. None came'],
    ['an empty one', () => '', 'Please choose a picture. None came'],
    [
      'a script in an SVG',
      () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'no JPEG',
    ],
    ['a GIF that is a script', () => 'GIF89a/*\0*/=1;alert(1)', 'This file is no JPEG, PNG or WebP'],
    ['HEIC', () => '\0\0\0\u0018ftypheic\0\0\0\0', 'only some phones read (HEIC)'],
    [
      'a picture that moves',
      () => grey(9, 9, [pngChunk('acTL', Buffer.alloc(8))]),
      'This is a moving picture',
    ],
    ['a decompression bomb', () => grey(60_000, 60_000), 'more than 16 million pixels'],
    ['a file cut off', () => photo.slice(0, 900), 'This picture is damaged or cut off'],
    ['a byte too many', () => new Uint8Array(MOST_PICTURE_BYTES + 1), 'more than 4 MB'],
  ])('who sends %s reads why, and nothing is kept', async (_, bytes, said) => {
    const sent = bytes()
    const fields = { 'shown:flag': 'yes', alt: 'Linh', ...(sent !== undefined && { picture: fileOf(sent) }) }
    const { status, page } = await linh.upload(path(), fields)
    expect(status).toBe(422)
    expect(page).toContain(said)
    expect(page).toContain('value="Linh"')
    expect(await seenByAll()).not.toContain('/picture/')
  })

  test('who sends 40 MB is told so before they are read, also where the length was not said', async () => {
    const big = fileOf(new Uint8Array(40 * 1024 * 1024))
    const { status, page } = await linh.upload(path(), { picture: big, 'shown:flag': 'yes' })
    expect(status).toBe(413)
    expect(page).toContain('This picture has more than 4 MB. Nothing of it was kept.')
    const headers = { origin: 'http://localhost', 'content-length': `${40 * 1024 * 1024}` }
    const announced = await site.app.request(path(), { method: 'POST', headers, body: 'GIF' })
    expect(announced.status).toBe(413)
    const spanish = { ...headers, 'accept-language': 'es' }
    const inSpanish = await site.app.request(path(), { method: 'POST', headers: spanish, body: 'GIF' })
    expect(await inSpanish.text()).toContain('Esta foto tiene más de 4 MB.')
  })
})

test('An organizer sees the pictures on the page of the workshop, and takes one down', async () => {
  const path = familyRoutes.hostPicture(workshop, 'host')
  await linh.upload(path, { picture: fileOf(photo), 'shown:flag': 'yes' })
  const dana = await site.member()
  const { page } = await dana.get(schoolRoutes.workshop(workshop))
  expect(page).toContain('Take down the picture of the host')
  expect((await dana.get(addressIn(page))).status).toBe(200)
  const down = schoolRoutes.takeDownPicture(workshop, 'host')
  expect((await linh.post(down, {})).to).toBe(routes.signIn())
  expect(await seenByAll()).toContain('class="portrait"')
  const { to } = await dana.post(down, {})
  expect((await dana.get(to ?? '')).page).toContain('The picture is taken down')
  expect(await seenByAll()).not.toContain('class="portrait"')
})

describe('A picture of the workshop', () => {
  const path = () => familyRoutes.hostPicture(workshop, 'workshop')

  test('stands under its title, which it is called by, and holds no script that hung behind it', async () => {
    const polyglot = new Uint8Array(Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')]))
    const sent = { picture: fileOf(polyglot, 'x.html'), 'shown:flag': 'yes' }
    expect((await linh.upload(path(), sent)).to).toBe(`${path()}?saved`)
    const page = await seenByAll()
    expect(page).toMatch(/<img class="stored"[^>]* alt="Reading at home"/)
    const bytes = Buffer.from(await (await site.app.request(addressIn(page))).arrayBuffer())
    expect(bytes.includes('alert')).toBe(false)
  })

  test('is not found by another name, of another workshop, or before it is public', async () => {
    const address = addressIn(await seenByAll())
    for (const other of [
      address.replace('workshop.', 'host.'),
      address.replace('.jpg', '.svg'),
      address.replace(/\.[^.]+\.jpg/, `.${'A'.repeat(43)}.jpg`),
    ])
      expect((await site.app.request(other)).status).toBe(404)
    await announce(site.context, workshop, false)
    expect((await site.app.request(address)).status).toBe(404)
    expect((await linh.get(address)).status).toBe(200)
    expect((await rosa.get(address)).status).toBe(404)
    await announce(site.context, workshop, true)
  })
})

test('More pictures by one network address than it may send come back with what was typed', async () => {
  const ADDRESS = { incoming: { socket: { remoteAddress: '192.0.2.7' } } }
  const app = { request: (path: string, init?: RequestInit) => site.app.request(path, init, ADDRESS) }
  const { phone, id } = await family('Eva', app as typeof site.app)
  const other = (await createWorkshop(site.context, site.school.id, { ...READING, hostFamily: id })).id
  const path = familyRoutes.hostPicture(other, 'host')
  const fields = { alt: 'Eva', 'shown:flag': 'yes' }
  let last = await phone.upload(path, fields)
  for (let sent = 1; sent <= RATE_LIMITS.picture.most && last.status === 422; sent++)
    last = await phone.upload(path, fields)
  expect(last.status).toBe(429)
  expect(last.page).toContain('Many pictures came from this place just now.')
  expect(last.page).toContain('value="Eva"')
})
