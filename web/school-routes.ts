import { sessionRoutes } from './session-routes.ts'

/** The organizers' pages. */
export const schoolRoutes = {
  ...sessionRoutes,
  today: () => '/school',
  otherSchool: () => '/school/other',
  families: () => '/school/families',
  familiesFile: <Format extends string>(format: Format) => `/school/families/families.${format}` as const,
  newFamily: () => '/school/families/new',
  chosenFamilies: () => '/school/families/chosen',
  chosenFamiliesFor: <Act extends string>(act: Act) => `/school/families/chosen/${act}` as const,
  undoChosen: () => '/school/families/chosen/undo',
  codes: () => '/school/families/codes',
  codesFile: () => '/school/families/codes/file',
  family: <Family extends string>(family: Family) => `/school/families/${family}` as const,
  editFamily: <Family extends string>(family: Family) => `/school/families/${family}/edit` as const,
  removeFamily: <Family extends string>(family: Family) => `/school/families/${family}/remove` as const,
  restoreFamily: <Family extends string>(family: Family) => `/school/families/${family}/restore` as const,
  familyLink: <Family extends string>(family: Family) => `/school/families/${family}/link` as const,
  endLink: <Family extends string, Caregiver extends string>(family: Family, caregiver: Caregiver) =>
    `/school/families/${family}/link/${caregiver}/end` as const,
  mergeFamily: <Family extends string>(family: Family) => `/school/families/${family}/merge` as const,
  splitFamily: <Family extends string>(family: Family) => `/school/families/${family}/split` as const,
  roster: () => '/school/roster',
  rosterUpload: <Upload extends string>(upload: Upload) => `/school/roster/uploads/${upload}` as const,
  rosterJob: <Job extends string>(job: Job) => `/school/roster/jobs/${job}` as const,
  rosterRejected: <Job extends string>(job: Job) => `/school/roster/jobs/${job}/rejected.csv` as const,
  rosterLanguages: () => '/school/roster/languages',
  introductions: () => '/school/introductions',
  acceptIntroduction: <Introduction extends string>(introduction: Introduction) =>
    `/school/introductions/${introduction}/accept` as const,
  joinIntroduction: <Introduction extends string>(introduction: Introduction) =>
    `/school/introductions/${introduction}/join` as const,
  declineIntroduction: <Introduction extends string>(introduction: Introduction) =>
    `/school/introductions/${introduction}/decline` as const,
  reopenIntroduction: <Introduction extends string>(introduction: Introduction) =>
    `/school/introductions/${introduction}/reopen` as const,
  tie: <Tie extends string>(tie: Tie) => `/school/ties/${tie}` as const,
  workshops: () => '/school/workshops',
  newWorkshop: () => '/school/workshops/new',
  editWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/edit` as const,
  planWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/plan` as const,
  planHow: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/plan/how` as const,
  cancelWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/cancel` as const,
  seenWords: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/words-seen` as const,
  seenHostNote: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/note-seen` as const,
  workshopQuestion: <Workshop extends string, Question extends string>(
    workshop: Workshop,
    question: Question,
  ) => `/school/workshops/${workshop}/questions/${question}` as const,
  copyWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/copy` as const,
  announceWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/announce` as const,
  undoWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/undo` as const,
  stopVote: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/stop` as const,
  deleteWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/delete` as const,
  holdWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/held` as const,
  poll: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/poll` as const,
  results: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/results` as const,
  resultsFile: <Workshop extends string, Format extends string>(workshop: Workshop, format: Format) =>
    `/school/workshops/${workshop}/results.${format}` as const,
  schedule: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/schedule` as const,
  record: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/record` as const,
  undoRecord: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/record/undo` as const,
  recordCamera: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/record/camera` as const,
  recordSheet: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/record/sheet` as const,
  printWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/print` as const,
  takeDownPicture: <Workshop extends string, About extends string>(workshop: Workshop, about: About) =>
    `/school/workshops/${workshop}/picture/${about}/off` as const,
  share: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/share` as const,
  printFlyers: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/print/flyers` as const,
  printPoster: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/print/poster` as const,
  printBallots: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/print/ballots` as const,
  doorScript: <Name extends string>(name: Name) => `/school/door/${name}` as const,
  languageScript: <Name extends string>(name: Name) => `/school/typed/${name}` as const,
  cameraScript: <Name extends string>(name: Name) => `/school/camera/${name}` as const,
  recordScript: <Name extends string>(name: Name) => `/school/record/${name}` as const,
  codeLibrary: <Name extends string>(name: Name) => `/school/code-library/${name}` as const,
  checklistScript: <Name extends string>(name: Name) => `/school/checklist/${name}` as const,
  times: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/times` as const,
  calendar: () => '/school/calendar',
  foreignCalendar: () => '/school/calendar/foreign',
  bringClosures: () => '/school/calendar/foreign/bring',
  removeClosure: <Closure extends string>(closure: Closure) => `/school/calendar/${closure}/remove` as const,
  proposals: () => '/school/proposals',
  talkAbout: <Proposal extends string>(proposal: Proposal) => `/school/proposals/${proposal}/talk` as const,
  acceptProposal: <Proposal extends string>(proposal: Proposal) =>
    `/school/proposals/${proposal}/accept` as const,
  settings: () => '/school/settings',
  everything: () => '/school/settings/everything',
  stopList: () => '/school/stop-list',
  stopListFile: () => '/school/stop-list/stop-list.csv',
  followStopList: <List extends string>(list: List) => `/school/stop-list/${list}` as const,
  languages: () => '/school/languages',
  languageReview: <Language extends string>(language: Language) => `/school/languages/${language}` as const,
  groupNames: () => '/school/groups',
  team: () => '/school/team',
  removeMember: <Member extends string>(member: Member) => `/school/team/${member}/remove` as const,
  apiKeys: () => '/school/team/keys',
  revokeApiKey: <Key extends string>(key: Key) => `/school/team/keys/${key}/revoke` as const,
  notices: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/messages` as const,
  undoWithdraw: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/messages/undo` as const,
  broadcast: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/tell` as const,
  wordings: () => '/school/wording',
  wording: <Kind extends string, Language extends string>(kind: Kind, language: Language) =>
    `/school/wording/${kind}/${language}` as const,
  outreach: () => '/school/outreach',
  talksFile: <Format extends string>(format: Format) => `/school/outreach/conversations.${format}` as const,
  strengths: () => '/school/strengths',
  talk: <Family extends string>(family: Family) => `/school/families/${family}/talk` as const,
  keepPromise: <Family extends string, Conversation extends string>(
    family: Family,
    conversation: Conversation,
  ) => `/school/families/${family}/talk/${conversation}/kept` as const,
  forgetConversation: <Family extends string, Conversation extends string>(
    family: Family,
    conversation: Conversation,
  ) => `/school/families/${family}/talk/${conversation}/forget` as const,
  impact: () => '/school/impact',
  titleOne: () => '/school/impact/title-one',
  yearFile: <Format extends string>(format: Format) => `/school/impact/year.${format}` as const,
  titleOneFile: () => '/school/impact/title-one.csv',
  ladder: () => '/school/ladder',
  settleNomination: <Nomination extends string>(nomination: Nomination) =>
    `/school/ladder/nomination/${nomination}` as const,
  invite: <Family extends string>(family: Family) => `/school/families/${family}/invite` as const,
  decisions: () => '/school/decisions',
  dropDecision: <Decision extends string>(decision: Decision) =>
    `/school/decisions/${decision}/drop` as const,
  coverage: () => '/school/outreach/coverage',
  calls: () => '/school/calls',
  assignFamilyCalls: <Family extends string>(family: Family) => `/school/calls/${family}/assignee` as const,
  reach: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/reach` as const,
  reopenContact: <Family extends string>(family: Family) => `/school/families/${family}/reopen` as const,
  translation: <Workshop extends string, Language extends string>(workshop: Workshop, language: Language) =>
    `/school/workshops/${workshop}/translation/${language}` as const,
  undoFamilyCalls: <Family extends string>(family: Family) => `/school/calls/${family}/undo` as const,
  familyCalls: <Family extends string>(family: Family) => `/school/calls/${family}` as const,
  outbox: () => '/school/outbox',
  playedAnswer: <Message extends string, Instant extends string>(message: Message, at: Instant) =>
    `/school/outbox/${message}/${at}/answer` as const,
} as const
