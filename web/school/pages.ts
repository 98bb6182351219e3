import type { Hono } from 'hono'
import { learn } from '../messages/catalogue.ts'
import { en } from '../messages/school/en.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { WebEnv } from '../visit.ts'
import { registerAskHelper } from './ask-helper.tsx'
import { registerBroadcast } from './broadcast.tsx'
import { registerCalendar } from './calendar.tsx'
import { registerCalls } from './calls.tsx'
import { registerCheckIn } from './check-in.tsx'
import { registerChecklist } from './checklist.tsx'
import { registerChosenFamilies } from './chosen-families.tsx'
import { registerCodes } from './codes.tsx'
import { registerCoverage } from './coverage.tsx'
import { registerDecisions } from './decisions.tsx'
import { registerDesign } from './design.tsx'
import { registerEverything } from './everything.tsx'
import { registerFamilies } from './families.tsx'
import { registerFamiliesFile } from './families-file.ts'
import { registerFamily } from './family.tsx'
import { registerFamilyForm } from './family-form.tsx'
import { registerFamilyLink } from './family-links.tsx'
import { registerFamilyParting } from './family-parting.tsx'
import { registerForeignCalendar } from './foreign-calendar.tsx'
import { registerGroupNames } from './group-names.tsx'
import { registerImpact } from './impact.tsx'
import { registerIntroductions } from './introductions.tsx'
import { registerInvite } from './invite.tsx'
import { registerLadder } from './ladder.tsx'
import { registerLanguageReview } from './language-review.tsx'
import { LANGUAGE_SCRIPT, LANGUAGE_SCRIPT_NAME } from './language-script.ts'
import { registerLanguages } from './languages.tsx'
import { registerNotices } from './notices.tsx'
import { registerOtherSchool } from './other-school.tsx'
import { registerOutbox } from './outbox.tsx'
import { registerOutreach } from './outreach.tsx'
import { registerPlanHow } from './plan-how.tsx'
import { registerPlanWhat } from './plan-what.tsx'
import { registerPlayedAnswer } from './played-answer.tsx'
import { registerPoll } from './poll.tsx'
import { registerPrint } from './print.tsx'
import { registerBallots } from './print-ballots.tsx'
import { registerFlyers } from './print-flyer.tsx'
import { registerPoster } from './print-poster.tsx'
import { registerSessionSheets } from './print-session.tsx'
import { registerProposals } from './proposals.tsx'
import { registerReach } from './reach.tsx'
import { registerRecord } from './record.tsx'
import { registerRecordCamera } from './record-camera.tsx'
import { registerRecordReply } from './reply.tsx'
import { registerResults } from './results.tsx'
import { registerResultsFile } from './results-file.ts'
import { registerRoster } from './roster.tsx'
import { registerRosterJob } from './roster-job.tsx'
import { registerRosterLanguages } from './roster-languages.tsx'
import { registerTeamSession } from './session.tsx'
import { registerSessionFiles } from './session-files.ts'
import { registerSessionLists } from './session-lists.ts'
import { registerSettings } from './settings.tsx'
import { registerShare } from './share.tsx'
import { registerSignUps } from './sign-ups.tsx'
import { registerStaffReply } from './staff-reply.tsx'
import { registerStopList } from './stop-list.tsx'
import { registerStrengthSearch } from './strength-search.tsx'
import { registerSurvey } from './survey.tsx'
import { registerTalk } from './talk.tsx'
import { registerTalksFile } from './talks-file.ts'
import { registerTeam } from './team.tsx'
import { registerTies } from './ties.tsx'
import { registerTitleOne } from './title-one.tsx'
import { registerToday } from './today.tsx'
import { registerTranslation } from './translation.tsx'
import { awaitNoted } from './viewed.ts'
import { countWaiting } from './waiting.ts'
import { registerWording } from './wording.tsx'
import { registerWorkshop } from './workshop.tsx'
import { registerWorkshopActs } from './workshop-acts.tsx'
import { registerWorkshopForm } from './workshop-form.tsx'
import { registerWorkshops } from './workshops.tsx'
import { registerYearFile } from './year-file.ts'

const PAGES: readonly ((app: Hono<WebEnv>) => void)[] = [
  registerToday,
  registerFamiliesFile,
  registerFamilies,
  registerChosenFamilies,
  registerCodes,
  registerFamilyForm,
  registerGroupNames,
  registerFamily,
  registerFamilyLink,
  registerFamilyParting,
  registerRoster,
  registerRosterJob,
  registerRosterLanguages,
  registerTies,
  registerIntroductions,
  registerPlanWhat,
  registerPlanHow,
  registerWorkshopForm,
  registerWorkshops,
  registerWorkshop,
  registerWorkshopActs,
  registerPoll,
  registerCalendar,
  registerForeignCalendar,
  registerRecord,
  registerRecordCamera,
  registerResults,
  registerResultsFile,
  registerTeamSession,
  registerSessionFiles,
  registerSessionLists,
  registerRecordReply,
  registerStaffReply,
  registerCheckIn,
  registerChecklist,
  registerSignUps,
  registerPrint,
  registerFlyers,
  registerPoster,
  registerShare,
  registerBallots,
  registerSessionSheets,
  registerProposals,
  registerTeam,
  registerSettings,
  registerEverything,
  registerStopList,
  registerOutbox,
  registerPlayedAnswer,
  registerNotices,
  registerBroadcast,
  registerWording,
  registerReach,
  registerTranslation,
  registerAskHelper,
  registerCalls,
  registerLanguages,
  registerLanguageReview,
  registerOtherSchool,
  registerOutreach,
  registerTalksFile,
  registerTalk,
  registerStrengthSearch,
  registerImpact,
  registerCoverage,
  registerSurvey,
  registerLadder,
  registerInvite,
  registerDecisions,
  registerTitleOne,
  registerYearFile,
  registerDesign,
]

/** Registers the team's pages. */
export function registerSchoolPages(app: Hono<WebEnv>): void {
  learn(en)
  app.use(countWaiting(), awaitNoted)
  for (const register of PAGES) register(app)
  app.get(schoolRoutes.languageScript(LANGUAGE_SCRIPT_NAME), (c) =>
    c.body(LANGUAGE_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
}
