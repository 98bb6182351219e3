import { listSchools, readSchool, updateSchool } from '../../shared/school/school.operations.ts'
import { NewSchool, SchoolChange } from '../../shared/school/school.ts'
import { createSchool } from '../../shared/team/founding.operations.ts'
import { PAGE, pageOf } from './page.ts'
import { answer, route } from './route.ts'

/** Schools and their settings. */
export const schoolRoutes = [
  route({
    method: 'post',
    path: '/schools',
    summary: 'Makes a school.',
    body: NewSchool,
    result: (s) => s.School,
    answer: (context, { body }) => createSchool(context, body),
  }),
  route({
    method: 'get',
    path: '/schools',
    summary: 'The schools of this deployment.',
    query: PAGE,
    result: (s) => s.listOf(s.SchoolName),
    answer: (context, { query }) => listSchools(context, pageOf(query)),
  }),
  route({
    method: 'get',
    path: '/schools/{school}',
    summary: 'A school with its settings.',
    result: (s) => s.School,
    answer: (context, { params }) => readSchool(context, params.school),
  }),
  route({
    method: 'patch',
    path: '/schools/{school}',
    summary: "Changes a school's fields or settings.",
    body: SchoolChange,
    result: (s) => s.School,
    refuses: ['school-changed', 'conflict'],
    answer: (context, { params, body }) => updateSchool(context, params.school, body),
  }),
  route({
    method: 'get',
    path: '/schools/{school}/archive',
    summary: 'Everything of a school but its secrets, as a zip that restores it where it is absent.',
    resultType: 'application/zip',
    refuses: ['too-large'],
    answer: async (context, { params, pictures, largestAnswer }) => {
      // Few ask for it.
      const { archiveAnswer } = await import('../../shared/archive/archive.operations.ts')
      const which = { school: params.school, largest: largestAnswer }
      return answer(200, await archiveAnswer(context, pictures, which), 'application/zip')
    },
  }),
]
