/** Of what there is one partition each: the school itself, or each of these that belongs to it. */
export type Owner = 'school' | 'workshop' | 'session' | 'topic' | 'family' | 'shard'

/**
 * A kind of items that a school takes with it: the file in which they are, the pattern of their keys, and their fields. What
 * is not listed here does not leave: the data inventory is held against this list, so that nothing new leaves or stays
 * behind unnoticed.
 */
export type PortableKind = {
  name: string
  pk: string
  sk: string
  of: Owner
  fields: readonly string[]
  /** Those of its fields that are bytes: Base64 in the archive. */
  bytes?: readonly string[]
  /** Whether a packed copy is kept of its items too, which is rebuilt. */
  isPacked?: boolean
}

/** Technical attributes that leave with any item. Markers of packed copies do not: see `isPacked`. */
export const TECHNICAL = ['id', 'version', 'revision', 'expiresAt', 'duePk', 'dueSk'] as const

const school = (name: string, part: string, sk: string, fields: string): PortableKind => ({
  ...{ name, sk, of: 'school' as const, fields: words(fields) },
  pk: part ? `SCHOOL#{school}#${part}` : 'SCHOOL#{school}',
})
const each = (of: Owner, name: string, part: string, sk: string, fields: string): PortableKind => ({
  ...{ name, sk, of, fields: words(fields) },
  pk: `SCHOOL#{school}#${part}#{owner}`,
})
const packed = (kind: PortableKind): PortableKind => ({ ...kind, isPacked: true })
const words = (text: string) => text.split(' ').filter(Boolean)

/**
 * Everything that a school takes with it, in the order in which it is restored: a vote is counted by its workshop and its
 * family, so these come first. Of a message only what is over: one that waits leaves from where it was.
 */
export const PORTABLE_KINDS: readonly PortableKind[] = [
  school(
    'school',
    '',
    'SCHOOL',
    'name timeZone country languages defaultLanguage schoolDay settings isDemonstration',
  ),
  school('calendar', '', 'CALENDAR', 'closures'),
  school('members', '', 'MEMBER#{id}', 'name email role language family school invitedAt'),
  school('wordings', 'WORDINGS', 'WORDING#{id}', 'kind language text by at'),
  packed(
    school(
      'families',
      'FAMILIES',
      'FAMILY#{id}',
      'name writtenLanguage spokenLanguage caregivers children groups bothMustAttend sourceIds saidThemselves consents strengths',
    ),
  ),
  school('departed-families', 'DEPARTED', 'STONE#{id}', 'stone'),
  school(
    'introductions-waiting',
    'INTRODUCTIONS',
    'WAITING#{id}',
    'state name language way address at answerBy other classes family',
  ),
  school(
    'introductions-declined',
    'INTRODUCTIONS',
    'DECLINED#{id}',
    'state name language way address at answerBy',
  ),
  school(
    'ties-open',
    'TIES',
    'OPEN#{id}',
    'kind family other renamedTo listed people isMissing askedAt newcomers',
  ),
  school(
    'ties-answered',
    'TIES',
    'ANSWERED#{id}',
    'kind family other renamedTo people isMissing askedAt answer',
  ),
  school(
    'remembered-replies',
    'REMEMBERED',
    'FAMILY#{id}',
    'adults children interpretation diets allergens ride access repliedAt',
  ),
  packed(school('visits', 'VISITS', 'FAMILY#{id}', 'family sessions')),
  each('family', 'viewings', 'VIEWED', 'DAY#{id}', 'member name on at'),
  school(
    'workshops',
    'WORKSHOPS',
    'WORKSHOP#{id}',
    'title description purpose format audience durationMinutes presentationLanguage place seats presenters volunteers hostFamily hostGone builds offers status cancelledAt rewordedAt announced poll sessions decision picked planned proposed translations',
  ),
  each('workshop', 'departed-votes', 'BALLOTS', 'DEPARTED', 'families options'),
  packed(
    each(
      'workshop',
      'votes',
      'BALLOTS',
      'BALLOT#{id}',
      'family ballotVersion answers byCaregiver noneWork couldComeIf suggestedStart line via recordedBy receivedAt',
    ),
  ),
  each('workshop', 'interest', 'INTEREST', 'FAMILY#{id}', 'family at helps'),
  each(
    'session',
    'sessions',
    'SESSION',
    'SESSION',
    'workshop option start end timeZone status sequence movedAt moveReason movedFrom changedAt',
  ),
  packed(
    each(
      'session',
      'replies',
      'SESSION',
      'REPLY#{id}',
      'family attending waiting waitingSince seatedAt adults children interpretation readers diets allergens ride access named repliedAt repliedBy',
    ),
  ),
  each(
    'session',
    'session-lines',
    'SESSION',
    'ITEM#{id}',
    'kind signUp language status confirmed confirmedFor owner note previous title needed due',
  ),
  each('session', 'attendance', 'SESSION', 'ATTENDANCE#{id}', 'family adults children at'),
  each('session', 'thanks', 'SESSION', 'THANKS#{id}', 'family text at'),
  each(
    'session',
    'helpers',
    'HELPERS',
    'HELPER#{id}',
    'session item name count askedBy askedAt answer answeredAt',
  ),
  each('session', 'survey-answers', 'SURVEY', 'ANSWER#{id}', 'audience answers'),
  each('session', 'survey-lines', 'SURVEY', 'LINE#{id}', 'audience line'),
  each('session', 'surveyed', 'SURVEYED', 'WHO#{id}', ''),
  each('topic', 'reached', 'REACH', 'FAMILY#{id}', 'family caregiver by at'),
  school('turnouts', 'TURNOUT', 'SESSION#{id}', 'session start expected came families given'),
  school('seatings', 'SEATING', 'SESSION#{id}', 'session'),
  school('vote-retentions', 'RETENTION', 'POLL#{id}', 'workshop'),
  school('session-retentions', 'RETENTION', 'SESSION#{id}', 'session counts'),
  school(
    'proposals',
    'PROPOSALS',
    'PROPOSAL#{id}',
    'family title learn audience languages writtenLanguage needs durationMinutes dayParts preferredTimes builds coHost stipend status proposedAt workshop publishedItself thread',
  ),
  school('proposal-drafts', 'PROPOSAL-DRAFTS', 'FAMILY#{id}', 'typed savedAt'),
  school('hosts', 'INTRODUCTIONS', 'WORKSHOP#{id}', 'workshop family name words language at'),
  school('host-notes', 'HOST-NOTES', 'NOTE#{id}', 'workshop family text language at leaves told seenAt'),
  school('pictures', 'PICTURES', 'WORKSHOP#{id}', 'workshop about family alt language hash width height at'),
  school(
    'questions',
    'QUESTIONS',
    'QUESTION#{id}',
    'workshop family words original machine askedAt answer shown',
  ),
  school(
    'conversations',
    'CONVERSATIONS',
    'FAMILY#{id}',
    'family kind purpose outcome note promise companion by at',
  ),
  school(
    'calls',
    'CALLS',
    'CALL#{id}',
    'family caregiver name language to reason about at assignee tries outcome doneBy doneAt',
  ),
  school('leaders-paths', 'LADDER', 'PATH#{id}', 'family did visibleTo'),
  school(
    'leaders-invitations',
    'LADDER',
    'INVITATION#{id}',
    'family inviter step strength role time support coLead at answer answeredAt',
  ),
  school('leaders-nominations', 'LADDER', 'NOMINATION#{id}', 'by who why step at'),
  school('decisions', 'DECISIONS', 'DECISION#{id}', 'said did on credits'),
  { ...school('coverage', 'COVERAGE', 'YEAR#{id}', 'coverage'), bytes: ['coverage'] },
  school('notices', 'NOTICES', 'NOTICE#{id}', 'workshop session stand steps at cursor reached withdrawn'),
  each(
    'shard',
    'messages',
    'OUTBOX',
    'MESSAGE#{id}',
    'kind channel language at state attempts sentAt failure to byLink notices fields',
  ),
]

/** The kinds of messages that leave; the others carry a link or a code. */
export const PORTABLE_MESSAGES: readonly string[] = ['notices', 'answer', 'seat', 'hostNote']

/** Two more files, which are no copies of items: the pictures themselves, and which addresses opted out or fail. */
export const PICTURE_FILES = 'picture-files'
export const CONTACTS = 'contacts'
