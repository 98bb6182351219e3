/**
 * The authorization of the web side. `yes`: allowed; `in`: sign-in required; `no`: forbidden, whatever it is about;
 * `404`: not found. The columns are nobody; of the school that owns the things in the path a family, another family, an
 * organizer, a helper and a parent leader (who acts for a family of their own on its pages); and the same people of
 * another school, who request the first one's things or, where the path names none, their own.
 */
export const WEB_MATRIX = `
For everybody, and the ways in and out
                                                           pub   fam nei org hel lea   fam nei org hel lea
GET  /                                                     yes   yes yes yes yes yes   yes yes yes yes yes
GET  /app/icon/:name                                       yes   yes yes yes yes yes   yes yes yes yes yes
GET  /app/manifest/:kind/:language                         yes   yes yes yes yes yes   yes yes yes yes yes
GET  /calendar/family/:name                                yes   yes yes yes yes yes   yes yes yes yes yes
GET  /calendar/school/:school                              yes   yes yes yes yes yes   yes yes yes yes yes
GET  /changed/:school                                      yes   yes yes yes yes yes   yes yes yes yes yes
GET  /code                                                 yes   yes yes yes yes yes   yes yes yes yes yes
GET  /design                                               yes   yes yes yes yes yes   yes yes yes yes yes
GET  /f/:token                                             yes   yes yes yes yes yes   yes yes yes yes yes
GET  /help                                                 yes   yes yes yes yes yes   yes yes yes yes yes
GET  /help/:token                                          yes   yes yes yes yes yes   yes yes yes yes yes
GET  /new/:school                                          yes   yes yes yes yes yes   yes yes yes yes yes
GET  /new/:school/done                                     yes   yes yes yes yes yes   yes yes yes yes yes
GET  /picture/:workshop/:name                              yes   yes yes yes yes yes   yes yes yes yes yes
GET  /sign-in                                              yes   yes yes yes yes yes   yes yes yes yes yes
GET  /sign-in/code                                         yes   yes yes yes yes yes   yes yes yes yes yes
GET  /sign-in/link/:token                                  yes   yes yes yes yes yes   yes yes yes yes yes
GET  /start                                                404   404 404 404 404 404   404 404 404 404 404
GET  /stop/:token                                          yes   yes yes yes yes yes   yes yes yes yes yes
GET  /w/:workshop                                          yes   yes yes yes yes yes   yes yes yes yes yes
GET  /w/:workshop/code.png                                 yes   yes yes yes yes yes   yes yes yes yes yes
GET  /w/share/:script                                      yes   yes yes yes yes yes   yes yes yes yes yes
POST /code                                                 yes   yes yes yes yes yes   yes yes yes yes yes
POST /design                                               yes   yes yes yes yes yes   yes yes yes yes yes
POST /help/:token                                          yes   yes yes yes yes yes   yes yes yes yes yes
POST /new/:school                                          yes   yes yes yes yes yes   yes yes yes yes yes
POST /sign-in                                              yes   yes yes yes yes yes   yes yes yes yes yes
POST /sign-in/code                                         yes   yes yes yes yes yes   yes yes yes yes yes
POST /sign-in/link/:token                                  yes   yes yes yes yes yes   yes yes yes yes yes
POST /sign-out                                             yes   yes yes yes yes yes   yes yes yes yes yes
POST /start                                                404   404 404 404 404 404   404 404 404 404 404
POST /stop/:token                                          yes   yes yes yes yes yes   yes yes yes yes yes

A family’s own pages
                                                           pub   fam nei org hel lea   fam nei org hel lea
GET  /me                                                   in    yes yes in  in  yes   yes yes in  in  yes
GET  /me/about                                             in    yes yes in  in  yes   yes yes in  in  yes
GET  /me/aloud/:script                                     yes   yes yes yes yes yes   yes yes yes yes yes
GET  /me/ask/:workshop                                     in    yes yes in  in  yes   404 404 in  in  404
GET  /me/copy.json                                         in    yes yes in  in  yes   yes yes in  in  yes
GET  /me/delete                                            in    yes yes in  in  yes   yes yes in  in  yes
GET  /me/interest/:workshop                                in    yes yes in  in  yes   404 404 in  in  404
GET  /me/keep/:script                                      yes   yes yes yes yes yes   yes yes yes yes yes
GET  /me/notes                                             in    yes yes in  in  yes   yes yes in  in  yes
GET  /me/path                                              in    yes yes in  in  yes   yes yes in  in  yes
GET  /me/session/:session                                  in    yes yes in  in  yes   404 404 in  in  404
GET  /me/session/:session/calendar.ics                     in    yes yes in  in  yes   404 404 in  in  404
GET  /me/session/:session/done                             in    yes yes in  in  yes   404 404 in  in  404
GET  /me/session/:session/survey                           in    yes yes in  in  yes   404 404 in  in  404
GET  /me/link                                              in    yes yes in  in  yes   yes yes in  in  yes
GET  /me/strengths                                         in    yes yes in  in  yes   yes yes in  in  yes
GET  /me/teach                                             in    yes yes in  in  yes   yes yes in  in  yes
GET  /me/teach/done                                        in    yes yes in  in  yes   yes yes in  in  yes
GET  /me/vote/:workshop                                    in    yes yes in  in  yes   404 404 in  in  404
GET  /me/vote/:workshop/done                               in    yes yes in  in  yes   404 404 in  in  404
GET  /me/workshop/picture/:script                          yes   yes yes yes yes yes   yes yes yes yes yes
GET  /me/workshop/:workshop                                in    yes 404 in  in  404   404 404 in  in  404
GET  /me/workshop/:workshop/flyer                          in    yes 404 in  in  404   404 404 in  in  404
GET  /me/workshop/:workshop/poster                         in    yes 404 in  in  404   404 404 in  in  404
GET  /me/workshop/:workshop/picture/:about                 in    yes 404 in  in  404   404 404 in  in  404
GET  /me/workshop/:workshop/note                           in    yes 404 in  in  404   404 404 in  in  404
GET  /me/workshop/:workshop/introduction                   in    yes 404 in  in  404   404 404 in  in  404
GET  /me/workshop/:workshop/share                          in    yes 404 in  in  404   404 404 in  in  404
GET  /me/workshop/:workshop/strengths                      in    yes 404 in  in  404   404 404 in  in  404
GET  /me/workshop/:workshop/words                          in    yes 404 in  in  404   404 404 in  in  404
POST /me/ask/:workshop                                     in    yes yes in  in  yes   404 404 in  in  404
POST /me/about                                             in    yes yes in  in  yes   yes yes in  in  yes
POST /me/about/reopen                                      in    yes 404 in  in  404   404 404 in  in  404
POST /me/delete                                            in    yes yes in  in  yes   yes yes in  in  yes
POST /me/interest/:workshop                                in    yes yes in  in  yes   404 404 in  in  404
POST /me/interest/:workshop/no                             in    yes yes in  in  yes   404 404 in  in  404
POST /me/leave                                             yes   yes yes yes yes yes   yes yes yes yes yes
POST /me/link                                              in    yes yes in  in  yes   yes yes in  in  yes
POST /me/notes/:conversation/forget                        in    yes 404 in  in  404   404 404 in  in  404
POST /me/path/credit/:decision                             in    yes 404 in  in  404   404 404 in  in  404
POST /me/path/invitation/:invitation                       in    yes 404 in  in  404   404 404 in  in  404
POST /me/path/proposed                                     in    yes yes in  in  yes   yes yes in  in  yes
POST /me/path/shown                                        in    yes yes in  in  yes   yes yes in  in  yes
POST /me/path/told                                         in    yes yes in  in  yes   yes yes in  in  yes
POST /me/path/told/:evidence                               in    yes 404 in  in  404   404 404 in  in  404
POST /me/session/:session                                  in    yes yes in  in  yes   404 404 in  in  404
POST /me/session/:session/cancel                           in    yes yes in  in  yes   404 404 in  in  404
POST /me/session/:session/name                             in    yes yes in  in  yes   404 404 in  in  404
POST /me/session/:session/name/hide                        in    yes yes in  in  yes   404 404 in  in  404
POST /me/session/:session/signups/:signup                  in    yes yes in  in  yes   404 404 in  in  404
POST /me/session/:session/survey                           in    yes 404 in  in  yes   404 404 in  in  404
POST /me/session/:session/thanks                           in    yes 404 in  in  yes   404 404 in  in  404
POST /me/skills                                            in    yes yes in  in  yes   yes yes in  in  yes
POST /me/strengths                                         in    yes yes in  in  yes   yes yes in  in  yes
POST /me/teach                                             in    yes yes in  in  yes   yes yes in  in  yes
POST /me/teach/:proposal                                   in    yes 404 in  in  404   404 404 in  in  404
POST /me/teach/draft/drop                                  in    yes yes in  in  yes   yes yes in  in  yes
POST /me/vote/:workshop                                    in    yes yes in  in  yes   404 404 in  in  404
POST /me/vote/:workshop/take-back                          in    yes yes in  in  yes   404 404 in  in  404
POST /me/workshop/:workshop/:session                       in    yes 404 in  in  404   404 404 in  in  404
POST /me/workshop/:workshop/questions/:question            in    yes 404 in  in  404   404 404 in  in  404
POST /me/workshop/:workshop/:session/signups               in    yes 404 in  in  404   404 404 in  in  404
POST /me/workshop/:workshop/:session/message               in    yes 404 in  in  404   404 404 in  in  404
POST /me/workshop/:workshop/:session/message/stop          in    yes 404 in  in  404   404 404 in  in  404
POST /me/workshop/:workshop/picture/:about                 in    yes 404 in  in  404   404 404 in  in  404
POST /me/workshop/:workshop/picture/:about/off             in    yes 404 in  in  404   404 404 in  in  404
POST /me/workshop/:workshop/introduction                   in    yes 404 in  in  404   404 404 in  in  404
POST /me/workshop/:workshop/introduction/off               in    yes 404 in  in  404   404 404 in  in  404
POST /me/workshop/:workshop/note                           in    yes 404 in  in  404   404 404 in  in  404
POST /me/workshop/:workshop/note/take-back                 in    yes 404 in  in  404   404 404 in  in  404
POST /me/workshop/:workshop/words                          in    yes 404 in  in  404   404 404 in  in  404

The team’s pages
                                                           pub   fam nei org hel lea   fam nei org hel lea
GET  /school                                               in    in  in  yes yes yes   in  in  yes yes yes
GET  /school/calendar                                      in    in  in  yes no  no    in  in  yes no  no
GET  /school/calendar/foreign                              in    in  in  yes no  no    in  in  yes no  no
GET  /school/calls                                         in    in  in  yes yes no    in  in  yes yes no
GET  /school/decisions                                     in    in  in  yes no  no    in  in  yes no  no
GET  /school/camera/:script                                yes   yes yes yes yes yes   yes yes yes yes yes
GET  /school/checklist/:script                             yes   yes yes yes yes yes   yes yes yes yes yes
GET  /school/code-library/:script                          yes   yes yes yes yes yes   yes yes yes yes yes
GET  /school/door/:script                                  yes   yes yes yes yes yes   yes yes yes yes yes
GET  /school/families                                      in    in  in  yes no  no    in  in  yes no  no
GET  /school/families/:family                              in    in  in  yes no  no    in  in  404 no  no
GET  /school/families/:family/edit                         in    in  in  yes no  no    in  in  404 no  no
GET  /school/families/:family/invite                       in    in  in  yes no  no    in  in  404 no  no
GET  /school/families/:family/link                         in    in  in  yes no  no    in  in  404 no  no
GET  /school/families/:family/merge                        yes   yes yes yes yes yes   yes yes yes yes yes
GET  /school/families/:family/split                        in    in  in  yes no  no    in  in  404 no  no
GET  /school/families/:family/talk                         in    in  in  yes yes no    in  in  404 404 no
GET  /school/families/chosen                               in    in  in  yes no  no    in  in  yes no  no
GET  /school/families/codes                                in    in  in  yes no  no    in  in  yes no  no
GET  /school/families/codes/file                           in    in  in  yes no  no    in  in  yes no  no
GET  /school/families/families.xlsx                        in    in  in  yes no  no    in  in  yes no  no
GET  /school/families/families.csv                         in    in  in  yes no  no    in  in  yes no  no
GET  /school/families/new                                  in    in  in  yes no  no    in  in  yes no  no
GET  /school/groups                                        in    in  in  yes no  no    in  in  yes no  no
GET  /school/impact                                        in    in  in  yes no  no    in  in  yes no  no
GET  /school/impact/title-one                              in    in  in  yes no  no    in  in  yes no  no
GET  /school/impact/title-one.csv                          in    in  in  yes no  no    in  in  yes no  no
GET  /school/impact/year.xlsx                              in    in  in  yes no  no    in  in  yes no  no
GET  /school/impact/year.csv                               in    in  in  yes no  no    in  in  yes no  no
GET  /school/introductions                                 in    in  in  yes no  no    in  in  yes no  no
GET  /school/ladder                                        in    in  in  yes no  no    in  in  yes no  no
GET  /school/languages                                     in    in  in  yes no  no    in  in  yes no  no
GET  /school/languages/:language                           in    in  in  yes no  no    in  in  yes no  no
GET  /school/outbox                                        in    in  in  yes no  no    in  in  yes no  no
GET  /school/outbox/:message/:at/answer                    in    in  in  404 no  no    in  in  404 no  no
GET  /school/outreach                                      in    in  in  yes yes no    in  in  yes yes no
GET  /school/outreach/coverage                             in    in  in  yes no  no    in  in  yes no  no
GET  /school/outreach/conversations.xlsx                   in    in  in  yes no  no    in  in  yes no  no
GET  /school/outreach/conversations.csv                    in    in  in  yes no  no    in  in  yes no  no
GET  /school/proposals                                     in    in  in  yes no  no    in  in  yes no  no
GET  /school/record/:script                                yes   yes yes yes yes yes   yes yes yes yes yes
GET  /school/roster                                        in    in  in  yes no  no    in  in  yes no  no
GET  /school/roster/jobs/:job                              in    in  in  yes no  no    in  in  404 no  no
GET  /school/roster/jobs/:job/rejected.csv                 in    in  in  yes no  no    in  in  404 no  no
GET  /school/roster/uploads/:upload                        in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session                             in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/checklist                   in    in  in  yes yes no    in  in  404 404 no
GET  /school/sessions/:session/checklist/:item/ask         in    in  in  yes yes no    in  in  404 404 no
GET  /school/sessions/:session/checklist.xlsx              in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/checklist.csv               in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/sign-in.xlsx                in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/sign-in.csv                 in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/sign-ups.xlsx               in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/sign-ups.csv                in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/door                        in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/mine                        in    in  in  yes yes yes   in  in  404 404 404
GET  /school/sessions/:session/signups                     in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/print                       in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/replies.xlsx                in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/replies.csv                 in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/print/childcare             in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/print/interpreters          in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/print/name-tags             in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/print/sign-in               in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/print/survey                in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/print/table-cards           in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/replies                     in    in  in  yes no  no    in  in  yes no  no
GET  /school/sessions/:session/replies/:family             in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/survey                      in    in  in  yes yes no    in  in  404 404 no
GET  /school/sessions/:session/survey/mine                 in    in  in  yes yes yes   in  in  404 404 404
GET  /school/settings                                      in    in  in  yes no  no    in  in  yes no  no
GET  /school/settings/everything                           in    in  in  yes no  no    in  in  yes no  no
GET  /school/stop-list                                     in    in  in  yes no  no    in  in  yes no  no
GET  /school/stop-list/stop-list.csv                       in    in  in  yes no  no    in  in  yes no  no
GET  /school/stop-list/:list                               in    in  in  yes no  no    in  in  404 no  no
GET  /school/strengths                                     in    in  in  yes no  no    in  in  yes no  no
GET  /school/team                                          in    in  in  yes no  no    in  in  yes no  no
GET  /school/typed/:script                                  yes   yes yes yes yes yes   yes yes yes yes yes
GET  /school/wording                                       in    in  in  yes no  no    in  in  yes no  no
GET  /school/wording/:kind/:language                       in    in  in  yes no  no    in  in  yes no  no
GET  /school/workshops                                     in    in  in  yes no  no    in  in  yes no  no
GET  /school/workshops/:workshop                           in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/edit                      in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/messages                  in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/plan                      in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/plan/how                  in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/poll                      in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/print                     in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/print/ballots             in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/print/flyers              in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/print/poster              in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/reach                     in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/record                    in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/record/camera             in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/results                   in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/results.xlsx              in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/results.csv               in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/tell                      in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/times                     in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/translation/:language     in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/new                                 in    in  in  yes no  no    in  in  yes no  no
POST /school/calendar                                      in    in  in  yes no  no    in  in  yes no  no
POST /school/calendar/:closure/remove                      in    in  in  yes no  no    in  in  404 no  no
POST /school/calendar/foreign                              in    in  in  yes no  no    in  in  yes no  no
POST /school/calendar/foreign/bring                        in    in  in  yes no  no    in  in  yes no  no
POST /school/calls/:family                                 in    in  in  yes yes no    in  in  404 404 no
POST /school/calls/:family/assignee                        in    in  in  yes yes no    in  in  404 404 no
POST /school/calls/:family/undo                            in    in  in  yes yes no    in  in  404 404 no
POST /school/decisions                                     in    in  in  yes no  no    in  in  yes no  no
POST /school/decisions/:decision/drop                      in    in  in  yes no  no    in  in  404 no  no
POST /school/families/:family/edit                         in    in  in  yes no  no    in  in  404 no  no
POST /school/families/:family/invite                       in    in  in  yes no  no    in  in  404 no  no
POST /school/families/:family/link                         in    in  in  yes no  no    in  in  404 no  no
POST /school/families/:family/link/:caregiver/end          in    in  in  yes no  no    in  in  404 no  no
POST /school/families/:family/merge                        in    in  in  yes no  no    in  in  404 no  no
POST /school/families/:family/remove                       in    in  in  yes no  no    in  in  404 no  no
POST /school/families/:family/reopen                       in    in  in  yes no  no    in  in  404 no  no
POST /school/families/:family/split                        in    in  in  yes no  no    in  in  404 no  no
POST /school/families/:family/talk                         in    in  in  yes yes no    in  in  404 404 no
POST /school/families/:family/talk/:conversation/forget    in    in  in  yes yes no    in  in  404 404 no
POST /school/families/:family/talk/:conversation/kept      in    in  in  yes yes no    in  in  404 404 no
POST /school/families/chosen/calls                         in    in  in  yes no  no    in  in  yes no  no
POST /school/families/chosen/group                         in    in  in  yes no  no    in  in  yes no  no
POST /school/families/chosen/letters                       in    in  in  yes no  no    in  in  yes no  no
POST /school/families/chosen/links                         in    in  in  yes no  no    in  in  yes no  no
POST /school/families/chosen/undo                          in    in  in  yes no  no    in  in  yes no  no
POST /school/families/codes/file                           in    in  in  yes no  no    in  in  yes no  no
POST /school/families/new                                  in    in  in  yes no  no    in  in  yes no  no
POST /school/groups                                        in    in  in  yes no  no    in  in  yes no  no
POST /school/introductions/:introduction/accept            in    in  in  yes no  no    in  in  404 no  no
POST /school/introductions/:introduction/decline           in    in  in  yes no  no    in  in  404 no  no
POST /school/introductions/:introduction/join              in    in  in  yes no  no    in  in  404 no  no
POST /school/introductions/:introduction/reopen            in    in  in  yes no  no    in  in  404 no  no
POST /school/languages/:language                           in    in  in  yes no  no    in  in  yes no  no
POST /school/ladder/nomination/:nomination                 in    in  in  yes no  no    in  in  404 no  no
POST /school/other                                         in    in  in  404 404 404   in  in  404 404 404
POST /school/outbox/:message/:at/answer                    in    in  in  404 no  no    in  in  404 no  no
POST /school/proposals/:proposal/accept                    in    in  in  yes no  no    in  in  404 no  no
POST /school/proposals/:proposal/talk                      in    in  in  yes no  no    in  in  404 no  no
POST /school/roster                                        in    in  in  yes no  no    in  in  yes no  no
POST /school/roster/languages                              in    in  in  yes no  no    in  in  yes no  no
POST /school/roster/uploads/:upload                        in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/cancel                      in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/checklist                   in    in  in  yes yes no    in  in  404 404 no
POST /school/sessions/:session/checklist-items             in    in  in  yes yes no    in  in  404 404 no
POST /school/sessions/:session/signups                     in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/signups/template            in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/signups/line/:signup        in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/signups/line/:signup/family in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/signups/line/:signup/given/:family in in in yes no no in in 404 no no
POST /school/sessions/:session/checklist-rows              in    in  in  yes yes no    in  in  404 404 no
POST /school/sessions/:session/checklist/:item             in    in  in  yes yes no    in  in  404 404 no
POST /school/sessions/:session/checklist/:item/ask         in    in  in  yes yes no    in  in  404 404 no
POST /school/sessions/:session/closed                      in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/door                        in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/door/:family                in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/door/:family/undo           in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/mine                        in    in  in  yes yes yes   in  in  404 404 404
POST /school/sessions/:session/move                        in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/replies/:family             in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/survey                      in    in  in  yes yes no    in  in  404 404 no
POST /school/sessions/:session/survey/mine                 in    in  in  yes yes yes   in  in  404 404 404
POST /school/settings                                      in    in  in  yes no  no    in  in  yes no  no
POST /school/settings/everything                           in    in  in  yes no  no    in  in  yes no  no
POST /school/stop-list                                     in    in  in  yes no  no    in  in  yes no  no
POST /school/stop-list/:list                               in    in  in  yes no  no    in  in  404 no  no
POST /school/team                                          in    in  in  yes no  no    in  in  yes no  no
POST /school/team/:member/remove                           in    in  in  yes no  no    in  in  404 no  no
POST /school/team/keys                                     in    in  in  yes no  no    in  in  yes no  no
POST /school/team/keys/:key/revoke                         in    in  in  yes no  no    in  in  404 no  no
POST /school/ties/:tie                                     in    in  in  yes no  no    in  in  404 no  no
POST /school/wording/:kind/:language                       in    in  in  yes no  no    in  in  yes no  no
POST /school/workshops/:workshop/announce                  in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/cancel                    in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/questions/:question       in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/copy                      in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/edit                      in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/held                      in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/messages                  in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/plan                      in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/plan/how                  in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/poll                      in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/print/ballots             in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/record                    in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/record/camera             in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/record/sheet              in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/record/undo               in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/schedule                  in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/picture/:about/off        in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/tell                      in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/translation/:language     in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/note-seen                 in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/words-seen                in    in  in  yes no  no    in  in  404 no  no
GET  /school/families/:family/remove                       in    in  in  yes no  no    in  in  404 no  no
GET  /school/sessions/:session/cancel                      in    in  in  yes no  no    in  in  404 no  no
GET  /school/team/:member/remove                           in    in  in  yes no  no    in  in  404 no  no
GET  /school/team/keys/:key/revoke                         in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/cancel                    in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/delete                    in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/share                     in    in  in  yes no  no    in  in  404 no  no
GET  /school/workshops/:workshop/stop                      in    in  in  yes no  no    in  in  404 no  no
POST /school/families/:family/restore                      in    in  in  yes no  no    in  in  404 no  no
POST /school/sessions/:session/undo                        in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/delete                    in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/messages/undo             in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/stop                      in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/:workshop/undo                      in    in  in  yes no  no    in  in  404 no  no
POST /school/workshops/new                                 in    in  in  yes no  no    in  in  yes no  no
`

/** Forms that succeed without writing: they search, sign in or out, undo what was never done, or need a reply first. */
export const SAME_AGAIN = [
  'POST /code',
  'POST /design',
  'POST /me/interest/:workshop/no',
  'POST /me/leave',
  'POST /me/session/:session/name',
  'POST /me/session/:session/name/hide',
  'POST /me/vote/:workshop/take-back',
  'POST /me/workshop/:workshop/:session/message/stop',
  'POST /me/workshop/:workshop/introduction/off',
  'POST /me/workshop/:workshop/note/take-back',
  'POST /school/calendar/foreign',
  'POST /school/languages/:language',
  'POST /school/workshops/:workshop/messages/undo',
  'POST /school/workshops/:workshop/record/sheet',
  'POST /school/workshops/:workshop/record/undo',
  'POST /school/workshops/:workshop/note-seen',
  'POST /school/workshops/:workshop/words-seen',
  'POST /sign-out',
]
