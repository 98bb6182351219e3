import type { Child, PropsWithChildren } from 'hono/jsx'
import { ConfirmForm, type SentFields } from '../components/confirm-form.tsx'
import type { Reader } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type ConfirmProps = PropsWithChildren<{
  reader: Reader
  title: string
  /** Where the confirmation is posted, with the fields that go along. */
  action: string
  fields?: SentFields
  button: Child
  kind?: 'main' | 'danger'
  /** The page to go back to; without it a second button goes back to what was typed. */
  back?: string | undefined
}>

/** Asks before an act and says what follows from it; one button does it, another way goes back. */
export function ConfirmPage({ reader, title, children, ...form }: ConfirmProps) {
  return (
    <SchoolPage reader={reader} title={title}>
      <h1>{title}</h1>
      {children}
      <ConfirmForm t={reader.t} {...form} />
    </SchoolPage>
  )
}
