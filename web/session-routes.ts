/** The team’s pages of a session, and that of its workshop: e-mails lead to them. */
export const sessionRoutes = {
  workshop: <Workshop extends string>(workshop: Workshop) => `/school/workshops/${workshop}` as const,
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
  signInFile: <Session extends string, Format extends string>(session: Session, format: Format) =>
    `/school/sessions/${session}/sign-in.${format}` as const,
  signUpsFile: <Session extends string, Format extends string>(session: Session, format: Format) =>
    `/school/sessions/${session}/sign-ups.${format}` as const,
  ownReply: <Session extends string>(session: Session) => `/school/sessions/${session}/mine` as const,
  checkIn: <Session extends string>(session: Session) => `/school/sessions/${session}/door` as const,
  checkInFamily: <Session extends string, Family extends string>(session: Session, family: Family) =>
    `/school/sessions/${session}/door/${family}` as const,
  undoCheckIn: <Session extends string, Family extends string>(session: Session, family: Family) =>
    `/school/sessions/${session}/door/${family}/undo` as const,
  closeAttendance: <Session extends string>(session: Session) =>
    `/school/sessions/${session}/closed` as const,
  signUps: <Session extends string>(session: Session) => `/school/sessions/${session}/signups` as const,
  signUpTemplate: <Session extends string>(session: Session) =>
    `/school/sessions/${session}/signups/template` as const,
  signUpLine: <Session extends string, Signup extends string>(session: Session, signup: Signup) =>
    `/school/sessions/${session}/signups/line/${signup}` as const,
  signUpFamily: <Session extends string, Signup extends string>(session: Session, signup: Signup) =>
    `/school/sessions/${session}/signups/line/${signup}/family` as const,
  signUpGiven: <Session extends string, Signup extends string, Family extends string>(
    session: Session,
    signup: Signup,
    family: Family,
  ) => `/school/sessions/${session}/signups/line/${signup}/given/${family}` as const,
  checklist: <Session extends string>(session: Session) => `/school/sessions/${session}/checklist` as const,
  checklistFile: <Session extends string, Format extends string>(session: Session, format: Format) =>
    `/school/sessions/${session}/checklist.${format}` as const,
  checklistItem: <Session extends string, Item extends string>(session: Session, item: Item) =>
    `/school/sessions/${session}/checklist/${item}` as const,
  checklistItems: <Session extends string>(session: Session) =>
    `/school/sessions/${session}/checklist-items` as const,
  checklistRows: <Session extends string>(session: Session) =>
    `/school/sessions/${session}/checklist-rows` as const,
  askHelper: <Session extends string, Item extends string>(session: Session, item: Item) =>
    `/school/sessions/${session}/checklist/${item}/ask` as const,
  survey: <Session extends string>(session: Session) => `/school/sessions/${session}/survey` as const,
  ownSurvey: <Session extends string>(session: Session) => `/school/sessions/${session}/survey/mine` as const,
} as const
