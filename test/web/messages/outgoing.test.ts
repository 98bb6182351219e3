import { expect, test } from 'vitest'
import { mailOf } from '../../../web/messages/outgoing.tsx'

const message = {
  id: 'm',
  kind: 'sign-in',
  channel: 'email',
  to: 'ada@example.org',
  language: 'es-MX',
  fields: { code: '012345', token: 'abc' },
  at: '2027-03-01T15:00:00.000Z',
} as const

test('a sign-in says code and link, in the language of who gets it', async () => {
  const mail = await mailOf(message, 'https://convite.example.org')
  expect(mail).toMatchObject({
    to: 'ada@example.org',
    subject: 'Su código para Convite: 012345',
    language: 'es',
  })
  for (const words of ['012345', 'https://convite.example.org/sign-in/link/abc', 'diez minutos'])
    expect([words, mail.text.includes(words), mail.html.includes(words)]).toEqual([words, true, true])
  expect(mail.html).toMatch(/^<!DOCTYPE html><html lang="es" dir="ltr">/)
})

test('an invitation has a link and no code, and a language without pages reads English', async () => {
  const mail = await mailOf(
    { ...message, kind: 'invitation', language: 'fr', fields: { token: 'abc' } },
    'http://x',
  )
  expect(mail.subject).toBe('You are invited to plan with families')
  expect(mail.text).toContain('http://x/sign-in/link/abc')
  expect(mail.html).not.toContain('<h1>')
})

test('what somebody is called cannot become HTML', async () => {
  const fields = { code: '<script>1</script>', token: '"><b>' }
  const { html } = await mailOf({ ...message, fields }, 'http://x')
  expect(html).not.toMatch(/<script>|<b>/)
})
