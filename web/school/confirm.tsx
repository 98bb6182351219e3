import type { Child, PropsWithChildren } from 'hono/jsx'
import { Button, Form } from '../components/form.tsx'
import { ButtonLink } from '../components/parts.tsx'
import type { Reader } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** Fields of a form under the names that they were sent with. */
export type SentFields = readonly (readonly [name: string, value: string])[]

type ConfirmProps = PropsWithChildren<{
  reader: Reader
  title: string
  /** Where the confirmation is posted, with the fields that go along. */
  action: string
  fields?: SentFields
  button: Child
  kind?: 'main' | 'danger'
  /** The page to go back to. */
  back: string
}>

/** Asks before an act and says what follows from it; one button does it, one link goes back. */
export function ConfirmPage(props: ConfirmProps) {
  const { reader, title, action, fields = [], button, kind = 'danger', back, children } = props
  return (
    <SchoolPage reader={reader} title={title}>
      <h1>{title}</h1>
      {children}
      <Form action={action}>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="actions">
          <Button kind={kind}>{button}</Button>
          <ButtonLink kind="quiet" href={back}>
            {reader.t('send.back')}
          </ButtonLink>
        </div>
      </Form>
    </SchoolPage>
  )
}
