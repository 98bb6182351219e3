import type { RosterReport } from '../../shared/roster/report.ts'
import type { Remark } from '../../shared/roster/roster.ts'
import { SIMPLE_FILE } from '../../shared/roster/simple.ts'
import { Facts, Notice, Table } from '../components/parts.tsx'
import type { Translator } from '../messages/catalogue.ts'

const MOST_SHOWN = 50

type Props = { t: Translator; report: RosterReport }

/** The report of an import: its counts, the rejected rows, and doubtful values. */
export function RosterReportView({ t, report }: Props) {
  const { families, caregivers, students, rejected, warnings } = report
  return (
    <>
      <Facts
        facts={[
          [t('roster.created'), String(families.created)],
          [t('roster.updated'), String(families.updated)],
          [t('roster.unchanged'), String(families.unchanged)],
          [t('families.caregivers'), String(caregivers)],
          [t('families.children'), String(students)],
        ]}
      />
      {rejected.length === 0 && <Notice tone="done">{t('roster.allRead')}</Notice>}
      <Remarks t={t} remarks={rejected} title={t('roster.rejected', { count: rejected.length })} />
      <Remarks t={t} remarks={warnings} title={t('roster.warnings', { count: warnings.length })} />
    </>
  )
}

function Remarks({ t, remarks, title }: { t: Translator; remarks: readonly Remark[]; title: string }) {
  if (remarks.length === 0) return null
  return (
    <section>
      <Table
        caption={title}
        heads={[t('roster.line'), t('roster.file'), t('roster.field'), t('roster.reason')]}
        numbers={[0]}
        rows={remarks
          .slice(0, MOST_SHOWN)
          .map(({ file, line, field, reason }) => [
            line > 0 ? String(line) : '—',
            file === SIMPLE_FILE ? t('roster.yourFile') : file || '—',
            field || '—',
            t(`roster.reason.${reason}`),
          ])}
      />
      {remarks.length > MOST_SHOWN && <p>{t('roster.more', { count: remarks.length - MOST_SHOWN })}</p>}
    </section>
  )
}
