/** Every path of the web side, as a function that builds it. With `:name` as argument it is the pattern to register. */
export const routes = {
  welcome: () => '/',
  design: () => '/design',
  start: () => '/start',
  code: () => '/code',
  signIn: () => '/sign-in',
  signInCode: () => '/sign-in/code',
  signInLink: <Token extends string>(token: Token) => `/sign-in/link/${token}` as const,
  signOut: () => '/sign-out',
  publicWorkshop: <Workshop extends string>(workshop: Workshop) => `/w/${workshop}` as const,
  shareScript: <Name extends string>(name: Name) => `/w/share/${name}` as const,
  icon: <Name extends string>(name: Name) => `/app/icon/${name}` as const,
  manifest: <Kind extends string, Language extends string>(kind: Kind, language: Language) =>
    `/app/manifest/${kind}/${language}` as const,
  sharePicture: <Name extends string>(name: Name) => `/w/share/${name}` as const,
  picture: <Workshop extends string, Name extends string>(workshop: Workshop, name: Name) =>
    `/picture/${workshop}/${name}` as const,
  familyFeed: <Name extends string>(name: Name) => `/calendar/family/${name}` as const,
  schoolFeed: <School extends string>(school: School) => `/calendar/school/${school}` as const,
  manual: () => '/help',
  help: <Token extends string>(token: Token) => `/help/${token}` as const,
  introduce: <School extends string>(school: School) => `/new/${school}` as const,
  introduced: <School extends string>(school: School) => `/new/${school}/done` as const,
  changes: <School extends string>(school: School) => `/changed/${school}` as const,
  stop: <Token extends string>(token: Token) => `/stop/${token}` as const,
  familyLink: <Token extends string>(token: Token) => `/f/${token}` as const,
  /** The same, to where a family says how it is reached. */
  familyWaysLink: <Token extends string>(token: Token) => `/f/${token}?ways` as const,
} as const

/** The family's own pages. */
export const familyRoutes = {
  home: () => '/me',
  vote: <Workshop extends string>(workshop: Workshop) => `/me/vote/${workshop}` as const,
  takeBack: <Workshop extends string>(workshop: Workshop) => `/me/vote/${workshop}/take-back` as const,
  voted: <Workshop extends string>(workshop: Workshop) => `/me/vote/${workshop}/done` as const,
  session: <Session extends string>(session: Session) => `/me/session/${session}` as const,
  replied: <Session extends string>(session: Session) => `/me/session/${session}/done` as const,
  cancelReply: <Session extends string>(session: Session) => `/me/session/${session}/cancel` as const,
  hideName: <Session extends string>(session: Session) => `/me/session/${session}/name/hide` as const,
  calendar: <Session extends string>(session: Session) => `/me/session/${session}/calendar.ics` as const,
  signUp: <Session extends string, Signup extends string>(session: Session, signup: Signup) =>
    `/me/session/${session}/signups/${signup}` as const,
  hosting: <Workshop extends string>(workshop: Workshop) => `/me/workshop/${workshop}` as const,
  hostShare: <Workshop extends string>(workshop: Workshop) => `/me/workshop/${workshop}/share` as const,
  hostFlyer: <Workshop extends string>(workshop: Workshop) => `/me/workshop/${workshop}/flyer` as const,
  hostWords: <Workshop extends string>(workshop: Workshop) => `/me/workshop/${workshop}/words` as const,
  introduction: <Workshop extends string>(workshop: Workshop) =>
    `/me/workshop/${workshop}/introduction` as const,
  withdrawIntroduction: <Workshop extends string>(workshop: Workshop) =>
    `/me/workshop/${workshop}/introduction/off` as const,
  hostPicture: <Workshop extends string, About extends string>(workshop: Workshop, about: About) =>
    `/me/workshop/${workshop}/picture/${about}` as const,
  pictureScript: <Name extends string>(name: Name) => `/me/workshop/picture/${name}` as const,
  withdrawPicture: <Workshop extends string, About extends string>(workshop: Workshop, about: About) =>
    `/me/workshop/${workshop}/picture/${about}/off` as const,
  hostItem: <Workshop extends string, Session extends string>(workshop: Workshop, session: Session) =>
    `/me/workshop/${workshop}/${session}` as const,
  hostSignUp: <Workshop extends string, Session extends string>(workshop: Workshop, session: Session) =>
    `/me/workshop/${workshop}/${session}/signups` as const,
  interest: <Workshop extends string>(workshop: Workshop) => `/me/interest/${workshop}` as const,
  noInterest: <Workshop extends string>(workshop: Workshop) => `/me/interest/${workshop}/no` as const,
  teach: () => '/me/teach',
  taught: () => '/me/teach/done',
  dropDraft: () => '/me/teach/draft/drop',
  survey: <Session extends string>(session: Session) => `/me/session/${session}/survey` as const,
  thank: <Session extends string>(session: Session) => `/me/session/${session}/thanks` as const,
  hostMessage: <Workshop extends string, Session extends string>(workshop: Workshop, session: Session) =>
    `/me/workshop/${workshop}/${session}/message` as const,
  stopHostMessage: <Workshop extends string, Session extends string>(workshop: Workshop, session: Session) =>
    `/me/workshop/${workshop}/${session}/message/stop` as const,
  talkAbout: <Proposal extends string>(proposal: Proposal) => `/me/teach/${proposal}` as const,
  about: () => '/me/about',
  path: () => '/me/path',
  tellStep: () => '/me/path/told',
  untellStep: <Evidence extends string>(evidence: Evidence) => `/me/path/told/${evidence}` as const,
  showPath: () => '/me/path/shown',
  nominate: () => '/me/path/proposed',
  answerInvitation: <Invitation extends string>(invitation: Invitation) =>
    `/me/path/invitation/${invitation}` as const,
  credit: <Decision extends string>(decision: Decision) => `/me/path/credit/${decision}` as const,
  copy: () => '/me/copy.json',
  remove: () => '/me/delete',
  strengths: () => '/me/strengths',
  notes: () => '/me/notes',
  forgetNote: <Conversation extends string>(conversation: Conversation) =>
    `/me/notes/${conversation}/forget` as const,
  hostStrengths: <Workshop extends string>(workshop: Workshop) =>
    `/me/workshop/${workshop}/strengths` as const,
  newLink: () => '/me/link',
  leave: () => '/me/leave',
  keepScript: <Name extends string>(name: Name) => `/me/keep/${name}` as const,
  reopenContact: () => '/me/about/reopen',
} as const

/** Where a family says how it is reached, and in which language. */
export const FAMILY_WAYS = `${familyRoutes.about()}?edit#edit`

/** A step (from 1) of proposing a workshop. */
export function teachStep(step: number): string {
  return `${familyRoutes.teach()}?step=${step}`
}

/** Whether a path is one of a family's own pages. */
export function isOfFamilies(path: string): boolean {
  return path === familyRoutes.home() || path.startsWith(`${familyRoutes.home()}/`)
}

/** The organizers' pages. */
export const schoolRoutes = {
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
  workshop: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}` as const,
  editWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/edit` as const,
  planWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/plan` as const,
  planHow: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/plan/how` as const,
  cancelWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/cancel` as const,
  seenWords: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/words-seen` as const,
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
  printWorkshop: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/print` as const,
  takeDownPicture: <Workshop extends string, About extends string>(workshop: Workshop, about: About) =>
    `/school/workshops/${workshop}/picture/${about}/off` as const,
  share: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/share` as const,
  printFlyers: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/print/flyers` as const,
  printBallots: <Workshop extends string>(workshop: Workshop) =>
    `/school/workshops/${workshop}/print/ballots` as const,
  printSession: <Session extends string>(session: Session) => `/school/sessions/${session}/print` as const,
  printSheet: <Session extends string, Sheet extends string>(session: Session, sheet: Sheet) =>
    `/school/sessions/${session}/print/${sheet}` as const,
  session: <Session extends string>(session: Session) => `/school/sessions/${session}` as const,
  moveSession: <Session extends string>(session: Session) => `/school/sessions/${session}/move` as const,
  cancelSession: <Session extends string>(session: Session) => `/school/sessions/${session}/cancel` as const,
  undoSession: <Session extends string>(session: Session) => `/school/sessions/${session}/undo` as const,
  sessionReplies: <Session extends string>(session: Session) =>
    `/school/sessions/${session}/replies` as const,
  sessionReply: <Session extends string, Family extends string>(session: Session, family: Family) =>
    `/school/sessions/${session}/replies/${family}` as const,
  repliesFile: <Session extends string, Format extends string>(session: Session, format: Format) =>
    `/school/sessions/${session}/replies.${format}` as const,
  ownReply: <Session extends string>(session: Session) => `/school/sessions/${session}/mine` as const,
  checkIn: <Session extends string>(session: Session) => `/school/sessions/${session}/door` as const,
  checkInFamily: <Session extends string, Family extends string>(session: Session, family: Family) =>
    `/school/sessions/${session}/door/${family}` as const,
  undoCheckIn: <Session extends string, Family extends string>(session: Session, family: Family) =>
    `/school/sessions/${session}/door/${family}/undo` as const,
  closeAttendance: <Session extends string>(session: Session) =>
    `/school/sessions/${session}/closed` as const,
  doorScript: <Name extends string>(name: Name) => `/school/door/${name}` as const,
  signUps: <Session extends string>(session: Session) => `/school/sessions/${session}/signups` as const,
  signUpTemplate: <Session extends string>(session: Session) =>
    `/school/sessions/${session}/signups/template` as const,
  signUpLine: <Session extends string, Signup extends string>(session: Session, signup: Signup) =>
    `/school/sessions/${session}/signups/line/${signup}` as const,
  signUpFamily: <Session extends string, Signup extends string>(session: Session, signup: Signup) =>
    `/school/sessions/${session}/signups/line/${signup}/family` as const,
  checklist: <Session extends string>(session: Session) => `/school/sessions/${session}/checklist` as const,
  checklistFile: <Session extends string, Format extends string>(session: Session, format: Format) =>
    `/school/sessions/${session}/checklist.${format}` as const,
  checklistItem: <Session extends string, Item extends string>(session: Session, item: Item) =>
    `/school/sessions/${session}/checklist/${item}` as const,
  checklistItems: <Session extends string>(session: Session) =>
    `/school/sessions/${session}/checklist-items` as const,
  checklistRows: <Session extends string>(session: Session) =>
    `/school/sessions/${session}/checklist-rows` as const,
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
  languages: () => '/school/languages',
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
  askHelper: <Session extends string, Item extends string>(session: Session, item: Item) =>
    `/school/sessions/${session}/checklist/${item}/ask` as const,
  outreach: () => '/school/outreach',
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
  titleOneFile: () => '/school/impact/title-one.csv',
  ladder: () => '/school/ladder',
  settleNomination: <Nomination extends string>(nomination: Nomination) =>
    `/school/ladder/nomination/${nomination}` as const,
  invite: <Family extends string>(family: Family) => `/school/families/${family}/invite` as const,
  decisions: () => '/school/decisions',
  dropDecision: <Decision extends string>(decision: Decision) =>
    `/school/decisions/${decision}/drop` as const,
  coverage: () => '/school/outreach/coverage',
  survey: <Session extends string>(session: Session) => `/school/sessions/${session}/survey` as const,
  ownSurvey: <Session extends string>(session: Session) => `/school/sessions/${session}/survey/mine` as const,
  calls: () => '/school/calls',
  assignFamilyCalls: <Family extends string>(family: Family) => `/school/calls/${family}/assignee` as const,
  reach: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}/reach` as const,
  reopenContact: <Family extends string>(family: Family) => `/school/families/${family}/reopen` as const,
  translation: <Workshop extends string, Language extends string>(workshop: Workshop, language: Language) =>
    `/school/workshops/${workshop}/translation/${language}` as const,
  undoFamilyCalls: <Family extends string>(family: Family) => `/school/calls/${family}/undo` as const,
  familyCalls: <Family extends string>(family: Family) => `/school/calls/${family}` as const,
  outbox: () => '/school/outbox',
} as const
