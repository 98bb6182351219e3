import { attendanceRoutes } from './attendance.ts'
import { calendarRoutes } from './calendar.ts'
import { engagementRoutes } from './engagement.ts'
import { familyRoutes } from './families.ts'
import { interestRoutes } from './interest.ts'
import { messageRoutes } from './messages.ts'
import { proposalRoutes } from './proposals.ts'
import { questionRoutes } from './questions.ts'
import { rosterRoutes } from './roster.ts'
import { schoolRoutes } from './schools.ts'
import { logisticsRoutes, sessionRoutes } from './sessions.ts'
import { signUpRoutes } from './sign-ups.ts'
import { stopListRoutes } from './stop-list.ts'
import { teamRoutes } from './team.ts'
import { undoRoutes } from './undo.ts'
import { pollRoutes, workshopRoutes } from './workshops.ts'

/** Every call of the API. */
export const routes = [
  ...schoolRoutes,
  ...teamRoutes,
  ...calendarRoutes,
  ...familyRoutes,
  ...rosterRoutes,
  ...stopListRoutes,
  ...workshopRoutes,
  ...pollRoutes,
  ...sessionRoutes,
  ...logisticsRoutes,
  ...signUpRoutes,
  ...questionRoutes,
  ...attendanceRoutes,
  ...interestRoutes,
  ...proposalRoutes,
  ...messageRoutes,
  ...engagementRoutes,
  ...undoRoutes,
]
