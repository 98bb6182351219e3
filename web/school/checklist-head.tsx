import { Button, Field, Form } from '../components/form.tsx'
import { HelpLink } from '../components/help-link.tsx'
import { Icon } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { localText } from '../messages/catalogue.ts'
import { listText, shortWhenText, zoneName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import type { ChecklistView } from './checklist-view.ts'
import { crumbsOf } from './crumbs.ts'

type PartProps = { reader: Reader; view: ChecklistView }

/** What the checklist is for: when and where, and the allergies that nobody may overlook. */
export function ChecklistHead({ reader, view }: PartProps) {
  const { t, language } = reader
  const { session, workshop, timeZone, allergens, today } = view.logistics
  const crumbs = crumbsOf(reader, workshop, session.id)
  const told = Object.entries(allergens).map(([name, count]) => `${name} (${count})`)
  return (
    <PageHead
      title={<Title reader={reader} view={view} />}
      t={t}
      crumbs={crumbs}
      actions={<HeadActions reader={reader} />}
    >
      <p class="meta">
        {crumbs.length === 0 && <b>{localText(workshop.title, language)}</b>}
        <span>
          <Icon name="calendar" />
          {shortWhenText(session.start, session.end, { language, timeZone, today })}
        </span>
        <small>{zoneName(session.start, { language, timeZone })}</small>
        {workshop.place && (
          <span>
            <Icon name="pin" />
            {workshop.place}
          </span>
        )}
        {told.length > 0 && (
          <b class="late">
            <Icon name="warning" />
            {t('checklist.allergens')}: {listText(told, language)}
          </b>
        )}
      </p>
    </PageHead>
  )
}

// On paper nothing else says which workshop it is.
function Title({ reader: { t, language }, view }: PartProps) {
  const workshop = localText(view.logistics.workshop.title, language)
  return (
    <>
      <span class="no-print">{t('print.checklist')}</span>
      <span class="print-only">{t('checklist.titleOf', { workshop })}</span>
    </>
  )
}

// Printing needs the browser: the script shows its button.
function HeadActions({ reader: { t } }: { reader: Reader }) {
  return (
    <>
      <HelpLink topic="quantities" label={t('page.helpAbout', { topic: t('print.checklist') })} />
      <a class="plain" href="#add">
        <Icon name="plus" />
        <span>{t('checklist.add')}</span>
      </a>
      <button type="button" class="quiet" id="print" hidden>
        <Icon name="printer" />
        <span>{t('checklist.print')}</span>
      </button>
    </>
  )
}

/** Adds an item of the school's own. */
export function AddForm({ reader: { t }, view }: PartProps) {
  const part = { t, form: view.edit === undefined ? view.form : {} }
  return (
    <section class="no-print" id="add" aria-label={t('checklist.add')}>
      <Form action={schoolRoutes.checklist(view.logistics.session.id)}>
        <div class="line-form">
          <Field {...part} name="title" required label={t('checklist.addTitle')} maxlength={120} />
          <Field {...part} name="needed" plain type="number" label={t('checklist.addNeeded')} value={1} />
          <Field {...part} name="due" plain type="date" label={t('checklist.due')} />
          <Field {...part} name="owner" plain label={t('checklist.owner')} maxlength={80} list="people" />
          <Button kind="quiet">{t('checklist.addButton')}</Button>
        </div>
      </Form>
    </section>
  )
}

/** The names that the fields for an owner suggest. */
export function People({ people }: { people: readonly string[] }) {
  return (
    <datalist id="people">
      {people.map((name) => (
        <option value={name} />
      ))}
    </datalist>
  )
}
