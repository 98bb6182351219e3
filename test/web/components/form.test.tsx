import { describe, expect, test } from 'vitest'
import { Choice, ErrorSummary, Field, Flag, TextArea } from '../../../web/components/form.tsx'
import type { FormState } from '../../../web/form.ts'
import { translator } from '../../../web/messages/catalogue.ts'

const t = translator('en')
const trouble: FormState = {
  typed: { name: ['<b>'], answer: ['no'] },
  trouble: { code: 'invalid-input', errors: [{ pointer: '/name', detail: 'required' }], details: {} },
}

describe('a field in trouble', () => {
  test('is tied to its error and keeps what was typed, as text', () => {
    const html = String(<Field t={t} form={trouble} name="name" label="Name" hint="Yours" required />)
    expect(html).toContain('<label for="name">')
    expect(html).toContain('aria-describedby="name-hint name-error"')
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain('value="&lt;b&gt;"')
  })

  test('is linked by its label from the summary, which takes the focus', async () => {
    const page = (
      <>
        <ErrorSummary t={t} form={trouble} />
        <Field t={t} form={trouble} name="name" label="Family name" required />
      </>
    )
    const html = String(await page.toString())
    expect(html).toContain('Family name: This one is still empty.</a>')
    expect(html).toMatch(/role="alert" id="errors" tabindex="-1" autofocus/)
    expect(html).toContain('<a href="#name">')
  })
})

describe('a form on its first view', () => {
  test('has no summary and shows the values it was given', () => {
    expect(String(<ErrorSummary t={t} form={{}} />)).not.toContain('role="alert"')
    expect(String(<TextArea t={t} form={{}} name="needs" label="Needs" value="pens" />)).toContain(
      '>pens</textarea>',
    )
    expect(String(<Flag form={{}} name="food" label="Food" checked />)).toContain('checked=""')
  })
})

describe('a choice', () => {
  const options = [
    { value: 'yes', label: 'Yes', sign: '●' },
    { value: 'no', label: 'No', sign: '○' },
  ]

  test('is a group of radio buttons under its own legend, with a shape and a word each', () => {
    const html = String(
      <Choice t={t} form={{}} name="answer" legend="Tuesday" heading options={options} value="yes" />,
    )
    expect(html).toMatch(/<fieldset id="answer"[^>]*><legend><h2>Tuesday<\/h2><\/legend>/)
    expect(html).toMatch(/value="yes" checked=""/)
    expect(html).toContain('<span aria-hidden="true">●</span>')
  })

  test('shows again what was chosen before the trouble', () => {
    const html = String(
      <Choice t={t} form={trouble} name="answer" legend="Tuesday" options={options} value="yes" />,
    )
    expect(html).toMatch(/value="no" checked=""/)
    expect(html).not.toMatch(/value="yes" checked/)
  })
})
