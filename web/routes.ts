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
  codePicture: <Workshop extends string>(workshop: Workshop) => `/w/${workshop}/code.png` as const,
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
  answerNaming: <Session extends string>(session: Session) => `/me/session/${session}/name` as const,
  hideName: <Session extends string>(session: Session) => `/me/session/${session}/name/hide` as const,
  calendar: <Session extends string>(session: Session) => `/me/session/${session}/calendar.ics` as const,
  signUp: <Session extends string, Signup extends string>(session: Session, signup: Signup) =>
    `/me/session/${session}/signups/${signup}` as const,
  ask: <Workshop extends string>(workshop: Workshop) => `/me/ask/${workshop}` as const,
  hostQuestion: <Workshop extends string, Question extends string>(workshop: Workshop, question: Question) =>
    `/me/workshop/${workshop}/questions/${question}` as const,
  hosting: <Workshop extends string>(workshop: Workshop) => `/me/workshop/${workshop}` as const,
  hostShare: <Workshop extends string>(workshop: Workshop) => `/me/workshop/${workshop}/share` as const,
  hostPoster: <Workshop extends string>(workshop: Workshop) => `/me/workshop/${workshop}/poster` as const,
  hostFlyer: <Workshop extends string>(workshop: Workshop) => `/me/workshop/${workshop}/flyer` as const,
  hostWords: <Workshop extends string>(workshop: Workshop) => `/me/workshop/${workshop}/words` as const,
  hostNote: <Workshop extends string>(workshop: Workshop) => `/me/workshop/${workshop}/note` as const,
  takeBackHostNote: <Workshop extends string>(workshop: Workshop) =>
    `/me/workshop/${workshop}/note/take-back` as const,
  hostProfile: <Workshop extends string>(workshop: Workshop) =>
    `/me/workshop/${workshop}/introduction` as const,
  withdrawHostProfile: <Workshop extends string>(workshop: Workshop) =>
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
  skills: () => '/me/skills',
  notes: () => '/me/notes',
  forgetNote: <Conversation extends string>(conversation: Conversation) =>
    `/me/notes/${conversation}/forget` as const,
  hostStrengths: <Workshop extends string>(workshop: Workshop) =>
    `/me/workshop/${workshop}/strengths` as const,
  newLink: () => '/me/link',
  leave: () => '/me/leave',
  aloudScript: <Name extends string>(name: Name) => `/me/aloud/${name}` as const,
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
